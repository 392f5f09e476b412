"""The client and voice processes that break as they are told: what is restored, and by whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from allvoice.speech.client.bookkeeping import NO_VOICE_LEFT, REPLACED, WORD_LEFT_OUT
from allvoice.speech.protocol import (
    Boundary,
    CancelAnnouncement,
    Flush,
    Notice,
    NoVoice,
    Pause,
    Prepare,
    Ready,
    Resume,
    SetEngine,
    SetFade,
    SetGuideAudible,
    SetLexicon,
    SetPauseFactor,
    SetRate,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
    Sound,
    UtteranceEnded,
    UtteranceFailed,
    VoiceCommand,
)
from tests.speech.client_harness import LIMIT_S
from tests.speech.fake_voice import DEADLY, FATAL, HOLD
from tests.speech.recovery_harness import INSTEAD, fake_voices, say

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
    "the pauses": AskedFor((SetPauseFactor(1.5),), {"type": "Configure", "pause_factor": 1.5}),
    "the volume": AskedFor((SetVolume(35),), {"type": "Configure", "volume": 35}),
    "the boost": AskedFor((SetVolumeBoost(6.0),), {"type": "Configure", "volume_boost_db": 6.0}),
    "the voice": AskedFor((SetVoice("other"),), {"type": "Configure", "voice_id": "other"}),
    "the fade": AskedFor(
        (SetFade(0.0, 20.0, 0.6),),
        {"type": "Configure", "fade_to": 0.0, "fade_over_s": 20.0, "fade_level": 0.6},
    ),
    "the sounds of the listener's own words": AskedFor(
        (SetLexicon(("a.toml",), (("word", "wɝd", "", False),)),),
        {
            "type": "Configure",
            "lexicon_files": ["a.toml"],
            "own_sounds": [["word", "wɝd", "", False]],
        },
    ),
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
    # Another engine is another process, which the tests of the way back try.
    assert tried | {SetEngine} == set(VoiceCommand.__args__)


@pytest.mark.parametrize("what", ASKED_FOR)
def test_whatever_was_asked_for_holds_after_the_voice_process_died(
    tmp_path: Path, what: str
) -> None:
    asked = ASKED_FOR[what]
    with fake_voices(tmp_path) as b:
        b.until(Ready)
        for command in asked.commands:
            b.client.send(command)
        b.kill()
        b.until(Notice(REPLACED))
        b.until(Ready)
        assert b.client.wait_obeyed(LIMIT_S)
        assert asked.is_told(b.told_to(b.client.pid))


def test_an_announcement_over_a_held_reading_outlives_the_process(tmp_path: Path) -> None:
    with fake_voices(tmp_path) as b:
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
    with fake_voices(tmp_path) as b:
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
    with fake_voices(tmp_path) as b:
        b.client.send(say(f"one {FATAL} three"))
        b.until(Notice(WORD_LEFT_OUT))
        b.until(UtteranceEnded(0, 1))
        assert b.words(1)[-2:] == [2, None]
        assert b.client.engine == "natural"


# A sick computer.


def test_deaths_at_different_places_bring_the_next_engine_though_one_was_named(
    tmp_path: Path,
) -> None:
    with fake_voices(tmp_path, must_load=True) as b:
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
    with fake_voices(tmp_path, must_load=True) as b:
        mute = b.until(NoVoice)
        assert isinstance(mute, NoVoice)
        assert mute.text == f"The natural voice cannot be loaded. {NO_VOICE_LEFT}"


def test_an_engine_that_cannot_be_loaded_gives_way_to_the_next_in_a_process_of_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "missing-natural").touch()
    with fake_voices(tmp_path) as b:
        b.until(Notice("The natural voice cannot be loaded. The espeak voice reads instead."))
        b.until(Ready("espeak", "espeak-voice", (("espeak-voice", "A voice"),)))
        starts = [each for each in b.told if each["type"] == "Configure"]
        assert [each["engine"] for each in starts] == ["natural", "espeak"]
        # That the first could not be loaded is no reason to give up the second.
        b.kill()
        b.until(Notice(REPLACED))
        b.until(Ready)
        assert b.client.engine == "espeak"


def test_the_engine_that_loaded_and_keeps_dying_is_named_and_left_after_three_deaths(
    tmp_path: Path,
) -> None:
    (tmp_path / "natural-is-espeak").touch()
    (tmp_path / "dies-espeak-loaded").touch()
    with fake_voices(tmp_path, ["espeak", "system"]) as b:
        b.until(Notice("The espeak voice keeps failing. The computer's own voice reads instead."))
        b.until(Ready("system", "system-voice", (("system-voice", "A voice"),)))
        starts = [each for each in b.told if each["type"] == "Configure"]
        assert [each["engine"] for each in starts] == ["natural", "espeak", "espeak", "system"]


def test_only_an_engine_that_may_step_in_says_what_the_wanted_one_cannot(tmp_path: Path) -> None:
    for others, stand_in in ((["espeak"], "espeak"), (["system"], ""), ([], "")):
        with fake_voices(tmp_path, others) as b:
            b.until(Ready)
            assert b.told_to(b.client.pid)[0]["stand_in"] == stand_in
