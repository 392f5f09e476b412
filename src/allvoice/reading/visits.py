"""Places gone to for a while and come back from: the urgent list, what a link leads to. Pure.

A visit reads no further than its last block, and there it is told how to go back. Who moves out of
it by other keys has left it for good. While the urgent list is visited the place that is kept is
the one that was left: nothing that is done in a hurry loses it.
"""

from __future__ import annotations

from allvoice.reading.commands import Visit
from allvoice.reading.departures import depart, take_back
from allvoice.reading.navigation import go_to
from allvoice.reading.speaking import announce, say_over
from allvoice.reading.state import Departure, Status
from allvoice.reading.step import ShowMessage, Step

NOTHING_LEFT = "There is nothing to go back from."


def visit(step: Step, asked: Visit) -> None:
    """Go to a place for a while, and read there at once.

    The urgent list, asked for while it is visited, is read again from its start.
    """
    here, position = step.state.visit, step.guide.clamp(asked.position)
    if here is None or not (asked.urgent and here.urgent):
        reads_on = asked.reads_on or _reads_on(step)
        last = max(asked.last_block, position.block)
        left = step.state.position
        depart(step, Departure(left, reads_on, position.block, last, asked.urgent))
    if asked.shown:
        step.effects.append(ShowMessage(asked.shown))
    go_to(step, position, True, first=asked.said)


def come_back(step: Step) -> None:
    """Go back to the place that was left last, and read on there if the reading went on."""
    left = take_back(step)
    if left is None:
        announce(step, NOTHING_LEFT)
        return
    said = f"Back in {step.guide.section_of(step.guide.clamp(left.position)).title}."
    step.effects.append(ShowMessage(said))
    go_to(step, left.position, left.reads_on, first=said if left.reads_on else "")
    if not left.reads_on:
        say_over(step, said, "close", asked=True)


def _reads_on(step: Step) -> bool:
    state = step.state
    is_last = state.stop_after_sentence and not state.options.one_sentence
    return state.status is Status.PLAYING and not is_last
