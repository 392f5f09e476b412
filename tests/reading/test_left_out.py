"""What is left out within sentences: told once in each section, heard by a key, never lost."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, HearSkipped, Move, Play, PlayPause, Repeat, SetSkipping
from allvoice.reading.left_out import left_out_words
from allvoice.reading.state import NavigationLevel, PlaybackOptions
from allvoice.reading.step import NoControls
from tests.reading.harness import SessionHarness, session_harness

TEXT = """# Fever

Rest well [7]. Drink water [8] today. See https://kids.example for more.

https://kids.example

Sleep long [9].

# Food

Eat well [10].

# When to call

Call for fever [11] now.
"""
TOLD = "Citations skipped. Press X to hear a sentence whole."
LINKS_TOLD = "Links skipped. Press X to hear a sentence whole."


def made(*names: str, **options: object) -> SessionHarness:
    return session_harness(text=TEXT, skipping=names, **options)  # type: ignore[arg-type]


def everything_said(reading: SessionHarness) -> list[str]:
    """Return all that the voice says until it rests, in order."""
    said: list[str] = []
    for _ in range(10_000):
        queue = reading.says()
        if queue and said[-1:] != [queue[0]]:
            said.append(queue[0])
        event = reading.voice.speak()
        if event is None:
            return said
        reading.session.handle(event)
    raise AssertionError("the voice never ends")


def test_it_is_told_behind_the_first_of_each_section_and_never_left_out_of_when_to_call() -> None:
    reading = made("citations", has_listener=False)
    reading.do(Play())
    assert everything_said(reading) == [
        "Fever.", "Rest well.", TOLD, "Drink water today.", "See link for more.", "link",
        "Sleep long.", "Food.", "Eat well.", TOLD, "When to call.",
        "Call for fever, in brackets 11, now.",
    ]  # fmt: skip


def test_each_kind_is_told_when_it_comes_and_what_is_nothing_else_is_passed_over() -> None:
    reading = made("citations", "links", has_listener=False)
    reading.do(Play())
    assert everything_said(reading)[:7] == [
        "Fever.", "Rest well.", TOLD, "Drink water today.", "See for more.", LINKS_TOLD,
        "Sleep long.",
    ]  # fmt: skip


def test_what_is_passed_over_is_told_and_heard_by_the_key() -> None:
    text = "# Fever\n\nRest well.\n\nhttps://kids.example\n\nSleep long.\n"
    reading = session_harness(text=text, skipping=("links",))
    reading.do(Play())
    reading.hear("Rest well.")
    reading.hear_words(1)
    assert reading.state.between_message == LINKS_TOLD
    reading.do(HearSkipped())
    assert reading.sentence == "https://kids.example"
    assert reading.says()[0] == "link"
    # What is passed over counts as heard: the section is heard to its end all the same.
    assert Position(2) in [position for position, *_ in reading.store.heard]


def test_the_key_reads_the_sentence_whole_and_nothing_is_told_of_it_then() -> None:
    reading = made("citations")
    reading.do(Play())
    reading.hear("Fever")
    reading.hear_words(1)
    assert reading.sentence == "Rest well [7]."
    reading.do(HearSkipped())
    assert reading.says()[:2] == ["Rest well, note 7.", "Drink water today."]
    reading.hear("Rest well [7].")
    reading.hear_words(1)
    assert reading.state.word_range == (15, 20)


def test_what_was_skipped_just_before_comes_first() -> None:
    text = "# Fever\n\nOne.\n\n```\ncode\n```\n\nRest well [7].\n"
    reading = session_harness(text=text, skipping=("code", "citations"))
    reading.do(Play())
    reading.hear("One.")
    reading.hear_next()
    assert reading.sentence == "Rest well [7]."
    reading.clock.now_s += 60
    reading.do(HearSkipped())
    assert reading.sentence == "code"


def test_a_careful_repeat_leaves_nothing_out_and_the_next_sentence_does_again() -> None:
    reading = made("citations")
    reading.do(GoTo(Position(1), play=True), Repeat(carefully=False))
    assert reading.says()[0] == "Rest well."
    reading.do(Repeat(carefully=True))
    assert [said for said in reading.says() if said != TOLD][:2] == [
        "Rest well, note 7.", "Drink water today.",
    ]  # fmt: skip


def test_who_goes_to_a_sentence_that_is_nothing_else_hears_it() -> None:
    reading = made("links")
    reading.do(GoTo(Position(2), play=True))
    assert reading.says()[0] == "link"


def test_one_sentence_alone_tells_it_too() -> None:
    reading = made("citations")
    reading.do(GoTo(Position(1), play=None))
    assert reading.says() == ["Rest well.", TOLD]
    reading.hear_all()
    assert reading.state.is_at_rest
    reading.do(Move(NavigationLevel.SENTENCE, 1))
    assert reading.says() == ["Drink water today."]


def test_what_was_cut_short_before_it_was_told_is_told_behind_the_next() -> None:
    reading = made("citations")
    reading.do(GoTo(Position(1), play=True), GoTo(Position(1, 1), play=True))
    assert reading.says()[:2] == ["Drink water today.", TOLD]


def test_a_kind_chosen_while_reading_holds_from_the_next_sentence_at_its_word() -> None:
    reading = made()
    reading.do(GoTo(Position(1), play=True))
    reading.hear_words(3)
    assert reading.state.word_range == (10, 14)
    reading.do(SetSkipping(("citations",)))
    assert reading.messages[-1] == "From now on citations are skipped."
    assert reading.says()[:2] == ["Rest well, note 7.", "Drink water today."]
    reading.hear_words(1)
    assert reading.state.word_range == (10, 14)
    reading.do(SetSkipping(()))
    assert reading.says()[1] == "Drink water, in brackets 8, today."


def test_a_pause_goes_on_at_the_word_of_what_is_left() -> None:
    reading = made("citations")
    reading.do(GoTo(Position(1, 1), play=True))
    reading.hear_words(3)
    assert reading.state.word_range == (31, 37)
    reading.do(PlayPause())
    reading.clock.now_s += 2
    reading.do(PlayPause())
    reading.hear_words(1)
    assert reading.state.word_range == (31, 37)


def test_it_is_told_though_the_interface_voice_is_off_and_without_a_key_that_nobody_has() -> None:
    quiet = PlaybackOptions(interface_voice=False)
    reading = made("citations", options=quiet, controls=NoControls())
    reading.do(GoTo(Position(1), play=True))
    assert reading.says()[1] == "Citations skipped."


def test_for_another_screen_reader_the_whole_sentence_is_shown_and_nothing_told() -> None:
    reading = made("citations", options=PlaybackOptions(external_screen_reader=True))
    reading.do(GoTo(Position(1), play=True), Play())
    assert reading.sentence == "Drink water [8] today."
    assert reading.messages == []


def test_own_patterns_are_left_out_where_patterns_are_skipped() -> None:
    options = PlaybackOptions(skip_patterns=("water *",))
    for names, said in ((("patterns",), "Drink"), ((), "Drink water, in brackets 8, today.")):
        reading = made(*names, options=options)
        reading.do(GoTo(Position(1, 1), play=True))
        assert reading.says()[0] == said


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (("brackets",), "Text in brackets skipped. X to hear a sentence whole."),
        (("links", "emoji", "patterns"), "Links, emoji and your own patterns skipped. X to hear"),
    ],
)
def test_kinds_are_named_in_words(kinds: tuple[str, ...], told: str) -> None:
    assert left_out_words(kinds, "X").startswith(told)
