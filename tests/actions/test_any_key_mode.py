"""Whatever is pressed while any key plays or pauses plays, pauses or marks, and nothing else."""

from __future__ import annotations

from contextlib import ExitStack

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from allvoice.actions.hands_free.any_key import ESCAPE, TEXT
from allvoice.guide.model import Position
from allvoice.reading.state import Status
from tests.actions.harness import ByKeys, own_shelf, settings_of
from tests.examples import examples

KEYS = st.sampled_from(
    ["space", "q", "9", "t", "/", "E", "up", "f9", "ctrl+z", ESCAPE, TEXT, "tap"]
)
GAPS_S = st.sampled_from([0.0, 0.02, 0.04, 0.1, 0.2, 0.35, 0.45, 0.6, 1.0, 1.3, 3.0, 20.0])


class Hand(RuleBasedStateMachine):
    """Presses anything at any time while somebody reads."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.shelf = self.stack.enter_context(own_shelf())
        self.door = ByKeys(self.shelf, settings_of())
        self.mode = self.door.actions.any_key
        self.marks = 0

    def teardown(self) -> None:
        self.stack.close()

    @initialize(
        position=st.builds(Position, st.integers(0, 6)),
        opens=st.sampled_from(["", "contents", "note"]),
    )
    def begin(self, position: Position, opens: str) -> None:
        self.door.actions.do("go_to_sentence", self.door.reading.guide.clamp(position))
        if opens:
            self.door.actions.do(opens)
        self.door.actions.do("any_key")

    @rule(key=KEYS, gap_s=GAPS_S)
    def press(self, key: str, gap_s: float) -> None:
        reading = self.door.reading
        reading.clock.now_s += gap_s
        if not self.mode.is_on:
            self.door.actions.do("any_key")
        before = reading.state
        asked = self.mode.press(key, reading.clock.now_s, is_urgent=key == "9")
        assert {action for action, _ in asked} <= {"play", "bookmark", "any_key"}
        assert len(asked) <= 1
        for action, place in asked:
            self.door.actions.do(action, place)
            self.marks += action == "bookmark"
            if action == "play" and before.reads_on and not before.is_telling_end:
                assert reading.state.status is Status.PAUSED or before.is_think_time
            if action == "play" and before.status is Status.PAUSED:
                assert reading.state.status is Status.PLAYING

    @rule(count=st.integers(1, 30))
    def listen(self, count: int) -> None:
        for _ in range(count):
            event = self.door.reading.voice.speak()
            if event is None:
                return
            self.door.reading.handle(event)

    @invariant()
    def no_list_is_open_and_nothing_is_asked(self) -> None:
        if self.mode.is_on:
            assert not self.door.door.is_list_open
            assert not self.door.door.is_asking

    @invariant()
    def nothing_is_quit(self) -> None:
        assert not self.door.actions.leaving.is_on
        assert not self.door.actions.leaving.is_told

    @invariant()
    def no_more_is_marked_than_was_asked_for(self) -> None:
        assert len(self.shelf.bookmarks.of()) <= self.marks


TestHand = Hand.TestCase
TestHand.settings = settings(max_examples=examples(40), stateful_step_count=30)
