"""Playing, pausing, stopping, coming back, and how the reading sounds. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.limits import (
    PAUSE_FACTORS,
    VOLUME_BOOSTS_DB,
    VOLUME_MAX,
    VOLUME_MIN,
)
from allvoice.reading import navigation, sleep
from allvoice.reading.announcing import announce, answer, chime, say_notices, say_over
from allvoice.reading.coming_back import begin_before, resume
from allvoice.reading.commands import SetLexicon
from allvoice.reading.departures import depart_again
from allvoice.reading.listened import note_shown
from allvoice.reading.speaking import (
    START_SOUND_PAUSE_S,
    come_to_rest,
    fill,
    plan_again,
    prepare,
    queue_sound,
    queue_text,
    queue_what_follows,
)
from allvoice.reading.state import HeldKey, PlaybackOptions, State, Status
from allvoice.reading.step import SavePosition, SaveVoice, SaveVolume, ShowMessage, Step
from allvoice.speech import protocol
from allvoice.speech.engines.registry import spoken_name
from allvoice.speech.protocol import (
    CancelAnnouncement,
    Pause,
    SetEngine,
    SetGuideAudible,
    SetPauseFactor,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
)


def play_pause(step: Step) -> None:
    """Read on, or pause."""
    key_released(step)
    state = step.state
    is_playing = state.status is Status.PLAYING
    if state.is_fading:
        # Who sleeps presses nothing.
        sleep.extend(step)
    elif is_playing and state.is_telling_end:
        _go_on_from_the_end(step)
    elif is_playing and state.is_think_time:
        _end_think_time(step)
    elif is_playing and (not state.stop_after_sentence or state.options.one_sentence):
        pause(step)
        chime(step, "pause")
    else:
        play(step)


def _go_on_from_the_end(step: Step) -> None:
    """Do what the words being heard say that the key does."""
    step.new_generation()
    step.state = replace(step.state, stop_after_sentence=False)
    come_to_rest(step, is_told=True)
    play(step)


def _end_think_time(step: Step) -> None:
    """Read on after a question without any more time to think about it."""
    position = step.state.position
    step.new_generation()
    queue_what_follows(step, position, thinks=False)
    fill(step)


def play(step: Step) -> None:
    """Read on; harmless while reading."""
    key_released(step)
    state = step.state
    if sleep.come_back(step):
        return
    if state.options.external_screen_reader or state.status in (Status.WAITING, Status.FINISHED):
        navigation.read_next(step)
    elif state.status is Status.STOPPED:
        navigation.go_on_at(step, state.position, True)
    elif state.status is Status.PAUSED:
        resume(step, step.now_s - state.paused_at_s)
    elif state.is_think_time:
        _end_think_time(step)
    elif state.stop_after_sentence and not state.options.one_sentence:
        # A sentence landed on while stopped is being read: go on after it.
        step.state = replace(state, stop_after_sentence=False)
        queue_what_follows(step, state.position)
        fill(step)


def pause(step: Step) -> None:
    """Pause at this sample; harmless while not reading."""
    key_released(step)
    if step.state.status is Status.PLAYING:
        step.state = replace(
            step.state, status=Status.PAUSED, announcement_id=None, paused_at_s=step.now_s
        )
        step.effects.append(Pause())


def stop(step: Step) -> None:
    """Be silent; what was read whole stays so."""
    if step.state.options.external_screen_reader:
        return
    status = step.state.status if step.state.is_at_rest else Status.STOPPED
    step.new_generation()
    step.state = replace(step.state, status=status, stop_after_sentence=False)


def take_back_press(step: Step, before: State) -> None:
    """Be as before a press that read on or paused, at the place that was then where it rested."""
    state = step.state
    if state.options.external_screen_reader:
        # There nothing is played nor paused.
        return
    if before.is_at_rest or before.is_telling_end:
        step.new_generation()
        depart_again(step, before.departures)
        step.state = replace(
            step.state,
            position=step.guide.clamp(before.position),
            status=before.status,
            stop_after_sentence=before.stop_after_sentence,
            read_on_from=None,
            word=0,
            word_range=None,
            history=before.history,
            playlist=before.playlist,
            left_playlist=before.left_playlist,
            next_turn=before.next_turn,
            away_s=before.away_s,
        )
        _offer_again(step, before)
        if not before.is_at_rest:
            come_to_rest(step)
        # In the urgent list the place that was left is the one that is kept.
        step.effects.append(SavePosition(step.state.kept_position))
        step.effects.append(SavePosition(step.state.position))
    elif before.status is Status.PAUSED:
        _pause_again(step, before)
    elif state.status is Status.PAUSED:
        play(step)
    elif state.status is Status.PLAYING and before.stop_after_sentence:
        step.state = replace(state, stop_after_sentence=True)
        plan_again(step)


def _pause_again(step: Step, before: State) -> None:
    """Be paused as before; what was gone back over since, as after a long pause, is so no more."""
    if step.state.generation != before.generation:
        navigation.go_to(step, before.position, False)
        step.state = replace(
            step.state,
            status=Status.PLAYING,
            stop_after_sentence=before.stop_after_sentence or step.state.options.one_sentence,
            history=before.history,
        )
        fill(step)
    pause(step)
    step.state = replace(step.state, paused_at_s=before.paused_at_s)
    _offer_again(step, before)


def _offer_again(step: Step, before: State) -> None:
    """Let the key for playing go on where the listener fell asleep, if it did before."""
    asleep = replace(
        step.state.sleep, places=before.sleep.places, is_offered=before.sleep.is_offered
    )
    step.state = replace(step.state, sleep=asleep)


def cancel_announcement(step: Step) -> None:
    """Drop the announcement being heard; the reading goes on."""
    if step.state.welcoming:
        plan_again(step)
    elif step.state.announcement_id is not None:
        step.state = replace(step.state, announcement_id=None)
        step.effects.append(CancelAnnouncement())


def welcome(step: Step, text: str, faults: str) -> None:
    """Speak first, then read on from the position."""
    step.new_generation()
    whole = f"{text} {faults}".strip()
    if faults:
        step.state = replace(step.state, fault=whole)
    step.effects.append(ShowMessage(whole))
    if step.state.options.external_screen_reader:
        step.state = replace(step.state, status=Status.WAITING)
        note_shown(step, step.state.position)
        return
    begin_before(step)
    step.state = replace(
        step.state,
        status=Status.PLAYING,
        next_position=step.state.position,
        stop_after_sentence=step.state.options.one_sentence,
        welcoming=True,
    )
    queue_sound(step, "start", START_SOUND_PAUSE_S)
    if not queue_text(step, whole) and faults:
        queue_text(step, faults, asked=True)
    fill(step)


# A held key


def key_held(step: Step) -> None:
    """Go on without a word while a key is held."""
    if step.state.held_key is None:
        step.state = replace(step.state, held_key=HeldKey())


def key_released(step: Step) -> None:
    """Say what the held key led to; whoever asks for reading or silence holds it no more."""
    held = step.state.held_key
    if held is None:
        return
    step.state = replace(step.state, held_key=None)
    if held.scrubbing:
        fill(step)
        prepare(step)
    if step.state.notices and not step.state.queued:
        # A fault would cut the other words at once.
        say_notices(step)
    elif held.pending_message:
        say_over(step, held.pending_message)


# How it sounds


def set_volume(step: Step, asked: int) -> None:
    """Set the volume in per cent, within its limits, and say so."""
    volume = min(max(asked, VOLUME_MIN), VOLUME_MAX)
    step.state = replace(step.state, volume=volume)
    step.effects.append(SetVolume(volume))
    if asked == volume:
        answer(step, f"Volume {volume}.")
    else:
        limit = "loudest" if asked > volume else "quietest"
        announce(step, f"Volume {volume}. This is the {limit}.", "edge")
    step.effects.append(SaveVolume(volume))


def change_voice(step: Step, way: int) -> None:
    """Go on with the engine's next voice (1) or the one before (-1)."""
    names = dict(step.state.voices)
    if not names:
        step.state = replace(step.state, voices_on=step.state.voices_on + way)
        announce(step, "The voices are still being loaded.")
        return
    if len(names) == 1:
        only = f"{step.state.voices[0][1]} is the only {spoken_name(step.state.engine)} voice"
        announce(step, f"{only}. {step.config.controls.press('options')} for others.")
        return
    ids = list(names)
    at = ids.index(step.state.voice_id) if step.state.voice_id in ids else -1
    _go_on_with(step, ids[(at + way) % len(ids)])


