"""What a file tells of itself before its text: YAML, TOML, JSON, and heads of other programs.

There is no sure sign of front matter: a guide may as well open with a dividing line, or with lines
such as "Dose: 5 mg". So only what is front matter by its looks is taken away; all else is read.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator

_LONGEST_CHARS = 50_000
"""A longer head is text."""
_MOST_LINES = 200
_MOST_WORDS = 4
"""In a key."""
_LEADING = re.compile(r"(?:[ \t]*\n|[ \t]*<!--(?:(?!--)[^<]){0,2000}-->[ \t]*\n)*")
"""Blank lines and comments, which may stand before it."""
_KEY = re.compile(
    r"""(?:"([^"\n]{1,60})"|'([^'\n]{1,60})'|([^\W\d][\w .-]{0,60}?))[ \t]*:(?=\s|$)"""
)
_QUOTED = re.compile(r"^(?:\"([^\"]*)\"|'([^']*)')\s*(?:#.*)?$")
_COMMENT = re.compile(r"(?:^|\s+)#.*$")
_BLOCK_SCALAR = re.compile(r"[|>][-+\d]{0,2}$")
_TOML_LINE = re.compile(r"\[|#|[\w\"'.-]+\s*=|[\]}\"'\d]|\s")
_PERCENT = re.compile(r"%[ \t]+(\S.*)")
_PROGRAMS_NAMES = (
    "aliases author authors categories category created css cssclasses date description draft "
    "excerpt format id keywords lang language last lastmod layout modified permalink publish "
    "published revision series slug sources subtitle summary tag tags template title toc type "
    "updated url uuid version"
)
_PROGRAMS = frozenset(_PROGRAMS_NAMES.split())
"""Words that programs write into the keys of a head."""
_NEVER_PROSE_NAMES = "aliases draft layout permalink slug tags template title uuid"
_NEVER_PROSE = frozenset(_NEVER_PROSE_NAMES.split())
"""Keys that nobody writes over a letter or a list of doses."""


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the front matter of a file, and the text with blank lines in its place.

    Keys are in small letters; of a nested one only the name is known.
    """
    start = _LEADING.match(text).end()  # type: ignore[union-attr]
    head = text[start : start + _LONGEST_CHARS]
    found = _found(head)
    if found is None:
        return {}, text
    values, end = found
    taken = head[:end]
    return values, text[:start] + "\n" * taken.count("\n") + text[start + end :]


def _found(head: str) -> tuple[dict[str, str], int] | None:
    """Return what a head tells, and where it ends."""
    first = head.partition("\n")[0].rstrip()
    if first == "---":
        return _between_lines(head)
    if first == "+++":
        return _toml(head)
    if first.startswith("{"):
        return _json(head)
    if first.startswith("%"):
        return _percent(head)
    return _unopened(head)


def _lines(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield lines from a place on, each with where the next one begins."""
    for _ in range(_MOST_LINES):
        if at >= len(text):
            return
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text[at:end].rstrip(), min(end + 1, len(text))
        at = end + 1


def _between_lines(head: str) -> tuple[dict[str, str], int] | None:
    keys = _Keys()
    for line, after in _lines(head, head.find("\n") + 1 or len(head)):
        if line in ("---", "..."):
            return (keys.values(), after) if keys.are_of_a_program() else None
        if not keys.take(line):
            return None
    return None


def _unopened(head: str) -> tuple[dict[str, str], int] | None:
    """Return what "key: value" lines without an opening tell: closed, or ended by a blank line."""
    keys = _Keys()
    for line, after in _lines(head, 0):
        plus = len(line) > 2 and not line.strip("+")
        if plus or line == "---":
            sure = keys.are_of_a_program() if plus else keys.are_never_prose()
            return (keys.values(), after) if sure else None
        if not line and keys.first == "title" and keys.names <= _PROGRAMS and len(keys.names) > 1:
            following = next((each for each, _ in _lines(head, after) if each), "")
            closed = len(following) > 2 and not following.strip("+")
            if not closed:
                return keys.values(), after
        if not keys.take(line):
            return None
    return None


