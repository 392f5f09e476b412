"""The text of the guide, the sentence and the word being read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual.geometry import Offset

from allvoice.guide.model import Block, BlockKind, Guide, Position, Style
from allvoice.guide.web_addresses import is_web_address
from allvoice.reading.state import State
from allvoice.text import harmless
from allvoice.tui.widgets.display_settings import DisplaySettings
from allvoice.tui.widgets.footer import MOST_TITLE_ROWS, footer_rows
from allvoice.tui.widgets.layout import MARGIN, RIGHT_MARGIN_CELLS, TEXT_CELLS, Line
from allvoice.tui.widgets.page import page_of
from allvoice.tui.widgets.rows import (
    GONE_FOR_S,
    MOST_LINK_CHARS,
    Row,
    RowsWidget,
    Segment,
    TextStyle,
    has_room,
)
from allvoice.tui.widgets.targets import BlockRange, Target, TargetText
from allvoice.tui.widgets.viewport import Highlight, Viewport, ViewportSize

HERE = "> "
"""Stands before the line where the current sentence begins; its sign alone within a line, in the
blank before the sentence."""
LONGEST_WORD = 40
"""In characters; a longer one may be a text that has no blanks between its words."""
LEAST_ENLARGED_WIDTH = 40
"""In a narrower window hardly a word of medicine would fit a line of larger letters."""

_TEXT_STYLES = {
    Style.EMPHASIS: TextStyle.UNDERLINE,
    Style.STRONG: TextStyle.BOLD,
    Style.LINK: TextStyle.UNDERLINE,
    Style.STRIKE: TextStyle.STRIKE,
    Style.CELL_HEADER: TextStyle.BOLD,
}
_HEADINGS = {1: TextStyle.BOLD | TextStyle.UNDERLINE | TextStyle.ACCENT}


@dataclass(frozen=True, slots=True)
class Decorations:
    """What stands out at one moment, as ranges of one block's text."""

    block: int
    sentence: tuple[int, int]
    word: tuple[int, int] | None = None
    match_block: int = -1
    match: tuple[int, int] = (0, 0)


def row_of(
    line: Line,
    block: Block,
    lit: Decorations,
    *,
    marked: bool,
    bar_cells: int = 0,
    links: bool = False,
) -> Row:
    """Return a line as it is drawn.

    Args:
        line: a line of the block.
        block: the block.
        lit: what stands out.
        marked: the current sentence is marked in this line's margin.
        bar_cells: when not 0, the line stands out in reverse as a bar of this width, behind the
            margin, the sentence in it more than the rest; the word is then the one thing in it that
            is not reversed.
        links: links to the web are links of the terminal too.
    """
    mark, text_style = (HERE, TextStyle.BOLD) if marked else (MARGIN, TextStyle.PLAIN)
    blank = lit.sentence[0] - 1
    if marked and line.start <= blank < line.end and block.text[blank].isspace():
        # Another sentence stands before it on the line.
        mark, text_style = MARGIN, TextStyle.PLAIN
    else:
        blank = -1
    if line.is_gap:
        return (((mark + line.prefix).rstrip(), text_style),) if line.prefix else ()
    ranges = _ranges(block, lit, line)
    urls = _urls(block, line) if links else []
    edges = {line.start, line.end}
    if blank >= 0:
        ranges.append((blank, blank + 1, TextStyle.BAND | TextStyle.BOLD))
    for start, end, _ in (*ranges, *urls):
        edges.update(edge for edge in (start, end) if line.start < edge < line.end)
    cuts = sorted(edges)
    text: list[Segment] = []
    for start, end in itertools.pairwise(cuts):
        text_styles = TextStyle.PLAIN
        for from_, to, each in ranges:
            if from_ <= start and end <= to:
                text_styles |= each
        shown = harmless(block.text[start:end]) if start != blank else HERE.strip()
        url = next((url for from_, to, url in urls if from_ <= start and end <= to), "")
        text.append((TargetText(shown, BlockRange(block, start), url), text_styles))
    if not bar_cells:
        return ((mark + line.prefix, text_style), *text)
    pad = bar_cells - sum(cell_len(words) for words, _ in [(line.prefix, text_style), *text])
    bar = [(line.prefix, TextStyle.PLAIN), *text, (" " * max(pad, 0), TextStyle.PLAIN)]
    return ((mark, text_style), *((words, _in_bar(each)) for words, each in bar if words))


def _in_bar(text_style: TextStyle) -> TextStyle:
    """Return how a part of the text looks in the ruler's bar."""
    own = text_style & ~(TextStyle.BAND | TextStyle.REVERSE)
    if TextStyle.REVERSE in text_style:
        return own & ~TextStyle.FOUND | TextStyle.BOLD
    return own | (TextStyle.REVERSE if TextStyle.BAND in text_style else TextStyle.BAR)


def _urls(block: Block, line: Line) -> list[tuple[int, int, str]]:
    return [
        (span.start, span.end, span.target)
        for span in block.content.spans
        if Style.LINK in span.style
        and span.start < line.end
        and line.start < span.end
        and len(span.target) <= MOST_LINK_CHARS
        and is_web_address(span.target)
    ]


