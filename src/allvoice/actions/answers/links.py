"""The links and sources of a section: listed, heard, followed, opened and copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.answers.sources import described
from allvoice.actions.model import ControlNames, FrontDoor, ListItem, ListModel, Message, Result
from allvoice.actions.words import address_shown, address_words, capitalized, phone_words
from allvoice.guide.citing import sources_of
from allvoice.guide.links import links_of
from allvoice.guide.model import Position, shortened
from allvoice.guide.web_addresses import host_of
from allvoice.reading.commands import Visit

if TYPE_CHECKING:
    from allvoice.actions.model import Services
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.guide.links import Link
    from allvoice.reading.runner import ReadingSession

NO_LINKS = "This section has no links and names no sources."
NOT_OPENED = "No browser could be opened here."
CANNOT_OPEN = "No browser can be opened here."
COPIED = "The address was handed to your terminal to copy."
NOT_COPIED = "This cannot be copied here."
NO_ADDRESS = "There is no address to copy here."
MOST_TEXT_CHARS = 120


@dataclass(frozen=True, slots=True)
class _Reached:
    """An address of e-mail, or a telephone number."""

    kind: str
    shown: str
    said: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the list."""

    text: str
    leads_to: Position | None = None
    url: str = ""
    target: str = ""
    """What leads neither into the guide nor to a page of the web."""
    reached: _Reached | None = None
    """Whom the target reaches, where it is an address of e-mail or a telephone number."""


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
        self._section = -1
        self._told = -1
        """The line whose address was said last: chosen again it is opened."""

    def take_guide(self) -> None:
        """Forget what was chosen in another guide."""
        self._section, self._told = -1, -1

    def as_list(self, *, is_opened: bool = True) -> ListModel | Message:
        """Return the links of the section, the nearest one chosen, and then its sources.

        Args:
            is_opened: the list is asked for, and no address of it was said; else a line of it is
                chosen by number, perhaps for the second time.
        """
        guide, position = self._session.guide, self._session.state.position
        section = guide.section_of(position)
        links = links_of(guide, section)
        self._lines = [self._line(link) for link in links]
        self._lines += [
            _Line(f"Source: {described(source)}", None, source.url)
            for source in sources_of(guide, section)
        ]
        if is_opened or self._section != section.index:
            self._section, self._told = section.index, -1
        ahead = [index for index, link in enumerate(links) if link.at >= position]
        count = len(self._lines)
        if not count:
            return Message(NO_LINKS, asked=True)
        return ListModel(
            f"Links and sources of this section, {count}",
            count,
            self._item,
            self.choose,
            "links",
            ahead[0] if ahead else 0,
            hint="{choose} says the address, or goes there"
            f"{'; again, it opens' if self._services.can_open_pages() else ''}. "
            "{copy} copies it, {back} leaves.",
            copy=self.copy,
            does="go there",
        )

    def _item(self, index: int) -> ListItem:
        line = self._lines[index]
        if line.reached is None:
            return ListItem(line.text)
        spoken = f"{line.text.removesuffix(line.reached.shown)}{line.reached.said}"
        return ListItem(line.text, spoken=spoken)

    def choose(self, index: int) -> Result:
        """Follow a link into the guide; say an address of the web, and open it the next time."""
        if not 0 <= index < len(self._lines):
            return Message(NO_LINKS)
        line = self._lines[index]
        was_told, self._told = self._told == index, -1
        if line.leads_to is not None:
            return self._follow(line.leads_to)
        if not line.url:
            return _not_opened(line)
        said, shown = f"{address_words(line.url)}.", address_shown(line.url)
        if not self._services.can_open_pages():
            return Message(said, more=CANNOT_OPEN, asked=True, shown=shown)
        if was_told:
            opened = self._services.open_page(line.url)
            said = f"{host_of(line.url)} is opened in your browser." if opened else NOT_OPENED
            return Message(said, earcon="on" if opened else "edge", asked=True)
        self._told = index
        return Message(
            said, more="Chosen again, it is opened in your browser.", asked=True, shown=shown
        )

    def copy(self, index: int) -> Result:
        """Put an address where it can be pasted."""
        line = self._lines[index] if 0 <= index < len(self._lines) else _Line("")
        address = line.url or (line.reached.shown if line.reached is not None else "")
        if not address:
            return Message(NO_ADDRESS, earcon="no-action")
        copied = self._services.copy(address)
        return Message(
            COPIED if copied else NOT_COPIED, earcon="on" if copied else "edge", asked=True
        )

    def _line(self, link: Link) -> _Line:
        text = shortened(link.text, MOST_TEXT_CHARS) or "A link"
        if link.leads_to is not None:
            title = self._session.guide.section_of(link.leads_to).title
            return _Line(f"{text}: {title}", link.leads_to)
        if link.url:
            return _Line(f"{text}: {host_of(link.url)}", url=link.url)
        reached = _reached(link)
        if reached is None:
            return _Line(f"{text}: leads nowhere", target=link.target)
        return _Line(f"{text}, {reached.kind}: {reached.shown}", reached=reached)

    def _follow(self, position: Position) -> Result:
        """Go to a place of the guide, to the end of its section or chapter, and read there."""
        guide = self._session.guide
        section = guide.section_of(position)
        _, last = guide.blocks_within(section)
        reads_on = self._pause_scope.reads_on
        self._pause_scope.forget()
        self._front_door.close_list()
        self._session.do(Visit(position, last, f"{section.title}.", "", reads_on=reads_on))
        return None


def _reached(link: Link) -> _Reached | None:
    """Return whom a link such as "mailto:ward@hospital.org" reaches; None for any other."""
    address = address_shown(link.contact.strip())
    if not address:
        return None
    if link.target.casefold().startswith("mailto:"):
        return _Reached("an e-mail address", address, address_words(address))
    return _Reached("a telephone number", address, phone_words(address))


def _not_opened(line: _Line) -> Message:
    """Tell what a line stands for that leads neither into the guide nor to the web."""
    if line.reached is not None:
        kind = capitalized(line.reached.kind)
        said, shown = (f"{kind}: {each}" for each in (line.reached.said, line.reached.shown))
        return Message(f"{said}.", asked=True, shown=shown)
    said = "This source has no address."
    if line.target:
        said = f"This link is not opened here: {shortened(line.target, MOST_TEXT_CHARS)}"
    return Message(said, earcon="edge", asked=True)
