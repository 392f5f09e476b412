"""What is told first: the welcome, where one is, and which keys go on from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames
from allvoice.actions.words import capitalized
from allvoice.reading.commands import Announce, Welcome
from allvoice.shelf.locator import find

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.locator import Found, Locator
    from allvoice.shelf.open_guides import OpenGuide

MOST_CHARS = 80
"""Of a welcome back: two rows of 40 cells, so that the keys below it stay in sight."""
Find = Callable[[Callable[[], "Found"]], "Found"]
"""Does what may take long, while the listener can leave."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where to begin, and the words that say so: at most about eight seconds of them."""

    position: Position
    welcome: str


def opening_at(
    guide: Guide,
    kept: Locator | None,
    keys: str,
    do: Find = lambda work: work(),
    *,
    urgent: str = "",
) -> Opening:
    """Return where to begin.

    Args:
        guide: the guide.
        kept: where the listener left off; None for nowhere.
        keys: what a newcomer is told about the keys.
        do: does what may take long.
        urgent: what everybody is told of the urgent list.
    """
    if kept is not None:
        found = do(lambda: find(guide, kept))
        if found.position != guide.start:
            section = guide.section_of(found.position)
            said = f"Welcome back. {section.title}. {found.how.sentence}".strip()
            if len(said) + len(urgent) < MOST_CHARS:
                said = f"{said} {urgent}".strip()
            return Opening(found.position, said)
    said = f"Welcome. {guide.title}. {keys} {urgent}"
    return Opening(guide.start, " ".join(said.split()))


def titles_kept(guide: Guide, position: Position, *, waits: bool) -> tuple[str, ...]:
    """Return the titles that are not cut off where a welcome is shortened.

    Args:
        guide: the guide.
        position: where reading begins.
        waits: reading waits for a key, which is told whole.
    """
    return () if waits else (guide.title, guide.section_of(position).title)


def begin_reading(session: ReadingSession, welcome: str, faults: str, *, waits: bool) -> None:
    """Say the welcome and what is amiss, then read on unless a key is waited for.

    Args:
        session: speaks.
        welcome: the words of welcome; empty for none, and then nothing is read.
        faults: what is amiss; empty for nothing.
        waits: reading waits for a key.
    """
    whole = f"{welcome} {faults}".strip()
    if welcome and not waits:
        session.do(Welcome(welcome, faults))
    elif whole:
        session.do(Announce(whole, asked=True))


def keys_to_begin(controls: ControlNames) -> str:
    """Return what a newcomer is told about the keys."""
    does = "is the next sentence" if controls.external_screen_reader else "pauses"
    return f"{controls.shown('play')} {does}. {controls.shown('help')} is for help."


def urgent_key(controls: ControlNames) -> str:
    """Return what everybody is told of the urgent list."""
    return f"{controls.press('urgent')} for when to call."


def open_elsewhere(
    here: OpenGuide, guide: Guide, position: Position, controls: ControlNames
) -> str:
    """Return what is told, instead of a welcome, where another copy has the guide open.

    Args:
        here: knows what the other copy is.
        guide: the guide.
        position: where it was left, which is where the other copy is.
        controls: name what silences the other copy, and what goes on here after all.
    """
    goes_on = "is the next sentence here" if controls.external_screen_reader else "reads here too"
    on = f"{controls.shown('play')} {goes_on}."
    if here.is_only_read_elsewhere:
        return f"This guide is being read in another window; Ctrl-C there stops it. {on}"
    where = guide.section_of(position).title.removesuffix(".")
    stop = capitalized(controls.shown("stop"))
    return f"This guide is open in another window, at: {where}. {stop} there stops it. {on}"


def guide_voice_off(controls: ControlNames) -> str:
    """Return what is told where the guide voice is off: the silence would seem to be a fault."""
    return f"The guide voice is off; {controls.shown('options')} has it among the options."
