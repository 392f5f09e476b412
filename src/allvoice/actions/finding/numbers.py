"""Items chosen by their number in a list that need not be shown."""

from __future__ import annotations

from allvoice.actions.model import ControlNames, ListModel, Message, Result
from allvoice.actions.words import asks_for_number


def choose_by_number(
    model: ListModel | Message | None, number: int, controls: ControlNames
) -> Result:
    """Choose an item of a list.

    Args:
        model: the list; a message, or nothing, where there is none.
        number: counts from 1.
        controls: name how the list is asked for.
    """
    if not isinstance(model, ListModel):
        return model
    if not model.count:
        return Message(model.empty)
    if not 1 <= number <= model.count:
        return Message(asks_for_number(controls.press(model.action), model.count))
    return model.choose(number - 1)
