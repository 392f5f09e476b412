"""The notebook: what a listener wrote down, and the questions for the next visit among it."""

from __future__ import annotations

import enum
import sqlite3
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

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


PLURALS = {
    EntryKind.QUESTION: "Questions",
    EntryKind.TEMPERATURE: "Temperatures",
    EntryKind.MEDICINE: "Medicines",
    EntryKind.TEST_RESULT: "Test results",
    EntryKind.MRD: "MRD results",
    EntryKind.NOTE: "Notes",
}
"""What stands over several of a kind, those that matter most at a visit first."""


_COLUMNS = (
    "id, kind, text, answer, answered_at, is_done, rank, serial, created_at, "
    "guide_id, guide_title, locator"
)
_LAST_RANK = "(SELECT COALESCE(MAX(rank), 0) + 1 FROM entries)"
_NEXT_SERIAL = "(SELECT COALESCE(MAX(serial), 0) + 1 FROM entries)"


def put(merged: str) -> str:
    """Return the query that puts an entry; one with its id is changed.

    Args:
        merged: what of it is changed then, and how.
    """
    return f"""
INSERT INTO entries ({_COLUMNS})
VALUES (:id, :kind, :text, :answer, :answered_at, :is_done, COALESCE(:rank, {_LAST_RANK}),
        COALESCE(:serial, {_NEXT_SERIAL}), :created_at, :guide_id, :guide_title, :locator)
ON CONFLICT (id) DO UPDATE SET {merged}
"""


_PUT = put(
    f"""{merging(["text", "answer"])},
    answered_at =
        CASE WHEN :answer = :answer_before THEN answered_at ELSE :answered_at END,
    is_done = CASE WHEN :is_done = :is_done_before THEN is_done ELSE :is_done END
"""
)
_RENUMBER = """
WITH numbered AS (
    SELECT id, ROW_NUMBER() OVER (ORDER BY rank, created_at, id) AS number FROM entries
)
UPDATE entries SET rank = (SELECT number FROM numbered WHERE numbered.id = entries.id)
"""
_SWAP = """
UPDATE entries SET rank = CASE id WHEN :id THEN :other_rank ELSE :rank END
WHERE id IN (:id, :other_id)
"""
_REMOVE = "DELETE FROM entries WHERE id = :id AND text = :text AND answer = :answer"
_IN_ORDER = "ORDER BY rank, created_at, id"
_LATEST_FIRST = "ORDER BY serial DESC, created_at DESC, id DESC"
ALL = f"SELECT {_COLUMNS} FROM entries {_IN_ORDER}"
_ONE = f"SELECT {_COLUMNS} FROM entries WHERE id = :id"


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
    """The order in which questions are listed; None for one that comes last."""
    answered_at: str = ""
    """When the answer was written, ISO 8601, UTC; empty for none."""
    serial: int | None = None
    """The order in which entries were written, whatever the clock showed; None for the latest."""


