"""The places that were left for a visit and are gone back to. Pure.

Any move may end a visit, so this stands below the moves (`navigation`), and what leads to a visit
(`visits`) above them.
"""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import Position
from allvoice.reading.state import Departure
from allvoice.reading.step import Step
from allvoice.speech.protocol import SetGuideAudible


def depart(step: Step, departure: Departure) -> None:
    """Remember a place that is left, to go back to."""
    _set(step, (*step.state.departures, departure))


def depart_again(step: Step, departures: tuple[Departure, ...]) -> None:
    """Remember places that were left, as they were remembered before."""
    _set(step, departures)


def take_back(step: Step) -> Departure | None:
    """Return the place that was left last and forget it; None where there is none."""
    departures = step.state.departures
    if not departures:
        return None
    _set(step, departures[:-1])
    return departures[-1]


def leave_behind(step: Step, position: Position) -> None:
    """Forget the way back from visits that do not reach to a place which is gone to."""
    departures = step.state.departures
    while departures and not departures[-1].reaches(position):
        departures = departures[:-1]
    _set(step, departures)


def _set(step: Step, departures: tuple[Departure, ...]) -> None:
    was_audible = step.state.guide_is_audible
    step.state = replace(step.state, departures=departures)
    audible = step.state.guide_is_audible
    if audible is not was_audible:
        step.effects.append(SetGuideAudible(audible))
