"""Makes pages of what the shelf holds: marks, the notebook, questions, the visit sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from allvoice.export.shelf_copy.page import (
    Fact,
    Facts,
    Heading,
    Item,
    List,
    Page,
    Paragraph,
    Part,
    local_time,
    time_of,
)
from allvoice.shelf.locator import QUOTE_CHARS
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.cards import LINES, Card
from allvoice.shelf.store.entries import PLURALS, Entry, EntryKind
from allvoice.shelf.store.kept import Kept

ON_THE_SHEET = (
    EntryKind.TEMPERATURE,
    EntryKind.MEDICINE,
    EntryKind.TEST_RESULT,
    EntryKind.MRD,
    EntryKind.NOTE,
)
"""What the care team asks for at a visit, and what was seen at home."""
SHEET_HEADINGS = {**PLURALS, EntryKind.NOTE: "Noted at home"}
"""Notes that were written down are told from the room for new ones."""
CARD_LINES = {"goal": "Goal", "fit": "Fit", "burden": "Burden", "fallback": "Fallback plan"}
ANSWER_LINES, OWN_LINES = 3, 4
"""How many lines there are to write on."""


def bookmarks_page(marks: Sequence[Bookmark], chapter_of: Callable[[Bookmark], str]) -> Page:
    """Return marks by document and chapter, each with its note.

    Args:
        marks: in reading order.
        chapter_of: names where a mark is without its words; empty where there is no more to tell.
    """
    parts: list[Part] = [] if marks else [Paragraph("Nothing is marked.")]
    for title in dict.fromkeys(map(document_of, marks)):
        parts.append(Heading(title))
        of_document = [each for each in marks if document_of(each) == title]
        chapters = {each.id: chapter_of(each) for each in of_document}
        # What has no chapter to be named by stands before what has, in none of theirs.
        for chapter in sorted(dict.fromkeys(chapters.values()), key=bool):
            if chapter:
                parts.append(Heading(chapter, 3))
            items = [_mark(each) for each in of_document if chapters[each.id] == chapter]
            parts.append(List(tuple(items)))
    return Page("Bookmarks", tuple(parts))


def document_of(mark: Bookmark) -> str:
    """Return what the document of a mark is called."""
    return mark.guide_title or mark.guide_id


def _mark(mark: Bookmark) -> Item:
    quote = mark.locator.quote or mark.label
    quote += "…" if len(mark.locator.quote) >= QUOTE_CHARS else ""
    text = f"Section: {quote}" if mark.is_section else quote
    return Item(text, local_time(mark.created_at), _facts(Note=mark.note))


def notebook_page(entries: Iterable[Entry]) -> Page:
    """Return what was written down, by kind in the order of writing or that of the visit."""
    by_kind = _by_kind(entries)
    parts: list[Part] = [] if by_kind else [Paragraph("The notebook is empty.")]
    for kind, found in by_kind.items():
        parts.append(Heading(PLURALS[kind]))
        if kind is EntryKind.QUESTION:
            parts.append(List(tuple(map(_question, found)), is_numbered=True))
        else:
            parts.append(List(tuple(map(_entry, found)), is_dated=True))
    return Page("Notebook", tuple(parts))


def _by_kind(entries: Iterable[Entry]) -> dict[EntryKind, list[Entry]]:
    found: dict[EntryKind, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.kind, []).append(entry)
    for kind, entries_of_kind in found.items():
        if kind is not EntryKind.QUESTION:
            # As they were written, whatever the clock showed then.
            entries_of_kind.sort(key=lambda each: (each.serial or 0, each.created_at))
    return {kind: found[kind] for kind in PLURALS if kind in found}


def _entry(entry: Entry) -> Item:
    details = _facts(Answer=entry.answer, Document=entry.guide_title)
    return Item(entry.text, local_time(entry.created_at), details)


def _question(entry: Entry) -> Item:
    details = _facts(Answer=entry.answer)
    return Item(entry.text, local_time(entry.created_at), details, is_done=entry.is_done)


def _facts(**named: str) -> tuple[Fact, ...]:
    return tuple(Fact(name, text) for name, text in named.items() if text.strip())


def questions_page(questions: Sequence[Entry]) -> Page:
    """Return the questions for the care team: those still open, then those done."""
    parts: list[Part] = [] if questions else [Paragraph("No question is written down.")]
    for heading, is_done in (("Open", False), ("Done", True)):
        items = [_question(each) for each in questions if each.is_done is is_done]
        if items:
            parts += [Heading(heading), List(tuple(items), is_numbered=True)]
    return Page("Questions for the care team", tuple(parts))


def visit_sheet(kept: Kept, now: datetime, days: int) -> Page:
    """Return the sheet to take to a visit: open questions with room for the answers, and news.

    Args:
        kept: what the shelf holds.
        now: the time, with its zone.
        days: entries of so many days are told.
    """
    room = Facts((Fact("Date", "", 1), Fact("With", "", 1)))
    return Page(
        "Questions for the visit",
        (
            room,
            *_open_questions(kept.entries),
            *_news(kept.entries, now, days),
            *_weighed(kept.cards),
            Heading("Notes at the visit"),
            Facts((Fact("", "", OWN_LINES),)),
            Paragraph(f"From the notebook of {now.astimezone().strftime('%Y-%m-%d')}."),
        ),
    )


def _open_questions(entries: Iterable[Entry]) -> list[Part]:
    questions = [each for each in entries if each.kind is EntryKind.QUESTION and not each.is_done]
    if not questions:
        return [Paragraph("No question is open.")]
    items = (
        Item(
            each.text,
            details=(*_facts(**{"Answer before": each.answer}), Fact("Answer", "", ANSWER_LINES)),
            is_done=False,
        )
        for each in questions
    )
    return [List(tuple(items), is_numbered=True)]


def _news(entries: Iterable[Entry], now: datetime, days: int) -> list[Part]:
    """Return what was written down lately, by kind."""
    since = now - timedelta(days=days)
    by_kind = _by_kind(
        each
        for each in entries
        if each.kind in ON_THE_SHEET and ((at := time_of(each.created_at)) is None or at >= since)
    )
    if not by_kind:
        return []
    parts: list[Part] = [Heading(f"Since {since.astimezone().strftime('%Y-%m-%d')}")]
    for kind in ON_THE_SHEET:
        if kind in by_kind:
            items = (Item(each.text, local_time(each.created_at)) for each in by_kind[kind])
            parts += [Heading(SHEET_HEADINGS[kind], 3), List(tuple(items), is_dated=True)]
    return parts


def _weighed(cards: Sequence[Card]) -> list[Part]:
    parts: list[Part] = [Heading("Treatments being weighed")] if cards else []
    for card in cards:
        facts = (Fact(CARD_LINES[name], getattr(card, name), 1) for name in LINES)
        parts += [Heading(card.treatment or "Treatment", 3), Facts(tuple(facts))]
    return parts
