"""Rewrites what doctors and charts write short in the usual form, or says it in words.

Each rule takes a whole token. What could mean two things is not here.
"""

from __future__ import annotations

import re

from allvoice.narration.around import NO_CONTEXT, Around, Context
from allvoice.narration.units import is_unit

_SIGN_IN_BRACKETS = re.compile(r"(.*?)\(([+−–-])\)([.,;:!?]?)")
_BLOOD_GROUP = re.compile(r"(O|A|B|AB|Rh|Rh\(D\))([+-])")
_POWER_OF_TEN = re.compile(r"([<>≤≥=~]?\d+(?:\.\d+)?) ?[xX×*]10(?:\((-?\d+)\)|([-−]\d+))(.*)")
_BARE_POWER = re.compile(r"([<>≤≥=~]?)(?:[xX×]10\((-?\d+)\)|10[eE](-?\d+))(.*)")
_COUNTED_POWER = re.compile(
    r"([<>≤≥=~]?)(?:(\d+(?:\.\d+)?)[xX×*])?([xX×])?10(?:\*{1,2}|[eE]\+?|\^)(\d{1,2})(/.*)?"
)
_SCIENTIFIC = re.compile(r"([<>≤≥=~]?)(\d(?:\.\d+)?)[eE]([+-]?)0?(\d{1,2})(%?)")
_LOST_POWER = re.compile(r"([<>≤≥=~]?)10[-−]([1-9])")
_OF_RESIDUAL_DISEASE = re.compile(r"\bMRD\b|[Rr]esidual|[Ss]ensitivity|[Dd]etection")
_TYPED_DASH = re.compile(r"(?<=[\w%])--(?=\d)")
_DAYS = re.compile(r"[dD](?:ays?)?\.?(\d+)[-–](\d+)")
_FOR = re.compile(r"[xX×](\d+)(d|days?|h|hrs?|wks?|mos?|min)?")
_LASTING = re.compile(
    r"\d+\s*(?:d|days?|h|hrs?|hours?|wks?|weeks?|mos?|months?|min|minutes|years?)\b"
)
_HEAT = re.compile(r"([<>≤≥=~]?(?:\d{2,3}(?:[.,]\d)?[-–])?)(\d{2,3}(?:[.,]\d)?)([FC])")
_LAST_OF_RANGE = re.compile(r"\A[<>≤≥=~]*(?:\d+(?:\.\d+)? ?[-–] ?)?")
_FEVER_F, _FEVER_C = (90.0, 110.0), (34.0, 43.0)
_LENGTHS = {"d": "day", "h": "hour", "hr": "hour", "wk": "week", "mo": "month", "min": "minute"}
_WORDS = {"+": "positive"}
_ON_CHARTS = {"po": "by mouth", "bid": "twice a day", "iv": "I V", "im": "I M", "sc": "S C"}
"""Behind a dose; elsewhere they may be words."""
_TELEPHONE = re.compile(r"(\+?\d{1,3} )?\(?(\d{3})\)? (\d{3})[ -](\d{4})([.,;:!?]?)")
TELEPHONE_IN_GROUPS = r"(?:\+?\d{1,3} )?\(?\d{3}\)? \d{3}[ -]\d{4}(?!\d)"
"""A telephone number with spaces in it, which is one token."""


def sign_in_brackets(written: str) -> tuple[str, str, str] | None:
    """Return what stands before "(-)" or "(+)", the word for it, and the mark behind; or None."""
    match = _SIGN_IN_BRACKETS.fullmatch(written)
    if match is None or (match[1] and not match[1][-1].isalnum() and match[1][-1] != ")"):
        return None
    return match[1], _WORDS.get(match[2], "negative"), match[3]


def telephone(written: str) -> str | None:
    """Return a telephone number with spaces in it digit by digit, or None."""
    match = _TELEPHONE.fullmatch(written)
    if match is None:
        return None
    *groups, ending = match.groups()
    return ", ".join(" ".join(each.strip(" +")) for each in groups if each) + ending


def usual(core: str, context: Context = NO_CONTEXT) -> str:
    """Return a token in the form that the other rules know ("1x10-4" is "1×10^-4").

    Args:
        core: in its normal form.
        context: what its sentence is about.
    """
    if "--" in core and core[0] != "-":
        core = _TYPED_DASH.sub("–", core)
    if match := _POWER_OF_TEN.fullmatch(core):
        power = (match[2] or match[3]).replace("−", "-")
        return f"{match[1]}×10^{power}{match[4]}"
    if match := _BARE_POWER.fullmatch(core):
        times = "" if "e" in core.lower() else "×"
        return f"{match[1]}{times}10^{match[2] or match[3]}{match[4]}"
    if match := _COUNTED_POWER.fullmatch(core):
        times = "×" if match[2] or match[3] else ""
        return f"{match[1]}{match[2] or ''}{times}10^{match[4]}{match[5] or ''}"
    if (match := _SCIENTIFIC.fullmatch(core)) and (match[3] or "." in match[2]):
        # "2E5" may be the number of a room.
        return f"{match[1]}{match[2]}×10^{match[3].replace('+', '')}{match[4]}{match[5]}"
    if (match := _LOST_POWER.fullmatch(core)) and (
        match[1] or _OF_RESIDUAL_DISEASE.search(context.text)
    ):
        # No limit is a range that falls.
        return f"{match[1]}10^-{match[2]}"
    if (match := _HEAT.fullmatch(core)) and _is_fever(match[2], match[3]):
        return f"{match[1]}{match[2]}°{match[3]}"
    return core


def blood_group(core: str, _: Around) -> str | None:
    """Return how "O+" or "AB-" is said, or None."""
    match = _BLOOD_GROUP.fullmatch(core)
    if match is None:
        return None
    letters = " ".join(mark for mark in match[1] if mark.isalpha())
    return f"{letters} {_WORDS.get(match[2], 'negative')}"


def days(core: str, _: Around) -> str | None:
    """Return how "d1-5" is said, or None."""
    match = _DAYS.fullmatch(core)
    return f"day {match[1]} to {match[2]}" if match and int(match[1]) < int(match[2]) else None


def on_a_chart(core: str, around: Around) -> str | None:
    """Return how "po" or "bid" is said behind a dose, or None."""
    before = around.before
    if core in _ON_CHARTS and (is_unit(before) or before[-1:].isdecimal() or before in _ON_CHARTS):
        return _ON_CHARTS[core]
    return None


def length_of_treatment(core: str, around: Around) -> str | None:
    """Return how "x 5 days" or "x5d" is said, or None."""
    if around.before[-1:].isdecimal():
        return None
    # A capital X may be a numeral: "factor X".
    if core in ("x", "×") and _LASTING.match(around.after):
        return "for"
    match = _FOR.fullmatch(core)
    return _for(match[1], match[2]) if match else None


def temperature(core: str, around: Around) -> str | None:
    """Return how the "F" of "101 F" is said, or None."""
    if core in ("F", "C") and _is_fever(_LAST_OF_RANGE.sub("", around.before), core):
        return "degrees Fahrenheit" if core == "F" else "degrees Celsius"
    return None


def _for(number: str, unit: str | None) -> str:
    if unit is None:
        return "1 time" if number == "1" else f"{number} times"
    name = _LENGTHS[unit if unit in _LENGTHS else unit.removesuffix("s").replace("day", "d")]
    return f"for {number} {name}" + ("" if number == "1" else "s")


def _is_fever(number: str, letter: str) -> bool:
    try:
        value = float(number.replace(",", "."))
    except ValueError:
        return False
    low, high = _FEVER_F if letter == "F" else _FEVER_C
    return low <= value <= high
