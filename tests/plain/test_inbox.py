"""Typed lines and the voice's reports arrive in order, and no flood of either fills the memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from allvoice.plain.inbox import TYPE_AHEAD_LINES, Inbox
from allvoice.speech.messages import Notice


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
        inbox.voice_event(event)
    assert [inbox.next() for _ in range(TYPE_AHEAD_LINES)] == ["y\n"] * TYPE_AHEAD_LINES
    # What is read beyond what was answered is never more than there is room for, and one in hand.
    assert read <= 2 * TYPE_AHEAD_LINES + 1
