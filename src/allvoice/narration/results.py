"""What laboratories print: flags behind values, markers, positive and negative."""

from __future__ import annotations

import re

from allvoice.narration import capitals
from allvoice.narration.around import Around
from allvoice.narration.marks import CLOSING
from allvoice.narration.units import is_unit

POSITIVE, NEGATIVE = "positive", "negative"
SAID_OF_SIGN = {"+": POSITIVE, "-": NEGATIVE, "–": NEGATIVE, "−": NEGATIVE}
"""The one pair of words for the signs behind markers."""
FLAGS = {
    "L": "low", "H": "high", "LL": "critically low", "HH": "critically high", "A": "abnormal",
    "AA": "critically abnormal", "N": "normal",
}  # fmt: skip
"""The codes of Health Level Seven (table 0078) that laboratories print behind a value."""
_FLAG = re.compile(r"(\d[\d.,]*)?([(\[]?)(LL|HH|AA|L|H|A|N)([)\]]?)(\*{0,3})(?:\))?([.,;:!?]{0,2})")
_VALUE = re.compile(r"[<>≤≥(\[]*\d[\d.,]*\d?[*†]?[)\]]?[.,;:]?|[<>≤≥]?\d[\d.,]*[%a-zA-Zμ/]+\d*")
_COLUMNS = frozenset({"flag", "flags", "abn", "abnormal", "status", "indicator", "interpretation"})
_GOES_ON = re.compile(r"(?:of|per|bolus|bag|bottles?|over)\b|/")
_HOURS = frozenset({"8", "12", "24", "36", "48", "72", "96"})
_SIGNED = re.compile(r"([+/,;]|[-–−](?=[/,;]|$)|(?<=\d)-(?=CD\d))")
_MARKER = re.compile(r"(?:[A-Za-z\d]{1,12}(?:-|::))*[a-z]{0,2}[A-Z][A-Za-z\d]{0,11}")
_NAMES = frozenset({"Ph", "Rh", "Ig"})
_IONS = frozenset({"K", "Na", "Ca", "Ca2", "Mg", "Mg2", "H", "Li", "Cl", "HCO3", "Fe2", "Fe3"})
_HYPHENED = re.compile(
    r"(?:targeted|directed|specific|like|based|positive|negative|mutated|rearranged|related|"
    r"induced|mediated|approved|associated|dependent|matched|compatible|free)\b"
)
_SHORT_VE = re.compile(r"(.*[^\W_])?([+−–-])ve", re.IGNORECASE)
_SEROLOGY = re.compile(
    r"\b(?:CMV|EBV|HSV|VZV|HBV|HCV|HIV|[Dd]onor|[Rr]ecipient|[Ss]erolog\w{1,3}|[Ss]erostatus)\b"
)
_TEST = re.compile(r"[A-Z][A-Za-z\d-]*[A-Z\d][A-Za-z\d]*|.*:|cultures?|test|tests|swab|screen|gram")
_ROWS = re.compile(r"\+{2,4}")


def flag(written: str, around: Around) -> str | None:
    """Return how the "L" of "WBC 3.2 L" or of "3.2 (L)" is said, or None."""
    found = _flag(written, around)
    return found[0] if found and found[1] else None


def unsure_flag(written: str, around: Around) -> str | None:
    """Return the letters of what may be a flag or a unit, or None."""
    found = _flag(written, around)
    return found[0] if found and not found[1] else None


def _flag(written: str, around: Around) -> tuple[str, bool] | None:
    match = _FLAG.fullmatch(written)
    if match is None:
        return None
    number, bracket, letters, closed, stars, ending = match.groups()
    if bool(bracket) != bool(closed):
        return None
    star = ", star" if stars else ""
    lead = f"{number} " if number else ""
    meant = f"{lead}{FLAGS[letters]}{star}{ending[:1]}"
    if not number and around.before.rstrip(":").lower() in _COLUMNS:
        return meant, True
    if letters == "N" or _GOES_ON.match(around.after):
        return None
    before = number or around.before
    if not number and not (_VALUE.fullmatch(before) or _is_unit_of_value(around, bool(bracket))):
        return None
    ends = bool(ending) or not around.after[:1].isalpha()
    if not bracket and letters in ("A", "AA") and not ends:
        # "Hgb 7.1 A nurse calls."
        return None
    context = around.context
    letter = f"{lead}{' '.join(letters)}{star}{ending[:1]}"
    if not context.is_laboratory:
        # Liters are not written in brackets behind their number.
        return (letter, False) if bracket else None
    if context.is_fluid and letters == "L":
        return letter, False
    if not bracket and letters == "H" and before in _HOURS:
        return letter, False
    return meant, True


