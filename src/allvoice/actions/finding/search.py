"""Searching: words are typed, and the places that have them are gone to, either way round."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from allvoice.actions.finding.found_words import (
    apology,
    beside_list,
    find_list,
    told_of,
    with_beside,
)
from allvoice.actions.model import ControlNames, FrontDoor, ListModel, Message, Question, Result
from allvoice.actions.words import capitalized, counted
from allvoice.event_loop import Scheduler
from allvoice.guide.search.finds import Finds
from allvoice.guide.search.matching import Match
from allvoice.guide.search.nearest import Names
from allvoice.guide.search.phrases import comes_first
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.trying import Nowhere, prepared, search
from allvoice.reading import progress
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.finding.finds_beside import FindsBeside
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State

BETWEEN_KEYS_S = 0.005
"""Left to the keys between two pieces of a long search."""
PREPARED_AT_ONCE_S = 0.02
"""What is typed waits no longer than that and one step while a search is prepared."""
AT_ONCE_S = 0.1
"""A search takes the listener's keys for no longer; what is left of it is done between them."""
TOLD_AFTER_S = 0.3
"""A search that takes longer is told of."""
WAITED_FOR_S = 0.5
"""What is asked for right behind a search waits for it no longer."""
COUNTED_WITHIN_S = 0.5
"""The places are counted for no longer before one is gone to."""
MOST_SHOWN_CHARS = 40
"""Of what was searched for, when it is told that it is nowhere."""
NOTHING_TYPED = Message("Nothing was typed.", earcon="close")
FARTHEST_STEP_BLOCKS = 1
"""Who goes on by paragraphs is still about what was found; whoever goes farther went elsewhere."""
T = TypeVar("T")


