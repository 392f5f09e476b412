"""Puts the checks of a guide together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from allvoice.guide.length import section_lengths
from allvoice.guide.model import Block, BlockKind, Guide, Section
from allvoice.listenability.companions import synonym_findings
from allvoice.listenability.grade import grade, words_of
from allvoice.listenability.report import ChapterFigures, Finding, Report, Severity
from allvoice.listenability.rhythm import (
    FEWEST_SENTENCES,
    LEAST_SPREAD_WORDS,
    same_start_findings,
    spread_words,
)
from allvoice.listenability.source_map import SourceMap
from allvoice.listenability.structure import structure_findings
from allvoice.listenability.wording import wording_findings
from allvoice.narration.lexicon import Lexicon

HIGHEST_GRADE = 8.0
"""Patient information is asked to stay at grade 6 to 8 (AMA, NIH)."""
LOWEST_GRADE = 3.5
"""Below it, thoughts that belong together are chopped into sentences of their own."""
_PROSE = (
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.SUMMARY,
    BlockKind.TEACH_BACK,
)


def check(guide: Guide, lexicon: Lexicon) -> Report:
    """Return what would be heard wrongly in a guide, what is hard to follow, and its figures."""
    source_map = SourceMap(guide)
    chapters = [_chapter(guide, number, lexicon, source_map) for number in _chapters(guide)]
    findings: list[Finding] = [
        *structure_findings(guide, source_map),
        *wording_findings(guide, lexicon, source_map),
        *synonym_findings(guide, source_map),
        *(finding for section in guide.sections for finding in _starts(guide, section, source_map)),
        *(finding for _, found in chapters for finding in found),
    ]
    return Report(
        guide.title,
        tuple(sorted(findings)),
        tuple(figures for figures, _ in chapters),
        tuple(section_lengths(guide)),
    )


def _chapters(guide: Guide) -> list[int]:
    return sorted({section.chapter for section in guide.sections})


def _prose(guide: Guide, first_block: int, last_block: int) -> list[tuple[Block, int]]:
    """Return the sentences of some blocks, as block and index; no headings, no tables."""
    return [
        (block, number)
        for block in guide.blocks[first_block : last_block + 1]
        if block.kind in _PROSE
        for number in range(len(block.sentences))
    ]


def _starts(guide: Guide, section: Section, source_map: SourceMap) -> Iterator[Finding]:
    prose = _prose(guide, section.first_block, section.last_block)
    yield from same_start_findings(prose, source_map)


def _chapter(
    guide: Guide, number: int, lexicon: Lexicon, source_map: SourceMap
) -> tuple[ChapterFigures, list[Finding]]:
    sections = [section for section in guide.sections if section.chapter == number]
    first: Block = guide.blocks[sections[0].first_block]
    prose = _prose(guide, first.index, sections[-1].last_block)
    sentences = [block.sentence_text(index) for block, index in prose]
    words = sum(len(words_of(sentence)) for sentence in sentences)
    figures = ChapterFigures(
        guide.sections[number].title,
        source_map.names[first.file],
        words,
        round(words / len(sentences), 1) if sentences else 0.0,
        round(spread_words(sentences), 1),
        round(grade(sentences, names_medicine(lexicon)), 1),
        round(grade(sentences, lambda _: False), 1),
    )
    found = [
        source_map.at_line(first.file, first.line, kind, Severity.HARD, message)
        for kind, message in _hard_chapter(figures, len(sentences))
    ]
    return figures, found


def _hard_chapter(figures: ChapterFigures, sentences: int) -> Iterator[tuple[str, str]]:
    """Yield what makes a chapter hard to listen to, by its figures: too much and too little."""
    title = f"The chapter “{figures.title}”"
    if figures.grade > HIGHEST_GRADE:
        yield (
            "grade",
            f"{title} reads at grade {figures.grade:.1f}; shorter sentences and plainer words "
            f"bring it down to {HIGHEST_GRADE:.0f} or less.",
        )
    if sentences < FEWEST_SENTENCES:
        return
    if figures.grade < LOWEST_GRADE:
        yield (
            "choppy",
            f"{title} reads at grade {figures.grade:.1f}, chopped like a primer; "
            "join the thoughts that belong together.",
        )
    if figures.spread_words < LEAST_SPREAD_WORDS:
        yield (
            "monotone",
            f"{title} has sentences of nearly one length, {figures.words_a_sentence:.0f} words; "
            "let short and long ones take turns.",
        )


def names_medicine(lexicon: Lexicon) -> Callable[[str], bool]:
    """Return a function that tells whether a word is the name of a medicine."""

    def is_medicine(word: str) -> bool:
        found = lexicon.find(word)
        return found is not None and found.drug

    return is_medicine
