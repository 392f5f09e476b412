"""The terminal as a screen reader needs it: only what changes the screen is sent."""

from __future__ import annotations

import os
import shutil

from allvoice.tui.terminal.driver import LowLatencyDriver
from allvoice.tui.terminal.screen_diff import ScreenDiff


class DiffingDriver(LowLatencyDriver):
    """Sends no row that stands there already: a screen reader would read it again."""

    def start_application_mode(self) -> None:
        """Take the terminal, of which it is not known what stands there."""
        self._screen_diff = ScreenDiff()
        self._shown_size: os.terminal_size | None = None
        super().start_application_mode()

    def write(self, data: str) -> None:
        """Write to the terminal what is not there yet."""
        size = shutil.get_terminal_size()
        if size != self._shown_size:
            # What a terminal does with its rows at another size is its own affair.
            self._shown_size = size
            self._screen_diff.forget()
        data = self._screen_diff.changes(data)
        if data:
            super().write(data)
