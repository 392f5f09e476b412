"""Documents inside the program: listed, opened in place, taken off the list and brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allvoice.actions.documents.opening import Kept, Opening, opening_at
from allvoice.cli import opening as opening_file
from allvoice.cli.documents import library_of
from allvoice.cli.open_documents import OpenDocuments
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Play, Stop
from allvoice.reading.state import Status
from allvoice.shelf.kept_place import KeptPlace
from allvoice.shelf.library import OpenedDocument
from allvoice.shelf.locator import locate
from allvoice.shelf.store.shelf import Shelf
from tests.actions.editing import Reader
from tests.actions.harness import DOORS, ByKeys, ByWords, settings_of

WATER = "# Water\n\nDrink often. Write it down. Rest.\n\n## Food\n\nSmall meals help.\n"
BATH = "# Bath\n\nUse warm water. Dry well.\n\n## After it\n\nPut on clean clothes.\n"
USUAL_WPM = 150
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


class Documents:
    """Files of a listener, and a reader that was started with the last of them."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self.shelf = shelf
        self.folder = folder
        self.opened = self.open("bath.md", BATH)
        self.opened = self.open("water.md", WATER)
        self.elsewhere = False

    def open(self, name: str, text: str) -> OpenedDocument:
        """Open a file as the program does at its start."""
        path = self.folder / name
        path.write_text(text)
        opened = library_of(self.shelf.documents.all()).open(path)
        opened.take_note(self.shelf.documents)
        return opened

    def begins(self, opened: OpenedDocument) -> tuple[Opening, int, bool]:
        guide, positions = opened.guide, self.shelf.positions
        locator = positions.of(guide.id)
        kept = None if locator is None else Kept(locator)
        begun = opening_at(guide, kept, "", NOW, is_own_guide=opened.path is None)
        return begun, positions.rate_wpm(guide.id) or USUAL_WPM, self.elsewhere

    def reader(
        self,
        door: type[ByKeys] | type[ByWords],
        start: Callable[[Callable[[], None]], None] = lambda work: work(),
        **changes: object,
    ) -> Reader:
        service = OpenDocuments(self.opened, self.shelf, self.begins)
        reader = Reader(door, self.shelf, service, self.opened.guide, start, **changes)
        reader.reading.do(Stop())
        return reader

    def leave_at(self, opened: OpenedDocument, position: Position, rate_wpm: int = 0) -> None:
        """Let a document have been heard to a place, at a rate of its own."""
        kept = KeptPlace(self.shelf.positions, opened.guide, position, lambda text: None)
        kept.save_position(position)
        if rate_wpm:
            kept.save_rate(rate_wpm)


@pytest.fixture
def documents(shelf: Shelf, tmp_path: Path) -> Documents:
    folder = tmp_path / "own"
    folder.mkdir()
    return Documents(shelf, folder)


@pytest.fixture(params=DOORS, ids=lambda door: door.__name__)
def door(request: pytest.FixtureRequest) -> type[ByKeys] | type[ByWords]:
    found: type[ByKeys] | type[ByWords] = request.param
    return found


Door = type[ByKeys] | type[ByWords]


def test_they_are_listed_with_how_far_each_was_heard_and_the_present_one_is_said(
    documents: Documents, door: Door
) -> None:
    bath = documents.open("bath.md", BATH)
    documents.leave_at(bath, Position(3))
    documents.opened = documents.open("water.md", WATER)
    items = documents.reader(door).front.items("documents")
    assert items[0].startswith("Water: open now, not heard yet, ")
    assert items[1].startswith("Bath: at 63 percent, less than a minute left")
    assert items[2] == "The guide that comes with allvoice: not heard yet"


def test_another_is_opened_in_place_at_its_place_and_its_pace(
    documents: Documents, door: Door
) -> None:
    bath = documents.open("bath.md", BATH)
    documents.leave_at(bath, Position(3), 210)
    documents.opened = documents.open("water.md", WATER)
    reader = documents.reader(door)
    reader.front.items("documents")
    (said,) = reader.front.choose(2)
    assert said.startswith("Welcome back to Bath. After it.")
    assert reader.reading.state.status is Status.PLAYING
    assert reader.reading.state.rate_wpm == 210
    assert reader.reading.hear_all() == ["Put on clean clothes."]
    assert library_of(documents.shelf.documents.all()).last.title == "Bath"


