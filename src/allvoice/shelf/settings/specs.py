"""The one table of settings: what can be chosen, what is usual, and how it is told and checked.

A field of `Settings` is the only place where a setting stands. From it come the file's template and
its checks, the list of options, the man page's section and what `doctor` tells. Who adds a setting
adds a field here and obeys it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from allvoice.guide.skippable import SKIPPABLE
from allvoice.limits import (
    PITCHES,
    RATE_MAX_WPM,
    RATE_MIN_WPM,
    RATE_NORMAL_WPM,
    RATE_STEP_WPM,
    VOLUME_BOOSTS_DB,
    VOLUME_FLOOR,
    VOLUME_MAX,
    VOLUME_MIN,
    VOLUME_NORMAL,
    VOLUME_STEP,
)
from allvoice.shelf.settings.kinds import (
    Flag,
    Kind,
    Number,
    OneOf,
    Phone,
    SomeOf,
    Text,
    Texts,
    Whole,
    from_file,
)
from allvoice.speech.engines.registry import ENGINE_NAMES

SPEECH, VOICES, READING, SCREEN = "speech", "voices", "reading", "screen"
CARE, KEYS = "care", "keys"
TABLES = {
    SPEECH: "What is heard.",
    VOICES: "",
    READING: "How the guide is read, and how much is told.",
    CARE: "Whom to call.",
    KEYS: "",
    SCREEN: "What is seen.",
}
"""The tables of the file in order, with a comment on each.

