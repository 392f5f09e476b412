"""The same session as on the screen, in lines that are only ever added.

Each sentence is a line when it begins to be heard. What is typed is read a line at a time. Without
a voice Enter shows the next sentence, so that the listener's own screen reader sets the pace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from allvoice.guide.model import Position, Section
from allvoice.jobs import CANNOT_STOP
from allvoice.plain import contents, prompts
from allvoice.plain.by_hand import END, SECTION_END, ByHand
from allvoice.plain.commands import NUMBER, Asked, help_lines, parse
from allvoice.plain.finding import Finding
from allvoice.plain.inbox import CameBack, Happened, Inbox, LeftOut, ToStop
from allvoice.plain.listed import Listed
from allvoice.plain.marks import NONE_YET, Marks
from allvoice.plain.transcript import Transcript
from allvoice.reading import queries
from allvoice.reading.listening import Listening
from allvoice.reading.passages import USUALLY_SKIPPED
from allvoice.reading.state import State, Status, Unit
from allvoice.speech.protocol import UtteranceFailed

if TYPE_CHECKING:
    from allvoice.shelf.store.shelf import Shelf

PASTED = "So many lines at once do nothing. Type h for help."
UNKNOWN = "I do not know that. Type h for help."
NO_LIST = "A number goes to an item of a list: type t or l first."
SAVED = "Your place is saved."
NOT_SAVED = "Your place could not be saved."
_MOVES = {
    "n": (Unit.SENTENCE, 1), "p": (Unit.SENTENCE, -1),
    "nn": (Unit.PARAGRAPH, 1), "pp": (Unit.PARAGRAPH, -1),
    "nnn": (Unit.SECTION, 1), "ppp": (Unit.SECTION, -1),
}  # fmt: skip


class PlainReader:
    """Reads a guide by lines. All of it happens on the thread that calls `run`."""

    def __init__(
        self,
        listening: Listening,
        shelf: Shelf,
        put: Callable[[str], None],
        *,
        fit: Callable[[Sequence[str]], int] = len,
        voiced: bool = True,
        reads_alone: bool = True,
        verbosity: str = "normal",
        waits: bool = False,
        elsewhere: Callable[[], str] = lambda: "",
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Begin silent.

        Args:
            listening: the session; this becomes its watcher.
            shelf: where bookmarks are kept.
            put: appends a line; raises `BrokenPipeError` when nobody reads any more.
            fit: how many of some lines a window holds above a prompt; all of them in a pipe.
            voiced: whether a voice speaks; else a listener moves on by hand.
            reads_alone: whether a voice reads on to the end when the typing has ended, as in a
                pipe; else that ends the run, as Ctrl-D does on a terminal.
            verbosity: "beginner", "normal" or "expert".
            waits: the guide is read on only when Enter asks for it, where anybody can be asked.
            elsewhere: tells at the end that the place kept is another copy's; empty where not.
            stop: stops the program until its shell lets it go on; false where that cannot be.
        """
        self._listening = listening
        self._guide = listening.guide
        self._shelf = shelf
        self._put = put
        self._transcript = Transcript(listening.guide, put, verbosity)
        self._by_hand = ByHand(listening, self._transcript)
        self._voiced = voiced
        self._stop_program = stop
        self._reads_alone = reads_alone
        self._waits = waits and not reads_alone
        self._elsewhere = elsewhere
        self._marks = Marks(shelf, listening.guide, hints=verbosity != "expert")
        self._answers = True
        self._is_shown_already = False
        self._explainer: queries.Explainer | None = None
        self._last = ""
        self._finding = Finding(listening)
        self._listed = Listed(fit, lambda number: self._unknown(NO_LIST))
        self._commands = self._table()
        self.is_going = True
        """Whether the listener has not left yet."""
        listening.watcher = self
        if shelf.on_notice is None:
            shelf.on_notice = lambda text: listening.announce(text, asked=True)

    # The session tells.

    def state_changed(self, old: State, new: State) -> None:
        """Show a sentence when it begins to be heard, and tell where reading ends."""
        if new.word_range is None and new.word == 0:
            # Gone to, or read again: not begun yet.
            self._transcript.sentence = None
        elif new.status is Status.PLAYING and self._transcript.sentence != new.position:
            self._transcript.show(new.position)
        came_to_rest = old.status is Status.PLAYING and new.status is Status.STOPPED
        if self._voiced and came_to_rest and old.generation == new.generation and not old.single:
            self._transcript.tell(END if new.at_end else SECTION_END)

    def told(self, sentence: str) -> None:
        """Show what the session tells."""
        if not self._is_shown_already:
            self._transcript.tell(sentence)

    # The run.

    def run(self, inbox: Inbox, welcome: str, notices: Iterable[str] = ()) -> None:
        """Read, and answer what is typed, until the end, and tell that the place is saved."""
        try:
            self._run(inbox, welcome, notices)
        except KeyboardInterrupt:
            # Not behind the "^C" that the terminal wrote.
            self._put("")
            self._put_saved()
            raise
        self._put_saved()

    def _run(self, inbox: Inbox, welcome: str, notices: Iterable[str]) -> None:
        try:
            with inbox.watching_for_stops():
                self.begin(welcome, notices)
                while self.is_going:
                    self.take(inbox.next())
        finally:
            self._listening.close()

    def _put_saved(self) -> None:
        if not self._shelf.is_kept:
            self._put(NOT_SAVED)
        else:
            self._put(self._elsewhere() or SAVED)

    def begin(self, welcome: str, notices: Iterable[str] = ()) -> None:
        """Say and show where the listener is."""
        for notice in notices:
            self._transcript.tell(notice)
        if self._voiced and self._waits:
            self._listening.announce(welcome, asked=True)
        elif self._voiced:
            self._listening.welcome(welcome)
        else:
            self._transcript.tell(welcome)
            self._by_hand.show_here()
        self._ask(reading_on=True)

    def take(self, happened: Happened) -> None:
        """Take what happened, and answer it."""
        if isinstance(happened, CameBack):
            self._show_place()
            return
        if isinstance(happened, ToStop):
            # A program that is stopped must not go on talking.
            self._listening.suspend()
            if not self._stop_program():
                # Not behind the "^Z" that the terminal wrote.
                self._put("")
                self._listening.announce(CANNOT_STOP)
                self._ask()
            return
        if isinstance(happened, LeftOut):
            self._listening.announce(PASTED)
            self._ask(reading_on=True)
            return
        if happened is None:
            self._answers = False
            self.is_going = self._reads_alone
        elif isinstance(happened, str):
            self._obey(parse(happened))
        else:
            if isinstance(happened, UtteranceFailed):
                self._show_lost(happened)
            self._listening.handle(happened)
        if self._answers:
            if self.is_going:
                self._ask()
            return
        resting = self._listening.state.status is not Status.PLAYING
        if resting or not self._voiced:
            # Nobody can ask for more.
            self.is_going = False

    def _ask(self, *, reading_on: bool = False) -> None:
        """Show the choices if the listener is waited for.

        Args:
            reading_on: show them also while the guide is read.
        """
        state = self._listening.state
        if self._voiced and state.status is Status.PLAYING and not reading_on:
            if not state.single:
                self._transcript.reading_on()
            return
        self._transcript.ask(self._listed.prompt(self._enter_does()))

    def _show_place(self) -> None:
        """Hold, and show the sentence and the choices, where someone can be looking."""
        if self._answers:
            self._listening.suspend()
            if self._voiced and self._listening.state.status is Status.PAUSED:
                self._transcript.line("Paused.")
            self._transcript.show(self._listening.state.position)
            self._transcript.ask(self._listed.prompt(self._enter_does()), always=True)

    def _enter_does(self) -> str:
        state = self._listening.state
        if not self._voiced:
            at_end = self._listening.following() is None
            return prompts.STARTS_AGAIN if at_end else prompts.NEXT
        if state.status is Status.PLAYING and not state.single:
            return prompts.PAUSES
        return prompts.STARTS_AGAIN if state.at_end else prompts.READS_ON

    def _show_lost(self, lost: UtteranceFailed) -> None:
        """Show a sentence that will not be heard."""
        state = self._listening.state
        queued = {each.utterance_id: each.position for each in state.queued}
        position = queued.get(lost.utterance_id) if lost.generation == state.generation else None
        if position is not None and position != self._transcript.sentence:
            self._transcript.show(position)

    # What is typed.

    def _table(self) -> dict[str, Callable[[], None]]:
        to, marks = self._listening, self._marks
        return {
            "": self._go_on,
            "s": self._stop,
            "r": lambda: self._again(carefully=self._last == "r"),
            "rr": lambda: self._again(carefully=True),
            "+": to.faster,
            "-": to.slower,
            ">": to.louder,
            "<": to.quieter,
            "vv": to.next_voice,
            "b": lambda: to.announce(marks.add(to.state.position)),
            "u": lambda: to.announce(marks.take_back()),
            "g": lambda: self._moved(to.go_to_start),
            "gg": lambda: self._moved(to.go_to_end),
            "//": lambda: self._search(-1),
            "w": lambda: to.announce(to.where_am_i(detail=self._last == "w")),
            "ww": lambda: to.announce(to.where_am_i(detail=True)),
            "a": lambda: to.announce(self._transcript.told),
            "v": lambda: to.announce(queries.heard_as(to)),
            "d": self._explain,
            "i": lambda: to.announce(queries.column(to)),
            "m": lambda: to.announce(queries.compare(to)),
            "e": lambda: self._moved(to.leave_passage),
            "x": self._hear_skipped,
            "xx": lambda: to.set_skipping(() if to.state.skipping else USUALLY_SKIPPED),
            "j": to.toggle_only_section,
            "h": self._help,
            "q": self._quit,
        }

    def _obey(self, asked: Asked | None) -> None:
        if asked == Asked("") and self._listed.has_more:
            self._put_page()
            return
        if asked is None:
            self._unknown(UNKNOWN)
            return
        if asked.command != NUMBER:
            self._listed.leave()
        match asked.command:
            case "=":
                to = self._listening
                to.set_rate(asked.number) if asked.number is not None else to.normal_pace()
            case "/":
                self._search(1, asked.text)
            case "t":
                self._contents(contents.chapters(self._guide), "t", asked.number)
            case "tt":
                beside = contents.sections_beside(self._guide, self._listening.state.position)
                self._contents(beside, "tt", asked.number)
            case "l":
                self._list_marks(asked.number)
            case "dl":
                self._listening.announce(self._marks.remove(asked.number))
            case _ if asked.command == NUMBER:
                self._listed.choose(asked.number or 0)
            case move if move in _MOVES:
                self._moved(lambda: self._listening.move(*_MOVES[move]))
            case other:
                self._commands[other]()
        self._last = asked.command

    def _unknown(self, answer: str) -> None:
        self._last = UNKNOWN
        self._listening.announce(answer)
        self._ask(reading_on=True)

    def _quit(self) -> None:
        self.is_going = False

    def _stop(self) -> None:
        self._listening.stop()
        self._transcript.line("Stopped.")

    def _go_on(self) -> None:
        if not self._voiced:
            self._by_hand.go_on()
            return
        self._listening.play_pause()
        if self._listening.state.status is Status.PAUSED:
            self._transcript.line("Paused.")

    def _again(self, *, carefully: bool) -> None:
        self._transcript.sentence = None
        if self._voiced:
            self._listening.repeat(carefully=carefully)
        elif carefully:
            self._listening.announce(queries.heard_as(self._listening))
        else:
            self._by_hand.show_here()

    def _moved(self, move: Callable[[], None]) -> None:
        if self._voiced:
            move()
        else:
            self._by_hand.move(move)

    def _go_to(self, position: Position, *, play: bool | None = True, told: str = "") -> None:
        """Go somewhere; what is told of it comes before the sentence there."""
        self._transcript.sentence = None
        if told and not self._voiced:
            self._transcript.tell(told)
        self._moved(lambda: self._listening.go_to(position, play=play))
        if told and self._voiced:
            self._listening.announce(told)

    def _hear_skipped(self) -> None:
        left_out = queries.left_out(self._listening)
        skipped = self._listening.state.skipped or self._by_hand.skipped
        if skipped is not None:
            self._go_to(skipped, play=None)
        else:
            self._listening.announce(left_out or "Nothing was skipped.")

    def _explain(self) -> None:
        self._explainer = self._explainer or queries.Explainer(self._listening)
        self._listening.announce(self._explainer.next(again=self._last == "d"))

    def _search(self, step: int, words: str = "") -> None:
        match, told = self._finding.look(step, words)
        if match is None:
            self._listening.announce(told)
        else:
            self._go_to(match.position, play=None, told=told)

    # Lists

    def _put_page(self) -> None:
        """Show what fits of the list, and say it instead of the guide: Enter goes on with that."""
        lines = self._listed.page()
        for line in lines:
            self._transcript.line(line)
        if not self._voiced:
            return
        self._listening.pause()
        self._is_shown_already = True
        try:
            self._listening.announce(". ".join(lines))
        finally:
            self._is_shown_already = False

    def _help(self) -> None:
        self._listed.open(help_lines(voiced=self._voiced))
        self._put_page()

    def _contents(self, sections: Sequence[Section], typed: str, number: int | None) -> None:
        def go(chosen: int) -> None:
            self._go_to(Position(sections[chosen - 1].first_block))

        here = self._guide.section_of(self._listening.state.position)
        lines = contents.numbered(sections, here)
        more = "tt: sections" if typed == "t" and len(sections) < len(self._guide.sections) else ""
        self._open(lines, go, typed, number, more)

    def _list_marks(self, number: int | None) -> None:
        def go(chosen: int) -> None:
            position, told = self._marks.place(chosen)
            if position is None:
                self._unknown(told)
            else:
                self._go_to(position, told=told)

        labels = self._marks.labels(anew=number is None)
        if not labels:
            self._listening.announce(NONE_YET)
            return
        lines = [f"{index}. {label}" for index, label in enumerate(labels, start=1)]
        self._open(lines, go, "l", number, "dl 1: remove")

    def _open(
        self,
        lines: Sequence[str],
        go: Callable[[int], None],
        typed: str,
        number: int | None,
        more: str,
    ) -> None:
        """Show a numbered list, or go to one of its items at once."""

        def choose(chosen: int) -> None:
            if 1 <= chosen <= len(lines):
                self._listed.show_no_more()
                go(chosen)
            else:
                self._unknown(f"Type {typed} and a number, {prompts.up_to(len(lines))}.")

        if number is not None:
            choose(number)
            return
        self._listed.open(lines, choose, more)
        self._put_page()
