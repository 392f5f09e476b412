"""How numbers, ranges, fractions, money, dates and telephone numbers are said.

A dose, a range or a threshold is said whole or by the names of its signs: never in part.
"""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.signs import NAMES, numeral
from allvoice.narration.units import is_unit, same_unit, units
from allvoice.narration.words import numbers_things

_NUMBER = r"\d+(?:[.,:']\d+)*"
_FRACTION = r"(?:\d+ )?\d+/\d+(?![\d/.,])"
_POWER = r"\d+\^-?\d+"
_AMOUNT = re.compile(
    rf"([<>≤≥=≈~±]?)(-?)([$€£]?)(?:({_NUMBER})?[xX×](?={_POWER}))?"
    rf"({_POWER}|{_FRACTION}|{_NUMBER})(\+?)(.*)",
    re.DOTALL,
)
_SLASHED = re.compile(r"(?:(\d+) )?(\d+)/(\d+)")
_RANGE = re.compile(
    rf"([<>≤≥=≈~]?-?[$€£]?)({_FRACTION}|{_NUMBER})([^\d\s–—-]{{0,4}})[-–—]"
    rf"(-?[$€£]?)({_FRACTION}|{_NUMBER})(.*)",
    re.DOTALL,
)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YEARS = re.compile(r"(?:19|20)\d\d[-–]\d\d")
_PHONE = re.compile(r"\+?(?:1[-.])?(?:\(?\d{3}\)?[-.])\d{3}[-.]\d{4}")
_LOCAL_PHONE = re.compile(r"(\d{3})[-.](\d{4})")
_WORD_AFTER = re.compile(r"-([^\W\d_].*)", re.DOTALL)
_DIALLED = frozenset({"call", "dial", "text", "phone", "fax"})
_COUNTED_AFTER = re.compile(
    r"(?:calories|cells|copies|doses|patients|people|steps|tablets|times|units)\b"
)
_ENDS_IN_NUMBER = re.compile(rf"(?:.*[^\w.,])?(?:{_NUMBER}|{_FRACTION})", re.DOTALL)
_LAST_NUMBER = re.compile(rf"(?<![\w.,])({_NUMBER})$")
_NEXT_NUMBER = re.compile(rf"[$€£]?({_NUMBER})(?!\d|/\d|\^|[.,]\d)")
_DATED = frozenset({"on", "since", "dated", "due", "day", "week", "cycle", "room", "arm"})
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PARTS = {2: "half", 3: "third", 4: "quarter"}
_ONES = ("zero", "one", "two", "three")
_LONG_NUMBER = re.compile(r"\d{16,}|\d{1,3}(?:,\d{3}){6,}")
_BIG = re.compile(r"(?:thousand|million|billion|trillion)\b")


def round_the_clock(core: str, _: Around) -> str | None:
    """Return how "24/7" is said, or None."""
    return "24 7" if core == "24/7" else None


def short_telephone(core: str, around: Around) -> str | None:
    """Return the digits of 911, or of three digits behind "call", or None."""
    if core == "911" or (len(core) == 3 and core.isdecimal() and around.before.lower() in _DIALLED):
        return " ".join(core)
    return None


def unit(core: str, around: Around) -> str | None:
    """Return how a unit that stands alone is said, or None."""
    before = around.before
    parts = _SLASHED.fullmatch(before)
    single = before == "1" or (parts is not None and parts[1] is None)
    return units(core, single=single, after_number=_ends_in_number(before))


def _ends_in_number(before: str) -> bool:
    return bool(_ENDS_IN_NUMBER.fullmatch(before))


def dash_between(dash: str, around: Around) -> str:
    """Return what a dash with space around it means between two things: a word or a pause."""
    coming = _NEXT_NUMBER.match(around.after)
    if dash == "−":
        return "minus" if around.after[:1].isdecimal() else ","
    if coming is None:
        return ","
    last = _LAST_NUMBER.search(around.before)
    if last is not None:
        if len(last[1]) == 3 and len(coming[1]) == 4 and last[1].isdecimal():
            return ","
        return "to" if _value(last[1]) < _value(coming[1]) else ","
    measure = around.before.lstrip("<>≤≥=~≈0123456789.,")
    return "to" if is_unit(measure) and same_unit(measure, around.after[coming.end() :]) else ","


