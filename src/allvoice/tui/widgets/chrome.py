"""What stands above and below the text, and how much room it takes."""

from __future__ import annotations

from textual.geometry import Size

from allvoice.reading.activity import Activity, activity_of
from allvoice.reading.runner import ReadingSession
from allvoice.tui.keys.keyboard import Keyboard
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.widgets.display_settings import DisplaySettings
from allvoice.tui.widgets.footer import (
    MORE,
    MOST_ROWS_BESIDE_READING,
    Footer,
    Header,
    footer_rows,
)
from allvoice.tui.widgets.hints import HintMode, hint_row
from allvoice.tui.widgets.layout import TEXT_CELLS
from allvoice.tui.widgets.main_pane import MainPane
from allvoice.tui.widgets.page import Page, page_of
from allvoice.tui.widgets.rows import LEAST_HEIGHT, LEAST_WIDTH, has_room, plain_row
from allvoice.tui.widgets.status import state_row, title

MOST_TITLE_CELLS = TEXT_CELLS + 2
"""As wide as the text with its margin."""
LEAST_HEIGHT_OF_LONG_TITLE = 16
"""In a lower window the name of a section takes no second row from the text."""
ROWS_LEFT_BY_A_MESSAGE = 3
"""The title and two lines of the text, or of a list."""
MOST_OF_THE_WINDOW = 3
"""Beside what is read a message takes no more than a third of it."""
STYLES = """
Screen { layout: vertical; scrollbar-size: 0 0; overflow: hidden; }
Screen, #header, #footer, #view, #list, #beside, Prompt {
    color: $foreground; background: $background;
}
#header, #footer, #view, #list, #beside, Prompt { width: 1fr; }
#header { height: 1; }
#page { layout: horizontal; height: 1fr; }
#view, #list, #beside { height: 1fr; }
#footer { height: 3; }
Prompt { height: 1; border: none; padding: 0; background-tint: transparent; }
Prompt > .input--cursor, Prompt > .input--selection {
    color: $foreground; background: $background; text-style: reverse;
}
Prompt > .input--placeholder { color: $foreground; text-style: none; }
"""
"""Where each part stands on the screen, and that its colours are the theme's."""
TYPING_WITH_SCREEN_READER = "Enter {}, Backspace leaves"
"""Screen readers may keep Escape for themselves."""
TOO_SMALL = (
    f"The window is too small to show the guide: it needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} "
    "rows. It can still be heard."
)


