"""The sign of a degree that is no temperature: "2° to chemotherapy", "2° AV block"."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.table import Rule

_CAUSE = {"1°": "primary", "2°": "secondary"}
_TO = re.compile(r"to (?!\d|the (?:left|right)\b)[A-Za-z]")
_MEASURED = re.compile(
    r"\b(?:temp\w*|fever|cool\w*|warm\w*|heat\w*|fell|fall\w*|drop\w*|rose|ris\w+|rais\w+|lower\w*|"
    r"turn\w*|tilt\w*|rotat\w+|bend\w*|bent|angle\w*|flex\w*|tip\w*)[^.;:]*\Z",
    re.IGNORECASE,
)
_ORDINALS = {"1°": "first degree", "2°": "second degree", "3°": "third degree"}
_GRADED = re.compile(r"(?:A-?V |heart |atrioventricular )?block\b|burns?\b|tears?\b", re.IGNORECASE)


_ILLNESS = re.compile(
    r"(?:(?:and|or) [123]° )?(?!(?:above|below|more|less|higher|lower|warmer|cooler|colder|over|"
    r"under|north|south|east|west|from|than|celsius|fahrenheit|centigrade|rise|drop|change|turn|fever|each|"
    r"when|until|increase|decrease|with|every)\b)(?:[A-Za-z][a-z]{3,}|[A-Z]{2,})"
)


def cause(core: str, around: Around) -> str | None:
    """Return how the "2°" of "2° to chemotherapy" is said, or None."""
    if core not in _CAUSE or not _TO.match(around.after):
        return None
    # "Fever 2° to the line": a fever has a cause too, where it is the word before.
    earlier = around.earlier.rstrip()
    measured = _MEASURED.search(earlier) and not earlier.lower().endswith("fever")
    return None if measured else _CAUSE[core]


def graded(core: str, around: Around) -> str | None:
    """Return how the "2°" of "2° burns" is said, or None."""
    return _ORDINALS.get(core) if _GRADED.match(around.after) else None


def unsure(core: str, around: Around) -> str | None:
    """Return the figure and the sign of the "2°" of "2° hypertension", or None."""
    if core not in _CAUSE or not _ILLNESS.match(around.after) or _MEASURED.search(around.earlier):
        return None
    return f"{core[0]} degree sign"


RULES = (
    Rule("degree", cause, figures=True),
    Rule("degree", graded, figures=True),
    Rule("unsure degree", unsure, figures=True),
)
"""The rules in the order in which they are asked."""
