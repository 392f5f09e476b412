"""Headings, tables, images, links, and lengths: what makes a guide hard to follow by ear."""

from __future__ import annotations

from collections.abc import Iterator

from allvoice.guide.bibliography import FRONT_KEY, fault_of
from allvoice.guide.length import section_minutes
from allvoice.guide.links import Places
from allvoice.guide.model import CODE_KINDS, Block, BlockKind, Guide, Style
from allvoice.limits import RATE_NORMAL_WPM
from allvoice.listenability.companions import companion_faults, companion_findings
from allvoice.listenability.grade import words_of
from allvoice.listenability.report import Finding, Severity
from allvoice.listenability.source_map import SourceMap

MOST_COLUMNS = 4
MOST_WORDS_A_SENTENCE = 25
MOST_SECTION_MINUTES = 4.0
EMPTY_LINKS = frozenset(
    {"click here", "here", "link", "this", "this link", "this page", "more", "read more",
     "learn more", "details", "see"}
)  # fmt: skip
_NO_IMAGE_WORDS = "image without"


def structure_findings(guide: Guide, source_map: SourceMap) -> Iterator[Finding]:
    """Yield what is wrong with how a guide is built."""
    yield from _heading_jumps(guide, source_map)
    yield from _encodings(guide, source_map)
    yield from _unsaid(guide, source_map)
    places = Places(guide)
    faults = companion_faults(guide, FRONT_KEY, fault_of)
    yield from companion_findings(guide, faults, FRONT_KEY, "bibliography", source_map)
    for block in guide.blocks:
        if block.kind is BlockKind.TABLE_CAPTION:
            yield from _table(guide, block, source_map)
        elif block.kind not in CODE_KINDS:
            yield from _long_sentences(block, source_map)
        yield from _links(block, places, source_map)
        if block.file not in faults:
            yield from _citations(guide, block, source_map)
    for section in guide.sections:
        taken = section_minutes(guide, section, RATE_NORMAL_WPM)
        if taken > MOST_SECTION_MINUTES:
            block = guide.blocks[section.first_block]
            message = (
                f"The section “{section.title}” takes {taken:.1f} minutes; "
                f"part it with a heading, {MOST_SECTION_MINUTES:.0f} minutes are enough at a time."
            )
            yield source_map.at_line(block.file, block.line, "long-section", Severity.HARD, message)


def _heading_jumps(guide: Guide, source_map: SourceMap) -> Iterator[Finding]:
    level, file = 0, -1
    for block in guide.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        if block.file != file:
            level, file = 0, block.file
        if level and block.level > level + 1:
            message = (
                f"The heading “{block.text}” is of level {block.level} under one of level "
                f"{level}; make it level {level + 1}, so that moving by sections loses nobody."
            )
            yield source_map.at_line(file, block.line, "heading-jump", Severity.HARD, message)
        level = block.level


def _encodings(guide: Guide, source_map: SourceMap) -> Iterator[Finding]:
    for file, told in enumerate(guide.how_read):
        if told:
            message = f"This file {told}; save it as UTF-8."
            yield source_map.at_line(file, 1, "encoding", Severity.HARD, message)


def _unsaid(guide: Guide, source_map: SourceMap) -> Iterator[Finding]:
    for each in guide.skipped:
        if _NO_IMAGE_WORDS in each.what:
            message = "This image has no description and is passed over; write one in its brackets."
            yield source_map.at_line(each.file, each.line, "image", Severity.WRONG, message)
        else:
            message = f"Neither shown nor read: {each.what}; write as text what matters."
            yield source_map.at_line(each.file, each.line, "left-out", Severity.HARD, message)


def _table(guide: Guide, caption: Block, source_map: SourceMap) -> Iterator[Finding]:
    rows = []
    for block in guide.blocks[caption.index + 1 :]:
        if block.kind is not BlockKind.TABLE_ROW:
            break
        rows.append(block)
    if ":" not in caption.text:
        message = (
            "This table has no header row, so its cells are heard without names; "
            "add one and a line of dashes below it."
        )
        yield source_map.at_line(
            caption.file, caption.line, "table-header", Severity.WRONG, message
        )
    columns = max((len(row.content.cells) for row in rows), default=0)
    if columns > MOST_COLUMNS:
        message = (
            f"This table has {columns} columns, more than an ear can hold; "
            f"part it, or make it a list, {MOST_COLUMNS} columns at the most."
        )
        yield source_map.at_line(caption.file, caption.line, "wide-table", Severity.HARD, message)


def _long_sentences(block: Block, source_map: SourceMap) -> Iterator[Finding]:
    if block.kind is BlockKind.TABLE_ROW:
        return
    for number, sentence in enumerate(block.sentences):
        text = block.sentence_text(number)
        count = len(words_of(text))
        if count > MOST_WORDS_A_SENTENCE:
            message = (
                f"This sentence has {count} words; part it, "
                f"{MOST_WORDS_A_SENTENCE} are as many as can be held."
            )
            yield source_map.in_block(
                block, sentence.start, text, "long-sentence", Severity.HARD, message
            )


def _links(block: Block, places: Places, source_map: SourceMap) -> Iterator[Finding]:
    for span in block.content.spans:
        if Style.LINK not in span.style:
            continue
        text = block.text[span.start : span.end]
        message = ""
        if text.strip(" .:").casefold() in EMPTY_LINKS:
            message = f"The link “{text}” does not say where it leads; name the page in its text."
        elif _is_of_guide(span.target) and places.titled(block.file, span.target) is None:
            message = f"The link “{text}” leads to no place of the guide; mend its target."
            if places.resolved(block.file, span.target) is not None:
                message = (
                    f"The link “{text}” leads to a title that its chapter lacks, so it goes to "
                    "the chapter's start; mend its target."
                )
        if message:
            yield source_map.in_block(block, span.start, text, "link", Severity.HARD, message)


def _is_of_guide(target: str) -> bool:
    path, _, fragment = target.partition("#")
    return ":" not in path and (path.endswith(".md") or (not path and bool(fragment)))


def _citations(guide: Guide, block: Block, source_map: SourceMap) -> Iterator[Finding]:
    for citation in block.content.citations:
        for each in citation.source_ids:
            if each not in guide.sources:
                message = (
                    f"The citation “{each}” names no source; "
                    "add it to the bibliography, or take it out."
                )
                yield source_map.at_line(block.file, block.line, "citation", Severity.HARD, message)
