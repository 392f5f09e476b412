"""How numbers that are dialled, and those of records, are said: digit by digit, in groups."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allvoice.narration.around import Around
from allvoice.narration.table import Rule
from allvoice.narration.units import is_unit

_TELEPHONE = re.compile(r"(\+?\d{1,3} )?\(?(\d{3})\)? (\d{3})[ -](\d{4})([.,;:!?]?)")
TELEPHONE_IN_GROUPS = r"(?:\+?\d{1,3} )?\(?\d{3}\)? \d{3}[ -]\d{4}(?!\d)"
"""A telephone number with spaces in it, which is one token."""
_PHONE = re.compile(r"\+?(?:1[-.])?(?:\(?\d{3}\)?[-.])\d{3}[-.]\d{4}")
_LOCAL_PHONE = re.compile(r"(\d{3})[-.](\d{4})")
_TEN_DIGITS = re.compile(r"(1)?([2-9]\d\d)(\d\d\d)(\d{4})")
_ELSEWHERE = re.compile(
    r"(?:\+|00)\d{1,3}(?:[-./]?\(?\d{1,5}\)?){1,6}|0\d{1,4}(?:[-./]\d{2,8}){1,5}"
)
_VANITY = re.compile(r"(?:1[-.])?(8\d\d|[2-9]\d\d)((?:[-.][A-Z\d]+){1,3})")
_LETTERS = re.compile(r"[A-Z]+|\d+")
_DIALLED = frozenset(
    [
        "call",
        "dial",
        "text",
        "phone",
        "fax",
        "ring",
        "tel",
        "telephone",
        "ph",
        "cell",
        "mobile",
        "pager",
        "beeper",
        "hotline",
        "tty",
        "helpline",
    ]
)
DIALLING = re.compile(
    r"\b(?:call|dial|text|phone|fax|ring|tel|telephone|ph|cell|mobile|pager|page|beeper|hotline|"
    r"helpline|contact|whatsapp|sms|nurse line|number|numbers)"
    r"(?:\W{1,3}(?:us|me|at|on|no|number|is|the|line|clinic|office|nurse|or|toll[- ]free|now|"
    r"\d{3})){0,4}\W{1,3}\Z",
    re.IGNORECASE,
)
"""What stands before a number that is dialled."""
_COUNTED_AFTER = re.compile(
    r"(?:calories|cells|copies|doses|patients|people|steps|tablets|times|units)\b"
)
_CALLED = frozenset({"call", "dial", "ring", "text", "phone", "fax", "tty"})
_EXTENDED = frozenset({"phone", "tel", "telephone", "pager", "beeper", "dial", "line", "ph"})
_TEXTED = re.compile(r"\btext\s+\S{1,20}\s+to\s+\Z", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"\d{1,2}-\d{4,5}")
_EXTENSION = re.compile(r"[xX](\d{1,6})")
_IN_LETTERS = re.compile(r"(NCT|ISRCTN|EUCTR|MRN|ISBN|NDC|DIN|NHS|ID)[-:#]?(\d[\d-]{4,})")
_RECORDS = frozenset(
    {"mrn", "isbn", "isbn-13", "isbn-10", "ndc", "din", "id", "acct", "account", "policy", "lot",
     "issn", "pin", "npi", "dea", "bin", "rxbin", "rx",
     "pcn", "member", "claim", "nhs", "fin", "csn"}
)  # fmt: skip
_RECORD_NUMBER = re.compile(r"\d[\d-]{3,24}")
_RECORD_WORDS = re.compile(
    r"\b(?:mrn|isbn|ndc|account|acct|policy|lot|member|claim|id|pin|record|order|serial|case)"
    r"(?:\W{1,2}(?:no|number|num|id|#)){0,2}[\s#:.]{1,3}\Z",
    re.IGNORECASE,
)


def spaced_telephone(written: str, _: Around) -> str | None:
    """Return a telephone number with spaces in it digit by digit, or None."""
    match = _TELEPHONE.fullmatch(written)
    if match is None:
        return None
    *groups, ending = match.groups()
    plus = "plus " if written.startswith("+") else ""
    return plus + digits(each.strip(" +") for each in groups if each) + ending


def short_telephone(core: str, around: Around) -> str | None:
    """Return the digits of 911, or of three digits behind "call", or None."""
    if core == "911":
        return " ".join(core)
    before = around.before.lower().rstrip(".:")
    if len(core) in (5, 6) and core.isdecimal() and before in ("text", "sms"):
        return None if is_counted(around.after) else digits((core[:3], core[3:]))
    if len(core) in (5, 6) and core.isdecimal() and _TEXTED.search(around.earlier):
        return digits((core[:3], core[3:]))
    if len(core) != 3 or not core.isdecimal():
        return None
    dialled = before in _CALLED or (
        DIALLING.search(around.earlier) and not around.after[:1].isalnum()
    )
    return " ".join(core) if dialled else None


def telephone(core: str, around: Around) -> str | None:
    """Return a telephone number digit by digit, or None."""
    dialled_here = around.before.lower().rstrip(".:") in _DIALLED
    if dialled_here and _SHORT_NUMBER.fullmatch(core) and not is_counted(around.after):
        return dialled(core)
    if local := _LOCAL_PHONE.fullmatch(core):
        return _local(core, local, around)
    if _PHONE.fullmatch(core):
        return dialled(core)
    if ten := _TEN_DIGITS.fullmatch(core):
        if core.endswith("000000") or is_counted(around.after):
            return None
        return digits(group for group in ten.groups() if group)
    if _ELSEWHERE.fullmatch(core) and is_long_enough(core):
        return dialled(core)
    return None


def word_to_dial(core: str, _: Around) -> str | None:
    """Return how "1-800-FLOWERS" is said, or None."""
    match = _VANITY.fullmatch(core)
    if match is None or core.replace("-", "").replace(".", "").isdecimal():
        return None
    if not (core.startswith("1") or match[1][0] == "8"):
        return None
    groups = [group for group in re.split(r"[-.]", core) if group]
    return ", ".join(_vanity_group(group) for group in groups)


def number_of_a_record(core: str, around: Around) -> str | None:
    """Return the number of a trial, a record or a book digit by digit, or None."""
    if match := _IN_LETTERS.fullmatch(core):
        return f"{' '.join(match[1])}, {in_fours(match[2])}"
    if core.isdecimal() and len(core) > 2 and core[0] == "0":
        # No amount is written so: a pager, a code.
        return in_fours(core)
    if not _RECORD_NUMBER.fullmatch(core):
        return None
    before = around.before.lower().strip("#:.")
    if before not in _RECORDS and not _RECORD_WORDS.search(around.earlier):
        return None
    return in_fours(core)


def extension(core: str, around: Around) -> str | None:
    """Return how "x123" or the "ext." of "ext. 5" is said behind a telephone number, or None."""
    if core.lower() in ("ext", "ext.", "extn", "xtn") and re.match(r"#?\d", around.after):
        return "extension"
    match = _EXTENSION.fullmatch(core)
    if match is None and not core.isdecimal():
        return None
    before = around.before.lower().rstrip(".:")
    if before in ("ext", "extn", "extension") and core.isdecimal():
        return " ".join(core)
    if match and (
        before in _EXTENDED or _LOCAL_PHONE.fullmatch(before) or _PHONE.fullmatch(before)
    ):
        return f"extension {' '.join(match[1])}"
    return None


def digits(groups: Iterable[str]) -> str:
    """Return groups of digits as they are dialled: digit by digit, a pause between groups."""
    return ", ".join(" ".join(group) for group in groups)


def dialled(written: str) -> str:
    """Return a number as it is dialled, with the plus before it."""
    plus = "plus " if written.startswith("+") else ""
    return plus + digits(re.findall(r"\d+", written))


def in_fours(number: str) -> str:
    """Return a number digit by digit, a pause at its dashes, or behind each four digits."""
    if "-" in number:
        return digits(re.findall(r"\d+", number))
    return digits(number[start : start + 4] for start in range(0, len(number), 4))


def is_long_enough(written: str) -> bool:
    """Return whether a number has as many digits as telephone numbers have."""
    return 7 <= sum(map(str.isdecimal, written)) <= 15


def is_counted(after: str) -> bool:
    """Return whether a text goes on with what a number measures or counts."""
    # "500-1000 mL" has the shape of a telephone number.
    coming = re.match(r"\S*", after)
    measure = coming[0].rstrip(".,;:!?)") if coming else ""
    return is_unit(measure) or bool(_COUNTED_AFTER.match(after))


def _local(core: str, local: re.Match[str], around: Around) -> str | None:
    dialled = around.before.lower().rstrip(".:") in _DIALLED
    if "." in core and not dialled:
        return None
    round_ones = local[1].endswith("0") and local[2].endswith("00") and not dialled
    if round_ones or is_counted(around.after):
        return None
    return digits(local.groups())


def _vanity_group(group: str) -> str:
    said = []
    for part in _LETTERS.findall(group):
        # A word is dialled by its letters, and is known by its sound.
        is_word = len(part) >= 3 and any(vowel in part for vowel in "AEIOUY")
        said.append(part.lower() if part.isalpha() and is_word else " ".join(part))
    return " ".join(said)


RULES = (
    Rule("telephone number", short_telephone, figures=True),
    Rule("number of a record", number_of_a_record, figures=True),
    Rule("telephone number", word_to_dial, figures=True, mixed=True),
    Rule("telephone number", telephone, figures=True),
)
"""The rules in the order in which they are asked."""
