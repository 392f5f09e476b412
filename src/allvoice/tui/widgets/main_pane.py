"""What stands in the middle of the screen: the text, a list in its place, a line to type into."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from textual.widget import Widget

from allvoice.actions.model import ListModel, Question
from allvoice.tui.widgets.list_view import ListView
from allvoice.tui.widgets.page import Page
from allvoice.tui.widgets.reading_view import ReadingView

if TYPE_CHECKING:
    from textual.app import App

    from allvoice.actions.typing_echo import TypingEcho
    from allvoice.guide.model import Guide
    from allvoice.guide.search.matching import Match
    from allvoice.reading.state import State
    from allvoice.tui.widgets.beside import Beside
    from allvoice.tui.widgets.prompt import Prompt


class MainPane:
    """Opens and closes what the listener looks at."""

    def __init__(
        self,
        app: App[str],
        view: ReadingView,
        fit: Callable[[], None],
        beside: Beside,
        *,
        external_screen_reader: bool = False,
    ) -> None:
        """Begin with the text.

        Args:
            app: what the widgets are part of.
            view: the text.
            fit: called when the room for the text changes.
            beside: the contents beside the text.
            external_screen_reader: a list shows only the item that is chosen.
        """
        self.view = view
        self.items = ListView(external_screen_reader=external_screen_reader)
        self.items.display = False
        self.beside = beside
        self.prompt: Prompt | None = None
        self.question: Question | None = None
        """What was asked for last."""
        self._app = app
        self._fit = fit
        self._page = Page(0, None)

    @property
    def is_list_open(self) -> bool:
        """Whether a list is shown instead of the text."""
        return bool(self.items.display)

    @property
    def enter_does(self) -> str:
        """What Enter does where words are typed."""
        return self.question.does if self.question is not None else ""

    @property
    def model(self) -> ListModel | None:
        """The list that is open."""
        return self.items.model if self.is_list_open else None

    def goes_on(self, action: str) -> bool:
        """Return whether a held key goes on doing an action; a choice is changed once."""
        model = self.model
        if model is None or model.change is None or action not in ("leap_back", "leap_on"):
            return True
        return model.is_graded(self.items.selected)

    def open_list(self, model: ListModel) -> None:
        """Show a list instead of the text."""
        self.items.display = True
        self.view.display = False
        self._show_beside()
        self.items.show(model)
        self.focus(self.items)

    def close_list(self) -> None:
        """Show the text again."""
        self.view.display = True
        self.items.display = False
        self._show_beside()
        self.focus(self.view)

    @property
    def rows_read(self) -> int | None:
        """The rows of the window down to the end of the sentence read; all before it is drawn.

        None where the text is not what is looked at.
        """
        if self.is_list_open or self.prompt is not None:
            return None
        return self.view.region.y + (self.view.rows_read or self._app.size.height)

    def fit(self, page: Page) -> None:
        """Let everything stand where it has its place."""
        self._page = page
        self.view.set_in(page.left)
        self.items.set_in(page.left)
        if self.prompt is not None:
            self.prompt.set_in(page.left)
        self._show_beside()

    def take_guide(self, guide: Guide, state: State) -> None:
        """Show another guide at the place of a state."""
        self.view.take_guide(guide, state)
        self.beside.take_guide(guide, state.position)

    def show_state(self, state: State) -> None:
        """Show a new state; only what changed is painted."""
        self.view.show_state(state)
        self.beside.show_place(state.position)
        self._show_beside()

    def _show_beside(self) -> None:
        """Show the contents where they are wanted and nothing else is looked at alone."""
        is_shown = self._page.beside is not None and not (self.view.is_alone or self.is_list_open)
        width: int | str = "1fr"
        if is_shown and self._page.beside is not None:
            width = self._page.beside
        self.beside.display = is_shown
        self.view.reaches_edge = not is_shown
        self.view.styles.width = width

    def focus(self, widget: Widget) -> None:
        """Let a widget have the keys at once.

        `Widget.focus` lets the next key, when it is there already, go to the old widget.
        """
        self._app.screen.set_focus(widget)

    def open_prompt(
        self, question: Question, echo: TypingEcho, leaving: Collection[str] = ()
    ) -> None:
        """Let words be typed, below everything else.

        Args:
            question: what is asked for.
            echo: says what is typed.
            leaving: keys that leave the line while nothing was typed yet.
        """
        from allvoice.tui.widgets.prompt import Prompt

        self.question = question
        self.prompt = Prompt(
            question.initial, question.invitation, echo, leaving, is_edit=question.is_edit
        )
        self.prompt.set_in(self._page.left)
        self._fit()
        self._app.mount(self.prompt)
        self.focus(self.prompt)

    @property
    def takes_own_words(self) -> bool:
        """Whether a line for the listener's own words is open."""
        question = self.question
        return self.prompt is not None and question is not None and question.is_edit

    def close_prompt(self) -> None:
        """Stop typing."""
        if self.prompt is not None:
            self.prompt.is_over = True
            self.prompt.remove()
            self.prompt = None
            self._fit()
            self.focus(self.items if self.is_list_open else self.view)

    def show_match(self, match: Match | None) -> None:
        """Mark what was found, or nothing any more."""
        self.view.show_match((match.position, match.start, match.end) if match else None)
