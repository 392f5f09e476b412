"""Formulas in LaTeX, `$x > 500$`: as the signs they show where that is sure, else by name.

What can be said rightly in one row of signs is shown so: comparisons, sums, products, powers, one
fraction of two plain things. In any other formula a voice would lose what belongs together; its
source stays on the screen.
"""

from __future__ import annotations

import re
import string

from markdown_it.rules_inline import StateInline

from allvoice.guide.formats.markdown.marks import SKIPPED

FORMULA = "formula"
"""Type of a token that shows the source of a formula; its name is heard."""
HINT = r"\$[^\s$]|\$\$|\\[(\[]"
"""What begins whatever may be a formula."""
_MOST_CHARS = 2_000
_PAIRS = {"$$": "$$", "$": "$", "\\(": "\\)", "\\[": "\\]"}
_LOOKS = re.compile(r"\\[A-Za-z%]|[\^_=<>]")
"""In what is no sum of money and no brackets: a command, a power, a comparison."""
_FIGURES = re.compile(
    r"[<>≤≥~=+−-]{0,2}\s?\d[\d.,]{0,15}(?:\s?[-–−+*/=]\s?\d[\d.,]{0,15}){0,8}(?<=\d)(?:\s?\\?%)?"
)
"""Between two dollar signs, nothing but this is no sum of money."""
_MIXED = re.compile(r"(\d{0,3})\s*\\[dt]?frac\s*\{\s*(\d{1,2})\s*\}\s*\{\s*(\d{1,2})\s*\}")
"""A fraction of figures alone, with the whole number before it."""
_SIGN_WORDS = "ge geq geqslant gt le leq leqslant lt times pm approx sim ne neq to rightarrow"
_LETTER_WORDS = (
    "mu alpha beta gamma delta Delta kappa lambda sigma tau omega theta pi quad qquad left right"
)
_SIGNS = frozenset(_SIGN_WORDS.split())
_LETTERS = frozenset(_LETTER_WORDS.split())
"""Commands whose signs are said rightly."""
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([\w .,%]{1,60})\}\s*\{([\w .,%]{1,60})\}")
_WORDS = re.compile(r"\\(?:text|textrm|mathrm|operatorname)\s*\{([^{}\\$]{0,100})\}")
_POWER = re.compile(r"\^(?:\{\s*(-?\d{1,4}|[A-Za-z])\s*\}|(\d|[A-Za-z]))")
_LOWERED = re.compile(r"(?<=[A-Za-z])_(?:\{\s*([A-Za-z\d ]{1,20})\s*\}|([A-Za-z\d]))")
_SPACES = re.compile(r"\\[,;:! ]|~")
_PLAIN = frozenset(string.ascii_letters + string.digits + " .,;:()[]+-=<>/|!*'^°÷\n\t")
_BESIDE = r"[=<>]|\\(?:ge|geq|le|leq|approx)\b"
_FRACTION_ALONE = re.compile(rf"(?:\A|{_BESIDE})\s*\x01[^\x02]*\x02\s*(?:\Z|{_BESIDE})")
"""What a fraction may stand beside, so that nothing else is divided by its lower part."""


def formula_rule(state: StateInline, silent: bool) -> bool:
    """Take a formula, and nothing that may be money or brackets (as Pandoc does)."""
    opening = next((each for each in _PAIRS if state.src.startswith(each, state.pos)), None)
    if opening is None:
        return False
    start = state.pos + len(opening)
    closing = _PAIRS[opening]
    limit = min(state.posMax, start + _MOST_CHARS)
    end = state.src.find(closing, start, limit)
    while end > start and state.src[end - 1] == "\\" and opening[0] == "$":
        end = state.src.find(closing, end + 1, limit)
    source = state.src[start:end] if end > start else ""
    after = state.src[end + len(closing) : end + len(closing) + 1]
    is_letter = opening == "$" and len(source) == 1 and source.isalpha()
    is_figures = opening == "$" and _FIGURES.fullmatch(source) is not None
    if not source.strip() or not (is_letter or is_figures or _LOOKS.search(source)):
        return False
    if opening == "$" and (source != source.strip() or after == "$"):
        return False
    if opening == "$" and after.isalnum() and not (after.isalpha() and _COMMAND.search(source)):
        # "$>38^\circ$C" is one: no price has a command in it.
        return False
    if not silent:
        words = in_signs(source)
        if words is None:
            state.push(SKIPPED, "", 0).content = "a formula"
            state.push(FORMULA, "", 0).content = " ".join(source.split())
        else:
            state.push("text", "", 0).content = words
    state.pos = end + len(closing)
    return True


def in_signs(source: str) -> str | None:
    """Return a formula as the signs it shows, or None where they could be heard wrongly."""
    if mixed := _MIXED.fullmatch(source.strip()):
        return f"{mixed[1]} {mixed[2]}/{mixed[3]}".strip()
    if len(source) > _MOST_CHARS:
        return None
    plain = source.replace("^{\\circ}", "°").replace("^\\circ", "°")
    plain, fractions = _FRACTION.subn("\x01\\1 ÷ \\2\x02", plain)
    plain = _SPACES.sub(" ", _WORDS.sub(r"\1", plain).replace("\\cdot", "\\times"))
    if fractions > 1 or (fractions and not _FRACTION_ALONE.search(plain)):
        return None
    plain = re.sub(r"\s*[\x01\x02]\s*", " ", plain)
    plain = _LOWERED.sub(lambda found: (found[1] or found[2]).replace(" ", ""), plain)
    plain, powers = _POWER.subn(_power, plain)
    commands = set(_COMMAND.findall(plain))
    rest = _COMMAND.sub("", plain.replace("\\%", ""))
    if rest.count("^") != powers or not commands <= _SIGNS | _LETTERS or not set(rest) <= _PLAIN:
        return None
    try:
        # Imported where a text has a formula: most have none.
        from pylatexenc.latex2text import LatexNodes2Text
    except ModuleNotFoundError:
        return None
    # Of what follows a command it would leave out the space.
    plain = _COMMAND.sub(_with_space, plain)
    shown = LatexNodes2Text(math_mode="text").latex_to_text(plain)
    return " ".join(shown.split()) or None


def _with_space(found: re.Match[str]) -> str:
    if found[1] in _SIGNS:
        return found[0] + "{} "
    is_prefix = found[1] in ("mu", "Delta", "left", "right")
    return found[0] if is_prefix else found[0] + "{}"


def _power(found: re.Match[str]) -> str:
    follows = found.string[found.end() : found.end() + 1]
    return f"^{found[1] or found[2]}" + " " * follows.isalnum()
