"""How the numbers of notes and sources are said, so that none is taken for a part of a dose."""

from __future__ import annotations

import re

from allvoice.narration.units import first_unit, is_unit

RULE = "number of a note"
"""The rule that says the number of a note or a source."""
BEFORE_RULE = "raised before a figure"
"""The rule that says raised figures before others: perhaps a sign that was lost."""
RAISED_BEFORE = re.compile(r"(?<![\w^.,)%\]⁰¹²³⁴-⁹⁺⁻])[⁰¹²³⁴-⁹]{1,3}(?=[\d.])")
"""Raised figures before a figure, as where "≥38" has become "³38"."""
IN_BRACKETS = re.compile(r"\[\^?(\d{1,3}(?: ?[,;] ?\d{1,3}|[-–]\d{1,3}){0,12})\]")
_LETTER = "[^\\W\\d_⁰¹²³⁴-⁹]"
RAISED = re.compile(
    rf"(?:(?<={_LETTER}{_LETTER})|(?<=[.,;:!?%)\]”’]))"
    "([⁰¹²³⁴-⁹]{1,3}(?:[,;⁻–˒ ] ?[⁰¹²³⁴-⁹]{1,3}){0,12})(?![⁺⁻])"
)
"""Raised figures behind a word or a mark."""
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789–,")
_BASE = re.compile(r"[^\W\d_]+\Z")
_AREAS = frozenset({"m", "cm", "mm", "km", "dm", "ft", "in", "μm", "µm", "yd"})
_BEFORE_CHARS = 40
_CHROMOSOMES = re.compile(r"(?<!\d)\d\d,[XY]\S*\Z")
_COUNTED = re.compile(
    r"\s*(?:tab|pill|cap|dose|drop|puff|day|night|hour|minute|week|month|year|time|unit|tea|table"
    r"|ounce|glass|cup|patch|vial|syringe|people|patients|of\b|or\b|to\b|x\b|×)"
)
_ENDS = re.compile(r"\s*(?:\Z|[.,;:!?)\n]|[–—-]\s)")


def raised(text: str, found: re.Match[str]) -> str | None:
    """Return how raised figures behind a word are said, or None where they are a power."""
    before = text[max(0, found.start() - _BEFORE_CHARS) : found.start()]
    base = _BASE.search(before)
    if base is None and before[-1:] == ")" and found[1] in "²³":
        return f"raised {found[1].translate(_DIGITS)}"
    if base is not None and base[0] in _AREAS:
        return None
    return named(found[1].translate(_DIGITS))


def raised_before(found: re.Match[str]) -> str:
    """Return how raised figures before a figure are said, so that neither joins the other."""
    return f"superscript {found[0].translate(_DIGITS)}"


def in_brackets(text: str, found: re.Match[str]) -> str | None:
    """Return how a number in square brackets is said, or None where it is an amount."""
    numbers, start, end = found[1], found.start(), found.end()
    glued, after = text[start - 1 : start], text[end : end + _BEFORE_CHARS]
    if after[:1].isalnum():
        return None
    if first_unit(after) or _COUNTED.match(after):
        return None
    is_range = "-" in numbers or "–" in numbers
    if glued and not glued.isspace():
        if glued in "([{<" or (is_range and not glued.isalpha()):
            # "3.2[4-11]" may be what is usual.
            return None
        if _CHROMOSOMES.search(text, max(0, start - _BEFORE_CHARS), start):
            # "46,XX[20]": so many cells.
            return None
        return named(numbers)
    before = text[max(0, start - _BEFORE_CHARS) : start].split()
    last = before[-1].rstrip(".,;:") if before and "\n" not in glued else ""
    if is_range or last[-1:].isdecimal():
        return None if is_range else f"in brackets {numbers.replace(';', ',')}"
    if not last or is_unit(last) or _ENDS.match(after):
        return named(numbers)
    return f"in brackets {numbers.replace(';', ',')}"


def named(numbers: str) -> str:
    """Return how the numbers of notes are said: "note 3", "notes 1, 2 and 5"."""
    each = [" to ".join(re.findall(r"\d+", part)) for part in re.split("[,; ]+", numbers) if part]
    if len(each) == 1:
        return f"note{'s' if ' to ' in each[0] else ''} {each[0]}"
    return f"notes {', '.join(each[:-1])} and {each[-1]}"


def mark(written: str) -> str | None:
    """Return how the mark of a footnote is said: "[1]" is "note 1", "[fever]" "note fever".

    None for one that is all signs.
    """
    inner = " ".join(re.findall(r"[^\W_]+", written))
    found = IN_BRACKETS.fullmatch(written)
    return named(found[1]) if found else f"note {inner}" if inner else None
