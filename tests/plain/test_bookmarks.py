"""Sentences are marked, listed, gone to, removed and brought back by typed words."""

from __future__ import annotations

from pathlib import Path

from allvoice.guide.model import Position
from allvoice.shelf.locator import locate
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import (
    NEXT,
    PlainHarness,
    plain_harness,
)
from tests.shelf.guides import folders_in


def test_bookmarks_are_set_listed_gone_to_removed_and_taken_back(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("l") == [
        "You have no bookmarks yet. Type b while listening to mark a sentence.",
        NEXT,
    ]
    assert made.type("dl 1") == [
        "You have no bookmarks yet. Type b while listening to mark a sentence.",
        NEXT,
    ]
    assert made.type("u") == ["There is nothing to take back.", NEXT]
    made.type("")
    assert made.type("b") == [
        "Marked.", NEXT,
    ]  # fmt: skip
    made.type("w")
    assert made.type("b") == ["Marked already.", NEXT]
    made.type("t 2", "", "b")
    listed = [
        "1. Chapter 1: Call the care team first.",
        "2. Chapter 2: Small meals help.",
        "[1 to 2, dl 1: remove, Enter: restart]",
    ]
    assert made.type("l") == listed
    assert made.type("dl", "dl 3")[::2] == ["Type dl and a number, 1 to 2."] * 2
    assert made.type("dl 1")[0] == (
        "Removed: Chapter 1: Call the care team first. u takes it back."
    )
    assert len(shelf.bookmarks.of(made.reading.guide.id)) == 1
    assert made.type("u")[0] == "Brought back: Chapter 1: Call the care team first."
    assert made.type("l") == listed
    assert made.type("1") == ["Call the care team first.", NEXT]
    assert made.type("u")[0] == "Bookmark taken back: Chapter 2: Small meals help."
    assert made.type("u")[0].startswith("Bookmark taken back: Chapter 1:")
    assert made.type("u")[0] == "There is nothing to take back."
    assert shelf.bookmarks.of(made.reading.guide.id) == []


def test_the_number_a_mark_is_told_by_is_its_number_in_the_list(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("gg", "b", "g", "b", "", "", "b", "g")
    assert made.type(";")[0] == "Mark 2 of 3."
    assert made.type("dl 2")[0] == "Removed: Chapter 1: Then write down the time. u takes it back."


BOOKMARKED = [Position(1, 0), Position(1, 1), Position(2, 0)]


def bookmark_elsewhere(shelf: Shelf, made: PlainHarness, *positions: Position) -> list[Bookmark]:
    """Mark sentences as another copy of the program does; return their marks."""
    guide = made.reading.guide
    return [
        shelf.bookmarks.add(locate(guide, each), guide.sentence_text(each)) for each in positions
    ]


def test_bookmarks_are_removed_and_gone_to_by_the_numbers_that_were_shown(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    bookmark_elsewhere(shelf, made, *BOOKMARKED)
    made.type("l")
    bookmark_elsewhere(shelf, made, Position(0, 0))
    assert made.type("l 2") == ["Then write down the time.", NEXT]
    assert made.type("l 4") == ["Type B and a number, 1 to 3.", NEXT]
    assert made.type("dl 4")[0] == "Type dl and a number, 1 to 3."
    assert made.type("dl 1")[0] == "Removed: Chapter 1: Call the care team first. u takes it back."
    # What was changed here counts in what there is now.
    assert made.type("dl 1")[0] == "Removed: Chapter 1: Before you begin. u takes it back."


def test_a_bookmark_that_is_gone_meanwhile_is_told_so_and_no_other_is_taken_for_it(
    shelf: Shelf,
) -> None:
    made = plain_harness(shelf, voiced=False)
    first, *_ = bookmark_elsewhere(shelf, made, *BOOKMARKED)
    made.type("l")
    shelf.bookmarks.remove(first)
    gone = "That one is gone: it was removed meanwhile."
    assert made.type("1") == [gone, NEXT]
    assert made.type("l 1") == [gone, NEXT]
    assert made.type("dl 1") == [gone, NEXT]
    assert len(shelf.bookmarks.of(made.reading.guide.id)) == 2
    assert made.type("l 2") == ["Then write down the time."]
    assert made.type("l")[0] == "1. Chapter 1: Then write down the time."


def test_where_every_bookmark_of_the_list_is_gone_the_next_list_says_so(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    for each in bookmark_elsewhere(shelf, made, *BOOKMARKED):
        made.type("l")
        shelf.bookmarks.remove(each)
    assert made.type("l") == [
        "You have no bookmarks yet. Type b while listening to mark a sentence.",
        NEXT,
    ]
    assert (
        made.type("dl 1")[0]
        == "You have no bookmarks yet. Type b while listening to mark a sentence."
    )


def test_a_bookmark_that_will_not_last_is_told_to_be_so(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    folders.data.write_text("in the way")
    with Shelf.open(folders) as shelf:
        made = plain_harness(shelf, voiced=False)
        for _ in range(2):
            (answer, *_) = made.type("next", "b")[-2:]
            assert "It lasts only until you quit." in answer
