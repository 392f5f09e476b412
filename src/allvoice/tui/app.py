"""The screen: the text of the guide, one line above it and three below."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from allvoice.errors import AllvoiceError
from allvoice.reading.state import State, Status
from allvoice.tui import themes
from allvoice.tui.commands import Commands
from allvoice.tui.foot import Foot, Moment, Title, hint_line, status_line
from allvoice.tui.keys import KeyTable, Scope
from allvoice.tui.lists import Listing, PlainList
from allvoice.tui.ports import Listening
from allvoice.tui.reading_view import ReadingView
from allvoice.tui.telling import Telling
from allvoice.tui.theme_files import OwnThemes

if TYPE_CHECKING:
    from allvoice.guide.search import Match
    from allvoice.shelf.settings import Settings
    from allvoice.shelf.store import Shelf
    from allvoice.speech.messages import Event
    from allvoice.tui.search import Prompt

FOOT_ROWS, SHORT_FOOT_ROWS, SHORT_BELOW_ROWS = 3, 2, 10
UNEXPECTED = (
    "The screen met an error it does not know and had to close; your place is saved. "
    "Start allvoice again; the log says more."
)

_log = logging.getLogger(__name__)
# Without a handler, Python would print the traceback over the screen.
_log.addHandler(logging.NullHandler())


class VoiceSpoke(Message):
    """An event of the voice, on its way to the screen's thread."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class MainScreen(Screen[None], inherit_bindings=False):
    """The one screen; Textual's own keys for it are left out."""

    def on_resize(self, event: Resize) -> None:
        """Fit the window."""
        app = self.app
        assert isinstance(app, AllvoiceApp)
        app.fit()


