"""The colours of the screen: every text at least 7:1 against its background, on every terminal."""

from __future__ import annotations

import enum
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from rich.color import Color, ColorSystem
from textual.theme import Theme

from allvoice.tui.theme.bands import BLACK, WHITE, Band, band_of, mixed
from allvoice.tui.theme.theme_files import LEAST_CONTRAST, Colours, Rgb, contrast

DEFAULT = "dark"
TERMINAL = "terminal"
"""The terminal's own two colours; also what NO_COLOR chooses."""

BOLD_COLOUR, BOLD_BACKGROUND = "bold-colour", "bold-background"
"""Variables of a theme: what a colour does for bold text where there are few of them."""
BAND, BAND_TEXT, BAND_HEADING, BAR = "band", "band-text", "band-heading", "bar"
"""Variables of a theme with many colours: the ground of the sentence being read, the letters on it,
and the ruler's bar beside it."""
STATE, STATE_TEXT = "state", "state-text"
"""And the ground of the row that tells the state, with its letters."""

BUILT_IN = (
    Colours("dark", WHITE, BLACK, (255, 215, 95), (68, 68, 68)),
    Colours("light", BLACK, WHITE, (0, 0, 95), (175, 175, 215)),
    Colours("yellow", (255, 255, 0), BLACK, WHITE, (58, 58, 58)),
    Colours("amber", (255, 175, 0), BLACK, (255, 215, 135), (58, 58, 58)),
    Colours("soft", (198, 198, 198), (28, 28, 28), (215, 175, 135), (78, 78, 78)),
)
NAMES = (*(colours.name for colours in BUILT_IN), TERMINAL)

_CUBE = (0, 95, 135, 175, 215, 255)
_SAME_EVERYWHERE: tuple[Rgb, ...] = (
    *((red, green, blue) for red in _CUBE for green in _CUBE for blue in _CUBE),
    *((grey, grey, grey) for grey in range(8, 248, 10)),
)
"""Of 256 colours those that nobody chooses anew."""
_STEPS = 20
_LEAST_COLOURS = 8
_MONOCHROME = ("vt1", "vt2", "vt3", "vt4", "vt5")


class Depth(enum.Enum):
    """How many colours a terminal shows."""

    NONE = enum.auto()
    CONSOLE = enum.auto()
    """Eight, and no lines: what is underlined gets a colour instead, as on the Linux console."""
    FEW = enum.auto()
    """Eight that everybody may choose anew; bold makes some of them lighter, or not."""
    PALETTE = enum.auto()
    """256, all but the first 16 the same everywhere."""
    FULL = enum.auto()


def depth_of(color_system: str | None, term: str, colours: int | None) -> Depth:
    """Return how many colours a terminal shows.

    Args:
        color_system: what Rich takes it for.
        term: its name, the variable TERM.
        colours: how many the system's list of terminals gives it, -1 for none at all; None where
            it is not in the list, or there is no list.
    """
    if colours is None and (term.startswith(_MONOCHROME) or term.endswith(("-m", "-mono"))):
        return Depth.NONE
    if color_system is None or (colours is not None and colours < _LEAST_COLOURS):
        return Depth.NONE
    if term == "linux" or term.startswith("linux-"):
        return Depth.CONSOLE
    if term.startswith("screen") and "256" not in term:
        # Its colours are all it has, whatever a variable inherited from outside says.
        return Depth.FEW
    return {"truecolor": Depth.FULL, "256": Depth.PALETTE}.get(color_system, Depth.FEW)


def depth_here(color_system: str | None, environ: Mapping[str, str]) -> Depth:
    """Return how many colours the terminal of this process shows."""
    term = environ.get("TERM", "")
    # Asked only where it can matter: most terminals with many colours have a name that says so.
    many = color_system == "256" or "256" in term or sys.platform == "win32"
    return depth_of(color_system, term, None if many else _listed_colours(term))


def _listed_colours(term: str) -> int | None:
    with suppress(ImportError):
        import curses

        with suppress(curses.error):
            curses.setupterm(term, 1)
            return curses.tigetnum("colors")
    return None


def themes_for(colours: Sequence[Colours], depth: Depth) -> dict[str, Theme]:
    """Return the themes of a terminal by name, the terminal's own among them.

    Args:
        colours: the listener's own, beside those of the program.
        depth: how many colours the terminal shows.
    """
    shown = () if depth is Depth.NONE else (*BUILT_IN, *colours)
    themes = {each.name: _theme_of(each, depth) for each in shown}
    themes[TERMINAL] = _theme(TERMINAL, "ansi_default", "ansi_default", "ansi_default", dark=True)
    return themes


