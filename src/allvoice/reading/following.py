"""What follows a sentence: the next of its passage, another passage, or an end. Pure.

While a visit is on, it alone decides: a playlist waits until it is come back from.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from allvoice.guide.model import Position
from allvoice.reading.progress import target
from allvoice.reading.sleep_ends import ends_between, ends_with_guide, is_on
from allvoice.reading.state import NavigationLevel
from allvoice.reading.step import SaveHeard, Step

NO_LONGER_REPEATED = "It is no longer repeated."


class End(enum.Enum):
    """What ends behind a sentence, so that the reading rests there."""

    GUIDE = enum.auto()
    VISIT = enum.auto()
    PLAYLIST = enum.auto()
    SECTION = enum.auto()
    """The listener wants to stop after each."""
    SLEEP = enum.auto()
    """The sleep timer ends."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes behind a sentence."""

    position: Position | None
    """The sentence that is read next, or gone on with from an end; None at the end of the guide."""
    turn: int
    """The turn of the playlist that it belongs to."""
    end: End | None
    """None where it is read on."""
    gap_end: int
    """The first block behind what is left out between the two."""


def ahead_of(step: Step, position: Position, turn: int) -> Ahead:
    """Return what comes behind a sentence.

    Args:
        step: the step.
        position: the sentence.
        turn: the turn of the playlist that it belongs to.
    """
    behind = ahead_but_for_sleep(step, position, turn)
    if not is_on(step.state) or behind.end is End.VISIT:
        return behind
    # Who is falling asleep is not to be told of any other end.
    following = None if behind.position is None else (behind.turn, behind.position)
    ends = ends_between(step, (turn, position), following)
    if not ends and behind.end is End.GUIDE:
        ends = ends_with_guide(step, _to_be_heard(step))
    return replace(behind, end=End.SLEEP) if ends else behind


def _to_be_heard(step: Step) -> str:
    queued = (each.position for each in step.state.queued if each.position is not None)
    return " ".join(map(step.guide.sentence_text, queued))


def ahead_but_for_sleep(step: Step, position: Position, turn: int) -> Ahead:
    """Return what comes behind a sentence for somebody who is awake.

    Args:
        step: the step.
        position: the sentence.
        turn: the turn of the playlist that it belongs to.
    """
    state, visit, playlist = step.state, step.state.visit, step.state.playlist
    following = step.config.after(position, state.left_out)
    gap_end = len(step.guide.blocks) if following is None else following.block
    if visit is not None:
        goes_on = following is not None and visit.reaches(following)
        return Ahead(following, turn, None if goes_on else End.VISIT, gap_end)
    if playlist is not None:
        passage = playlist.at(turn)
        if following is None or not passage.reaches(following):
            gap_end = min(gap_end, passage.last.block + 1)
            if not playlist.has(turn + 1):
                return Ahead(following, turn, End.PLAYLIST, gap_end)
            turn += 1
            following = playlist.at(turn).first
    if following is None:
        return Ahead(None, turn, End.GUIDE, gap_end)
    one_by_one = state.options.one_sentence and not state.options.external_screen_reader
    leaves = step.guide.section_of(following) is not step.guide.section_of(position)
    stops = state.only_section and leaves and not one_by_one
    return Ahead(following, turn, End.SECTION if stops else None, gap_end)


def ahead(step: Step) -> Ahead:
    """Return what comes behind the sentence at the position."""
    return ahead_of(step, step.state.position, step.state.turn)


# The playlist as the listener moves


def take_turn(step: Step, turn: int) -> None:
    """Take note of the turn that the position belongs to."""
    playlist = step.state.playlist
    if playlist is not None and playlist.turn != turn:
        step.state = replace(step.state, playlist=replace(playlist, turn=turn))


def take_turn_back_to(step: Step, position: Position) -> None:
    """Take note of the passage in which a place was heard before, where it was in the playlist."""
    playlist = step.state.playlist
    if playlist is None:
        return
    first = max(0, playlist.turn - len(playlist.passages) + 1)
    for turn in range(playlist.turn, first - 1, -1):
        if playlist.at(turn).reaches(position):
            take_turn(step, turn)
            return


def leave_for(step: Step, position: Position) -> str:
    """Leave the playlist where a place that is gone to is not in its passage.

    Returns:
        What the listener is told of it; empty for nothing.
    """
    state, playlist = step.state, step.state.playlist
    if playlist is None or state.visit is not None or playlist.passage.reaches(position):
        return ""
    return leave(step)


def leave(step: Step) -> str:
    """Leave the playlist, and return what the listener is told of it; empty for nothing."""
    playlist = step.state.playlist
    if playlist is None:
        return ""
    waits = playlist.kind.waits
    step.state = replace(
        step.state, playlist=None, left_playlist=playlist if waits else step.state.left_playlist
    )
    if not waits:
        return NO_LONGER_REPEATED if playlist.repeats else ""
    how = step.config.controls.press("what_to_play")
    return waits.format(how[:1].lower() + how[1:]) if how else ""


def end_playlist(step: Step) -> None:
    """Let nothing be played but what follows: the playlist was heard to its end."""
    step.state = replace(step.state, playlist=None)


def passage_was_heard(step: Step, turn: int) -> None:
    """Let go of what is kept of the passage of a turn, which was heard to its end."""
    playlist = step.state.playlist
    if playlist is not None and playlist.at(turn).key:
        step.effects.append(SaveHeard(playlist.at(turn).key))


def heard_if_last(step: Step, position: Position, turn: int) -> None:
    """Let go of what is kept of a passage where its last sentence was heard."""
    if step.state.playlist is None or step.state.visit is not None:
        return
    behind = ahead_but_for_sleep(step, position, turn)
    if behind.turn != turn or behind.end is End.PLAYLIST:
        passage_was_heard(step, turn)


@dataclass(frozen=True, slots=True)
class PassageMove:
    """Where a move leads in a playlist of several passages."""

    position: Position
    turn: int


def passage_move(step: Step, level: NavigationLevel, way: int) -> PassageMove | str | None:
    """Return where a move leads within a playlist of several passages.

    A move by section goes by passage; others go on in the next passage at the end of one.

    Returns:
        The place; what is told where there is none; None where the move is one as anywhere.
    """
    state, playlist = step.state, step.state.playlist
    if playlist is None or not playlist.has_several or state.visit is not None:
        return None
    here, passage, turn = state.position, playlist.passage, playlist.turn
    by_passage = level is NavigationLevel.SECTION
    led_to = target(step.guide, here, level, way)
    if not by_passage and led_to is not None and passage.reaches(led_to):
        return PassageMove(led_to, turn)
    if way < 0 and here > passage.first and level is not NavigationLevel.SENTENCE:
        return PassageMove(passage.first, turn)
    turn += way
    if not playlist.has(turn):
        edge = "first" if way < 0 else "last"
        return f"This is the {edge} of {playlist.kind.words}."
    reached = playlist.at(turn)
    if way > 0 or by_passage:
        return PassageMove(reached.first, turn)
    if level is NavigationLevel.SENTENCE:
        return PassageMove(reached.last, turn)
    return PassageMove(max(reached.first, Position(reached.last.block)), turn)
