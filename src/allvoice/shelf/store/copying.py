"""Takes all that is kept out of the shelf, and a copy of it in, in one transaction.

What comes is decided in `coming_back`; taking the same copy in twice changes nothing more. What
another window writes between the look and the change is kept too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from allvoice.shelf.store import bookmarks, cards, entries
from allvoice.shelf.store.coming_back import ComingBack, coming_back
from allvoice.shelf.store.connection import Clock, Connection, Statement
from allvoice.shelf.store.kept import Kept, KeptDocument, KeptHeard, KeptListened, KeptPlace
from allvoice.shelf.store.migrations import MIGRATIONS, version_of
from allvoice.shelf.store.rows import as_text, locator_in, merging, storable, words

_DOCUMENTS = "SELECT * FROM documents ORDER BY opened_order DESC, rowid DESC"
_PLACES = "SELECT locator, updated_at, rate_wpm FROM positions ORDER BY rowid"
_LAST_ENTRY = """
SELECT COALESCE(MAX(rank), 0) AS rank, COALESCE(MAX(serial), 0) AS serial FROM entries
"""
# The first of a copy was opened last, and none of them on this shelf: their numbers are below 1.
_TAKE_DOCUMENT = """
INSERT INTO documents (guide_id, title, path, content_hash, word_count, is_listed, opened_order)
VALUES (:guide_id, :title, :path, :content_hash, :word_count, :is_listed,
        (SELECT MIN(COALESCE(MIN(opened_order), 1), 1) - 1 FROM documents))
ON CONFLICT (guide_id) DO NOTHING
"""
# A time still to come is no time to trust.
_TAKE_PLACE = """
INSERT INTO positions (guide_id, locator, rate_wpm, updated_at)
VALUES (:guide_id, :locator, :rate_wpm, :updated_at)
ON CONFLICT (guide_id) DO UPDATE SET
    locator = CASE WHEN {later} THEN excluded.locator ELSE locator END,
    updated_at = CASE WHEN {later} THEN excluded.updated_at ELSE updated_at END,
    rate_wpm = COALESCE(rate_wpm, excluded.rate_wpm)
""".format(
    later="excluded.updated_at <= :now AND (excluded.updated_at > updated_at OR updated_at > :now)"
)
_HEARD = "SELECT guide_id, section_id, heard_at FROM heard_sections ORDER BY rowid"
_LISTENED = "SELECT guide_id, day, seconds FROM listened ORDER BY day, rowid"
_TAKE_HEARD = """
INSERT INTO heard_sections (guide_id, section_id, heard_at)
VALUES (:guide_id, :section_id, :heard_at)
ON CONFLICT (guide_id, section_id) DO NOTHING
"""
_TAKE_LISTENED = """
INSERT INTO listened (guide_id, day, seconds) VALUES (:guide_id, :day, :seconds)
ON CONFLICT (guide_id, day) DO UPDATE SET seconds = MAX(seconds, excluded.seconds)
"""
# Another window may have taken in the same copy meanwhile.
_TAKE_ENTRY = entries.put("id = id")
_TAKE_ANSWER = entries.put(
    f"""{merging(["answer"])},
    answered_at = CASE WHEN answered_at = '' THEN :answered_at ELSE answered_at END
"""
)
# What another window wrote since it was read stays above.
_TAKE_BOOKMARK = bookmarks.put(merging(["note"]))
_TAKE_CARD = cards.put(merging(cards.TEXTS))


class Readable(Protocol):
    """Answers queries."""

    def read(self, query: str, **values: Any) -> list[sqlite3.Row]:
        """Return the rows of a query."""
        ...


def kept_on(connection: Readable) -> Kept:
    """Return all that a database holds of the listener's."""
    places = (
        KeptPlace(locator, as_text(row["updated_at"]), row["rate_wpm"])
        for row in connection.read(_PLACES)
        if (locator := locator_in(row["locator"])) is not None
    )
    found = [*map(entries.entry_of, connection.read(entries.ALL))]
    written = sorted(found, key=lambda each: (each.serial or 0, each.created_at, each.id))
    serials = {each.id: number for number, each in enumerate(written, start=1)}
    return Kept(
        tuple(map(_document, connection.read(_DOCUMENTS))),
        tuple(places),
        tuple(bookmarks.all_of(connection.read(bookmarks.IN_READING_ORDER, guide_id=None))),
        # Their order is that of the tuple; that of writing is counted without gaps.
        tuple(replace(each, rank=None, serial=serials[each.id]) for each in found),
        tuple(map(cards.card_of, connection.read(cards.IN_ORDER))),
        tuple(
            KeptHeard(str(row["guide_id"]), str(row["section_id"]), as_text(row["heard_at"]))
            for row in connection.read(_HEARD)
        ),
        tuple(
            KeptListened(str(row["guide_id"]), as_text(row["day"]), int(row["seconds"]))
            for row in connection.read(_LISTENED)
        ),
    )


