"""In lines the next line is the listener's own words, unless it leaves, or asks for help."""

from __future__ import annotations

import pytest

from allvoice.actions.asking import NOTHING_CHANGED
from allvoice.plain.prompts import TO_ANSWER
from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import NEXT, PlainHarness, plain_harness

LEAVES = ("", "back", "BACK", " back ", "esc", "escape", "\x1b")


def kept(made: PlainHarness, shelf: Shelf) -> list[str]:
    """Return all own words that are kept."""
    marks = shelf.bookmarks.of(made.reading.guide.id)
    ids = shelf.entries.ids()
    entries = [entry for each in ids if (entry := shelf.entries.one(each)) is not None]
    return [*(each.note for each in marks), *(each.text for each in entries)]


@pytest.mark.parametrize("leaves", LEAVES)
@pytest.mark.parametrize("asks", ["note", "mrd", "write", "medicine", "K", "C", "go"])
def test_what_goes_back_leaves_own_words_with_nothing_kept(
    shelf: Shelf, asks: str, leaves: str
) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type(asks)[-1] == TO_ANSWER
    assert made.type(leaves) == [NOTHING_CHANGED, NEXT]
    assert kept(made, shelf) == []


@pytest.mark.parametrize("leaves", LEAVES)
def test_what_goes_back_leaves_a_note_as_it_was(shelf: Shelf, leaves: str) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("note two pills", "note", leaves)
    assert kept(made, shelf) == ["two pills"]


def test_words_that_only_begin_like_what_goes_back_are_words(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("note", "back pain at night")
    assert kept(made, shelf) == ["back pain at night"]
