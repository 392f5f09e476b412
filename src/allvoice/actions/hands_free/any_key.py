"""What a press means where any key plays or pauses, for a hand that cannot look. Pure.

Presses that follow one another closely are one gesture, whichever keys they were: one press plays
or pauses, at once; a second one takes that back and marks the place; more of them do nothing. A
held key is such a gesture too: what its first press did is taken back once it is known. Escape
never marks: it is the way out, pressed three times or held.

What was before a press is given back with what the press means, so that it can be taken back.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

ESCAPE = "escape"
TEXT = "text"
"""Stands for all characters that came at once, by a paste or as a flood, be it in pieces."""
DOUBLE_S = 0.4
"""The second press of a double one comes within this, as that of a double tap or click."""
ROOM_S = 0.25
"""So much later than what belongs to a trembling hand it may still come, whatever is chosen."""
BOUNCE_S = 0.05
"""Nobody strikes twice within so short a time, and a held key that repeats so often goes on."""
HELD_WITHIN_S = 0.12
"""Keyboards repeat a held key at least ten times a second."""
AT_ONCE_S = 0.015
"""No held key repeats so soon."""
LONGEST_DELAY_S = 1.1
"""After which a held key begins to repeat, at the latest."""
ESCAPES, ESCAPES_WITHIN_S = 3, 2.0


class Does(enum.Enum):
    """What a press does."""

    NOTHING = "nothing"
    """It belongs to a press before."""
    PLAYS = "plays"
    """It plays or pauses."""
    TAKES_BACK = "takes back"
    """Playing or not is as it was before."""
    MARKS = "marks"
    """It takes back, and marks the place that was then."""
    LEAVES = "leaves"
    """It takes back, and keys are again what they are."""


@dataclass(frozen=True, slots=True)
class Meaning(Generic[T]):
    """What a press does, and what was before the one that is taken back."""

    does: Does
    before: T | None = None


@dataclass(slots=True)
class _Gesture(Generic[T]):
    """Presses that follow one another closely."""

    key: str
    """Which one began it."""
    begun_s: float
    before: T
    is_single: bool = True
    """It was one press, which holds."""


class AnyKeyRule(Generic[T]):
    """Tells what each press means, in its turn."""

    def __init__(self) -> None:
        """Begin with nothing pressed."""
        self.ignore_repeat_s = 0.0
        """What is pressed again so soon was pressed once."""
        self._key = ""
        self._last_s = float("-inf")
        self._chain = 0
        """How often the same key came as often as one that is held."""
        self._chain_s = 0.0
        """When the first of these was."""
        self._gesture: _Gesture[T] | None = None
        self._former: _Gesture[T] | None = None
        """The gesture before: it may be the first press of a key that is held."""
        self._escapes: list[tuple[float, T]] = []
        """When Escape was pressed, and nothing else since, and what was before."""
        self._is_entering = False

    def enter(self, key: str, at_s: float) -> None:
        """Let a key be held that has only just led here: it means nothing more."""
        self._key, self._last_s, self._is_entering = key, at_s, True

    def is_of_leaving(self, key: str, at_s: float) -> bool:
        """Tell whether a press after the last one belongs to it still: the key is held."""
        is_held = key == self._key and at_s - self._last_s < LONGEST_DELAY_S
        self._last_s = at_s if is_held else float("-inf")
        return is_held

    def press(self, key: str, at_s: float, now: T) -> Meaning[T]:
        """Return what a press means.

        Args:
            key: which key, `ESCAPE` or `TEXT`.
            at_s: when it was pressed, in seconds.
            now: what is now, before the press does anything.
        """
        gap_s, is_same = at_s - self._last_s, key == self._key
        if not is_same or gap_s > HELD_WITHIN_S:
            self._chain, self._chain_s = 1, at_s
        elif gap_s >= AT_ONCE_S:
            self._chain += 1
        is_held = self._chain > 2 and at_s - self._chain_s >= BOUNCE_S
        self._key, self._last_s = key, at_s
        self._is_entering = self._is_entering and is_same and gap_s < LONGEST_DELAY_S
        is_bounced = gap_s < max(self.ignore_repeat_s, BOUNCE_S) and not is_held
        is_more_text = key == TEXT and is_same and gap_s < self._double_s
        if self._is_entering or is_bounced or is_more_text:
            return Meaning(Does.NOTHING)
        if key == ESCAPE:
            if (first := self._first_escape(at_s, now, is_held=is_held)) is not None:
                return Meaning(Does.LEAVES, first)
        else:
            self._escapes.clear()
        if self._gesture is None or gap_s >= self._double_s:
            self._former, self._gesture = self._gesture, _Gesture(key, at_s, now)
            return Meaning(Does.PLAYS)
        return self._further(self._gesture, key, is_held=is_held)

    @property
    def _double_s(self) -> float:
        return max(DOUBLE_S, self.ignore_repeat_s + ROOM_S)

    def _first_escape(self, at_s: float, now: T, *, is_held: bool) -> T | None:
        """Return what was before Escape led out of here; None where it does not."""
        recent = [each for each in self._escapes if at_s - each[0] <= ESCAPES_WITHIN_S]
        self._escapes = [*recent, (at_s, now)]
        if not is_held and len(self._escapes) < ESCAPES:
            return None
        first = self._escapes[0][1]
        self._escapes.clear()
        self._gesture = self._former = None
        return first

    def _further(self, gesture: _Gesture[T], key: str, *, is_held: bool) -> Meaning[T]:
        """Return what a press means that is not the first of its gesture."""
        former = self._former if is_held and self._begins_held(gesture, key) else None
        if former is not None:
            self._former = None
        before = gesture.before if former is None else former.before
        if not gesture.is_single:
            return Meaning(Does.NOTHING if former is None else Does.TAKES_BACK, before)
        gesture.is_single = False
        is_way_out = key == gesture.key == ESCAPE
        return Meaning(Does.TAKES_BACK if is_way_out else Does.MARKS, before)

    def _begins_held(self, gesture: _Gesture[T], key: str) -> bool:
        """Tell whether the gesture before was the first press of the key that is held."""
        former = self._former
        return (
            former is not None
            and former.is_single
            and former.key == gesture.key == key
            and self._chain_s == gesture.begun_s
            and gesture.begun_s - former.begun_s <= LONGEST_DELAY_S
        )
