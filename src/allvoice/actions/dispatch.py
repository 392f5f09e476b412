"""What each action does: the one place between what is pressed, typed or said and the session.

What happens with an action, in order:

1. A front door maps a key or a typed word onto an id of the catalogue and calls `do`.
2. What is under way and gives way to it, an announcement, a search or the tour, is ended.
3. The action changes the session or the shelf, and returns a message, a list, a question or
   nothing.
4. `show` hands a message to the announcer, a list or a question to the front door.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.answers.answer_page import tell_again
from allvoice.actions.catalogue import BY_ID, Scope
from allvoice.actions.finding.item_search import ItemSearch
from allvoice.actions.finding.numbers import choose_by_number
from allvoice.actions.help import help_list
from allvoice.actions.model import (
    ControlNames,
    FrontDoor,
    ListModel,
    Message,
    Question,
    Result,
    Services,
    list_behind,
)
from allvoice.actions.parts import Parts
from allvoice.actions.session_commands import SESSION_COMMANDS
from allvoice.event_loop import Scheduler
from allvoice.guide.model import Position
from allvoice.reading import commands
from allvoice.reading.commands import Command
from allvoice.reading.state import State, Status
from allvoice.reading.structures import USUALLY_SKIPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.actions.announcer import Announcer
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.reading.activity import Activity
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.store.shelf import Shelf

Argument = int | str | Position | Command | None
"""What belongs to an action: the third item, 180 words a minute, "fever", a sentence clicked on; or
what exactly is done by it, where no key asks for just that, as when a call silences the reading."""


_STAYING_LISTS = ("urgent", "visit", "sleep_timer")
"""Lists that their key does not close: who presses the urgent one twice is not to lose the list,
and those of the visit and of the sleep timer go on to the next item."""


class Actions:
    """Does what a listener asks for. An observer of the session."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        front_door: FrontDoor,
        announcer: Announcer,
        choices: Choices,
        pause_scope: PauseScope,
        *,
        own: Mapping[str, Callable[[], Result]],
        scheduler: Scheduler,
        themes: Callable[[], Sequence[str]] | None = None,
        key_list: Callable[[], Result] | None = None,
        services: Services | None = None,
    ) -> None:
        """Begin with nothing asked for.

        Args:
            session: the reading.
            shelf: where bookmarks are kept.
            controls: which keys or words ask for what.
            front_door: shows lists, and lets words be typed.
            announcer: tells what was done.
            choices: what the listener chose.
            pause_scope: pauses the reading while something else is listened to.
            own: what only this front door can do, such as moving in a list that is drawn, and
                ending the program at once.
            scheduler: does later what takes long.
            themes: names of the colours; None where nothing is drawn.
            key_list: returns the list of keys, in which they are changed; None where actions are
                asked for by words, which stay as they are.
            services: what the program around the reader does for it.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._announcer = announcer
        self._choices = choices
        self._pause_scope = pause_scope
        self._last = ""
        self._usually_skipped = session.state.skipping or USUALLY_SKIPPED
        parts = Parts(
            session,
            shelf,
            controls,
            front_door,
            announcer,
            choices,
            pause_scope,
            scheduler,
            services or Services(),
            quit_at_once=own["quit"],
            themes=themes,
            key_list=key_list,
            help_=self._help,
            show=self.show,
            last=lambda: self._last,
            forget_last=self.forget_last,
        )
        self.tour = parts.tour
        self.bookmarks = parts.kept.bookmarks
        self.carry_marks = parts.kept.marking.carry
        self.search = parts.search
        self.leaving = parts.leaving
        self.documents = parts.documents
        self.any_key = parts.any_key
        self._about_here = about_here = parts.about_here
        self._urgent = parts.urgent
        self._under_way = parts.under_way
        self.care_team = parts.care_team
        self._options = parts.options
        self._actions: dict[str, Callable[[], Result]] = {
            **{each: partial(self._do, command) for each, command in SESSION_COMMANDS.items()},
            "urgent": self._urgent.open,
            "play": self._play,
            "back": self._back,
            "back_or_before": self._back_or_before,
            "repeat": lambda: about_here.repeat(slowly=self._last == "repeat"),
            "repeat_slowly": lambda: about_here.repeat(slowly=True),
            "again": partial(tell_again, announcer, front_door),
            "one_sentence": lambda: self._options.next_value("one_sentence"),
            "heard_as": lambda: about_here.heard_as(detail=self._last == "heard_as"),
            "define": lambda: about_here.define(again=self._last == "define"),
            "source": lambda: parts.sources.next(again=self._last == "source"),
            "links": parts.links.as_list,
            "phone": self.care_team.tell,
            "hear_skipped": about_here.hear_skipped,
            "skipping": self._toggle_skipping,
            "go_to_sentence": lambda: parts.going.to_sentence(session.state.position),
            "column": about_here.column,
            "compare": parts.comparing.as_list,
            "next_match": self._next_match,
            "previous_match": lambda: self.search.go_on(-1),
            "finds": self.search.as_list,
            "normal_pace": self._normal_pace,
            "where": lambda: about_here.where(detail=self._last == "where"),
            "where_in_detail": lambda: about_here.where(detail=True),
            "contents": parts.contents.all,
            "chapters": parts.contents.chapters,
            "sections_here": parts.contents.sections_here,
            "search": ItemSearch(front_door, self.search).open,
            "leave_search": front_door.leave_question,
            "sleep_timer": parts.sleep_timer.open,
            "options": self._options.as_list,
            "any_key": self.any_key.switch,
            "theme": self._options.next_theme,
            "ruler": lambda: self._options.next_value("ruler"),
            "beside": lambda: self._options.next_value("beside"),
            "tour": self.tour.give,
            "help": self._help,
            **parts.heard_sections.actions,
            **parts.kept.actions,
            **parts.playing.actions,
            **self.documents.actions,
            **own,
            "quit": self._leave,
        }
        self._with_number: dict[str, Callable[[int], Result]] = {
            "normal_pace": lambda rate_wpm: self._do(commands.SetRate(rate_wpm)),
            "chapters": lambda number: self._choose(parts.contents.chapters(), number),
            "sections_here": lambda number: self._choose(parts.contents.sections_here(), number),
            "options": lambda number: self._choose(self._options.as_list(), number),
            "links": lambda number: self._choose(parts.links.as_list(is_opened=False), number),
            "finds": lambda number: self._choose(self.search.as_list(), number),
            "compare": lambda number: self._choose(parts.comparing.as_list(), number),
            **parts.kept.with_number,
            **self.documents.with_number,
        }
        self._with_words: dict[str, Callable[[str], Result]] = {
            "search": self.search.find,
            "phone": self.care_team.answer,
            "sleep_timer": parts.sleep_timer.set,
            **parts.kept.with_words,
            **parts.playing.with_words,
            **self.documents.with_words,
        }
        self._with_place: dict[str, Callable[[Position], Result]] = {
            "go_to_sentence": parts.going.to_sentence,
            "bookmark": self.any_key.mark,
        }
        session.observers += [self, parts.played_keeper]
        served = services or Services()
        if served.is_heard and served.asks_before_leaving:
            session.observers.append(parts.slept_keeper)

    def do(self, action: str, argument: Argument = None) -> None:
        """Do what an action asks for, and show what comes of it.

        What the program was saying gives way to it; whoever leaves is not kept by its last words.
        """
        if self.leaving.end_now():
            return
        self._session.do(commands.ListenerActed())
        if self._session.state.welcoming:
            self._session.do(commands.CancelAnnouncement())
        if self._under_way.take(action):
            return
        before = self._session.state.next_id
        self._do_and_show(action, argument)
        state = self._session.state
        if action != "quit" and state.next_id == before and state.announcement_id is not None:
            self._session.do(commands.CancelAnnouncement())

    def _do_and_show(self, action: str, argument: Argument) -> None:
        was_first_tour = self.tour.is_first
        self._under_way.give_way(action)
        self.documents.give_way()
        if action == self._front_door.list_action and action not in _STAYING_LISTS:
            self.show(self._leave_list(but_for=action))
        else:
            self.show(self._result(action, argument))
        self._last = action
        if was_first_tour and action in ("back", "back_or_before"):
            self.tour.tell_how_to_begin()
        if action in ("play", "read_on", "stop", "suspend"):
            # A choice made in a list holds when the list is left.
            self._pause_scope.forget()

    def _result(self, action: str, argument: Argument) -> Result:
        if isinstance(argument, Command):
            return self._do(argument)
        if isinstance(argument, int):
            return self._with_number[action](argument)
        if isinstance(argument, Position):
            return self._with_place[action](argument)
        if argument is not None:
            return self._with_words[action](argument)
        return self._actions[action]()

    def show(self, result: Result) -> None:
        """Show what an action gave back."""
        match result:
            case Message():
                if result.is_of_stale_list:
                    self._front_door.renew_list(self._front_door.selected)
                self._announcer.tell(result)
            case ListModel():
                self._front_door.open_list(result)
            case Question():
                self._front_door.ask(result)

    @property
    def under_way(self) -> Activity | None:
        """What is told in parts, such as the tour; None for nothing."""
        return self._under_way.activity

    def forget_last(self) -> None:
        """Let the next action be the first of its kind: something else was pressed or typed."""
        self._last = ""

    # What the session reports

    def state_changed(self, old: State, new: State) -> None:
        """Show what is told between two sentences, and go on with what is told in parts."""
        self.search.state_changed(old, new)
        self.documents.state_changed(old, new)
        if new.between_message not in ("", old.between_message):
            self._announcer.message_shown(new.between_message)
        if old.announcement_id is not None and new.announcement_id is None:
            self._under_way.go_on()

    def message_shown(self, text: str) -> None:
        """Show what the session tells."""
        self._announcer.message_shown(text)

    # Listening

    def _do(self, command: Command) -> Result:
        self._session.do(command)
        return None

    def _normal_pace(self) -> Result:
        """Go back to the pace of the settings, else to the one that the guide was opened with."""
        own_wpm = self._choices.chosen.of("rate_wpm") or self.documents.first_rate_wpm
        return self._do(commands.SetRate(own_wpm, is_own=True))

    def _play(self) -> Result:
        self._session.do(commands.PlayPause())
        if self._session.state.status is not Status.PAUSED:
            return None
        return Message(self._about_here.state_words(), is_for_beginners=True)

    def _back(self) -> Result:
        if self._front_door.is_list_open:
            return self._leave_list()
        if self._session.state.visit is not None:
            self._urgent.come_back()
            return None
        if self._pause_scope.end():
            # Lines have no list to leave: what it paused is read on.
            return None
        self._session.do(commands.Stop())
        self.search.end()
        return None

    def _leave_list(self, but_for: str = "") -> Result:
        """Go back to the list behind the open one, but for that of an action; else to the text."""
        model = self._front_door.model
        behind = model.behind if model is not None else None
        if behind is not None and behind.action != but_for:
            # Something in it may have been changed or removed meanwhile.
            return behind.anew(behind.selected)
        self._front_door.leave_list()
        return None

    def _back_or_before(self) -> Result:
        """Go back from what is open; where nothing is, and nothing read, to the place before."""
        state = self._session.state
        is_open = self._front_door.is_list_open or state.visit is not None
        is_read = state.status is Status.PLAYING or self._pause_scope.reads_on
        if is_open or is_read or not state.history.before:
            return self._back()
        return self._do(SESSION_COMMANDS["previous_place"])

    def _next_match(self) -> Result:
        if self.search.is_on:
            return self.search.go_on(1)
        return self._do(SESSION_COMMANDS["next_section"])

    def _toggle_skipping(self) -> Result:
        session = self._session
        names = () if session.state.skipping else self._usually_skipped
        session.do(commands.SetSkipping(names))
        fault = self._choices.choose("skip", session.state.skipping)
        return Message(fault, earcon="alarm") if fault else None

    def _choose(self, model: ListModel | Message | None, number: int) -> Result:
        return choose_by_number(model, number, self._controls)

    # The help

    def _help(self) -> ListModel:
        told = self._announcer
        return help_list(
            self._controls,
            told.messages,
            self._do_chosen,
            faults=told.faults,
            behind=list_behind(self._front_door),
        )

    def _do_chosen(self, action: str) -> Result:
        if not action or action == "help" or BY_ID[action].scope is Scope.LIST:
            return self._leave_list()
        self._front_door.close_list()
        self._pause_scope.end()
        self.do(action)
        return None

    # What is told step by step, or last

    def _leave(self) -> Result:
        return self.leaving.ask_or_begin(is_again=self._last == "quit")

    def end_tour(self) -> None:
        """End the tour, or rows being compared, by what is no action."""
        self._session.do(commands.ListenerActed())
        self.forget_last()
        self.documents.give_way()
        self._under_way.end()

    def end_tour_by_unknown_key(self) -> bool:
        """End the tour, or the last words, by a key without an action; returns whether so."""
        self._session.do(commands.ListenerActed())
        self.forget_last()
        self.documents.give_way()
        return self._under_way.end_by_unknown_key()
