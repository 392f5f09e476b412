"""The inside of the voice process: commands in, sound and events out.

Two threads meet here. One obeys commands and never waits: flush, pause, rate and volume change the
player at once, whatever the engine is doing. The other owns the engine, as C libraries and macOS
demand, and renders clause by clause what the first one queued. Flow of one `Say`:

1. The obeying thread drops what is older than the last `Flush`.
2. It queues the utterance in the player, empty as yet, or announces it over the reading.
3. It adds the clauses that were rendered before, up to the first that was not, unless other
   utterances wait for the engine: then the order is the engine's.
4. Where clauses are left it queues a job: `JobQueue` holds the most urgent first.
5. The engine's thread takes the job and goes on with its next clause, from the store if it has
   been rendered meanwhile, else with the engine, or its fallback where that one fails.
6. While it renders, whatever makes the clause unwanted gives it up: a flush, the end, and for what
   is only prepared anything that somebody waits for.
7. The clip is kept in the store and added to the utterance, wherever the player is by now; the
   last one completes it. What cannot be rendered completes it too, and is reported.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from allvoice.playback.clip import Clip
from allvoice.playback.earcons import earcon
from allvoice.playback.player import Player, QueuedUtterance
from allvoice.speech.engines.calibration import Calibrations
from allvoice.speech.engines.fallback import EngineFallback
from allvoice.speech.host.jobs import Job, JobQueue
from allvoice.speech.host.measuring import VoiceMeasuring
from allvoice.speech.model import EngineError, SynthesisCancelled, Voice
from allvoice.speech.protocol import (
    NO_UTTERANCE,
    CancelAnnouncement,
    Close,
    Command,
    Configure,
    Event,
    Flush,
    NoVoice,
    Pause,
    Ping,
    Pong,
    Prepare,
    Ready,
    Rendering,
    Resume,
    Say,
    SetEngine,
    SetFade,
    SetGuideAudible,
    SetLexicon,
    SetPauseFactor,
    SetRate,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
    Sound,
    UtteranceFailed,
)
from allvoice.speech.render import Clause, ClauseRenderer, ClipStore, clauses_of

EARCON_GAP_S = 0.05
"""Silence between a short sound and the announcement it belongs to."""


class SinkControl(Protocol):
    """Where the player's sound goes."""

    def wake(self) -> None:
        """Begin to take sound."""
        ...


