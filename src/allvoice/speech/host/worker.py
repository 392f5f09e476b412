"""The inside of the voice process: commands in, sound and events out.

Two threads meet here. One obeys commands and never waits: flush, pause, pace and volume change the
player at once, whatever the engine is doing. The other owns the engine, as C libraries and macOS
demand, and renders clause by clause what the first one queued.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from allvoice.playback.clip import Clip
from allvoice.playback.earcons import earcon
from allvoice.playback.player import Player, QueuedUtterance
from allvoice.speech.engines.calibration import Calibration, Calibrations, measuring
from allvoice.speech.host.fallback import EngineFallback
from allvoice.speech.model import EngineError, SynthesisCancelled, Voice
from allvoice.speech.protocol import (
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
    SetGuideAudible,
    SetRate,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
    Sound,
    UtteranceFailed,
)

CLAUSE_GAP_S = 0.18
"""Silence between two clauses rendered apart, where the sentence has a comma or the like."""
CUT_GAP_S = 0.04
"""Silence where a sentence was cut between two words."""

EARCON_GAP_S = 0.05
"""Silence between a short sound and the announcement it belongs to."""
NO_UTTERANCE = 0
"""The number of what reports nothing: utterances are counted from 1."""


class ClipStore(Protocol):
    """Keeps rendered clauses; may forget any of them."""

    def get(self, engine: str, voice_id: str, words: Sequence[str]) -> Clip | None:
        """Return a clip rendered before."""
        ...

    def put(self, engine: str, voice_id: str, words: Sequence[str], clip: Clip) -> None:
        """Keep a clip."""
        ...


class SinkControl(Protocol):
    """Where the player's sound goes."""

    def wake(self) -> None:
        """Begin to take sound."""
        ...


