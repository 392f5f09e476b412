"""What a listener has skipped, wherever in a guide: which sentences are read. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.guide.urgent import is_urgent
from allvoice.reading.structures import SAYS_AGAIN, kinds_of


@dataclass(frozen=True, slots=True)
class Skipping:
    """What is not read; of what tells when to call only that which says something again."""

    names: tuple[str, ...] = ()
    """By those in `guide.skippable.SKIPPABLE` and `UNTOLD`."""

    @property
    def kinds(self) -> frozenset[BlockKind]:
        """The kinds of blocks that are skipped."""
        return kinds_of(self.names)

    def after(self, guide: Guide, position: Position) -> Position | None:
        """Return the sentence read after this one, or None at the end of the guide."""
        kinds = self._kinds_from(guide, position)
        following = guide.after(position)
        while following is not None and _is_skipped(guide, following.block, kinds):
            block = following.block + 1
            following = Position(block) if block < len(guide.blocks) else None
        return following

    def before(self, guide: Guide, position: Position) -> Position | None:
        """Return the sentence that was read before this one, or None at the start."""
        kinds = self._kinds_from(guide, position)
        found = guide.before(position)
        while found is not None and _is_skipped(guide, found.block, kinds):
            found = guide.before(Position(found.block))
        return found

    def read_of(self, guide: Guide, first: Position, last: Position) -> Iterator[Position]:
        """Yield the sentences that are read of a passage; its first one is in any case."""
        at: Position | None = first
        while at is not None and at <= last:
            yield at
            at = self.after(guide, at)

    def _kinds_from(self, guide: Guide, position: Position) -> frozenset[BlockKind]:
        # Who went to something that is skipped hears it to its end.
        here = guide.blocks[position.block].kind
        return kinds_of([name for name in self.names if here not in kinds_of([name])])


NOTHING_SKIPPED = Skipping()


def _is_skipped(guide: Guide, block: int, kinds: frozenset[BlockKind]) -> bool:
    kind = guide.blocks[block].kind
    return kind in kinds and (kind in SAYS_AGAIN or not is_urgent(guide, block))