class Chrome:
    """Title, message, status and keys.

    For a screen reader of the listener's own only what was just done is shown there: whatever else
    changes would be read with each step, and what is there already would be read once more.
    """

    def __init__(
        self, session: ReadingSession, keymap: Keymap, *, external_screen_reader: bool = False
    ) -> None:
        self.header = Header()
        more = MORE if external_screen_reader else f"{keymap.shown('again')} shows all of it"
        self.footer = Footer(external_screen_reader=external_screen_reader, more=more)
        self._session = session
        self._keymap = keymap
        self._external_screen_reader = external_screen_reader
        self._was_too_small: bool | None = None

    def fit(self, size: Size, main_pane: MainPane, display: DisplaySettings) -> None:
        """Fit the window; what depends on its size alone is drawn anew.

        Args:
            size: of the window.
            main_pane: the text, a list, or a line to type into.
            display: how the listener wants it.
        """
        page = Page(0, None)
        if not self._external_screen_reader:
            page = page_of(size.width, display.column, beside=display.beside)
        self.header.set_in(page.left)
        self.footer.set_in(page.left)
        main_pane.fit(page)
        rows = footer_rows(size.height) - (main_pane.prompt is not None)
        needed = min(self.footer.rows_needed, self._most_rows(size, main_pane))
        self.footer.styles.height = max(rows, needed)
        self.header.redraw()

    def shows_whole(self, main_pane: MainPane, message: str) -> bool:
        """Tell whether a message has room; to a screen reader its rest is shown step by step."""
        if self._external_screen_reader:
            return True
        return self.footer.rows_for(message) <= self._most_rows(self.footer.app.size, main_pane)

    def _most_rows(self, size: Size, main_pane: MainPane) -> int:
        """Return how many rows a message may take, with the keys: what is read stays in sight."""
        rows_read = main_pane.rows_read
        if self._external_screen_reader or rows_read is None or self.footer.keeps_state:
            return size.height - ROWS_LEFT_BY_A_MESSAGE
        free = min(size.height - rows_read, size.height // MOST_OF_THE_WINDOW)
        return max(MOST_ROWS_BESIDE_READING, free)

    def begins_too_small(self, size: Size) -> bool:
        """Tell whether the window is too small at the start, and watch it from now on."""
        self._was_too_small = not has_room(size)
        return self._was_too_small

    def became_too_small(self, size: Size) -> bool:
        """Tell, once, that the window was made too small."""
        if self._was_too_small is None:
            # At the start it is said with the welcome.
            return False
        before, self._was_too_small = self._was_too_small, not has_room(size)
        return self._was_too_small and not before

    def show(
        self,
        main_pane: MainPane,
        keyboard: Keyboard,
        width: int,
        *,
        is_searching: bool,
        under_way: Activity | None = None,
        phone: str = "",
        is_any_key: bool = False,
    ) -> None:
        """Show what the listener is doing.

        Args:
            main_pane: the text, a list, or a line to type into.
            keyboard: what keys do at the moment.
            width: of the window, in cells.
            is_searching: whether next and previous go by what was looked for.
            under_way: what is told in parts, such as the tour of the keys.
            phone: the care team's number, for the urgent list.
            is_any_key: any key plays or pauses.
        """
        width -= self.header.left
        self._show_title(main_pane, width)
        hint_mode = _hint_mode(main_pane, keyboard, is_searching=is_searching)
        if is_any_key:
            hint_mode = HintMode.ANY_KEY
        enter = main_pane.enter_does
        if self._external_screen_reader:
            # What else can be done was told when it began.
            typing = TYPING_WITH_SCREEN_READER.format(enter)
            hint = plain_row(typing, width) if hint_mode is HintMode.TYPING else ()
            self.footer.show(status=(), hint=hint)
            return
        state, guide = self._session.state, self._session.guide
        visit = state.visit
        is_urgent = visit is not None and visit.urgent
        hint = hint_row(
            self._keymap,
            hint_mode,
            activity_of(state, under_way=under_way),
            width,
            enter=enter,
            is_away=visit is not None,
            is_urgent=is_urgent,
        )
        called = phone if is_urgent else ""
        status = state_row(
            guide, state, width, phone=called, under_way=under_way, is_any_key=is_any_key
        )
        self.footer.show(status=status, hint=hint)

    def _show_title(self, main_pane: MainPane, width: int) -> None:
        state, guide = self._session.state, self._session.guide
        model, right = main_pane.model, ""
        if main_pane.prompt is not None:
            left = main_pane.question.name if main_pane.question is not None else ""
        elif model is not None:
            left = model.name
        elif self._external_screen_reader:
            # It would be read whenever a list is left.
            left = ""
        else:
            names_section = not main_pane.view.shows_heading
            two = main_pane.view.app.size.height >= LEAST_HEIGHT_OF_LONG_TITLE
            cells = min(width, MOST_TITLE_CELLS)
            left, right = title(
                guide, state, cells, names_section=names_section, takes_two_rows=two
            )
        self.header.show(left, right, steady=self._external_screen_reader)


def _hint_mode(main_pane: MainPane, keyboard: Keyboard, *, is_searching: bool) -> HintMode:
    if main_pane.prompt is not None:
        return HintMode.TYPING
    if keyboard.is_choosing:
        return HintMode.CHOOSING_KEY
    if keyboard.is_describing:
        return HintMode.DESCRIBING
    if main_pane.is_list_open:
        return HintMode.CHOOSING
    return HintMode.SEARCHING if is_searching else HintMode.READING
