"""What a listener may have left out while reading (DAISY: skippable)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allvoice.guide.model import CODE_KINDS, BlockKind

SKIPPABLE: dict[str, frozenset[BlockKind]] = {
    "code": CODE_KINDS,
    "images": frozenset({BlockKind.IMAGE}),
    "notes": frozenset({BlockKind.NOTE}),
    "tables": frozenset({BlockKind.TABLE_CAPTION, BlockKind.TABLE_ROW}),
}
"""The kinds of blocks that go together, by the name they have in the settings."""
PATTERNS = "patterns"
"""The kind of what the listener's own patterns fit."""
SKIPPABLE_WITHIN = ("citations", "brackets", "links", "emoji", PATTERNS)
"""What can be left out within a sentence, by its name in the settings."""
KINDS = (*SKIPPABLE, *SKIPPABLE_WITHIN)
"""All that a listener may have left out by its name in the settings."""
_SPOKEN = {"brackets": "text in brackets", PATTERNS: "your own patterns"}
UNTOLD: dict[str, frozenset[BlockKind]] = {
    "summaries": frozenset({BlockKind.SUMMARY}),
    "teach-back": frozenset({BlockKind.TEACH_BACK}),
}
"""The same of those whose leaving out is not told: what they say was said before."""
_OPENINGS = (
    (re.compile(r"[*_]{0,3}In (?:short|brief|summary)[,:.*_]", re.IGNORECASE), BlockKind.SUMMARY),
    (re.compile(r"[*_]{0,3}In your own words[,:.*_]", re.IGNORECASE), BlockKind.TEACH_BACK),
)


def spoken_kind(name: str) -> str:
    """Return what a kind of text that can be left out is called."""
    return _SPOKEN.get(name, name)


def spoken_kinds(names: Iterable[str]) -> str:
    """Return the words for some kinds: "code, links and text in brackets"."""
    *others, last = map(spoken_kind, names)
    return f"{', '.join(others)} and {last}" if others else last


def skippable_kind(paragraph: str) -> BlockKind | None:
    """Return what a paragraph is that can be left out, by the words it opens with; else None."""
    start = paragraph.lstrip()[:40]
    return next((kind for opening, kind in _OPENINGS if opening.match(start)), None)
