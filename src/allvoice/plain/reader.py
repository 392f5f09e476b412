"""The same session as on the screen, in lines that are only ever added.

Each sentence is a line when it begins to be heard. What is typed is read a line at a time. Without
a voice Enter shows the next sentence, so that the listener's own screen reader sets the pace.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from allvoice.guide.model import Position
from allvoice.guide.search import next_match
from allvoice.plain.commands import Asked, help_lines, parse
from allvoice.reading import asking, places
from allvoice.reading.listening import Listening
from allvoice.reading.state import State, Status, Unit
from allvoice.shelf.locator import How, find, locate
from allvoice.speech.messages import Event

if TYPE_CHECKING:
    from allvoice.shelf.store import Shelf

UNKNOWN = "I do not know that. Type h and Enter for help."
CHOOSE = "Enter plays and pauses, h is help, q quits."
CHOOSE_SILENT = "Enter shows the next sentence, h is help, q quits."
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
        voiced: bool = True,
        answers: bool = True,
    ) -> None:
        """Begin silent.

        Args:
            listening: the session; this becomes its watcher.
            shelf: where bookmarks are kept.
            put: appends a line; raises `BrokenPipeError` when nobody reads any more.
            voiced: whether a voice speaks; else a listener moves on by hand.
            answers: whether somebody can type; else the guide is read to its end.
        """
        self._listening = listening
        self._shelf = shelf
        self._put = put
        self._voiced = voiced
        self._answers = answers
        self._happened: queue.SimpleQueue[Event | str | None] = queue.SimpleQueue()
        self._shown: tuple[Position, int] | None = None
        self._explainer: asking.Explainer | None = None
        self._last = ""
        self._query = ""
        self.is_going = True
        """Whether the listener has not left yet."""
        listening.watcher = self

    # What happens, from any thread.

    def voice_event(self, event: Event) -> None:
        """Take an event of the voice; may be called from any thread."""
        self._happened.put(event)

    def type_from(self, lines: Iterable[str]) -> None:
        """Read typed lines on a thread of their own until they end."""

        def read() -> None:
            for line in lines:
                self._happened.put(line)
            self._happened.put(None)

        threading.Thread(target=read, name="typed-lines", daemon=True).start()

    # The session tells.

    def state_changed(self, old: State, new: State) -> None:
        """Show a sentence when it begins to be heard."""
        begun = new.word_range is not None or new.word > 0
        if begun and self._shown != (new.position, new.generation):
            self._show(new.position)

    def told(self, sentence: str) -> None:
        """Show what the session tells."""
        self._put(sentence)

    # The run.

    def run(self, welcome: str, notices: Iterable[str] = ()) -> None:
        """Read, and answer what is typed, until the end; then save the place."""
        self.begin(welcome, notices)
        while self.is_going:
            self.take(self._happened.get())
        self._listening.close()

    def begin(self, welcome: str, notices: Iterable[str] = ()) -> None:
        """Say and show where the listener is."""
        for notice in notices:
            self._put(notice)
        if self._voiced:
            self._listening.welcome(welcome)
            self._put(CHOOSE)
        else:
            self._put(welcome)
            self._put(CHOOSE_SILENT)
            self._show(self._listening.state.position)

    def take(self, happened: Event | str | None) -> None:
        """Take a typed line, an event of the voice, or None when the typing has ended."""
        if happened is None:
            # The typing has ended. Who can no longer be asked is read to, if there is a voice.
            self._answers = False
        elif isinstance(happened, str):
            self._obey(parse(happened))
            return
        else:
            self._listening.handle(happened)
        resting = self._listening.state.status is not Status.PLAYING
        if not self._answers and (resting or not self._voiced):
            self.is_going = False

    def _show(self, position: Position) -> None:
        guide = self._listening.guide
        self._shown = (position, self._listening.state.generation)
        block = guide.blocks[position.block]
        lead = ""
        if position.sentence == 0:
            if block.kind == "heading":
                lead = f"Heading {block.level}: "
            elif block.marker:
                lead = f"{block.marker} "
        self._put(lead + " ".join(guide.sentence_text(position).split()))

    def _obey(self, asked: Asked | None) -> None:
        if asked is None:
            self._put(UNKNOWN)
            return
        listening = self._listening
        repeated = asked.command == self._last
        self._last = asked.command
        match asked.command:
            case "":
                self._go_on()
            case "s":
                listening.stop()
            case "r" | "rr":
                self._again(carefully=asked.command == "rr")
            case "+":
                listening.faster()
            case "-":
                listening.slower()
            case "=":
                listening.set_rate(asked.number) if asked.number else listening.normal_pace()
            case "t":
                self._contents(asked.number)
            case "/":
                self._search(asked.text)
            case "b":
                self._mark()
            case "l":
                self._marks(asked.number)
            case "w" | "ww":
                listening.announce(listening.where_am_i(detail=asked.command == "ww"))
            case "v":
                listening.announce(asking.heard_as(listening))
            case "d":
                self._explainer = self._explainer or asking.Explainer(listening)
                listening.announce(self._explainer.next(again=repeated))
            case "i":
                listening.announce(asking.column(listening))
            case "m":
                listening.announce(asking.compare(listening))
            case "e":
                self._moved(listening.leave_passage)
            case "x":
                self._moved(listening.hear_skipped)
            case "j":
                listening.toggle_only_section()
            case "h":
                for line in help_lines():
                    self._put(line)
            case "q":
                self.is_going = False
            case move:
                self._moved(lambda: listening.move(*_MOVES[move]))

    def _go_on(self) -> None:
        if not self._voiced:
            self._moved(lambda: self._listening.move(Unit.SENTENCE, 1))
            return
        self._listening.play_pause()
        if self._listening.state.status is Status.PAUSED:
            self._put("Paused. Enter goes on.")

    def _again(self, *, carefully: bool) -> None:
        self._shown = None
        if self._voiced:
            self._listening.repeat(carefully=carefully)
        else:
            self._show(self._listening.state.position)

    def _moved(self, move: Callable[[], None]) -> None:
        """Move; without a voice the new sentence is shown at once."""
        before = self._listening.state.position
        move()
        if not self._voiced:
            self._listening.stop()
            if self._listening.state.position != before:
                self._show(self._listening.state.position)

    def _go_to(self, position: Position) -> None:
        self._shown = None
        self._moved(lambda: self._listening.go_to(position, play=True))

    def _contents(self, number: int | None) -> None:
        sections = self._listening.guide.sections
        if number is None:
            for index, section in enumerate(sections, start=1):
                self._put(f"{index}. {section.title}")
            self._put(f"Type t and a number, 1 to {len(sections)}.")
        elif 1 <= number <= len(sections):
            self._go_to(Position(sections[number - 1].first_block))
        else:
            self._put(f"There are {len(sections)} sections; type t and a number up to that.")

    def _search(self, text: str) -> None:
        listening = self._listening
        self._query = text or self._query
        if not self._query:
            self._put("Type what to look for behind the slash: /fever")
            return
        match = next_match(listening.guide, self._query, listening.state.position)
        if match is None:
            self._put(f"Nothing in this guide matches {self._query}.")
            return
        if match.wrapped:
            self._put("Gone round the end of the guide.")
        self._go_to(match.position)

    def _mark(self) -> None:
        guide, position = self._listening.guide, self._listening.state.position
        label, start = places.label(guide, position)
        before = len(self._shelf.bookmarks(guide.id))
        self._shelf.add_bookmark(locate(guide, position), label, guide.title)
        count = len(self._shelf.bookmarks(guide.id))
        if count == before:
            self._listening.announce("This sentence has a bookmark already.")
        else:
            self._listening.announce(f"Bookmark {count}, at: {start}")

    def _marks(self, number: int | None) -> None:
        kept = self._shelf.bookmarks(self._listening.guide.id)
        if not kept:
            self._put("There are no bookmarks yet; b sets one.")
        elif number is None:
            for index, bookmark in enumerate(kept, start=1):
                self._put(f"{index}. {bookmark.label}")
            self._put(f"Type l and a number, 1 to {len(kept)}.")
        elif 1 <= number <= len(kept):
            self._go_to_mark(number - 1)
        else:
            self._put(f"Type l and a number, 1 to {len(kept)}.")

    def _go_to_mark(self, index: int) -> None:
        guide = self._listening.guide
        bookmark = self._shelf.bookmarks(guide.id)[index]
        found = find(guide, bookmark.locator)
        if found.how is How.QUOTE:
            self._shelf.move_bookmark(bookmark.id, locate(guide, found.position))
        if found.how.sentence:
            self._put(found.how.sentence)
        self._go_to(found.position)
