"""The lists a listener can open: contents, bookmarks, help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from allvoice.guide.model import Position, Section
from allvoice.shelf.store.shelf import Bookmark
from allvoice.text import broken
from allvoice.tui.keys.keymap import ACTIONS, KeyTable
from allvoice.tui.ports import Listening
from allvoice.tui.widgets.list_view import Item, Listing

LAST_MESSAGES = 8
PIECE_CHARS = 100


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def contents(listening: Listening, table: KeyTable, go: Callable[[Position], None]) -> Listing:
    """Return the sections of the guide, the present one chosen."""
    guide = listening.guide
    sections = guide.sections
    chapters = {section.index: number for number, section in enumerate(guide.chapters, start=1)}
    landmarks = sorted(chapters) or _highest(sections)

    def item(index: int) -> Item:
        section = sections[index]
        minutes = round(listening.minutes_left(section))
        chapter = chapters.get(index)
        return Item(
            # Where nearly every section takes a minute, that is no help to choose one.
            f"{section.title}  {minutes} min" if minutes > 1 else section.title,
            2 * (min(section.level, 3) - 1),
            f"Chapter {chapter}, {section.title}" if chapter else section.title,
            is_heading=chapter is not None,
        )

    return Listing(
        f"Contents, {counted(len(sections), 'section')}",
        len(sections),
        item,
        lambda index: go(Position(sections[index].first_block, 0)),
        guide.section_of(listening.state.position).index,
        landmark=lambda index, step: _next_of(landmarks, index, step),
        hint="Up and Down go through them, Left and Right by chapters. Enter goes there, "
        f"{table.spoken('back')} leaves.",
    )


def _highest(sections: Sequence[Section]) -> list[int]:
    """Return the sections of the highest level of which there is more than one."""
    levels = Counter(each.level for each in sections)
    highest = min((level for level, count in levels.items() if count > 1), default=1)
    return [each.index for each in sections if each.level <= highest]


def bookmarks(
    found: Sequence[Bookmark],
    table: KeyTable,
    go: Callable[[int], None],
    remove: Callable[[int], None],
    undo: Callable[[], None],
    selected: int = 0,
) -> Listing:
    """Return the bookmarks of the guide in reading order."""
    return Listing(
        f"Bookmarks, {len(found)}",
        len(found),
        lambda index: Item(found[index].label),
        go,
        selected,
        f"You have no bookmarks yet. Press {table.shown('bookmark')} while listening to mark a "
        "sentence.",
        remove,
        undo=undo,
        hint=f"Enter goes there, {table.shown('remove')} removes it, "
        f"{table.spoken('back')} leaves.",
    )


def help_list(
    table: KeyTable,
    messages: Sequence[str],
    do: Callable[[str], None],
    *,
    faults: Sequence[str] = (),
) -> Listing:
    """Return what was amiss at the start, every key and what it does, and the last messages.

    Args:
        table: which keys do what.
        messages: what was told so far.
        do: does a chosen action; gets empty text for what is none.
        faults: what was amiss, in the order told.
    """
    items: list[Item] = []
    actions: dict[int, str] = {}
    if faults:
        items.append(
            Item(f"Needs your attention, {counted(len(faults), 'thing')}", is_heading=True)
        )
        items.extend(_in_pieces(faults))
    group = ""
    for action in ACTIONS:
        if action.group != group:
            group = action.group
            items.append(Item(group, is_heading=True))
        actions[len(items)] = action.id
        keys = table.all_shown(action.id)
        words = table.words(action.id)
        items.append(Item(f"{words}: {keys}", 2, f"{words}: {table.all_spoken(action.id)}"))
    if messages:
        # The newest is the last of all: there the key for the last item leads.
        items.append(Item("Last messages", is_heading=True))
        items.extend(_in_pieces(messages[-LAST_MESSAGES:]))
    headings = [index for index, item in enumerate(items) if item.is_heading]
    return Listing(
        "Help, all keys",
        len(items),
        items.__getitem__,
        lambda index: do(actions.get(index, "")),
        landmark=lambda index, step: _next_of(headings, index, step),
        hint="Up and Down go through them, Left and Right by groups. Enter does one, "
        f"{table.spoken('back')} leaves.",
    )


def _next_of(landmarks: Sequence[int], index: int, step: int) -> int:
    """Return the next (1) or previous (-1) landmark, or the same item where there is none."""
    ahead = [each for each in landmarks if (each - index) * step > 0]
    return min(ahead, key=lambda each: abs(each - index), default=index)


def _in_pieces(messages: Sequence[str]) -> list[Item]:
    """Return messages cut into items, so that each fits a small window whole."""
    return [Item(piece, 2) for message in messages for piece in _pieces(message)]


def _pieces(message: str) -> list[str]:
    """Return a message cut where it is long, into pieces as even as can be: none is a scrap."""
    message = " ".join(message.split())
    fewest = broken(message, PIECE_CHARS)
    for width in range(len(message) // max(1, len(fewest)), PIECE_CHARS):
        pieces = broken(message, max(1, width))
        if len(pieces) == len(fewest):
            return pieces
    return fewest
