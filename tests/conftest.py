from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples import register_profiles

END_TO_END = Path(__file__).parent / "e2e"

register_profiles()


def pytest_configure() -> None:
    """Heed Control-C in the tests and in what they start.

    Who is started in the background by a script finds it ignored, and so would every program that
    a test starts.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-screens",
        action="store_true",
        help="keep the screens as they look now, instead of comparing them",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the files whose tests mostly wait for sound evenly among those that compute.

    Each worker of `-n` is given a part of the whole row: this way one waits while others compute.
    """
    waiting = [item for item in items if item.path.is_relative_to(END_TO_END)]
    computing = [item for item in items if not item.path.is_relative_to(END_TO_END)]
    place: dict[Path, float] = {}
    for kind in (waiting, computing):
        for number, item in enumerate(kind):
            place.setdefault(item.path, number / len(kind))
    items.sort(key=lambda item: place[item.path])


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
