"""How far the reading goes back: after a pause, at the next start, after the lid was closed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from allvoice.guide.model import Guide, Position
from allvoice.reading.coming_back import (
    EXACT_WITHIN_S,
    REMEMBERED_WITHIN_S,
    WORD_WITHIN_S,
)
from allvoice.reading.commands import (
    Announce,
    ComeBack,
    Command,
    GoTo,
    Move,
    OpenGuide,
    Pause,
    Play,
    PlayPassages,
    PlayPause,
    Stop,
    Visit,
    Welcome,
)
from allvoice.reading.listened import SILENT_WITHIN_S
from allvoice.reading.playlist import Kind, Passage, Playlist
from allvoice.reading.rewind import DAY_S, rewind_s
from allvoice.reading.runner import ReadingSession
from allvoice.reading.state import NavigationLevel, PlaybackOptions, Status
from allvoice.reading.timeline import Timeline
from allvoice.speech.protocol import Notice, Ready, Say
from tests.examples import examples
from tests.reading.harness import (
    RecordingStore,
    SessionHarness,
    guide_of_text,
    session_harness,
)

NAMES = [
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen",
]  # fmt: skip
SENTENCES = [f"{name} is a sentence of about three seconds here." for name in NAMES]
LONG = f"""# Chapter

## Fever

{" ".join(SENTENCES[:8])}

{" ".join(SENTENCES[8:])}

## Food

