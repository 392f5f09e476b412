"""The text of a settings file with one line changed: all the rest stays as a person wrote it.

A choice takes the place of the line that made it, wherever that stands; else that of its commented
line; else it comes to the other lines of its table, which is made at the end of the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from allvoice.shelf.settings.kinds import Value
from allvoice.shelf.settings.read import IN_FILE, VOICE, is_setting
from allvoice.shelf.settings.spec import KEYS, TABLES, VOICES
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.settings.template import line as line_of
from allvoice.shelf.settings.template import literal

_NAME = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_NAMES = re.compile(rf"\s*{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*[ \t]*=[ \t]*")
_COMMENTED_HEADER = re.compile(rf"\s*#\s*(\[\s*({_NAME})\s*\]\s*(?:#.*)?)$")
_STRING_OR_COMMENT = re.compile(r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(#[^\n]*)""")
_MOST_LINES = 200
"""Of one value; the settings have none that is nearly as long."""
_ONE_LINE = frozenset(TABLES) - {KEYS, VOICES}
"""Tables whose lines are settings."""


class UnusualError(Exception):
    """The file is written in a way that cannot be added to line by line."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One statement, header, comment or empty line of a file."""

    first: int
    """Its first line."""
    end: int
    """The line after its last."""
    table: str
    """The header it stands under; empty above all."""
    path: tuple[str, ...] = ()
    """Of a statement: names as they count in the whole file."""
    value: object = None
    is_header: bool = False

    @property
    def place(self) -> tuple[str, str] | None:
        """Table and name, for a statement that is neither above a table nor deeper than one."""
        match self.path:
            case (name,):
                return "", name
            case (table, name):
                return table, name
        return None


def with_value(source: str, name: str, value: Value) -> str:
    """Return the file with a setting chosen.

    Args:
        source: the file, which is TOML.
        name: the setting's name in the file, or that of a table, a dot, and a name in it.
        value: what it becomes.

    Raises:
        UnusualError: the file is written in an unusual way.
    """
    file = _File(source)
    table, dot, entry = name.partition(".")
    if not dot:
        file.set_setting(name, value)
    elif table == KEYS:
        file.set_key(entry, value)
    else:
        file.set_voice(entry, value)
    return "".join(file.lines)


