"""How signs that are no letters are said, one character at a time."""

from __future__ import annotations

import re
import unicodedata

NAMES = {
    "<": "less than", ">": "greater than", "≤": "at most", "≥": "at least", "=": "equals",
    "≈": "about", "≠": "not equal to", "±": "plus or minus", "×": "times", "÷": "divided by",
    "+": "plus", "%": "percent", "‰": "per thousand", "°": "degrees", "μ": "micro",
    "^": "to the power of", "→": "to", "←": "from", "↑": "up", "↓": "down", "/": "slash",
    "\\": "backslash", "&": "and", "@": "at", "#": "number", "*": "star", "_": "underscore",
    "~": "about", "|": "bar", "$": "dollars", "€": "euros", "£": "pounds", "©": "copyright",
    "§": "section", "∞": "infinity",
}  # fmt: skip
"""Signs with a meaning: none of them may ever be dropped."""
COMPARISONS = "<>≤≥=≈≠±×÷→+"
"""Signs that stand between two things and part them."""

_KEPT = frozenset("'.,:;!?-")
_PARTING = frozenset('()[]{}"“”„«»‹›`´;')
_SUPERSCRIPT = re.compile(r"(?<=\d)[⁺⁻]?[⁰¹²³⁴-⁹]+")
_VULGAR = re.compile(r"(?<=\d)[¼-¾⅐-⅞]")
_LOOKS = re.compile(r"\b(?:black|white|heavy|medium|small|large) ")
_SAME = str.maketrans({
    "⁄": "/", "∕": "/", "−": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "ʼ": "'", "º": "°",
    "®": None, "™": None, "℠": None,
})  # fmt: skip
_DIGRAPHS = {"+/-": "±", "<=": "≤", ">=": "≥", "->": "→", "=>": "→"}


def normal(written: str) -> str:
    """Return one spelling for signs that only look different ("½" is "1/2", "10⁹" is "10^9")."""
    if not written.isascii():
        written = _SUPERSCRIPT.sub(lambda found: "^" + found[0], written.translate(_SAME))
        written = _VULGAR.sub(lambda found: " " + found[0], written)
        # Again, for signs that only come out of the normal form.
        written = unicodedata.normalize("NFKC", written).translate(_SAME)
    for digraph, sign in _DIGRAPHS.items():
        written = written.replace(digraph, sign)
    return written


def said(text: str) -> str:
    """Return text in which no sign is left that a voice drops or obeys; may be empty."""
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
        elif mark in "—–―":
            out.append(", ")
        elif mark in _PARTING or mark.isspace():
            out.append(" ")
        elif unicodedata.category(mark) in ("Mn", "Mc", "Lm") and not "\ufe00" <= mark <= "\ufe0f":
            out.append(mark)
    return " ".join("".join(out).split())


def _name(mark: str) -> str:
    if mark in NAMES:
        return NAMES[mark]
    if unicodedata.category(mark) not in ("So", "Sm", "Sc", "Nl", "No") or "─" <= mark <= "◿":
        return ""
    name = unicodedata.name(mark, "").lower()
    if name.startswith("regional indicator symbol letter "):
        return name[-1].upper()
    return _LOOKS.sub("", name).replace("-", " ")