def _is_unit_of_value(around: Around, in_brackets: bool) -> bool:
    """Return whether a unit stands before, and a number before that: "7.1 g/dL L"."""
    words = around.earlier.split()
    measured = in_brackets or is_unit(around.before)
    return len(words) > 1 and measured and words[-2][-1:].isdecimal()


def marked(core: str, around: Around) -> list[tuple[str, str]] | None:
    """Return the markers of "CD19+/CD22-", each with the word for its sign; or None.

    Args:
        core: in its normal form.
        around: what stands beside it.
    """
    if match := _SHORT_VE.fullmatch(core):
        return [(match[1] or "", SAID_OF_SIGN[match[2]])]
    if core[-1:] not in "+-–−" or (core[-1:] != "+" and _HYPHENED.match(around.after)):
        return None
    found: list[tuple[str, str]] = []
    pieces = _SIGNED.split(core)
    name = ""
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            if piece and name:
                return None
            name = name or piece
        elif piece in SAID_OF_SIGN:
            if not is_marker(name) or capitals.is_word(name):
                return None
            found.append((name, SAID_OF_SIGN[piece]))
            name = ""
        elif name or not found:
            return None
    return found if found and not name else None


def is_marker(name: str) -> bool:
    """Return whether something is found on cells or in blood, or is not: "CD19", "Ph", "HBsAg"."""
    if not _MARKER.fullmatch(name) or name in _IONS:
        return False
    large = sum(map(str.isupper, name))
    figure = any(map(str.isdecimal, name))
    return name in _NAMES or large > 1 or figure or (len(name) == 1)


def sign_behind(part: str) -> str:
    """Return what a hyphen at the end of a token means: a word, or a pause."""
    if is_marker(part) and not capitals.is_word(part):
        return NEGATIVE
    return "dash" if part[-1:].isdecimal() else ","


def is_hyphened(after: str) -> bool:
    """Return whether a hyphen before a text joins, as in "CD19- targeted" at a line's end."""
    return bool(_HYPHENED.match(after))


def pair_of_signs(written: str, around: Around) -> str | None:
    """Return how "-/-" is said, or None: "+/-" is that of a donor, or "plus or minus"."""
    core = written.strip("().,;:")
    if len(core) != 3 or core[1] != "/" or not {core[0], core[2]} <= SAID_OF_SIGN.keys():
        return None
    if core[0] == "+" != core[2] and not _SEROLOGY.search(around.context.text):
        return None
    ending = written[-1] if written[-1] in ".,;:" else ""
    return f"{SAID_OF_SIGN[core[0]]}, {SAID_OF_SIGN[core[2]]}{ending}"


def lone_sign(written: str, around: Around) -> str | None:
    """Return how the "-" of "CD5 -" is said where nothing else follows, or None."""
    sign = written.rstrip(".,;:")
    if sign not in SAID_OF_SIGN or (sign == written and around.after[:1] not in ("", ")")):
        return None
    before = around.before
    if not is_marker(before) or len(before) == 1 or capitals.is_word(before):
        return None
    return SAID_OF_SIGN[sign] + written[len(sign) :][:1]


def word_of_result(core: str, around: Around) -> str | None:
    """Return how "neg" or "POS" is said, or None."""
    short = core.lower()
    if short == "neg":
        return NEGATIVE
    if short != "pos":
        return None
    surely = around.context.is_laboratory or _TEST.fullmatch(around.before)
    return POSITIVE if surely else None


def row_of_signs(core: str, _: Around) -> str | None:
    """Return how "+++" is said, of which the number of signs is the meaning; or None."""
    return " ".join(["plus"] * len(core)) if _ROWS.fullmatch(core) else None


def starred(written: str, around: Around) -> tuple[str, str] | None:
    """Return what stands before the star on a result and how the rest is said, or None."""
    if "*" not in written:
        return None
    bare = written.rstrip(".,;:!?")
    core = bare.rstrip("*")
    stars = len(bare) - len(core)
    if not stars or stars > 3 or "*" in core:
        return None
    if not core:
        return ("", " ".join(["star"] * stars)) if around.context.is_laboratory else None
    opened = "*" in around.earlier
    is_result = any(map(str.isdecimal, core)) or core in FLAGS
    if core[-1] not in CLOSING + "%" and not core[-1].isalnum():
        return None
    if opened or not (is_result or stars == 1):
        return None
    return core, " ".join(["star"] * stars) + written[len(bare) :][:1]