def choose_voice(step: Step, engine: str, voice_id: str) -> None:
    """Go on with a voice; what another engine is to say begins when it can."""
    state = step.state
    if engine == state.engine and voice_id in dict(state.voices) and not state.wanted_engine:
        _go_on_with(step, voice_id)
        return
    step.state = replace(
        state,
        wanted_engine="" if engine == state.engine else engine,
        wanted_voice_id=voice_id,
        voice_id=voice_id if engine == state.engine and voice_id else state.voice_id,
    )
    step.effects.append(SetEngine(engine, voice_id))
    if voice_id:
        step.effects.append(SaveVoice(engine, voice_id))


def _go_on_with(step: Step, voice_id: str) -> None:
    """Go on with another voice of the engine that speaks, from the word being heard."""
    step.state = replace(step.state, voice_id=voice_id)
    said = f"Voice: {dict(step.state.voices)[voice_id]}."
    step.effects.append(ShowMessage(said))
    if step.state.is_at_rest:
        step.effects.append(SetVoice(voice_id))
        say_over(step, said)
    else:
        plan_again(step, SetVoice(voice_id))
        if not step.guide_is_heard:
            say_over(step, said)
    step.effects.append(SaveVoice(step.state.engine, voice_id))


def change_voice_as_asked(step: Step) -> None:
    """Go on with the voice that was asked for before it was known which there are."""
    way = step.state.voices_on
    if way and step.state.voices:
        step.state = replace(step.state, voices_on=0)
        change_voice(step, way)


