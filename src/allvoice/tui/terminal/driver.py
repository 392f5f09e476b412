"""The terminal's input, read as Textual does, but without answers and without a wait for Escape."""

from __future__ import annotations

import asyncio
import errno
import os
import selectors
import shutil
import signal
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import IO, TYPE_CHECKING, Any, cast

from textual import events
from textual._xterm_parser import FOCUSIN, FOCUSOUT, XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.keys import Keys as KeyNames

from allvoice.jobs import is_in_foreground
from allvoice.tui.terminal.clicks import Clicked, ClickReports
from allvoice.tui.terminal.double_lines import QUESTION, CursorReport, DoubleLines
from allvoice.tui.terminal.input_filter import (
    InputFilter,
    Keys,
    Pasted,
    Piece,
    Sequence,
    escape_wait_s,
)
from allvoice.tui.terminal.type_ahead import KeysLeftOut, KeysTogether

if TYPE_CHECKING:
    from allvoice.tui.terminal.process import Process

IDLE_S = 0.1
MOST_BYTES = 4_096
RESIZE_EVERY_S = 0.05
"""A window that is dragged has a hundred sizes a second, and each is painted whole."""
ANSWER_LIMIT_S = 2.0
"""A terminal that has not answered by then does not know the question."""
MULTIPLEXERS = ("TMUX", "STY")
"""Set by tmux and screen, which draw lines of one size."""
_GONE = (errno.EIO, errno.ENXIO, errno.EBADF)
_LATER = (errno.EAGAIN, errno.EINTR)


