"""What a copy brings to a shelf: decided here once, for the look ahead and for the doing.

Ids decide what is the same. What is here stays as it is, and nothing is removed. An entry whose
words differ comes in as one of its own, since two doses in one text would be taken for two to be
given; a note on a mark and a line of a card keep both, the copy's below and named as such.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from allvoice.shelf.locator import Locator
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.cards import TEXTS, Card
from allvoice.shelf.store.entries import Entry
from allvoice.shelf.store.kept import Kept, KeptDocument, KeptHeard, KeptListened, KeptPlace
from allvoice.shelf.store.rows import clean_words, storable

FROM_THE_COPY = "From the copy: "
"""Before words of a copy that stand below those of here."""


@dataclass(slots=True)
class ComingBack:
    """What changes on a shelf, in order; of what is changed, how it was read."""

    documents: list[KeptDocument] = field(default_factory=list)
    places: list[KeptPlace] = field(default_factory=list)
    bookmarks: list[tuple[Bookmark, Bookmark | None]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    """Those that are added."""
    answered: list[tuple[Entry, Entry]] = field(default_factory=list)
    """Questions that had no answer here."""
    cards: list[tuple[Card, Card | None]] = field(default_factory=list)
    heard: list[KeptHeard] = field(default_factory=list)
    listened: list[KeptListened] = field(default_factory=list)
    """Days on which the copy knows of a longer time."""
    new: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many things are new, by their name for one and for several."""
    differing: int = 0
    """Of how many things both wordings are kept."""


def coming_back(here: Kept, copy: Kept, now: str) -> ComingBack:
    """Return what a copy brings.

    Args:
        here: what the shelf holds.
        copy: what the copy holds.
        now: the time, as the shelf writes that of a place.
    """
    comes = ComingBack()
    _marks(comes, here.bookmarks, copy.bookmarks)
    _entries(comes, here.entries, copy.entries)
    _cards(comes, here.cards, copy.cards)
    known = {each.guide_id for each in here.documents}
    for document in copy.documents:
        if storable(document.guide_id) not in known:
            known.add(storable(document.guide_id))
            comes.documents.append(document)
            comes.new["document", "documents"] += 1
    _places(comes, here.places, copy.places, now)
    _heard(comes, here, copy)
    return comes


def _marks(comes: ComingBack, here: Iterable[Bookmark], there: Iterable[Bookmark]) -> None:
    by_id = {each.id: each for each in here}
    by_place = {_place(each): each for each in by_id.values()}
    for mark in there:
        note = clean_words(mark.note)
        found = by_id.get(mark.id) or by_place.get(_place(mark))
        if found is None:
            changed = replace(mark, note=note)
            comes.new["bookmark", "bookmarks"] += 1
        else:
            merged = with_both(found.note, note)
            if merged == found.note:
                continue
            changed = replace(found, note=merged)
            if found.note:
                comes.differing += 1
            else:
                comes.new["note on a bookmark", "notes on bookmarks"] += 1
        comes.bookmarks.append((changed, found))
        by_id[changed.id] = by_place[_place(changed)] = changed


def _entries(comes: ComingBack, here: Iterable[Entry], there: Iterable[Entry]) -> None:
    by_id = {each.id: each for each in here}
    # What went to another shelf from here, and comes back from there as an entry of its own.
    from_here = {_own_id(each) for each in by_id.values()}
    for given in there:
        entry = replace(given, text=clean_words(given.text), answer=clean_words(given.answer))
        found = by_id.get(entry.id)
        if found is not None and _is_part(entry.text, found.text):
            if _is_part(entry.answer, found.answer):
                continue
            if not found.answer:
                changed = replace(found, answer=entry.answer, answered_at=entry.answered_at)
                comes.answered.append((changed, found))
                comes.new["answer", "answers"] += 1
                by_id[entry.id] = changed
                continue
        if found is not None:
            entry = replace(entry, id=_own_id(entry))
            if entry.id in by_id:
                continue
            comes.differing += 1
        elif entry.id in from_here:
            continue
        else:
            comes.new["entry of the notebook", "entries of the notebook"] += 1
        comes.entries.append(entry)
        by_id[entry.id] = entry


