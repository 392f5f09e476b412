"""Going on after a pause, after a day, after the computer slept. Pure.

How far it is gone back is decided in `rewind`. It is never gone back over the place that the
listener went to by a key last, nor out of the section, nor out of what is visited; and the place
that is kept for the next time stays the furthest one (`state.Stretch`), so that opening and closing
again and again leads nowhere.
"""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import BlockKind, Position
from allvoice.reading import commands
from allvoice.reading.announcing import announce
from allvoice.reading.commands import Command
from allvoice.reading.listened import SILENT_WITHIN_S
from allvoice.reading.navigation import go_on_at
from allvoice.reading.rewind import NONE_WITHIN_S, lead_in, rewind_s, rewound
from allvoice.reading.speaking import fill, plan_again, queue_text, queue_what_follows
from allvoice.reading.state import Status, Stretch
from allvoice.reading.step import Step
from allvoice.speech.protocol import Boundary, Event, NoVoice, Pause, Ready, Resume, UtteranceEnded

EXACT_WITHIN_S = 1.0
"""Paused no longer than this, the reading goes on at the very sample; then from the start of the
word, for nobody knows a word by its second half."""
WORD_WITHIN_S = NONE_WITHIN_S
"""Paused for longer, it is gone back."""
REMEMBERED_WITHIN_S = 300.0
"""After this long, what the reading is about is said again."""
WAS_SILENT = "Paused: for a while nothing was heard. {} to go on."


def resume(step: Step, away_s: float) -> None:
    """Go on with what is paused.

    Args:
        step: the step.
        away_s: how long it was paused.
    """
    state = step.state
    one_sentence = state.options.one_sentence
    if away_s >= WORD_WITHIN_S:
        _come_back(step, away_s)
        return
    step.state = replace(state, status=Status.PLAYING, stop_after_sentence=one_sentence)
    if away_s > EXACT_WITHIN_S:
        plan_again(step)
        return
    step.state = replace(step.state, announcement_id=None)
    step.effects.append(Resume())
    if one_sentence:
        step.state = replace(step.state, stop_after_sentence=state.stop_after_sentence)
        return
    if state.stop_after_sentence:
        queue_what_follows(step, state.position)
    fill(step)


def _come_back(step: Step, away_s: float) -> None:
    """Read on from the start of an earlier sentence, after a long time from where it stands."""
    one_sentence = step.state.options.one_sentence
    position = step.guide.clamp(step.state.position)
    if not one_sentence:
        position = rewound(step.config, step.state, rewind_s(away_s), _floor(step))
    go_on_at(step, position, False)
    step.state = replace(step.state, status=Status.PLAYING, stop_after_sentence=one_sentence)
    if away_s > REMEMBERED_WITHIN_S and not _is_heading(step, position):
        queue_text(step, step.guide.section_of(position).title)
    fill(step)


def _floor(step: Step) -> Position:
    """Return the first sentence that may be heard again."""
    state = step.state
    first = Position(step.guide.section_of(state.position).first_block)
    if state.visit is not None:
        first = max(first, Position(state.visit.first_block))
    return first if state.stretch is None else max(first, state.stretch.began)


def _is_heading(step: Step, position: Position) -> bool:
    return step.guide.blocks[position.block].kind is BlockKind.HEADING


def begin_before(step: Step) -> None:
    """Stand a little before the place where the document was left, as long ago as that was."""
    state, away_s = step.state, step.state.away_s
    step.state = replace(state, away_s=None)
    if away_s is None or state.options.one_sentence:
        return
    left = state.position
    floor = Position(step.guide.section_of(left).first_block)
    if state.playlist is not None:
        floor = max(floor, state.playlist.passage.first)
    begins = lead_in(step.config, state, away_s, floor)
    step.state = replace(step.state, position=begins, stretch=Stretch(begins, left))


# A closed lid


def pause_if_silent(step: Step, happened: Command | Event) -> None:
    """Pause where nothing was heard for long, as of the last word that was.

    Whoever opens the lid may not be where the reading is welcome: it goes on when they want it.
    """
    state = step.state
    heard_at_s = state.heard_at_s
    if state.status is not Status.PLAYING or heard_at_s is None or not step.config.has_listener:
        return
    if isinstance(happened, Ready | NoVoice):
        # A voice that was started anew took its time.
        step.state = replace(state, heard_at_s=step.now_s)
        return
    # A notice tells of no sound.
    is_told = isinstance(happened, Boundary | UtteranceEnded | Command)
    if isinstance(happened, commands.ListenerActed):
        # What they did follows.
        is_told = False
    if not is_told or step.now_s - heard_at_s <= SILENT_WITHIN_S:
        return
    step.state = replace(
        state, status=Status.PAUSED, announcement_id=None, paused_at_s=heard_at_s, heard_at_s=None
    )
    step.effects.append(Pause())
    if not isinstance(happened, commands.PlayPause | commands.Play):
        announce(step, WAS_SILENT.format(step.config.controls.press("play")), "pause", asked=True)
