"""What the listener chooses while listening: it holds at once, and at the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.errors import SettingsError
from allvoice.reading.commands import SetOptions
from allvoice.reading.state import PlaybackOptions

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.read import Settings

Value = bool | int | float | str | list[str]
Write = Callable[[str, Value], None]
"""Writes a setting into the settings file; raises `SettingsError`."""


def playback_options(settings: Settings) -> PlaybackOptions:
    """Return how a listener with these settings is told and read to."""
    return PlaybackOptions(
        interface_voice=settings.interface_voice,
        guide_voice=settings.guide_voice,
        interface_pitch=settings.interface_pitch,
        volume_boost=settings.volume_boost,
        earcons=settings.earcons,
        one_sentence=settings.one_sentence,
        external_screen_reader=settings.screen_reader,
    )


class Preferences:
    """The settings as they are now."""

    def __init__(
        self,
        settings: Settings,
        session: ReadingSession,
        announcer: Announcer,
        write: Write,
        show: Callable[[Settings], None] = lambda settings: None,
    ) -> None:
        """Begin with what the settings file holds; nothing is applied yet.

        Args:
            settings: what the file holds.
            session: is told how to tell and read.
            announcer: tells how much.
            write: writes a choice into the file.
            show: lets the screen look as is chosen.
        """
        self.settings = settings
        self.show = show
        self._session = session
        self._announcer = announcer
        self._write = write

    def apply(self) -> None:
        """Let all settings hold."""
        self._announcer.verbosity = self.settings.verbosity
        options = playback_options(self.settings)
        if options != self._session.state.options:
            self._session.do(SetOptions(options))
        self.show(self.settings)

    def set(self, name: str, value: bool | int | float | str) -> str:
        """Choose another value for a setting; returns the same as `write`."""
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]
        self.apply()
        return self.write(name, value)

    def write(self, name: str, value: Value) -> str:
        """Write a choice into the file.

        Returns:
            Empty text, or one sentence for the listener: the choice holds only until the end.
        """
        try:
            self._write(name, value)
        except SettingsError as error:
            return str(error)
        return ""
