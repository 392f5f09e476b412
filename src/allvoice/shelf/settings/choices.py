"""What a listener chose, and chooses while listening: it holds at once, is told and is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from allvoice.errors import SettingsError
from allvoice.shelf.settings.chosen import Chosen
from allvoice.shelf.settings.read import load_chosen
from allvoice.shelf.settings.spec import Applies
from allvoice.shelf.settings.specs import SPEC_OF, Settings

Writes = Callable[[str, object], None]
"""Writes a choice into the settings file; raises `SettingsError`."""
Observer = Callable[[Settings], None]


class Choices:
    """The settings as they are: what is usual, over that what the listener chose.

    1. What the file chooses is read once, when the program starts.
    2. What holds for this run alone (`for_now`: an option of the command line, a theme that is
       not there) goes over it, and is never written.
    3. `choose` lets a choice hold, tells every observer, then writes it into the file: what the
       listener sees and hears does not wait for the disk.
    """

    def __init__(
        self,
        chosen: Chosen | None = None,
        write: Writes = lambda name, value: None,
        *,
        usual: Settings | None = None,
    ) -> None:
        """Begin with what was chosen before.

        Args:
            chosen: what the file chooses.
            write: writes a choice into the file.
            usual: what holds where nothing is chosen.
        """
        self.chosen = chosen or Chosen()
        """What the listener chose, and is kept."""
        self.observers: list[Observer] = []
        """Called with the settings after each choice."""
        self.later: set[str] = set()
        """What was chosen here and holds from the next start."""
        self._write = write
        self._usual = usual or Settings()
        self._for_now = Chosen()
        self.settings = self.chosen.filled(self._usual)
        """What holds."""

    @classmethod
    def open(cls, path: Path) -> tuple[Choices, list[str]]:
        """Read the settings file; what is chosen later is written into it.

        Returns:
            The choices, and one sentence for each thing in the file that could not be used.
        """
        chosen, faults = load_chosen(path)

        def write(name: str, value: object) -> None:
            # Only at a choice: most starts make none.
            from allvoice.shelf.settings.write import write_setting

            write_setting(path, name, value)

        return cls(chosen, write), faults

    def for_now(self, **values: Any) -> None:
        """Let values hold until the program ends or the listener chooses others."""
        self._for_now = self._for_now.but(**values)
        self._fill()

    def wanted(self, name: str) -> Any:
        """Return the value of a setting that holds, or from the next start will."""
        settings = self.chosen.filled(self._usual) if name in self.later else self.settings
        return getattr(settings, name)

    def choose(self, name: str, value: object) -> str:
        """Choose a value for a setting: it holds, unless that is from the next start, and is kept.

        Args:
            name: the setting, as in `Settings`; "keys." and an action, "voices." and an engine.
            value: what it becomes.

        Returns:
            Empty text, or one sentence for the listener: the choice lasts only until the end.
        """
        self.chosen = self.chosen.with_choice(name, value)
        setting = name.partition(".")[0]
        if SPEC_OF[setting].applies is Applies.NEXT_START:
            self._for_now = self._for_now.but(**{setting: getattr(self.settings, setting)})
            self.later.add(setting)
        else:
            self._for_now = self._for_now.without(setting)
        self._fill()
        for observer in list(self.observers):
            observer(self.settings)
        try:
            self._write(name, value)
        except SettingsError as error:
            return str(error)
        return ""

    def _fill(self) -> None:
        self.settings = self._for_now.filled(self.chosen.filled(self._usual))
