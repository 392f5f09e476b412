"""Reads the settings file, forgivingly: a line that cannot be used is named, and the rest holds.

Names alone tell what is meant, wherever a line stands: no two settings share one. That is how files
of the first form, in which all settings stand above every table, are read as well.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from allvoice.own_files import Faults, read_own
from allvoice.shelf.settings.chosen import Chosen
from allvoice.shelf.settings.key_names import names_keys
from allvoice.shelf.settings.kinds import Patterns, from_file, shown
from allvoice.shelf.settings.spec import KEYS, TABLES, VOICES, Spec
from allvoice.shelf.settings.specs import SPECS, Settings
from allvoice.speech.engines.registry import ENGINE_NAMES
from allvoice.text import nearest

MOST_BYTES = 100_000
"""Of the settings file: twenty times the template, and read and changed in a moment."""
VOICE = "voice"
"""In the first form, the voice of the engine that the file names."""
IN_FILE: Mapping[str, Spec] = MappingProxyType(
    {spec.in_file: spec for spec in SPECS if not spec.fills_table}
)
"""Settings of one line, by their name in the file."""

PATTERNS_IN_FILE = next(spec.in_file for spec in SPECS if isinstance(spec.kind, Patterns))
_KNOWN = (*IN_FILE, VOICE, *TABLES)
_OTHER_WORDS = {word: spec.in_file for spec in SPECS for word in spec.other_words}
_NAMES_TOLD = 4
"""Of several settings at fault in the same way."""
_USUAL_HOLD = "the usual settings are used"


def load_settings(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings file and fill in what is usual; see `load_chosen`."""
    chosen, faults = load_chosen(path)
    return chosen.filled(), faults


def load_chosen(path: Path) -> tuple[Chosen, list[str]]:
    """Read the settings file.

    Returns:
        What it chooses, and one sentence for each thing in it that could not be used. A file that
        is not there is no fault.
    """
    try:
        source = read_own(path, MOST_BYTES).decode("utf-8-sig")
        data = tomllib.loads(source)
    except FileNotFoundError:
        return Chosen(), []
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        return Chosen(), [f"{path} cannot be read ({why}); {_USUAL_HOLD}."]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Chosen(), [
            f"{path.name}, line {line}: this is not UTF-8 text; save the file as UTF-8. "
            f"Until then {_USUAL_HOLD}."
        ]
    except (ValueError, RecursionError) as error:
        return Chosen(), [_broken(path.name, error)]
    return _Reader(path.name, source).read(data)


def chosen_in(source: str) -> Chosen:
    """Return what the text of a settings file chooses.

    Raises:
        ValueError: it is not TOML.
        RecursionError: it is nested too deeply.
    """
    return _Reader("", source).read(tomllib.loads(source))[0]


def is_setting(table: str, name: str, value: object) -> bool:
    """Return whether a line stands for a setting, and not for the key of an action."""
    return (name in IN_FILE or name == VOICE) and not (table == KEYS and names_keys(value))


def _broken(name: str, error: Exception) -> str:
    found = re.search(r"line (\d+)", str(error))
    where = f"{name}, line {found[1]}" if found else name
    return (
        f"{where}: this cannot be understood; put text between quotes and write one "
        f"name = value a line. Until then {_USUAL_HOLD}."
    )


