"""How signs that are no letters are said, and how digits with marks between them are."""

from __future__ import annotations

import re
import unicodedata

NAMES = {
    "<": "less than", ">": "greater than", "≤": "at most", "≥": "at least", "=": "equals",
    "≈": "about", "∼": "about", "≠": "not equal to", "±": "plus or minus", "×": "times",
    "÷": "divided by", "+": "plus", "−": "minus", "%": "percent", "‰": "per thousand",
    "°": "degrees", "μ": "micro", "^": "to the power of", "→": "to", "←": "from",
    "↔": "to and from", "⇒": "to", "⇐": "from", "⇔": "to and from",
    "↑": "up", "↓": "down", "/": "slash", "\\": "backslash",
    "&": "and", "@": "at", "#": "number",
    "*": "star", "_": "underscore", "~": "about", "|": "bar", "$": "dollars", "€": "euros",
    "£": "pounds", "©": "copyright", "§": "section", "∞": "infinity", "′": "prime", "·": "dot",
    "†": "dagger", "‡": "double dagger",
}  # fmt: skip
"""Signs with a meaning: none of them may ever be dropped."""
COMPARISONS = "<>≤≥=≈≠±×÷→↔+"
"""Signs that stand between two things and part them."""

_KEPT = frozenset("'.,:;!?-")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_RAISED = "[⁺⁻]?[⁰¹²³⁴-⁹]+"
_LETTER = "[^\\W\\d_⁰¹²³⁴-⁹]"
_POWER = re.compile(rf"(?<!{_LETTER})({_LETTER}*)({_RAISED})")
_TRADE_MARK = re.compile("[®™℠]")
_OTHER_NUMERAL = re.compile(r"(?<=\d)[¼-¾⅐-⅞₀-₉①-⒛⓪-⓿❶-➓]")
_RAISED_POINT = re.compile(r"(?<![\d.·])(\d{1,3})·(?=\d{1,2}(?![\d·^]))(?!10)")
_MINUS_AS_HYPHEN = re.compile(r"(?<![\d)%°])−|(?<=\^)−")
_DOTS = re.compile(r"\.{2,}")
_LOOKS = re.compile(r"\b(?:black|white|heavy|medium|small|large) ")
_SAME = str.maketrans({
    "⁄": "/", "∕": "/", "‐": "-", "‑": "-", "‒": "–", "―": "—", "’": "'", "‘": "'", "ʼ": "'",
    "\ufe0e": None, "\ufe0f": None, "º": "°", "∙": "·", "‧": "·", "⋅": "·",
})  # fmt: skip
_ARROWS = (
    (re.compile(r"<[-=]+>"), "↔"),
    (re.compile(r"(?<![<=-])-+>|(?<![<=])=+>(?!\.?\d)"), "→"),
    (re.compile(r"\A<-+\Z"), "←"),
)
_DIGRAPHS = {
    "≥/=": "≥", "≤/=": "≤", ">/=": "≥", "=/>": "≥", "</=": "≤", "=/<": "≤",
    "+/-": "±", "+/−": "±", "<=": "≤", ">=": "≥",
}  # fmt: skip
_UNDER_LIMIT = re.compile(r"=<(?=\s?[\d.]|\Z)")
_AREAS = frozenset({"m", "cm", "mm", "km", "ft", "in"})
_LONG_WORD = 4
_RAISED_ORDINAL = re.compile(r"(?<=\d)\^(?=(?:st|nd|rd|th)\b)")
_BARE_POINT = re.compile(r"(?<![\w.)])\.(?=\d)")

_RUN = re.compile(r"(?<!\d)\d+(?:[.,:;']\d+)+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:'\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+\.\d+")
_TIME = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")
_BETWEEN_DIGITS = {
    ".": " point ", ",": " comma ", ":": " colon ", ";": ", ", "'": " apostrophe ",
}  # fmt: skip
_LOST_MINUS = re.compile(r"(?<![\w.,;:!?'-])-(?=\d)|(?<=\^)-(?=\d)")
_SILENT = re.compile(r"(?<=\d)[^\w'.,:;-]+(?=\d)")
_DASHED = re.compile(r"(?<=\d)-(?=\d)")
_GREEK = re.compile(r"(?<![Ͱ-Ͽἀ-῿])[Α-ΡΣ-Ωα-ω](?![Ͱ-Ͽἀ-῿])")
_MAY_CHANGE = re.compile(r"[^\x00-\x7f]|[<>=^]|\+/|\.\d")
"""What every text has that its normal form changes."""


