"""The short words of blood tests that mean one thing, as "Hgb", "plts" and "CrCl"."""

from __future__ import annotations

import re

from allvoice.narration.around import Around

_SAID = {
    "hgb": "hemoglobin", "hb": "hemoglobin", "hct": "hematocrit", "plt": "platelets",
    "plts": "platelets", "lymphs": "lymphocytes", "monos": "monocytes",
    "basos": "basophils", "retic": "reticulocytes", "retics": "reticulocytes",
    "creat": "creatinine", "lytes": "electrolytes", "neg": "negative",
    "wnl": "within normal limits", "crcl": "creatinine clearance", "scr": "serum creatinine",
    "kcl": "potassium chloride",
    "nacl": "sodium chloride", "nahco3": "sodium bicarbonate", "tbili": "total bilirubin",
    "t.bili": "total bilirubin", "dbili": "direct bilirubin", "d.bili": "direct bilirubin",
}  # fmt: skip
"""In any capitals."""
_SMALL = {"eos": "eosinophils"}
"""Not in capitals: those may be the end of a study."""
_BESIDE_VALUES = {"nl": "normal", "pos": "positive"}
"""Where values of a laboratory are told."""
_BEFORE_VALUE = {
    "Na": "sodium", "Cl": "chloride", "Ca": "calcium", "Mg": "magnesium", "Phos": "phosphate",
    "Cr": "creatinine", "Lymph": "lymphocytes",
}  # fmt: skip
"""There, with a value behind. "Mg" behind a number is a misspelled unit."""
_VALUE_AHEAD = re.compile(r"[<>≤≥=~:]? ?\d")
WORDS = frozenset({*_SAID, *_SMALL, *_BESIDE_VALUES, *(name.lower() for name in _BEFORE_VALUE)})


def short_word(core: str, around: Around) -> str | None:
    """Return what a short word of the laboratory stands for, or None."""
    if core.lower() not in WORDS:
        return None
    said = _SAID.get(core.lower()) or (None if core.isupper() else _SMALL.get(core.lower()))
    if said is not None or around.before[-1:].isdecimal() or not around.context.is_laboratory:
        return said
    if core in _BEFORE_VALUE:
        return _BEFORE_VALUE[core] if _VALUE_AHEAD.match(around.after) else None
    return None if core.isupper() else _BESIDE_VALUES.get(core.lower())
