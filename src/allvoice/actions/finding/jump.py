"""Going to what is typed: a part of the guide in percent, a chapter, words of a heading."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.actions.finding.item_search import items_with
from allvoice.actions.model import Message, Result
from allvoice.actions.words import up_to
from allvoice.guide.model import Position
from allvoice.reading import progress
from allvoice.shelf.locator import position_at
from allvoice.text import ended, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from allvoice.actions.answers.contents import Contents
    from allvoice.actions.asking import Asking
    from allvoice.actions.model import ControlNames, Question
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.reading.runner import ReadingSession

_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,][0-9]+)?\s*(?:%|percent|per cent)", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:chapter|ch\.?|section|number|no\.?)?\s*([0-9]{1,4})", re.IGNORECASE)
_WHOLE = 100
CAN_BE_TYPED = "a percentage such as 35%, a chapter's number, or words of a heading"
ASKED = f"Go where? Type {CAN_BE_TYPED}."
MOST_SHOWN_CHARS = 40


class Jump:
    """Goes to places that are named."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        asking: Asking,
        pause_scope: PauseScope,
        contents: Contents,
        go_to: Callable[[Position, str], Result],
    ) -> None:
        """Go nowhere yet.

        Args:
            session: the guide.
            controls: names the key that searches the text.
            asking: lets the place be typed.
            pause_scope: does not resume what the jump leaves behind.
            contents: finds headings.
            go_to: reads on from a place, and tells something of it.
        """
        self._session = session
        self._controls = controls
        self._asking = asking
        self._pause_scope = pause_scope
        self._contents = contents
        self._go_to = go_to
        self._last: tuple[str, int] = ("", 0)
        """The words of a heading that were typed last, and how many of its places were gone to."""

    def ask(self) -> Result:
        """Let the place be typed; what leads nowhere is asked for again, to be corrected."""
        return self._ask(ASKED)

    def _ask(self, said: str) -> Question:
        return self._asking.ask(
            said,
            self._answered,
            name="Go to",
            does="goes there",
            invitation="35%, 7 or fever",
            # A place is typed anew sooner than one of before is taken away.
            keeps_draft=False,
        )

    def _answered(self, typed: str) -> Result:
        refused = self.go(typed)
        if not isinstance(refused, Message):
            return refused
        # The figure that is typed next would else be a key, or an item of a list.
        again = self._ask(f"{refused.text} {refused.more}".rstrip())
        return replace(
            again,
            message=replace(again.message, earcon=refused.earcon),
            initial=typed,
        )

    def go(self, typed: str) -> Result:
        """Go to what was typed; the same words of a heading again lead to the next one."""
        typed = " ".join(typed.split())
        if match := _PERCENT.fullmatch(typed):
            return self._to_percent(int(match[1]))
        if match := _CHAPTER.fullmatch(typed):
            return self._to_number(int(match[1]))
        return self._to_heading(typed)

    def _to_percent(self, percent: int) -> Result:
        if percent > _WHOLE:
            return Message(f"The end is at {_WHOLE} percent.", earcon="edge")
        guide = self._session.guide
        position = guide.end if percent == _WHOLE else position_at(guide, percent / _WHOLE)
        return self._arrive(position, f"{percent} percent.")

    def _to_number(self, number: int) -> Result:
        guide = self._session.guide
        sections, what = guide.chapters, "chapters"
        if not sections:
            sections, what = guide.sections, "sections"
        if not 1 <= number <= len(sections):
            said = f"The {what} are {up_to(len(sections))}. With a percent sign it is a percentage."
            return Message(said, earcon="edge")
        return self._arrive(Position(sections[number - 1].first_block))

    def _to_heading(self, typed: str) -> Result:
        guide = self._session.guide
        found = [*items_with(self._contents.all(), typed)] if typed else []
        if not found:
            search = self._controls.shown("search")
            said = f"No heading has “{shown(typed, MOST_SHOWN_CHARS)}”."
            more = f"Type {CAN_BE_TYPED}; {search} searches the text."
            return Message(said, more=more, earcon="edge")
        times = self._last[1] if self._last[0] == typed.casefold() else 0
        self._last = typed.casefold(), times + 1
        index = found[times % len(found)]
        many = f"{times % len(found) + 1} of {len(found)}." if len(found) > 1 else ""
        return self._arrive(Position(guide.sections[index].first_block), many)

    def _arrive(self, position: Position, more: str = "") -> Result:
        guide = self._session.guide
        # The reading goes on from there, not from where it was paused for the typing.
        self._pause_scope.forget()
        place = ended(progress.section_name(guide, guide.section_of(position)))
        return self._go_to(position, f"{place} {more}".rstrip())
