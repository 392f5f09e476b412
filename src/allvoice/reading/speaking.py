"""What is handed to the voice: sentences ahead, and what is said between them. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import BlockKind, Position
from allvoice.limits import THINK_TIMES_S
from allvoice.narration.noise.registry import NOTHING, LeavingOut
from allvoice.reading.announcing import chime, said
from allvoice.reading.following import (
    Ahead,
    End,
    ahead,
    ahead_but_for_sleep,
    ahead_of,
    end_playlist,
    take_turn,
)
from allvoice.reading.left_out import left_out_words, untold
from allvoice.reading.progress import target
from allvoice.reading.sleeping import end as end_by_timer
from allvoice.reading.state import NavigationLevel, Queued, Status
from allvoice.reading.step import Effect, SavePosition, Step
from allvoice.reading.structures import skipped_words
from allvoice.speech.protocol import Pause, Prepare, Sound

QUEUE_AHEAD = 3
SECTION_SOUND_PAUSE_S = 0.4
START_SOUND_PAUSE_S = 0.05
QUESTION_PAUSE_S = 0.5
"""At 150 words a minute, after a question that time to think follows."""
TIME_TO_THINK = "Time to think."
END_OF_GUIDE = "End of the guide. {} to start again from the beginning."
END_UNATTENDED = "End of the guide. {} to go on from where you may have fallen asleep."
END_OF_VISIT = "End of {}. {} to go back, or {} to read on."
END_OF_SECTION = "End of this section. {} to go on."
END_OF_PLAYLIST = "End of {}. {} to read on."
_PREPARED_MOVES = (
    (NavigationLevel.SENTENCE, -1),
    (NavigationLevel.PARAGRAPH, 1),
    (NavigationLevel.PARAGRAPH, -1),
    (NavigationLevel.SECTION, 1),
    (NavigationLevel.SECTION, -1),
    (NavigationLevel.SENTENCE, 1),
)
"""What one key leads to, likeliest first."""


def fill(step: Step, from_word: int = 0, leaving_out: LeavingOut | None = None) -> None:
    """Queue sentences until enough are ahead.

    Args:
        step: the step.
        from_word: the word of the first at which it begins.
        leaving_out: what is left out within the first; None for what is left out from now on.
    """
    if step.state.status is not Status.PLAYING:
        return
    while (position := step.state.next_position) is not None:
        sentences = sum(q.position is not None for q in step.state.queued)
        if sentences >= QUEUE_AHEAD:
            return
        wanted = step.leaving_out(position) if leaving_out is None else leaving_out
        utterance = step.config.utterance(
            position, carefully=step.state.carefully, leaving_out=wanted
        )
        leaving_out = None
        if not step.state.stop_after_sentence and _think_time_s(step, position):
            utterance = replace(utterance, pause_after_s=QUESTION_PAUSE_S)
        step.effects.append(said(step, utterance, from_word=from_word))
        _remember(step, position, wanted)
        step.state = replace(step.state, carefully=False)
        from_word = 0
        if step.state.stop_after_sentence:
            _tell_left_out(step, position, None)
            step.state = replace(step.state, next_position=None)
        else:
            queue_what_follows(step, position)


def queue_what_follows(step: Step, position: Position, *, thinks: bool = True) -> None:
    """Queue what is heard between a sentence and the next, and set the next.

    Args:
        step: the step.
        position: the sentence.
        thinks: after a question the listener is given time to think, where they want any.
    """
    if thinks and (think_time_s := _think_time_s(step, position)):
        _queue_think_time(step, think_time_s)
    state, turn = step.state, step.state.next_turn
    behind = ahead_of(step, position, turn)
    reads_on = behind.end is None
    step.state = replace(
        state,
        next_position=behind.position if reads_on else None,
        next_turn=behind.turn if reads_on else turn,
    )
    if behind.end is End.SLEEP:
        # Without a word: somebody is falling asleep.
        return
    _tell_left_out(step, position, behind)
    _tell_skipped(step, position, behind)
    if not reads_on:
        is_last = behind.position is None
        if step.config.has_listener or not (is_last or behind.end is End.PLAYLIST):
            queue_sound(step, "guide-end" if is_last else "section-end")
            starts_again = is_last and not _is_unattended(step)
            _queue_message(step, ending(step, behind), ends=True, starts_again=starts_again)
    elif state.playlist is not None and behind.turn != turn:
        queue_sound(step, "section-end")
        _queue_message(step, state.playlist.announcement(behind.turn), asked=True)
    elif state.options.section_sound and _leaves_section(step, position, behind):
        queue_sound(step, "section-end")


def _think_time_s(step: Step, position: Position) -> float:
    """Return how long the listener thinks after a sentence before the next is read."""
    state, block = step.state, step.guide.blocks[position.block]
    is_question = (
        block.kind is BlockKind.TEACH_BACK and position.sentence == len(block.sentences) - 1
    )
    is_urgent = any(each.urgent for each in state.departures)
    if not is_question or is_urgent or state.options.one_sentence:
        return 0.0
    if ahead_of(step, position, state.next_turn).end is not None:
        # Nothing is read on that would have to wait.
        return 0.0
    return THINK_TIMES_S[state.options.think_time]


def _leaves_section(step: Step, position: Position, behind: Ahead) -> bool:
    assert behind.position is not None, "it is read on"
    return step.guide.section_of(behind.position) is not step.guide.section_of(position)


def _queue_think_time(step: Step, duration_s: float) -> None:
    """Queue silence, with the short sound that tells of waiting where the listener wants any."""
    state = step.state
    name = "wait" if state.options.earcons else ""
    step.effects.append(Sound(state.generation, state.next_id, name, duration_s))
    how = step.config.controls.press("play")
    text = f"{TIME_TO_THINK} {how} to go on." if how else TIME_TO_THINK
    queued = Queued(state.next_id, None, text=text, is_think_time=True)
    step.state = replace(state, queued=(*state.queued, queued), next_id=state.next_id + 1)


def ending(step: Step, behind: Ahead) -> str:
    """Return what is told where reading ends.

    Args:
        step: knows what the key for playing is called.
        behind: what ends, and what another key goes on with.
    """
    play = step.config.controls.press("play")
    visit, playlist = step.state.visit, step.state.playlist
    if behind.end is End.VISIT and visit is not None:
        what = "the urgent list" if visit.urgent else "what the link led to"
        back = step.config.controls.press("back")
        return END_OF_VISIT.format(what, back, play[:1].lower() + play[1:])
    if behind.position is None:
        return (END_UNATTENDED if _is_unattended(step) else END_OF_GUIDE).format(play)
    if behind.end is End.PLAYLIST and playlist is not None:
        return END_OF_PLAYLIST.format(playlist.kind.words, play)
    return END_OF_SECTION.format(play)


def _is_unattended(step: Step) -> bool:
    run = step.state.sleep.run
    return run is not None and run.is_unattended


def skipped_message(step: Step, position: Position, behind: Ahead) -> str:
    """Return what is told of the blocks between a sentence and the next; empty for none."""
    first, end = position.block + 1, behind.gap_end
    if first >= end or step.config.last_block is not None:
        return ""
    press = step.config.controls.press("hear_skipped")
    return skipped_words(step.guide.blocks[first:end], press)


def _tell_left_out(step: Step, position: Position, behind: Ahead | None) -> None:
    """Tell, the first time in a section, what is left out within sentences.

    It is said though the interface voice may be off: nothing of a sentence is lost in silence.

    Args:
        step: the step.
        position: the sentence that was read.
        behind: what comes behind it; None where only the sentence itself counts.
    """
    found = untold(step, position, behind)
    if found is None:
        return
    press = step.config.controls.press("hear_skipped")
    text = left_out_words(found.kinds, press)
    _queue_message(step, text, skipped=found.first, tells=frozenset(found.kinds), asked=True)


def _tell_skipped(step: Step, position: Position, behind: Ahead) -> None:
    text = skipped_message(step, position, behind)
    first = Position(position.block + 1)
    if text and not _queue_message(step, text, skipped=first):
        step.state = replace(step.state, skipped=first)


def plan_again(step: Step, first: Effect | None = None) -> None:
    """Queue anew all that is still to be heard, the present sentence from its word on.

    Args:
        step: the step.
        first: what is to be done before anything is said.
    """
    state = step.state
    present = next((each for each in state.queued if each.position is not None), None)
    here = (state.position, state.turn)
    is_in_sentence = present is not None and (present.position, present.turn) == here
    step.new_generation()
    if first is not None:
        step.effects.append(first)
    if state.held_key is not None and state.held_key.scrubbing:
        # The sentence that it leads to is said once it is let go.
        return
    step.state = replace(step.state, status=Status.PLAYING)
    if present is not None and is_in_sentence:
        step.state = replace(step.state, next_position=state.position)
        # Its words are counted as it began to be said.
        fill(step, from_word=state.word, leaving_out=present.leaving_out)
    else:
        # The sentence has been heard to its end: what follows it is due.
        queue_what_follows(step, state.position)
        fill(step)
    if not step.state.queued:
        come_to_rest(step)
    elif state.status is Status.PAUSED:
        step.state = replace(step.state, status=Status.PAUSED)
        step.effects.append(Pause())


def come_to_rest(step: Step, *, is_told: bool = False) -> None:
    """Stand where reading goes on, all that was queued having been heard.

    Args:
        step: the step.
        is_told: the end was told, and cut short.
    """
    state = step.state
    step.state = replace(state, stop_after_sentence=False, word=0, word_range=None)
    if state.stop_after_sentence:
        waits = state.options.one_sentence
        status = Status.WAITING if waits else Status.STOPPED
        step.state = replace(step.state, status=status)
        if waits and state.announcement_id is None:
            chime(step, "wait")
        return
    awake = ahead_but_for_sleep(step, state.position, state.turn)
    # Who was told of another end is not told of sleep as well.
    behind = awake if is_told or state.between_message else ahead(step)
    if behind.end is End.SLEEP:
        end_by_timer(step)
    elif step.config.has_listener and not state.between_message:
        # The interface voice is off: it is shown.
        step.state = replace(step.state, between_message=ending(step, behind))
    if awake.end is End.PLAYLIST:
        end_playlist(step)
    take_turn(step, behind.turn)
    if behind.position is None:
        step.state = replace(step.state, status=Status.FINISHED)
    else:
        step.state = replace(
            step.state, status=Status.STOPPED, position=behind.position, read_on_from=None
        )
        step.effects.append(SavePosition(behind.position))


def queue_text(step: Step, text: str, *, asked: bool = False) -> bool:
    """Queue a text of the program's own between two sentences, where the listener wants any.

    Args:
        step: the step.
        text: what is said.
        asked: it is said also where the interface voice is off.

    Returns:
        Whether it will be said.
    """
    is_said = step.state.options.interface_voice or asked
    if is_said:
        utterance = step.config.narrator.announcement(text)
        step.effects.append(said(step, utterance, is_interface=True))
        _remember(step, None)
    return is_said


def _queue_message(
    step: Step,
    text: str,
    *,
    skipped: Position | None = None,
    tells: frozenset[str] = frozenset(),
    ends: bool = False,
    starts_again: bool = False,
    asked: bool = False,
) -> bool:
    """Queue a text that is shown when it begins to be heard; return whether it will be."""
    is_said = queue_text(step, text, asked=asked)
    if is_said:
        *before, last = step.state.queued
        last = replace(
            last, text=text, skipped=skipped, tells=tells, ends=ends, starts_again=starts_again
        )
        step.state = replace(step.state, queued=(*before, last))
    return is_said


def queue_sound(step: Step, name: str, pause_s: float = SECTION_SOUND_PAUSE_S) -> None:
    """Queue a short sound between two sentences, where the listener wants any."""
    if step.state.options.earcons:
        sound = Sound(step.state.generation, step.state.next_id, name, pause_s)
        step.effects.append(sound)
        _remember(step, None)


def _remember(step: Step, position: Position | None, leaving_out: LeavingOut = NOTHING) -> None:
    queued = Queued(
        step.state.next_id, position, leaving_out=leaving_out, turn=step.state.next_turn
    )
    step.state = replace(
        step.state, queued=(*step.state.queued, queued), next_id=step.state.next_id + 1
    )


def prepare(step: Step) -> None:
    """Have the places ready that one key leads to from here."""
    position = step.state.position
    places = (target(step.guide, position, level, way) for level, way in _PREPARED_MOVES)
    # Each once, in order.
    found = dict.fromkeys(place for place in places if place is not None)
    utterances = [
        step.config.utterance(place, leaving_out=step.leaving_out(place)) for place in found
    ]
    step.effects.append(Prepare(tuple((u.words, u.clause_starts) for u in utterances)))