The keys come before the last: a line that is added at the end of the file is then none of them.
None has the name of a setting, which in files of the first form may stand above all tables.
"""


class Applies(enum.Enum):
    """From when a setting that is chosen inside the program holds."""

    AT_ONCE = "at once"
    NEXT_START = "from the next start"


class Spec(NamedTuple):
    """All there is to know of one setting."""

    name: str
    """Its field in `Settings`."""
    in_file: str
    """Its name in the file."""
    table: str
    """Where it stands in the file."""
    kind: Kind
    """What it can be."""
    usual: Any
    """What holds where nothing is chosen."""
    words: str
    """What it is called in the list of options."""
    help: str
    """For the file and the man page: a value stands in double quotes, a command in backticks."""
    applies: Applies
    in_options: bool
    """Whether it is among the options of the reader."""
    other_words: tuple[str, ...]
    """What people type for it."""

    @property
    def fills_table(self) -> bool:
        """Whether it is a table of its own, each line a name and a text."""
        return isinstance(self.kind, Texts)


def _setting(
    usual: Any,
    kind: Kind,
    table: str,
    words: str,
    help: str,
    *,
    applies: Applies = Applies.AT_ONCE,
    in_options: bool = False,
    other_words: tuple[str, ...] = (),
    in_file: str = "",
) -> Any:
    spec = Spec("", in_file, table, kind, usual, words, help, applies, in_options, other_words)
    # A mapping cannot be compared by its hash, so no field may have it as its default itself.
    return field(default_factory=lambda: usual, metadata={"spec": spec})


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program starts, every setting filled in; options given to a command win over these.

    The fields stand in the order of the list of options.
    """

    engine: str = _setting(
        "natural",
        OneOf(ENGINE_NAMES),
        SPEECH,
        "What speaks",
        'What speaks: "natural", "espeak", "system" (this computer\'s own voices) or "silent".',
        applies=Applies.NEXT_START,
    )
    rate_wpm: int = _setting(
        RATE_NORMAL_WPM,
        Whole(RATE_MIN_WPM, RATE_MAX_WPM, RATE_STEP_WPM),
        SPEECH,
        "Pace",
        f"Pace in words a minute, {RATE_MIN_WPM} to {RATE_MAX_WPM}. "
        "A pace chosen by key is kept for each guide, and wins.",
        in_options=True,
        other_words=("pace", "speed", "wpm"),
    )
    volume: int = _setting(
        VOLUME_NORMAL,
        Whole(VOLUME_FLOOR, VOLUME_MAX, VOLUME_STEP, VOLUME_MIN),
        SPEECH,
        "Volume",
        f"Volume in per cent, {VOLUME_FLOOR} to {VOLUME_MAX}. "
        "At 100 every voice is as loud as the others.",
        in_options=True,
        other_words=("loudness",),
    )
    voices: Mapping[str, str] = _setting(
        MappingProxyType({}),
        Texts(ENGINE_NAMES, tuple((name, "") for name in ENGINE_NAMES if name != "silent")),
        VOICES,
        "Voice",
        "The voice of what speaks, as `allvoice voices` lists it; empty for the best there is.",
        in_options=True,
    )
    """Engine to voice; not checked here: only the engine knows which there are."""
    volume_boost: str = _setting(
        "off",
        OneOf(tuple(VOLUME_BOOSTS_DB)),
        SPEECH,
        "Volume boost",
        'For who hears little: "more" or "most" make every volume louder, soft sounds above all; '
        '"off" does neither.',
        in_options=True,
        other_words=("amplification", "boost"),
    )
    interface_voice: bool = _setting(
        True,
        Flag(),
        SPEECH,
        "Interface voice",
        "Say aloud what each key did: the interface voice. "
        "Answers to questions and faults are said in any case.",
        in_options=True,
        other_words=("announcements",),
    )
    guide_voice: bool = _setting(
        True,
        Flag(),
        SPEECH,
        "Guide voice",
        "Read the guide aloud: the guide voice. "
        "Without it the words of the program are still heard.",
        in_options=True,
    )
    interface_pitch: str = _setting(
        "lower",
        OneOf(tuple(PITCHES)),
        SPEECH,
        "Interface voice pitch",
        'How the interface voice sounds beside the guide voice: "lower", "same" or "higher".',
        in_options=True,
        other_words=("pitch",),
    )
    verbosity: str = _setting(
        "normal",
        OneOf(("beginner", "normal", "expert")),
        READING,
        "How much is said",
        'How much is said: "beginner" (with hints), "normal", or "expert" (as little as will do).',
        in_options=True,
    )
    earcons: bool = _setting(
        True,
        Flag(),
        READING,
        "Short sounds",
        "Short soft sounds: a bookmark was set, the guide ends, a key does nothing.",
        in_options=True,
        other_words=("sounds",),
    )
    section_sound: bool = _setting(
        True,
        Flag(),
        READING,
        "Sound at a new section",
        "A soft sound where a new section starts.",
        applies=Applies.NEXT_START,
    )
    slow_names: bool = _setting(
        True,
        Flag(),
        READING,
        "Slower names and figures",
        "Say names of medicines and figures a little slower than the rest.",
        applies=Applies.NEXT_START,
    )
    one_sentence: bool = _setting(
        False,
        Flag(),
        READING,
        "One sentence at a time",
        "One sentence fills the screen; the next is read when you ask for it.",
        in_options=True,
    )
    highlight_word: bool = _setting(
        True,
        Flag(),
        SCREEN,
        "Mark the word",
        "Mark the word being spoken, as well as its sentence.",
        in_options=True,
    )
    double_spacing: bool = _setting(
        False,
        Flag(),
        SCREEN,
        "Double spacing",
        "An empty line after each line, in a window of 17 rows or more.",
        in_options=True,
        other_words=("spacing",),
    )
    ruler: str = _setting(
        "off",
        OneOf(("off", "line", "mask")),
        SCREEN,
        "Ruler",
        'Guide the eye: "line" marks the line being read, "mask" hides all others but its '
        'neighbours, "off" does neither.',
        in_options=True,
    )
    scroll: str = _setting(
        "page",
        OneOf(("page", "middle", "top")),
        SCREEN,
        "Scrolling",
        'How the text moves: by the "page" when its end is reached, or the sentence stays in the '
        '"middle" or at the "top".',
        in_options=True,
    )
    theme: str = _setting(
        "dark",
        Text(),
        SCREEN,
        "Colours",
        'Colours: "dark", "light", "yellow", "amber", "soft", "terminal" (its own two), or the '
        'name of a file of yours in the folder "themes" beside this file.',
        in_options=True,
        other_words=("color", "colors", "contrast"),
    )
    """Not checked here: the screen knows which there are."""
    skip: tuple[str, ...] = _setting(
        (),
        SomeOf(tuple(SKIPPABLE)),
        READING,
        "Skipped",
        'What is not read aloud: any of "code", "images", "notes", "tables".',
        in_options=True,
    )
    summaries: bool = _setting(
        True,
        Flag(),
        READING,
        "Summaries",
        "Read the short summaries at the end of sections.",
        in_options=True,
        other_words=("summary", "in_short"),
    )
    teach_back: bool = _setting(
        True,
        Flag(),
        READING,
        "Questions to yourself",
        "Read the questions to be answered in your own words.",
        in_options=True,
        other_words=("self_check",),
    )
    care_team_phone: str = _setting(
        "",
        Phone(),
        CARE,
        "Care team's number",
        "The telephone number of your care team: the urgent list says and shows it.",
        in_options=True,
        in_file="phone",
        other_words=("telephone", "number", "hotline"),
    )
    external_screen_reader: bool = _setting(
        False,
        Flag(),
        SCREEN,
        "My own screen reader",
        "For your own screen reader, as the option `--no-voice`: no voice, one sentence at a time, "
        "little is ever repainted, the terminal's own colours.",
        applies=Applies.NEXT_START,
        in_file="screen_reader",
    )
    ignore_repeat_s: float = _setting(
        0.15,
        Number(0, 1),
        READING,
        "Pause between two presses of a key",
        "A key pressed twice within so many seconds counts once, 0 to 1. "
        "Keys that move are not held back.",
        other_words=("double_strike",),
    )
    """Seconds."""
    keys: Mapping[str, str] = _setting(
        MappingProxyType({}),
        Texts((), (("stop", "s,f2"),)),
        KEYS,
        "Change keys",
        "Other keys: an action's name, then its key, or several with commas between. "
        "Two actions on one key are refused by name.",
        other_words=("shortcuts", "bindings"),
    )
    """Action to key or keys, commas between; not checked here: the screen knows which there are."""


