"""Puts together what answers the keys: the one place where its parts come to know each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual.events import Key

from allvoice.actions.announcer import Announcer
from allvoice.actions.catalogue import Scope
from allvoice.actions.describing import words_in
from allvoice.actions.dispatch import Actions
from allvoice.actions.model import Result, Services
from allvoice.actions.pause_scope import PauseScope
from allvoice.actions.typing_echo import TypingEcho
from allvoice.event_loop import Scheduler
from allvoice.tui.front_door import ScreenDoor
from allvoice.tui.keys.keyboard import Keyboard
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.keys.keymap_editor import KeymapEditor
from allvoice.tui.typed_line import TypedLine

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.store.shelf import Shelf
    from allvoice.tui.widgets.main_pane import MainPane


class Screen(Scheduler, Protocol):
    """Does what only the app itself can; the part of it that is needed here."""

    @property
    def theme_names(self) -> Sequence[str]:
        """Names of the colours, in the order they are gone through."""
        ...

    def do(self, action: str) -> None:
        """Do an action, and show what became of it; with empty text only show."""
        ...

    def show_message(self, text: str) -> None:
        """Show a message for as long as it is of use; empty text for none."""
        ...

    def stop_for_shell(self) -> None:
        """Be silent, and stop the program until its shell lets it go on."""
        ...

    def quit(self) -> None:
        """End the program."""
        ...


@dataclass(frozen=True, slots=True)
class Wiring:
    """What answers the keys."""

    announcer: Announcer
    keyboard: Keyboard
    line: TypedLine
    front_door: ScreenDoor
    actions: Actions


def wire(
    screen: Screen,
    main_pane: MainPane,
    session: ReadingSession,
    shelf: Shelf,
    choices: Choices,
    keymap: Keymap,
    time_of: Callable[[Key], float],
    services: Services,
    shows_whole: Callable[[str], bool],
) -> Wiring:
    """Return what answers the keys of a screen.

    The actions begin to observe the session: whoever draws it must do so already, for a place is
    drawn before what is told of it.

    Args:
        screen: the app.
        main_pane: shows the text, a list, and the line to type into.
        session: the reading.
        shelf: where bookmarks are kept.
        choices: what the listener chose.
        keymap: which keys do what.
        time_of: when a key was pressed, in seconds.
        services: what the program around the screen does for it.
        shows_whole: tells whether a message has room beside what is read.
    """
    announcer = Announcer(session, screen.show_message, choices.settings.verbosity)
    pause_scope = PauseScope(session)

    def scope() -> Scope | None:
        if main_pane.prompt is not None:
            return None
        return Scope.LIST if main_pane.is_list_open else Scope.READING

    def describe_keys() -> Result:
        if not main_pane.is_list_open:
            pause_scope.begin()
        keyboard.describe(end_describing)
        return None

    def end_describing() -> None:
        if not main_pane.is_list_open:
            pause_scope.end()

    def done(action: Callable[[], None]) -> Callable[[], Result]:
        def do() -> Result:
            action()
            return None

        return do

    def answer(typed: str) -> None:
        screen.show_message("")
        actions.show(door.answer(typed))
        screen.do("")

    keyboard = Keyboard(
        keymap,
        session,
        announcer,
        scope=scope,
        scheduler=screen,
        time_of=time_of,
        takes_unknown=lambda: actions.end_tour_by_unknown_key(),
        words_here=lambda action, usual: words_in(main_pane.model, action, usual),
        enter_does=lambda: main_pane.enter_does,
        goes_on=lambda action: main_pane.goes_on(action),
        is_line_empty=lambda: line.is_empty,
        do=screen.do,
        type_key=lambda event: line.key(event),
    )
    line = TypedLine(
        main_pane,
        announcer,
        keymap,
        scope=lambda: None if keyboard.is_describing else scope(),
        do=screen.do,
        answer=lambda typed: answer(typed),
        edited=lambda: door.typed_on(),
    )
    echo = TypingEcho(announcer, lambda: choices.settings.typing_echo)
    door = ScreenDoor(session, main_pane, announcer, pause_scope, keymap, echo, shows_whole, screen)
    editor = KeymapEditor(
        keymap, main_pane.items, session, choices, keyboard, lambda result: actions.show(result)
    )
    actions = Actions(
        session,
        shelf,
        keymap,
        door,
        announcer,
        choices,
        pause_scope,
        own={
            **door.actions,
            "describe": describe_keys,
            "suspend": done(screen.stop_for_shell),
            "quit": done(screen.quit),
        },
        scheduler=screen,
        themes=lambda: screen.theme_names,
        key_list=editor.as_list,
        services=services,
    )
    return Wiring(announcer, keyboard, line, door, actions)
