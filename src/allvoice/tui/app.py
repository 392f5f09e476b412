"""The screen: the text of the guide, one line above it and three below."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App, ComposeResult
from textual.events import AppFocus, Key, MouseEvent, Paste, Resize
from textual.events import Event as TextualEvent
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from allvoice.actions.dispatch import Argument
from allvoice.actions.model import Services
from allvoice.actions.options.preferences import let_hold
from allvoice.errors import AllvoiceError
from allvoice.event_loop import Timer
from allvoice.jobs import Job
from allvoice.reading.activity import activity_of
from allvoice.reading.runner import ReadingSession
from allvoice.reading.state import State
from allvoice.tui.intake import Intake
from allvoice.tui.keys.any_presses import AnyPresses
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.letters import Letters
from allvoice.tui.message_stay import MessageStay
from allvoice.tui.pointer import Pointer
from allvoice.tui.start import Colours, Start
from allvoice.tui.terminal.process import Process
from allvoice.tui.terminal.select import driver_class
from allvoice.tui.terminal.textual_internals import end_by_error
from allvoice.tui.terminal.type_ahead import KeysLeftOut, KeysTogether
from allvoice.tui.theme import themes
from allvoice.tui.widgets.beside import Beside
from allvoice.tui.widgets.chrome import STYLES, TOO_SMALL, Chrome
from allvoice.tui.widgets.display_settings import DisplaySettings
from allvoice.tui.widgets.main_pane import MainPane
from allvoice.tui.widgets.page import why_not_beside
from allvoice.tui.widgets.reading_view import ReadingView
from allvoice.tui.wiring import wire

if TYPE_CHECKING:
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.settings.specs import Settings
    from allvoice.shelf.store.shelf import Shelf
    from allvoice.speech.protocol import Event

UNEXPECTED = (
    "The screen met an error it does not know and had to close; your place is saved. "
    "Start allvoice again; the log says more."
)
CARRIED_AFTER_S = 1.0
"""Marks are looked for in a changed edition once what is said first was begun."""
SOON_S = 0.01

_log = logging.getLogger(__name__)
# Without a handler, Python would print the traceback over the screen.
_log.addHandler(logging.NullHandler())


class VoiceSpoke(Message):
    """An event of the voice, on its way to the screen's thread."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class WorkWanted(Message):
    """Some work that another thread wants done, on its way to the screen's thread."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self.work = work


class MainScreen(Screen[None], inherit_bindings=False):
    """The one screen; Textual's own keys for it are left out."""

    def on_resize(self, event: Resize) -> None:
        """Fit the window."""
        app = self.app
        assert isinstance(app, AllvoiceApp)
        app.fit()
        app.show_marks()
        app.show_lines()
        # Whether the heading is in sight is known once the text has its new lines.
        app.call_after_refresh(app.show_lines)


