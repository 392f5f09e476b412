"""A card for each treatment that is weighed: its goal, fit, burden and fallback plan."""

from __future__ import annotations

import sqlite3
import uuid
from dataclasses import dataclass, replace

from allvoice.shelf.store.connection import Clock, Connection, Statement
from allvoice.shelf.store.rows import as_text, merging, own_words

LINES = ("goal", "fit", "burden", "fallback")
"""What each card tells, in the order of the guide's own four lines."""
TEXTS = ("treatment", *LINES)
"""All that is typed on a card."""
_COLUMNS = f"id, {', '.join(TEXTS)}, created_at"


def put(texts_merged: str) -> str:
    """Return the query that puts a card; one with its id is changed.

    Args:
        texts_merged: what its texts become then.
    """
    return f"""
INSERT INTO cards ({_COLUMNS})
VALUES (:id, {", ".join(f":{each}" for each in TEXTS)}, :created_at)
ON CONFLICT (id) DO UPDATE SET {texts_merged}
"""


_PUT = put(merging(TEXTS))
_REMOVE = f"DELETE FROM cards WHERE id = :id AND {' AND '.join(f'{e} = :{e}' for e in TEXTS)}"
_WITH_ID = f"SELECT {_COLUMNS} FROM cards WHERE id = :id"
IN_ORDER = f"SELECT {_COLUMNS} FROM cards ORDER BY created_at, rowid"


@dataclass(frozen=True, slots=True)
class Card:
    """What a listener knows of a treatment under discussion."""

    id: str
    treatment: str
    created_at: str
    """ISO 8601, UTC."""
    goal: str = ""
    fit: str = ""
    burden: str = ""
    fallback: str = ""


class Cards:
    """The cards; each is on the disk when the method returns."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Keep cards in a database.

        Args:
            connection: to the database.
            clock: tells when each was made.
        """
        self._connection = connection
        self._clock = clock

    def add(self, treatment: str) -> Card:
        """Make a card with nothing on it but the treatment."""
        created_at = self._clock().isoformat(timespec="microseconds")
        return self.restore(Card(uuid.uuid4().hex, treatment, created_at))

    def restore(self, card: Card) -> Card:
        """Put a removed card back as it was; return it as it is kept."""
        return self._put(card, Card(card.id, "", card.created_at))

    def change(self, card: Card, **texts: str) -> Card:
        """Change what a card says; return it as it is kept.

        What another program wrote since is kept above what is written now, and a card that was
        removed meanwhile is there again.

        Args:
            card: as it was read.
            texts: the new texts, by the names of its fields.
        """
        return self._put(replace(card, **texts), card)

    def remove(self, card: Card) -> bool:
        """Remove a card, as it was read; one that is not there is no error.

        Returns:
            Whether it is gone; else another program has written on it since, and it stays.
        """
        texts = {each: own_words(getattr(card, each)) for each in TEXTS}
        removal = Statement(_REMOVE, {"id": card.id, **texts}, removes="card")
        self._connection.write(removal, needs_spare=True)
        return not self._connection.read(_WITH_ID, id=card.id)

    def all(self) -> list[Card]:
        """Return the cards in the order they were made."""
        return [*map(card_of, self._connection.read(IN_ORDER))]

    def _put(self, card: Card, before: Card) -> Card:
        texts = {each: own_words(getattr(card, each)) for each in TEXTS}
        texts |= {f"{each}_before": own_words(getattr(before, each)) for each in TEXTS}
        values = {"id": card.id, "created_at": card.created_at, **texts}
        self._connection.write(Statement(_PUT, values, puts="card"), needs_spare=True)
        return next(map(card_of, self._connection.read(_WITH_ID, id=card.id)), card)


def card_of(row: sqlite3.Row) -> Card:
    """Return the card that a row holds."""
    texts = {each: as_text(row[each]) for each in LINES}
    return Card(str(row["id"]), as_text(row["treatment"]), as_text(row["created_at"]), **texts)
