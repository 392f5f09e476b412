"""Every voice is as loud as every other: measured once where nobody knows it, and kept."""

from __future__ import annotations

import math
import queue
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.playback.clip import Clip
from allvoice.playback.loudness import TARGET_LUFS, integrated_lufs
from allvoice.playback.player import Player
from allvoice.playback.sinks.virtual import VirtualSink
from allvoice.speech.engines.calibration import (
    LOUDNESSES_LUFS,
    SENTENCES,
    Calibration,
    Calibrations,
    measured,
    measuring,
)
from allvoice.speech.engines.fallback import EngineFallback
from allvoice.speech.host.cache import ClipCache
from allvoice.speech.host.worker import VoiceWorker
from allvoice.speech.model import EngineError, SynthesisCancelled, Voice
from allvoice.speech.protocol import Close, Configure, Event, Ready, Say
from tests.playback.player_harness import samples, trimmed

RATE_HZ = 24_000
LIMIT_S = 20.0
FOUND = Calibration(170.0, -30.0)


def hum(lufs: float, seconds: float) -> bytes:
    """A tone that is as loud as that: at 997 Hz one channel measures 3 dB below its peak."""
    high = 32_768 * 10 ** ((lufs + 3.01) / 20)
    step = 2 * math.pi * 997 / RATE_HZ
    return array(
        "h", [int(high * math.sin(step * n)) for n in range(int(seconds * RATE_HZ))]
    ).tobytes()


class Hummer:
    """An engine that hums, each of its voices as loud as it is."""

    def __init__(self, name: str, lufs: float, *, voice: Voice, refuses: str = "") -> None:
        self.name = name
        self.rendered: list[str] = []
        self.holding = threading.Event()
        self.holds = False
        """Renders no calibration sentence until somebody wants something else."""
        self._lufs = lufs
        self._voice = replace(voice, engine=name)
        self._refuses = refuses

    def voices(self) -> Sequence[Voice]:
        return (self._voice,)

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        said = " ".join(words)
        if said == self._refuses:
            raise EngineError("It failed.")
        if self.holds and said in SENTENCES:
            self.holding.set()
            while self.holds and not cancelled():
                threading.Event().wait(0.001)
            if cancelled():
                raise SynthesisCancelled
        self.rendered.append(said)
        return Clip(hum(self._lufs, max(1.5, 0.3 * len(words))), RATE_HZ, tuple(0 for _ in words))

    def close(self) -> None:
        pass