def amount(core: str, around: Around) -> str | None:
    """Return how a number is said, with its unit, or None."""
    match = _AMOUNT.fullmatch(core)
    if match is None:
        return None
    sign, minus, currency, times, number, plus, rest = match.groups()
    slashed = _SLASHED.fullmatch(number)
    if slashed and (numbers_things(around.before) or around.before.lower() in _DATED):
        # "Grade 3/4" is no three quarters, "on 3/4" a day.
        return None
    if plus and rest:
        return None
    single = number == "1" or (slashed is not None and slashed[1] is None)
    # "A 10-mg tablet" is one of 10 milligram.
    single = single or rest.startswith("-")
    measure = units(rest.removeprefix("-"), single=single) if rest else ""
    if measure is None:
        return None
    if slashed:
        said = _fraction(*slashed.groups())
        if not sign and " over " not in said and _ends_in_number(around.before):
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
    parts = (NAMES.get(sign, ""), "minus" if minus else "", said, "plus" if plus else "", measure)
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


def _fraction(whole: str | None, over: str, under: str) -> str:
    top, bottom = int(over), int(under)
    name = _PARTS.get(bottom) if 0 < top < bottom else None
    if top == 1 and bottom == 8:
        part = "one eighth"
    elif name is None:
        part = f"{over} over {under}"
    else:
        part = f"{_ONES[top]} {name}{'s' if top > 1 else ''}"
    return f"{whole} and {part}" if whole else part


def span(core: str, _: Around) -> str | None:
    """Return how a range of two numbers is said, or None."""
    match = _RANGE.fullmatch(core)
    if match is None:
        return None
    sign, first, first_unit, last_sign, last, rest = match.groups()
    alone = Around()
    first_said = amount(sign + first + first_unit, alone)
    ending = ""
    if word := _WORD_AFTER.fullmatch(rest):
        # "12-18-month": what is measured follows as a word.
        rest, ending = "", " " + (units(word[1], single=True) or word[1])
        if not ending[1:].replace("-", "").replace(" ", "").isalpha():
            return None
    last_said = amount(last_sign + last + rest, alone)
    if first_said is None or last_said is None:
        return None
    if not sign and not first_unit and not last_sign and _is_mixed(first, last):
        whole = amount(f"{first} {last}{rest}", alone)
        return whole + ending if whole else None
    minus_first, minus_last = "-" in sign, "-" in last_sign
    rising = _value(first, minus_first) < _value(last, minus_last)
    # A unit of its own on each side: not comparable by the figures.
    rising = rising or (first_unit != "" and rest != "" and not rest.startswith(first_unit))
    if _YEARS.fullmatch(core):
        # "2004-06" may be a month.
        rising = int(last) > 12 or last == "00"
    return f"{first_said} {'to' if rising else 'dash'} {last_said}{ending}"


def _is_mixed(first: str, last: str) -> bool:
    """Return whether "1-1/2" is one and a half: a range would not fall from 1 to a half."""
    match = _SLASHED.fullmatch(last)
    return bool(
        match
        and match[1] is None
        and first.isdecimal()
        and int(first) > 0
        and 0 < int(match[2]) < int(match[3])
    )


def _value(number: str, minus: bool = False) -> float:
    if match := _SLASHED.fullmatch(number):
        value = int(match[1] or 0) + int(match[2]) / max(1, int(match[3]))
    else:
        plain = re.sub(r"[,']", "", number.replace(":", "."))
        whole, _, part = plain.partition(".")
        value = float(f"{whole}.{part.replace('.', '') or 0}")
    return -value if minus else value


def date(core: str, _: Around) -> str | None:
    """Return how a date of the form 2026-11-29 is said, or None."""
    match = _DATE.fullmatch(core)
    if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    return f"{_MONTHS[int(match[2]) - 1]} {int(match[3])}, {match[1]}"


def telephone(core: str, around: Around) -> str | None:
    """Return a telephone number digit by digit, or None."""
    if local := _LOCAL_PHONE.fullmatch(core):
        if "." in core and around.before.lower() not in _DIALLED:
            return None
        # "500-1000 mL" has the shape of a telephone number.
        coming = re.match(r"\S*", around.after)
        measure = coming[0].rstrip(".,;:!?)") if coming else ""
        round_ones = local[1].endswith("0") and local[2].endswith("00")
        if round_ones or is_unit(measure) or _COUNTED_AFTER.match(around.after):
            return None
    elif not _PHONE.fullmatch(core):
        return None
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", core))


def long_number(core: str, _: Around) -> str | None:
    """Return a number that nobody counts with, four digits at a time, or None.

    Voices have no words for the largest.
    """
    if not _LONG_NUMBER.fullmatch(core):
        return None
    digits = core.replace(",", "")
    groups = (digits[start : start + 4] for start in range(0, len(digits), 4))
    return ", ".join(" ".join(group) for group in groups)
