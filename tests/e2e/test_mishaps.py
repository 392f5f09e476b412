"""Whatever breaks, the reading goes on as far as it can, and the listener is told."""

from __future__ import annotations

import signal
import subprocess
import threading
import wave
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from allvoice.playback.sinks.output import BACK
from allvoice.playback.sinks.pulse import AHEAD_S
from allvoice.playback.sinks.sink import NO_DEVICE
from allvoice.speech.client.bookkeeping import REPLACED
from tests.e2e.conftest import (
    PLAIN_SOUND,
    RATE_WPM,
    OpenReader,
    Spoken,
    environment_of,
    not_the_first_time,
)
from tests.e2e.ear import RATE_HZ, Ear, SoundServer, trimmed
from tests.e2e.guide_text import BRUSH, FEVER, NEVER, TITLE
from tests.e2e.hearing import SURE, found, hears, holds, without_silence
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import DOWN, PROGRAM, RIGHT, Terminal

pytestmark = pytest.mark.sound

RATE = ("--rate", str(RATE_WPM))
LONGEST_WORD_FRAMES = round(0.8 * RATE_HZ)
SHORTEST_WORD_FRAMES = round(0.15 * RATE_HZ)
SURE_OF_THE_END = 0.8
"""From another word on the pace is changed from another sample on, which sounds a little different;
two sentences are less alike than this all the same."""


@pytest.mark.parametrize(
    ("engine", "strike"),
    [
        pytest.param("natural", psutil.Process.kill, id="natural-killed"),
        pytest.param("espeak", psutil.Process.kill, id="espeak-killed"),
        pytest.param("espeak", psutil.Process.suspend, id="espeak-hung"),
    ],
)
def test_a_voice_that_breaks_down_is_replaced_and_goes_on_from_its_word(
    open_reader: OpenReader,
    ear: Ear,
    engine: str,
    small_guide: Path,
    spoken: Spoken,
    strike: Callable[[psutil.Process], None],
) -> None:
    whole = without_silence(trimmed(spoken(engine, BRUSH)))
    began = ear.now
    terminal = open_reader(engine, *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(DOWN, 3)
    terminal.keys(RIGHT)
    terminal.wait_lit("sore")
    struck = ear.now
    strike(terminal.voice())
    terminal.wait_for(REPLACED)
    terminal.wait_sentence(NEVER)
    terminal.wait_lit("stop")

    heard = without_silence(ear.heard(began))
    start, begins = found(heard, whole[:RATE_HZ])
    end, ends = found(heard, whole[-RATE_HZ:])
    assert begins > SURE
    assert ends > SURE_OF_THE_END
    # No word is lost in between, and only the one that was cut is said again.
    twice = end + RATE_HZ - start - len(whole)
    # What lies in the sound server is heard though the voice that wrote it hangs, and said again.
    ahead = round(AHEAD_S * RATE_HZ) if strike is psutil.Process.suspend else 0
    assert -SHORTEST_WORD_FRAMES < twice < LONGEST_WORD_FRAMES + ahead
    # And whoever does not look at the screen is told too.
    assert hears(ear, struck, trimmed(spoken(engine, REPLACED)))


def test_a_voice_that_dies_five_times_in_ten_seconds_speaks_again(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path
) -> None:
    data = not_the_first_time(tmp_path / "data")
    command = [PROGRAM, "listen", str(small_guide), *RATE, "--data-dir", str(data)]
    with Terminal(command, environment_of(ear.server.environment)) as terminal:
        terminal.wait_for("Welcome")
        for number in range(5):
            terminal.wait_other_word(30)
            terminal.voice().kill()
            told = "The espeak voice reads instead." if number == 2 else REPLACED
            terminal.wait_for(told)
            ear.wait_for_frame(ear.now + 2 * RATE_HZ)
        died = ear.now
        terminal.keys(b"r")
        ear.wait_for_sound(died)
        terminal.wait_other_word()
        assert len(terminal.family()) == 2


def test_a_sound_file_is_whole_though_the_voice_was_killed_half_way(
    small_guide: Path, tmp_path: Path
) -> None:
    written = []
    # The first makes the sounds; what espeak makes differs a little from time to time.
    for name, kills in (("first", 0), ("whole", 0), ("killed", 1)):
        path = tmp_path / f"{name}.wav"
        command = [PROGRAM, "read", str(small_guide), "--engine", "espeak", *RATE]
        command += ["--sink", str(path), "--data-dir", str(tmp_path / "data")]
        with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment_of({})) as program:
            half = path.with_name(f"{path.name}.part")
            while program.poll() is None and kills:
                assert not path.exists()
                voices = psutil.Process(program.pid).children()
                if voices and half.exists() and half.stat().st_size > 200_000:
                    voices[0].kill()
                    kills -= 1
            _, told = program.communicate(timeout=60)
        assert program.returncode == 0
        assert (REPLACED in told.decode()) == (name == "killed")
        with wave.open(str(path)) as file:
            written.append(file.readframes(file.getnframes()))
    assert written[2] == written[1]
    assert {each.name for each in tmp_path.glob("*.wav*")} == {
        "first.wav",
        "whole.wav",
        "killed.wav",
    }


