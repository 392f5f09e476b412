"""What was heard, and for how long: what a listening log is made of. Pure.

A sentence counts when it was heard to its end. For an external screen reader it counts when it was
shown, since nobody knows more; but not while a key is held, when sentences fly by.
"""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import Position
from allvoice.reading.state import Status
from allvoice.reading.step import SentenceHeard, Step

SILENT_WITHIN_S = 30.0
"""While something is read, the voice tells of words several times a second. Where it told of
nothing for longer the computer slept, or nothing was heard."""
SHOWN_WITHIN_S = 60.0
"""Nobody reads one sentence for longer."""


def note_heard(step: Step) -> None:
    """Remember when the voice told last that something was heard, and count the time till then."""
    state = step.state
    if state.status is Status.PLAYING:
        _count(step, SILENT_WITHIN_S, counts=state.guide_is_audible and state.has_sound)


def note_sentence(step: Step, position: Position) -> None:
    """Report a sentence that is over, where it was heard."""
    state = step.state
    has_words = state.word_range is not None or state.word > 0
    if has_words and state.guide_is_audible and state.has_sound:
        _report(step, position)


def note_passed_over(step: Step, position: Position) -> None:
    """Report the sentences behind one that was heard of which nothing is read.

    They belong to what was heard: else a section that ends with a citation never was.
    """
    skipping = step.state.left_out
    following = step.config.after(position, skipping)
    if following is None and step.config.last_block is not None:
        return
    for passed in skipping.passed_over(step.guide, position, following):
        step.effects.append(SentenceHeard(passed, 0.0, skipping.kinds))


def note_shown(step: Step, position: Position) -> None:
    """Report a sentence that is shown to be read by the listener's own screen reader."""
    if step.state.held_key is None:
        _count(step, SHOWN_WITHIN_S, counts=True)
        _report(step, position)


def _count(step: Step, within_s: float, *, counts: bool) -> None:
    state = step.state
    heard_s = 0.0 if state.heard_at_s is None else step.now_s - state.heard_at_s
    listened_s = state.listened_s + (heard_s if counts and 0 < heard_s <= within_s else 0.0)
    step.state = replace(state, heard_at_s=step.now_s, listened_s=listened_s)


def _report(step: Step, position: Position) -> None:
    left_out = step.state.left_out.kinds
    step.effects.append(SentenceHeard(position, step.state.listened_s, left_out))
    step.state = replace(step.state, listened_s=0.0)
