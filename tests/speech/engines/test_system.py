"""The system engine against drivers that behave as badly as real ones were measured to."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import wave
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from allvoice.playback.clip import Clip
from allvoice.speech.engines import bindings, system
from allvoice.speech.engines.calibration import Calibrations, measured
from allvoice.speech.engines.system import FOLDER_PREFIX, SystemEngine
from allvoice.speech.model import EngineError, SynthesisCancelled
from tests.speech.engine_host import EngineHost

WORDS = ("Call", "the", "hospital.")


def write_wav(path: str, seconds: float = 0.5) -> None:
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(b"\x00\x20" * int(seconds * 22_050))


class Driver:
    """Stands for pyttsx3's engine."""

    def __init__(self, run: Callable[[Driver], None], driver_name: str = "espeak") -> None:
        self.run = run
        self.driver_name = driver_name
        self.set: dict[str, Any] = {}
        self.text = self.path = ""
        self.finish: Callable[..., None] = lambda **_: None
        self.start: Callable[..., None] = lambda **_: None

    def getProperty(self, name: str) -> Any:
        voice = SimpleNamespace
        voices = [
            voice(id="fr", name="Amélie", languages=["fr_FR"]),
            voice(id="a", name="Alex", languages=["en_US"]),
            voice(id="z", name="Zira", languages=[b"\x05en-gb"]),
        ]
        return voices if name == "voices" else "z"

    def setProperty(self, name: str, value: Any) -> None:
        self.set[name] = value

    def connect(self, topic: str, call: Callable[..., None]) -> None:
        if topic == "finished-utterance":
            self.finish = call
        else:
            assert topic == "started-utterance"
            self.start = call

    def save_to_file(self, text: str, path: str) -> None:
        self.text, self.path = text, path

    def runAndWait(self) -> None:
        self.run(self)


