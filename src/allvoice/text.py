"""Cleans any text before it is shown, breaks it into lines, ends sentences and compares words.

This room stands on the ground floor and knows nothing of the program. It imports the packages that
it needs where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

LEAST_ALIKE = 60.0
"""Per cent that a word and what was probably meant have in common."""
MOST_CHARS_A_CELL = 8
"""Marks over and under a letter: no writing has more, and terminals draw thousands slowly."""
_ENDS = (".", "?", "!", "…")

# Compiled when first met, since most texts have none, and starting is measured in milliseconds.
# A string sequence (a window title, a link) ends on its own line or was never one: then only its
# opening goes, so that no words go with it.
_ESCAPES = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\n\x07\x1b\x9c]{0,4000}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufff9-\ufffb]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_STEERING = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_WORD = r"\S+"


def clean(text: str) -> tuple[str, int]:
    """Return a document's text without terminal escapes and control characters.

    They could move the cursor, recolour the screen or reorder what is shown. Invisible characters
    (soft hyphens, zero-width spaces), which would break words apart for the voice and for search,
    go too.

    Returns:
        The text, its lines ended by newlines, and the line of the first control character counted
        from 1; 0 when there was none.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    found = _CONTROLS.search(text)
    if found is None:
        return text, 0
    line = text.count("\n", 0, found.start()) + 1
    return _CONTROLS.sub("", re.sub(_ESCAPES, "", text)), line


def printable(text: str) -> str:
    """Return a piece of text without control characters, its line ends but newlines as spaces."""
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", _LINE_ENDS.sub(" ", text))
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """Return a text as a single line without control characters."""
    return " ".join(printable(text).split())


def harmless(text: str) -> str:
    """Return text of the same length in which nothing but line breaks can steer a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_STEERING, "\N{REPLACEMENT CHARACTER}", text)


def shown(text: str, longest_chars: int | None = None) -> str:
    """Return a name or a value for a sentence about it: what cannot be printed is a question mark.

    Args:
        text: a file's name, a setting's value.
        longest_chars: a longer one ends in an ellipsis; None to show all of it.
    """
    text = "".join(mark if mark.isprintable() else "?" for mark in text)
    if longest_chars is None or len(text) <= longest_chars:
        return text
    return text[: longest_chars - 1] + "…"


def ended(sentence: str) -> str:
    """Return a sentence with a full stop, unless it ends already."""
    return sentence if sentence.endswith(_ENDS) else f"{sentence}."


def continued(sentence: str) -> str:
    """Return a sentence as it stands before one more word on it: with a comma, or as it ends."""
    text = sentence.removesuffix(".")
    return text if text.endswith(_ENDS) else f"{text},"


def nearest(given: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, or None where none is alike.

    Capitals, hyphens, spaces and underscores do not matter.
    """
    try:
        from rapidfuzz import fuzz, process
    except ModuleNotFoundError:
        # The very sentence that names the missing package may ask.
        return None
    found = process.extractOne(
        given, list(known), scorer=fuzz.ratio, processor=_plain, score_cutoff=LEAST_ALIKE
    )
    return found[0] if found else None


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word.casefold()).strip()


class Ruler(NamedTuple):
    """Measures text in cells of a terminal.

    The screen's painter has a ruler of its own (`rich`), and what it crops is lost: what it paints
    is broken into lines by that one. All other text is measured by `TERMINAL`.
    """

    cells: Callable[[str], int]
    """Return how many cells a text takes."""
    graphemes: Callable[[str], Iterable[tuple[int, int, int]]]
    """Return the characters of a text as they are seen: start, end and cells of each."""


def _terminal_cells(text: str) -> int:
    if text.isascii() and text.isprintable():
        return len(text)
    try:
        from wcwidth import width
    except ModuleNotFoundError:
        # The sentence that names the missing package is shown all the same.
        return len(text)
    return width(text)


def _terminal_graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    try:
        from wcwidth import iter_graphemes
    except ModuleNotFoundError:
        yield from ((at, at + 1, 1) for at in range(len(text)))
        return
    start = 0
    for grapheme in iter_graphemes(text):
        end = start + len(grapheme)
        yield start, end, _terminal_cells(grapheme)
        start = end


TERMINAL = Ruler(_terminal_cells, _terminal_graphemes)
"""As terminals count (`wcwidth`)."""


def wrap(
    text: str,
    width: int,
    start: int = 0,
    end: int | None = None,
    *,
    indent: int = 0,
    ruler: Ruler = TERMINAL,
) -> list[tuple[int, int]]:
    """Return ranges of `text[start:end]` that fit a width, broken at white space.

    Every character but white space is in exactly one range. A word wider than the width is broken
    between characters as they are seen.

    Args:
        text: what is shown; a newline ends a line.
        width: in cells, at least two.
        start: where the range begins.
        end: where it ends; None for the end of the text.
        indent: so many cells less has each line but the first.
        ruler: measures the text.
    """
    end = len(text) if end is None else end
    lines: list[tuple[int, int]] = []
    for line_start, line_end in _hard_lines(text, start, end):
        _wrap_line(lines, text, line_start, line_end, max(width, 2), indent, ruler)
    return lines


def broken(text: str, width: int, *, indent: str = "", ruler: Ruler = TERMINAL) -> list[str]:
    """Return a text as lines that fit a width, all but the first led by an indent."""
    ranges = wrap(text, width, indent=ruler.cells(indent), ruler=ruler)
    return [(indent if number else "") + text[a:b] for number, (a, b) in enumerate(ranges)]


def _hard_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while True:
        stop = text.find("\n", start, end)
        if stop < 0:
            lines.append((start, end))
            return lines
        lines.append((start, stop))
        start = stop + 1


def _wrap_line(
    lines: list[tuple[int, int]],
    text: str,
    start: int,
    end: int,
    width: int,
    indent: int,
    ruler: Ruler,
) -> None:
    later = max(width - indent, 2)
    line_start = line_end = start
    for word in re.compile(_WORD).finditer(text, start, end):
        if _fits(text, line_start, word.end(), later if lines else width, ruler):
            line_end = word.end()
            continue
        if line_end > line_start:
            lines.append((line_start, line_end))
        room = later if lines else width
        *whole, (line_start, line_end) = _chop(text, word.start(), word.end(), room, later, ruler)
        lines.extend(whole)
    if line_end > line_start:
        lines.append((line_start, line_end))


def _fits(text: str, start: int, end: int, width: int, ruler: Ruler) -> bool:
    return end - start <= MOST_CHARS_A_CELL * width and ruler.cells(text[start:end]) <= width


def _chop(
    text: str, start: int, end: int, width: int, later: int, ruler: Ruler
) -> list[tuple[int, int]]:
    """Break a word into pieces, the first of one width and the others of another."""
    if _fits(text, start, end, width, ruler):
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    piece_start, cells, room = start, 0, width
    for from_, to, grapheme_cells in ruler.graphemes(text[start:end]):
        too_long = start + to - piece_start > MOST_CHARS_A_CELL * room
        if (cells + grapheme_cells > room or too_long) and start + from_ > piece_start:
            pieces.append((piece_start, start + from_))
            piece_start, cells, room = start + from_, 0, later
        while start + to - piece_start > MOST_CHARS_A_CELL * room:
            pieces.append((piece_start, piece_start + MOST_CHARS_A_CELL * room))
            piece_start, room = piece_start + MOST_CHARS_A_CELL * room, later
        cells += grapheme_cells
    pieces.append((piece_start, end))
    return pieces
