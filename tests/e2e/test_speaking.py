"""The guide is heard: it starts, holds, falls silent, and keeps the pace it was given."""

from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.conftest import (
    PLAIN_SOUND,
    RATE_WPM,
    OpenReader,
    Spoken,
    environment_of,
    not_the_first_time,
    stopped_at_start,
)
from tests.e2e.ear import RATE_HZ, Ear, need, trimmed
from tests.e2e.guide_text import CALL, FEVER, ICE, NEVER
from tests.e2e.hearing import SURE, found, hears, holds, likeness, without_silence
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import PROGRAM, RIGHT, Terminal

pytestmark = pytest.mark.sound

RATE = ("--rate", str(RATE_WPM))
ALMOST_THE_SAME = 0.97
"""Two voices of one kind say a sentence so alike; they do not waver alike."""
PROMPT = "PROMPT>"
WORD_FRAMES = RATE_HZ // 2
BREATH_FRAMES = RATE_HZ // 20
"""So much of a sound's end or beginning may be too soft to be counted."""


def test_the_reader_welcomes_the_listener_and_reads_the_guide(
    open_reader: OpenReader, ear: Ear, engine: str, small_guide: Path, spoken: Spoken
) -> None:
    began = ear.now
    terminal = open_reader(engine, *RATE, guide=small_guide)
    ear.wait_for_sound(began)
    terminal.wait_for("Welcome")
    terminal.wait_marked("Fever is an emergency.")
    terminal.wait_lit("emergency.")
    terminal.wait_sentence(CALL)
    assert holds(ear.heard(began), trimmed(spoken(engine, FEVER))) > 0.9


def test_the_guide_that_comes_with_the_program_is_read_without_any_option(
    open_reader: OpenReader, ear: Ear, engine: str
) -> None:
    began = ear.now
    terminal = open_reader(engine)
    ear.wait_for_sound(began)
    terminal.wait_for("PLAYING")
    terminal.leave()
    assert terminal.wait_end() == 0
    ear.wait_for_silence(ear.now, 0.5)


def test_a_pause_is_silent_and_not_a_word_is_lost_by_it(
    open_reader: OpenReader,
    ear: Ear,
    engine: str,
    small_guide: Path,
    spoken: Spoken,
    tmp_path: Path,
) -> None:
    # The short sound of a pause follows the words at once, and is none of them.
    settings = not_the_first_time(tmp_path / "data") / "settings.toml"
    settings.write_text(f"{PLAIN_SOUND}earcons = false\n", encoding="utf-8")
    terminal = open_reader(engine, *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    moved = ear.now
    terminal.keys(RIGHT)
    terminal.wait_marked("Fever")
    ear.wait_for_silence(ear.wait_for_sound(moved), 1.0)
    began = ear.now
    terminal.keys(RIGHT + b" ")
    terminal.wait_lit("which")
    terminal.keys(b" ")
    terminal.wait_for("PAUSED")
    held = ear.wait_for_silence(ear.now, 0.2)
    ear.wait_for_frame(held + 2 * RATE_HZ)
    assert ear.sounds(held, held + 2 * RATE_HZ) == []
    terminal.keys(b" ")
    terminal.wait_for("PLAYING")
    terminal.wait_until(lambda: terminal.lit in ("Ice", "helps."), LIMIT_S, "the next sentence")
    whole = trimmed(spoken(engine, CALL))
    start = ear.wait_for_sound(began)
    before, after = trimmed(ear.heard(start, held)), trimmed(ear.heard(held + 2 * RATE_HZ))
    ends, fit = found(whole, before[-RATE_HZ // 2 :])
    assert fit > 0.9
    assert likeness(before, whole[: ends + RATE_HZ // 2]) > 0.9
    # From the start of the word that was cut, and to the very end.
    begins, fit = found(whole, after[:RATE_HZ])
    assert fit > 0.9
    assert -BREATH_FRAMES < ends + RATE_HZ // 2 - begins < WORD_FRAMES
    assert holds(after, whole[begins:]) > 0.9


def test_the_silence_key_is_obeyed_in_the_middle_of_a_sentence(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "natural"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT, 2)
    terminal.wait_lit("team")
    pressed = ear.now
    terminal.keys(b"s")
    terminal.wait_for("STOPPED")
    silent = ear.wait_for_silence(pressed, 2.0)
    # The rest of the sentence, most of it, is never heard.
    assert silent - pressed < len(trimmed(spoken(engine, CALL))) / 2
    assert terminal.sentence == CALL


def test_read_is_silent_while_the_shell_has_stopped_it_and_speaks_on_after_fg(
    ear: Ear, small_guide: Path, spoken: Spoken, tmp_path: Path
) -> None:
    data = not_the_first_time(tmp_path / "data")
    read = [PROGRAM, "read", str(small_guide), "--engine", "espeak", *RATE, "--verbose"]
    surroundings = environment_of({**ear.server.environment, "PS1": f"{PROMPT} "})
    shell = [need("bash", "bash"), "--norc", "--noprofile", "-i"]
    rest = trimmed(spoken("espeak", CALL))[-RATE_HZ:]
    with Terminal(shell, surroundings, columns=200, lines=40) as terminal:
        terminal.wait_for(PROMPT)
        terminal.keys(" ".join([*read, "--data-dir", str(data)]).encode() + b"\r")
        terminal.wait_for(CALL)
        pressed, since = ear.now, terminal.byte_count
        terminal.keys(b"\x1a")
        terminal.wait_until(
            lambda: all(text in terminal.sent[since:] for text in (b"Stopped", PROMPT.encode())),
            LIMIT_S,
            "the shell",
        )
        silent = ear.wait_for_silence(pressed, 1.0)
        assert holds(ear.heard(pressed, silent), rest) < SURE
        assert ICE not in terminal.text
        back = ear.now
        terminal.keys(b"fg\r")
        terminal.wait_for(NEVER)
        assert hears(ear, back, rest)


@pytest.mark.parametrize(("engine", "rate_wpm"), [("natural", 300), ("espeak", 200)])
def test_a_text_said_into_a_file_sounds_as_its_words_do_at_that_pace(
    engine: str, rate_wpm: int, spoken: Spoken, tmp_path: Path
) -> None:
    data = not_the_first_time(tmp_path / "data")
    command = [PROGRAM, "say", "--engine", engine, "--rate", str(rate_wpm)]
    command += ["--sink", str(tmp_path / "said.wav"), "--data-dir", str(data), CALL]
    subprocess.run(command, check=True, env=environment_of({}), timeout=LIMIT_S)
    with wave.open(str(tmp_path / "said.wav")) as file:
        said = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    expected = spoken(engine, CALL, rate_wpm)
    assert len(said) == pytest.approx(len(expected), rel=0.01)
    assert likeness(trimmed(said), trimmed(expected)) > ALMOST_THE_SAME


def test_the_pace_keys_change_what_is_heard(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "natural"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    changed = ear.now
    terminal.keys(b"]" * 5)
    terminal.wait_for("STOPPED 250 w")
    terminal.wait_for("250 words a minute.")
    ear.wait_for_silence(ear.wait_for_sound(changed), 1.0)
    asked = ear.now
    terminal.keys(RIGHT)
    start = ear.wait_for_sound(asked)
    heard = trimmed(ear.heard(start, ear.wait_for_silence(start, 1.0)))
    assert likeness(heard, trimmed(spoken(engine, FEVER, 250))) > 0.9
    faster, before = (
        len(without_silence(heard)),
        len(without_silence(trimmed(spoken(engine, FEVER)))),
    )
    assert before / faster == pytest.approx(250 / RATE_WPM, rel=0.06)
