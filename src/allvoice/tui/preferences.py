"""What the listener chooses while listening: it holds at once, and at the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from allvoice.errors import SettingsError
from allvoice.reading.state import Manner
from allvoice.shelf.settings.read import Settings
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling

Value = bool | int | float | str | list[str]
Keep = Callable[[str, Value], None]
"""Writes a setting into the settings file; raises `SettingsError`."""


def manner_of(settings: Settings) -> Manner:
    """Return how a listener with these settings is told and read to."""
    return Manner(
        interface_voice=settings.interface_voice,
        guide_voice=settings.guide_voice,
        interface_pitch=settings.interface_pitch,
        volume_boost=settings.volume_boost,
        earcons=settings.earcons,
        one_sentence=settings.one_sentence,
        shown_only=settings.screen_reader,
    )


class Preferences:
    """The settings as they are now."""

    def __init__(
        self,
        settings: Settings,
        listening: Listening,
        telling: Telling,
        keep: Keep,
        show: Callable[[Settings], None],
    ) -> None:
        """Begin with what the settings file holds; nothing is applied yet.

        Args:
            settings: what the file holds.
            listening: is told how to tell and read.
            telling: says how much.
            keep: writes a choice into the file.
            show: lets the screen look as is chosen.
        """
        self.settings = settings
        self._listening = listening
        self._telling = telling
        self._keep = keep
        self._show = show

    def apply(self) -> None:
        """Let all settings hold."""
        self._telling.verbosity = self.settings.verbosity
        manner = manner_of(self.settings)
        if manner != self._listening.state.manner:
            self._listening.set_manner(manner)
        self._show(self.settings)

    def set(self, name: str, value: bool | int | float | str) -> str:
        """Choose another value for a setting; returns the same as `keep`."""
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]
        self.apply()
        return self.keep(name, value)

    def keep(self, name: str, value: Value) -> str:
        """Write a choice into the file.

        Returns:
            Empty text, or one sentence for the listener: the choice holds only until the end.
        """
        try:
            self._keep(name, value)
        except SettingsError as error:
            return str(error)
        return ""
