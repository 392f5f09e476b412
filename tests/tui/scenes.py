"""Every screen a listener can see, as data: a screen that is added needs one line here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from allvoice.guide.model import Position
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.theme.themes import Depth
from tests.tui.screen_harness import ScreenHarness, make_app

SMALL = (40, 12)
SIZES = ((30, 8), SMALL, (50, 20), (80, 24), (120, 40), (200, 50))
"""Columns and rows: from the largest letters to the widest screen."""
FEVER, TITLE = Position(4, 0), Position(0, 0)
LONG_MESSAGE = (
    "The voice stopped by itself and was started again; if this comes back, allvoice doctor says "
    "what is missing and how to mend it."
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen, and how to get there."""

    name: str
    """Unique, also as the name of a file."""
    keys: tuple[str, ...] = ()
    """Pressed one after the other from the start, by Textual's names."""
    word: int | None = None
    """The word of the sentence that is being spoken then, counted from 0."""
    then: tuple[str, ...] = ()
    """Pressed while that word is being spoken."""
    position: Position = FEVER
    """Where the reading starts."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Other settings than the usual ones."""
    notices: tuple[str, ...] = ()
    """What the listener is told at the start."""


SCENES = (
    Scene("playing", ("space",), word=2),
    Scene("paused", ("space",), word=2, then=("space",)),
    Scene("stopped"),
    Scene("title", ("space",), word=1, position=TITLE),
    Scene("message", ("space", "w"), word=2),
    Scene("long-message", notices=(LONG_MESSAGE,)),
    Scene("contents", ("t",)),
    Scene("contents-chapter", ("t", "home")),
    Scene("bookmarks-empty", ("B",)),
    Scene("bookmarks", ("b", "right", "b", "pagedown", "b", "B", "up")),
    Scene("visit-empty", ("D",)),
    Scene("visit", ("K", *"Who", "enter", "K", *"Why", "enter", "D", "enter", *"So", "enter", "D")),
    Scene("notebook", ("J",)),
    Scene("temperature", ("C", *"38")),
    Scene("help", ("h", "down")),
    Scene("search-empty", ("slash",)),
    Scene("search-prompt", ("slash", "t", "e", "m", "p")),
    Scene("search-again", ("slash", "t", "e", "m", "p", "enter", "slash")),
    Scene("options", ("o", "down")),
    Scene("keys", ("o", "end", *["up"] * 9, "enter")),
    Scene("choosing-a-key", ("o", "end", *["up"] * 9, "enter", "enter")),
    Scene("describer", ("k", "b")),
    Scene("tour", ("y",)),
    Scene("no-action", ("space", "dollar_sign")),
    Scene("one-sentence", ("f", "space"), word=2),
    Scene("ruler-line", ("space",), word=2, settings={"ruler": "line"}),
    Scene("ruler-mask", ("space",), word=2, settings={"ruler": "mask"}),
    Scene("double-spacing", ("space",), word=2, settings={"double_spacing": True}),
    Scene("word-not-marked", ("space",), word=2, settings={"highlight_word": False}),
    Scene("screen-reader", ("space",), settings={"external_screen_reader": True}),
    Scene("screen-reader-list", ("t", "down"), settings={"external_screen_reader": True}),
    Scene("screen-reader-message", ("b",), settings={"external_screen_reader": True}),
    Scene("search-found", ("slash", "t", "e", "m", "p", "enter")),
)


@asynccontextmanager
async def shown(
    scene: Scene,
    folder: Path,
    size: tuple[int, int] = SMALL,
    *,
    theme: str = "dark",
    depth: Depth = Depth.FULL,
) -> AsyncIterator[tuple[AllvoiceApp, ScreenHarness, Pilot[Any]]]:
    """Run the program up to a scene.

    Args:
        scene: the screen to get to.
        folder: an empty one, for what the program keeps.
        size: columns and rows.
        theme: the colours it starts with.
        depth: how many colours the terminal shows.
    """
    settings = Settings(theme=theme, **scene.settings)
    app, harness = make_app(
        folder, settings=settings, position=scene.position, notices=scene.notices, depth=depth
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*scene.keys)
        if scene.word is not None:
            harness.speak_word(scene.word)
            await pilot.press(*scene.then)
        await pilot.pause()
        yield app, harness, pilot
