"""The words for what was found: which of how many, where, and why something else was looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.actions.model import ListItem, ListModel, Message, Result
from allvoice.actions.words import capitalized, counted
from allvoice.guide.search.finds import Change, Finds, How
from allvoice.reading import progress
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.actions.finding.finds_beside import FindsBeside
    from allvoice.guide.model import Guide, Position
    from allvoice.guide.search.matching import Match

IN_DOCUMENT = "In this guide"
ONLY_HERE_QUEUED = Message(
    "Only what is in this document can be put into the queue.", earcon="no-action"
)
MOST_LABEL_CHARS = 40
WORDS_BEFORE, WORDS_AFTER = 4, 7
"""Of a sentence, beside what was found in it."""


def told_of(finds: Finds, match: Match, place: str, edge: str, *, is_new: bool) -> Message:
    """Return what is told of a find before its sentence is read.

    Args:
        finds: all of them.
        match: the one gone to.
        place: its section and chapter.
        edge: the "end" or "start" of the guide that was gone round; empty for neither.
        is_new: what is looked for was just typed.
    """
    number = _number(finds, match)
    round_ = f"Gone round the {edge} of the guide." if edge else ""
    earcon = "edge" if edge else ""
    where = f"{place}."
    if not is_new:
        return Message(" ".join(filter(None, [round_, number])), where, earcon=earcon)
    label = capitalized(shown(finds.label, MOST_LABEL_CHARS))
    said = [*_told(finds.changes), f"{label}, {number}.", round_]
    return Message(" ".join(filter(None, said)), more=where, earcon=earcon)


def with_beside(message: Message, beside: FindsBeside, finds_key: str) -> Message:
    """Return what is told of a find, with what was found elsewhere and where that is listed.

    Args:
        message: what is told of the find.
        beside: what was found elsewhere.
        finds_key: lists all of it.
    """
    hint = "" if beside.leading else f"{finds_key} lists them, at the end."
    return replace(message, text=f"{message.text} {beside.told}", hint=hint)


def apology(query: str, has_nearest: bool) -> str:
    """Return that something is nowhere.

    Args:
        query: what was typed, as much of it as is shown.
        has_nearest: something else is offered.
    """
    return f"Nothing for {query}." if has_nearest else f"Nothing in this guide matches “{query}”."


def _number(finds: Finds, match: Match) -> str:
    if not finds.is_complete:
        return f"more than {counted(len(finds), 'place')}"
    if len(finds) == 1:
        return "1 place"
    return f"{finds.number(match) + 1} of {len(finds)}"


def _told(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what is told of some changes, a sentence for all words of which the same is told."""
    lacking = [
        shown(change.typed, MOST_LABEL_CHARS)
        for change in changes
        if change.how in (How.CORRECTED, How.UNKNOWN, How.KIND)
    ]
    if lacking:
        verb = "are" if len(lacking) > 1 else "is"
        yield f"{capitalized(' and '.join(lacking))} {verb} not in this guide."
    if any(change.how is How.APART for change in changes):
        yield "No place has all the words."
    instead = []
    for change in changes:
        typed, used = shown(change.typed, MOST_LABEL_CHARS), " or ".join(change.used)
        if change.how is How.CALLED:
            yield f"{capitalized(typed)} is here called {used}."
        elif change.how is How.LIKE:
            instead.append(f"{used} instead of {typed}")
    if instead:
        yield f"Looking for {', and '.join(instead)}."


def find_list(
    guide: Guide,
    query: str,
    finds: Finds,
    here: Position | None,
    go_to: Callable[[int], Result],
    beside: FindsBeside,
    queue: Callable[[Position], Result],
) -> ListModel:
    """Return all finds, the best first, the present one or the next one chosen.

    Args:
        guide: the guide.
        query: what was looked for.
        finds: all of them; they are worded when they are looked at.
        here: the place; None where the first of all is chosen.
        go_to: reads on from a find, by its number from 0.
        beside: what was found elsewhere, which stands below, but for what leads.
        queue: puts a find into the queue, with all behind it in its section.
    """
    count, leading = len(finds), beside.leading
    end = leading + count

    def item(index: int) -> ListItem:
        if not leading <= index < end:
            return beside.item(index if index < leading else index - count)
        match = finds[index - leading]
        place = progress.place(guide, match.position, brief=True)
        text = f"{place}: {_beside(guide, match)}"
        spoken = " ".join(text.replace("…", " ").split())
        return ListItem(text, spoken=spoken, group=IN_DOCUMENT if leading else "")

    def choose(index: int) -> Result:
        if leading <= index < end:
            return go_to(index - leading)
        return beside.choose(index if index < leading else index - count)

    def queue_item(index: int) -> Result:
        if leading <= index < end:
            return queue(finds[index - leading].position)
        return ONLY_HERE_QUEUED

    def landmark(index: int, step: int) -> int:
        if index < leading:
            return leading if step > 0 else 0
        has_more = len(beside) > leading
        if index >= end or (has_more and step > 0 and index == end - 1):
            return end if step > 0 else max(end - 1, 0)
        to = leading + _next_chapter(guide, finds, index - leading, step)
        return 0 if step < 0 and to == index else to

    label = capitalized(shown(query if leading else finds.label, MOST_LABEL_CHARS))
    places = counted(count, "place")
    if leading:
        name = f"{label}, {beside.counted_with(f'{places} in this guide')}"
    else:
        name = f"{label}, {places}. {beside.told}".removesuffix(". ")
    nearest = 0 if here is None else leading + min(finds.number_at(here), max(count - 1, 0))
    return ListModel(
        name,
        count + len(beside),
        item,
        choose,
        "finds",
        nearest,
        landmark=landmark,
        hint="{item_up} and {item_down} go through them, {leap_back} and {leap_on} by chapters. "
        "{choose} goes there, {queue} queues it, {back} leaves.",
        own={"queue": queue_item},
    )


def beside_list(query: str, beside: FindsBeside) -> ListModel:
    """Return what was found elsewhere alone.

    Args:
        query: what was looked for.
        beside: what was found.
    """
    return ListModel(
        f"{capitalized(shown(query, MOST_LABEL_CHARS))}, {beside.counted}",
        len(beside),
        beside.item,
        beside.choose,
        "finds",
        hint="{choose} goes there, {back} leaves.",
    )


def _beside(guide: Guide, match: Match) -> str:
    """Return the words of a sentence around what was found in it."""
    block = guide.blocks[match.position.block]
    sentence = block.sentences[match.position.sentence]
    before = block.text[sentence.start : match.start].split(" ")
    after = block.text[match.end : sentence.end].split(" ")
    first = " ".join(before[-WORDS_BEFORE:])
    last = " ".join(after[:WORDS_AFTER])
    cut_before = "… " if len(before) > WORDS_BEFORE else ""
    cut_after = " …" if len(after) > WORDS_AFTER else ""
    text = f"{cut_before}{first}{block.text[match.start : match.end]}{last}{cut_after}"
    return " ".join(text.split())


def _next_chapter(guide: Guide, finds: Finds, index: int, step: int) -> int:
    """Return the first find of the next chapter that has any (1), or of the one before (-1)."""

    def chapter(number: int) -> int:
        return guide.section_of(finds[number].position).chapter

    here = at = index
    while 0 <= at + step < len(finds) and chapter(at + step) == chapter(here):
        at += step
    if step > 0:
        return at + 1 if at + 1 < len(finds) else index
    if at < here:
        return at
    at -= 1
    while at > 0 and chapter(at - 1) == chapter(at):
        at -= 1
    return max(at, 0)
