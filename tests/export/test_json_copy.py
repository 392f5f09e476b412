"""What is kept comes back from a copy as it was, and a file that is none changes nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from allvoice.export.shelf_copy.json_copy import CopyError, from_json, to_json
from allvoice.shelf.store.copying import kept_in
from allvoice.shelf.store.kept import Kept
from allvoice.shelf.store.shelf import Shelf
from tests.examples import examples, own_folder
from tests.export.kept_things import KEPT
from tests.shelf.test_store import PLACES

NOW = datetime(2026, 11, 30, 22, 15, tzinfo=UTC)
WHOLE = to_json(Kept(), NOW)


def kept_after(folder: Path, *copies: Kept) -> Kept:
    """Take copies in on an empty shelf and return what it holds then."""
    with Shelf(folder / "shelf.sqlite3") as shelf:
        for copy in copies:
            shelf.take_in(copy)
        assert shelf.is_kept
        return shelf.kept()


@given(KEPT)
@settings(max_examples=examples(60))
def test_a_shelf_comes_back_from_its_copy_as_it_was(anything: Kept) -> None:
    with own_folder() as here, own_folder() as there:
        kept = kept_after(here, anything)
        copy = to_json(kept, NOW)
        again = kept_after(there, from_json(copy.encode()))
        assert to_json(again, NOW) == copy
        assert to_json(kept_after(there, from_json(copy.encode())), NOW) == copy


@given(KEPT)
@settings(max_examples=examples(20))
def test_what_is_kept_can_be_read_from_the_file_beside_the_program(anything: Kept) -> None:
    with own_folder() as folder, Shelf(folder / "shelf.sqlite3") as shelf:
        shelf.take_in(anything)
        assert kept_in(folder / "shelf.sqlite3") == shelf.kept()


def test_the_format_is_the_one_that_is_described(tmp_path: Path) -> None:
    with Shelf(tmp_path / "shelf.sqlite3", clock=lambda: NOW) as shelf:
        shelf.bookmarks.add(PLACES[0], "label", "A guide", note="mine")
        shelf.positions.save(PLACES[0])
        shelf.documents.opened("guide", "A guide", None, "hash", 100)
        shelf.cards.add("Transplant")
        from allvoice.shelf.store.entries import EntryKind

        shelf.entries.add(EntryKind.QUESTION, "What next?")
        shelf.listening.add("guide", sections=["a/b"], seconds={NOW.date(): 60})
        data = json.loads(to_json(shelf.kept(), NOW))
    page = (Path(__file__).parents[2] / "docs" / "shelf-copy.md").read_text(encoding="utf-8")
    assert (data["format"], data["version"]) == ("allvoice-shelf", 1)
    assert data["made_at"] == "2026-11-30T22:15:00+00:00"
    names = {*data, *(name for each in data.values() if isinstance(each, list) for name in each[0])}
    names |= set(data["bookmarks"][0]["locator"])
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def with_changed(name: str, **changes: Any) -> bytes:
    """Return a copy with a bookmark, an entry or so whose fields are changed."""
    things: dict[str, dict[str, Any]] = {
        "bookmarks": {"id": "a", "locator": json.loads(PLACES[0].to_json())},
        "entries": {"id": "a", "kind": "note", "text": "words"},
        "places": {"locator": json.loads(PLACES[0].to_json()), "updated_at": "2026-11-30"},
        "documents": {"guide_id": "a"},
        "cards": {"id": "a", "treatment": "b"},
    }
    thing = {**things[name], **changes}
    return json.dumps({**json.loads(WHOLE), name: [thing]}).encode()


@pytest.mark.parametrize("name", ["bookmarks", "entries", "places", "documents", "cards"])
def test_what_is_not_told_of_a_thing_is_empty(name: str, tmp_path: Path) -> None:
    kept = from_json(with_changed(name, of_a_later_version=1))
    assert len(getattr(kept_after(tmp_path, kept), name)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"\xff\xfe",
        b"null",
        b"[]",
        b"3",
        b"{",
        WHOLE.encode()[: len(WHOLE) // 2],
        b"[" * 10_000 + b"]" * 10_000,
        b'{"format": "allvoice-shelf", "version": 1, "cards": ' + b"[" * 10_000,
        b'{"format": "allvoice-shelf", "version": ' + b"1" * 10_000 + b"}",
        b'{"format": "allvoice-shelf"}',
        b'{"format": "allvoice-shelf", "version": "1"}',
        b'{"format": "allvoice-shelf", "version": true}',
        b'{"format": "allvoice-shelf", "version": 1, "cards": {}}',
        b'{"format": "allvoice-shelf", "version": 1, "cards": [3]}',
        b'{"format": "other", "version": 1}',
        with_changed("bookmarks", id=3),
        with_changed("bookmarks", id=""),
        with_changed("bookmarks", id="\ud800"),
        with_changed("bookmarks", id="a" * 10_000),
        with_changed("bookmarks", locator=None),
        with_changed("bookmarks", locator={}),
        with_changed("bookmarks", note=["a"]),
        with_changed("bookmarks", is_section=1),
        with_changed("entries", kind=3),
        with_changed("entries", text=None),
        with_changed("entries", locator=[]),
        with_changed("places", rate_wpm="150"),
        with_changed("places", rate_wpm=10**30),
        with_changed("documents", word_count=-1),
        with_changed("documents", word_count=1.5),
        with_changed("documents", guide_id=""),
        with_changed("cards", goal={}),
    ],
    ids=lambda content: repr(content[-40:]),
)
def test_a_damaged_file_is_refused_whole(content: bytes) -> None:
    with pytest.raises(CopyError):
        from_json(content)


def test_a_file_of_a_newer_version_says_so() -> None:
    with pytest.raises(CopyError, match="newer version"):
        from_json(b'{"format": "allvoice-shelf", "version": 2, "cards": 3}')


def test_a_deeply_nested_part_that_nobody_asks_for_is_no_crash() -> None:
    # Where Python can read it at all, it is left out.
    nested = b"[" * 900 + b"]" * 900
    content = WHOLE.encode().rstrip()[:-1] + b', "other": ' + nested + b"}"
    assert from_json(content) == Kept()