class AllvoiceApp(App[str], inherit_bindings=False):
    """The terminal reader.

    `run` returns None, or after an error one sentence to be shown.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layout: vertical; scrollbar-size: 0 0; overflow: hidden; }
    Screen, #title, #foot, #view, #list, #prompt { color: $foreground; background: $background; }
    #title, #foot, #view, #list, #prompt { width: 1fr; }
    #title { height: 1; }
    #view, #list { height: 1fr; }
    #foot { height: 3; }
    #prompt { height: 1; border: none; padding: 0; background-tint: transparent; }
    #prompt > .input--cursor, #prompt > .input--selection {
        color: $foreground; background: $background; text-style: reverse;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "do('quit')", show=False, priority=True)
    ]

    def __init__(
        self,
        listening: Listening,
        shelf: Shelf,
        settings: Settings,
        *,
        notices: Sequence[str] = (),
        welcome: str = "",
        own_themes: OwnThemes | None = None,
        depth: themes.Depth | None = None,
        connect: Callable[[Callable[[Event], None]], None] | None = None,
    ) -> None:
        """Show a listening session.

        Args:
            listening: the session; the screen becomes its watcher.
            shelf: where bookmarks are kept.
            settings: theme, keys, and what is spoken and marked.
            notices: sentences the listener is told at the start.
            welcome: what is spoken first, before the guide is read on; empty for nothing.
            own_themes: the listener's own colours; what is amiss with them is told too.
            depth: how many colours the terminal shows; None for what its name tells.
            connect: given what takes the voice's events, once the screen can take them.
        """
        with themes.without_no_color() as no_color:
            super().__init__()
        self.animation_level = "none"
        own = own_themes or OwnThemes()
        depth = depth or themes.depth_here(self.console.color_system, os.environ)
        if no_color:
            depth = themes.Depth.NONE
        found = themes.themes_for(own.usable, depth)
        for theme in found.values():
            self.register_theme(theme)
        self.theme_names = tuple(found)
        """Those to choose from, in the order they are gone through."""
        self.theme, theme_notice = themes.choose(settings.theme, found, refused=own.refused)
        self.table = KeyTable(settings.keys)
        self.listening = listening
        self._shelf = shelf
        theme_notices = [*own.notices, *filter(None, [theme_notice])]
        self._notices = [*notices, *self.table.notices, *theme_notices]
        self._welcome = welcome
        self._connect = connect
        self._title = Title()
        self.view = ReadingView(
            listening.guide, listening.state, highlight_word=settings.highlight_word
        )
        self._items = PlainList()
        self._foot = Foot()
        self.telling = Telling(listening, self._show_message, aloud=settings.interface_voice)
        self._prompt: Prompt | None = None
        self._unknown_key_told = False
        self._is_closed = False
        self._commands = Commands(listening, shelf, self.table, self)

    def get_default_screen(self) -> Screen[None]:
        """Return the one screen."""
        return MainScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Yield the parts from top to bottom."""
        yield self._title
        yield self.view
        self._items.display = False
        yield self._items
        yield self._foot

    def on_mount(self) -> None:
        """Begin to watch the session."""
        self.set_keymap(self.table.changed)
        self._heed_signals()
        self.listening.watcher = self
        self.view.show_state(self.listening.state)
        if self._shelf.on_notice is None:
            self._shelf.on_notice = self.telling.say
        self.fit()
        self._show_lines()
        self.app_resume_signal.subscribe(self, lambda _: self._show_cursor())
        self._show_cursor()
        self.view.focus()
        self.call_after_refresh(self._begin)

    def _heed_signals(self) -> None:
        """Save the place and give the terminal back when the program is told to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has neither, and no handlers in its loop.
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self.quit)

    def _begin(self) -> None:
        """Speak, once the guide is on the screen."""
        if self._connect is not None:
            self._connect(self.voice_event)
        for notice in self._notices:
            self.told(notice)
        if self._welcome:
            self.listening.welcome(" ".join([self._welcome, *self._notices]))
        elif self._notices:
            self.listening.announce(" ".join(self._notices))

    def fit(self) -> None:
        """Fit the window; what depends on its size alone is drawn anew."""
        width, height = self.size
        rows = SHORT_FOOT_ROWS if height < SHORT_BELOW_ROWS else FOOT_ROWS
        rows -= self._prompt is not None
        self._foot.styles.height = max(rows, min(self._foot.message_rows(width), height // 2))
        self._title.redraw()

    def _show_cursor(self) -> None:
        # Screen readers and braille displays follow the terminal's own cursor, which Textual hides.
        if self._driver is not None:
            self._driver.write("\x1b[?25h")

    # What the voice and the session tell

    def voice_event(self, event: Event) -> None:
        """Hand an event of the voice to the session; may be called from any thread."""
        self.post_message(VoiceSpoke(event))

    def on_voice_spoke(self, message: VoiceSpoke) -> None:
        """Hand an event of the voice to the session, on its own thread."""
        if not self._is_closed:
            self.listening.handle(message.event)

    def state_changed(self, old: State, new: State) -> None:
        """Show the new state of the session."""
        self.view.show_state(new)
        self._show_lines()

    def told(self, sentence: str) -> None:
        """Show what the session tells."""
        self.telling.told(sentence)

    def _show_message(self, message: str) -> None:
        self._foot.say(message)
        self.fit()

    def _show_lines(self) -> None:
        state, guide = self.listening.state, self.listening.guide
        listing = self._items.listing if self.is_list_open else None
        if self._prompt is not None:
            title = "Search"
        else:
            title = listing.name if listing else guide.section_of(state.position).title
        self._title.show(title)
        width = self.size.width
        self._foot.show(
            status=status_line(guide, state, width),
            hint=hint_line(self.table, self._moment(), width),
        )

    def _moment(self) -> Moment:
        if self._prompt is not None:
            return Moment.TYPING
        if self.is_list_open:
            return Moment.CHOOSING
        if self._commands.is_searching:
            return Moment.SEARCHING
        state = self.listening.state
        # While one sentence is read on its own, the key reads on.
        playing = state.status is Status.PLAYING and not state.single
        return Moment.PLAYING if playing else Moment.SILENT

    # What the commands ask for

    def action_do(self, action: str) -> None:
        """Do what a key asks for."""
        self._show_message("")
        self._commands.do(action)
        if not self._is_closed:
            self._show_lines()

    def on_key(self, event: Key) -> None:
        """Say where help is, the first time a key does nothing."""
        scope = Scope.LIST if self.is_list_open else Scope.READING
        if self._prompt is not None:
            if event.is_printable and event.character:
                # Typed before the line to type into was there, so that it came to the text.
                self._prompt.put(event.character)
            return
        if self.table.has(event.aliases, scope):
            return
        if self._unknown_key_told:
            self.telling.say("This key does nothing here.")
        else:
            self._unknown_key_told = True
            self.telling.say(f"This key does nothing. {self.table.shown('help')} for help.")

    @property
    def items(self) -> PlainList:
        """The list, open or not."""
        return self._items

    @property
    def is_list_open(self) -> bool:
        """Whether a list is shown instead of the text."""
        return bool(self._items.display)

    def open_list(self, listing: Listing) -> None:
        """Show a list instead of the text."""
        self._items.display = True
        self.view.display = False
        self._items.show(listing)
        self._focus(self._items)

    def close_list(self) -> None:
        """Show the text again."""
        self.view.display = True
        self._items.display = False
        self._focus(self.view)

    def _focus(self, widget: Widget) -> None:
        # At once: `Widget.focus` lets the next key, when it is there already, go to the old widget.
        self.screen.set_focus(widget)

    def open_prompt(self, query: str) -> None:
        """Let words to look for be typed, below everything else."""
        from allvoice.tui.search import Prompt

        self._prompt = Prompt(query)
        self.fit()
        self.mount(self._prompt)
        self._focus(self._prompt)

    def close_prompt(self) -> None:
        """Stop typing."""
        if self._prompt is not None:
            self._prompt.remove()
            self._prompt = None
            self.fit()
            self._focus(self.view)

    def on_input_submitted(self, event: Prompt.Submitted) -> None:
        """Look for what was typed."""
        self._show_message("")
        self._commands.find(event.value)
        self._show_lines()

    def show_match(self, match: Match | None) -> None:
        """Mark what was found, or nothing any more."""
        self.view.show_match((match.position, match.start, match.end) if match else None)

    # The end

    def quit(self) -> None:
        """Save the place and end."""
        self._close_session()
        self.exit()

    def _close_session(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self.listening.watcher = None
            self.listening.close()

    def _handle_exception(self, error: Exception) -> None:
        """End with one sentence; the traceback goes to the log, never to the terminal."""
        _log.error("the screen failed", exc_info=error)
        with suppress(Exception):
            self._close_session()
        sentence = str(error) if isinstance(error, AllvoiceError) else UNEXPECTED
        self._return_value = sentence
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()