def _own_id(entry: Entry) -> str:
    """Return the id that the words of an entry have beside other words of the same entry."""
    words = "\0".join((entry.id, entry.text, entry.answer))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _cards(comes: ComingBack, here: Iterable[Card], there: Iterable[Card]) -> None:
    by_id = {each.id: each for each in here}
    for given in there:
        card = replace(given, **{each: clean_words(getattr(given, each)) for each in TEXTS})
        found = by_id.get(card.id)
        if found is None:
            changed = card
            comes.new["card", "cards"] += 1
        else:
            before = {each: getattr(found, each) for each in TEXTS}
            merged = {each: with_both(text, getattr(card, each)) for each, text in before.items()}
            others = [each for each in TEXTS if merged[each] != before[each]]
            if not others:
                continue
            changed = replace(found, **merged)
            comes.differing += any(before[each] for each in others)
            filled = sum(not before[each] for each in others)
            if filled:
                comes.new["line of a card", "lines of cards"] += filled
        comes.cards.append((changed, found))
        by_id[card.id] = changed


def _places(
    comes: ComingBack, here: Iterable[KeptPlace], there: Iterable[KeptPlace], now: str
) -> None:
    reached = {storable(each.locator.guide_id): each for each in here}
    for place in there:
        guide_id = storable(place.locator.guide_id)
        found = reached.get(guide_id)
        if found is None:
            changed = place
        else:
            # A time still to come is no time to trust.
            is_later = place.updated_at <= now and (
                place.updated_at > found.updated_at or found.updated_at > now
            )
            rate_wpm = place.rate_wpm if found.rate_wpm is None else found.rate_wpm
            changed = replace(place if is_later else found, rate_wpm=rate_wpm)
            if changed == found:
                continue
        comes.places.append(place)
        comes.new["place", "places"] += 1
        reached[guide_id] = changed


def _heard(comes: ComingBack, here: Kept, copy: Kept) -> None:
    known = {(each.guide_id, each.section_id) for each in here.heard}
    for heard in copy.heard:
        section = storable(heard.guide_id), storable(heard.section_id)
        if section not in known:
            known.add(section)
            comes.heard.append(heard)
            comes.new["section heard", "sections heard"] += 1
    seconds = {(each.guide_id, each.day): each.seconds for each in here.listened}
    for listened in copy.listened:
        # Not added: the same copy comes back twice.
        day = storable(listened.guide_id), listened.day
        if listened.seconds > seconds.get(day, 0):
            seconds[day] = listened.seconds
            comes.listened.append(listened)
            comes.new["day of listening", "days of listening"] += 1


def with_both(here: str, there: str) -> str:
    """Return words of here with those of a copy below them, where they are not among them."""
    if not here or not there:
        return here or there
    present = _parts(here)
    new = [each for each in _parts(there) if not any(_is_part(each, other) for other in present)]
    return "\n".join([here, *(FROM_THE_COPY + each for each in dict.fromkeys(new))])


def _parts(text: str) -> list[str]:
    """Return one's own words, and those that came from each copy."""
    first, *others = f"\n{text}".split(f"\n{FROM_THE_COPY}")
    return [each for each in (first.removeprefix("\n"), *others) if each]


def _is_part(text: str, whole: str) -> bool:
    """Return whether all lines of a text stand in another one, as they follow each other."""
    return not text or f"\n{text}\n" in f"\n{whole}\n"


def _place(mark: Bookmark) -> tuple[object, ...]:
    locator: Locator = mark.locator
    return (
        storable(locator.guide_id), locator.block_index, storable(locator.block_hash),
        locator.sentence_index, mark.is_section,
    )  # fmt: skip
