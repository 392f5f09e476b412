"""Settings a person can edit: one TOML file, read forgivingly.

A line that cannot be used is named in one sentence and the default stands in; the program starts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from allvoice.own_files import Faults, read_own
from allvoice.playback.limiter import MOST_VOLUME
from allvoice.shelf.settings.misplaced import is_setting, names_keys
from allvoice.text import nearest, shown

LEAST_RATE_WPM, MOST_RATE_WPM = 40, 450
LEAST_VOLUME = 0
ENGINES = ("natural", "espeak", "system", "silent")

MOST_BYTES = 100_000
"""Of the settings file: thirty times the template, and read and changed in a moment."""
MOST_REPEAT_S = 1.0
VERBOSITIES = ("beginner", "normal", "expert")
VOLUME_BOOSTS = ("off", "more", "most")
PITCHES = ("lower", "same", "higher")
RULERS = ("off", "line", "mask")
SCROLLS = ("page", "middle", "top")

_RANGES = {
    "rate_wpm": (LEAST_RATE_WPM, MOST_RATE_WPM),
    "volume": (LEAST_VOLUME, MOST_VOLUME),
}
_CHOICES = {
    "engine": ENGINES,
    "verbosity": VERBOSITIES,
    "volume_boost": VOLUME_BOOSTS,
    "interface_pitch": PITCHES,
    "ruler": RULERS,
    "scroll": SCROLLS,
}
SKIPPABLE = ("code", "images", "notes", "tables")
_OTHER_WORDS = {
    "pace": "rate_wpm",
    "speed": "rate_wpm",
    "wpm": "rate_wpm",
    "loudness": "volume",
    "amplification": "volume_boost",
    "boost": "volume_boost",
    "color": "theme",
    "colors": "theme",
    "contrast": "theme",
    "shortcuts": "keys",
    "bindings": "keys",
    "announcements": "interface_voice",
    "pitch": "interface_pitch",
    "sounds": "earcons",
    "spacing": "double_spacing",
    "double_strike": "ignore_repeat_s",
}
_SHOWN_CHARS = 40
_NAMES_TOLD = 4
"""Of several settings at fault in the same way."""

TEMPLATE = """\
# Settings of allvoice. Take away the "# " before a name to change it.

# What speaks: "natural", "espeak", "system" (this computer's own voices) or "silent".
# engine = "natural"

# The voice's name, as `allvoice voices` lists it; empty for the engine's best.
# voice = ""

# Pace in words a minute, 40 to 450.
# rate_wpm = 150

# Volume in per cent, 0 to 150. At 100 every voice is as loud as the others.
# volume = 100

# For who hears little: "more" or "most" make every volume louder, soft sounds above all.
# volume_boost = "off"

# Mark the word being spoken, as well as its sentence.
# highlight_word = true

# Colors of the screen: "dark", "light", "yellow", "amber", "soft", "terminal" (its own two), or
# the name of a file of yours in the folder "themes" beside this file.
# theme = "dark"

# Say aloud what each key did: the interface voice.
# interface_voice = true

# Read the guide aloud: the guide voice.
# guide_voice = true

# How the interface voice sounds beside the guide voice: "lower", "same" or "higher".
# interface_pitch = "lower"

# How much is said: "beginner" (with hints), "normal", or "expert" (as little as will do).
# verbosity = "normal"

# Short soft sounds: a bookmark was set, the guide ends, a key does nothing.
# earcons = true

# A soft sound where a new section starts.
# section_sound = true

# Say names of medicines and figures a little slower than the rest.
# slow_names = true

# What is not read aloud: any of "code", "images", "notes", "tables".
# skip = []

# One sentence fills the screen; the next is read when you ask for it.
# one_sentence = false

# An empty line after each line, where the window is high enough.
# double_spacing = false

# Guide the eye: "line" marks the line being read, "mask" hides all others but its neighbours.
# ruler = "off"

# How the text moves: "page" when the end is reached, or the sentence stays in the "middle" or at
# the "top".
# scroll = "page"

