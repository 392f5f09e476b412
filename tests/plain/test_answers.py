"""What is typed is answered: searches, pace, places, tables, what was skipped."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.plain.typed_words import TYPED_WORDS
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Ready, UtteranceFailed
from tests.plain.harness import (
    AGAIN,
    END,
    NEXT,
    PAUSE,
    PLAY,
    SECTION_END,
    WELCOME,
    help_lines,
    plain_harness,
)

SKIPPABLE = """# Tablets

Take it.

```
dose = 1
```

Drink water.
"""


def test_words_are_searched_for_onward_and_backward(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("/") == ["Type / and a word to search first.", NEXT]
    first = "The, 1 of 4. Before you begin, chapter 1."
    assert made.type("/THE") == [first, "Call the care team first.", NEXT]
    second = "2 of 4, Before you begin, chapter 1."
    assert made.type("/") == [second, "Then write down the time.", NEXT]
    assert made.type("//")[1] == "Call the care team first."
    assert made.type("//")[0].startswith("Gone round the start of the guide. 4 of 4, ")
    nothing = "Nothing for zebra. Nearest: near, 1 place. Search alone looks for it."
    assert made.type("/zebra") == [nothing, NEXT]
    assert made.type("/")[0] == "Near, 1 place. At night, chapter 1."
    assert made.type("/" + "z" * 900)[0].startswith(f"Nothing for {'z' * 39}…. Nearest: ")


def test_a_search_while_stopped_reads_on_from_what_it_finds(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    # It is printed before it is heard: a voice may take its time.
    told = ["Small, 1 place. Food, chapter 2.", "Small meals help."]
    assert made.type("s", "/small")[-2:] == told
    assert made.reading.state.reads_on
    assert "Small meals help." not in made.hear()


def test_all_that_was_found_is_listed_and_gone_to_by_number(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("/the")
    shown = made.type("finds")
    assert shown[0] == "1. Before you begin, chapter 1: Call the care team first."
    assert shown[3].startswith("4. At night, chapter 1: Keep the number by the phone")
    assert made.type("2")[1] == "Then write down the time."
    assert made.type("finds 3")[1] == "• Take the temperature."


def test_the_pace_and_the_volume_are_changed_and_said(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("+")[0] == "160 words a minute."
    assert made.type("=90")[0] == "90 words a minute."
    assert made.type("pace")[0] == "Normal pace, 150 words a minute."
    assert made.type("=9999")[0] == "450 words a minute. This is the fastest."
    assert made.type("=0")[0] == "40 words a minute. This is the slowest."
    assert made.type("<")[0] == "Volume 90."
    assert made.type(">")[0] == "Volume 100."


def test_another_voice_is_chosen_and_named(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    assert made.type("vv") == ["The voices are still being loaded."]
    voices = Ready("espeak", "one", (("one", "Anna"), ("two", "Bert")))
    assert made.take(voices) == ["Voice: Bert."]
    assert made.type("vv") == ["Voice: Anna."]


def test_what_is_asked_is_answered_and_shown(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    where = made.type("w")[0]
    assert where.startswith("Chapter 1 of 2, Before you begin.")
    assert made.type("w") == made.type("ww")
    assert made.type("ww")[0].startswith(f"{where} Pace 150 words a minute. Paragraph")
    assert made.type("v")[0] == "Heard as: Before you begin."
    assert made.type("d")[0] == "No word of this sentence is in the glossary."
    assert made.type("i")[0] == "This is no table."
    assert made.type("m")[0] == "This document has no tables."
    assert made.type("e")[0] == "This is no table and no list."
    assert made.type("x")[0] == "Nothing was skipped."


def test_what_was_told_last_is_told_again(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    assert made.type("a") == [WELCOME]
    made.type("=90")
    made.hear(11)
    assert made.type("a", "a") == ["90 words a minute."] * 2
    assert made.reading.voice.announced[-1] == "90 words a minute."


def test_without_a_voice_what_is_skipped_is_skipped_named_and_found(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False, text=SKIPPABLE)
    assert made.type("xx") == ["From now on code and notes are skipped.", NEXT]
    assert made.type("", "") == [
        "Take it.",
        "1 piece of code skipped. Type x to hear it.",
        "Drink water.",
        END,
        AGAIN,
    ]
    assert made.type("x") == ["Code: dose = 1", NEXT]
    assert made.type("xx")[0] == "Everything is read."
    assert made.type("previous", "") == ["Take it.", "Code: dose = 1"]


def test_the_end_of_the_section_is_told_where_reading_should_stop_there(shelf: Shelf) -> None:
    silent = plain_harness(shelf, voiced=False)
    assert silent.type("j")[0] == "Reading stops at the end of this section."
    assert silent.type("nnn", "") == [
        "Heading 2: At night",
        "Keep the number by the phone, near the bed, where a hand finds it in the dark.",
        SECTION_END,
        NEXT,
    ]
    voiced = plain_harness(shelf)
    voiced.type("j")
    assert voiced.hear()[-3:] == ["Say it aloud.", SECTION_END, PLAY]
    assert voiced.hear() == []
    voiced.type("")
    assert voiced.hear(3) == ["Heading 2: At night"]


def test_a_sentence_the_voice_lost_is_shown(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(3)
    state = made.reading.state
    lost = next(q for q in state.queued if q.position == Position(1, 0))
    made.take(UtteranceFailed(state.generation, lost.utterance_id))
    assert "Call the care team first." in made.lines
    assert "One sentence could not be spoken; it is on the screen." in made.lines


def test_what_is_not_known_says_where_help_is(shelf: Shelf) -> None:
    silent, voiced = plain_harness(shelf, voiced=False), plain_harness(shelf)
    assert silent.type("frobnicate") == ["I do not know that. Type h for help.", NEXT]
    text = help_lines(silent)
    assert silent.type("h") == [*text, NEXT]
    voiced.hear(11)
    assert voiced.type("frobnicate") == ["I do not know that. Type h for help.", PAUSE]
    assert voiced.reading.state.status is Status.PLAYING


def test_every_command_is_answered_wherever_the_listener_is(shelf: Shelf) -> None:
    for voiced in (True, False):
        for command in TYPED_WORDS:
            if command.typed in ("q", "=", "", "j", "xx", "s"):
                continue
            made = plain_harness(shelf, voiced=voiced)
            assert made.type(command.typed) + made.hear(3), command


def test_signs_have_a_word_too_and_words_are_searched_for_behind_one(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("search small")[1] == "Small meals help."
    assert made.type("search zebra")[0].startswith("Nothing for zebra. Nearest: ")
    assert made.type("faster")[0] == "160 words a minute."
    assert made.type("slower")[0] == "150 words a minute."


@pytest.mark.parametrize("voiced", [True, False])
def test_a_list_told_last_is_told_again(shelf: Shelf, voiced: bool) -> None:
    made = plain_harness(shelf, voiced=voiced)
    made.type("b")
    listed = made.type("l")[0]
    assert made.type("a")[0] == listed


def test_who_is_at_an_end_already_is_told_so_and_reads_the_sentence_again(shelf: Shelf) -> None:
    silent = plain_harness(shelf, voiced=False)
    assert silent.type("g") == [
        "This is the start of the guide.",
        "Heading 1: Before you begin",
        NEXT,
    ]
    silent.type("gg")
    assert silent.type("gg")[:2] == ["This is the end of the guide.", "Small meals help."]
