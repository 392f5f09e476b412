"""What a test sees of the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from allvoice.guide.model import Block
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.widgets import layout


def strips(app: AllvoiceApp) -> list[Strip]:
    """Return every line of the screen as it is painted."""
    return app.screen._compositor.render_strips()


def screen_lines(app: AllvoiceApp) -> list[str]:
    """Return the screen as text."""
    return [strip.text.rstrip() for strip in strips(app)]


def screen_text(app: AllvoiceApp) -> str:
    return "\n".join(screen_lines(app))


def styled(app: AllvoiceApp) -> Iterator[tuple[str, Style]]:
    """Yield every run of text with its style."""
    for strip in strips(app):
        for segment in strip:
            if segment.text:
                yield segment.text, segment.style or Style.null()


def looks_of(app: AllvoiceApp, text: str) -> Style:
    """Return the style of the run that is exactly this text."""
    return next(style for run, style in styled(app) if run == text)


def painted(app: AllvoiceApp) -> list[Region]:
    """Collect from now on what is sent to the terminal, by region of the screen."""
    regions: list[Region] = []
    compositor = app.screen._compositor
    original = compositor.render_update

    def watch(*args: object, **options: object) -> object:
        regions.extend(compositor._dirty_regions)
        return original(*args, **options)  # type: ignore[arg-type]

    compositor.render_update = watch  # type: ignore[method-assign,assignment]
    return regions


def count_blocks_laid_out(monkeypatch: pytest.MonkeyPatch) -> list[Block]:
    """Collect from now on the blocks whose lines are worked out."""
    blocks: list[Block] = []
    original = layout.block_lines

    def watch(block: Block, *args: object, **options: object) -> object:
        blocks.append(block)
        return original(block, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(layout, "block_lines", watch)
    return blocks