class _Reader:
    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._lines = source.splitlines()
        self._faults = Faults(name)
        self._values: dict[str, Any] = {}
        """What is chosen, by the name in the file."""
        self._stands_in: dict[str, str] = {}
        """The table of each setting that was met."""
        self._voices: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._keys_stand_in: dict[str, str] = {}
        """The table of each key."""
        self._under_keys: list[str] = []
        """Settings that stand among the keys and are used."""

    def read(self, data: Mapping[str, Any]) -> tuple[Chosen, list[str]]:
        """Return what a file chooses, and what is amiss with it."""
        for table, name, value in self._lines_in(data):
            if is_setting(table, name, value):
                self._take(table, name, value)
            elif table == VOICES:
                self._take_voice(name, value)
            elif table == KEYS or names_keys(value):
                self._take_key(table, name, value)
            else:
                self._unknown(table, name)
        if self._under_keys:
            self._say(self._under_keys[0], KEYS, _is_no_key(self._under_keys))
        return self._chosen(), self._faults.sentences

    def _lines_in(self, data: Mapping[str, Any]) -> Iterator[tuple[str, str, object]]:
        """Yield table, name and value of each line; those of the keys last, for they yield."""
        for name, value in data.items():
            if name not in TABLES:
                yield "", name, value
            elif not isinstance(value, dict):
                example = 'action = "key"' if name == KEYS else "name = value"
                self._say(name, "", f"'{name}' must be a table: a line [{name}], then {example}.")
            elif name != KEYS:
                for each in value:
                    yield name, each, value[each]
        keys = data.get(KEYS)
        if isinstance(keys, dict):
            for each in keys:
                yield KEYS, each, keys[each]

    def _take(self, table: str, name: str, value: object) -> None:
        """Take a setting over where it can be used, else say why not."""
        if name in self._stands_in:
            self._say_twice(name, table, self._stands_in[name])
            return
        self._stands_in[name] = table
        takes, wanted, usual = _demands(name)
        if takes(value):
            self._values[name] = self._usable(name, table, value)
            if table == KEYS:
                self._under_keys.append(name)
            return
        also = f", and its line belongs under [{_table_of(name)}]" if table == KEYS else ""
        self._say(
            name,
            table,
            f"'{name}' must be {wanted}, not {shown(value)}{also}; {shown(usual)} is used.",
        )

    def _usable(self, name: str, table: str, value: Any) -> Any:
        """Return a value without what of it cannot be used, which is named."""
        if name != PATTERNS_IN_FILE or not value:
            return value
        from allvoice.narration.noise.patterns import MOST_PATTERNS, fault_of

        usable = []
        for pattern in value[:MOST_PATTERNS]:
            fault = fault_of(pattern)
            if fault:
                self._say(name, table, f"the pattern {shown(pattern)} {fault}; it is not used.")
            else:
                usable.append(pattern)
        if len(value) > MOST_PATTERNS:
            self._say(name, table, f"only the first {MOST_PATTERNS} of '{name}' are used.")
        return usable

    def _take_voice(self, engine: str, value: object) -> None:
        if engine not in ENGINE_NAMES:
            self._unknown(VOICES, engine, ENGINE_NAMES)
        elif isinstance(value, str):
            self._voices[engine] = value
        else:
            self._say(
                engine,
                VOICES,
                f"the voice of '{engine}' must be text between quotes, not {shown(value)}; "
                "its best is used.",
            )

    def _take_key(self, table: str, action: str, value: object) -> None:
        if isinstance(value, str) and value.strip():
            if action in self._keys:
                self._say_twice(action, self._keys_stand_in[action], table)
            self._keys[action] = value
            self._keys_stand_in[action] = table
        else:
            self._say(
                action,
                table,
                f'the key for {shown(action)} must be text such as "x", '
                f"not {shown(value)}; its usual key is used.",
            )

    def _chosen(self) -> Chosen:
        voice = self._values.pop(VOICE, "")
        if voice:
            self._voices.setdefault(self._values.get("engine", Settings().engine), voice)
        values = {IN_FILE[name].name: from_file(value) for name, value in self._values.items()}
        voices = {engine: voice for engine, voice in self._voices.items() if voice}
        if voices:
            values["voices"] = from_file(voices)
        if self._keys:
            values["keys"] = from_file(self._keys)
        return Chosen(MappingProxyType(values))

    def _unknown(self, table: str, name: str, known: tuple[str, ...] = _KNOWN) -> None:
        def word() -> str:
            nearest = _nearest(name, known)
            hint = f"did you mean '{nearest}'?" if nearest else "it is left out."
            return f"I do not know {shown(name)}; {hint}"

        self._say(name, table, word)

    def _say(self, name: str, table: str, what: str | Callable[[], str]) -> None:
        def word() -> str:
            line = _line_of(self._lines, name, table)
            where = f"{self._name}, line {line}" if line else self._name
            return f"{where}: {what if isinstance(what, str) else what()}"

        self._faults.add(word)

    def _say_twice(self, name: str, table: str, used: str) -> None:
        """Say that a line is left out for the same name stands in another table and is used."""
        other = self._where(name, used)
        self._say(name, table, f"{shown(name)} stands in {other} too; this line is left out.")

    def _where(self, name: str, table: str) -> str:
        line = _line_of(self._lines, name, table)
        return f"line {line}" if line else "another place"


def _demands(name: str) -> tuple[Callable[[object], bool], str, object]:
    """Return what tells whether a setting takes a value, the words for that, and its usual one."""
    if name == VOICE:
        return lambda value: isinstance(value, str), "text between quotes", ""
    spec = IN_FILE[name]
    return spec.kind.takes, spec.kind.wanted, spec.usual


def _table_of(name: str) -> str:
    return VOICES if name == VOICE else IN_FILE[name].table


def _is_no_key(names: list[str]) -> str:
    """Return what is told of settings that stand under [keys], however many they are."""
    named = [f"'{name}'" for name in names]
    if len(named) == 1:
        return (
            f"{named[0]} is a setting; its line belongs under [{_table_of(names[0])}], "
            "and is used all the same."
        )
    if len(named) > _NAMES_TOLD:
        named = [*named[: _NAMES_TOLD - 1], f"{len(named) - _NAMES_TOLD + 1} more"]
    return (
        f"{', '.join(named[:-1])} and {named[-1]} are settings; their lines do not belong under "
        "[keys], and are used all the same."
    )


def _nearest(name: str, known: tuple[str, ...]) -> str | None:

    plain = name.lower().replace("-", "_").replace(" ", "_")
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
