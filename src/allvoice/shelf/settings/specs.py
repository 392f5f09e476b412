"""The one table of settings: what can be chosen, what is usual, and how it is told and checked.

A field of `Settings` is the only place where a setting stands. From it come the file's template and
its checks, the list of options, the man page's section and what `doctor` tells. Who adds a setting
adds a field here and obeys it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from allvoice.guide.skippable import SKIPPABLE
from allvoice.limits import (
    PAUSE_FACTORS,
    PITCHES,
    RATE_MAX_WPM,
    RATE_MIN_WPM,
    RATE_NORMAL_WPM,
    RATE_STEP_WPM,
    THINK_TIMES_S,
    VOLUME_BOOSTS_DB,
    VOLUME_FLOOR,
    VOLUME_MAX,
    VOLUME_MIN,
    VOLUME_NORMAL,
    VOLUME_STEP,
)
from allvoice.shelf.settings.kinds import (
    Flag,
    Number,
    OneOf,
    Phone,
    SomeOf,
    Text,
    Texts,
    Whole,
)
from allvoice.shelf.settings.spec import (
    CARE,
    KEYS,
    READING,
    SCREEN,
    SPEECH,
    VOICES,
    Applies,
    Spec,
    setting,
)
from allvoice.speech.engines.registry import ENGINE_NAMES


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program starts, every setting filled in; options given to a command win over these.

    The fields stand in the order of the list of options.
    """

    engine: str = setting(
        "natural",
        OneOf(ENGINE_NAMES),
        SPEECH,
        "What speaks",
        'What speaks: "natural", "espeak", "system" (this computer\'s own voices) or "silent".',
        applies=Applies.NEXT_START,
    )
    rate_wpm: int = setting(
        RATE_NORMAL_WPM,
        Whole(RATE_MIN_WPM, RATE_MAX_WPM, RATE_STEP_WPM),
        SPEECH,
        "Pace",
        f"Pace in words a minute, {RATE_MIN_WPM} to {RATE_MAX_WPM}; no voice goes slower than it "
        "stays clear. A pace chosen by key is kept for each guide, and wins; the key for the "
        "normal pace goes back to this one.",
        in_options=True,
        other_words=("pace", "speed", "wpm"),
    )
    pause_length: str = setting(
        "normal",
        OneOf(tuple(PAUSE_FACTORS)),
        SPEECH,
        "Pauses",
        'How long the pauses are: "shorter", "normal", "longer" or "longest". '
        "None gets longer than three seconds.",
        in_options=True,
        other_words=("pause", "pauses", "gap"),
    )
    volume: int = setting(
        VOLUME_NORMAL,
        Whole(VOLUME_FLOOR, VOLUME_MAX, VOLUME_STEP, VOLUME_MIN),
        SPEECH,
        "Volume",
        f"Volume in per cent, {VOLUME_FLOOR} to {VOLUME_MAX}. "
        "At 100 every voice is as loud as the others.",
        in_options=True,
        other_words=("loudness",),
    )
    voices: Mapping[str, str] = setting(
        MappingProxyType({}),
        Texts(ENGINE_NAMES, tuple((name, "") for name in ENGINE_NAMES if name != "silent")),
        VOICES,
        "Voice",
        "The voice of what speaks, as `allvoice voices` lists it; empty for the best there is.",
        in_options=True,
    )
    """Engine to voice; not checked here: only the engine knows which there are."""
    volume_boost: str = setting(
        "off",
        OneOf(tuple(VOLUME_BOOSTS_DB)),
        SPEECH,
        "Volume boost",
        'For who hears little: "more" or "most" make every volume louder, soft sounds above all; '
        '"off" does neither.',
        in_options=True,
        other_words=("amplification", "boost"),
    )
    interface_voice: bool = setting(
        True,
        Flag(),
        SPEECH,
        "Interface voice",
        "Say aloud what each key did: the interface voice. "
        "Answers to questions and faults are said in any case.",
        in_options=True,
        other_words=("announcements",),
    )
    guide_voice: bool = setting(
        True,
        Flag(),
        SPEECH,
        "Guide voice",
        "Read the guide aloud: the guide voice. "
        "Without it the words of the program are still heard.",
        in_options=True,
    )
    interface_pitch: str = setting(
        "lower",
        OneOf(tuple(PITCHES)),
        SPEECH,
        "Interface voice pitch",
        'How the interface voice sounds beside the guide voice: "lower", "same" or "higher".',
        in_options=True,
        other_words=("pitch",),
    )
    verbosity: str = setting(
        "normal",
        OneOf(("beginner", "normal", "expert")),
        READING,
        "How much is said",
        'How much is said: "beginner" (with hints), "normal", or "expert" (as little as will do).',
        in_options=True,
    )
    typing_echo: str = setting(
        "words",
        OneOf(("words", "letters", "off")),
        READING,
        "Said while typing",
        'What is said while you type: "letters", finished "words", or nothing ("off"); what is '
        "deleted and where the cursor is belongs to the first two.",
        in_options=True,
        other_words=("key_echo", "echo", "typing"),
    )
    earcons: bool = setting(
        True,
        Flag(),
        READING,
        "Short sounds",
        "Short soft sounds: a bookmark was set, the guide ends, a key does nothing.",
        in_options=True,
        other_words=("sounds",),
    )
    section_sound: bool = setting(
        True,
        Flag(),
        READING,
        "Sound at a new section",
        "A soft sound where a new section starts.",
        applies=Applies.NEXT_START,
    )
    slow_names: bool = setting(
        True,
        Flag(),
        READING,
        "Slower names and figures",
        "Say names of medicines and figures a little slower than the rest.",
        applies=Applies.NEXT_START,
    )
    one_sentence: bool = setting(
        False,
        Flag(),
        READING,
        "One sentence at a time",
        "One sentence fills the screen; the next is read when you ask for it.",
        in_options=True,
    )
    letters: str = setting(
        "usual",
        OneOf(("usual", "larger")),
        SCREEN,
        "Letters of one sentence",
        'Letters of a sentence that is shown alone: "usual", or "larger" where the terminal can '
        "show them, in a window of 40 columns or more.",
        in_options=True,
        other_words=("font", "size", "big"),
    )
    highlight_word: bool = setting(
        True,
        Flag(),
        SCREEN,
        "Mark the word",
        "Mark the word being spoken, as well as its sentence.",
        in_options=True,
    )
    double_spacing: bool = setting(
        False,
        Flag(),
        SCREEN,
        "Double spacing",
        "An empty line after each line, in a window of 17 rows or more.",
        in_options=True,
        other_words=("spacing",),
    )
    ruler: str = setting(
        "off",
        OneOf(("off", "line", "mask")),
        SCREEN,
        "Ruler",
        'Guide the eye: "line" marks the line being read, "mask" hides all others but its '
        'neighbours, "off" does neither.',
        in_options=True,
    )
    scroll: str = setting(
        "page",
        OneOf(("page", "middle", "top")),
        SCREEN,
        "Scrolling",
        'How the text moves: by the "page" when its end is reached, or the sentence stays in the '
        '"middle" or at the "top".',
        in_options=True,
    )
    column: str = setting(
        "left",
        OneOf(("left", "middle")),
        SCREEN,
        "Column of text",
        'Where the text stands in a wide window: at the "left", or in the "middle".',
        in_options=True,
        other_words=("align", "position", "center", "centre"),
    )
    theme: str = setting(
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
    clicks: bool = setting(
        True,
        Flag(),
        SCREEN,
        "Clicks and taps",
        "A click or tap on a sentence reads on from it, on an item of a list chooses it, on a key "
        "named below does what the key does. With Shift the mouse selects text as ever.",
        in_options=True,
        other_words=("mouse", "taps", "touch"),
    )
    skip: tuple[str, ...] = setting(
        (),
        SomeOf(tuple(SKIPPABLE)),
        READING,
        "Skipped",
        'What is not read aloud: any of "code", "images", "notes", "tables".',
        in_options=True,
    )
    summaries: bool = setting(
        True,
        Flag(),
        READING,
        "Summaries",
        "Read the short summaries at the end of sections.",
        in_options=True,
        other_words=("summary", "in_short"),
    )
    teach_back: bool = setting(
        True,
        Flag(),
        READING,
        "Questions to yourself",
        "Read the questions to be answered in your own words.",
        in_options=True,
        other_words=("self_check",),
    )
    think_time: str = setting(
        "3 seconds",
        OneOf(tuple(THINK_TIMES_S)),
        READING,
        "Time to think",
        "Silence after a question to be answered in your own words: "
        '"none", "3 seconds", "5 seconds" or "10 seconds". The key for play ends it.',
        in_options=True,
        other_words=("thinking", "think"),
    )
    care_team_phone: str = setting(
        "",
        Phone(),
        CARE,
        "Care team's number",
        "The telephone number of your care team: the urgent list says and shows it.",
        in_options=True,
        in_file="phone",
        other_words=("telephone", "number", "hotline"),
    )
    external_screen_reader: bool = setting(
        False,
        Flag(),
        SCREEN,
        "My own screen reader",
        "For your own screen reader, as the option `--no-voice`: no voice, one sentence at a time, "
        "little is ever repainted, the terminal's own colours.",
        applies=Applies.NEXT_START,
        in_file="screen_reader",
    )
    ignore_repeat_s: float = setting(
        0.15,
        Number(0, 1, (0.15, 0.4, 0.8)),
        READING,
        "Ignore double presses within",
        "A key pressed twice within so many seconds counts once, 0 to 1, and so does a key that is "
        "held. Keys that move are not held back. With 0 every press counts.",
        in_options=True,
        other_words=("double_strike", "double_press"),
    )
    """Seconds."""
    keys: Mapping[str, str] = setting(
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
