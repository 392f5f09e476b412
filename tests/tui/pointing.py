"""A pointer on the screen in a test: clicks come as the terminal's driver sends them."""

from __future__ import annotations

from rich.cells import cell_len
from textual.events import MouseDown, MouseEvent, MouseScrollDown, MouseScrollUp, MouseUp
from textual.pilot import Pilot

from allvoice.tui.app import AllvoiceApp
from tests.tui.screens import screen_lines

Where = tuple[int, int]
"""Column and row, counted from 0."""


def where_is(app: AllvoiceApp, text: str) -> Where:
    """Return where a text begins on the screen."""
    for row, line in enumerate(screen_lines(app)):
        if text in line:
            return cell_len(line[: line.index(text)]), row
    raise AssertionError(f"{text!r} is not on the screen:\n" + "\n".join(screen_lines(app)))


def _event(kind: type[MouseEvent], where: Where, button: int = 1) -> MouseEvent:
    return kind(None, *where, 0, 0, button, False, False, False)


async def press(pilot: Pilot[str], where: Where, button: int = 1) -> None:
    pilot.app.post_message(_event(MouseDown, where, button))
    await pilot.pause()


async def let_go(pilot: Pilot[str], where: Where, button: int = 1) -> None:
    pilot.app.post_message(_event(MouseUp, where, button))
    await pilot.pause()


async def click(pilot: Pilot[str], where: str | Where, button: int = 1) -> None:
    """Click on a place, or on the second cell of a text."""
    app = pilot.app
    assert isinstance(app, AllvoiceApp)
    if isinstance(where, str):
        await pilot.pause()
        column, row = where_is(app, where)
        where = column + 1, row
    await press(pilot, where, button)
    await let_go(pilot, where, button)


async def turn(pilot: Pilot[str], notches: int) -> None:
    """Turn the wheel: up where the number is less than 0."""
    for _ in range(abs(notches)):
        kind = MouseScrollUp if notches < 0 else MouseScrollDown
        pilot.app.post_message(_event(kind, (5, 5), 0))
    await pilot.pause()
