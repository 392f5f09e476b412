"""What a terminal makes of colours and attributes: the pairs of colours a person really sees."""

from __future__ import annotations

from dataclasses import dataclass

from rich.color import Color, ColorType
from rich.style import Style

from allvoice.tui.theme.theme_files import Rgb

Shown = tuple[Rgb, Rgb]
"""Of one cell: the letters, and what is behind them."""
WHITE, BLACK = 7, 0
BRIGHT = 8
CONSOLE_UNDERLINE = 6
"""The Linux console has no lines: what is underlined is cyan."""


def rgb(*values: str) -> tuple[Rgb, ...]:
    return tuple((int(v[:2], 16), int(v[2:4], 16), int(v[4:], 16)) for v in values)


VGA = rgb(
    *("000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa"),
    *("555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff"),
)
XTERM = rgb(
    *("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5"),
    *("7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was sent: a number of one of the 16 colours, a colour, or None for default."""

    text: str
    front: int | Rgb | None
    back: int | Rgb | None
    bold: bool = False
    underline: bool = False
    reverse: bool = False

    @property
    def is_default(self) -> bool:
        """Whether the cell has the terminal's own two colours."""
        return self.front is None and self.back is None

    @property
    def is_bare(self) -> bool:
        """Whether the cell has nothing to read and only its background was sent."""
        lines = self.underline or self.reverse
        return self.text.isspace() and self.front is None and self.back is not None and not lines


def cell_of(text: str, style: Style) -> Cell:
    return Cell(
        text,
        _sent(style.color),
        _sent(style.bgcolor),
        bool(style.bold),
        bool(style.underline),
        bool(style.reverse),
    )


def _sent(color: Color | None) -> int | Rgb | None:
    if color is None or color.type is ColorType.DEFAULT:
        return None
    if color.type is ColorType.STANDARD:
        return color.number
    red, green, blue = color.get_truecolor()
    return red, green, blue


def on_console(cell: Cell) -> Shown:
    """Return what the Linux console shows, in the order in which its kernel works it out."""
    front, back = _numbers(cell)
    assert back < BRIGHT, f"no such background on the console: {cell}"
    if front >= BRIGHT:
        front, bold = front - BRIGHT, True
    else:
        bold = cell.bold
    if cell.underline:
        front = CONSOLE_UNDERLINE
    if cell.reverse:
        front, back = back, front
    # The bit of brightness is turned, and only after the reversal.
    return VGA[front ^ BRIGHT if bold else front], VGA[back]


def on_xterm(cell: Cell, *, bold_is_bright: bool = True) -> Shown:
    """Return what xterm shows with its own 16 colours."""
    front, back = _numbers(cell)
    if bold_is_bright and cell.bold and cell.front is not None and front < BRIGHT:
        front += BRIGHT
    if cell.reverse:
        front, back = back, front
    return XTERM[front], XTERM[back]


def in_full(cell: Cell) -> Shown:
    """Return what a terminal shows that has every colour."""
    assert isinstance(cell.front, tuple), cell
    assert isinstance(cell.back, tuple), cell
    return (cell.back, cell.front) if cell.reverse else (cell.front, cell.back)


def _numbers(cell: Cell) -> tuple[int, int]:
    """Return the numbers of the two colours; the terminal's own are white on black."""
    front = WHITE if cell.front is None else cell.front
    back = BLACK if cell.back is None else cell.back
    assert isinstance(front, int), cell
    assert isinstance(back, int), cell
    assert (cell.front is None) == (cell.back is None), f"half of it is the terminal's own: {cell}"
    return front, back
