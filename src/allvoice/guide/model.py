"""A guide as data: Guide > Section > Block > Sentence.

The display text of a block is the one coordinate system of the program: the screen draws it, the
voice speaks ranges of it, bookmarks quote it. A `Position` names one sentence of one block.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.guide.bibliography import Source
    from allvoice.guide.synonyms import Synonyms

LONGEST_TITLE_CHARS = 200
"""A heading is named by as much of it in lists and announcements; it is shown and read whole."""


class BlockKind(enum.StrEnum):
    """The kinds of blocks that are read aloud or drawn differently."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CAPTION = "table-caption"
    """One line that tells the size and the column names before the rows."""
    TABLE_ROW = "table-row"
    CODE = "code"
    DIAGRAM = "diagram"
    """Code that draws something: shown, and named where it would be read."""
    IMAGE = "image"
    NOTE = "note"
    SUMMARY = "summary"
    """A paragraph that says in short what was said before."""
    TEACH_BACK = "teach-back"
    """A question to the listener, to be answered in their own words (AHRQ, teach-back)."""


CODE_KINDS = frozenset({BlockKind.CODE, BlockKind.DIAGRAM})
"""What is written for computers."""


class Style(enum.Flag):
    """How a span of display text looks; several may hold at once."""

    EMPHASIS = enum.auto()
    STRONG = enum.auto()
    CODE = enum.auto()
    LINK = enum.auto()
    STRIKE = enum.auto()
    CELL_HEADER = enum.auto()
    """The column name before a table cell's own text."""
    NOTE_MARK = enum.auto()
    """A reference to a footnote or a source."""
    FORMULA = enum.auto()
    """A formula that has no words: its source is shown."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """One sentence of a guide; ordered as the guide is read."""

    block: int
    """Index into `Guide.blocks`."""
    sentence: int = 0
    """Index into `Block.sentences`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of a block's display text: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A styled range of a block's display text: `text[start:end]`."""

    start: int
    end: int
    style: Style
    target: str = ""
    """Where a link leads; never shown in full, never spelled aloud."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell within its row's display text."""

    column: int
    header_start: int
    header_end: int
    """Range of the column's name; empty when the table has no header."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Sources named at a place of a block's display text, where nothing is shown for them."""

    offset: int
    """Behind the last character that they are named for."""
    source_ids: tuple[str, ...]
    """Keys of `Guide.sources`."""


@dataclass(frozen=True, slots=True)
class Content:
    """The display text of a block, with its sentences and styles."""

    text: str
    """Display text: no marks of its format, no control characters but newline."""
    sentences: tuple[Sentence, ...]
    """In reading order, not overlapping, at least one; together they cover all but white space."""
    spans: tuple[Span, ...] = ()
    cells: tuple[Cell, ...] = ()
    citations: tuple[Citation, ...] = ()
    """In their order."""


@dataclass(eq=False)
class Block:
    """One paragraph, heading, list item, table row and so on.

    The content is worked out when it is first asked for, so that a large guide opens fast.
    """

    index: int
    """Its place in `Guide.blocks`."""
    kind: BlockKind
    section: int
    """Index into `Guide.sections`."""
    line: int
    """First line in the source file, counted from 1."""
    file: int
    """Index into `Guide.files`."""
    make_content: Callable[[], Content] = field(repr=False)
    level: int = 0
    """Heading level 1 to 6; depth of a list item from 1; otherwise 0."""
    quote_depth: int = 0
    """How many block quotes it stands in."""
    marker: str = ""
    """The mark before the first block of a list item (a bullet, or its number with a dot) or of
    a note (its mark in brackets); empty on the later ones."""
    source_chars: int = 0
    """Length of its source: a cheap measure of progress before the content is worked out."""
    search_text: str | None = field(default=None, repr=False)
    """All words of the display text in their order, perhaps with marks between them that are no
    letters, so that a search can pass it by before the content is worked out; None where only the
    display text has them."""
    goes_on: bool = False
    """It is a later piece of what the block before it begins: one too long to be laid out, spoken
    and searched at once is cut."""
    anchor: str = ""
    """By which links lead to it, where its file gives it such a name of its own."""

    @cached_property
    def content(self) -> Content:
        """The display text with its sentences and styles."""
        return self.make_content()

    @property
    def text(self) -> str:
        """The display text."""
        return self.content.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in reading order."""
        return self.content.sentences

    @cached_property
    def hash(self) -> str:
        """Sixteen hex digits that change when the display text does."""
        import hashlib

        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def sentence_text(self, sentence: int) -> str:
        """Return the display text of one sentence."""
        found = self.sentences[sentence]
        return self.text[found.start : found.end]


def is_yes(value: str) -> bool:
    """Return whether the front matter of a file says yes to something."""
    return value.strip().casefold() in ("true", "yes", "on", "y", "1")


def shortened(text: str, longest_chars: int) -> str:
    """Return a text of at most so many characters, an ellipsis where its end was cut."""
    if len(text) <= longest_chars:
        return text
    return text[: longest_chars - 1].rsplit(" ", 1)[0] + "…"


def role(block: Block) -> str:
    """Return what a block is where its look cannot be seen: "Heading 2"; empty for plain text."""
    if block.kind is BlockKind.HEADING:
        return f"Heading {block.level}"
    return block.kind.value.capitalize() if block.kind in CODE_KINDS else ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it up to the next heading of any level."""

    index: int
    id: str
    """Unique in the guide, made of the chapter file's name and the title: `chapter/slug`, and
    `chapter/slug~2` for the second section of that name."""
    title: str
    level: int
    """1 to 6; 1 opens a chapter."""
    chapter: int
    """Index of the section that opens its chapter: the last of level 1 up to it in its file, else
    the first of its file."""
    first_block: int
    last_block: int
    """Inclusive."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the source neither shown nor spoken; listed, so that it is not lost."""

    what: str
    """One plain phrase: "a script", "an image without a description"."""
    file: int
    line: int


