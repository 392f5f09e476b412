"""Typed lines and the voice's reports arrive in order, and no flood of either fills the memory."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence

import pytest

from allvoice.plain.happenings import (
    MOST_LINES_AT_ONCE,
    PASTE_GAP_S,
    PASTED_WITHIN_S,
    TYPE_AHEAD_LINES,
    Happened,
    Inbox,
    LeftOut,
    Resumed,
    ToStop,
)
from allvoice.speech.protocol import Notice


class Sent:
    """Lines that a terminal sends, each some seconds of its own clock after the one before."""

    def __init__(self, lines: Sequence[tuple[float, str]]) -> None:
        self._gaps_s = iter([*(gap_s for gap_s, _ in lines[1:]), float("inf")])
        self._gap_s = 0.0
        self._lines = lines

    def lines(self) -> Iterator[str]:
        """Yield each when it is there."""
        for _, line in self._lines:
            self._gap_s = next(self._gaps_s)
            yield line

    def more_follows(self, within_s: float) -> bool:
        """Return whether the next is there within some seconds."""
        return self._gap_s <= within_s


def test_typed_lines_come_in_order_and_then_the_end() -> None:
    inbox = Inbox()
    inbox.type_from(["n\n", "q\n"])
    assert [inbox.next() for _ in range(3)] == ["n\n", "q\n", None]


def test_who_types_without_end_waits_and_the_voice_does_not() -> None:
    inbox, read, full = Inbox(), 0, threading.Event()

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            if read > TYPE_AHEAD_LINES:
                full.set()
            yield "y\n"

    inbox.type_from(endless())
    assert full.wait(10)
    event = Notice("Here.")
    for _ in range(10 * TYPE_AHEAD_LINES):
        inbox.post(event)
    assert [inbox.next() for _ in range(TYPE_AHEAD_LINES)] == ["y\n"] * TYPE_AHEAD_LINES
    # What is read beyond what was answered is never more than there is room for, and one in hand.
    assert read <= 2 * TYPE_AHEAD_LINES + 1


def test_of_many_lines_that_a_terminal_sends_at_once_none_is_a_command() -> None:
    inbox = Inbox()
    pasted = ["n\n"] * 25_000
    more = iter([*[True] * (len(pasted) - 1), False, True, False, False])
    inbox.type_from([*pasted, "t\n", "3\n", "q\n"], lambda within_s: next(more))
    assert [inbox.next() for _ in range(5)] == [LeftOut(), "t\n", "3\n", "q\n", None]


@pytest.mark.parametrize("pause_s", [0.15, 0.6, PASTE_GAP_S])
def test_a_paste_that_comes_haltingly_is_one_paste_and_who_types_after_it_is_obeyed(
    pause_s: float,
) -> None:
    inbox = Inbox()
    piece = [(0.0, "b\n")] * 10
    # The last pieces have fewer lines than make a paste.
    halting = [*piece, (pause_s, "n\n"), (0.0, "b\n"), (pause_s, "q\n")]
    typed = [(1.5 * PASTE_GAP_S, "t\n"), (2 * PASTED_WITHIN_S, "3\n")]
    sent = Sent([*halting, *typed])
    inbox.type_from(sent.lines(), sent.more_follows)
    assert [inbox.next() for _ in range(4)] == [LeftOut(), "t\n", "3\n", None]


def test_lines_that_are_typed_one_after_the_other_are_commands_however_many() -> None:
    inbox = Inbox()
    # As an Enter key that is held.
    sent = Sent([(0.03, "\n")] * 50)
    inbox.type_from(sent.lines(), sent.more_follows)
    assert [inbox.next() for _ in range(51)] == [*["\n"] * 50, None]


@pytest.mark.parametrize("count", [1, MOST_LINES_AT_ONCE])
def test_a_few_lines_at_once_are_commands(count: int) -> None:
    inbox = Inbox()
    more = iter([*[True] * (count - 1), False])
    inbox.type_from(["n\n"] * count, lambda within_s: next(more))
    assert [inbox.next() for _ in range(count + 1)] == [*["n\n"] * count, None]


@pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="this system stops no programs")
def test_that_the_program_is_to_stop_is_told() -> None:
    inbox = Inbox()
    before = signal.getsignal(signal.SIGTSTP)
    with inbox.watching_for_stops():
        signal.raise_signal(signal.SIGTSTP)
        assert inbox.next() == ToStop()
    assert signal.getsignal(signal.SIGTSTP) == before


@pytest.mark.skipif(not hasattr(signal, "SIGCONT"), reason="this system stops no programs")
def test_that_the_program_runs_again_is_told_whichever_thread_gets_the_signal() -> None:
    inbox = Inbox()
    before = signal.getsignal(signal.SIGCONT)
    with inbox.watching_for_stops():
        signal.raise_signal(signal.SIGCONT)
        assert inbox.next() == Resumed()

        def get_the_signal() -> None:
            signal.pthread_kill(threading.get_ident(), signal.SIGCONT)

        threading.Thread(target=get_the_signal).start()
        assert inbox.next() == Resumed()
    assert signal.getsignal(signal.SIGCONT) == before
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="this system stops no programs")
def test_a_program_that_runs_in_the_background_and_then_in_front_has_come_back_once() -> None:
    noted = threading.Event()

    class Watched(Inbox):
        def post(self, happened: Happened) -> None:
            super().post(happened)
            if happened == ToStop():
                noted.set()

    inbox = Watched()
    with inbox.watching_for_stops():
        for number in (signal.SIGCONT, signal.SIGCONT, signal.SIGTSTP):
            signal.raise_signal(number)
        assert noted.wait(10)
        assert [inbox.next(), inbox.next()] == [Resumed(), ToStop()]
        signal.raise_signal(signal.SIGCONT)
        assert inbox.next() == Resumed()


def test_on_a_thread_of_its_own_nothing_is_asked_of_the_system() -> None:
    inbox, got = Inbox(), []

    def read() -> None:
        with inbox.watching_for_stops():
            inbox.post(Notice("Here."))
            got.append(inbox.next())

    thread = threading.Thread(target=read)
    thread.start()
    thread.join(10)
    assert got == [Notice("Here.")]
