"""The terminal's input, read as Textual does, but without answers and without a wait for Escape."""

from __future__ import annotations

import os
import selectors
import time
from codecs import getincrementaldecoder

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from allvoice.tui.typed import ESCAPE, Typed, escape_wait_s

IDLE_S = 0.1
MOST_BYTES = 4_096


class TypedDriver(LinuxDriver):
    """Textual's driver with another input loop.

    Textual holds the Escape key back for 0.1 s, and looks for that no more often. And it asks the
    terminal what it can do: terminals that do not know the question print the end of it, screen
    readers say that ("pp"), and an answer may come late. Nothing is asked here.
    """

    def _request_terminal_sync_mode_support(self) -> None:
        """Do not ask."""

    def _query_in_band_window_resize(self) -> None:
        """Do not ask."""

    def run_input_thread(self) -> None:
        """Read keys until the program ends."""
        parser = XTermParser(self._debug)
        typed = Typed(time.monotonic, escape_wait_s())
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                due_in_s = typed.due_in_s
                if selector.select(IDLE_S if due_in_s is None else min(due_in_s, IDLE_S)):
                    sent = self._read()
                    if not sent:
                        # The terminal is gone; a signal tells the program.
                        break
                    self._hand_on(parser, typed.take(decode(sent)))
                due = typed.due()
                if due.strip(ESCAPE):
                    self._hand_on(parser, due)
                else:
                    for escape in due:
                        self.process_message(events.Key("escape", escape))
                for event in parser.tick():
                    self.process_message(event)
        try:
            for _ in parser.feed(""):
                pass
        except (EOFError, ParseError):
            pass

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, MOST_BYTES)
        except OSError:
            return b""

    def _hand_on(self, parser: XTermParser, text: str) -> None:
        if text:
            for event in parser.feed(text):
                self.process_message(event)
