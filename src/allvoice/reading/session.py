"""The listening session: a pure state machine.

`step` takes a state and something that happened, a command of a front door or an event of the
voice, and returns the next state and what is to be done: commands for the voice, what to save,
sentences to show. Nothing here waits, speaks or stores.

What happens, in order:

1. `runner.ReadingSession` calls `step` with the state, what happened and the time.
2. `step` makes a `Step`, which holds the state and the effects so far.
3. Where nothing was heard for long, `coming_back` pauses the reading; else the time that was
   listened to since the step before is counted (`sleeping`).
4. One function of `transport`, `rate`, `visits`, `columns`, `playing`, `navigation`, `sleep`,
   `announcing`, `exchange` or `voice_events` changes it by the rules of its subject. They call down
   only: transport uses coming_back and sleep, these, visits, columns and playing use navigation,
   that, rate and exchange use speaking.
5. Where the sleep timer is due the reading ends, or becomes softer (`sleeping`).
6. The state and the effects are returned; the runner carries the effects out in their order.
"""

from __future__ import annotations

from allvoice.limits import RATE_STEP_WPM, VOLUME_STEP
from allvoice.reading import (
    announcing,
    columns,
    coming_back,
    commands,
    exchange,
    listened,
    navigation,
    playing,
    rate,
    sleep,
    sleeping,
    transport,
    visits,
    voice_events,
)
from allvoice.reading.commands import Command
from allvoice.reading.state import State
from allvoice.reading.step import Effect, SessionConfig, Step
from allvoice.speech.protocol import (
    Boundary,
    Event,
    Notice,
    NoVoice,
    Ready,
    UtteranceEnded,
    UtteranceFailed,
)

Result = tuple[State, tuple[Effect, ...]]


def step(
    config: SessionConfig, state: State, happened: Command | Event, now_s: float = 0.0
) -> Result:
    """Return the next state and what is to be done.

    Args:
        config: what does not change; of another guide that is opened, with that guide.
        state: the state so far.
        happened: a command, or an event of the voice.
        now_s: the time by a clock that never goes back.
    """
    made = Step(config, state, now_s)
    coming_back.pause_if_silent(made, happened)
    sleeping.listen(made)
    match happened:
        case commands.PlayPause():
            transport.play_pause(made)
        case commands.Play():
            transport.play(made)
        case commands.Pause():
            transport.pause(made)
        case commands.Stop():
            transport.stop(made)
        case commands.TakeBackPress(before):
            transport.take_back_press(made, before)
        case commands.Move(level, way):
            navigation.move(made, level, way)
        case commands.MoveInColumn(way):
            columns.move_in_column(made, way)
        case commands.GoTo(position, play):
            navigation.go_to(made, position, play)
        case commands.Visit():
            visits.visit(made, happened)
        case commands.ComeBack(more):
            visits.come_back(made, more)
        case commands.GoInHistory(way):
            navigation.go_in_history(made, way)
        case commands.GoToStart():
            navigation.go_to_start(made)
        case commands.GoToEnd():
            navigation.go_to_end(made)
        case commands.Repeat(carefully):
            navigation.repeat(made, carefully=carefully)
        case commands.LeaveStructure():
            navigation.leave_structure(made)
        case commands.HearSkipped():
            navigation.hear_skipped(made)
        case commands.SetSkipping(names):
            navigation.set_skipping(made, names)
        case commands.ToggleOnlySection():
            navigation.toggle_only_section(made)
        case commands.PlayPassages(playlist, told):
            playing.play_passages(made, playlist, told)
        case commands.PlayToEnd():
            playing.play_to_end(made)
        case commands.ChangeWhatFollows(passages):
            playing.change_what_follows(made, passages)
        case commands.SetSleepTimer(length):
            sleep.set_timer(made, length)
        case commands.ExtendSleepTimer():
            sleep.extend(made)
        case commands.ListenerActed():
            sleeping.acted(made)
        case commands.KnowSlept(places, is_offered):
            sleep.offer(made, places, is_offered=is_offered)
        case commands.OpenGuide():
            exchange.open_guide(made, happened)
        case commands.RenewGuide():
            exchange.renew_guide(made, happened)
        case commands.ControlsChanged():
            navigation.name_controls_again(made)
        case commands.ChangeRate(steps):
            rate.set_rate(made, made.state.rate_wpm + steps * RATE_STEP_WPM)
        case commands.SetRate(rate_wpm, is_own):
            rate.set_rate(made, rate_wpm, is_own=is_own)
        case commands.ChangeVolume(steps):
            transport.set_volume(made, made.state.volume + steps * VOLUME_STEP)
        case commands.SetVolume(volume):
            transport.set_volume(made, volume)
        case commands.ChooseVoice(engine, voice_id):
            transport.choose_voice(made, engine, voice_id)
        case commands.ChangeVoice(way):
            transport.change_voice(made, way)
        case commands.SetLexicon():
            transport.set_lexicon(made, happened)
        case commands.SetOptions(options):
            transport.set_options(made, options)
        case commands.Welcome(text, faults):
            transport.welcome(made, text, faults)
        case commands.KeyHeld():
            transport.key_held(made)
        case commands.KeyReleased():
            transport.key_released(made)
        case commands.CancelAnnouncement():
            transport.cancel_announcement(made)
        case commands.Announce(text, earcon, asked):
            announcing.announce(made, text, earcon, asked=asked)
        case commands.Chime(earcon):
            announcing.chime(made, earcon)
        case Boundary():
            voice_events.began_word(made, happened)
        case UtteranceEnded():
            voice_events.ended(made, happened)
        case UtteranceFailed():
            voice_events.failed(made, happened)
        case Ready():
            voice_events.ready(made, happened)
            transport.change_voice_as_asked(made)
        case Notice():
            voice_events.noticed(made, happened)
        case NoVoice():
            voice_events.no_voice(made, happened)
        case _:
            pass
    if isinstance(happened, Boundary | UtteranceEnded):
        listened.note_heard(made)
    sleeping.settle(made, state, is_asked=not isinstance(happened, Event))
    made.note_reached()
    return made.state, made.kept_effects()
