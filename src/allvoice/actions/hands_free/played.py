"""What was being played when the program ended, so that the next start goes on in it.

It is kept when another passage begins. Where the place that was kept is no longer in it, another
window may have read on: then nothing is gone on with, and what waits is told.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.hands_free.passages import of_marks, of_questions, of_queue
from allvoice.actions.words import uncapitalized
from allvoice.reading.playlist import Kind, Playlist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from allvoice.guide.model import Guide, Position
    from allvoice.reading.playlist import Passage
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.queue import QueueEntry
    from allvoice.shelf.store.remembered import Remembered

_PLAYED = "played"
_MOST = 50
"""Documents of which it is kept."""
_KINDS = {"queue": Kind.QUEUE, "marks": Kind.MARKS, "questions": Kind.QUESTIONS}
_GOES_ON = {
    Kind.QUEUE: "Your queue goes on, {} of {}.",
    Kind.MARKS: "Your marks go on, {} of {}.",
    Kind.QUESTIONS: "The questions go on, part {} of {}.",
}
QUEUE_WAITS = "Your queue waits: {}."


@dataclass(frozen=True, slots=True)
class Played:
    """What was being played of a document."""

    kind: Kind
    keys: tuple[str, ...] = ()
    """Of the queue: the entry that was being read, and those that were to follow."""


class PlayedLast:
    """Keeps it of each document, on the shelf."""

    def __init__(self, remembered: Remembered) -> None:
        """Keep it there.

        Args:
            remembered: keeps short texts under keys.
        """
        self._remembered = remembered

    def of(self, guide_id: str) -> Played | None:
        """Return what was being played of a document; None for nothing but the document."""
        match self._all().get(guide_id):
            case [str(name), *keys] if name in _KINDS:
                return Played(_KINDS[name], tuple(map(str, keys)))
        return None

    def keep(self, guide_id: str, played: Played | None) -> None:
        """Keep what is being played of a document; None for nothing but the document."""
        all_ = self._all()
        before = all_.pop(guide_id, None)
        if played is None and before is None:
            return
        if played is not None:
            name = next(name for name, kind in _KINDS.items() if kind is played.kind)
            all_[guide_id] = [name, *played.keys]
        for oldest in [*all_][:-_MOST]:
            del all_[oldest]
        self._remembered.keep(_PLAYED, json.dumps(all_), durable=False)

    def _all(self) -> dict[str, object]:
        """Return all that there are now: another window may keep some of its own."""
        with suppress(ValueError, RecursionError):
            kept = json.loads(self._remembered.of(_PLAYED) or "{}")
            if isinstance(kept, dict):
                return kept
        return {}


class PlayedKeeper:
    """Keeps what the session plays. An observer of it."""

    def __init__(self, session: ReadingSession, kept: PlayedLast) -> None:
        """Keep it from now on.

        Args:
            session: the reading.
            kept: keeps it.
        """
        self._session = session
        self._kept = kept
        self._now = (session.guide.id, _played(session.state))
        if kept.of(session.guide.id) != self._now[1]:
            kept.keep(*self._now)

    def state_changed(self, old: State, new: State) -> None:
        """Keep what is played now, where that is something else."""
        guide_id = self._session.guide.id
        if new.playlist is old.playlist and guide_id == self._now[0]:
            return
        now = (guide_id, _played(new))
        if now != self._now:
            self._now = now
            self._kept.keep(*now)

    def message_shown(self, text: str) -> None:
        """Leave it to others."""


def _played(state: State) -> Played | None:
    playlist = state.playlist
    if playlist is None or playlist.kind not in _GOES_ON:
        return None
    if playlist.kind is not Kind.QUEUE:
        return Played(playlist.kind)
    return Played(playlist.kind, tuple(each.key for each in playlist.passages[playlist.index :]))


@dataclass(frozen=True, slots=True)
class GoingOn:
    """Where a document begins, and what is played of it."""

    position: Position
    playlist: Playlist | None = None
    told: str = ""
    """What goes on, or waits; empty for nothing."""


def going_on(
    guide: Guide,
    position: Position,
    played: Played | None,
    entries: Sequence[QueueEntry],
    marks: Callable[[], Iterable[Bookmark]],
    press: str,
) -> GoingOn:
    """Return how a document begins.

    Args:
        guide: the document.
        position: where it was left.
        played: what was being played of it then.
        entries: its queue.
        marks: returns its marks.
        press: how what to play is asked for, "Press 1"; empty where nobody can.
    """
    queued = of_queue(guide, entries).passages
    passages, begun = queued, None
    if played is not None and played.kind is Kind.QUEUE:
        kept = {each.id for each in entries}
        begun = _begun_in_queue(queued, kept, played.keys, position)
    elif played is not None:
        made = of_questions(guide) if played.kind is Kind.QUESTIONS else of_marks(guide, marks())
        passages = made.passages
        begun = _reaching(passages, position)
    if played is not None and begun is not None:
        turn, position = begun
        told = _GOES_ON[played.kind].format(turn + 1, len(passages))
        return GoingOn(position, Playlist(played.kind, passages, turn), told)
    waits = QUEUE_WAITS.format(uncapitalized(press)) if queued and press else ""
    return GoingOn(position, None, waits)


def _begun_in_queue(
    queued: Sequence[Passage], kept: set[str], keys: Sequence[str], position: Position
) -> tuple[int, Position] | None:
    """Return which passage is gone on with, and where; None where the place is elsewhere."""
    turns = {each.key: turn for turn, each in enumerate(queued)}
    if keys and keys[0] in kept:
        turn = turns.get(keys[0])
        is_there = turn is not None and queued[turn].reaches(position)
        return (turn, position) if turn is not None and is_there else None
    # What was being read was heard to its end: the next one has not begun.
    following = next((turns[key] for key in keys if key in turns), None)
    return None if following is None else (following, queued[following].first)


def _reaching(passages: Sequence[Passage], position: Position) -> tuple[int, Position] | None:
    found = (turn for turn, each in enumerate(passages) if each.reaches(position))
    turn = next(found, None)
    return None if turn is None else (turn, position)
