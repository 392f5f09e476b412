"""The copy that comes back: JSON, described in docs/shelf-copy.md. A file may hold anything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from allvoice.errors import ShelfError
from allvoice.export.shelf_copy.page import time_of
from allvoice.limits import RATE_MAX_WPM, RATE_MIN_WPM
from allvoice.shelf.locator import Locator
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.cards import TEXTS, Card
from allvoice.shelf.store.entries import Entry, EntryKind
from allvoice.shelf.store.kept import Kept, KeptDocument, KeptHeard, KeptListened, KeptPlace

FORMAT, VERSION = "allvoice-shelf", 1
MOST_BYTES = 100_000_000
_ID = re.compile(r"[!-~]{1,200}")
_MOST_SECONDS_A_DAY = 86_400
_MOST_INTEGER = 2**63 - 1
_T = TypeVar("_T")


class CopyError(ShelfError):
    """A file is no copy that can come back; its text tells why, to stand behind the name."""


def to_json(kept: Kept, made_at: datetime) -> str:
    """Return a copy as JSON, in ASCII, so that no encoding can spoil it."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "documents": [asdict(each) for each in kept.documents],
        "places": [asdict(each) for each in kept.places],
        "bookmarks": [asdict(each) for each in kept.bookmarks],
        "entries": [_without_rank(each) for each in kept.entries],
        "cards": [asdict(each) for each in kept.cards],
        "heard": [asdict(each) for each in kept.heard],
        "listened": [asdict(each) for each in kept.listened],
    }
    return json.dumps(data, indent=1) + "\n"


def _without_rank(entry: Entry) -> dict[str, Any]:
    """Return an entry as it stands in a copy: its order is its place in the list."""
    values = {**asdict(entry), "kind": entry.kind.value}
    del values["rank"]
    return values


def from_json(content: bytes) -> Kept:
    """Return what a copy holds.

    Raises:
        CopyError: it is none, it is damaged, or a newer version wrote it.
    """
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CopyError("is no copy of a shelf, or it is damaged") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CopyError("is no copy of a shelf")
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise CopyError("was written by a newer version of allvoice; update this one")
    if version != VERSION or isinstance(version, bool):
        raise CopyError("is damaged: it has no version")
    return Kept(
        _all(data, "documents", _document),
        _all(data, "places", _place),
        _all(data, "bookmarks", _bookmark),
        _all(data, "entries", _entry),
        _all(data, "cards", _card),
        _all(data, "heard", _heard),
        _all(data, "listened", _listened),
    )


class _Fields:
    """The fields of one thing; asked for by kind."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise ValueError
        self._values: dict[str, Any] = value

    def text(self, name: str, usual: str = "") -> str:
        value = self._values.get(name, usual)
        if not isinstance(value, str):
            raise ValueError
        return value

    def id(self) -> str:
        value = self.text("id")
        if _ID.fullmatch(value) is None:
            raise ValueError
        return value

    def time(self, name: str) -> str:
        """Return a time; what is none as empty, since words must not be lost for their date."""
        value = self.text(name)
        return value if time_of(value) is not None else ""

    def flag(self, name: str, *, usual: bool = False) -> bool:
        value = self._values.get(name, usual)
        if not isinstance(value, bool):
            raise ValueError
        return value

    def count(self, name: str) -> int:
        value = self._values.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError
        if not 0 <= value <= _MOST_INTEGER:
            raise ValueError
        return value

    def rate_wpm(self) -> int | None:
        """Return the rate chosen; None for none, or for one that nothing can speak."""
        if self._values.get("rate_wpm") is None:
            return None
        rate_wpm = self.count("rate_wpm")
        return rate_wpm if RATE_MIN_WPM <= rate_wpm <= RATE_MAX_WPM else None

    def locator(self) -> Locator:
        # By way of the reader of the store: what it refuses must not get there.
        return Locator.from_json(json.dumps(self._values.get("locator")))

    def has_locator(self) -> bool:
        return self._values.get("locator") is not None


def _all(data: dict[str, Any], name: str, read: Callable[[_Fields], _T]) -> tuple[_T, ...]:
    values = data.get(name, [])
    if not isinstance(values, list):
        raise CopyError(f"is damaged: {name} is no list")
    found = []
    for number, value in enumerate(values, start=1):
        try:
            found.append(read(_Fields(value)))
        except (ValueError, RecursionError) as error:
            raise CopyError(f"is damaged: number {number} of {name} cannot be read") from error
    return tuple(found)


def _document(given: _Fields) -> KeptDocument:
    guide_id = given.text("guide_id")
    if not guide_id:
        raise ValueError
    return KeptDocument(
        guide_id,
        given.text("title"),
        given.text("path"),
        given.text("content_hash"),
        given.count("word_count"),
        given.flag("is_listed", usual=True),
    )


def _place(given: _Fields) -> KeptPlace:
    at = time_of(given.text("updated_at"))
    # As the store writes them: it compares them as texts.
    updated_at = "" if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")
    return KeptPlace(given.locator(), updated_at, given.rate_wpm())


def _bookmark(given: _Fields) -> Bookmark:
    locator = given.locator()
    return Bookmark(
        given.id(),
        locator.guide_id,
        given.text("guide_title"),
        given.text("label"),
        given.time("created_at"),
        locator,
        given.flag("is_section"),
        given.text("note"),
    )


def _entry(given: _Fields) -> Entry:
    return Entry(
        given.id(),
        _kind(given.text("kind")),
        given.text("text"),
        given.time("created_at"),
        given.locator() if given.has_locator() else None,
        given.text("guide_title"),
        given.text("answer"),
        given.flag("is_done"),
        answered_at=given.time("answered_at"),
        serial=given.count("serial"),
    )


def _kind(name: str) -> EntryKind:
    # Of a later version: its words are kept, as on the shelf itself.
    return EntryKind(name) if name in {each.value for each in EntryKind} else EntryKind.NOTE


def _card(given: _Fields) -> Card:
    texts = {each: given.text(each) for each in TEXTS}
    return Card(given.id(), created_at=given.time("created_at"), **texts)


def _heard(given: _Fields) -> KeptHeard:
    guide_id, section_id = given.text("guide_id"), given.text("section_id")
    if not guide_id or not section_id:
        raise ValueError
    return KeptHeard(guide_id, section_id, given.time("heard_at"))


def _listened(given: _Fields) -> KeptListened:
    guide_id, day = given.text("guide_id"), date.fromisoformat(given.text("day"))
    if not guide_id:
        raise ValueError
    seconds = min(given.count("seconds"), _MOST_SECONDS_A_DAY)
    return KeptListened(guide_id, day.isoformat(), seconds)
