"""An output with fake sinks, whose time and whose threads are moved by hand."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.playback.sinks.output import DOUBTS, Output, SoundChange
from allvoice.playback.sinks.sink import AudioSource, Sink, SinkError
from tests.playback.player_harness import RATE_HZ, STEP, PlayerHarness, noise_clip

TICK_S = 0.25
GONE = "The loudspeaker is gone."


class FakeSink:
    """A sink that takes sound when the test says so."""

    def __init__(self, name: str, latency_s: float = 0.02) -> None:
        self.name = name
        self.rate_hz = RATE_HZ
        self.latency_s = latency_s
        self.late_pulls = 0
        self.is_ill_fitting = False
        self.alive = True
        self.failure = SinkError(GONE)
        self.running = False
        self.closed = False
        self.cannot_start = False
        self._source: AudioSource | None = None

    def start(self, source: AudioSource) -> None:
        if self.cannot_start:
            raise SinkError(GONE)
        self._source = source
        self.running = True

    def stop(self) -> None:
        self.running = False

    def close(self) -> None:
        self.running = False
        self.closed = True

    def pull(self, frames: int = STEP) -> bytes:
        """What the sink's own thread does while it works."""
        assert self._source is not None
        return self._source.read(frames)


class FakeAheadSink(FakeSink):
    """The same, ahead of the ear: what it took is heard when the test says so."""

    def __init__(self, name: str) -> None:
        super().__init__(name, latency_s=0.0)
        self.waiting_frames = 0

    def recall(self, keep_s: float) -> int:
        given_back, self.waiting_frames = self.waiting_frames, 0
        return given_back

    def poke(self) -> None:
        if self.running and self.alive and self._source is not None:
            self._source.feed(STEP, self._write)

    def _write(self, pcm: bytes) -> float:
        self.waiting_frames += len(pcm) // 2
        return 0.0


class OutputHarness:
    """An output with fake sinks, its own time, and jobs done when the test says so."""

    def __init__(self) -> None:
        self.now_s = 1_000.0
        self.playing = PlayerHarness()
        self.told: list[str] = []
        self.has_sound = True
        """As it was told last."""
        self.opened: list[FakeSink] = []
        self.fallbacks: list[FakeSink] = []
        self.trouble: SinkError | None = None
        self.kind: Callable[[str], FakeSink] = FakeSink
        self.prepare: Callable[[FakeSink], None] = lambda sink: None
        self.jobs: list[Callable[[], None]] = []
        self.output = Output(
            self._make_sink,
            self.playing.player,
            self._note,
            lambda: self.now_s,
            make_fallback=self._make_fallback,
            run_job=self.jobs.append,
        )
        self.playing.player.ahead = self.output

    def _note(self, change: SoundChange) -> None:
        self.told.append(change.text)
        self.has_sound = change.has_sound

    def _make_sink(self) -> Sink:
        if self.trouble is not None:
            raise self.trouble
        sink = self.kind("loudspeaker")
        self.prepare(sink)
        self.opened.append(sink)
        return sink

    def _make_fallback(self) -> Sink:
        sink = FakeSink("clock", latency_s=0.0)
        self.fallbacks.append(sink)
        return sink

    def settle(self) -> None:
        """Let the thread for jobs do all it has to."""
        while self.jobs:
            self.jobs.pop(0)()

    def wake(self) -> None:
        self.output.wake()
        self.settle()

    def tick(self, seconds: float = TICK_S) -> None:
        """Let time pass with a tick at its end."""
        self.now_s += seconds
        self.output.tick()
        self.settle()

    def lose(self, sink: FakeSink) -> None:
        """Let a sink die, and time pass until that is beyond doubt."""
        sink.alive = False
        for _ in range(DOUBTS):
            self.tick()

    def read_on(self, words: int = 50) -> None:
        """Give the player something to read."""
        self.playing.player.add(self.playing.utterance(noise_clip(words)))

    @property
    def running(self) -> list[str]:
        """Names of the sinks at work."""
        return [sink.name for sink in (*self.opened, *self.fallbacks) if sink.running]

    @property
    def words(self) -> list[int | None]:
        return [word for _, word in self.playing.words()]
