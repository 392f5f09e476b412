"""Tells what a copy brings that a shelf does not have yet."""

from __future__ import annotations

from dataclasses import dataclass

from allvoice.export.shelf_copy.page import time_of
from allvoice.shelf.locator import Locator
from allvoice.shelf.store.kept import Kept


@dataclass(frozen=True, slots=True)
class Arriving:
    """How many things of a copy are new, by their name for one and for several."""

    new: dict[tuple[str, str], int]
    is_empty: bool
    """Whether the copy holds nothing at all."""

    @property
    def words(self) -> str:
        """What comes, for a sentence; empty where nothing does."""
        found = [
            f"{count} {one if count == 1 else several}"
            for (one, several), count in self.new.items()
            if count
        ]
        return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def arriving(here: Kept, copy: Kept) -> Arriving:
    """Return what a copy brings to a shelf.

    Args:
        here: what the shelf holds.
        copy: what the copy holds.
    """
    marked = {_place(each.locator, each.is_section) for each in here.bookmarks}
    reached = {each.locator.guide_id: each.updated_at for each in here.places}
    ids = {each.id for each in here.bookmarks} | {each.id for each in here.entries}
    ids |= {each.id for each in here.cards}
    documents = {each.guide_id for each in here.documents}
    new = {
        ("bookmark", "bookmarks"): {
            each.id
            for each in copy.bookmarks
            if each.id not in ids and _place(each.locator, each.is_section) not in marked
        },
        ("entry of the notebook", "entries of the notebook"): {
            each.id for each in copy.entries if each.id not in ids
        },
        ("card", "cards"): {each.id for each in copy.cards if each.id not in ids},
        ("document", "documents"): {
            each.guide_id for each in copy.documents if each.guide_id not in documents
        },
        ("place", "places"): {
            each.locator.guide_id
            for each in copy.places
            if each.locator.guide_id not in reached
            or _is_later(each.updated_at, reached[each.locator.guide_id])
        },
    }
    return Arriving({name: len(found) for name, found in new.items()}, copy == Kept())


def _place(locator: Locator, is_section: bool) -> tuple[object, ...]:
    return (
        locator.guide_id, locator.block_index, locator.block_hash, locator.sentence_index,
        is_section,
    )  # fmt: skip


def _is_later(there: str, here: str) -> bool:
    other, own = time_of(there), time_of(here)
    return other is not None and (own is None or other > own)
