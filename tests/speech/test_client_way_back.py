"""The wanted engine takes over again: when, with what, and without a second voice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from allvoice.speech.client.voice_process import VoiceProcess
from allvoice.speech.protocol import (
    Boundary,
    Flush,
    Notice,
    NoVoice,
    Pause,
    Ready,
    Resume,
    Say,
    SetEngine,
    SetGuideAudible,
    SetRate,
    SetVolume,
    UtteranceEnded,
)
from tests.speech.fake_voice import HOLD
from tests.speech.recovery_harness import (
    BACK,
    INSTEAD,
    NEVER,
    SOON,
    ClientHarness,
    fake_voices,
    say,
)


@contextmanager
def in_the_middle(folder: Path) -> Iterator[ClientHarness]:
    """A voice that stands in for the wanted one, in the middle of a sentence, while that waits."""
    with fake_voices(folder, limits=SOON, broken=["natural"]) as b:
        b.client.send(say(f"a {HOLD} b"))
        b.until(INSTEAD)
        b.until(Boundary(0, 1, 1))
        b.lives("natural")
        wait_for_trial(b)
        yield b


def wait_for_trial(b: ClientHarness) -> None:
    """Return when what is wanted has proved itself; it waits for its moment."""
    with b.client._changed:
        proved = b.client._changed.wait_for(
            lambda: b.client._way_back.trial is not None and b.client._way_back.trial.is_proved,
            20.0,
        )
    assert proved


def test_the_wanted_engine_takes_over_at_the_end_of_a_sentence_and_no_word_is_lost(
    tmp_path: Path,
) -> None:
    with in_the_middle(tmp_path) as b:
        b.client.send(say("the next sentence", 2))
        standing_in = b.client.pid
        # In the middle of a sentence nothing changes hands, whatever is said besides.
        b.client.send(say("told over it", 3, is_announcement=True))
        b.until(UtteranceEnded(0, 3))
        assert b.client.pid == standing_in
        b.client.send(Resume())
        b.until_all(BACK, UtteranceEnded(0, 2))
        assert b.words(1)[-2:] == [2, None]
        assert b.words(2)[-4:] == [0, 1, 2, None]
        assert b.client.engine == "natural"
        assert not psutil.pid_exists(standing_in)
        assert b.told_to(b.client.pid)[0]["voice_id"] == "heart"


def test_the_wanted_engine_waits_while_the_voice_it_would_replace_cannot_be_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_the_middle(tmp_path) as b:
        b.client.send(say("the next sentence", 2))
        standing_in = b.client.pid
        with monkeypatch.context() as stuck:
            # As one that waits for a disk that does not answer.
            stuck.setattr(VoiceProcess, "end", lambda process, limit_s: False)
            b.client.send(Resume())
            b.until(UtteranceEnded(0, 2))
            assert (b.client.pid, b.client.engine) == (standing_in, "espeak")
        b.client.send(say(f"another {HOLD}", 3))
        b.until(Boundary(0, 3, 1))
        wait_for_trial(b)
        b.client.send(Flush(1))
        b.client.send(Say(1, 4, ("on",)))
        b.until_all(BACK, UtteranceEnded(1, 4))
        assert not psutil.pid_exists(standing_in)


def test_what_changed_meanwhile_holds_for_the_engine_that_comes_back(tmp_path: Path) -> None:
    with in_the_middle(tmp_path) as b:
        b.client.send(SetRate(333))
        b.client.send(SetVolume(44))
        b.client.send(SetGuideAudible(False))
        b.client.send(Flush(1))
        b.client.send(Say(1, 2, ("on", "we", "go")))
        b.until(UtteranceEnded(1, 2))
        assert b.client.engine == "natural"
        told = b.told_to(b.client.pid)
        assert {"type": "SetRate", "rate_wpm": 333}.items() <= told[-5].items()
        kinds = [each["type"] for each in told]
        assert kinds[-5:] == ["SetRate", "SetVolume", "SetGuideAudible", "Flush", "Say"]


def test_where_nothing_can_speak_it_is_tried_again_and_told(tmp_path: Path) -> None:
    with fake_voices(tmp_path, limits=SOON, broken=["natural", "espeak"]) as b:
        b.client.send(say(f"a {HOLD} b"))
        b.until(NoVoice)
        b.until(Boundary(0, 1, 1))
        silent = b.client.pid
        assert b.told_to(silent)[0]["sink"] == "null"
        b.lives("natural")
        b.until_all(BACK, Boundary(0, 1, 1))
        assert not psutil.pid_exists(silent)
        # From the word that was due, not from the start.
        assert b.told_to(b.client.pid)[-1]["from_word"] == 1


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(lambda c: c.send(Resume()), id="resume"),
        pytest.param(lambda c: c.send(say("told", 9, is_announcement=True)), id="an announcement"),
        pytest.param(
            lambda c: (c.send(Flush(1)), c.send(Say(1, 9, ("a", HOLD)))),
            id="a move",
        ),
    ],
)
def test_where_nothing_can_speak_a_key_tries_at_once(tmp_path: Path, key: Any) -> None:
    with fake_voices(tmp_path, limits=NEVER, broken=["natural", "espeak"]) as b:
        b.client.send(say(f"a {HOLD}"))
        b.client.send(say(f"b {HOLD}", 2))
        b.until(NoVoice)
        b.lives("natural")
        key(b.client)
        b.until(BACK)
        assert b.client.engine == "natural"


def test_where_not_even_silence_can_be_kept_going_the_voice_comes_back_all_the_same(
    tmp_path: Path,
) -> None:
    with fake_voices(tmp_path, limits=SOON, broken=["natural", "espeak", "silent"]) as b:
        b.client.send(say("still here"))
        b.until(NoVoice)
        b.lives("espeak", "natural")
        b.until_all(BACK, UtteranceEnded(0, 1))


def test_a_computer_that_can_start_no_process_for_a_while_speaks_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess

    real = subprocess.Popen

    def none(*_: Any, **__: Any) -> Any:
        raise OSError(11, "Resource temporarily unavailable")

    with fake_voices(tmp_path, limits=SOON) as b:
        b.until(Ready)
        b.client.send(say(f"a {HOLD}"))
        b.until(Boundary(0, 1, 1))
        monkeypatch.setattr(subprocess, "Popen", none)
        b.kill()
        b.until(NoVoice)
        monkeypatch.setattr(subprocess, "Popen", real)
        b.until_all(BACK, Boundary(0, 1, 1))


def test_there_are_never_two_voices_and_none_is_left_after_closing(tmp_path: Path) -> None:
    with in_the_middle(tmp_path) as b:
        trial = b.client._way_back.trial
        assert trial is not None
        # It was told to make ready, and nothing that could be heard.
        kinds = {each["type"] for each in b.told_to(trial.process.pid)}
        assert kinds == {"Configure", "Prepare"}
        pids = {b.client.pid, trial.process.pid}
    assert not any(map(psutil.pid_exists, pids))


def test_a_paused_reading_is_not_broken_into(tmp_path: Path) -> None:
    with in_the_middle(tmp_path) as b:
        standing_in = b.client.pid
        b.client.send(Pause())
        b.client.send(say("told", 2, is_announcement=True))
        b.until(UtteranceEnded(0, 2))
        assert b.client.pid == standing_in


# What the listener chooses


def test_an_engine_that_is_chosen_takes_over_as_soon_as_it_can_and_goes_on_at_the_word(
    tmp_path: Path,
) -> None:
    with fake_voices(tmp_path) as b:
        b.client.send(say(f"a {HOLD} b"))
        b.until(Boundary(0, 1, 1))
        before = b.client.pid
        b.client.send(SetEngine("espeak", "gb"))
        b.until(Notice("The espeak voice reads now."))
        assert b.client.engine == "espeak"
        assert not psutil.pid_exists(before)
        # What it was sent is told by it, not by who sent it.
        b.client.wait_obeyed()
        told = b.told_to(b.client.pid)
        assert (told[0]["engine"], told[0]["voice_id"]) == ("espeak", "gb")
        assert [each["from_word"] for each in told if each["type"] == "Say"] == [1]


def test_an_engine_is_chosen_while_the_reading_is_paused_or_nothing_is_read(tmp_path: Path) -> None:
    with fake_voices(tmp_path) as b:
        b.client.send(SetEngine("espeak"))
        b.until(Notice("The espeak voice reads now."))
        b.client.send(say(f"a {HOLD} b"))
        b.until(Boundary(0, 1, 1))
        b.client.send(Pause())
        b.client.send(SetEngine("natural"))
        b.until(Notice("The natural voice reads now."))
        b.client.send(Resume())
        b.until(Boundary(0, 1, 1))
        told = [each["type"] for each in b.told_to(b.client.pid)]
        assert told[-3:] == ["Pause", "Say", "Resume"]


def test_an_engine_that_is_chosen_and_cannot_speak_is_told_and_nothing_changes(
    tmp_path: Path,
) -> None:
    with fake_voices(tmp_path, broken=["espeak"]) as b:
        b.client.send(say(f"a {HOLD} b"))
        b.until(Boundary(0, 1, 1))
        before = b.client.pid
        b.client.send(SetEngine("espeak"))
        b.until(Notice("The espeak voice cannot speak here. The natural voice goes on."))
        assert (b.client.pid, b.client.engine) == (before, "natural")


def test_a_voice_of_the_engine_that_speaks_needs_no_other_process(tmp_path: Path) -> None:
    with fake_voices(tmp_path) as b:
        b.client.send(say(f"a {HOLD} b"))
        b.until(Boundary(0, 1, 1))
        before = b.client.pid
        b.client.send(SetEngine("natural", "other"))
        assert b.client.wait_obeyed(20.0)
        assert b.client.pid == before
        chosen = [each for each in b.told_to(before) if each["type"] == "SetVoice"]
        assert [each["voice_id"] for each in chosen] == ["other"]
