"""Ions by their names: "K+", "Ca2+", "HCO3-"; the sign behind them is no result."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.signs import NAMES, numeral
from allvoice.narration.table import Rule

_SAID = {
    "Na+": "sodium", "Ca2+": "calcium", "Ca++": "calcium", "Mg2+": "magnesium",
    "Mg++": "magnesium", "iCa2+": "ionized calcium", "iCa++": "ionized calcium",
    "HCO3-": "bicarbonate", "Cl-": "chloride",
}  # fmt: skip
_POTASSIUM = "K+"
_WITH_VALUE = re.compile(
    r"(K\+|Na\+|i?Ca2\+|i?Ca\+\+|Mg2\+|Mg\+\+)([:=<>≤≥]?)(\d{1,3}(?:\.\d{1,2})?)"
)
_VALUE_AHEAD = re.compile(
    r"(?:is |of |was |at )?(?:[<>≤≥=~≈:]? ?\d|(?:low|high|normal|level|up|down)\b)"
)
_OTHER_IONS = re.compile(r"\b(?:Na\+|i?Ca(?:2\+|\+\+)|Mg(?:2\+|\+\+)|HCO3-|Cl-)")
_MEASURED = frozenset({"serum", "plasma", "low", "high", "check", "recheck", "repeat"})


def ion(core: str, around: Around) -> str | None:
    """Return the name of an ion, or of several with "/" between them, or None.

    "CD19+ K+" may be a light chain: a K is potassium only where a value or another ion is told.
    """
    if match := _WITH_VALUE.fullmatch(core):
        # "K+2.9", "Na+=131"
        sign = f"{NAMES[match[2]]} " if match[2] in NAMES else ""
        return f"{_SAID.get(match[1], 'potassium')} {sign}{numeral(match[3])}"
    core = core.replace("−", "-")
    if core[-1:] not in ("+", "-"):
        return None
    names = []
    parts = core.replace("^", "").split("/")
    for part in parts:
        name = _SAID.get(part)
        if name is None and part == _POTASSIUM and (len(parts) > 1 or _is_told(around)):
            name = "potassium"
        if name is None:
            return None
        names.append(name)
    return ", ".join(names)


def _is_told(around: Around) -> bool:
    value = _VALUE_AHEAD.match(around.after) is not None
    return (
        value or bool(_OTHER_IONS.search(around.context.text)) or around.before.lower() in _MEASURED
    )


RULES = (Rule("ion", ion),)
"""The rules in the order in which they are asked."""