def normal(written: str) -> str:
    """Return one spelling for signs that only look different ("½" is "1/2", "10⁹" is "10^9")."""
    if not _MAY_CHANGE.search(written):
        return written
    if not written.isascii():
        written = _POWER.sub(_raised, written.translate(_SAME))
        written = _TRADE_MARK.sub(" ", written).rstrip()
        written = _OTHER_NUMERAL.sub(lambda found: " " + found[0], written)
        # Again, for signs that only come out of the normal form.
        written = unicodedata.normalize("NFKC", written).translate(_SAME)
        written = _RAISED_POINT.sub(r"\1.", written)
        # Behind a number it takes away, or belongs to a lost power: it is no range.
        written = _MINUS_AS_HYPHEN.sub("-", written)
    for digraph, sign in _DIGRAPHS.items():
        written = written.replace(digraph, sign)
    # "=>" may be an arrow, "=<" is none.
    written = _UNDER_LIMIT.sub("≤", written)
    for arrow, sign in _ARROWS:
        written = arrow.sub(sign, written)
    if "^" in written:
        written = _RAISED_ORDINAL.sub("", written)
    return _BARE_POINT.sub("0.", written)


def _raised(found: re.Match[str]) -> str:
    base, raised = found[1], found[2]
    before = found.string[found.start() - 1 : found.start()]
    if base in _AREAS and "⁻" not in raised:
        return found[0]
    if (not base and before.isdecimal()) or len(base) == 1 or "⁻" in raised:
        return f"{base}^{raised}"
    # A raised number behind a word is the mark of a note, no power.
    return f"{base} {raised}" if len(base) >= _LONG_WORD or raised[0] in "⁺" else found[0]


def numeral(run: str) -> str:
    """Return digits with marks between them as a voice says them rightly.

    Voices take "38,5" for 385 and "5'10" for 510: what is no plain number, decimal or time of day
    has the name of its mark put in.
    """
    if _THOUSANDS.fullmatch(run):
        return run.replace("'", ",")
    if run.isdecimal() or _DECIMAL.fullmatch(run) or _TIME.fullmatch(run):
        return run
    marks = set(re.sub(r"\d", "", run))
    if marks == {":"}:
        return run.replace(":", " to ")
    if run.count(":") == 1 and marks <= set(":.,"):
        # A ratio, as "1:10,000" or "1.5:1".
        return " to ".join(map(numeral, run.split(":")))
    if marks == {","} and run.count(",") > 1:
        return run.replace(",", ", ")
    for mark, name in _BETWEEN_DIGITS.items():
        run = run.replace(mark, name)
    return run


def said(text: str) -> str:
    """Return text in which no sign is left that a voice drops or obeys; may be empty."""
    text = _RUN.sub(lambda found: numeral(found[0]), _DOTS.sub(", ", text))
    text = _SILENT.sub(_paused, text)
    text = _DASHED.sub(" dash ", _LOST_MINUS.sub(" minus ", text))
    if not text.isascii():
        text = _GREEK.sub(_greek, text)
    out: list[str] = []
    named = ""
    for mark in text:
        name = "" if mark.isalnum() or mark in _KEPT else _name(mark)
        if name:
            # A row of the same sign is said once.
            if name != named:
                out.append(f" {name} ")
            named = name
            continue
        named = ""
        if mark.isalnum() or mark in _KEPT:
            out.append(mark)
        elif mark in "—–":
            out.append(", ")
        elif mark.isspace():
            out.append(" ")
        elif unicodedata.category(mark) not in ("Mn", "Mc", "Lm"):
            if unicodedata.category(mark) not in _UNSEEN:
                out.append(" ")
        elif not "\ufe00" <= mark <= "\ufe0f":
            out.append(mark)
    return " ".join("".join(out).split()).replace(" ,", ",")


def _paused(found: re.Match[str]) -> str:
    """Return a pause for marks between digits that have no name, so that two numbers stay two."""
    marks = [mark for mark in found[0] if unicodedata.category(mark) not in _UNSEEN]
    silent = not any(map(_name, marks)) and not found[0].isspace()
    return ", " if marks and silent else found[0]


def _greek(found: re.Match[str]) -> str:
    letter = found[0]
    if letter == "μ" and found.string[found.end() : found.end() + 1].isalpha():
        return " micro "
    name = unicodedata.name(letter).lower()
    return f" {name.rpartition('letter ')[2]} "


def _name(mark: str) -> str:
    if mark in NAMES:
        return NAMES[mark]
    if unicodedata.category(mark) not in ("So", "Sm", "Sc", "Nl", "No") or "─" <= mark <= "◿":
        return ""
    name = unicodedata.name(mark, "").lower()
    if name.startswith("regional indicator symbol letter "):
        return name[-1].upper()
    return _LOOKS.sub("", name).replace("-", " ")