class EntryText(NamedTuple):
    """The words of an entry."""

    id: str
    kind: EntryKind
    text: str
    answer: str


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
        self._texts: dict[str, tuple[tuple[object, ...], EntryText]] = {}
        """Rows and what they hold: one that did not change is taken apart only once."""

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
        answered_at = entry.answered_at
        if answer is not None:
            answered_at = self._clock().isoformat(timespec="seconds") if answer else ""
        changed = replace(
            entry,
            text=entry.text if text is None else text,
            answer=entry.answer if answer is None else answer,
            answered_at=answered_at,
            is_done=entry.is_done if is_done is None else is_done,
        )
        return self._put(changed, entry)

    def change_back(self, changed: Entry, before: Entry) -> Entry:
        """Make an entry what it was before a change; return it as it is kept.

        What another program wrote since is kept.
        """
        return self._put(replace(before, rank=changed.rank), changed)

    def move(self, entry_id: str, among: Collection[EntryKind], step: int) -> bool:
        """Let an entry change places with the one before (-1) or after it (1) of some kinds.

        Returns:
            Whether there was one.
        """
        ids = self.ids(among)
        if entry_id not in ids:
            return False
        index = ids.index(entry_id) + step
        if not 0 <= index < len(ids):
            return False
        entry, other = self.one(entry_id), self.one(ids[index])
        if entry is not None and other is not None and entry.rank == other.rank:
            # Two programs may have given the same rank; afterwards each has its own.
            self._connection.write(Statement(_RENUMBER))
            entry, other = self.one(entry_id), self.one(ids[index])
        if entry is None or other is None:
            return False
        ranks = {"id": entry.id, "rank": entry.rank}
        ranks |= {"other_id": other.id, "other_rank": other.rank}
        self._connection.write(Statement(_SWAP, ranks))
        return True

    def remove(self, entry: Entry) -> bool:
        """Remove an entry, as it was read; one that is not there is no error.

        Returns:
            Whether it is gone; else another program has written into it since, and it stays.
        """
        words = {"id": entry.id, "text": own_words(entry.text), "answer": own_words(entry.answer)}
        self._connection.write(Statement(_REMOVE, words, removes="note"), needs_spare=True)
        return self.one(entry.id) is None

    def of(self, kinds: Collection[EntryKind] = tuple(EntryKind)) -> list[Entry]:
        """Return the entries of some kinds, or all, in their order."""
        query = f"SELECT {_COLUMNS} FROM entries WHERE {_is_of(kinds)} {_IN_ORDER}"
        return [*map(entry_of, self._connection.read(query))]

    def ids(
        self,
        kinds: Collection[EntryKind] = tuple(EntryKind),
        *,
        is_open: bool = False,
        latest_first: bool = False,
    ) -> list[str]:
        """Return the ids of the same, of which there may be many.

        Args:
            kinds: of which kinds.
            is_open: only what is not done.
            latest_first: in the order of writing, the last first; else in that of the questions.
        """
        is_wanted = f"{_is_of(kinds)} AND NOT is_done" if is_open else _is_of(kinds)
        order = _LATEST_FIRST if latest_first else _IN_ORDER
        rows = self._connection.read(f"SELECT id FROM entries WHERE {is_wanted} {order}")
        return [str(row["id"]) for row in rows]

    def texts(self) -> list[EntryText]:
        """Return the words of all entries, the latest first, and nothing else of them.

        Those that did not change since are the very same objects.
        """
        query = f"SELECT id, kind, text, answer FROM entries {_LATEST_FIRST}"
        rows = {row[0]: tuple(row) for row in self._connection.read(query)}
        self._texts = {
            key: known
            if (known := self._texts.get(key)) is not None and known[0] == row
            else (row, _text_of(row))
            for key, row in rows.items()
        }
        return [text for _, text in self._texts.values()]

    def one(self, entry_id: str) -> Entry | None:
        """Return an entry as it is kept now; None where it is gone."""
        return next(map(entry_of, self._connection.read(_ONE, id=entry_id)), None)

    def same(self, kind: EntryKind, text: str) -> Entry | None:
        """Return an entry of a kind with the very same words, an open one first; None for none."""
        query = (
            f"SELECT {_COLUMNS} FROM entries WHERE kind = :kind AND text = :text "
            "ORDER BY is_done LIMIT 1"
        )
        rows = self._connection.read(query, kind=kind.value, text=own_words(text))
        return next(map(entry_of, rows), None)

    def _put(self, entry: Entry, before: Entry) -> Entry:
        values = {
            **row_of(entry),
            "text_before": own_words(before.text),
            "answer_before": own_words(before.answer),
            "is_done_before": before.is_done,
        }
        self._connection.write(Statement(_PUT, values, puts="note"), needs_spare=True)
        return self.one(entry.id) or entry


def _is_of(kinds: Collection[EntryKind]) -> str:
    """Return the condition of a query that entries of some kinds meet, or all.

    One of a later version counts as a note.
    """
    if EntryKind.NOTE in kinds:
        others = [each.value for each in EntryKind if each not in kinds]
        return f"kind NOT IN ({_quoted(others)})"
    return f"kind IN ({_quoted([each.value for each in kinds])})"


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def row_of(entry: Entry) -> dict[str, object]:
    """Return what the columns say of an entry, by their names."""
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "text": own_words(entry.text),
        "answer": own_words(entry.answer),
        "answered_at": entry.answered_at,
        "is_done": entry.is_done,
        "rank": entry.rank,
        "serial": entry.serial,
        "created_at": entry.created_at,
        "guide_id": "" if entry.locator is None else storable(entry.locator.guide_id),
        "guide_title": words(entry.guide_title),
        "locator": "" if entry.locator is None else entry.locator.to_json(),
    }


def _text_of(row: tuple[object, ...]) -> EntryText:
    key, kind, text, answer = row
    return EntryText(str(key), _kind(kind), as_text(text), as_text(answer))


def _kind(stored: object) -> EntryKind:
    try:
        return EntryKind(stored)
    except ValueError:
        # Of a later version: its words are kept and shown all the same.
        return EntryKind.NOTE


def entry_of(row: sqlite3.Row) -> Entry:
    """Return the entry that a row holds."""
    return Entry(
        str(row["id"]),
        _kind(row["kind"]),
        as_text(row["text"]),
        as_text(row["created_at"]),
        locator_in(row["locator"]),
        as_text(row["guide_title"]),
        as_text(row["answer"]),
        bool(row["is_done"]),
        float(row["rank"]),
        as_text(row["answered_at"]),
        int(row["serial"]),
    )
