"""The list of keys: another key for an action, or the usual ones again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.shelf.settings.choices import Choices
from allvoice.tui.keys.keymap import ACTIONS, KeyTable, capitalized
from allvoice.tui.telling import Telling
from allvoice.tui.widgets.list_view import Item, Listing

if TYPE_CHECKING:
    from allvoice.tui.keys.keyboard import Keyboard
    from allvoice.tui.stage import Stage


class KeyChoice:
    """Lets a listener choose keys; they hold at once."""

    def __init__(
        self,
        table: KeyTable,
        stage: Stage,
        telling: Telling,
        choices: Choices,
        keyboard: Keyboard,
    ) -> None:
        """Make the list when it is asked for.

        Args:
            table: which keys do what.
            stage: shows the list that is open.
            telling: says what was chosen.
            choices: keeps what is chosen.
            keyboard: hands over the key that is chosen.
        """
        self._table = table
        self._stage = stage
        self._telling = telling
        self._choices = choices
        self._keyboard = keyboard

    def listing(self) -> Listing:
        """Return every action with its keys."""
        table = self._table

        def item(index: int) -> Item:
            action = ACTIONS[index].id
            words = table.words(action)
            shown, spoken = table.all_shown(action), table.all_spoken(action)
            return Item(f"{words}: {shown}", spoken=f"{words}: {spoken}")

        back = capitalized(table.spoken("back"))
        return Listing(
            f"Change keys, {len(ACTIONS)}",
            len(ACTIONS),
            item,
            self._ask,
            remove=self._reset,
            hint=f"Enter, then the new key. {table.shown('remove')} gives the usual keys back. "
            f"{back} leaves.",
            asked=True,
        )

    def _ask(self, index: int) -> None:
        words = self._table.words(ACTIONS[index].id)
        # Screen readers may keep Escape for themselves.
        leaves = "Backspace" if self._table.by_hand else "Escape"
        said = f"Press the key for: {words}. {leaves} leaves it as it is."
        self._telling.say(said, earcon="open")
        self._keyboard.choose_key(lambda key: self._use(index, key))

    def _use(self, index: int, key: str) -> None:
        action = ACTIONS[index].id
        if not key:
            self._telling.say("Nothing was changed.", earcon="close")
            return
        # Who only wanted one key more has lost those of before.
        before, back = self._table.all_spoken(action), self._table.shown("remove")
        more = f"Instead of {before}. {back} brings the usual keys back."
        self._changed(index, self._table.change(action, key), more)

    def _reset(self, index: int) -> None:
        self._changed(index, self._table.reset(ACTIONS[index].id), "")

    def _changed(self, index: int, taken: str, more: str) -> None:
        if taken:
            said = f"That key is taken, for: {taken}. Nothing was changed."
            self._telling.say(said, earcon="no-action")
            return
        action = ACTIONS[index].id
        fault = self._choices.choose(f"keys.{action}", ",".join(self._table.keys(action)))
        items = self._stage.items
        items.redraw()
        # What the item shows is not told a second time to who reads the screen.
        what = "" if self._table.by_hand else f"{items.words()}."
        said = " ".join(filter(None, [what, more, fault]))
        if said:
            self._telling.say(said, earcon="alarm" if fault else "on")
