"""Markdown text to blocks.

Only the block structure is worked out at once; the inline text of a block is parsed when it is
first shown or spoken, so that a guide of a megabyte opens fast. How each construct is read:

- headings, paragraphs, quotes, list items: their text, in which columns by blanks, "Dose: 5 mL"
  and the like stay lines (see `own_lines`); lists keep their bullets, and their numbers
  as they are written; a task is led by "To do", "Done" or what else its mark means
- emphasis, links, code, strikethrough: their text, styled; a link's address is kept in its span
- tables, in HTML and drawn with lines too: a caption, then each row with the names of its columns
- callouts: what they are ("Warning.", "Danger: Call now."), then what is in them
- images: "Image" and their description; without one they are listed as skipped
- footnotes: their mark in the text, and a note where the note is written
- code: line by line, changes (`diff`) as what is taken out and put in; what is indented is code
  only where it looks like it (see `indented`)
- diagrams: shown as code, and named where they would be read
- raw HTML: its text (see `html`); scripts, style sheets, comments and media are listed as skipped
- dividing lines: no words, only the end of what stands before them
- tags of templates: the words between them; a tag that opens a callout is its label
- attribute lists, tags of templates and of parts of web pages, comments, places for a table of
  contents: listed as skipped
- whatever else shows nothing (titles of links and images, link definitions nobody uses, unless
  they lead to no address, as "[Dose]: 5mL") is listed as skipped

No block is longer than `pieces.LONGEST_CHARS`: a longer one becomes several, of which all but the
first go on with the one before, so that a key never waits for more than one piece.
"""

from __future__ import annotations

import gc
from collections.abc import MutableMapping, Sequence
from functools import partial
from typing import Any

from markdown_it.token import Token