# For your own screen reader: no voice, one sentence at a time, and little is ever repainted.
# screen_reader = false

# A key pressed twice within so many seconds counts once, 0 to 1; not for keys that move.
# ignore_repeat_s = 0.15

# Other keys for an action: below the line [keys], which stays the last part of this file, the
# action's name, then its key, or several with commas between.
# [keys]
# stop = "s,f2"
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program starts; options given to a command win over these."""

    engine: str = "natural"
    voice: str = ""
    """Empty for the engine's best."""
    rate_wpm: int = 150
    volume: int = 100
    """Per cent."""
    volume_boost: str = "off"
    highlight_word: bool = True
    theme: str = "dark"
    """Not checked here: the screen knows which there are."""
    interface_voice: bool = True
    guide_voice: bool = True
    interface_pitch: str = "lower"
    verbosity: str = "normal"
    earcons: bool = True
    section_sound: bool = True
    slow_names: bool = True
    one_sentence: bool = False
    double_spacing: bool = False
    ruler: str = "off"
    scroll: str = "page"
    screen_reader: bool = False
    ignore_repeat_s: float = 0.15
    """Seconds within which the same key counts once."""
    skip: tuple[str, ...] = ()
    """Names out of `SKIPPABLE`."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Action to key or keys, commas between; not checked here either."""


