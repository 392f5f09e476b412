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

    def changed(self) -> None:
        """Show what became of the chosen item."""
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
            action = ACTIONS[index]
            told = keymap.help_item(action.id)
            return ListItem(told.text, spoken=told.spoken, label=told.key, group=action.group)

        model = ListModel(
            f"Change keys, {len(ACTIONS)}",
            len(ACTIONS),
            item,
            self._ask,
            # It is left by the key of the options, which it is part of.
            "options",
            remove=self._reset,
            landmark=lambda index, step: model.next_group(index, step),
            hint="{choose}, then the new key. {remove} gives the usual keys back. {Back} leaves.",
            asked=True,
            does="choose another key",
            is_of_document=False,
            has_labels=True,
        )
        return model

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
        instead = self._instead(action)
        return self._changed(index, self._keymap.change(action, key), instead)

    def _reset(self, index: int) -> Result:
        return self._changed(index, self._keymap.reset(ACTIONS[index].id), ("", ""))

    def _instead(self, action: str) -> tuple[str, str]:
        """Return what is told of the keys of before, as it is said and as it is shown."""
        keymap = self._keymap
        back = "{} brings the usual keys back."
        said = f"Instead of {keymap.all_spoken(action)}. {back.format(keymap.spoken('remove'))}"
        shown = f"Instead of {keymap.all_shown(action)}. {back.format(keymap.shown('remove'))}"
        return said, shown

    def _changed(self, index: int, taken: str, more: tuple[str, str]) -> Result:
        if taken:
            said = f"That key is taken, for: {taken}. Nothing was changed."
            return Message(said, earcon="no-action")
        keymap, action = self._keymap, ACTIONS[index].id
        fault = self._choices.choose(f"keys.{action}", ",".join(keymap.keys(action)))
        self._session.do(ControlsChanged())
        self._items.changed()
        said, shown = (
            # What the item shows is not told a second time to who reads the screen.
            " ".join(
                filter(None, ["" if keymap.external_screen_reader else f"{keys}.", rest, fault])
            )
            for keys, rest in zip(
                (keymap.all_spoken(action), keymap.all_shown(action)), more, strict=True
            )
        )
        if not said:
            return None
        return Message(
            said, earcon="alarm" if fault else "on", shown=shown if shown != said else ""
        )
