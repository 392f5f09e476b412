"""Larger letters for a sentence that is shown alone, where the terminal says that it has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allvoice.shelf.settings.specs import Settings
    from allvoice.tui.terminal.process import Process
    from allvoice.tui.widgets.reading_view import ReadingView

NO_LARGER_LETTERS = "This terminal cannot show larger letters."


class Letters:
    """Asks the terminal when larger letters are wanted, and lets the text have them."""

    def __init__(
        self,
        view: ReadingView,
        process: Process,
        answer: Callable[[str], object],
        paint_again: Callable[[], None],
    ) -> None:
        """Begin with letters of the usual size; nothing is asked.

        Args:
            view: the text.
            process: knows the terminal.
            answer: says and shows a sentence.
            paint_again: paints the whole screen.
        """
        self._view = view
        self._process = process
        self._answer = answer
        self._paint_again = paint_again
        self._wanted: bool | None = None
        self._are_known: bool | None = None
        self._is_told = True

    def apply(self, settings: Settings) -> None:
        """Let the text look as is chosen; who chose it just now is told where it cannot be."""
        wanted = settings.letters == "larger" and not settings.external_screen_reader
        before, self._wanted = self._wanted, wanted
        if wanted == before:
            return
        self._is_told = before is None or not wanted
        if wanted and self._are_known is None:
            driver = self._process.driver
            ask = getattr(driver, "ask_for_double_lines", None)
            if ask is None:
                self._are_known = False
            else:
                ask(self._answered)
        self._show()

    def _answered(self, are_known: bool) -> None:
        self._are_known = are_known
        if are_known and self._process.driver is not None:
            enlarge = getattr(self._process.driver, "enlarge", None)
            if enlarge is not None:
                enlarge(self._view.double_rows, self._paint_again)
            # The question stood in a line for a moment.
            self._paint_again()
        self._show()

    def _show(self) -> None:
        self._view.enlarge(bool(self._wanted and self._are_known))
        if self._are_known is False and not self._is_told:
            self._is_told = True
            self._answer(NO_LARGER_LETTERS)
