"""What to play: a sentence, a section, all marks, the queue; chosen in a list or by its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from allvoice.actions.answers.questions import NO_QUESTIONS
from allvoice.actions.hands_free import passages
from allvoice.actions.hands_free.coming import coming_words
from allvoice.actions.hands_free.queueing import Queueing
from allvoice.actions.marks.bookmarks import none_yet
from allvoice.actions.model import (
    NO_CHAPTERS,
    ControlNames,
    FrontDoor,
    ListItem,
    ListModel,
    Message,
    Result,
)
from allvoice.guide.questions import question_groups
from allvoice.reading.commands import PlayPassages, PlayToEnd
from allvoice.reading.playlist import Kind, Passage, Playlist

if TYPE_CHECKING:
    from allvoice.actions.marks.carried_marks import CarriedMarks
    from allvoice.actions.marks.marked_places import MarkedPlaces
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.actions.undo import Undo
    from allvoice.guide.model import Guide
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.shelf import Shelf

ON_NOW = ", on now"
AGAIN_AND_AGAIN = "again and again"
_NAMES = {
    "this sentence": "sentence",
    "this paragraph": "paragraph",
    "this section": "section",
    "this chapter": "chapter",
    "end": "to end",
    "to the end": "to end",
    "on": "to end",
    "again": "repeat",
    "section again": "repeat",
    "all marks": "marks",
    "bookmarks": "marks",
    "all questions": "questions",
    "the queue": "queue",
    "next": "queue",
}
"""Other names for what can be played."""
WHICH = (
    "Play what? Type sentence, paragraph, section, chapter, to end, repeat, marks, questions or "
    "queue behind it."
)


class _Choice(NamedTuple):
    name: str
    """As it is typed."""
    text: str
    do: Callable[[], Result]
    is_on: bool


class WhatToPlay:
    """Plays what is chosen, from its first word, and tells what comes next."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        front_door: FrontDoor,
        pause_scope: PauseScope,
        undo: Undo,
        places: MarkedPlaces,
        carried: CarriedMarks,
    ) -> None:
        """Begin with nothing but the guide being played.

        Args:
            session: the reading.
            shelf: keeps the queue.
            controls: name keys in hints.
            front_door: shows the lists.
            pause_scope: paused the reading while a list was open.
            undo: takes back what was done to the queue.
            places: knows where marks are.
            carried: carries them into a changed edition, before they are asked for.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._places = places
        self._carried = carried
        self.queue = Queueing(session, shelf, controls, front_door, undo, self._play_queue)
        self.actions: dict[str, Callable[[], Result]] = {
            "what_to_play": self.as_list,
            "queue": self.queue.add_here,
            "coming": self.coming,
        }
        self.with_words: dict[str, Callable[[str], Result]] = {
            "what_to_play": self.typed,
            "queue": self.queue.typed,
        }

    def coming(self) -> Message:
        """Return what is heard next."""
        queued = passages.of_queue(self._guide, self.queue.entries).passages
        return Message(coming_words(self._guide, self._session.state, queued), asked=True)

    # Choosing

    def as_list(self) -> ListModel:
        """Return what can be played, what is on now chosen."""
        choices = self._choices()
        on = next((index for index, each in enumerate(choices) if each.is_on), 0)
        return ListModel(
            "What to play",
            len(choices),
            lambda index: ListItem(
                f"{choices[index].text}{ON_NOW if choices[index].is_on else ''}"
            ),
            lambda index: choices[index].do(),
            "what_to_play",
            on,
            hint="{choose} plays it, {back} leaves.",
            does="play it",
        )

    def typed(self, words: str) -> Result:
        """Play what is typed by its name, or by its number in the list."""
        choices = self._choices(lists_queue=False)
        if words.strip().isdecimal() and 1 <= int(words) <= len(choices):
            return choices[int(words) - 1].do()
        name = " ".join(words.casefold().split())
        name = _NAMES.get(name, name)
        chosen = next((each for each in choices if each.name == name), None)
        if chosen is not None:
            return chosen.do()
        if name == "chapter":
            return Message(NO_CHAPTERS, earcon="no-action")
        return Message(WHICH, asked=True)

    def _choices(self, *, lists_queue: bool = True) -> list[_Choice]:
        guide, state, position = self._guide, self._session.state, self._session.meant_position
        section, playlist = guide.section_of(position), state.playlist
        unit = passages.of_section(guide, section)

        def is_on(kind: Kind, *, repeats: bool = False) -> bool:
            on = playlist is not None and (playlist.kind, playlist.repeats) == (kind, repeats)
            return on and state.visit is None

        def one(name: str, text: str, kind: Kind, passage: Passage) -> _Choice:
            return _Choice(name, text, partial(self._play_one, kind, passage), is_on(kind))

        choices = []
        left = state.left_playlist
        if left is not None and left.kind is not Kind.QUEUE:
            text = f"Go on with {left.kind.words}: {left.place()}, {left.passage.label}"
            choices.append(_Choice("go on", text, partial(self._play, left), False))
        sentence = passages.sentence_at(guide, position)
        paragraph = passages.paragraph_at(guide, position)
        choices += [
            one("sentence", "This sentence", Kind.SENTENCE, sentence),
            one("paragraph", "This paragraph", Kind.PARAGRAPH, paragraph),
            one("section", f"This section, from its start: {unit.label}", Kind.SECTION, unit),
        ]
        if guide.chapters:
            whole = passages.of_chapter(guide, section)
            text = f"This chapter, from its start: {whole.label}"
            choices.append(one("chapter", text, Kind.CHAPTER, whole))
        reads_all = playlist is None and state.visit is None and not state.only_section
        choices += [
            _Choice("to end", "From here to the end", self._play_to_end, reads_all),
            _Choice(
                "repeat",
                f"This section, {AGAIN_AND_AGAIN}",
                partial(self._repeat, unit),
                is_on(Kind.SECTION, repeats=True),
            ),
            _Choice(
                "marks",
                f"All marks, {len(self._places.kept())}",
                self._play_marks,
                is_on(Kind.MARKS),
            ),
        ]
        asked = sum(len(each.positions) for each in question_groups(guide))
        if asked:
            text = f"All questions, {asked}"
            choices.append(_Choice("questions", text, self._play_questions, is_on(Kind.QUESTIONS)))
        queue_does = self.queue.as_list if lists_queue and self.queue.entries else self._play_queue
        text = f"The queue, {len(self.queue.entries)}"
        return [*choices, _Choice("queue", text, queue_does, is_on(Kind.QUEUE))]

    # Playing

    @property
    def _guide(self) -> Guide:
        return self._session.guide

    def _play(self, playlist: Playlist, told: str = "") -> Result:
        self._front_door.close_list()
        self._pause_scope.forget()
        self._session.do(PlayPassages(playlist, told))
        return None

    def _play_one(self, kind: Kind, passage: Passage) -> Result:
        words = kind.words
        return self._play(Playlist(kind, (passage,)), f"{words[0].upper()}{words[1:]}.")

    def _repeat(self, passage: Passage) -> Result:
        playlist = Playlist(Kind.SECTION, (passage,), repeats=True)
        return self._play(playlist, f"This section, {AGAIN_AND_AGAIN}.")

    def _play_to_end(self) -> Result:
        self._front_door.close_list()
        self._pause_scope.forget()
        self._session.do(PlayToEnd())
        return None

    def _play_marks(self) -> Result:
        if not self._places.kept():
            return Message(none_yet(self._controls))
        self._carried.hurry()
        made = passages.of_marks(self._guide, self._places.kept(), self._places.found)
        gone = passages.marks_gone(made)
        if not made.passages:
            return Message(gone, earcon="no-action")
        return self._play(Playlist(Kind.MARKS, made.passages), gone)

    def _play_questions(self) -> Result:
        made = passages.of_questions(self._guide)
        if not made.passages:
            return Message(NO_QUESTIONS, asked=True)
        return self._play(Playlist(Kind.QUESTIONS, made.passages))

    def _play_queue(self, index: int = 0) -> Result:
        """Play the queue from an entry on, by its index from 0."""
        entries = self.queue.entries
        if not entries:
            return Message(self.queue.empty_words)
        made = passages.of_queue(self._guide, entries)
        gone = passages.queue_gone(made)
        if not made.passages:
            return Message(gone, earcon="no-action")
        wanted = {each.id for each in entries[index:]}
        turn = next((at for at, each in enumerate(made.passages) if each.key in wanted), 0)
        return self._play(Playlist(Kind.QUEUE, made.passages, turn), gone)
