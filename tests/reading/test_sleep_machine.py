"""Whatever happens over a sleep timer, in whatever order, these promises hold."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from allvoice.guide.model import BlockKind, Position
from allvoice.reading.commands import (
    ComeBack,
    ExtendSleepTimer,
    GoTo,
    ListenerActed,
    Pause,
    Play,
    PlayPassages,
    PlayPause,
    SetSleepTimer,
    Stop,
    ToggleOnlySection,
    Visit,
)
from allvoice.reading.playlist import Kind, Passage, Playlist
from allvoice.reading.sleep_ends import FADE_S
from allvoice.reading.sleep_state import SleepLength, Unit
from allvoice.reading.state import Status
from allvoice.speech.protocol import Event, Notice, Ready, SetFade
from tests.examples import examples
from tests.reading.listening import WORD_S, long_harness

LENGTHS = st.builds(SleepLength, st.sampled_from(list(Unit)), st.integers(1, 3))
BLOCKS = [
    number
    for number, each in enumerate(long_harness().guide.blocks)
    if each.kind is not BlockKind.HEADING
]
GAPS_S = st.sampled_from([-4_000.0, -1.0, 31.0, 4_000.0, 90_000.0])


class Sleeper(RuleBasedStateMachine):
    """Somebody who sets timers, falls asleep, and is kept from it."""

    def __init__(self) -> None:
        super().__init__()
        self.b = long_harness()
        self.b.do(Play())
        self.left_s: float | None = None
        """Of a timer that counts minutes, reckoned here: the least that is still to be heard."""

        self.is_in_order = True
        """Nothing was played but one sentence after the other."""

    @property
    def is_urgent(self) -> bool:
        return any(each.urgent for each in self.b.state.departures)

    @rule(length=LENGTHS)
    def set(self, length: SleepLength) -> None:
        self.b.do(ListenerActed(), SetSleepTimer(length))
        self.left_s = length.count * 60.0 if length.unit is Unit.MINUTES else None
        assert self.b.state.sleep.timer is not None

    @rule()
    def turn_off(self) -> None:
        self.b.do(ListenerActed(), SetSleepTimer(None))
        self.left_s = None

    @precondition(lambda self: self.b.state.sleep.timer is not None)
    @rule()
    def extend(self) -> None:
        before = self.b.state.sleep.timer
        assert before is not None
        self._extended_by(ExtendSleepTimer())
        after = self.b.state.sleep.timer
        assert after is not None
        assert after.left > before.left

    @rule()
    def press_play(self) -> None:
        self._extended_by(PlayPause())

    def _extended_by(self, asked: ExtendSleepTimer | PlayPause) -> None:
        self.b.do(ListenerActed())
        sleep, was_playing = self.b.state.sleep, self.b.state.status is Status.PLAYING
        is_fading = self.b.state.is_fading
        extends = is_fading or isinstance(asked, ExtendSleepTimer)
        self.b.do(asked)
        if not extends and sleep.timer is not None:
            timer = self.b.state.sleep.timer
            assert timer is not None
            assert timer.left == sleep.timer.left
        if extends and sleep.timer is not None and self.left_s is not None:
            self.left_s += sleep.timer.length.count * 60.0
        if is_fading and was_playing:
            assert self.b.state.status is Status.PLAYING

    @rule(
        passages=st.lists(st.tuples(st.sampled_from(BLOCKS), st.integers(0, 11)), min_size=1),
        repeats=st.booleans(),
    )
    def play_passages(self, passages: list[tuple[int, int]], repeats: bool) -> None:
        made = tuple(
            Passage(Position(block, first), Position(block, min(first + 1, 11)), "Some")
            for block, first in passages
        )
        self.is_in_order = False
        self.b.do(ListenerActed(), PlayPassages(Playlist(Kind.QUEUE, made, repeats=repeats), ""))

    @rule(block=st.sampled_from(BLOCKS), sentence=st.integers(0, 11))
    def go(self, block: int, sentence: int) -> None:
        self.b.do(ListenerActed(), GoTo(Position(block, sentence), play=None))

    @rule(asked=st.sampled_from([Pause(), Stop(), Play(), ToggleOnlySection()]))
    def rest_or_read(self, asked: Pause | Stop | Play | ToggleOnlySection) -> None:
        self.b.do(ListenerActed(), asked)

    @rule(seconds=st.sampled_from([1.0, 100.0, 9_000.0]))
    def nothing_is_heard_for_a_while(self, seconds: float) -> None:
        """Time passes while nothing is read; else a voice tells of words all the while."""
        if self.b.state.status is not Status.PLAYING:
            self.b.clock.now_s += seconds

    @rule(seconds=st.sampled_from([2, 20, 45, 120]))
    def listen(self, seconds: int) -> None:
        for _ in range(int(seconds / WORD_S)):
            self._hear(WORD_S)

    @rule(gap_s=GAPS_S)
    def the_clock_jumps(self, gap_s: float) -> None:
        self._hear(gap_s)

    @rule(event=st.sampled_from([Ready("espeak", "us", (("us", "U"),)), Notice("It died.")]))
    def the_voice_dies_or_comes_back(self, event: Event) -> None:
        before = self.b.state.sleep.timer
        self.b.handle(event)
        assert self.b.state.sleep.timer == before

    @precondition(lambda self: not self.is_urgent)
    @rule()
    def look_at_the_urgent_list(self) -> None:
        first = self.b.guide.sections[7].first_block
        self.b.do(ListenerActed(), Visit(Position(first), first + 1, urgent=True))

    @precondition(lambda self: self.is_urgent)
    @rule()
    def come_back(self) -> None:
        self.b.do(ListenerActed(), ComeBack())

    def _hear(self, gap_s: float) -> None:
        before = self.b.state
        event = self.b.voice.speak()
        if event is None:
            return
        self.b.clock.now_s += gap_s
        self.b.handle(event)
        timer = before.sleep.timer
        was_urgent = any(each.urgent for each in before.departures)
        if was_urgent:
            assert self.b.state.sleep.timer == timer
        elif self.left_s is not None and 0 <= gap_s <= FADE_S:
            self.left_s -= gap_s
        ended = timer is not None and self.b.state.sleep.timer is None
        if not ended:
            return
        assert not was_urgent
        if self.left_s is not None:
            assert self.left_s <= 1e-6 or self._is_at_the_end
        self.left_s = None
        assert self.b.state.status in (Status.PAUSED, Status.STOPPED, Status.FINISHED)
        assert self.b.state.sleep.is_offered

    @property
    def _is_at_the_end(self) -> bool:
        return self.b.state.status is Status.FINISHED

    @invariant()
    def it_is_as_loud_as_ever_unless_it_fades(self) -> None:
        state = self.b.state
        if state.status is Status.PLAYING and (not state.sleep.is_fading or self.is_urgent):
            assert self.b.voice.fade == SetFade()
        if state.sleep.timer is None:
            assert self.b.voice.fade == SetFade()

    @invariant()
    def it_never_fades_early(self) -> None:
        if self.b.state.status is Status.PLAYING and self.b.voice.fade != SetFade():
            assert self.b.voice.fade.over_s <= FADE_S

    @invariant()
    def the_places_are_in_the_order_in_which_they_were_heard(self) -> None:
        places = self.b.state.sleep.places
        if places is not None:
            assert None not in places.all
            assert places.likely is not None
            assert places.ended is not None
            assert places.likely <= places.ended or not self.is_in_order

    @invariant()
    def what_is_kept_does_not_grow(self) -> None:
        run = self.b.state.sleep.run
        assert run is None or len(run.trail) <= 20


Sleeper.TestCase.settings = settings(max_examples=examples(40), stateful_step_count=30)
TestSleeper = Sleeper.TestCase
