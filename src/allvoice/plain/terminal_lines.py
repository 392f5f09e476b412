"""What is typed at a terminal, with the half of a line that Control-C would else throw away.

A terminal keeps a line to itself until Enter, and drops what stands in it for Control-C. While own
words are typed that key ends the line instead, as Enter does: what was typed comes with it, and
whoever reads it ends the program as the signal would. All other keys of the line stay as they are.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TextIO

from allvoice.jobs import is_in_foreground
from allvoice.plain.happenings import HalfTyped
from allvoice.plain.lines import LONGEST_TYPED_CHARS, typed_lines

READ_BYTES = 65536


class TerminalLines:
    """Yields what is typed line by line, and what was half typed when Control-C was pressed."""

    def __init__(self, terminal: TextIO) -> None:
        """Leave the terminal as it is.

        Args:
            terminal: what is typed at.
        """
        self._terminal = terminal
        self._interrupt = b""
        """What Control-C sends while it ends a line; also once it does so no longer, for what was
        typed until then."""

    if sys.platform == "win32":

        def keep_half(self, wanted: bool) -> None:
            """Do nothing: its terminals have no such keys."""

        def __iter__(self) -> Iterator[str | HalfTyped]:
            """Yield what is typed, until it ends."""
            return iter(typed_lines(self._terminal))

    else:

        def keep_half(self, wanted: bool) -> None:
            """Let Control-C end a line, or end the program at once, as usual; for any thread.

            Args:
                wanted: own words are being typed.
            """
            import termios

            # A terminal that is gone, or no longer this program's, is left as it is.
            with suppress(OSError, ValueError, termios.error):
                terminal = self._terminal.fileno()
                if not is_in_foreground(terminal):
                    return
                attributes = termios.tcgetattr(terminal)
                flags, keys = attributes[3], attributes[6]
                off = bytes([_disabled(terminal)])
                needed = termios.ICANON | termios.ISIG | termios.IEXTEN
                interrupt, ends_line = keys[termios.VINTR], keys[termios.VEOL2]
                if wanted and flags & needed == needed and interrupt != off and ends_line == off:
                    self._interrupt = interrupt
                    keys[termios.VINTR], keys[termios.VEOL2] = off, interrupt
                elif not wanted and self._interrupt and ends_line == self._interrupt:
                    keys[termios.VINTR], keys[termios.VEOL2] = self._interrupt, off
                else:
                    return
                termios.tcsetattr(terminal, termios.TCSANOW, attributes)

        def __iter__(self) -> Iterator[str | HalfTyped]:
            """Yield what is typed, until it ends; of an endless line only the beginning."""
            import os

            decoder = codecs.getincrementaldecoder(self._terminal.encoding)("replace")
            line = ""
            # A terminal that is gone, or was closed, has no more.
            with suppress(OSError, ValueError):
                while read := os.read(self._terminal.fileno(), READ_BYTES):
                    is_half = bool(self._interrupt) and read.endswith(self._interrupt)
                    typed = read.removesuffix(self._interrupt) if is_half else read
                    *whole, rest = (line + decoder.decode(typed)).split("\n")
                    yield from (f"{each[:LONGEST_TYPED_CHARS]}\n" for each in whole)
                    line = rest[:LONGEST_TYPED_CHARS]
                    if is_half:
                        yield HalfTyped(line)
                        line = ""
            if line:
                yield line


def _disabled(terminal: int) -> int:
    """Return the character that stands for a key that a terminal does not have."""
    import os

    return os.fpathconf(terminal, "PC_VDISABLE") if sys.platform != "win32" else 0
