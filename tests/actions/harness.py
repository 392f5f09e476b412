"""The same session behind two front doors: keys without a screen, and typed words."""

from __future__ import annotations

import heapq
import itertools
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from allvoice.actions.announcer import Announcer
from allvoice.actions.dispatch import Actions, Argument
from allvoice.actions.model import (
    ControlNames,
    ListItem,
    ListModel,
    Message,
    Question,
    Result,
    Services,
)
from allvoice.actions.options.preferences import let_hold, playback_options
from allvoice.actions.pause_scope import PauseScope
from allvoice.guide.model import Guide, Position
from allvoice.guide.search.matching import Match
from allvoice.plain.happenings import Inbox
from allvoice.plain.obeying import TOLD_OF
from allvoice.plain.typed_words import CHANGED, TYPED_WORDS, TypedControls
from allvoice.reading.commands import Welcome
from allvoice.reading.runner import ReadingSession
from allvoice.shelf.settings.choices import Choices, Writes
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.keys.keymap import Keymap
from tests.examples import own_folder
from tests.plain.harness import WELCOME, PlainHarness, plain_harness
from tests.reading.harness import TEXT, SessionHarness, VirtualClock, session_harness
from tests.shelf.guides import folders_in

TYPED_OF = {word.action: word.typed for word in TYPED_WORDS} | {"back": "back"}


@dataclass(order=True)
class Due:
    at_s: float
    number: int
    work: Callable[[], None] = field(compare=False)
    is_stopped: bool = field(default=False, compare=False)

    def stop(self) -> None:
        self.is_stopped = True


