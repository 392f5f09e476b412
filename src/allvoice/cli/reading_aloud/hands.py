"""The keys of the reader, while a document is read aloud: the same actions, without a screen.

What they need is loaded beside the reading, and put together when the first one is pressed: who
presses none waits for nothing, and nothing is opened for them.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.actions.hands_free.any_key import TEXT
from allvoice.cli.console import tell
from allvoice.reading.state import Status

if TYPE_CHECKING:
    from textual.events import Key

    from allvoice.actions.dispatch import Actions, Argument
    from allvoice.actions.model import Message, Result
    from allvoice.cli.compose import CliOptions
    from allvoice.cli.reading_aloud.progress import Narration
    from allvoice.cli.reading_aloud.terminal_keys import Struck
    from allvoice.event_loop import Scheduler
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.listening_log import ListeningLog
    from allvoice.shelf.settings.specs import Settings

_HEAVY = ("allvoice.actions.dispatch", "allvoice.tui.keys.keyboard")
STOPPED_AT = "Stopped at: {}"
MARKING = ("bookmark", "note")
NOTHING_TO_MARK = "These are your own words: nothing is marked in them."
PASTED = "What was pasted does nothing here."
TOLD = "{} pauses, {} marks, {} quits, {} tells more."
HELP = (
    "{play} {does}, {previous_sentence} and {next_sentence} go by sentences, "
    "{previous_section} and {next_section} by sections, {bookmark} marks, {slower} and {faster} "
    "change the pace, {where} tells where, {urgent} when to call, {quit} quits."
)
_NAMES = {"\r": "enter", "\n": "enter", "\t": "tab", "\x7f": "backspace", "\x08": "backspace"}


def keys_told(settings: Settings) -> str:
    """Return what is told first of the keys."""
    from allvoice.actions.hands_free.any_key_mode import KEYS
    from allvoice.tui.keys.keymap import Keymap

    if settings.any_key:
        return KEYS
    shown = Keymap(settings.keys).shown
    return TOLD.format(*map(shown, ("play", "bookmark", "quit", "help")))


class Hands:
    """Does what keys and media keys ask for. All on the session's thread, but for `prepare`."""

    def __init__(
        self,
        session: ReadingSession,
        options: CliOptions,
        settings: Settings,
        narration: Narration,
        scheduler: Scheduler,
        end: Callable[[], None],
        *,
        can_mark: bool,
        listening: ListeningLog | None = None,
    ) -> None:
        """Begin with nothing pressed.

        Args:
            session: the reading.
            options: know where marks are kept.
            settings: the listener's keys, and how much is told.
            narration: tells what the session says until the actions do.
            scheduler: does what is due later.
            end: ends the reading.
            can_mark: it is a document in which marks are found again.
            listening: knows what of it was heard; None where nothing is kept of that.
        """
        self._session = session
        self._options = options
        self._settings = settings
        self._narration = narration
        self._scheduler = scheduler
        self._end = end
        self._can_mark = can_mark
        self._listening = listening
        self._stack = ExitStack()
        self._press: Callable[[Struck], None] | None = None
        self._actions: Actions | None = None

    def prepare(self) -> None:
        """Load, on a thread of its own, what keys need."""

        def load() -> None:
            for each in _HEAVY:
                importlib.import_module(each)

        threading.Thread(target=load, name="loading-keys", daemon=True).start()

    def close(self) -> None:
        """Let go of what marks are kept in."""
        self._stack.close()

    def take(self, struck: Struck) -> None:
        """Do what a key is for."""
        if self._press is None:
            self._press = self._made()
        self._press(struck)

    def do(self, action: str, argument: Argument = None) -> None:
        """Do an action that a key or a media key asks for; nothing for an empty one."""
        if self._actions is None:
            self._press = self._made()
        assert self._actions is not None
        if action:
            self._actions.do(action, argument)

    def _made(self) -> Callable[[Struck], None]:
        """Put together what answers keys."""
        from allvoice.actions.announcer import Announcer
        from allvoice.actions.catalogue import Scope
        from allvoice.actions.dispatch import Actions
        from allvoice.actions.model import Message, Services
        from allvoice.actions.pause_scope import PauseScope
        from allvoice.actions.place_words import chapter_words
        from allvoice.cli.reading_aloud.door import ONLY_IN_THE_READER, AloudDoor
        from allvoice.plain.typed_words import SCREEN_ONLY
        from allvoice.shelf.settings.choices import Choices
        from allvoice.shelf.store.shelf import Shelf
        from allvoice.tui.keys.any_presses import AnyPresses
        from allvoice.tui.keys.keyboard import Keyboard
        from allvoice.tui.keys.keymap import Keymap

        session, settings = self._session, self._settings
        shelf = self._stack.enter_context(Shelf.open(self._options.folders))
        # What is chosen by a key here is for this time.
        choices = Choices(write=lambda name, value: None, usual=settings)
        choices.observers.append(self._apply)
        keymap = Keymap(settings.keys)
        announcer = Announcer(session, tell, settings.verbosity)
        pause_scope = PauseScope(session)
        door = AloudDoor(session, announcer)

        def describe() -> Result:
            pause_scope.begin()
            keyboard.describe(end_describing)
            return None

        def end_describing() -> None:
            pause_scope.end()

        def help_() -> Message:
            does = "pauses" if session.state.status is Status.PLAYING else "goes on"
            return Message(HELP.format_map(_Shown(keymap.shown, does=does)), asked=True)

        def nothing_to_mark() -> Message:
            return Message(NOTHING_TO_MARK, asked=True)

        def only_in_the_reader(action: str) -> Callable[[], Message]:
            words = ONLY_IN_THE_READER.format(keymap.words(action))
            return lambda: Message(words, asked=True)

        def stopped_at() -> str:
            return STOPPED_AT.format(chapter_words(session.guide, session.state.kept_position))

        self._actions = actions = Actions(
            session,
            shelf,
            keymap,
            door,
            announcer,
            choices,
            pause_scope,
            own={
                **{each: only_in_the_reader(each) for each in SCREEN_ONLY},
                **({} if self._can_mark else dict.fromkeys(MARKING, nothing_to_mark)),
                "help": help_,
                "describe": describe,
                "suspend": lambda: None,
                "quit": self._end,
            },
            scheduler=self._scheduler,
            services=Services(elsewhere=stopped_at, says_farewell=False, listening=self._listening),
        )
        keyboard = Keyboard(
            keymap,
            session,
            announcer,
            scope=lambda: Scope.READING,
            scheduler=self._scheduler,
            time_of=lambda event: event.time,
            takes_unknown=actions.end_tour_by_unknown_key,
            words_here=lambda action, usual: usual,
            enter_does=lambda: "",
            goes_on=lambda action: True,
            is_line_empty=lambda: True,
            do=self.do,
            type_key=lambda event: None,
        )
        keyboard.ignore_repeat_s = settings.ignore_repeat_s
        any_presses = AnyPresses(actions.any_key, self.do)
        if settings.any_key:
            actions.any_key.begin()
        # From now on the actions tell it.
        self._narration.tells_messages = False

        def press(struck: Struck) -> None:
            if struck.key == TEXT:
                if not any_presses.take(TEXT, struck.at_s):
                    announcer.answer(PASTED)
                return
            event = key_of(struck)
            is_urgent = keyboard.is_for_urgent(event)
            if not any_presses.take(event.key, struck.at_s, is_urgent=is_urgent):
                keyboard.press(event)
                any_presses.was_done(event.key, struck.at_s)

        return press

    def _apply(self, settings: Settings) -> None:
        """Let hold what a key chose; of the other settings reading aloud has its own."""
        options = self._session.state.options
        if options.one_sentence is not settings.one_sentence:
            from allvoice.reading.commands import SetOptions

            self._session.do(SetOptions(replace(options, one_sentence=settings.one_sentence)))


class _Shown(dict[str, str]):
    """Keys as they are named, by the ids of their actions."""

    def __init__(self, shown: Callable[[str], str], **others: str) -> None:
        super().__init__(**others)
        self._shown = shown

    def __missing__(self, action: str) -> str:
        return self._shown(action)


def key_of(struck: Struck) -> Key:
    """Return a key as the screen's keyboard takes it."""
    from textual.events import Key

    from allvoice.tui.keys.keymap import named

    key, character = struck.key, None
    if len(key) == 1:
        character = key if key.isprintable() else None
        name = _NAMES.get(key) or (f"ctrl+{chr(ord(key) + 96)}" if key < "\x1b" else named(key))
    else:
        name = key
    event = Key(name, character)
    event.time = struck.at_s
    return event