class LowLatencyDriver(ClickReports, LinuxDriver):
    """Textual's driver with another input loop.

    Textual holds the Escape key back for 0.1 s, and looks for that no more often. And it asks the
    terminal what it can do: terminals that do not know the question print the end of it, screen
    readers say that ("pp"), and an answer may come late. Nothing is asked here but where the cursor
    is, for who wants larger letters, and nothing waits for that.

    The process is told what becomes of the terminal: that it closed, that its keys cannot be read,
    that the program is to stop or runs again.
    """

    def __init__(
        self,
        app: App[Any],
        process: Process,
        file: IO[str] | None,
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Begin without the terminal, as Textual's does.

        Args:
            app: gets the keys, the pastes and the sizes.
            process: is told of the terminal.
            file: is written to.
            debug: Textual keeps what is typed in a file.
            mouse: Textual asks for the pointer.
            size: columns and rows; None for those of the window.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert sys.__stdin__ is not None, "Textual's own driver reads it"
        self._process = process
        self._parser = XTermParser(debug)
        self._program = app
        self._keyboard = sys.__stdin__.fileno()
        self._program_loop = asyncio.get_running_loop()
        self._file = cast("Any", _UntilGone(file, process.terminal_closed))
        self._resized_s = float("-inf")
        self._resize_is_due = False
        self._double_lines = DoubleLines()
        self._double_rows: Callable[[], range] | None = None
        self._paint_again: Callable[[], None] = lambda: None
        self._answered: Callable[[bool], None] | None = None
        process.took_terminal(self)

    def _request_terminal_sync_mode_support(self) -> None:
        """Do not ask."""

    def _query_in_band_window_resize(self) -> None:
        """Do not ask."""

    def _sigtstp_application(self, *_: object) -> None:
        self._soon(self._process.told_to_stop)

    def _sigcont_application(self, *_: object) -> None:
        self._soon(self._process.came_back)

    def _soon(self, happened: Any) -> None:
        # The loop may be closed already.
        with suppress(RuntimeError):
            self._program_loop.call_soon_threadsafe(happened)

    def leave_terminal_alone(self) -> None:
        """Set nothing of a terminal any more that is the shell's again."""
        self.attrs_before = None
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)

    # Larger letters

    def ask_for_double_lines(self, answered: Callable[[bool], None]) -> None:
        """Ask the terminal whether it knows lines of double height.

        Args:
            answered: told so later, on the program's loop; no answer is no.
        """
        self._answered = answered
        if any(os.environ.get(name) for name in MULTIPLEXERS):
            self._program_loop.call_soon(self._answer, False)
            return
        super().write(QUESTION)
        self.flush()
        self._program_loop.call_later(ANSWER_LIMIT_S, self._answer, False)

    def _answer(self, knows: bool) -> None:
        answered, self._answered = self._answered, None
        if answered is not None:
            answered(knows)

    def enlarge(self, rows: Callable[[], range], paint_again: Callable[[], None]) -> None:
        """Show some rows as halves of larger ones from now on.

        Args:
            rows: returns which, at the moment.
            paint_again: paints the whole screen.
        """
        self._double_rows, self._paint_again = rows, paint_again

    def write(self, data: str) -> None:
        """Write to the terminal, into lines of the size that they are to have."""
        if self._double_rows is not None and self._has_terminal:
            changes = self._double_lines.changes(
                self._double_rows(), shutil.get_terminal_size().lines
            )
            if changes:
                data = changes + data
                self._soon(self._paint_again)
        super().write(data)

    def stop_application_mode(self) -> None:
        """Leave no larger lines behind, and give the terminal back."""
        self._has_terminal = False
        super().write(self._double_lines.changes(range(0), shutil.get_terminal_size().lines))
        super().stop_application_mode()

    # The size

    def start_application_mode(self) -> None:
        """Take the terminal, and note its later sizes no more often than they can be painted."""
        super().start_application_mode()
        signal.signal(signal.SIGWINCH, lambda *_: self._soon(self._resized))

    def _resized(self) -> None:
        if not self._resize_is_due:
            self._resize_is_due = True
            wait_s = self._resized_s + RESIZE_EVERY_S - time.monotonic()
            self._program_loop.call_later(max(0.0, wait_s), self._tell_size)

    def _tell_size(self) -> None:
        self._resize_is_due = False
        self._resized_s = time.monotonic()
        size = Size(*shutil.get_terminal_size())
        self._double_lines.forget()
        self._program.post_message(events.Resize(size, size))

    # The keys

    def run_input_thread(self) -> None:
        """Read keys until the program ends, the terminal is closed, or they cannot be read."""
        try:
            self._read_keys()
        except Exception as error:  # else it would end in a traceback over the screen
            self._process.keys_failed(error)

    def _read_keys(self) -> None:
        input_filter = InputFilter(time.monotonic, escape_wait_s())
        decode = getincrementaldecoder("utf-8")("replace").decode
        # Not the default one: on a Mac that is kqueue, which knows no terminals.
        with selectors.SelectSelector() as selector:
            selector.register(self._keyboard, selectors.EVENT_READ)
            # These were pressed one after the other, while nobody read them.
            self._hand_on(input_filter.take(self._process.take_typed()), have_waited=True)
            have_waited = bool(selector.select(0))
            while not self.exit_event.is_set():
                due_in_s = input_filter.due_in_s
                if selector.select(IDLE_S if due_in_s is None else min(due_in_s, IDLE_S)):
                    if not is_in_foreground(self._keyboard):
                        self.exit_event.wait(IDLE_S)
                        continue
                    # The shell may have taken the keys while the program was stopped: a read would
                    # wait for the next one, and whoever waits for the end of this thread with it.
                    if not selector.select(0):
                        continue
                    sent = self._read()
                    if sent is None:
                        continue
                    if not sent:
                        self._process.terminal_closed()
                        return
                    self._hand_on(input_filter.take(decode(sent)), have_waited=have_waited)
                    have_waited = False
                self._hand_on(input_filter.due())

    def _read(self) -> bytes | None:
        """Return what was sent: nothing where the terminal is gone, None where nothing was."""
        try:
            return os.read(self._keyboard, MOST_BYTES)
        except OSError as error:
            if error.errno in _LATER:
                return None
            if error.errno in _GONE:
                return b""
            raise

    def _hand_on(self, pieces: list[Piece], *, have_waited: bool = False) -> None:
        # A wheel that is spun tells of dozens of notches at once.
        pieces = [
            piece
            for piece, before in zip(pieces, [None, *pieces], strict=False)
            if not (isinstance(piece, Clicked) and piece.is_wheel and piece == before)
        ]
        if not pieces:
            return
        ahead = self._process.type_ahead
        at_once = sum(len(each.text) if isinstance(each, Keys) else 1 for each in pieces)
        now_s = time.monotonic()
        takes_text = ahead.takes_text()
        leaves_out = is_flood = ahead.is_flood(at_once, now_s) and not takes_text
        for piece in pieces:
            if isinstance(piece, Pasted):
                self.process_message(events.Paste(piece.text))
                continue
            if isinstance(piece, CursorReport):
                knows = piece.knows_double_lines(shutil.get_terminal_size().columns)
                self._soon(partial(self._answer, knows))
                continue
            if (
                isinstance(piece, Keys)
                and not (is_flood or have_waited)
                and (ahead.are_together(piece.text, now_s) or (takes_text and len(piece.text) > 1))
            ):
                self.process_message(KeysTogether(piece.text))
                continue
            for event in () if is_flood else self._events(piece):
                # What was read together came together, however long this thread is held up in the
                # middle of it: else the second of some presses could seem to be a bounce.
                event.time = now_s
                if not isinstance(event, events.InputEvent) or ahead.admit():
                    self.process_message(event)
                else:
                    leaves_out = True
                    break
        if leaves_out and ahead.left_out():
            self.process_message(KeysLeftOut())

    def _events(self, piece: Keys | Sequence | Clicked) -> Iterator[events.Event]:
        if isinstance(piece, Clicked):
            # One may still come once they are not wanted any more.
            event = piece.event() if self._wants_clicks else None
            if event is not None:
                yield event
        elif isinstance(piece, Keys):
            for sign in piece.text:
                # What could not be decoded, and controls of eight bits, are no keys.
                if sign != "\N{REPLACEMENT CHARACTER}" and not "\x80" <= sign < "\xa0":
                    yield from self._keys(sign)
        elif piece.text == FOCUSIN:
            yield events.AppFocus()
        elif piece.text == FOCUSOUT:
            yield events.AppBlur()
        else:
            yield from self._keys(piece.text)

    def _keys(self, text: str) -> Iterator[events.Key]:
        keys = list(self._parser._sequence_to_key_events(text))
        if not keys and len(text) == 2:
            keys = list(self._parser._sequence_to_key_events(text[1], alt=True))
        return (key for key in keys if key.key != KeyNames.Ignore)


class _UntilGone:
    """A terminal that is written to until it is closed, and not beyond."""

    def __init__(self, file: IO[str] | None, closed: Any) -> None:
        self._file = file
        self._closed = closed
        self._is_gone = file is None

    def fileno(self) -> int:
        if self._file is None:
            raise OSError(errno.EBADF, "no terminal")
        return self._file.fileno()

    def write(self, text: str) -> None:
        if not self._is_gone and self._file is not None:
            try:
                self._file.write(text)
            except (OSError, ValueError):
                self._end()

    def flush(self) -> None:
        if not self._is_gone and self._file is not None:
            try:
                self._file.flush()
            except (OSError, ValueError):
                self._end()

    def _end(self) -> None:
        self._is_gone = True
        self._closed()
