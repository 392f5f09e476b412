"""How unbroken the sound was can be looked up afterwards."""

from __future__ import annotations

from pathlib import Path

from allvoice.speech.client.sound_log import SoundAccount, SoundReport, last_report, write_report

FIRST = SoundReport("2026-01-02T03:04:05+00:00", 61.5, 2)
LAST = SoundReport("2026-01-02T04:04:05+00:00", 3.0, 0)


def test_the_newest_report_is_found_among_whatever_engines_print(tmp_path: Path) -> None:
    log = tmp_path / "log" / "voice.log"
    write_report(log, FIRST)
    with log.open("a", encoding="utf-8") as file:
        file.write("an engine says this\nsound: {\n")
    write_report(log, LAST)
    with log.open("a", encoding="utf-8") as file:
        file.write("sound: [1]")
    assert last_report(log) == LAST


def test_without_a_report_there_is_none(tmp_path: Path) -> None:
    assert last_report(tmp_path / "voice.log") is None
    (tmp_path / "voice.log").write_bytes(b"\xff\x00sound: nonsense\n")
    assert last_report(tmp_path / "voice.log") is None


def test_a_long_log_is_not_read_whole(tmp_path: Path) -> None:
    log = tmp_path / "voice.log"
    write_report(log, FIRST)
    with log.open("a", encoding="utf-8") as file:
        file.write("x" * 100_000)
    assert last_report(log) is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"")
    write_report(tmp_path / "log" / "voice.log", FIRST)
    assert (tmp_path / "log").read_bytes() == b""


def test_a_session_has_the_late_pulls_of_every_voice_that_was_its_voice() -> None:
    now_s = 100.0
    account = SoundAccount(lambda: now_s)
    account.take(pid=1, late_pulls=0)
    account.take(pid=1, late_pulls=2)
    account.take(pid=2, late_pulls=1)
    now_s = 103.5
    report = account.report()
    assert report is not None
    assert (report.late_pulls, report.lasted_s) == (3, 3.5)


def test_a_session_without_a_device_has_no_report() -> None:
    assert SoundAccount().report() is None
