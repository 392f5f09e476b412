"""How single written tokens are said. Whole tokens only; what no rule is sure of is left plain."""

from __future__ import annotations

import re

from allvoice.narration import signs
from allvoice.narration.quantities import quantity

_WHOLE = {
    "vs.": "versus", "vs": "versus", "e.g.": "for example", "i.e.": "that is", "Dr.": "Doctor",
    "approx.": "approximately", "and/or": "and or", "w/": "with", "w/o": "without",
    "N/A": "not applicable", "PRN": "as needed", "prn": "as needed", "p.r.n.": "as needed",
    "PO": "by mouth", "p.o.": "by mouth", "NPO": "nothing by mouth", "QD": "once a day",
    "BID": "twice a day", "b.i.d.": "twice a day", "TID": "three times a day",
    "tid": "three times a day", "t.i.d.": "three times a day", "QID": "four times a day",
    "qid": "four times a day", "q.i.d.": "four times a day", "QHS": "at bedtime",
    "qhs": "at bedtime", "Rx": "prescription", "Ph+": "P H positive", "Ph-": "P H negative",
    "Ph": "P H", "CAR-T": "car T", "CAR": "car", "PICC": "pick", "GvHD": "G V H D",
    "mRNA": "M R N A", "subQ": "under the skin",
}  # fmt: skip
_SAID_AS_WORDS = frozenset({"FISH", "AIDS", "NASA", "OK", "COVID", "HEPA"})
_STRESSED_WORDS = (
    "AND ANY ARE AS AT ASK BE BOTH BUT BY CALL CAN DAY DO DOES DONT EACH EARLY END FIRST FOR FROM "
    "GET GIVE GO HAS HAVE HE HELP HER HERE HIM HIS HOW IF IN IS KEEP LATE LEAST LESS LET MAY ME "
    "MORE MOST MUST MY NEVER NEW NEXT NIGHT NO NOT NOTE NOW OF OFF ON ONCE ONE ONLY OR OUT OVER "
    "READ RIGHT SAFE SAME SAY SHE SKIP SO SOME SOON START STOP TAKE TEAM TELL THAN THAT THE THEM "
    "THEN THEY THIS TO TOO TWICE TWO UNTIL UP USE VERY WAIT WE WHAT WHEN WHY WILL WITH YES YOU "
    "YOUR"
)
_STRESSED = frozenset(_STRESSED_WORDS.split())
"""Common words that stay words when they alone stand in capitals. "ALL" is not among them."""
_NUMBERED = frozenset({"phase", "stage", "grade", "type", "class", "part", "chapter", "factor"})
_NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI"
_ROMAN = {numeral: str(number) for number, numeral in enumerate(_NUMERALS.split(), start=1)}
_SURELY_ROMAN = frozenset({"II", "III", "VII", "VIII", "XII", "XIII"})

_CALENDAR_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)
_CALENDAR = frozenset(
    form for name in _CALENDAR_WORDS.split() for form in (name, name[:3], name[:3] + "s")
)

