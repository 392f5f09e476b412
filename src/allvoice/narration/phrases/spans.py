"""Ranges with white space in them, as a line's end leaves them: "5 -7 days", "500 mg-1 g"."""

from __future__ import annotations

import re

from allvoice.narration import ranges, signs, telephones
from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import FIGURE, SIGN, Phrase
from allvoice.narration.rules import spoken
from allvoice.narration.unit_names import TIMES_OF_DAY
from allvoice.narration.units import is_unit, sizes

_NUMBER = r"(?:[\d.,:]{0,15}\d(?:/\d+)?[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛])"
_UNIT = r"[^\W\d_%°][^\s\d.,;:!?()–—‐‑-]{0,15}(?:/\d{1,3}[^\W\d_]{1,5})?|[%°][CF]?"
_SPACED = re.compile(
    rf"([<>≤≥~]?[$€£]?{_NUMBER})(?:(\s?)({_UNIT}))?(?:\s[-–—‐‑]|[-–—‐‑]\s|[-–—‐‑])([$€£]?{_NUMBER})(?![\d/^])"
    r"([^\s\d–—‐‑-][^\s–—‐‑-]{0,23}|)(?<![.,;:!?)])"
)
_SIGNS = "<>≤≥~$€£"
_COUNTED = frozenset(
    {"capsules", "doses", "drops", "pills", "puffs", "sprays", "tablets", "times", "vials"}
)
_NEXT = re.compile(r"\s?([^\s\d.,;:!?()–—-]{1,16}(?:\.m\.)?)")


def _spaced(match: re.Match[str], around: Around) -> str | None:
    low, gap, unit, high, rest = (signs.normal(each or "") for each in match.groups())
    if not gap and not re.search(r"\s", match[0]):
        return None
    ahead = match.string[match.end() : match.end() + 32]
    following = _NEXT.match(ahead) if not rest else None
    measure = rest or (signs.normal(following[1]) if following is not None else "")
    context = around.context
    worth = (low.lstrip(_SIGNS), high.lstrip(_SIGNS))
    rising = ranges.is_rising(worth[0], "", worth[1], "")
    if not unit:
        number = telephones.telephone(f"{low}-{high}", Around(around.before, ahead.lstrip()))
        if number:
            return number
    elif (measures := sizes(unit, measure)) is not None:
        rising = unit in TIMES_OF_DAY or ranges.is_larger(worth, measures)
    elif is_unit(unit):
        # "5 mL -10 every day" has one unit for both, "5 mg -10 tablets" is two things.
        rising = rising and not is_unit(measure) and measure not in _COUNTED
        rising = rising or (unit in TIMES_OF_DAY and measure in TIMES_OF_DAY)
    elif unit in _COUNTED:
        rising = False
    else:
        return None
    first, _ = spoken(f"{low}{unit}" if is_unit(unit) else low, context=context)
    named = f" {unit}" if unit and not is_unit(unit) else ""
    last, _ = spoken(f"{high}{rest}", context=context)
    return f"{first}{named} {'to' if rising else 'dash'} {last}"


PHRASES = (
    Phrase("range", _SPACED, _spaced, FIGURE),
    # "½ -1": a part of one is no decimal figure.
    Phrase("range", _SPACED, _spaced, SIGN),
)
"""The phrases in the order in which they are asked."""
