"""What a guide says of a temperature, by the limits that its own sentences name. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from allvoice.guide.search.letters import letters_of
from allvoice.guide.search.passages import beginning
from allvoice.guide.search.steps import whole

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position

_FAHRENHEIT = re.compile(r"(\d+(?:\.\d+)?)(?: degrees)? Fahrenheit\b")
_CELSIUS = re.compile(r"(\d+(?:\.\d+)?)(?: degrees)? Celsius\b")
_OR_HIGHER = re.compile(r"\bor (?:higher|more|above)\b")
_BELOW = re.compile(r"\bbelow \d")


def has_rules(guide: Guide) -> bool:
    """Return whether a guide's own list says which temperature leads to which sentence."""
    return bool(guide.synonyms.temperatures)


def said_of_temperature(
    guide: Guide, *, celsius: float | None = None, fahrenheit: float | None = None
) -> Position | None:
    """Return the sentence that names a limit which a temperature reaches; None where none does.

    Of several it is the one that the guide's list names first.

    Args:
        guide: the guide.
        celsius: the temperature; None where it is in the other scale.
        fahrenheit: the same.
    """
    letters = whole(letters_of(guide))
    for rule in guide.synonyms.temperatures:
        if not rule.covers(celsius, fahrenheit):
            continue
        for match in beginning(guide, letters, rule.leads_to):
            sentence = guide.sentence_text(match.position)
            if _reaches(sentence, _CELSIUS, celsius) or _reaches(sentence, _FAHRENHEIT, fahrenheit):
                return match.position
    return None


def _reaches(sentence: str, scale: re.Pattern[str], value: float | None) -> bool:
    named = scale.findall(sentence)
    if value is None or len(named) != 1:
        return False
    limit = float(named[0])
    if _BELOW.search(sentence):
        return value < limit
    return bool(_OR_HIGHER.search(sentence)) and value >= limit
