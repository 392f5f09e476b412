"""What the program itself remembers from one run to the next: that the tour was given, and such."""

from __future__ import annotations

from allvoice.shelf.store.connection import Connection, Statement
from allvoice.shelf.store.rows import as_text, words

_KEEP = """
INSERT INTO preferences (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


class Remembered:
    """Texts, each under a key; on the disk when the method returns, but for one that changes often.

    What a listener chooses is no part of it: that stands in the settings file.
    """

    def __init__(self, connection: Connection) -> None:
        """Keep them in a database.

        Args:
            connection: to the database.
        """
        self._connection = connection

    def of(self, key: str) -> str | None:
        """Return what is remembered under a key."""
        query = "SELECT value FROM preferences WHERE key = :key"
        for row in self._connection.read(query, key=words(key)):
            return as_text(row["value"])
        return None

    def keep(self, key: str, value: str, *, durable: bool = True) -> None:
        """Remember a text under a key.

        Args:
            key: what it is remembered under.
            value: the text.
            durable: a power cut does not take it; else only the end of the program does not, and
                the disk is not waited for.
        """
        kept = Statement(_KEEP, {"key": words(key), "value": words(value)})
        self._connection.write(kept, durable=durable)
