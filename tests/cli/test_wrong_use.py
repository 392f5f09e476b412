"""Whatever is asked for wrongly is told in one plain line, on standard error, with exit code 2."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.messages import plain, refused

COMMANDS_THAT_OPEN = [["sections"], ["check"], ["read", "--sink", "null"]]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["sectons"], r"Did you mean sections\? Try allvoice --help."),
        (["--bogus"], "Try allvoice listen --help."),
        (["read", "--bogus"], "Try allvoice read --help."),
        (["doctor", "extra"], "Try allvoice doctor --help."),
        (["say", "--rate"], "'--rate' requires an argument."),
        (["say", "--rate", "39", "Hi"], "--rate 39 is not a pace .* give 40 to 450 words a min"),
        (["say", "--rate", "451", "Hi"], "give 40 to 450 words a minute"),
        (["read", "--rate", "-5"], "give 40 to 450 words a minute"),
        (["listen", "--rate", "fast"], "--rate fast is not a pace"),
        (["sections", "--rate", "0"], "--rate 0 is not a pace"),
        (["say", "--engine", "espek", "Hi"], "no engine 'espek'; choose natural, .* mean espeak?"),
        (["say", "--engine", "", "Hi"], "There is no engine ''; choose natural, espeak, system"),
        (["say", "--voice", "bob", "Hi"], "no voice 'bob'; choose heart.* see allvoice voices"),
        (["say", "--engine", "espeak", "--voice", "en-uk", "Hi"], "Did you mean en-"),
        (["say", "--no-voice", "--engine", "bogus", "Hi"], "There is no engine 'bogus'"),
        (["say", "--sink", "talk.mp3", "Hi"], "a file that ends in .wav"),
        (["say", "--sink", "", "Hi"], "There is no --sink ''"),
        (["say", "--sink", "gone/talk.wav", "Hi"], "there is no folder gone"),
        (["bookmarks", "--data-dir", ""], "--data-dir is empty; give a path"),
        (["sections", ""], "DOCUMENT is empty; give a path, a number or a name"),
        (["say"], "There is nothing to say; give a text, or -"),
        (["say", ""], "There is nothing to say"),
        (["say", "--show", " \n "], "There is nothing to say"),
        (["say", "<script>alert(1)</script>"], "There is nothing to say"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else "",
)
def test_a_wrong_wish_is_explained(allvoice: Command, args: list[str], told: str) -> None:
    assert re.search(told, refused(allvoice(*args)))


@pytest.mark.parametrize(
    "args",
    [
        ["\x1b[2J"],
        ["sections", "\x1b[2J.md"],
        ["say", "--engine", "\x1b[2J\x9b", "Hi"],
        ["say", "--sink", "\x1b[2J.wav\n/x.wav", "Hi"],
        ["say", "--rate", "\x1b[2J", "Hi"],
        ["say", "--\x1b[2J"],
    ],
    ids=["command", "guide", "engine", "sink", "rate", "option"],
)
def test_no_message_repeats_what_a_terminal_would_obey(allvoice: Command, args: list[str]) -> None:
    refused(allvoice(*args))


def _missing(folder: Path) -> Path:
    return folder / "missing.md"


def _folder_without_markdown(folder: Path) -> Path:
    (folder / "papers").mkdir()
    (folder / "papers" / "letter.pdf").touch()
    return folder / "papers"


def _file(name: str, data: bytes) -> object:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def _fifty_megabytes(folder: Path) -> Path:
    with (folder / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    return folder / "huge.md"


UNREADABLE = {
    "no such path": (_missing, "no guide at .*missing.md"),
    "a folder without Markdown": (_folder_without_markdown, "holds no Markdown"),
    "an empty file": (_file("empty.md", b""), "holds nothing to read"),
    "not text": (_file("photo.md", b"\x89PNG\0\0\x01"), "not a text file"),
    "50 MB": (_fifty_megabytes, "50 MB; allvoice reads guides up to 20 MB"),
    "scripts only": (_file("page.md", b"<script>run()</script>\n"), "holds nothing to read"),
    "a device": (lambda folder: Path("/dev/null"), "not a file or folder"),
}


@pytest.mark.parametrize("command", COMMANDS_THAT_OPEN, ids=lambda command: command[0])
@pytest.mark.parametrize(("make", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_guide_that_cannot_be_read_is_named_with_the_reason(
    allvoice: Command, tmp_path: Path, command: list[str], make: object, told: str
) -> None:
    assert callable(make)
    assert re.search(told, refused(allvoice(*command, make(tmp_path))))


def test_an_unknown_section_is_named_with_the_nearest_there_is(
    allvoice: Command, guide: Path
) -> None:
    message = refused(allvoice("read", guide, "--section", "tablets/at-nigt"))

    assert "no section 'tablets/at-nigt'; allvoice sections lists them." in message
    assert message.endswith("Did you mean tablets/at-night?")


def test_a_wav_file_is_not_written_over_a_folder(allvoice: Command, tmp_path: Path) -> None:
    (tmp_path / "talk.wav").mkdir()

    assert "that is a folder" in refused(allvoice("say", "--sink", "talk.wav", "Hi"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write to")
def test_a_wav_file_that_cannot_be_written_ends_the_command(allvoice: Command) -> None:
    args = ["say", "--engine", "silent", "--sink", "/proc/talk.wav", "Hello."]

    assert "cannot be written to /proc/talk.wav" in refused(allvoice(*args))


def test_a_setting_that_cannot_be_used_is_told_and_the_voice_speaks_on(
    allvoice: Command, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text(
        'engin = "silent"\nengine = "silent"\nrate_wpm = 9999\nvoice = "bob"\n', encoding="utf-8"
    )
    spoken = allvoice("say", "--data-dir", tmp_path, "--sink", "null", "Hello.")

    assert spoken.code == 0
    lines = [plain(line) for line in spoken.err.splitlines(keepends=True)]
    assert len(lines) == 3
    assert "line 1: I do not know 'engin'; did you mean 'engine'?" in lines[0]
    assert "line 3: 'rate_wpm' must be a whole number from 40 to 450" in lines[1]
    assert "There is no voice 'bob'; choose silence. Until then silence speaks." in lines[2]


def test_what_a_fault_of_the_program_was_is_written_where_everything_is_stored(
    allvoice: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("allvoice.shelf.store.shelf.Shelf.open", break_down)
    elsewhere = tmp_path / "elsewhere"
    told = refused(allvoice("bookmarks", "--data-dir", elsewhere))

    log = elsewhere / "log" / "errors.log"
    assert told == f"allvoice stopped by a fault of its own; what happened is written in {log}."
    assert "a wheel came off" in log.read_text(encoding="utf-8")
