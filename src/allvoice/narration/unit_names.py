"""The units of measure, what each is called, and which can be compared."""

from __future__ import annotations

ALWAYS = {
    "mg": ("milligrams", "milligram"), "mcg": ("micrograms", "microgram"),
    "μg": ("micrograms", "microgram"), "ug": ("micrograms", "microgram"),
    "ng": ("nanograms", "nanogram"), "kg": ("kilograms", "kilogram"),
    "gm": ("grams", "gram"), "gms": ("grams", "gram"), "mgs": ("milligrams", "milligram"),
    "kgs": ("kilograms", "kilogram"), "mcgs": ("micrograms", "microgram"),
    "mL": ("milliliters", "milliliter"), "ml": ("milliliters", "milliliter"),
    "mLs": ("milliliters", "milliliter"), "mls": ("milliliters", "milliliter"),
    "dL": ("deciliters", "deciliter"), "dl": ("deciliters", "deciliter"),
    "μL": ("microliters", "microliter"), "μl": ("microliters", "microliter"),
    "uL": ("microliters", "microliter"), "mcL": ("microliters", "microliter"),
    "ul": ("microliters", "microliter"), "mcl": ("microliters", "microliter"),
    "fL": ("femtoliters", "femtoliter"),
    "mm": ("millimeters", "millimeter"), "cm": ("centimeters", "centimeter"),
    "μm": ("micrometers", "micrometer"), "km": ("kilometers", "kilometer"),
    "mm3": ("cubic millimeters", "cubic millimeter"),
    "cmm": ("cubic millimeters", "cubic millimeter"),
    "cumm": ("cubic millimeters", "cubic millimeter"),
    "cm3": ("cubic centimeters", "cubic centimeter"), "m3": ("cubic meters", "cubic meter"),
    "m2": ("square meters", "square meter"), "cm2": ("square centimeters", "square centimeter"),
    "mmol": ("millimoles", "millimole"), "μmol": ("micromoles", "micromole"),
    "umol": ("micromoles", "micromole"), "mcmol": ("micromoles", "micromole"),
    "micromol": ("micromoles", "micromole"), "nmol": ("nanomoles", "nanomole"),
    "pmol": ("picomoles", "picomole"), "μM": ("micromolar",) * 2, "uM": ("micromolar",) * 2,
    "mEq": ("milliequivalents", "milliequivalent"), "meq": ("milliequivalents", "milliequivalent"),
    "mOsm": ("milliosmoles", "milliosmole"), "mosm": ("milliosmoles", "milliosmole"),
    "mIU": ("milli international units", "milli international unit"),
    "μIU": ("micro international units", "micro international unit"),
    "uIU": ("micro international units", "micro international unit"),
    "kcal": ("kilocalories", "kilocalorie"), "Gy": ("gray", "gray"), "cGy": ("centigray",) * 2,
    "kPa": ("kilopascals", "kilopascal"),
    "lb": ("pounds", "pound"), "lbs": ("pounds", "pound"), "oz": ("ounces", "ounce"),
    "tsp": ("teaspoons", "teaspoon"), "tbsp": ("tablespoons", "tablespoon"),
    "Tsp": ("teaspoons", "teaspoon"), "Tbsp": ("tablespoons", "tablespoon"),
    "TSP": ("teaspoons", "teaspoon"), "TBSP": ("tablespoons", "tablespoon"),
    "tsps": ("teaspoons", "teaspoon"), "tbsps": ("tablespoons", "tablespoon"),
    "Tbs": ("tablespoons", "tablespoon"), "tbs": ("tablespoons", "tablespoon"),
    "mmHg": ("millimeters of mercury",) * 2, "°C": ("degrees Celsius",) * 2,
    "°F": ("degrees Fahrenheit",) * 2, "°": ("degrees", "degree"), "%": ("percent",) * 2,
}  # fmt: skip
"""Units that are nothing else, wherever they stand: what is said of several, and of one."""
BEHIND_NUMBER = {
    "g": ("grams", "gram"), "L": ("liters", "liter"), "l": ("liters", "liter"),
    "pg": ("picograms", "picogram"), "MG": ("milligrams", "milligram"),
    "MCG": ("micrograms", "microgram"), "KG": ("kilograms", "kilogram"),
    "ML": ("milliliters", "milliliter"), "nM": ("nanomolar",) * 2, "mM": ("millimolar",) * 2,
    "Kg": ("kilograms", "kilogram"), "OZ": ("ounces", "ounce"), "LB": ("pounds", "pound"),
    "LBS": ("pounds", "pound"),
    "cc": ("cubic centimeters", "cubic centimeter"),
    "CC": ("cubic centimeters", "cubic centimeter"),
    "ccs": ("cubic centimeters", "cubic centimeter"),
    "h": ("hours", "hour"), "hr": ("hours", "hour"), "hrs": ("hours", "hour"),
    "min": ("minutes", "minute"), "mins": ("minutes", "minute"), "sec": ("seconds", "second"),
    "secs": ("seconds", "second"), "ms": ("milliseconds", "millisecond"),
    "msec": ("milliseconds", "millisecond"), "d": ("days", "day"),
    "wk": ("weeks", "week"), "wks": ("weeks", "week"), "mo": ("months", "month"),
    "mos": ("months", "month"), "mth": ("months", "month"), "mths": ("months", "month"),
    "yr": ("years", "year"), "yrs": ("years", "year"), "y": ("years", "year"),
    "yo": ("years old", "year old"), "y.o": ("years old", "year old"),
    "y.o.": ("years old", "year old"), "m.o": ("months old", "month old"),
    "m.o.": ("months old", "month old"), "ft": ("feet", "foot"),
    "IU": ("international units", "international unit"),
    "IE": ("international units", "international unit"),
    "MU": ("million units",) * 2, "E": ("E",) * 2,
    "U": ("units", "unit"), "u": ("units", "unit"), "mU": ("milliunits", "milliunit"),
    "gtt": ("drops", "drop"), "gtts": ("drops", "drop"), "bpm": ("beats per minute",) * 2,
    "tab": ("tablets", "tablet"), "tabs": ("tablets", "tablet"),
    "cap": ("capsules", "capsule"), "caps": ("capsules", "capsule"),
    "am": ("a.m.",) * 2, "AM": ("a.m.",) * 2, "a.m": ("a.m.",) * 2, "a.m.": ("a.m.",) * 2,
    "pm": ("p.m.",) * 2, "PM": ("p.m.",) * 2, "p.m": ("p.m.",) * 2, "p.m.": ("p.m.",) * 2,
    "x": ("times", "time"), "X": ("times", "time"), "×": ("times", "time"),
}  # fmt: skip
"""Units that are words or abbreviations of something else where no number stands before. "m" is
not among them: it may be meters, minutes, months or millions. "K" is one in a laboratory only."""
TIMES = {
    "d": "day", "day": "day", "days": "days", "h": "hour", "hr": "hour", "hrs": "hours",
    "hour": "hour", "hours": "hours", "min": "minute", "minute": "minute", "minutes": "minutes",
    "mo": "month", "mos": "months", "month": "month", "months": "months", "week": "week",
    "weeks": "weeks", "wk": "week", "wks": "weeks", "year": "year", "years": "years",
    "yr": "year", "yrs": "years", "night": "night", "sec": "second",
}  # fmt: skip
"""What something is done in, or so often in: "3 doses/24 h"."""
PER_WORDS = frozenset(
    {"bag", "bottle", "box", "capsule", "cell", "course", "cycle", "dose", "ear", "eye", "item",
     "mile", "nostril", "pack", "side", "tablet", "vial", "visit"}
)  # fmt: skip
COUNTED = frozenset(
    {"beats", "breaths", "calories", "cells", "copies", "doses", "drops", "grams", "liters",
     "litres", "micrograms", "milligrams", "milliliters", "puff", "puffs", "spray", "sprays",
     "tablets", "times", "units"}
)  # fmt: skip
"""Words that may stand before "/" as units do."""
TIMES_OF_DAY = frozenset({"am", "AM", "a.m", "a.m.", "pm", "PM", "p.m", "p.m."})
DISSOLVED = frozenset(
    {
        "g",
        "gm",
        "mg",
        "mcg",
        "μg",
        "ug",
        "mEq",
        "meq",
        "mmol",
        "IU",
        "IE",
        "U",
        "u",
        "units",
        "MU",
        "E",
    }
)
LIQUID = frozenset({"mL", "ml", "dL", "dl", "L", "l"})
AREAS = frozenset({"m2"})
SAME_MEASURE = (
    {"ng": 1e-9, "mcg": 1e-6, "μg": 1e-6, "ug": 1e-6, "mg": 1e-3, "mgs": 1e-3, "g": 1.0,
     "gm": 1.0, "gms": 1.0, "kg": 1e3, "oz": 28.35, "lb": 453.6, "lbs": 453.6},
    {"mcL": 1e-6, "μL": 1e-6, "uL": 1e-6, "mL": 1e-3, "ml": 1e-3, "mls": 1e-3, "cc": 1e-3,
     "dL": 0.1, "dl": 0.1, "L": 1.0, "l": 1.0, "tsp": 5e-3, "tbsp": 15e-3},
    {"sec": 1.0, "min": 60.0, "mins": 60.0, "minutes": 60.0, "h": 3600.0, "hr": 3600.0,
     "hrs": 3600.0, "hour": 3600.0, "hours": 3600.0, "d": 86_400.0, "day": 86_400.0,
     "days": 86_400.0, "wk": 604_800.0, "wks": 604_800.0, "week": 604_800.0, "weeks": 604_800.0,
     "mo": 2_629_800.0, "month": 2_629_800.0, "months": 2_629_800.0, "yr": 31_557_600.0,
     "yrs": 31_557_600.0, "year": 31_557_600.0, "years": 31_557_600.0},
    {"mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3},
)  # fmt: skip
"""Units of one measure, each with how large it is: of two amounts the larger is known."""
