"""The voice as the rest of the program sees it: commands that never wait, events that come back.

The voice process may crash or hang, as C libraries do. It is then replaced, and the next one is
told all of the one record: what was queued is sent again from the word last heard, and the
listener is told. `recovery` decides which engine speaks then, and when a better one is tried
again: in a process beside the one that speaks, which takes over at the end of a sentence once it
has loaded and answered.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from allvoice.speech.client.record import Record
from allvoice.speech.client.recovery import (
    EAR,
    FILE,
    FallSilent,
    LeaveOut,
    Limits,
    Recovery,
    StartAgain,
    SwitchTo,
    Word,
)
from allvoice.speech.client.sound_log import SoundAccount, write_line, write_report
from allvoice.speech.client.trial import Trial
from allvoice.speech.client.vital_signs import PING_EVERY_S, VitalSigns
from allvoice.speech.client.voice_process import DEFAULT_COMMAND, VoiceProcess
from allvoice.speech.engines import registry
from allvoice.speech.protocol import (
    Boundary,
    Close,
    Command,
    Configure,
    Event,
    Flush,
    LatePulls,
    Notice,
    NoticeKind,
    NoVoice,
    Pong,
    Ready,
    Rendering,
    Resume,
    Say,
    Sound,
    UtteranceEnded,
    UtteranceFailed,
    VoiceCommand,
    Written,
)

if TYPE_CHECKING:
    from allvoice.speech.recording import Recording

CLOSE_LIMIT_S = 0.4
END_LIMIT_S = 0.5
OBEYED_LIMIT_S = 0.3

REPLACED = "The voice had stopped and was started again."
WORD_LEFT_OUT = "One word stopped the voice each time and was left out."
NO_VOICE_LEFT = (
    "No voice can speak now; the guide goes on without sound. "
    "A key tries again; allvoice doctor tells what is missing."
)


class VoiceClient:
    """Commands may come from any thread; events are handed over on a thread of the client's."""

    def __init__(
        self,
        configuration: Configure,
        fallbacks: Sequence[str] = (),
        *,
        must_load: bool = False,
        log_file: Path | None = None,
        recording: Recording | None = None,
        command: Sequence[str] = DEFAULT_COMMAND,
        limits: Limits | None = None,
        cannot_load: Callable[[str], str | None] = registry.check,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start the voice process; returns before it is ready.

        Args:
            configuration: how to speak.
            fallbacks: engines to go on with where the one asked for cannot speak, best first.
            must_load: where the one asked for cannot even be loaded no other steps in.
            log_file: takes whatever engines print.
            recording: the file that takes the sound in place of the configuration's sink.
            command: the voice process.
            limits: how long is waited, and how often something is tried; None for what suits an
                ear, or a file.
            cannot_load: says cheaply why an engine cannot work here, None where it may.
            clock: seconds.
        """
        self._observers: tuple[Callable[[Event], None], ...] = ()
        self._kept: list[Event] = []
        """What happened before the first observer."""
        self.recording = recording
        if recording is not None:
            configuration = replace(configuration, sink=str(recording.part))
        self._sink = configuration.sink
        self._record = Record(configuration)
        self._limits = limits or (EAR if recording is None else FILE)
        self._recovery = Recovery(
            configuration.engine, fallbacks, self._limits, cannot_load, must_load=must_load
        )
        self._log_file = log_file
        self._command = command
        self._clock = clock
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._signs = VitalSigns(self._limits)
        self._sound_account = SoundAccount(clock)
        self._closing = False
        self._mute = ""
        self._flushed = False
        self._trial: Trial | None = None
        self._process: VoiceProcess | None = self._spawn()
        if self._process is None:
            self._kept += self._succeed()
        self._watchdog = threading.Thread(target=self._watch, name="voice-watchdog", daemon=True)
        self._watchdog.start()

    def add_observer(self, observer: Callable[[Event], None]) -> None:
        """Hand events over to one more observer; the first gets those of before it, too."""
        with self._lock:
            self._observers = (*self._observers, observer)
            kept, self._kept = self._kept, []
            for event in kept:
                observer(event)

    def _emit(self, event: Event) -> None:
        if self.recording is not None and isinstance(event, Notice):
            # What is said aloud would be in the file.
            event = replace(event, aloud=False)
        with self._lock:
            observers = self._observers
            if not observers:
                self._kept.append(event)
        for observer in observers:
            observer(event)

    @property
    def pid(self) -> int:
        """Process id of the voice process that speaks now; 0 while there is none."""
        process = self._process
        return process.pid if process is not None else 0

    @property
    def engine(self) -> str:
        """The engine asked for now."""
        return self._record.configuration.engine

    # Commands.

    def send(self, command: VoiceCommand) -> None:
        """Ask something of the voice."""
        events: list[Event] = []
        with self._lock:
            match command:
                case Say(is_announcement=is_announcement):
                    if is_announcement or self._flushed:
                        self._asked_for_sound()
                    self._flushed = False
                    events = self._take_over_between_sentences()
                case Flush():
                    self._flushed = True
                case Resume():
                    self._asked_for_sound()
                case _:
                    pass
            noted = self._record.note(command)
            if isinstance(noted, Say) and noted.left_out:
                events.append(self._losing(noted))
            self._send(noted)
            if isinstance(command, Say | Resume):
                self._changed.notify_all()
        for event in events:
            self._emit(event)

    def wait_obeyed(self, limit_s: float = OBEYED_LIMIT_S) -> bool:
        """Return once all commands until now were obeyed; false when the limit was not enough."""
        with self._lock:
            ping = self._signs.next_ping()
            self._send(ping)
            return self._changed.wait_for(
                lambda: self._signs.has_answered(ping) or self._closing, limit_s
            )

    def close(self, limit_s: float = CLOSE_LIMIT_S) -> None:
        """End the voice process, by force when it does not end within the limit."""
        with self._lock:
            was_closing, self._closing = self._closing, True
            process, trial = self._process, self._trial
            self._process = self._trial = None
            self._changed.notify_all()
        if trial is not None:
            trial.process.kill()
        if process is not None:
            process.send(Close())
        for each in (process, trial.process if trial else None):
            if each is not None and not each.wait(limit_s):
                each.kill()
                each.wait(limit_s)
        self._watchdog.join(limit_s)
        report = self._sound_account.report()
        if report is not None and self._log_file is not None and not was_closing:
            write_report(self._log_file, report)

    def _send(self, command: Command) -> None:
        if self._process is not None:
            self._process.send(command)

    def _asked_for_sound(self) -> None:
        if self.recording is None:
            self._recovery.asked_for(self._clock())
            self._changed.notify_all()

    # What the voice process reports.

    def _handle(self, process: VoiceProcess, event: Event) -> None:
        with self._lock:
            if isinstance(event, LatePulls):
                self._sound_account.take(process.pid, event.count)
                return
            if self._closing:
                return
            if self._trial is not None and process is self._trial.process:
                self._trial.take(event)
                self._changed.notify_all()
                return
            if process is not self._process:
                return
            told = self._note(event)
            if isinstance(event, Pong):
                self._changed.notify_all()
            emitted = [] if told is None else [told]
            if isinstance(told, UtteranceEnded):
                emitted += self._take_over_between_sentences()
        for each in emitted:
            self._emit(each)

    def _note(self, event: Event) -> Event | None:
        """Note an event in the record; returns what the rest of the program is told."""
        self._recovery.rendered(self._signs.take(event))
        match event:
            case Pong() | Rendering():
                return None
            case Ready(engine):
                self._recovery.speaks(engine)
                if not self._recovery.is_silent:
                    # Another engine may have stood in for the one asked for.
                    self._record.set_engine(engine, self._sink)
            case Boundary(_, utterance_id, word):
                self._record.heard(utterance_id, word)
            case UtteranceEnded(_, utterance_id):
                self._record.ended(utterance_id)
            case Written(generation, utterance_id, frames):
                self._note_written(utterance_id, frames)
                return UtteranceEnded(generation, utterance_id)
            case UtteranceFailed():
                outstanding = self._record.outstanding.get(event.utterance_id)
                if self.recording is not None and outstanding is not None:
                    self._losing(outstanding.command)
            case Notice(text, NoticeKind.SOUND_LOST) if self.recording is not None:
                self.recording.failure = text
            case NoVoice():
                # The process ends now; what follows is decided when it has.
                self._mute = event.why
                return None
            case _:
                pass
        return event

    def _note_written(self, utterance_id: int, frames: int) -> None:
        outstanding = self._record.outstanding.get(utterance_id)
        if self.recording is not None and outstanding is not None:
            rate_wpm = self._record.configuration.rate_wpm
            self.recording.written(outstanding.command, frames, rate_wpm)
            self._recovery.progressed()
        self._record.ended(utterance_id)

    def _losing(self, command: Say | Sound) -> UtteranceFailed:
        """Note that not all of an utterance can be spoken; returns what tells it."""
        if self.recording is not None and isinstance(command, Say):
            self.recording.lost(command)
        return UtteranceFailed(command.generation, command.utterance_id)

    # The end of a process, and the next one.

    def _spawn(self) -> VoiceProcess | None:
        """Start the process that the record asks for; None where the computer cannot start any."""
        self._signs.begin()
        if self.recording is not None:
            self.recording.cut_back()
        return self._start(self._record.configuration)

    def _start(self, configuration: Configure) -> VoiceProcess | None:
        try:
            process = VoiceProcess(self._command, self._log_file, self._handle, self._ended)
        except OSError:
            # No memory, no more processes: as if it had died at once.
            return None
        stand_in = self._recovery.stand_in(configuration.engine)
        process.send(replace(configuration, stand_in=stand_in))
        return process

    def _ended(self, process: VoiceProcess) -> None:
        with self._lock:
            if self._closing:
                return
            if self._trial is not None and process is self._trial.process:
                self._trial = None
                self._recovery.tried_in_vain(self._clock())
                return
            if process is not self._process:
                return
            events = self._succeed()
        for event in events:
            self._emit(event)

    def _succeed(self) -> list[Event]:
        """Bring the next process and tell it everything; returns what the listener is told."""
        events: list[Event] = []
        self._process = None
        while self._process is None and self._choose(events):
            self._process = self._spawn()
        for command in self._record.queued(from_start=self.recording is not None):
            self._send(command)
        self._changed.notify_all()
        return events

    def _choose(self, events: list[Event]) -> bool:
        """Let the record say what speaks next.

        Args:
            events: gets what the listener is told.

        Returns:
            False where not even silence can be kept going: what is wanted is tried again later.
        """
        why, self._mute = self._mute, ""
        was_silent = self._recovery.is_silent
        now_s = self._clock()
        if why:
            step = self._recovery.cannot_speak(now_s, why)
        else:
            signs = self._signs
            step = self._recovery.died(now_s, signs.culprit, stuck=signs.was_stuck)
        match step:
            case StartAgain():
                if not was_silent:
                    events.append(Notice(REPLACED))
            case LeaveOut(culprit):
                events += self._leave_out(culprit)
            case SwitchTo(engine, why):
                self._record.set_engine(engine, self._sink)
                events.append(
                    Notice(f"{why} The {registry.spoken_name(engine)} voice reads instead.")
                )
            case FallSilent(why):
                if was_silent:
                    return False
                events.append(self._fall_silent(why))
        return True

    def _fall_silent(self, why: str) -> NoVoice:
        self._record.set_engine("silent", "null")
        if self.recording is not None:
            self.recording.failure = self.recording.failure or why
        return NoVoice(why, NO_VOICE_LEFT)

    def _leave_out(self, culprit: tuple[str, ...] | Word) -> list[Event]:
        """Pass what breaks the voice; returns what the listener is told."""
        if not isinstance(culprit, Word):
            losing = self._record.leave_out(culprit)
            return [Notice(REPLACED), *map(self._losing, losing)]
        passed = self._record.pass_word(
            culprit.utterance_id, culprit.word, whole=self.recording is not None
        )
        if passed is None:
            return [Notice(WORD_LEFT_OUT)]
        over = UtteranceEnded(passed.generation, passed.utterance_id)
        return [Notice(WORD_LEFT_OUT), self._losing(passed), over]

    # The way back.

    def _try_what_is_wanted(self) -> None:
        """Start a trial if one is due; never for a file, where a second voice would be heard."""
        if self._trial is not None or self.recording is not None:
            return
        now_s = self._clock()
        engine = self._recovery.due(now_s)
        if engine is None:
            return
        configuration = self._record.configured_for(engine, self._sink)
        process = self._start(configuration)
        if process is None:
            self._recovery.tried_in_vain(now_s)
            return
        proof = self._record.proof()
        self._trial = Trial(process, configuration, proof, now_s + self._limits.loading_s)

    def _judge_trial(self) -> list[Event]:
        """Let a trial that has proved itself take over; returns what the listener is told."""
        trial = self._trial
        if trial is None:
            return []
        if trial.has_failed or (not trial.is_proved and self._clock() > trial.until_s):
            trial.process.kill()
            return []
        trial.ask()
        if trial.is_proved and self._recovery.is_silent:
            # Nobody hears anything: at once, from the word that is due.
            return self._take_over(trial)
        return []

    def _take_over_between_sentences(self) -> list[Event]:
        trial = self._trial
        if trial is None or not trial.is_proved or self._record.paused:
            return []
        begun = any(each.was_heard for each in self._record.outstanding.values())
        if begun or self._record.announcement is not None:
            return []
        return self._take_over(trial)

    def _take_over(self, trial: Trial) -> list[Event]:
        old = self._process
        self._trial = None
        if old is not None and not old.end(END_LIMIT_S):
            # Two voices at once are worse than a poor one.
            trial.process.kill()
            self._recovery.tried_in_vain(self._clock())
            return []
        self._recovery.back(trial.engine, self._clock())
        self._record.set_engine(trial.engine, self._sink)
        self._process = trial.process
        self._signs.begin(is_ready=True)
        for command in self._record.catch_up(trial.configured):
            self._send(command)
        for command in self._record.queued():
            self._send(command)
        told = Notice(f"The {registry.spoken_name(trial.engine)} voice is back.")
        return [trial.ready, told] if trial.ready is not None else [told]

    # The watchdog.

    def _watch(self) -> None:
        """Kill a process that hangs, whose end brings the next one, and try what is wanted."""
        while True:
            with self._lock:
                while not self._closing and not self._is_needed:
                    self._changed.wait()
                if self._closing:
                    return
                self._try_what_is_wanted()
                self._send(self._signs.next_ping())
                if not self._waited(self._clock() + PING_EVERY_S):
                    return
                events = self._judge_trial()
                process = self._process
                starved = process is not None and process.starvation.since_last_look()
                if starved and self._signs.is_unanswered:
                    self._signs.starved()
                hung = process if self._signs.is_hung() else None
                why = self._signs.why_hung
            for event in events:
                self._emit(event)
            if hung is not None:
                hung.tell_where()
                hung.kill()
                # After it: a disk that answers late must not keep the next voice waiting.
                if self._log_file is not None:
                    write_line(self._log_file, f"voice {hung.pid} was ended: {why}")

    @property
    def _is_needed(self) -> bool:
        asked_for = self._recovery.is_asked_for
        return self._listened_to() or self._trial is not None or asked_for

    def _waited(self, until_s: float) -> bool:
        """Wait; false when the client is closed."""
        while not self._closing and (rest_s := until_s - self._clock()) > 0:
            self._changed.wait(rest_s)
        return not self._closing

    def _listened_to(self) -> bool:
        record = self._record
        return record.announcement is not None or (bool(record.outstanding) and not record.paused)
