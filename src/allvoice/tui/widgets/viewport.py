"""Which lines of the guide are in sight, and in which rows. Pure but for the line it holds on to.

That line belongs to the guide, not to a scroll offset, so that nothing has to be measured but what
is seen: a guide of any size opens at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from allvoice.guide.model import Guide
from allvoice.tui.widgets.display_settings import DisplaySettings
from allvoice.tui.widgets.layout import TEXT_CELLS, Anchor, Layout, Line, sentence_lines

LEAST_DOUBLE_ROWS = 12
"""With fewer rows of text, double spacing would leave too little to read on with."""
EYE_HEIGHT = 0.45
"""Where the eye rests on a page, a little above its middle: 0 is the top, 1 the bottom."""


@dataclass(frozen=True, slots=True)
class ViewportSize:
    """The room for text, in cells and rows."""

    width: int
    height: int
    usual_height: int
    """The height without a message that is longer than usual. What is decided by it stays as it is
    while such a message is shown."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """What is being read, as ranges of one block's text."""

    block: int
    sentence: tuple[int, int]
    word: tuple[int, int] | None = None

    @property
    def offset(self) -> int:
        """Where the reading is: at the word, else at the start of the sentence."""
        return self.sentence[0] if self.word is None else self.word[0]


@dataclass(frozen=True, slots=True)
class VisibleRows:
    """What is seen, row by row."""

    rows: tuple[Line | None, ...]
    """None, and a gap, is an empty row."""
    focus: int
    """The row being read."""
    first: int
    """The first row of the sentence, as far as it is in sight."""
    more: bool = False
    """The sentence goes on below."""


