"""A picture of the screen, made without a terminal and without a voice."""

from __future__ import annotations

import asyncio
import re
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from allvoice.guide.model import Guide, Position
from allvoice.narration.narrator import Narrator
from allvoice.paths import user_folders
from allvoice.reading.runner import NoStore, ReadingSession
from allvoice.reading.state import State, Status
from allvoice.reading.step import SessionConfig
from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import VoiceCommand
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.start import Colours
from allvoice.tui.theme.themes import Depth

_FONT_FROM_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


class StillVoice:
    """Says nothing, so that the session stays at the moment it was given."""

    def send(self, command: VoiceCommand) -> None:
        """Do nothing."""

    def wait_obeyed(self) -> bool:
        """Return that there was nothing to do."""
        return True

    def close(self) -> None:
        """End what never began."""


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
            keymap = Keymap()
            session = ReadingSession(
                SessionConfig(guide, Narrator(), keymap),
                StillVoice(),
                playing_at(guide, position, word),
                NoStore(),
            )
            app = AllvoiceApp(
                session,
                shelf,
                Choices(usual=Settings(theme=theme)),
                keymap,
                colours=Colours(depth=Depth.FULL),
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
