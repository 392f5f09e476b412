"""What the voice reports, and what follows from it for the session. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import Position
from allvoice.limits import RATE_MIN_WPM
from allvoice.reading.announcing import notice, say_notices
from allvoice.reading.breaks import offer_break
from allvoice.reading.following import heard_if_last, take_turn
from allvoice.reading.history import listened
from allvoice.reading.left_out import told_kinds
from allvoice.reading.listened import note_passed_over, note_sentence
from allvoice.reading.rate import keep_clear
from allvoice.reading.speaking import come_to_rest, fill, prepare
from allvoice.reading.state import Queued, ReadOnFrom, Stretch
from allvoice.reading.step import SavePosition, Step
from allvoice.speech.protocol import (
    Boundary,
    Notice,
    NoticeKind,
    NoVoice,
    Ready,
    UtteranceEnded,
    UtteranceFailed,
)

FAILED = "One sentence could not be spoken; it is on the screen."


def began_word(step: Step, event: Boundary) -> None:
    """Go where the voice is."""
    item = _heard(step, event)
    if item is not None:
        _began_word(step, item, event.word)


def ended(step: Step, event: UtteranceEnded) -> None:
    """Let go of what was heard to its end."""
    if event.utterance_id == step.state.announcement_id:
        step.state = replace(step.state, announcement_id=None)
        return
    item = _heard(step, event)
    if item is not None:
        _ended(step, item)


def _heard(step: Step, event: Boundary | UtteranceEnded) -> Queued | None:
    """Return what is being heard, or None when that is no longer wanted."""
    item = step.item(event.generation, event.utterance_id)
    if item is None:
        return None
    if item.skipped is not None:
        step.state = replace(step.state, skipped=item.skipped)
    if item.tells and item.skipped is not None:
        kinds = told_kinds(step, item.skipped) | item.tells
        section = step.guide.section_of(item.skipped).index
        step.state = replace(step.state, told_left_out=(section, kinds))
    if item.text:
        step.state = replace(
            step.state,
            between_message=item.text,
            between_id=item.utterance_id,
            is_think_time=item.is_think_time,
        )
    return item


def _began_word(step: Step, item: Queued, word: int) -> None:
    if item.position is None:
        return
    step.state = replace(
        step.state, welcoming=False, between_message="", between_id=None, is_think_time=False
    )
    tokens = step.config.utterance(item.position, leaving_out=item.leaving_out).tokens
    token = tokens[min(word, len(tokens) - 1)]
    left = step.state.position
    arrived = (item.position, item.turn) != (left, step.state.turn)
    has_range = token.start is not None and token.end is not None
    _arrive(step, item.position, item.turn)
    step.state = replace(
        step.state,
        word=word,
        word_range=(token.start or 0, token.end or 0) if has_range else None,
    )
    if arrived:
        step.state = replace(step.state, read_on_from=ReadOnFrom(left, step.now_s))
        step.effects.append(SavePosition(item.position))
        prepare(step)


def _arrive(step: Step, position: Position, turn: int) -> None:
    """Stand at a sentence that is heard.

    One further back, or of another passage of a playlist, begins what is heard in one go anew.
    """
    is_same = turn == step.state.turn and position >= step.state.position
    stretch = step.state.stretch if is_same else Stretch(position, position)
    step.state = replace(step.state, position=position, stretch=stretch)
    take_turn(step, turn)


def _ended(step: Step, item: Queued) -> None:
    here = (step.state.position, step.state.turn)
    if item.position is not None and (item.position, item.turn) == here:
        note_sentence(step, item.position)
        note_passed_over(step, item.position)
    elif item.position is not None:
        # Nothing of it was heard as words; it was passed all the same.
        _arrive(step, item.position, item.turn)
        step.state = replace(step.state, read_on_from=None, word=0, word_range=None)
        step.effects.append(SavePosition(item.position))
    state = step.state
    history = listened(state.history) if item.position is not None else state.history
    if item.position is not None and (not state.stop_after_sentence or state.options.one_sentence):
        heard_if_last(step, item.position, item.turn)
    index = state.queued.index(item)
    step.state = replace(state, queued=state.queued[index + 1 :], history=history)
    say_notices(step)
    fill(step)
    if not step.state.queued:
        come_to_rest(step)
    elif item.position is not None:
        offer_break(step)


def failed(step: Step, event: UtteranceFailed) -> None:
    """Tell that a sentence was not heard."""
    if step.item(event.generation, event.utterance_id) is not None:
        notice(step, FAILED, aloud=True, is_fault=True)


def noticed(step: Step, event: Notice) -> None:
    """Show what the voice tells, and know whether it can be heard."""
    is_lost = event.kind is NoticeKind.SOUND_LOST
    if is_lost or event.kind is NoticeKind.SOUND_BACK:
        step.state = replace(step.state, has_sound=not is_lost)
    # Without sound it could only be heard later, when it is true no more.
    is_fault = event.kind is not NoticeKind.SOUND_BACK
    notice(step, event.text, aloud=event.aloud and not is_lost, is_fault=is_fault)


def no_voice(step: Step, event: NoVoice) -> None:
    """Show that nothing speaks."""
    step.state = replace(step.state, has_sound=False)
    notice(step, event.text, aloud=False, is_fault=True)


def ready(step: Step, event: Ready) -> None:
    """Know the voices of the engine that speaks, and how slowly it can."""
    state = step.state
    # A voice that was chosen before is on its way to an engine that did not know of it.
    is_known = state.voice_id in dict(event.voices)
    chosen = state.voice_id if is_known else event.voice_id
    # Where it has no sound, a voice tells so next.
    step.state = replace(
        step.state,
        engine=event.engine,
        wanted_engine="" if event.engine == state.wanted_engine else state.wanted_engine,
        voice_id=chosen,
        voices=event.voices,
        slowest_wpm=max(event.slowest_wpm, RATE_MIN_WPM),
        has_sound=True,
    )
    keep_clear(step)
