"""Where the listener left off, how far that was, and when, in the words that people use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.actions.place_words import AT_THE_END, chapter_words, how_far, place_words, when_words
from allvoice.guide.model import Guide, Position
from tests.guide.texts import guide_of
from tests.reading.harness import small_guide

WEST = timezone(timedelta(hours=-6))
NOW = datetime(2026, 11, 28, 20, 30, tzinfo=WEST)
"""A Saturday evening."""
EARLIER = datetime(2026, 11, 28, 2, 30, tzinfo=WEST)


def test_a_place_is_named_by_its_chapter_with_its_number() -> None:
    assert place_words(small_guide(), Position(1)) == "Chapter 1, Before you begin."
    assert chapter_words(small_guide(), Position(5)) == "chapter 1, Before you begin."


def test_a_section_within_a_chapter_is_named_after_it() -> None:
    assert place_words(small_guide(), Position(5)) == "Chapter 1, Before you begin. At night."


def test_a_document_without_chapters_has_only_sections() -> None:
    guide = guide_of("# Alone\n\nText.\n\n## Where is it?\n\nHere.")
    assert place_words(guide, Position(0)) == "Alone."
    assert place_words(guide, Position(3)) == "Where is it?"
    assert chapter_words(guide, Position(3)) == "Where is it?"


def chapters() -> Guide:
    body = "\n\n".join(["A sentence of some words."] * 16)
    return guide_of(f"# One\n\n{body}", f"# Two\n\n{body}", f"# Three\n\n{body}")


@pytest.mark.parametrize("chapter", [0, 1, 2])
@pytest.mark.parametrize(
    ("block", "words"),
    [
        (0, "Just begun."),
        (1, "Just begun."),
        (4, "A quarter of the way."),
        (9, "Half way."),
        (12, "Three quarters of the way."),
        (16, AT_THE_END),
    ],
)
def test_how_far_it_is_goes_by_the_chapter(chapter: int, block: int, words: str) -> None:
    assert how_far(chapters(), Position(chapter * 17 + block)) == words


def test_within_a_long_paragraph_each_sentence_counts() -> None:
    guide = guide_of("One two three. " * 8)
    assert how_far(guide, Position(0, 0)) == "Just begun."
    assert how_far(guide, Position(0, 4)) == "Half way."
    assert how_far(guide, Position(0, 7)) == AT_THE_END


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (NOW - timedelta(seconds=20), NOW, "a little while ago"),
        (NOW - timedelta(hours=3), NOW, "earlier today"),
        (EARLIER, NOW, "last night"),
        (EARLIER, EARLIER + timedelta(hours=2), "earlier tonight"),
        (EARLIER - timedelta(hours=4), EARLIER, "earlier tonight"),
        (NOW - timedelta(hours=22), NOW, "last night"),
        (NOW - timedelta(hours=24), NOW, "yesterday evening"),
        (NOW - timedelta(hours=18 + 12), NOW, "yesterday afternoon"),
        (NOW - timedelta(hours=36), NOW, "yesterday morning"),
        (EARLIER - timedelta(days=1), NOW, "the night before last"),
        (NOW - timedelta(days=2), NOW, "on Thursday"),
        (NOW - timedelta(days=6), NOW, "on Sunday"),
        (NOW - timedelta(days=7), NOW, "7 days ago"),
        (NOW - timedelta(days=13), NOW, "13 days ago"),
        (NOW - timedelta(days=14), NOW, "on November 14"),
        (NOW - timedelta(days=365), NOW, "on November 28, 2025"),
    ],
)
def test_when_it_was_is_told_as_people_do(then: datetime, now: datetime, words: str) -> None:
    assert when_words(then, now) == words


def test_the_time_is_that_where_the_listener_is() -> None:
    # Half past one in Greenwich is the evening before in the west.
    assert when_words(datetime(2026, 11, 28, 1, 30, tzinfo=UTC), NOW) == "yesterday evening"


@pytest.mark.parametrize(
    "then",
    [None, NOW + timedelta(seconds=1), NOW + timedelta(days=400), datetime(1970, 1, 1, tzinfo=UTC)],
)
def test_a_time_that_cannot_be_is_left_out(then: datetime | None) -> None:
    assert when_words(then, NOW) == ""


@given(st.timedeltas(timedelta(days=-800), timedelta(days=800)), st.integers(-14, 14))
def test_any_two_moments_give_a_few_words_or_none(ago: timedelta, hours: int) -> None:
    now = datetime(2026, 11, 28, 12, tzinfo=timezone(timedelta(hours=hours)))
    words = when_words(now - ago, now)
    assert bool(words) is (ago >= timedelta())
    assert len(words.split()) <= 4
