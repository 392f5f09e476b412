"""Point 3: with the screen reader Fenrir each key says what it led to and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from allvoice.actions.help import help_list
from allvoice.reading.speaking import END_OF_GUIDE
from allvoice.tui.keys.keymap import Keymap
from tests.e2e.conftest import environment_of
from tests.e2e.fenrir import ScreenReader
from tests.e2e.guide_text import CALL, FEVER, ICE, MOUTH, NEVER, RINSE, TITLE
from tests.e2e.terminal import PROGRAM

FIRST, SECOND = f"{TITLE}, 1 of 2", f"{MOUTH}, 2 of 2"
LONG_ITEMS = 6
"""So many items of the help, the last of them too long for one line."""


@pytest.fixture
def reader(small_guide: Path, tmp_path: Path) -> Iterator[ScreenReader]:
    """The program as it is set up for a screen reader, silent at the start of the small guide."""
    data, folder = tmp_path / "data", tmp_path / "fenrir"
    data.mkdir()
    folder.mkdir()
    (data / "settings.toml").write_text("screen_reader = true\n", encoding="utf-8")
    command = [PROGRAM, "listen", str(small_guide), "--no-voice", "--data-dir", str(data)]
    environment = environment_of({"HOME": str(tmp_path)})
    with ScreenReader(folder, command, environment, columns=40, lines=12) as reader:
        reader.wait_said("Welcome")
        reader.tmux.tell("send-keys", "s")
        reader.tmux.wait_until(
            lambda lines, _: "Welcome" not in "".join(lines),
            "the end of the welcome",
        )
        reader.rest()
        yield reader


def line_at_cursor(reader: ScreenReader) -> str:
    """Return the line on which the cursor is seen: what a braille display shows."""
    cursor = reader.cursor
    assert cursor.is_shown, "the cursor is hidden"
    return reader.tmux.screen()[0][cursor.row]


def test_the_contents_are_said_with_their_title_and_then_item_by_item(
    reader: ScreenReader,
) -> None:
    assert reader.press("t") == [f"Contents, 2 sections {FIRST}"]
    assert line_at_cursor(reader) == FIRST
    for key, item in (("Down", SECOND), ("Up", FIRST), ("End", SECOND), ("Home", FIRST)):
        assert (key, reader.press(key)) == (key, [item])
        assert line_at_cursor(reader) == item
        assert reader.cursor.column == 0


def test_the_help_is_said_item_by_item_and_long_items_to_their_end(reader: ScreenReader) -> None:
    listing = help_list(Keymap(external_screen_reader=True), [], lambda action: None)
    (opened,) = reader.press("h")
    assert opened.startswith(f"Help, all keys Tonight. {listing.item(0).words}, 1 of ")
    total = opened.split()[-1]
    items = [f"{listing.item(index).words}, {index + 1} of {total}" for index in range(LONG_ITEMS)]
    assert len(items[-1]) > 40, "no item of these is long"
    downwards = [reader.press("Down") for _ in items[1:]]
    assert downwards == [[item] for item in items[1:]]
    upwards = [reader.press("Up") for _ in items[1:]]
    assert upwards == [[item] for item in items[-2::-1]]


def test_a_list_opened_after_another_says_nothing_of_that_one(reader: ScreenReader) -> None:
    reader.press("h")
    reader.press("h")
    assert reader.press("t") == [f"Contents, 2 sections {FIRST}"]


def test_an_empty_list_says_that_it_is_empty_and_how_it_is_filled(reader: ScreenReader) -> None:
    (opened,) = reader.press("B")
    words = "You have no bookmarks yet. Press B while listening to mark a sentence."
    assert opened == f"Bookmarks, 0 {words}"
    assert words.startswith(line_at_cursor(reader))


def test_the_line_to_type_into_says_what_it_is_for_and_how_it_is_left(
    reader: ScreenReader,
) -> None:
    assert reader.press("/") == ["Search Enter finds, Backspace leaves Type what to find"]
    assert line_at_cursor(reader) == "Type what to find"
    assert reader.cursor.column == 0
    reader.tmux.tell("send-keys", "-l", "salt")
    reader.tmux.wait_line("salt")
    assert reader.cursor.column == len("salt")


END = END_OF_GUIDE.format("Press Space")
"""With the last sentence it is said that it is the last."""


def test_each_move_in_the_guide_says_the_new_sentence_and_nothing_else(
    reader: ScreenReader,
) -> None:
    for key, sentence in (
        ("Right", FEVER),
        ("Space", CALL),
        ("Right", ICE),
        ("Right", f"Heading 2: {MOUTH}"),
        ("Left", ICE),
        ("PageDown", f"Heading 2: {MOUTH}"),
        ("Down", RINSE),
        ("PageUp", f"Heading 2: {MOUTH}"),
        ("PageUp", f"Heading 1: {TITLE}"),
        ("G", f"{NEVER} {END}"),
    ):
        assert (key, " ".join(reader.press(key))) == (key, sentence)
        assert sentence.startswith(line_at_cursor(reader))
        assert reader.cursor.column == 0


def test_what_a_key_did_is_said_once_and_the_next_move_says_only_its_sentence(
    reader: ScreenReader,
) -> None:
    assert reader.press("b") == ["Marked."]
    assert reader.press("Right") == [FEVER]
    assert reader.press("$") == ["No action. H for help."]
    assert reader.press("$") == ["No action. H for help."]
    assert reader.press("r") == [FEVER]
    assert reader.press("a") == [FEVER]
    assert reader.press("Left") == [f"Heading 1: {TITLE}"]
    assert reader.press("Left") == ["This is the start of the guide."]
    assert reader.press("Left") == ["This is the start of the guide."]


def test_keys_are_described_and_choices_said(reader: ScreenReader) -> None:
    (described,) = reader.press("k")
    assert described.startswith("Key describer. Press any key to hear what it does.")
    assert reader.press("G") == ["Shift G: End of the guide."]
    assert reader.press("k") == ["Keys work again."]
    assert " ".join(reader.press("o")) == "Options, 21 Reading. Code: read, 1 of 21"
    assert reader.press("Down") == ["Images: read, 2 of 21"]
    assert reader.press("Right") == ["Images: skipped, 2 of 21"]
    assert reader.press("$") == ["No action. H for help."]
    # What is left under a message is not read once more.
    assert reader.press("o") == [f"Heading 1: {TITLE}"]
    reader.press("Down")
    reader.press("o")
    assert reader.press("o") == [FEVER]


def test_point_1_chapter_3_is_found_marked_and_come_back_to_by_the_log_alone(
    tmp_path: Path,
) -> None:
    guide, data, folder = tmp_path / "ward.md", tmp_path / "data", tmp_path / "fenrir"
    data.mkdir()
    folder.mkdir()
    chapters = ("Beginning", "Mouth care", "Fever at night", "Going home")
    guide.write_text("".join(f"# {each}\n\n{each} it is.\n\n" for each in chapters))
    command = [PROGRAM, "listen", str(guide), "--no-voice", "--data-dir", str(data)]
    environment = environment_of({"HOME": str(tmp_path)})
    keys = 0
    with ScreenReader(folder, command, environment, columns=40, lines=12) as reader:
        reader.wait_said("Welcome")
        reader.rest()
        for key, said in (
            ("t", "Contents, 4 sections Chapter 1, Beginning, 1 of 4"),
            ("Right", "Chapter 2, Mouth care, 2 of 4"),
            ("Right", "Chapter 3, Fever at night, 3 of 4"),
            ("Enter", "Fever at night"),
            ("b", "Marked."),
            ("+", "160 words a minute."),
        ):
            keys += 1
            assert said in " ".join(reader.press(key)), key
        reader.tmux.leave()
    again = tmp_path / "again"
    again.mkdir()
    with ScreenReader(again, command, environment, columns=40, lines=12) as reader:
        reader.wait_said("Welcome back to Beginning. Chapter 3, Fever at night.")
    assert keys + 1 <= 12


def test_fenrir_writes_nothing_outside_the_folder_it_was_given(
    reader: ScreenReader, tmp_path: Path
) -> None:
    log = Path("/tmp/fenrir-pty.log")
    before = log.stat().st_mtime_ns if log.exists() else None
    reader.press("t")
    assert (log.stat().st_mtime_ns if log.exists() else None) == before
    assert {name for name in os.listdir(tmp_path) if not name.startswith(".")} == {
        "data",
        "fenrir",
        "small.md",
    }
