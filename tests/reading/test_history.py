"""A jump is never a loss: one key leads back to where the listener was, and one forward again."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from allvoice.guide.model import Position
from allvoice.reading.commands import (
    ComeBack,
    Command,
    GoInHistory,
    GoTo,
    GoToEnd,
    GoToStart,
    HearSkipped,
    KeyHeld,
    KeyReleased,
    LeaveStructure,
    Move,
    Pause,
    Play,
    Repeat,
    Stop,
    Visit,
)
from allvoice.reading.history import LISTENED_S, MOST_PLACES
from allvoice.reading.state import NavigationLevel, PlaybackOptions, Status
from tests.examples import examples
from tests.reading.harness import SessionHarness, session_harness

TEXT = """# When to call

Call 911 for any of these.

- A seizure.
- Blue lips.

## In the day

Call about a rash.

# Food

Small meals help. Drink often. Rest after it.

Eat what you like.

Wash your hands.

# Why sleep?

Go to bed early.
"""
FOOD, DRINK, WASH, EARLY = Position(7), Position(7, 1), Position(9), Position(11)
BACK, FORWARD = GoInHistory(-1), GoInHistory(1)
SENTENCE, PARAGRAPH, SECTION = NavigationLevel
URGENT = Visit(Position(0), 5, "Urgent list.", "Urgent list.", urgent=True)


def made(position: Position = DRINK, **options: object) -> SessionHarness:
    options_ = PlaybackOptions(**options)  # type: ignore[arg-type]
    return session_harness(text=TEXT, position=position, options=options_)


def reading(position: Position = DRINK, **options: object) -> SessionHarness:
    harness = made(position, **options)
    harness.do(Play())
    return harness


@pytest.mark.parametrize(
    "jump",
    [
        GoTo(EARLY),
        GoTo(EARLY, play=True),
        GoToStart(),
        GoToEnd(),
        Move(SECTION, 1),
        Move(SECTION, -1),
        URGENT,
    ],
    ids=lambda jump: type(jump).__name__,
)
def test_a_jump_is_undone_by_one_key_and_done_again_by_another(jump: Command) -> None:
    harness = reading()
    harness.do(jump)
    reached = harness.state.position
    harness.do(BACK)
    assert harness.state.position == DRINK
    harness.do(FORWARD)
    assert harness.state.position == reached


def test_leaving_a_list_and_hearing_what_was_skipped_are_jumps_too() -> None:
    harness = made(Position(2))
    harness.do(LeaveStructure(), BACK)
    assert harness.state.position == Position(2)
    harness = session_harness(text="# A\n\nOne.\n\n```\ncode\n```\n\nTwo.\n", skipping=("code",))
    harness.do(Play())
    harness.hear("Two.")
    at = harness.state.position
    harness.do(HearSkipped(), BACK)
    assert harness.state.position == at


def test_the_place_is_said_with_its_chapter_and_then_read_on() -> None:
    harness = reading()
    harness.do(GoTo(Position(5)), BACK)
    assert harness.says()[:2] == ["Back. Food, chapter 2.", "Drink often."]
    assert harness.messages[-1] == "Back. Food, chapter 2."
    assert harness.state.reads_on
    harness.do(FORWARD)
    assert harness.says()[:2] == ["Forward. In the day, chapter 1.", "Call about a rash."]


def test_a_title_that_asks_keeps_its_sign() -> None:
    harness = reading(EARLY)
    harness.do(GoToStart(), BACK)
    assert harness.messages[-1] == "Back. Why sleep? chapter 3."


def test_a_guide_of_one_chapter_has_none_to_name() -> None:
    harness = session_harness(text="# A letter\n\nTake one pill.\n\nCall us.\n\nRest.\n")
    harness.do(GoToEnd(), BACK)
    assert harness.messages[-1] == "Back. A letter."


@pytest.mark.parametrize("rest", [Stop(), Pause()], ids=["stopped", "paused"])
def test_who_was_not_listening_rests_there_and_is_told_where(rest: Command) -> None:
    harness = reading()
    harness.do(GoTo(EARLY), rest, BACK)
    assert harness.state.status is Status.STOPPED
    assert harness.state.position == DRINK
    assert harness.says() == []
    assert harness.voice.announced[-1] == "Back. Food, chapter 2."
    harness.do(Play())
    assert harness.says()[0] == "Drink often."


def test_one_sentence_at_a_time_stays_so() -> None:
    harness = reading(one_sentence=True)
    harness.do(GoTo(EARLY), BACK)
    assert harness.says() == ["Back. Food, chapter 2.", "Drink often."]


def test_it_is_told_where_there_is_no_place_and_nothing_moves() -> None:
    harness = reading()
    for command, told in ((BACK, "No place before."), (FORWARD, "No place after.")):
        harness.do(command)
        assert harness.messages[-1] == told
        assert harness.voice.earcons[-1] == "edge"
        assert harness.state.position == DRINK
        assert harness.state.reads_on


def test_a_run_of_moves_is_one_jump_from_where_the_listener_listened() -> None:
    harness = reading()
    harness.do(KeyHeld(), *[Move(PARAGRAPH, 1)] * 4, KeyReleased(), *[Move(SENTENCE, -1)] * 2)
    harness.do(*[Move(SECTION, -1)] * 3, BACK)
    assert harness.state.position == DRINK
    harness.do(BACK)
    assert harness.messages[-1] == "No place before."


def test_a_move_to_the_next_paragraph_is_no_jump() -> None:
    harness = reading()
    harness.do(Move(PARAGRAPH, 1), Move(SENTENCE, -1), BACK)
    assert harness.messages[-1] == "No place before."


def test_reading_on_is_no_jump_however_far_it_leads() -> None:
    harness = reading(Position(0))
    harness.hear("Rest after it.")
    harness.do(BACK)
    assert harness.messages[-1] == "No place before."


def test_what_was_heard_between_two_moves_makes_them_two_runs() -> None:
    harness = reading(FOOD)
    harness.do(Move(SECTION, 1))
    harness.hear("Why sleep?")
    harness.hear_words(1)
    harness.do(Move(SECTION, -1), Move(SECTION, -1), Move(SECTION, -1))
    harness.do(BACK)
    assert harness.sentence == "Go to bed early."
    harness.do(BACK)
    assert harness.state.position == FOOD


def test_who_stays_at_a_place_listens_there_though_no_sentence_ended() -> None:
    harness = made(external_screen_reader=True)
    harness.do(Move(SECTION, 1))
    stayed_at = harness.state.position
    harness.clock.now_s += LISTENED_S
    harness.do(Move(SECTION, -1), Move(SECTION, -1), BACK)
    assert harness.state.position == stayed_at
    harness.do(BACK)
    assert harness.state.position == DRINK


def test_looking_around_after_a_jump_belongs_to_it() -> None:
    harness = reading()
    harness.do(GoToStart(), *[Move(PARAGRAPH, 1)] * 4, BACK)
    assert harness.state.position == DRINK


def test_another_jump_forgets_what_lay_ahead() -> None:
    harness = reading()
    harness.do(GoToStart(), BACK, GoTo(EARLY), FORWARD)
    assert harness.messages[-1] == "No place after."
    harness.do(BACK)
    assert harness.state.position == DRINK


def test_a_place_that_was_come_back_to_otherwise_is_passed_over() -> None:
    harness = reading(WASH)
    harness.do(GoTo(DRINK), GoTo(EARLY), GoTo(DRINK))
    harness.do(BACK)
    assert harness.state.position == EARLY
    harness.do(GoTo(WASH), GoTo(EARLY), GoTo(WASH), GoTo(WASH), Repeat(), BACK)
    assert harness.state.position == EARLY


def test_the_guide_begun_again_after_its_end_is_a_jump() -> None:
    harness = reading(EARLY)
    harness.hear_all()
    assert harness.state.status is Status.FINISHED
    harness.do(Play(), BACK)
    assert harness.state.position == EARLY


def test_a_visit_leaves_the_way_back_as_it_was_and_lies_ahead() -> None:
    harness = reading(WASH)
    harness.do(GoTo(DRINK), URGENT, Move(SECTION, 1), ComeBack())
    assert harness.state.position == DRINK
    harness.do(FORWARD)
    assert harness.sentence == "In the day"
    harness.do(BACK, BACK)
    assert harness.state.position == WASH


def test_who_leaves_the_urgent_list_by_the_history_has_left_it() -> None:
    harness = reading()
    harness.do(URGENT, BACK)
    assert harness.state.position == DRINK
    assert harness.state.visit is None
    assert harness.store.positions[-1] == DRINK


def test_a_place_gone_back_to_is_the_one_that_is_kept() -> None:
    harness = reading()
    harness.do(GoToStart(), BACK)
    assert harness.store.positions[-1] == DRINK


def test_for_a_screen_reader_the_place_is_told_before_its_sentence_is_shown() -> None:
    harness = made(external_screen_reader=True)
    harness.do(GoToStart(), BACK)
    assert harness.messages[-1] == "Back. Food, chapter 2."
    assert harness.sentence == "Drink often."
    assert harness.state.status is Status.WAITING


def test_a_long_evening_keeps_no_more_places_than_anyone_needs() -> None:
    harness = made()
    for _ in range(MOST_PLACES):
        harness.do(GoToStart(), GoToEnd())
    assert len(harness.state.history.before) == MOST_PLACES


PLACES = st.builds(Position, st.integers(0, 11), st.integers(0, 2))
WAYS = st.one_of(
    st.builds(GoTo, PLACES, st.sampled_from([None, True, False])),
    st.builds(Move, st.sampled_from(list(NavigationLevel)), st.sampled_from([-1, 1])),
    st.builds(Visit, PLACES, st.integers(0, 11), st.just("Sleep."), st.just(""), st.booleans()),
    st.sampled_from([GoToStart(), GoToEnd(), LeaveStructure(), ComeBack(), BACK, FORWARD]),
    st.sampled_from([Play(), Pause(), Stop(), KeyHeld(), KeyReleased(), Repeat()]),
)


class Wanderer(RuleBasedStateMachine):
    """Whoever goes anywhere by anything finds back, and forward again."""

    @initialize(external_screen_reader=st.booleans(), one_sentence=st.booleans())
    def begin(self, external_screen_reader: bool, one_sentence: bool) -> None:
        self.b = made(external_screen_reader=external_screen_reader, one_sentence=one_sentence)

    @rule(way=WAYS)
    def go(self, way: Command) -> None:
        old = self.b.state
        self.b.do(way)
        new = self.b.state.position
        if isinstance(way, GoTo | GoToStart | GoToEnd | LeaveStructure | Visit) and (
            new != old.position
        ):
            assert self.b.state.history.before[-1] == old.position
            assert self.b.state.history.after == ()

    @rule(count=st.integers(1, 12))
    def listen(self, count: int) -> None:
        for _ in range(count):
            event = self.b.voice.speak()
            if event is not None:
                self.b.handle(event)

    @rule(seconds=st.sampled_from([0.1, 1.0, 10.0]))
    def time_passes(self, seconds: float) -> None:
        self.b.clock.now_s += seconds

    @rule()
    def go_back_and_forward_again(self) -> None:
        here, count = self.b.state.position, 0
        while self._moves(BACK):
            count += 1
        assert self.b.state.history.before == ()
        for _ in range(count):
            assert self._moves(FORWARD)
        assert self.b.state.position == here

    @rule()
    def go_forward_and_back_again(self) -> None:
        here, count = self.b.state.position, 0
        while self._moves(FORWARD):
            count += 1
        for _ in range(count):
            assert self._moves(BACK)
        assert self.b.state.position == here

    def _moves(self, command: GoInHistory) -> bool:
        before = self.b.state.position
        self.b.do(command)
        return self.b.state.position != before

    @invariant()
    def no_place_leads_to_itself(self) -> None:
        for places in (self.b.state.history.before, self.b.state.history.after):
            assert len(places) <= MOST_PLACES
            assert all(one != other for one, other in itertools.pairwise(places))
            assert all(place == self.b.guide.clamp(place) for place in places)


Wanderer.TestCase.settings = settings(max_examples=examples(80), stateful_step_count=30)
TestWanderer = Wanderer.TestCase
