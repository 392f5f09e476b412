"""The help: what was amiss at the start, everything that can be done, and the last messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap

from allvoice.actions.catalogue import BY_ID
from allvoice.actions.contents import next_landmark
from allvoice.actions.model import ControlNames, ListItem, ListModel, Result
from allvoice.actions.words import counted

LAST_MESSAGES = 8
PIECE_CHARS = 100


def help_list(
    controls: ControlNames,
    messages: Sequence[str],
    do: Callable[[str], Result],
    *,
    faults: Sequence[str] = (),
) -> ListModel:
    """Return what was amiss at the start, every key and what it does, and the last messages.

    Args:
        controls: which keys do what.
        messages: what was told so far.
        do: does a chosen action; gets empty text for what is none.
        faults: what was amiss, in the order told.
    """
    items: list[ListItem] = []
    actions: dict[int, str] = {}
    if faults:
        items.append(
            ListItem(f"Needs your attention, {counted(len(faults), 'thing')}", is_heading=True)
        )
        items.extend(_in_pieces(faults))
    group = ""
    for each in controls.help_items():
        if BY_ID[each.action].group != group:
            group = BY_ID[each.action].group
            items.append(ListItem(group, is_heading=True))
        actions[len(items)] = each.action
        items.append(ListItem(each.text, 2, each.spoken))
    if messages:
        # The newest is the last of all: there the key for the last item leads.
        items.append(ListItem("Last messages", is_heading=True))
        items.extend(_in_pieces(messages[-LAST_MESSAGES:]))
    headings = [index for index, item in enumerate(items) if item.is_heading]
    return ListModel(
        "Help, all keys",
        len(items),
        items.__getitem__,
        lambda index: do(actions.get(index, "")),
        "help",
        landmark=lambda index, step: next_landmark(headings, index, step),
        hint="{item_up} and {item_down} go through them, {leap_back} and {leap_on} by groups. "
        "{choose} does one, "
        "{back} leaves.",
        is_numbered=False,
    )


def _in_pieces(messages: Sequence[str]) -> list[ListItem]:
    """Return messages cut into items, so that each fits a small window whole."""
    return [ListItem(piece, 2) for message in messages for piece in _pieces(message)]


def _pieces(message: str) -> list[str]:
    """Return a message cut where it is long, into pieces as even as can be: none is a scrap."""
    message = " ".join(message.split())
    fewest = wrap(message, PIECE_CHARS, break_on_hyphens=False)
    for width in range(len(message) // max(1, len(fewest)), PIECE_CHARS):
        pieces = wrap(message, max(1, width), break_on_hyphens=False)
        if len(pieces) == len(fewest):
            return pieces
    return fewest
