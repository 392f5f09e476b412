"""However it is read, it is heard as loud, and the keys for the volume are heard too."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from allvoice.playback.loudness import TARGET_LUFS, integrated_lufs, peak_dbfs
from tests.e2e.conftest import OpenReader, environment_of, stopped_at_start
from tests.e2e.ear import RATE_HZ, Ear, Pcm, trimmed
from tests.e2e.hearing import next_sound
from tests.e2e.terminal import PROGRAM, RIGHT

pytestmark = pytest.mark.sound

READ_LIMIT_S = 60.0
PEAK_LIMIT_DBFS = -3.0


def lufs(pcm: Pcm) -> float:
    found = integrated_lufs(pcm.tobytes(), RATE_HZ)
    assert found is not None
    return found


def test_both_voices_are_heard_at_one_loudness(ear: Ear, small_guide: Path, tmp_path: Path) -> None:
    found = {}
    for engine in ("natural", "espeak"):
        began = ear.now
        command = [PROGRAM, "read", str(small_guide), "--engine", engine, "--rate", "300"]
        subprocess.run(
            [*command, "--data-dir", str(tmp_path)],
            env=environment_of(ear.server.environment),
            check=True,
            timeout=READ_LIMIT_S,
        )
        heard = trimmed(ear.heard(began, ear.wait_for_silence(ear.now, 0.5)))
        assert peak_dbfs(heard.tobytes()) <= PEAK_LIMIT_DBFS
        found[engine] = lufs(heard)
    assert found["natural"] == pytest.approx(TARGET_LUFS, abs=1.0)
    assert found["espeak"] == pytest.approx(TARGET_LUFS, abs=1.0)
    assert found["natural"] == pytest.approx(found["espeak"], abs=1.0)


def test_the_volume_goes_above_and_below_the_usual_by_keys(
    open_reader: OpenReader, ear: Ear, small_guide: Path
) -> None:
    terminal = open_reader("espeak", "--rate", "300", guide=small_guide)
    stopped_at_start(terminal, ear)

    def sentence_at(keys: bytes, volume: int) -> float:
        told = ear.now
        terminal.keys(keys)
        terminal.wait_for(f"Volume {volume}.")
        ear.wait_for_silence(ear.wait_for_sound(told), 1.0)
        asked = ear.now
        terminal.keys(b"r")
        heard = next_sound(ear, asked, 1.0)
        assert peak_dbfs(heard.tobytes()) <= PEAK_LIMIT_DBFS
        return lufs(heard)

    moved = ear.now
    terminal.keys(RIGHT)
    ear.wait_for_silence(ear.wait_for_sound(moved), 1.0)
    usual = sentence_at(b"><", 100)
    assert sentence_at(b"<" * 3, 70) == pytest.approx(usual - 6.2, abs=0.5)
    assert sentence_at(b">" * 8, 150) > usual + 2.5