def _theme_of(colours: Colours, depth: Depth) -> Theme:
    if depth in (Depth.CONSOLE, Depth.FEW):
        return _few(colours, depth)
    if depth is Depth.PALETTE:
        colours = _kept_apart(colours)
        band = band_of(colours, nearest_of_256, _SAME_EVERYWHERE)
    else:
        # Between the program and the screen, as in tmux, there may be fewer colours after all.
        band = band_of(colours, nearest_of_256)
    return _theme(
        colours.name,
        _hex(colours.text),
        _hex(colours.background),
        _hex(colours.heading),
        dark=colours.is_dark,
        more=_variables(band),
    )


def _variables(band: Band) -> dict[str, str]:
    return {
        BAND: _hex(band.ground),
        BAND_TEXT: _hex(band.text),
        BAND_HEADING: _hex(band.heading),
        BAR: _hex(band.bar),
        STATE: _hex(band.state),
        STATE_TEXT: _hex(band.state_text),
    }


def _few(colours: Colours, depth: Depth) -> Theme:
    """Return what stands for some colours where there are eight.

    Only black and white have 7:1 in every usual set of eight. Bold black is a grey on many
    terminals, bold yellow a yellow on nearly all, and plain yellow a brown on the Linux console.
    """
    if not colours.is_dark:
        more = {BOLD_BACKGROUND: "ansi_cyan"} if depth is Depth.CONSOLE else {}
        return _theme(colours.name, "ansi_black", "ansi_white", "ansi_black", dark=False, more=more)
    red, green, blue = colours.text
    more = {BOLD_COLOUR: "ansi_yellow"} if min(red, green) > 2 * blue else {}
    return _theme(colours.name, "ansi_white", "ansi_black", "ansi_white", dark=True, more=more)


def _kept_apart(colours: Colours) -> Colours:
    """Return the colours moved apart until the nearest of 256 are as far apart as they must be."""
    near, far = (WHITE, BLACK) if colours.is_dark else (BLACK, WHITE)
    moved = colours
    for step in range(_STEPS + 1):
        part = step / _STEPS
        moved = Colours(
            colours.name,
            mixed(colours.text, near, part),
            mixed(colours.background, far, part),
            mixed(colours.heading, near, part),
            colours.band,
        )
        behind = nearest_of_256(moved.background)
        if all(
            contrast(nearest_of_256(each), behind) >= LEAST_CONTRAST
            for each in (moved.text, moved.heading)
        ):
            break
    return moved


def nearest_of_256(colour: Rgb) -> Rgb:
    """Return the colour that is sent for another to a terminal with 256."""
    sent = Color.from_rgb(*colour).downgrade(ColorSystem.EIGHT_BIT)
    return tuple(sent.get_truecolor())  # type: ignore[return-value]


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _theme(
    name: str,
    text: str,
    background: str,
    heading: str,
    *,
    dark: bool,
    more: Mapping[str, str] | None = None,
) -> Theme:
    return Theme(
        name=name,
        primary=text,
        secondary=text,
        warning=text,
        error=text,
        success=text,
        accent=heading,
        foreground=text,
        background=background,
        surface=background,
        panel=background,
        boost=background,
        dark=dark,
        text_alpha=1.0,
        ansi=text.startswith("ansi_"),
        variables={
            # Worked out by Textual they would be off by one here and there.
            "foreground": text,
            "background": background,
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "input-cursor-background": text,
            "input-cursor-foreground": background,
            "input-cursor-text-style": "none",
            **(more or {}),
        },
    )


def choose(name: str, names: Collection[str], *, refused: Collection[str] = ()) -> tuple[str, str]:
    """Return the theme to use, and one sentence when the wanted one does not exist.

    Args:
        name: the wanted one.
        names: those there are.
        refused: those the listener is told about anyway.
    """
    if name in names:
        return name, ""
    if DEFAULT not in names:
        return TERMINAL, ""
    if name in refused:
        return DEFAULT, ""
    listed = ", ".join(f"'{each}'" for each in names)
    return DEFAULT, f"There is no theme {name[:40]!r}; use one of {listed}."


def next_theme(current: str, names: Sequence[str]) -> str:
    """Return the theme after the present one, and after the last the first."""
    if current not in names:
        return names[0]
    return names[(names.index(current) + 1) % len(names)]


@contextmanager
def without_no_color() -> Iterator[bool]:
    """Hide NO_COLOR, and tell whether it was set.

    Textual's own answer to it keeps greys, and turns a terminal's own colours to black on black.
    """
    value = os.environ.pop("NO_COLOR", None)
    try:
        yield bool(value)
    finally:
        if value is not None:
            os.environ["NO_COLOR"] = value