class Search:
    """Looks for words in the document being read."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        announcer: Announcer,
        pause_scope: PauseScope,
        go_to: Callable[[Position, Message], None],
        scheduler: Scheduler,
        beside: FindsBeside,
        queue: Callable[[Position], Result],
        clock: Callable[[], float] | None = None,
    ) -> None:
        """Begin with nothing looked for.

        Args:
            session: the guide and the place.
            controls: names keys in hints.
            front_door: lets words be typed, marks what was found, and lists it.
            announcer: tells what was found.
            pause_scope: pauses the reading while words are typed.
            go_to: reads on from a place, and tells something of it.
            scheduler: goes on with a long search once the keys that are waiting were answered.
            beside: is searched beside the document.
            queue: puts what was found into the queue.
            clock: seconds; by default those of the session.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._announcer = announcer
        self._pause_scope = pause_scope
        self._go_to = go_to
        self._scheduler = scheduler
        self._beside = beside
        self._queue = queue
        self._clock = clock or session.clock
        self._pending: Steps[object] | None = None
        self._look_until: Callable[[float], object] = lambda until_s: None
        """Does what is left of what is pending, until some time."""
        self._is_told = False
        """Whether it was told of."""
        self._preparing: Steps[None] | None = None
        """Makes what the first search needs; None before it was begun."""
        self._query = ""
        """What is looked for when nothing else is typed."""
        self._finds: Finds | None = None
        """What was found for it; None before it was looked for."""
        self._match: Match | None = None
        self._is_arriving = False

    @property
    def is_on(self) -> bool:
        """Whether next and previous go by what is looked for."""
        return self._match is not None

    @cached_property
    def names(self) -> Names:
        """How the words of the lexicon are also written."""
        entries = self._session.config.narrator.lexicon.entries
        return Names.of(
            [
                (spelling, entry.term)
                for entry in entries
                for spelling in (entry.term, *entry.also, entry.respelling)
            ]
        )

    def take_guide(self) -> None:
        """Look in another guide from now on: what was found was not in that one."""
        self._pending = None
        self._preparing = None
        self._close()

    @property
    def is_under_way(self) -> bool:
        """Whether something is being looked for."""
        return self._pending is not None

    # Words are typed

    def open(self) -> Question:
        """Let words be typed; the reading is paused meanwhile."""
        if self._front_door.is_list_open:
            self._front_door.close_list()
        else:
            self._pause_scope.begin()
        self.prepare()
        kept = f" Enter alone looks for {self._query}." if self._query else ""
        return self._question(f"Search. Type what to find, then Enter.{kept}")

    def prepare(self) -> None:
        """Begin to make, between the keys, what the next search would take its time for.

        The first takes most of it; later ones only what was written since.
        """
        if self._preparing is None:
            self._preparing = self._prepared()
            self._prepare_further(self._preparing)

    def _prepared(self) -> Steps[None]:
        yield from prepared(self._session.guide)
        yield from self._beside.read()

    def _prepare_further(self, steps: Steps[None]) -> None:
        if self._preparing is not steps:
            # Another guide is read meanwhile.
            return
        until_s = self._clock() + PREPARED_AT_ONCE_S
        for _ in steps:
            if self._clock() >= until_s:
                self._scheduler.do_later(BETWEEN_KEYS_S, lambda: self._prepare_further(steps))
                return
        self._preparing = None

    def _question(self, said: str, earcon: str = "open", *, is_shown: bool = True) -> Question:
        message = Message(said, hint="Escape leaves.", earcon=earcon, is_shown=is_shown)
        return Question(message, self._query, self.answer, self.leave)

    def leave(self) -> Result:
        """Stop typing."""
        self._front_door.stop_asking()
        return None if self._pause_scope.end() else Message("Search left.", earcon="close")

    def answer(self, typed: str) -> Result:
        """Stop typing, and go to the place that holds what was typed."""
        self._front_door.stop_asking()
        if typed.split():
            return self.find(typed)
        return None if self._pause_scope.end() else NOTHING_TYPED

    def find(self, typed: str) -> Result:
        """Read on from the place that holds some words, the present sentence included.

        Without any words, or with those that were just found here, look on for those of before.
        """
        query = " ".join(typed.split()) or self._query
        is_here = self._match is not None and self._match.position == self._session.state.position
        if not query or (query == self._query and (is_here or not typed.split())):
            return self.go_on(1)
        self._query = query
        self._look_for(query, 1, is_new=True)
        return None

    def go_on(self, step: int) -> Result:
        """Read on from the next place (1) or the one before (-1)."""
        if not self._query:
            return Message(f"{self._controls.press('search')} to search first.")
        if self._finds is None:
            self._look_for(self._query, step, is_new=True)
            return None
        self._work(self._next(self._finds, step), lambda found: self._arrive(*found, step=step))
        return None

    def _look_for(self, query: str, step: int, *, is_new: bool) -> None:
        session, here = self._session, self._session.state.position

        def steps() -> Steps[tuple[Finds, Match, bool] | Nowhere]:
            if self._preparing is not None:
                yield from self._preparing
            yield from self._beside.look_for(query)
            found = yield from search(session.guide, query, here, self.names)
            if isinstance(found, Nowhere):
                self._beside.put_in_order(document_comes_first=False)
                return found
            began_s = self._clock()
            for _ in found.complete():
                yield
                if self._clock() - began_s > COUNTED_WITHIN_S:
                    break
            if found.first is not None and found.first.position != here:
                arrived = found, found.first, False
            else:
                arrived = yield from self._next(found, step, include_here=True)
            if self._beside.may_lead:
                is_first = yield from comes_first(session.guide, query, found, arrived[1])
                self._beside.put_in_order(document_comes_first=is_first)
            return arrived

        def done(found: tuple[Finds, Match, bool] | Nowhere) -> None:
            if isinstance(found, Nowhere):
                self._tell_nowhere(query, found)
            elif self._beside.leading:
                self._list_own_first(found[0])
            else:
                self._arrive(*found, step=step, is_new=is_new)

        self._work(steps(), done)

    def _next(
        self, finds: Finds, step: int, *, include_here: bool = False
    ) -> Steps[tuple[Finds, Match, bool]]:
        position = self._session.state.position
        if self._match is not None and finds.is_best(self._match):
            # However far it was read on from there: the next best is wherever it is.
            position = self._match.position
        found = yield from finds.next_to(position, step, include_here=include_here)
        assert found is not None, "there were finds"
        return finds, *found

    def _arrive(
        self, finds: Finds, match: Match, is_round: bool, *, step: int, is_new: bool = False
    ) -> None:
        self._pause_scope.forget()
        is_new = is_new or self._match is None
        self._finds, self._match = finds, match
        edge = "end" if step > 0 else "start"
        message = told_of(
            finds,
            match,
            progress.place(self._session.guide, match.position, brief=True),
            edge if is_round else "",
            is_new=is_new,
        )
        if is_new and len(self._beside):
            message = with_beside(message, self._beside, self._controls.shown("finds"))
        self._is_arriving = True
        try:
            self._go_to(match.position, message)
        finally:
            self._is_arriving = False
        self._front_door.show_match(match)

    def _list_own_first(self, finds: Finds) -> None:
        """List what the listener wrote in these very words, and then what is in the document."""
        self.end()
        self._finds = finds
        listed = self.as_list()
        if isinstance(listed, ListModel):
            self._front_door.open_list(listed)

    def _tell_nowhere(self, query: str, nowhere: Nowhere) -> None:
        """Tell that it is nowhere, and offer what is nearest: the listener stays where they are."""
        self._close()
        if len(self._beside):
            self._front_door.open_list(beside_list(query, self._beside))
            return
        said = apology(shown(query, MOST_SHOWN_CHARS), bool(nowhere.nearest))
        if nowhere.finds is not None:
            self._query = nowhere.nearest
            count = counted(len(nowhere.finds), "place")
            how = "Enter"
            if not self._announcer.draws:
                how = f"{capitalized(self._controls.spoken('search'))} alone"
            said = f"{said} Nearest: {nowhere.nearest}, {count}. {how} looks for it."
            if self._announcer.draws:
                self._front_door.ask(self._question(said, "edge", is_shown=False))
                return
        self._pause_scope.end()
        self._announcer.tell(Message(said, earcon="edge"))

    # What was found

    def as_list(self) -> ListModel | Message | None:
        """Return all that was found, the best first; None where it has yet to be shown."""
        if self._finds is None:
            if len(self._beside):
                return beside_list(self._query, self._beside)
            return Message(f"{self._controls.press('search')} to search first.")
        finds = self._finds
        if finds.is_complete:
            return self._list(finds)
        self._work(finds.complete(), lambda _: self._front_door.open_list(self._list(finds)))
        return None

    def _list(self, finds: Finds) -> ListModel:
        here = self._session.state.position if self.is_on or not self._beside.leading else None
        return find_list(
            self._session.guide,
            self._query,
            finds,
            here,
            self._go_to_find,
            self._beside,
            self._queue,
        )

    def _go_to_find(self, index: int) -> Result:
        assert self._finds is not None, "a list was made of it"
        self._front_door.close_list()
        self._arrive(self._finds, self._finds[index], False, step=1)
        return None

    # The end

    def state_changed(self, old: State, new: State) -> None:
        """Let the keys for finds be what they are without a search, once the listener jumps away.

        Reading on, and going by sentences and paragraphs, is still about what was found as long as
        it is in the same chapter.
        """
        if self._match is None or self._is_arriving or new.position == old.position:
            return
        guide, found_at = self._session.guide, self._match.position
        is_jump = (
            new.generation != old.generation
            and abs(new.position.block - old.position.block) > FARTHEST_STEP_BLOCKS
        )
        chapter = guide.section_of(guide.clamp(new.position)).chapter
        if is_jump or chapter != guide.section_of(found_at).chapter:
            self.end()

    def end(self) -> None:
        """Let next and previous be what they are without a search; what was found is kept."""
        if self._match is not None:
            self._match = None
            self._front_door.show_match(None)

    def _close(self) -> None:
        self.end()
        self._finds = None

    def give_way(self, *, goes_on: bool, waits: bool) -> None:
        """End a search that is under way, for something else is asked for.

        What is asked for before the search was told of is meant for what it finds.

        Args:
            goes_on: the reading that the search paused is to be gone on with.
            waits: what is asked for waits for what will be found soon.
        """
        is_meant = waits and not self._is_told
        if self._pending is not None and is_meant:
            self._look_until(self._clock() + WAITED_FOR_S)
        if self._pending is None:
            return
        self._pending = None
        if is_meant:
            self._announcer.say("The search has ended.")
        if goes_on:
            self._pause_scope.end()
        else:
            self._pause_scope.forget()

    def finish(self) -> None:
        """Look to the end, however long it takes, if a search is under way."""
        if self._pending is not None:
            self._look_until(math.inf)

    # Long work

    def _work(self, steps: Steps[T], done: Callable[[T], None]) -> None:
        """Do some work, at once as far as no key has to wait for it."""
        self._pending, self._is_told = steps, False
        self._look_until = lambda until_s: self._look_on(steps, done, until_s)
        self._go_further(steps, done, self._clock())

    def _go_further(self, steps: Steps[T], done: Callable[[T], None], began_s: float) -> None:
        if self._pending is not steps:
            return
        now_s = self._look_on(steps, done, self._clock() + AT_ONCE_S)
        if self._pending is not steps:
            return
        if not self._is_told and now_s - began_s >= TOLD_AFTER_S:
            self._is_told = True
            self._announcer.say("Searching. Any key ends it.")
        self._scheduler.do_later(BETWEEN_KEYS_S, lambda: self._go_further(steps, done, began_s))

    def _look_on(self, steps: Steps[T], done: Callable[[T], None], until_s: float) -> float:
        """Look until some time or to the end, and return the time."""
        while True:
            try:
                next(steps)
            except StopIteration as end:
                self._pending = None
                done(end.value)
                return self._clock()
            now_s = self._clock()
            if now_s >= until_s:
                return now_s
