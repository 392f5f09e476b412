"""What stands above and below the text, and how much room it takes."""

from __future__ import annotations

from textual.geometry import Size

from allvoice.reading.runner import ReadingSession
from allvoice.reading.state import Status
from allvoice.tui.keys.keyboard import Keyboard
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.widgets.footer import Footer, Header, HintMode, hint_row, status_line
from allvoice.tui.widgets.main_pane import MainPane
from allvoice.tui.widgets.rows import LEAST_HEIGHT, LEAST_WIDTH, has_room, plain_row

FOOTER_ROWS, SHORT_FOOTER_ROWS, SHORT_BELOW_ROWS = 3, 2, 10
ROWS_LEFT_BY_A_MESSAGE = 3
"""The title and two lines of the text."""
STYLES = """
Screen { layout: vertical; scrollbar-size: 0 0; overflow: hidden; }
Screen, #header, #footer, #view, #list, Prompt { color: $foreground; background: $background; }
#header, #footer, #view, #list, Prompt { width: 1fr; }
#header { height: 1; }
#view, #list { height: 1fr; }
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
        self.footer = Footer(external_screen_reader=external_screen_reader)
        self._session = session
        self._keymap = keymap
        self._external_screen_reader = external_screen_reader
        self._was_too_small: bool | None = None

    def fit(self, size: Size, main_pane: MainPane) -> None:
        """Fit the window; what depends on its size alone is drawn anew."""
        rows = SHORT_FOOTER_ROWS if size.height < SHORT_BELOW_ROWS else FOOTER_ROWS
        rows -= main_pane.prompt is not None
        needed = min(self.footer.message_rows(size.width), size.height - ROWS_LEFT_BY_A_MESSAGE)
        self.footer.styles.height = max(rows, needed)
        self.header.redraw()

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
        phone: str = "",
    ) -> None:
        """Show what the listener is doing.

        Args:
            main_pane: the text, a list, or a line to type into.
            keyboard: what keys do at the moment.
            width: of the window, in cells.
            is_searching: whether next and previous go by what was looked for.
            phone: the care team's number, for the urgent list.
        """
        state, guide = self._session.state, self._session.guide
        model = main_pane.model
        if main_pane.prompt is not None:
            title = main_pane.question.name if main_pane.question is not None else ""
        elif model is not None:
            title = model.name
        elif self._external_screen_reader:
            # It would be read whenever a list is left.
            title = ""
        else:
            title = guide.section_of(state.position).title
        self.header.show(title, steady=self._external_screen_reader)
        hint_mode = self._hint_mode(main_pane, keyboard, is_searching=is_searching)
        enter = main_pane.enter_does
        if self._external_screen_reader:
            # What else can be done was told when it began.
            typing = TYPING_WITH_SCREEN_READER.format(enter)
            shown = typing if hint_mode is HintMode.TYPING else ""
            self.footer.show(status="", hint=plain_row(shown, width))
        else:
            visit = state.visit
            called = phone if visit is not None and visit.urgent else ""
            status = status_line(guide, state, width, phone=called)
            hint = hint_row(self._keymap, hint_mode, width, enter=enter, is_away=visit is not None)
            self.footer.show(status=status, hint=hint)

    def _hint_mode(
        self, main_pane: MainPane, keyboard: Keyboard, *, is_searching: bool
    ) -> HintMode:
        if main_pane.prompt is not None:
            return HintMode.TYPING
        if keyboard.is_choosing:
            return HintMode.CHOOSING_KEY
        if keyboard.is_describing:
            return HintMode.DESCRIBING
        if main_pane.is_list_open:
            return HintMode.CHOOSING
        state = self._session.state
        # While one sentence is read on its own, the key reads on.
        pauses = state.reads_on or (state.status is Status.PLAYING and state.options.one_sentence)
        if is_searching:
            return HintMode.READING_FOUND if pauses else HintMode.FOUND
        return HintMode.PLAYING if pauses else HintMode.SILENT
