"""Whether the key that quits was meant: it stands beside others on the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.event_loop import Scheduler, Timer

BESIDE_S = 1.0
"""Struck so soon after another key it may have been meant for that one's neighbour."""
TOGETHER_S = 0.15
"""Keys struck within so short a time were struck by one hand, that brushed over one of them."""


class QuitGuard:
    """Quits by a key that is struck alone; asks where another was struck just before or with it.

    Asked, the same key again quits, and any other is the answer no.
    """

    def __init__(
        self, scheduler: Scheduler, leave: Callable[[], None], ask: Callable[[], None]
    ) -> None:
        """Begin with nothing struck.

        Args:
            scheduler: tells that no other key came.
            leave: ends the program.
            ask: asks whether to.
        """
        self._scheduler = scheduler
        self._leave = leave
        self._ask = ask
        self._is_asked = False
        self._timer: Timer | None = None
        self._struck_s = 0.0

    def strike(self, now_s: float, since_other_s: float) -> None:
        """Take the key that quits.

        Args:
            now_s: when it was struck, in seconds.
            since_other_s: how long before that another key was.
        """
        if self._is_asked:
            self._leave()
        elif since_other_s < BESIDE_S:
            self._is_asked = True
            self._ask()
        elif self._timer is None:
            self._struck_s = now_s
            self._timer = self._scheduler.do_later(TOGETHER_S, self._end)

    def strike_other(self, key: str, now_s: float, *, is_urgent: bool = False) -> bool:
        """Take any other key; return whether there is nothing more to do for it.

        Args:
            key: which one, by Textual's name.
            now_s: when it was struck, in seconds.
            is_urgent: it asks for the urgent list, which comes before any question.
        """
        self._is_asked = False
        if self._timer is None:
            return False
        if is_urgent:
            self._stop()
            return False
        # Enter stands apart: who is used to typing lines sends the letter off.
        if now_s - self._struck_s < TOGETHER_S and key != "enter":
            # Which of the two was meant nobody knows.
            self._stop()
            self._is_asked = True
            self._ask()
        else:
            self._end()
        return True

    def _end(self) -> None:
        self._stop()
        self._leave()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
