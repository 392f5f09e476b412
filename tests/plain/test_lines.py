"""Lines fit where they are read, hold whole words, and never steer the terminal."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from allvoice.guide.load import load_guide
from allvoice.paths import bundled_guide
from allvoice.plain.lines import (
    LEAST_COLUMNS,
    LONGEST_TYPED_CHARS,
    MOST_COLUMNS,
    UNKNOWN_COLUMNS,
    Lines,
    broken,
    typed_lines,
    window_of,
)
from tests.examples import ANY_TEXT


def shown(text: str, columns: int | None = None, encoding: str = "utf-8") -> list[str]:
    written: list[str] = []
    window = None if columns is None else os.terminal_size((columns, 12))
    Lines(written.append, lambda: window, encoding).put(text)
    return written


def test_in_a_pipe_a_sentence_is_one_line_however_long() -> None:
    text = "Call the care team. " * 20
    assert shown(text) == [text.strip()]


def test_on_a_terminal_lines_end_between_words() -> None:
    assert shown("Call the care team at once, by day and by night.", 24) == [
        "Call the care team at",
        "once, by day and by",
        "night.",
    ]


@pytest.mark.parametrize("columns", [24, None])
def test_an_empty_text_ends_what_somebody_else_began_to_write(columns: int | None) -> None:
    assert shown("", columns) == [""]


def test_a_word_with_a_hyphen_stays_whole() -> None:
    assert shown("Ask about the Philadelphia-positive kind.", 30) == [
        "Ask about the",
        "Philadelphia-positive kind.",
    ]


@pytest.mark.parametrize("start", ["• ", "12. ", "- "])
def test_an_item_of_a_list_goes_on_two_cells_in(start: str) -> None:
    first, second = shown(f"{start}Take the temperature and note it down.", 28)
    assert first.startswith(start)
    assert second.startswith("  ")
    assert second[2] != " "


def test_wide_signs_count_as_the_two_cells_they_fill() -> None:
    lines = shown("看護 " * 20, 20)
    assert max(map(wcswidth, lines)) == 19


def test_the_width_is_asked_anew_for_each_text() -> None:
    columns, written = [60, 20], list[str]()
    lines = Lines(written.append, lambda: os.terminal_size((columns.pop(0), 12)))
    lines.put("Keep the number by the phone, near the bed.")
    lines.put("Keep the number by the phone, near the bed.")
    assert written == [
        "Keep the number by the phone, near the bed.",
        "Keep the number by",
        "the phone, near the",
        "bed.",
    ]


@pytest.mark.parametrize(("columns", "widest"), [(500, MOST_COLUMNS), (40, 40), (1, LEAST_COLUMNS)])
def test_lines_are_neither_endless_nor_slivers(columns: int, widest: int) -> None:
    lines = broken("a b " * 100, columns)
    assert widest - 1 <= max(map(len, lines)) <= widest


def test_no_word_of_the_whole_guide_is_cut_at_forty_cells() -> None:
    guide = load_guide(bundled_guide())
    for block in guide.blocks:
        for sentence in range(len(block.sentences)):
            text = f"{block.marker} {block.sentence_text(sentence)}".strip()
            lines = broken(text, 40)
            assert " ".join(lines).split() == text.split()
            assert max(map(wcswidth, lines)) <= 40


def test_a_word_longer_than_a_line_is_cut_but_nothing_of_it_is_lost() -> None:
    address = "https://example.org/" + "a" * 90
    lines = broken(f"See {address} now.", 40)
    assert "".join(lines).replace(" ", "") == f"See{address}now."
    assert max(map(len, lines)) <= 40


@given(ANY_TEXT, st.none() | st.integers(-1, 200))
def test_nothing_that_is_written_steers_a_terminal(text: str, columns: int | None) -> None:
    for line in shown(f"\x1b[2J{text}\r\x9b31m", columns):
        assert line.isprintable() or not any(
            ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in line
        )


def test_an_escape_in_the_text_is_taken_out() -> None:
    assert shown("Call\r\n now.\x07\x1b") == ["Call now."]


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("utf-8", "• “38 °C” – call… naïve"),
        ("ascii", '- "38 degrees C" - call... naïve'),
        ("latin-1", '- "38 °C" - call... naïve'),
    ],
)
def test_simpler_signs_stand_in_for_those_a_terminal_lacks(encoding: str, line: str) -> None:
    assert shown("• “38 °C” – call… naïve", encoding=encoding) == [line]


def test_a_pipe_a_file_and_nothing_have_no_width(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with open(writing, "w") as pipe, (tmp_path / "file").open("w") as file:
        assert window_of(pipe) is None
        assert window_of(file) is None
    os.close(reading)
    assert window_of(pipe) is None
    assert window_of(None) is None
    assert window_of(io.StringIO()) is None


def test_a_terminal_is_asked_how_large_it_is_now() -> None:
    pty = pytest.importorskip("pty")
    import fcntl
    import termios

    ours, theirs = pty.openpty()
    with open(theirs, "w") as terminal:
        for columns, rows in ((33, 12), (0, 0)):
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            assert window_of(terminal) == (columns, rows)
    os.close(ours)


def test_a_terminal_that_does_not_know_its_size_gets_lines_for_a_braille_display() -> None:
    lines = shown("Call the care team. " * 20, 0)
    assert UNKNOWN_COLUMNS - 9 < max(map(len, lines)) <= UNKNOWN_COLUMNS


def test_as_many_lines_fit_as_a_window_shows_above_the_prompt_and_the_typing() -> None:
    items = ["1. Short", "2. An item of a list that takes two lines", "3. Short", "4. Short"]

    def fitting(columns: int, rows: int) -> int:
        return Lines(print, lambda: os.terminal_size((columns, rows))).fit(items)

    # At 30 columns a prompt may take two rows.
    assert [fitting(30, rows) for rows in (3, 4, 5, 6, 7, 8)] == [0, 1, 1, 2, 3, 4]
    assert fitting(60, 5) == 3
    assert fitting(40, 0) == len(items)
    assert Lines(print).fit(items) == len(items)


def test_of_an_endless_typed_line_only_the_beginning_is_taken() -> None:
    typed = io.StringIO("n\n" + "x" * 10 * LONGEST_TYPED_CHARS + "\nq\n" + "y" * 5_000)
    taken = list(typed_lines(typed))
    assert [line[0] for line in taken] == ["n", "x", "q", "y"]
    assert max(map(len, taken)) == LONGEST_TYPED_CHARS


def test_typing_that_cannot_be_read_any_more_has_ended() -> None:
    class Gone(io.StringIO):
        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            raise OSError(5, "Input/output error")

    closed = io.StringIO("n\n")
    closed.close()
    assert list(typed_lines(Gone())) == []
    assert list(typed_lines(closed)) == []