@dataclass(slots=True, eq=False)
class _Job:
    item: QueuedUtterance | None
    """None for what is only prepared."""
    words: tuple[str, ...]
    cuts: tuple[int, ...]
    left_out: frozenset[int] = frozenset()
    """Clauses passed without a sound."""
    next_clause: int = 0
    failed: bool = False

    @property
    def clause(self) -> tuple[int, int]:
        """First word of the clause to render and the word after its last."""
        start = self.cuts[self.next_clause]
        later = self.next_clause + 1
        return start, self.cuts[later] if later < len(self.cuts) else len(self.words)

    @property
    def at_last_clause(self) -> bool:
        return self.next_clause + 1 >= len(self.cuts)

    @property
    def gap_s(self) -> float:
        """Silence after the clause; nothing after the last, whose pause is the utterance's."""
        if self.at_last_clause:
            return 0.0
        last_word = self.words[self.clause[1] - 1]
        return CLAUSE_GAP_S if last_word.endswith((",", ";", ":")) else CUT_GAP_S


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
    ) -> None:
        """Make a worker that has nothing to do yet.

        Args:
            configuration: engine, voice, pace and volume to begin with.
            engines: what renders; called only by the thread in `run`.
            known_voice: the voice that will speak, if it is known before its engine is loaded.
            player: what sounds.
            sink_control: woken whenever the player has something to play.
            clips: what was rendered before.
            emit: takes events; called from both threads.
            clock: seconds, for telling how long the engine has been at its task.
            calibrations: how loud voices are that were measured on this computer; takes what is
                measured of others here.
        """
        self._engines = engines
        self._player = player
        self._sink_control = sink_control
        self._clips = clips
        self._emit = emit
        self._clock = clock
        self._calibrations = calibrations or Calibrations()
        self._measuring: tuple[Voice, Generator[None, None, Calibration | None]] | None = None
        """The voice whose loudness is being found out, and the steps of that."""
        self._not_measurable: set[str] = set()
        """Ids of voices that made no sound that could be measured."""
        self._engine_name = configuration.engine
        self._voice_id = configuration.voice_id
        self._voice = known_voice
        self._generation = 0
        self._changed = threading.Condition()
        self._jobs: deque[_Job] = deque()
        self._announcement_jobs: deque[_Job] = deque()
        self._to_prepare: deque[_Job] = deque()
        self._job: _Job | None = None
        self._preparing = False
        self._busy_since_s: float | None = None
        self._closing = False
        player.set_rate(configuration.rate_wpm)
        player.set_volume(configuration.volume)
        player.set_volume_boost(configuration.volume_boost_db)
        player.set_guide_audible(configuration.guide_audible)

    # The thread that obeys.

    def obey(self, command: Command) -> None:
        """Carry out a command; never waits for the engine."""
        match command:
            case Say():
                self._say(command)
            case Sound():
                self._sound(command)
            case Flush():
                self._flush(command.generation)
            case CancelAnnouncement():
                self._player.cancel_announcement()
                with self._changed:
                    self._announcement_jobs.clear()
            case SetGuideAudible():
                self._player.set_guide_audible(command.audible)
            case Pause():
                self._player.pause()
            case Resume():
                self._player.resume()
                self._sink_control.wake()
            case SetRate():
                self._player.set_rate(command.rate_wpm)
            case SetVolume():
                self._player.set_volume(command.volume)
            case SetVolumeBoost():
                self._player.set_volume_boost(command.boost_db)
            case SetVoice():
                self._set_voice(command.voice_id)
            case Prepare():
                self._prepare(command)
            case Ping():
                since = self._busy_since_s
                stuck_s = 0.0 if since is None else self._clock() - since
                self._emit(Pong(command.number, stuck_s))
            case Close():
                with self._changed:
                    self._closing = True
                    self._changed.notify_all()
            case Configure():
                raise ValueError("the voice process is configured once")

    def _flush(self, generation: int) -> None:
        self._player.flush()
        with self._changed:
            self._generation = generation
            self._jobs.clear()
            self._announcement_jobs.clear()

    def _say(self, say: Say) -> None:
        if say.generation < self._generation:
            return
        cuts = say.clause_starts
        first = max(n for n, start in enumerate(cuts) if start <= say.from_word)
        voice = self._voice
        item = QueuedUtterance(
            say.generation,
            say.utterance_id,
            say.pause_after_s,
            say.from_word,
            voice.own_rate_wpm if voice is not None else 150.0,
            slow_words=frozenset(say.slow_words),
            pitch=say.pitch,
            is_interface=say.is_interface,
        )
        job = _Job(item, say.words, cuts, frozenset(say.left_out), first)
        if say.is_announcement:
            before = [self._earcon(say.earcon, say)] if say.earcon else []
            self._player.announce(*before, item)
        else:
            self._player.add(item)
        with self._changed:
            if say.is_announcement:
                self._announcement_jobs.clear()
            waiting = bool(self._jobs) and not say.is_announcement
        done = not waiting and self._serve_from_store(job)
        if not done:
            with self._changed:
                (self._announcement_jobs if say.is_announcement else self._jobs).append(job)
                self._changed.notify_all()
        self._sink_control.wake()

    def _serve_from_store(self, job: _Job) -> bool:
        """Add the clauses rendered before, up to the first that is not; true when all were."""
        voice = self._voice
        if voice is None or job.item is None:
            return False
        while True:
            start, _ = job.clause
            clip = self._known_clip(job, voice)
            if clip is None:
                return False
            last = job.at_last_clause
            self._add_clip(job.item, start, clip, voice, job.gap_s, last=last)
            if last:
                return True
            job.next_clause += 1

    def _add_clip(
        self,
        item: QueuedUtterance,
        start: int,
        clip: Clip,
        voice: Voice,
        gap_s: float,
        *,
        last: bool,
    ) -> None:
        """Let a clip be played as loud as those of every other voice."""
        levelled = replace(clip, gain_db=self._calibrations.gain_db(voice))
        self._player.add_clip(item, start, levelled, gap_s, last=last)

    def _known_clip(self, job: _Job, voice: Voice) -> Clip | None:
        """Return the sound of the clause to render if it is known: of one left out, none at all."""
        start, end = job.clause
        if job.next_clause in job.left_out:
            return Clip(b"", self._player.rate_hz, (0,) * (end - start))
        return self._clips.get(voice.engine, voice.id, job.words[start:end])

    def _sound(self, sound: Sound) -> None:
        if sound.generation < self._generation:
            return
        item = self._earcon(sound.name, sound)
        if sound.is_announcement:
            self._player.announce(item)
            with self._changed:
                self._announcement_jobs.clear()
        else:
            self._player.add(item)
        self._sink_control.wake()

    def _earcon(self, name: str, command: Say | Sound) -> QueuedUtterance:
        """Return the item of a short sound; one before an announcement is no utterance itself."""
        is_interface = isinstance(command, Sound)
        number = command.utterance_id if is_interface else NO_UTTERANCE
        pause_s = command.pause_after_s if is_interface else EARCON_GAP_S
        item = QueuedUtterance(
            command.generation, number, pause_s, is_stretched=False, is_interface=True
        )
        clip = earcon(name, self._player.rate_hz)
        self._player.add_clip(item, 0, clip, 0.0, last=True)
        return item

    def _set_voice(self, voice_id: str) -> None:
        with self._changed:
            self._voice_id = voice_id
            self._voice = None
            engine = self._engines.engine
            if engine is not None:
                voices = engine.voices()
                self._voice = next((v for v in voices if v.id == voice_id), voices[0])
            self._to_prepare.clear()

    def _prepare(self, prepare: Prepare) -> None:
        jobs = deque(_Job(None, words, cuts) for words, cuts in prepare.texts)
        with self._changed:
            self._to_prepare = jobs
            self._changed.notify_all()

    # The thread that owns the engine.

    def run(self) -> None:
        """Render until closed, or until no engine can be loaded."""
        loaded = False
        while not self._closing:
            idle = loaded and self._lacking_voice() is not None
            job = self._next_job(wait=loaded and not idle)
            if job is None and idle and not self._closing:
                self._measure_on()
                continue
            if job is None and loaded:
                break
            if not loaded and (job is None or not self._served_without_engine(job)):
                self._busy_since_s = self._clock()
                loaded = self._load()
                self._busy_since_s = None
                if not loaded:
                    return
            if job is not None:
                self._render(job)
        self._engines.close()

    def _served_without_engine(self, job: _Job) -> bool:
        if not self._serve_from_store(job):
            return False
        job.next_clause = len(job.cuts)
        return True

    def _load(self) -> bool:
        try:
            engine = self._engines.load()
            voice = self._engines.voice(self._voice_id)
        except EngineError as error:
            self._emit(NoVoice(str(error)))
            return False
        self._voice = voice
        voices = tuple((each.id, each.name) for each in engine.voices())
        self._emit(Ready(engine.name, voice.id, voices))
        return True

    def _next_job(self, *, wait: bool) -> _Job | None:
        """Return the job to go on with; None when closing, or when there is none and no wait."""
        with self._changed:
            self._job = None
            while True:
                if self._closing:
                    return None
                for jobs in (self._announcement_jobs, self._jobs, self._to_prepare):
                    if jobs and (wait or jobs is not self._to_prepare):
                        self._job = jobs[0]
                        self._preparing = jobs is self._to_prepare
                        return self._job
                if not wait:
                    return None
                self._changed.wait()

    def _lacking_voice(self) -> Voice | None:
        """Return the voice that speaks if its loudness is only guessed and can be measured."""
        voice = self._voice
        if voice is None or voice.id in self._not_measurable:
            return None
        return voice if self._calibrations.lacks(voice) else None

    def _measure_on(self) -> None:
        """Find out a little more about the voice's loudness while nobody waits for a word."""
        voice = self._lacking_voice()
        engine = self._engines.engine
        if voice is None or engine is None:
            return
        if self._measuring is None or self._measuring[0] != voice:
            render = partial(
                engine.synthesize, voice_id=voice.id, cancelled=lambda: self._is_wanted_elsewhere
            )
            self._measuring = voice, measuring(render)
        self._busy_since_s = self._clock()
        try:
            next(self._measuring[1])
        except StopIteration as end:
            self._measuring = None
            if end.value is None:
                self._not_measurable.add(voice.id)
            else:
                self._calibrations.put(voice.engine, voice.id, end.value)
        except EngineError:
            self._measuring = None
            self._not_measurable.add(voice.id)
        finally:
            self._busy_since_s = None

    def _render(self, job: _Job) -> None:
        if job.next_clause < len(job.cuts):
            self._render_clause(job)
        if job.next_clause >= len(job.cuts):
            self._finish(job)

    def _finish(self, job: _Job) -> None:
        with self._changed:
            for jobs in (self._announcement_jobs, self._jobs, self._to_prepare):
                if jobs and jobs[0] is job:
                    jobs.popleft()

    def _render_clause(self, job: _Job) -> None:
        start, end = job.clause
        words = job.words[start:end]
        voice = spoke = self._voice or self._engines.voice(self._voice_id)
        clip = self._known_clip(job, voice)
        if clip is None:
            self._busy_since_s = self._clock()
            self._emit(Rendering(words))
            try:
                clip, spoke = self._engines.render(words, voice.id, lambda: self._unwanted(job))
            except SynthesisCancelled:
                self._finish_cancelled(job)
                return
            except EngineError:
                self._give_up(job)
                return
            finally:
                self._busy_since_s = None
                self._emit(Rendering(()))
            self._clips.put(spoke.engine, spoke.id, words, clip)
            if spoke.engine == voice.engine:
                voice = spoke
        if job.item is not None:
            if not job.item.clips:
                job.item.own_rate_wpm = voice.own_rate_wpm
            self._add_clip(job.item, start, clip, spoke, job.gap_s, last=job.at_last_clause)
        job.next_clause += 1

    def _give_up(self, job: _Job) -> None:
        job.next_clause = len(job.cuts)
        if job.item is not None:
            self._player.abandon(job.item)
            self._emit(UtteranceFailed(job.item.generation, job.item.utterance_id))

    def _finish_cancelled(self, job: _Job) -> None:
        """Leave a prepared text for later; what was flushed is gone from the queues already."""
        if job.item is not None:
            self._finish(job)

    def _unwanted(self, job: _Job) -> bool:
        if job.item is None:
            return self._is_wanted_elsewhere
        return job.item.generation < self._generation or self._closing

    @property
    def _is_wanted_elsewhere(self) -> bool:
        """Whether somebody waits for something else than what is rendered ahead."""
        return bool(self._jobs or self._announcement_jobs) or self._closing
