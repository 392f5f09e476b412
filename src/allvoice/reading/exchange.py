"""Another guide in the place of the one being read: another document, or the same, edited. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.reading.announcing import announce
from allvoice.reading.commands import OpenGuide, RenewGuide
from allvoice.reading.departures import depart_again
from allvoice.reading.following import ahead, leave_for
from allvoice.reading.history import NO_HISTORY
from allvoice.reading.speaking import come_to_rest, fill, queue_text, queue_what_follows
from allvoice.reading.state import NOTHING_TOLD, Status
from allvoice.reading.step import ShowMessage, Step
from allvoice.speech.protocol import Pause, SetRate


def open_guide(step: Step, asked: OpenGuide) -> None:
    """Stand, silent, at a place of another document: nothing of the one before holds there."""
    _begin_anew(step)
    step.state = replace(
        step.state,
        position=step.guide.clamp(asked.position),
        status=Status.STOPPED,
        stop_after_sentence=False,
        carefully=False,
        held_key=None,
        next_position=None,
        word=0,
        word_range=None,
        away_s=asked.away_s,
        playlist=asked.playlist,
        next_turn=0 if asked.playlist is None else asked.playlist.turn,
    )
    slept = None if asked.slept is None else asked.slept.within(step.guide)
    sleep = step.state.sleep
    timer = sleep.timer
    if timer is not None:
        # It runs on; where it was set is nothing to tell of in another document.
        timer = replace(timer, set_at=step.state.position)
    step.state = replace(
        step.state,
        sleep=replace(sleep, timer=timer, run=None, places=slept, is_offered=asked.is_offered),
    )
    if asked.rate_wpm is not None:
        rate_wpm = max(asked.rate_wpm, step.state.slowest_wpm)
        step.state = replace(step.state, rate_wpm=rate_wpm)
        step.effects.append(SetRate(rate_wpm))


def renew_guide(step: Step, asked: RenewGuide) -> None:
    """Go on in the same document, which was edited: with the same sentence, or where that was.

    What was read whole is not read again. Who is paused stays so.
    """
    before, position = step.state, step.guide.clamp(asked.position)
    is_whole = asked.has_sentence and not before.is_in_sentence
    _begin_anew(step)
    keeps_word = asked.has_sentence and asked.is_unchanged and not is_whole
    step.state = replace(
        step.state,
        position=position,
        next_position=position,
        word=before.word if keeps_word else 0,
        word_range=before.word_range if keeps_word else None,
        playlist=asked.playlist,
        next_turn=0 if asked.playlist is None else asked.playlist.turn,
    )
    told = f"{asked.told} {leave_for(step, position)}".rstrip()
    if before.is_at_rest:
        _rest(step, asked)
        announce(step, told)
        return
    if before.held_key is not None and before.held_key.scrubbing:
        # The sentence that it leads to is said once it is let go.
        announce(step, told)
        return
    is_paused = before.status is Status.PAUSED
    step.state = replace(step.state, status=Status.PLAYING)
    if not is_paused:
        step.effects.append(ShowMessage(told))
        queue_text(step, told)
    if is_whole and before.stop_after_sentence:
        step.state = replace(step.state, next_position=None)
    elif is_whole:
        queue_what_follows(step, position)
    fill(step, from_word=step.state.word)
    if not step.state.queued:
        come_to_rest(step)
    elif is_paused:
        step.state = replace(step.state, status=Status.PAUSED)
        step.effects.append(Pause())
    if is_paused:
        announce(step, told)


def _begin_anew(step: Step) -> None:
    """Fall silent, and forget each place of the guide of before."""
    step.new_generation()
    depart_again(step, ())
    step.state = replace(
        step.state,
        read_on_from=None,
        skipped=None,
        read_whole=None,
        told_left_out=NOTHING_TOLD,
        history=NO_HISTORY,
        playlist=None,
        left_playlist=None,
        next_turn=0,
        stretch=None,
        away_s=None,
    )


def _rest(step: Step, asked: RenewGuide) -> None:
    """Stand at what is to be read next: where the sentence is gone, what stands there now."""
    state, following = step.state, ahead(step).position
    if not asked.has_sentence:
        step.state = replace(state, status=Status.STOPPED)
    elif state.status is Status.FINISHED and following is not None:
        # It goes on behind what was its end.
        options = state.options
        if options.one_sentence or options.external_screen_reader:
            step.state = replace(state, status=Status.WAITING)
        else:
            step.state = replace(state, status=Status.STOPPED, position=following)
