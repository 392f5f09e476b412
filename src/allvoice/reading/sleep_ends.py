"""Between which sentences a sleep timer ends that counts sections or chapters. Pure."""

from __future__ import annotations

from itertools import pairwise

from allvoice.guide.model import Position
from allvoice.reading.sleep_state import Unit
from allvoice.reading.state import State
from allvoice.reading.step import Step

Turned = tuple[int, Position]
"""A sentence, and the turn of the playlist that it belongs to: of passages each is a section."""


def is_urgent(state: State) -> bool:
    """Return whether the urgent list is visited: timers wait."""
    return any(each.urgent for each in state.departures)


def is_on(state: State) -> bool:
    """Return whether a timer is on that may end what is read."""
    return state.sleep.timer is not None and not state.options.one_sentence and not is_urgent(state)


def part_of(step: Step, unit: Unit, sentence: Turned) -> tuple[int, int]:
    """Return what names the section of a sentence, or its chapter."""
    turn, position = sentence
    section = step.guide.section_of(step.guide.clamp(position))
    return turn, section.chapter if unit is Unit.CHAPTERS else section.index


def ends_between(step: Step, sentence: Turned, following: Turned) -> bool:
    """Return whether the timer ends the reading between a sentence and the next.

    Args:
        step: the step; its timer is on.
        sentence: one that is heard, or is still to be heard.
        following: the next.
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
    parts = [part_of(step, timer.length.unit, each) for each in (*way, following)]
    ends = [here != there for here, there in pairwise(parts)]
    return ends[-1] and sum(ends) >= timer.left
