"""What the program says over the reading, now: announcements, short sounds, what is amiss. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.limits import PITCHES
from allvoice.narration.model import Utterance
from allvoice.reading.state import Status
from allvoice.reading.step import ShowMessage, Step
from allvoice.speech.protocol import Say, Sound


def announce(step: Step, text: str, earcon: str = "", *, asked: bool = False) -> None:
    """Show a text, and say it over the reading."""
    if earcon == "alarm":
        step.state = replace(step.state, fault=text)
    step.effects.append(ShowMessage(text))
    say_over(step, text, earcon, asked=asked)


def answer(step: Step, text: str) -> None:
    """Show a text, and say it unless the guide is heard: then that is the answer."""
    step.effects.append(ShowMessage(text))
    if not step.guide_is_heard:
        say_over(step, text)


def say_over(step: Step, text: str, earcon: str = "", *, asked: bool = False) -> None:
    """Say a text of the program's own now, over the reading.

    Args:
        step: the step.
        text: what is said.
        earcon: a short sound before it.
        asked: it is said also where the interface voice is off.
    """
    options = step.state.options
    if options.external_screen_reader:
        return
    if step.state.held_key is not None:
        step.state = replace(
            step.state, held_key=replace(step.state.held_key, pending_message=text)
        )
        return
    if not (options.interface_voice or asked):
        chime(step, earcon)
        return
    earcon = earcon if options.earcons else ""
    utterance = step.config.narrator.announcement(text)
    step.effects.append(
        said(step, utterance, is_announcement=True, is_interface=True, earcon=earcon)
    )
    _note_announcement(step)


def chime(step: Step, earcon: str) -> None:
    """Let a short sound be heard now, over the reading."""
    options = step.state.options
    if earcon and options.earcons and not options.external_screen_reader:
        step.effects.append(
            Sound(step.state.generation, step.state.next_id, earcon, is_announcement=True)
        )
        _note_announcement(step)


def notice(step: Step, text: str, *, aloud: bool, is_fault: bool = False) -> None:
    """Show at once; say it when the sentence is over, so that none is cut.

    It is said though the interface voice may be off: nothing fails in silence.

    Args:
        step: the step.
        text: what is shown.
        aloud: it is said too.
        is_fault: it tells of something amiss.
    """
    if is_fault:
        step.state = replace(step.state, fault=text)
    step.effects.append(ShowMessage(text))
    if not aloud:
        return
    is_read = step.state.status is Status.PLAYING and bool(step.state.queued)
    if is_read or step.state.held_key is not None:
        # Said once, however often it happened meanwhile.
        others = (each for each in step.state.notices if each != text)
        step.state = replace(step.state, notices=(*others, text))
    else:
        say_over(step, text, "alarm", asked=True)


def say_notices(step: Step) -> None:
    """Say what has waited."""
    if step.state.notices:
        text = " ".join(step.state.notices)
        step.state = replace(step.state, notices=())
        say_over(step, text, "alarm", asked=True)


def _note_announcement(step: Step) -> None:
    number = step.state.next_id
    step.state = replace(step.state, announcement_id=number, next_id=number + 1)


def said(
    step: Step,
    utterance: Utterance,
    *,
    from_word: int = 0,
    is_announcement: bool = False,
    is_interface: bool = False,
    earcon: str = "",
) -> Say:
    """Return what the voice is told for an utterance that comes next."""
    options = step.state.options
    return Say(
        step.state.generation,
        step.state.next_id,
        utterance.words,
        utterance.clause_starts,
        utterance.pause_after_s,
        min(from_word, len(utterance.tokens) - 1),
        is_announcement,
        utterance.slow_words if options.slow_names or step.state.carefully else (),
        earcon,
        PITCHES[options.interface_pitch] if is_interface else 1.0,
        is_interface,
    )
