"""How single written tokens are said. Whole tokens only; what no rule is sure of is left plain."""

from __future__ import annotations

import re
from dataclasses import replace

from allvoice.narration import shorthand, signs, units
from allvoice.narration.quantities import dash_between, quantity
from allvoice.narration.units import first_unit, is_in_liquid, is_unit, same_unit
from allvoice.narration.words import (
    CALENDAR,
    CAPITALS,
    CODE,
    NEIGHBOURLY,
    STRESSED,
    WHOLE,
    Around,
    by_neighbours,
    is_schedule,
    roman_numbers,
    word,
)

OPENING = "([{\"'“‘«*_`"
CLOSING = ")]}\"'”’»*_`.,;:!?…—–"
ENDINGS = ".,;:!?…"
_DASHES = "-‐‑‒–—―−.…"
_GROUP_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_IN_GROUPS = re.compile(rf"(?<=\d){_GROUP_SPACE}(?=\d\d\d)")
_LINK = re.compile(r"(?:\w{1,20}://|www\.|mailto:)\S+", re.IGNORECASE)
_SITE = re.compile(r"(?:[\w-]+\.)+(?:com|edu|eu|gov|info|int|io|net|org|uk)(/\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_PARTED = re.compile(r"([-–—/]|::)")
_COMPARED = re.compile(f"([{signs.COMPARISONS}−@])")
_LIMIT = "<>≤≥≈~"
_DASH_TO_LIMIT = re.compile(rf"(?<=\d)[-–](?=[{_LIMIT}]\d)")
_MARKER = re.compile(r"(?:^|/)(?:[A-Z]+\d[A-Z\d]*|MRD)$")
_SUSPENDED = re.compile(r"(?:and|or|to|and/or)\s+\S*-[^\W\d_]")
_AREA_CODE = re.compile(r"\(\d{3}\)")
_LOCAL_NUMBER = re.compile(r"\d{3}[-.]\d{4}(?!\d)")
_TALL = re.compile(r"(\d{1,2})['’′](\d{1,2})(?:[\"”″]|''|’’|′′)(.*)", re.DOTALL)
_TIME_OF_DAY = re.compile(r"(?:\A| )[ap]\.m\Z")
_PLAIN_WORD = re.compile(r"([A-Z]?[a-z]+)[.,;:!?]?")
_NEVER_PLAIN = frozenset(
    word.replace(".", "").lower() for word in (*WHOLE, *units.NAMES, *NEIGHBOURLY)
)
LONGEST_WORD_CHARS = 200
"""No rule looks at a longer token: it is no word."""
NUMBER_IN_GROUPS = rf"\d{{1,3}}(?:(?:{_GROUP_SPACE}000)+|(?:[\u2007\u2009\u202f]\d{{3}})+)(?!\d)"
"""A number with spaces in it. A plain space before other digits than 000 proves nothing: "take 2
500 mg tablets"."""


def is_shouting(text: str) -> bool:
    """Return whether a sentence is all in capitals, so that capitals mean nothing."""
    if not text.isupper():
        return False
    words = [word.strip(OPENING + CLOSING) for word in text.split()]
    words = [word for word in words if word.isalpha()]
    plain = any(len(word) > 5 or word in STRESSED for word in words)
    return len(words) > 3 or (len(words) > 1 and plain)


def spoken(written: str, *, before: str = "", after: str = "", shouting: bool = False) -> str:
    """Return how one token is said.

    It may be empty for pure decoration, or a single mark that shapes the voice.

    Args:
        written: as displayed; white space only between the digits of one number.
        before: the token before it, as displayed.
        after: what comes next, at least two dozen characters of it.
        shouting: the whole sentence is in capitals.
    """
    plain = _PLAIN_WORD.fullmatch(written)
    if plain and plain[1].lower() not in _NEVER_PLAIN:
        # Nine of ten words, which no rule below would change.
        return written
    if number := shorthand.telephone(written):
        return number
    written = _IN_GROUPS.sub(",", written)
    around = Around(signs.normal(before.lstrip(OPENING)), signs.normal(after), shouting)
    if not written.strip(_DASHES):
        if len(written) == 1 and written != ".":
            return dash_between(written, around)
        return "." if written == "." else ","
    if _AREA_CODE.fullmatch(written) and _LOCAL_NUMBER.match(after):
        return " ".join(written[1:-1])
    if signed := shorthand.sign_in_brackets(written):
        name, meaning, ending = signed
        named = spoken(name, before=before, shouting=shouting) if name else ""
        return f"{named} {meaning}{ending}".strip()
    opened = written.lstrip(OPENING)
    core, tail, ending = _ending(opened)
    if tail == "." and (beside := by_neighbours(core + tail, around)) is not None:
        return beside
    if core in ("=>", "==>") and after[:1].isdecimal():
        # An arrow or "at least": not sure, so by the names of its signs.
        said = "equals greater than"
    elif len(core) > LONGEST_WORD_CHARS:
        said = signs.said(signs.normal(_LINK.sub(" link ", core)))
    elif match := _TALL.fullmatch(opened):
        _, _, ending = _ending("x" + match[3])
        said = f"{match[1]} feet {match[2]} inches {signs.said(match[3].rstrip(CLOSING))}"
    else:
        said = _core(shorthand.usual(signs.normal(core)), around)
    said = said.strip(ENDINGS + " ")
    if _TIME_OF_DAY.search(said):
        said, ending = said + ".", ending.replace(".", "")
    return said + ending if any(map(str.isalnum, said)) else ending


def _ending(opened: str) -> tuple[str, str, str]:
    """Return what is said, the marks behind it, and the one of them that shapes the voice."""
    core = opened.rstrip(CLOSING)
    tail = opened[len(core) :]
    core = core.removeprefix("~~").removesuffix("~~")
    while core and tail and core + tail[0] in WHOLE:
        core, tail = core + tail[0], tail[1:]
    if core.count("(") > core.count(")") and tail.startswith(")"):
        core, tail = core + ")", tail[1:]
    ending = next((mark for mark in tail if mark in ENDINGS), "").replace("…", ".")
    if not ending and any(mark in "—–" for mark in tail):
        ending = ","
    return core, tail, ending


def _core(core: str, around: Around) -> str:
    beside = by_neighbours(core, around)
    if beside is not None:
        return beside
    # "CD19- and CD22-targeted": that hyphen is no sign.
    if core.endswith("-") and _SUSPENDED.match(around.after):
        core = core.removesuffix("-")
    if (short := shorthand.said(core, around.before, around.after)) is not None:
        return short
    if core in WHOLE:
        return WHOLE[core]
    if match := _LINK.search(core):
        return f"{signs.said(core[: match.start()])} link"
    if _MAIL.fullmatch(core):
        return "e-mail address"
    if match := _SITE.fullmatch(core):
        return "link" if match[1] else signs.said(core.replace(".", " dot "))
    if (measured := quantity(core, around)) is not None:
        return measured
    core = _DASH_TO_LIMIT.sub(" to ", core.replace("(s)", "s"))
    compared = _COMPARED.split(core)
    if len(compared) == 1:
        return _compound(core, around)
    first = replace(around, after="")
    rest = replace(first, before="")
    said = []
    for index, part in enumerate(compared):
        if index % 2:
            marker = _MARKER.search(compared[index - 1]) if part == "+" else None
            ends = compared[index + 1][:1] in ("", "/")
            is_row = index > 1 and not compared[index - 1] and compared[index - 2] == part
            if not is_row:
                said.append("positive" if marker and ends else signs.NAMES[part])
        elif part:
            said += [_compound(each, rest if index else first) for each in part.split()]
    return " ".join(part for part in said if part)


def _compound(core: str, around: Around) -> str:
    """Say the parts of "B-ALL" or "AML/ALL" each by its own rule."""
    whole = _part(core, around)
    if whole is not None:
        return whole
    pieces = _PARTED.split(core)
    if len(pieces) == 1:
        return signs.said(core)
    if numbers := roman_numbers(pieces, around.before):
        return numbers
    out = ""
    for index in range(0, len(pieces), 2):
        part = pieces[index]
        if not index:
            out = _part_said(part, replace(around, after=""))
            continue
        mark, previous = pieces[index - 1], pieces[index - 2]
        # A unit in front of what it measures stays single: "a 10 milligram tablet".
        beside = Around("1" if previous.isdecimal() else "", "", around.shouting)
        said = _part_said(part, beside)
        before = around.before if index == 2 else pieces[index - 4]
        last = index == len(pieces) - 1
        if mark == "/":
            per = _is_per(previous, part, around.after if last else "")
            out = f"{out} {'per' if per else 'slash'} {said}"
        elif mark == "::":
            out = f"{out} {said}"
        elif not part:
            ends = last or pieces[index + 1] == "/"
            negative = mark == "-" and ends and _means_minus(previous)
            out = f"{out} minus" if negative else f"{out},"
        elif not previous:
            # "-5x": a minus that no rule for quantities knew.
            out = f"{out} minus {said}" if part[0].isdecimal() else f"{out} {said}"
        elif _spans(previous, part, before, around.after if last else ""):
            out = f"{out} to {said}"
        elif mark in "–—" or (previous[-1].isdecimal() and part[0].isdecimal()):
            separate = not CODE.fullmatch(previous) or mark in "–—"
            out = f"{out}, {said}" if separate else f"{out} {said}"
        elif part.isalpha() and said == part and out.endswith(previous) and previous.isalpha():
            out = f"{out}-{said}"
        else:
            out = f"{out} {said}"
    return out.strip()


def _part(part: str, around: Around) -> str | None:
    said = WHOLE.get(part)
    if said is None:
        said = quantity(part, around)
    return word(part, around) if said is None else said


def _part_said(part: str, around: Around) -> str:
    if not part:
        return ""
    said = _part(part, around)
    return signs.said(part) if said is None else said


def _is_per(first: str, part: str, after: str) -> bool:
    """Return whether "mg/5 mL" is so much in 5 mL; "mg/10 mg" are two doses."""
    unit = first.lstrip("0123456789.,")
    bare = bool(re.fullmatch(r"[\d.,]*\d", part))
    other = first_unit(after if bare else part.lstrip("0123456789.,"))
    return part[:1].isdecimal() and is_in_liquid(unit, other)


def _spans(first: str, last: str, before: str, after: str) -> bool:
    """Return whether a dash between two parts surely means "to".

    Args:
        first: the part before the dash.
        last: the part behind it.
        before: what stands before the first.
        after: what stands behind the last.
    """
    if first.lower() in CALENDAR and last.lower() in CALENDAR:
        return True
    if is_schedule(first) and is_schedule(last):
        return True
    if last[0].isdecimal() and is_unit(first) and same_unit(first, after):
        return True
    if first.isdecimal() and last.isalpha() and last.lower() == before.lower():
        # "Day 1–Day 5".
        return True
    if not (first[0].isdecimal() and last[0].isdecimal()):
        # "T1–T4"
        return bool(CODE.fullmatch(first) and CODE.fullmatch(last)) and (
            first.rstrip("0123456789") == last.rstrip("0123456789") and first[-1].isdecimal()
        )
    # "1st-3rd"
    ordinal = r"\d+(?:st|nd|rd|th)"
    return bool(re.fullmatch(ordinal, first) and re.fullmatch(ordinal, last))


def _means_minus(part: str) -> bool:
    return bool(CAPITALS.fullmatch(part) or CODE.fullmatch(part)) or part[-1:].isdecimal()
