"""Puts the checks of a guide together."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.guide.length import section_lengths
from allvoice.guide.model import Block, BlockKind, Guide
from allvoice.listenability.grade import grade, words_of
from allvoice.listenability.report import ChapterFigures, Finding, Report, Severity
from allvoice.listenability.source_map import SourceMap
from allvoice.listenability.structure import structure_findings
from allvoice.listenability.wording import wording_findings
from allvoice.narration.lexicon import Lexicon

HIGHEST_GRADE = 8.0
"""Patient information is asked to stay at grade 6 to 8 (AMA, NIH)."""
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def check(guide: Guide, lexicon: Lexicon) -> Report:
    """Return what would be heard wrongly in a guide, what is hard to follow, and its figures."""
    source_map = SourceMap(guide)
    chapters = [_chapter(guide, number, lexicon, source_map) for number in _chapters(guide)]
    findings: list[Finding] = [
        *structure_findings(guide, source_map),
        *wording_findings(guide, lexicon, source_map),
        *(finding for _, finding in chapters if finding is not None),
    ]
    return Report(
        guide.title,
        tuple(sorted(findings)),
        tuple(figures for figures, _ in chapters),
        tuple(section_lengths(guide)),
    )


def _chapters(guide: Guide) -> list[int]:
    return sorted({section.chapter for section in guide.sections})


def _chapter(
    guide: Guide, number: int, lexicon: Lexicon, source_map: SourceMap
) -> tuple[ChapterFigures, Finding | None]:
    sections = [section for section in guide.sections if section.chapter == number]
    blocks = guide.blocks[sections[0].first_block : sections[-1].last_block + 1]
    sentences = [
        block.sentence_text(index)
        for block in blocks
        if block.kind in _PROSE
        for index in range(len(block.sentences))
    ]
    words = sum(len(words_of(sentence)) for sentence in sentences)
    graded = grade(sentences, _known(lexicon))
    first: Block = blocks[0]
    figures = ChapterFigures(
        guide.sections[number].title,
        source_map.names[first.file],
        words,
        round(words / len(sentences), 1) if sentences else 0.0,
        round(graded, 1),
        round(grade(sentences, lambda _: False), 1),
    )
    if graded <= HIGHEST_GRADE:
        return figures, None
    message = (
        f"The chapter “{figures.title}” reads at grade {graded:.1f}; shorter sentences and "
        f"plainer words bring it down to {HIGHEST_GRADE:.0f} or less."
    )
    return figures, source_map.at_line(first.file, first.line, "grade", Severity.HARD, message)


def _known(lexicon: Lexicon) -> Callable[[str], bool]:
    def is_known(word: str) -> bool:
        return bool(lexicon.sounds(word)) or lexicon.find(word) is not None

    return is_known
