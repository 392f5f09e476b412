"""What of a sentence is not read, by the kinds that a listener has left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from allvoice.guide.model import Block, BlockKind, Sentence, Style
from allvoice.guide.skippable import PATTERNS
from allvoice.narration.model import Noise
from allvoice.narration.noise import brackets, citations, emoji, links, patterns
from allvoice.narration.noise.found import Span, stands_between_figures

CITATIONS = "citations"
FINDERS: dict[str, Callable[[str], Iterator[Span]]] = {
    CITATIONS: citations.find,
    "brackets": brackets.find,
    "links": links.find,
    "emoji": emoji.find,
}
"""What finds a kind in the text of a sentence; the listener's own patterns are found beside."""
_SILENT = " \t\n\r\f\v\u00a0\u2007\u2009\u202f.,;:!?…()[]{}\"'“”‘’«»*_`-–—\ufe0e\ufe0f"
"""Marks that alone are nothing to hear."""


@dataclass(frozen=True, slots=True)
class LeavingOut:
    """What a listener has left out within sentences."""

    kinds: frozenset[str] = frozenset()
    """By those in `guide.skippable.SKIPPABLE_WITHIN`."""
    patterns: tuple[str, ...] = ()
    """The listener's own."""

    def __bool__(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.kinds)


NOTHING = LeavingOut()


def noise_of(block: Block, sentence: Sentence, wanted: LeavingOut) -> tuple[Noise, ...]:
    """Return what of a sentence of a block is not read; see `noise_in`.

    Code is read as it is, and no value of a table is silent.
    """
    if not wanted or block.kind is BlockKind.CODE:
        return ()
    marks = _note_marks(block, sentence) if CITATIONS in wanted.kinds else ()
    noise = noise_in(block.text, sentence.start, sentence.end, wanted, marks)
    if not noise or block.kind is not BlockKind.TABLE_ROW:
        return noise
    for cell in block.content.cells:
        if sentence.start < cell.end and cell.start < sentence.end:
            within = tuple(each for each in noise if cell.start <= each.start < cell.end)
            if is_all_noise(block.text, cell.start, cell.end, within):
                noise = tuple(each for each in noise if each not in within)
    return noise


def _note_marks(block: Block, sentence: Sentence) -> Iterator[Noise]:
    """Yield the marks that the document itself says lead to a note or a source."""
    for span in block.content.spans:
        is_mark = Style.NOTE_MARK in span.style
        if is_mark and sentence.start <= span.start and span.end <= sentence.end:
            yield Noise(span.start - sentence.start, span.end - sentence.start, CITATIONS)


def spared_of(block: Block, sentence: Sentence, wanted: LeavingOut) -> tuple[Noise, ...]:
    """Return the same, but nothing where it is all of the sentence: who goes there hears it."""
    noise = noise_of(block, sentence, wanted)
    is_all = is_all_noise(block.text, sentence.start, sentence.end, noise)
    return () if is_all else noise


def noise_in(
    text: str, start: int, end: int, wanted: LeavingOut, sure: Iterable[Noise] = ()
) -> tuple[Noise, ...]:
    """Return what of a sentence is not read, in order, none within another.

    What stands between two figures is read: without it they would be one.

    Args:
        text: display text.
        start: where the sentence begins.
        end: where it ends.
        wanted: what the listener has left out.
        sure: what is known to be noise, by its place in the sentence.
    """
    if not wanted:
        return ()
    sentence = text[start:end]
    found = [*sure]
    found += [
        Noise(*span, kind)
        for kind, find in FINDERS.items()
        if kind in wanted.kinds
        for span in find(sentence)
    ]
    if PATTERNS in wanted.kinds:
        spans = patterns.find(sentence, wanted.patterns)
        found += [Noise(*span, PATTERNS) for span in spans]
    return tuple(
        Noise(start + each.start, start + each.end, each.kind)
        for row in _rows(sentence, _apart(found))
        if not stands_between_figures(sentence, row[0].start, row[-1].end)
        for each in row
    )


def is_all_noise(text: str, start: int, end: int, noise: tuple[Noise, ...]) -> bool:
    """Return whether nothing of a sentence is left to be heard."""
    if not noise:
        return False
    at = start
    for each in noise:
        if text[at : each.start].strip(_SILENT):
            return False
        at = each.end
    return not text[at:end].strip(_SILENT)


def _apart(found: list[Noise]) -> list[Noise]:
    apart: list[Noise] = []
    # Of two that begin together the longer one.
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        last_end = apart[-1].end if apart else 0
        if each.start >= last_end:
            apart.append(each)
        elif each.end > last_end:
            apart.append(each._replace(start=last_end))
    return apart


def _rows(text: str, noise: list[Noise]) -> Iterator[list[Noise]]:
    """Yield pieces that stand side by side, as one."""
    row: list[Noise] = []
    for each in noise:
        if row and text[row[-1].end : each.start].strip():
            yield row
            row = []
        row.append(each)
    if row:
        yield row
