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
HOW = "30 for minutes, section, chapter, 3 sections or off"


def parse(typed: str) -> SleepLength | None:
    """Return the length that somebody typed: "30", "section", "end of chapter", "3 sections".

    None where it is none that there is; `is_off` tells whether it turns the timer off.
    """
    match = _WORDS.fullmatch(_ENDS.sub("", " ".join(typed.casefold().split())))
    if match is None or match["unit"] not in _UNITS or not (match["count"] or match["unit"]):
        return None
    unit = _UNITS[match["unit"]]
    if unit is Unit.MINUTES and not match["count"]:
        return None
    count = int(match["count"] or 1)
    most = MOST_MINUTES if unit is Unit.MINUTES else MOST_PARTS
    return SleepLength(unit, count) if 1 <= count <= most else None


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
