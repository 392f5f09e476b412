"""Words that a hyphen breaks at the end of a line, as "medi- cines"."""

from __future__ import annotations

import re

from allvoice.guide.word_list import is_everyday
from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import DASHED, FIGURE, Phrase
from allvoice.narration.rules import spoken

_BROKEN = re.compile(r"([A-Z]?[a-z]{1,20})[-‐] ([a-z]{2,20})(?![\w-])")
_CELLS = re.compile(r"((?:[Pp]re-|[Pp]ro-)?[BT]|NK)[-‐] (cells?|lineage)(?![\w-])")
_BROKEN_FIGURE = re.compile(
    r"(\d{1,3})(?:(\.) (?=\d{1,2}(?!\d))|(,) (?=000(?!\d)))(\d{1,3})(?![.:/)])"
)
_JOINING = frozenset({"and", "or", "to", "nor", "but", "through", "versus", "vs"})
""""Low- or high-dose" is no broken word."""


def _whole(match: re.Match[str], _: Around) -> str | None:
    first, last = match[1], match[2]
    if last in _JOINING or not is_everyday(first + last):
        return None
    # "Under- stand" may be two words that only look like one.
    return None if is_everyday(first) and is_everyday(last) else first + last


def _cell(match: re.Match[str], around: Around) -> str | None:
    return f"{spoken(match[1], before=around.before)[0]} {match[2]}"


def _broken_figure(match: re.Match[str], around: Around) -> str | None:
    mark = "dot" if match[2] else "comma"
    return f"{match[1]} {mark} {match[4]}" if match[3] or around.before else None


PHRASES = (
    Phrase("cells of a kind", _CELLS, _cell, DASHED),
    Phrase("figure broken at a line's end", _BROKEN_FIGURE, _broken_figure, FIGURE),
    Phrase("word broken at a line's end", _BROKEN, _whole, DASHED),
)
