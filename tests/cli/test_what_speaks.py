"""`voices` and `doctor`: what can speak here, what is missing, and how to mend it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allvoice.cli import doctor as doctor_module
from allvoice.cli import voices as voices_module
from allvoice.cli.voices import Tried, try_engine
from allvoice.paths import user_folders
from allvoice.shelf.settings.choices import Choices
from allvoice.speech.client.sound_log import SoundReport, write_report
from allvoice.speech.engines import registry
from tests.cli.conftest import Command
from tests.cli.messages import plain

ENGINES = {
    "natural": Tried("natural", (("heart", "Heart"),)),
    "espeak": Tried("espeak", (("en-us", "American"), ("en-gb", "British"))),
    "system": Tried("system", problem="The system voice does not answer."),
}


@pytest.fixture
def three_engines(monkeypatch: pytest.MonkeyPatch) -> dict[str, Tried]:
    """Two engines that can speak and one that cannot; a test may break them all."""
    tried = dict(ENGINES)
    for module in (voices_module, doctor_module):
        monkeypatch.setattr(module, "try_engine", lambda name, log_file: tried[name])
    return tried


@pytest.mark.usefixtures("three_engines")
def test_every_voice_is_a_row_with_its_engine(allvoice: Command) -> None:
    listed = allvoice("voices")

    assert listed.code == 0
    assert listed.out == (
        "natural\theart\tHeart\nespeak\ten-us\tAmerican\nespeak\ten-gb\tBritish\n"
    )
    assert plain(listed.err) == "The system voice does not answer."


@pytest.mark.usefixtures("three_engines")
def test_the_voices_for_programs_say_the_same(allvoice: Command) -> None:
    rows = json.loads(allvoice("voices", "--json").out)

    assert rows[1] == {"engine": "espeak", "voice": "en-us", "name": "American"}
    assert len(rows) == 3


def test_where_nothing_can_speak_the_exit_code_says_so(
    allvoice: Command, three_engines: dict[str, Tried]
) -> None:
    for name in three_engines:
        three_engines[name] = Tried(name, problem=f"The {name} voice is missing.")
    listed = allvoice("voices", "--json")

    assert listed.code == 3
    assert json.loads(listed.out) == []
    assert "Run allvoice doctor" in listed.err


def test_an_engine_is_tried_in_a_process_of_its_own() -> None:
    tried = try_engine("silent", None)

    assert tried.problem == ""
    assert [voice_id for voice_id, _ in tried.voices] == ["silence"]


def test_an_engine_that_cannot_be_loaded_is_told_with_the_reason() -> None:
    tried = try_engine("bogus", None)

    assert tried.voices == ()
    assert "bogus" in tried.problem
    assert "without sound" not in tried.problem


@pytest.mark.usefixtures("three_engines")
def test_doctor_names_what_is_amiss_and_what_to_do(allvoice: Command) -> None:
    examined = allvoice("doctor")

    amiss = [line for line in examined.out.splitlines() if line.startswith("AMISS\t")]
    assert amiss == [
        "AMISS\tsystem voice: The system voice does not answer.",
        "AMISS\tsound: No sound device answers: check that speakers or headphones are connected "
        "and the sound system is running.",
    ]
    # Sound libraries complain past Python; the diagnosis says it all.
    assert examined.err == ""


@pytest.mark.usefixtures("three_engines")
def test_doctor_for_programs_says_the_same(allvoice: Command) -> None:
    findings = json.loads(allvoice("doctor", "--json").out)

    assert [each["name"] for each in findings] == [
        "versions",
        "packages",
        "natural voice",
        "espeak voice",
        "system voice",
        "sound",
        "pace",
        "guide",
        "folder for places, marks and notes",
        "folder for cache",
        "shelf",
        "settings",
        "backups",
        "volume",
        "lexicon",
        "colours",
        "permissions",
        "unbroken sound",
        "network",
        "media keys",
        "screen",
        "terminal",
    ]
    assert all(each["detail"] for each in findings)


class _Loudspeaker:
    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("voices_speak", "sound", "code"),
    [(True, True, 0), (True, False, 3), (False, True, 3)],
    ids=["all well", "no sound device", "no voice"],
)
def test_doctor_ends_with_3_where_nothing_could_be_heard(
    allvoice: Command,
    three_engines: dict[str, Tried],
    monkeypatch: pytest.MonkeyPatch,
    voices_speak: bool,
    sound: bool,
    code: int,
) -> None:
    if not voices_speak:
        for name in three_engines:
            three_engines[name] = Tried(name, problem="It is missing.")
    if sound:
        monkeypatch.setattr("allvoice.playback.sinks.device.open_device", _Loudspeaker)

    assert allvoice("doctor").code == code


@pytest.mark.usefixtures("three_engines")
def test_doctor_names_a_package_that_is_missing_without_loading_the_engine(
    allvoice: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = "The espeak engine needs pyttsx3. Install allvoice again."
    monkeypatch.setattr(registry, "check", lambda name: needs if name == "espeak" else None)

    assert f"AMISS\tespeak voice: {needs}" in allvoice("doctor").out


@pytest.mark.usefixtures("three_engines")
def test_doctor_shows_settings_and_folders_that_cannot_be_used(
    allvoice: Command, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("rate_wpm = 1\n", encoding="utf-8")
    (tmp_path / "cache").touch()
    examined = allvoice("doctor", "--data-dir", tmp_path).out

    assert "AMISS\tsettings: settings.toml, line 1" in examined
    assert f"AMISS\tfolder for cache: {tmp_path / 'cache'} cannot be written" in examined


@pytest.mark.usefixtures("three_engines")
def test_doctor_tells_how_often_the_sound_ran_dry(allvoice: Command, tmp_path: Path) -> None:
    log = user_folders(tmp_path / "data").log_file
    write_report(log, SoundReport("2026-01-02T03:04:05+00:00", 125.0, 3))
    findings = json.loads(allvoice("doctor", "--json", "--data-dir", str(tmp_path / "data")).out)
    (told,) = [each for each in findings if each["name"] == "unbroken sound"]
    assert "ran dry 3 times (late pulls: 3) in the session of 2 min" in told["detail"]
    assert told["figures"] == {"late_pulls": 3, "lasted_s": 125.0}


@pytest.mark.usefixtures("three_engines")
def test_doctor_tells_what_is_chosen_as_the_settings_file_says_it(
    allvoice: Command, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    assert "volume: 100 per cent, boost off" in allvoice("doctor", "--data-dir", data).out
    file = user_folders(data).settings_file
    choices, _ = Choices.open(file)
    for name, value in (("volume", 40), ("voices.espeak", "en-gb"), ("keys.stop", "f2")):
        assert choices.choose(name, value) == ""
    told = allvoice("doctor", "--data-dir", data).out
    assert "volume: 40 per cent, boost off" in told
    chosen = 'volume = 40; voices.espeak = "en-gb"; keys.stop = "f2"'
    assert f"settings: {file}; {chosen}\n" in told


@pytest.mark.usefixtures("three_engines")
def test_media_keys_that_are_switched_off_are_told_to_be(allvoice: Command) -> None:
    choices, _ = Choices.open(user_folders().settings_file)
    choices.choose("media_keys", False)
    told = "ok\tmedia keys: switched off in the settings (media_keys)"
    assert told in allvoice("doctor").out.splitlines()
