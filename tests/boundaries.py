"""The words that boundaries are about, so that a test can write them as a list."""

from __future__ import annotations

from allvoice.playback.boundary import Boundary, Passed


def word_of(passed: Passed) -> int | None:
    """Return the word that begins; None where the utterance ends."""
    return passed.word if isinstance(passed, Boundary) else None
