"""Entries of the notebook in words: their kinds, and what stands in a list of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.place_words import clock_words, day_within, day_words, local_time
from allvoice.actions.words import own_words_said, own_words_shown
from allvoice.shelf.store.entries import PLURALS, EntryKind
from allvoice.text import ended, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from allvoice.shelf.store.entries import Entry

MOST_PART_CHARS = 300
"""Of an entry that is heard whole, part by part."""
_PART = re.compile(rf"\S.{{0,{MOST_PART_CHARS - 2}}}(?=\s|$)|\S{{{MOST_PART_CHARS}}}")


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a kind of entry is called."""

    name: str
    """One of it: "Medicine"."""
    one: str
    """Within a sentence: "a medicine"."""
    many: str
    typed: tuple[str, ...]
    """Words that are typed for it."""


KINDS = {
    EntryKind.MEDICINE: KindWords(
        "Medicine",
        "a medicine",
        PLURALS[EntryKind.MEDICINE],
        ("medicine", "medicines", "meds", "drugs"),
    ),
    EntryKind.TEST_RESULT: KindWords(
        "Test result",
        "a test result",
        PLURALS[EntryKind.TEST_RESULT],
        ("test result", "test results", "result", "results", "tests"),
    ),
    EntryKind.MRD: KindWords(
        "MRD result", "an MRD result", PLURALS[EntryKind.MRD], ("mrd", "mrd result", "mrd results")
    ),
    EntryKind.QUESTION: KindWords(
        "Question", "a question", PLURALS[EntryKind.QUESTION], ("question", "questions")
    ),
    EntryKind.NOTE: KindWords("Note", "a note", PLURALS[EntryKind.NOTE], ("note", "notes")),
    EntryKind.TEMPERATURE: KindWords(
        "Temperature",
        "a temperature",
        PLURALS[EntryKind.TEMPERATURE],
        ("temperature", "temperatures", "temp", "temps", "fever"),
    ),
}
"""In the order in which they are offered."""


def kind_of(typed: str) -> EntryKind | None:
    """Return the kind that is meant by typed words; None for none."""
    wanted = " ".join(typed.casefold().split())
    return next((kind for kind, words in KINDS.items() if wanted in words.typed), None)


def time_of(entry: Entry) -> str:
    """Return when on its day an entry was written, as was noted then."""
    written_at = local_time(entry.created_at)
    return "" if written_at is None else clock_words(written_at)


def day_of(entry: Entry, now: datetime) -> str:
    """Return the day on which an entry was written, as a heading."""
    written_at = local_time(entry.created_at)
    return "No date" if written_at is None else day_words(written_at.date(), now.date())


def status_of(entry: Entry, now: datetime, *, said: bool = False) -> str:
    """Return what became of a question, in a sentence or two; empty while it is open.

    Args:
        entry: the question.
        now: the present time, in the listener's time zone.
        said: as it is said, else as it is shown.
    """
    if not entry.answer:
        return "Done." if entry.is_done else ""
    answered_at = local_time(entry.answered_at)
    when = "" if answered_at is None else f" {day_within(answered_at.date(), now.date())}"
    answer = own_words_said(entry.answer) if said else own_words_shown(entry.answer)
    told = f"Answered{when}: {ended(answer)}"
    return told if entry.is_done else f"Open again. {told}"


def question_words(entry: Entry, now: datetime, *, said: bool = False) -> str:
    """Return a question of the list for the visit, and what became of it; as in `status_of`."""
    text = own_words_said(entry.text) if said else own_words_shown(entry.text)
    status = status_of(entry, now, said=said)
    return f"{ended(text)} {status}" if status else text


def entry_words(entry: Entry, now: datetime, *, said: bool = False) -> str:
    """Return an entry of the notebook as it is told: kind, time, words; as in `status_of`."""
    words = question_words(entry, now, said=said)
    lead = ", ".join(filter(None, (KINDS[entry.kind].name, time_of(entry))))
    return f"{lead}: {words}"


def is_long(entry: Entry) -> bool:
    """Return whether a list holds only the beginning of an entry."""
    return len(entry.text) > MOST_PART_CHARS or len(entry.answer) > MOST_PART_CHARS


def parts_of(entry: Entry) -> Iterator[str]:
    """Yield all of an entry in parts, none longer than is heard in one go."""
    for text in (entry.text, f"Answer: {entry.answer}" if entry.answer else ""):
        for line in text.splitlines():
            yield from _PART.findall(one_line(line))