from allvoice.guide import diagrams, pieces, sentences
from allvoice.guide.bibliography import FRONT_KEY
from allvoice.guide.document import Document
from allvoice.guide.formats.markdown import (
    attribute_lists,
    callouts,
    components,
    diffs,
    html_tables,
    tables,
)
from allvoice.guide.formats.markdown.blocks import make_block_parser, make_inline_parser
from allvoice.guide.formats.markdown.citations import CITES
from allvoice.guide.formats.markdown.comments import without_comments, without_template_comments
from allvoice.guide.formats.markdown.drafts import Drafts, line_of
from allvoice.guide.formats.markdown.front_matter import front_matter
from allvoice.guide.formats.markdown.grid_tables import CELLS
from allvoice.guide.formats.markdown.html_tables import HtmlTable
from allvoice.guide.formats.markdown.inline import InlineText
from allvoice.guide.formats.markdown.numbered import number_items
from allvoice.guide.formats.markdown.own_lines import with_own_lines
from allvoice.guide.formats.reader import Parsed
from allvoice.guide.model import (
    LONGEST_TITLE_CHARS,
    BlockKind,
    Content,
    Sentence,
    Skipped,
    Span,
    Style,
    shortened,
)
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
        text, template_lines = without_template_comments(text)
        comment_lines = sorted([*comment_lines, *template_lines])
        text, tag_lines = components.without_component_tags(text)
        # Whether or not it can be read: what names a source is no text.
        env: MutableMapping[str, Any] = {CITES: FRONT_KEY in front}
        collecting = gc.isenabled()
        gc.disable()
        try:
            tokens = self._blocks.parse(text, env)
            callouts.name_callouts(tokens)
            number_items(tokens)
            parsed = _Walk(self._inline, env, file, front).run(tokens)
        finally:
            if collecting:
                gc.enable()
        parsed.skipped.extend(Skipped("a comment", file, line) for line in comment_lines)
        parsed.skipped.extend(Skipped(components.WHAT, file, line) for line in tag_lines)
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
            elif kind == "fence" and token.info.strip() == "math" and token.content.strip():
                self._formula(token)
            elif kind in ("fence", "code_block"):
                self._code(token)
            elif kind == "html_block":
                self._html(token)
            elif kind == callouts.LABEL:
                self._label(token)
            elif kind == callouts.UNHEARD:
                self._skip([token.content], line_of(token))
            elif kind == attribute_lists.TOKEN:
                self._attribute_list(token)
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
            if not lists.ordered:
                lists.first = len(self._found.drafts)
            lists.ordered.append(kind == "ordered_list_open")
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.ordered.pop()
        elif kind == "list_item_open":
            marker = f"{token.info}." if lists.ordered[-1] else "•"
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

    def _label(self, token: Token) -> None:
        """Add what a callout is called: its text is read as anywhere else."""
        rendered = self._render(token.content)
        self._skip(rendered.skipped, line_of(token))
        if rendered.length:
            rendered.spans.insert(0, Span(0, rendered.length, Style.STRONG))
            level = len(self._lists.ordered)
            self._add_contents(self._plain_kind(), line_of(token), rendered.content(), level)

    def _attribute_list(self, token: Token) -> None:
        drafts, lists = self._found.drafts, self._lists
        what = token.content
        placed = attribute_lists.is_contents(token.info)
        if placed and len(drafts) == lists.first + 1 and drafts[-1].kind is BlockKind.LIST_ITEM:
            drafts.pop()
            what = attribute_lists.CONTENTS
        elif drafts and not drafts[-1].anchor:
            drafts[-1].anchor = attribute_lists.id_of(token.info)
        self._skip([what], line_of(token))

    def _paragraph(self, token: Token) -> None:
        unheard = attribute_lists.unheard_paragraph(token.content)
        if unheard:
            self._skip([unheard], line_of(token))
            return
        headless = tables.headless_rows(token.content)
        if headless is not None:
            names, rows = headless
            first = line_of(token)
            self._add_table(first, names, [(first + number, row) for number, row in rows])
            return
        token.content = with_own_lines(token.content)
        kind = self._plain_kind()
        if kind is BlockKind.PARAGRAPH:
            kind = skippable_kind(token.content) or kind
        self._add_inline(kind, token, len(self._lists.ordered))

    def _html(self, token: Token) -> None:
        if "<table" not in token.content.lower():
            self._html_text(token.content, line_of(token))
            return
        for above, part in html_tables.split(token.content):
            line = line_of(token) + above
            if isinstance(part, str):
                self._html_text(part, line)
            else:
                self._html_table(part, line)

    def _html_text(self, source: str, line: int) -> None:
        rendered = InlineText()
        rendered.add_html(source, whole_block=True)
        self._skip(rendered.skipped, line)
        if rendered.text.strip():
            level = len(self._lists.ordered)
            if len(source) <= pieces.LONGEST_CHARS:
                kind, text = self._plain_kind(), rendered.text
                self._add(kind, line, rendered.content, source, level, search_text=text)
            else:
                self._add_contents(self._plain_kind(), line, rendered.content(), level)

    def _html_table(self, table: HtmlTable, line: int) -> None:
        framed = table.rows[0].cells[:1] if table.is_frame and table.rows else []
        for source in (table.caption, table.loose, *framed):
            if source.strip():
                self._html_text(source, line)
        if framed or not table.rows:
            return
        render = partial(html_tables.rendered, self._render)
        names = self._column_names(table.names, line, render)
        self._table_caption(line, names, len(table.rows), table.columns)
        pairs = table.names_rows and not names and table.columns == 2
        if table.names_rows and not (names and names[0]):
            names[:1] = [tables.UNNAMED]
        for row in table.rows:
            called, cells, first = names, row.cells, 0
            cells.extend([""] * (len(table.names) - len(cells) if not row.is_whole else 0))
            if row.is_whole:
                called = [tables.UNNAMED]
            elif pairs and len(cells) == 2:
                key = " ".join(render(cells[0]).text.split())
                called, cells, first = ["", shortened(key, LONGEST_TITLE_CHARS)], cells[1:], 1
            self._table_row(line + row.above, called, cells, render, first)

    def _formula(self, token: Token) -> None:
        rendered = InlineText()
        rendered.add_formula(token.content)
        line, level = line_of(token), len(self._lists.ordered)
        self._skip(rendered.skipped, line)
        self._add_contents(self._plain_kind(), line, rendered.content(), level)

    def _code(self, token: Token) -> None:
        draws = token.type == "fence" and diagrams.is_named(token.info)
        kind = BlockKind.DIAGRAM if draws else BlockKind.CODE
        if draws:
            self._skip([diagrams.listed(token.content)], line_of(token))
        elif len(token.info.split()) > 1:
            self._skip(["the words after the opening of a code block"], line_of(token))
        line, goes_on = line_of(token), False
        shows_changes = token.type == "fence" and diffs.is_diff(token.info)
        code = diffs.in_words(token.content) if shows_changes else token.content
        for piece in pieces.of_lines(code):
            make = partial(_code_content, piece, whole=draws)
            search_text = piece if piece.strip() else None
            self._add(kind, line, make, piece, search_text=search_text, goes_on=goes_on)
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
        names = self._column_names(header, first_line, self._render)
        rows = [(line, cells) for line, cells in rows if any(cells)]
        columns = max(len(header), *(len(cells) for _, cells in rows), 1)
        self._table_caption(first_line, names, len(rows), columns)
        for line, cells in rows:
            for source in cells:
                self._note_brackets(source)
            cells.extend([""] * (len(header) - len(cells)))
            self._table_row(line, names, cells, self._render)

    def _column_names(self, header: Sequence[str], line: int, render: tables.Render) -> list[str]:
        names = []
        for source in header:
            self._note_brackets(source)
            rendered = render(source)
            self._skip(rendered.skipped, line)
            names.append(shortened(" ".join(rendered.text.split()), LONGEST_TITLE_CHARS))
        return names

    def _table_caption(self, line: int, names: list[str], rows: int, columns: int) -> None:
        make = partial(tables.caption, tuple(names), rows, columns)
        source = " | ".join(names)
        if len(source) <= pieces.LONGEST_CHARS:
            self._add(BlockKind.TABLE_CAPTION, line, make, source)
        else:
            self._add_contents(BlockKind.TABLE_CAPTION, line, make())

    def _table_row(
        self, line: int, names: list[str], cells: list[str], render: tables.Render, first: int = 0
    ) -> None:
        for source in cells:
            if self._may_skip(source):
                self._skip(render(source).skipped, line)
        goes_on = False
        for column, group in tables.groups(names, cells):
            make = partial(tables.row_content, names, group, render, first + column)
            source = " | ".join(group)
            if len(source) <= pieces.LONGEST_CHARS:
                sure = self._sure(tables.row_source(names, group, first + column))
                kind = BlockKind.TABLE_ROW
                self._add(kind, line, make, source, search_text=sure, goes_on=goes_on)
            else:
                self._add_contents(BlockKind.TABLE_ROW, line, make(), goes_on=goes_on)
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


def _code_content(source: str, *, whole: bool) -> Content:
    text = source.expandtabs(4).strip("\n").rstrip()
    if not text.strip():
        text = "(empty)"
    if whole:
        start = len(text) - len(text.lstrip())
        return Content(text, (Sentence(start, len(text)),))
    return Content(text, sentences.split(text, by_line=True))
