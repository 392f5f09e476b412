"""What of the reading others can see."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.limits import RATE_NORMAL_WPM
from allvoice.reading.commands import Move, Pause, Play, SetRate, Stop
from allvoice.reading.state import NavigationLevel
from allvoice.reading.timeline import Timeline
from allvoice.remote.model import NAME, Playback, Shown
from allvoice.remote.shown import Showing, is_jump
from tests.reading.harness import SessionHarness, session_harness


def seen(reading: SessionHarness, *, with_titles: bool = False) -> Shown:
    return Showing(reading.guide).shown(reading.state, with_titles=with_titles, jumps=0)


def test_it_plays_or_is_paused_at_its_place_and_has_stopped_only_at_the_end() -> None:
    reading = session_harness()
    found = []
    for command in (Play(), Pause(), Play(), Stop(), Play()):
        reading.do(command)
        found.append(seen(reading).playback)
    reading.hear_all()
    playing, paused = Playback.PLAYING, Playback.PAUSED
    assert found == [playing, paused, playing, paused, playing]
    assert seen(reading).playback is Playback.STOPPED


def test_one_sentence_at_a_time_waits_as_if_paused() -> None:
    reading = session_harness()
    reading.set_options(one_sentence=True)
    reading.do(Play())
    reading.hear_all()
    assert seen(reading).playback is Playback.PAUSED


def test_of_what_is_read_nobody_sees_more_than_the_programs_name() -> None:
    reading = session_harness()
    reading.do(Play())
    now = seen(reading)
    assert (now.title, now.document, now.chapter, now.chapter_number) == (NAME, "", "", 0)
    reading.do(Move(NavigationLevel.SECTION, 1))
    assert seen(reading) == now


def test_where_the_listener_wants_it_the_titles_are_seen() -> None:
    reading = session_harness()
    reading.do(Move(NavigationLevel.SECTION, 1))
    now = seen(reading, with_titles=True)
    assert (now.title, now.track, now.chapter_number) == ("At night", 1, 1)
    assert now.chapter == "Before you begin"
    assert now.document == reading.guide.title


def test_a_document_of_one_chapter_has_no_chapters_to_name() -> None:
    reading = session_harness(text="# Notes\n\nDrink water.\n")
    now = seen(reading, with_titles=True)
    assert (now.title, now.chapter, now.chapter_number) == ("Notes", "", 0)


def test_the_place_moves_with_the_words_and_the_length_stays_at_every_pace() -> None:
    reading = session_harness()
    reading.do(Play())
    before = seen(reading)
    times = []
    for _ in range(12):
        reading.hear_words(1)
        times.append(seen(reading).place.time_s)
    assert times == sorted(times)
    assert len(set(times)) > 6
    reading.do(SetRate(300))
    faster = seen(reading)
    assert faster.length_s == before.length_s
    assert faster.rate == 2.0


def test_the_place_of_the_last_sentence_ends_with_the_document() -> None:
    reading = session_harness()
    reading.do(Play())
    reading.hear_all()
    now = seen(reading)
    last = Timeline(reading.guide).time_s(reading.guide.end, RATE_NORMAL_WPM)
    assert last <= now.place.time_s <= now.length_s


def test_a_move_is_a_jump_and_reading_on_is_none() -> None:
    reading = session_harness()
    reading.do(Play())
    reading.hear_words(20)
    pairs = list(zip(reading.states, reading.states[1:], strict=False))
    assert not any(is_jump(old, new) for old, new in pairs[1:])
    old = reading.state
    reading.do(Move(NavigationLevel.SENTENCE, 1))
    assert is_jump(old, reading.state)


@pytest.mark.parametrize("position", [Position(99), Position(0, 99)])
def test_a_place_that_is_gone_is_shown_as_the_nearest(position: Position) -> None:
    reading = session_harness()
    reading.session.state = type(reading.state)(position)
    assert seen(reading).place.position == reading.guide.clamp(position)
