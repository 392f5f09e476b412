"""A place in words: its chapter and section, how far that is, and when it was reached. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from allvoice.actions.words import date_words
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position, Section

_WAY = (
    (1 / 8, "Just begun."),
    (3 / 8, "A quarter of the way."),
    (5 / 8, "Half way."),
    (7 / 8, "Three quarters of the way."),
)
"""Up to which part of a whole which words are right."""
AT_THE_END = "Nearly at the end."
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EARLIEST_YEAR = 2020
"""A clock that shows less has lost its time."""
_A_WEEK, _TWO_WEEKS = 7, 14
NIGHT_BEGINS, NIGHT_ENDS = 21, 5
"""Hours of what people call one night, whatever the date."""


def place_words(guide: Guide, position: Position) -> str:
    """Return the chapter with its number, and the section where that is another."""
    section = guide.section_of(position)
    chapter = _chapter(guide, position)
    if chapter is None:
        return ended(section.title)
    said = f"Chapter {_number(guide, chapter)}, {ended(chapter.title)}"
    return said if section is chapter else f"{said} {ended(section.title)}"


def chapter_words(guide: Guide, position: Position) -> str:
    """Return the chapter, to end a sentence with; of a guide without chapters the section."""
    chapter = _chapter(guide, position)
    if chapter is None:
        return ended(guide.section_of(position).title)
    return f"chapter {_number(guide, chapter)}, {ended(chapter.title)}"


def chapter_number(guide: Guide, position: Position) -> str:
    """Return the chapter by its number alone, behind a comma; empty in a guide without any."""
    chapter = _chapter(guide, position)
    return "" if chapter is None else f", chapter {_number(guide, chapter)}"


def _chapter(guide: Guide, position: Position) -> Section | None:
    chapter = guide.sections[guide.section_of(position).chapter]
    return chapter if chapter in guide.chapters else None


def _number(guide: Guide, chapter: Section) -> int:
    return guide.chapters.index(chapter) + 1


def how_far(guide: Guide, position: Position) -> str:
    """Return how far a place is into its chapter; in a guide without chapters, into that."""
    first, last = 0, len(guide.blocks) - 1
    chapter = _chapter(guide, position)
    if chapter is not None:
        first = chapter.first_block
        later = guide.chapters[_number(guide, chapter) :]
        last = later[0].first_block - 1 if later else last
    whole = guide.source_chars(first, last)
    before = guide.source_chars(first, position.block - 1) if position.block > first else 0
    block = guide.blocks[position.block]
    own = guide.source_chars(position.block, position.block)
    part = (before + own * position.sentence / len(block.sentences)) / whole
    return next((words for until, words in _WAY if part < until), AT_THE_END)


def when_words(reached_at: datetime | None, now: datetime) -> str:
    """Return when something was, as people say it at a later time.

    Empty where nobody knows, or where the clock must have been set back or lost its time.

    Args:
        reached_at: when it was.
        now: the present time, in the listener's time zone.
    """
    if reached_at is None:
        return ""
    then = reached_at.astimezone(now.tzinfo)
    if then > now or then.year < _EARLIEST_YEAR:
        return ""
    if now - then < timedelta(hours=1):
        return "a little while ago"
    days = (now.date() - then.date()).days
    if now.hour < NIGHT_ENDS and now - then < timedelta(hours=NIGHT_ENDS + 24 - NIGHT_BEGINS):
        return "earlier tonight"
    if days == 0:
        return "last night" if then.hour < NIGHT_ENDS else "earlier today"
    if days == 1:
        return _yesterday(then.hour)
    if days < _A_WEEK:
        return f"on {_DAYS[then.weekday()]}"
    if days < _TWO_WEEKS:
        return f"{days} days ago"
    named = date_words(then.date().isoformat())
    return f"on {named.rsplit(',', 1)[0] if then.year == now.year else named}"


def day_words(then: date, today: date) -> str:
    """Return the day on which something was, as a heading: "Today", "Monday, November 23".

    Args:
        then: the day; later than today where the clock was set back since.
        today: in the same time zone.
    """
    days = (today - then).days
    if days in (0, 1):
        return "Yesterday" if days else "Today"
    named = f"{_DAYS[then.weekday()]}, {date_words(then.isoformat())}"
    return named.rsplit(",", 1)[0] if then.year == today.year else named


def day_within(then: date, today: date) -> str:
    """Return the same within a sentence: "today", "on Monday, November 23"."""
    named = day_words(then, today)
    return named.lower() if then in (today, today - timedelta(days=1)) else f"on {named}"


def clock_words(then: datetime) -> str:
    """Return the time of day, with all its figures: "08:05"."""
    return f"{then:%H:%M}"


def local_time(written_at: str) -> datetime | None:
    """Return a moment as it was noted, in the listener's time zone; None where it is none."""
    try:
        return datetime.fromisoformat(written_at).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _yesterday(hour: int) -> str:
    if hour < NIGHT_ENDS:
        return "the night before last"
    if hour >= NIGHT_BEGINS:
        return "last night"
    return f"yesterday {'morning' if hour < 12 else 'afternoon' if hour < 17 else 'evening'}"
