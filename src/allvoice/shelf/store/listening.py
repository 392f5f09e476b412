"""What was listened to: sections heard to their end, and for how long on each day.

Every write adds: of two programs neither takes back what the other one wrote. The disk is not
waited for; a power cut may take the last minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from allvoice.shelf.store.connection import Clock, Connection, Statement
from allvoice.shelf.store.rows import storable

PART_BITS = 60
"""Sentences of a block that are kept in one number: SQLite's have 63 bits."""
_MOST_SECONDS_A_DAY = 86_400
# A block that was edited is begun anew.
_ADD_BLOCK = """
INSERT INTO heard_blocks (guide_id, section_id, block, part, source_chars, sentences, mask)
VALUES (:guide_id, :section_id, :block, :part, :source_chars, :sentences, :mask)
ON CONFLICT (guide_id, section_id, block, part) DO UPDATE SET
    mask = CASE
        WHEN source_chars = excluded.source_chars AND sentences = excluded.sentences
        THEN mask | excluded.mask ELSE excluded.mask END,
    source_chars = excluded.source_chars,
    sentences = excluded.sentences
"""
_ADD_SECTION = """
INSERT INTO heard_sections (guide_id, section_id, heard_at)
VALUES (:guide_id, :section_id, :heard_at)
ON CONFLICT (guide_id, section_id) DO NOTHING
"""
_DROP_BLOCKS = """
DELETE FROM heard_blocks WHERE guide_id = :guide_id AND section_id = :section_id
"""
_ADD_SECONDS = """
INSERT INTO listened (guide_id, day, seconds) VALUES (:guide_id, :day, :seconds)
ON CONFLICT (guide_id, day) DO UPDATE SET seconds = seconds + excluded.seconds
"""
FORGET_LISTENING = tuple(
    f"DELETE FROM {table}" for table in ("heard_sections", "heard_blocks", "listened")
)
"""Each may be narrowed down to one document."""


@dataclass(frozen=True, slots=True)
class HeardBlock:
    """Which sentences of a block were heard, of a section that was not heard to its end yet."""

    section_id: str
    block: int
    """Counted in its section, from 0."""
    source_chars: int
    """By which a block that was edited is told."""
    sentences: int
    """How many it has."""
    mask: int
    """The bit of each sentence that was heard, the first one lowest."""


class Listening:
    """What of each document was heard, and when."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Keep it in a database.

        Args:
            connection: to the database.
            clock: tells when a section was heard.
        """
        self._connection = connection
        self._clock = clock

    def add(
        self,
        guide_id: str,
        *,
        blocks: Iterable[HeardBlock] = (),
        sections: Iterable[str] = (),
        seconds: Mapping[date, int] | None = None,
    ) -> None:
        """Add what was heard of a document.

        Args:
            guide_id: the document's.
            blocks: of sections not heard to their end.
            sections: ids of those that now are.
            seconds: of each day where the listener is.
        """
        statements = [*self._statements(storable(guide_id), blocks, sections, seconds or {})]
        if statements:
            self._connection.write(*statements, durable=False)

    def heard(self, guide_id: str) -> frozenset[str]:
        """Return the ids of the sections of a document that were heard to their end."""
        query = "SELECT section_id FROM heard_sections WHERE guide_id = :guide_id"
        rows = self._connection.read(query, guide_id=storable(guide_id))
        return frozenset(str(row["section_id"]) for row in rows)

    def blocks(self, guide_id: str, section_id: str) -> list[HeardBlock]:
        """Return what was heard of a section that was not heard to its end."""
        query = """
        SELECT * FROM heard_blocks WHERE guide_id = :guide_id AND section_id = :section_id
        """
        rows = self._connection.read(
            query, guide_id=storable(guide_id), section_id=storable(section_id)
        )
        return [
            HeardBlock(
                section_id,
                int(row["block"]),
                int(row["source_chars"]),
                int(row["sentences"]),
                int(row["mask"]) << (PART_BITS * int(row["part"])),
            )
            for row in rows
        ]

    def seconds_on(self, day: date) -> int:
        """Return how long was listened on a day, to all documents."""
        query = "SELECT COALESCE(SUM(seconds), 0) AS seconds FROM listened WHERE day = :day"
        (row,) = self._connection.read(query, day=day.isoformat())
        return min(int(row["seconds"]), _MOST_SECONDS_A_DAY)

    def forget(self) -> None:
        """Forget all of it, in the spare copy too."""
        self._connection.write(*map(Statement, FORGET_LISTENING), needs_spare=True)

    def _statements(
        self,
        guide_id: str,
        blocks: Iterable[HeardBlock],
        sections: Iterable[str],
        seconds: Mapping[date, int],
    ) -> Iterator[Statement]:
        now = self._clock()
        for each in blocks:
            for part in range(each.mask.bit_length() // PART_BITS + 1):
                mask = each.mask >> (PART_BITS * part) & ((1 << PART_BITS) - 1)
                values = {
                    "guide_id": guide_id,
                    "section_id": storable(each.section_id),
                    "block": each.block,
                    "part": part,
                    "source_chars": each.source_chars,
                    "sentences": each.sentences,
                    "mask": mask,
                }
                yield Statement(_ADD_BLOCK, values)
        for section_id in sections:
            section = {"guide_id": guide_id, "section_id": storable(section_id)}
            heard_at = now.isoformat(timespec="seconds")
            yield Statement(_ADD_SECTION, {**section, "heard_at": heard_at})
            yield Statement(_DROP_BLOCKS, section)
        for day, count in seconds.items():
            if count > 0:
                values = {"guide_id": guide_id, "day": day.isoformat(), "seconds": count}
                yield Statement(_ADD_SECONDS, values)
