"""Where a sentence is from: who says so, when, whether a clinician reviewed it, and the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, Message
from allvoice.actions.words import address_words, date_words
from allvoice.guide.bibliography import READ_EXCERPT, Source
from allvoice.guide.citing import Cited, cited_at
from allvoice.guide.links import links_of
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession

NO_SOURCE = "No source is named here."
MOST_NAMED = 3
"""Sources told at once: nobody keeps more in mind."""


class Sources:
    """Names the sources of the sentence being read; asked again, says their addresses."""

    def __init__(self, session: ReadingSession, controls: ControlNames) -> None:
        """Begin with nothing asked for.

        Args:
            session: the guide and the place.
            controls: name keys in hints.
        """
        self._session = session
        self._controls = controls
        self._told: tuple[Position, int] | None = None

    def next(self, *, again: bool) -> Message:
        """Return what a sentence is taken from; asked again, the address of each source in turn.

        Args:
            again: it was asked for just before.
        """
        guide, position = self._session.guide, self._session.state.position
        cited = cited_at(guide, position)
        if cited is None:
            self._told = None
            return self._none()
        number = 0
        if again and self._told is not None and self._told[0] == position:
            number = self._told[1] + 1
        self._told = (position, number % (len(cited.sources) + 1))
        if number % (len(cited.sources) + 1) == 0:
            return Message(self._named(cited), more=self._how(cited), asked=True)
        return Message(_address(cited.sources[(number - 1) % len(cited.sources)]), asked=True)

    def _named(self, cited: Cited) -> str:
        said = [described(source) for source in cited.sources[:MOST_NAMED]]
        more = len(cited.sources) - MOST_NAMED
        if more > 0:
            said.append(f"And {more} more; {self._controls.shown('links')} lists them.")
        return " ".join([f"The source of this {cited.scope}:", *said, self._status()]).strip()

    def _status(self) -> str:
        """Return when the guide was checked, and by whom; empty where it does not say."""
        front = self._session.guide.front[0] if self._session.guide.front else {}
        reviewed, clinician = front.get("reviewed", ""), front.get("clinician_reviewed", "")
        if clinician:
            return f"A clinician reviewed this guide on {date_words(clinician)}."
        if reviewed:
            return (
                f"Checked against its sources on {date_words(reviewed)}; "
                "no clinician has reviewed it yet."
            )
        return ""

    def _how(self, cited: Cited) -> str:
        if not any(source.url for source in cited.sources):
            return ""
        return f"{self._controls.shown('source')} again says the address."

    def _none(self) -> Message:
        guide, position = self._session.guide, self._session.state.position
        said = [NO_SOURCE, self._status()]
        if links_of(guide, guide.section_of(position)):
            said.append(f"{self._controls.shown('links')} lists the links of this section.")
        return Message(" ".join(filter(None, said)), asked=True)


def described(source: Source) -> str:
    """Return who says something, where, of when, and how much of it was read."""
    when = "no date"
    if source.date:
        when = date_words(source.date)
    elif source.seen:
        when = f"no date, seen {date_words(source.seen)}"
    parts = ", ".join(filter(None, [source.name, source.title, when]))
    excerpt = "Only an excerpt of it was read." if source.read == READ_EXCERPT else ""
    return " ".join(map(ended, filter(None, [parts, excerpt, source.note])))


def _address(source: Source) -> str:
    if not source.url:
        why = source.no_url or "none is known"
        return f"{source.name} has no address here: {ended(why)}"
    return f"The address of {source.name}: {address_words(source.url)}."
