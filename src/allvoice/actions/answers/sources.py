"""Where a sentence is from: who says so, when, whether a clinician reviewed it, and the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, Message
from allvoice.actions.words import address_shown, address_words, date_words
from allvoice.guide.bibliography import READ_EXCERPT, Source
from allvoice.guide.citing import Cited, cited_at
from allvoice.guide.links import links_of
from allvoice.text import ended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession

NO_SOURCE = "No source is named here."
NO_ADDRESSES = "None of these sources has an address here."
NOT_REVIEWED = "Not reviewed by a clinician."
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
        told = [self._named(cited), *_addresses(cited.sources)]
        number = 0
        if again and self._told is not None and self._told[0] == position:
            number = (self._told[1] + 1) % len(told)
        self._told = (position, number)
        return told[number]

    def _named(self, cited: Cited) -> Message:
        said = [described(source) for source in cited.sources[:MOST_NAMED]]
        more = len(cited.sources) - MOST_NAMED
        if more > 0:
            said.append(f"And {more} more; {self._controls.shown('links')} lists them.")
        named = " ".join([f"The source of this {cited.scope}:", *said])
        status, how = self._status(), self._how(cited)
        if not status:
            return Message(named, more=how, asked=True)
        # In a small window the end of a message has no room.
        return Message(f"{named} {status}", more=how, asked=True, shown=f"{status} {named}")

    def _status(self) -> str:
        """Return whether a clinician reviewed the chapter, and when it was checked.

        Empty where it tells nothing of that. What is no date means that it was not done.
        """
        clinician = self._front("clinician_reviewed")
        reviewed = self._front("reviewed")
        if not clinician and not reviewed:
            return ""
        if date := date_words(clinician):
            return f"Reviewed by a clinician on {date}."
        checked = date_words(reviewed)
        when = f"Checked against its sources on {checked}." if checked else ""
        return f"{NOT_REVIEWED} {when}".rstrip()

    def _front(self, key: str) -> str:
        """Return what the chapter's own file tells of itself, or else the first file."""
        guide, position = self._session.guide, self._session.state.position
        file = guide.blocks[position.block].file
        for front in (*guide.front[file : file + 1], *guide.front[:1]):
            if key in front:
                return str(front[key])
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
    seen = date_words(source.seen)
    when = f"no date, seen {seen}" if seen else "no date"
    if source.date:
        when = date_words(source.date) or f"dated {source.date}"
    parts = ", ".join(filter(None, [source.name, source.title, when]))
    excerpt = "Only an excerpt of it was read." if source.read == READ_EXCERPT else ""
    return " ".join(map(ended, filter(None, [parts, excerpt, source.note])))


def _addresses(sources: Sequence[Source]) -> list[Message]:
    """Return the address of each source that has one; where none has, that, once."""
    found = [
        Message(
            f"The address of {source.name}: {address_words(source.url)}.",
            asked=True,
            shown=f"The address of {source.name}: {address_shown(source.url)}",
        )
        for source in sources
        if source.url
    ]
    if found:
        return found
    if len(sources) > 1:
        return [Message(NO_ADDRESSES, asked=True)]
    why = ended(sources[0].no_url or "none is known")
    return [Message(f"{sources[0].name} has no address here: {why}", asked=True)]
