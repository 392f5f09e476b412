"""The client and voice processes that break as they are told: what is restored, and by whom."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from allvoice.speech.client.bookkeeping import NO_VOICE_LEFT, REPLACED, WORD_LEFT_OUT
from allvoice.speech.client.client import VoiceClient
from allvoice.speech.client.recovery import EAR, Limits
from allvoice.speech.protocol import (
    Boundary,
    CancelAnnouncement,
    Configure,
    Flush,
    Notice,
    NoVoice,
    Pause,
    Prepare,
    Ready,
    Resume,
    Say,
    SetGuideAudible,
    SetRate,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
    Sound,
    UtteranceEnded,
    UtteranceFailed,
    VoiceCommand,
)
from tests.speech import fake_voice
from tests.speech.client_harness import LIMIT_S, Listener
from tests.speech.fake_voice import DEADLY, FATAL, HOLD

NATURAL = Configure("natural", "heart", sink="null")
SOON = replace(EAR, retry_after_s=(0.0,), back_after_s=(0.0,))
"""Tried again as soon as the watchdog looks."""
NEVER = replace(EAR, retry_after_s=(1e9,), back_after_s=(1e9,))
INSTEAD = Notice("The natural voice keeps failing. The espeak voice reads instead.")
BACK = Notice("The natural voice is back.")


class ClientHarness(Listener):
    """A client, and what its processes were told."""

    def __init__(self, client: VoiceClient, folder: Path) -> None:
        super().__init__(client)
        self.folder = folder

    @property
    def told(self) -> list[dict[str, Any]]:
        lines = (self.folder / "told.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def told_to(self, pid: int) -> list[dict[str, Any]]:
        return [each for each in self.told if each["pid"] == pid]

    def lives(self, *engines: str) -> None:
        for engine in engines:
            (self.folder / f"dies-{engine}").unlink()

    def kill(self) -> None:
        os.kill(self.client.pid, signal.SIGKILL)


@contextmanager
def client_harness(
    folder: Path,
    fallbacks: Sequence[str] = ("espeak",),
    *,
    limits: Limits = NEVER,
    must_load: bool = False,
    broken: Sequence[str] = (),
) -> Iterator[ClientHarness]:
    for engine in broken:
        (folder / f"dies-{engine}").touch()
    script = str(Path(fake_voice.__file__))
    client = VoiceClient(
        NATURAL,
        fallbacks,
        must_load=must_load,
        command=[sys.executable, "-IS", script, str(folder)],
        limits=limits,
        cannot_load=lambda engine: None,
    )
    try:
        yield ClientHarness(client, folder)
    finally:
        client.close(5.0)


def say(words: str, number: int = 1, **more: Any) -> Say:
    return Say(0, number, tuple(words.split()), **more)


# What is restored.


@dataclass(frozen=True)
class AskedFor:
    """What is asked for, and what the next process must be told for it to hold."""

    commands: tuple[VoiceCommand, ...]
    told: dict[str, Any] = field(default_factory=dict)
    """Part of one command."""
    never: str = ""
    """The next process is told no such command."""

    def is_told(self, commands: list[dict[str, Any]]) -> bool:
        return any(self.told.items() <= each.items() for each in commands) and not any(
            each["type"] == self.never for each in commands
        )


ASKED_FOR = {
    "the rate": AskedFor((SetRate(320),), {"type": "Configure", "rate_wpm": 320}),
    "the volume": AskedFor((SetVolume(35),), {"type": "Configure", "volume": 35}),
    "the boost": AskedFor((SetVolumeBoost(6.0),), {"type": "Configure", "volume_boost_db": 6.0}),
    "the voice": AskedFor((SetVoice("other"),), {"type": "Configure", "voice_id": "other"}),
    "the silent guide": AskedFor(
        (SetGuideAudible(False),), {"type": "Configure", "guide_audible": False}
    ),
    "the pause": AskedFor((Pause(),), {"type": "Pause"}),
    "the end of a pause": AskedFor((Pause(), Resume()), never="Pause"),
    "the generation": AskedFor((Flush(7),), {"type": "Flush", "generation": 7}),
    "the end of what was flushed": AskedFor((Sound(0, 8, "edge"), Flush(7)), never="Sound"),
    "the sentence": AskedFor((say(f"a {HOLD}", 5),), {"utterance_id": 5}),
    "the announcement": AskedFor(
        (say(f"b {HOLD}", 6, is_announcement=True),), {"utterance_id": 6, "is_announcement": True}
    ),
    "the end of an announcement": AskedFor(
        (Pause(), say(f"b {HOLD}", 6, is_announcement=True), CancelAnnouncement()), never="Say"
    ),
    "the short sound": AskedFor((Sound(0, 8, "edge"),), {"utterance_id": 8}),
    # It is a guess at what is asked for next, made anew with the next sentence.
    "nothing of what was prepared": AskedFor((Prepare(((("a",), (0,)),)),), never="Prepare"),
}


def test_no_command_of_the_voice_is_missing_here() -> None:
    tried = {type(each) for asked in ASKED_FOR.values() for each in asked.commands}
    assert tried == set(VoiceCommand.__args__)


@pytest.mark.parametrize("what", ASKED_FOR)
def test_whatever_was_asked_for_holds_after_the_voice_process_died(
    tmp_path: Path, what: str
) -> None:
    asked = ASKED_FOR[what]
    with client_harness(tmp_path) as b:
        b.until(Ready)
        for command in asked.commands:
            b.client.send(command)
        b.kill()
        b.until(Notice(REPLACED))
        b.until(Ready)
        assert b.client.wait_obeyed(LIMIT_S)
        assert asked.is_told(b.told_to(b.client.pid))


def test_an_announcement_over_a_held_reading_outlives_the_process(tmp_path: Path) -> None:
    with client_harness(tmp_path) as b:
        b.until(Ready)
        b.client.send(say(f"one {HOLD} three"))
        b.until(Boundary(0, 1, 1))
        b.client.send(Pause())
        b.client.send(say(f"paused {HOLD}", 2, is_announcement=True))
        b.until(Boundary(0, 2, 1))
        b.kill()
        b.until(Notice(REPLACED))
        b.until(Boundary(0, 2, 1))
        kinds = [each["type"] for each in b.told_to(b.client.pid)]
        # A pause drops an announcement: it must come before.
        assert kinds == ["Configure", "Pause", "Say", "Say"]


# Bad texts.


def test_a_clause_that_kills_the_voice_is_left_out_and_told_and_the_engine_goes_on(
    tmp_path: Path,
) -> None:
    with client_harness(tmp_path) as b:
        b.client.send(say(f"first, the {DEADLY} clause", clause_starts=(0, 1)))
        b.client.send(say("after that", 2))
        b.until(UtteranceEnded(0, 2))
        assert UtteranceFailed(0, 1) in b.seen
        assert b.words(1)[-5:] == [0, 1, 2, 3, None]
        assert {each["engine"] for each in b.told if each["type"] == "Configure"} == {"natural"}
        # It is known from now on: nobody dies of it again.
        pid = b.client.pid
        b.client.send(say(f"the {DEADLY} clause", 3))
        b.until(UtteranceEnded(0, 3))
        assert b.client.pid == pid
        assert UtteranceFailed(0, 3) in b.seen


def test_a_word_that_kills_the_voice_while_it_is_heard_is_passed_and_told(tmp_path: Path) -> None:
    with client_harness(tmp_path) as b:
        b.client.send(say(f"one {FATAL} three"))
        b.until(Notice(WORD_LEFT_OUT))
        b.until(UtteranceEnded(0, 1))
        assert b.words(1)[-2:] == [2, None]
        assert b.client.engine == "natural"


# A sick computer.


def test_deaths_at_different_places_bring_the_next_engine_though_one_was_named(
    tmp_path: Path,
) -> None:
    with client_harness(tmp_path, must_load=True) as b:
        for number in range(1, 4):
            b.client.send(say(f"a {HOLD}", number))
            b.until(Boundary(0, number, 1))
            b.kill()
            b.until(INSTEAD if number == 3 else Notice(REPLACED))
            if number < 3:
                b.client.send(Flush(0))
        b.until(Boundary(0, 3, 1))
        assert b.client.engine == "espeak"
        assert b.told_to(b.client.pid)[0]["voice_id"] == ""


def test_a_named_engine_that_cannot_be_loaded_is_told_and_no_other_steps_in(
    tmp_path: Path,
) -> None:
    (tmp_path / "missing-natural").touch()
    with client_harness(tmp_path, must_load=True) as b:
        mute = b.until(NoVoice)
        assert isinstance(mute, NoVoice)
        assert mute.text == f"The natural voice cannot be loaded. {NO_VOICE_LEFT}"


def test_an_engine_that_cannot_be_loaded_gives_way_to_the_next_in_a_process_of_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "missing-natural").touch()
    with client_harness(tmp_path) as b:
        b.until(Notice("The natural voice cannot be loaded. The espeak voice reads instead."))
        b.until(Ready("espeak", "espeak-voice", (("espeak-voice", "A voice"),)))
        starts = [each for each in b.told if each["type"] == "Configure"]
        assert [each["engine"] for each in starts] == ["natural", "espeak"]


def test_the_engine_that_loaded_and_keeps_dying_is_named_and_left_after_three_deaths(
    tmp_path: Path,
) -> None:
    (tmp_path / "natural-is-espeak").touch()
    (tmp_path / "dies-espeak-loaded").touch()
    with client_harness(tmp_path, ["espeak", "system"]) as b:
        b.until(Notice("The espeak voice keeps failing. The computer's own voice reads instead."))
        b.until(Ready("system", "system-voice", (("system-voice", "A voice"),)))
        starts = [each for each in b.told if each["type"] == "Configure"]
        assert [each["engine"] for each in starts] == ["natural", "espeak", "espeak", "system"]


def test_only_an_engine_that_may_step_in_says_what_the_wanted_one_cannot(tmp_path: Path) -> None:
    for others, stand_in in ((["espeak"], "espeak"), (["system"], ""), ([], "")):
        with client_harness(tmp_path, others) as b:
            b.until(Ready)
            assert b.told_to(b.client.pid)[0]["stand_in"] == stand_in


# The way back.


def test_the_wanted_engine_takes_over_at_the_end_of_a_sentence_and_no_word_is_lost(
    tmp_path: Path,
) -> None:
    with client_harness(tmp_path, limits=SOON, broken=["natural"]) as b:
        b.client.send(say(f"a {HOLD} b"))
        b.client.send(say("the next sentence", 2))
        b.until(INSTEAD)
        b.until(Boundary(0, 1, 1))
        standing_in = b.client.pid
        b.lives("natural")
        wait_for_trial(b)
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


def wait_for_trial(b: ClientHarness) -> None:
    """Return when what is wanted has proved itself; it waits for its moment."""
    with b.client._changed:
        proved = b.client._changed.wait_for(
            lambda: b.client._way_back.trial is not None and b.client._way_back.trial.is_proved,
            20.0,
        )
    assert proved


def test_what_changed_meanwhile_holds_for_the_engine_that_comes_back(tmp_path: Path) -> None:
    with client_harness(tmp_path, limits=SOON, broken=["natural"]) as b:
        b.client.send(say(f"a {HOLD}"))
        b.until(INSTEAD)
        b.until(Boundary(0, 1, 1))
        b.lives("natural")
        wait_for_trial(b)
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
    with client_harness(tmp_path, limits=SOON, broken=["natural", "espeak"]) as b:
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
    with client_harness(tmp_path, limits=NEVER, broken=["natural", "espeak"]) as b:
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
    with client_harness(tmp_path, limits=SOON, broken=["natural", "espeak", "silent"]) as b:
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

    with client_harness(tmp_path, limits=SOON) as b:
        b.until(Ready)
        b.client.send(say(f"a {HOLD}"))
        b.until(Boundary(0, 1, 1))
        monkeypatch.setattr(subprocess, "Popen", none)
        b.kill()
        b.until(NoVoice)
        monkeypatch.setattr(subprocess, "Popen", real)
        b.until_all(BACK, Boundary(0, 1, 1))


def test_there_are_never_two_voices_and_none_is_left_after_closing(tmp_path: Path) -> None:
    with client_harness(tmp_path, limits=SOON, broken=["natural"]) as b:
        b.client.send(say(f"a {HOLD}"))
        b.until(INSTEAD)
        b.until(Boundary(0, 1, 1))
        b.lives("natural")
        wait_for_trial(b)
        trial = b.client._way_back.trial
        assert trial is not None
        # It was told to make ready, and nothing that could be heard.
        kinds = {each["type"] for each in b.told_to(trial.process.pid)}
        assert kinds == {"Configure", "Prepare"}
        pids = {b.client.pid, trial.process.pid}
    assert not any(map(psutil.pid_exists, pids))


def test_a_paused_reading_is_not_broken_into(tmp_path: Path) -> None:
    with client_harness(tmp_path, limits=SOON, broken=["natural"]) as b:
        b.client.send(say(f"a {HOLD}"))
        b.until(INSTEAD)
        b.until(Boundary(0, 1, 1))
        b.lives("natural")
        wait_for_trial(b)
        standing_in = b.client.pid
        b.client.send(Pause())
        b.client.send(say("told", 2, is_announcement=True))
        b.until(UtteranceEnded(0, 2))
        assert b.client.pid == standing_in
