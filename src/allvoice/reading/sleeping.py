"""What becomes of a sleep timer while it is read on: time, the fade, the end. Pure.

`listen` is called before each step, `settle` after it. Both are told the time by the steps alone:
words are heard several times a second, so that no clock of its own is needed. Only what is listened
to counts. A clock that goes back, a computer that was asleep or a sound that was lost for a while
are no listening; the time of day has no part in it.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from allvoice.guide.model import Position
from allvoice.reading.following import End, ahead, ahead_but_for_sleep
from allvoice.reading.sleep_ends import FADE_S, chars_a_s, is_end, is_on, is_urgent
from allvoice.reading.sleep_state import Places, Run, Unit
from allvoice.reading.state import State, Status
from allvoice.reading.step import ShowMessage, Step
from allvoice.speech.protocol import Pause, SetFade

YOUNG_S = 10.0
"""Who sets a timer to the end of a section is awake for so long: nothing fades, however near that
is, and the key for playing pauses."""
MOST_GAP_S = 30.0
"""No word is longer, and no pause: where nothing was heard for more, nobody listened."""
TOLD_AGAIN_AFTER_S = 5.0
"""So often the voice is told how much of the fade is left."""
SOFTEST = 0.25
"""Where a section ends by itself its last words can still be heard: 24 decibels below."""
A_BREAK_S = 60.0
"""Who rests for so long has had a break."""
ENDED = "The sleep timer has ended. {} to go on from where you may have fallen asleep."


def is_listening(state: State) -> bool:
    """Return whether something is read that counts."""
    return state.status is Status.PLAYING and not is_urgent(state)


def listen(step: Step) -> None:
    """Count the time since the step before, where that was spent listening."""
    sleep = step.state.sleep
    if sleep.listened_at_s is None:
        return
    run = sleep.run or Run(step.state.position)
    passed_s = step.now_s - sleep.listened_at_s
    if not 0.0 <= passed_s <= MOST_GAP_S:
        step.state = replace(step.state, sleep=replace(sleep, since_break_s=0.0))
        _keep_places(step, step.state.position, is_offered=True)
        return
    timer = sleep.timer
    if timer is not None:
        timer = replace(timer, heard_s=timer.heard_s + passed_s)
        if timer.length.unit is Unit.MINUTES:
            timer = replace(timer, left=max(0.0, timer.left - passed_s))
    sleep = replace(
        sleep,
        timer=timer,
        run=run.heard(passed_s, step.state.position),
        since_break_s=sleep.since_break_s + passed_s,
    )
    step.state = replace(step.state, sleep=sleep)


def settle(step: Step, before: State, *, is_asked: bool) -> None:
    """Let follow what has to follow from a step: the end of the timer, or a softer voice.

    Args:
        step: the step.
        before: the state before it.
        is_asked: the listener asked for it; else the reading came to it by itself.
    """
    if (step.state.position, step.state.turn) != (before.position, before.turn):
        if is_asked:
            _keep_places(step, before.position)
            acted(step)
        elif is_listening(before):
            _count_ends(step, before)
    state, sleep = step.state, step.state.sleep
    timer = sleep.timer
    is_over = state.status is Status.FINISHED or state.is_telling_end
    if is_over and before.status is Status.PLAYING and ahead(step).end is End.GUIDE:
        _keep_places_at_end(step, before)
    elif is_listening(state):
        if sleep.is_offered and before.sleep.is_offered:
            # They read on in another way.
            step.state = replace(state, sleep=replace(sleep, is_offered=False))
        if timer is not None and timer.length.unit is Unit.MINUTES and not timer.left:
            end(step)
    _fade(step, before)
    _note_time(step, before)


def acted(step: Step) -> None:
    """Note that the listener is there; if they were not for long, keep where they may have slept.

    They may have been listening all the while: nothing is offered, it is only not lost.
    """
    _keep_places(step, step.state.position)
    sleep = step.state.sleep
    if sleep.run is not None:
        step.state = replace(step.state, sleep=replace(sleep, run=Run(step.state.position)))


def _keep_places(step: Step, ended: Position, *, is_offered: bool = False) -> None:
    """Keep the places of what was read without a sign of the listener, if that was long.

    Args:
        step: the step.
        ended: where it came to an end.
        is_offered: the key for playing goes on where they may have fallen asleep.
    """
    sleep = step.state.sleep
    run = sleep.run
    if run is not None and run.is_unattended:
        places = Places(run.began, run.likely, ended)
        sleep = replace(sleep, run=Run(ended), places=places, is_offered=is_offered)
        step.state = replace(step.state, sleep=sleep)


def _keep_places_at_end(step: Step, before: State) -> None:
    """Keep them at the end of the guide; the key goes on there if that is what was told of it."""
    told = next((each for each in (*step.state.queued, *before.queued) if each.ends), None)
    _keep_places(step, step.state.position, is_offered=told is None or not told.starts_again)
    sleep = step.state.sleep
    if told is not None and not told.starts_again and sleep.places is not None:
        step.state = replace(step.state, sleep=replace(sleep, is_offered=True))


def _count_ends(step: Step, before: State) -> None:
    """Count the end of a section or chapter that was read over."""
    sleep = step.state.sleep
    timer = sleep.timer
    if timer is None or timer.length.unit is Unit.MINUTES:
        return
    unit, here = timer.length.unit, (step.state.turn, step.state.position)
    if is_end(step, unit, (before.turn, before.position), here):
        timer = replace(timer, left=max(1, timer.left - 1))
        step.state = replace(step.state, sleep=replace(sleep, timer=timer))


def end(step: Step) -> None:
    """Let the timer end the reading: in its middle it is paused; at an end it comes to rest."""
    state, sleep = step.state, step.state.sleep
    timer, run = sleep.timer, sleep.run
    assert timer is not None, "only a timer that is on ends"
    likely = run.likely if run is not None else timer.set_at
    places = Places(timer.set_at, likely, state.position, by_timer=True)
    sleep = replace(sleep, timer=None, run=Run(state.position), places=places, is_offered=True)
    step.state = replace(state, sleep=sleep)
    if state.queued:
        step.effects.append(Pause())
        step.state = replace(
            step.state, status=Status.PAUSED, announcement_id=None, paused_at_s=step.now_s
        )
    if step.config.has_listener:
        step.effects.append(ShowMessage(ENDED.format(step.config.controls.press("play"))))


# The fade


def _fade(step: Step, before: State) -> None:
    state, sleep = step.state, step.state.sleep
    if state.status is not Status.PLAYING and sleep.timer is not None:
        # It goes on where it was, or the timer is set anew before.
        return
    left_s, softest = _left(step) if is_listening(state) else (inf, 1.0)
    if left_s > FADE_S:
        if sleep.fade_level != 1.0:
            _set_fade(step, SetFade(), 1.0)
        return
    over_s = sleep.fade_over_s if sleep.is_fading else max(left_s, 1.0)
    level = softest + (1.0 - softest) * min(left_s / over_s, 1.0)
    is_resumed = before.status is not Status.PLAYING
    is_due = abs(sleep.fade_level - level) * over_s >= TOLD_AGAIN_AFTER_S
    if is_resumed or is_due or not sleep.is_fading:
        # Never quite 1, by which it is known that it fades.
        level = min(level, 0.999)
        _set_fade(step, SetFade(softest, max(left_s, 0.1), level), level, over_s)


def _set_fade(step: Step, fade: SetFade, level: float, over_s: float = 0.0) -> None:
    step.effects.append(fade)
    sleep = replace(step.state.sleep, fade_level=level, fade_over_s=over_s)
    step.state = replace(step.state, sleep=sleep)


def _left(step: Step) -> tuple[float, float]:
    """Return about how long it is read until the timer ends, and how soft it becomes until then."""
    state = step.state
    timer = state.sleep.timer
    if timer is None:
        return inf, 1.0
    if timer.length.unit is Unit.MINUTES:
        return timer.left, 0.0
    # One sentence read alone does not lead to the end.
    is_near = is_on(state) and not state.stop_after_sentence and not state.is_telling_end
    if not is_near or timer.heard_s < YOUNG_S:
        return inf, 1.0
    return _to_end_s(step), SOFTEST


def _to_end_s(step: Step) -> float:
    """Return about how long it is to where the timer ends the reading, if that is near.

    More than the fade takes matters to nobody.
    """
    state, guide = step.state, step.guide
    timer = state.sleep.timer
    assert timer is not None, "a timer is on"
    a_s = chars_a_s(state)
    turn, position = state.turn, guide.clamp(state.position)
    said = step.config.utterance(position, leaving_out=step.leaving_out(position))
    tokens = len(said.tokens)
    chars = len(guide.sentence_text(position)) * (1 - min(state.word / max(tokens, 1), 1))
    ends, unit = 0, timer.length.unit
    while chars <= FADE_S * a_s:
        behind = ahead_but_for_sleep(step, position, turn)
        if behind.end is End.VISIT:
            return inf
        here, turn = (turn, position), behind.turn
        ends += behind.position is None or is_end(step, unit, here, (turn, behind.position))
        if ends >= timer.left:
            return chars / a_s
        if behind.position is None or behind.end is not None:
            return inf
        position = behind.position
        chars += len(guide.sentence_text(position))
    return inf


def _note_time(step: Step, before: State) -> None:
    """Note when something was listened to last."""
    state, sleep = step.state, step.state.sleep
    if is_listening(state):
        since_break_s, rested_s = sleep.since_break_s, step.now_s - sleep.rested_at_s
        if sleep.listened_at_s is None and rested_s >= A_BREAK_S:
            since_break_s = 0.0
        sleep = replace(sleep, listened_at_s=step.now_s, since_break_s=since_break_s)
    elif sleep.listened_at_s is not None:
        sleep = replace(sleep, listened_at_s=None, rested_at_s=step.now_s)
    if sleep != state.sleep:
        step.state = replace(state, sleep=sleep)
