"""A document edited while it is read: the new text is read, the place is kept, and it is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.actions.documents.watching import (
    LOOKS_UNTIL_TOLD,
    READING_ON,
    SAME_SENTENCE,
    UNREADABLE,
)
from allvoice.guide.changes import stamp_of
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Play, Stop
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.actions.editing import QUIET_LOOKS, TEXT, EditedFile, Reader
from tests.actions.harness import DOORS, ByKeys, ByWords

EDITED = TEXT.replace("# Water", "# Water\n\nA new line.").replace("Rest.", "Rest well.")


def hear_out(reader: Reader) -> None:
    """Let what is being said over the reading be heard to its end."""
    if reader.reading.state.announcement_id is not None:
        reader.reading.hear_announcement()


@pytest.fixture
def file(tmp_path: Path) -> EditedFile:
    (tmp_path / "own").mkdir()
    return EditedFile(tmp_path / "own" / "mine.md")


@pytest.fixture(params=DOORS, ids=lambda door: door.__name__)
def open_reader(
    request: pytest.FixtureRequest, shelf: Shelf, file: EditedFile
) -> Callable[..., Reader]:
    def opened(**changes: object) -> Reader:
        reader = Reader(request.param, shelf, file, file.guide, **changes)  # type: ignore[arg-type]
        reader.reading.do(Stop())
        return reader

    return opened


@pytest.fixture
def reader(open_reader: Callable[..., Reader]) -> Reader:
    return open_reader()


def test_at_rest_the_new_text_is_there_and_the_sentence_is_the_same(
    reader: Reader, file: EditedFile
) -> None:
    reader.reading.do(GoTo(Position(1, 1), play=False))
    file.write(EDITED)
    assert reader.wait() == [SAME_SENTENCE]
    assert reader.reading.guide.sentence_text(Position(1)) == "A new line."
    assert reader.reading.sentence == "Write it down."
    assert reader.reading.state.status is Status.STOPPED
    assert file.renewed == [reader.reading.guide]


def test_while_it_is_read_the_sentence_is_heard_to_its_end_and_not_again(
    reader: Reader, file: EditedFile
) -> None:
    reader.reading.do(GoTo(Position(1), play=True))
    reader.reading.hear_words(2)
    file.write(EDITED)
    assert reader.wait() == []
    reader.reading.hear("Drink often.")
    assert reader.wait(1) == [READING_ON]
    assert reader.reading.hear_all() == [
        "Write it down.",
        "Rest well.",
        "Food",
        "Small meals help.",
    ]


def test_a_pause_stays_a_pause(reader: Reader, file: EditedFile) -> None:
    reader.reading.do(GoTo(Position(1), play=True))
    reader.reading.hear_words(1)
    reader.front.do("play")
    assert reader.reading.state.status is Status.PAUSED
    hear_out(reader)
    file.write(EDITED)
    assert reader.wait() == [SAME_SENTENCE]
    assert reader.reading.state.status is Status.PAUSED
    reader.front.do("play")
    assert reader.reading.hear_all()[0] == "Drink often."


def test_where_the_sentence_is_gone_that_is_told(reader: Reader, file: EditedFile) -> None:
    reader.reading.do(GoTo(Position(1, 1), play=False))
    file.write(TEXT.replace(" Write it down.", ""))
    told = reader.wait()
    assert len(told) == 1
    assert told[0].startswith("The guide has changed and your sentence is gone;")
    assert reader.reading.sentence == "Water"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\x00\xff\x00"),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.unlink(), path.mkdir(), (path / "other.md").write_text("# Other\n")),
        lambda path: path.write_bytes(b"a" * 20_000_001),
    ],
    ids=["deleted", "emptied", "no-text", "a-folder", "a-folder-of-texts", "too-large"],
)
def test_what_cannot_be_read_changes_nothing_and_is_told_once_when_it_lasts(
    reader: Reader, file: EditedFile, spoil: Callable[[Path], object]
) -> None:
    spoil(file.path)
    assert reader.wait(LOOKS_UNTIL_TOLD - 1) == []
    assert reader.reading.guide is file.guide
    assert reader.wait(4 * LOOKS_UNTIL_TOLD) == [UNREADABLE]


def test_a_file_that_is_there_again_is_read_as_it_is_then(reader: Reader, file: EditedFile) -> None:
    file.path.unlink()
    assert reader.wait(3) == []
    file.write(EDITED)
    assert reader.wait() == [SAME_SENTENCE]
    hear_out(reader)
    file.path.write_text("")
    assert reader.wait(3) == []
    file.write(TEXT)
    assert reader.wait() == [SAME_SENTENCE]


def test_nothing_is_told_of_a_file_that_was_only_touched(reader: Reader, file: EditedFile) -> None:
    os.utime(file.path, (1, 1))
    assert reader.wait() == []
    file.write(TEXT)
    assert reader.wait() == []
    assert reader.reading.guide is file.guide
    reads = file.reads
    assert reader.wait(20) == []
    assert file.reads == reads, "a file that stays as it is is read once"


def test_a_change_is_seen_though_its_time_lies_long_ago(reader: Reader, file: EditedFile) -> None:
    file.write(EDITED)
    os.utime(file.path, (1, 1))
    assert reader.wait() == [SAME_SENTENCE]


def test_a_file_being_written_is_taken_once_it_is_quiet(reader: Reader, file: EditedFile) -> None:
    for count in range(50):
        file.path.write_text(f"{TEXT}\nLine {count}.\n")
        if count % 10 == 0:
            assert reader.wait(1) == []
    assert reader.wait() == [SAME_SENTENCE]
    assert reader.reading.guide.sentence_text(reader.reading.guide.end) == "Line 49."
    assert file.reads == 1


def test_a_file_that_changes_while_it_is_read_is_read_again(shelf: Shelf, file: EditedFile) -> None:
    reader = Reader(ByKeys, shelf, file, file.guide)
    reader.reading.do(Stop())
    newer = [EDITED.replace("A new line.", "A newer line.")]
    file.while_read = lambda: file.write(newer.pop()) if newer else None
    file.write(EDITED)
    assert reader.wait(2 * QUIET_LOOKS) == [SAME_SENTENCE]
    assert reader.reading.guide.sentence_text(Position(1)) == "A newer line."


def test_marks_are_found_in_the_new_text(reader: Reader, file: EditedFile) -> None:
    reader.reading.do(GoTo(Position(3), play=False))
    reader.front.do("bookmark")
    hear_out(reader)
    reader.reading.do(GoTo(Position(0), play=False))
    file.write(EDITED)
    assert reader.wait() == [SAME_SENTENCE]
    (item,) = reader.front.items("bookmarks")
    assert item == "Chapter 2: Small meals help."


def test_what_was_found_in_the_text_of_before_is_looked_for_anew(
    reader: Reader, file: EditedFile
) -> None:
    reader.front.find("meals")
    reader.reading.do(Stop())
    hear_out(reader)
    file.write(EDITED.replace("# Food", "More meals.\n\n# Food"))
    assert reader.wait() == [SAME_SENTENCE]
    reader.reading.do(GoTo(Position(0), play=False))
    reader.front.find("meals")
    assert reader.reading.sentence == "More meals."


def test_an_open_list_keeps_its_text_until_it_is_left(shelf: Shelf, file: EditedFile) -> None:
    reader = Reader(ByKeys, shelf, file, file.guide)
    reader.reading.do(Stop())
    reader.front.do("contents")
    file.write(EDITED)
    assert reader.wait() == []
    assert isinstance(reader.front, ByKeys)
    reader.front.choose(2)
    assert reader.reading.sentence == "Food"
    reader.reading.do(Stop())
    assert SAME_SENTENCE in reader.wait(1)
    assert reader.reading.sentence == "Food"


def test_in_lines_a_number_no_longer_leads_into_the_text_of_before(
    shelf: Shelf, file: EditedFile
) -> None:
    reader = Reader(ByWords, shelf, file, file.guide)
    reader.reading.do(Stop())
    reader.front.items("chapters")
    reader.reading.do(Stop())
    file.write(EDITED)
    assert reader.wait() == [SAME_SENTENCE]
    assert isinstance(reader.front, ByWords)
    assert "A number goes to an item of a list" in reader.front.plain.type("2")[0]


def test_the_urgent_list_is_read_to_its_end_and_its_way_back_holds(
    shelf: Shelf, tmp_path: Path
) -> None:
    text = f"---\nurgent: true\n---\n\n{TEXT}"
    file = EditedFile(tmp_path / "urgent.md", text)
    reader = Reader(ByKeys, shelf, file, file.guide)
    reader.reading.do(GoTo(Position(1, 1), play=False))
    reader.front.do("urgent")
    reader.reading.do(Stop())
    file.write(text.replace("Small", "Very small"))
    assert reader.wait() == []
    reader.front.do("back")
    assert reader.reading.sentence == "Write it down."
    hear_out(reader)
    assert reader.wait() == [SAME_SENTENCE]


def test_of_a_folder_chapters_are_added_and_removed(shelf: Shelf, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "1.md").write_text("# Morning\n\nDrink water.\n")
    (folder / "2.md").write_text("# Evening\n\nGo to bed.\n")
    file = EditedFile(folder)
    reader = Reader(ByKeys, shelf, file, file.guide)
    reader.reading.do(GoTo(Position(3), play=False))
    (folder / "0.md").write_text("# Before\n\nWash both hands.\n")
    assert reader.wait() == [SAME_SENTENCE]
    assert len(reader.reading.guide.files) == 3
    hear_out(reader)
    assert reader.reading.sentence == "Go to bed."
    (folder / "2.md").unlink()
    assert "is gone" in reader.wait()[0]
    assert len(reader.reading.guide.files) == 2


def test_a_stamp_tells_two_texts_of_one_length_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# One\n")
    before = stamp_of(path)
    path.with_name("b.md").write_text("# Two\n")
    os.utime(path.with_name("b.md"), ns=(0, os.stat(path).st_mtime_ns))
    os.replace(path.with_name("b.md"), path)
    assert stamp_of(path) != before
    assert stamp_of(tmp_path / "nowhere.md") is None


def test_playing_a_document_that_never_changes_is_no_different(
    reader: Reader, file: EditedFile
) -> None:
    reader.reading.do(Play())
    reader.wait(50)
    assert reader.reading.hear_all()[-1] == "Small meals help."
    assert file.reads == 0
