"""Rewrites what doctors and charts write short in the usual form, or says it in words.

Each rule takes a whole token. What could mean two things is not here.
"""

from __future__ import annotations

import re

from allvoice.narration.around import Around

_SIGN_IN_BRACKETS = re.compile(r"(.*?)\(([+−–-])\)([.,;:!?]?)")
_BLOOD_GROUP = re.compile(r"(O|A|B|AB|Rh|Rh\(D\))([+-])")
_POWER_OF_TEN = re.compile(r"([<>≤≥=~]?\d+(?:\.\d+)?) ?[xX×*]10(?:\((-?\d+)\)|([-−]\d+))(.*)")
_BARE_POWER = re.compile(r"([<>≤≥=~]?)(?:[xX×]10\((-?\d+)\)|10[eE](-?\d+))(.*)")
_COUNTED_POWER = re.compile(
    r"([<>≤≥=~]?)(?:(\d+(?:\.\d+)?)[xX×*])?([xX×])?10(?:\*{1,2}|[eE]\+?|\^)(-?\d{1,2})(/.*)?"
)
_SPAN_OF_POWERS = re.compile(
    r"(\d+(?:\.\d+)?)[-–](\d+(?:\.\d+)?)[xX×*]10(?:\*{1,2}|[eE]\+?)(-?\d{1,2})(/.*)?"
)
_SCIENTIFIC = re.compile(r"([<>≤≥=~]?)(\d(?:\.\d+)?)[eE]([+-]?)0?(\d{1,2})(%?)")
_LOST_POWER = re.compile(r"([<>≤≥=~]?)10[-−]([1-9])")
_OF_RESIDUAL_DISEASE = re.compile(r"\bMRD\b|[Rr]esidual|[Ss]ensitivity|[Dd]etection")
_TYPED_DASH = re.compile(r"(?<![Dd]-\d)(?<![Dd]-\d\d)(?<=[\w%])--(?=\d)")
"""Behind "D-6" the second is a minus."""
_HEAT = re.compile(r"([<>≤≥=~]?(?:\d{2,3}(?:[.,]\d)?[-–])?)(\d{2,3}(?:[.,]\d)?)([FC])")
_LAST_OF_RANGE = re.compile(r"\A[<>≤≥=~]*(?:\d+(?:\.\d+)? ?[-–] ?)?")
_FEVER_F, _FEVER_C = (90.0, 110.0), (34.0, 43.0)
_WORDS = {"+": "positive"}


def sign_in_brackets(written: str) -> tuple[str, str, str] | None:
    """Return what stands before "(-)" or "(+)", the word for it, and the mark behind; or None."""
    match = _SIGN_IN_BRACKETS.fullmatch(written)
    if match is None or (match[1] and not match[1][-1].isalnum() and match[1][-1] != ")"):
        return None
    return match[1], _WORDS.get(match[2], "negative"), match[3]


def usual(core: str, around: Around) -> str:
    """Return a token in the form that the other rules know ("1x10-4" is "1×10^-4").

    Args:
        core: in its normal form.
        around: what stands around it.
    """
    if "--" in core and core[0] != "-":
        core = _TYPED_DASH.sub("–", core)
    if match := _POWER_OF_TEN.fullmatch(core):
        power = (match[2] or match[3]).replace("−", "-")
        return f"{match[1]}×10^{power}{match[4]}"
    if match := _BARE_POWER.fullmatch(core):
        times = "" if "e" in core.lower() else "×"
        return f"{match[1]}{times}10^{match[2] or match[3]}{match[4]}"
    if match := _SPAN_OF_POWERS.fullmatch(core):
        return f"{match[1]}-{match[2]}×10^{match[3]}{match[4] or ''}"
    if match := _COUNTED_POWER.fullmatch(core):
        times = "×" if match[2] or match[3] else ""
        return f"{match[1]}{match[2] or ''}{times}10^{match[4]}{match[5] or ''}"
    if (match := _SCIENTIFIC.fullmatch(core)) and (match[3] or "." in match[2]):
        # "2E5" may be the number of a room.
        return f"{match[1]}{match[2]}×10^{match[3].replace('+', '')}{match[4]}{match[5]}"
    if (match := _LOST_POWER.fullmatch(core)) and (
        match[1] or _OF_RESIDUAL_DISEASE.search(around.context.text)
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


def temperature(core: str, around: Around) -> str | None:
    """Return how the "F" of "101 F" is said, or None."""
    if core in ("F", "C") and _is_fever(_LAST_OF_RANGE.sub("", around.before), core):
        return "degrees Fahrenheit" if core == "F" else "degrees Celsius"
    return None


def _is_fever(number: str, letter: str) -> bool:
    try:
        value = float(number.replace(",", "."))
    except ValueError:
        return False
    low, high = _FEVER_F if letter == "F" else _FEVER_C
    return low <= value <= high
