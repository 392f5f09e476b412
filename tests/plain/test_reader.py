"""The whole reader in lines that are only added: heard, moved through, marked and left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from allvoice.guide.model import Position
from allvoice.jobs import CANNOT_STOP
from allvoice.plain.commands import COMMANDS, help_lines
from allvoice.plain.inbox import CameBack, Inbox, LeftOut, ToStop
from allvoice.plain.reader import PASTED, PlainReader
from allvoice.reading.state import Status
from allvoice.shelf.locator import locate
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Ready, UtteranceFailed
from tests.reading.booth import Booth, booth
from tests.shelf.guides import folders_in


@dataclass
class Desk:
    """A listener who types and reads lines."""

    booth: Booth
    reader: PlainReader
    lines: list[str] = field(default_factory=list)

    def type(self, *typed: str) -> list[str]:
        """Type lines; return what was shown for them."""
        before = len(self.lines)
        for line in typed:
            self.reader.take(line)
        return self.lines[before:]

    def hear(self, count: int = 10_000) -> list[str]:
        """Let the voice report so many times, or until it rests; return what was shown."""
        before = len(self.lines)
        for _ in range(count):
            event = self.booth.voice.speak()
            if event is None:
                break
            self.reader.take(event)
        return self.lines[before:]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        yield shelf


NEXT = "[Enter: next sentence, h: help, q: quit]"
AGAIN = "[Enter: start again, h: help, q: quit]"
NO_LIST = "A number goes to an item of a list: type t or l first."
GO_ON = "[Enter: go on, h: help, q: quit]"
PAUSE = "[Enter: pause, h: help, q: quit]"
SKIPPABLE = """# Tablets

Take it.

```
dose = 1
```

