"""Which press of a key counts: hands hold keys and tremble, and terminals tell of neither. Pure.

No terminal tells of a key being let go. A held key is a press, nothing for 250 to 1,000 ms, which
every system lets its user choose, and then presses close together; a hand that trembles, or a worn
key, is two presses close together. So a second press that comes where a held key's would come is
known for what it is only by what follows it: it waits for a moment. A first press never waits.
"""

from __future__ import annotations

import enum

HELD_WITHIN_S = 0.12
"""Keyboards repeat a held key at least ten times a second."""
KNOWN_AFTER_S = 0.15
"""A press that no other has followed for so long was none of a held key: that and what a line may
delay one."""
LONGEST_DELAY_S = 1.1
"""After which a held key begins to repeat, at the latest."""
BOUNCE_S = 0.05
"""Nobody strikes a key twice within so short a time, and no held key repeats so soon."""
AT_ONCE_S = 0.005
"""What comes together was pressed in its own time, and has waited somewhere."""


class Press(enum.Enum):
    """What a press is."""

    COUNTS = "counts"
    """It is done at once."""
    REPEATS = "repeats"
    """The key is held, and goes on."""
    UNSURE = "unsure"
    """It counts if no other follows it for `KNOWN_AFTER_S`."""
    NOTHING = "nothing"
    """It belongs to the press before; one that was unsure does so too."""


class Presses:
    """Tells presses that count from those of a held key and a trembling hand."""

    def __init__(self) -> None:
        self.ignore_repeat_s = 0.0
        """A key that is pressed again so soon was pressed once; 0 lets every press count."""
        self._key = ""
        self.last_s = float("-inf")
        """When the last press was."""
        self._struck_s: dict[str, float] = {}
        """When each key was pressed that another one may have come behind since."""
        self._other_s = float("-inf")
        self._done_s = float("-inf")
        """When the key was pressed the last time that something was done for it."""
        self._is_held = False
        self._is_unsure = False
        self._was_typed = False

    @property
    def since_other_key_s(self) -> float:
        """How long before the last press another key was pressed."""
        return self.last_s - self._other_s

    def press(self, key: str, now_s: float, *, goes_on: bool) -> Press:
        """Return what a press is.

        Args:
            key: which key.
            now_s: when it was pressed, in seconds.
            goes_on: what it does is done again and again while it is held.
        """
        since_struck_s = now_s - self._struck_s.get(key, float("-inf"))
        gap_s = self._gap_s(key, now_s)
        self._was_typed = False
        if goes_on:
            return self._moving(gap_s, now_s)
        if gap_s == float("inf") and AT_ONCE_S <= since_struck_s < self.ignore_repeat_s:
            # Two keys under one hand that trembles, or both hands.
            return Press.NOTHING
        return self._acting(gap_s, now_s)

    def typed(self, key: str, now_s: float) -> Press:
        """Return what a press is where words are typed: letters may be double.

        Of a key that opened the line, and is held, nothing is typed.
        """
        was_typed = self._was_typed
        gap_s = self._gap_s(key, now_s)
        if gap_s < LONGEST_DELAY_S and not was_typed:
            return self._acting(gap_s, now_s)
        self._was_typed = True
        return Press.REPEATS if gap_s < HELD_WITHIN_S else Press.COUNTS

    def known(self) -> None:
        """Note that an unsure press counts."""
        self._is_unsure = False

    def _gap_s(self, key: str, now_s: float) -> float:
        """Return how long ago the same key was pressed, if it was the last one."""
        gap_s = now_s - self.last_s if key == self._key else float("inf")
        if key != self._key:
            self._other_s = self.last_s
            self._is_held = self._is_unsure = self._was_typed = False
        self._key, self.last_s = key, now_s
        recent = now_s - LONGEST_DELAY_S
        self._struck_s = {each: at_s for each, at_s in self._struck_s.items() if at_s > recent}
        self._struck_s[key] = now_s
        return gap_s

    def _moving(self, gap_s: float, now_s: float) -> Press:
        if gap_s >= HELD_WITHIN_S:
            self._is_held = False
        elif not self._is_held:
            since_s = now_s - self._done_s
            if AT_ONCE_S <= since_s < min(self.ignore_repeat_s, BOUNCE_S):
                return Press.NOTHING
            self._is_held = True
        self._done_s = now_s
        return Press.REPEATS if self._is_held else Press.COUNTS

    def _acting(self, gap_s: float, now_s: float) -> Press:
        self._is_held = False
        guard_s = self.ignore_repeat_s
        if guard_s and self._is_unsure:
            guard_s = max(guard_s, KNOWN_AFTER_S)
        self._is_unsure = False
        if gap_s < guard_s:
            return Press.NOTHING
        if guard_s and gap_s < LONGEST_DELAY_S:
            self._is_unsure = True
            return Press.UNSURE
        self._done_s = now_s
        return Press.COUNTS
