"""The sleep timer in words: what is typed for it, and what is told and shown of it. Pure."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from allvoice.actions.words import capitalized
from allvoice.reading.sleep import length_words
from allvoice.reading.sleep_state import SleepLength, Unit

if TYPE_CHECKING:
    from allvoice.reading.sleep_state import SleepTimer

OFF = "off"
MOST_MINUTES, MOST_PARTS = 240, 20
_WORDS = re.compile(r"(?:(?P<count>[0-9]{1,4}) ?)?(?P<unit>[a-z]*)")
_ENDS = re.compile(r"^(?:to |until |at )?(?:the )?(?:end )?(?:of )?(?:this |the )?")
_UNITS = {
    "": Unit.MINUTES, "m": Unit.MINUTES, "min": Unit.MINUTES, "mins": Unit.MINUTES,
    "minute": Unit.MINUTES, "minutes": Unit.MINUTES, "section": Unit.SECTIONS,
    "sections": Unit.SECTIONS, "chapter": Unit.CHAPTERS, "chapters": Unit.CHAPTERS,
}  # fmt: skip
LENGTHS = f"1 to {MOST_MINUTES} for minutes, section, chapter, or up to {MOST_PARTS} sections"
HOW = f"{LENGTHS}; or off"
_DIGITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
_NUMBERS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, **_DIGITS,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip


def parse(typed: str) -> SleepLength | None:
    """Return the length that somebody typed: "30", "thirty", "end of chapter", "3 sections".

    None where it is none that there is; `is_off` tells whether it turns the timer off.
    """
    match = _WORDS.fullmatch(_ENDS.sub("", _in_digits(typed.casefold())))
    if match is None or match["unit"] not in _UNITS or not (match["count"] or match["unit"]):
        return None
    unit = _UNITS[match["unit"]]
    if unit is Unit.MINUTES and not match["count"]:
        return None
    count = int(match["count"] or 1)
    most = MOST_MINUTES if unit is Unit.MINUTES else MOST_PARTS
    return SleepLength(unit, count) if 1 <= count <= most else None


def _in_digits(typed: str) -> str:
    """Return words with a number at their start in digits: "forty-five minutes"."""
    words = typed.replace("-", " ").split() if typed[:1].isalpha() else typed.split()
    first, second = [*words, "", ""][:2]
    if first in _TENS:
        more = _DIGITS.get(second, 0)
        return " ".join([str(_TENS[first] + more), *words[2 if more else 1 :]])
    if first in _NUMBERS:
        return " ".join([str(_NUMBERS[first]), *words[1:]])
    return " ".join(words)


def is_off(typed: str) -> bool:
    """Return whether what somebody typed turns the timer off."""
    return typed.strip().casefold() in (OFF, "no", "none", "0")


def typed_words(length: SleepLength) -> str:
    """Return what is typed for a length."""
    if length.unit is Unit.MINUTES:
        return str(length.count)
    return length.unit.value[:-1] if length.count == 1 else f"{length.count} {length.unit.value}"


def choice_words(length: SleepLength) -> str:
    """Return a length as an item of a list."""
    return capitalized(length_words(length).removeprefix("the "))


def minutes_left(timer: SleepTimer) -> int:
    """Return the minutes that are left, the one that has begun included."""
    return max(1, math.ceil(timer.left / 60))


def left_words(timer: SleepTimer | None) -> str:
    """Return what is left, as a part of a sentence: "Sleep timer: 23 minutes left"."""
    if timer is None:
        return "Sleep timer: off"
    if timer.length.unit is Unit.MINUTES:
        count = minutes_left(timer)
        return f"Sleep timer: {count} minute{'s' if count != 1 else ''} left"
    rest = SleepLength(timer.length.unit, int(timer.left))
    until = "until " if rest.count == 1 else ""
    return f"Sleep timer: {until}{length_words(rest)}"


def shown_left(timer: SleepTimer | None) -> str:
    """Return the same where there is little room; empty where no timer is on."""
    if timer is None:
        return ""
    if timer.length.unit is Unit.MINUTES:
        return f"sleep {minutes_left(timer)} min"
    return f"sleep {typed_words(SleepLength(timer.length.unit, int(timer.left)))}"