def set_lexicon(step: Step, asked: SetLexicon) -> None:
    """Say words in another way, and from its start the sentence that is being read."""
    effect = protocol.SetLexicon(asked.files, asked.own_sounds)
    if asked.is_tried or step.state.is_at_rest:
        step.effects.append(effect)
        return
    # It may have as many words as before or not: none of the old ones is gone on from.
    step.state = replace(step.state, word=0, word_range=None)
    plan_again(step, effect)


def set_options(step: Step, options: PlaybackOptions) -> None:
    """Tell and read in another way."""
    old, was_audible = step.state.options, step.state.guide_is_audible
    step.state = replace(step.state, options=options)
    if step.state.guide_is_audible is not was_audible:
        step.effects.append(SetGuideAudible(options.guide_voice))
    if options.volume_boost != old.volume_boost:
        step.effects.append(SetVolumeBoost(VOLUME_BOOSTS_DB[options.volume_boost]))
    if options.pause_length != old.pause_length:
        step.effects.append(SetPauseFactor(PAUSE_FACTORS[options.pause_length]))
    if options.one_sentence is old.one_sentence:
        if _what_follows(options) != _what_follows(old):
            navigation.plan_again_if_reading_on(step)
        return
    if step.state.status is Status.WAITING:
        step.state = replace(step.state, status=Status.STOPPED)
    if not step.state.is_at_rest:
        # The sentence being read is the last one, or no longer is.
        step.state = replace(step.state, stop_after_sentence=options.one_sentence)
        plan_again(step)


def _what_follows(options: PlaybackOptions) -> tuple[bool | str, ...]:
    """Return what decides what is queued after a sentence."""
    return (
        options.summaries,
        options.teach_back,
        options.think_time,
        options.section_sound,
        options.slow_names,
    )