class Noted(Calibrations):
    """Tells when something was measured."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(folder, lambda _engine: "1")
        self.noted = threading.Event()

    def put(self, engine: str, voice_id: str, calibration: Calibration) -> None:
        super().put(engine, voice_id, calibration)
        self.noted.set()


@dataclass
class WorkerHarness:
    worker: VoiceWorker
    sink: VirtualSink
    player: Player
    events: queue.Queue[Event]

    def hear(self, words: str, utterance_id: int) -> float:
        """Return how loud some words are."""
        self.worker.obey(Say(0, utterance_id, tuple(words.split())))
        heard = array("h")
        while self.player.active:
            heard.extend(samples(self.sink.advance(240)))
        found = integrated_lufs(trimmed(heard).tobytes(), RATE_HZ)
        assert found is not None
        return found


@contextmanager
def worker_harness(
    engines: Sequence[Hummer], calibrations: Calibrations
) -> Iterator[WorkerHarness]:
    known = {engine.name: engine for engine in engines}
    player = Player(RATE_HZ, lambda boundary, delay_s: None)
    sink = VirtualSink(RATE_HZ)
    sink.start(player)
    events: queue.Queue[Event] = queue.Queue()

    class _SinkControl:
        def wake(self) -> None:
            pass

    worker = VoiceWorker(
        Configure(engines[0].name),
        EngineFallback(engines[0].name, known.__getitem__, lambda text: None, engines[-1].name),
        None,
        player,
        _SinkControl(),
        ClipCache(None, version=lambda _engine: "1"),
        events.put,
        calibrations=calibrations,
    )
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    try:
        while not isinstance(events.get(timeout=LIMIT_S), Ready):
            pass
        yield WorkerHarness(worker, sink, player, events)
    finally:
        worker.obey(Close())
        thread.join(LIMIT_S)
        assert not thread.is_alive()


KNOWN = Voice("v", "V", "en", "", 150.0, loudness_lufs=-30.0)
GUESSED = replace(KNOWN, loudness_lufs=-22.0, is_calibrated=False)


def test_a_voice_that_steps_in_for_another_is_as_loud() -> None:
    soft = Hummer("natural", -28.0, voice=replace(KNOWN, loudness_lufs=-28.0), refuses="no")
    loud = Hummer("espeak", -20.5, voice=replace(KNOWN, loudness_lufs=-20.5))
    with worker_harness([soft, loud], Noted()) as r:
        assert r.hear("yes", 1) == pytest.approx(TARGET_LUFS, abs=0.1)
        assert r.hear("no", 2) == pytest.approx(TARGET_LUFS, abs=0.1)
        assert loud.rendered == ["no"]


def test_what_comes_out_of_the_cache_is_as_loud_as_when_it_was_rendered() -> None:
    engine = Hummer("espeak", -30.0, voice=KNOWN)
    with worker_harness([engine], Noted()) as r:
        first, again = r.hear("yes", 1), r.hear("yes", 2)
        assert first == pytest.approx(TARGET_LUFS, abs=0.1)
        assert again == pytest.approx(first, abs=0.01)
        assert engine.rendered == ["yes"]


def test_a_voice_that_nobody_knows_is_measured_and_then_as_loud_as_all(tmp_path: Path) -> None:
    calibrations = Noted(tmp_path)
    with worker_harness([Hummer("espeak", -30.0, voice=GUESSED)], calibrations) as r:
        assert calibrations.noted.wait(LIMIT_S)
        assert r.hear("yes", 1) == pytest.approx(TARGET_LUFS, abs=0.2)
    again = Hummer("espeak", -30.0, voice=GUESSED)
    with worker_harness([again], Noted(tmp_path)) as r:
        assert r.hear("yes", 1) == pytest.approx(TARGET_LUFS, abs=0.2)
        assert again.rendered == ["yes"]


def test_nobody_waits_for_a_voice_to_be_measured() -> None:
    engine = Hummer("espeak", -30.0, voice=GUESSED)
    engine.holds = True
    calibrations = Noted()
    with worker_harness([engine], calibrations) as r:
        assert engine.holding.wait(LIMIT_S)
        # As loud as it is guessed to be until then.
        assert r.hear("yes", 1) == pytest.approx(TARGET_LUFS - 8.0, abs=0.1)
        engine.holds = False
        assert calibrations.noted.wait(LIMIT_S)
        assert r.hear("yes", 2) == pytest.approx(TARGET_LUFS, abs=0.2)


@pytest.mark.parametrize("fault", ["fails", "silent"])
def test_a_voice_that_cannot_be_measured_is_left_alone(fault: str) -> None:
    refuses = SENTENCES[0] if fault == "fails" else ""
    lufs = -30.0 if fault == "fails" else -100.0
    engine = Hummer("espeak", lufs, voice=GUESSED, refuses=refuses)
    calibrations = Noted()
    with worker_harness([engine], calibrations) as r:
        r.worker.obey(Say(0, 1, ("yes",)))
        while r.player.active:
            r.sink.advance(240)
        assert not calibrations.noted.is_set()
    # Tried once, not for ever.
    assert all(engine.rendered.count(sentence) <= 1 for sentence in SENTENCES)


def test_pace_and_loudness_are_measured_of_the_same_sentences() -> None:
    said: list[str] = []

    def render(words: Sequence[str]) -> Clip:
        said.append(" ".join(words))
        return Clip(hum(-24.0, 0.3 * len(words)), RATE_HZ, ())

    found = measured(render)
    assert found is not None
    assert said == list(SENTENCES)
    assert found.loudness_lufs == pytest.approx(-24.0, abs=0.1)
    assert 160 < found.own_rate_wpm < 200


def test_what_was_given_up_for_a_key_is_rendered_once_more() -> None:
    asked: list[str] = []

    def render(words: Sequence[str]) -> Clip:
        asked.append(" ".join(words))
        if len(asked) % 2:
            raise SynthesisCancelled
        return Clip(hum(-24.0, 0.3 * len(words)), RATE_HZ, ())

    # Small steps, between which a key can be obeyed.
    assert len(list(measuring(render))) > 40
    assert asked == [sentence for sentence in SENTENCES for _ in range(2)]


def test_silence_is_no_measure() -> None:
    assert measured(lambda words: Clip(bytes(RATE_HZ * 8), RATE_HZ, ())) is None
    assert measured(lambda words: Clip(b"", RATE_HZ, ())) is None


def test_figures_are_kept_for_the_engine_the_voice_and_the_version(tmp_path: Path) -> None:
    kept = Calibrations(tmp_path, lambda engine: f"{engine} 1")
    kept.put("system", "v", FOUND)
    again = Calibrations(tmp_path, lambda engine: f"{engine} 1")
    assert again.get("system", "v") == FOUND
    assert again.get("espeak", "v") is again.get("system", "w") is None
    assert Calibrations(tmp_path, lambda engine: "2").get("system", "v") is None
    assert [path.name for path in tmp_path.iterdir()] == ["calibration.json"]


def test_two_programs_keep_what_each_has_measured(tmp_path: Path) -> None:
    one, other = Noted(tmp_path), Noted(tmp_path)
    assert one.get("system", "v") is other.get("system", "v") is None
    one.put("system", "v", FOUND)
    other.put("system", "w", replace(FOUND, loudness_lufs=-20.0))
    assert Noted(tmp_path).get("system", "v") == FOUND
    assert Noted(tmp_path).get("system", "w") == replace(FOUND, loudness_lufs=-20.0)


@given(st.binary(max_size=200) | st.just(b"[" * 100_000))
def test_a_damaged_file_means_that_a_voice_is_measured_again(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "calibration.json").write_bytes(content)
    kept = Noted(folder)
    assert kept.get("system", "v") is None
    kept.put("system", "v", FOUND)
    assert Noted(folder).get("system", "v") == FOUND


@pytest.mark.parametrize("figure", ["1e999", "NaN", "-70.0", "12", '"loud"', "null", "[]"])
def test_a_figure_that_no_voice_can_have_does_not_count(tmp_path: Path, figure: str) -> None:
    Noted(tmp_path).put("system", "v", FOUND)
    file = tmp_path / "calibration.json"
    file.write_text(file.read_text(encoding="utf-8").replace("-30.0", figure), encoding="utf-8")
    assert Noted(tmp_path).get("system", "v") is None
    assert LOUDNESSES_LUFS == (-60.0, 0.0)


def test_where_nothing_can_be_kept_it_is_known_until_the_end(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    for folder in (blocked / "folder", None):
        kept = Noted(folder)
        kept.put("system", "v", FOUND)
        assert kept.get("system", "v") == FOUND
        assert kept.gain_db(replace(GUESSED, engine="system")) == TARGET_LUFS + 30
