"""The folder that dated copies of what is kept go to: typed once, tried at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from allvoice.actions.model import Message, Question, Result
from allvoice.own_files import answered
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.actions.asking import Asking
    from allvoice.actions.model import FrontDoor
    from allvoice.shelf.settings.choices import Choices

SETTING = "backup_folder"
NAME = "Backup folder"
NONE = "none"
NO_BACKUPS = "No backups are made."
_MOST_SHOWN_CHARS = 60


class BackupFolder:
    """Keeps which folder it is, and lets it be typed."""

    def __init__(self, asking: Asking, front_door: FrontDoor, choices: Choices) -> None:
        """Know what the settings hold.

        Args:
            asking: lets words be typed.
            front_door: shows the list it is asked for from.
            choices: keep the folder.
        """
        self._asking = asking
        self._front_door = front_door
        self._choices = choices

    @property
    def folder(self) -> str:
        """The folder as it was typed; empty where none is kept."""
        return str(self._choices.settings.backup_folder)

    @property
    def value(self) -> str:
        """The folder, for a list."""
        return shown(self.folder, _MOST_SHOWN_CHARS) or NONE

    def ask(self) -> Question:
        """Let the folder be typed; the list, which shows the one of before, is left."""
        self._front_door.close_list()
        return self._asking.ask(
            "Type the folder for backups, then Enter.",
            self.answer,
            name=NAME,
            invitation="A folder, best on another disk",
            before=self.folder,
            keeps_draft=False,
        )

    def answer(self, typed: str) -> Result:
        """Keep a folder that can be written; empty for none."""
        if typed and (why := _why_not(typed)):
            return Message(f"{why} It is not kept.", earcon="edge", asked=True)
        fault = self._choices.choose(SETTING, typed)
        if fault:
            return Message(fault, earcon="alarm")
        if not typed:
            return Message(NO_BACKUPS, earcon="off", asked=True)
        return Message(f"Backups go to {self.value}.", earcon="on", asked=True)


def _why_not(typed: str) -> str:
    """Return why a folder cannot be written; empty where it can."""
    named = shown(typed, _MOST_SHOWN_CHARS)
    try:
        folder = Path(typed).expanduser()
        if not answered(folder.is_dir):
            return f"There is no folder {named}."
        if not answered(lambda: os.access(folder, os.W_OK | os.X_OK)):
            return f"{named} cannot be written."
    except (OSError, RuntimeError, ValueError):
        return f"{named} cannot be used."
    return ""
