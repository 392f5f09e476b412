"""The help: what was amiss at the start, everything that can be done, and the last messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allvoice.actions.catalogue import BY_ID, IN_LISTS, Scope
from allvoice.actions.describing import words_in
from allvoice.actions.model import ControlNames, ListItem, ListModel, Result
from allvoice.actions.words import counted, pieces

LAST_MESSAGES = 8
PIECE_CHARS = 100


def help_list(
    controls: ControlNames,
    messages: Sequence[str],
    do: Callable[[str], Result],
    *,
    faults: Sequence[str] = (),
    behind: ListModel | None = None,
) -> ListModel:
    """Return what was amiss at the start, every key and what it does, and the last messages.

    Args:
        controls: which keys do what.
        messages: what was told so far.
        do: does a chosen action; gets empty text for what is none.
        faults: what was amiss, in the order told.
        behind: the list that is gone back to, whose keys are chosen first; None for none.
    """
    items: list[ListItem] = []
    actions: dict[int, str] = {}
    items.extend(_in_pieces(faults, f"Needs your attention, {counted(len(faults), 'thing')}"))
    for each in controls.help_items():
        actions[len(items)] = each.action
        group = BY_ID[each.action].group
        text, spoken = each.text, each.spoken
        if BY_ID[each.action].scope is Scope.LIST:
            usual = controls.words(each.action)
            here = words_in(behind, each.action, usual)
            text, spoken = text.replace(usual, here, 1), spoken.replace(usual, here, 1)
        items.append(ListItem(text, spoken=spoken, label=each.key, group=group))
    # The newest is the last of all: there the key for the last item leads.
    items.extend(_in_pieces(messages[-LAST_MESSAGES:], "Last messages"))
    of_lists = (index for index, each in enumerate(items) if each.group == IN_LISTS)
    model = ListModel(
        "Help, all keys",
        len(items),
        items.__getitem__,
        lambda index: do(actions.get(index, "")),
        "help",
        0 if behind is None else next(of_lists, 0),
        landmark=lambda index, step: model.next_group(index, step),
        hint="{item_up} and {item_down} go through them, {leap_back} and {leap_on} by groups. "
        "{choose} does one, "
        "{back} leaves.",
        behind=behind,
        does="do it",
        is_numbered=False,
        is_of_document=False,
        has_labels=True,
    )
    return model


def _in_pieces(messages: Sequence[str], group: str) -> list[ListItem]:
    """Return messages cut into items, so that each fits a small window whole."""
    return [
        ListItem(piece, group=group, goes_on=number > 0)
        for message in messages
        for number, piece in enumerate(pieces(message, PIECE_CHARS))
    ]
