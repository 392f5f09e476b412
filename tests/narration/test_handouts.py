"""What stands in the papers families are given, and what must be heard of it.

The rows are in `handouts/`, a file for each kind: `written => heard`, sentences parted by " | " in
what is heard. Lines with # in front say what the rows below them promise.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.sentences import split
from allvoice.narration.lexicon import load_lexicon
from allvoice.narration.tokens import tokens_of
from allvoice.paths import bundled_lexicon

LEXICON, _ = load_lexicon([bundled_lexicon()])
FILES = sorted((Path(__file__).parent / "handouts").glob("*.txt"))
ROWS = [
    pytest.param(*line.split(" => "), id=f"{file.stem}-{number}")
    for file in FILES
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
    if line and not line.startswith("# ")
]


def heard(written: str) -> str:
    """Return what is heard of a line, its sentences parted by bars."""
    said = (
        tokens_of(written, sentence.start, sentence.end, lexicon=LEXICON)
        for sentence in split(written)
    )
    return " | ".join(" ".join(token.spoken for token in tokens) for tokens in said)


@pytest.mark.parametrize(("written", "right"), ROWS)
def test_a_handout_is_heard_rightly(written: str, right: str) -> None:
    assert heard(written) == right
