"""The document one had opens again at its place, also under another name, and is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.conftest import environment_of, heard_the_tour
from tests.e2e.guide_text import CALL, FEVER, ICE, TITLE
from tests.e2e.terminal import PROGRAM, RIGHT, Terminal

Start = Callable[..., Terminal]
OWN = "Treating acute lymphoblastic leukemia"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program without a voice, as one who has a screen reader does."""
    data = tmp_path / "data"
    heard_the_tour(data)
    with ExitStack() as stack:

        def started(*words: str) -> Terminal:
            command = [PROGRAM, *words, "--no-voice", "--data-dir", str(data)]
            environment = environment_of({"HOME": str(tmp_path)})
            return stack.enter_context(Terminal(command, environment, columns=100, lines=24))

        yield started


def leave(terminal: Terminal) -> None:
    terminal.leave()
    assert terminal.wait_end() == 0


def test_the_last_document_opens_at_its_place_also_where_it_was_renamed(
    start: Start, small_guide: Path
) -> None:
    first = start(str(small_guide))
    first.wait_for("Welcome.")
    for sentence in (FEVER, CALL, ICE):
        first.keys(RIGHT)
        first.wait_for(sentence[:20].strip())
    leave(first)

    again = start()
    again.wait_for(f"Welcome back to {TITLE}.")
    again.wait_for(ICE)
    leave(again)

    small_guide.rename(small_guide.with_name("from the hospital.md"))
    renamed = start()
    renamed.wait_for(f"Welcome back to {TITLE}. Found again by its text.")
    renamed.wait_for(ICE)
    # Whatever is read, one key tells when to call.
    renamed.keys(b"9")
    renamed.wait_for("In an emergency call 911")
    leave(renamed)


def test_where_the_last_document_is_gone_the_own_guide_opens_and_says_so(
    start: Start, small_guide: Path
) -> None:
    first = start(str(small_guide))
    first.wait_for("Welcome.")
    leave(first)
    small_guide.unlink()

    second = start()
    second.wait_for(f"This is allvoice's own guide: {TITLE} is no longer at")
    assert OWN in second.text
    leave(second)

    third = start("2")
    assert third.wait_end() == 2
    third.wait_for(f"{TITLE} is no longer at")
