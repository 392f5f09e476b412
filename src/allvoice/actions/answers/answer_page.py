"""A long answer as a page of its own, which is gone through sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from allvoice.actions.model import ListItem, ListModel, Message, Result, list_behind
from allvoice.actions.words import counted, pieces
from allvoice.guide import sentences

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.model import FrontDoor

MOST_ITEM_CHARS = 120
"""As many fit the smallest window whole."""


def tell_again(announcer: Announcer, front_door: FrontDoor) -> Message | ListModel:
    """Return what was told last: a message, or a page where that has no room for all of it."""
    message = announcer.told_last()
    if front_door.shows_whole(message.shown or message.text):
        return message
    return answer_page(message, front_door.leave_list, list_behind(front_door))


def answer_page(
    message: Message, leave: Callable[[], None], behind: ListModel | None = None
) -> ListModel:
    """Return a message as a list of its sentences.

    Args:
        message: what was told.
        leave: goes back to the text.
        behind: the list that is gone back to instead; None for none.
    """
    items = list(_items(message.text, message.shown or message.text))

    def choose(index: int) -> Result:
        if behind is None:
            leave()
        return behind

    return ListModel(
        f"Told last, {counted(len(items), 'part')}",
        len(items),
        items.__getitem__,
        choose,
        "again",
        hint="{Item_up} and {item_down} go through it, {back} leaves.",
        asked=True,
        does="leave",
        told=message.text,
        behind=behind,
        is_numbered=False,
    )


def _items(said: str, shown: str) -> Iterator[ListItem]:
    shown_parts, said_parts = _sentences(shown), _sentences(said)
    if len(shown_parts) != len(said_parts):
        # Which words belong to which is not known then.
        said_parts = shown_parts
    for text, spoken in zip(shown_parts, said_parts, strict=True):
        if text == spoken:
            for number, piece in enumerate(pieces(text, MOST_ITEM_CHARS)):
                yield ListItem(piece, goes_on=number > 0)
        else:
            yield ListItem(text, spoken=spoken)


def _sentences(text: str) -> list[str]:
    text = " ".join(text.split())
    return [text[each.start : each.end] for each in sentences.split(text)]
