"""The listening log: which sections of a guide were heard to their end, how long it was today.

A section counts as heard once nine tenths of what is read of it were heard, by its length, and its
last sentence too: in one go or in several, in this run of the program or in earlier ones. A
sentence counts when it was heard to its end; one that a key left early does not. What the listener
has left out (notes, code) belongs to no section. Nothing is written but when a section ends, once
a minute, and at the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from allvoice import clocks
from allvoice.guide.model import BlockKind, Guide, Position, Section
from allvoice.shelf.store.listening import HeardBlock

if TYPE_CHECKING:
    from allvoice.shelf.store.listening import Listening

HEARD_PART = 0.9
"""Of a section's length: who misses a sentence now and then has heard it."""
WRITTEN_EVERY_S = 60.0


@dataclass(slots=True)
class _Pending:
    """What was heard and is not written yet."""

    blocks: set[int] = field(default_factory=set)
    sections: list[str] = field(default_factory=list)
    seconds: dict[date, float] = field(default_factory=lambda: defaultdict(float))


class ListeningLog:
    """Keeps what is heard of the guide that is read, where the listener wants that kept."""

    def __init__(
        self,
        listening: Listening,
        guide: Guide,
        is_on: Callable[[], bool],
        today: Callable[[], date] = date.today,
        clock: Callable[[], float] = clocks.seconds,
    ) -> None:
        """Begin with what was heard before.

        Args:
            listening: where it is kept.
            guide: what is read.
            is_on: tells whether anything is to be kept and shown.
            today: returns the day where the listener is.
            clock: seconds, for writing seldom.
        """
        self._listening = listening
        self._guide = guide
        self._is_on = is_on
        self._today = today
        self._clock = clock
        self._written_s = clock()
        self._pending = _Pending()
        self._section: Section | None = None
        """Where the last sentence was heard."""
        self._masks: dict[int, int] = {}
        """Of each block of it, and of those before, the sentences heard, in earlier runs too."""
        self._known: frozenset[str] = frozenset()
        """The sections heard to their end when it was come to."""

    @property
    def is_on(self) -> bool:
        """Whether the listener wants it."""
        return self._is_on()

    def take_guide(self, guide: Guide) -> None:
        """Keep what is heard of another guide from now on, or of the same one as it was edited."""
        self.write()
        self._guide = guide
        self._forget_pending()

    def heard(
        self, position: Position, listened_s: float, left_out: Collection[BlockKind] = ()
    ) -> None:
        """Take note of a sentence that was heard to its end.

        Args:
            position: the sentence.
            listened_s: how long was listened since the last one was noted.
            left_out: kinds of blocks that are not read.
        """
        if not self._is_on():
            self._forget_pending()
            return
        self._pending.seconds[self._today()] += max(0.0, listened_s)
        section = self._guide.section_of(position)
        has_left = self._section is not None and section is not self._section
        if section is not self._section:
            self._come_to(section)
        ends = False
        if section.id not in self._known:
            sentence = 1 << position.sentence
            self._masks[position.block] = self._masks.get(position.block, 0) | sentence
            self._pending.blocks.add(position.block)
            ends = self._is_heard(section, left_out)
        if ends:
            self._known |= {section.id}
            self._pending.sections.append(section.id)
            self._pending.blocks -= {*range(section.first_block, section.last_block + 1)}
        if ends or has_left or self._clock() - self._written_s >= WRITTEN_EVERY_S:
            self.write()

    def write(self) -> None:
        """Keep what was heard since it was written last; parts of a second wait."""
        self._written_s = self._clock()
        if not self._is_on():
            self._forget_pending()
            return
        pending, self._pending = self._pending, _Pending()
        whole = {day: int(seconds) for day, seconds in pending.seconds.items()}
        for day, seconds in pending.seconds.items():
            self._pending.seconds[day] = seconds - whole[day]
        self._listening.add(
            self._guide.id,
            blocks=[self._block(each) for each in sorted(pending.blocks)],
            sections=pending.sections,
            seconds=whole,
        )

    def heard_sections(self) -> frozenset[str]:
        """Return the ids of the sections of the guide that were heard to their end."""
        if not self._is_on():
            return frozenset()
        known = self._listening.heard(self._guide.id)
        return frozenset(each.id for each in self._guide.sections if each.id in known)

    def next_unheard(self, position: Position) -> Section | None:
        """Return the section not heard yet that comes next, from the start on behind the end."""
        known = self.heard_sections()
        here = self._guide.section_of(position).index
        sections = self._guide.sections
        ahead = (*sections[here + 1 :], *sections[: here + 1])
        return next((each for each in ahead if each.id not in known), None)

    def today_s(self) -> int:
        """Return how long was listened today, to all documents."""
        if not self._is_on():
            return 0
        today = self._today()
        return self._listening.seconds_on(today) + int(self._pending.seconds.get(today, 0.0))

    def _forget_pending(self) -> None:
        self._pending, self._masks, self._section = _Pending(), {}, None

    def _come_to(self, section: Section) -> None:
        """Know what was heard of a section before."""
        self._section = section
        self._known = self._listening.heard(self._guide.id) | {*self._pending.sections}
        for row in self._listening.blocks(self._guide.id, section.id):
            index = section.first_block + row.block
            if index > section.last_block:
                continue
            block = self._guide.blocks[index]
            if block.source_chars == row.source_chars and len(block.sentences) == row.sentences:
                self._masks[index] = self._masks.get(index, 0) | row.mask

    def _is_heard(self, section: Section, left_out: Collection[BlockKind]) -> bool:
        """Return whether a section was heard to its end."""
        blocks = self._guide.blocks[section.first_block : section.last_block + 1]
        read = [each for each in blocks if each.kind not in left_out] or list(blocks)
        last = read[-1]
        if not self._masks.get(last.index, 0) >> (len(last.sentences) - 1) & 1:
            return False
        heard = total = 0.0
        for each in read:
            chars = max(1, each.source_chars)
            total += chars
            mask = self._masks.get(each.index, 0)
            if mask:
                heard += chars * mask.bit_count() / len(each.sentences)
        return heard >= HEARD_PART * total

    def _block(self, index: int) -> HeardBlock:
        block = self._guide.blocks[index]
        section = self._guide.sections[block.section]
        return HeardBlock(
            section.id,
            index - section.first_block,
            block.source_chars,
            len(block.sentences),
            self._masks[index],
        )
