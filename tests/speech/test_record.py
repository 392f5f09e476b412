"""The one record of what must be true of the voice, whichever process is the voice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from allvoice.speech.client.record import Record
from allvoice.speech.protocol import (
    CancelAnnouncement,
    Command,
    Configure,
    Flush,
    Pause,
    Prepare,
    Resume,
    Say,
    SetGuideAudible,
    SetRate,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
    Sound,
    VoiceCommand,
)

START = Configure("natural", "heart", sink="null")


@dataclass
class Process:
    """What a voice process would be at after the commands it was told."""

    rate_wpm: int = 0
    volume: int = 0
    volume_boost_db: float = 0.0
    voice_id: str = ""
    engine: str = ""
    sink: str = ""
    guide_audible: bool = True
    paused: bool = False
    generation: int = 0
    queue: list[tuple[int, int]] = field(default_factory=list)
    """Number and word of each utterance not heard to its end."""
    announcement: tuple[int, int] | None = None

    def obey(self, command: Command) -> None:
        match command:
            case Configure():
                self.engine, self.sink = command.engine, command.sink
                self.rate_wpm, self.volume = command.rate_wpm, command.volume
                self.volume_boost_db = command.volume_boost_db
                self.voice_id, self.guide_audible = command.voice_id, command.guide_audible
            case Say(is_announcement=True):
                self.announcement = (command.utterance_id, command.from_word)
            case Say():
                self.queue.append((command.utterance_id, command.from_word))
            case Sound(is_announcement=True):
                self.announcement = None
            case Sound():
                self.queue.append((command.utterance_id, 0))
            case Flush(generation):
                self.queue, self.announcement = [], None
                self.paused, self.generation = False, generation
            case Pause():
                self.paused, self.announcement = True, None
            case Resume():
                self.paused, self.announcement = False, None
            case CancelAnnouncement():
                self.announcement = None
            case SetGuideAudible(audible):
                self.guide_audible = audible
            case SetRate(rate_wpm):
                self.rate_wpm = rate_wpm
            case SetVolume(volume):
                self.volume = volume
            case SetVolumeBoost(boost_db):
                self.volume_boost_db = boost_db
            case SetVoice(voice_id):
                self.voice_id = voice_id
            case _:
                raise AssertionError(command)


def told(commands: list[Command]) -> Process:
    process = Process()
    for command in commands:
        process.obey(command)
    return process


class RecordAndProcess(RuleBasedStateMachine):
    """After any history a fresh process that is told the record is where the old one was."""

    def __init__(self) -> None:
        super().__init__()
        self.record = Record(START)
        self.process = told([START])
        self.number = 0

    def both(self, command: VoiceCommand) -> None:
        self.record.note(command)
        self.process.obey(command)

    @rule(words=st.integers(1, 5), announcement=st.booleans())
    def say(self, words: int, announcement: bool) -> None:
        self.number += 1
        text = tuple(f"w{n}" for n in range(words))
        command = Say(self.record.generation, self.number, text, is_announcement=announcement)
        self.both(command)

    @rule(announcement=st.booleans())
    def sound(self, announcement: bool) -> None:
        self.number += 1
        command = Sound(self.record.generation, self.number, "edge", is_announcement=announcement)
        self.both(command)

    @precondition(lambda self: self.process.queue and not self.process.paused)
    @rule(word=st.none() | st.integers(0, 4))
    def hear(self, word: int | None) -> None:
        number, _ = self.process.queue[0]
        command = self.record.outstanding[number].command
        if word is None or isinstance(command, Sound):
            self.process.queue.pop(0)
            self.record.ended(number)
        else:
            word = min(word, len(command.words) - 1)
            self.process.queue[0] = (number, word)
            self.record.heard(number, word)

    @precondition(lambda self: self.process.announcement)
    @rule(is_over=st.booleans())
    def hear_announcement(self, is_over: bool) -> None:
        assert self.process.announcement is not None
        number, _ = self.process.announcement
        self.process.announcement = None if is_over else (number, 0)
        if is_over:
            self.record.ended(number)
        else:
            self.record.heard(number, 0)

    @rule()
    def hush(self) -> None:
        self.both(CancelAnnouncement())

    @rule()
    def flush(self) -> None:
        generation = self.record.generation + 1
        self.both(Flush(generation))

    @rule()
    def pause(self) -> None:
        self.both(Pause())

    @rule()
    def resume(self) -> None:
        self.both(Resume())

    @rule(rate_wpm=st.integers(40, 450))
    def set_rate(self, rate_wpm: int) -> None:
        self.both(SetRate(rate_wpm))

    @rule(volume=st.integers(0, 100))
    def set_volume(self, volume: int) -> None:
        self.both(SetVolume(volume))

    @rule(boost_db=st.sampled_from([0.0, 6.0, 12.0]))
    def set_volume_boost(self, boost_db: float) -> None:
        self.both(SetVolumeBoost(boost_db))

    @rule(voice_id=st.sampled_from(["heart", "other"]))
    def set_voice(self, voice_id: str) -> None:
        self.both(SetVoice(voice_id))

    @rule(audible=st.booleans())
    def set_guide_audible(self, audible: bool) -> None:
        self.both(SetGuideAudible(audible))

    @rule()
    def die(self) -> None:
        self.process = told(self.record.commands())

    @invariant()
    def a_fresh_process_is_where_the_old_one_was(self) -> None:
        assert told(self.record.commands()) == self.process


RecordAndProcess.TestCase.settings = settings(max_examples=150, deadline=None, derandomize=True)
TestRecordAndProcess = RecordAndProcess.TestCase


def say(words: str, number: int = 1, cuts: tuple[int, ...] = (0,)) -> Say:
    return Say(0, number, tuple(words.split()), cuts)


def test_each_engine_comes_back_with_the_voice_chosen_for_it() -> None:
    record = Record(START)
    record.set_engine("espeak", "null")
    assert record.configuration.voice_id == ""
    record.note(SetVoice("en-gb"))
    record.set_engine("natural", "null")
    assert record.configuration.voice_id == "heart"
    record.set_engine("espeak", "null")
    assert record.configuration.voice_id == "en-gb"


def test_what_was_chosen_while_another_engine_spoke_holds_for_the_wanted_one() -> None:
    record = Record(START)
    configured = record.configured_for("natural", "device")
    record.note(SetRate(300))
    record.note(SetVolume(40))
    record.note(SetVolumeBoost(6.0))
    record.note(SetGuideAudible(False))
    record.set_engine("natural", "device")
    assert record.catch_up(configured) == [
        SetRate(300),
        SetVolume(40),
        SetVolumeBoost(6.0),
        SetGuideAudible(False),
    ]
    assert Record(START).catch_up(START) == []


def test_a_file_gets_each_sentence_from_its_beginning() -> None:
    record = Record(START)
    record.note(say("one two three"))
    record.heard(1, 2)
    assert told(record.commands()).queue == [(1, 2)]
    assert told(record.commands(from_start=True)).queue == [(1, 0)]


def test_a_clause_that_breaks_the_engine_is_left_out_wherever_it_stands() -> None:
    record = Record(START)
    record.note(say("take it, then rest", cuts=(0, 2)))
    (losing,) = record.leave_out(("then", "rest"))
    assert losing.left_out == (1,)
    assert record.note(say("then rest", 2)) == replace(say("then rest", 2), left_out=(0,))
    assert record.note(say("rest then", 3)) == say("rest then", 3)
    ahead = Prepare(((("then", "rest"), (0,)), (("fine",), (0,))))
    assert record.note(ahead) == Prepare(((("fine",), (0,)),))


@pytest.mark.parametrize(
    ("word", "whole", "queue"),
    [
        pytest.param(0, False, [(1, 1)], id="the next word"),
        pytest.param(1, False, [], id="the last word ends it"),
        pytest.param(0, True, [], id="the whole sentence"),
    ],
)
def test_a_word_that_stops_the_voice_is_passed(
    word: int, whole: bool, queue: list[tuple[int, int]]
) -> None:
    record = Record(START)
    record.note(say("one two"))
    passed = record.pass_word(1, word, whole=whole)
    assert told(record.commands()).queue == queue
    assert (passed is None) == bool(queue)


def test_a_word_of_what_is_over_is_nothing_to_pass() -> None:
    record = Record(START)
    record.note(Sound(0, 1, "edge"))
    assert record.pass_word(1, 0, whole=False) is None
    assert record.pass_word(7, 0, whole=False) is None
