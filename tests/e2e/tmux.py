"""A tmux for tests: a program in a terminal of its own, asked for its screen and its cursor."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from tests.e2e.ear import need
from tests.e2e.terminal import BETWEEN_STROKES_S

LIMIT_S = 30.0


class Tmux:
    """A program in a tmux of its own, without a person at it."""

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        environment: Mapping[str, str],
        columns: int,
        lines: int,
    ) -> None:
        self._folder = folder
        self._environment = dict(environment)
        (folder / "tmux.conf").write_text("set -g status off\n", encoding="utf-8")
        os.mkfifo(folder / "output")
        # Everything the program writes from now on makes the screen worth another look.
        self._output = os.open(folder / "output", os.O_RDONLY | os.O_NONBLOCK)
        size = ("-x", str(columns), "-y", str(lines))
        self.tell("new-session", "-d", *size, *command)
        self.tell("pipe-pane", f"exec cat > '{folder / 'output'}'")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.tell("kill-server", check=False)
        os.close(self._output)

    def tell(self, *words: str, check: bool = True) -> str:
        """Give tmux a command and return its answer."""
        command = [need("tmux", "tmux"), "-S", str(self._folder / "socket")]
        command += ["-f", str(self._folder / "tmux.conf"), *words]
        done = subprocess.run(
            command, env=self._environment, check=check, capture_output=True, timeout=LIMIT_S
        )
        return done.stdout.decode()

    def screen(self) -> tuple[list[str], str]:
        """Return the lines of the screen, and what stands from the cursor on."""
        cursor = ("display-message", "-p", "#{cursor_x} #{cursor_y}")
        *lines, place = self.tell("capture-pane", "-p", ";", *cursor).splitlines()
        column, row = map(int, place.split())
        return lines, lines[row][column:]

    def wait_until(self, holds: Callable[[list[str], str], bool], what: str) -> None:
        """Look at the screen whenever the program wrote something, until it is as it should be."""
        while not holds(*(seen := self.screen())):
            ready, _, _ = select.select([self._output], [], [], LIMIT_S)
            assert ready, f"waited {LIMIT_S:g} s for {what}; the screen is:\n" + "\n".join(seen[0])
            os.read(self._output, 1 << 16)

    def wait_line(self, start: str) -> None:
        """Return when a line begins with some words."""
        self.wait_until(lambda lines, _: any(each.startswith(start) for each in lines), start)

    def wait_cursor_at(self, word: str) -> None:
        """Return when the cursor is at the start of a word."""
        self.wait_until(lambda _, ahead: ahead.startswith(word), f"the cursor at {word!r}")

    def leave(self) -> None:
        """Quit, also where that is asked for once more because another key came just before."""
        self.tell("send-keys", "q")
        asks, left = "Q again quits", "Place saved"
        self.wait_until(lambda lines, _: any(asks in each or left in each for each in lines), asks)
        time.sleep(BETWEEN_STROKES_S)
        self.tell("send-keys", "q")
        self.wait_end()

    def wait_end(self) -> None:
        """Return when the program has ended."""
        while True:
            ready, _, _ = select.select([self._output], [], [], LIMIT_S)
            assert ready, "the program did not end"
            if not os.read(self._output, 1 << 16):
                return
