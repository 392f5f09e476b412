from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.examples import register_profiles

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
