from __future__ import annotations

import gc
import itertools
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from allvoice.shelf.store.shelf import Shelf
from tests.examples import register_profiles

END_TO_END = Path(__file__).parent / "e2e"
ALL_WAITED_FOR = 0.75
"""How much of a worker's tests are done when no more of its tests wait for sound."""

register_profiles()


def pytest_configure() -> None:
    """Heed Control-C and the end of a terminal in the tests and in what they start.

    Who is started in the background by a script, or by `nohup`, finds them ignored, and so would
    every program that a test starts.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-screens",
        action="store_true",
        help="keep the screens as they look now, instead of comparing them",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each worker of `-n` as many tests that mostly wait for sound, and those early.

    Each is given a part of the whole row: this way one waits while others compute, and what is
    left at the end is short, so that it can be shared among all.
    """
    waiting = [item for item in items if item.path.is_relative_to(END_TO_END)]
    computing = [item for item in items if not item.path.is_relative_to(END_TO_END)]
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = [
        item
        for number in range(workers)
        for item in _mixed(_share(waiting, number, workers), _share(computing, number, workers))
    ]


def pytest_collection_finish() -> None:
    """Let the collector seldom look at all there is: most of it is the tests, which stay."""
    gc.collect()
    gc.set_threshold(700, 10, 1000)


def _share(items: list[pytest.Item], number: int, count: int) -> list[pytest.Item]:
    return items[number * len(items) // count : (number + 1) * len(items) // count]


def _mixed(early: list[pytest.Item], late: list[pytest.Item]) -> list[pytest.Item]:
    """Return both in one row, the tests of a file together: what they share is made once."""
    placed: list[tuple[float, pytest.Item]] = []
    for row, until in ((early, ALL_WAITED_FOR), (late, 1.0)):
        for _, group in itertools.groupby(enumerate(row), lambda numbered: numbered[1].path):
            of_file = list(group)
            place = until * of_file[0][0] / len(row)
            placed += [(place, item) for _, item in of_file]
    placed.sort(key=lambda one: one[0])
    return [item for _, item in placed]


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """Give the next test, and the programs it starts, the signals this one found.

    A command run inside the tests' own process leaves signals as a program that ends does; a
    signal that is ignored is ignored by every program started afterwards.
    """
    former = {number: signal.getsignal(number) for number in signal.valid_signals()}
    yield
    for number, handler in former.items():
        # A handler that was not set by Python is None, and cannot be set again.
        if handler is not None and signal.getsignal(number) is not handler:
            signal.signal(number, handler)


@pytest.fixture(autouse=True)
def shelves_closed_afterwards(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close each shelf that a test leaves open: a process may open only so many files at once."""
    left_open: list[Shelf] = []
    initialise, close = Shelf.__init__, Shelf.close

    def opened(shelf: Shelf, *arguments: Any, **named: Any) -> None:
        initialise(shelf, *arguments, **named)
        left_open.append(shelf)

    def closed(shelf: Shelf) -> None:
        left_open[:] = [each for each in left_open if each is not shelf]
        close(shelf)

    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "__init__", opened)
        patched.setattr(Shelf, "close", closed)
        yield
    for shelf in left_open:
        shelf.close()
