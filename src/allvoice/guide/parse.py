"""Markdown text to blocks.

Only the block structure is worked out at once; the inline text of a block is parsed when it is
first shown or spoken, so that a guide of a megabyte opens fast.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from allvoice.guide import sentences
from allvoice.guide.inline import InlineText, html_text
from allvoice.guide.model import BlockKind, Cell, Content, Skipped, Span, Style

EMPTY_CELL = "empty"


@dataclass(slots=True)
class Draft:
    """A block before its place in the guide is known."""

    kind: BlockKind
    line: int
    make_content: Callable[[], Content]
    level: int = 0
    quote_depth: int = 0
    marker: str = ""
    source_chars: int = 0


@dataclass(slots=True)
class _Lists:
    """The lists the parser is inside of."""

    ordered: list[bool] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    fresh: bool = False
    """The next block is the first of its item."""


def make_parser() -> MarkdownIt:
    """Return a CommonMark parser with tables, notes and front matter that leaves inlines alone."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin, inline=False)
    parser.disable(["inline", "footnote_tail", "text_join"])
    return parser


def parse_text(text: str, file: int) -> tuple[dict[str, str], list[Draft], list[Skipped]]:
    """Return the front matter, the blocks and what is skipped in one file.

    Args:
        text: Markdown without control characters.
        file: index of the file, for what is skipped.
    """
    parser = make_parser()
    env: MutableMapping[str, Any] = {}
    collecting = gc.isenabled()
    gc.disable()
    try:
        tokens = parser.parse(text, env)
        return _Walk(parser, env, file).run(tokens)
    finally:
        if collecting:
            gc.enable()


class _Walk:
    def __init__(self, parser: MarkdownIt, env: MutableMapping[str, Any], file: int) -> None:
        self._parser = parser
        self._env = env
        self._file = file
        self._drafts: list[Draft] = []
        self._skipped: list[Skipped] = []
        self._front: dict[str, str] = {}
        self._quotes = 0
        self._lists = _Lists()
        self._in_note = False

    def run(self, tokens: list[Token]) -> tuple[dict[str, str], list[Draft], list[Skipped]]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                opener = tokens[index - 1]
                if opener.type == "heading_open":
                    self._add_inline(BlockKind.HEADING, token, int(opener.tag[1:]))
                else:
                    self._add_inline(self._plain_kind(), token, len(self._lists.ordered))
            elif kind == "table_open":
                index = self._table(tokens, index)
            elif kind in ("fence", "code_block"):
                self._add(BlockKind.CODE, token, partial(_code, token.content))
            elif kind == "html_block":
                self._html(token)
            elif kind == "front_matter":
                self._front = _front_matter(token.content)
            else:
                self._nesting(token)
            index += 1
        return self._front, self._drafts, self._skipped

    def _plain_kind(self) -> BlockKind:
        if self._in_note:
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
            lists.fresh = True
        elif kind == "footnote_reference_open":
            self._in_note = True
        elif kind == "footnote_reference_close":
            self._in_note = False

    def _add(
        self, kind: BlockKind, token: Token, make: Callable[[], Content], level: int = 0
    ) -> None:
        marker = ""
        if self._lists.fresh and self._lists.ordered:
            marker = f"{self._lists.numbers[-1]}." if self._lists.ordered[-1] else "•"
            self._lists.fresh = False
        line = (token.map[0] if token.map else 0) + 1
        self._drafts.append(
            Draft(kind, line, make, level, self._quotes, marker, len(token.content))
        )

    def _add_inline(self, kind: BlockKind, token: Token, level: int) -> None:
        source = token.content
        if "![" in source or "<" in source:
            # May turn out empty, which must be known before it becomes a block.
            content, skipped = self._inline_content(source)
            self._skip(skipped, token)
            if not content.sentences:
                return
            if source.startswith("![") and content.text.startswith("Image: "):
                kind = BlockKind.IMAGE if kind is BlockKind.PARAGRAPH else kind
            self._add(kind, token, lambda: content, level)
        elif source.strip("\\ \n\u00a0&"):
            self._add(kind, token, lambda: self._inline_content(source)[0], level)

    def _inline_content(self, source: str) -> tuple[Content, list[str]]:
        line = InlineText()
        line.add_tokens(self._parse_inline(source))
        text = line.text.rstrip()
        found = sentences.split(text)
        spans = tuple(span for span in line.spans if span.end <= len(text))
        return Content(text, found, spans), line.skipped

    def _parse_inline(self, source: str) -> list[Token]:
        tokens: list[Token] = []
        self._parser.inline.parse(source, self._parser, self._env, tokens)
        return tokens

    def _skip(self, what: list[str], token: Token) -> None:
        line = (token.map[0] if token.map else 0) + 1
        self._skipped.extend(Skipped(each, self._file, line) for each in what)

    def _html(self, token: Token) -> None:
        text, skipped = html_text(token.content)
        self._skip(skipped, token)
        if text:
            content = Content(text, sentences.split(text))
            self._add(self._plain_kind(), token, lambda: content, len(self._lists.ordered))

    def _table(self, tokens: list[Token], index: int) -> int:
        opener, rows = tokens[index], []
        row: list[Token] = []
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                row = []
            elif token.type == "inline":
                row.append(token)
            elif token.type == "tr_close":
                rows.append(row)
            index += 1
        names = [self._inline_content(cell.content)[0].text for cell in rows[0]]
        body = rows[1:]
        named = "; ".join(name for name in names if name)
        count = f"Table, {_count(len(body), 'row')}, {_count(len(names), 'column')}"
        caption = f"{count}: {named}." if named else f"{count}."
        content = Content(caption, sentences.split(caption))
        self._add(BlockKind.TABLE_CAPTION, opener, lambda: content)
        for cells in body:
            sources = [cell.content for cell in cells]
            if not any(sources):
                continue
            self._add(BlockKind.TABLE_ROW, cells[0], partial(self._row, names, sources))
        return index

    def _row(self, names: list[str], sources: list[str]) -> Content:
        line = InlineText()
        cells: list[Cell] = []
        for column, source in enumerate(sources):
            if column:
                line.add_line_break()
            start = len(line.text)
            name = names[column].replace("\n", " ")
            if column or not name:
                line.add(f"{name or f'Column {column + 1}'}", Style.CELL_HEADER)
                header_end = len(line.text)
                line.add(": ")
            else:
                header_end = start
            value_start = len(line.text)
            line.add_tokens(self._parse_inline(source))
            if not line.text[value_start:].strip():
                line.add(EMPTY_CELL)
            cells.append(Cell(column, start, header_end, value_start, len(line.text)))
        text = line.text.rstrip()
        spans = tuple(Span(s.start, min(s.end, len(text)), s.style, s.target) for s in line.spans)
        return Content(text, sentences.split(text), spans, tuple(cells))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _code(source: str) -> Content:
    text = source.expandtabs(4).strip("\n")
    if not text.strip():
        text = "(empty)"
    return Content(text, sentences.split(text, by_line=True))


def _front_matter(source: str) -> dict[str, str]:
    found = {}
    for line in source.splitlines():
        key, colon, value = line.partition(":")
        if colon and key.isidentifier():
            found[key] = value.strip().strip("\"'")
    return found
