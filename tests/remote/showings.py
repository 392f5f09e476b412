"""What is shown of a small guide, for tests."""

from __future__ import annotations

from typing import Any

from allvoice.guide.model import Position
from allvoice.reading.timeline import Timeline
from allvoice.remote.model import Place, Playback, Shown
from tests.reading.harness import small_guide


def shown(**others: Any) -> Shown:
    """Return what is shown at the start of the small guide, but for some."""
    values: dict[str, Any] = {
        "playback": Playback.STOPPED,
        "place": Place(Timeline(small_guide()), Position(0)),
        "length_s": 60.0,
        "rate_wpm": 150,
        "slowest_wpm": 60,
        "volume": 100,
        **others,
    }
    return Shown(**values)
