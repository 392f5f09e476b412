"""What an action does in a list that is open, for who asks what its keys do. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.actions.words import capitalized

if TYPE_CHECKING:
    from allvoice.actions.model import ListModel

NOT_HERE = "{}, but not in this list"
OF_SOME_LISTS = ("queue", "item_done", "item_earlier", "item_later")
"""What only lists do that have it of their own."""


def words_in(model: ListModel | None, action: str, usual: str) -> str:
    """Return what an action does in a list, without a full stop.

    Args:
        model: the list; None where none is open.
        action: the id of the action.
        usual: what it does anywhere else.
    """
    if model is None:
        return usual
    if action == "choose":
        return capitalized(model.does)
    if action in ("leap_back", "leap_on") and model.leaps:
        return capitalized(model.leaps)
    return usual if _is_had(model, action) else NOT_HERE.format(usual)


def _is_had(model: ListModel, action: str) -> bool:
    match action:
        case "leap_back" | "leap_on":
            return model.change is not None or model.landmark is not None
        case "remove":
            return model.remove is not None
        case "copy":
            return model.copy is not None
        case "bookmark":
            return model.mark is not None
        case "note":
            return model.edit is not None or action in model.own
        case _:
            return action in model.own or action not in OF_SOME_LISTS
