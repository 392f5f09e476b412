"""The list of keys: another key for an action, or the usual ones again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from allvoice.actions.model import ListItem, ListModel, Message, Result
from allvoice.reading.commands import ControlsChanged
from allvoice.tui.keys.keymap import ACTIONS, Keymap

if TYPE_CHECKING:
    from collections.abc import Callable

    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.choices import Choices
    from allvoice.tui.keys.keyboard import Keyboard


class ShownList(Protocol):
    """The list as it is on the screen; the part of it that is needed here."""

    def redraw(self) -> None:
        """Show what changed of it."""
        ...

    def words(self) -> str:
        """Return what is said for the chosen item."""
        ...


class KeymapEditor:
    """Lets a listener choose keys; they hold at once."""

    def __init__(
        self,
        keymap: Keymap,
        items: ShownList,
        session: ReadingSession,
        choices: Choices,
        keyboard: Keyboard,
        show: Callable[[Result], None],
    ) -> None:
        """Make the list when it is asked for.

        Args:
            keymap: which keys do what.
            items: shows the list.
            session: names keys in what it says.
            choices: keeps what is chosen.
            keyboard: hands over the key that is chosen.
            show: tells what came of a key that was chosen.
        """
        self._keymap = keymap
        self._items = items
        self._session = session
        self._choices = choices
        self._keyboard = keyboard
        self._show = show

    def as_list(self) -> ListModel:
        """Return every action with its keys."""
        keymap = self._keymap

        def item(index: int) -> ListItem:
            action = ACTIONS[index].id
            words = keymap.words(action)
            shown, spoken = keymap.all_shown(action), keymap.all_spoken(action)
            return ListItem(f"{words}: {shown}", spoken=f"{words}: {spoken}")

        return ListModel(
            f"Change keys, {len(ACTIONS)}",
            len(ACTIONS),
            item,
            self._ask,
            # It is left by the key of the options, which it is part of.
            "options",
            remove=self._reset,
            hint="{choose}, then the new key. {remove} gives the usual keys back. {Back} leaves.",
            asked=True,
        )

    def _ask(self, index: int) -> Result:
        words = self._keymap.words(ACTIONS[index].id)
        # Screen readers may keep Escape for themselves.
        leaves = "Backspace" if self._keymap.external_screen_reader else "Escape"
        self._keyboard.choose_key(lambda key: self._show(self._use(index, key)))
        said = f"Press the key for: {words}. {leaves} leaves it as it is."
        return Message(said, earcon="open")

    def _use(self, index: int, key: str) -> Result:
        action = ACTIONS[index].id
        if not key:
            return Message("Nothing was changed.", earcon="close")
        # Who only wanted one key more has lost those of before.
        before, back = self._keymap.all_spoken(action), self._keymap.shown("remove")
        more = f"Instead of {before}. {back} brings the usual keys back."
        return self._changed(index, self._keymap.change(action, key), more)

    def _reset(self, index: int) -> Result:
        return self._changed(index, self._keymap.reset(ACTIONS[index].id), "")

    def _changed(self, index: int, taken: str, more: str) -> Result:
        if taken:
            said = f"That key is taken, for: {taken}. Nothing was changed."
            return Message(said, earcon="no-action")
        action = ACTIONS[index].id
        fault = self._choices.choose(f"keys.{action}", ",".join(self._keymap.keys(action)))
        self._session.do(ControlsChanged())
        self._items.redraw()
        # What the item shows is not told a second time to who reads the screen.
        what = "" if self._keymap.external_screen_reader else f"{self._items.words()}."
        said = " ".join(filter(None, [what, more, fault]))
        return Message(said, earcon="alarm" if fault else "on") if said else None
