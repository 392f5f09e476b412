"""How fast the reading goes: what is asked for, within what the voice bears. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.limits import RATE_MAX_WPM, RATE_MIN_WPM
from allvoice.reading.announcing import announce, answer, notice
from allvoice.reading.step import SaveRate, Step
from allvoice.speech.protocol import SetRate

SLOWEST = "The slowest clear pace of this voice is {} words a minute."
OWN_PACE = "Normal pace, {} words a minute."


def set_rate(step: Step, asked_wpm: int, *, is_own: bool = False) -> None:
    """Set the rate, within its limits, and say so.

    Args:
        step: the step.
        asked_wpm: the rate wanted.
        is_own: it is the one the listener usually has.
    """
    slowest_wpm = step.state.slowest_wpm
    rate_wpm = min(max(asked_wpm, slowest_wpm), RATE_MAX_WPM)
    step.state = replace(step.state, rate_wpm=rate_wpm)
    step.effects.append(SetRate(rate_wpm))
    if asked_wpm < rate_wpm and slowest_wpm > RATE_MIN_WPM:
        announce(step, SLOWEST.format(rate_wpm))
    elif asked_wpm != rate_wpm:
        limit = "fastest" if asked_wpm > rate_wpm else "slowest"
        announce(step, f"{rate_wpm} words a minute. This is the {limit}.")
    else:
        answer(step, (OWN_PACE if is_own else "{} words a minute.").format(rate_wpm))
    # Last: nobody's ear waits for the disk.
    step.effects.append(SaveRate(rate_wpm))


def keep_clear(step: Step) -> None:
    """Read no slower than the voice that speaks now is understood, and say so once.

    The rate that it becomes is kept with the document: the next start has nothing to tell.
    """
    slowest_wpm = step.state.slowest_wpm
    if step.state.rate_wpm >= slowest_wpm:
        return
    step.state = replace(step.state, rate_wpm=slowest_wpm)
    step.effects.append(SetRate(slowest_wpm))
    notice(step, SLOWEST.format(slowest_wpm), aloud=step.config.has_listener)
    step.effects.append(SaveRate(slowest_wpm))
