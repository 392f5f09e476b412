"""The screen: the text of the guide, one line above it and three below."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.events import Event as TextualEvent
from textual.events import Key, Paste, Resize
from textual.message import Message
from textual.screen import Screen

from allvoice.errors import AllvoiceError
from allvoice.jobs import Job
from allvoice.reading.state import State
from allvoice.tui.commands import Commands
from allvoice.tui.keys.keyboard import Keyboard
from allvoice.tui.keys.keymap import KeyTable, Scope
from allvoice.tui.ports import Listening
from allvoice.tui.preferences import let_hold
from allvoice.tui.stage import Stage
from allvoice.tui.telling import Telling
from allvoice.tui.terminal.input_filter import driver_class
from allvoice.tui.terminal.process import Process
from allvoice.tui.terminal.type_ahead import TOO_MANY, KeysLeftOut
from allvoice.tui.theme import themes
from allvoice.tui.theme.theme_files import OwnThemes
from allvoice.tui.widgets.chrome import TOO_SMALL, Frame
from allvoice.tui.widgets.reading_view import ReadingView
from allvoice.tui.widgets.view_style import ViewStyle

if TYPE_CHECKING:
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.settings.specs import Settings
    from allvoice.shelf.store.shelf import Shelf
    from allvoice.speech.protocol import Event
    from allvoice.tui.search import Prompt

UNEXPECTED = (
    "The screen met an error it does not know and had to close; your place is saved. "
    "Start allvoice again; the log says more."
)

BETWEEN_KEYS_S = 0.005
"""Left to the keys between two pieces of longer work."""
PASTED = "What was pasted does nothing here. {} searches for it."
MOST_SEARCHED_CHARS = 200

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
        app.show_lines()


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
    #prompt > .input--placeholder { color: $foreground; text-style: none; }
    """

    def __init__(
        self,
        listening: Listening,
        shelf: Shelf,
        choices: Choices,
        *,
        notices: Sequence[str] = (),
        faults: Sequence[str] = (),
        welcome: str = "",
        waits: bool = False,
        is_first_start: bool = False,
        own_themes: OwnThemes | None = None,
        depth: themes.Depth | None = None,
        connect: Callable[[Callable[[Event], None]], None] | None = None,
        time_of: Callable[[Key], float] = lambda key: key.time,
        job: Job | None = None,
        hurry: Callable[[], None] = lambda: None,
    ) -> None:
        """Show a listening session.

        Args:
            listening: the session; the screen becomes its watcher.
            shelf: where bookmarks are kept.
            choices: how the listener is told and read to, and how it looks.
            notices: sentences the listener is told at the start.
            faults: what of the listener's own files cannot be used; many are told in short.
            welcome: what is spoken first, before the guide is read on; empty for nothing.
            waits: the guide is read on only when a key asks for it.
            is_first_start: the tour of the keys is given after the welcome.
            own_themes: the listener's own colours; what is amiss with them is told too.
            depth: how many colours the terminal shows; None for what its name tells.
            connect: given what takes the voice's events, once the screen can take them.
            time_of: when a key was pressed, in seconds.
            job: stops the program for its shell; None where that cannot be.
            hurry: called, on any thread and in signal handlers, when the program must end: it is
                silent at once, and ends by force if need be.
        """
        settings = choices.settings
        with themes.without_no_color() as no_color:
            super().__init__(driver_class=driver_class(sparing=settings.external_screen_reader))
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
        # Colours would make every row that is written for a screen reader longer.
        wanted = themes.TERMINAL if settings.external_screen_reader else settings.theme
        self.theme, theme_notice = themes.choose(wanted, found, refused=own.refused)
        self.table = KeyTable(settings.keys, by_hand=settings.external_screen_reader)
        self.listening = listening
        self._shelf = shelf
        theme_notices = [*own.notices, *filter(None, [theme_notice])]
        self._notices = notices
        self._faults = [*faults, *self.table.notices, *theme_notices]
        self._welcome = welcome
        self._waits = waits
        self._is_first_start = is_first_start
        self._connect = connect
        self._is_closed = False
        self._frame = Frame(
            listening, self.table, for_screen_reader=settings.external_screen_reader
        )
        self._view_style = ViewStyle.of(settings)
        self.view = ReadingView(listening.guide, listening.state, self._view_style)
        self.stage = Stage(self, self.view, self.fit, one_at_a_time=settings.external_screen_reader)
        self.telling = Telling(listening, self._show_message, settings.verbosity)
        choices.for_now(theme=self.theme)
        self.choices = choices
        self.keyboard = Keyboard(
            self.table,
            listening,
            self.telling,
            scope=self._scope,
            later=self.set_timer,
            time_of=time_of,
        )
        self.process = Process(
            listening,
            self.table,
            job=job,
            hurry=hurry,
            driver=lambda: self._driver,
            show_again=self._show_again,
            answer=self.telling.answer,
            leave=self.quit,
            fail=self._handle_exception,
        )
        self._commands = Commands(
            listening,
            shelf,
            self.table,
            self.stage,
            self.telling,
            self.keyboard,
            choices,
            themes=lambda: self.theme_names,
            suspend=self.process.stop_for_shell,
            leave=self.quit,
            later=self._do_later,
        )

    def get_default_screen(self) -> Screen[None]:
        """Return the one screen."""
        return MainScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Yield the parts from top to bottom."""
        yield self._frame.title
        yield self.view
        yield self.stage.items
        yield self._frame.foot

    def on_mount(self) -> None:
        """Begin to watch the session."""
        self.process.heed_signals()
        self.listening.watcher = self
        let_hold(self.choices, self.listening, self.telling, self._look)
        self.view.show_state(self.listening.state)
        if self._shelf.on_notice is None:
            self._shelf.on_notice = self.telling.answer
        self.fit()
        self.show_lines()
        self.app_resume_signal.subscribe(self, lambda _: self._show_cursor())
        self._show_cursor()
        self.view.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Speak, once the guide is on the screen."""
        if self._connect is not None:
            self._connect(self.voice_event)
        too_small = [TOO_SMALL] if self._frame.begins_too_small(self.size) else []
        guide, place = self.listening.guide, self.listening.state.position
        # What is waited for is told whole.
        titles = () if self._waits else (guide.title, guide.section_of(place).title)
        important = [*self._notices, *too_small]
        welcome, told = self.telling.opening(
            self._welcome, titles, important, self._faults, self.table
        )
        if self._welcome and self._is_first_start:
            self._commands.begin_tour(f"{welcome} {told}".strip())
        elif self._welcome and not self._waits:
            self.listening.welcome(welcome, told)
        elif welcome or told:
            self.listening.announce(f"{welcome} {told}".strip(), asked=True)

    def fit(self) -> None:
        """Fit the window."""
        self._frame.fit(self.size, self.stage)
        if self._frame.became_too_small(self.size):
            self.telling.answer(TOO_SMALL)

    def _look(self, settings: Settings) -> None:
        """Look as the listener chose."""
        if self.theme != settings.theme:
            self.theme = settings.theme
        style = ViewStyle.of(settings)
        if style != self._view_style:
            self._view_style = style
            self.view.show_style(style)
        self.keyboard.ignore_repeat_s = settings.ignore_repeat_s

    def _show_cursor(self) -> None:
        # Screen readers and braille displays follow the terminal's own cursor, which Textual hides.
        if self._driver is not None:
            self._driver.write("\x1b[?25h")

    def _show_again(self) -> None:
        self.refresh(layout=True)
        self._show_cursor()

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
        self.show_lines()
        if new.said_between not in ("", old.said_between):
            self.told(new.said_between)
        if old.announcement_id is not None and new.announcement_id is None:
            self._commands.tour.go_on()

    def told(self, sentence: str) -> None:
        """Show what the session tells."""
        self.telling.told(sentence)

    def _show_message(self, message: str) -> None:
        self._frame.foot.say(message)
        self.fit()

    def show_lines(self) -> None:
        """Show what the listener is doing."""
        self._frame.show(
            self.stage,
            self.keyboard,
            self.size.width,
            is_searching=self._commands.is_searching,
        )

    # Keys

    async def on_event(self, event: TextualEvent) -> None:
        """Let a key through to its action, unless it is for something else."""
        if isinstance(event, Paste):
            self._pasted(event.text)
            return
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self.process.type_ahead.answered()
        if self._is_closed:
            return
        event = self.keyboard.meant(event)
        # At once, not by Textual's bindings: the next key may be there already, and what it means
        # depends on what this one did.
        action = self.keyboard.take(event)
        if action is None:
            await super().on_event(event)
        elif action:
            self.do(action)
        else:
            self.show_lines()

    def _scope(self) -> Scope | None:
        if self.stage.prompt is not None:
            return None
        return Scope.LIST if self.stage.is_list_open else Scope.READING

    def do(self, action: str) -> None:
        """Do what a key asks for; what the program was saying gives way to it."""
        listening = self.listening
        if action == "next_sentence" and self._frame.foot.show_rest():
            return
        self._show_message("")
        if action == "next_sentence" and self.view.show_rest():
            return
        if listening.state.welcoming:
            listening.hush()
        before = listening.state.next_id
        self._commands.do(action)
        if self._is_closed:
            return
        if listening.state.next_id == before and listening.state.announcement_id is not None:
            listening.hush()
        self.show_lines()

    def on_key(self, event: Key) -> None:
        """Keep what was typed before the line to type into was there."""
        if self.stage.prompt is not None and event.is_printable and event.character:
            self.stage.prompt.put(event.character)

    def _pasted(self, text: str) -> None:
        """Take the first line of a paste for what is looked for; elsewhere it is nothing."""
        if self._is_closed:
            return
        line = " ".join(next(filter(str.strip, text.splitlines()), "").split())
        if self.stage.prompt is not None:
            self.stage.prompt.put(line[:MOST_SEARCHED_CHARS])
        elif not self.keyboard.is_choosing:
            self.telling.answer(PASTED.format(self.table.shown("search")))

    def on_keys_left_out(self, message: KeysLeftOut) -> None:
        """Say that more keys came than anybody presses."""
        if not self._is_closed:
            self.telling.answer(TOO_MANY)

    def on_prompt_left(self, message: Prompt.Left) -> None:
        """Leave the search by a key that is typed."""
        self.do("leave_search")

    def on_input_submitted(self, event: Prompt.Submitted) -> None:
        """Look for what was typed."""
        self._show_message("")
        self._commands.find(event.value)
        self.show_lines()

    def _do_later(self, work: Callable[[], None]) -> None:
        """Do something once the keys that are waiting were answered."""
        # By a timer: what is only put behind the other messages would keep keys from coming in.
        self.set_timer(BETWEEN_KEYS_S, lambda: self._do_unless_closed(work))

    def _do_unless_closed(self, work: Callable[[], None]) -> None:
        if not self._is_closed:
            work()
            self.show_lines()

    # The end

    def quit(self) -> None:
        """End; the place is saved already."""
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
