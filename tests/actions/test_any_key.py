"""Any key plays or pauses: one press, two, a held key, a hand that trembles, and the way out."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from allvoice.actions.hands_free.any_key import (
    DOUBLE_S,
    ESCAPE,
    ESCAPES_WITHIN_S,
    LONGEST_DELAY_S,
    TEXT,
    AnyKeyRule,
    Does,
)

GUARD_S = 0.15
"""How soon a second press is usually none."""
LATER_S = 3.0
"""Long enough for whatever was pressed before to be over."""


@dataclass
class Hand:
    """A hand, and what its presses came to."""

    rule: AnyKeyRule[bool]
    now_s: float = 0.0
    plays: bool = True
    marks: int = 0
    toggles: int = 0
    left: int = 0

    def press(self, key: str = "space", after_s: float = LATER_S) -> Does:
        self.now_s += after_s
        meaning = self.rule.press(key, self.now_s, self.plays)
        match meaning.does:
            case Does.PLAYS:
                self.plays = not self.plays
                self.toggles += 1
            case Does.TAKES_BACK | Does.MARKS | Does.LEAVES:
                assert meaning.before is not None
                self.plays = meaning.before
                self.marks += meaning.does is Does.MARKS
                self.left += meaning.does is Does.LEAVES
            case Does.NOTHING:
                pass
        return meaning.does

    def hold(self, key: str, delay_s: float, rate: int, repeats: int) -> None:
        self.press(key)
        for number in range(repeats):
            self.press(key, 1 / rate if number else delay_s)


def a_hand(guard_s: float = GUARD_S, *, plays: bool = True) -> Hand:
    rule: AnyKeyRule[bool] = AnyKeyRule()
    rule.ignore_repeat_s = guard_s
    return Hand(rule, plays=plays)


# One press


def test_a_press_acts_at_once() -> None:
    hand = a_hand()
    assert hand.press() is Does.PLAYS
    assert not hand.plays
    assert hand.press() is Does.PLAYS
    assert hand.plays


@pytest.mark.parametrize("key", ["q", "9", "t", "left", "f9", "escape", "ctrl+z", "!", "tap"])
def test_every_key_does_the_same(key: str) -> None:
    assert a_hand().press(key) is Does.PLAYS


def test_presses_that_take_their_time_each_count() -> None:
    hand = a_hand()
    for _ in range(5):
        hand.press("a", 0.45)
    assert (hand.toggles, hand.marks, hand.plays) == (5, 0, False)


@pytest.mark.parametrize("keys", ["aa", "ab", "abcde"])
def test_what_a_trembling_hand_or_a_palm_strikes_together_is_one_press(keys: str) -> None:
    hand = a_hand()
    hand.press(keys[0])
    for key in keys[1:]:
        hand.press(key, 0.02)
    assert (hand.toggles, hand.marks, hand.plays) == (1, 0, False)


@pytest.mark.parametrize("guard_s", [0.15, 0.4, 0.8])
def test_a_second_strike_counts_as_late_as_the_listener_chose(guard_s: float) -> None:
    hand = a_hand(guard_s)
    hand.press("a")
    hand.press("a", guard_s - 0.01)
    assert (hand.toggles, hand.marks) == (1, 0)
    hand.press("a")
    hand.press("a", guard_s + 0.01)
    assert (hand.toggles, hand.marks) == (2, 1)


def test_a_paste_in_pieces_is_one_press() -> None:
    hand = a_hand()
    hand.press(TEXT)
    for _ in range(4):
        hand.press(TEXT, 0.3)
    assert (hand.toggles, hand.marks) == (1, 0)


# Twice, or held


@pytest.mark.parametrize("plays", [True, False])
@pytest.mark.parametrize("second", ["a", "b"])
@pytest.mark.parametrize("gap_s", [0.16, 0.25, 0.39])
def test_two_presses_mark_and_leave_playing_as_it_was(
    plays: bool, second: str, gap_s: float
) -> None:
    hand = a_hand(plays=plays)
    hand.press("a")
    assert hand.press(second, gap_s) is Does.MARKS
    assert (hand.marks, hand.plays) == (1, plays)


def test_more_presses_do_no_more_than_two() -> None:
    hand = a_hand()
    hand.press("a")
    for _ in range(6):
        hand.press("a", 0.3)
    assert (hand.toggles, hand.marks, hand.plays) == (1, 1, True)


@pytest.mark.parametrize("plays", [True, False])
@pytest.mark.parametrize("delay_s", [0.25, 0.4, 0.5, 0.66, 1.0])
@pytest.mark.parametrize("rate", [11, 25, 33, 60])
@pytest.mark.parametrize("guard_s", [0.0, 0.15, 0.4, 0.8])
def test_a_held_key_is_one_mark_however_soon_it_repeats(
    plays: bool, delay_s: float, rate: int, guard_s: float
) -> None:
    hand = a_hand(guard_s, plays=plays)
    hand.hold("space", delay_s, rate, 4 * rate)
    assert (hand.marks, hand.plays, hand.left) == (1, plays, 0)


def test_a_tap_before_a_held_key_stays_what_it_was() -> None:
    hand = a_hand()
    hand.press("a")
    hand.now_s -= LATER_S - 0.8
    hand.hold("a", 0.25, 30, 30)
    assert (hand.marks, hand.plays) == (1, False)


# The way out


def test_escape_alone_plays_or_pauses() -> None:
    hand = a_hand()
    assert hand.press(ESCAPE) is Does.PLAYS
    assert hand.press(ESCAPE) is Does.PLAYS


@pytest.mark.parametrize("plays", [True, False])
@pytest.mark.parametrize("gap_s", [0.2, 0.3, 0.5, 0.9, 1.0])
def test_escape_three_times_leaves_with_all_as_it_was(plays: bool, gap_s: float) -> None:
    hand = a_hand(plays=plays)
    hand.press(ESCAPE)
    hand.press(ESCAPE, gap_s)
    assert hand.press(ESCAPE, gap_s) is Does.LEAVES
    assert (hand.marks, hand.plays) == (0, plays)


def test_escape_three_times_in_more_time_does_not_leave() -> None:
    hand = a_hand()
    for _ in range(5):
        hand.press(ESCAPE, ESCAPES_WITHIN_S / 2 + 0.1)
    assert (hand.left, hand.toggles) == (0, 5)


def test_another_key_between_begins_the_way_out_anew() -> None:
    hand = a_hand()
    for key in (ESCAPE, ESCAPE, "a", ESCAPE, ESCAPE):
        hand.press(key, 0.3)
    assert hand.left == 0
    hand.press(ESCAPE, 0.3)
    assert hand.left == 1


@pytest.mark.parametrize("plays", [True, False])
@pytest.mark.parametrize("delay_s", [0.25, 0.5, 1.0])
@pytest.mark.parametrize("rate", [11, 33])
def test_escape_held_leaves_once_and_its_end_acts_no_more(
    plays: bool, delay_s: float, rate: int
) -> None:
    hand = a_hand(plays=plays)
    hand.press(ESCAPE)
    hand.press(ESCAPE, delay_s)
    while not hand.left:
        hand.press(ESCAPE, 1 / rate)
    assert (hand.marks, hand.plays) == (0, plays)
    for _ in range(40):
        hand.now_s += 1 / rate
        assert hand.rule.is_of_leaving(ESCAPE, hand.now_s)
    assert not hand.rule.is_of_leaving(ESCAPE, hand.now_s + LONGEST_DELAY_S + 0.01)


def test_what_is_pressed_next_belongs_to_nothing_that_was_left() -> None:
    hand = a_hand()
    for _ in range(3):
        hand.press(ESCAPE, 0.3)
    assert not hand.rule.is_of_leaving("space", hand.now_s + 0.2)
    assert not hand.rule.is_of_leaving(ESCAPE, hand.now_s + 0.3)


def test_the_key_that_led_here_means_nothing_more_while_it_is_held() -> None:
    hand = a_hand()
    hand.rule.enter("!", hand.now_s)
    hand.press("!", 0.5)
    for _ in range(60):
        hand.press("!", 0.03)
    assert (hand.toggles, hand.marks) == (0, 0)
    assert hand.press("!", 1.2) is Does.PLAYS


# Any sequence of presses

KEYS = st.sampled_from(["space", "q", "9", "t", "up", ESCAPE, ESCAPE, TEXT])
GAPS_S = st.one_of(
    st.sampled_from([0.0, 0.001, 0.03, 0.04, 0.09, 0.12, 0.15, 0.3, 0.4, 0.5, 0.66, 1.0, 1.1]),
    st.floats(0, 3, allow_nan=False),
)


class AnyPresses(RuleBasedStateMachine):
    """Presses anything at any time, and counts gesture by gesture what has to come of it."""

    def __init__(self) -> None:
        super().__init__()
        self.hand = a_hand()
        self.gestures = 0
        self.escapes_s: list[float] = []
        self.was_struck = False

    @initialize(guard_s=st.sampled_from([0.0, 0.15, 0.4, 0.8]), plays=st.booleans())
    def begin(self, guard_s: float, plays: bool) -> None:
        self.hand = a_hand(guard_s, plays=plays)

    @rule(key=KEYS, gap_s=GAPS_S)
    def press(self, key: str, gap_s: float) -> None:
        before = self.hand.plays
        # As far apart as the sum of all seconds before makes them.
        gap_s = self.hand.now_s + gap_s - self.hand.now_s
        is_apart = not self.was_struck or gap_s >= max(
            DOUBLE_S, self.hand.rule.ignore_repeat_s + 0.25
        )
        does = self.hand.press(key, gap_s)
        self.was_struck = True
        self.gestures += is_apart
        if key == ESCAPE:
            self.escapes_s.append(self.hand.now_s)
        # Who takes their time is obeyed at once, whatever the key; nothing else plays or pauses.
        assert (does is Does.PLAYS) == (is_apart and does is not Does.LEAVES)
        if does is Does.PLAYS:
            assert self.hand.plays is not before
        if does is Does.LEAVES:
            first_s = self.hand.now_s - ESCAPES_WITHIN_S
            assert sum(at_s >= first_s for at_s in self.escapes_s) >= 3
            assert key == ESCAPE
            # Keys are what they are now; the next time begins with nothing pressed.
            guard_s, self.was_struck = self.hand.rule.ignore_repeat_s, False
            self.hand.rule = AnyKeyRule()
            self.hand.rule.ignore_repeat_s = guard_s

    @rule(key=KEYS, delay_s=st.sampled_from([0.25, 0.5, 1.0]), rate=st.sampled_from([11, 33]))
    def hold(self, key: str, delay_s: float, rate: int) -> None:
        if key in (ESCAPE, TEXT):
            return
        self.hand.now_s += LATER_S
        self.was_struck = True
        before, marks = self.hand.plays, self.hand.marks
        toggles = self.hand.toggles
        self.hand.hold(key, delay_s, rate, 12)
        self.gestures += self.hand.toggles - toggles
        assert self.hand.marks == marks + 1
        assert self.hand.plays is before

    @invariant()
    def each_gesture_marks_once_at_most(self) -> None:
        assert self.hand.marks <= self.hand.toggles <= self.gestures


TestAnyPresses = AnyPresses.TestCase
