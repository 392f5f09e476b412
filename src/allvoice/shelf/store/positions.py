"""Where each guide was left, and the rate that was chosen for it by key."""

from __future__ import annotations

from datetime import datetime

from allvoice.shelf.locator import Locator
from allvoice.shelf.store.connection import Clock, Connection, Statement
from allvoice.shelf.store.rows import locator_in, storable

_Place = tuple[str, str]
"""A locator as JSON, and when it was stored."""

_SAVE = """
INSERT INTO positions (guide_id, locator, updated_at) VALUES (:guide_id, :locator, :updated_at)
ON CONFLICT (guide_id) DO UPDATE SET
    locator = excluded.locator,
    updated_at = excluded.updated_at
"""
# What was listened to while nothing reached the disk; a time still to come is no time to trust.
_SAVE_LATE = f"""{_SAVE}
WHERE excluded.updated_at >= updated_at OR updated_at > :now
"""
_SAVE_RATE = """
INSERT INTO positions (guide_id, locator, rate_wpm, updated_at)
VALUES (:guide_id, :locator, :rate_wpm, :updated_at)
ON CONFLICT (guide_id) DO UPDATE SET rate_wpm = excluded.rate_wpm
"""
_FORGET_RATE = "UPDATE positions SET rate_wpm = NULL WHERE rate_wpm = :rate_wpm"


class Positions:
    """Where each guide was left; of two places in one guide the one reached later is kept.

    A position survives the end of the program in any way, and all but the last few a power cut.
    """

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Keep positions in a database.

        Args:
            connection: to the database.
            clock: tells when each place was reached.
        """
        self._connection = connection
        self._clock = clock
        self._seen: dict[str, _Place] = {}
        """Where this program last left or found each guide."""

    def save(self, locator: Locator) -> Locator | None:
        """Remember where a guide was left; its rate stays.

        Returns:
            Where another program had left the guide since this one last left or read its place.
        """
        guide_id = storable(locator.guide_id)
        last, stored = self._seen.get(guide_id), self._stored(guide_id)
        values = self._values(locator)
        self._connection.write(Statement(_SAVE, values, late=_SAVE_LATE), durable=False)
        self._seen[guide_id] = (values["locator"], values["updated_at"])
        is_of_another = last is not None and stored is not None and stored != last
        return locator_in(stored[0]) if is_of_another and stored else None

    def save_rate(self, locator: Locator, rate_wpm: int) -> None:
        """Remember the rate chosen for a guide; its place only where none is known."""
        values = {**self._values(locator), "rate_wpm": rate_wpm}
        self._connection.write(Statement(_SAVE_RATE, values), durable=False)

    def forget_rate(self, rate_wpm: int) -> None:
        """Let a rate count as not chosen, for all guides that have it."""
        self._connection.write(Statement(_FORGET_RATE, {"rate_wpm": rate_wpm}))

    def of(self, guide_id: str) -> Locator | None:
        """Return where a guide was left, by whichever program that was last."""
        found = self._stored(storable(guide_id))
        if found is None:
            return None
        self._seen[storable(guide_id)] = found
        return locator_in(found[0])

    def reached_at(self, guide_id: str) -> datetime | None:
        """Return when the place that is kept of a guide was reached; None where nobody knows."""
        found = self._stored(storable(guide_id))
        try:
            at = None if found is None else datetime.fromisoformat(found[1])
        except ValueError:
            return None
        return at if at is not None and at.tzinfo is not None else None

    def elsewhere(self, guide_id: str) -> Locator | None:
        """Return where another program left a guide since this one last left or read its place."""
        last, stored = self._seen.get(storable(guide_id)), self._stored(storable(guide_id))
        return None if stored is None or stored == last else locator_in(stored[0])

    def rate_wpm(self, guide_id: str) -> int | None:
        """Return the rate chosen for a guide; None where none was."""
        query = "SELECT rate_wpm FROM positions WHERE guide_id = :guide_id"
        for row in self._connection.read(query, guide_id=storable(guide_id)):
            if isinstance(row["rate_wpm"], int):
                return row["rate_wpm"]
        return None

    def _stored(self, guide_id: str) -> _Place | None:
        query = "SELECT locator, updated_at FROM positions WHERE guide_id = :guide_id"
        for row in self._connection.read(query, guide_id=guide_id):
            return str(row["locator"]), str(row["updated_at"])
        return None

    def _values(self, locator: Locator) -> dict[str, str]:
        return {
            "guide_id": storable(locator.guide_id),
            "locator": locator.to_json(),
            "updated_at": self._clock().isoformat(timespec="microseconds"),
        }
