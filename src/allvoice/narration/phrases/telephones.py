"""Telephone numbers with spaces in them, of all countries' shapes, each as one token."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import FIGURE, SIGN, Phrase
from allvoice.narration.telephones import DIALLING, dialled, is_counted, is_long_enough

_GAP = r"(?:\s?[-–./]\s?|\s)"
_EXTENSION = r"(?:,?\s?(?:x|ext\.?|extn\.?|extension|EXT\.?|X)\s?#?(\d{1,6}))?"
_GROUP = r"(?:\(\d{1,5}\)[\s-]?)?\d{1,8}(?!\d)"
_PLUS = re.compile(rf"(\+\d{{1,3}}(?!\d)(?:(?:{_GAP}|(?=\()){_GROUP}){{1,6}}){_EXTENSION}(?![\w/])")
_ZERO = re.compile(
    rf"(0\d{{0,5}}\)?(?:{_GAP}\d{{2,8}}(?!\d)){{1,6}}){_EXTENSION}(?![\w/%°]|[.,]\d)"
)
_AMERICAN = re.compile(
    r"(1[38]00 \d{3} \d{3}(?!\d)|(?:1[-. ])?(?:\(?\d{3}\)?[-. ]\s?)?\d{3}[-. ]\d{4})"
    rf"{_EXTENSION}(?![\w/%°]|[.,]\d|-\d)"
)
_ANY = re.compile(rf"(\d{{1,6}}(?!\d)(?:{_GAP}{_GROUP}){{1,6}}){_EXTENSION}(?![\w/%°]|[.,]\d)")


def _with_plus(match: re.Match[str], around: Around) -> str | None:
    return _dialled(match) if is_long_enough(match[1]) else None


def _with_zero(match: re.Match[str], around: Around) -> str | None:
    behind = DIALLING.search(around.earlier)
    if not (8 if not behind else 5) <= _count(match[1]) <= 15:
        return None
    # "020 7946 0958": no dose begins with a zero before figures.
    figures = match[1].lstrip("(")
    groups = re.findall(r"\d+", figures)
    if groups[0] == "0" or (len(groups) == 2 and "-" in figures and not behind):
        return None
    if re.fullmatch(r"\d\d[-/.]\d\d[-/.]\d{4}", match[1]) or is_counted(_rest(match)):
        return None
    return _dialled(match)


def _american(match: re.Match[str], around: Around) -> str | None:
    extended = match[2] is not None
    behind = DIALLING.search(around.earlier)
    local = re.fullmatch(r"\d{3} 0\d{3}|1[38]00 \d{3} \d{3}", match[1])
    if not (extended or behind or local or ")" in match[1]):
        return None
    return None if is_counted(_rest(match)) else _dialled(match)


def _behind_its_word(match: re.Match[str], around: Around) -> str | None:
    if not DIALLING.search(around.earlier) or not 6 <= _count(match[1]) <= 15:
        return None
    rest = _rest(match)
    if is_counted(rest) or re.match(r"[a-z]+s\b", rest):
        return None
    return _dialled(match)


def _dialled(match: re.Match[str]) -> str:
    said = dialled(match[1])
    if match[2]:
        said += f", extension {' '.join(match[2])}"
    return said


def _count(written: str) -> int:
    return sum(map(str.isdecimal, written))


def _rest(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 24].lstrip(" \n")


PHRASES = (
    Phrase("telephone number", _PLUS, _with_plus, SIGN),
    Phrase("telephone number", _ZERO, _with_zero, FIGURE),
    Phrase("telephone number", _AMERICAN, _american, FIGURE),
    Phrase("telephone number", _ANY, _behind_its_word, FIGURE),
)
"""The phrases in the order in which they are asked."""
