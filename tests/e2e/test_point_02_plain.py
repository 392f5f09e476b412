"""Point 2: plain mode with a screen reader: no second voice, each wait ends with its choices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import environment_of
from tests.e2e.fenrir import ScreenReader
from tests.e2e.guide_text import BRUSH, CALL, FEVER, ICE, MOUTH
from tests.e2e.terminal import PROGRAM

USUAL = "Enter: next sentence, h: help, q: quit"


@pytest.fixture
def reader(small_guide: Path, tmp_path: Path) -> Iterator[ScreenReader]:
    """Plain mode under Fenrir, in forty columns."""
    folder = tmp_path / "fenrir"
    folder.mkdir()
    command = [PROGRAM, "--plain", "--no-voice", "--data-dir", str(tmp_path / "data")]
    command[1:1] = ["listen", str(small_guide)]
    environment = environment_of({"HOME": str(tmp_path)})
    with ScreenReader(folder, command, environment, columns=40, lines=12) as reader:
        reader.wait_said("Welcome")
        reader.rest()
        yield reader


def typed(reader: ScreenReader, text: str) -> str:
    """Type a line; return all that is said from Enter on."""
    if text:
        reader.tmux.tell("send-keys", "-l", text)
        reader.rest()
    heard = _words(reader.press("Enter"))
    while not heard:
        # A busy computer answers a while after the key is named; every line is answered.
        heard = _words(reader.said())
    return " ".join(heard)


def _words(said: list[str]) -> list[str]:
    # The line that Enter ends is empty, or has a blank at its end.
    return [each for each in said if each not in ("blank", "space")]


def test_enter_says_the_next_sentence_and_nothing_else(reader: ScreenReader) -> None:
    assert [typed(reader, "") for _ in range(3)] == [FEVER, CALL, ICE]


def test_what_is_typed_is_answered_and_the_answer_ends_with_the_choices(
    reader: ScreenReader,
) -> None:
    for command, said, choices in (
        ("w", "Section 1 of 2, Small guide.", USUAL),
        ("what", "I do not know that.", USUAL),
        ("l", "You have no bookmarks yet. Type b while listening", USUAL),
        ("b", "Marked.", USUAL),
        ("t", "1. Small guide, you are here 2. Mouth care", "1 to 2: go there, Enter: next"),
        ("h", "urgent: when to call", "Enter: more, h: help, q: quit"),
    ):
        answer = typed(reader, command)
        assert said in answer, command
        assert answer.endswith(choices), command


def test_a_section_is_gone_to_by_its_number_and_words_are_found(reader: ScreenReader) -> None:
    typed(reader, "t")
    assert typed(reader, "2").startswith(f"Heading 2: {MOUTH}")
    found = typed(reader, "/brush")
    assert found.startswith(f"Brush, 1 place. Also 9 in the guide. Mouth care. {BRUSH}")
