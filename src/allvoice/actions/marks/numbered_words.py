"""Words typed behind the number of an item, told from words that begin with an amount. Pure."""

from __future__ import annotations

import re

from allvoice.narration.units import NAMES

_NUMBERED = re.compile(r"([0-9]{1,6})\s+(.*\S)", re.DOTALL)
_COUNTED_NAMES = (
    "and bag capsule cup cycle day degree diaper dose drop episode evening glass glasse gram hour"
    " injection less liter litre meal microgram milligram milliliter millilitre minute month more"
    " morning night o'clock or ounce percent pill pound puff second shot sip spoon spoonful stool"
    " tablespoon tablet teaspoon time unit week year"
)
_COUNTED = frozenset(_COUNTED_NAMES.split())
"""What stands behind an amount: a number before it is no number of an item."""
_RANGE = re.compile(r"(?:to|-|–|x|by)\s*[0-9]")


def numbered_words(typed: str) -> tuple[int, str] | None:
    """Return the number of an item and the words for it.

    A dose that lost its number, and stood at another mark, could do harm: where the number may be
    part of the words, it is.

    Args:
        typed: what was typed: "2 ask Dr. Lee".

    Returns:
        None where there is no number in front, or where it may be an amount: "2 mg at noon".
    """
    found = _NUMBERED.fullmatch(typed.strip())
    if found is None:
        return None
    words = found[2]
    first = words.split()[0].rstrip(".,;:!?)")
    # Such as "mg/day" and "mg-tablets".
    unit = re.split(r"[/-]", first)[0]
    is_counted = any(each in _COUNTED for each in (unit.lower(), unit.lower().removesuffix("s")))
    is_amount = unit in NAMES or unit.lower() in NAMES or is_counted or not first[:1].isalnum()
    return None if is_amount or _RANGE.match(words) else (int(found[1]), words)
