"""What a listener has skipped: which sentences of a guide are read, and what of them. Pure.

Of what tells when to call only that is skipped which says something again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.guide.skippable import SKIPPABLE_WITHIN
from allvoice.guide.urgent import is_urgent
from allvoice.narration.model import Noise
from allvoice.narration.noise.registry import NOTHING, LeavingOut, is_all_noise, noise_of
from allvoice.reading.structures import SAYS_AGAIN, kinds_of


@dataclass(frozen=True, slots=True)
class Skipping:
    """What is not read."""

    names: tuple[str, ...] = ()
    """By those in `guide.skippable.KINDS` and `UNTOLD`."""
    patterns: tuple[str, ...] = ()
    """The listener's own, of what is left out within sentences."""

    @property
    def kinds(self) -> frozenset[BlockKind]:
        """The kinds of blocks that are skipped."""
        return kinds_of(self.names)

    @property
    def _within(self) -> LeavingOut:
        """What is left out within sentences."""
        kinds = frozenset(self.names).intersection(SKIPPABLE_WITHIN)
        return LeavingOut(kinds, self.patterns) if kinds else NOTHING

    @property
    def of_blocks(self) -> Skipping:
        """The same for whoever is shown whole sentences."""
        names = tuple(each for each in self.names if each not in SKIPPABLE_WITHIN)
        return Skipping(names, self.patterns)

    def within(self, guide: Guide, position: Position) -> LeavingOut:
        """Return what is left out within a sentence at a place."""
        wanted = self._within
        return wanted if wanted and not is_urgent(guide, position.block) else NOTHING

    def noise(self, guide: Guide, position: Position) -> tuple[Noise, ...]:
        """Return what of a sentence is not read."""
        wanted = self.within(guide, position)
        if not wanted:
            return ()
        block = guide.blocks[position.block]
        return noise_of(block, block.sentences[position.sentence], wanted)

    def is_all_noise(self, guide: Guide, position: Position) -> bool:
        """Return whether nothing of a sentence is left to be read."""
        noise = self.noise(guide, position)
        if not noise:
            return False
        block = guide.blocks[position.block]
        sentence = block.sentences[position.sentence]
        return is_all_noise(block.text, sentence.start, sentence.end, noise)

    def after(self, guide: Guide, position: Position) -> Position | None:
        """Return the sentence read after this one, or None at the end of the guide."""
        kinds = self._kinds_from(guide, position)
        following = guide.after(position)
        while following is not None:
            if _is_skipped(guide, following.block, kinds):
                block = following.block + 1
                following = Position(block) if block < len(guide.blocks) else None
            elif self.is_all_noise(guide, following):
                following = guide.after(following)
            else:
                break
        return following

    def before(self, guide: Guide, position: Position) -> Position | None:
        """Return the sentence that was read before this one, or None at the start."""
        kinds = self._kinds_from(guide, position)
        found = guide.before(position)
        while found is not None:
            if _is_skipped(guide, found.block, kinds):
                found = guide.before(Position(found.block))
            elif self.is_all_noise(guide, found):
                found = guide.before(found)
            else:
                break
        return found

    def read_of(self, guide: Guide, first: Position, last: Position) -> Iterator[Position]:
        """Yield the sentences that are read of a passage; its first one is in any case."""
        at: Position | None = first
        while at is not None and at <= last:
            yield at
            at = self.after(guide, at)

    def passed_over(
        self, guide: Guide, position: Position, end: Position | None
    ) -> Iterator[Position]:
        """Yield the sentences of which nothing is read, between a sentence and a later one.

        Those in blocks that are skipped are not among them.

        Args:
            guide: the guide.
            position: the sentence.
            end: the later one; None for the end of the guide.
        """
        if not self._within:
            return
        kinds = self._kinds_from(guide, position)
        at = guide.after(position)
        while at is not None and (end is None or at < end):
            if _is_skipped(guide, at.block, kinds):
                block = at.block + 1
                at = Position(block) if block < len(guide.blocks) else None
                continue
            yield at
            at = guide.after(at)

    def is_directly_before(self, guide: Guide, skipped: Position, position: Position) -> bool:
        """Return whether all from a place that was skipped to a sentence are blocks skipped."""
        kinds = self.kinds
        return (
            skipped.block < position.block
            and position.sentence == 0
            and all(
                _is_skipped(guide, block, kinds) for block in range(skipped.block, position.block)
            )
        )

    def _kinds_from(self, guide: Guide, position: Position) -> frozenset[BlockKind]:
        # Who went to something that is skipped hears it to its end.
        here = guide.blocks[position.block].kind
        return kinds_of([name for name in self.names if here not in kinds_of([name])])


NOTHING_SKIPPED = Skipping()


def _is_skipped(guide: Guide, block: int, kinds: frozenset[BlockKind]) -> bool:
    kind = guide.blocks[block].kind
    return kind in kinds and (kind in SAYS_AGAIN or not is_urgent(guide, block))
