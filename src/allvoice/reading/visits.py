"""Places gone to for a while and come back from: the urgent list, what a link leads to. Pure.

A visit reads no further than its last block, and there it is told how to go back. Who moves out of
it by other keys has left it for good. While the urgent list is visited the place that is kept is
the one that was left: nothing that is done in a hurry loses it. A visit is a jump in the history
too, which is as it was before once the visit is come back from.
"""

from __future__ import annotations

from dataclasses import replace

from allvoice.reading.announcing import announce
from allvoice.reading.commands import Visit
from allvoice.reading.departures import depart, depart_again, take_back
from allvoice.reading.history import returned
from allvoice.reading.navigation import go_back, go_to
from allvoice.reading.state import Departure
from allvoice.reading.step import SavePosition, ShowMessage, Step

NOTHING_LEFT = "There is nothing to go back from."


def visit(step: Step, asked: Visit) -> None:
    """Go to a place for a while, and read there at once.

    The urgent list, asked for while it is visited, is read again from its start.
    """
    state, position = step.state, step.guide.clamp(asked.position)
    last = max(asked.last_block, position.block)
    here = state.visit
    if here is not None and asked.urgent and here.urgent:
        take_back(step)
        depart(step, replace(here, first_block=position.block, last_block=last))
    else:
        reads_on = asked.reads_on or state.goes_on
        left = state.position
        departure = Departure(
            left, reads_on, position.block, last, asked.urgent, state.history, state.stretch
        )
        depart(step, departure)
    if asked.shown:
        step.effects.append(ShowMessage(asked.shown))
    go_to(step, position, True, first=asked.said)


def come_back(step: Step, more: str) -> None:
    """Go back to the place that was left last, and read on there if the reading went on.

    Args:
        step: the step.
        more: told behind the place; empty for nothing.
    """
    left = take_back(step)
    if left is None:
        announce(step, NOTHING_LEFT)
        return
    state = step.state
    outer = state.departures
    step.state = replace(state, history=returned(left.history, state.position))
    said = f"Back in {step.guide.section_of(step.guide.clamp(left.position)).title}."
    go_back(step, left.position, left.reads_on, f"{said} {more}".strip())
    step.state = replace(step.state, stretch=left.stretch)
    if left.kept_position != left.position:
        # Some of what was heard already was being heard again.
        step.effects.append(SavePosition(left.kept_position))
    if not left.reads_on:
        # Left at rest, maybe behind the end of an outer visit, whose way back still holds.
        depart_again(step, outer)
