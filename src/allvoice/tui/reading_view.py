"""The text of the guide, the sentence and the word being read.

The view holds on to one line of the guide, not to a scroll offset, so that nothing has to be
measured but what is seen: a guide of any size opens at once.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.geometry import Offset

from allvoice.guide.model import Block, BlockKind, Guide, Position, Style
from allvoice.reading.state import State
from allvoice.tui.keys import Scope, bindings
from allvoice.tui.layout import TEXT_CELLS, Anchor, Layout, Line, harmless
from allvoice.tui.rows import Look, Row, RowsWidget

MARGIN = "  "
HERE = "> "
"""Stands before the line where the current sentence begins."""

_LOOKS = {
    Style.EMPHASIS: Look.UNDERLINE,
    Style.STRONG: Look.BOLD,
    Style.LINK: Look.UNDERLINE,
    Style.STRIKE: Look.STRIKE,
    Style.CELL_HEADER: Look.BOLD,
}
_HEADINGS = {1: Look.BOLD | Look.UNDERLINE | Look.ACCENT}


@dataclass(frozen=True, slots=True)
class Highlights:
    """What stands out at one moment, as ranges of one block's text."""

    block: int
    sentence: tuple[int, int]
    word: tuple[int, int] | None = None
    match_block: int = -1
    match: tuple[int, int] = (0, 0)


def row_of(line: Line, block: Block, lit: Highlights, *, marked: bool) -> Row:
    """Return a line as it is drawn.

    Args:
        line: a line of the block.
        block: the block.
        lit: what stands out.
        marked: the current sentence is marked in this line's margin.
    """
    margin = (HERE if marked else MARGIN) + line.prefix
    look = Look.BOLD if marked else Look.PLAIN
    if line.is_gap:
        return ((margin.rstrip(), look),) if line.prefix else ()
    ranges = _ranges(block, lit)
    edges = {line.start, line.end}
    for start, end, _ in ranges:
        edges.update(edge for edge in (start, end) if line.start < edge < line.end)
    cuts = sorted(edges)
    runs = [(margin, look)]
    for start, end in itertools.pairwise(cuts):
        looks = Look.PLAIN
        for from_, to, each in ranges:
            if from_ <= start and end <= to:
                looks |= each
        runs.append((harmless(block.text[start:end]), looks))
    return tuple(runs)


def _ranges(block: Block, lit: Highlights) -> list[tuple[int, int, Look]]:
    ranges = [
        (span.start, span.end, look)
        for span in block.content.spans
        for style, look in _LOOKS.items()
        if style in span.style
    ]
    whole = (0, len(block.text))
    if block.kind is BlockKind.HEADING:
        ranges.append((*whole, _HEADINGS.get(block.level, Look.BOLD | Look.ACCENT)))
    elif block.kind is BlockKind.TABLE_CAPTION:
        ranges.append((*whole, Look.BOLD))
    if block.index == lit.block:
        ranges.append((*lit.sentence, Look.BOLD))
        if lit.word is not None:
            ranges.append((*lit.word, Look.REVERSE))
    if block.index == lit.match_block:
        ranges.append((*lit.match, Look.BOLD | Look.UNDERLINE))
    return ranges


class ReadingView(RowsWidget, can_focus=True):
    """Shows the guide around the sentence being read."""

    BINDINGS = bindings(Scope.READING)

    def __init__(self, guide: Guide, state: State, *, highlight_word: bool = True) -> None:
        super().__init__(id="view")
        self.layout_of_guide = Layout(guide, 0)
        self._guide = guide
        self._state = state
        self._highlight_word = highlight_word
        self._match: tuple[Position, int, int] | None = None
        self._top: Anchor | None = None
        self._row_of_sentence = 0

    def show_state(self, state: State) -> None:
        """Show a new state; only what changed is painted."""
        self._state = state
        self.redraw()

    def show_match(self, match: tuple[Position, int, int] | None) -> None:
        """Mark what a search found, or nothing any more."""
        self._match = match
        self.redraw()

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return the lines that are seen."""
        lit = self._highlights()
        if self.layout_of_guide.width != min(width - len(MARGIN), TEXT_CELLS):
            self._reflow(width, lit)
        sentence = self.layout_of_guide.anchor_of(lit.block, lit.sentence[0])
        focus = sentence
        if lit.word is not None:
            focus = self.layout_of_guide.anchor_of(lit.block, lit.word[0])
        last = self.layout_of_guide.anchor_of(lit.block, max(lit.sentence[1] - 1, 0))
        seen = self._scroll(height, sentence, focus, last)
        anchors = [anchor for anchor, _ in seen]
        # A sentence longer than the window is marked at the first of its lines that is seen.
        marked = max(sentence, anchors[0])
        self._row_of_sentence = anchors.index(marked)
        blocks = self._guide.blocks
        rows = [
            row_of(line, blocks[line.block], lit, marked=anchor == marked) for anchor, line in seen
        ]
        row = anchors.index(focus) if focus in anchors else self._row_of_sentence
        self.cursor = Offset(self._column(seen[row][1], lit), row)
        return rows

    def _highlights(self) -> Highlights:
        state = self._state
        block = self._guide.blocks[state.position.block]
        sentence = block.sentences[min(state.position.sentence, len(block.sentences) - 1)]
        match_block, match = -1, (0, 0)
        if self._match is not None:
            match_block, match = self._match[0].block, self._match[1:]
        return Highlights(
            block.index,
            (sentence.start, sentence.end),
            state.word_range if self._highlight_word else None,
            match_block,
            match,
        )

    def _reflow(self, width: int, lit: Highlights) -> None:
        """Lay out at a new width, and keep the sentence in the row it was in."""
        self.layout_of_guide = Layout(self._guide, width - len(MARGIN))
        if self._top is not None:
            sentence = self.layout_of_guide.anchor_of(lit.block, lit.sentence[0])
            self._top = self.layout_of_guide.up(sentence, self._row_of_sentence)

    def _scroll(
        self, height: int, sentence: Anchor, focus: Anchor, last: Anchor
    ) -> list[tuple[Anchor, Line]]:
        """Return the lines that are seen, moved only when what matters is not among them."""
        layout = self.layout_of_guide
        if self._top is not None:
            seen = layout.down(self._top, height)
            whole = last <= seen[-1][0] or self._state.word_range is not None
            if seen[0][0] <= focus <= seen[-1][0] and whole:
                return seen
        self._top = layout.up(sentence, height // 3)
        seen = layout.down(self._top, height)
        if last > seen[-1][0]:
            # It does not fit below the top third; then from the top, or around the word.
            self._top = sentence
            seen = layout.down(self._top, height)
        if focus > seen[-1][0]:
            self._top = layout.up(focus, height // 3)
            seen = layout.down(self._top, height)
        return seen

    def _column(self, line: Line, lit: Highlights) -> int:
        start = max(lit.word[0] if lit.word else lit.sentence[0], line.start)
        text = harmless(self._guide.blocks[line.block].text[line.start : start])
        return len(MARGIN) + len(line.prefix) + cell_len(text)
