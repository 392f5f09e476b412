"""Work on another thread that may take long, such as opening a large file: keys do not wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from allvoice.event_loop import Scheduler

FIRST_LOOK_S = 0.02
LAST_LOOK_S = 1.0
"""How soon it is looked whether the work is done; each time twice as late, since what takes long
is not waited for in a hurry."""
T = TypeVar("T")


def on_a_thread(work: Callable[[], None]) -> None:
    """Do some work on a thread of its own, which the end of the program does not wait for."""
    threading.Thread(target=work, name="background", daemon=True).start()


class _Work(Generic[T]):
    """What is done, and what came of it."""

    def __init__(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._work = work
        self._done = done
        self._results: list[T] = []
        self._errors: list[Exception] = []

    def run(self) -> None:
        try:
            self._results.append(self._work())
        except Exception as error:
            self._errors.append(error)

    def hand_over(self, failed: Callable[[Exception], None]) -> bool:
        """Hand over what came of it; return whether it is done."""
        for error in self._errors:
            failed(error)
        for result in self._results:
            self._done(result)
        return bool(self._errors or self._results)


class InBackground:
    """Does one thing after the other; what comes of it is handed over where keys are answered."""

    def __init__(
        self,
        scheduler: Scheduler,
        start: Callable[[Callable[[], None]], None],
    ) -> None:
        """Begin at rest.

        Args:
            scheduler: looks whether the work is done.
            start: does some work elsewhere.
        """
        self._scheduler = scheduler
        self._start = start
        self._number = 0
        self.is_busy = False
        """Whether something is being done."""

    def begin(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Begin to do something; what is being done is dropped.

        Args:
            work: is done on another thread.
            done: takes what comes of it.
            failed: takes what it raised.
        """
        self.drop()
        self.is_busy = True
        begun: _Work[T] = _Work(work, done)
        self._start(begun.run)
        self._look(begun, failed, self._number, FIRST_LOOK_S)

    def drop(self) -> None:
        """Want no more what is being done: nobody is told what comes of it."""
        self._number += 1
        self.is_busy = False

    def _look(
        self, begun: _Work[T], failed: Callable[[Exception], None], number: int, delay_s: float
    ) -> None:
        def look() -> None:
            if number != self._number:
                return
            self.is_busy = False
            if not begun.hand_over(failed) and number == self._number:
                self.is_busy = True
                self._look(begun, failed, number, min(2 * delay_s, LAST_LOOK_S))

        self._scheduler.do_later(delay_s, look)