def test_its_marks_are_its_own(documents: Documents, door: Door) -> None:
    reader = documents.reader(door)
    reader.reading.do(GoTo(Position(1), play=False))
    reader.front.do("bookmark")
    reader.front.items("documents")
    reader.front.choose(2)
    assert documents.shelf.bookmarks.of(reader.reading.guide.id) == []
    reader.front.items("documents")
    reader.front.choose(2)
    assert len(documents.shelf.bookmarks.of(reader.reading.guide.id)) == 1


def test_the_comma_leads_back_to_the_document_before_where_no_jump_was_made(
    documents: Documents, door: Door
) -> None:
    reader = documents.reader(door)
    reader.front.items("documents")
    reader.front.choose(2)
    assert reader.reading.guide.title == "Bath"
    reader.reading.do(Stop(), GoTo(Position(3), play=False))
    reader.front.do("previous_place")
    assert reader.reading.guide.title == "Bath", "a jump in this document comes first"
    reader.front.do("previous_place")
    assert reader.reading.guide.title == "Water"


def test_normal_pace_is_that_of_the_document_that_is_read(documents: Documents, door: Door) -> None:
    bath = documents.open("bath.md", BATH)
    documents.leave_at(bath, Position(1), 210)
    documents.opened = documents.open("water.md", WATER)
    reader = documents.reader(door)
    reader.front.items("documents")
    reader.front.choose(2)
    reader.front.do("faster")
    reader.front.do("normal_pace")
    assert reader.reading.state.rate_wpm == 210


def test_one_whose_file_is_gone_says_so_and_stays_in_the_list(
    documents: Documents, door: Door
) -> None:
    (documents.folder / "bath.md").unlink()
    reader = documents.reader(door)
    before = reader.front.items("documents")
    (said,) = reader.front.choose(2)
    assert said.startswith("Bath is no longer at ")
    assert reader.reading.guide.title == "Water"
    assert [each.split(":")[0] for each in reader.front.items("documents")] == [
        each.split(":")[0] for each in before
    ]


def test_one_that_cannot_be_read_says_why(documents: Documents, door: Door) -> None:
    (documents.folder / "bath.md").write_bytes(b"\xff\x00")
    reader = documents.reader(door)
    reader.front.items("documents")
    (said,) = reader.front.choose(2)
    assert "is not a text file" in said
    assert reader.reading.guide.title == "Water"


def test_the_one_that_is_open_is_not_opened_again(documents: Documents, door: Door) -> None:
    reader = documents.reader(door)
    reader.reading.do(GoTo(Position(1, 1), play=False))
    guide = reader.reading.guide
    reader.front.items("documents")
    reader.front.choose(1)
    assert reader.reading.guide is guide
    assert reader.reading.sentence == "Write it down."


def test_where_another_window_has_it_open_it_waits_for_a_key(
    documents: Documents, door: Door
) -> None:
    documents.elsewhere = True
    reader = documents.reader(door)
    reader.front.items("documents")
    reader.front.choose(2)
    assert reader.reading.state.status is Status.STOPPED
    reader.reading.do(Play())
    assert reader.reading.hear_all()[0] == "Bath"


def test_one_is_taken_off_the_list_and_brought_back(documents: Documents) -> None:
    reader = documents.reader(ByKeys)
    front = reader.front
    assert isinstance(front, ByKeys)
    front.items("documents")
    (said,) = front.remove(2)
    assert said.startswith("Off the list: Bath. Its place and marks are kept.")
    assert [each.split(":")[0] for each in front.items("documents")] == [
        "Water",
        "The guide that comes with allvoice",
    ]
    assert front.do("undo_mark") == ["Back in the list: Bath."]
    assert front.items("documents")[1].startswith("Bath:")


def test_the_guide_that_comes_with_the_program_stays_in_the_list(documents: Documents) -> None:
    front = documents.reader(ByKeys).front
    front.items("documents")
    assert front.remove(3) == ["The guide that comes with allvoice stays in the list."]


def test_in_lines_one_is_asked_for_by_number_and_by_name(documents: Documents) -> None:
    reader = documents.reader(ByWords)
    front = reader.front
    assert isinstance(front, ByWords)
    front.plain.type("O 2")
    assert reader.reading.guide.title == "Bath"
    front.plain.type("documents wat")
    assert reader.reading.guide.title == "Water"
    front.plain.type("O bahth")
    assert reader.reading.guide.title == "Bath"
    assert front.plain.type("O thermometer")[0] == (
        "No document here is called thermometer. Type O to list them."
    )
    assert front.plain.type("O 7")[0] == "Type O and a number, 1 to 3."
    assert front.plain.type("dd")[0] == "Type dd and a number, 1 to 3."
    assert front.plain.type("dd 2")[0].startswith("Off the list: Water.")
    assert front.plain.type("u")[0] == "Back in the list: Water."