def test_a_file_for_which_the_disk_has_no_room_is_refused_with_1_and_nothing_is_left(
    small_guide: Path, tmp_path: Path
) -> None:
    path = tmp_path / "talk.wav"
    # As a full disk: no file may grow beyond 200 KB.
    limited = ["/bin/sh", "-c", 'trap "" XFSZ; ulimit -f 400; exec "$@"', "sh"]
    command = [*limited, PROGRAM, "read", str(small_guide), "--engine", "espeak"]
    command += ["--sink", str(path), "--data-dir", str(tmp_path / "data")]
    ended = subprocess.run(command, capture_output=True, timeout=60, env=environment_of({}))
    assert ended.returncode == 1
    assert "cannot be written" in ended.stderr.decode()
    assert not list(tmp_path.glob("talk*"))


def test_control_c_leaves_no_half_file(small_guide: Path, tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(b"of before")
    long = tmp_path / "long.md"
    long.write_text(small_guide.read_text(encoding="utf-8") * 100, encoding="utf-8")
    command = [PROGRAM, "read", str(long), "--engine", "espeak"]
    command += ["--sink", str(path), "--data-dir", str(tmp_path / "data")]
    half = path.with_name("talk.wav.part")
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment_of({})) as program:
        while program.poll() is None and not (half.exists() and half.stat().st_size > 100_000):
            threading.Event().wait(0.01)
        program.send_signal(signal.SIGINT)
        program.communicate(timeout=60)
    assert program.returncode == 130
    assert path.read_bytes() == b"of before"
    assert not half.exists()


def test_without_the_sound_server_the_highlight_goes_on_until_the_sound_is_back(
    open_reader: OpenReader, own_ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "natural"
    environment = own_ear.server.environment
    terminal = open_reader(engine, *RATE, guide=small_guide, environment=environment)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT, 2)
    terminal.wait_lit("team")
    own_ear.stop_listening()
    own_ear.server.kill()
    terminal.wait_for(NO_DEVICE)
    terminal.wait_other_word()
    terminal.wait_other_word()
    own_ear.server.start()
    own_ear.listen()
    terminal.wait_for(BACK.text)
    own_ear.wait_for_sound(own_ear.now)
    pressed = own_ear.now
    terminal.keys(b"G")
    terminal.wait_lit("own.")
    own_ear.wait_for_silence(own_ear.now)
    assert holds(own_ear.heard(pressed), trimmed(spoken(engine, NEVER))) > SURE


def test_where_nothing_can_sound_the_screen_says_so_and_the_highlight_moves(
    open_reader: OpenReader, small_guide: Path, tmp_path: Path
) -> None:
    nowhere = SoundServer(tmp_path / "no-sound").environment
    terminal = open_reader("espeak", *RATE, guide=small_guide, environment=nowhere)
    terminal.wait_for(NO_DEVICE)
    terminal.keys(RIGHT)
    terminal.wait_sentence(FEVER)
    terminal.wait_lit("emergency.")


def test_a_folder_that_cannot_be_written_is_told_and_the_guide_is_read(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path, spoken: Spoken
) -> None:
    # A file where the folder should be: not even an administrator can write into that.
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    began = ear.now
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("Your place, marks and notes cannot be kept:")
    terminal.keys(RIGHT)
    terminal.wait_sentence(FEVER)
    terminal.wait_lit("team")
    assert holds(ear.heard(began), trimmed(spoken("espeak", FEVER))) > SURE
    terminal.keys(b"b")
    terminal.wait_for("Marked")
    terminal.leave()
    terminal.wait_for("If you quit now, 1 mark is lost")
    terminal.leave()
    assert terminal.wait_end() == 0
    assert (tmp_path / "data").read_text(encoding="utf-8") == "in the way"


