"""Draws the picture of the screen: `python -m benchmarks.screenshot docs/screen.svg`."""

from __future__ import annotations

import sys
from pathlib import Path

from allvoice.guide.load import load_guide
from allvoice.guide.model import Position
from allvoice.paths import bundled_guide
from benchmarks.picture import svg

CHAPTER = "Danger signs while a blinatumomab pump runs"
BLOCKS_IN, SENTENCE, WORD = 2, 1, 3


def main() -> None:
    guide = load_guide(bundled_guide())
    chapter = next(section for section in guide.sections if section.title == CHAPTER)
    position = Position(chapter.first_block + BLOCKS_IN, SENTENCE)
    Path(sys.argv[1]).write_text(svg(guide, position, (80, 24), word=WORD), encoding="utf-8")


if __name__ == "__main__":
    main()
