"""How unbroken the sound was can be looked up afterwards."""

from __future__ import annotations

from pathlib import Path

from allvoice.speech.sound_log import SoundReport, last_report, line_of

FIRST = SoundReport("2026-01-02T03:04:05+00:00", 61.5, 2)
LAST = SoundReport("2026-01-02T04:04:05+00:00", 3.0, 0)


def test_the_newest_report_is_found_among_whatever_engines_print(tmp_path: Path) -> None:
    log = tmp_path / "voice.log"
    log.write_text(
        "\n".join(["an engine says this", line_of(FIRST), "sound: {", line_of(LAST), "sound: [1]"]),
        encoding="utf-8",
    )
    assert last_report(log) == LAST


def test_without_a_report_there_is_none(tmp_path: Path) -> None:
    assert last_report(tmp_path / "voice.log") is None
    (tmp_path / "voice.log").write_bytes(b"\xff\x00sound: nonsense\n")
    assert last_report(tmp_path / "voice.log") is None


def test_a_long_log_is_not_read_whole(tmp_path: Path) -> None:
    log = tmp_path / "voice.log"
    log.write_text(line_of(FIRST) + "\n" + "x" * 1_000_000, encoding="utf-8")
    assert last_report(log) is None