def test_a_damaged_file_of_places_is_set_aside_unchanged_and_told(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    damaged = b"this was a database once " * 400
    (data / "shelf.sqlite3").write_bytes(damaged)
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("The file of your place, marks and notes was damaged;")
    terminal.keys(RIGHT)
    terminal.wait_sentence(FEVER)
    (aside,) = data.glob("shelf-damaged-*.sqlite3")
    assert aside.read_bytes() == damaged
    terminal.keys(b"b")
    terminal.wait_for("Marked")


@pytest.mark.parametrize(("columns", "lines"), [(40, 12), (30, 8)])
def test_a_small_window_shows_the_sentence_and_every_word_as_it_is_spoken(
    open_reader: OpenReader, ear: Ear, small_guide: Path, columns: int, lines: int
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide, columns=columns, lines=lines)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT)
    terminal.wait_sentence(FEVER)
    for word in ("Fever", "Call", "which", "began."):
        terminal.wait_lit(word)


def test_a_reader_at_rest_writes_nothing_at_all(
    open_reader: OpenReader, ear: Ear, small_guide: Path
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(b"s")
    terminal.wait_for("STOPPED")
    terminal.wait_quiet(1.0)
    # Long enough for the sound device to be let go too.
    assert terminal.writes_within(6.0) == 0


def test_the_voice_of_the_computer_reads_too(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    began = ear.now
    terminal = open_reader("system", *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT)
    terminal.wait_sentence(FEVER)
    terminal.wait_lit("team")
    assert holds(ear.heard(began), trimmed(spoken("system", FEVER))) > SURE


def test_without_a_voice_the_words_are_lit_in_their_time_and_nothing_is_heard(
    open_reader: OpenReader, ear: Ear, small_guide: Path
) -> None:
    began = ear.now
    terminal = open_reader("silent", *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT)
    for word in ("Fever", "emergency.", "Call", "team"):
        terminal.wait_lit(word)
    assert ear.sounds(began, ear.now) == []


def test_a_start_with_a_mute_guide_says_so_aloud(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path, spoken: Spoken
) -> None:
    data = not_the_first_time(tmp_path / "data")
    (data / "settings.toml").write_text(f"{PLAIN_SOUND}guide_voice = false\n", encoding="utf-8")
    began = ear.now
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("The guide voice is off")
    said = "The guide voice is off; O has it among the options."
    assert hears(ear, began, trimmed(spoken("espeak", said)))
    # Only the guide's own sentences are mute.
    terminal.wait_lit("emergency.")
    read_from = ear.now
    terminal.wait_lit("team")
    assert ear.sounds(read_from, ear.now) == []


def test_nothing_in_a_guide_reaches_the_terminal_as_a_command(
    open_reader: OpenReader, ear: Ear, tmp_path: Path
) -> None:
    commands = (
        "\x1b]0;a title\x07",
        "\x1b[48;5;201m",
        "\x1b]52;c;dGhlIGNsaXBib2FyZA==\x07",
        "\x9b48;5;201m",
        "\x08",
    )
    guide = tmp_path / "commands.md"
    text = "".join(f"Rest {command} is safe.\n\n" for command in commands)
    guide.write_text(f"# Title {commands[0]}\n\n{text}[red]The end[/red].\n", encoding="utf-8")
    terminal = open_reader("espeak", "--rate", "400", guide=guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT + b"b")
    terminal.wait_for("Marked")
    terminal.keys(b"B")
    terminal.wait_for("Bookmarks, 1")
    terminal.keys(b"t")
    terminal.wait_for("Contents, 1")
    terminal.keys(b"\rG")
    terminal.wait_until(lambda: terminal.sentence.endswith("The end[/red]."), LIMIT_S, "the end")
    terminal.wait_for("END 400")
    # The screen itself sets the shape of the pointer with a bell at the end.
    sent = bytes(terminal.sent).replace(b"\x1b]22;default\x07", b"")
    for forbidden in (*commands, "\x07", "\x9b"):
        assert forbidden.encode() not in sent


@pytest.mark.parametrize("errors", ["2>errors.txt", "2>&-"])
def test_the_guide_is_shown_though_the_errors_go_elsewhere(
    small_guide: Path, tmp_path: Path, errors: str
) -> None:
    data = not_the_first_time(tmp_path / "data")
    command = ["/bin/sh", "-c", f'cd "$1"; shift; exec "$@" {errors}', "sh", str(tmp_path), PROGRAM]
    command += ["listen", str(small_guide), "--engine", "silent", "--sink", "null"]
    with Terminal([*command, "--data-dir", str(data)], environment_of({})) as terminal:
        terminal.wait_marked(TITLE)
        terminal.leave()
        assert terminal.wait_end() == 0