class _File:
    def __init__(self, source: str) -> None:
        self.lines = re.findall(r"[^\n]*\n|[^\n]+$", source)
        self._end = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"

    def set_setting(self, name: str, value: Value) -> None:
        remark = self._taken_from_keys(name)
        found = [part for part in self._statements() if self._is(part, name)]
        if found:
            for other in reversed(found[1:]):
                del self.lines[other.first : other.end]
            self._replace(found[0], value)
        elif not self._uncomment(lambda part: part.table in {"", *_ONE_LINE}, name, value, remark):
            self._add(IN_FILE[name].table if name in IN_FILE else VOICES, name, value, remark)

    def set_key(self, action: str, keys: Value) -> None:
        found = [part for part in self._statements() if part.place and part.place[1] == action]
        theirs = [part for part in found if part.place and not is_setting(*part.place, part.value)]
        if any(part.path[0] == KEYS and part not in theirs for part in found):
            # The setting of the same name must not be lost to its key.
            holds = next((part for part in found if self._is(part, action)), found[0])
            self.set_setting(action, holds.value)  # type: ignore[arg-type]
            return self.set_key(action, keys)
        under_keys = [part for part in theirs if part.path[0] == KEYS]
        if under_keys or theirs:
            return self._replace((under_keys or theirs)[0], keys)
        self._uncomment_header(KEYS)
        if not self._uncomment(lambda part: part.table == KEYS, action, keys):
            self._add(KEYS, action, keys)
        return None

    def set_voice(self, engine: str, voice: Value) -> None:
        statements = list(self._statements())
        found = [part for part in statements if part.path == (VOICES, engine)]
        first_form = [part for part in statements if self._is(part, VOICE)]
        named = [part.value for part in statements if self._is(part, "engine")]
        if found:
            self._replace(found[0], voice)
        elif first_form and engine == (named[0] if named else Settings().engine):
            self._replace(first_form[0], voice)
        elif not self._uncomment(lambda part: part.table == VOICES, engine, voice):
            self._add(VOICES, engine, voice)

    # Looking

    def _parts(self) -> Iterator[_Part]:
        at, header = 0, ""
        path: tuple[str, ...] = ()
        while at < len(self.lines):
            text = self.lines[at].strip()
            end = at + 1
            if not text or text.startswith("#"):
                yield _Part(at, end, header)
            elif text.startswith("["):
                path = _names_in(tomllib.loads(text))
                header = ".".join(path)
                yield _Part(at, end, header, is_header=True)
            else:
                end, data = self._statement(at)
                names = _NAMES.match("".join(self.lines[at:end]))
                if names is None:
                    raise UnusualError
                count = len(re.findall(_NAME, names[0]))
                own, value = _descend(data, count)
                yield _Part(at, end, header, (*path, *own), value)
            at = end

    def _statement(self, at: int) -> tuple[int, dict[str, object]]:
        """Return where a statement ends, which may hold several lines, and what it says."""
        for end in range(at + 1, min(len(self.lines), at + _MOST_LINES) + 1):
            try:
                return end, tomllib.loads("".join(self.lines[at:end]))
            except tomllib.TOMLDecodeError:
                continue
        raise UnusualError

    def _statements(self) -> Iterator[_Part]:
        return (part for part in self._parts() if part.path)

    def _is(self, part: _Part, name: str) -> bool:
        """Return whether a statement sets a setting and stands outside of the keys."""
        place = part.place
        return place is not None and place[1] == name and place[0] in {"", *_ONE_LINE, VOICES}

    def _commented_header(self, table: str) -> int | None:
        for part in self._parts():
            if not part.path and not part.is_header:
                found = _COMMENTED_HEADER.match(self.lines[part.first])
                if found and found[2].strip("\"'") == table:
                    return part.first
        return None

    # Changing

    def _replace(self, part: _Part, value: Value) -> None:
        text = "".join(self.lines[part.first : part.end])
        self.lines[part.first : part.end] = _with_value(text, value, self._end)

    def _taken_from_keys(self, name: str) -> str:
        """Remove a setting that stands among the keys; return the comment at its end."""
        remark = ""
        for part in reversed(list(self._statements())):
            if part.path == (KEYS, name) and is_setting(KEYS, name, part.value):
                remark = _remark("".join(self.lines[part.first : part.end]))
                del self.lines[part.first : part.end]
        return remark

    def _uncomment(
        self, fits: Callable[[_Part], bool], name: str, value: Value, remark: str = ""
    ) -> bool:
        """Let the commented line of a name count, with another value; return whether there is one.

        Below the header of the keys, as a comment, a line of the first form would be a key once
        somebody takes the sign of the header away.
        """
        stop = self._commented_header(KEYS)
        for part in self._parts():
            if part.path or part.is_header or not fits(part):
                continue
            if stop is not None and part.first > stop and not part.table:
                break
            bare = re.sub(r"^(\s*)#[ \t]*", r"\1", self.lines[part.first])
            if _sets(bare, name):
                text = _with_value(bare, value, self._end)
                self.lines[part.first : part.end] = _with_remark(text, remark, self._end)
                return True
        return False

    def _uncomment_header(self, table: str) -> None:
        """Let a commented header count; settings that would fall below it come above it."""
        at = self._commented_header(table)
        if at is None or any(part.is_header and part.table == table for part in self._parts()):
            return
        moved: list[str] = []
        for part in reversed(list(self._statements())):
            if part.first > at and not part.table and is_setting("", part.path[-1], part.value):
                moved = self.lines[part.first : part.end] + moved
                del self.lines[part.first : part.end]
        found = _COMMENTED_HEADER.match(self.lines[at])
        assert found is not None
        above = [*moved, self._end] if moved else []
        self.lines[at : at + 1] = [*above, found[1].rstrip() + self._end]

    def _add(self, table: str, name: str, value: Value, remark: str = "") -> None:
        """Put a line to the others of its table."""
        parts = list(self._parts())
        theirs = [part for part in parts if part.path[:1] == (table,) and not part.is_header]
        headers = [part for part in parts if part.is_header and part.table == table]
        text = _with_remark([line_of(_written(name), value) + self._end], remark, self._end)
        if headers:
            last = max([headers[0], *(part for part in theirs if part.table == table)], key=_end_of)
            self._insert(last.end, text)
        elif any(part.path == (table,) and isinstance(part.value, dict) for part in theirs):
            (inline,) = [part for part in theirs if part.path == (table,)]
            self._replace_inline(inline, name, value)
        elif theirs:
            self._insert(theirs[-1].end, [f"{table}.{text[0]}", *text[1:]])
        else:
            head = [self._end] if "".join(self.lines).strip() else []
            self._insert(len(self.lines), [*head, f"[{table}]{self._end}", *text])

    def _insert(self, at: int, text: list[str]) -> None:
        if at and not self.lines[at - 1].endswith("\n"):
            self.lines[at - 1] += self._end
        self.lines[at:at] = text

    def _replace_inline(self, part: _Part, name: str, value: Value) -> None:
        entries = {**part.value, name: value}  # type: ignore[dict-item]
        if not all(isinstance(each, str) for each in entries.values()):
            raise UnusualError
        written = ", ".join(line_of(_written(k), str(v)) for k, v in entries.items())
        text = "".join(self.lines[part.first : part.end])
        self.lines[part.first : part.end] = _with_literal(text, f"{{ {written} }}", self._end)


