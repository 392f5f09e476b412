"""What a listener may have left out while reading (DAISY: skippable)."""

from __future__ import annotations

from allvoice.guide.model import BlockKind

SKIPPABLE: dict[str, frozenset[BlockKind]] = {
    "code": frozenset({BlockKind.CODE}),
    "images": frozenset({BlockKind.IMAGE}),
    "notes": frozenset({BlockKind.NOTE}),
    "tables": frozenset({BlockKind.TABLE_CAPTION, BlockKind.TABLE_ROW}),
}
"""The kinds of blocks that go together, by the name they have in the settings."""
