"""How units of measure are said."""

from __future__ import annotations

import re

_UNITS = {
    "mg": ("milligrams", "milligram"), "mcg": ("micrograms", "microgram"),
    "μg": ("micrograms", "microgram"), "ug": ("micrograms", "microgram"),
    "ng": ("nanograms", "nanogram"), "kg": ("kilograms", "kilogram"),
    "mL": ("milliliters", "milliliter"), "ml": ("milliliters", "milliliter"),
    "dL": ("deciliters", "deciliter"), "dl": ("deciliters", "deciliter"),
    "μL": ("microliters", "microliter"), "μl": ("microliters", "microliter"),
    "uL": ("microliters", "microliter"), "mcL": ("microliters", "microliter"),
    "mm": ("millimeters", "millimeter"), "cm": ("centimeters", "centimeter"),
    "μm": ("micrometers", "micrometer"), "km": ("kilometers", "kilometer"),
    "mm3": ("cubic millimeters", "cubic millimeter"),
    "cm3": ("cubic centimeters", "cubic centimeter"), "m3": ("cubic meters", "cubic meter"),
    "m2": ("square meters", "square meter"), "cm2": ("square centimeters", "square centimeter"),
    "mmol": ("millimoles", "millimole"), "μmol": ("micromoles", "micromole"),
    "nmol": ("nanomoles", "nanomole"), "mEq": ("milliequivalents", "milliequivalent"),
    "kcal": ("kilocalories", "kilocalorie"), "Gy": ("gray", "gray"), "cGy": ("centigray",) * 2,
    "lb": ("pounds", "pound"), "lbs": ("pounds", "pound"), "oz": ("ounces", "ounce"),
    "tsp": ("teaspoons", "teaspoon"), "tbsp": ("tablespoons", "tablespoon"),
    "mmHg": ("millimeters of mercury",) * 2, "°C": ("degrees Celsius",) * 2,
    "°F": ("degrees Fahrenheit",) * 2, "°": ("degrees", "degree"), "%": ("percent",) * 2,
}  # fmt: skip
_UNITS_AFTER_NUMBER = {
    "g": ("grams", "gram"), "L": ("liters", "liter"), "l": ("liters", "liter"),
    "h": ("hours", "hour"), "hr": ("hours", "hour"), "hrs": ("hours", "hour"),
    "min": ("minutes", "minute"), "mins": ("minutes", "minute"), "sec": ("seconds", "second"),
    "wk": ("weeks", "week"), "wks": ("weeks", "week"), "yr": ("years", "year"),
    "yrs": ("years", "year"), "IU": ("international units", "international unit"),
    "U": ("units", "unit"), "tab": ("tablets", "tablet"), "tabs": ("tablets", "tablet"),
    "am": ("a.m.",) * 2, "AM": ("a.m.",) * 2, "a.m": ("a.m.",) * 2, "a.m.": ("a.m.",) * 2,
    "pm": ("p.m.",) * 2, "PM": ("p.m.",) * 2, "p.m": ("p.m.",) * 2, "p.m.": ("p.m.",) * 2,
    "x": ("times", "time"), "X": ("times", "time"), "×": ("times", "time"),
}  # fmt: skip
"""Units that are words or abbreviations of something else where no number stands before. "m" is
not among them: it may be meters, minutes, months or millions."""
_PER_NAMES = {"d": "day", "wk": "week", "hr": "hour", "h": "hour", "min": "minute"}
_PER_WORDS = "day dose week month year hour minute tablet d wk hr h min cell visit cycle night"
_PER = frozenset(_PER_WORDS.split())
_COUNTED = frozenset({"units", "cells", "tablets", "doses", "times"})
_TIMES_OF_DAY = frozenset({"am", "AM", "a.m", "a.m.", "pm", "PM", "p.m", "p.m."})
_DISSOLVED = frozenset({"g", "mg", "mcg", "μg", "ug", "mEq", "mmol", "IU", "U"})
_LIQUID = frozenset({"mL", "ml", "dL", "dl", "L", "l"})
NAMES = frozenset({*_UNITS, *_UNITS_AFTER_NUMBER, *_PER_NAMES})
_FIRST_UNIT = re.compile(r"[^\W\d_.]+(?:\.m\.?)?|[%°][CF]?")


def units(written: str, *, single: bool = False, after_number: bool = True) -> str | None:
    """Return how one or more units ("mg/kg/day") are said, or None when one is not known.

    Args:
        written: in its normal form.
        single: one of it, or a part of one.
        after_number: a number stands before it.
    """
    first, *others = written.replace("m^2", "m2").split("/")
    names = []
    if first:
        if first.endswith("^-1"):
            others.insert(0, first.removesuffix("^-1"))
        else:
            known = _UNITS.get(first)
            if known is None and (after_number or others):
                known = _UNITS_AFTER_NUMBER.get(first)
            if known is None and others and first in _COUNTED:
                known = (first, first.removesuffix("s"))
            if known is None:
                return None
            names.append(known[1] if single else known[0])
    for other in others:
        if other in _PER:
            names.append("per " + _PER_NAMES.get(other, other))
            continue
        per = _UNITS.get(other) or _UNITS_AFTER_NUMBER.get(other)
        if per is None or other in _TIMES_OF_DAY:
            return None
        names.append("per " + per[1])
    return " ".join(names) or None


def is_in_liquid(unit: str, other: str) -> bool:
    """Return whether one unit is of a medicine and the other of the liquid it is in."""
    return unit in _DISSOLVED and other in _LIQUID


def is_unit(written: str) -> bool:
    """Return whether a token is a unit wherever a number stands before it."""
    return bool(written) and units(written) is not None


def first_unit(text: str) -> str:
    """Return the unit a text begins with, or nothing."""
    found = _FIRST_UNIT.match(text.lstrip())
    return found[0] if found and is_unit(found[0]) else ""


def same_unit(first: str, later_text: str) -> bool:
    """Return whether a text begins with the same unit, or with a time of day as the first is."""
    found = _FIRST_UNIT.match(later_text.lstrip())
    if found is None:
        return False
    return found[0] == first or (found[0] in _TIMES_OF_DAY and first in _TIMES_OF_DAY)
