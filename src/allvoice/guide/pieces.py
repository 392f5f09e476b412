"""Cuts what is too long to be worked out at once into pieces. Pure.

A key waits for what it leads to: the text is laid out, its sentences found, its words made ready to
be said. All of that is done for a block at a time, so no block may be of any length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from allvoice.guide.model import Cell, Citation, Content, Sentence, Span

LONGEST_CHARS = 8_000
"""Of one block: some six minutes of reading. Markdown-it's time grows faster than the text, too."""
SHORTEST_CHARS = 1_000
TRIES = 8
"""To find a place to cut that is not inside a link; one may be longer than any piece."""
MOST_BRACKETS = 400
"""More of them in one piece, which no prose has, and it is parsed in the shortest pieces."""
_SENTENCE_END = re.compile(r"[.?!][\"'”’)*_]{0,4}\s")


def of_inline(source: str) -> Iterator[str]:
    """Yield the inline text of a block in pieces, cut where a sentence ends if one does.

    Joined, they are the source.
    """
    at = 0
    while at < len(source):
        cut = _cut(source, at, LONGEST_CHARS, at_sentences=True)
        yield source[at:cut]
        at = cut


def to_parse(source: str, longest: int = LONGEST_CHARS) -> Iterator[str]:
    """Yield inline text in pieces short enough to be parsed, cut at white space if there is any."""
    at = 0
    while at < len(source):
        cut = _cut(source, at, longest)
        piece = source[at:cut]
        if longest > SHORTEST_CHARS and piece.count("[") > MOST_BRACKETS:
            yield from to_parse(piece, SHORTEST_CHARS)
        else:
            yield piece
        at = cut


def of_lines(source: str) -> Iterator[str]:
    """Yield lines in pieces, none of them blank but where all of the source is.

    Joined, they are the source, save for blank pieces of it.
    """
    at, count = 0, 0
    while at < len(source):
        limit = at + LONGEST_CHARS
        cut = len(source)
        if cut > limit:
            cut = source.rfind("\n", at, limit) + 1 or _cut(source, at, LONGEST_CHARS)
        piece = source[at:cut]
        at = cut
        if not piece.isspace():
            count += 1
            yield piece
    if not count:
        yield ""


def _cut(source: str, at: int, longest: int, *, at_sentences: bool = False) -> int:
    """Return where the piece that begins at a place ends."""
    limit, half = at + longest, at + longest // 2
    if len(source) <= limit:
        return len(source)
    ends = [match.end() for match in _SENTENCE_END.finditer(source, half, limit)]
    for end in ends[: -TRIES - 1 : -1] if at_sentences else []:
        if not _opened_link(source, half, end):
            return end
    cut = first = _last_space(source, half, limit)
    for _ in range(TRIES):
        opened = _opened_link(source, half, cut) if cut >= 0 else 0
        if not opened:
            break
        cut = _last_space(source, half, opened)
    cut = first if cut < 0 else cut
    return limit if cut < 0 else cut


def _last_space(source: str, start: int, end: int) -> int:
    return max(source.rfind("\n", start, end), source.rfind(" ", start, end))


def _opened_link(source: str, start: int, cut: int) -> int:
    """Return where a link begins that a cut would take apart; 0 where there is none."""
    opening = source.rfind("[", start, cut)
    if opening < 0:
        return 0
    closing = source.find("]", opening, cut)
    if closing < 0:
        return opening
    in_address = source.startswith("(", closing + 1) and source.find(")", closing, cut) < 0
    return opening if in_address else 0


def of_content(whole: Content) -> Iterator[Content]:
    """Yield what a block shows in pieces, cut between sentences."""
    sentences = whole.sentences
    # Spans begin in order nearly always; where they do not, they are put into it.
    spans = sorted(whole.spans, key=lambda span: span.start)
    first, next_span, next_cell = 0, 0, 0
    open_spans: list[Span] = []
    while first < len(sentences):
        start = sentences[first].start
        last = first
        while last + 1 < len(sentences) and sentences[last + 1].end - start <= LONGEST_CHARS:
            last += 1
        end = sentences[last].end
        while next_span < len(spans) and spans[next_span].start < end:
            open_spans.append(spans[next_span])
            next_span += 1
        cells = []
        for number in range(next_cell, len(whole.cells)):
            cell = whole.cells[number]
            if cell.header_start >= end:
                break
            next_cell = number
            if cell.end > start:
                cells.append(_moved(cell, start, end))
        yield Content(
            whole.text[start:end],
            tuple(
                Sentence(each.start - start, each.end - start)
                for each in sentences[first : last + 1]
            ),
            tuple(
                Span(
                    max(each.start, start) - start,
                    min(each.end, end) - start,
                    each.style,
                    each.target,
                )
                for each in open_spans
                if each.end > start
            ),
            tuple(cells),
            tuple(
                Citation(each.offset - start, each.source_ids)
                for each in whole.citations
                if start < each.offset <= end
            ),
        )
        open_spans = [each for each in open_spans if each.end > end]
        first = last + 1


def _moved(cell: Cell, start: int, end: int) -> Cell:
    """Return the part of a cell that lies in a piece; its name may lie in another."""

    def at(offset: int) -> int:
        return min(max(offset, start), end) - start

    return Cell(
        cell.column, at(cell.header_start), at(cell.header_end), at(cell.start), at(cell.end)
    )