class VirtualScheduler:
    """Does what is due when a test lets time pass."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._due: list[Due] = []
        self._numbers = itertools.count()

    def do_later(self, delay_s: float, work: Callable[[], None]) -> Due:
        due = Due(self._clock.now_s + delay_s, next(self._numbers), work)
        heapq.heappush(self._due, due)
        return due

    @property
    def is_idle(self) -> bool:
        """Whether nothing is to be done later."""
        return all(due.is_stopped for due in self._due)

    def do_next(self) -> None:
        """Let time pass until the next work is due, and do it."""
        due = heapq.heappop(self._due)
        self._clock.now_s = max(self._clock.now_s, due.at_s)
        if not due.is_stopped:
            due.work()

    def do_until(self, at_s: float) -> None:
        """Let time pass until a moment."""
        while self._due and self._due[0].at_s <= at_s:
            self.do_next()
        self._clock.now_s = at_s

    def do_all(self) -> None:
        """Let time pass until nothing is left to do."""
        for _ in range(10_000):
            if not self._due:
                return
            self.do_next()
        raise AssertionError("it never ends")


class RecordingDoor:
    """A screen that nobody sees: it remembers what it was to show."""

    def __init__(
        self, session: ReadingSession, announcer: Announcer, pause_scope: PauseScope
    ) -> None:
        self.model: ListModel | None = None
        """The list that is open."""
        self.selected = 0
        self.question: Question | None = None
        """What is being asked."""
        self.room_chars = 10_000
        """How long a message has room."""
        self.match: Match | None = None
        """What is marked."""
        self.shown: list[object] = []
        """All that was shown, in order."""
        self._session = session
        self._announcer = announcer
        self._pause_scope = pause_scope

    @property
    def is_list_open(self) -> bool:
        return self.model is not None

    @property
    def list_action(self) -> str:
        return self.model.action if self.model is not None else ""

    def shows_whole(self, message: str) -> bool:
        return len(message) <= self.room_chars

    def open_list(self, model: ListModel) -> None:
        if self.model is None:
            self._pause_scope.begin()
        self.model, self.selected = model, model.selected
        self.shown.append(model)
        said = model.name if model.count else model.empty
        self._announcer.tell(Message(said, asked=model.asked, is_shown=True))

    def close_list(self) -> None:
        self.model = None
        self.shown.append("text")

    @property
    def listed(self) -> ListModel | None:
        return self.model

    @property
    def list_in_hand(self) -> ListModel | None:
        return self.model

    def renew_list(self, selected: int | None = None) -> None:
        if self.model is not None and self.model.renew is not None:
            self.model = self.model.anew(selected)
            self.selected = self.model.selected

    def pick(self, index: int) -> Result:
        assert self.model is not None
        self.selected = index
        return Message(self.model.item(index).words, is_shown=True)

    def leave_list(self) -> None:
        self.close_list()
        self._pause_scope.end()

    def ask(self, question: Question) -> None:
        self.question = question
        self.shown.append(question)
        self._announcer.tell(question.message)

    def leave_question(self) -> Result:
        return self.question.leave() if self.question is not None else None

    @property
    def is_asking(self) -> bool:
        return self.question is not None

    def stop_asking(self) -> bool:
        self.question = None
        self.shown.append("text")
        return False

    def show_match(self, match: Match | None) -> None:
        self.match = match
        self.shown.append(match)

    def show_sentence_again(self) -> None:
        self.shown.append(self._session.state.position)


class Front(ABC):
    """A front door and the real session behind it."""

    reading: SessionHarness
    controls: ControlNames
    choices: Choices
    shelf: Shelf

    def do(self, action: str, argument: Argument = None) -> list[str]:
        """Ask for an action; return what the listener was told for it."""
        before = len(self.reading.messages)
        self.ask_for(action, argument)
        return self.reading.messages[before:]

    @abstractmethod
    def ask_for(self, action: str, argument: Argument) -> None:
        """Press or type what asks for an action."""

    @abstractmethod
    def items(self, action: str) -> list[str]:
        """Open a list; return its items as they are shown."""

    @abstractmethod
    def choose(self, number: int) -> list[str]:
        """Choose an item of the list that was opened, from 1; return what was told for it."""

    @abstractmethod
    def remove(self, number: int) -> list[str]:
        """Remove an item of the list of bookmarks, from 1; return what was told for it."""

    @abstractmethod
    def find(self, words: str) -> list[str]:
        """Search for words; return what was told for it."""

    @abstractmethod
    def find_on(self) -> list[str]:
        """Go to the next place that holds the words; return what was told for it."""

    @property
    @abstractmethod
    def seen(self) -> list[str]:
        """All that was told so that it can be seen."""

    @property
    def sentence(self) -> str:
        """The sentence the session stands at."""
        return self.reading.sentence

    def shown(self, action: str) -> str:
        """Return how an action is named within a sentence."""
        return self.controls.shown(action)

    def press(self, action: str) -> str:
        """Return how an action is named at the beginning of a sentence."""
        return self.controls.press(action)


class ByKeys(Front):
    """The actions with the screen's keys, and a door that records."""

    def __init__(
        self,
        shelf: Shelf,
        settings: Settings,
        *,
        text: str = TEXT,
        position: Position | None = None,
        write: Writes = lambda name, value: None,
        keymap: Keymap | None = None,
        themes: Sequence[str] = ("dark", "light"),
        begins: bool = True,
        services: Services | None = None,
        guide: Guide | None = None,
    ) -> None:
        keymap = keymap or Keymap(external_screen_reader=settings.external_screen_reader)
        self.controls = keymap
        options = playback_options(settings)
        self.reading = session_harness(
            text=text,
            guide=guide,
            position=position,
            controls=keymap,
            options=options,
            rate_wpm=settings.rate_wpm,
        )
        self.shelf = shelf
        self.choices = Choices(write=write, usual=settings)
        session = self.reading.session
        self.messages: list[str] = []
        self.announcer = Announcer(session, self.messages.append, settings.verbosity)
        self.pause_scope = PauseScope(session)
        self.door = RecordingDoor(session, self.announcer, self.pause_scope)
        self.scheduler = VirtualScheduler(self.reading.clock)
        self.own: list[str] = []
        """What only this door can do, as it was done."""
        self.actions = Actions(
            session,
            shelf,
            keymap,
            self.door,
            self.announcer,
            self.choices,
            self.pause_scope,
            own={name: self._noting(name) for name in ("describe", "suspend", "quit")},
            scheduler=self.scheduler,
            themes=lambda: themes,
            key_list=lambda: ListModel(
                "Keys, 0", 0, lambda index: ListItem(""), lambda index: None
            ),
            services=services,
        )
        let_hold(self.choices, session, self.announcer, lambda settings: None)
        if begins:
            self.reading.do(Welcome(WELCOME))

    def _noting(self, name: str) -> Callable[[], Result]:
        return lambda: self.own.append(name)

    @property
    def seen(self) -> list[str]:
        return self.messages

    def ask_for(self, action: str, argument: Argument) -> None:
        self.actions.do(action, argument)

    def _told(self, result: Callable[[], Result]) -> list[str]:
        before = len(self.reading.messages)
        self.actions.show(result())
        return self.reading.messages[before:]

    @property
    def model(self) -> ListModel:
        """The list that is open."""
        assert self.door.model is not None, "no list is open"
        return self.door.model

    def items(self, action: str) -> list[str]:
        if self.door.list_action == action:
            # The key that opened it leaves it.
            self.actions.do(action)
        self.actions.do(action)
        model = self.model
        return [model.item(index).line for index in range(model.count)]

    def choose(self, number: int) -> list[str]:
        return self._told(lambda: self.model.choose(number - 1))

    def change(self, number: int, step: int) -> list[str]:
        """Give an item its next value (1) or the one before (-1); return what was told."""
        change = self.model.change
        assert change is not None
        return self._told(lambda: change(number - 1, step))

    def remove(self, number: int) -> list[str]:
        remove = self.model.remove
        assert remove is not None
        return self._told(lambda: remove(number - 1))

    def answer(self, typed: str) -> list[str]:
        """Type words for what is being asked; return what was told."""
        question = self.door.question
        assert question is not None, "nothing is asked"
        return self._told(lambda: question.answer(typed))

    def find(self, words: str) -> list[str]:
        self.actions.do("search")
        return self.answer(words)

    def find_on(self) -> list[str]:
        return self.do("next_match")


