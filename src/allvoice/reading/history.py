"""The places that were jumped away from, and those gone back from. Pure.

As in a browser: a jump remembers the place that is left and forgets what lies ahead; going back and
forward passes the present place from one side to the other, so that nothing is lost on the way.
Moves by sentence, paragraph or section that follow on from one another are one jump, from where the
listener last listened: who looks for a place with a held key goes back with one.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from allvoice.guide.model import Position

MOST_PLACES = 100
LISTENED_S = 4.0
"""Who stays at a place for so long listens there: the next move begins there."""


class Way(enum.Enum):
    """How a place is gone to, and so what is remembered of it."""

    JUMP = "jump"
    """The place that is left is remembered."""
    SMALL_MOVE = "small move"
    """By sentence or paragraph: remembered once a run of them has left the paragraphs around."""
    LARGE_MOVE = "large move"
    """By section: remembered, once for a run of moves."""
    RETURN = "return"
    """Reading on, or going where the history leads: nothing is to be remembered."""


@dataclass(frozen=True, slots=True)
class Run:
    """Moves that follow on from one another without anything being listened to."""

    began: Position
    """Where the listener last listened."""
    last_move_s: float
    """By the session's clock."""
    is_remembered: bool
    """The place where it began is in the history."""


@dataclass(frozen=True, slots=True)
class History:
    """Where going back and forward leads, the nearest place last on both sides."""

    before: tuple[Position, ...] = ()
    after: tuple[Position, ...] = ()
    run: Run | None = None
    """The moves being made; None once something was listened to."""


NO_HISTORY = History()


def went(history: History, left: Position, reached: Position, way: Way, now_s: float) -> History:
    """Return the history once another place is gone to.

    Args:
        history: so far.
        left: the present place.
        reached: the other place.
        way: how it is gone to.
        now_s: the time by the session's clock.
    """
    if way is Way.RETURN:
        return listened(history)
    if reached == left:
        return history
    if way is Way.JUMP:
        return replace(_remembering(history, left), run=Run(left, now_s, is_remembered=True))
    run = history.run
    if run is None or now_s - run.last_move_s >= LISTENED_S:
        run = Run(left, now_s, is_remembered=False)
    is_far = way is Way.LARGE_MOVE or abs(reached.block - run.began.block) > 1
    if is_far and not run.is_remembered:
        history = _remembering(history, run.began)
        run = replace(run, is_remembered=True)
    return replace(history, run=replace(run, last_move_s=now_s))


def listened(history: History) -> History:
    """Return the history once something was listened to: what is moved next begins anew."""
    return replace(history, run=None) if history.run is not None else history


def gone(history: History, present: Position, step: int) -> tuple[History, Position] | None:
    """Return the history and the place once going back (-1) or forward (1); None at its end."""
    behind, ahead = history.before, history.after
    if step > 0:
        behind, ahead = ahead, behind
    while behind and behind[-1] == present:
        # Come back to by moving: going there would seem to do nothing.
        behind = behind[:-1]
    if not behind:
        return None
    *left, place = behind
    behind, ahead = tuple(left), _with(ahead, present)
    return History(behind, ahead) if step < 0 else History(ahead, behind), place


def returned(before: History, present: Position) -> History:
    """Return the history once a visit is come back from: its place lies ahead.

    Args:
        before: the history as it was when the visit began.
        present: the place that is visited.
    """
    return History(before.before, (present,))


def _remembering(history: History, place: Position) -> History:
    return History(_with(history.before, place))


def _with(places: tuple[Position, ...], place: Position) -> tuple[Position, ...]:
    if places[-1:] == (place,):
        return places
    return (*places, place)[-MOST_PLACES:]
