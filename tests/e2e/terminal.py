"""A terminal for tests: the real program on a pseudo-terminal, its screen as a person sees it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil
import pyte

from tests.e2e.limits import LIMIT_S

ROWS_BELOW = 2
"""The state and the keys, which are reversed as the word is."""
LEAST_BETWEEN_STROKES_S = 0.3
"""As a hand strikes that means each. A busy computer reads one of them late, and so closer to the
next: much closer than this it is a key that is held, or that bounced."""
BETWEEN_STROKES_S = 0.4
"""Longer than any bounce of a key that the usual guard leaves out."""

PROGRAM = str(Path(sys.executable).with_name("allvoice"))
_TAKE_TERMINAL = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
LEFT, RIGHT, UP, DOWN = b"\x1b[D", b"\x1b[C", b"\x1b[A", b"\x1b[B"
PAGE_UP, PAGE_DOWN = b"\x1b[5~", b"\x1b[6~"


class Terminal:
    """A program that runs in a window of its own, until the end of the `with`."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
    ) -> None:
        self._changed = threading.Condition()
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = bytearray()
        """All that the program ever wrote."""
        self._ended = False
        self._last_keys, self._struck_s = b"", 0.0
        self._closed, self._closing = os.pipe()
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-IS", "-c", _TAKE_TERMINAL, *command],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=dict(environment),
                start_new_session=True,
            )
        finally:
            os.close(slave)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        family = self.family()
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait(LIMIT_S)
        self._thread.join(LIMIT_S)
        for file in (self._master, self._closed, self._closing):
            os.close(file)

    def _read(self) -> None:
        while True:
            # Whoever waits in a read keeps the window open.
            ready = select.select([self._master, self._closed], [], [])[0]
            try:
                data = b"" if self._closed in ready else os.read(self._master, 1 << 16)
            except OSError:
                data = b""
            with self._changed:
                if data:
                    self.sent += data
                    self._stream.feed(data)
                else:
                    self._ended = True
                self._changed.notify_all()
                if not data:
                    return

    @property
    def pid(self) -> int:
        """Process id of the program."""
        return self._process.pid

    def family(self) -> list[psutil.Process]:
        """Return the program and all it started."""
        with contextlib.suppress(psutil.NoSuchProcess):
            program = psutil.Process(self.pid)
            return [*program.children(recursive=True), program]
        return []

    def voice(self) -> psutil.Process:
        """Return the voice process that speaks now."""
        found = [
            child
            for child in psutil.Process(self.pid).children()
            if child.status() != psutil.STATUS_ZOMBIE
        ]
        assert len(found) == 1, f"one voice process, not {found}"
        return found[0]

    def keys(self, keys: bytes, times: int = 1) -> None:
        """Press keys; the same ones again no sooner than a hand strikes them that means it."""
        for _ in range(times):
            if keys == self._last_keys:
                time.sleep(max(0.0, self._struck_s + LEAST_BETWEEN_STROKES_S - time.monotonic()))
            self._last_keys, self._struck_s = keys, time.monotonic()
            os.write(self._master, keys)

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size; what was written before is not laid out anew."""
        with self._changed:
            fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            self._screen.resize(lines, columns)

    def leave(self, keys: bytes = b"q") -> None:
        """Press the key that quits; once more where that is asked for, right behind another key."""
        self.keys(keys)
        asks = "Q again quits"
        left = ("Place saved", "The place that is kept")
        self.wait_until(
            lambda: self._ended or asks in self.text or any(each in self.text for each in left),
            LIMIT_S,
            "the program to end, or to ask",
        )
        if asks in self.text:
            # A key struck again sooner than this is a bouncing key: only time tells them apart.
            time.sleep(BETWEEN_STROKES_S)
            self.keys(keys)

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.keys(b"\x03")

    @property
    def lines(self) -> list[str]:
        """The screen as text."""
        with self._changed:
            return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen as one text, as if no line had been broken."""
        return " ".join(" ".join(self.lines).split())

    @property
    def marked(self) -> str:
        """The line from where the current sentence begins; empty where none is marked."""
        with self._changed:
            for y, x in self._starts():
                return self._screen.display[y][x:].rstrip()
        return ""

    @property
    def sentence(self) -> str:
        """The sentence that stands on a ground of its own, from the mark on."""
        words: list[str] = []
        with self._changed:
            for first, at in self._starts():
                for y in range(first, self._screen.lines - ROWS_BELOW):
                    on_band = [x for x in self._on_band(y) if y > first or x >= at]
                    if not on_band:
                        break
                    row = self._screen.buffer[y]
                    words += "".join(
                        row[x].data for x in range(on_band[0], on_band[-1] + 1)
                    ).split()
        return " ".join(words)

    def _starts(self) -> list[tuple[int, int]]:
        """Return the row and the column where the current sentence begins, if one is marked."""
        for y in range(self._screen.lines - ROWS_BELOW):
            if self._screen.display[y][:2] == "> ":
                return [(y, 2)]
            on_band = self._on_band(y)
            inside = [x for x in on_band if self._screen.buffer[y][x].data == ">"]
            if inside and inside[0] == on_band[0]:
                return [(y, inside[0] + 1)]
        return []

    def _on_band(self, y: int) -> list[int]:
        row = self._screen.buffer[y]
        columns = range(self._screen.columns)
        return [x for x in columns if row[x].reverse or row[x].bg != row[0].bg]

    @property
    def lit(self) -> str:
        """The word that stands out as being spoken."""
        with self._changed:
            rows = [self._screen.buffer[y] for y in range(self._screen.lines - ROWS_BELOW)]
            columns = range(self._screen.columns)
            return "".join(row[x].data for row in rows for x in columns if row[x].reverse).strip()

    @property
    def cursor(self) -> tuple[int, int, bool]:
        """Column and row of the terminal's own cursor, and whether it can be seen."""
        with self._changed:
            cursor = self._screen.cursor
            return cursor.x, cursor.y, not cursor.hidden

    @property
    def cells(self) -> list[list[Any]]:
        """Every row of the screen, each of its characters with its colours and attributes."""
        with self._changed:
            rows = [self._screen.buffer[y] for y in range(self._screen.lines)]
            return [[row[x] for x in range(self._screen.columns)] for row in rows]

    @property
    def byte_count(self) -> int:
        """How much the program wrote so far."""
        with self._changed:
            return len(self.sent)

    def wait_until(self, holds: Callable[[], Any], limit_s: float, what: str) -> Any:
        """Return the first true answer, asked anew whenever the program wrote something."""
        with self._changed:
            answer = self._changed.wait_for(lambda: holds() or self._ended, limit_s) and holds()
        assert answer, f"waited {limit_s:g} s for {what}; the screen is:\n" + "\n".join(self.lines)
        return answer

    def wait_for(self, text: str, limit_s: float = LIMIT_S) -> None:
        """Return when a text stands on the screen."""
        self.wait_until(lambda: text in self.text, limit_s, repr(text))

    def wait_marked(self, start: str, limit_s: float = LIMIT_S) -> None:
        """Return when the current sentence is the one that begins with some words."""
        self.wait_until(lambda: self.marked.startswith(start), limit_s, f"{start!r} to be marked")

    def wait_sentence(self, sentence: str, limit_s: float = LIMIT_S) -> None:
        """Return when a sentence is the current one."""
        self.wait_until(lambda: self.sentence == sentence, limit_s, f"{sentence!r} to stand out")

    def wait_lit(self, word: str, limit_s: float = LIMIT_S) -> None:
        """Return when a word stands out as being spoken, or a later one of its sentence.

        A busy computer may never show a word that is spoken within a third of a second.
        """

        def is_reached() -> bool:
            lit, (before, found, rest) = self.lit, self.sentence.partition(word)
            is_later = found and lit in rest.split() and lit not in before.split()
            return lit == word or bool(is_later)

        self.wait_until(is_reached, limit_s, f"{word!r} to be spoken")

    def wait_other_word(self, limit_s: float = LIMIT_S) -> None:
        """Return when another word stands out than now."""
        before = self.lit
        self.wait_until(
            lambda: self.lit not in ("", before), limit_s, f"another word than {before!r}"
        )

    def wait_quiet(self, for_s: float, limit_s: float = LIMIT_S) -> None:
        """Return when the program has written nothing for some time."""
        rounds = max(1, int(limit_s / for_s))
        for _ in range(rounds):
            if not self.writes_within(for_s):
                return
        raise AssertionError(f"the program never stopped writing for {for_s:g} s")

    def writes_within(self, for_s: float) -> int:
        """Return how much the program writes until it has been watched for some time."""
        with self._changed:
            before = len(self.sent)
            self._changed.wait_for(lambda: len(self.sent) > before or self._ended, for_s)
            return len(self.sent) - before

    def wait_end(self, limit_s: float = LIMIT_S) -> int:
        """Return the exit code once the program has ended by itself."""
        code = self._process.wait(limit_s)
        self._thread.join(limit_s)
        return code

    def hang_up(self) -> None:
        """Tell the program that its window is closed."""
        os.kill(self.pid, signal.SIGHUP)

    def close_window(self) -> None:
        """Close the window under the program; what is written to it afterwards goes nowhere."""
        os.write(self._closing, b"\0")
        self._thread.join(LIMIT_S)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, self._master)
        os.close(nowhere)

    def kill(self) -> None:
        """End the program, but not what it started, as a crash of it would."""
        os.kill(self.pid, signal.SIGKILL)
        self._process.wait(LIMIT_S)
