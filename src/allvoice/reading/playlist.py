"""What is played instead of all that follows: passages, one after the other. Pure."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, replace

from allvoice.guide.model import Position
from allvoice.text import ended

AGAIN = "Again."


class Kind(enum.Enum):
    """What a playlist was made of."""

    SENTENCE = ("this sentence", "", "")
    PARAGRAPH = ("this paragraph", "", "")
    SECTION = ("this section", "", "")
    CHAPTER = ("this chapter", "", "")
    MARKS = ("your marks", "mark", "Your marks wait; {} for them.")
    QUESTIONS = ("the questions", "questions, part", "The questions wait; {} for them.")
    QUEUE = ("the queue", "in the queue,", "The queue waits; {} for it.")

    @property
    def words(self) -> str:
        """What it is, within a sentence."""
        return self.value[0]

    @property
    def one_of_it(self) -> str:
        """What stands before the number of a passage; empty where there is only one."""
        return self.value[1]

    @property
    def waits(self) -> str:
        """What is told where it is left; takes how it is asked for."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that belong together and are read without a jump."""

    first: Position
    last: Position
    label: str
    """What it is called."""
    said: str = ""
    """Said behind its label: the listener's own note."""
    key: str = ""
    """What is kept of it goes by this name, and is let go once it was heard."""

    def reaches(self, position: Position) -> bool:
        """Return whether a sentence is part of it."""
        return self.first <= position <= self.last


@dataclass(frozen=True, slots=True)
class Playlist:
    """Passages that are read one after the other, and which of them is being read.

    Turns count the passages that were begun. One that is read again has another turn, as has one
    that begins with the sentence that the one before ended with.
    """

    kind: Kind
    passages: tuple[Passage, ...]
    """At least one."""
    turn: int = 0
    repeats: bool = False
    """After the last passage the first is read again."""

    @property
    def index(self) -> int:
        """The passage being read, from 0."""
        return self.turn % len(self.passages)

    @property
    def passage(self) -> Passage:
        """The passage being read."""
        return self.at(self.turn)

    @property
    def has_several(self) -> bool:
        """Whether there is another passage to go to."""
        return len(self.passages) > 1

    def has(self, turn: int) -> bool:
        """Return whether a turn leads to a passage."""
        return self.repeats or 0 <= turn < len(self.passages)

    def at(self, turn: int) -> Passage:
        """Return the passage of a turn."""
        return self.passages[turn % len(self.passages)]

    def place(self, turn: int | None = None) -> str:
        """Return which passage a turn is for, within a sentence: "mark 2 of 5".

        Empty where there is only one of its kind.
        """
        if not self.kind.one_of_it:
            return ""
        index = self.index if turn is None else turn % len(self.passages)
        return f"{self.kind.one_of_it} {index + 1} of {len(self.passages)}"

    @property
    def told(self) -> str:
        """What is told of it where somebody asks where they are: "Mark 2 of 5."."""
        place = self.place() or self.kind.words
        if self.kind.one_of_it:
            return f"{_capitalized(place)}."
        return f"{_capitalized(place)} is read {'again and again' if self.repeats else 'alone'}."

    def announcement(self, turn: int) -> str:
        """Return what is said before the passage of a turn: "Mark 2 of 5. Fever, chapter 3."."""
        passage, place = self.at(turn), self.place(turn)
        if not place:
            return AGAIN
        said = f"{_capitalized(place)}. {ended(passage.label)}"
        return f"{said} {passage.said}".rstrip()


def _capitalized(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def carried(
    playlist: Playlist, where: Callable[[Position], Position | None]
) -> tuple[Playlist | None, tuple[str, ...]]:
    """Return a playlist in another edition, and the labels of passages that are gone there.

    Args:
        playlist: as it was.
        where: returns where a sentence is now; None where it is gone.
    """
    kept: list[Passage] = []
    gone: list[str] = []
    turn = 0
    for index, passage in enumerate(playlist.passages):
        first, last = where(passage.first), where(passage.last)
        if index == playlist.index:
            turn = len(kept)
        if first is None:
            gone.append(passage.label)
        else:
            # Of one that lost its end, what surely belonged to it is read.
            kept.append(replace(passage, first=first, last=max(first, last or first)))
    if not kept:
        return None, tuple(gone)
    turn = min(turn, len(kept) - 1)
    return replace(playlist, passages=tuple(kept), turn=turn), tuple(gone)