def test_a_large_one_is_opened_meanwhile_and_any_key_ends_that(
    documents: Documents, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_file, "SMALL_BYTES", 10)
    works: list[Callable[[], None]] = []
    reader = documents.reader(door, works.append)
    reader.front.items("documents")
    assert reader.front.choose(2) == ["Opening Bath. Any key ends it."]
    reader.front.do("where")
    works.pop()()
    reader.wait(1)
    assert reader.reading.guide.title == "Water"
    reader.front.items("documents")
    reader.front.choose(2)
    works.pop()()
    reader.wait(1)
    assert reader.reading.guide.title == "Bath"


def test_where_there_is_only_one_that_is_told(shelf: Shelf, door: Door) -> None:
    front = door(shelf, settings_of())
    front.reading.do(Stop())
    assert front.do("documents") == ["There is only this document here."]


def test_what_is_edited_after_it_was_opened_in_place_is_taken_anew(
    documents: Documents, door: Door
) -> None:
    reader = documents.reader(door)
    reader.front.items("documents")
    reader.front.choose(2)
    reader.reading.do(Stop())
    (documents.folder / "bath.md").write_text(BATH.replace("Dry well.", "Dry very well."))
    (told,) = reader.wait()
    assert told == "This document changed. You are at the same sentence."
    known = documents.shelf.documents.all()
    assert known[0].content_hash == reader.reading.guide.content_hash


def test_what_is_brought_back_is_chosen_in_the_list(documents: Documents) -> None:
    front = documents.reader(ByKeys).front
    assert isinstance(front, ByKeys)
    front.items("documents")
    front.remove(2)
    front.door.selected = 0
    front.do("undo")
    assert front.door.selected == 1


def test_for_a_screen_reader_the_welcome_and_the_sentence_are_shown(
    documents: Documents, door: Door
) -> None:
    reader = documents.reader(door, external_screen_reader=True)
    reader.front.items("documents")
    (said,) = reader.front.choose(2)
    assert said == "Welcome. Bath."
    assert reader.reading.state.status is Status.WAITING
    assert reader.reading.sentence == "Bath"
    assert reader.reading.voice.announced == []


def test_an_edit_does_not_make_a_document_the_last_one_nor_lead_out_of_it(
    documents: Documents, door: Door
) -> None:
    reader = documents.reader(door)
    reader.front.items("documents")
    reader.front.choose(2)
    reader.reading.do(Stop())
    documents.open("other.md", "# Other\n\nOpened in another window.\n")
    (documents.folder / "bath.md").write_text(f"{BATH}\nOne more line.\n")
    reader.wait()
    assert library_of(documents.shelf.documents.all()).last.title == "Other"
    reader.front.do("previous_place")
    assert reader.reading.guide.title == "Bath"


def test_a_key_without_an_action_ends_the_opening_too(
    documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_file, "SMALL_BYTES", 10)
    works: list[Callable[[], None]] = []
    reader = documents.reader(ByKeys, works.append)
    front = reader.front
    assert isinstance(front, ByKeys)
    front.items("documents")
    front.choose(2)
    front.actions.end_tour_by_unknown_key()
    works.pop()()
    reader.wait(1)
    assert reader.reading.guide.title == "Water"


def test_what_was_written_in_another_document_opens_it_where_it_was_written(
    documents: Documents, door: Door
) -> None:
    bath = documents.open("bath.md", BATH)
    place = locate(bath.guide, Position(1, 1))
    documents.shelf.bookmarks.add(place, "Dry well.", bath.guide.title, note="ask about eczema")
    documents.opened = documents.open("water.md", WATER)
    reader = documents.reader(door)
    reader.front.find("eczema")
    reader.front.choose(1)
    assert reader.reading.session.guide.title == "Bath"
    assert reader.reading.sentence == "Dry well."
    assert any(
        "Bath. Note on a mark: ask about eczema." in each for each in reader.reading.messages
    )


def test_one_is_opened_in_lines_by_the_name_of_its_file(documents: Documents) -> None:
    reader = documents.reader(ByWords)
    reader.front.do("documents", "bath.md")
    assert reader.reading.session.guide.title == "Bath"
