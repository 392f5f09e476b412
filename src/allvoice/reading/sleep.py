"""What a listener asks of the sleep timer, and how they come back after it. Pure.

The timer itself runs in `sleeping`, below all that reads on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from allvoice.guide.model import Position
from allvoice.reading.announcing import announce
from allvoice.reading.following import take_turn_back_to
from allvoice.reading.navigation import go_to, plan_again_if_reading_on
from allvoice.reading.progress import place
from allvoice.reading.sleep_state import Places, SleepLength, SleepTimer, Unit
from allvoice.reading.state import Status
from allvoice.reading.step import ShowMessage, Step

NO_TIMER = "No sleep timer is on."
OFF = "Sleep timer off."
ONE_MORE = {Unit.SECTIONS: "One section more.", Unit.CHAPTERS: "One chapter more."}


def length_words(length: SleepLength) -> str:
    """Return a length as the end of a sentence: "30 minutes", "the end of this section"."""
    if length.unit is Unit.MINUTES:
        return f"{length.count} minute{'s' if length.count != 1 else ''}"
    what = length.unit.value
    return f"the end of this {what[:-1]}" if length.count == 1 else f"{length.count} {what}"


def set_timer(step: Step, length: SleepLength | None) -> None:
    """Turn a timer on, in the place of one that may be on, or turn it off."""
    state = step.state
    if length is None:
        was_on = state.sleep.timer is not None
        _change(step, None)
        announce(step, OFF if was_on else NO_TIMER)
        return
    left = length.count * 60.0 if length.unit is Unit.MINUTES else float(length.count)
    _change(step, SleepTimer(length, step.guide.clamp(state.position), left))
    until = "" if length.unit is Unit.MINUTES or length.count > 1 else "until "
    announce(step, f"Sleep timer: {until}{length_words(length)}.")


def extend(step: Step) -> None:
    """Let the timer that is on run for the same length again, or for one section more."""
    timer = step.state.sleep.timer
    if timer is None:
        announce(step, NO_TIMER)
        return
    if timer.length.unit is Unit.MINUTES:
        more, said = timer.length.count * 60.0, f"{length_words(timer.length)} more."
    else:
        more, said = 1.0, ONE_MORE[timer.length.unit]
    _change(step, replace(timer, left=timer.left + more, heard_s=0.0))
    announce(step, said)


def _change(step: Step, timer: SleepTimer | None) -> None:
    before = step.state.sleep.timer
    step.state = replace(step.state, sleep=replace(step.state.sleep, timer=timer))
    is_of_parts = _is_of_parts(before) or _is_of_parts(timer)
    if is_of_parts and not step.state.is_telling_end:
        # What is queued may lie behind the end, or stop short of it.
        plan_again_if_reading_on(step)


def _is_of_parts(timer: SleepTimer | None) -> bool:
    return timer is not None and timer.length.unit is not Unit.MINUTES


# Coming back


def offer(step: Step, places: Places | None, *, is_offered: bool) -> None:
    """Know the places of a time before, of this guide as it is now."""
    if places is not None:
        places = places.within(step.guide)
    is_offered = is_offered and places is not None and places.best is not None
    sleep = replace(step.state.sleep, places=places, is_offered=is_offered)
    step.state = replace(step.state, sleep=sleep)


def come_back(step: Step) -> bool:
    """Read on from where the listener may have fallen asleep, if they come back from that.

    Returns:
        Whether they do.
    """
    sleep = step.state.sleep
    places = sleep.places
    if not sleep.is_offered or places is None or places.best is None:
        return False
    if step.state.status is Status.PLAYING:
        return False
    step.state = replace(step.state, sleep=replace(sleep, is_offered=False))
    said = back_words(step, places)
    step.effects.append(ShowMessage(said))
    take_turn_back_to(step, places.best)
    go_to(step, places.best, True, first=said)
    return True


def back_words(step: Step, places: Places) -> str:
    """Return what is told of where the listener may have slept."""

    def named(position: Position) -> str:
        return place(step.guide, position, brief=True)

    told = told_of(places, named)
    if places.likely is None:
        return told
    # Where it goes on stands first: of what follows little is shown where there is no room.
    is_one = places.begun and places.ended and named(places.begun) == named(places.ended)
    within = "" if is_one else f", in {named(places.likely)}"
    return f"From about where you may have fallen asleep{within}. {told}"


def told_of(places: Places, named: Callable[[Position], str]) -> str:
    """Return where the timer was set, or the last key pressed, and where it ended.

    Args:
        places: those that are still there.
        named: names the section of a place.
    """
    begun = named(places.begun) if places.begun is not None else ""
    ended = named(places.ended) if places.ended is not None else ""
    first = "You set the timer" if places.by_timer else "You last pressed a key"
    then = "it ended" if places.by_timer else "reading ran on to"
    if not begun:
        return f"{first} at a place that is no longer there."
    if not ended:
        return f"{first} in {begun}."
    if begun == ended:
        return f"The sleep timer ended in {begun}." if places.by_timer else f"{first} in {begun}."
    joined = f"{then} in {ended}" if places.by_timer else f"{then} {ended}"
    return f"{first} in {begun}; {joined}."