Drink water.
"""


def desk(
    shelf: Shelf,
    *,
    voiced: bool = True,
    text: str | None = None,
    verbosity: str = "normal",
    reads_alone: bool = True,
    position: Position | None = None,
    fit: Callable[[Sequence[str]], int] = len,
    waits: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Desk:
    reading = booth(position=position) if text is None else booth(text=text, position=position)
    lines: list[str] = []
    reader = PlainReader(
        reading.listening,
        shelf,
        lines.append,
        fit=fit,
        voiced=voiced,
        verbosity=verbosity,
        reads_alone=reads_alone,
        waits=waits,
        stop=stop,
    )
    made = Desk(reading, reader, lines)
    reader.begin("Welcome. Before you begin.", ["Something to know."])
    return made


def test_it_begins_with_what_is_to_be_known_and_ends_with_the_choices(shelf: Shelf) -> None:
    voiced, silent = desk(shelf), desk(shelf, voiced=False)
    assert voiced.lines == ["Something to know.", "Welcome. Before you begin.", PAUSE]
    assert silent.lines == [
        "Something to know.",
        "Welcome. Before you begin.",
        "Heading 1: Before you begin",
        NEXT,
    ]


def test_each_sentence_is_a_line_when_it_begins_to_be_heard(shelf: Shelf) -> None:
    heard = desk(shelf).hear()
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
        "End of the guide.",
        AGAIN,
    ]


def test_enter_pauses_and_goes_on_and_no_sentence_is_shown_twice_for_it(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(11)
    assert made.type("") == ["Paused.", GO_ON]
    assert made.booth.state.status is Status.PAUSED
    assert made.type("") == []
    made.hear()
    assert made.lines.count("Call the care team first.") == 1


@pytest.mark.parametrize("typed", ["+", "xx", "j", ">", "b"])
def test_what_is_changed_while_reading_shows_no_sentence_twice_and_no_choices(
    shelf: Shelf, typed: str
) -> None:
    made = desk(shelf)
    made.hear(11)
    (answer,) = made.type(typed)
    made.hear(3)
    assert made.lines.count("Call the care team first.") == 1
    assert answer.endswith(".")


def test_who_stops_is_told_how_to_go_on_and_hears_the_sentence_again(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(11)
    assert made.type("s") == ["Stopped.", GO_ON]
    made.type("")
    assert made.hear(3) == ["Call the care team first."]


def test_moving_while_stopped_reads_one_sentence_and_asks_nothing_new(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(11)
    made.type("s")
    assert made.type("nn") == []
    assert made.hear() == ["• Take the temperature."]
    assert made.type("p") == []
    assert made.hear() == ["Then write down the time."]
    assert made.booth.state.status is Status.STOPPED


def test_after_the_end_enter_starts_again(shelf: Shelf) -> None:
    voiced, silent = desk(shelf), desk(shelf, voiced=False)
    voiced.hear()
    voiced.type("")
    assert voiced.hear(3) == ["Heading 1: Before you begin"]
    assert silent.type("gg") == ["Small meals help.", "End of the guide.", AGAIN]
    assert silent.type("n") == ["No more after this.", AGAIN]
    assert silent.type("") == ["Heading 1: Before you begin", NEXT]


def test_without_a_voice_enter_shows_sentence_after_sentence(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("") == ["Call the care team first."]
    assert made.type("", "p") == ["Then write down the time.", "Call the care team first."]
    assert made.type("nnn") == ["Heading 2: At night"]
    assert made.type("pp") == ["• Note it down."]
    assert made.type("r") == ["• Note it down."]
    assert made.type("g") == ["Heading 1: Before you begin"]
    assert made.booth.state.status is Status.STOPPED


def test_choices_come_again_after_all_but_plain_sentences(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("", "", "n") == [
        "Call the care team first.", "Then write down the time.", "• Take the temperature.",
    ]  # fmt: skip
    assert made.type("+") == ["160 words a minute.", NEXT]
    assert made.type("") == ["• Note it down."]
    made.reader.told("The sound is back.")
    assert made.type("") == ["Say it aloud.", NEXT]


def test_beginners_see_the_choices_each_time_and_experts_only_other_ones(shelf: Shelf) -> None:
    beginner = desk(shelf, voiced=False, verbosity="beginner")
    expert = desk(shelf, voiced=False, verbosity="expert")
    assert beginner.type("") == ["Call the care team first.", NEXT]
    assert expert.type("+") == ["160 words a minute."]
    assert expert.type("b") == ["Bookmark 1, at: Before you begin."]
    assert expert.type("gg")[-1] == AGAIN


def test_contents_are_a_numbered_list_one_goes_to_by_number(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("t") == [
        "1. Before you begin, you are here",
        "2. Food",
        "[1 to 2: go, tt: sections, Enter: next]",
    ]
    assert made.type("2") == ["Heading 1: Food", NEXT]
    assert made.type("t 1") == ["Heading 1: Before you begin"]
    assert made.type("t 9") == ["Type t and a number, 1 to 2.", NEXT]
    assert made.type("tt") == [
        "1. Before you begin, you are here",
        "2. At night",
        "[1 to 2: go there, Enter: next]",
    ]
    assert made.type("2") == ["Heading 2: At night", NEXT]
    assert made.type("t")[0] == "1. Before you begin, you are here"
    assert made.type("3") == [
        "Type t and a number, 1 to 2.",
        "[1 to 2: go, tt: sections, Enter: next]",
    ]


def test_a_guide_of_one_chapter_lists_its_sections(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False, text="# Tablets\n\nHi.\n\n## Food\n\nHo.\n\n## Drink\n\nHa.\n")
    assert made.type("nnn", "t") == [
        "Heading 2: Food",
        "1. Tablets",
        "2. Food, you are here",
        "3. Drink",
        "[1 to 3: go there, Enter: next]",
    ]


def test_the_voice_holds_while_a_list_is_read_and_says_the_list(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(11)
    assert made.type("t")[-1] == "[1 to 2: go, tt: sections, Enter: go on]"
    assert "Food" in made.booth.voice.asides[-1]
    assert (made.booth.voice.paused, made.type(""), made.booth.voice.paused) == (True, [], False)
    assert (made.type("h")[-1], made.booth.voice.paused) == (GO_ON, True)
    made.type("t", "2")
    assert made.hear(1) == ["Heading 1: Food"]


def test_a_list_longer_than_the_window_comes_a_window_at_a_time(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False, fit=lambda lines: 2)
    text = help_lines(voiced=False)
    more = "[Enter: more, h: help, q: quit]"
    assert made.type("h") == [*text[:2], more]
    assert made.type("") == [*text[2:4], more]
    assert made.type("t", "2") == [
        "1. Before you begin, you are here",
        "2. Food",
        "[1 to 2: go, tt: sections, Enter: next]",
        "Heading 1: Food",
        NEXT,
    ]
    shown = made.type("h")
    while shown[-1] == more:
        shown = [*shown[:-1], *made.type("")]
    assert shown == [*text, NEXT]


def test_a_number_can_be_typed_before_the_list_has_ended(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False, fit=lambda lines: 0)
    assert made.type("t")[-1] == "[1 to 2: go, tt: sections, Enter: more]"
    assert made.type("2") == ["Heading 1: Food", NEXT]
    assert made.type("") == ["Small meals help.", "End of the guide.", AGAIN]


def test_the_voice_says_a_long_list_a_window_at_a_time(shelf: Shelf) -> None:
    made = desk(shelf, fit=lambda lines: 1)
    made.hear(11)
    made.type("t")
    assert made.booth.voice.asides[-1].startswith("1. Before")
    assert made.type("")[-1] == "[1 to 2: go, tt: sections, Enter: go on]"
    assert made.booth.voice.asides[-1].startswith("2. Food")
    assert made.booth.voice.paused


def test_a_number_before_any_list_says_where_numbers_go(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("3") == [NO_LIST, NEXT]


def test_numbers_go_to_the_list_until_something_else_is_typed(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    made.type("t")
    assert made.type("frobnicate") == [
        "I do not know that. Type h for help.",
        "[1 to 2: go, tt: sections, Enter: next]",
    ]
    assert made.type("2") == ["Heading 1: Food", NEXT]
    assert made.type("1", "what", "2")[-1] == "Heading 1: Food"


@pytest.mark.parametrize("typed", ["", "n", "b", "w", "h", "a", "dl 1", "t 1", "/small"])
def test_a_number_never_goes_to_a_list_left_before(shelf: Shelf, typed: str) -> None:
    made = desk(shelf, voiced=False)
    made.type("t", typed)
    place = made.booth.state.position
    assert made.type("1")[0] == NO_LIST
    assert made.booth.state.position == place


def test_who_mistypes_between_two_pages_of_a_list_gets_the_next_page(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False, fit=lambda lines: 1)
    assert made.type("t", "what", "")[-2:] == ["2. Food", "[1 to 2: go, tt: sections, Enter: next]"]


def test_marks_are_set_listed_gone_to_removed_and_taken_back(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("l") == ["There are no bookmarks yet; b sets one.", NEXT]
    assert made.type("dl 1") == ["There are no bookmarks yet; b sets one.", NEXT]
    assert made.type("u") == ["There is nothing to take back.", NEXT]
    made.type("")
    assert made.type("b") == [
        "Bookmark 1, at: Call the care team first. u takes it back.", NEXT,
    ]  # fmt: skip
    assert made.type("b") == ["This sentence has a bookmark already.", NEXT]
    made.type("t 2", "", "b")
    listed = [
        "1. Before you begin: Call the care team first.",
        "2. Food: Small meals help.",
        "[1 to 2, dl 1: remove, Enter: restart]",
    ]
    assert made.type("l") == listed
    assert made.type("dl", "dl 3")[::2] == ["Type dl and a number, 1 to 2."] * 2
    assert made.type("dl 1")[0] == (
        "Removed: Before you begin: Call the care team first. u takes it back."
    )
    assert len(shelf.bookmarks.of(made.booth.guide.id)) == 1
    assert made.type("u")[0] == "Brought back: Before you begin: Call the care team first."
    assert made.type("l") == listed
    assert made.type("1") == ["Call the care team first.", NEXT]
    assert made.type("u")[0] == "Bookmark taken back: Food: Small meals help."
    assert made.type("u")[0].startswith("Bookmark taken back: Before you begin:")
    assert made.type("u")[0] == "There is nothing to take back."
    assert shelf.bookmarks.of(made.booth.guide.id) == []


def test_the_number_a_mark_is_announced_by_is_its_number_in_the_list(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("gg", "b")[-2] == "Bookmark 1, at: Small meals help. u takes it back."
    assert made.type("g", "b")[-2] == "Bookmark 1, at: Before you begin. u takes it back."
    assert made.type("", "", "b")[-2] == (
        "Bookmark 2, at: Then write down the time. u takes it back."
    )
    assert (
        made.type("dl 2")[0]
        == "Removed: Before you begin: Then write down the time. u takes it back."
    )


MARKED = [Position(1, 0), Position(1, 1), Position(2, 0)]


def mark_elsewhere(shelf: Shelf, made: Desk, *positions: Position) -> list[str]:
    """Mark sentences as another copy of the program does; return the ids of their marks."""
    guide = made.booth.guide
    return [
        shelf.bookmarks.add(locate(guide, each), guide.sentence_text(each)).id for each in positions
    ]


def test_marks_are_removed_and_gone_to_by_the_numbers_that_were_shown(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    mark_elsewhere(shelf, made, *MARKED)
    made.type("l")
    mark_elsewhere(shelf, made, Position(0, 0))
    assert made.type("l 2") == ["Then write down the time.", NEXT]
    assert made.type("l 4") == ["Type l and a number, 1 to 3.", NEXT]
    assert made.type("dl 4")[0] == "Type dl and a number, 1 to 3."
    assert made.type("dl 1")[0] == "Removed: Call the care team first. u takes it back."
    # What was changed here counts in what there is now.
    assert made.type("dl 1")[0] == "Removed: Before you begin. u takes it back."


def test_a_mark_that_is_gone_meanwhile_is_told_so_and_no_other_is_taken_for_it(
    shelf: Shelf,
) -> None:
    made = desk(shelf, voiced=False)
    first, *_ = mark_elsewhere(shelf, made, *MARKED)
    made.type("l")
    shelf.bookmarks.remove(first)
    gone = "That bookmark is gone; type l to list those there are."
    assert made.type("1") == [gone, NEXT]
    assert made.type("l 1") == [gone, NEXT]
    assert made.type("dl 1") == [gone, NEXT]
    assert len(shelf.bookmarks.of(made.booth.guide.id)) == 2
    assert made.type("l 2") == ["Then write down the time."]
    assert made.type("l")[0] == "1. Then write down the time."


def test_where_every_mark_of_the_list_is_gone_the_next_list_says_so(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    for each in mark_elsewhere(shelf, made, *MARKED):
        made.type("l")
        shelf.bookmarks.remove(each)
    assert made.type("l") == ["There are no bookmarks yet; b sets one.", NEXT]
    assert made.type("dl 1")[0] == "There are no bookmarks yet; b sets one."


def test_words_are_searched_for_onward_and_backward(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("/") == ["Type what to look for behind the slash: /fever", NEXT]
    assert made.type("/THE") == ["4 places.", "Call the care team first.", NEXT]
    assert made.type("/") == ["Then write down the time."]
    assert made.type("//") == ["Call the care team first."]
    assert made.type("//")[0] == "Gone round the start of the guide."
    assert made.type("/zebra") == ["Nothing in this guide matches zebra.", NEXT]
    assert made.type("/" + "z" * 900)[0] == f"Nothing in this guide matches {'z' * 40}…."


def test_a_search_while_stopped_reads_what_it_finds_and_no_more(shelf: Shelf) -> None:
    made = desk(shelf)
    assert made.type("s", "/small")[-1] == "1 place."
    assert made.hear() == ["Small meals help.", GO_ON]
    assert made.booth.state.status is Status.STOPPED


def test_the_pace_and_the_volume_are_changed_and_said(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("+")[0] == "160 words a minute."
    assert made.type("=90")[0] == "90 words a minute."
    assert made.type("=")[0] == "150 words a minute."
    assert made.type("=9999")[0] == "450 words a minute. This is the fastest."
    assert made.type("=0")[0] == "40 words a minute. This is the slowest."
    assert made.type("<")[0] == "Volume 90."
    assert made.type(">")[0] == "Volume 100."


def test_another_voice_is_chosen_and_named(shelf: Shelf) -> None:
    made = desk(shelf)
    assert made.type("vv") == ["The voices are still being loaded."]
    made.reader.take(Ready("espeak", "one", (("one", "Anna"), ("two", "Bert"))))
    assert made.type("vv") == ["Voice: Bert."]


def test_what_is_asked_is_answered_and_shown(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    where = made.type("w")[0]
    assert where.startswith("Chapter 1 of 2, Before you begin.")
    assert made.type("w") == made.type("ww")
    assert made.type("ww")[0].startswith(f"{where} Paragraph")
    assert made.type("v")[0] == "Heard as: Before you begin."
    assert made.type("d")[0] == "No word of this sentence is in the glossary."
    assert made.type("i", "m")[::2] == ["This is no table."] * 2
    assert made.type("e")[0] == "This is no table and no list."
    assert made.type("x")[0] == "Nothing was skipped."


def test_what_was_told_last_is_told_again(shelf: Shelf) -> None:
    made = desk(shelf)
    assert made.type("a") == ["Welcome. Before you begin."]
    made.type("=90")
    made.hear(11)
    assert made.type("a", "a") == ["90 words a minute."] * 2
    assert made.booth.voice.asides[-1] == "90 words a minute."


def test_without_a_voice_what_is_skipped_is_skipped_named_and_found(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False, text=SKIPPABLE)
    assert made.type("xx") == ["From now on code and notes are skipped.", NEXT]
    assert made.type("", "") == [
        "Take it.",
        "1 piece of code skipped. Type x to hear it.",
        "Drink water.",
        "End of the guide.",
        AGAIN,
    ]
    assert made.type("x") == ["Code: dose = 1", NEXT]
    assert made.type("xx")[0] == "Everything is read."
    assert made.type("p", "") == ["Take it.", "Code: dose = 1"]


def test_the_end_of_the_section_is_told_where_reading_should_stop_there(shelf: Shelf) -> None:
    silent = desk(shelf, voiced=False)
    assert silent.type("j")[0] == "Reading stops at the end of this section."
    assert silent.type("nnn", "") == [
        "Heading 2: At night",
        "Keep the number by the phone, near the bed, where a hand finds it in the dark.",
        "End of this section.",
        NEXT,
    ]
    voiced = desk(shelf)
    voiced.type("j")
    assert voiced.hear()[-3:] == ["Say it aloud.", "End of this section.", GO_ON]
    assert voiced.hear() == []
    voiced.type("")
    assert voiced.hear(3) == ["Heading 2: At night"]


def test_a_sentence_the_voice_lost_is_shown(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(3)
    state = made.booth.state
    lost = next(q for q in state.queued if q.position == Position(1, 0))
    made.reader.take(UtteranceFailed(state.generation, lost.utterance_id))
    assert "Call the care team first." in made.lines
    assert "One sentence could not be spoken; it is on the screen." in made.lines


def test_what_is_not_known_says_where_help_is(shelf: Shelf) -> None:
    silent, voiced = desk(shelf, voiced=False), desk(shelf)
    assert silent.type("frobnicate") == ["I do not know that. Type h for help.", NEXT]
    assert silent.type("h") == [*help_lines(voiced=False), NEXT]
    voiced.hear(11)
    assert voiced.type("frobnicate") == ["I do not know that. Type h for help.", PAUSE]
    assert voiced.booth.state.status is Status.PLAYING


def test_every_command_is_answered_wherever_the_listener_is(shelf: Shelf) -> None:
    for voiced in (True, False):
        for command in COMMANDS:
            if command.typed in ("q", "=", "", "j", "xx", "s"):
                continue
            made = desk(shelf, voiced=voiced)
            assert made.type(command.typed) + made.hear(3), command


def test_who_comes_back_sees_the_place_and_the_choices_again(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False, verbosity="expert")
    made.type("nnn")
    before, shown = made.booth.state, len(made.lines)
    made.reader.take(CameBack())
    assert made.lines[shown:] == ["Heading 2: At night", NEXT]
    made.type("t")
    shown = len(made.lines)
    made.reader.take(CameBack())
    assert made.lines[shown:] == ["Heading 2: At night", "[1 to 2: go, tt: sections, Enter: next]"]
    assert made.booth.state == before
    assert made.type("2")[0] == "Heading 1: Food"


def test_who_comes_back_finds_the_reading_held_and_goes_on_from_there(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(11)
    before, shown = made.booth.state, len(made.lines)
    made.reader.take(CameBack())
    assert made.lines[shown:] == ["Paused.", "Call the care team first.", GO_ON]
    assert made.booth.state.status is Status.PAUSED
    assert (made.booth.state.position, made.booth.state.word) == (before.position, before.word)
    made.type("")
    assert made.booth.listening.state.status is Status.PLAYING


def test_told_to_stop_it_is_silent_first_and_says_nothing(shelf: Shelf) -> None:
    held: list[Status] = []

    def stop() -> bool:
        held.append(made.booth.state.status)
        return True

    made = desk(shelf, stop=stop)
    made.hear(11)
    shown = len(made.lines)
    made.reader.take(ToStop())
    assert held == [Status.PAUSED]
    assert made.lines[shown:] == []


def test_where_nobody_could_bring_it_back_it_is_only_held_and_says_so(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(11)
    shown = len(made.lines)
    made.reader.take(ToStop())
    assert made.lines[shown:] == ["", CANNOT_STOP, GO_ON]
    assert made.booth.state.status is Status.PAUSED


def test_that_many_lines_at_once_did_nothing_is_told(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(11)
    before, shown = made.booth.state.position, len(made.lines)
    made.reader.take(LeftOut())
    assert made.lines[shown] == PASTED
    assert made.booth.state.position == before


def test_lines_that_nobody_can_answer_are_not_shown_twice(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(11)
    made.reader.take(None)
    shown = len(made.lines)
    made.reader.take(CameBack())
    assert made.lines[shown:] == []


def test_what_the_shelf_has_to_tell_is_shown(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert shelf.on_notice is not None
    shelf.on_notice("Your place and bookmarks cannot be kept.")
    assert made.lines[-1] == "Your place and bookmarks cannot be kept."


def test_who_quits_leaves(shelf: Shelf) -> None:
    made = desk(shelf)
    assert made.type("q") == []
    assert not made.reader.is_going


def test_where_nobody_can_type_the_guide_is_read_to_its_end_without_questions(
    shelf: Shelf,
) -> None:
    made = desk(shelf)
    made.reader.take(None)
    assert made.reader.is_going
    assert made.hear()[-2:] == ["Small meals help.", "End of the guide."]
    assert not made.reader.is_going


def test_where_nobody_can_type_and_nothing_speaks_it_ends(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    made.reader.take(None)
    assert not made.reader.is_going


def test_at_a_terminal_the_end_of_the_typing_is_the_end(shelf: Shelf) -> None:
    made = desk(shelf, reads_alone=False)
    made.hear(3)
    made.reader.take(None)
    assert not made.reader.is_going


def test_a_run_ends_with_the_place_saved(shelf: Shelf) -> None:
    reading = booth()
    lines: list[str] = []
    reader = PlainReader(reading.listening, shelf, lines.append, voiced=False)
    inbox = Inbox()
    inbox.type_from(["n\n", "q\n"])
    reader.run(inbox, "Welcome.")
    assert lines[-2:] == ["Call the care team first.", "Your place is saved."]
    assert reading.voice.closed
    assert reading.saved[-1][0] == reading.state.position


def test_the_place_is_saved_when_nobody_reads_the_lines_any_more(shelf: Shelf) -> None:
    reading = booth()
    lines: list[str] = []

    def put(text: str) -> None:
        lines.append(text)
        if len(lines) == 4:
            raise BrokenPipeError

    reader = PlainReader(reading.listening, shelf, put, voiced=False)
    inbox = Inbox()
    inbox.type_from(["\n"] * 10)
    with pytest.raises(BrokenPipeError):
        reader.run(inbox, "Welcome.")
    assert reading.voice.closed
    assert reading.saved[-1][0] == Position(1, 0)


def test_whoever_ends_it_by_control_c_is_told_that_the_place_is_saved(shelf: Shelf) -> None:
    class Interrupted(Inbox):
        def next(self) -> Any:
            raise KeyboardInterrupt

    reading = booth()
    lines: list[str] = []
    reader = PlainReader(reading.listening, shelf, lines.append, voiced=False)
    with pytest.raises(KeyboardInterrupt):
        reader.run(Interrupted(), "Welcome.")
    assert lines[-2:] == ["", "Your place is saved."]
    assert reading.voice.closed


def test_signs_have_a_word_too_and_words_are_searched_for_behind_one(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("search small")[1] == "Small meals help."
    assert made.type("search zebra")[0] == "Nothing in this guide matches zebra."
    assert made.type("faster")[0] == "160 words a minute."
    assert made.type("slower")[0] == "150 words a minute."


def test_where_another_window_reads_enter_is_waited_for(shelf: Shelf) -> None:
    beside = desk(shelf, reads_alone=False, waits=True)
    assert beside.lines == ["Something to know.", "Welcome. Before you begin.", GO_ON]
    assert beside.booth.voice.asides == ["Welcome. Before you begin."]
    assert beside.hear() == []
    beside.type("")
    assert beside.hear(2)[0] == "Heading 1: Before you begin"


def test_where_nobody_can_be_asked_reading_begins_all_the_same(shelf: Shelf) -> None:
    beside = desk(shelf, reads_alone=True, waits=True)
    assert beside.booth.state.status is Status.PLAYING


def test_a_place_that_another_window_has_passed_is_told_at_the_end(shelf: Shelf) -> None:
    lines: list[str] = []
    reader = PlainReader(booth().listening, shelf, lines.append, elsewhere=lambda: "It is there.")
    inbox = Inbox()
    inbox.type_from(["q\n"])
    reader.run(inbox, "Welcome.")
    assert lines[-1] == "It is there."


def test_a_mark_that_will_not_last_is_told_to_be_so(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    folders.data.write_text("in the way")
    with Shelf.open(folders) as shelf:
        made = desk(shelf, voiced=False)
        for _ in range(2):
            (answer, *_) = made.type("n", "b")[-2:]
            assert "It lasts only until you quit. u takes it back." in answer
