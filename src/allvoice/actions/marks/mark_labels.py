"""What marks are called, and what is told of the notes on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.actions.words import own_words_said, own_words_shown
from allvoice.reading import progress
from allvoice.shelf.locator import How, find, find_section
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.guide.model import Guide
    from allvoice.shelf.locator import Found
    from allvoice.shelf.store.bookmarks import Bookmark

SENTENCE_GONE = "Its sentence is gone."
SECTION_GONE = "Its section is gone."


def find_mark(guide: Guide, bookmark: Bookmark) -> Found:
    """Return where what was marked is in a guide that may have been edited since."""
    look = find_section if bookmark.is_section else find
    return look(guide, bookmark.locator)


def is_there(found: Found) -> bool:
    """Return whether what was marked is still in the guide."""
    return found.how in (How.EXACT, How.QUOTE)


def label_now(guide: Guide, bookmark: Bookmark, found: Found, *, with_section: bool = False) -> str:
    """Return what a bookmark is called by the guide as it is; where its sentence is gone, as then.

    Args:
        guide: the guide.
        bookmark: the bookmark.
        found: where it is now.
        with_section: the same words are marked more than once.
    """
    if not is_there(found):
        return bookmark.label
    if bookmark.is_section:
        return section_label(guide, found)
    return progress.label(guide, found.position, with_section=with_section)


def section_label(guide: Guide, found: Found) -> str:
    """Return what the mark of a whole section is called."""
    return f"Section: {progress.section_name(guide, guide.section_of(found.position))}"


def gone_words(bookmark: Bookmark, found: Found) -> str:
    """Return that what was marked is no longer in the guide; empty where it is."""
    if is_there(found):
        return ""
    return SECTION_GONE if bookmark.is_section else SENTENCE_GONE


def note_shown(note: str) -> str:
    """Return a note as it stands behind its mark in a list; empty for none."""
    return f"Note: {own_words_shown(note)}" if note else ""


def note_said(note: str) -> str:
    """Return a note as it is said; empty for none."""
    return ended(f"Note: {own_words_said(note)}") if note else ""
