"""The links and sources of a section: listed, heard, followed, opened and copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, FrontDoor, ListItem, ListModel, Message, Result
from allvoice.actions.sources import described
from allvoice.actions.words import address_words
from allvoice.guide.bibliography import host_of
from allvoice.guide.citing import sources_of
from allvoice.guide.links import links_of
from allvoice.guide.model import Position, shortened
from allvoice.reading.commands import Visit

if TYPE_CHECKING:
    from allvoice.actions.model import Services
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.reading.runner import ReadingSession

NO_LINKS = "This section has no links and names no sources."
NOT_OPENED = "No browser could be opened here."
COPIED = "The address is copied."
NOT_COPIED = "This cannot be copied here."
NO_ADDRESS = "There is no address to copy here."
MOST_TEXT_CHARS = 120


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the list."""

    text: str
    leads_to: Position | None = None
    url: str = ""
    target: str = ""
    """What leads neither into the guide nor to a page of the web."""


class Links:
    """Lists the links of the section being read, and does what is chosen among them."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        pause_scope: PauseScope,
        services: Services,
    ) -> None:
        """Begin with nothing chosen.

        Args:
            session: the guide and the place.
            controls: name keys in hints.
            front_door: shows the list.
            pause_scope: knows whether the reading that the list paused goes on.
            services: open and copy an address.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._services = services
        self._lines: list[_Line] = []
        self._told = -1
        """The line whose address was said last: chosen again it is opened."""

    def as_list(self) -> ListModel | Message:
        """Return the links of the section, the nearest one chosen, and then its sources."""
        guide, position = self._session.guide, self._session.state.position
        section = guide.section_of(position)
        links = links_of(guide, section)
        self._lines = [
            _Line(
                f"{shortened(link.text, MOST_TEXT_CHARS)}: {self._where(link.leads_to, link.url)}",
                link.leads_to,
                link.url,
                "" if link.url or link.leads_to is not None else link.target,
            )
            for link in links
        ]
        self._lines += [
            _Line(f"Source: {described(source)}", None, source.url)
            for source in sources_of(guide, section)
        ]
        self._told = -1
        ahead = [index for index, link in enumerate(links) if link.at >= position]
        count = len(self._lines)
        if not count:
            return Message(NO_LINKS, asked=True)
        return ListModel(
            f"Links and sources of this section, {count}",
            count,
            lambda index: ListItem(self._lines[index].text),
            self.choose,
            "links",
            ahead[0] if ahead else 0,
            hint="{choose} says the address, or goes there; again, it opens. {copy} copies it, "
            "{back} leaves.",
            copy=self.copy,
            does="go there",
        )

    def choose(self, index: int) -> Result:
        """Follow a link into the guide; say an address of the web, and open it the next time."""
        if not 0 <= index < len(self._lines):
            return Message(NO_LINKS)
        line = self._lines[index]
        was_told, self._told = self._told == index, -1
        if line.leads_to is not None:
            return self._follow(line.leads_to)
        if not line.url:
            return Message(_leads_nowhere(line), earcon="edge", asked=True)
        if was_told:
            opened = self._services.open_page(line.url)
            said = f"{host_of(line.url)} is opened in your browser." if opened else NOT_OPENED
            return Message(said, earcon="on" if opened else "edge", asked=True)
        self._told = index
        return Message(
            f"{address_words(line.url)}.",
            more="Chosen again, it is opened in your browser.",
            asked=True,
        )

    def copy(self, index: int) -> Result:
        """Put an address where it can be pasted."""
        line = self._lines[index] if 0 <= index < len(self._lines) else _Line("")
        if not line.url:
            return Message(NO_ADDRESS, earcon="no-action")
        copied = self._services.copy(line.url)
        return Message(
            COPIED if copied else NOT_COPIED, earcon="on" if copied else "edge", asked=True
        )

    def _where(self, leads_to: Position | None, url: str) -> str:
        if leads_to is not None:
            return self._session.guide.section_of(leads_to).title
        return host_of(url) if url else "leads nowhere"

    def _follow(self, position: Position) -> Result:
        """Go to a place of the guide, to the end of its section or chapter, and read there."""
        guide = self._session.guide
        section = guide.section_of(position)
        last = section.last_block
        for later in guide.sections[section.index + 1 :]:
            if later.level <= section.level:
                break
            last = later.last_block
        reads_on = self._pause_scope.reads_on
        self._pause_scope.forget()
        self._front_door.close_list()
        self._session.do(Visit(position, last, f"{section.title}.", "", reads_on=reads_on))
        return None


def _leads_nowhere(line: _Line) -> str:
    if line.target:
        return f"This link is not opened here: {shortened(line.target, MOST_TEXT_CHARS)}"
    return "This source has no address."
