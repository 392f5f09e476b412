"""Players are tried with a sink that takes sound as it is heard, and with one ahead of the ear."""

from __future__ import annotations

import pytest

from tests.playback.output_harness import OutputHarness
from tests.playback.player_harness import AHEAD_FRAMES, PlayerHarness


@pytest.fixture(params=[0, AHEAD_FRAMES], ids=["at the ear", "ahead of the ear"])
def _both_kinds_of_sink(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlayerHarness, "ahead_frames", request.param)


@pytest.fixture
def harness() -> OutputHarness:
    """An output whose sinks, time and threads are moved by hand."""
    return OutputHarness()
