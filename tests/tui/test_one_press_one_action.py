"""One press is one action: held, struck twice and bouncing, at every delay and rate, every key."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from textual.events import Key

from allvoice.actions.announcer import Announcer
from allvoice.actions.catalogue import Action, Scope
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.keys.keyboard import REPEATABLE, Keyboard
from allvoice.tui.keys.keymap import ACTIONS, Keymap
from allvoice.tui.keys.presses import AT_ONCE_S, BOUNCE_S, KNOWN_AFTER_S, LONGEST_DELAY_S
from allvoice.tui.keys.quit_guard import BESIDE_S, TOGETHER_S
from tests.actions.harness import VirtualScheduler
from tests.reading.harness import VirtualClock, session_harness

DELAYS_S = (0.25, 0.4, 0.5, 0.66, 1.0)
"""After which a held key begins to repeat: what systems let their users choose."""
RATES = (11, 25, 33)
"""How often it then does, a second."""
JITTER_S = 0.03
"""How much later a line may bring one key than another."""
ACTING = [action for action in ACTIONS if action.id not in REPEATABLE]
MIXED = [each for each in ACTING if each.scope is not Scope.LIST and each.id != "quit"]
"""What is done at once, whatever is struck with it."""
MOVING = [action for action in ACTIONS if action.id in REPEATABLE]


class Hands(RuleBasedStateMachine):
    """Presses the keys of all actions in all the ways of hands, and counts what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = VirtualClock()
        self.scheduler = VirtualScheduler(self.clock)
        self.scope = Scope.READING
        self.done: list[str] = []
        self.keymap = Keymap()
        session = session_harness(controls=self.keymap).session
        self.keyboard = Keyboard(
            self.keymap,
            session,
            Announcer(session, lambda text: None, "normal"),
            scope=lambda: self.scope,
            scheduler=self.scheduler,
            time_of=lambda key: self.clock.now_s,
            takes_unknown=lambda: False,
            words_here=lambda action, usual: usual,
            enter_does=lambda: "finds",
            goes_on=lambda action: True,
            is_line_empty=lambda: True,
            do=lambda action: self.done.append(action) if action else None,
            type_key=lambda key: None,
        )

    @initialize(guard_s=st.sampled_from([0.15, 0.4, 0.8]))
    def choose_guard(self, guard_s: float) -> None:
        assert Settings().ignore_repeat_s == 0.15
        self.keyboard.ignore_repeat_s = guard_s

    def press(self, key: str, after_s: float) -> None:
        self.scheduler.do_until(self.clock.now_s + after_s)
        self.keyboard.press(Key(key, None))

    def begin(self, action: Action) -> None:
        """Press nothing until the next key is the first, and be where it does its action."""
        self.scheduler.do_until(self.clock.now_s + LONGEST_DELAY_S + BESIDE_S)
        if action.scope is not Scope.ANYWHERE:
            self.scope = action.scope
        self.done.clear()

    def rest(self) -> None:
        self.scheduler.do_until(self.clock.now_s + KNOWN_AFTER_S + TOGETHER_S)

    @rule(
        action=st.sampled_from(ACTIONS),
        delay_s=st.sampled_from(DELAYS_S),
        rate=st.sampled_from(RATES),
        repeats=st.integers(2, 40),
        late_s=st.sampled_from([0.0, JITTER_S / 2, JITTER_S]),
        which=st.integers(0, 9),
    )
    def hold(
        self,
        action: Action,
        delay_s: float,
        rate: int,
        repeats: int,
        late_s: float,
        which: int,
    ) -> None:
        keys = self.keymap.keys(action.id)
        key = keys[which % len(keys)]
        self.begin(action)
        self.press(key, 0)
        assert self.done == [action.id] or action.id == "quit", "the first press never waits"
        for number in range(repeats):
            jitter_s = late_s if number % 2 else -late_s
            self.press(key, delay_s if not number else 1 / rate + jitter_s)
        self.rest()
        if action in MOVING:
            assert set(self.done) == {action.id}
            assert len(self.done) > repeats / 3, "a held key goes on"
        else:
            assert self.done == [action.id]

    @rule(
        action=st.sampled_from(ACTIONS),
        gap_s=st.floats(AT_ONCE_S + 0.001, BOUNCE_S / 2 - 0.001),
        bounces=st.integers(1, 2),
    )
    def bounce(self, action: Action, gap_s: float, bounces: int) -> None:
        self.begin(action)
        key = self.keymap.keys(action.id)[0]
        self.press(key, 0)
        for _ in range(bounces):
            self.press(key, gap_s)
        self.rest()
        assert self.done == [action.id]

    @rule(action=st.sampled_from(ACTING), gap_s=st.floats(0.0, 0.149))
    def strike_twice(self, action: Action, gap_s: float) -> None:
        self.begin(action)
        key = self.keymap.keys(action.id)[0]
        self.press(key, 0)
        self.press(key, gap_s)
        self.rest()
        assert self.done == [action.id]

    @rule(
        first=st.sampled_from(
            [each for each in ACTING if each.scope is not Scope.LIST and each.id != "quit"]
        ),
        second=st.sampled_from(
            [each for each in ACTING if each.scope is not Scope.LIST and each.id != "quit"]
        ),
        gap_s=st.floats(AT_ONCE_S + 0.001, 0.07),
        pairs=st.integers(2, 12),
    )
    def strike_two_keys_in_turn(
        self, first: Action, second: Action, gap_s: float, pairs: int
    ) -> None:
        if first is second:
            return
        self.begin(first)
        self.scope = Scope.READING
        for _ in range(pairs):
            self.press(self.keymap.keys(first.id)[0], gap_s)
            self.press(self.keymap.keys(second.id)[0], gap_s)
        self.rest()
        assert self.done == [first.id, second.id]

    @rule(action=st.sampled_from(ACTIONS), gap_s=st.floats(0.81, 3.0), presses=st.integers(2, 4))
    def press_deliberately(self, action: Action, gap_s: float, presses: int) -> None:
        self.begin(action)
        for _ in range(presses):
            self.press(self.keymap.keys(action.id)[0], gap_s)
        self.rest()
        assert self.done == [action.id] * presses

    @rule(
        first=st.sampled_from(
            [each for each in ACTING if each.scope is not Scope.LIST and each.id != "quit"]
        ),
        second=st.sampled_from(
            [each for each in ACTING if each.scope is not Scope.LIST and each.id != "quit"]
        ),
        gap_s=st.floats(0.001, 0.1),
    )
    def press_another_before_it_is_known(self, first: Action, second: Action, gap_s: float) -> None:
        if first is second:
            return
        self.begin(first)
        self.scope = Scope.READING
        self.press(self.keymap.keys(first.id)[0], 0)
        self.press(self.keymap.keys(first.id)[0], 0.85)
        self.press(self.keymap.keys(second.id)[0], gap_s)
        self.rest()
        assert self.done == [first.id, first.id, second.id], "in the order they were pressed"


TestHands = Hands.TestCase
