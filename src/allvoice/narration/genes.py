"""Genes, groups, chromosomes and numbers of trials: letters and figures, never read as a word."""

from __future__ import annotations

import re

from allvoice.guide.word_list import is_everyday
from allvoice.narration import signs
from allvoice.narration.around import Around
from allvoice.narration.marks import CLOSING, finished, mark_of
from allvoice.narration.table import Rule

_TRIAL = re.compile(r"(NCT|EudraCT|ISRCTN|ACTRN)-?(\d{6,14})", re.IGNORECASE)
_TISSUE_TYPE = re.compile(r"(HLA-)?([A-Z]{1,3}\d?)\*(\d{2,3}(?::\d{2,3})*)([A-Z]?)")
_ALLELES = re.compile(r"\*\d{1,3}[A-Z]?(?:/\*\d{1,3}[A-Z]?)*")
_ALLELE = re.compile(r"\*(\d+)([A-Z]?)")
_KARYOTYPE = re.compile(r"(\d\d)(?:[-–~](\d\d))?,([XY]{1,4})((?:,[^\s,]{1,40}){0,20})")
_CELLS = re.compile(r"\[(?:cp)?(\d+)\]?\Z")
_NUMBER_CHANGED = re.compile(r"([+-])(\d{1,2}|[XY]|mar)")
_CHANGE = re.compile(r"([a-z]{1,4})((?:\([\dpqXY;.,?-]+\))+)")
_BAND = re.compile(r"([pq])(?=\d)")
_LETTERS_AND_FIGURES = re.compile(r"(?=[A-Za-z]*\d)(?=.*[A-Z])[A-Za-z]{1,5}\d{1,2}[A-Za-z]{0,2}\d?")
_MIXED = re.compile(r"[a-z]{0,3}[A-Z]{2,4}[a-z]?[A-Z]?|[A-Z][a-z][A-Z]|[A-Z][a-z][A-Z]{2}")
_NOT_SPELLED = re.compile(r"Mc[A-Z]|[A-Z]{2,4}s|[A-Z]?[a-z]+\d")
_SLIP = re.compile(r"[A-Z]{2}[a-z]")
_SEVERAL = re.compile(r"(.*[A-Z])s")
_GENE = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z\d]{3,}")
_CLOSING = CLOSING.replace("*", "")
_PIECE = re.compile(r"[A-Za-z]|\d+")


def trial(core: str, _: Around) -> str | None:
    """Return how the number of a trial, as "NCT02003222", is said, or None."""
    match = _TRIAL.fullmatch(core)
    return f"{' '.join(match[1].upper())}, {' '.join(match[2])}" if match else None


def tissue_type(core: str, _: Around) -> str | None:
    """Return how "HLA-A*02:01" is said, or None."""
    match = _TISSUE_TYPE.fullmatch(core)
    if match is None:
        return None
    fields = ", ".join(" ".join(each) for each in match[3].split(":"))
    lead = "H L A, " if match[1] else ""
    return f"{lead}{spelled(match[2])} star {fields} {match[4]}".strip()


def alleles(written: str, around: Around) -> str | None:
    """Return how the "*1/*3A" behind a gene is said, or None: other stars are emphasis.

    Args:
        written: as displayed.
        around: what stands beside it.
    """
    core = written.rstrip(_CLOSING)
    if not _ALLELES.fullmatch(core) or not ("/" in core or _GENE.fullmatch(around.before)):
        return None
    said = ", ".join(f"star {number} {letter}".strip() for number, letter in _ALLELE.findall(core))
    return finished(said, mark_of(written[len(core) :]))


def karyotype(core: str, _: Around) -> str | None:
    """Return how "47,XX,+21" is said, or None: no sign in it may be lost."""
    cells = _CELLS.search(core)
    match = _KARYOTYPE.fullmatch(core[: cells.start()] if cells else core)
    if match is None:
        return None
    count = f"{match[1]} to {match[2]}" if match[2] else match[1]
    said = [count, " ".join(match[3]), *map(_change, match[4].split(",")[1:])]
    if cells:
        said.append(f"{cells[1]} cells")
    return ", ".join(said)


def letters_and_figures(core: str, _: Around) -> str | None:
    """Return how "SpO2", "CNS2a" or "QTc" is said, or None."""
    if _NOT_SPELLED.match(core):
        return None
    if core.isupper() or not (_LETTERS_AND_FIGURES.fullmatch(core) or _MIXED.fullmatch(core)):
        return None
    if _SLIP.fullmatch(core) and is_everyday(core):
        # "THe": Shift was held too long.
        return core.lower()
    several = _SEVERAL.fullmatch(core)
    return f"{spelled(several[1])}'s" if several else spelled(core)


def spelled(name: str) -> str:
    """Return the letters of a name, and its figures as numbers."""
    return " ".join(_PIECE.findall(name)).upper()


def _change(part: str) -> str:
    if match := _NUMBER_CHANGED.fullmatch(part):
        return f"{'plus' if match[1] == '+' else 'minus'} {match[2]}"
    if match := _CHANGE.fullmatch(part):
        inner = match[2][1:-1].replace(")(", ", ").replace(";", ", ")
        return f"{match[1]} {signs.said(_BAND.sub(_band, inner))}"
    return signs.said(part)


def _band(found: re.Match[str]) -> str:
    return f"{found[1]} "


RULES = (
    Rule("number of a trial", trial, figures=True, mixed=True),
    Rule("karyotype", karyotype, figures=True, mixed=True),
    Rule("tissue type", tissue_type, figures=True, mixed=True),
    Rule("letters and figures", letters_and_figures),
)
"""For whole words and for the parts of one."""