def kept_in(path: Path) -> Kept | None:
    """Return what a shelf's file holds, on a connection of its own that only reads.

    Returns:
        None where the file is not there, of another layout, or cannot be read now.
    """
    if not path.is_file():
        return None
    try:
        # One that may only read would leave the files beside it that SQLite keeps while it is open.
        address = f"{path.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, timeout=0, uri=True)) as connection:
            if version_of(connection) != len(MIGRATIONS):
                return None
            connection.execute("PRAGMA query_only = ON")
            # All tables as they are at one time.
            connection.execute("BEGIN")
            return kept_on(_Reading(connection))
    except sqlite3.Error:
        return None


class _Reading:
    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        self._connection = connection

    def read(self, query: str, **values: Any) -> list[sqlite3.Row]:
        return self._connection.execute(query, values).fetchall()


def comes_back(connection: Readable, kept: Kept, clock: Clock) -> ComingBack:
    """Return what a copy would bring to the shelf.

    Args:
        connection: to the database.
        kept: what the copy holds.
        clock: tells the time.
    """
    return coming_back(kept_on(connection), kept, _time(clock))


def take_in(connection: Connection, kept: Kept, clock: Clock) -> ComingBack:
    """Bring a copy onto the shelf, all of it or where the disk fails nothing; return what came.

    Args:
        connection: to the database.
        kept: what the copy holds.
        clock: tells the time.
    """
    comes = comes_back(connection, kept, clock)
    (last,) = connection.read(_LAST_ENTRY)
    statements = [*_statements(comes, _time(clock), last["rank"], last["serial"])]
    if statements:
        connection.write(*statements, needs_spare=True)
    return comes


def _time(clock: Clock) -> str:
    return clock().isoformat(timespec="microseconds")


def _statements(
    comes: ComingBack, now: str, last_rank: float, last_serial: int
) -> Iterator[Statement]:
    for document in comes.documents:
        yield Statement(
            _TAKE_DOCUMENT,
            {
                "guide_id": storable(document.guide_id),
                "title": words(document.title),
                "path": words(document.path),
                "content_hash": storable(document.content_hash),
                "word_count": document.word_count,
                "is_listed": document.is_listed,
            },
        )
    for place in comes.places:
        yield Statement(
            _TAKE_PLACE,
            {
                "guide_id": storable(place.locator.guide_id),
                "locator": place.locator.to_json(),
                "rate_wpm": place.rate_wpm,
                "updated_at": place.updated_at,
                "now": now,
            },
        )
    for mark, mark_before in comes.bookmarks:
        note_before = "" if mark_before is None else mark_before.note
        notes = {"note": mark.note, "note_before": note_before}
        yield Statement(_TAKE_BOOKMARK, {**bookmarks.row_of(mark), **notes})
    # Behind those that are here, in their own order, and written in their own order.
    ranked = enumerate(comes.entries, start=1)
    written = sorted(ranked, key=lambda each: (each[1].serial or 0, each[0]))
    for serial, (number, entry) in enumerate(written, start=last_serial + 1):
        # However long they have become.
        texts = {"text": entry.text, "answer": entry.answer}
        order = {"rank": last_rank + number, "serial": serial}
        yield Statement(_TAKE_ENTRY, {**entries.row_of(entry), **texts, **order})
    for entry, before in comes.answered:
        answers = {"answer": entry.answer, "answer_before": before.answer}
        yield Statement(_TAKE_ANSWER, {**entries.row_of(entry), "text": entry.text, **answers})
    for card, card_before in comes.cards:
        texts = {each: getattr(card, each) for each in cards.TEXTS}
        texts_before = {
            f"{each}_before": "" if card_before is None else getattr(card_before, each)
            for each in cards.TEXTS
        }
        values = {"id": card.id, "created_at": card.created_at, **texts, **texts_before}
        yield Statement(_TAKE_CARD, values)
    for heard in comes.heard:
        section = {"guide_id": heard.guide_id, "section_id": heard.section_id}
        values = {name: storable(text) for name, text in section.items()}
        yield Statement(_TAKE_HEARD, {**values, "heard_at": heard.heard_at})
    for listened in comes.listened:
        day = {"day": listened.day, "seconds": listened.seconds}
        yield Statement(_TAKE_LISTENED, {"guide_id": storable(listened.guide_id), **day})


def _document(row: sqlite3.Row) -> KeptDocument:
    return KeptDocument(
        str(row["guide_id"]),
        as_text(row["title"]),
        as_text(row["path"]),
        str(row["content_hash"]),
        int(row["word_count"]),
        bool(row["is_listed"]),
    )
