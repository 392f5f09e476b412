"""The same session as on the screen, in lines that are only ever added.

Each sentence is a line when it begins to be heard. What is typed is read a line at a time. Without
a voice Enter shows the next sentence, so that the listener's own screen reader sets the pace.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.actions.announcer import Announcer
from allvoice.actions.dispatch import Actions, Argument
from allvoice.actions.documents.opening import begin_reading, titles_kept
from allvoice.actions.model import Result, Services
from allvoice.actions.options.preferences import let_hold
from allvoice.actions.pause_scope import PauseScope
from allvoice.event_loop import Soon
from allvoice.jobs import CANNOT_STOP
from allvoice.plain.front_door import PlainDoor
from allvoice.plain.happenings import GoesOn, HalfTyped, Happened, Inbox, LeftOut, Resumed, ToStop
from allvoice.plain.obeying import TypedLines
from allvoice.plain.output import Output
from allvoice.plain.prompts import ANY_LINE, TO_ANSWER
from allvoice.reading.activity import Activity, activity_of
from allvoice.reading.runner import ReadingSession
from allvoice.reading.state import State, Status
from allvoice.speech.protocol import UtteranceFailed

if TYPE_CHECKING:
    from allvoice.plain.typed_words import TypedControls
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.store.shelf import Shelf

PASTED = "So many lines at once do nothing. Type h for help."
PREPARED_AFTER_S = 1.0
"""The first search is prepared once what is said first was begun."""


class PlainReader:
    """Reads a guide by lines. All of it happens on the thread that calls `run`."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        choices: Choices,
        controls: TypedControls,
        inbox: Inbox,
        put: Callable[[str], None],
        *,
        fit: Callable[[Sequence[str]], int] = len,
        reads_alone: bool = True,
        waits: bool = False,
        gives_tour: bool = False,
        stop: Callable[[], bool] = lambda: False,
        keep_half: Callable[[bool], object] = lambda wanted: None,
        services: Services | None = None,
    ) -> None:
        """Begin silent.

        Args:
            session: the session, whose controls are these; this becomes its observer.
            shelf: where bookmarks are kept.
            choices: how the listener is told and read to.
            controls: name what is typed; they know whether a voice of ours speaks.
            inbox: what happens, and what is due later.
            put: appends a line; raises `BrokenPipeError` when nobody reads any more.
            fit: how many of some lines a window holds above a prompt; all of them in a pipe.
            reads_alone: whether a voice reads on to the end when the typing has ended, as in a
                pipe; else that ends the run, as Ctrl-D does on a terminal.
            waits: the guide is read on only when Enter asks for it, where anybody can be asked.
            gives_tour: a newcomer is told of what is typed, before the guide is read.
            stop: stops the program until its shell lets it go on; false where that cannot be.
            keep_half: lets Control-C bring what is half typed with it while words are asked for.
            services: what the program around the lines does for it.
        """
        settings = choices.settings
        self._session = session
        self._shelf = shelf
        self._controls = controls
        self._inbox = inbox
        self._put = put
        self._output = Output(session.guide, put, settings.verbosity)
        self._external_screen_reader = controls.external_screen_reader
        self._stop_program = stop
        self._keep_half = keep_half
        self._half_typed = ""
        """What stood in the line when the program was ended there."""
        self._reads_alone = reads_alone
        self._waits = waits and not reads_alone and not controls.external_screen_reader
        self._gives_tour = gives_tour
        self._begins_any_key = settings.any_key
        self._answers = True
        self.is_going = True
        """Whether the listener has not left yet."""
        self._announcer = Announcer(session, self._output.line, settings.verbosity, draws=False)
        pause_scope = PauseScope(session)
        self._door = PlainDoor(
            session,
            self._output,
            self._announcer,
            controls,
            pause_scope,
            fit,
            self._show,
            self._ask,
        )
        # Before the actions: a sentence is shown before what is told of it.
        session.guide_observers.append(self._take_guide)
        session.observers.append(self)
        self._actions = Actions(
            session,
            shelf,
            controls,
            self._door,
            self._announcer,
            choices,
            pause_scope,
            own={"quit": self._quit, "describe": lambda: self._typed.describe("")},
            scheduler=inbox,
            # What is typed in a pipe was typed before.
            services=replace(services or Services(), asks_before_leaving=not reads_alone),
        )
        self._typed = TypedLines(
            session,
            self._actions,
            shelf.remembered,
            controls,
            self._door,
            self._announcer,
            self._output,
            lambda: self._ask(reading_on=True),
        )
        let_hold(choices, session, self._announcer, self._output.show_settings)
        if shelf.on_notice is None:
            shelf.on_notice = self._announcer.tell_fault

    def _show(self, result: Result) -> None:
        self._actions.show(result)

    # What the session reports

    def _take_guide(self) -> None:
        self._output.take_guide(self._session.guide)
        # Its numbers lead to places of the guide before.
        self._door.turn_to("")

    def state_changed(self, old: State, new: State) -> None:
        """Show a sentence when it begins to be heard; without a voice when it is gone to."""
        if self._external_screen_reader:
            if new.generation != old.generation:
                self._output.show(new.position)
        elif new.word_range is None and new.word == 0:
            if new.generation != old.generation:
                # Gone to, or read again: not begun yet.
                self._output.sentence = None
        elif new.status is Status.PLAYING and self._output.sentence != new.position:
            self._output.show(new.position)

    def message_shown(self, text: str) -> None:
        """Leave it to the actions, which show it."""

    # The run

    def run(self, welcome: str, important: Sequence[str] = (), faults: Sequence[str] = ()) -> None:
        """Read, and answer what is typed, until the end, and tell that the place is saved.

        Args:
            welcome: what is said first.
            important: what threatens the place or the listening.
            faults: what of the listener's own files cannot be used.
        """
        try:
            with self._inbox.watching_for_stops():
                self._run(welcome, important, faults)
        finally:
            self._keep_half(False)
            self._session.close()
        if not self._actions.leaving.is_told:
            self._put(self._actions.leaving.words)

    def _run(self, welcome: str, important: Sequence[str], faults: Sequence[str]) -> None:
        try:
            self.begin(welcome, important, faults)
            self._take_all()
        except KeyboardInterrupt:
            # Not behind the "^C" that the terminal wrote.
            self._put("")
            self._keep_half(False)
            if told := self._door.keep_half(self._half_typed):
                self._put(told)
            if not self._actions.leaving.is_on:
                self._actions.leaving.begin()
                self._take_all()
            raise

    def _take_all(self) -> None:
        while self.is_going:
            self.take(self._inbox.next())

    def begin(
        self, welcome: str, important: Sequence[str] = (), faults: Sequence[str] = ()
    ) -> None:
        """Show what is amiss and where the listener is, and say both, much of it in short."""
        session, announcer = self._session, self._announcer
        for each in (*important, *faults, welcome):
            announcer.message_shown(each)
        titles = titles_kept(session.guide, session.state.position, waits=self._waits)
        with announcer.shown_already():
            said = announcer.opening(welcome, titles, important, faults, self._controls)
            if not self._gives_tour:
                begin_reading(session, *said, waits=self._waits)
        if self._gives_tour:
            # Its first words are before the listener already.
            with announcer.shown_already():
                self._actions.tour.welcome(" ".join(filter(None, said)))
        if self._begins_any_key:
            self._actions.any_key.begin()
        self._ask(reading_on=True)
        # What is typed here comes whole, and would have to wait for it.
        self._inbox.do_later(PREPARED_AFTER_S, self._actions.search.prepare)
        self._inbox.do_later(PREPARED_AFTER_S, self._actions.carry_marks)
        self._actions.documents.begin()

    def take(self, happened: Happened) -> None:
        """Take what happened, and answer it.

        Raises:
            KeyboardInterrupt: the program is to end, and a line was half typed.
        """
        if isinstance(happened, HalfTyped):
            self._half_typed = happened.text
            raise KeyboardInterrupt
        if isinstance(happened, Resumed | ToStop):
            # The shell has the terminal meanwhile.
            self._keep_half(False)
        self._take(happened)
        self._keep_half(self._door.is_asking)

    def _take(self, happened: GoesOn) -> None:
        if self._actions.leaving.is_on:
            self._take_last(happened)
            return
        if isinstance(happened, Resumed):
            self._show_place()
            return
        if isinstance(happened, ToStop):
            # A program that is stopped must not go on talking.
            self._session.suspend()
            if not self._stop_program():
                # Not behind the "^Z" that the terminal wrote.
                self._put("")
                self._announcer.say(CANNOT_STOP)
                self._ask()
            return
        if isinstance(happened, Soon):
            happened.work()
            return
        if isinstance(happened, LeftOut):
            if not self._typed.take_paste():
                self._announcer.say(PASTED)
            self._ask(reading_on=True)
            return
        if self._reads_alone and (happened is None or isinstance(happened, str)):
            # The lines of a pipe were all written before: none of them is to end a search.
            self._actions.search.finish()
        if happened is None:
            self._answers = False
            if not self._reads_alone:
                self._actions.leaving.begin()
                return
        elif isinstance(happened, str):
            self._typed.take(happened)
        else:
            if isinstance(happened, UtteranceFailed):
                self._show_failed(happened)
            self._session.handle(happened)
        if self._answers:
            if self.is_going and not self._actions.leaving.is_on:
                self._ask()
            return
        if self._session.state.status is not Status.PLAYING or self._external_screen_reader:
            # Nobody can ask for more.
            self.is_going = False

    def _take_last(self, happened: GoesOn) -> None:
        """Let the last words be heard; whatever is typed ends them."""
        if isinstance(happened, str):
            self._actions.leaving.end_now()
        elif isinstance(happened, Soon):
            happened.work()
        elif happened is not None and not isinstance(happened, Resumed | ToStop | LeftOut):
            self._session.handle(happened)

    def _ask(self, *, reading_on: bool = False) -> None:
        """Show the choices if the listener is waited for.

        Args:
            reading_on: show them also while the guide is read.
        """
        if self._actions.tour.is_on:
            # It tells what can be typed.
            return
        if self._door.is_asking:
            # Before anybody sees that something can be typed.
            self._keep_half(True)
            self._output.ask(self._prompt)
            return
        state = self._session.state
        is_heard = state.status is Status.PLAYING and not self._external_screen_reader
        if is_heard and not reading_on:
            if not state.stop_after_sentence:
                self._output.reading_on()
            return
        self._output.ask(self._prompt)

    def _show_place(self) -> None:
        """Pause, and show the sentence and the choices, where someone can be looking."""
        if self._answers:
            self._session.suspend()
            is_paused = self._session.state.status is Status.PAUSED
            if is_paused and not self._external_screen_reader:
                self._output.line(f"{Activity.PAUSED.word}.")
            self._output.show(self._session.state.position)
            self._output.ask(self._prompt, always=True)

    @property
    def _prompt(self) -> str:
        """The choices; where words are asked for, how they are given."""
        if self._door.is_asking:
            return TO_ANSWER
        if self._actions.any_key.is_on:
            return ANY_LINE.format(self._enter_does(), self._controls.shown("back"))
        return self._door.list.prompt(self._enter_does())

    def _enter_does(self) -> str:
        return activity_of(self._session.state, under_way=self._actions.under_way).play_label

    def _show_failed(self, failed: UtteranceFailed) -> None:
        """Show a sentence that will not be heard."""
        state = self._session.state
        queued = {each.utterance_id: each.position for each in state.queued}
        is_wanted = failed.generation == state.generation
        position = queued.get(failed.utterance_id) if is_wanted else None
        if position is not None and position != self._output.sentence:
            self._output.show(position)

    # What is asked for

    def ask_for(self, action: str, argument: Argument = None) -> None:
        """Do what is asked for otherwise than by a line, as by a media key.

        Args:
            action: what is asked for.
            argument: what belongs to it.
        """
        self._typed.do(action, argument)
        if self._answers and self.is_going and not self._actions.leaving.is_on:
            self._ask()

    def _quit(self) -> Result:
        self.is_going = False
        return None
