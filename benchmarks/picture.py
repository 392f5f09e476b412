"""A picture of the screen, made without a terminal and without a voice."""

from __future__ import annotations

import asyncio
import re
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from allvoice.tui.ports import Watcher

from allvoice.guide.model import Guide, Position, Section
from allvoice.paths import user_folders
from allvoice.reading.state import Manner, State, Status, Unit
from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.theme.themes import Depth

if TYPE_CHECKING:
    from allvoice.speech.protocol import Event

_FONT_FROM_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


class StillListening:
    """A session held at one moment: it can be looked at, and answers no key."""

    def __init__(self, guide: Guide, state: State) -> None:
        self.guide = guide
        self.state = state
        self.watcher: Watcher | None = None

    def handle(self, event: Event) -> None:
        """Hear nothing."""

    def welcome(self, text: str, faults: str = "") -> None:
        """Say nothing."""

    def _stay(self) -> None:
        """Stay as it is."""

    play_pause = play = pause = stop = suspend = go_to_start = go_to_end = _stay
    leave_passage = hear_skipped = hush = key_held = key_released = _stay
    faster = slower = normal_pace = louder = quieter = toggle_only_section = close = _stay

    def next_voice(self, step: int = 1) -> None:
        """Stay as it is."""

    def repeat(self, *, carefully: bool = False) -> None:
        """Stay where it is."""

    def set_skipping(self, names: tuple[str, ...]) -> None:
        """Read nothing, and skip nothing."""

    def heard_as(self) -> str:
        """Return nothing."""
        return ""

    def respellings(self) -> list[tuple[str, str]]:
        """Return nothing."""
        return []

    def move(self, unit: Unit, step: int) -> None:
        """Stay where it is."""

    def go_to(self, position: Position, *, play: bool | None = None) -> None:
        """Stay where it is."""

    def where_am_i(self, detail: bool = False) -> str:
        """Return nothing."""
        return ""

    def announce(self, text: str, earcon: str = "", *, asked: bool = False) -> None:
        """Say nothing."""

    def chime(self, earcon: str) -> None:
        """Say nothing."""

    def set_manner(self, manner: Manner) -> None:
        """Stay as it is."""

    def minutes_left(self, section: Section | None = None) -> float:
        """Return no time."""
        return 0.0


def playing_at(guide: Guide, position: Position, word: int) -> State:
    """Return the state in which a word of a sentence is being read, counted from 0."""
    position = guide.clamp(position)
    block = guide.blocks[position.block]
    sentence = block.sentences[position.sentence]
    start = sentence.start
    for _ in range(word):
        with suppress(ValueError):
            start = block.text.index(" ", start, sentence.end) + 1
    length = len(block.text[start : sentence.end].split()[0])
    return replace(
        State(position), status=Status.PLAYING, word=word, word_range=(start, start + length)
    )


def svg(
    guide: Guide,
    position: Position,
    size: tuple[int, int] = (80, 24),
    *,
    word: int = 3,
    theme: str = "dark",
) -> str:
    """Return the screen as it looks while a word is being read, as an SVG picture.

    It asks no other place for a font, so that whoever looks at it is not seen looking.

    Args:
        guide: what is read.
        position: the sentence being read.
        size: columns and rows.
        word: which of its words, counted from 0.
        theme: name of the colours.
    """

    async def draw() -> str:
        with tempfile.TemporaryDirectory() as folder:
            shelf = Shelf.open(user_folders(Path(folder)))
            session = StillListening(guide, playing_at(guide, position, word))
            app = AllvoiceApp(
                session, shelf, Choices(usual=Settings(theme=theme)), depth=Depth.FULL
            )
            try:
                async with app.run_test(size=size) as pilot:
                    await pilot.pause()
                    return _plain(app.export_screenshot(title=guide.title))
            finally:
                shelf.close()

    return asyncio.run(draw())


def _plain(picture: str) -> str:
    # Not every viewer keeps to the width that is given for a text, nor its hard spaces.
    spaced = picture.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" ')
    return _FONT_FROM_ELSEWHERE.sub("", spaced)
