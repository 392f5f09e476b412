"""Tables, lists, code and notes: what a listener may leave at once, or have skipped. Pure.

DAISY calls the first escapable and the second skippable; what was skipped is said, and can be
heard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from allvoice.guide.model import Block, BlockKind, Guide, Position
from allvoice.guide.skippable import SKIPPABLE, UNTOLD

ESCAPABLE = {
    BlockKind.TABLE_CAPTION: "table",
    BlockKind.TABLE_ROW: "table",
    BlockKind.LIST_ITEM: "list",
    BlockKind.CODE: "code",
    BlockKind.DIAGRAM: "diagram",
    BlockKind.NOTE: "notes",
}
SAYS_AGAIN = frozenset[BlockKind]().union(*UNTOLD.values())
"""What says again what was said before."""
USUALLY_SKIPPED = ("code", "notes")
"""What a listener who asks to skip skips, where the settings name nothing."""
_NAMES = {
    BlockKind.CODE: ("piece of code", "pieces of code"),
    BlockKind.DIAGRAM: ("diagram", "diagrams"),
    BlockKind.IMAGE: ("image", "images"),
    BlockKind.NOTE: ("note", "notes"),
    BlockKind.TABLE_CAPTION: ("table", "tables"),
    BlockKind.TABLE_ROW: ("table row", "table rows"),
}


def kinds_of(names: Collection[str]) -> frozenset[BlockKind]:
    """Return the kinds of blocks that are skipped by some names."""
    known = {**SKIPPABLE, **UNTOLD}
    return frozenset().union(*(known.get(name, frozenset()) for name in names))


def after_structure(guide: Guide, position: Position) -> tuple[str, Position | None] | None:
    """Return what structure a position is in and where it is left for.

    Returns:
        The structure's name and the first sentence after it, None at the end of the guide; None
        altogether outside of any.
    """
    blocks = guide.blocks
    block = blocks[position.block]
    name = ESCAPABLE.get(block.kind)
    if name is None:
        return None
    index = block.index + 1
    while index < len(blocks) and _goes_on(blocks[index], block, name):
        index += 1
    return name, Position(index) if index < len(blocks) else None


def _goes_on(following: Block, block: Block, name: str) -> bool:
    same = ESCAPABLE.get(following.kind) == name and following.section == block.section
    # A second table has a caption of its own.
    return same and following.kind is not BlockKind.TABLE_CAPTION


def named(blocks: Sequence[Block]) -> str:
    """Return what some skipped blocks are, counted: "2 notes and 1 table"."""
    captions = any(block.kind is BlockKind.TABLE_CAPTION for block in blocks)
    counts: Counter[BlockKind] = Counter()
    for block in blocks:
        # A table is one thing, however many rows it has.
        if block.kind in _NAMES and not (captions and block.kind is BlockKind.TABLE_ROW):
            counts[block.kind] += 1
    said = [f"{count} {_NAMES[kind][count > 1]}" for kind, count in counts.items()]
    return " and ".join(said)


def skipped_words(blocks: Sequence[Block], press: str = "") -> str:
    """Return what is told of some skipped blocks; empty where there is nothing to tell.

    Args:
        blocks: those that are skipped.
        press: how it is asked for that they are read; empty where nobody can.
    """
    what = named(blocks)
    how = f" {press} to hear it." if press else ""
    return f"{what} skipped.{how}" if what else ""
