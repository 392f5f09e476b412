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
from collections.abc import MutableMapping
from functools import partial
from typing import Any

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
from allvoice.guide.formats.markdown.citations import CITES
from allvoice.guide.formats.markdown.comments import without_comments
from allvoice.guide.formats.markdown.drafts import Drafts, line_of
from allvoice.guide.formats.markdown.inline import InlineText
from allvoice.guide.formats.reader import Parsed
from allvoice.guide.model import LONGEST_TITLE_CHARS, BlockKind, Content, Skipped, shortened
from allvoice.guide.skippable import skippable_kind
from allvoice.text import clean


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
        text, comment_lines = without_comments(text)
        # Whether or not it can be read: what names a source is no text.
        env: MutableMapping[str, Any] = {CITES: FRONT_KEY in front}
        collecting = gc.isenabled()
        gc.disable()
        try:
            tokens = self._blocks.parse(text, env)
            parsed = _Walk(self._inline, env, file, front).run(tokens)
        finally:
            if collecting:
                gc.enable()
        parsed.skipped.extend(Skipped("a comment", file, line) for line in comment_lines)
        return parsed


class _Walk(Drafts):
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

    def _paragraph(self, token: Token) -> None:
        headless = tables.headless_rows(token.content)
        if headless is not None:
            names, rows = headless
            first = line_of(token)
            self._add_table(first, names, [(first + number, row) for number, row in rows])
            return
        kind = self._plain_kind()
        if kind is BlockKind.PARAGRAPH:
            kind = skippable_kind(token.content) or kind
        self._add_inline(kind, token, len(self._lists.ordered))

    def _html(self, token: Token) -> None:
        rendered = InlineText()
        rendered.add_html(token.content, whole_block=True)
        self._skip(rendered.skipped, line_of(token))
        if rendered.text.strip():
            level, line = len(self._lists.ordered), line_of(token)
            if len(token.content) <= pieces.LONGEST_CHARS:
                kind, text = self._plain_kind(), rendered.text
                self._add(kind, line, rendered.content, token.content, level, search_text=text)
            else:
                self._add_contents(self._plain_kind(), line, rendered.content(), level)

    def _code(self, token: Token) -> None:
        if len(token.info.split()) > 1:
            self._skip(["the words after the opening of a code block"], line_of(token))
        line, goes_on = line_of(token), False
        for piece in pieces.of_lines(token.content):
            make = partial(_code_content, piece)
            search_text = piece if piece.strip() else None
            self._add(BlockKind.CODE, line, make, piece, search_text=search_text, goes_on=goes_on)
            line, goes_on = line + piece.count("\n"), True

    def _table(self, tokens: list[Token], index: int) -> int:
        first, rows = line_of(tokens[index]), []
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                rows.append((line_of(token), list(token.meta[CELLS])))
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

    def _list_unused_definitions(self) -> None:
        for label, definition in self._references.items():
            if label not in self._used:
                line = definition["map"][0] + 1
                self._skip(["a link definition that no link uses"], line)
        for definition in self._env.get("duplicate_refs", ()):
            self._skip(["a second definition of the same link"], definition["map"][0] + 1)


def _lines(written: str) -> list[str]:
    return written.replace("\r\n", "\n").split("\n")


def _code_content(source: str) -> Content:
    text = source.expandtabs(4).strip("\n").rstrip()
    if not text.strip():
        text = "(empty)"
    return Content(text, sentences.split(text, by_line=True))