class AllvoiceApp(App[str], inherit_bindings=False):
    """The terminal reader.

    `run` returns None, or after an error one sentence to be shown.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = STYLES

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        choices: Choices,
        keymap: Keymap,
        start: Start | None = None,
        colours: Colours | None = None,
        *,
        time_of: Callable[[Any], float] = lambda event: event.time,
        job: Job | None = None,
        hurry: Callable[[], None] = lambda: None,
        services: Services | None = None,
        links: bool = False,
    ) -> None:
        """Show a reading session.

        Args:
            session: the session, whose controls are the keymap; the screen becomes its observer.
            shelf: where bookmarks are kept.
            choices: how the listener is told and read to, and how it looks.
            keymap: which keys do what.
            start: what is told at the start.
            colours: of the listener's own, and how many the terminal shows.
            time_of: when a key was pressed or something clicked, in seconds.
            job: stops the program for its shell; None where that cannot be.
            hurry: called, on any thread and in signal handlers, when the program must end: it is
                silent at once, and ends by force if need be.
            services: what the program around the screen does for it.
            links: the terminal knows links (OSC 8).
        """
        settings = choices.settings
        with themes.without_no_color() as no_color:
            super().__init__(
                driver_class=driver_class(
                    self.get_driver_class(),
                    lambda: self.process,
                    external_screen_reader=settings.external_screen_reader,
                )
            )
        self.animation_level = "none"
        colours = colours or Colours()
        found = colours.themes(self.console.color_system, no_color=no_color)
        for theme in found.values():
            self.register_theme(theme)
        self.theme_names = tuple(found)
        """Those to choose from, in the order they are gone through."""
        # Colours would make every row that is written for a screen reader longer.
        wanted = themes.TERMINAL if settings.external_screen_reader else settings.theme
        self.theme, theme_notice = themes.choose(wanted, found, refused=colours.own.refused)
        self.keymap = keymap
        self.session = session
        self._shelf = shelf
        self._at_start = start = start or Start()
        self._faults = [*start.faults, *keymap.notices, *colours.own.notices]
        if theme_notice:
            self._faults.append(theme_notice)
        self.is_closed = False
        """Whether the program ends."""
        external_screen_reader = settings.external_screen_reader
        self._chrome = Chrome(session, keymap, external_screen_reader=external_screen_reader)
        self._chrome.footer.links = links
        self._message_stay = MessageStay()
        self._display_settings = DisplaySettings.of(settings)
        self.view = ReadingView(session.guide, session.state, self._display_settings, links=links)
        beside = Beside(session.guide, session.state.position)
        self.main_pane = MainPane(
            self, self.view, self.fit, beside, external_screen_reader=external_screen_reader
        )
        choices.for_now(theme=self.theme)
        self.choices = choices
        session.guide_observers.append(self._take_guide)
        session.observers.append(self)
        services = services or Services()
        self._can_copy = services.can_copy
        services = replace(services, copy=self._copy)
        shows_whole = partial(self._chrome.shows_whole, self.main_pane)
        wiring = wire(
            self, self.main_pane, session, shelf, choices, keymap, time_of, services, shows_whole
        )
        self.announcer = wiring.announcer
        self.front_door = wiring.front_door
        self.keyboard = wiring.keyboard
        self.actions = wiring.actions
        pointer = Pointer(
            self.main_pane, self._chrome.footer, self.keyboard, keymap, time_of, self.do
        )
        self._intake = Intake(
            self.keyboard,
            wiring.line,
            pointer,
            self.announcer,
            AnyPresses(self.actions.any_key, self.do),
            lambda: self.process.type_ahead,
            lambda: self.is_closed,
            time_of,
        )
        self.process: Process = Process(
            job=job,
            hurry=hurry,
            suspend_reading=session.suspend,
            resting=self._resting,
            show_again=self._show_again,
            answer=self.announcer.answer,
            leave=self.quit,
            fail=self._end_by_error,
        )
        self.process.type_ahead.takes_text = lambda: self.main_pane.takes_own_words
        self.process.give_typed(start.typed)
        self._letters = Letters(
            self.view,
            self.process,
            self._answer_soon,
            self._show_again,
        )

    def get_default_screen(self) -> Screen[None]:
        """Return the one screen."""
        return MainScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Yield the parts from top to bottom."""
        yield self._chrome.header
        yield Widget(self.view, self.main_pane.items, self.main_pane.beside, id="page")
        yield self._chrome.footer

    def on_mount(self) -> None:
        """Begin to watch the session."""
        self.process.heed_signals()
        let_hold(self.choices, self.session, self.announcer, self._apply_display)
        self.view.show_state(self.session.state)
        if self._shelf.on_notice is None:
            self._shelf.on_notice = self.announcer.tell_fault
        self.fit()
        self.show_lines()
        self.app_resume_signal.subscribe(self, lambda _: self._show_cursor())
        self._show_cursor()
        self.view.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Speak, once the guide is on the screen, and then do what keys asked for meanwhile."""
        start = self._at_start
        if start.connect is not None:
            start.connect(self.voice_event)
        too_small = TOO_SMALL if self._chrome.begins_too_small(self.size) else ""
        start.open(self.session, self.actions, self.announcer, self.keymap, self._faults, too_small)
        if self.choices.settings.any_key:
            self.actions.any_key.begin()
        self._intake.begin(self.process.take_typed())
        self.do_later(SOON_S, self.show_marks)
        self.do_later(CARRIED_AFTER_S, self.actions.carry_marks)
        self.actions.documents.begin()

    def fit(self) -> None:
        """Fit the window."""
        self._chrome.fit(self.size, self.main_pane, self._display_settings)
        if self._chrome.became_too_small(self.size):
            # The title says it as long as it is true.
            with self.announcer.shown_already():
                self.announcer.answer(TOO_SMALL)

    def _apply_display(self, settings: Settings) -> None:
        """Show the screen as the listener chose."""
        if self.theme != settings.theme:
            self.theme = settings.theme
        display = DisplaySettings.of(settings)
        if display != self._display_settings:
            was_beside, self._display_settings = self._display_settings.beside, display
            self.view.show_settings(display)
            self.fit()
            self.show_lines()
            if display.beside and not was_beside:
                self._answer_soon(why_not_beside(self.size.width, is_alone=self.view.is_alone))
        self.keyboard.ignore_repeat_s = settings.ignore_repeat_s
        self._letters.apply(settings)
        # A screen reader has the pointer to itself.
        self.process.report_clicks(settings.clicks and not settings.external_screen_reader)

    def _answer_soon(self, text: str) -> None:
        """Tell something of a choice, after what is said of the choice itself."""
        if text:
            self.do_later(SOON_S, lambda: self.announcer.answer(text))

    def _show_cursor(self) -> None:
        # Screen readers and braille displays follow the terminal's own cursor, which Textual hides.
        if self.process.driver is not None:
            self.process.driver.write("\x1b[?25h")

    def _resting(self) -> str:
        return activity_of(self.session.state).sentences(self.keymap.shown("play"))

    def _show_again(self) -> None:
        self.refresh(layout=True)
        self._show_cursor()

    # What the voice and the session tell

    def voice_event(self, event: Event) -> None:
        """Hand an event of the voice to the session; may be called from any thread."""
        self.post_message(VoiceSpoke(event))

    def on_voice_spoke(self, message: VoiceSpoke) -> None:
        """Hand an event of the voice to the session, on its own thread."""
        if not self.is_closed:
            self.session.handle(message.event)

    def state_changed(self, old: State, new: State) -> None:
        """Show the new state of the session."""
        # Where a screen reader reads what is shown, only keys change that.
        if not new.options.external_screen_reader:
            hides = self._chrome.footer.is_longer_than_beside_reading
            if self._message_stay.is_over(new, hides=hides):
                self.show_message("")
        self.main_pane.show_state(new)
        self.show_lines()
        if old.announcement_id is not None and new.announcement_id is None:
            # It may have been the last of what is told in parts, which the actions know after this.
            self.call_later(self.show_lines)

    def _take_guide(self) -> None:
        self.main_pane.take_guide(self.session.guide, self.session.state)
        # The actions have to take it first.
        self.do_later(SOON_S, self.show_marks)

    def message_shown(self, text: str) -> None:
        """Leave it to the actions, which show it."""

    def show_message(self, message: str) -> None:
        """Show a message for as long as it is of use, at most until the next key.

        Args:
            message: the message; empty for none.
        """
        self._chrome.footer.say(message, keeps_state=self.actions.under_way is not None)
        self._message_stay.begin(message, self.session.state)
        self.fit()

    def show_lines(self) -> None:
        """Show what the listener is doing."""
        self._chrome.show(
            self.main_pane,
            self.keyboard,
            self.size.width,
            is_searching=self.actions.search.is_on,
            under_way=self.actions.under_way,
            phone=self.choices.settings.care_team_phone,
            is_any_key=self.actions.any_key.is_on,
        )

    def show_marks(self) -> None:
        """Show which sections have a mark, where the contents stand beside the text."""
        if self.main_pane.beside.display:
            self.main_pane.beside.show_marks(self.actions.bookmarks.sections())

    # Keys

    async def on_event(self, event: TextualEvent) -> None:
        """Take what comes from the keyboard and the pointer in its turn."""
        if isinstance(event, AppFocus):
            self._intake.window_chosen(event)
        if isinstance(event, Key | Paste | MouseEvent) and not event.is_forwarded:
            # At once, not by Textual's bindings: the next key may be there already, and what it
            # means depends on what this one did.
            self._intake.take(event)
        else:
            await super().on_event(event)

    def on_keys_together(self, message: KeysTogether) -> None:
        """Take characters that came together for text."""
        self._intake.take(message)

    def on_keys_left_out(self, message: KeysLeftOut) -> None:
        """Say that more keys came than anybody presses."""
        self._intake.take(message)

    def do(self, action: str, argument: Argument = None) -> None:
        """Do what a key or a click asks for; what the program was saying gives way to it.

        Args:
            action: what is asked for; with empty text only what is shown may be another.
            argument: what belongs to it.
        """
        if not action:
            self.show_lines()
            return
        session = self.session
        shows_next = action == "next_sentence" or (
            session.state.options.external_screen_reader and action in ("play", "read_on")
        )
        if shows_next and self._chrome.footer.show_rest():
            return
        self.show_message("")
        if shows_next and self.view.show_rest():
            return
        self.actions.do(action, argument)
        if not self.is_closed:
            self.show_marks()
            self.show_lines()

    def do_later(self, delay_s: float, work: Callable[[], None]) -> Timer:
        """Do some work after so many seconds, once the keys that are waiting were answered."""
        # By a timer: what is only put behind the other messages would keep keys from coming in.
        return self.set_timer(delay_s, lambda: self._do_unless_closed(work))

    def do_soon(self, work: Callable[[], None]) -> None:
        """Do some work on the screen's thread; may be called from any thread."""
        # Where the screen has just ended, nothing is left to be done.
        with suppress(RuntimeError):
            self.post_message(WorkWanted(work))

    def on_work_wanted(self, message: WorkWanted) -> None:
        """Do the work that another thread wants done."""
        self._do_unless_closed(message.work)

    def _do_unless_closed(self, work: Callable[[], None]) -> None:
        if not self.is_closed:
            work()
            self.show_lines()

    def _copy(self, text: str) -> bool:
        """Put a text where the terminal lets it be pasted (OSC 52)."""
        if self.process.driver is None or not self._can_copy():
            return False
        self.copy_to_clipboard(text)
        return True

    # The end

    def stop_for_shell(self) -> None:
        """Be silent, and stop the program until its shell lets it go on."""
        self.process.stop_for_shell()

    def quit(self) -> None:
        """End; the place is saved already."""
        self._close_session()
        self.exit()

    def _close_session(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            # Whoever is cut off in the middle of a word finds it again.
            self.front_door.keep_draft()
            self.session.observers.remove(self)
            self.session.observers.remove(self.actions)
            self.session.close()

    def _handle_exception(self, error: Exception) -> None:
        self._end_by_error(error)

    def _end_by_error(self, error: Exception) -> None:
        """End with one sentence; the traceback goes to the log, never to the terminal."""
        _log.error("the screen failed", exc_info=error)
        with suppress(Exception):
            self._close_session()
        sentence = str(error) if isinstance(error, AllvoiceError) else UNEXPECTED
        end_by_error(self, sentence, error)