def _ranges(block: Block, lit: Decorations, line: Line) -> list[tuple[int, int, TextStyle]]:
    ranges = [
        (span.start, span.end, text_style)
        for span in block.content.spans
        if span.start < line.end and line.start < span.end
        for style, text_style in _TEXT_STYLES.items()
        if style in span.style
    ]
    whole = (0, len(block.text))
    if block.kind is BlockKind.HEADING:
        ranges.append((*whole, _HEADINGS.get(block.level, TextStyle.BOLD | TextStyle.ACCENT)))
    elif block.kind is BlockKind.TABLE_CAPTION:
        ranges.append((*whole, TextStyle.BOLD))
    if block.index == lit.block:
        ranges.append((*lit.sentence, TextStyle.BAND))
        if lit.word is not None:
            ranges.append((*lit.word, TextStyle.REVERSE))
    if block.index == lit.match_block:
        ranges.append((*lit.match, TextStyle.FOUND))
    return ranges


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range of a text that cuts no word in half, nor a figure."""
    first, last = start, end
    while first > 0 and start - first < LONGEST_WORD and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and last - end < LONGEST_WORD and not text[last].isspace():
        last += 1
    while first < start and not text[first].isalnum():
        first += 1
    while last > end and not text[last - 1].isalnum():
        last -= 1
    return first, last


class ReadingView(RowsWidget, can_focus=True):
    """Shows the guide around the sentence being read."""

    def __init__(
        self, guide: Guide, state: State, display: DisplaySettings, *, links: bool = False
    ) -> None:
        """Show a guide at the place of a state.

        Args:
            guide: the guide.
            state: the session.
            display: how the listener wants it.
            links: the terminal knows links.
        """
        super().__init__(id="view")
        self._links = links
        self._guide = guide
        self._state = state
        self._display_settings = display
        self._viewport = Viewport(guide)
        self._match: tuple[Position, int, int] | None = None
        self._part = 0
        self._style_alone = TextStyle.BOLD
        self._shown_alone: tuple[Position, int] | None = None
        self._has_more = False
        self._is_gone = False
        self._may_enlarge = False
        self._starts_seen: frozenset[int] = frozenset()
        self.rows_read = 0
        """The rows down to the end of the sentence being read, as far as it is in sight."""

    def show_state(self, state: State) -> None:
        """Show a new state; only what changed is painted."""
        before, self._state = self._state.position, state
        if state.position != before:
            self._part = 0
            text = self._guide.sentence_text
            if self._display_settings.external_screen_reader and text(before) == text(
                state.position
            ):
                # The same words again would be no change, and nothing would be read.
                self._is_gone = True
                self.set_timer(GONE_FOR_S, self._come_again)
        self.redraw()

    def take_guide(self, guide: Guide, state: State) -> None:
        """Show another guide, or the same one as it was edited, at the place of a state."""
        self._viewport.take_guide(guide, keeps_row=guide.id == self._guide.id)
        self._guide, self._state = guide, state
        self._match = None
        self._part = 0
        self.redraw()

    def _come_again(self) -> None:
        self._is_gone = False
        self.redraw()

    def show_settings(self, display: DisplaySettings) -> None:
        """Show the text in another way; the sentence stays in sight."""
        self._display_settings = display
        self._part = 0
        self.redraw()

    def show_match(self, match: tuple[Position, int, int] | None) -> None:
        """Mark what a search found, or nothing any more."""
        self._match = match
        self.redraw()

    @property
    def shows_heading(self) -> bool:
        """Whether the heading of the section being read is in sight."""
        first = self._guide.section_of(self._state.position).first_block
        is_heading = self._guide.blocks[first].kind is BlockKind.HEADING
        return is_heading and first in self._starts_seen

    def show_rest(self) -> bool:
        """Show what follows of a sentence that is longer than the window.

        Only for a screen reader, with which no word is followed; otherwise, and when the end of the
        sentence is in sight, it does nothing and returns False.
        """
        if not (self._display_settings.external_screen_reader and self._has_more):
            return False
        self._part += 1
        self.redraw()
        return True

    def enlarge(self, wanted: bool) -> None:
        """Show a sentence that stands alone in letters of double size, or no longer do."""
        if wanted != self._may_enlarge:
            self._may_enlarge = wanted
            self.redraw()

    @property
    def is_enlarged(self) -> bool:
        """Whether letters are of double size: each line takes two rows and half as many cells."""
        is_wide = self.size.width >= LEAST_ENLARGED_WIDTH
        return self._may_enlarge and is_wide and self.is_alone

    def double_rows(self) -> range:
        """Return the rows of the screen that are halves of larger ones."""
        region = self.region
        if not (self.is_enlarged and self.is_on_screen and has_room(self.app.size)):
            return range(0)
        return range(region.y, region.y + region.height // 2 * 2)

    def target_at(self, column: int, row: int) -> Target | None:
        """Return what a click in a cell asks for; a terminal counts cells of the usual size."""
        return super().target_at(column // 2 if self.is_enlarged else column, row)

    @property
    def left(self) -> int:
        """How many cells stay empty before each row; larger ones are as wide as two."""
        if not self.is_enlarged:
            return super().left
        return page_of(self.size.width // 2, self._display_settings.column, beside=False).left

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return the rows that are seen."""
        window_height = self.app.size.height
        usual_height = window_height - MOST_TITLE_ROWS - footer_rows(window_height)
        if not self.is_enlarged:
            return self._lines(width, height, usual_height)
        # A cell stays free: what is painted beyond the edge would end up in the last one.
        # What is set in was taken from the whole width.
        room = self.size.width // 2 - self.left - 1
        lines = self._lines(room, height // 2, usual_height // 2)
        self.rows_read *= 2
        if self.cursor is not None:
            # In the blank before the word: over half a letter it would hide it.
            self.cursor = Offset(max(self.cursor.x - 1, 0), 2 * self.cursor.y + 1)
        return [line for line in lines for _ in range(2)]

    def _lines(self, width: int, height: int, usual_height: int) -> Sequence[Row]:
        """Return the lines that are seen."""
        if self._is_gone:
            self.cursor = Offset(0, 0)
            return []
        display, lit = self._display, self._highlights()
        margin = "" if display.external_screen_reader else MARGIN
        room = width - len(margin) - (0 if display.external_screen_reader else RIGHT_MARGIN_CELLS)
        size = ViewportSize(room, height, usual_height)
        highlight = Highlight(lit.block, lit.sentence, self._state.word_range)
        visible = self._viewport.visible_rows(highlight, size, display, part=self._part)
        self._has_more = visible.more
        starts = (row for row in visible.rows if row is not None and not row.is_gap)
        self._starts_seen = frozenset(line.block for line in starts if line.start == 0)
        of_sentence = [
            number
            for number, line in enumerate(visible.rows)
            if line is not None and line.block == lit.block and line.start < lit.sentence[1]
        ]
        self.rows_read = of_sentence[-1] + 1
        self._tell_apart()
        rows: list[Row] = []
        for number, line in enumerate(visible.rows):
            if line is None:
                rows.append(())
                continue
            block = self._guide.blocks[line.block]
            if display.external_screen_reader:
                text = harmless(block.text[line.start : line.end])
                rows.append(((line.prefix + text, self._style_alone),))
                continue
            is_ruled = display.ruler == "line" and number == visible.focus
            bar_cells = min(room, TEXT_CELLS) if is_ruled else 0
            marked = number == visible.first
            rows.append(
                row_of(line, block, lit, marked=marked, bar_cells=bar_cells, links=self._links)
            )
        row = visible.first if display.external_screen_reader else visible.focus
        line = visible.rows[row]
        assert line is not None, "a sentence has text"
        before = self._guide.blocks[line.block].text[line.start : self._cursor_offset(line, lit)]
        column = len(margin) + cell_len(line.prefix + harmless(before))
        if display.external_screen_reader:
            # Where the cursor of a list was too: a screen reader reads the letter and the word that
            # a cursor comes to when it moves within a line.
            column = 0
        self.cursor = Offset(column, row)
        return rows

    @property
    def is_alone(self) -> bool:
        """Whether one sentence is shown without its neighbours."""
        return self._display.is_alone

    @property
    def _display(self) -> DisplaySettings:
        """How the text is shown now: what is urgent and cannot be heard fills the screen."""
        visit = self._state.visit
        if visit is not None and visit.urgent and not self._state.has_sound:
            return replace(self._display_settings, one_sentence=True)
        return self._display_settings

    def _tell_apart(self) -> None:
        """Give every second sentence another look, where each stands alone.

        Fenrir reads only the line with the cursor when Up or Down changed that line, as in a
        shell's history; where other attributes come too, it reads all that is new.
        """
        shown = (self._state.position, self._part)
        if shown != self._shown_alone:
            self._shown_alone = shown
            self._style_alone ^= TextStyle.BOLD

    def _highlights(self) -> Decorations:
        state = self._state
        block = self._guide.blocks[state.position.block]
        sentence = block.sentences[min(state.position.sentence, len(block.sentences) - 1)]
        match_block, match = -1, (0, 0)
        if self._match is not None:
            match_block = self._match[0].block
            match = whole_words(self._guide.blocks[match_block].text, *self._match[1:])
        return Decorations(
            block.index,
            (sentence.start, sentence.end),
            state.word_range if self._display_settings.highlight_word else None,
            match_block,
            match,
        )

    def _cursor_offset(self, line: Line, lit: Decorations) -> int:
        """Return the character of a line that the terminal's cursor stands on.

        It goes from word to word only where the word is marked too.
        """
        follows_words = lit.word is not None and not self._display_settings.external_screen_reader
        offset = lit.word[0] if follows_words and lit.word else lit.sentence[0]
        return max(offset, line.start)
