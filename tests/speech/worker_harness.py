"""The worker with a virtual sink and an engine that waits until a test lets it go on."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from allvoice.playback.boundary import Passed
from allvoice.playback.clip import Clip
from allvoice.playback.player import Player
from allvoice.playback.sinks.virtual import VirtualSink
from allvoice.speech.engines.fallback import EngineFallback
from allvoice.speech.engines.silent import VOICE_ID, SilentEngine
from allvoice.speech.host.cache import ClipCache
from allvoice.speech.host.worker import VoiceWorker
from allvoice.speech.model import EngineError, SynthesisCancelled, Synthesizer, Voice
from allvoice.speech.protocol import (
    Close,
    Configure,
    Event,
    Say,
    UtteranceEnded,
)
from tests.boundaries import word_of

RATE_HZ = 24_000
LIMIT_S = 20.0
VOICE = Voice("a", "A", "en", "espeak", 150.0)


class GatedEngine(SilentEngine):
    """Renders like the silent engine, one clause for each time it is let through."""

    name = "espeak"

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.open = True
        self.rendered: list[tuple[str, tuple[str, ...]]] = []
        self.started: queue.Queue[tuple[str, ...]] = queue.Queue()
        self.cancelled: Callable[[], bool] = lambda: False

    def voices(self) -> Sequence[Voice]:
        return (VOICE, Voice("b", "B", "en", self.name, 300.0))

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        self.cancelled = cancelled
        self.started.put(tuple(words))
        if not self.open:
            assert self.gate.acquire(timeout=LIMIT_S)
        if cancelled():
            raise SynthesisCancelled
        if "unspeakable" in words:
            raise EngineError("The espeak voice failed.")
        self.rendered.append((voice_id, tuple(words)))
        return super().synthesize(words, VOICE_ID, cancelled)


@dataclass
class WorkerHarness:
    worker: VoiceWorker
    player: Player
    sink: VirtualSink
    engine: GatedEngine
    clips: ClipCache
    events: queue.Queue[Event]
    woken: int = 0
    heard: list[Passed] = field(default_factory=list)

    def wait_for(self, kind: type[Event]) -> Event:
        while True:
            event = self.events.get(timeout=LIMIT_S)
            if isinstance(event, kind):
                return event

    def hear(self, utterance_id: int) -> list[int | None]:
        """Let time pass until an utterance was heard to its end; return its words."""
        for _ in range(100_000):
            self.sink.advance(240)
            if any(
                b.utterance_id == utterance_id and isinstance(b, UtteranceEnded) for b in self.heard
            ):
                return [word_of(b) for b in self.heard if b.utterance_id == utterance_id]
            if not self.player.active:
                break
            self.rendering.wait(0.001)
        raise AssertionError("never heard to its end")

    rendering: threading.Event = field(default_factory=threading.Event)


@contextmanager
def worker_harness(
    *,
    known: Voice | None = VOICE,
    loads: Callable[[str], Synthesizer] | None = None,
    stand_in: str = "",
    clock: Callable[[], float] = lambda: 0.0,
    make_player: Callable[..., Player] = Player,
) -> Iterator[WorkerHarness]:
    events: queue.Queue[Event] = queue.Queue()
    engine = GatedEngine()
    heard: list[Passed] = []
    player = make_player(RATE_HZ, lambda boundary, delay_s: heard.append(boundary))
    sink = VirtualSink(RATE_HZ)
    sink.start(player)
    clips = ClipCache(None)
    configuration = Configure("espeak", "a")

    class _SinkControl:
        def wake(self) -> None:
            made.woken += 1

    worker = VoiceWorker(
        configuration,
        EngineFallback("espeak", loads or (lambda name: engine), lambda text: None, stand_in),
        known,
        player,
        _SinkControl(),
        clips,
        events.put,
        clock,
    )
    made = WorkerHarness(worker, player, sink, engine, clips, events, heard=heard)
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        worker.obey(Close())
        for _ in range(50):
            engine.gate.release()
        thread.join(LIMIT_S)
        assert not thread.is_alive()


def say(
    words: str, utterance_id: int = 1, generation: int = 0, *, cuts: tuple[int, ...] = (0,)
) -> Say:
    return Say(generation, utterance_id, tuple(words.split()), cuts)
