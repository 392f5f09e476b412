"""Whatever is asked for in whatever order, these promises hold."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from allvoice.guide.model import Position
from allvoice.guide.skippable import KINDS
from allvoice.limits import (
    PITCHES,
    RATE_MAX_WPM,
    RATE_MIN_WPM,
    VOLUME_BOOSTS_DB,
    VOLUME_MAX,
    VOLUME_MIN,
)
from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.narrator import Narrator
from allvoice.playback.boundary import Passed
from allvoice.reading import commands
from allvoice.reading.coming_back import WORD_WITHIN_S
from allvoice.reading.commands import Command
from allvoice.reading.playlist import Kind, Passage, Playlist
from allvoice.reading.sleep_state import Places, SleepLength, Unit
from allvoice.reading.speaking import QUEUE_AHEAD
from allvoice.reading.state import NavigationLevel, PlaybackOptions, State, Status
from allvoice.speech.protocol import Boundary, Event, Notice, Ready, Say, UtteranceFailed
from tests.examples import examples
from tests.reading.harness import TEXT, guide_of_text, session_harness

TABLE = "| Drug | Dose |\n|---|---|\n| One | Little. |\n| Two | More. |\n"
GUIDE = f"{TEXT}\n```\ndose = 1\n```\n\n{TABLE}\nDrink water.\n"
POSITIONS = st.builds(Position, st.integers(-2, 12), st.integers(-1, 4))
ONE_STEP = st.sampled_from([-1, 1])
STEPS = st.integers(-40, 40)
GUIDES = st.sampled_from([guide_of_text(GUIDE), guide_of_text("# Short\n\nOne. Two.\n")])
PASSAGES = st.builds(
    Passage,
    POSITIONS,
    POSITIONS,
    st.sampled_from(["Fever", "Food"]),
    key=st.sampled_from(["", "a"]),
)
PLAYLISTS = st.builds(
    Playlist,
    st.sampled_from(Kind),
    st.lists(PASSAGES, min_size=1, max_size=4).map(tuple),
    st.integers(0, 2),
    st.booleans(),
)
LENGTHS = st.builds(SleepLength, st.sampled_from(list(Unit)), st.integers(1, 3))
EARCONS = st.sampled_from(["", "edge", "bookmark"])
BEFORE = st.builds(
    State, POSITIONS, st.sampled_from([Status.STOPPED, Status.PAUSED, Status.PLAYING])
)

ASKED_FOR: dict[type, st.SearchStrategy[Command]] = {
    commands.PlayPause: st.builds(commands.PlayPause),
    commands.Play: st.builds(commands.Play),
    commands.Pause: st.builds(commands.Pause),
    commands.Stop: st.builds(commands.Stop),
    commands.Move: st.builds(commands.Move, st.sampled_from(list(NavigationLevel)), ONE_STEP),
    commands.MoveInColumn: st.builds(commands.MoveInColumn, ONE_STEP),
    commands.GoTo: st.builds(commands.GoTo, POSITIONS, st.sampled_from([None, True, False])),
    commands.GoToStart: st.builds(commands.GoToStart),
    commands.GoToEnd: st.builds(commands.GoToEnd),
    commands.Repeat: st.builds(commands.Repeat, st.booleans()),
    commands.LeaveStructure: st.builds(commands.LeaveStructure),
    commands.HearSkipped: st.builds(commands.HearSkipped),
    commands.SetSkipping: st.builds(
        commands.SetSkipping, st.lists(st.sampled_from(sorted(KINDS)), unique=True).map(tuple)
    ),
    commands.ChangeRate: st.builds(commands.ChangeRate, STEPS),
    commands.SetRate: st.builds(commands.SetRate, st.integers(-10, 2_000)),
    commands.ChangeVolume: st.builds(commands.ChangeVolume, STEPS),
    commands.SetVolume: st.builds(commands.SetVolume, st.integers(-10, 2_000)),
    commands.ChangeVoice: st.builds(commands.ChangeVoice, ONE_STEP),
    commands.ChooseVoice: st.builds(
        commands.ChooseVoice, st.sampled_from(["natural", "espeak"]), st.sampled_from(["", "gb"])
    ),
    commands.ToggleOnlySection: st.builds(commands.ToggleOnlySection),
    commands.PlayPassages: st.builds(
        commands.PlayPassages, PLAYLISTS, st.sampled_from(["", "Your marks, 3."])
    ),
    commands.PlayToEnd: st.builds(commands.PlayToEnd),
    commands.ChangeWhatFollows: st.builds(
        commands.ChangeWhatFollows, st.lists(PASSAGES, max_size=3).map(tuple)
    ),
    commands.TakeBackPress: st.builds(commands.TakeBackPress, BEFORE),
    commands.Announce: st.builds(
        commands.Announce, st.just("Bookmark set."), EARCONS, st.booleans()
    ),
    commands.Chime: st.builds(commands.Chime, EARCONS),
    commands.CancelAnnouncement: st.builds(commands.CancelAnnouncement),
    commands.KeyHeld: st.builds(commands.KeyHeld),
    commands.KeyReleased: st.builds(commands.KeyReleased),
    commands.SetOptions: st.builds(
        commands.SetOptions,
        st.builds(
            PlaybackOptions,
            interface_voice=st.booleans(),
            guide_voice=st.booleans(),
            interface_pitch=st.sampled_from(sorted(PITCHES)),
            volume_boost=st.sampled_from(sorted(VOLUME_BOOSTS_DB)),
            earcons=st.booleans(),
            one_sentence=st.booleans(),
            external_screen_reader=st.just(False),
        ),
    ),
    commands.Welcome: st.builds(
        commands.Welcome, st.just("Welcome."), st.sampled_from(["", "No settings."])
    ),
    commands.SetLexicon: st.builds(
        commands.SetLexicon,
        st.sampled_from([Narrator(), Narrator(Lexicon([Entry("Call", says="Ring up")]))]),
        st.just(()),
        st.just((("Call", "", "", False),)),
        st.booleans(),
    ),
    commands.ControlsChanged: st.builds(commands.ControlsChanged),
    commands.Visit: st.builds(
        commands.Visit,
        POSITIONS,
        st.integers(0, 12),
        st.sampled_from(["", "Urgent list."]),
        st.just("Urgent list."),
        st.booleans(),
        st.booleans(),
    ),
    commands.ComeBack: st.builds(commands.ComeBack, st.sampled_from(["", "One more thing."])),
    commands.GoInHistory: st.builds(commands.GoInHistory, ONE_STEP),
    commands.SetSleepTimer: st.builds(commands.SetSleepTimer, st.none() | LENGTHS),
    commands.ExtendSleepTimer: st.builds(commands.ExtendSleepTimer),
    commands.ListenerActed: st.builds(commands.ListenerActed),
    commands.KnowSlept: st.builds(
        commands.KnowSlept,
        st.none() | st.builds(Places, POSITIONS, st.none() | POSITIONS, st.none() | POSITIONS),
        st.booleans(),
    ),
    commands.OpenGuide: st.builds(
        commands.OpenGuide, GUIDES, POSITIONS, st.sampled_from([None, 90, 300])
    ),
    commands.RenewGuide: st.builds(
        commands.RenewGuide,
        GUIDES,
        POSITIONS,
        st.just("This document changed."),
        st.booleans(),
        st.booleans(),
    ),
}
"""Everything that can be asked of a session."""

GOES_THERE = (
    commands.GoTo,
    commands.GoToStart,
    commands.GoToEnd,
    commands.Repeat,
    commands.Welcome,
    commands.Visit,
    commands.PlayPassages,
)
"""After these the sentence at the position is heard next, whether it is another one or not."""


def test_everything_that_can_be_asked_for_is_asked_for_here() -> None:
    assert set(ASKED_FOR) == set(get_args(Command))


class Listener(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.b = session_harness(text=GUIDE)
        self.late: list[Event] = []
        self.expected: Position | None = None
        """The sentence that must be heard next; None for any."""
        self.said_before_hold = 0

    @initialize(
        external_screen_reader=st.booleans(), one_sentence=st.booleans(), position=POSITIONS
    )
    def begin(self, external_screen_reader: bool, one_sentence: bool, position: Position) -> None:
        options = PlaybackOptions(
            external_screen_reader=external_screen_reader, one_sentence=one_sentence
        )
        place = self.b.guide.clamp(position)
        self.b = session_harness(text=GUIDE, options=options, position=place)

    @rule(command=st.one_of(*ASKED_FOR.values()))
    def ask_for(self, command: Command) -> None:
        old = self.b.state
        if isinstance(command, commands.SetOptions):
            # Whose screen reader speaks is settled before the start.
            is_external = old.options.external_screen_reader
            options = replace(command.options, external_screen_reader=is_external)
            command = commands.SetOptions(options)
        is_exchange = isinstance(command, commands.OpenGuide | commands.RenewGuide)
        if is_exchange:
            # What was kept is of the guide of before.
            self.b.store.positions.clear()
            self.b.store.rates_wpm.clear()
        self.b.do(command)
        self._check(command, old)
        new = self.b.state
        plays = isinstance(command, commands.PlayPause | commands.Play)
        away_s = self.b.clock.now_s - old.paused_at_s
        comes_back = plays and old.status is Status.PAUSED and away_s >= WORD_WITHIN_S
        if is_exchange or isinstance(command, commands.TakeBackPress):
            self.expected = None
        elif (
            new.position != old.position
            or isinstance(command, GOES_THERE)
            or (isinstance(command, commands.ComeBack) and old.departures)
            or (plays and old.is_at_rest)
            or comes_back
        ):
            self.expected = new.position
        elif isinstance(
            command,
            commands.SetSkipping
            | commands.HearSkipped
            | commands.PlayToEnd
            | commands.ChangeWhatFollows,
        ):
            self.expected = None

    def _check(self, command: Command, old: State) -> None:
        """Check what one command promises by itself."""
        state, voice = self.b.state, self.b.voice
        match command:
            case commands.Stop():
                assert voice.queue == []
                assert state.is_at_rest
            case commands.Pause():
                assert state.status is not Status.PLAYING
            case commands.GoTo(position):
                assert state.position == self.b.guide.clamp(position)
            case commands.Visit(position):
                assert state.position == self.b.guide.clamp(position)
                assert state.visit is not None
                assert state.visit.reaches(state.position)
            case commands.ComeBack() if old.visit is not None:
                assert state.position == old.visit.position
                assert state.departures == old.departures[:-1]
            case commands.PlayPassages(playlist):
                assert state.playlist is not None
                assert len(state.playlist.passages) == len(playlist.passages)
                assert state.position == state.playlist.passage.first
            case commands.PlayToEnd():
                assert state.playlist is None
                assert not state.only_section
            case commands.OpenGuide(guide, position):
                assert self.b.guide is guide
                assert state.position == guide.clamp(position)
                assert voice.queue == []
                assert state.departures == ()
            case commands.RenewGuide(guide):
                assert self.b.guide is guide
                assert state.status is old.status or old.is_at_rest or state.is_at_rest
                assert state.departures == ()
            case commands.GoToStart():
                assert state.position == self.b.guide.start
            case commands.GoToEnd():
                assert state.position == self.b.guide.end
            case commands.Repeat():
                assert state.position == old.position
            case commands.CancelAnnouncement():
                assert voice.announcement is None
                assert not state.welcoming
            case commands.KeyHeld():
                assert state.held_key is not None
                self.said_before_hold = len(voice.announced)
            case commands.KeyReleased():
                assert state.held_key is None
                # However long it was held.
                if old.held_key is not None:
                    assert len(voice.announced) - self.said_before_hold <= 1
            case _:
                pass

    @rule(heard=st.integers(0, 12))
    def a_press_is_taken_back(self, heard: int) -> None:
        """It was the first of two, or of a key that is held."""
        before = self.b.state
        if before.options.external_screen_reader:
            return
        self.ask_for(commands.PlayPause())
        self.listen(heard)
        self.ask_for(commands.TakeBackPress(before))
        after = self.b.state
        if before.is_at_rest:
            assert after.position == self.b.guide.clamp(before.position)
            assert after.status is before.status
            assert (after.history, after.departures) == (before.history, before.departures)
        elif before.status is Status.PAUSED:
            assert after.status is Status.PAUSED
            assert after.position == before.position or heard
        elif before.is_telling_end:
            assert after.is_at_rest
        elif before.reads_on and not before.is_think_time:
            assert after.status is Status.PLAYING

    @rule(seconds=st.sampled_from([0.5, 5.0, 20.0, 400.0]))
    def time_passes(self, seconds: float) -> None:
        self.b.clock.now_s += seconds

    @rule()
    def the_voices_are_known(self) -> None:
        self.b.handle(Ready("espeak", "us", (("us", "U"), ("gb", "B"))))

    @rule()
    def something_is_amiss(self) -> None:
        self.b.handle(Notice("The voice was started again."))

    @precondition(lambda self: self.b.state.queued)
    @rule()
    def a_sentence_cannot_be_spoken(self) -> None:
        state = self.b.state
        self.b.handle(UtteranceFailed(state.generation, state.queued[0].utterance_id))

    @rule(count=st.integers(1, 30))
    def listen(self, count: int) -> None:
        for _ in range(count):
            event = self.b.voice.speak()
            if event is None:
                return
            self._check_order(event)
            self.b.handle(event)
            self.late.append(event)

    def _check_order(self, event: Event) -> None:
        assert isinstance(event, Passed)
        state = self.b.state
        item = next(q for q in state.queued if q.utterance_id == event.utterance_id)
        if item.position is None:
            return
        if isinstance(event, Boundary):
            assert self.expected is None or item.position == self.expected
            self.expected = item.position
        else:
            self.expected = self._behind(item.position, item.turn)

    def _behind(self, position: Position, turn: int) -> Position | None:
        """Return which sentence is due after another one."""
        state = self.b.state
        following, playlist = self.b.session.config.after(position, state.left_out), state.playlist
        if playlist is None or state.visit is not None:
            return following
        count = len(playlist.passages)
        here = playlist.passages[turn % count]
        if following is not None and here.first <= following <= here.last:
            return following
        if playlist.repeats or turn + 1 < count:
            return playlist.passages[(turn + 1) % count].first
        return following

    @precondition(lambda self: self.late)
    @rule(index=st.integers(0, 1_000))
    def an_event_comes_late(self, index: int) -> None:
        """An event of before the last flush is still on its way when it happens."""
        event = self.late[index % len(self.late)]
        assert isinstance(event, Passed)
        if event.generation == self.b.state.generation:
            return
        before = self.b.state
        self.b.handle(event)
        # Whatever comes tells the time, by which a sleep timer may end.
        if before.sleep.timer is None:
            assert replace(self.b.state, sleep=before.sleep) == before

    @invariant()
    def the_place_exists(self) -> None:
        position = self.b.state.position
        assert position == self.b.guide.clamp(position)

    @invariant()
    def what_is_played_holds_the_place(self) -> None:
        state = self.b.state
        if state.playlist is not None and state.visit is None and not state.departures:
            assert state.playlist.passage.reaches(state.position)

    @invariant()
    def the_voice_has_what_the_session_thinks(self) -> None:
        state, voice = self.b.state, self.b.voice
        assert [q.utterance_id for q in state.queued] == [i.utterance_id for i in voice.queue]
        assert all(item.generation == state.generation for item in voice.queue)
        assert voice.paused == (state.status is Status.PAUSED)

    @invariant()
    def reading_means_something_is_heard(self) -> None:
        state = self.b.state
        if state.held_key is None or not state.held_key.scrubbing:
            assert bool(state.queued) == (not state.is_at_rest)

    @invariant()
    def who_waits_is_read_the_next_sentence_and_nobody_else(self) -> None:
        state = self.b.state
        if state.status is Status.WAITING:
            assert state.options.one_sentence or state.options.external_screen_reader
        if state.is_at_rest:
            assert not state.stop_after_sentence

    @invariant()
    def for_a_screen_reader_nothing_is_said(self) -> None:
        if self.b.state.options.external_screen_reader:
            assert self.b.state.is_at_rest
            assert self.b.voice.queue == []
            assert self.b.voice.announced == self.b.voice.earcons == []

    @invariant()
    def one_sentence_at_a_time_is_no_more(self) -> None:
        state = self.b.state
        if state.options.one_sentence:
            assert sum(q.position is not None for q in state.queued) <= 1

    @invariant()
    def no_more_than_a_few_are_ahead(self) -> None:
        says = [item for item in self.b.voice.queue if isinstance(item, Say)]
        # Between two sentences it may be said what is skipped; once more at an end or a welcome.
        assert len(says) <= 2 * QUEUE_AHEAD + 2
        assert sum(q.position is not None for q in self.b.state.queued) <= QUEUE_AHEAD

    @invariant()
    def while_a_key_is_held_nothing_is_said(self) -> None:
        if self.b.state.held_key is not None:
            assert len(self.b.voice.announced) == self.said_before_hold

    @invariant()
    def rate_and_volume_stay_in_range(self) -> None:
        state = self.b.state
        assert RATE_MIN_WPM <= state.rate_wpm <= RATE_MAX_WPM
        assert VOLUME_MIN <= state.volume <= VOLUME_MAX

    @invariant()
    def what_was_reached_and_chosen_is_kept(self) -> None:
        state, store = self.b.state, self.b.store
        for kept, now in (
            (store.positions, state.kept_position),
            (store.rates_wpm, state.rate_wpm),
            (store.volumes, state.volume),
        ):
            assert kept[-1:] in ([], [now])


Listener.TestCase.settings = settings(max_examples=examples(80), stateful_step_count=40)
TestListener = Listener.TestCase
