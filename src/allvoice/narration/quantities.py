"""How numbers, ranges, fractions, money, dates and telephone numbers are said.

A dose, a range or a threshold is said whole or by the names of its signs: never in part.
"""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.signs import NAMES, normal, numeral
from allvoice.narration.units import NAMES as UNIT_NAMES
from allvoice.narration.units import THOUSANDS, begins_measure, is_unit, units
from allvoice.narration.words import numbers_things

NUMBER = r"\d+(?:[.,:']\d+)*"
FRACTION = r"(?:\d+ )?\d+/\d+(?![\d/.,])"
_POWER = r"\d+\^-?\d+"
_AMOUNT = re.compile(
    rf"([<>≤≥=≈~±#]?)(-?)([$€£]?)(?:({NUMBER})?[xX×](?={_POWER}))?"
    rf"({_POWER}|{FRACTION}|{NUMBER})(\+?)(.*)",
    re.DOTALL,
)
SLASHED = re.compile(r"(?:(\d+) )?(\d+)/(\d+)")
_ENDS_IN_NUMBER = re.compile(rf"(?:.*[^\w.,])?(?:{NUMBER}|{FRACTION})", re.DOTALL)
_ONE = re.compile(r"(?:.*[^\w.,])?1", re.DOTALL)
_PACKED = frozenset({"tab", "tabs", "cap", "caps"})
_UNITS_OF_LETTERS = frozenset({*UNIT_NAMES, *THOUSANDS, *_PACKED, "fl"})
_FIGURES = "<>≤≥=~≈0123456789.,"
_TIMES_SIGN = frozenset({"x", "X", "×"})
_DOSES = re.compile(
    r"\d+(?:[.,]\d+)* ?(?:mg|mcg|μg|ug|g|gm|mL|ml|mmol|mEq|IU|units?|U|milligrams?|"
    r"micrograms?|milliliters?|grams?)(?!\w)"
)
_LENGTHS = re.compile(r"[\d.,]+ ?(?:[xX×] ?[\d.,]+ ?)?(?:mm|cm|m|ft|inch(?:es)?)\b")
_SO_MANY = re.compile(rf"(\d+(?:\.\d+)?)[xX×]({NUMBER}(?:\D.*)?)", re.DOTALL)
_IN_BRACKETS = re.compile(r"(\d[^\s()]*)\((\d[^\s()]*)\)([.,;:!?]?)")
_COUNTS_DOWN = re.compile(r"\d(?:.*\d)?", re.DOTALL)
_DATED = frozenset({"on", "since", "dated", "due", "day", "week", "cycle", "room", "arm"})
_PARTS = {2: "half", 3: "third", 4: "quarter"}
_ONES = ("zero", "one", "two", "three")
_LONG_NUMBER = re.compile(r"\d{16,}|\d{1,3}(?:,\d{3}){6,}")
_BIG = re.compile(r"(?:thousand|million|billion|trillion)\b")


def round_the_clock(core: str, _: Around) -> str | None:
    """Return how "24/7" is said, or None."""
    return "24 7" if core == "24/7" else None


def unit(core: str, around: Around) -> str | None:
    """Return how a unit that stands alone is said, or None."""
    if core.isalpha() and core not in _UNITS_OF_LETTERS:
        return None
    before = around.before
    parts = SLASHED.fullmatch(before)
    single = bool(_ONE.fullmatch(before)) or (parts is not None and parts[1] is None)
    after_number = ends_in_number(before)
    if core in _PACKED and not after_number:
        # "20mg tab", "2.5 mg tabs".
        after_number = before != "" and is_unit(before.lstrip(_FIGURES))
        single = not core.endswith("s")
    return _measured(core, around, single=single, after_number=after_number)


def _measured(
    written: str, around: Around, *, single: bool, after_number: bool = True
) -> str | None:
    """Return how the unit of a number is said, or None."""
    if written == "fl" and after_number and around.after[:2].lower() == "oz":
        return "fluid"
    if written in THOUSANDS and after_number and around.context.is_laboratory:
        # "Na 138 K 3.9": that K is potassium.
        return None if around.after[:1].isdecimal() else "thousand"
    first, slash, number = written.rpartition("/")
    if slash and number.isdecimal() and begins_measure(first.split("/")[0], around.after):
        # "4 g/24 h"
        said = units(first, single=single, after_number=after_number) if first else ""
        return None if said is None else f"{said} per {number}".strip()
    return units(written, single=single, after_number=after_number)


def ends_in_number(before: str) -> bool:
    """Return whether a token ends in a number that stands for itself."""
    return bool(_ENDS_IN_NUMBER.fullmatch(before))


