"""What listeners may keep, as examples."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from allvoice.limits import RATE_MAX_WPM, RATE_MIN_WPM
from allvoice.shelf.locator import Locator
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.cards import Card
from allvoice.shelf.store.entries import Entry, EntryKind
from allvoice.shelf.store.kept import Kept, KeptDocument, KeptHeard, KeptListened, KeptPlace
from tests.examples import ANY_TEXT

_COUNTS = st.integers(0, 2**31)
_TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 30)).map(
    lambda at: at.replace(tzinfo=UTC).isoformat(timespec="microseconds")
)
_IDS = st.uuids().map(lambda each: each.hex)
LOCATORS = st.builds(
    Locator,
    guide_id=ANY_TEXT,
    section_id=ANY_TEXT,
    block_hash=ANY_TEXT,
    block_index=_COUNTS,
    sentence_index=_COUNTS,
    quote_before=ANY_TEXT,
    quote=ANY_TEXT,
    quote_after=ANY_TEXT,
    progression=st.floats(0, 1),
)


@st.composite
def _bookmarks(draw: st.DrawFn) -> Bookmark:
    locator = draw(LOCATORS)
    return Bookmark(
        draw(_IDS),
        locator.guide_id,
        draw(ANY_TEXT),
        draw(ANY_TEXT),
        draw(_TIMES),
        locator,
        draw(st.booleans()),
        draw(ANY_TEXT),
    )


KEPT = st.builds(
    Kept,
    documents=st.lists(
        st.builds(
            KeptDocument,
            guide_id=ANY_TEXT.filter(bool),
            title=ANY_TEXT,
            path=ANY_TEXT,
            content_hash=ANY_TEXT,
            word_count=_COUNTS,
            is_listed=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    places=st.lists(
        st.builds(
            KeptPlace,
            locator=LOCATORS,
            updated_at=_TIMES,
            rate_wpm=st.none() | st.integers(RATE_MIN_WPM, RATE_MAX_WPM),
        ),
        max_size=3,
    ).map(tuple),
    bookmarks=st.lists(_bookmarks(), max_size=3).map(tuple),
    entries=st.lists(
        st.builds(
            Entry,
            id=_IDS,
            kind=st.sampled_from(EntryKind),
            text=ANY_TEXT,
            created_at=_TIMES,
            locator=st.none() | LOCATORS,
            guide_title=ANY_TEXT,
            answer=ANY_TEXT,
            is_done=st.booleans(),
            answered_at=st.just("") | _TIMES,
            serial=st.integers(0, 5),
        ),
        max_size=3,
    ).map(tuple),
    cards=st.lists(
        st.builds(
            Card,
            id=_IDS,
            treatment=ANY_TEXT,
            created_at=_TIMES,
            goal=ANY_TEXT,
            fit=ANY_TEXT,
            burden=ANY_TEXT,
            fallback=ANY_TEXT,
        ),
        max_size=3,
    ).map(tuple),
    heard=st.lists(
        st.builds(
            KeptHeard,
            guide_id=ANY_TEXT.filter(bool),
            section_id=ANY_TEXT.filter(bool),
            heard_at=st.just("") | _TIMES,
        ),
        max_size=3,
    ).map(tuple),
    listened=st.lists(
        st.builds(
            KeptListened,
            guide_id=ANY_TEXT.filter(bool),
            day=st.dates().map(lambda day: day.isoformat()),
            seconds=st.integers(1, 86_400),
        ),
        max_size=3,
    ).map(tuple),
)
"""What a shelf may hold, or a copy of one."""
