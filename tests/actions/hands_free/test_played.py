"""What was being played when the program ended goes on at the next start, or is told to wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from allvoice.actions.documents.opening import MOST_CHARS, Kept, Opening, opening_at
from allvoice.actions.hands_free.played import PlayedLast, going_on
from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position
from allvoice.paths import bundled_guide
from allvoice.reading.commands import GoTo, Stop, Welcome
from allvoice.reading.playlist import Kind
from allvoice.shelf.locator import locate
from allvoice.shelf.store.queue import Extent, new_entry
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import Front
from tests.reading.harness import session_harness

Make = Callable[..., Front]
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
GUIDE = """# Fever

Call at once. Write it down.

# Food

Eat little. Ward off thirst.

## Questions to ask

- What can we eat?

# Sleep

Sleep well.

# Bath

Wash.
"""
EAT, THIRST, WASH = Position(3, 0), Position(3, 1), Position(9)


def queued(shelf: Shelf, guide: Guide, *titles: str) -> None:
    """Put sections into the queue by their titles."""
    entries = []
    for title in titles:
        section = next(each for each in guide.sections if each.title == title)
        locator = locate(guide, Position(section.first_block))
        entries.append(new_entry(title, Extent.SECTION, locator))
    shelf.queue.put(guide.id, entries)


def close(made: Front) -> Position:
    """Let the program end; return the place that it kept."""
    for key in made.reading.store.let_go_of:
        made.shelf.queue.let_go(made.reading.guide.id, key)
    return made.reading.state.kept_position


def opened(shelf: Shelf, guide: Guide, position: Position, press: str = "Press 1") -> Opening:
    """Start again at a place, as the program does."""
    played = PlayedLast(shelf.remembered).of(guide.id)
    entries, marks = shelf.queue.of(guide.id), shelf.bookmarks.of(guide.id)
    return opening_at(
        guide,
        Kept(locate(guide, position)),
        "",
        NOW,
        go_on=lambda at: going_on(guide, at, played, entries, lambda: marks, press),
    )


def heard_after(opening: Opening, guide: Guide) -> list[str]:
    made = session_harness(guide=guide, position=opening.position)
    session = made.session
    turn = 0 if opening.playlist is None else opening.playlist.turn
    session.state = replace(session.state, playlist=opening.playlist, next_turn=turn)
    made.do(Welcome(opening.welcome))
    return made.hear_all()


def playing_the_queue(front: Make, *titles: str) -> Front:
    made = front(GUIDE)
    made.reading.do(Stop())
    queued(made.shelf, made.reading.guide, *titles)
    made.do("what_to_play", "queue")
    return made


def test_a_queue_that_was_being_played_goes_on_where_it_was_left(front: Make) -> None:
    made = playing_the_queue(front, "Bath", "Food", "Sleep")
    made.reading.hear("Wash.")
    made.reading.hear("Eat little.")
    begun = opened(made.shelf, made.reading.guide, close(made))
    assert begun.welcome == "Welcome back. Chapter 2, Food. Just begun. Your queue goes on, 1 of 2."
    assert begun.position == EAT
    heard = heard_after(begun, made.reading.guide)
    assert heard == ["Eat little.", "Ward off thirst.", "Sleep", "Sleep well."]


def test_between_two_passages_it_goes_on_with_the_next(front: Make) -> None:
    made = playing_the_queue(front, "Bath", "Sleep")
    made.reading.hear("Wash.")
    assert made.reading.state.position == WASH
    begun = opened(made.shelf, made.reading.guide, close(made))
    assert "Your queue goes on, 1 of 1." in begun.welcome
    assert heard_after(begun, made.reading.guide) == ["Sleep", "Sleep well."]


def test_a_queue_that_was_only_waiting_is_told_with_how_it_is_played(front: Make) -> None:
    made = front(GUIDE)
    queued(made.shelf, made.reading.guide, "Sleep")
    begun = opened(made.shelf, made.reading.guide, THIRST)
    assert begun.welcome == (
        "Welcome back. Chapter 2, Food. A quarter of the way. Your queue waits: press 1."
    )
    assert begun.playlist is None


def test_a_queue_that_was_left_only_waits(front: Make) -> None:
    made = playing_the_queue(front, "Food", "Sleep")
    made.reading.do(GoTo(WASH, play=True))
    begun = opened(made.shelf, made.reading.guide, close(made))
    assert begun.playlist is None
    assert "Your queue waits: press 1." in begun.welcome


def test_a_queue_does_not_go_on_where_another_window_has_read_on(front: Make) -> None:
    made = playing_the_queue(front, "Food", "Sleep")
    made.reading.hear("Eat little.")
    begun = opened(made.shelf, made.reading.guide, WASH)
    assert (begun.position, begun.playlist) == (WASH, None)
    assert "Your queue waits: press 1." in begun.welcome


def test_a_queue_that_was_heard_to_its_end_is_neither_gone_on_with_nor_told(front: Make) -> None:
    made = playing_the_queue(front, "Food")
    made.reading.hear_all()
    begun = opened(made.shelf, made.reading.guide, close(made))
    assert begun.playlist is None
    assert "queue" not in begun.welcome


def test_marks_and_questions_that_were_being_played_go_on(front: Make) -> None:
    made = front(GUIDE)
    made.reading.do(GoTo(Position(1), play=False))
    made.reading.clock.now_s += 10.0
    made.do("bookmark")
    made.reading.do(GoTo(EAT, play=False))
    made.reading.clock.now_s += 10.0
    made.do("bookmark")
    made.do("what_to_play", "marks")
    made.reading.hear("Write it down.")
    made.reading.hear("Eat little.")
    begun = opened(made.shelf, made.reading.guide, close(made))
    assert "Your marks go on, 2 of 2." in begun.welcome
    assert heard_after(begun, made.reading.guide) == ["Eat little.", "Ward off thirst."]
    made.do("what_to_play", "questions")
    begun = opened(made.shelf, made.reading.guide, close(made))
    assert "The questions go on, part 1 of 1." in begun.welcome
    assert begun.playlist is not None
    assert begun.playlist.kind is Kind.QUESTIONS


def test_what_cannot_be_pressed_is_not_told(front: Make) -> None:
    made = front(GUIDE)
    queued(made.shelf, made.reading.guide, "Sleep")
    assert "queue" not in opened(made.shelf, made.reading.guide, THIRST, "").welcome


def test_the_welcome_with_it_is_short_in_every_section_of_the_guide(shelf: Shelf) -> None:
    guide = load_guide(bundled_guide())
    queued(shelf, guide, guide.sections[-1].title)
    for section in guide.sections[1:]:
        begun = opened(shelf, guide, Position(section.first_block))
        assert "Your queue waits: press 1." in begun.welcome
        assert len(begun.welcome) <= MOST_CHARS