class ByWords(Front):
    """The reader in plain lines."""

    def __init__(
        self,
        shelf: Shelf,
        settings: Settings,
        *,
        text: str = TEXT,
        position: Position | None = None,
        write: Writes = lambda name, value: None,
        controls: TypedControls | None = None,
        fit: Callable[[Sequence[str]], int] = len,
        services: Services | None = None,
        guide: Guide | None = None,
        inbox: Inbox | None = None,
    ) -> None:
        self.plain: PlainHarness = plain_harness(
            shelf,
            settings=settings,
            voiced=not settings.external_screen_reader,
            verbosity=settings.verbosity,
            text=text,
            position=position,
            write=write,
            controls=controls,
            fit=fit,
            services=services,
            guide=guide,
            inbox=inbox,
        )
        self.shelf = shelf
        for character in CHANGED:
            # Only lines tell, once, that some characters asked for something else before.
            shelf.remembered.keep(TOLD_OF.format(character), "yes")
        self.reading = self.plain.reading
        self.controls = self.plain.controls
        self.choices = self.plain.choices

    @property
    def seen(self) -> list[str]:
        return self.plain.lines

    def ask_for(self, action: str, argument: Argument) -> None:
        typed = TYPED_OF[action]
        self.plain.type(typed if argument is None else f"{typed} {argument}")

    def items(self, action: str) -> list[str]:
        shown = [line for line in self.plain.type(TYPED_OF[action]) if not line.startswith("[")]
        return [re.sub(r"^[0-9]+\. ", "", line) for line in shown]

    def choose(self, number: int) -> list[str]:
        before = len(self.reading.messages)
        self.plain.type(str(number))
        return self.reading.messages[before:]

    def remove(self, number: int) -> list[str]:
        return self.do("remove_bookmark", number)

    def find(self, words: str) -> list[str]:
        return self.do("search", words)

    def find_on(self) -> list[str]:
        return self.do("search")


DOORS = (ByKeys, ByWords)


@contextmanager
def own_shelf() -> Iterator[Shelf]:
    """Give one example a shelf of its own."""
    with own_folder() as folder, Shelf.open(folders_in(folder)) as shelf:
        yield shelf


def settings_of(**changes: object) -> Settings:
    """Return the usual settings but for some."""
    return replace(Settings(), **changes)  # type: ignore[arg-type]
