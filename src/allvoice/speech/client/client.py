"""The voice as the rest of the program sees it: commands that never wait, events that come back.

The voice process may crash or hang, as C libraries do. It is then replaced, and the next one is
told all of the one record. What happens, in order:

1. `send` notes a command in the record, which returns what is to be sent, and queues it for the
   pipe. Nothing here waits for the process.
2. `VoiceProcess` writes commands on one thread and reads events on another. An event is noted in
   the record, in the signs of life and in the sound file, and handed to the observers.
3. The watchdog asks the process for an answer while somebody listens. One that gives none, or is at
   one text for too long, is ended.
4. When a process ends unasked, `Recovery` decides what follows: the same engine again, without the
   text that breaks it, the next engine, or silence. Another process is started, and what was
   queued is sent again from the word last heard. The listener is told.
5. Where not what is wanted speaks, `WayBack` tries that again in a process beside the one that
   speaks; once it has loaded and answered it takes over, at the end of a sentence.
6. `close` ends all of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from allvoice.speech.client.bookkeeping import Bookkeeping
from allvoice.speech.client.observers import Observer, Observers
from allvoice.speech.client.record import Record
from allvoice.speech.client.recovery import EAR, FILE, Limits, Recovery
from allvoice.speech.client.sound_log import SoundAccount, write_line, write_report
from allvoice.speech.client.trial import Trial
from allvoice.speech.client.vital_signs import PING_EVERY_S, VitalSigns
from allvoice.speech.client.voice_process import DEFAULT_COMMAND, VoiceProcess
from allvoice.speech.client.way_back import WayBack
from allvoice.speech.engines import registry
from allvoice.speech.protocol import (
    Close,
    Command,
    Configure,
    Event,
    Flush,
    LatePulls,
    Notice,
    Pong,
    Resume,
    Say,
    SetEngine,
    UtteranceEnded,
    VoiceCommand,
)

if TYPE_CHECKING:
    from allvoice.speech.client.recording import Recording

CLOSE_LIMIT_S = 0.4
END_LIMIT_S = 0.5
OBEYED_LIMIT_S = 0.3


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
        self.recording = recording
        if recording is not None:
            configuration = replace(configuration, sink=str(recording.part))
        limits = limits or (EAR if recording is None else FILE)
        self._log_file = log_file
        self._command = command
        self._clock = clock
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._observers = Observers(self._lock)
        self._record = Record(configuration)
        self._recovery = Recovery(
            configuration.engine, fallbacks, limits, cannot_load, must_load=must_load
        )
        self._signs = VitalSigns(limits)
        self._books = Bookkeeping(
            self._record, self._recovery, self._signs, configuration.sink, recording
        )
        self._way_back = WayBack(
            self._record, self._recovery, configuration.sink, self._start, clock
        )
        self._sound_account = SoundAccount(clock)
        self._closing = False
        self._flushed = False
        """Nothing was said since the last flush."""
        with self._lock:
            # One that ends at once is to find who it was.
            self._process: VoiceProcess | None = self._spawn()
            events = self._succeed() if self._process is None else []
        self._observers.tell(events)
        self._watchdog = threading.Thread(target=self._watch, name="voice-watchdog", daemon=True)
        self._watchdog.start()

    def add_observer(self, observer: Observer) -> None:
        """Hand events over to one more observer; the first gets those of before it, too."""
        self._observers.add(observer)

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
                case SetEngine(engine):
                    self._want(engine)
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
            noted, told = self._books.asked(command)
            if not isinstance(noted, SetEngine):
                self._send(noted)
            if isinstance(command, Say | Resume | SetEngine):
                self._changed.notify_all()
        self._observers.tell([*events, *told])

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
            process, trial = self._process, self._way_back.trial
            self._process = self._way_back.trial = None
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

    def _want(self, engine: str) -> None:
        """Let an engine that the listener chose be tried; a file keeps the voice it began with."""
        if self.recording is None:
            self._way_back.give_up()
            self._recovery.want(engine, registry.fallbacks(engine), self._clock())

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
            if self._way_back.is_tried(process):
                self._way_back.take(event)
                self._changed.notify_all()
                return
            if process is not self._process:
                return
            told = self._books.reported(event)
            if isinstance(event, Pong):
                self._changed.notify_all()
            events = [] if told is None else [told]
            if isinstance(told, UtteranceEnded):
                events += self._take_over_between_sentences()
        self._observers.tell(events)

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
            if self._way_back.is_tried(process):
                told = self._way_back.failed()
                events: list[Event] = [Notice(told)] if told else []
            elif process is self._process:
                events = self._succeed()
            else:
                return
        self._observers.tell(events)

    def _succeed(self) -> list[Event]:
        """Bring the next process and tell it everything; returns what the listener is told."""
        events: list[Event] = []
        self._process = None
        while self._process is None:
            told = self._books.ended(self._clock())
            if told is None:
                break
            events += told
            self._process = self._spawn()
        for command in self._record.queued(from_start=self.recording is not None):
            self._send(command)
        self._changed.notify_all()
        return events

    def _take_over_between_sentences(self) -> list[Event]:
        trial = self._way_back.due_between_sentences()
        return [] if trial is None else self._take_over(trial)

    def _take_over(self, trial: Trial) -> list[Event]:
        """Let the process that was tried speak; returns what the listener is told."""
        old, was_chosen = self._process, self._recovery.is_chosen
        if old is not None and not old.end(END_LIMIT_S):
            # Two voices at once are worse than a poor one.
            trial.process.kill()
            told = self._way_back.failed()
            return [Notice(told)] if told else []
        self._way_back.succeeded(trial)
        self._process = trial.process
        self._signs.begin(is_ready=True)
        for command in self._record.catch_up(trial.configured):
            self._send(command)
        for command in self._record.queued():
            self._send(command)
        now = "reads now" if was_chosen else "is back"
        said = Notice(f"The {registry.spoken_name(trial.engine)} voice {now}.")
        return [trial.ready, said] if trial.ready is not None else [said]

    # The watchdog.

    def _watch(self) -> None:
        """Kill a process that hangs, whose end brings the next one, and try what is wanted."""
        while True:
            with self._lock:
                while not self._closing and not self._is_needed:
                    self._changed.wait()
                if self._closing:
                    return
                if self.recording is None:
                    # In a file a second voice would be heard.
                    self._way_back.try_what_is_due()
                self._send(self._signs.next_ping())
                if not self._waited(self._clock() + PING_EVERY_S):
                    return
                trial = self._way_back.due_at_once()
                events = [] if trial is None else self._take_over(trial)
                process = self._process
                starved = process is not None and process.starvation.since_last_look()
                if starved and self._signs.is_unanswered:
                    self._signs.starved()
                hung = process if self._signs.is_hung() else None
                why = self._signs.why_hung
            self._observers.tell(events)
            if hung is not None:
                hung.tell_where()
                hung.kill()
                # After it: a disk that answers late must not keep the next voice waiting.
                if self._log_file is not None:
                    write_line(self._log_file, f"voice {hung.pid} was ended: {why}")

    @property
    def _is_needed(self) -> bool:
        asked_for = self._recovery.is_asked_for
        return self._listened_to() or self._way_back.trial is not None or asked_for

    def _waited(self, until_s: float) -> bool:
        """Wait; false when the client is closed."""
        while not self._closing and (rest_s := until_s - self._clock()) > 0:
            self._changed.wait(rest_s)
        return not self._closing

    def _listened_to(self) -> bool:
        record = self._record
        return record.announcement is not None or (bool(record.outstanding) and not record.paused)
