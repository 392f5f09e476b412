"""A break is offered after so many minutes of listening, where the listener wants that. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.limits import BREAKS_MIN
from allvoice.reading.announcing import announce
from allvoice.reading.sleeping import is_listening
from allvoice.reading.step import Step


def offer_break(step: Step) -> None:
    """Offer a break where a sentence has ended and one is due; the reading goes on by itself."""
    state = step.state
    every_min = BREAKS_MIN[state.options.breaks]
    if not every_min or state.sleep.since_break_s < every_min * 60 or not state.queued:
        return
    # Who wants to fall asleep is not to be woken, and who reads sentence by sentence has breaks.
    if state.sleep.timer is not None or not is_listening(state) or state.stop_after_sentence:
        return
    step.state = replace(state, sleep=replace(state.sleep, since_break_s=0.0))
    how = step.config.controls.press("play")
    how = f" {how} for a break, or listen on." if how else ""
    announce(step, f"{every_min} minutes of listening.{how}", "wait", asked=True)
