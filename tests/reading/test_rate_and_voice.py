"""Pace, volume and voice change at once, within their limits, and are kept."""

from __future__ import annotations

from allvoice.guide.model import Position
from allvoice.limits import (
    PAUSE_FACTORS,
    RATE_MAX_WPM,
    RATE_MIN_WPM,
    RATE_NORMAL_WPM,
    VOLUME_MAX,
    VOLUME_MIN,
)
from allvoice.reading.commands import (
    ChangeRate,
    ChangeVoice,
    ChangeVolume,
    ChooseVoice,
    GoTo,
    Pause,
    Play,
    SetRate,
)
from allvoice.reading.state import Status
from allvoice.speech.protocol import Ready, Say, SetEngine
from tests.reading.harness import session_harness


def test_the_pace_changes_while_reading_without_a_word_said_about_it() -> None:
    b = session_harness()
    b.do(Play())
    b.do(ChangeRate(1))
    assert b.voice.rate_wpm == 160
    assert b.voice.announced == []
    assert b.messages == ["160 words a minute."]
    assert b.store.rates_wpm == [160]


def test_the_pace_is_said_while_nothing_is_read() -> None:
    b = session_harness()
    b.do(ChangeRate(-1))
    assert b.voice.announced == ["140 words a minute."]


def test_the_pace_stays_in_its_range_and_the_limit_is_said() -> None:
    b = session_harness()
    b.do(Play())
    for _ in range(60):
        b.do(ChangeRate(1))
    assert b.voice.rate_wpm == RATE_MAX_WPM
    assert "fastest" in b.voice.announced[-1]
    for _ in range(60):
        b.do(ChangeRate(-1))
    assert b.voice.rate_wpm == RATE_MIN_WPM
    assert "slowest" in b.voice.announced[-1]
    b.do(SetRate(RATE_NORMAL_WPM))
    assert b.state.rate_wpm == 150


SLOWEST = "The slowest clear pace of this voice is 60 words a minute."


def slow_voice(slowest_wpm: int = 60) -> Ready:
    return Ready("natural", "heart", (("heart", "Heart"),), slowest_wpm)


def test_no_slower_than_the_voice_is_clear_and_that_is_said_with_the_pace() -> None:
    b = session_harness()
    b.handle(slow_voice())
    b.do(Play(), SetRate(70), ChangeRate(-1))
    assert b.voice.announced == []
    for _ in range(2):
        b.do(ChangeRate(-1))
        assert (b.state.rate_wpm, b.voice.rate_wpm, b.store.rates_wpm[-1]) == (60, 60, 60)
        assert b.messages[-1] == b.voice.announced[-1] == SLOWEST
    b.do(ChangeRate(1))
    assert b.state.rate_wpm == 70


def test_a_pace_chosen_before_that_this_voice_cannot_keep_is_told_once_and_shown_as_heard() -> None:
    b = session_harness()
    b.do(Play(), SetRate(40))
    b.handle(slow_voice())
    assert (b.state.rate_wpm, b.voice.rate_wpm, b.store.rates_wpm[-1]) == (60, 60, 60)
    assert b.messages[-1] == SLOWEST
    # At the end of the sentence, which it does not cut.
    assert SLOWEST not in b.voice.announced
    b.hear("Before you begin")
    assert b.voice.announced == [SLOWEST]
    b.handle(slow_voice())
    b.hear("Call the care team first.")
    assert b.voice.announced == [SLOWEST]


def test_another_engine_has_a_slowest_pace_of_its_own() -> None:
    b = session_harness()
    b.handle(slow_voice(60))
    b.do(SetRate(60))
    b.handle(slow_voice(80))
    assert b.state.rate_wpm == 80
    b.handle(slow_voice(50))
    b.do(SetRate(50))
    assert b.state.rate_wpm == 50


def test_where_nobody_can_press_a_key_the_slowest_pace_is_not_in_the_sound() -> None:
    b = session_harness(has_listener=False)
    b.do(Play(), SetRate(40))
    b.handle(slow_voice())
    assert b.messages[-1] == SLOWEST
    b.hear_all()
    assert b.voice.announced == []


def test_ones_own_pace_is_named_so_and_the_number_told() -> None:
    b = session_harness()
    b.do(SetRate(110, is_own=True))
    assert b.messages == b.voice.announced == ["Normal pace, 110 words a minute."]


def test_longer_pauses_are_had_at_once_and_nothing_is_said_anew() -> None:
    b = session_harness()
    b.do(Play())
    before = list(b.voice.queue)
    b.set_options(pause_length="longest")
    assert b.voice.pause_factor == PAUSE_FACTORS["longest"] > PAUSE_FACTORS["longer"] > 1.0
    assert b.voice.queue == before
    b.set_options(pause_length="shorter")
    assert b.voice.pause_factor < 1.0