def _toml(head: str) -> tuple[dict[str, str], int] | None:
    at = head.find("\n") + 1 or len(head)
    looks_right = True
    for line, after in _lines(head, at):
        if line == "+++":
            source = head[at:after].rpartition("+++")[0]
            try:
                read = tomllib.loads(source)
            except (tomllib.TOMLDecodeError, RecursionError):
                if not looks_right or not source.strip():
                    return None
                pairs = (each.partition("=") for each in source.split("\n") if "=" in each)
                read = {key.strip(): _scalar(value) for key, _, value in pairs}
            return (_texts(read), after) if read else None
        looks_right = looks_right and (not line or bool(_TOML_LINE.match(line)))
    return None


def _json(head: str) -> tuple[dict[str, str], int] | None:
    try:
        read, end = json.JSONDecoder().raw_decode(head)
    except (ValueError, RecursionError):
        return None
    line_end = head.find("\n", end)
    line_end = len(head) if line_end < 0 else line_end
    if not isinstance(read, dict) or not read or head[end:line_end].strip(" \t;"):
        return None
    return _texts(read), min(line_end + 1, len(head))


def _percent(head: str) -> tuple[dict[str, str], int] | None:
    """Return what the title block of Pandoc tells: title, author and date behind per cent signs."""
    found: list[str] = []
    end = 0
    for line, after in _lines(head, 0):
        match = _PERCENT.match(line)
        if match is not None or line == "%":
            found.append(match[1].strip() if match else "")
        elif found and line and line[0] in " \t":
            found[-1] = f"{found[-1]} {line.strip()}"
        elif line:
            return None
        else:
            break
        end = after
    if not 2 <= len(found) <= 3:
        return None
    named = zip(("title", "author", "date"), found, strict=False)
    return {name: value for name, value in named if value}, end


class _Keys:
    """The keys of a head in YAML, read line by line."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.first = ""
        self._lines: dict[str, list[str]] = {}
        self._last = ""
        self._capitals_only = True
        self._unknown_words = False

    def take(self, line: str) -> bool:
        """Take one line; return whether it can be one of a head."""
        match = _KEY.match(line)
        if match:
            written = match[1] or match[2] or match[3]
            self._last = written.lower()
            self.first = self.first or self._last
            self.names.add(self._last)
            self._lines[self._last] = [line[match.end() :].strip()]
            self._capitals_only = self._capitals_only and written[:1].isupper()
            several = written.count(" ")
            self._unknown_words = self._unknown_words or bool(several and not _is_known(written))
            return several < _MOST_WORDS
        if not line or line[0] == "#":
            return True
        if self.names and line[0] in " \t-]}":
            self._lines[self._last].append(line.strip())
            return True
        return False

    def are_of_a_program(self) -> bool:
        """Return whether they are keys at all, and not the first words of a letter's lines."""
        if not self.names:
            return False
        if self._capitals_only:
            return self.are_never_prose() or all(map(_is_known, self.names))
        return not self._unknown_words or any(map(_is_known, self.names))

    def are_never_prose(self) -> bool:
        """Return whether one of them is a key that nobody writes over a letter."""
        return not self.names.isdisjoint(_NEVER_PROSE)

    def values(self) -> dict[str, str]:
        """Return the text of each key; that of nested ones is not looked at."""
        found = {}
        for name, (value, *more) in self._lines.items():
            if _BLOCK_SCALAR.match(value):
                value = " ".join(each for each in more if each)
            elif value and more:
                value = _scalar(" ".join([value, *more]))
            else:
                value = _scalar(value)
            found[name] = value
        return found


def _is_known(key: str) -> bool:
    return not _PROGRAMS.isdisjoint(re.split(r"[ ._-]", key.lower()))


def _scalar(value: str) -> str:
    value = value.strip()
    match = _QUOTED.match(value)
    if match:
        return (match[1] or match[2] or "").strip()
    return _COMMENT.sub("", value)


def _texts(read: dict[str, object]) -> dict[str, str]:
    found = {}
    for key, value in read.items():
        nested = isinstance(value, dict | list)
        text = ("true" if value else "false") if isinstance(value, bool) else str(value)
        found[key.lower()] = "" if nested or value is None else " ".join(text.split())
    return found
