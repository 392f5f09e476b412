"""How single written tokens are said. Whole tokens only; what no rule is sure of is left plain."""

from __future__ import annotations

import re

_WHOLE = {
    "vs.": "versus", "vs": "versus", "e.g.": "for example", "e.g.,": "for example,",
    "i.e.": "that is", "Dr.": "Doctor", "and/or": "and or", "24/7": "24 7",
    "PRN": "as needed", "PO": "by mouth", "BID": "twice a day", "TID": "three times a day",
    "QID": "four times a day", "mg/m²": "milligrams per square meter",
    "mg/m2": "milligrams per square meter", "mg": "milligrams", "mcg": "micrograms",
    "µg": "micrograms", "mL": "milliliters", "ml": "milliliters", "°F": "degrees Fahrenheit",
    "°C": "degrees Celsius", "Ph+": "P H positive", "Ph-like": "P H like", "CAR-T": "car T",
    "CAR": "car", "1/2": "one half", "1/4": "one quarter", "3/4": "three quarters",
    "½": "one half", "¼": "one quarter", "¾": "three quarters", "911": "9 1 1", "&": "and",
}  # fmt: skip
_SAID_AS_WORDS = frozenset({"FISH", "AIDS", "NASA", "I", "A", "OK"})
_SYMBOLS = {
    "<": "less than", ">": "greater than", "≤": "at most", "≥": "at least", "=": "equals",
    "±": "plus or minus", "×": "times", "%": "percent", "+": "plus", "@": "at", "#": "number",
    "~": "about", "°": "degrees", "µ": "micro", "^": "to the power of", "→": "to", "*": "star",
    "_": "underscore", "\\": "backslash", "|": "bar", "&": "and",
}  # fmt: skip
_SILENT = dict.fromkeys(map(ord, '[]{}`"“”«»•'), None)
_MAIN = re.compile(r"^([(\[{\"'“‘*_]*)(.*?)([)\]}\"'”’*_.,;:!?…—–]*)$", re.DOTALL)
_LINK = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_MAIL = re.compile(r"^[^\s@]+@[^\s@]+\.[^\s@]+$")
_RANGE = re.compile(r"^(\d[\d.,]*)[-–—](\d[\d.,]*)(%?)$")
_EVERY = re.compile(r"^q(\d+)h$")
_CAPITALS = re.compile(r"^(?:[A-Z]{2,5})(?:s|'s)?$")
_DATE = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")
_PHONE = re.compile(r"^\d{3}-\d{3}-\d{4}$|^1-\d{3}-\d{3}-\d{4}$")
_POWER = re.compile(r"^10\^(\d+)/L$")
_COUNT = re.compile(r"^([<>≤≥]?)(\d[\d.,]*)/[µu]L$")
_TEMPERATURE = re.compile(r"^(\d[\d.]*)°([FC])$")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ENDINGS = ".,;:!?…"


def spoken(written: str, *, shouting: bool = False) -> str:
    """Return how one token without white space is said; may be empty for pure decoration.

    Args:
        written: as displayed.
        shouting: the whole sentence is in capitals, so capitals mean nothing.
    """
    if written in _WHOLE:
        return _WHOLE[written]
    if written in "—–-…":
        return ","
    match = _MAIN.match(written)
    core, tail = (match[2], match[3]) if match else (written, "")
    while core and tail and core + tail[0] in _WHOLE:
        core, tail = core + tail[0], tail[1:]
    if not core:
        return ""
    ending = next((mark for mark in tail if mark in _ENDINGS), "")
    if not ending and any(mark in "—–" for mark in tail):
        ending = ","
    said = _core(core, shouting)
    said = " ".join(said.translate(_SILENT).split())
    return said + ending.replace("…", ".") if said else ""


def _core(core: str, shouting: bool) -> str:
    if core in _WHOLE:
        return _WHOLE[core]
    if _LINK.match(core):
        return "link"
    if _MAIL.match(core):
        return "e-mail address"
    if match := _RANGE.match(core):
        return f"{match[1]} to {match[2]}{' percent' if match[3] else ''}"
    if match := _EVERY.match(core):
        return f"every {match[1]} hours"
    if (match := _DATE.match(core)) and 1 <= int(match[2]) <= 12:
        return f"{_MONTHS[int(match[2]) - 1]} {int(match[3])}, {match[1]}"
    if _PHONE.match(core):
        return ", ".join(" ".join(group) for group in core.split("-"))
    if match := _POWER.match(core):
        return f"ten to the power {match[1]} per liter"
    if match := _COUNT.match(core):
        return f"{_SYMBOLS[match[1]] if match[1] else ''} {match[2]} per microliter"
    if match := _TEMPERATURE.match(core):
        return f"{match[1]} degrees {'Fahrenheit' if match[2] == 'F' else 'Celsius'}"
    if not shouting and _CAPITALS.match(core) and core not in _SAID_AS_WORDS:
        letters = core.rstrip("s").rstrip("'")
        return " ".join(letters) + ("s" if core.endswith("s") else "")
    return _symbols(core)


def _symbols(core: str) -> str:
    out = []
    for mark in core:
        if mark in _SYMBOLS:
            out.append(f" {_SYMBOLS[mark]} ")
        elif mark == "/":
            out.append(" slash ")
        elif mark in "—–":
            out.append(", ")
        elif mark.isprintable():
            out.append(mark)
    return "".join(out)
