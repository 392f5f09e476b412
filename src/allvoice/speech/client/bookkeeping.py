"""What is asked of the voice and what it reports, noted everywhere it must be known later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.speech.client.record import Record
from allvoice.speech.client.recovery import (
    Culprit,
    FallSilent,
    LeaveOut,
    Recovery,
    StartAgain,
    SwitchTo,
    Word,
)
from allvoice.speech.client.vital_signs import VitalSigns
from allvoice.speech.engines.registry import spoken_name
from allvoice.speech.protocol import (
    Boundary,
    Event,
    Notice,
    NoticeKind,
    NoVoice,
    Pong,
    Ready,
    Rendering,
    Say,
    Sound,
    UtteranceEnded,
    UtteranceFailed,
    VoiceCommand,
    Written,
)

if TYPE_CHECKING:
    from allvoice.speech.client.recording import Recording

REPLACED = "The voice had stopped and was started again."
WORD_LEFT_OUT = "One word stopped the voice each time and was left out."
NO_VOICE_LEFT = (
    "No voice can speak now; the guide goes on without sound. "
    "A key tries again; allvoice doctor tells what is missing."
)


class Bookkeeping:
    """Keeps the record, the signs of life and the sound file in step. Not thread-safe."""

    def __init__(
        self,
        record: Record,
        recovery: Recovery,
        signs: VitalSigns,
        sink: str,
        recording: Recording | None,
    ) -> None:
        """Begin with nothing asked for.

        Args:
            record: what must be true of the voice.
            recovery: what is done when it dies.
            signs: what is known of the process that speaks.
            sink: where a voice that makes a sound speaks to.
            recording: the file that takes the sound; None where an ear does.
        """
        self._record = record
        self._recovery = recovery
        self._signs = signs
        self._sink = sink
        self._recording = recording
        self._slowest_wpm = 0
        self._why_no_voice = ""
        """What the process said that could not load its engine; empty for any other end."""

    def asked(self, command: VoiceCommand) -> tuple[VoiceCommand, list[Event]]:
        """Note what is asked for; returns what is to be sent, and what is to be told of it."""
        noted = self._record.note(command)
        if isinstance(noted, Say) and noted.left_out:
            return noted, [self._losing(noted)]
        return noted, []

    def reported(self, event: Event) -> Event | None:
        """Note what the process reports; returns what the rest of the program is told of it."""
        self._recovery.rendered(self._signs.take(event))
        match event:
            case Pong() | Rendering():
                return None
            case Ready(engine, slowest_wpm=slowest_wpm):
                self._slowest_wpm = slowest_wpm
                self._recovery.speaks(engine)
                if not self._recovery.is_silent:
                    # Whatever was asked for, this is what speaks.
                    self._record.set_engine(engine, self._sink)
            case Boundary(_, utterance_id, word):
                self._record.heard(utterance_id, word)
            case UtteranceEnded(_, utterance_id):
                self._record.ended(utterance_id)
            case Written(generation, utterance_id, frames):
                self._written(utterance_id, frames)
                return UtteranceEnded(generation, utterance_id)
            case UtteranceFailed():
                outstanding = self._record.outstanding.get(event.utterance_id)
                if outstanding is not None:
                    self._losing(outstanding.command)
            case Notice(text, NoticeKind.SOUND_LOST) if self._recording is not None:
                self._recording.failure = text
            case NoVoice(why):
                # The process ends now; what follows is decided when it has.
                self._why_no_voice = why
                return None
            case _:
                pass
        if self._recording is not None and isinstance(event, Notice):
            return Notice(event.text, event.kind, aloud=False)
        return event

    def _written(self, utterance_id: int, frames: int) -> None:
        outstanding = self._record.outstanding.get(utterance_id)
        if self._recording is not None and outstanding is not None:
            configuration = self._record.configuration
            self._recording.written(
                outstanding.command,
                frames,
                max(configuration.rate_wpm, self._slowest_wpm),
                configuration.pause_factor,
            )
            self._recovery.progressed()
        self._record.ended(utterance_id)

    def _losing(self, command: Say | Sound) -> UtteranceFailed:
        """Note that not all of an utterance can be spoken; returns what tells it."""
        if self._recording is not None and isinstance(command, Say):
            self._recording.lost(command)
        return UtteranceFailed(command.generation, command.utterance_id)

    # The end of a process.

    def ended(self, now_s: float) -> list[Event] | None:
        """Let the record say what speaks next, after a process has ended unasked.

        Returns:
            What the listener is told; None where not even silence can be kept going, and what is
            wanted is tried again later.
        """
        why, self._why_no_voice = self._why_no_voice, ""
        was_silent = self._recovery.is_silent
        if why:
            step = self._recovery.cannot_speak(now_s, why)
        else:
            signs = self._signs
            step = self._recovery.died(now_s, signs.culprit, stuck=signs.was_stuck)
        match step:
            case StartAgain():
                return [] if was_silent else [self._notice(REPLACED)]
            case LeaveOut(culprit):
                return self._left_out(culprit)
            case SwitchTo(engine, why):
                self._record.set_engine(engine, self._sink)
                return [self._notice(f"{why} The {spoken_name(engine)} voice reads instead.")]
            case FallSilent(why):
                return None if was_silent else [self._fallen_silent(why)]

    def _fallen_silent(self, why: str) -> NoVoice:
        self._record.set_engine("silent", "null")
        if self._recording is not None:
            self._recording.failure = self._recording.failure or why
        return NoVoice(why, NO_VOICE_LEFT)

    def _left_out(self, culprit: Culprit) -> list[Event]:
        """Pass what breaks the voice; returns what the listener is told."""
        if not isinstance(culprit, Word):
            losing = self._record.leave_out(culprit or ())
            return [self._notice(REPLACED), *map(self._losing, losing)]
        passed = self._record.pass_word(
            culprit.utterance_id, culprit.word, whole=self._recording is not None
        )
        told: list[Event] = [self._notice(WORD_LEFT_OUT)]
        if passed is not None:
            over = UtteranceEnded(passed.generation, passed.utterance_id)
            told += [self._losing(passed), over]
        return told

    def _notice(self, text: str) -> Notice:
        # What is said aloud would be in the file.
        return Notice(text, aloud=self._recording is None)
