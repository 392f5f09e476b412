"""Another guide takes the place of the one being read: no place, and no word, of both is mixed."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import (
    GoInHistory,
    GoTo,
    OpenGuide,
    Pause,
    Play,
    PlayPause,
    RenewGuide,
    Visit,
)
from allvoice.reading.state import PlaybackOptions, Status
from tests.reading.harness import SessionHarness, guide_of_text, session_harness

TEXT = "# Water\n\nDrink often. Write it down. Rest.\n\n# Food\n\nSmall meals help.\n"
EDITED = "# Water\n\nA new line.\n\nDrink often. Write it down. Rest.\n\n# Food\n\nEat slowly.\n"
OTHER = "# Bath\n\nUse warm water. Dry well.\n"
TOLD = "This document changed."
DRINK, WRITE = Position(1), Position(1, 1)
DRINK_NOW, WRITE_NOW = Position(2), Position(2, 1)


def made(position: Position | None = None, **options: object) -> SessionHarness:
    playback = PlaybackOptions(**options)  # type: ignore[arg-type]
    return session_harness(text=TEXT, position=position, options=playback)


def renewed(position: Position, *, has_sentence: bool = True, same: bool = True) -> RenewGuide:
    return RenewGuide(guide_of_text(EDITED), position, TOLD, has_sentence, same)


def test_another_document_is_silent_at_its_place_until_something_is_asked_for() -> None:
    harness = made()
    harness.do(Play())
    harness.hear("Drink often.")
    harness.do(OpenGuide(guide_of_text(OTHER), Position(1, 1)))
    assert harness.sentence == "Dry well."
    assert harness.state.status is Status.STOPPED
    assert harness.says() == []
    harness.do(Play())
    assert harness.hear_all() == ["Dry well."]


def test_for_another_document_nothing_is_saved_before_it_is_moved_in() -> None:
    harness = made()
    before = list(harness.store.positions)
    harness.do(OpenGuide(guide_of_text(OTHER), Position(1)))
    assert harness.store.positions == before


def test_another_document_has_its_own_pace_and_keeps_the_loudness() -> None:
    harness = made()
    volume = harness.state.volume
    harness.do(OpenGuide(guide_of_text(OTHER), Position(1), 230))
    assert harness.state.rate_wpm == harness.voice.rate_wpm == 230
    assert harness.state.volume == volume


def test_no_jump_and_no_visit_leads_back_into_the_document_before() -> None:
    harness = made()
    harness.do(GoTo(Position(3)), Visit(Position(0), 1, "", "", urgent=True))
    harness.do(OpenGuide(guide_of_text(OTHER), Position(1)))
    assert harness.state.visit is None
    harness.do(GoInHistory(-1))
    assert harness.messages[-1] == "No place before."
    assert harness.sentence == "Use warm water."


def test_whoever_holds_a_guide_takes_the_new_one_before_anything_is_told_of_it() -> None:
    harness = made()
    order: list[str] = []
    harness.session.guide_observers.append(lambda: order.append(harness.guide.title))
    harness.session.observers.append(harness)
    harness.messages.clear()
    taken_at: list[int] = []
    harness.session.guide_observers.append(lambda: taken_at.append(len(harness.messages)))
    harness.do(renewed(DRINK_NOW))
    assert order == ["Water"]
    assert taken_at == [0]
    assert TOLD in harness.messages


def test_a_sentence_heard_whole_is_not_read_again_in_the_edited_text() -> None:
    harness = made()
    harness.do(Play())
    harness.hear("Drink often.")
    harness.do(renewed(DRINK_NOW))
    assert harness.state.status is Status.PLAYING
    assert harness.says()[0] == TOLD
    assert harness.hear_all() == ["Write it down.", "Rest.", "Food", "Eat slowly."]


def test_where_the_sentence_is_gone_what_stands_there_is_read() -> None:
    harness = made()
    harness.do(Play())
    harness.hear("Drink often.")
    harness.do(renewed(Position(1), has_sentence=False, same=False))
    assert harness.hear_all()[:2] == ["A new line.", "Drink often."]


def test_who_is_paused_stays_paused_at_the_word_and_goes_on_there() -> None:
    harness = made(DRINK)
    harness.do(Play())
    harness.hear_words(2)
    harness.do(Pause())
    at = harness.state.word_range
    harness.do(renewed(DRINK_NOW))
    assert harness.state.status is Status.PAUSED
    assert harness.voice.paused
    assert (harness.state.position, harness.state.word_range) == (DRINK_NOW, at)
    assert harness.voice.announced[-1] == TOLD
    harness.do(PlayPause())
    assert harness.hear_all()[:2] == ["Drink often.", "Write it down."]


def test_in_a_sentence_that_was_edited_it_begins_anew() -> None:
    harness = made(DRINK)
    harness.do(Play())
    harness.hear_words(2)
    harness.do(Pause(), renewed(WRITE_NOW, same=False))
    assert (harness.state.word, harness.state.word_range) == (0, None)


@pytest.mark.parametrize("one_sentence", [False, True])
def test_what_was_written_behind_the_end_is_read_next(one_sentence: bool) -> None:
    longer = guide_of_text(f"{TEXT}\nOne more line.\n")
    harness = made(Position(3), one_sentence=one_sentence)
    harness.do(Play())
    harness.hear_all()
    if one_sentence:
        # That nothing follows is known once it is asked for.
        harness.do(Play())
    assert harness.state.status is Status.FINISHED
    harness.do(RenewGuide(longer, Position(3), TOLD, True, True))
    harness.do(Play())
    assert harness.hear_all()[-1] == "One more line."


def test_at_rest_it_is_told_and_nothing_is_read() -> None:
    harness = made(DRINK)
    harness.do(renewed(DRINK_NOW))
    assert harness.state.status is Status.STOPPED
    assert harness.says() == []
    assert harness.messages == [TOLD]


def test_for_a_screen_reader_it_is_shown() -> None:
    harness = made(DRINK, external_screen_reader=True)
    harness.do(renewed(DRINK_NOW))
    assert harness.messages == [TOLD]
    assert harness.voice.announced == []
