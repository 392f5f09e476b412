"""Which document is meant is told by path, number or name; one that was moved is found again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allvoice.errors import UnreadableGuideError
from allvoice.guide.load import load_guide
from allvoice.guide.model import Position
from allvoice.paths import bundled_guide
from allvoice.shelf import library as library_module
from allvoice.shelf.library import BUNDLED, Library, OpenedDocument, name_of
from allvoice.shelf.locator import locate
from allvoice.shelf.store.documents import KnownDocument, known_documents
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import folders_in

TEXT = "# {title}\n\nTake them with food. Drink water.\n\nCall at 38.0.\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf.open(folders_in(tmp_path / "kept")) as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder one is in."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


Write = Callable[..., Path]


@pytest.fixture
def write(desk: Path) -> Write:
    def written(name: str, title: str = "Tablets", folder: Path = desk) -> Path:
        path = folder / name
        path.write_text(TEXT.format(title=title), encoding="utf-8")
        return path

    return written


def library(shelf: Shelf) -> Library:
    return Library(shelf.documents.all(), bundled_guide())


def opened(shelf: Shelf, words: str | Path | KnownDocument) -> OpenedDocument:
    """Open what is meant, and take note of it."""
    found = library(shelf)
    meant = words if isinstance(words, KnownDocument) else found.meant(str(words))
    document = found.open(meant)
    document.take_note(shelf.documents)
    return document


def refused(shelf: Shelf, words: str) -> str:
    with pytest.raises(UnreadableGuideError) as told:
        opened(shelf, words)
    return str(told.value)


# Which one is meant


def test_at_first_the_last_document_is_the_guide_of_the_program(shelf: Shelf) -> None:
    assert library(shelf).last == BUNDLED
    first = opened(shelf, library(shelf).last)
    assert (first.guide.id, first.path) == ("all-treatment-guide", None)
    assert [each.path for each in library(shelf).listed] == [None]


def test_the_one_opened_last_is_the_first_of_the_list(shelf: Shelf, write: Write) -> None:
    for name in ("a.md", "b.md", "a.md"):
        opened(shelf, write(name, name))
    assert [name_of(each) for each in library(shelf).listed] == ["a.md", "b.md"]
    assert library(shelf).last.path == Path("a.md").resolve()


def test_a_number_of_the_list_is_the_document_that_stands_there(
    shelf: Shelf, write: Write, desk: Path
) -> None:
    for title in ("Old", "New"):
        opened(shelf, write(f"{title}.md", title))
    assert opened(shelf, "2").guide.title == "Old"
    # Opening it made it the first.
    assert opened(shelf, "2").guide.title == "New"
    assert refused(shelf, "3") == "There is no document 3; allvoice library lists 2."
    for digits in ("0", "9" * 5000):
        assert "There is no document" in refused(shelf, digits)
    (desk / "2").write_text("# A file of that name\n", encoding="utf-8")
    assert opened(shelf, "2").guide.title == "A file of that name"


def test_what_was_removed_from_the_list_has_no_number_and_is_not_the_last(
    shelf: Shelf, write: Write
) -> None:
    opened(shelf, write("old.md", "Old"))
    gone = opened(shelf, write("new.md", "New"))
    shelf.documents.unlist(gone.guide.id)
    assert name_of(library(shelf).last) == "Old"
    assert [name_of(each) for each in library(shelf).listed] == ["Old"]
    # By its name it is still known, and opening it brings it back.
    assert opened(shelf, "New").guide.id == gone.guide.id
    assert name_of(library(shelf).last) == "New"


@pytest.mark.parametrize(
    "words",
    [
        "Discharge letter of 3 May",
        "discharge LETTER",
        "letter may",
        "dicharge",
        "leter discharge",
        "2026-05-03.md",
        "2026-05-03",
        "2026 05",
    ],
)
def test_a_document_is_meant_by_its_title_or_name_its_start_its_words_or_nearly(
    shelf: Shelf, write: Write, words: str
) -> None:
    opened(shelf, write("2026-05-03.md", "Discharge letter of 3 May"))
    opened(shelf, write("other.md", "What to eat"))
    assert opened(shelf, words).guide.title == "Discharge letter of 3 May"


def test_the_surer_way_decides(shelf: Shelf, write: Write) -> None:
    opened(shelf, write("a.md", "Letter"))
    opened(shelf, write("b.md", "Letter of May"))
    opened(shelf, write("c.md", "My letter"))
    assert opened(shelf, "letter").guide.title == "Letter"
    assert opened(shelf, "letter of").guide.title == "Letter of May"


def test_where_several_may_be_meant_all_are_named_with_their_numbers(
    shelf: Shelf, write: Write
) -> None:
    for name in ("may.md", "june.md"):
        opened(shelf, write(name, f"Letter of {name[:-3].capitalize()}"))
    assert refused(shelf, "letter") == (
        "'letter' may be 1, Letter of June; 2, Letter of May. "
        "Give its number, as allvoice library lists it."
    )
    assert "may be" in refused(shelf, "leter")
    # Two files may have one title.
    opened(shelf, write("copy.md", "Letter of May"))
    assert "1, Letter of May; 3, Letter of May" in refused(shelf, "letter of may")
    for number in range(9):
        opened(shelf, write(f"{number}.md", "Letter"))
    assert "; and 5 more." in refused(shelf, "Letter")


def test_the_guide_of_the_program_is_meant_by_a_word(
    shelf: Shelf, write: Write, desk: Path
) -> None:
    opened(shelf, write("a.md", "Guide to eating"))
    assert opened(shelf, "Guide").path is None
    (desk / "guide").mkdir()
    write("one.md", "One", desk / "guide")
    assert opened(shelf, "guide").path == desk / "guide"


@pytest.mark.parametrize("words", ["nothing like it", "\x1b[2J", "x" * 3000, "\ud800", "-", "\0"])
def test_a_name_that_nothing_has_is_told_in_a_line(shelf: Shelf, write: Write, words: str) -> None:
    opened(shelf, write("a.md"))
    told = refused(shelf, words)
    assert "allvoice library lists the documents you have opened." in told
    assert told.isprintable()
    assert len(told) < 200


def test_a_path_that_is_not_there_is_told_as_it_was_typed(shelf: Shelf, desk: Path) -> None:
    assert "no guide at gone/a.md that" in refused(shelf, "gone/a.md")
    assert "no guide at gone.md that" in refused(shelf, "gone.md")


# Found again


def place_kept(shelf: Shelf, document: OpenedDocument) -> Position | None:
    found = shelf.positions.of(document.guide.id)
    return None if found is None else Position(found.block_index, found.sentence_index)


def heard(shelf: Shelf, path: Path) -> OpenedDocument:
    """Return a document that was heard for a while, at a pace of its own, and has a mark."""
    document = opened(shelf, path)
    locator = locate(document.guide, Position(2))
    shelf.positions.save(locator)
    shelf.positions.save_rate(locator, 110)
    shelf.bookmarks.add(locator, "Call")
    return document


@pytest.mark.parametrize("move", ["renamed", "moved"])
def test_a_document_opened_from_where_it_is_now_has_its_place_pace_and_marks(
    shelf: Shelf, write: Write, desk: Path, move: str
) -> None:
    before = heard(shelf, write("a.md"))
    where = desk / "b.md"
    if move == "moved":
        where = desk / "letters" / "a.md"
        where.parent.mkdir()
    (desk / "a.md").rename(where)
    found = opened(shelf, where)

    assert found.is_found_again
    assert place_kept(shelf, found) == Position(2)
    assert shelf.positions.rate_wpm(found.guide.id) == 110
    assert len(shelf.bookmarks.of(found.guide.id)) == 1
    assert [each.path for each in library(shelf).listed] == [where]
    # From now on it is known to be there.
    again = opened(shelf, where)
    assert (again.guide.id, again.is_found_again) == (before.guide.id, False)


def test_a_copy_beside_the_original_is_a_document_of_its_own(shelf: Shelf, write: Write) -> None:
    original = heard(shelf, write("a.md"))
    copy = opened(shelf, write("b.md"))

    assert not copy.is_found_again
    assert copy.guide.id != original.guide.id
    assert place_kept(shelf, copy) is None
    assert len(library(shelf).listed) == 2


def test_another_document_where_a_moved_one_was_is_a_document_of_its_own(
    shelf: Shelf, write: Write, desk: Path
) -> None:
    heard(shelf, write("letter.md", "May"))
    (desk / "letter.md").rename(desk / "may.md")
    may = opened(shelf, desk / "may.md")
    june = opened(shelf, write("letter.md", "June"))

    assert not june.is_found_again
    assert place_kept(shelf, june) is None
    assert opened(shelf, "letter.md").guide.id == june.guide.id
    assert opened(shelf, "may.md").guide.id == may.guide.id
    # One that moves back is still the one it was.
    (desk / "letter.md").unlink()
    (desk / "may.md").rename(desk / "letter.md")
    assert opened(shelf, "letter.md").guide.title == "May"


def test_a_changed_document_is_the_same_where_it_is_and_another_elsewhere(
    shelf: Shelf, write: Write, desk: Path
) -> None:
    first = heard(shelf, write("a.md"))
    assert opened(shelf, write("a.md", "Tablets, second edition")).guide.id == first.guide.id
    (desk / "a.md").unlink()
    assert opened(shelf, write("b.md", "Tablets, third edition")).guide.id != first.guide.id


def test_a_document_that_names_itself_is_the_same_wherever_it_is(shelf: Shelf, desk: Path) -> None:
    for name in ("a.md", "b.md"):
        (desk / name).write_text("---\nid: letter\n---\n\n# A\n\nWords.\n", encoding="utf-8")
        assert opened(shelf, name).guide.id == "letter"
    assert [each.path for each in library(shelf).listed] == [desk / "b.md"]


def test_the_last_document_is_found_where_it_was_renamed_in_its_folder(
    shelf: Shelf, write: Write, desk: Path
) -> None:
    before = heard(shelf, write("a.md"))
    write("c.md", "Tablet")
    (desk / "a.md").rename(desk / "b.md")
    found = opened(shelf, library(shelf).last)
    assert (found.guide.id, found.path, found.is_found_again) == (
        before.guide.id,
        desk / "b.md",
        True,
    )
    # So it is by the path it had.
    (desk / "b.md").rename(desk / "d.md")
    assert opened(shelf, str(desk / "b.md")).path == desk / "d.md"


def test_a_copy_that_was_opened_is_not_taken_for_the_original_that_is_gone(
    shelf: Shelf, write: Write, desk: Path
) -> None:
    opened(shelf, write("a.md"))
    copy = opened(shelf, write("b.md"))
    (desk / "a.md").unlink()
    with pytest.raises(UnreadableGuideError, match="no longer at"):
        opened(shelf, "2")
    assert opened(shelf, "b.md").guide.id == copy.guide.id


def test_a_folder_that_was_renamed_is_found_too(shelf: Shelf, write: Write, desk: Path) -> None:
    for name in ("papers", "others"):
        (desk / name).mkdir()
        for chapter in ("1.md", "2.md"):
            write(chapter, f"{name} {chapter}", desk / name)
    before = opened(shelf, "papers")
    (desk / "papers").rename(desk / "letters of May")
    found = opened(shelf, library(shelf).last)
    assert (found.guide.id, found.path) == (before.guide.id, desk / "letters of May")


def test_no_more_than_some_hundred_files_are_looked_at(
    shelf: Shelf, write: Write, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "MOST_BESIDE", 0)
    opened(shelf, write("a.md"))
    (desk / "a.md").rename(desk / "b.md")
    with pytest.raises(UnreadableGuideError, match=r"Tablets is no longer at .*a\.md; open it"):
        opened(shelf, library(shelf).last)


def test_a_disk_that_does_not_answer_holds_nobody_up(
    shelf: Shelf, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(shelf, write("a.md"))

    def silent(ask: Callable[[], object]) -> object:
        raise OSError(110, "its disk does not answer")

    monkeypatch.setattr(library_module, "answered", silent)
    with pytest.raises(UnreadableGuideError, match=r"a\.md: its disk does not answer\."):
        opened(shelf, library(shelf).last)
    # What cannot be looked at is not taken for gone.
    assert not opened(shelf, write("b.md")).is_found_again


@pytest.mark.skipif(os.name != "posix", reason="links and odd names are of POSIX")
@pytest.mark.parametrize(
    "name", ["a\nb.md", "\x1b[2J.md", "n" * 200 + ".md", "\u202eabc.md", os.fsdecode(b"\xff.md")]
)
def test_names_of_any_characters_are_opened_again(
    shelf: Shelf, write: Write, desk: Path, name: str
) -> None:
    opened(shelf, write(name))
    assert library(shelf).last.path == desk / name
    assert opened(shelf, library(shelf).last).path == desk / name
    assert opened(shelf, "1").path == desk / name


@pytest.mark.skipif(os.name != "posix", reason="links are of POSIX")
def test_a_link_is_the_document_it_leads_to_from_any_folder(
    shelf: Shelf, write: Write, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "link.md").symlink_to(write("a.md"))
    assert opened(shelf, "link.md").path == desk / "a.md"
    (desk / "papers").mkdir()
    monkeypatch.chdir(desk / "papers")
    opened(shelf, "../a.md")
    assert [each.path for each in library(shelf).listed] == [desk / "a.md"]


@pytest.mark.skipif(os.name != "posix", reason="links are of POSIX")
def test_a_folder_that_became_a_link_holds_the_documents_it_held(
    shelf: Shelf, write: Write, desk: Path
) -> None:
    (desk / "papers").mkdir()
    before = heard(shelf, write("a.md", folder=desk / "papers"))
    (desk / "papers").rename(desk / "moved")
    (desk / "papers").symlink_to(desk / "moved")
    for words in ("1", "papers/a.md", "moved/a.md"):
        again = opened(shelf, words)
        assert (again.guide.id, again.is_found_again) == (before.guide.id, False)


# Two programs at once


def test_two_programs_that_open_documents_in_turn_have_one_list(
    shelf: Shelf, write: Write, tmp_path: Path
) -> None:
    with Shelf.open(folders_in(tmp_path / "kept")) as other:
        first = opened(shelf, write("a.md", "A"))
        opened(other, write("b.md", "B"))
        opened(other, "A")
        opened(shelf, "B")
        assert [name_of(each) for each in library(other).listed] == ["B", "A"]
        other.documents.unlist(first.guide.id)
        assert [name_of(each) for each in library(shelf).listed] == ["B"]
        assert name_of(library(shelf).last) == "B"


def test_two_programs_that_find_one_that_was_moved_take_it_for_the_same(
    shelf: Shelf, write: Write, desk: Path, tmp_path: Path
) -> None:
    before = heard(shelf, write("a.md"))
    with Shelf.open(folders_in(tmp_path / "kept")) as other:
        known, also_known = library(shelf), library(other)
        (desk / "a.md").rename(desk / "b.md")
        for found, kept in ((known, shelf), (also_known, other)):
            document = found.open(found.meant("b.md"))
            document.take_note(kept.documents)
            assert document.guide.id == before.guide.id
    assert len(library(shelf).listed) == 1


# A shelf that is only looked at


def test_a_shelf_is_looked_at_without_a_trace_also_while_it_is_open(
    shelf: Shelf, write: Write, tmp_path: Path
) -> None:
    opened(shelf, write("a.md"))
    database = folders_in(tmp_path / "kept").database
    assert known_documents(database) == shelf.documents.all()
    shelf.close()
    before = sorted(database.parent.rglob("*"))
    assert [each.title for each in known_documents(database)] == ["Tablets"]
    assert sorted(database.parent.rglob("*")) == before


@pytest.mark.parametrize("content", [None, b"", b"not a database" * 400])
def test_where_no_shelf_can_be_looked_at_no_document_is_known(
    tmp_path: Path, content: bytes | None
) -> None:
    database = tmp_path / "shelf.sqlite3"
    if content is not None:
        database.write_bytes(content)
    assert known_documents(database) == []
    assert known_documents(tmp_path) == []
    assert load_guide(bundled_guide()).content_hash