def well(driver: Driver) -> None:
    write_wav(driver.path)
    driver.finish(name=None, completed=True)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Return a maker of engines whose drivers run as told, and the drivers used."""
    drivers: list[Driver] = []
    paces: list[int] = []
    made_up_library = SimpleNamespace(
        RATE=1,
        Info=lambda _path: b"1.52.0",
        Synchronize=lambda: None,
        SetParameter=lambda _rate, value, _relative: paces.append(value),
    )

    def make(
        run: Callable[[Driver], None],
        name: str = "espeak",
        calibrations: Calibrations | None = None,
    ) -> SystemEngine:
        def fresh() -> Driver:
            drivers.append(Driver(run, name))
            return drivers[-1]

        monkeypatch.setattr(system, "_fresh_engine", fresh)
        monkeypatch.setattr(system, "TIME_LIMIT_S", 0.2)
        monkeypatch.setattr(bindings, "load", lambda _mode: made_up_library)
        return SystemEngine(tmp_path, calibrations)

    make.paces = paces  # type: ignore[attr-defined]
    make.drivers = drivers  # type: ignore[attr-defined]
    return make


def say(engine: SystemEngine, words: Sequence[str] = WORDS) -> Clip:
    return engine.synthesize(words, "z", lambda: False)


def test_english_voices_are_offered_and_the_chosen_one_first(made: Any) -> None:
    voices = made(well).voices()
    assert [(voice.id, voice.language) for voice in voices] == [("z", "en-gb"), ("a", "en-US")]


def test_each_clause_gets_a_fresh_driver_with_a_whole_number_as_its_pace(made: Any) -> None:
    engine = made(well)
    before = len(made.drivers)
    for _ in range(3):
        assert say(engine).frames > 0
    used = made.drivers[before:]
    assert len(used) == 3
    for driver in used:
        assert isinstance(driver.set["rate"], int)
        assert driver.set["voice"] == "z"


def test_marks_are_estimated_within_the_clip(made: Any) -> None:
    clip = say(made(well))
    assert clip.marks[0] == 0
    assert len(clip.marks) == len(WORDS)


def test_a_driver_that_never_finishes_is_given_up(made: Any, tmp_path: Path) -> None:
    engine = made(lambda driver: write_wav(driver.path))
    with pytest.raises(EngineError, match="did not finish"):
        say(engine)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_windows_voices_that_never_report_are_heard_all_the_same(
    made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = made(lambda driver: write_wav(driver.path), "sapi5")
    assert say(engine).frames > 0


@pytest.mark.parametrize("content", [None, b"", b"RIFF\xff\xff\x00\x00WAVEfmt "])
def test_a_lost_or_torn_file_is_an_error_and_never_silence(
    made: Any, content: bytes | None
) -> None:
    def run(driver: Driver) -> None:
        if content is not None:
            Path(driver.path).write_bytes(content)
        driver.finish(completed=True)

    engine = made(run)
    with pytest.raises(EngineError, match="wrote no sound"):
        say(engine)


def test_an_empty_file_for_words_is_an_error_but_for_signs_it_is_silence(made: Any) -> None:
    def run(driver: Driver) -> None:
        write_wav(driver.path, 0)
        driver.finish(completed=True)

    engine = made(run)
    with pytest.raises(EngineError, match="the file is empty"):
        say(engine)
    assert say(engine, ("—",)).frames == 0


def test_a_driver_that_breaks_is_an_error_in_one_sentence(made: Any) -> None:
    def run(_driver: Driver) -> None:
        raise OSError("COM error -2147221005")

    engine = made(run)
    with pytest.raises(EngineError, match="failed on a sentence: COM error"):
        say(engine)


def test_commands_of_system_voices_reach_no_driver(made: Any) -> None:
    engine = made(well)
    say(engine, ("[[slnc", "10000]]", "<silence", 'msec="9"/>', "\x01hello"))
    assert not set(made.drivers[-1].text) & set("[]<>\x01")
    assert "hello" in made.drivers[-1].text


def test_what_nobody_wants_is_dropped_after_rendering_too(made: Any, tmp_path: Path) -> None:
    engine = made(well)
    answers = iter((False, True))
    with pytest.raises(SynthesisCancelled):
        engine.synthesize(WORDS, "z", lambda: next(answers))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_no_folder_stays_behind(made: Any, tmp_path: Path) -> None:
    engine = made(well)
    say(engine)
    assert len(list(tmp_path.iterdir())) == 1
    engine.close()
    engine.close()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(EngineError, match="were closed"):
        say(engine)


def test_a_tidied_temporary_folder_is_made_again(made: Any, tmp_path: Path) -> None:
    engine = made(well)
    next(tmp_path.iterdir()).rmdir()
    assert say(engine).frames > 0


def test_what_a_crash_left_is_removed_and_what_is_in_use_is_kept(made: Any, tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    crashed = tmp_path / f"{FOLDER_PREFIX}{gone.pid}-abc"
    living = tmp_path / f"{FOLDER_PREFIX}{os.getpid()}-abc"
    ancient = tmp_path / f"{FOLDER_PREFIX}{os.getpid()}-old"
    for folder in (crashed, living, ancient, tmp_path / f"{FOLDER_PREFIX}no-number"):
        folder.mkdir()
        (folder / "clause.wav").write_bytes(b"half")
    os.utime(ancient, (0, 0))
    made(well).close()
    assert not crashed.exists()
    assert not ancient.exists()
    assert living.exists()


def test_a_computer_without_voices_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, made: Any
) -> None:
    monkeypatch.setattr(Driver, "getProperty", lambda _self, name: [] if name == "voices" else None)
    with pytest.raises(EngineError, match="Install one"):
        made(well)


def test_pyttsx3_that_cannot_start_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail() -> None:
        raise RuntimeError("no driver\nand a long story")

    monkeypatch.setattr(bindings, "load", lambda _mode: None)
    monkeypatch.setattr(system, "_fresh_engine", fail)
    with pytest.raises(EngineError, match=r"no driver\. Install pyttsx3") as caught:
        SystemEngine(tmp_path)
    assert "\n" not in str(caught.value)


def test_the_pace_is_set_once_more_when_nothing_can_cancel_it(
    made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(driver: Driver) -> None:
        driver.start(name=None)
        well(driver)

    monkeypatch.setattr(sys, "platform", "linux")
    say(made(run))
    assert made.paces == [system.RATE_WPM]


def test_pace_and_loudness_of_an_unknown_voice_are_measured_close_to_the_truth(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    host = EngineHost("system", tmp_path_factory.mktemp("system"))
    found = measured(host.say)
    known = host.voices[0]
    host.close()
    assert found is not None
    assert found.own_rate_wpm == pytest.approx(known.own_rate_wpm, rel=0.07)
    assert found.loudness_lufs == pytest.approx(known.loudness_lufs, abs=0.7)


def sings(driver: Driver) -> None:
    """Four seconds of a hum for whatever is said."""
    with wave.open(driver.path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        hum = (int(3_000 * math.sin(2 * math.pi * 300 * n / 22_050)) for n in range(4 * 22_050))
        file.writeframes(array("h", hum).tobytes())
    driver.finish(name=None, completed=True)


def test_a_voice_is_measured_at_its_first_start_and_known_at_the_next(
    made: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    first = made(sings, calibrations=Calibrations(tmp_path, lambda _engine: "1"))
    sayings = len(made.drivers)
    again = made(sings, calibrations=Calibrations(tmp_path, lambda _engine: "1"))
    assert again.voices() == first.voices()
    assert all(voice.is_calibrated for voice in first.voices())
    assert first.voices()[0].loudness_lufs == pytest.approx(-24.5, abs=0.2)
    # To ask which voices there are takes one of them.
    assert len(made.drivers) - sayings == 1
    newer = made(sings, calibrations=Calibrations(tmp_path, lambda _engine: "2"))
    assert newer.voices() == first.voices()
    assert len(made.drivers) - sayings > 2


def test_no_clause_of_two_hundred_comes_out_at_another_pace(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    host = EngineHost("system", tmp_path_factory.mktemp("system"))
    lengths = sorted(host.say(WORDS).duration_s for _ in range(200))
    host.close()
    # At the rate that the driver sets by itself it would be an eighth shorter.
    assert lengths[-1] < 1.1 * lengths[0]
