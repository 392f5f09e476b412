"""The whole reader in lines that are only added: heard, moved through, marked and left."""

from __future__ import annotations

import pytest

from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Notice
from tests.plain.harness import (
    AGAIN,
    END,
    GO_ON,
    NEXT,
    PAUSE,
    PLAY,
    TO_KNOW,
    WELCOME,
    plain_harness,
)

LONG = "# A\n\n" + "".join(f"Sentence {number} is here.\n\n" for number in range(40))


def test_it_begins_with_what_is_to_be_known_and_ends_with_the_choices(shelf: Shelf) -> None:
    voiced = plain_harness(shelf, faults=[TO_KNOW])
    silent = plain_harness(shelf, voiced=False, faults=[TO_KNOW])
    assert voiced.lines == [TO_KNOW, WELCOME, PAUSE]
    assert silent.lines == [
        TO_KNOW,
        WELCOME,
        "Heading 1: Before you begin",
        NEXT,
    ]


def test_what_is_amiss_at_the_start_is_said_in_short_and_stands_first_in_the_help(
    shelf: Shelf,
) -> None:
    shelf.tell("Your place, marks and notes cannot be kept: the disk is full.")
    amiss = [f"settings.toml, line {number}: I do not know 'foo'." for number in range(1, 10)]
    made = plain_harness(shelf, important=shelf.notices, faults=amiss)
    assert made.lines == [*shelf.notices, *amiss, WELCOME, PAUSE]
    said = f"{WELCOME} {shelf.notices[0]} 9 more things need attention: h."
    assert made.reading.says()[0] == said
    assert made.type("a")[0] == said
    listed = made.type("h")
    assert listed[: 2 + len(amiss)] == ["Needs your attention, 10 things", *shelf.notices, *amiss]


def test_several_faults_at_the_start_are_counted(shelf: Shelf) -> None:
    amiss = [f"settings.toml, line {number}: I do not know 'foo' at all." for number in range(1, 5)]
    made = plain_harness(shelf, faults=amiss)
    assert made.reading.says()[0] == f"{WELCOME} 4 things need your attention. h tells them."


def test_each_sentence_is_a_line_when_it_begins_to_be_heard(shelf: Shelf) -> None:
    heard = plain_harness(shelf).hear()
    assert heard == [
        "Heading 1: Before you begin",
        "Call the care team first.",
        "Then write down the time.",
        "• Take the temperature.",
        "• Note it down.",
        "Say it aloud.",
        "Heading 2: At night",
        "Keep the number by the phone, near the bed, where a hand finds it in the dark.",
        "Heading 1: Food",
        "Small meals help.",
        END,
        AGAIN,
    ]


def test_enter_pauses_and_goes_on_and_no_sentence_is_shown_twice_for_it(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    assert made.type("") == ["Paused.", GO_ON]
    assert made.reading.state.status is Status.PAUSED
    assert made.type("") == []
    made.hear()
    assert made.lines.count("Call the care team first.") == 1


@pytest.mark.parametrize("typed", ["+", "xx", "j", ">", "b"])
def test_what_is_changed_while_reading_shows_no_sentence_twice_and_no_choices(
    shelf: Shelf, typed: str
) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    (answer,) = made.type(typed)
    made.hear(3)
    assert made.lines.count("Call the care team first.") == 1
    assert answer.endswith(".")


def test_who_stops_is_told_how_to_go_on_and_hears_the_sentence_again(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    assert made.type("s") == ["Stopped.", PLAY]
    made.type("")
    assert made.hear(3) == ["Call the care team first."]


def test_moving_while_stopped_reads_one_sentence_and_asks_nothing_new(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    made.type("s")
    assert made.type("nn") == []
    assert made.hear() == ["• Take the temperature."]
    assert made.type("previous") == []
    assert made.hear() == ["Then write down the time."]
    assert made.reading.state.status is Status.STOPPED


def test_after_the_end_enter_starts_again(shelf: Shelf) -> None:
    voiced, silent = plain_harness(shelf), plain_harness(shelf, voiced=False)
    voiced.hear()
    voiced.type("")
    assert voiced.hear(3) == ["Heading 1: Before you begin"]
    assert silent.type("gg") == ["Small meals help.", END, AGAIN]
    assert silent.type("next") == ["No more after this.", AGAIN]
    assert silent.type("") == ["Heading 1: Before you begin", NEXT]


def test_without_a_voice_enter_shows_sentence_after_sentence(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("") == ["Call the care team first."]
    assert made.type("", "previous") == ["Then write down the time.", "Call the care team first."]
    assert made.type("nnn") == ["Heading 2: At night"]
    assert made.type("pp") == ["• Note it down."]
    assert made.type("r") == ["• Note it down."]
    assert made.type("g") == ["Heading 1: Before you begin"]
    assert made.reading.voice.announced == []


def test_choices_come_again_after_all_but_plain_sentences(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("", "", "next") == [
        "Call the care team first.", "Then write down the time.", "• Take the temperature.",
    ]  # fmt: skip
    assert made.type("+") == ["160 words a minute.", NEXT]
    assert made.type("") == ["• Note it down."]
    assert made.take(Notice("The sound is back.")) == ["The sound is back.", NEXT]
    assert made.type("") == ["Say it aloud."]


def test_beginners_see_the_choices_each_time_and_experts_only_other_ones(shelf: Shelf) -> None:
    beginner = plain_harness(shelf, voiced=False, verbosity="beginner")
    expert = plain_harness(shelf, voiced=False, verbosity="expert")
    assert beginner.type("") == ["Call the care team first.", NEXT]
    assert expert.type("+") == ["160 words a minute."]
    assert expert.type("b") == ["Marked."]
    assert expert.type("gg")[-1] == AGAIN


@pytest.mark.parametrize("in_a_pipe", [True, False])
def test_only_somebody_at_a_terminal_ends_a_search_by_the_next_line(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, in_a_pipe: bool
) -> None:
    # However fast the computer: nothing of a search is done at once.
    monkeypatch.setattr("allvoice.actions.finding.search.AT_ONCE_S", 0.0)
    made = plain_harness(shelf, reads_alone=in_a_pipe, text=LONG)
    shown = made.type("/is here", "q")
    assert ("Is here, 1 of 40. A." in shown) is in_a_pipe


def test_a_search_that_is_the_last_line_of_a_pipe_is_answered(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allvoice.actions.finding.search.AT_ONCE_S", 0.0)
    made = plain_harness(shelf, text=LONG)
    assert "Is here, 1 of 40. A." in made.take("/is here", None)


def test_a_search_that_takes_long_is_followed_by_the_choices_as_well(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allvoice.actions.finding.search.AT_ONCE_S", 0.0)
    monkeypatch.setattr("allvoice.actions.finding.search.BETWEEN_KEYS_S", 0.0)
    made = plain_harness(shelf, voiced=False, reads_alone=False, text=LONG)
    made.type("/is here")
    told = "Is here, 1 of 40. A."
    while told not in made.lines:
        # What is due is done while something is waited for.
        made.inbox.do_later(0.0, lambda: made.inbox.post("w"))
        made.inbox.next()
    assert made.lines[made.lines.index(told) :] == [told, "Sentence 0 is here.", NEXT]