class Viewport:
    """Decides what is seen of a guide, and moves no more than the settings ask for."""

    def __init__(self, guide: Guide) -> None:
        self.layout = Layout(guide, 0)
        self._guide = guide
        self._top: Anchor | None = None
        self._row_of_sentence = 0

    def take_guide(self, guide: Guide, *, keeps_row: bool) -> None:
        """Show another guide.

        Args:
            guide: the guide.
            keeps_row: the sentence stays in its row, for the text around it is much the same.
        """
        self._guide = guide
        self.layout = Layout(guide, 0)
        if not keeps_row:
            self._top = None

    def visible_rows(
        self, highlight: Highlight, size: ViewportSize, display: DisplaySettings, *, part: int = 0
    ) -> VisibleRows:
        """Return the rows to be seen now.

        Args:
            highlight: what is being read.
            size: how much room there is.
            display: how the listener wants it.
            part: of a sentence that is shown alone and longer than the window, the first part that
                may be shown, counted from 0.
        """
        if display.is_alone:
            visible = self._alone(highlight, size, display, part)
        else:
            visible = self._among_others(highlight, size, display)
        is_masked = display.ruler == "mask" and not display.external_screen_reader
        return masked(visible) if is_masked else visible

    def _alone(
        self, highlight: Highlight, size: ViewportSize, display: DisplaySettings, part: int
    ) -> VisibleRows:
        """Return one sentence at the eye's height, for a screen reader from the first row on."""
        is_seen = not display.external_screen_reader
        block = self._guide.blocks[highlight.block]
        width = min(size.width, TEXT_CELLS)
        context, own = sentence_lines(block, highlight.sentence, width, roles=not is_seen)
        lines = [*context, *own]
        # As even as among its neighbours: what is wider set here would look like another text.
        gap = int(is_seen and display.double_spacing and 2 * len(lines) - 1 <= size.usual_height)
        above = _rows_above((1 + gap) * len(lines) - gap, size) if is_seen else 0
        rows: list[Line | None] = [None] * above
        for line in lines:
            rows += [line, *[None] * gap]
        number = sum(line.start <= highlight.offset for line in own) - 1
        focus = above + (len(context) + max(number, 0)) * (1 + gap)
        last_part = (len(rows) - gap - 1) // size.height
        start = min(max(focus // size.height, part), last_part) * size.height
        seen = tuple(rows[start : start + size.height])
        first = min(max(above + len(context) * (1 + gap) - start, 0), len(seen) - 1)
        return VisibleRows(seen, max(focus - start, 0), first, start < last_part * size.height)

    def _among_others(
        self, highlight: Highlight, size: ViewportSize, display: DisplaySettings
    ) -> VisibleRows:
        double = display.double_spacing and size.usual_height >= LEAST_DOUBLE_ROWS
        self._lay_out(highlight, min(size.width, TEXT_CELLS), double=double)
        layout = self.layout
        sentence = layout.anchor_of(highlight.block, highlight.sentence[0])
        focus = layout.anchor_of(highlight.block, highlight.offset)
        last = layout.anchor_of(highlight.block, max(highlight.sentence[1] - 1, 0))
        if display.scroll == "middle":
            self._top = layout.up(focus, size.height // 2)
        elif display.scroll == "top":
            # Only of a sentence that is longer than the window another line comes first.
            part = max(size.height - (size.height % 2 if double else 0), 1)
            lines_on = (focus.line - sentence.line) // part * part
            self._top = Anchor(sentence.block, sentence.line + lines_on)
        elif display.ruler == "mask":
            # Amid empty rows the eye would have to look for it.
            eye = _eye_row(size)
            self._top = layout.up(sentence, eye)
            if focus > layout.down(self._top, size.height)[-1][0]:
                self._top = layout.up(focus, eye)
        else:
            # While the words are known, the lines that are out of sight come with them.
            needed = focus if highlight.word is not None else last
            self._top = self._page_top(
                size.height, sentence, focus, last, needed, least_above=int(display.ruler == "line")
            )
        seen = layout.down(self._top, size.height)
        anchors = [anchor for anchor, _ in seen]
        first = anchors.index(max(sentence, anchors[0]))
        if seen[first][1].is_gap and first + 1 < len(seen):
            first += 1
        self._row_of_sentence = first
        return VisibleRows(tuple(line for _, line in seen), anchors.index(focus), first)

    def _lay_out(self, highlight: Highlight, width: int, *, double: bool) -> None:
        """Lay out anew where the room or the spacing changed; the sentence keeps its row."""
        if (self.layout.width, self.layout.double) == (width, double):
            return
        self.layout = Layout(self._guide, width, double=double)
        if self._top is not None:
            sentence = self.layout.anchor_of(highlight.block, highlight.sentence[0])
            self._top = self.layout.up(sentence, self._row_of_sentence)

    def _page_top(
        self,
        height: int,
        sentence: Anchor,
        focus: Anchor,
        last: Anchor,
        needed: Anchor,
        *,
        least_above: int = 0,
    ) -> Anchor:
        """Return the first line in sight, another one only when what matters is not in sight.

        A bar at the very edge would be lost there: lines above it may be asked for as well.
        """
        layout = self.layout
        if self._top is not None:
            bottom = layout.down(self._top, height)[-1][0]
            if self._top <= layout.up(focus, least_above) and focus <= bottom >= needed:
                return self._top
        top = layout.up(sentence, height // 3)
        if last > layout.down(top, height)[-1][0]:
            # It does not fit below the top third; then from the top, or around the word.
            top = layout.up(sentence, least_above)
        if focus > layout.down(top, height)[-1][0]:
            top = layout.up(focus, height // 3)
        return top


def _eye_row(size: ViewportSize) -> int:
    return min(int(size.usual_height * EYE_HEIGHT), size.height - 1)


def _rows_above(rows: int, size: ViewportSize) -> int:
    """Return how many empty rows stand above a sentence of so many rows that is shown alone.

    At least one does, where there is room: the title is no part of the sentence.
    """
    free = size.usual_height - rows
    return max(min(max(int(free * EYE_HEIGHT), free > 0), size.height - rows), 0)


def masked(visible: VisibleRows) -> VisibleRows:
    """Return only the line being read and its two neighbours, each in its row."""
    text_rows = [
        row for row, line in enumerate(visible.rows) if line is not None and not line.is_gap
    ]
    at = text_rows.index(visible.focus)
    kept = text_rows[max(at - 1, 0) : at + 2]
    rows = tuple(line if row in kept else None for row, line in enumerate(visible.rows))
    return replace(visible, rows=rows, first=max(visible.first, kept[0]))