def times(core: str, around: Around) -> str | None:
    """Return how the "x" of "3 x daily" or of "2 x 50 mg" is said, or None."""
    if core not in _TIMES_SIGN or not around.before[-1:].isdecimal():
        return None
    if _DOSES.match(around.after):
        return "of"
    if _LENGTHS.match(around.after):
        return "by"
    return "times" if core != "×" else None


def so_many(core: str, around: Around) -> str | None:
    """Return how "2x50mg" is said, or None."""
    match = _SO_MANY.fullmatch(core)
    if match is None:
        return None
    if _LENGTHS.fullmatch(match[2]) or _LENGTHS.match(f"{match[2]} {around.after}"):
        sides = re.split("[xX×]", match[1] + "×" + match[2])
        last = amount(sides[-1], around.beside(after=around.after))
        return " by ".join([*sides[:-1], last]) if last else None
    if not _DOSES.fullmatch(match[2]):
        return None
    measured = amount(match[2], around.beside(after=around.after))
    return f"{match[1]} of {measured}" if measured else None


def amount_in_brackets(written: str, around: Around) -> str | None:
    """Return how "0.6mL(3mg)" is said, or None."""
    match = _IN_BRACKETS.fullmatch(written)
    if match is None:
        return None
    outside, inside = (amount(normal(each), around.beside()) for each in match.groups()[:2])
    return f"{outside}, {inside}{match[3]}" if outside and inside else None


def amount(core: str, around: Around) -> str | None:
    """Return how a number is said, with its unit, or None."""
    match = _AMOUNT.fullmatch(core)
    if match is None:
        return None
    sign, minus, currency, times, number, plus, rest = match.groups()
    slashed = SLASHED.fullmatch(number)
    if slashed and (numbers_things(around.before) or around.before.lower() in _DATED):
        # "Grade 3/4" is no three quarters, "on 3/4" a day.
        return None
    if plus and rest:
        return None
    # "5 -7 -9": whatever that is, nothing is taken away.
    dash = "dash" if _COUNTS_DOWN.fullmatch(around.before) else "minus"
    single = number == "1" or (slashed is not None and slashed[1] is None)
    # "A 10-mg tablet" is one of 10 milligram.
    single = single or rest.startswith("-")
    measure = _measured(rest.removeprefix("-"), around, single=single) if rest else ""
    if measure is None:
        return None
    if slashed:
        said = fraction(*slashed.groups())
        behind = ":" not in around.before and ends_in_number(around.before)
        if not sign and " over " not in said and behind:
            said = "and " + said
    elif "^" in number:
        base, _, power = number.partition("^")
        said = f"{'ten' if base == '10' else base} to the power {power.replace('-', 'minus ')}"
        if times is not None or "x" in core[: match.start(5)].lower() or "×" in core:
            said = f"{numeral(times)} times {said}" if times else f"times {said}"
    else:
        said = numeral(number)
    if currency:
        said = _money(said, currency, big=bool(_BIG.match(around.after)))
    parts = (NAMES.get(sign, ""), dash if minus else "", said, "plus" if plus else "", measure)
    return " ".join(part for part in parts if part)


def _money(number: str, currency: str, *, big: bool) -> str:
    if big:
        return number
    name = NAMES[currency]
    part = "pence" if currency == "£" else "cents"
    whole, _, small = number.partition(".")
    if len(small) == 2 and whole.replace(",", "").isdecimal():
        parts = [f"{whole} {name.removesuffix('s') if whole == '1' else name}"]
        parts = [] if whole == "0" and small != "00" else parts
        if small != "00":
            parts.append(f"{int(small)} {'cent' if small == '01' and part == 'cents' else part}")
        return " and ".join(parts)
    return f"{number} {name.removesuffix('s') if number == '1' else name}"


def fraction(whole: str | None, over: str, under: str) -> str:
    """Return how a fraction is said, with the whole number before it."""
    top, bottom = int(over), int(under)
    name = _PARTS.get(bottom) if 0 < top < bottom else None
    if top == 1 and bottom == 8:
        part = "one eighth"
    elif name is None:
        part = f"{over} over {under}"
    else:
        part = f"{_ONES[top]} {name}{'s' if top > 1 else ''}"
    return f"{whole} and {part}" if whole else part


def long_number(core: str, _: Around) -> str | None:
    """Return a number that nobody counts with, four digits at a time, or None.

    Voices have no words for the largest.
    """
    if not _LONG_NUMBER.fullmatch(core):
        return None
    digits = core.replace(",", "")
    groups = (digits[start : start + 4] for start in range(0, len(digits), 4))
    return ", ".join(" ".join(group) for group in groups)
