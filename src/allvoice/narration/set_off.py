"""What within a text is no part of its sentence: pictures, numbers of notes, tags, formulas.

It is said by itself, parted by pauses from the words around it, however it is glued to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from allvoice.narration import boxes, cells, parted_numbers, pictures, references

TAG = "tag of a note"
"""The rule that says the tag of a note program."""
FORMULA = "formula"
"""The rule that names a formula that has no words."""
NOTHING = "sign for nothing"
"""The rule that says the sign of an empty set: "no", "none"."""
BLANK = "blank of a template"
"""The rule that says what a template names where a value should stand."""
CITATION = "citation"
"""The rule that says a source that is named in brackets by its key."""
_BLANKS = re.compile(r"\{\{([^{}\n]{1,80})\}\}|\$\{([^{}\n]{1,80})\}")
_CITED = re.compile(r"\[([^\[\]@\n]{0,60}@[A-Za-z][^\[\]\n]{1,200})\]")
_MAIL = re.compile(r"[\w.]@")
_PAGE = re.compile(r"\bpp?\. ?(?=\d)")
_KEY = re.compile(r"(?<=[^\W\d_])(?=\d)|[_:-]")
_HINT = re.compile(r"[\[#({]|\d \d{1,2}/\d")
_TAGS = re.compile(
    r"(?:(?<=\s)|\A)#[^\W\d_][\w/-]{0,60}(?=[ \t]*(?:#[^\W\d_][\w/-]{0,60}[ \t]*){0,20}(?:\n|\Z))"
)
_TAG_LINE = re.compile(r"#[^\W\d_]")
_PLACEHOLDER = re.compile(
    r"(?<![^\s(\[\"'“‘:;,.*/-])<([^\W\d_]{2}(?:[^<>=\"\n@{}|\\]{0,80}[^\W_]{2})?"
    r"|\d[\d.,/–-]{0,10} ?[^\W\d_]{1,12}|[^\W\d_] [^\W\d_]{2,20}|(?:[^\W\d_]\.){2,4})>"
    r"(?!\s?\d|[^\W_])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of a text that is said by itself."""

    start: int
    end: int
    said: str
    rule: str
    pauses: bool = True
    """It is parted from what stands before it."""
    goes_on: bool = False
    """What comes next belongs to it: no pause stands there."""


def bracketed(text: str, start: int, end: int) -> str:
    """Return a text with round brackets for the angle brackets around words for people.

    "<label for the fridge>" is no comparison. The text keeps its length; only the range is looked
    at, so that a long text is not gone through for each of its sentences.
    """
    if text.find("<", start, end) < 0:
        return text
    parts: list[str] = []
    at = 0
    for found in _PLACEHOLDER.finditer(text, start, end):
        parts += [text[at : found.start()], "(", found[1], ")"]
        at = found.end()
    return "".join((*parts, text[at:])) if parts else text


def pieces_of(
    text: str, start: int, end: int, known: Sequence[tuple[int, int, str]] = ()
) -> list[Piece]:
    """Return the pieces of a range of a text in their order; none overlaps another.

    Args:
        text: display text.
        start: where the range begins.
        end: where it ends.
        known: ranges that are said by themselves because of their style, each with the rule:
            marks of footnotes, formulas.
    """
    found: list[Piece] = []
    for each_start, each_end, rule in known:
        begin, stop = max(each_start, start), min(each_end, end)
        if begin >= stop:
            continue
        if rule == FORMULA:
            said = "a formula"
        elif rule == cells.RULE:
            said = cells.name_of(text[begin:stop])
        else:
            written = text[begin:stop]
            signs = f"note {cells.name_of(written.strip('[]'))}"
            said = references.mark(written) or signs
        found.append(Piece(begin, stop, said, rule))
    plain = text.isascii()
    if not plain or _HINT.search(text, start, end):
        found += _brackets(text, start, end) + _tags(text, start, end)
        found += _named_by_programs(text, start, end)
        found += [Piece(*each, boxes.RULE) for each in boxes.ticked(text, start, end)]
        found += [
            Piece(*each, parted_numbers.RULE, goes_on=True)
            for each in parted_numbers.fractions(text, start, end)
        ]
        if not plain:
            found += _signs(text, start, end)
    return _parted(found)


def _brackets(text: str, start: int, end: int) -> list[Piece]:
    found = []
    for match in references.IN_BRACKETS.finditer(text, start, end):
        said = references.in_brackets(text, match)
        if said is not None:
            found.append(Piece(match.start(), match.end(), said, references.RULE))
    return found


def _named_by_programs(text: str, start: int, end: int) -> list[Piece]:
    found = []
    for match in _BLANKS.finditer(text, start, end):
        words = " ".join(re.findall(r"[^\W_]+", match[1] or match[2]))
        found.append(Piece(match.start(), match.end(), f"blank, {words}".rstrip(", "), BLANK))
    for match in _CITED.finditer(text, start, end):
        if not _MAIL.search(match[1]):
            words = _KEY.sub(" ", _PAGE.sub("page ", match[1].replace("@", "")))
            said = ", ".join(re.findall(r"[^\W_]+(?:\s+[^\W_]+)*", words))
            found.append(Piece(match.start(), match.end(), f"citation, {said}", CITATION))
    return found


def _tags(text: str, start: int, end: int) -> list[Piece]:
    if not _TAG_LINE.search(text, start, end):
        return []
    found = []
    for match in _TAGS.finditer(text, start, end):
        words = " ".join(re.split(r"[/_-]+", match[0][1:])).strip()
        found.append(Piece(match.start(), match.end(), f"tag {words}", TAG))
    return found


def _signs(text: str, start: int, end: int) -> list[Piece]:
    found = []
    for match in pictures.PICTURES.finditer(text, start, end):
        found.append(Piece(match.start(), match.end(), pictures.said_row(match), pictures.RULE))
    for match in pictures.KEYCAPS.finditer(text, start, end):
        digits = pictures.digits_of(match[0])
        found.append(Piece(match.start(), match.end(), digits, pictures.RULE, goes_on=True))
    found += [Piece(*each, boxes.RULE) for each in boxes.shapes(text, start, end)]
    for match in references.RAISED_BEFORE.finditer(text, start, end):
        said = references.raised_before(match)
        found.append(Piece(match.start(), match.end(), said, references.BEFORE_RULE))
    for match in references.RAISED.finditer(text, start, end):
        named = references.raised(text, match)
        if named is not None:
            found.append(Piece(match.start(), match.end(), named, references.RULE))
    for match in pictures.ROW_OF_ARROWS.finditer(text, start, end):
        said = pictures.said_arrows(match[0])
        found.append(Piece(match.start(), match.end(), said, "names of signs", pauses=False))
    for match in pictures.NOTHING.finditer(text, start, end):
        ahead = text[match.end() : match.end() + 2].lstrip()
        said = "no" if ahead[:1].isalpha() else "none"
        found.append(Piece(match.start(), match.end(), said, NOTHING, pauses=False))
    return found


def _parted(found: list[Piece]) -> list[Piece]:
    found.sort(key=lambda piece: (piece.start, -piece.end))
    parted: list[Piece] = []
    for piece in found:
        if not parted or piece.start >= parted[-1].end:
            parted.append(piece)
    return parted
