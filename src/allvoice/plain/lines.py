"""Lines out, to a terminal or a pipe, and lines in. Nothing is ever drawn over."""

from __future__ import annotations

import math
import os
import re
import select
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

from allvoice import text as texts
from allvoice.limits import MOST_OWN_WORDS_CHARS

MOST_COLUMNS = 66
"""Longer lines lose the eye on its way back."""
LEAST_COLUMNS = 20
UNKNOWN_COLUMNS = 40
"""For a terminal that does not know its width, such as a serial one: the commonest braille
display."""
PROMPT_CELLS = 40
LONGEST_TYPED_CHARS = MOST_OWN_WORDS_CHARS

_ITEM = re.compile(r"(?:[•◦▪*-]|[0-9]{1,6}\.) ")
# Where a terminal's encoding lacks a sign, what a screen reader says for "?" would mislead.
_SIMPLER = {
    "•": "-", "◦": "-", "▪": "-", "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"',
    "”": '"', "…": "...", "≥": ">=", "≤": "<=", "×": "x", "→": "->", "°": " degrees ",
    "½": "1/2", "µ": "u", "μ": "u",
}  # fmt: skip


class Lines:
    """Appends text to a terminal or a pipe.

    Whatever a guide, a file name or the listener's own typing holds, no control character is
    written. On a terminal lines end between words at its width, which is asked anew each time, so
    that a resized window and a braille display of forty cells show whole words; in a pipe a text
    is one line, whole for `grep` and for whatever speaks it.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        window: Callable[[], os.terminal_size | None] = lambda: None,
        encoding: str = "utf-8",
    ) -> None:
        """Begin with nothing written.

        Args:
            write: appends one finished line.
            window: how large the terminal is now; None where lines are not broken.
            encoding: of what is written; simpler signs stand in for those it lacks.
        """
        self._write = write
        self._window = window
        self._encoding = encoding

    def put(self, text: str) -> None:
        """Append a text; an empty one is an empty line."""
        for line in self._lines_of(text, self._window()) or [""]:
            self._write(line)

    def fit(self, texts: Sequence[str]) -> int:
        """Return how many of some texts a window shows at once, a prompt and what is typed too."""
        window = self._window()
        if window is None or not window.lines:
            return len(texts)
        columns = min(max(window.columns or UNKNOWN_COLUMNS, LEAST_COLUMNS), MOST_COLUMNS)
        # Below the list: a prompt, as long as it may be, and the line that is typed.
        room = window.lines - 1 - math.ceil(PROMPT_CELLS / columns)
        for count, text in enumerate(texts):
            room -= len(self._lines_of(text, window))
            if room < 0:
                return count
        return len(texts)

    def _lines_of(self, text: str, window: os.terminal_size | None) -> list[str]:
        text = texts.one_line(text)
        if not text.isascii():
            text = " ".join("".join(map(self._sign, text)).split())
        return [text] if window is None else broken(text, window.columns or UNKNOWN_COLUMNS)

    def _sign(self, sign: str) -> str:
        try:
            sign.encode(self._encoding)
        except UnicodeEncodeError:
            return _SIMPLER.get(sign, sign)
        return sign


def broken(text: str, columns: int) -> list[str]:
    """Return a text as lines that end between words; only what is longer than a line is cut.

    The second line of an item of a list and those after it are indented by two cells.
    """
    columns = min(max(columns, LEAST_COLUMNS), MOST_COLUMNS)
    indent = "  " if _ITEM.match(text) else ""
    return texts.broken(text, columns, indent=indent)


def window_of(stream: TextIO | None) -> os.terminal_size | None:
    """Return how large a terminal is now, 0 for what it does not know.

    Returns:
        None for a pipe, a file or nothing.
    """
    try:
        if stream is None or not stream.isatty():
            return None
        return os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        # Closed, or a terminal that cannot be asked.
        return None


def more_follows(stream: TextIO) -> Callable[[float], bool]:
    """Return what tells whether a terminal sends more within some seconds."""

    def follows(within_s: float) -> bool:
        try:
            return bool(select.select([stream], [], [], within_s)[0])
        except (OSError, ValueError):
            # Closed, or a system where only sockets can be asked.
            return False

    return follows


def typed_lines(stream: TextIO) -> Iterator[str]:
    """Yield what is typed, line by line, until it ends; of an endless line only the beginning."""
    try:
        while line := stream.readline(LONGEST_TYPED_CHARS):
            rest = line
            while rest and not rest.endswith("\n"):
                rest = stream.readline(LONGEST_TYPED_CHARS)
            yield line
    except (OSError, ValueError):
        # The terminal is gone, or the stream was closed.
        return
