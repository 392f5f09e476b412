"""Whole small files as people were given them: what is heard of each, block by block.

Each `cases/NAME.md` has its right reading beside it in `cases/NAME.heard.txt`: a line for each
sentence as the voice says it, a blank line between blocks, and behind a line of dashes what is
neither shown nor heard. A sound for the ear is easier judged as a whole than in pieces.

`python -m tests.guide.test_cases NAME` prints the reading of a file as it is now.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Position
from allvoice.narration.narrator import Narrator

CASES = Path(__file__).parent / "cases"
EXPECTED = sorted(path.name.removesuffix(".heard.txt") for path in CASES.glob("*.heard.txt"))


def heard(path: Path) -> str:
    """Return what is heard of a file, and what is skipped."""
    guide, narrator = load_guide(path), Narrator()
    blocks = []
    for block in guide.blocks:
        lines = []
        for number in range(len(block.sentences)):
            said = narrator.utterance(guide, Position(block.index, number)).tokens
            lines.append(" ".join(token.spoken for token in said))
        blocks.append("\n".join(lines))
    skipped = [f"line {each.line}: {each.what}" for each in guide.skipped]
    if skipped:
        blocks.append("\n".join(["---", *skipped]))
    return "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_as_it_was_given_is_heard_rightly(name: str) -> None:
    expected = (CASES / f"{name}.heard.txt").read_text(encoding="utf-8")
    assert heard(CASES / f"{name}.md") == expected


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(heard(CASES / f"{name}.md"), end="")
