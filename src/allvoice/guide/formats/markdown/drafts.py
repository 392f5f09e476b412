"""What is found in a Markdown file, collected as drafts of blocks and what is skipped."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from allvoice.guide import pieces
from allvoice.guide.formats.markdown.attribute_lists import heading_id
from allvoice.guide.formats.markdown.citations import CITES, without_citations
from allvoice.guide.formats.markdown.formulas import HINT
from allvoice.guide.formats.markdown.inline import InlineText
from allvoice.guide.formats.markdown.marks import BLOCK_ID, SHORT_CODE
from allvoice.guide.formats.reader import Draft, Parsed
from allvoice.guide.model import LONGEST_TITLE_CHARS, BlockKind, Content, Skipped, shortened

_TASK = re.compile(r"^\[([ xX/>?!-])\]\s+(?=\S)")
_TASK_WORDS = {
    " ": "To do: ",
    "x": "Done: ",
    "X": "Done: ",
    "/": "Half done: ",
    ">": "Moved: ",
    "?": "Question: ",
    "!": "Important: ",
    "-": "Cancelled: ",
}
"""By the marks of lists of tasks; those beyond the first three are of note programs."""
_SURE_TEXT = re.compile(r"[*_~(\[\"'“‘]{0,3}[^\W_]")
"""A start that is always shown, whatever follows it."""
_MAY_SKIP = re.compile(
    rf"!\[|<|\{{|\[\s*\]|\]\([^\s()]{{0,500}}\s+[\"'(]|{BLOCK_ID.pattern}|{HINT}"
)
"""Inline text that may hold something to be listed as skipped."""
_UNSURE = re.compile(
    rf"[&<\[\]\\{{]|\^[^\s^]{{1,12}}\^|~[^\s~]{{1,10}}~(?!~)|{SHORT_CODE.pattern}"
    rf"|{BLOCK_ID.pattern}|{HINT}"
)
"""Signs of inline text whose display text may hold letters in another order, or other letters."""
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(slots=True)
class Lists:
    """The lists the parser is inside of."""

    ordered: list[bool] = field(default_factory=list)
    first: int = 0
    """The draft that begins the last of the lists that are in no other."""
    pending: list[tuple[int, str]] = field(default_factory=list)
    """Depth and marker of items that have shown nothing yet."""


class Drafts:
    """The blocks of one file so far, with what they stand in: quotes, lists and notes."""

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
        self._lists = Lists()
        self._notes: list[str] = []
        self._note_mark = ""
        self._references: dict[str, Any] = env.get("references", {})
        self._titled = any(each.get("title") for each in self._references.values())
        self._used: set[str] = set()

    def _plain_kind(self) -> BlockKind:
        if self._notes:
            return BlockKind.NOTE
        return BlockKind.LIST_ITEM if self._lists.ordered else BlockKind.PARAGRAPH

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

    def _add_inline(self, kind: BlockKind, token: Token, level: int) -> None:
        source, line = token.content, line_of(token)
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
            self._found.drafts[-1].anchor = heading_id(source.rstrip())
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


def line_of(token: Token) -> int:
    """Return the line a token begins in, counted from 1."""
    return (token.map[0] if token.map else 0) + 1


def _known(content: Content) -> Content:
    return content


def _content_of(render: Callable[[str], InlineText], source: str) -> Content:
    return render(source).content()
