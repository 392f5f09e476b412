"""The one table of settings: what can be chosen, what is usual, and how it is told and checked.

A field of `Settings` is the only place where a setting stands. From it come the file's template and
its checks, the list of options, the man page's section and what `doctor` tells. Who adds a setting
adds a field here and obeys it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from allvoice.guide.skippable import KINDS
from allvoice.limits import (
    BREAKS_MIN,
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
    Patterns,
    Phone,
    SomeOf,
    Text,
    Texts,
    Whole,
)
from allvoice.shelf.settings.spec import (
    BACKUPS,
    CARE,
    FOR_BACKUPS,
    FOR_KEYS,
    FOR_PROGRAM,
    FOR_READING,
    FOR_SCREEN,
    FOR_VOICE,
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

    rate_wpm: int = setting(
        RATE_NORMAL_WPM,
        Whole(RATE_MIN_WPM, RATE_MAX_WPM, RATE_STEP_WPM),
        SPEECH,
        FOR_VOICE,
        "Pace",
        f"Pace in words a minute, {RATE_MIN_WPM} to {RATE_MAX_WPM}; no voice goes slower than it "
        "stays clear. A pace chosen by key is kept for each guide, and wins; the key for the "
        "normal pace goes back to this one.",
        other_words=("pace", "speed", "wpm"),
    )
    pause_length: str = setting(
        "normal",
        OneOf(tuple(PAUSE_FACTORS)),
        SPEECH,
        FOR_VOICE,
        "Pauses",
        'How long the pauses are: "shorter", "normal", "longer" or "longest". '
        "None gets longer than three seconds.",
        other_words=("pause", "pauses", "gap"),
    )
    volume: int = setting(
        VOLUME_NORMAL,
        Whole(VOLUME_FLOOR, VOLUME_MAX, VOLUME_STEP, VOLUME_MIN),
        SPEECH,
        FOR_VOICE,
        "Volume",
        f"Volume in per cent, {VOLUME_FLOOR} to {VOLUME_MAX}. "
        "At 100 every voice is as loud as the others.",
        other_words=("loudness",),
    )
    engine: str = setting(
        "natural",
        OneOf(ENGINE_NAMES),
        SPEECH,
        FOR_VOICE,
        "What speaks",
        'What speaks: "natural", "espeak", "system" (this computer\'s own voices) or "silent".',
    )
    voices: Mapping[str, str] = setting(
        MappingProxyType({}),
        Texts(ENGINE_NAMES, tuple((name, "") for name in ENGINE_NAMES if name != "silent")),
        VOICES,
        FOR_VOICE,
        "Voice",
        "The voice of what speaks, as `allvoice voices` lists it; empty for the best there is.",
    )
    """Engine to voice; not checked here: only the engine knows which there are."""
    volume_boost: str = setting(
        "off",
        OneOf(tuple(VOLUME_BOOSTS_DB)),
        SPEECH,
        FOR_VOICE,
        "Volume boost",
        'For who hears little: "more" or "most" make every volume louder, soft sounds above all; '
        '"off" does neither.',
        other_words=("amplification", "boost"),
    )
    guide_voice: bool = setting(
        True,
        Flag(),
        SPEECH,
        FOR_VOICE,
        "Guide voice",
        "Read the guide aloud: the guide voice. "
        "Without it the words of the program are still heard.",
    )
    interface_voice: bool = setting(
        True,
        Flag(),
        SPEECH,
        FOR_VOICE,
        "Interface voice",
        "Say aloud what each key did: the interface voice. "
        "Answers to questions and faults are said in any case.",
        other_words=("announcements",),
    )
    interface_pitch: str = setting(
        "lower",
        OneOf(tuple(PITCHES)),
        SPEECH,
        FOR_VOICE,
        "Interface voice pitch",
        'How the interface voice sounds beside the guide voice: "lower", "same" or "higher".',
        other_words=("pitch",),
    )
    one_sentence: bool = setting(
        False,
        Flag(),
        READING,
        FOR_READING,
        "One sentence at a time",
        "One sentence fills the screen; the next is read when you ask for it.",
    )
    skip: tuple[str, ...] = setting(
        (),
        SomeOf(KINDS),
        READING,
        FOR_READING,
        "Skipped",
        'What is not read aloud: any of "code", "images", "notes", "tables"; within sentences '
        '"citations", "brackets", "links", "emoji" and "patterns", which are your own. In brackets '
        "all that may tell how much, how, when or whether is read.",
    )
    skip_patterns: tuple[str, ...] = setting(
        (),
        Patterns(),
        READING,
        FOR_READING,
        "Own patterns",
        'What "patterns" skips: texts as "Page * of *", in which * is anything.',
    )
    summaries: bool = setting(
        True,
        Flag(),
        READING,
        FOR_READING,
        "Summaries",
        "Read the short summaries at the end of sections.",
        other_words=("summary", "in_short"),
    )
    teach_back: bool = setting(
        True,
        Flag(),
        READING,
        FOR_READING,
        "Questions to yourself",
        "Read the questions to be answered in your own words.",
        other_words=("self_check",),
    )
    think_time: str = setting(
        "3 seconds",
        OneOf(tuple(THINK_TIMES_S)),
        READING,
        FOR_READING,
        "Time to think",
        "Silence after a question to be answered in your own words: "
        '"none", "3 seconds", "5 seconds" or "10 seconds". The key for play ends it.',
        other_words=("thinking", "think"),
    )
    breaks: str = setting(
        "off",
        OneOf(tuple(BREAKS_MIN)),
        READING,
        FOR_READING,
        "Breaks",
        'A break is offered after so much listening: "off", "20 minutes", "30 minutes", '
        '"45 minutes" or "60 minutes". The reading goes on by itself.',
        other_words=("break", "rest"),
    )
    section_sound: bool = setting(
        True,
        Flag(),
        READING,
        FOR_READING,
        "Sound at a new section",
        "A soft sound where a new section starts.",
    )
    slow_names: bool = setting(
        True,
        Flag(),
        READING,
        FOR_READING,
        "Slower names and figures",
        "Say names of medicines and figures a little slower than the rest.",
    )
    listening_log: bool = setting(
        True,
        Flag(),
        READING,
        FOR_READING,
        "Listening log",
        "Keep on this computer which sections you heard to their end and how long you listened "
        "each day. Without it nothing of that is kept or told; `allvoice forget --listening` "
        "forgets it.",
        other_words=("log", "heard", "listened"),
    )
    theme: str = setting(
        "dark",
        Text(),
        SCREEN,
        FOR_SCREEN,
        "Colours",
        'Colours: "dark", "light", "yellow", "amber", "soft", "terminal" (its own two), or the '
        'name of a file of yours in the folder "themes" beside this file.',
        other_words=("color", "colors", "contrast"),
    )
    """Not checked here: the screen knows which there are."""
    letters: str = setting(
        "usual",
        OneOf(("usual", "larger")),
        SCREEN,
        FOR_SCREEN,
        "Letters of one sentence",
        'Letters of a sentence that is shown alone: "usual", or "larger" where the terminal can '
        "show them, in a window of 40 columns or more.",
        other_words=("font", "size", "big"),
    )
    highlight_word: bool = setting(
        True,
        Flag(),
        SCREEN,
        FOR_SCREEN,
        "Mark the word",
        "Mark the word being spoken, as well as its sentence.",
    )
    double_spacing: bool = setting(
        False,
        Flag(),
        SCREEN,
        FOR_SCREEN,
        "Double spacing",
        "An empty line after each line, in a window of 17 rows or more.",
        other_words=("spacing",),
    )
    ruler: str = setting(
        "off",
        OneOf(("off", "line", "mask")),
        SCREEN,
        FOR_SCREEN,
        "Ruler",
        'Guide the eye: "line" marks the line being read, "mask" hides all others but its '
        'neighbours, "off" does neither.',
    )
    scroll: str = setting(
        "page",
        OneOf(("page", "middle", "top")),
        SCREEN,
        FOR_SCREEN,
        "Scrolling",
        'How the text moves: by the "page" when its end is reached, or the sentence stays in the '
        '"middle" or at the "top".',
    )
    column: str = setting(
        "left",
        OneOf(("left", "middle")),
        SCREEN,
        FOR_SCREEN,
        "Column of text",
        'Where the text stands in a wide window: at the "left", or in the "middle".',
        other_words=("align", "position", "center", "centre"),
    )
    beside: bool = setting(
        False,
        Flag(),
        SCREEN,
        FOR_SCREEN,
        "Contents beside the text",
        "List the sections of the chapter at the right of the text, in a window of 110 columns or "
        "more.",
        in_file="contents_beside",
        other_words=("sidebar", "contents", "toc"),
    )
    ignore_repeat_s: float = setting(
        0.15,
        Number(0, 1, (0.15, 0.4, 0.8, 0.0)),
        READING,
        FOR_KEYS,
        "Ignore double presses within",
        "A key pressed twice within so many seconds counts once, 0 to 1, and so does a key that is "
        "held. Keys that move are not held back. With 0 every press counts.",
        other_words=("double_strike", "double_press"),
    )
    """Seconds."""
    any_key: bool = setting(
        False,
        Flag(),
        READING,
        FOR_KEYS,
        "Any key plays or pauses",
        "Start with a mode for a hand that cannot look: any key plays or pauses, twice or held it "
        "marks the place, nothing else acts, and Escape three times leaves it. On a terminal only.",
        applies=Applies.NEXT_START,
        other_words=("anykey", "one_button", "switch"),
    )
    typing_echo: str = setting(
        "words",
        OneOf(("words", "letters", "off")),
        READING,
        FOR_KEYS,
        "Said while typing",
        'What is said while you type: "letters", finished "words", or nothing ("off"); what is '
        "deleted and where the cursor is belongs to the first two.",
        other_words=("key_echo", "echo", "typing"),
    )
    clicks: bool = setting(
        True,
        Flag(),
        SCREEN,
        FOR_KEYS,
        "Clicks and taps",
        "A click or tap on a sentence reads on from it, on an item of a list chooses it, on a key "
        "named below does what the key does. With Shift the mouse selects text as ever.",
        other_words=("mouse", "taps", "touch"),
    )
    media_keys: bool = setting(
        True,
        Flag(),
        READING,
        FOR_KEYS,
        "Media keys",
        "Media keys, headset buttons and the desktop's player controls play, pause and move.",
        other_words=("headset", "headphones", "mpris"),
    )
    media_next: str = setting(
        "sentence",
        OneOf(("sentence", "section")),
        READING,
        FOR_KEYS,
        "Next on a headset",
        'Where the buttons for next and previous go: a "sentence", and pressed twice a section; or '
        'a "section" at once.',
        other_words=("next_button", "previous_button"),
    )
    media_titles: bool = setting(
        False,
        Flag(),
        READING,
        FOR_KEYS,
        "Titles on the desktop",
        "Show the desktop what is read. Its lock screen may show that to whoever passes, and other "
        "programs may pass it on; without it they see no more than the name allvoice.",
        other_words=("titles", "lock_screen", "privacy"),
    )
    keys: Mapping[str, str] = setting(
        MappingProxyType({}),
        Texts((), (("stop", "s,f2"),)),
        KEYS,
        FOR_KEYS,
        "Change keys",
        "Other keys: an action's name, then its key, or several with commas between. "
        "Two actions on one key are refused by name.",
        other_words=("shortcuts", "bindings"),
    )
    """Action to key or keys, commas between; not checked here: the screen knows which there are."""
    backup_folder: str = setting(
        "",
        Text(),
        BACKUPS,
        FOR_BACKUPS,
        "Backup folder",
        "A folder, best on another disk, for dated copies of what you mark and write down; empty "
        "for none. Ten are kept, of earlier days one each, and `allvoice restore` brings one back.",
        in_file="folder",
        other_words=("backup", "backups", "copies"),
    )
    """Not checked here: a disk that is away now may be there at the next start."""
    verbosity: str = setting(
        "normal",
        OneOf(("beginner", "normal", "expert")),
        READING,
        FOR_PROGRAM,
        "How much is said",
        'How much is said: "beginner" (with hints), "normal", or "expert" (as little as will do).',
    )
    earcons: bool = setting(
        True,
        Flag(),
        READING,
        FOR_PROGRAM,
        "Short sounds",
        "Short soft sounds: a bookmark was set, the guide ends, a key does nothing.",
        other_words=("sounds",),
    )
    care_team_phone: str = setting(
        "",
        Phone(),
        CARE,
        FOR_PROGRAM,
        "Care team's number",
        "The telephone number of your care team: the urgent list says and shows it.",
        in_file="phone",
        other_words=("telephone", "number", "hotline"),
    )
    external_screen_reader: bool = setting(
        False,
        Flag(),
        SCREEN,
        FOR_PROGRAM,
        "My own screen reader",
        "For your own screen reader, as the option `--no-voice`: no voice, one sentence at a time, "
        "little is ever repainted, the terminal's own colours.",
        applies=Applies.NEXT_START,
        in_file="screen_reader",
    )


SPECS: tuple[Spec, ...] = tuple(
    spec._replace(name=each.name, in_file=spec.in_file or each.name)
    for each in fields(Settings)
    for spec in [each.metadata["spec"]]
)
"""All settings, in the order of the list of options."""
SPEC_OF: Mapping[str, Spec] = MappingProxyType({spec.name: spec for spec in SPECS})