def _end_of(part: _Part) -> int:
    return part.end


def _written(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else literal(name)


def _names_in(header: dict[str, object]) -> tuple[str, ...]:
    """Return the names of a header: `[a.b]` is a and b."""
    names: list[str] = []
    inside: object = header
    while isinstance(inside, dict) and inside:
        (name,) = inside
        names.append(name)
        inside = inside[name]
    return tuple(names)


def _descend(data: dict[str, object], count: int) -> tuple[tuple[str, ...], object]:
    names: list[str] = []
    inside: object = data
    for _ in range(count):
        assert isinstance(inside, dict)
        (name,) = inside
        names.append(name)
        inside = inside[name]
    return tuple(names), inside


def _sets(text: str, name: str) -> bool:
    """Return whether a line, once it counts, gives one name a value."""
    names = _NAMES.match(text)
    if names is None:
        return False
    try:
        return [*tomllib.loads(text)] == [name] and len(re.findall(_NAME, names[0])) == 1
    except (ValueError, RecursionError):
        return False


def _with_value(text: str, value: Value, end: str) -> list[str]:
    written = line_of("x", value).removeprefix("x = ")
    return _with_literal(text, written, end)


def _with_literal(text: str, written: str, end: str) -> list[str]:
    """Return a statement with another value; comments inside the old value come above it."""
    start, stop = _value_of(text)
    is_list = text.startswith("[", start)
    parts = _STRING_OR_COMMENT.finditer(text[start:stop]) if is_list else ()
    inner = [found[1] for found in parts if found[1]]
    indent = text[: len(text) - len(text.lstrip())]
    above = [f"{indent}{each.rstrip()}{end}" for each in inner]
    return [*above, f"{text[:start]}{written}{text[stop:]}"]


def _value_of(text: str) -> tuple[int, int]:
    """Return where the value of a statement begins and ends."""
    names = _NAMES.match(text)
    assert names is not None
    start = names.end()
    for at in (found.start() for found in re.finditer("#", text)):
        if at > start:
            try:
                tomllib.loads(text[:at])
            except tomllib.TOMLDecodeError:
                continue
            return start, start + len(text[start:at].rstrip())
    return start, start + len(text[start:].rstrip())


def _remark(text: str) -> str:
    return text[_value_of(text)[1] :].strip()


def _with_remark(lines: list[str], remark: str, end: str) -> list[str]:
    if not remark or "#" in lines[-1][_value_of(lines[-1])[1] :]:
        return lines
    return [*lines[:-1], f"{lines[-1].rstrip()}  {remark}{end}"]
