"""Markdown text to blocks.

Only the block structure is worked out at once; the inline text of a block is parsed when it is
first shown or spoken, so that a guide of a megabyte opens fast. How each construct is read:

- headings, paragraphs, quotes, list items: their text; lists keep their bullets and numbers, and
  a task is led by "To do" or "Done"
- emphasis, links, code, strikethrough: their text, styled; a link's address is kept in its span
- tables: a caption, then each row with the names of its columns
- images: "Image" and their description; without one they are listed as skipped
- footnotes: their mark in the text, and a note where the note is written
- code: line by line
- raw HTML: its text (see `html`); scripts, style sheets, comments and media are listed as skipped
- dividing lines: no words, only the end of what stands before them
- whatever else shows nothing (titles of links and images, link definitions nobody uses) is listed
  as skipped

No block is longer than `pieces.LONGEST_CHARS`: a longer one becomes several, of which all but the
first go on with the one before, so that a key never waits for more than one piece.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from allvoice.guide import pieces, sentences
from allvoice.guide.bibliography import FRONT_KEY
from allvoice.guide.document import Document
from allvoice.guide.formats.markdown import tables
from allvoice.guide.formats.markdown.blocks import (
    CELLS,
    front_matter,
    make_block_parser,
    make_inline_parser,
)
from allvoice.guide.formats.markdown.citations import CITES, without_citations
from allvoice.guide.formats.markdown.inline import InlineText
from allvoice.guide.formats.reader import Draft, Parsed
from allvoice.guide.model import LONGEST_TITLE_CHARS, BlockKind, Content, Skipped, shortened
from allvoice.guide.skippable import skippable_kind
from allvoice.text import clean

_TASK = re.compile(r"^\[([ xX])\]\s+(?=\S)")
_TASK_WORDS = {" ": "To do: ", "x": "Done: ", "X": "Done: "}
_SURE_TEXT = re.compile(r"[*_~(\[\"'“‘]{0,3}[^\W_]")
"""A start that is always shown, whatever follows it."""
_MAY_SKIP = re.compile(r"!\[|<|\[\s*\]|\]\([^\s()]{0,500}\s+[\"'(]")
"""Inline text that may hold something to be listed as skipped."""
_UNSURE = re.compile(r"[&<\[\]\\]")
"""Signs of inline text whose display text may hold letters in another order, or other letters."""
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(slots=True)
class _Lists:
    """The lists the parser is inside of."""

    ordered: list[bool] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    pending: list[tuple[int, str]] = field(default_factory=list)
    """Depth and marker of items that have shown nothing yet."""


class MarkdownReader:
    """Reads Markdown files; making it takes longer than reading a short one."""

    def __init__(self) -> None:
        self._blocks = make_block_parser()
        self._inline = make_inline_parser()

    def read(self, document: Document, file: int) -> Parsed:
        """Return the front matter, the blocks and what is skipped in one file.

        Args:
            document: the file.
            file: its index in the guide, for what is skipped.

        Raises:
            UnreadableGuideError: it is no text.
        """
        written = document.text("Markdown")
        text, control_line = clean(written)
        parsed = self._parse(text, file)
        if control_line:
            parsed.skipped.insert(0, Skipped("control characters", file, control_line))
        parsed.make_lines = partial(_lines, written)
        return parsed

    def _parse(self, text: str, file: int) -> Parsed:
        front, text = front_matter(text)
        # Whether or not it can be read: what names a source is no text.
        env: MutableMapping[str, Any] = {CITES: FRONT_KEY in front}
        collecting = gc.isenabled()
        gc.disable()
        try:
            tokens = self._blocks.parse(text, env)
            return _Walk(self._inline, env, file, front).run(tokens)
        finally:
            if collecting:
                gc.enable()


class _Walk:
    def __init__(
        self,
        parser: MarkdownIt,
        env: MutableMapping[str, Any],
        file: int,
        front: dict[str, str],
    ) -> None:
        self._parser = parser
        self._env = env
        self._file = file
        self._found = Parsed(front)
        self._quotes = 0
        self._lists = _Lists()
        self._notes: list[str] = []
        self._note_mark = ""
        self._references: dict[str, Any] = env.get("references", {})
        self._titled = any(each.get("title") for each in self._references.values())
        self._used: set[str] = set()

    def run(self, tokens: list[Token]) -> Parsed:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                opener = tokens[index - 1]
                if opener.type == "heading_open":
                    self._add_inline(BlockKind.HEADING, token, int(opener.tag[1:]))
                else:
                    self._paragraph(token)
            elif kind == "table_open":
                index = self._table(tokens, index)
            elif kind in ("fence", "code_block"):
                self._code(token)
            elif kind == "html_block":
                self._html(token)
            else:
                self._nesting(token)
            index += 1
        self._list_unused_definitions()
        return self._found

    def _plain_kind(self) -> BlockKind:
        if self._notes:
            return BlockKind.NOTE
        return BlockKind.LIST_ITEM if self._lists.ordered else BlockKind.PARAGRAPH

    def _nesting(self, token: Token) -> None:
        kind, lists = token.type, self._lists
        if kind == "blockquote_open":
            self._quotes += 1
        elif kind == "blockquote_close":
            self._quotes -= 1
        elif kind in ("bullet_list_open", "ordered_list_open"):
            lists.ordered.append(kind == "ordered_list_open")
            lists.numbers.append(int(token.attrs.get("start", 1)) - 1)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.ordered.pop()
            lists.numbers.pop()
        elif kind == "list_item_open":
            lists.numbers[-1] += 1
            marker = f"{lists.numbers[-1]}." if lists.ordered[-1] else "•"
            lists.pending.append((len(lists.ordered), marker))
        elif kind == "list_item_close":
            if lists.pending and lists.pending[-1][0] == len(lists.ordered):
                lists.pending.pop()
        elif kind == "footnote_reference_open":
            self._notes.append(str(token.meta["label"]))
            self._note_mark = f"[{self._notes[-1]}]"
        elif kind == "footnote_reference_close":
            self._notes.pop()
            self._note_mark = ""

    def _add(
        self,
        kind: BlockKind,
        line: int,
        make: Callable[[], Content],
        source: str,
        level: int = 0,
        *,
        search_text: str | None = None,
        goes_on: bool = False,
    ) -> None:
        lists = self._lists
        markers = [marker for _, marker in lists.pending]
        lists.pending.clear()
        if self._note_mark:
            markers.insert(0, self._note_mark)
            self._note_mark = ""
        marker = " ".join(markers)
        chars = len(self._without_citations(source))
        draft = Draft(kind, line, make, level, self._quotes, marker, chars, search_text)
        draft.goes_on = goes_on
        self._found.drafts.append(draft)

    def _paragraph(self, token: Token) -> None:
        headless = tables.headless_rows(token.content)
        if headless is not None:
            names, rows = headless
            first = _line(token)
            self._add_table(first, names, [(first + number, row) for number, row in rows])
            return
        kind = self._plain_kind()
        if kind is BlockKind.PARAGRAPH:
            kind = skippable_kind(token.content) or kind
        self._add_inline(kind, token, len(self._lists.ordered))

    def _add_inline(self, kind: BlockKind, token: Token, level: int) -> None:
        source, line = token.content, _line(token)
        task = _TASK.match(source) if self._lists.pending else None
        if task:
            source = _TASK_WORDS[task[1]] + source[task.end() :]
        if not source.strip():
            return
        self._note_brackets(source)
        goes_on = False
        for piece in pieces.of_inline(source):
            goes_on = self._add_piece(kind, piece, line, level, goes_on=goes_on) or goes_on
            line += piece.count("\n")

    def _add_piece(
        self, kind: BlockKind, source: str, line: int, level: int, *, goes_on: bool
    ) -> bool:
        """Add one piece of inline text; return whether it shows anything."""
        heading = kind is BlockKind.HEADING
        shown = self._without_citations(source).lstrip()
        if not heading and _SURE_TEXT.match(shown) and not self._may_skip(source):
            make, sure = partial(_content_of, self._render, source), self._sure(source)
            self._add(kind, line, make, source, level, search_text=sure, goes_on=goes_on)
            return True
        # Titles, what is skipped, and whether anything is left to show must be known at once.
        rendered = self._render(source)
        self._skip(rendered.skipped, line)
        title = " ".join(rendered.text.split())
        if not title:
            return False
        if kind is BlockKind.PARAGRAPH and rendered.images_only:
            kind = BlockKind.IMAGE
        sure = self._sure(source)
        self._add(kind, line, rendered.content, source, level, search_text=sure, goes_on=goes_on)
        if heading and not goes_on:
            self._found.drafts[-1].title = shortened(title, LONGEST_TITLE_CHARS)
        return True

    def _may_skip(self, source: str) -> bool:
        return bool(_MAY_SKIP.search(source)) or (self._titled and "[" in source)

    def _render(self, source: str) -> InlineText:
        rendered = InlineText()
        tokens: list[Token] = []
        for piece in pieces.to_parse(source):
            found: list[Token] = []
            self._parser.inline.parse(piece, self._parser, self._env, found)
            tokens.extend(found)
        rendered.add_tokens(tokens)
        return rendered

    def _skip(self, what: list[str], line: int) -> None:
        self._found.skipped.extend(Skipped(each, self._file, line) for each in what)

    def _html(self, token: Token) -> None:
        rendered = InlineText()
        rendered.add_html(token.content, whole_block=True)
        self._skip(rendered.skipped, _line(token))
        if rendered.text.strip():
            level, line = len(self._lists.ordered), _line(token)
            if len(token.content) <= pieces.LONGEST_CHARS:
                kind, text = self._plain_kind(), rendered.text
                self._add(kind, line, rendered.content, token.content, level, search_text=text)
            else:
                self._add_contents(self._plain_kind(), line, rendered.content(), level)

    def _add_contents(
        self,
        kind: BlockKind,
        line: int,
        whole: Content,
        level: int = 0,
        *,
        goes_on: bool = False,
    ) -> None:
        """Add what is worked out already, in pieces."""
        for content in pieces.of_content(whole):
            make = partial(_known, content)
            text = content.text
            self._add(kind, line, make, text, level, search_text=text, goes_on=goes_on)
            goes_on = True

    def _code(self, token: Token) -> None:
        if len(token.info.split()) > 1:
            self._skip(["the words after the opening of a code block"], _line(token))
        line, goes_on = _line(token), False
        for piece in pieces.of_lines(token.content):
            make = partial(_code_content, piece)
            search_text = piece if piece.strip() else None
            self._add(BlockKind.CODE, line, make, piece, search_text=search_text, goes_on=goes_on)
            line, goes_on = line + piece.count("\n"), True

    def _table(self, tokens: list[Token], index: int) -> int:
        first, rows = _line(tokens[index]), []
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                rows.append((_line(token), list(token.meta[CELLS])))
            index += 1
        self._add_table(first, rows[0][1], rows[1:])
        return index

    def _add_table(
        self, first_line: int, header: list[str], rows: list[tuple[int, list[str]]]
    ) -> None:
        names = []
        for source in header:
            self._note_brackets(source)
            rendered = self._render(source)
            self._skip(rendered.skipped, first_line)
            names.append(shortened(" ".join(rendered.text.split()), LONGEST_TITLE_CHARS))
        rows = [(line, cells) for line, cells in rows if any(cells)]
        columns = max(len(header), *(len(cells) for _, cells in rows), 1)
        make = partial(tables.caption, names, len(rows), columns)
        kind, source = BlockKind.TABLE_CAPTION, " | ".join(header)
        if len(source) <= pieces.LONGEST_CHARS:
            self._add(kind, first_line, make, source)
        else:
            self._add_contents(kind, first_line, make())
        for line, cells in rows:
            for source in cells:
                self._note_brackets(source)
                if self._may_skip(source):
                    self._skip(self._render(source).skipped, line)
            cells.extend([""] * (len(header) - len(cells)))
            kind, goes_on = BlockKind.TABLE_ROW, False
            for column, group in tables.groups(names, cells):
                make = partial(tables.row_content, names, group, self._render, column)
                source = " | ".join(group)
                if len(source) <= pieces.LONGEST_CHARS:
                    sure = self._sure(tables.row_source(names, group, column))
                    self._add(kind, line, make, source, search_text=sure, goes_on=goes_on)
                else:
                    self._add_contents(kind, line, make(), goes_on=goes_on)
                goes_on = True

    def _without_citations(self, source: str) -> str:
        return without_citations(source) if self._env[CITES] and "@" in source else source

    def _sure(self, source: str) -> str | None:
        """Return inline text if it surely has the letters of its display text, in their order."""
        bare = self._without_citations(source)
        # What looks like a citation within code is shown.
        unsure = _UNSURE.search(bare) or (bare is not source and "`" in source)
        return None if unsure else bare

    def _note_brackets(self, source: str) -> None:
        if self._references:
            self._used.update(map(normalizeReference, _BRACKETED.findall(source)))

    def _list_unused_definitions(self) -> None:
        for label, definition in self._references.items():
            if label not in self._used:
                line = definition["map"][0] + 1
                self._skip(["a link definition that no link uses"], line)
        for definition in self._env.get("duplicate_refs", ()):
            self._skip(["a second definition of the same link"], definition["map"][0] + 1)


def _lines(written: str) -> list[str]:
    return written.replace("\r\n", "\n").split("\n")


def _line(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1


def _known(content: Content) -> Content:
    return content


def _content_of(render: Callable[[str], InlineText], source: str) -> Content:
    return render(source).content()


def _code_content(source: str) -> Content:
    text = source.expandtabs(4).strip("\n").rstrip()
    if not text.strip():
        text = "(empty)"
    return Content(text, sentences.split(text, by_line=True))
