"""The notebook: what a listener wrote down, and the questions for the next visit among it."""

from __future__ import annotations

import enum
import sqlite3
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace

from allvoice.shelf.locator import Locator
from allvoice.shelf.store.connection import Clock, Connection, Statement
from allvoice.shelf.store.rows import as_text, locator_in, merging, own_words, storable, words


class EntryKind(enum.Enum):
    """What an entry is about; the value stands in the database and is never changed."""

    MEDICINE = "medicine"
    TEST_RESULT = "test result"
    MRD = "mrd"
    TEMPERATURE = "temperature"
    QUESTION = "question"
    """For the care team: it is on the list for the visit."""
    NOTE = "note"


_COLUMNS = "id, kind, text, answer, is_done, rank, created_at, guide_id, guide_title, locator"
_LAST_RANK = "(SELECT COALESCE(MAX(rank), 0) + 1 FROM entries)"
_PUT = f"""
INSERT INTO entries ({_COLUMNS})
VALUES (:id, :kind, :text, :answer, :is_done, COALESCE(:rank, {_LAST_RANK}), :created_at,
        :guide_id, :guide_title, :locator)
ON CONFLICT (id) DO UPDATE SET {merging(["text", "answer"])},
    is_done = CASE WHEN :is_done = :is_done_before THEN is_done ELSE :is_done END
"""
_RENUMBER = """
UPDATE entries SET rank = (
    SELECT COUNT(*) FROM entries AS other
    WHERE (other.rank, other.created_at, other.id) <= (entries.rank, entries.created_at, entries.id)
)
"""
_MOVE = "UPDATE entries SET rank = :rank WHERE id = :id"
_REMOVE = "DELETE FROM entries WHERE id = :id"
_IN_ORDER = f"SELECT {_COLUMNS} FROM entries ORDER BY rank, created_at, id"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something written down."""

    id: str
    kind: EntryKind
    text: str
    created_at: str
    """ISO 8601, UTC."""
    locator: Locator | None = None
    """Where the listener was; None where in no document."""
    guide_title: str = ""
    answer: str = ""
    """What was answered to a question."""
    is_done: bool = False
    rank: float | None = None
    """The order in which entries are listed; None for one that comes last."""


class Entries:
    """The entries of the notebook; each is on the disk when the method returns."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Keep entries in a database.

        Args:
            connection: to the database.
            clock: tells when each was written.
        """
        self._connection = connection
        self._clock = clock

    def add(
        self, kind: EntryKind, text: str, locator: Locator | None = None, guide_title: str = ""
    ) -> Entry:
        """Write something down, behind all there is."""
        created_at = self._clock().isoformat(timespec="seconds")
        entry = Entry(uuid.uuid4().hex, kind, text, created_at, locator, guide_title)
        return self.restore(entry)

    def restore(self, entry: Entry) -> Entry:
        """Put a removed entry back as it was; return it as it is kept."""
        return self._put(entry, replace(entry, text="", answer=""))

    def change(
        self,
        entry: Entry,
        *,
        text: str | None = None,
        answer: str | None = None,
        is_done: bool | None = None,
    ) -> Entry:
        """Change an entry; return it as it is kept.

        What another program wrote since is kept above what is written now, and an entry that was
        removed meanwhile is there again.
        """
        changed = replace(
            entry,
            text=entry.text if text is None else text,
            answer=entry.answer if answer is None else answer,
            is_done=entry.is_done if is_done is None else is_done,
        )
        return self._put(changed, entry)

    def move(self, entry_id: str, among: Collection[EntryKind], step: int) -> bool:
        """Let an entry change places with the one before (-1) or after it (1) of some kinds.

        Returns:
            Whether there was one.
        """
        ids = [each.id for each in self.of(among)]
        if entry_id not in ids:
            return False
        index = ids.index(entry_id) + step
        if not 0 <= index < len(ids):
            return False
        # Two programs may have given the same rank; afterwards each has its own.
        self._connection.write(Statement(_RENUMBER))
        other = {each.id: each for each in self.of(among)}.get(ids[index])
        if other is None or other.rank is None:
            return False
        rank = other.rank + 0.5 * step
        self._connection.write(Statement(_MOVE, {"id": entry_id, "rank": rank}))
        return True

    def remove(self, entry_id: str) -> None:
        """Remove an entry; one that is not there is no error."""
        self._connection.write(Statement(_REMOVE, {"id": entry_id}), needs_spare=True)

    def of(self, kinds: Collection[EntryKind] = tuple(EntryKind)) -> list[Entry]:
        """Return the entries of some kinds, or all, in their order."""
        found = map(_entry, self._connection.read(_IN_ORDER))
        return [each for each in found if each.kind in kinds]

    def _put(self, entry: Entry, before: Entry) -> Entry:
        values = {
            "id": entry.id,
            "kind": entry.kind.value,
            "text": own_words(entry.text),
            "text_before": own_words(before.text),
            "answer": own_words(entry.answer),
            "answer_before": own_words(before.answer),
            "is_done": entry.is_done,
            "is_done_before": before.is_done,
            "rank": entry.rank,
            "created_at": entry.created_at,
            "guide_id": "" if entry.locator is None else storable(entry.locator.guide_id),
            "guide_title": words(entry.guide_title),
            "locator": "" if entry.locator is None else entry.locator.to_json(),
        }
        self._connection.write(Statement(_PUT, values), needs_spare=True)
        query = f"SELECT {_COLUMNS} FROM entries WHERE id = :id"
        return next(map(_entry, self._connection.read(query, id=entry.id)), entry)


def _entry(row: sqlite3.Row) -> Entry:
    try:
        kind = EntryKind(row["kind"])
    except ValueError:
        # Of a later version: its words are kept and shown all the same.
        kind = EntryKind.NOTE
    return Entry(
        str(row["id"]),
        kind,
        as_text(row["text"]),
        as_text(row["created_at"]),
        locator_in(row["locator"]),
        as_text(row["guide_title"]),
        as_text(row["answer"]),
        bool(row["is_done"]),
        float(row["rank"]),
    )