Small meals help. They are eaten often.
"""
LONG_GUIDE = guide_of_text(LONG)


def place_of(sentence: str, guide: Guide = LONG_GUIDE) -> Position:
    """Return where a sentence begins with some words."""
    place: Position | None = guide.start
    while place is not None and not guide.sentence_text(place).startswith(sentence):
        place = guide.after(place)
    assert place is not None
    return place


def begun_at_fever() -> SessionHarness:
    """Return a session that was gone into the section by a key, and reads on."""
    b = session_harness(text=LONG)
    b.do(GoTo(place_of("Fever"), play=True))
    return b


def back_from(b: SessionHarness, away_s: float) -> str:
    """Pause for so long and return the sentence that is read on with."""
    b.do(Pause())
    b.clock.now_s += away_s
    b.do(PlayPause())
    assert b.state.status is Status.PLAYING
    return b.hear_next()


@pytest.mark.parametrize(
    ("away_s", "back_s"),
    [
        (0.0, 0.0),
        (2.9, 0.0),
        (3.0, 10.0),
        (299.0, 10.0),
        (300.0, 20.0),
        (1_799.0, 20.0),
        (1_800.0, 30.0),
        (40 * DAY_S, 30.0),
        # The clock was set.
        (-1.0, 0.0),
        (-50 * 365 * DAY_S, 0.0),
        (50 * 365 * DAY_S, 0.0),
        (float("nan"), 0.0),
    ],
)
def test_the_step_back_is_in_proportion_to_the_pause(away_s: float, back_s: float) -> None:
    assert rewind_s(away_s) == back_s


def test_a_sentence_of_this_guide_takes_about_three_seconds() -> None:
    line = Timeline(LONG_GUIDE)
    assert 2.5 < line.sentence_s(place_of("Five"), 150) < 3.6


@pytest.mark.parametrize(
    ("away_s", "first"),
    [
        (WORD_WITHIN_S, "Six"),
        (299.0, "Six"),
        (300.0, "Three"),
        (1_799.0, "Three"),
        (1_800.0, "Fever"),
        (2 * DAY_S, "Fever"),
    ],
)
def test_the_longer_the_pause_the_earlier_the_sentence(away_s: float, first: str) -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    # The first word of the tenth: it has only begun.
    b.hear_words(1)
    assert back_from(b, away_s).startswith(first)


def test_what_was_heard_of_the_sentence_counts_too() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.hear_words(8)
    # Nearly all of the tenth was heard.
    assert back_from(b, 10.0).startswith("Seven")


def test_between_two_sections_the_sentence_heard_whole_counts_whole() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[15])
    assert b.state.queued[0].position is None
    assert back_from(b, 10.0).startswith("Fourteen")


def test_at_a_faster_pace_the_same_time_is_more_text() -> None:
    b = session_harness(text=LONG, rate_wpm=300)
    b.do(GoTo(place_of("Fever"), play=True))
    b.hear(SENTENCES[8])
    b.hear_words(1)
    assert back_from(b, 10.0).startswith("Three")


def test_within_a_second_it_is_the_very_sample_and_within_three_the_word() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.hear_words(3)
    flushes = b.voice.flushes
    b.do(Pause())
    b.clock.now_s += EXACT_WITHIN_S - 0.5
    b.do(PlayPause())
    assert b.voice.flushes == flushes
    b.do(Pause())
    b.clock.now_s += WORD_WITHIN_S - 0.5
    b.do(PlayPause())
    begins = b.voice.queue[0]
    assert isinstance(begins, Say)
    assert (b.says()[0], begins.from_word) == (SENTENCES[9], 2)


def test_it_goes_back_no_further_than_to_where_a_key_led() -> None:
    b = begun_at_fever()
    b.do(GoTo(place_of("Nine"), play=True))
    b.hear(SENTENCES[9])
    b.hear_words(1)
    assert back_from(b, 2 * DAY_S).startswith("Nine")


def test_it_goes_back_no_further_than_the_section() -> None:
    b = begun_at_fever()
    b.hear("Small meals help.")
    b.hear_words(1)
    assert back_from(b, 2 * DAY_S) == "Food"


def test_it_goes_back_no_further_than_what_is_visited() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[9])
    b.do(Visit(place_of("Nine"), last_block=place_of("Nine").block))
    b.hear(SENTENCES[10])
    b.hear_words(1)
    assert back_from(b, 2 * DAY_S).startswith("Nine")
    assert b.state.visit is not None


def test_it_goes_back_no_further_than_the_passage_of_a_playlist() -> None:
    b = begun_at_fever()
    passages = tuple(
        Passage(place_of(first), place_of(last), first)
        for first, last in (("One", "Three"), ("Nine", "Twelve"))
    )
    b.do(PlayPassages(Playlist(Kind.MARKS, passages)))
    b.hear(SENTENCES[9])
    b.hear_words(1)
    assert back_from(b, 2 * DAY_S).startswith("Nine")
    assert b.state.playlist is not None
    b.hear(SENTENCES[11])


def test_what_is_left_out_is_not_gone_back_to() -> None:
    text = "# Doses\n\nTake it with food.\n\n```\n" + "dose = 1\n" * 40 + "```\n\nDrink water."
    b = session_harness(text=text, skipping=("code",))
    b.do(Play())
    b.hear("Take it with food.")
    b.hear_next()
    assert b.sentence == "Drink water."
    assert back_from(b, 60.0) == "Doses"


def test_stopped_and_gone_on_with_it_is_still_one_go() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.do(Stop(), Play())
    b.hear_words(1)
    assert back_from(b, 10.0).startswith("Five")


def test_after_five_minutes_it_says_what_the_section_is() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.do(Pause())
    b.clock.now_s += REMEMBERED_WITHIN_S + 1
    b.do(PlayPause())
    assert b.says()[0] == "Fever"


def test_a_heading_that_is_read_anyway_is_not_said_before() -> None:
    b = session_harness(text=LONG)
    b.do(Play())
    b.hear("Fever")
    b.hear_words(1)
    b.do(Pause())
    b.clock.now_s += DAY_S
    b.do(PlayPause())
    assert b.says()[:2] == ["Fever.", SENTENCES[0]]


def test_one_sentence_at_a_time_it_is_the_sentence_itself() -> None:
    b = session_harness(text=LONG, options=PlaybackOptions(one_sentence=True))
    b.do(GoTo(place_of("Nine"), play=True))
    b.hear(SENTENCES[8])
    b.do(Play())
    b.hear_words(2)
    assert back_from(b, DAY_S).startswith("Ten")
    assert b.hear_all() == [SENTENCES[9]] or b.state.status is Status.WAITING


def test_paused_while_something_is_announced_it_goes_back_as_well() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.hear_words(1)
    b.do(Announce("Bookmark set."))
    assert back_from(b, 60.0).startswith("Six")


def test_a_pause_in_the_welcome_begins_where_it_would_have() -> None:
    b = session_harness(text=LONG, position=place_of("Nine"))
    b.do(Welcome("Welcome back."))
    assert back_from(b, 60.0).startswith("Nine")


# The place that is kept


def test_what_is_heard_again_does_not_move_the_kept_place_back() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.hear_words(1)
    kept = b.store.positions[-1]
    assert back_from(b, 10.0).startswith("Six")
    assert b.state.kept_position == kept == b.store.positions[-1]
    b.hear(SENTENCES[9])
    b.hear_words(1)
    assert b.store.positions[-1] == b.state.position > kept


def test_a_key_moves_the_kept_place_back() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    assert back_from(b, 10.0).startswith("S")
    b.do(Move(NavigationLevel.SENTENCE, -1))
    assert b.store.positions[-1] == b.state.position == b.state.kept_position


def test_the_urgent_list_asked_for_meanwhile_keeps_the_furthest_place() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.hear_words(1)
    kept = b.store.positions[-1]
    back_from(b, 10.0)
    here = b.state.position
    b.do(Visit(place_of("Food"), LONG_GUIDE.end.block, urgent=True))
    assert b.state.kept_position == kept
    b.do(ComeBack())
    assert (b.state.position, b.state.kept_position, b.store.positions[-1]) == (here, kept, kept)


# The next start


def welcomed(
    away_s: float | None, left: str = "Nine", *, skipping: tuple[str, ...] = ()
) -> SessionHarness:
    """Return a session that begins where a document was left so long ago."""
    b = session_harness(text=LONG, position=place_of(left), skipping=skipping)
    b.session.state = replace(b.state, away_s=away_s)
    b.do(Welcome("Welcome back."))
    return b


@pytest.mark.parametrize(
    ("away_s", "first"),
    [
        (2.0, "Nine"),
        (20.0, "Five"),
        (600.0, "Two"),
        (3_600.0, "Fever"),
        (2 * DAY_S, "Fever"),
        (-3_600.0, "Nine"),
        (60 * 365 * DAY_S, "Nine"),
        (None, "Nine"),
    ],
)
def test_a_document_begins_as_far_back_as_it_was_left_long_ago(
    away_s: float | None, first: str
) -> None:
    b = welcomed(away_s)
    assert b.says()[0] == "Welcome back."
    assert b.hear_next().startswith(first)
    assert b.state.kept_position == place_of("Nine")


def test_after_a_day_it_is_two_sentences_however_long_they_are() -> None:
    # At this pace half a minute is less than one of them.
    long = "word " * 50
    text = f"# Title\n\nFirst {long}. Second {long}. Third {long}. Fourth."
    guide = guide_of_text(text)
    for away_s, first in ((3_600.0, "Third"), (2 * DAY_S, "Second")):
        b = session_harness(text=text, position=place_of("Fourth", guide), rate_wpm=75)
        b.session.state = replace(b.state, away_s=away_s)
        b.do(Welcome("Welcome back."))
        assert b.hear_next().startswith(first)


def test_the_lead_in_does_not_leave_the_section() -> None:
    assert welcomed(2 * DAY_S, "They are").hear_next() == "Food"


def test_for_an_external_screen_reader_the_place_itself_is_shown() -> None:
    options = PlaybackOptions(external_screen_reader=True)
    b = session_harness(text=LONG, position=place_of("Nine"), options=options)
    b.session.state = replace(b.state, away_s=2 * DAY_S)
    b.do(Welcome("Welcome back."))
    assert b.sentence.startswith("Nine")


def test_another_document_opened_in_place_begins_as_far_back_too() -> None:
    b = session_harness(text=TEXT_OF_ANOTHER)
    b.do(OpenGuide(LONG_GUIDE, place_of("Nine"), None, 20.0), Welcome("Welcome back."))
    assert b.hear_next().startswith("Five")


TEXT_OF_ANOTHER = "# Another\n\nIt is short.\n"


def test_who_goes_elsewhere_first_hears_no_lead_in() -> None:
    b = session_harness(text=LONG, position=place_of("Nine"))
    b.session.state = replace(b.state, away_s=20.0)
    b.do(GoTo(place_of("Twelve"), play=True), Welcome("Welcome back."))
    assert b.hear_next().startswith("Twelve")


# A closed lid


def test_a_computer_that_slept_is_paused_when_it_wakes_and_says_how_to_go_on() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.hear_words(1)
    b.clock.now_s += 8 * 3_600.0
    b.hear_words(1)
    assert b.state.status is Status.PAUSED
    assert b.voice.paused
    told = "Paused: for a while nothing was heard. Press Space to go on."
    assert b.messages[-1] == told
    assert b.voice.announced[-1] == told
    b.do(PlayPause())
    assert b.hear_next() == "Fever"


def test_the_key_for_playing_after_a_sleep_goes_on_without_another_word() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.hear_words(1)
    announced = list(b.voice.announced)
    b.clock.now_s += 60.0
    b.do(PlayPause())
    assert b.state.status is Status.PLAYING
    assert b.voice.announced == announced
    assert b.hear_next().startswith("Six")


def test_another_key_after_a_sleep_does_what_it_does_in_a_pause() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.clock.now_s += 3_600.0
    b.do(Move(NavigationLevel.SECTION, 1))
    assert b.hear_all() == ["Food"]
    assert b.state.status is Status.STOPPED


def test_half_a_minute_of_a_long_word_is_no_sleep() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.clock.now_s += SILENT_WITHIN_S
    b.hear_words(1)
    assert b.state.status is Status.PLAYING


def test_a_voice_that_takes_long_to_load_is_no_sleep() -> None:
    b = begun_at_fever()
    b.clock.now_s += 600.0
    b.handle(Ready("espeak", "us", (("us", "U"),)))
    assert b.hear_next() == "Fever"
    b.clock.now_s += 40.0
    b.handle(Notice("The voice was started again."), Ready("espeak", "us", (("us", "U"),)))
    b.hear(SENTENCES[0])
    assert b.state.status is Status.PLAYING


def test_who_rests_is_told_nothing_of_a_sleep() -> None:
    b = begun_at_fever()
    b.hear(SENTENCES[8])
    b.do(Stop())
    b.clock.now_s += 8 * 3_600.0
    messages = list(b.messages)
    b.do(Play())
    assert b.messages == messages
    assert b.state.status is Status.PLAYING


def test_reading_without_a_listener_goes_on_after_a_sleep() -> None:
    b = session_harness(text=LONG, has_listener=False)
    b.do(Play())
    b.hear("Fever")
    b.clock.now_s += 8 * 3_600.0
    assert b.hear_next() == SENTENCES[0]
    assert b.state.status is Status.PLAYING


# However often


@dataclass
class Shelf:
    """What is kept between two runs of the program."""

    place: Position = LONG_GUIDE.start
    reached_at_s: float = 0.0
    places: list[Position] = field(default_factory=list)


class TimedStore(RecordingStore):
    """Keeps the place with the time on the wall."""

    def __init__(self, shelf: Shelf, wall: list[float]) -> None:
        super().__init__()
        self._shelf, self._wall = shelf, wall

    def save_position(self, position: Position) -> None:
        super().save_position(position)
        self._shelf.place, self._shelf.reached_at_s = position, self._wall[0]
        self._shelf.places.append(position)


class Returning(RuleBasedStateMachine):
    """Starts, listens, pauses, sleeps and quits, by no other key."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf, self.wall = Shelf(), [1_000_000.0]
        self.furthest = LONG_GUIDE.start

    @initialize()
    def start(self) -> None:
        self.b = session_harness(text=LONG, position=self.shelf.place)
        b = self.b
        store = TimedStore(self.shelf, self.wall)
        away_s = self.wall[0] - self.shelf.reached_at_s
        state = replace(b.state, away_s=away_s if self.shelf.places else None)
        session = ReadingSession(b.session.config, b.voice, state, store, b.clock)
        self.b = SessionHarness(session, b.voice, store, b.clock)
        self.kept_at_start = self.shelf.place
        self.b.do(Welcome("Welcome back."))
        assert self.b.state.position <= self.kept_at_start
        assert self.same_section(self.b.state.position, self.kept_at_start)

    def same_section(self, one: Position, other: Position) -> bool:
        return LONG_GUIDE.section_of(one) is LONG_GUIDE.section_of(other)

    @rule(seconds=st.sampled_from([0.5, 2.0, 20.0, 600.0, 4_000.0, 2 * DAY_S]))
    def quit_and_start(self, seconds: float) -> None:
        self.wall[0] += seconds
        self.start()

    @rule(seconds=st.sampled_from([-4 * DAY_S, -60.0, 40 * 365 * DAY_S]))
    def the_clock_is_set_and_it_starts(self, seconds: float) -> None:
        self.wall[0] += seconds
        self.start()

    @rule(words=st.integers(1, 120))
    def listen(self, words: int) -> None:
        for _ in range(words):
            event = self.b.voice.speak()
            if event is None:
                return
            self.b.handle(event)
            self.b.clock.now_s += 0.4
            self.wall[0] += 0.4

    @rule(command=st.sampled_from([Pause(), Play(), PlayPause(), Stop()]))
    def ask(self, command: Command) -> None:
        if self.b.state.status is Status.FINISHED and not isinstance(command, Pause | Stop):
            # That begins anew.
            return
        if self.b.state.is_telling_end and isinstance(command, PlayPause):
            return
        began = self.b.state.stretch
        was_at = self.b.state.position
        self.b.do(command)
        assert began is not None
        assert began.began <= self.b.state.position <= was_at or self.b.state.status is (
            Status.STOPPED
        )
        assert self.same_section(was_at, self.b.state.position)

    @rule(seconds=st.sampled_from([0.5, 20.0, 400.0, 8 * 3_600.0]))
    def time_passes_or_the_computer_sleeps(self, seconds: float) -> None:
        self.b.clock.now_s += seconds
        self.wall[0] += seconds

    @invariant()
    def the_kept_place_never_goes_back(self) -> None:
        assert self.shelf.place >= self.furthest
        self.furthest = self.shelf.place

    @invariant()
    def it_is_the_furthest_that_was_heard(self) -> None:
        if hasattr(self, "b"):
            assert self.b.state.position <= self.b.state.kept_position
            assert self.b.state.kept_position in (self.shelf.place, self.kept_at_start)


Returning.TestCase.settings = settings(max_examples=examples(80), stateful_step_count=40)
TestReturning = Returning.TestCase
