"""What raised and lowered letters are shown as, so that no figure grows by one beside it. Pure.

"10<sup>9</sup>" must never be read as 109, nor "5 mg<sup>2</sup>" as 5 mg2: a raised figure is a
power, or the number of a note or a source.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_WORD = re.compile(r"[^\W\d_]+\Z")
_AREAS = frozenset({"m", "cm", "mm", "km", "dm", "ft", "in", "μm", "µm", "yd"})
_FIGURES = re.compile(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*")
_IN_BRACKETS = re.compile(r"\[[^\[\]]{1,20}\]|\([\d,;–\s-]{1,20}\)")
_SIGNED = re.compile(r"[+\-−]?\d{1,4}|\d{0,2}[+\-−]")
_ORDINAL = re.compile(r"st|nd|rd|th", re.IGNORECASE)
_MARKS = re.compile(r"[*†‡§¶]{1,3}")
_TRADE = {"tm": "™", "sm": "℠", "r": "®"}
_UPPER = re.compile(r"\d{1,2}")
_TEN = re.compile(r"(?<![\d.,])10\Z")
_BEFORE_CHARS = 40
MOST_RAISED_CHARS = 200
"""Longer than that, it is text like any other."""


class Shown(NamedTuple):
    """How raised or lowered text is shown."""

    text: str
    """No longer than the text was."""
    opening: str = ""
    """What stands before it, and was not there."""
    closing: str = ""
    is_note: bool = False
    """It is the number of a note or a source."""


class Fraction(NamedTuple):
    """What was raised last: perhaps the upper part, as in "<sup>1</sup>/<sub>2</sub>"."""

    parts_before: int = 0
    """Of the text, so many are kept."""
    start: int = 0
    end: int = -1
    figure: str = ""
    is_raised: bool = False

    def over(self, start: int, before: str, under: str) -> Fraction | None:
        """Return it where a lowered figure makes it a fraction, or None.

        Args:
            start: where the lowered figure begins.
            before: the display text before that, its end at least.
            under: what is lowered.
        """
        is_stroke = self.end == start - 1 and before[-1:] in ("/", "⁄")
        figures = _UPPER.fullmatch(self.figure) and _UPPER.fullmatch(under.strip())
        return self if self.is_raised and is_stroke and figures else None


def raised(before: str, text: str) -> Shown:
    """Return how raised text is shown.

    Args:
        before: the display text before it, its end at least.
        text: what is raised.
    """
    plain = text.strip()
    if not plain:
        return Shown(text)
    found = _WORD.search(before[-_BEFORE_CHARS:])
    word = found[0] if found else ""
    is_behind_figure = before[-1:].isdecimal()
    if len(plain) > MOST_RAISED_CHARS:
        return Shown(text, "^" if is_behind_figure else "")
    if _IN_BRACKETS.fullmatch(plain):
        return Shown(text, is_note=any(map(str.isdecimal, plain)))
    if _MARKS.fullmatch(plain):
        return Shown(text, "[", "]", is_note=True)
    if _SIGNED.fullmatch(plain):
        if is_behind_figure:
            # Nobody writes the first power, but for that of ten.
            is_power = plain != "1" or bool(_TEN.search(before))
            return Shown(text, "^") if is_power else Shown(text, "[", "]", is_note=True)
        if word in _AREAS or len(word) == 1 or not plain.isdecimal() or not before:
            return Shown(text.translate(_RAISED))
    if _FIGURES.fullmatch(plain):
        return Shown(text, "[", "]", is_note=True)
    if not plain.isalpha():
        # Whatever it is: no figure grows.
        is_figure = plain[0].isdecimal()
        return Shown(text, "^" if is_figure and is_behind_figure else " " if is_figure else "")
    if plain.lower() in _TRADE and len(word) > 1:
        return Shown(_TRADE[plain.lower()])
    if is_behind_figure and _ORDINAL.fullmatch(plain):
        return Shown(text)
    if len(plain) == 1 and plain.islower() and (is_behind_figure or word):
        is_power = len(word) == 1
        return Shown(text, "^") if is_power else Shown(text, "[", "]", is_note=True)
    return Shown(text, "^") if is_behind_figure else Shown(text)


def lowered(before: str, text: str) -> Shown:
    """Return how lowered text is shown: "H2O", but never as more digits of a number."""
    is_figure = before[-1:].isdecimal() and text[:1].isdecimal()
    return Shown(text.translate(_LOWERED) if is_figure else text)
