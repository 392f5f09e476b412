"""Between which sentences a sleep timer ends that counts sections or chapters. Pure."""

from __future__ import annotations

from itertools import pairwise

from allvoice.guide.length import CHARS_A_WORD
from allvoice.guide.model import Position
from allvoice.reading.sleep_state import Unit
from allvoice.reading.state import State
from allvoice.reading.step import Step

FADE_S = 30.0
"""The last seconds before the end, in which the reading becomes soft."""
Turned = tuple[int, Position]
"""A sentence, and the turn of the playlist that it belongs to."""


def is_urgent(state: State) -> bool:
    """Return whether the urgent list is visited: timers wait."""
    return any(each.urgent for each in state.departures)


def is_on(state: State) -> bool:
    """Return whether a timer is on that may end what is read."""
    return state.sleep.timer is not None and not state.options.one_sentence and not is_urgent(state)


def part_of(step: Step, unit: Unit, sentence: Turned) -> int:
    """Return what names the section of a sentence, or its chapter."""
    section = step.guide.section_of(step.guide.clamp(sentence[1]))
    return section.chapter if unit is Unit.CHAPTERS else section.index


def is_end(step: Step, unit: Unit, sentence: Turned, following: Turned) -> bool:
    """Return whether a section, or a chapter, is over between a sentence and the next.

    The end of a passage is one where it is the end of a section too. What is read again and again
    may come to none: there it is once through.
    """
    if part_of(step, unit, sentence) != part_of(step, unit, following):
        return True
    turn, playlist = sentence[0], step.state.playlist
    if playlist is None or turn == following[0]:
        return False
    if playlist.repeats and following[0] % len(playlist.passages) == 0:
        return True
    last = playlist.at(turn).last
    beyond = step.config.after(last, step.state.left_out)
    return beyond is None or part_of(step, unit, (0, last)) != part_of(step, unit, (0, beyond))


def ends_between(step: Step, sentence: Turned, following: Turned | None) -> bool:
    """Return whether the timer ends the reading between a sentence and the next.

    Args:
        step: the step; its timer is on.
        sentence: one that is heard, or is still to be heard.
        following: the next; None at the end of the guide, where a section ends.
    """
    state = step.state
    timer = state.sleep.timer
    if timer is None or timer.length.unit is Unit.MINUTES:
        return False
    way = [(state.turn, state.position)]
    way += [(each.turn, each.position) for each in state.queued if each.position is not None]
    if sentence in way:
        way = way[: len(way) - way[::-1].index(sentence)]
    else:
        way.append(sentence)
    ends = [is_end(step, timer.length.unit, *each) for each in pairwise(way)]
    is_last = following is None or is_end(step, timer.length.unit, way[-1], following)
    return is_last and sum(ends) + 1 >= timer.left


def ends_with_guide(step: Step, to_come: str) -> bool:
    """Return whether who hears the guide end is taken to be falling asleep: no word tells of it.

    Args:
        step: the step; its timer is on.
        to_come: what is still heard before.
    """
    state = step.state
    timer, run = state.sleep.timer, state.sleep.run
    if run is not None and run.is_unattended:
        return True
    if timer is None or timer.length.unit is not Unit.MINUTES:
        return False
    return timer.left - len(to_come) / chars_a_s(state) <= FADE_S


def chars_a_s(state: State) -> float:
    """Return about how much is read in a second."""
    return state.rate_wpm * CHARS_A_WORD / 60