SPECS: tuple[Spec, ...] = tuple(
    spec._replace(name=each.name, in_file=spec.in_file or each.name)
    for each in fields(Settings)
    for spec in [each.metadata["spec"]]
)
"""All settings, in the order of the list of options."""
SPEC_OF: Mapping[str, Spec] = MappingProxyType({spec.name: spec for spec in SPECS})
OPTIONS: tuple[Spec, ...] = tuple(spec for spec in SPECS if spec.in_options)
"""Those of the list of options, in its order."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a listener chose; a setting that has no value here was not chosen."""

    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """By the name of the field in `Settings`."""

    def __contains__(self, name: object) -> bool:
        """Return whether a setting was chosen."""
        return name in self.values

    def of(self, name: str) -> Any:
        """Return what was chosen; None where nothing was."""
        return self.values.get(name)

    def but(self, **values: Any) -> Chosen:
        """Return the same with other choices in it."""
        return Chosen(MappingProxyType({**self.values, **values}))

    def with_choice(self, name: str, value: object) -> Chosen:
        """Return the same once one more choice was made.

        Args:
            name: a setting; or one that fills a table, a dot, and a name in that table.
            value: what it becomes, as the settings or the file hold it.
        """
        table, dot, entry = name.partition(".")
        if not dot:
            return self.but(**{name: from_file(value)})
        entries = {**(self.of(table) or {}), entry: value}
        if not value:
            del entries[entry]
        return self.but(**{table: from_file(entries)}) if entries else self.without(table)

    def without(self, name: str) -> Chosen:
        """Return the same with one setting not chosen."""
        return Chosen(MappingProxyType({k: v for k, v in self.values.items() if k != name}))

    def filled(self, usual: Settings | None = None) -> Settings:
        """Return all settings: what was chosen, and what is usual for the rest."""
        return replace(usual or Settings(), **self.values)
