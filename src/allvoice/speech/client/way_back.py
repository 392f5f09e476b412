"""The way back to a better voice: an engine is tried beside the one that speaks.

1. `Recovery` says which engine is due, and when.
2. It gets a process of its own, configured as the record says, silent, with something to render.
3. `Trial` watches whether it loads, renders and answers.
4. Where nothing can speak, or the listener chose it just now, it takes over at once, else at the
   end of a sentence, so that no word is cut. The client changes the processes.
"""

from __future__ import annotations

from collections.abc import Callable

from allvoice.speech.client.record import Record
from allvoice.speech.client.recovery import Recovery
from allvoice.speech.client.trial import Trial
from allvoice.speech.client.voice_process import VoiceProcess
from allvoice.speech.engines.registry import spoken_name
from allvoice.speech.protocol import Configure, Event


class WayBack:
    """At most one trial at a time. Not thread-safe: the client locks."""

    def __init__(
        self,
        record: Record,
        recovery: Recovery,
        sink: str,
        start: Callable[[Configure], VoiceProcess | None],
        clock: Callable[[], float],
    ) -> None:
        """Try nothing yet.

        Args:
            record: what is true of the voice.
            recovery: which engine is due, and when.
            sink: where a voice speaks to.
            start: starts a process; None where the computer cannot start any.
            clock: seconds.
        """
        self._record = record
        self._recovery = recovery
        self._sink = sink
        self._start = start
        self._clock = clock
        self.trial: Trial | None = None
        """The trial under way."""

    def try_what_is_due(self) -> None:
        """Start a trial if one is due."""
        if self.trial is not None:
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
        until_s = now_s + self._recovery.limits.loading_s
        self.trial = Trial(process, configuration, self._record.proof(), until_s)

    def is_tried(self, process: VoiceProcess) -> bool:
        """Return whether a process is the one that is tried."""
        return self.trial is not None and self.trial.process is process

    def take(self, event: Event) -> None:
        """Take what the process that is tried reports."""
        if self.trial is not None:
            self.trial.take(event)

    def failed(self) -> str:
        """Note that the process that was tried is gone; returns what who chose it is told."""
        trial, self.trial = self.trial, None
        was_chosen = self._recovery.is_chosen
        self._recovery.tried_in_vain(self._clock())
        if trial is None or not was_chosen:
            return ""
        why = trial.why or f"The {spoken_name(trial.engine)} voice cannot speak here."
        return f"{why} The {spoken_name(self._recovery.engine)} voice goes on."

    def give_up(self) -> None:
        """End the process that is tried: another one is wanted now."""
        trial, self.trial = self.trial, None
        if trial is not None:
            trial.process.kill()

    def due_at_once(self) -> Trial | None:
        """Return a trial that has proved itself where it is waited for; asks it for an answer.

        One that has failed is ended.
        """
        trial = self.trial
        if trial is None:
            return None
        if trial.has_failed or (not trial.is_proved and self._clock() > trial.until_s):
            trial.process.kill()
            return None
        trial.ask()
        is_waited_for = self._recovery.is_silent or self._recovery.is_chosen
        return trial if trial.is_proved and is_waited_for else None

    def due_between_sentences(self) -> Trial | None:
        """Return a trial that has proved itself, while no sentence and no announcement is heard."""
        trial, record = self.trial, self._record
        if trial is None or not trial.is_proved or record.paused:
            return None
        begun = any(each.was_heard for each in record.outstanding.values())
        return None if begun or record.announcement is not None else trial

    def succeeded(self, trial: Trial) -> None:
        """Note that the process that was tried speaks from now on."""
        self.trial = None
        self._recovery.back(trial.engine, self._clock())
        self._record.set_engine(trial.engine, self._sink)
