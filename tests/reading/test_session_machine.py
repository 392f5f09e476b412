"""Whatever keys are pressed in whatever order, these promises hold."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from allvoice.guide.model import Position
from allvoice.playback.boundary import Boundary, Passed
from allvoice.reading.state import (
    RATE_MAX_WPM,
    RATE_MIN_WPM,
    VOLUME_MAX,
    VOLUME_MIN,
    Manner,
    Status,
    Unit,
)
from allvoice.reading.turn import QUEUE_AHEAD
from allvoice.speech.protocol import Event, Notice, Ready, Say
from tests.examples import examples
from tests.reading.booth import booth

POSITIONS = st.builds(Position, st.integers(-2, 12), st.integers(-1, 4))


class Listener(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.booth = booth()
        self.late: list[Event] = []
        self.expected: Position | None = None
        """The sentence that must be heard next, while nothing but listening happens."""

    def _moved(self) -> None:
        self.expected = self.booth.state.position

    @rule()
    def play_pause(self) -> None:
        resting = self.booth.state.status is Status.STOPPED
        self.booth.listening.play_pause()
        if resting:
            self._moved()

    @rule()
    def stop(self) -> None:
        self.booth.listening.stop()
        assert self.booth.voice.queue == []
        assert self.booth.state.status is Status.STOPPED

    @rule(unit=st.sampled_from(list(Unit)), step=st.sampled_from([-1, 1]))
    def move(self, unit: Unit, step: int) -> None:
        before = self.booth.state.position
        self.booth.listening.move(unit, step)
        if self.booth.state.position != before:
            self._moved()

    @rule(position=POSITIONS, play=st.sampled_from([None, True, False]))
    def go_to(self, position: Position, play: bool | None) -> None:
        self.booth.listening.go_to(position, play=play)
        assert self.booth.state.position == self.booth.guide.clamp(position)
        self._moved()

    @rule()
    def repeat(self) -> None:
        self.booth.listening.repeat()
        self._moved()

    @rule()
    def repeat_carefully(self) -> None:
        self.booth.listening.repeat(carefully=True)
        self._moved()

    @rule()
    def leave_the_list(self) -> None:
        before = self.booth.state.position
        self.booth.listening.leave_passage()
        if self.booth.state.position != before:
            self._moved()

    @rule(steps=st.integers(-40, 40))
    def change_pace(self, steps: int) -> None:
        for _ in range(abs(steps)):
            (self.booth.listening.faster if steps > 0 else self.booth.listening.slower)()

    @rule(louder=st.booleans())
    def change_volume(self, louder: bool) -> None:
        (self.booth.listening.louder if louder else self.booth.listening.quieter)()

    @rule()
    def only_section(self) -> None:
        self.booth.listening.toggle_only_section()

    @rule(unit=st.sampled_from(list(Unit)), step=st.sampled_from([-1, 1]), count=st.integers(0, 4))
    def hold_a_moving_key(self, unit: Unit, step: int, count: int) -> None:
        before = self.booth.state.position
        self.booth.listening.key_held()
        for _ in range(count):
            self.booth.listening.move(unit, step)
        says = len(self.booth.voice.asides)
        self.booth.listening.key_released()
        assert len(self.booth.voice.asides) - says <= 1
        if self.booth.state.position != before:
            self._moved()

    @rule(
        one_sentence=st.booleans(),
        interface=st.booleans(),
        guide=st.booleans(),
        earcons=st.booleans(),
    )
    def be_told_otherwise(
        self, one_sentence: bool, interface: bool, guide: bool, earcons: bool
    ) -> None:
        manner = Manner(
            one_sentence=one_sentence,
            interface_voice=interface,
            guide_voice=guide,
            earcons=earcons,
        )
        self.booth.listening.set_manner(manner)

    @rule()
    def hush(self) -> None:
        self.booth.listening.hush()
        assert self.booth.voice.aside is None

    @rule()
    def announce(self) -> None:
        self.booth.listening.announce("Bookmark set.")

    @rule()
    def notice(self) -> None:
        self.booth.listening.handle(Notice("The voice was started again."))

    @rule()
    def another_voice(self) -> None:
        self.booth.listening.handle(Ready("espeak", "us", (("us", "U"), ("gb", "B"))))
        self.booth.listening.next_voice()

    @rule(count=st.integers(1, 30))
    def listen(self, count: int) -> None:
        for _ in range(count):
            event = self.booth.voice.speak()
            if event is None:
                return
            self._check_order(event)
            self.booth.listening.handle(event)
            self.late.append(event)

    def _check_order(self, event: Event) -> None:
        assert isinstance(event, Passed)
        state = self.booth.state
        item = next(q for q in state.queued if q.utterance_id == event.utterance_id)
        if item.position is None:
            return
        if isinstance(event, Boundary):
            assert self.expected is None or item.position == self.expected
            self.expected = item.position
        else:
            self.expected = self.booth.guide.after(item.position)

    @precondition(lambda self: self.late)
    @rule(index=st.integers(0, 1_000))
    def an_event_comes_late(self, index: int) -> None:
        """An event of before the last flush is still on its way when it happens."""
        event = self.late[index % len(self.late)]
        assert isinstance(event, Passed)
        if event.generation == self.booth.state.generation:
            return
        before = self.booth.state
        self.booth.listening.handle(event)
        assert self.booth.state == before

    @invariant()
    def the_place_exists(self) -> None:
        position = self.booth.state.position
        assert position == self.booth.guide.clamp(position)

    @invariant()
    def the_voice_has_what_the_session_thinks(self) -> None:
        state, voice = self.booth.state, self.booth.voice
        assert [q.utterance_id for q in state.queued] == [i.utterance_id for i in voice.queue]
        assert all(item.generation == state.generation for item in voice.queue)
        assert voice.paused == (state.status is Status.PAUSED)

    @invariant()
    def playing_means_something_is_heard(self) -> None:
        state = self.booth.state
        assert bool(state.queued) == (state.status is not Status.STOPPED)

    @invariant()
    def one_sentence_at_a_time_is_no_more(self) -> None:
        state = self.booth.state
        if state.manner.one_sentence:
            assert sum(q.position is not None for q in state.queued) <= 1

    @invariant()
    def no_more_than_a_few_are_ahead(self) -> None:
        says = [item for item in self.booth.voice.queue if isinstance(item, Say)]
        # One more for what is said at the end of the guide.
        assert len(says) <= QUEUE_AHEAD + 1

    @invariant()
    def pace_and_volume_stay_in_range(self) -> None:
        state = self.booth.state
        assert RATE_MIN_WPM <= state.rate_wpm <= RATE_MAX_WPM
        assert VOLUME_MIN <= state.volume <= VOLUME_MAX

    @invariant()
    def the_place_is_saved(self) -> None:
        if self.booth.saved:
            assert self.booth.saved[-1] == (
                self.booth.state.position,
                self.booth.state.rate_wpm,
            )


Listener.TestCase.settings = settings(max_examples=examples(80), stateful_step_count=40)
TestListener = Listener.TestCase
