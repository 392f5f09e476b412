"""What the screen looks like, as data and as plain text that two versions can be compared by."""

from __future__ import annotations

import asyncio
import functools
import itertools
import string
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rich.color import ColorType
from rich.style import Style
from textual.theme import Theme

from allvoice.tui.app import AllvoiceApp
from allvoice.tui.theme.themes import TERMINAL, Depth, themes_for
from tests.tui.scenes import SCENES, SMALL, Scene, shown
from tests.tui.screens import strips

Picture = tuple[tuple[tuple[str, Style], ...], ...]
"""Rows of characters, each with how it is painted; blank ones too."""

_ATTRIBUTES = ("bold", "dim", "italic", "underline", "blink", "reverse", "strike")
_LETTERS = string.ascii_letters + string.digits


def picture_of(app: AllvoiceApp) -> Picture:
    return tuple(
        tuple(
            (char, segment.style or Style.null())
            for segment in strip
            if not segment.control
            for char in segment.text
        )
        for strip in strips(app)
    )


def pictures(scene: Scene, size: tuple[int, int]) -> Mapping[str, Picture]:
    """Return a scene in every theme, each taken over from the one before as the program runs.

    Where a terminal has few colours several themes look the same; each such look is there once.
    A theme paints one window as it does another: in all but one size a dark one, a light one and
    the one without colours of its own are enough.
    """
    return _pictures(scene.name, size)


@functools.cache
def _pictures(name: str, size: tuple[int, int]) -> dict[str, Picture]:
    scene = next(scene for scene in SCENES if scene.name == name)

    async def take() -> dict[str, Picture]:
        with tempfile.TemporaryDirectory() as folder:
            taken = {}
            async with shown(scene, Path(folder), size) as (app, _, pilot):
                for theme in few_colours():
                    app.register_theme(theme)
                every = (*app.theme_names, *(theme.name for theme in few_colours()))
                for name in every if size == SMALL else ("dark", "light", TERMINAL):
                    app.theme = name
                    await pilot.pause()
                    taken[name] = picture_of(app)
            return taken

    return asyncio.run(take())


def few_colours() -> list[Theme]:
    """Return each look that stands for themes where there are few colours, by another name."""
    few, console = themes_for((), Depth.FEW), themes_for((), Depth.CONSOLE)
    looks = {f"{name}-few": few[name] for name in ("dark", "light", "yellow")}
    looks["light-console"] = console["light"]
    return [replace(theme, name=name) for name, theme in looks.items()]


def drawn(by_theme: Mapping[str, Picture]) -> str:
    """Return a scene as text: its lines, the looks of each line, and the looks in each theme.

    A look is a letter: `a12 b3` are twelve characters that look alike, then three others. Lines
    are counted from 1.
    """
    first = next(iter(by_theme.values()))
    letters: dict[tuple[str, ...], str] = {}
    text, looks = [], []
    for y, row in enumerate(first):
        text.append(_line(y, "".join(char for char, _ in row)))
        runs = []
        rows = [picture[y] for picture in by_theme.values()]
        styles = (tuple(described(row[x][1]) for row in rows) for x in range(len(row)))
        for look, run in itertools.groupby(styles):
            letter = letters.setdefault(look, _LETTERS[len(letters)])
            runs.append(f"{letter}{len(list(run))}")
        looks.append(_line(y, " ".join(runs)))
    width = max(map(len, by_theme))
    colours = [
        f"{letter} {theme:{width}} {words}"
        for look, letter in letters.items()
        for theme, words in zip(by_theme, look, strict=True)
    ]
    return "\n".join([*text, "", *looks, "", *colours, ""])


def _line(y: int, text: str) -> str:
    return f"{y + 1:2}|{text}".rstrip()


@functools.cache
def described(style: Style) -> str:
    """Return how a run is painted, in words."""
    names = [
        "default" if color is None or color.type is ColorType.DEFAULT else color.name
        for color in (style.color, style.bgcolor)
    ]
    attributes = [name for name in _ATTRIBUTES if getattr(style, name)]
    return " ".join([f"{names[0]} on {names[1]}", *attributes])
