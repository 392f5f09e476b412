"""Words are found alike by keys and by typed words, and a long search holds up no key."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.actions.announcer import Announcer
from allvoice.actions.model import Message
from allvoice.actions.pause_scope import PauseScope
from allvoice.actions.search import AT_ONCE_S, MOST_SHOWN_CHARS, TOLD_AFTER_S, Search
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Pause, Play
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.keys.keymap import Keymap
from tests.actions.harness import (
    ByKeys,
    ByWords,
    Front,
    RecordingDoor,
    VirtualScheduler,
    settings_of,
)
from tests.reading.harness import SessionHarness, VirtualClock, session_harness

Make = Callable[..., Front]
ROUND_THE_END = "Gone round the end of the guide."
ROUND_THE_START = "Gone round the start of the guide."


# At both front doors


def test_the_next_sentence_that_holds_the_words_is_gone_to_and_how_many_there_are(
    front: Make,
) -> None:
    made = front()
    assert made.find("The") == ["4 places."]
    assert made.sentence == "Call the care team first."
    assert made.find_on() == []
    assert made.sentence == "Then write down the time."


def test_how_many_there_are_is_heard_over_the_sentence_gone_to(front: Make) -> None:
    made = front()
    made.reading.do(Play())
    made.find("The")
    announcement = made.reading.voice.announcement
    assert announcement is not None
    assert " ".join(announcement.words) == "4 places."
    assert made.reading.says()[0] == "Call the care team first."


def test_the_sentence_one_stands_on_is_found_first(front: Make) -> None:
    made = front()
    made.reading.do(GoTo(Position(1, 0), play=False))
    assert made.find("care team") == ["1 place."]
    assert made.sentence == "Call the care team first."


def test_looking_on_leaves_the_sentence_one_stands_on(front: Make) -> None:
    made = front()
    made.find("the")
    seen = []
    for _ in range(4):
        made.find_on()
        seen.append(made.sentence)
    assert len(set(seen)) == 4
    assert seen[-1] == "Call the care team first."


def test_the_words_just_found_are_looked_for_further_on(front: Make) -> None:
    made = front()
    made.reading.do(Play())
    made.find("the")
    seen = []
    for _ in range(4):
        said = made.find("the")
        seen.append(made.sentence)
        assert made.reading.state.reads_on
    assert said == [ROUND_THE_END]
    assert len(set(seen)) == 4
    # Elsewhere they are looked for anew.
    made.reading.do(GoTo(Position(1, 1), play=True))
    assert made.find("the") == ["4 places."]
    assert made.sentence == "Then write down the time."


def test_that_it_went_round_is_said_at_either_end(front: Make) -> None:
    made = front()
    made.find("the")
    assert made.do("previous_match") == [ROUND_THE_START]
    assert made.reading.voice.earcons[-1] == "edge"
    assert made.find_on() == [ROUND_THE_END]
    made.reading.do(GoTo(Position(7), play=False))
    assert made.find("care") == [f"1 place. {ROUND_THE_END}"]


def test_the_only_place_is_found_again_round_the_guide(front: Make) -> None:
    made = front()
    made.find("meals")
    assert made.find_on() == [ROUND_THE_END]
    assert made.sentence == "Small meals help."


def test_what_is_nowhere_is_said_and_the_place_stays(front: Make) -> None:
    made = front()
    made.reading.do(GoTo(Position(1, 1), play=False))
    assert made.find("zebra") == ["Nothing in this guide matches “zebra”."]
    assert made.sentence == "Then write down the time."
    assert made.reading.state.status is Status.STOPPED


def test_of_long_words_that_are_nowhere_only_the_beginning_is_said(front: Make) -> None:
    made = front()
    said = made.find("z" * 900)
    assert said == [f"Nothing in this guide matches “{'z' * (MOST_SHOWN_CHARS - 1)}…”."]


def test_looking_on_before_any_search_says_how_to_search(front: Make) -> None:
    made = front()
    how = f"{made.press('search')} to search first."
    assert made.do("previous_match") == [how]
    if isinstance(made, ByWords):
        assert made.find_on() == [how]


def test_what_was_found_is_read_on_from_where_the_reading_went_on(front: Make) -> None:
    made = front()
    made.reading.do(Play())
    made.find("small")
    assert made.reading.hear_all() == ["Small meals help."]
    assert made.reading.state.status is Status.FINISHED


def test_what_was_found_while_silent_is_read_and_no_more(front: Make) -> None:
    made = front()
    made.reading.do(GoTo(Position(0), play=False))
    made.find("care")
    assert made.reading.hear_all() == ["Call the care team first."]
    assert made.reading.state.status is Status.STOPPED


def test_for_a_screen_reader_what_is_told_comes_before_the_sentence(front: Make) -> None:
    made = front(external_screen_reader=True)
    order: list[str] = []

    class Screen:
        def state_changed(self, old: object, new: object) -> None:
            order.append(made.sentence)

        def message_shown(self, text: str) -> None:
            order.append(text)

    made.reading.session.observers.append(Screen())
    made.find("small")
    assert order[order.index("1 place.") :][:2] == ["1 place.", "Small meals help."]


# By keys: a line to type into


@pytest.fixture
def keys(shelf: Shelf) -> ByKeys:
    return ByKeys(shelf, settings_of())


def test_the_reading_is_held_while_words_are_typed(keys: ByKeys) -> None:
    assert keys.do("search") == ["Search. Type what to find, then Enter."]
    assert keys.reading.state.status is Status.PAUSED
    assert keys.door.question is not None
    assert keys.door.question.initial == ""


def test_the_words_of_before_are_offered_again(keys: ByKeys) -> None:
    keys.find("  care   team ")
    assert keys.do("search") == [
        "Search. Type what to find, then Enter. Enter alone looks for care team."
    ]
    assert keys.door.question is not None
    assert keys.door.question.initial == "care team"


def test_leaving_reads_on_where_that_went_on(keys: ByKeys) -> None:
    keys.do("search")
    assert keys.do("leave_search") == []
    assert keys.reading.state.status is Status.PLAYING
    assert keys.door.question is None


def test_leaving_says_so_where_nothing_was_read(keys: ByKeys) -> None:
    keys.reading.do(Pause())
    keys.do("search")
    assert keys.do("leave_search") == ["Search left."]
    assert keys.reading.state.status is Status.PAUSED


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_is_told_unless_the_reading_goes_on(keys: ByKeys, typed: str) -> None:
    keys.do("search")
    assert keys.answer(typed) == []
    assert keys.reading.state.status is Status.PLAYING
    keys.reading.do(Pause())
    keys.do("search")
    assert keys.answer(typed) == ["Nothing was typed."]


def test_words_that_are_nowhere_let_the_reading_go_on(keys: ByKeys) -> None:
    keys.find("zebra")
    assert keys.reading.state.status is Status.PLAYING


def test_what_was_found_is_marked_until_the_search_is_ended(keys: ByKeys) -> None:
    keys.find("care")
    match = keys.door.match
    assert match is not None
    assert match.position == Position(1, 0)
    keys.do("back")
    assert keys.door.match is None
    assert keys.do("previous_match") == ["Press / to search first."]
    # The key for the next find is the one for the next section, then.
    keys.do("next_match")
    assert keys.sentence == "At night"


def test_a_search_from_a_list_takes_its_place(keys: ByKeys) -> None:
    keys.do("contents")
    keys.do("search")
    assert not keys.door.is_list_open
    keys.answer("small")
    assert keys.sentence == "Small meals help."
    assert keys.reading.state.status is Status.PLAYING


# A long search


class Slow:
    """A search in which a second passes at every look at the clock, over a guide of many blocks."""

    def __init__(self, seconds_a_look: float, text: str) -> None:
        self.reading: SessionHarness = session_harness(text=text)
        session = self.reading.session
        self.shown: list[str] = []
        self.announcer = Announcer(session, self.shown.append, "normal")
        session.observers.append(self)
        self.pause_scope = PauseScope(session)
        self.door = RecordingDoor(session, self.announcer, self.pause_scope)
        self.clock = VirtualClock()
        self.scheduler = VirtualScheduler(self.clock)
        self.arrived: list[tuple[Position, bool | None, Message | None]] = []
        self._seconds_a_look = seconds_a_look

        def look() -> float:
            self.clock.now_s += self._seconds_a_look
            return self.clock.now_s

        self.search = Search(
            session,
            Keymap(),
            self.door,
            self.announcer,
            self.pause_scope,
            lambda position, play, message: self.arrived.append((position, play, message)),
            self.scheduler,
            look,
        )

    def state_changed(self, old: object, new: object) -> None:
        """Nothing is drawn."""

    def message_shown(self, text: str) -> None:
        self.announcer.message_shown(text)


MANY = "# A\n\n" + "".join(f"Sentence {number} is here.\n\n" for number in range(40))
SEARCHING = "Searching. Any key ends it."


def test_a_short_search_is_over_at_once() -> None:
    made = Slow(AT_ONCE_S / 1_000, MANY)
    made.search.find("sentence 30")
    assert [position for position, *_ in made.arrived] == [Position(31)]
    assert made.scheduler.is_idle
    assert made.shown == []


def test_a_long_search_goes_on_between_keys_and_is_told_of_once() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("is here")
    assert made.arrived == []
    assert not made.scheduler.is_idle
    made.scheduler.do_all()
    assert [position for position, *_ in made.arrived] == [Position(1)]
    message = made.arrived[0][2]
    assert message is not None
    assert message.text == "40 places."
    assert made.shown == [SEARCHING]


def test_it_is_not_told_of_before_it_has_taken_a_while() -> None:
    made = Slow(AT_ONCE_S, MANY)
    began_s = made.clock.now_s
    made.search.find("is here")
    while not made.shown:
        assert made.clock.now_s - began_s < 2 * TOLD_AFTER_S + AT_ONCE_S
        made.scheduler.do_next()
    assert made.clock.now_s - began_s >= TOLD_AFTER_S


def test_another_key_ends_it_and_nothing_is_gone_to() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("is here")
    made.search.drop(goes_on=True)
    made.scheduler.do_all()
    assert made.arrived == []
    assert made.shown == []


@pytest.mark.parametrize("goes_on", [True, False])
def test_the_reading_it_held_goes_on_unless_the_key_is_about_that(goes_on: bool) -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.reading.do(Play())
    made.search.open()
    made.search.answer("is here")
    assert made.reading.state.status is Status.PAUSED
    made.search.drop(goes_on=goes_on)
    expected = Status.PLAYING if goes_on else Status.PAUSED
    assert made.reading.state.status is expected
    assert not made.pause_scope.end()


def test_words_typed_anew_end_the_search_for_the_others() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("sentence 30")
    made.search.find("sentence 20")
    made.scheduler.do_all()
    assert [position for position, *_ in made.arrived] == [Position(21)]


def test_what_is_nowhere_is_told_at_the_end_of_a_long_search_too() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("is h\u00e9re 99")
    made.scheduler.do_all()
    assert made.arrived == []
    assert made.shown[-1] == "Nothing in this guide matches “is h\u00e9re 99”."


def test_where_nobody_waits_a_search_is_finished_before_anything_else_is_done() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("is here")
    made.search.finish()
    assert [position for position, *_ in made.arrived] == [Position(1)]
    made.scheduler.do_all()
    made.search.finish()
    assert len(made.arrived) == 1


def test_with_nothing_under_way_there_is_nothing_to_drop() -> None:
    made = Slow(0.0, MANY)
    made.reading.do(Play())
    made.search.open()
    made.search.drop(goes_on=True)
    assert made.reading.state.status is Status.PAUSED
