"""What is told first: the welcome, where one is, and which keys go on from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.hands_free.played import GoingOn
from allvoice.actions.model import ControlNames
from allvoice.actions.place_words import how_far, place_words, when_words
from allvoice.actions.words import capitalized
from allvoice.reading.commands import Announce, Welcome
from allvoice.shelf.locator import find
from allvoice.text import ended

if TYPE_CHECKING:
    from datetime import datetime

    from allvoice.guide.model import Guide, Position
    from allvoice.reading.playlist import Playlist
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.sleep_state import Places
    from allvoice.shelf.locator import Found, Locator
    from allvoice.shelf.open_guides import OpenGuide

MOST_CHARS = 120
"""Of a welcome back: three rows of 40 cells, so that the keys below it stay in sight."""
FOUND_AGAIN = "Found again by its text."
Find = Callable[[Callable[[], "Found"]], "Found"]
"""Does what may take long, while the listener can leave."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where to begin, and the words that say so: at most about eight seconds of them."""

    position: Position
    welcome: str
    away_s: float | None = None
    """How long ago that place was reached, by the clock on the wall; None where nobody knows."""
    slept: Places | None = None
    """Where the listener may have fallen asleep the last time."""
    is_offered: bool = False
    """The key for playing goes on there, for which the reading waits."""
    playlist: Playlist | None = None
    """What was being played, and goes on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a listener left off."""

    locator: Locator
    reached_at: datetime | None = None
    """When that place was reached; None where nobody knows."""


def opening_at(
    guide: Guide,
    kept: Kept | None,
    keys: str,
    now: datetime,
    do: Find = lambda work: work(),
    *,
    urgent: str = "",
    is_expert: bool = False,
    is_own_guide: bool = True,
    is_found_again: bool = False,
    go_on: Callable[[Position], GoingOn] = GoingOn,
) -> Opening:
    """Return where to begin.

    Args:
        guide: the guide.
        kept: where the listener left off; None for nowhere.
        keys: what a newcomer is told about the keys.
        now: the time where the listener is.
        do: does what may take long.
        urgent: how the urgent list is asked for.
        is_expert: only what is needed is told.
        is_own_guide: it comes with the program; nobody is to take another for it.
        is_found_again: it was moved or renamed since.
        go_on: returns what is played from the place on, and what waits.
    """
    urgent = "" if is_expert else urgent
    again = FOUND_AGAIN if is_found_again else ""
    if kept is not None:
        found = do(lambda: find(guide, kept.locator))
        going = go_on(found.position)
        if going.position != guide.start:
            reached_at = None if is_expert else kept.reached_at
            back = "Welcome back." if is_own_guide else f"Welcome back to {ended(guide.title)}"
            place = place_words(guide, going.position)
            if not is_own_guide and place == ended(guide.title):
                place = ""
            section = ended(guide.section_of(going.position).title)
            places = [" ".join(filter(None, (back, again, each))) for each in (place, section)]
            said = _welcome_back(guide, places, found, reached_at, now, urgent, going)
            away_s = _away_s(kept.reached_at, now)
            return Opening(going.position, said, away_s, playlist=going.playlist)
    else:
        going = go_on(guide.start)
    # First what cannot wait.
    said = f"Welcome. {urgent} {ended(guide.title)} {again} {keys} {going.told}"
    return Opening(going.position, " ".join(said.split()), playlist=going.playlist)


def _away_s(reached_at: datetime | None, now: datetime) -> float | None:
    return None if reached_at is None else (now - reached_at).total_seconds()


def _welcome_back(
    guide: Guide,
    places: Sequence[str],
    found: Found,
    reached_at: datetime | None,
    now: datetime,
    urgent: str,
    going: GoingOn,
) -> str:
    """Return as much as fits: the place and what goes on or waits always, then the rest.

    That is when the place was reached, how far it is, and the keys. Where there is little room for
    what goes on, the section alone is the place.
    """
    (place, section), changed, what = places, found.how.sentence, going.told
    if changed:
        return f"{place} {changed} {what}".rstrip()
    far, when = how_far(guide, going.position), when_words(reached_at, now)
    when = f"You listened {when}." if when else ""
    choices = [(far, what, when, urgent), (far, what, when), (what, when), (what,)]
    said = [" ".join(filter(None, (place, *parts))) for parts in choices]
    shortest = f"{section} {what}" if what else place
    return next((each for each in said if len(each) <= MOST_CHARS), shortest)


def titles_kept(guide: Guide, position: Position, *, waits: bool) -> tuple[str, ...]:
    """Return the titles that are not cut off where a welcome is shortened.

    Args:
        guide: the guide.
        position: where reading begins.
        waits: reading waits for a key, which is told whole.
    """
    section = guide.section_of(position)
    titles = (guide.title, guide.sections[section.chapter].title, section.title)
    return () if waits else tuple(dict.fromkeys(titles))


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
