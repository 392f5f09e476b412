"""The places that hold what is looked for, found as far as they are needed.

Those that answer best come first; the others follow in reading order.
"""

from __future__ import annotations

import bisect
import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allvoice.guide.model import Guide, Position
from allvoice.guide.search.matching import Match, Matcher
from allvoice.guide.search.steps import Steps


class How(enum.Enum):
    """Why something else is looked for than was typed."""

    CORRECTED = "corrected"
    """The word is not in the guide; another is surely meant."""
    CALLED = "called"
    """The guide has another name for the very thing."""
    LIKE = "like"
    """What the guide says for it is looked for, which need not be the very thing."""
    KIND = "kind"
    """The guide speaks of such things, but not of this one."""
    UNKNOWN = "unknown"
    """The word is not in the guide, and is left out."""
    APART = "apart"
    """The place lacks a word, though others have it."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something else is looked for than was typed."""

    how: How
    typed: str
    used: tuple[str, ...] = ()
    """What is looked for instead, any of it."""


def _position(match: Match) -> Position:
    return match.position


class Finds:
    """The best places, then the others in reading order, looked for from one on round the guide."""

    def __init__(
        self,
        guide: Guide,
        matcher: Matcher,
        label: str,
        origin: Position,
        changes: Sequence[Change] = (),
        best: Sequence[Match] = (),
    ) -> None:
        """Begin with none found.

        Args:
            guide: where to look.
            matcher: what is looked for.
            label: what it is called when it is told.
            origin: where to begin.
            changes: what else is looked for than was typed.
            best: what answers best, in that order; nothing where the next place does.
        """
        self.label = label
        self.changes = tuple(changes)
        self.is_complete = False
        self._best = list({match.position: match for match in best}.values())
        self._numbers = {match.position: number for number, match in enumerate(self._best)}
        self._guide = guide
        self._matcher = matcher
        self._origin = guide.clamp(origin).block
        self._before: list[Match] = []
        self._from: list[Match] = []
        self._walk = self._found()

    @property
    def first(self) -> Match | None:
        """What answers best; None where the next place does."""
        return self._best[0] if self._best else None

    def is_best(self, match: Match) -> bool:
        """Return whether a place is one of those that answer best."""
        return match.position in self._numbers

    def led_by(self, best: Sequence[Match], label: str = "") -> Finds:
        """Return the same with places that answer best.

        Args:
            best: the places, in that order.
            label: what it is called; by default as before.
        """
        return Finds(
            self._guide,
            self._matcher,
            label or self.label,
            Position(self._origin),
            self.changes,
            best,
        )

    def told_without(self, how: How) -> Finds:
        """Return the same without the changes of a kind."""
        return Finds(
            self._guide,
            self._matcher,
            self.label,
            Position(self._origin),
            [change for change in self.changes if change.how is not how],
            self._best,
        )

    def told_with(self, changes: Sequence[Change]) -> Finds:
        """Return the same with more that is told of it before."""
        return Finds(
            self._guide,
            self._matcher,
            self.label,
            Position(self._origin),
            (*changes, *self.changes),
            self._best,
        )

    def _found(self) -> Iterator[None]:
        blocks = self._guide.blocks
        for found, first, end in (
            (self._from, self._origin, len(blocks)),
            (self._before, 0, self._origin),
        ):
            for index in self._matcher.candidates(first, end):
                found.extend(
                    match
                    for match in self._matcher.matches(blocks[index])
                    if match.position not in self._numbers
                )
                yield
        self.is_complete = True

    def __len__(self) -> int:
        """Return how many are found so far."""
        return len(self._best) + len(self._before) + len(self._from)

    def __getitem__(self, index: int) -> Match:
        """Return a place, by its number from 0."""
        if index < len(self._best):
            return self._best[index]
        index -= len(self._best)
        before = len(self._before)
        return self._before[index] if index < before else self._from[index - before]

    def begin(self) -> Steps[bool]:
        """Look for the first one, and return whether there is any."""
        while not len(self) and not self.is_complete:
            yield from self.look_on()
        return bool(len(self))

    def are_few(self, few: int) -> Steps[bool]:
        """Return whether there are fewer than some number of them."""
        while len(self) < few and not self.is_complete:
            yield from self.look_on()
        return len(self) < few

    def look_on(self) -> Iterator[None]:
        """Look at one more block."""
        yield
        next(self._walk, None)

    def complete(self) -> Steps[None]:
        """Find all of them."""
        while not self.is_complete:
            yield from self.look_on()

    def number(self, match: Match) -> int:
        """Return the number of a place from 0."""
        return self.number_at(match.position)

    def number_at(self, position: Position) -> int:
        """Return the number from 0 of the place at a sentence, else of the next one."""
        best = self._numbers.get(position)
        if best is not None:
            return best
        before = len(self._best)
        if position.block < self._origin:
            return before + bisect.bisect_left(self._before, position, key=_position)
        before += len(self._before)
        return before + bisect.bisect_left(self._from, position, key=_position)

    def next_to(
        self, position: Position, step: int, *, include_here: bool = False
    ) -> Steps[tuple[Match, bool] | None]:
        """Return the place after a sentence (1) or before it (-1), and whether it is round the end.

        Args:
            position: the sentence.
            step: the direction.
            include_here: the sentence itself counts as on the way; otherwise it comes last.
        """
        if step < 0 or position.block < self._origin or position in self._numbers:
            yield from self.complete()
        at = self._beside(position, step, include_here=include_here)
        while at is None and not self.is_complete:
            yield from self.look_on()
            at = self._beside(position, step, include_here=include_here)
        if at is not None:
            return self[at], False
        if not len(self):
            return None
        return self[0 if step > 0 else len(self) - 1], True

    def _beside(self, position: Position, step: int, *, include_here: bool) -> int | None:
        """Return the number of the place on the way; None where there is none."""
        here = self.number_at(position)
        is_here = here < len(self) and self[here].position == position
        if step > 0:
            at = here + (is_here and not include_here)
            # While all before is not known yet, what comes first there is no place on the way.
            return at if at < len(self) else None
        at = here if is_here and include_here else here - 1
        return at if at >= 0 else None
