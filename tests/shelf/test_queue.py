"""What is to be heard next outlives the program, each document's for itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.model import Position
from allvoice.shelf.locator import locate
from allvoice.shelf.store.queue import Extent, QueueEntry, new_entry
from allvoice.shelf.store.shelf import Shelf
from tests.reading.harness import small_guide


def entry(block: int, title: str = "Fever") -> QueueEntry:
    return new_entry(title, Extent.SECTION, locate(small_guide(), Position(block)))


def test_a_queue_is_there_after_the_program_has_ended(tmp_path: Path) -> None:
    wanted = [entry(0), entry(4, "At night"), entry(6, "Food")]
    with Shelf(tmp_path / "shelf.db") as shelf:
        shelf.queue.put("guide", wanted)
    with Shelf(tmp_path / "shelf.db") as shelf:
        assert [*shelf.queue.of("guide")] == wanted


def test_what_was_heard_is_off_the_queue_and_the_rest_stays(tmp_path: Path) -> None:
    first, second = entry(0), entry(4)
    with Shelf(tmp_path / "shelf.db") as shelf:
        shelf.queue.put("guide", [first, second])
        shelf.queue.let_go("guide", first.id)
        shelf.queue.let_go("guide", "none of them")
        assert shelf.queue.of("guide") == (second,)


def test_each_document_has_a_queue_of_its_own(tmp_path: Path) -> None:
    with Shelf(tmp_path / "shelf.db") as shelf:
        shelf.queue.put("guide", [entry(0)])
        shelf.queue.put("a name that is no text \udcff", [entry(4)])
        shelf.queue.put("guide", [])
        assert shelf.queue.of("guide") == ()
        assert len(shelf.queue.of("a name that is no text \udcff")) == 1
        # Nothing is left of a document whose queue is empty: its name may be a private one.
        assert '"guide"' not in (shelf.remembered.of("queues") or "")


@pytest.mark.parametrize(
    "stored",
    ["", "[]", "no JSON", '{"guide": 3}', '{"guide": [[1, 2], ["a", "b", "all", "{}"], "c"]}'],
)
def test_a_queue_that_cannot_be_read_is_empty(tmp_path: Path, stored: str) -> None:
    with Shelf(tmp_path / "shelf.db") as shelf:
        shelf.remembered.keep("queues", stored)
        assert shelf.queue.of("guide") == ()
        shelf.queue.put("guide", [entry(0)])
        assert len(shelf.queue.of("guide")) == 1