def load_settings(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings file.

    Returns:
        The settings, and one sentence for each thing in the file that could not be used. A file
        that is not there is no fault.
    """
    try:
        source = read_own(path, MOST_BYTES).decode("utf-8-sig")
        data = tomllib.loads(source)
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        return Settings(), [f"{path} cannot be read ({why}); the usual settings are used."]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Settings(), [
            f"{path.name}, line {line}: this is not UTF-8 text; save the file as UTF-8. "
            "Until then the usual settings are used."
        ]
    except (ValueError, RecursionError) as error:
        return Settings(), [_broken(path.name, error)]
    return _Reader(path.name, source).read(data)


def _broken(name: str, error: Exception) -> str:
    found = re.search(r"line (\d+)", str(error))
    where = f"{name}, line {found[1]}" if found else name
    return (
        f"{where}: this cannot be understood; put text between quotes and write one "
        "name = value a line. Until then the usual settings are used."
    )


class _Reader:
    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._lines = source.splitlines()
        self._faults = Faults(name)

    def read(self, data: Mapping[str, Any]) -> tuple[Settings, list[str]]:
        known = [each.name for each in fields(Settings)]
        values: dict[str, Any] = {}
        keys: dict[str, str] = {}
        for name, value in data.items():
            if name == "keys":
                continue
            if name in known:
                self._take(values, name, value)
            elif names_keys(value):
                # The line of an action, whose header [keys] is still a comment.
                keys[name] = value
            else:
                self._unknown(name, known)
        if "keys" in data:
            table = data["keys"]
            if isinstance(table, dict):
                keys |= self._keys(table, data, values)
            else:
                self._say(
                    "keys", "", "'keys' must be a table: a line [keys], then action = \"key\"."
                )
        return Settings(**values, keys=MappingProxyType(keys)), self._faults.sentences

    def _take(self, values: dict[str, Any], name: str, value: object, table: str = "") -> bool:
        """Take a setting over where it can be used, else say why not."""
        default = getattr(Settings(), name)
        wanted = _wanted(name, value, default)
        if wanted is None:
            values[name] = tuple(value) if isinstance(value, list) else value
            return True
        also = ", and its line belongs above [keys]" if table else ""
        self._say(
            name,
            table,
            f"'{name}' must be {wanted}, not {_shown(value)}{also}; {_shown(default)} is used.",
        )
        return False

    def _keys(
        self, table: Mapping[str, Any], top: Mapping[str, Any], values: dict[str, Any]
    ) -> dict[str, str]:
        """Return the keys of actions; settings that stand among them are taken over."""
        known = {each.name for each in fields(Settings)} - {"keys"}
        keys: dict[str, str] = {}
        misplaced: list[str] = []
        for name, value in table.items():
            if name in known and is_setting(name, value):
                if name in top:
                    self._say(
                        name,
                        "keys",
                        f"'{name}' stands above [keys] already; this second line is left out.",
                    )
                elif self._take(values, name, value, "keys"):
                    misplaced.append(name)
            elif isinstance(value, str) and value.strip():
                keys[name] = value
            else:
                self._say(
                    name,
                    "keys",
                    f'the key for {_shown(name)} must be text such as "x", '
                    f"not {_shown(value)}; its usual key is used.",
                )
        if misplaced:
            self._say(misplaced[0], "keys", _belongs_above(misplaced))
        return keys

    def _unknown(self, key: str, known: list[str]) -> None:
        def word() -> str:
            near = _nearest(key, known)
            hint = f"did you mean '{near}'?" if near else "it is left out."
            return f"I do not know {_shown(key)}; {hint}"

        self._say(key, "", word)

    def _say(self, key: str, table: str, what: str | Callable[[], str]) -> None:
        def word() -> str:
            line = _line_of(self._lines, key, table)
            where = f"{self._name}, line {line}" if line else self._name
            return f"{where}: {what if isinstance(what, str) else what()}"

        self._faults.add(word)


def _belongs_above(names: list[str]) -> str:
    """Return what is told of settings that stand under [keys], however many they are."""
    shown = [f"'{name}'" for name in names]
    if len(shown) == 1:
        return f"{shown[0]} is a setting; its line belongs above [keys], and is used all the same."
    if len(shown) > _NAMES_TOLD:
        shown = [*shown[: _NAMES_TOLD - 1], f"{len(shown) - _NAMES_TOLD + 1} more"]
    return (
        f"{', '.join(shown[:-1])} and {shown[-1]} are settings; their lines belong above [keys], "
        "and are used all the same."
    )


def _wanted(key: str, value: object, default: object) -> str | None:
    """Return what a value must be; None when it is."""
    if isinstance(default, bool):
        return None if isinstance(value, bool) else "true or false"
    if key in _RANGES:
        least, most = _RANGES[key]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return None
        return f"a whole number from {least} to {most}"
    if key == "ignore_repeat_s":
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        usable = is_number and 0 <= value <= MOST_REPEAT_S  # type: ignore[operator]
        return None if usable else "a number from 0 to 1"
    if key in _CHOICES:
        names = ", ".join(f"'{name}'" for name in _CHOICES[key])
        return None if value in _CHOICES[key] else f"one of {names}"
    if key == "skip":
        usable = isinstance(value, list) and all(each in SKIPPABLE for each in value)
        return None if usable else f"a list of any of {', '.join(map(_shown, SKIPPABLE))}"
    return None if isinstance(value, str) else "text between quotes"


def _nearest(key: str, known: list[str]) -> str | None:
    plain = key.lower().replace("-", "_").replace(" ", "_")
    if plain in _OTHER_WORDS:
        return _OTHER_WORDS[plain]
    return nearest(plain, known)


def _line_of(lines: list[str], key: str, table: str) -> int:
    """Return the line a key stands in, counted from 1; 0 when it is written in an unusual way."""
    name = rf"[\"']?{re.escape(key)}[\"']?"
    dotted = rf"[\"']?{re.escape(table)}[\"']?\s*\.\s*{name}"
    current = ""
    for number, line in enumerate(lines, start=1):
        header = re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line)
        if header:
            current = header[1].strip("\"'")
            if not table and re.match(rf"\s*\[+\s*{name}\s*[\].]", line):
                return number
        elif re.match(rf"\s*{name if current == table else dotted}\s*[=.]", line):
            return number
    return 0


def _shown(value: object) -> str:
    """Return a value as it can be shown and spoken: short and without control characters."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, tuple):
        return "an empty list"
    if isinstance(value, list):
        return "a list"
    try:
        text = str(value)
    except ValueError:
        # A number of thousands of digits.
        return "this number"
    text = shown(text, _SHOWN_CHARS)
    return f"'{text}'" if isinstance(value, str) else text