class VoiceWorker:
    """Obeys commands on one thread and renders on another."""

    def __init__(
        self,
        configuration: Configure,
        engines: EngineFallback,
        known_voice: Voice | None,
        player: Player,
        sink_control: SinkControl,
        clips: ClipStore,
        emit: Callable[[Event], None],
        clock: Callable[[], float] = time.monotonic,
        *,
        calibrations: Calibrations | None = None,
        set_lexicon: Callable[[SetLexicon], None] = lambda command: None,
    ) -> None:
        """Make a worker that has nothing to do yet.

        Args:
            configuration: engine, voice, rate and volume to begin with.
            engines: what renders; called only by the thread in `run`.
            known_voice: the voice that will speak, if it is known before its engine is loaded.
            player: what sounds.
            sink_control: woken whenever the player has something to play.
            clips: what was rendered before.
            emit: takes events; called from both threads.
            clock: seconds, for telling how long the engine has been at its task.
            calibrations: how loud voices are that were measured on this computer; takes what is
                measured of others here.
            set_lexicon: lets words be said in another way.
        """
        calibrations = calibrations or Calibrations()
        self._engines = engines
        self._player = player
        self._sink_control = sink_control
        self._emit = emit
        self._clock = clock
        self._set_lexicon = set_lexicon
        self._renderer = ClauseRenderer(engines, clips, calibrations)
        self._jobs = JobQueue()
        self._measuring = VoiceMeasuring(calibrations, lambda: self._jobs.is_wanted_elsewhere)
        self._voice_id = configuration.voice_id
        self._voice = known_voice
        self._busy_since_s: float | None = None
        player.set_rate(configuration.rate_wpm)
        player.set_pause_factor(configuration.pause_factor)
        player.set_volume(configuration.volume)
        player.set_volume_boost(configuration.volume_boost_db)
        player.set_guide_audible(configuration.guide_audible)
        player.set_fade(configuration.fade_level)
        player.set_fade(configuration.fade_to, configuration.fade_over_s)

    # The thread that obeys.

    def obey(self, command: Command) -> None:
        """Carry out a command; never waits for the engine."""
        match command:
            case Say():
                self._say(command)
            case Sound():
                self._sound(command)
            case Flush():
                self._player.flush()
                self._jobs.flush(command.generation)
            case CancelAnnouncement():
                self._player.cancel_announcement()
                self._jobs.cancel_announcement()
            case SetGuideAudible():
                self._player.set_guide_audible(command.audible)
            case Pause():
                self._player.pause()
            case Resume():
                self._player.resume()
                self._sink_control.wake()
            case SetRate():
                self._player.set_rate(command.rate_wpm)
            case SetPauseFactor():
                self._player.set_pause_factor(command.factor)
            case SetVolume():
                self._player.set_volume(command.volume)
            case SetVolumeBoost():
                self._player.set_volume_boost(command.boost_db)
            case SetFade():
                self._player.set_fade(command.to, command.over_s)
            case SetLexicon():
                self._set_lexicon(command)
                # What is prepared would be said as before.
                self._jobs.prepare(())
            case SetVoice():
                self._set_voice(command.voice_id)
            case Prepare():
                self._jobs.prepare(
                    Job(None, deque(clauses_of(words, starts))) for words, starts in command.texts
                )
            case Ping():
                since = self._busy_since_s
                stuck_s = 0.0 if since is None else self._clock() - since
                self._emit(Pong(command.number, stuck_s))
            case Close():
                self._jobs.close()
            case Configure() | SetEngine():
                raise ValueError("the voice process is configured once, with one engine")

    def _say(self, say: Say) -> None:
        if self._jobs.is_outdated(say.generation):
            return
        voice = self._voice
        utterance = QueuedUtterance(
            say.generation,
            say.utterance_id,
            say.pause_after_s,
            say.from_word,
            voice.own_rate_wpm if voice is not None else 150.0,
            slow_words=frozenset(say.slow_words),
            pitch=say.pitch,
            slowest_wpm=voice.slowest_clear_wpm if voice is not None else 0,
            is_interface=say.is_interface,
        )
        clauses = clauses_of(say.words, say.clause_starts, say.from_word, say.left_out)
        job = Job(utterance, deque(clauses))
        if say.is_announcement:
            before = [self._earcon(say.earcon, say)] if say.earcon else []
            self._player.announce(*before, utterance)
            self._jobs.cancel_announcement()
        else:
            self._player.add(utterance)
        must_wait = self._jobs.has_reading and not say.is_announcement
        if must_wait or not self._serve_from_store(job):
            self._jobs.add(job, is_announcement=say.is_announcement)
        self._sink_control.wake()

    def _sound(self, sound: Sound) -> None:
        if self._jobs.is_outdated(sound.generation):
            return
        utterance = self._earcon(sound.name, sound)
        if sound.is_announcement:
            self._player.announce(utterance)
            self._jobs.cancel_announcement()
        else:
            self._player.add(utterance)
        self._sink_control.wake()

    def _earcon(self, name: str, command: Say | Sound) -> QueuedUtterance:
        """Return a short sound, or silence; one before an announcement is no utterance itself."""
        is_utterance = isinstance(command, Sound)
        utterance = QueuedUtterance(
            command.generation,
            command.utterance_id if is_utterance else NO_UTTERANCE,
            command.pause_after_s if is_utterance else EARCON_GAP_S,
            is_stretched=False,
            is_interface=True,
        )
        if name:
            clip = earcon(name, self._player.rate_hz)
            self._player.add_clip(utterance, 0, clip, 0.0, last=True)
        else:
            self._player.abandon(utterance)
        return utterance

    def _set_voice(self, voice_id: str) -> None:
        self._voice_id = voice_id
        engine = self._engines.engine
        self._voice = None if engine is None else self._engines.voice(voice_id)
        self._jobs.prepare(())

    # Both threads.

    def _serve_from_store(self, job: Job) -> bool:
        """Add the clauses rendered before, up to the first that was not; true when all were."""
        voice = self._voice
        if voice is None or job.utterance is None:
            return False
        while job.clauses:
            clip = self._known(job.clauses[0], voice)
            if clip is None:
                return False
            self._add_clip(job.utterance, job.clauses.popleft(), clip)
        return True

    def _known(self, clause: Clause, voice: Voice) -> Clip | None:
        """Return the sound of a clause if it is known: of one left out, none at all."""
        if clause.is_left_out:
            return Clip(b"", self._player.rate_hz, (0,) * len(clause.words))
        return self._renderer.known(clause, voice)

    def _add_clip(self, utterance: QueuedUtterance, clause: Clause, clip: Clip) -> None:
        self._player.add_clip(utterance, clause.first_word, clip, clause.gap_s, last=clause.is_last)

    # The thread that owns the engine.

    def run(self) -> None:
        """Render until closed, or until it is clear that the engine cannot be loaded."""
        while job := self._jobs.next(wait=False):
            if not self._serve_from_store(job):
                break
            self._jobs.done(job)
        if not self._jobs.is_closed and self._load():
            self._render_all()
        self._engines.close()

    def _load(self) -> bool:
        try:
            with self._busy():
                engine = self._engines.load()
                voice = self._engines.voice(self._voice_id)
        except EngineError as error:
            self._emit(NoVoice(str(error)))
            return False
        self._voice = voice
        voices = tuple((each.id, each.name) for each in engine.voices())
        self._emit(Ready(engine.name, voice.id, voices, voice.slowest_clear_wpm))
        return True

    def _render_all(self) -> None:
        while not self._jobs.is_closed:
            voice, engine = self._voice, self._engines.engine
            is_guessed = self._measuring.is_needed(voice)
            job = self._jobs.next(wait=not is_guessed)
            if job is not None:
                self._render(job)
            elif is_guessed and voice is not None and engine is not None:
                with self._busy():
                    self._measuring.step(engine, voice)

    def _render(self, job: Job) -> None:
        """Render the next clause of a job, or take its sound from the store."""
        clause = job.clauses[0]
        voice = spoke = self._voice or self._engines.voice(self._voice_id)
        clip = self._known(clause, voice)
        if clip is None:
            self._emit(Rendering(clause.words))
            try:
                with self._busy():
                    clip, spoke = self._renderer.rendered(
                        clause, voice, lambda: self._jobs.is_unwanted(job)
                    )
            except SynthesisCancelled:
                if job.utterance is not None:
                    # What is only prepared is left for later.
                    self._jobs.done(job)
                return
            except EngineError:
                self._give_up(job)
                return
            finally:
                self._emit(Rendering(()))
            if spoke.engine == voice.engine:
                voice = spoke
        if job.utterance is not None:
            if not job.utterance.clips:
                job.utterance.own_rate_wpm = voice.own_rate_wpm
                job.utterance.slowest_wpm = voice.slowest_clear_wpm
            self._add_clip(job.utterance, clause, clip)
        job.clauses.popleft()
        if not job.clauses:
            self._jobs.done(job)

    def _give_up(self, job: Job) -> None:
        if job.utterance is not None:
            self._player.abandon(job.utterance)
            self._emit(UtteranceFailed(job.utterance.generation, job.utterance.utterance_id))
        self._jobs.done(job)

    @contextmanager
    def _busy(self) -> Iterator[None]:
        """Let a ping tell how long this takes."""
        self._busy_since_s = self._clock()
        try:
            yield
        finally:
            self._busy_since_s = None
