"""The text of a lexicon with one entry changed: all the rest stays as a person wrote it.

An entry takes the place of the one for the same spelling, line by line; else it comes to the end.
What comes out is read back: it must hold every other entry as it was, or it is not used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from allvoice.narration.lexicon import Entry
from allvoice.shelf.settings.template import literal

BEGUN = """\
# How you want words to be said; allvoice writes what you put right, and you may change it.
# Each [[term]] is a word: its sounds (ipa), or plain words said in its place (says).
"""
_HEADER = re.compile(r"""\s*\[\[\s*(?:term|"term"|'term')\s*\]\]\s*(?:#.*)?""")
_OTHER_HEADER = re.compile(r"\s*\[")
_STATEMENT = re.compile(r"""\s*(?:([A-Za-z_]+)|"([a-z_]+)"|'([a-z_]+)')\s*=""")
_MOST_TRIED = 8
"""Ways to cut a file: more than one is rare, and each is read back whole."""
_VALUE_AND_COMMENT = re.compile(r"""(?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*(#.*)?""")


class UnusualError(Exception):
    """The file is written in a way that an entry cannot be changed in it."""


def spelling_of(entry: Entry) -> tuple[str, ...]:
    """Return by what an entry is told from others: with other capitals it may be another word."""
    words = entry.term.split()
    return tuple(words if entry.exact_case else (word.lower() for word in words))


def with_entry(source: str, entry: Entry) -> str:
    """Return a lexicon with an entry in the place of the one for the same spelling, or added.

    Raises:
        UnusualError: the file is written in an unusual way.
        ValueError: it is no TOML.
    """
    terms = _terms(source)
    at = _last_of(terms, entry)
    fields = fields_of(entry)
    if at is not None:
        for before, lines, after in _cuts(source, at, len(terms)):
            changed = _joined(before, _replaced(lines, fields), after)
            if _is_right(source, changed, [*terms[:at], fields, *terms[at + 1 :]]):
                return changed
        # One that stands later wins.
        terms = [*terms]
    newline = _newline(source)
    gap = "" if not source or source.endswith("\n") else newline
    added = newline.join(["", "[[term]]", *_lines(fields), ""]) if source else _begun(fields)
    changed = f"{source}{gap}{added}"
    if not _is_right(source, changed, [*terms, fields]):
        raise UnusualError
    return changed


def without_entry(source: str, entry: Entry) -> str:
    """Return a lexicon without any entry for a spelling; comments stay.

    Raises:
        UnusualError: the file is written in an unusual way.
        ValueError: it is no TOML.
    """
    while (at := _last_of(terms := _terms(source), entry)) is not None:
        left = [*terms[:at], *terms[at + 1 :]]
        for before, lines, after in _cuts(source, at, len(terms)):
            comments = [line for line in lines if line.lstrip().startswith("#")]
            if not comments and before and not before[-1].strip():
                # The empty line that parted it from the one before.
                before = before[:-1]
            changed = _joined(before, comments, after)
            if _is_right(source, changed, left):
                source = changed
                break
        else:
            raise UnusualError
    return source


def fields_of(entry: Entry) -> dict[str, Any]:
    """Return the fields of an entry that have something to tell, as the file has them."""
    fields: dict[str, Any] = {"term": entry.term}
    if entry.also:
        fields["also"] = list(entry.also)
    for flag in ("exact_case", "drug"):
        if getattr(entry, flag):
            fields[flag] = True
    for name in ("says", "ipa", "respelling", "source", "mark"):
        if getattr(entry, name):
            fields[name] = getattr(entry, name)
    return fields


def _begun(fields: dict[str, Any]) -> str:
    return "\n".join([BEGUN, "[[term]]", *_lines(fields), ""])


def _terms(source: str) -> list[Any]:
    terms = tomllib.loads(source).get("term", [])
    if not isinstance(terms, list):
        raise UnusualError
    return terms


def _last_of(terms: Sequence[Any], entry: Entry) -> int | None:
    """Return which of the tables is the last for the spelling of an entry."""
    for at in range(len(terms) - 1, -1, -1):
        table = terms[at]
        if not isinstance(table, dict) or not isinstance(table.get("term"), str):
            continue
        is_exact = table.get("exact_case", False) is True
        if spelling_of(Entry(table["term"], exact_case=is_exact)) == spelling_of(entry) and (
            is_exact == entry.exact_case
        ):
            return at
    return None


def _cuts(source: str, at: int, count: int) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield the lines before one of the tables of a file, its own, and those after it.

    Within a text of several lines there may stand what only looks like the head of a table: then
    there is more than one way to cut.

    Args:
        source: the file.
        at: which of its tables.
        count: how many it has.
    """
    lines = _lines_of(source)
    headers = [number for number, line in enumerate(lines) if _HEADER.fullmatch(line.rstrip())]
    likely = headers[at : len(headers) - count + at + 1]
    for first in likely[:_MOST_TRIED]:
        end = first + 1
        for number in range(first + 1, len(lines)):
            if _OTHER_HEADER.match(lines[number]):
                break
            if lines[number].strip() and not lines[number].lstrip().startswith("#"):
                end = number + 1
        yield lines[:first], lines[first:end], lines[end:]


def _replaced(lines: Sequence[str], fields: dict[str, Any]) -> list[str]:
    """Return the lines of an entry with other fields: those that are the same stay as they are.

    There are none where a value stands on more than one line.
    """
    left = dict(fields)
    newline = _newline("".join(lines))
    kept: list[str] = []
    for line in lines:
        match = _STATEMENT.match(line)
        if match is None:
            kept.append(line)
            continue
        name = next(filter(None, match.groups()))
        try:
            was = tomllib.loads(line)
        except ValueError:
            return []
        found = _VALUE_AND_COMMENT.fullmatch(line[match.end() :].rstrip("\r\n"))
        comment = found[1] if found is not None and found[1] else ""
        if name not in left:
            kept += [f"{comment}{newline}"] if comment else []
            continue
        value = left.pop(name)
        if was == {name: value}:
            kept.append(line)
        else:
            behind = f"  {comment}" if comment else ""
            kept.append(f"{name} = {_value(value)}{behind}{newline}")
    if kept and not kept[-1].endswith("\n"):
        kept[-1] += newline
    return [*kept, *(f"{line}{newline}" for line in _lines(left))]


def _lines(fields: dict[str, Any]) -> list[str]:
    return [f"{name} = {_value(value)}" for name, value in fields.items()]


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return literal(value)


def _lines_of(source: str) -> list[str]:
    # Only where TOML sees the end of one.
    return [line for line in re.split(r"(?<=\n)", source) if line]


def _joined(*parts: Sequence[str]) -> str:
    return "".join(line for part in parts for line in part)


def _newline(source: str) -> str:
    return "\r\n" if "\r\n" in source else "\n"


def _is_right(source: str, changed: str, terms: list[Any]) -> bool:
    """Tell whether a changed lexicon holds these entries, and all else that it held before."""
    try:
        now, before = tomllib.loads(changed), tomllib.loads(source)
    except (ValueError, RecursionError):
        return False
    return {**before, "term": now.get("term", [])} == {"term": [], **now} and (
        now.get("term", []) == terms
    )
