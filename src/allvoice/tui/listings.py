"""The lists a listener can open: contents, bookmarks, help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from allvoice.guide.model import Position, Section
from allvoice.shelf.store import Bookmark
from allvoice.tui.keys import ACTIONS, KeyTable
from allvoice.tui.lists import Item, Listing
from allvoice.tui.ports import Listening

LAST_MESSAGES = 8
PIECE_CHARS = 100


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def contents(listening: Listening, go: Callable[[Position], None]) -> Listing:
    """Return the sections of the guide, the present one chosen."""
    guide = listening.guide
    sections = guide.sections
    chapters = {section.index: number for number, section in enumerate(guide.chapters, start=1)}
    landmarks = sorted(chapters) or _highest(sections)

    def landmark(index: int, step: int) -> int:
        ahead = [each for each in landmarks if (each - index) * step > 0]
        return min(ahead, key=lambda each: abs(each - index), default=index)

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
        landmark=landmark,
        hint="Up and Down go through them, Left and Right by chapters. Enter goes there, "
        "Escape leaves.",
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
        hint=f"Enter goes there, {table.shown('remove')} removes it, Escape leaves.",
    )


def help_list(table: KeyTable, messages: Sequence[str], do: Callable[[str], None]) -> Listing:
    """Return every key and what it does, and the last messages.

    Args:
        table: which keys do what.
        messages: what was told so far.
        do: does a chosen action; gets empty text for what is none.
    """
    items: list[Item] = []
    actions: list[str] = []
    group = ""
    for action in ACTIONS:
        if action.group != group:
            group = action.group
            items.append(Item(group, is_heading=True))
            actions.append("")
        actions.append(action.id)
        keys = table.all_shown(action.id)
        words = table.words(action.id)
        items.append(Item(f"{words}: {keys}", 2, f"{words}: {table.all_spoken(action.id)}"))
    if messages:
        items.append(Item("Last messages", is_heading=True))
        for message in reversed(messages[-LAST_MESSAGES:]):
            # In pieces, so that each fits a small window whole.
            items.extend(Item(piece, 2) for piece in _pieces(message))
    actions += [""] * (len(items) - len(actions))
    return Listing(
        "Help, all keys",
        len(items),
        items.__getitem__,
        lambda index: do(actions[index]),
        hint="Up and Down go through them, Enter does one, Escape leaves.",
    )


def _pieces(message: str) -> list[str]:
    """Return a message cut between words where it is long."""
    pieces = [""]
    for word in message.split():
        if pieces[-1] and len(pieces[-1]) + 1 + len(word) > PIECE_CHARS:
            pieces.append("")
        pieces[-1] = f"{pieces[-1]} {word}".strip()
    return pieces
