"""Numbers of rooms and buildings, in which a dash is no range: "Rm 4-210"."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import Phrase

_ROOMS = {
    "rm": "room", "room": "room", "unit": "unit", "suite": "suite", "ste": "suite",
    "bldg": "building", "building": "building", "apt": "apartment", "apartment": "apartment",
    "ext": "extension", "extension": "extension", "bed": "bed", "bay": "bay", "desk": "desk",
    "ward": "ward", "pod": "pod", "gate": "gate", "box": "box", "locker": "locker",
    "mrn": "M R N", "fl": "floor", "floor": "floor",
}  # fmt: skip
_NUMBERED = re.compile(r"([A-Za-z]{2,9})\.?\s#?([A-Z]{0,2}\d{1,5}[A-Z]?(?:[-–]\d{1,5}[A-Z]?){1,3})")
_MEASURED = re.compile(
    r"\s?(?:mg|mcg|g|kg|mL|L|%|percent|units?|tablets?|doses?|times|hours?|days?|weeks?|months?|"
    r"years?|people|beds|patients)\b"
)
_DASHES = re.compile(r"[-–]")
_RUNS = re.compile(r"\d+|[A-Z]")


def _number_of_room(match: re.Match[str], _: Around) -> str | None:
    written = match[1]
    name = _ROOMS.get(written.lower())
    if name is None or _MEASURED.match(match.string, match.end()):
        return None
    if written.lower() == name:
        name = written
    parts = [
        " ".join(" ".join(run) for run in _RUNS.findall(part)) for part in _DASHES.split(match[2])
    ]
    return f"{name} {', '.join(parts)}"


PHRASES = (Phrase("number of a room", _NUMBERED, _number_of_room, frozenset(_ROOMS)),)
"""The phrases in the order in which they are asked."""
