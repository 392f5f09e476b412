"""How numbers, units, ranges, fractions, dates and telephone numbers are said."""

from __future__ import annotations

import re

from allvoice.narration.signs import NAMES

_UNITS = {
    "mg": ("milligrams", "milligram"), "mcg": ("micrograms", "microgram"),
    "μg": ("micrograms", "microgram"), "ug": ("micrograms", "microgram"),
    "ng": ("nanograms", "nanogram"), "kg": ("kilograms", "kilogram"),
    "mL": ("milliliters", "milliliter"), "ml": ("milliliters", "milliliter"),
    "dL": ("deciliters", "deciliter"), "μL": ("microliters", "microliter"),
    "uL": ("microliters", "microliter"), "mm": ("millimeters", "millimeter"),
    "cm": ("centimeters", "centimeter"), "mm3": ("cubic millimeters", "cubic millimeter"),
    "m2": ("square meters", "square meter"), "mmol": ("millimoles", "millimole"),
    "mEq": ("milliequivalents", "milliequivalent"), "lb": ("pounds", "pound"),
    "lbs": ("pounds", "pound"), "oz": ("ounces", "ounce"), "tsp": ("teaspoons", "teaspoon"),
    "tbsp": ("tablespoons", "tablespoon"), "mmHg": ("millimeters of mercury",) * 2,
    "°C": ("degrees Celsius",) * 2, "°F": ("degrees Fahrenheit",) * 2,
    "°": ("degrees", "degree"), "%": ("percent",) * 2,
}  # fmt: skip
_UNITS_AFTER_NUMBER = {
    "g": ("grams", "gram"), "L": ("liters", "liter"), "l": ("liters", "liter"),
    "m": ("meters", "meter"), "h": ("hours", "hour"), "hr": ("hours", "hour"),
    "hrs": ("hours", "hour"), "min": ("minutes", "minute"),
    "IU": ("international units", "international unit"), "U": ("units", "unit"),
}  # fmt: skip
"""Units that are words or abbreviations of something else where no number stands before."""
_PER = ("day", "dose", "week", "month", "year", "hour", "minute", "tablet", "d", "wk", "cell")
_COUNTED = ("units", "cells", "tablets", "doses")
_PER_NAMES = {"d": "day", "wk": "week"}

_NUMBER = r"\d+(?:[.,]\d+)*"
_AMOUNT = re.compile(
    rf"([<>≤≥=≈~±-]?)([$€£]?)(\d+\^-?\d+|(?:\d+ )?\d+/\d+(?![\d/])|{_NUMBER})(\+?)(.*)", re.DOTALL
)
_SLASHED = re.compile(r"(?:(\d+) )?(\d+)/(\d+)")
_RANGE = re.compile(rf"(\$?(?:(?:\d+ )?\d+/\d+|{_NUMBER}))([^\d\s–—-]{{0,4}})[-–—](?=[$\d])")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_PHONE = re.compile(r"\+?(?:1[-.])?(?:\(?\d{3}\)?[-.])?\d{3}[-.]\d{4}")
_EVERY = re.compile(r"[qQ](\d+)(?:[-–](\d+))?[hH]")
_HAS_DIGIT = re.compile(r"\d")
_DIALLED = frozenset({"call", "dial", "text", "phone"})
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PARTS = {
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth",
}  # fmt: skip
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def quantity(core: str, before: str) -> str | None:
    """Return how a token that measures something is said, or None when it does not.

    Args:
        core: one written token in its normal form, without the punctuation around it.
        before: the token before it.
    """
    after_number = bool(re.fullmatch(rf"[<>≤≥=≈~±$-]*(?:{_NUMBER}|\d+/\d+)", before))
    if not _HAS_DIGIT.search(core):
        return _units(core, single=before == "1", after_number=after_number)
    if match := _EVERY.fullmatch(core):
        last = f" to {match[2]}" if match[2] else ""
        return f"every {match[1]}{last} hours"
    if core == "24/7":
        return "24 7"
    if core == "911" or (len(core) == 3 and core.isdecimal() and before.lower() in _DIALLED):
        return " ".join(core)
    return (
        _date(core)
        or _phone(core)
        or _range(core)
        or _amount(core, after_number=after_number)
        or _units(core, single=before == "1", after_number=after_number)
    )


def _units(written: str, *, single: bool, after_number: bool) -> str | None:
    first, *others = written.split("/")
    names = []
    if first:
        known = _UNITS.get(first) or (_UNITS_AFTER_NUMBER.get(first) if after_number else None)
        if known is None and others and first in _COUNTED:
            known = (first, first.removesuffix("s"))
        if known is None and others:
            known = _UNITS_AFTER_NUMBER.get(first)
        if known is None:
            return None
        names.append(known[1] if single else known[0])
    for other in others:
        known = _UNITS.get(other) or _UNITS_AFTER_NUMBER.get(other)
        if known is None and other not in _PER:
            return None
        names.append("per " + (known[1] if known else _PER_NAMES.get(other, other)))
    return " ".join(names) or None


def _amount(core: str, *, after_number: bool = False) -> str | None:
    match = _AMOUNT.fullmatch(core)
    if match is None:
        return None
    sign, currency, number, plus, rest = match.groups()
    whole_and_part = _SLASHED.fullmatch(number)
    single = number == "1" or (whole_and_part is not None and whole_and_part[1] is None)
    # "A 10-mg tablet" is one of 10 milligram.
    single = single or rest.startswith("-")
    unit = _units(rest.removeprefix("-"), single=single, after_number=True) if rest else ""
    if unit is None or (plus and rest):
        return None
    if whole_and_part is not None:
        said = _fraction(*whole_and_part.groups())
        if after_number and not sign and " over " not in said:
            said = "and " + said
    elif "^" in number:
        base, _, power = number.partition("^")
        base = "ten" if base == "10" else base
        said = f"{base} to the power {power.replace('-', 'minus ')}"
    else:
        said = number
    before = "minus" if sign == "-" else NAMES.get(sign, "")
    money = NAMES.get(currency, "")
    if money and number == "1":
        money = money.removesuffix("s")
    return " ".join(part for part in (before, said, "plus" if plus else "", money, unit) if part)


def _fraction(whole: str | None, over: str, under: str) -> str:
    top, bottom = int(over), int(under)
    name = _PARTS.get(bottom) if 0 < top < bottom else None
    if name is None:
        part = f"{over} over {under}"
    elif top == 1:
        part = f"one {name}"
    else:
        part = f"{_ONES[top]} {name}s"
    return f"{whole} and {part}" if whole else part


def _range(core: str) -> str | None:
    match = _RANGE.match(core)
    if match is None:
        return None
    last = _amount(core[match.end() :])
    first = _amount(match[1] + match[2])
    return f"{first} to {last}" if first and last else None


def _date(core: str) -> str | None:
    match = _DATE.fullmatch(core)
    if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    return f"{_MONTHS[int(match[2]) - 1]} {int(match[3])}, {match[1]}"


def _phone(core: str) -> str | None:
    if not _PHONE.fullmatch(core):
        return None
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", core))
