"""The one record of what must be true of the voice, whichever process is the voice."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
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
    VoiceCommand,
)

START = Configure("natural", "heart", sink="null")


@dataclass
class Process:
    """What a voice process would be at after the commands it was told."""

    configuration: Configure = START
    paused: bool = False
    generation: int = 0
    queue: list[Say | Sound] = field(default_factory=list)
    """What is not heard to its end, as if it were asked for from the word it is at."""
    announcement: Say | None = None

    def obey(self, command: Command) -> None:
        match command:
            case Configure():
                self.configuration = command
            case Say(is_announcement=True):
                self.announcement = command
            case Say():
                self.queue.append(command)
            case Sound(is_announcement=True):
                self.announcement = None
            case Sound():
                self.queue.append(command)
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
                self._configure(guide_audible=audible)
            case SetRate(rate_wpm):
                self._configure(rate_wpm=rate_wpm)
            case SetPauseFactor(factor):
                self._configure(pause_factor=factor)
            case SetVolume(volume):
                self._configure(volume=volume)
            case SetVolumeBoost(boost_db):
                self._configure(volume_boost_db=boost_db)
            case SetFade(to, over_s, level):
                self._configure(fade_level=level, fade_to=to, fade_over_s=over_s)
            case SetLexicon(files, own_sounds):
                self._configure(lexicon_files=files, own_sounds=own_sounds)
            case SetVoice(voice_id):
                self._configure(voice_id=voice_id)
            case SetEngine(engine, voice_id):
                # Another engine is another process.
                if engine == self.configuration.engine and voice_id:
                    self._configure(voice_id=voice_id)
            case Prepare():
                # A guess at what is asked for next: nobody misses it.
                pass
            case _:
                raise AssertionError(f"nobody knows what becomes of {command}")

    def _configure(self, **changes: Any) -> None:
        self.configuration = replace(self.configuration, **changes)


def told(commands: list[Command]) -> Process:
    process = Process()
    for command in commands:
        process.obey(command)
    return process


WORDS = ("one", "two,", "three", "four")


def any_of(kind: type[VoiceCommand]) -> st.SearchStrategy[VoiceCommand]:
    """Return commands of a kind with whatever may be in their fields."""
    hints = get_type_hints(kind)
    given = {each.name: st.from_type(hints[each.name]) for each in fields(kind)}
    if kind is Say:
        given |= {
            "words": st.just(WORDS),
            "clause_starts": st.just((0, 2)),
            "from_word": st.integers(0, 3),
            "left_out": st.just(()),
        }
    return st.builds(kind, **given)


COMMANDS = st.one_of(*map(any_of, VoiceCommand.__args__))
"""Every command there is, made from the types: one that is forgotten in the record is found."""


class RecordAndProcess(RuleBasedStateMachine):
    """After any history a fresh process that is told the record is where the old one was."""

    def __init__(self) -> None:
        super().__init__()
        self.record = Record(START)
        self.process = told([START])
        self.tried = START
        """How a process beside the one that speaks was configured."""
        self.number = 0

    @rule(command=COMMANDS)
    def ask(self, command: VoiceCommand) -> None:
        match command:
            case Say() | Sound():
                self.number += 1
                command = replace(
                    command, generation=self.record.generation, utterance_id=self.number
                )
            case Flush():
                command = Flush(self.record.generation + 1)
            case _:
                pass
        assert self.record.note(command) == command
        self.process.obey(command)

    @precondition(lambda self: self.process.queue and not self.process.paused)
    @rule(word=st.none() | st.integers(0, 3))
    def hear(self, word: int | None) -> None:
        heard = self.process.queue[0]
        if word is None or isinstance(heard, Sound):
            self.process.queue.pop(0)
            self.record.ended(heard.utterance_id)
        else:
            self.process.queue[0] = replace(heard, from_word=word)
            self.record.heard(heard.utterance_id, word)

    @precondition(lambda self: self.process.announcement)
    @rule(word=st.none() | st.integers(0, 3))
    def hear_announcement(self, word: int | None) -> None:
        heard = self.process.announcement
        assert heard is not None
        if word is None:
            self.process.announcement = None
            self.record.ended(heard.utterance_id)
        else:
            self.process.announcement = replace(heard, from_word=word)
            self.record.heard(heard.utterance_id, word)

    @rule()
    def die(self) -> None:
        self.process = told(self.record.commands())

    @rule()
    def try_another(self) -> None:
        self.tried = self.record.configuration

    @invariant()
    def a_fresh_process_is_where_the_old_one_was(self) -> None:
        assert told(self.record.commands()) == self.process

    @invariant()
    def one_that_was_configured_before_catches_up(self) -> None:
        caught_up = [self.tried, *self.record.catch_up(self.tried), *self.record.queued()]
        assert told(caught_up) == self.process


RecordAndProcess.TestCase.settings = settings(max_examples=150, deadline=None, derandomize=True)
TestRecordAndProcess = RecordAndProcess.TestCase


@pytest.mark.parametrize("kind", VoiceCommand.__args__)
@given(data=st.data())
def test_each_command_holds_after_the_process_died(
    kind: type[VoiceCommand], data: st.DataObject
) -> None:
    record, process = Record(START), told([START])
    for queued in (Say(0, 1, WORDS), Say(0, 2, WORDS, is_announcement=True)):
        record.note(queued)
        process.obey(queued)
    command = data.draw(any_of(kind))
    if isinstance(command, Say | Sound):
        command = replace(command, generation=0, utterance_id=3)
    process.obey(command)
    record.note(command)
    assert told(record.commands()) == process


def at(commands: list[Command]) -> list[tuple[int, int]]:
    """Return number and word of each utterance that a process which is told this speaks."""
    queue = told(commands).queue
    return [(each.utterance_id, each.from_word if isinstance(each, Say) else 0) for each in queue]


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
    record.note(SetFade(0.0, 20.0, 0.6))
    record.note(SetGuideAudible(False))
    record.set_engine("natural", "device")
    assert record.catch_up(configured) == [
        SetRate(300),
        SetVolume(40),
        SetVolumeBoost(6.0),
        SetFade(0.0, 20.0, 0.6),
        SetGuideAudible(False),
    ]
    assert Record(START).catch_up(START) == []


def test_a_file_gets_each_sentence_from_its_beginning() -> None:
    record = Record(START)
    record.note(say("one two three"))
    record.heard(1, 2)
    assert at(record.commands()) == [(1, 2)]
    assert at(record.commands(from_start=True)) == [(1, 0)]


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
    assert at(record.commands()) == queue
    assert (passed is None) == bool(queue)


def test_a_word_of_what_is_over_is_nothing_to_pass() -> None:
    record = Record(START)
    record.note(Sound(0, 1, "edge"))
    assert record.pass_word(1, 0, whole=False) is None
    assert record.pass_word(7, 0, whole=False) is None
