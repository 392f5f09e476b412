"""What the ear passes: where a word begins, and where an utterance ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Boundary:
    """A word begins to be heard just now."""

    generation: int
    utterance_id: int
    word: int
    """Index of the word in its utterance."""


@dataclass(frozen=True, slots=True)
class UtteranceEnded:
    """An utterance has been heard to its end, just now, before its pause."""

    generation: int
    utterance_id: int


Passed = Boundary | UtteranceEnded