def test_the_volume_goes_above_the_usual_and_has_two_ends() -> None:
    b = session_harness()
    b.do(ChangeVolume(1))
    assert b.voice.volume == 110
    assert b.voice.announced[-1] == "Volume 110."
    for _ in range(5):
        b.do(ChangeVolume(1))
    assert b.voice.volume == VOLUME_MAX == 150
    assert b.voice.announced[-1] == "Volume 150. This is the loudest."
    for _ in range(15):
        b.do(ChangeVolume(-1))
    # Never so quiet that what the keys do is not heard either.
    assert b.voice.volume == VOLUME_MIN == 10
    assert b.voice.announced[-1] == "Volume 10. This is the quietest."


def test_another_voice_goes_on_from_the_word_being_heard() -> None:
    b = session_harness(position=Position(1, 0))
    b.handle(Ready("espeak", "us", (("us", "American"), ("gb", "British"))))
    b.do(Play())
    b.hear_words(3)
    b.do(ChangeVoice())
    assert b.voice.voice_id == "gb"
    first = b.voice.queue[0]
    assert isinstance(first, Say)
    assert first.from_word == 2
    assert first.words[2] == "care"
    assert b.hear_all()[:2] == ["Call the care team first.", "Then write down the time."]
    b.do(ChangeVoice())
    assert b.voice.voice_id == "us"


def test_a_voice_chosen_before_the_engine_was_ready_is_the_one_named_and_gone_on_from() -> None:
    b = session_harness(voice_id="gb")
    voices = (("us", "American"), ("gb", "British"), ("sc", "Scottish"))
    # The engine was loaded before it was told which voice to take.
    b.handle(Ready("espeak", "us", voices))
    assert b.state.voice_id == "gb"
    b.do(ChangeVoice())
    assert b.voice.voice_id == "sc"
    b.do(ChangeVoice(-1))
    assert b.voice.voice_id == "gb"
    b.handle(Ready("natural", "heart", (("heart", "Heart"),)))
    assert b.state.voice_id == "heart"


def test_one_voice_or_none_yet_is_said() -> None:
    b = session_harness()
    b.do(ChangeVoice())
    b.handle(Ready("natural", "heart", (("heart", "Heart"),)))
    assert len(b.voice.announced) == 2
    assert b.voice.announced[1] == "Heart is the only natural voice. Press O for others."


def test_a_voice_of_the_engine_that_speaks_is_gone_on_with_at_once() -> None:
    b = session_harness(position=Position(1, 0))
    b.handle(Ready("espeak", "us", (("us", "American"), ("gb", "British"))))
    b.do(Play())
    b.do(ChooseVoice("espeak", "gb"))
    assert (b.voice.voice_id, b.voice.engines) == ("gb", [])
    assert b.store.voices == [("espeak", "gb")]


def test_a_voice_of_another_engine_is_wanted_until_that_speaks() -> None:
    b = session_harness(position=Position(1, 0))
    b.handle(Ready("natural", "heart", (("heart", "Heart"),)))
    b.do(Play())
    queued = list(b.voice.queue)
    b.do(ChooseVoice("espeak", "gb"))
    assert b.voice.engines == [SetEngine("espeak", "gb")]
    # What is being heard goes on.
    assert b.voice.queue == queued
    assert (b.state.engine, b.state.wanted_engine) == ("natural", "espeak")
    assert b.store.voices == [("espeak", "gb")]
    b.handle(Ready("espeak", "gb", (("us", "American"), ("gb", "British"))))
    assert (b.state.engine, b.state.wanted_engine, b.state.voice_id) == ("espeak", "", "gb")


def test_who_goes_back_to_what_speaks_before_another_engine_does_has_chosen_that() -> None:
    b = session_harness()
    b.handle(Ready("natural", "heart", (("heart", "Heart"),)))
    b.do(ChooseVoice("espeak"), ChooseVoice("natural", "heart"))
    assert b.voice.engines == [SetEngine("espeak"), SetEngine("natural", "heart")]
    assert (b.state.wanted_engine, b.state.voice_id) == ("", "heart")


def test_a_pace_that_stays_as_it_is_saves_no_place() -> None:
    b = session_harness()
    for _ in range(40):
        b.do(ChangeRate(1))
    b.do(ChangeRate(1))
    assert b.store.positions == []


def test_another_voice_while_held_stays_held_at_the_word() -> None:
    made = session_harness()
    made.handle(Ready("espeak", "us", (("us", "U"), ("gb", "B"))))
    made.do(GoTo(Position(1), play=True))
    made.hear_words(3)
    made.do(Pause())
    word = made.state.word
    made.do(ChangeVoice())
    assert made.state.status is Status.PAUSED
    assert made.voice.paused
    held = made.voice.queue[0]
    assert isinstance(held, Say)
    assert held.from_word == word > 0
    assert made.voice.announced[-1] == "Voice: B."


def test_volume_and_voice_are_kept_for_the_next_time() -> None:
    made = session_harness()
    made.handle(Ready("espeak", "us", (("us", "U"), ("gb", "B"))))
    made.do(ChangeVolume(-1))
    made.do(ChangeVoice())
    assert made.store.volumes == [90]
    assert made.store.voices == [("espeak", "gb")]