_VOWELS = "AEIOUY"
_OPEN = "([{\"'“‘«*_`"
_CLOSE = ")]}\"'”’»*_`.,;:!?…—–"
_ENDINGS = ".,;:!?…"
_DASHES = "-‐‑‒–—―−.…"
_LINK = re.compile(r"(?:\w{1,20}://|www\.|mailto:)\S+", re.IGNORECASE)
_SITE = re.compile(r"(?:[\w-]+\.)+(?:com|edu|eu|gov|info|int|io|net|org|uk)(/\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_CAPITALS = re.compile(r"([A-Z]{2,5})('?s)?")
_CODE = re.compile(r"(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z\d]{2,8}")
_LETTER_OR_NUMBER = re.compile(r"[A-Z]|\d+")
_PARTED = re.compile(r"([-–/]|::)")
_COMPARED = re.compile(f"([{signs.COMPARISONS}])")
_AREA_CODE = re.compile(r"\(\d{3}\)")
_LOCAL_NUMBER = re.compile(r"\d{3}[-.]\d{4}(?!\d)")
LONGEST_WORD_CHARS = 200
"""No rule looks at a longer token: it is no word."""


def is_shouting(text: str) -> bool:
    """Return whether a sentence is all in capitals, so that capitals mean nothing."""
    if not text.isupper():
        return False
    words = [word.strip(_OPEN + _CLOSE) for word in text.split()]
    words = [word for word in words if word.isalpha()]
    plain = any(len(word) > 5 or word in _STRESSED for word in words)
    return len(words) > 3 or (len(words) > 1 and plain)


def spoken(written: str, *, before: str = "", after: str = "", shouting: bool = False) -> str:
    """Return how one token without white space is said.

    It may be empty for pure decoration, or a single mark that shapes the voice.

    Args:
        written: as displayed.
        before: the token before it, as displayed.
        after: what comes next, at least a dozen characters of it.
        shouting: the whole sentence is in capitals.
    """
    if not written.strip(_DASHES):
        if written in "-–−" and before[-1:].isdecimal() and after[:1].isdecimal():
            return "to"
        return "." if written == "." else ","
    if _AREA_CODE.fullmatch(written) and _LOCAL_NUMBER.match(after):
        return " ".join(written[1:-1])
    if written == "PO" and after[:3].lower() == "box":
        return "P O"
    opened = written.lstrip(_OPEN)
    core = opened.rstrip(_CLOSE)
    tail = opened[len(core) :]
    core = core.replace("~~", "")
    while core and tail and core + tail[0] in _WHOLE:
        core, tail = core + tail[0], tail[1:]
    if core.count("(") > core.count(")") and tail.startswith(")"):
        core, tail = core + ")", tail[1:]
    ending = next((mark for mark in tail if mark in _ENDINGS), "").replace("…", ".")
    if not ending and any(mark in "—–" for mark in tail):
        ending = ","
    if len(core) > LONGEST_WORD_CHARS:
        said = _LINK.sub(" link ", core)
        said = signs.said(signs.normal(said))
    else:
        said = _core(signs.normal(core), signs.normal(before.lstrip(_OPEN)), shouting)
    return said.strip(_ENDINGS + " ") + ending if any(map(str.isalnum, said)) else ending


def _core(core: str, before: str, shouting: bool) -> str:
    if core in _WHOLE:
        return _WHOLE[core]
    if _LINK.search(core):
        return " ".join(part if part == "link" else signs.said(part) for part in _around(core))
    if _MAIL.fullmatch(core):
        return "e-mail address"
    if match := _SITE.fullmatch(core):
        return "link" if match[1] else core.replace(".", " dot ")
    if (measured := quantity(core, before)) is not None:
        return measured
    core = core.replace("(s)", "s")
    compared = _COMPARED.split(core)
    if len(compared) > 1:
        parts = (_compound(part, "", shouting) for part in compared if part)
        return " ".join(part for part in parts if part)
    return _compound(core, before, shouting)


def _around(core: str) -> list[str]:
    match = _LINK.search(core)
    return [core[: match.start()], "link"] if match else [core]


def _compound(core: str, before: str, shouting: bool) -> str:
    """Say the parts of "B-ALL" or "AML/ALL" each by its own rule."""
    whole = _WHOLE.get(core) or quantity(core, before) or _word(core, before, shouting)
    if whole is not None:
        return whole
    pieces = _PARTED.split(core)
    if len(pieces) == 1:
        return signs.said(core)
    out = ""
    for index in range(0, len(pieces), 2):
        part = pieces[index]
        mark = pieces[index - 1] if index else ""
        number_before = pieces[index - 2] if mark == "-" and pieces[index - 2].isdecimal() else ""
        # A unit in front of what it measures stays single: "a 10 milligram tablet".
        single = "1" if number_before else before
        rule = (
            _WHOLE.get(part) or quantity(part, single) or _word(part, before, shouting)
            if part
            else ""
        )
        said = signs.said(part) if rule is None else rule
        plain = part.isalpha() and said == part
        if mark == "/":
            out = f"{out} slash {said}"
        elif mark == "-" and plain and out[-1:].isalpha() and pieces[index - 2].isalpha():
            same = out.endswith(pieces[index - 2])
            out = f"{out}-{said}" if same else f"{out} {said}"
        elif mark == "-" and not part and _means_minus(pieces[index - 2]):
            out = f"{out} minus"
        elif mark == "–" and part:
            out = f"{out} to {said}" if _spans(pieces[index - 2], part) else f"{out}, {said}"
        else:
            out = f"{out} {said}"
    return out.strip()


def _spans(first: str, last: str) -> bool:
    """Return whether a dash between two parts means "to"."""
    if first.lower() in _CALENDAR and last.lower() in _CALENDAR:
        return True
    if not (first[-1:].isdecimal() and any(map(str.isdecimal, last))):
        return False
    return last[0].isdecimal() or first.rstrip("0123456789") == last.rstrip("0123456789")


def _means_minus(part: str) -> bool:
    return bool(_CAPITALS.fullmatch(part) or _CODE.fullmatch(part))


def _word(core: str, before: str, shouting: bool) -> str | None:
    if core in _ROMAN and _numbers_things(core, before):
        return _ROMAN[core]
    if _CODE.fullmatch(core):
        return " ".join(_LETTER_OR_NUMBER.findall(core))
    if shouting and core.isalpha() and len(core) > 1 and any(map(_VOWELS.__contains__, core)):
        return core.lower()
    match = _CAPITALS.fullmatch(core)
    if match is None:
        return None
    if match[1] in _SAID_AS_WORDS or match[1] in _STRESSED:
        return core.lower()
    if match[1] == "CAR":
        return "car" + (match[2] or "")
    return " ".join(match[1]) + ("'s" if match[2] else "")


def _numbers_things(numeral: str, before: str) -> bool:
    if numeral in _SURELY_ROMAN:
        return True
    # "Phase I" is a number, "in this phase I feel" is not.
    return before.lower() in _NUMBERED and (len(numeral) > 1 or before[:1].isupper())
