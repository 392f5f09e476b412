"""The client with real voice processes: they are killed, hung and broken, and speech goes on."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

import allvoice.speech.client.client as client_module
from allvoice.limits import RATE_MIN_WPM
from allvoice.playback.boundary import Passed
from allvoice.speech.client.bookkeeping import NO_VOICE_LEFT, REPLACED
from allvoice.speech.client.client import VoiceClient
from allvoice.speech.client.voice_process import DEFAULT_COMMAND, VoiceProcess
from allvoice.speech.protocol import (
    Boundary,
    CancelAnnouncement,
    Configure,
    Event,
    Flush,
    Notice,
    NoVoice,
    Pause,
    Ready,
    Resume,
    Say,
    SetGuideAudible,
    SetRate,
    UtteranceEnded,
    encode,
)
from tests.speech.client_harness import LIMIT_S, LONG, SILENT, Listener, client, say

MOMENT_S = 0.2


def test_words_are_heard_in_order_and_the_voices_are_told() -> None:
    with client() as c:
        c.client.send(say(1))
        c.until(UtteranceEnded(0, 1))
        assert c.words(1) == [*range(12), None]
        assert Ready("silent", "silence", (("silence", "Silence"),), RATE_MIN_WPM) in c.seen


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are of POSIX")
def test_the_voice_shares_the_session_of_the_program_and_not_its_signals() -> None:
    with client() as c:
        assert os.getsid(c.client.pid) == os.getsid(0)
        assert os.getpgid(c.client.pid) == c.client.pid


def test_a_killed_voice_goes_on_from_the_word_it_was_at_and_that_is_said() -> None:
    with client() as c:
        c.client.send(say(1))
        c.client.send(say(2, ["and", "on"]))
        c.until(Boundary(0, 1, 5))
        os.kill(c.client.pid, signal.SIGKILL)
        c.until(Notice(REPLACED))
        at_death = c.words(1)[-1]
        c.until(UtteranceEnded(0, 2))
        words = c.words(1)
        after = words[words.index(at_death) + 1 :]
        assert after == [*range(at_death or 0, 12), None]
        assert c.words(2) == [0, 1, None]


def test_the_log_tells_what_became_of_a_hung_voice(tmp_path: Path) -> None:
    log = tmp_path / "voice.log"
    with client(log_file=log) as c:
        c.until(Ready)
        hung = c.client.pid
        c.client.send(Say(0, 1, LONG))
        os.kill(hung, signal.SIGSTOP)
        c.until(Notice(REPLACED))
    assert f"voice {hung} was ended: no answer for" in log.read_text(encoding="utf-8")


def test_a_voice_tells_the_log_what_each_of_its_threads_is_at(tmp_path: Path) -> None:
    log = tmp_path / "voice.log"
    ended = threading.Event()
    loaded = threading.Event()

    def take(_: VoiceProcess, event: Event) -> None:
        if isinstance(event, Ready):
            loaded.set()

    voice = VoiceProcess(DEFAULT_COMMAND, log, take, lambda _: ended.set())
    voice.send(SILENT)
    assert loaded.wait(LIMIT_S)
    # A busy computer may let it say nothing in the short while that is waited for it.
    while not {"_obey_all", "worker.py"} <= set(re.findall(r"\w+(?:\.py)?", log.read_text())):
        voice.tell_where()
    voice.kill()
    assert ended.wait(LIMIT_S)


def test_a_hung_voice_is_replaced_and_goes_on() -> None:
    with client() as c:
        c.client.send(say(1))
        c.until(Boundary(0, 1, 3))
        hung = c.client.pid
        os.kill(hung, signal.SIGSTOP)
        c.until(Notice(REPLACED))
        c.until(UtteranceEnded(0, 1))
        assert c.client.pid != hung
        assert not psutil.pid_exists(hung)


def test_a_pause_survives_the_death_of_the_voice() -> None:
    with client() as c:
        c.client.send(say(1))
        c.until(Boundary(0, 1, 2))
        c.client.send(Pause())
        c.client.send(SetRate(400))
        os.kill(c.client.pid, signal.SIGKILL)
        c.until(Notice(REPLACED))
        c.until(Ready)
        heard = len(c.words(1))
        # An announcement is heard while the reading is paused: nothing of the reading comes before.
        c.client.send(Say(0, 9, ("paused",), is_announcement=True))
        c.until(UtteranceEnded(0, 9))
        assert len(c.words(1)) == heard
        c.client.send(Resume())
        c.until(UtteranceEnded(0, 1))


def test_after_a_flush_nothing_of_before_is_sent_again() -> None:
    with client() as c:
        c.client.send(say(1))
        c.until(Boundary(0, 1, 2))
        c.client.send(Flush(1))
        c.client.send(say(2, ["fresh"], 1))
        os.kill(c.client.pid, signal.SIGKILL)
        c.until(Notice(REPLACED))
        c.until(UtteranceEnded(1, 2))
        late = [e for e in c.seen[c.seen.index(Notice(REPLACED)) :] if isinstance(e, Passed)]
        assert {event.utterance_id for event in late} == {2}


def dying(marker: Path, engine: str) -> list[str]:
    """A voice process that dies at once while it is asked for one engine."""
    script = (
        "import os, sys\n"
        "line = sys.stdin.buffer.readline()\n"
        f"open({str(marker)!r}, 'ab').write(b'.')\n"
        f'if b\'"engine":"{engine}"\' in line: os._exit(3)\n'
        "import io\n"
        "from allvoice.speech.host import process\n"
        "rest = sys.stdin.buffer\n"
        "class Joined:\n"
        "    def __init__(self): self.first = line\n"
        "    def readline(self):\n"
        "        first, self.first = self.first, b''\n"
        "        return first or rest.readline()\n"
        "    def __iter__(self): return iter(rest.readline, b'')\n"
        "class Stdin: buffer = Joined()\n"
        "sys.stdin = Stdin()\n"
        "process.main()\n"
    )
    return [sys.executable, "-c", script]


def test_an_engine_that_keeps_dying_is_replaced_by_the_next(tmp_path: Path) -> None:
    command = dying(tmp_path / "starts", "espeak")
    with client(Configure("espeak", sink="null"), ["silent"], command=command) as c:
        c.client.send(say(1, ["still", "heard"]))
        c.until(UtteranceEnded(0, 1))
        notices = [e.text for e in c.seen if isinstance(e, Notice)]
        assert notices[-1] == ("The espeak voice keeps failing. The silent voice reads instead.")
        assert c.words(1) == [0, 1, None]


def test_when_no_engine_is_left_the_guide_goes_on_without_sound_and_that_is_said(
    tmp_path: Path,
) -> None:
    command = dying(tmp_path / "starts", "espeak")
    with client(Configure("espeak", sink="device"), command=command) as c:
        c.client.send(say(1, ["seen", "only"]))
        assert isinstance(mute := c.until(NoVoice), NoVoice)
        assert NO_VOICE_LEFT in mute.text
        c.until(UtteranceEnded(0, 1))


def test_a_program_that_can_never_run_is_told_and_not_started_without_end(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    script = f"open({str(starts)!r}, 'ab').write(b'.')"
    with client(command=[sys.executable, "-IS", "-c", script]) as c:
        c.client.send(say(1))
        assert c.until(Notice) == Notice(REPLACED)
        assert c.until(Notice) == Notice(REPLACED)
        assert isinstance(c.until(NoVoice), NoVoice)
        c.client.close(LIMIT_S)
        # Three times what was asked for, three times silence.
        assert len(starts.read_bytes()) <= 6


def test_a_voice_that_ends_before_anybody_knows_it_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class EndsAtOnce(VoiceProcess):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            # Time enough to tell that it ended, where nothing keeps it from that.
            self.wait(MOMENT_S)

    monkeypatch.setattr(client_module, "VoiceProcess", EndsAtOnce)
    with client(command=[sys.executable, "-IS", "-c", ""]) as c:
        assert c.until(Notice) == Notice(REPLACED)
        assert isinstance(c.until(NoVoice), NoVoice)


def test_an_unknown_engine_is_said_with_what_to_do(tmp_path: Path) -> None:
    with client(Configure("shouting", sink="null")) as c:
        mute = c.until(NoVoice)
        assert isinstance(mute, NoVoice)
        assert "shouting" in mute.text


def test_a_voice_process_tries_the_one_engine_it_is_told_and_no_other() -> None:
    script = (
        "import sys, allvoice.speech.host.process as p\nsys.modules['hibari'] = None\np.main()\n"
    )
    with client(replace(SILENT, engine="natural"), command=(sys.executable, "-c", script)) as c:
        mute = c.until(NoVoice)
        assert isinstance(mute, NoVoice)
        assert "hibari-tts, which is missing" in mute.text
        assert not any(isinstance(each, Ready) for each in c.seen)


def test_what_engines_print_goes_to_the_log_and_not_into_the_protocol(tmp_path: Path) -> None:
    log = tmp_path / "log" / "voice.log"
    script = (
        "import os, allvoice.speech.host.process as p\n"
        "claim = p._claim_stdout\n"
        "def noisy():\n"
        "    events = claim()\n"
        "    os.write(1, b'ALSA is unhappy\\n')\n"
        "    print('so is Python', flush=True)\n"
        "    return events\n"
        "p._claim_stdout = noisy\n"
        "p.main()\n"
    )
    with client(command=[sys.executable, "-c", script], log_file=log) as c:
        c.client.send(say(1, ["clean"]))
        c.until(UtteranceEnded(0, 1))
    assert "ALSA is unhappy" in log.read_text()
    assert "so is Python" in log.read_text()


def test_nothing_is_told_after_closing() -> None:
    with client() as c:
        c.client.send(say(1))
        c.until(Boundary(0, 1, 1))
        pid = c.client.pid
        c.client.close(LIMIT_S)
        assert not psutil.pid_exists(pid)
        while not c.events.empty():
            c.events.get()
        c.client.send(say(2))
        assert c.events.empty()


def test_a_voice_whose_program_is_gone_falls_silent_and_ends() -> None:
    process = subprocess.Popen(DEFAULT_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        for command in (SILENT, Flush(1), say(1, LONG, 1)):
            process.stdin.write(encode(command))
        process.stdin.flush()
        while b'"Boundary"' not in process.stdout.readline():
            pass
        process.stdin.close()
        assert process.wait(LIMIT_S) == 1


@pytest.mark.parametrize("line", [b"nonsense\n", b'{"type":"Say"}\n', b"\xff\n"])
def test_one_bad_command_does_not_make_the_voice_deaf(line: bytes) -> None:
    process = subprocess.Popen(
        DEFAULT_COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        process.stdin.write(encode(SILENT) + line + encode(say(1, ["still", "here"])))
        process.stdin.flush()
        while encode(UtteranceEnded(0, 1)) != process.stdout.readline():
            pass
        process.kill()
        process.wait(LIMIT_S)


def test_what_happens_before_anybody_listens_is_handed_over_in_order() -> None:
    first: queue.Queue[Event] = queue.Queue()
    made = VoiceClient(SILENT)
    try:
        made.send(Say(0, 1, ("one", "two")))
        waiting = VoiceClient(SILENT)
        waiting.add_observer(first.put)
        # By the time another voice is ready this one has spoken, or is about to.
        while not isinstance(first.get(timeout=LIMIT_S), Ready):
            pass
        waiting.close()
        listener = Listener(made)
        listener.until(UtteranceEnded(0, 1))
        assert isinstance(listener.seen[0], Ready)
        assert listener.words(1) == [0, 1, None]
    finally:
        made.close()


def test_every_observer_is_told_what_happens() -> None:
    with client() as one:
        one.until(Ready)
        another = Listener(one.client)
        one.client.send(say(1, ["for", "both"]))
        for listener in (one, another):
            listener.until(UtteranceEnded(0, 1))
            assert listener.words(1) == [0, 1, None]


def test_a_guide_passed_in_silence_stays_silent_when_the_voice_is_replaced() -> None:
    with client(Configure("silent", sink="null", rate_wpm=150)) as listener:
        listener.until(Ready)
        listener.client.send(SetGuideAudible(False))
        listener.client.send(say(1))
        listener.until(Boundary(0, 1, 2))
        os.kill(listener.client.pid, signal.SIGKILL)
        listener.until(Notice(REPLACED))
        assert not listener.client._record.configuration.guide_audible
        listener.until(Boundary(0, 1, 4))


def test_an_announcement_that_was_cut_is_not_said_again_by_the_next_voice() -> None:
    with client(Configure("silent", sink="null", rate_wpm=150)) as listener:
        listener.until(Ready)
        listener.client.send(Say(0, 7, LONG, is_announcement=True))
        listener.until(Boundary(0, 7, 1))
        listener.client.send(CancelAnnouncement())
        os.kill(listener.client.pid, signal.SIGKILL)
        listener.until(Notice(REPLACED))
        seen = len(listener.seen)
        listener.client.send(say(8))
        listener.until(UtteranceEnded(0, 8))
        assert all(e.utterance_id == 8 for e in listener.seen[seen:] if isinstance(e, Passed))