@dataclass(eq=False)
class Guide:
    """A whole guide in reading order."""

    id: str
    """Stays the same when the guide is edited: from front matter, else from its path."""
    title: str
    files: tuple[Path, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    skipped: tuple[Skipped, ...] = ()
    front: tuple[Mapping[str, str], ...] = ()
    """Of each file what it tells of itself, such as "reviewed": "2026-11-30"."""
    bibliographies: tuple[Path, ...] = ()
    """Files that tell what its citations name."""
    synonym_files: tuple[Path, ...] = ()
    """Files that tell what people say for its words."""
    lines: tuple[Sequence[str] | None, ...] = field(default=(), repr=False)
    """Of each file its lines as an editor shows them, where they were asked for and it has any."""
    how_read: tuple[str, ...] = ()
    """Of each file what is told of its encoding, behind its name; empty where nothing has to be."""
    content_hash: str = ""
    """Another where a byte of its files is; empty for a text that is in no file."""
    search_indexes: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    """What `search` works out once of the whole guide, by a name; empty before the first search."""

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """What citations name, by id; its bibliographies are read when it is first asked for."""
        from allvoice.guide.bibliography import load_sources

        return load_sources(self.bibliographies)

    @cached_property
    def synonyms(self) -> Synonyms:
        """What people say for its words; its files are read when it is first asked for."""
        from allvoice.guide.synonyms import load_synonyms

        return load_synonyms(self.synonym_files)

    @property
    def notice(self) -> str:
        """What is told, in one sentence, when it is opened; empty for nothing."""
        told = [number for number, each in enumerate(self.how_read) if each]
        if not told:
            return ""
        if len(told) > 1:
            return f"{len(told)} of its files were not written as UTF-8; letters may be wrong."
        name = "This file" if len(self.files) == 1 else shown(self.files[told[0]].name)
        return f"{name} {self.how_read[told[0]]}."

    @property
    def start(self) -> Position:
        """The first sentence."""
        return Position(0, 0)

    @property
    def end(self) -> Position:
        """The last sentence."""
        last = len(self.blocks) - 1
        return Position(last, len(self.blocks[last].sentences) - 1)

    def section_of(self, position: Position) -> Section:
        """Return the section a position lies in."""
        return self.sections[self.blocks[position.block].section]

    def blocks_within(self, section: Section) -> tuple[int, int]:
        """Return the first and last block of a section with the deeper ones inside it.

        Both belong to it. It ends before the next section of its level or a higher one.
        """
        last = section.last_block
        for later in self.sections[section.index + 1 :]:
            if later.level <= section.level:
                break
            last = later.last_block
        return section.first_block, last

    @cached_property
    def chapters(self) -> tuple[Section, ...]:
        """The section that opens each chapter; none for a guide that is all one chapter."""
        opening = tuple(each for each in self.sections if each.chapter == each.index)
        return opening if len(opening) > 1 else ()

    def sentence_text(self, position: Position) -> str:
        """Return the display text of the sentence at a position."""
        return self.blocks[position.block].sentence_text(position.sentence)

    def clamp(self, position: Position) -> Position:
        """Return the nearest position that exists."""
        block = min(max(position.block, 0), len(self.blocks) - 1)
        count = len(self.blocks[block].sentences)
        return Position(block, min(max(position.sentence, 0), count - 1))

    def after(self, position: Position) -> Position | None:
        """Return the next sentence, or None at the end of the guide."""
        if position.sentence + 1 < len(self.blocks[position.block].sentences):
            return Position(position.block, position.sentence + 1)
        if position.block + 1 < len(self.blocks):
            return Position(position.block + 1, 0)
        return None

    def before(self, position: Position) -> Position | None:
        """Return the previous sentence, or None at the start of the guide."""
        if position.sentence > 0:
            return Position(position.block, position.sentence - 1)
        if position.block > 0:
            block = position.block - 1
            return Position(block, len(self.blocks[block].sentences) - 1)
        return None

    @cached_property
    def _progress_chars(self) -> tuple[int, ...]:
        total, starts = 0, []
        for block in self.blocks:
            starts.append(total)
            total += max(1, block.source_chars)
        return (*starts, total)

    def source_chars(self, first_block: int, last_block: int) -> int:
        """Return the length of the source of some blocks, the last one included."""
        starts = self._progress_chars
        return starts[last_block + 1] - starts[first_block]

    def progression(self, position: Position) -> float:
        """Return how far into the guide a position is, 0 to 1, by source characters."""
        starts = self._progress_chars
        block = self.blocks[position.block]
        start, end = starts[position.block], starts[position.block + 1]
        within = position.sentence / len(block.sentences)
        return (start + (end - start) * within) / starts[-1]
