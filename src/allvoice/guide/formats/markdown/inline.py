"""Inline Markdown to display text with styled spans."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.token import Token

from allvoice.guide import sentences
from allvoice.guide.formats.markdown.html import HIDDEN, NAMELESS_IMAGE, Part, parts, tag_name
from allvoice.guide.model import Cell, Citation, Content, Span, Style
from allvoice.text import printable

_OPENERS = {"em_open": Style.EMPHASIS, "strong_open": Style.STRONG, "s_open": Style.STRIKE}
_CLOSERS = {"em_close", "strong_close", "s_close", "link_close"}
_SPACE = re.compile(r"[ \t\n]+")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_UNSEEN = {"softbreak", "hardbreak", "link_open", "link_close", *_OPENERS, *_CLOSERS}


class InlineText:
    """Collects the display text of one block."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        """Of the display text so far."""
        self._last = ""
        self._raised = False
        self._needs_space = False
        """No letter may touch what was added last."""
        self.images_only = False
        """Nothing but described images."""
        self.spans: list[Span] = []
        self.cells: list[Cell] = []
        self.citations: list[Citation] = []
        self.skipped: list[str] = []
        """The things neither shown nor spoken, as `Skipped.what`."""

    @property
    def text(self) -> str:
        """The display text so far."""
        return "".join(self._parts)

    def add(self, text: str, style: Style | None = None, target: str = "") -> None:
        """Append text, white space collapsed, never doubled at the seam."""
        text = _SPACE.sub(" ", text)
        if self._needs_space and text[:1].isalnum():
            text = f" {text}"
        if text.startswith(" ") and self._last in ("", " ", "\n"):
            text = text[1:]
        if not text:
            return
        self._needs_space = False
        start = self.length
        self._append(text)
        if style is not None:
            self.spans.append(Span(start, self.length, style, target))

    def add_rendered(self, other: InlineText) -> None:
        """Append what was collected elsewhere, with its styles and what it skipped."""
        self.spans.extend(
            Span(span.start + self.length, span.end + self.length, span.style, span.target)
            for span in other.spans
        )
        self.citations.extend(
            Citation(each.offset + self.length, each.source_ids) for each in other.citations
        )
        self.skipped.extend(other.skipped)
        if other.length:
            self._append(other.text)

    def add_line_break(self) -> None:
        """Begin a new line of display text, unless one has just begun."""
        self._drop_last_space()
        if self._last not in ("", "\n"):
            self._append("\n")

    def add_citation(self, source_ids: tuple[str, ...]) -> None:
        """Name sources for what was added last; nothing is shown for them."""
        self._needs_space = self._drop_last_space()
        self.citations.append(Citation(self.length, source_ids))

    def _drop_last_space(self) -> bool:
        if self._last != " ":
            return False
        self._parts[-1] = self._parts[-1][:-1]
        self.length -= 1
        while self._parts and not self._parts[-1]:
            self._parts.pop()
        self._last = self._parts[-1][-1] if self._parts else ""
        return True

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        self._last = text[-1]

    def add_tokens(self, tokens: list[Token]) -> None:
        """Append what markdown-it made of an inline source."""
        open_spans: list[tuple[int, Style, str]] = []
        self.images_only = images_only = _images_only(tokens)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            index += 1
            kind = token.type
            if kind == "text":
                self._add_text(token.content)
            elif kind == "softbreak":
                self.add(" ")
            elif kind == "hardbreak":
                self.add_line_break()
            elif kind == "code_inline":
                self.add(token.content, Style.CODE)
            elif kind in _OPENERS:
                open_spans.append((self.length, _OPENERS[kind], ""))
            elif kind == "link_open":
                open_spans.append((self.length, Style.LINK, _attribute(token, "href")))
                if token.attrs.get("title"):
                    self.skipped.append("a link's title")
            elif kind in _CLOSERS and open_spans:
                start, style, target = open_spans.pop()
                if start < self.length:
                    self.spans.append(Span(start, self.length, style, target))
                elif style is Style.LINK:
                    self.skipped.append("a link without text")
            elif kind == "image":
                self._add_image(token, images_only)
            elif kind == "html_inline":
                index = self._add_tag(tokens, index)
            elif kind == "citation":
                self.add_citation(token.meta["ids"])
            elif kind == "footnote_ref":
                self.add(f"[{token.meta['label']}]", Style.NOTE_MARK)
            elif token.content:
                self._add_text(printable(token.content))

    def add_html(self, source: str, *, whole_block: bool = False) -> None:
        """Append what raw HTML shows.

        Args:
            source: HTML, perhaps a single tag.
            whole_block: nothing else stands in the block.
        """
        found = list(parts(source))
        texts = (value for part, value in found if part is Part.TEXT)
        images_only = whole_block and not any(text.strip() for text in texts)
        for part, value in found:
            if part is Part.TEXT:
                self._add_text(printable(value))
            elif part is Part.LINE:
                self.add_line_break()
            elif part is Part.IMAGE:
                self._add_described(value, images_only)
            elif part is Part.RAISED:
                self._raised = bool(value)
            else:
                self.skipped.append(value)

    def _add_text(self, text: str) -> None:
        if self._raised and text:
            # "10<sup>9</sup>" must never be read as 109.
            text = f"^{text}" if self._last.isdigit() else text.translate(_RAISED)
        self.add(text)

    def _add_tag(self, tokens: list[Token], index: int) -> int:
        """Append a tag, and return the index of the token to go on with."""
        name = tag_name(tokens[index - 1].content)
        if name in HIDDEN and not tokens[index - 1].content.startswith("</"):
            self.skipped.append(HIDDEN[name])
            for later in range(index, len(tokens)):
                closing = tokens[later].type == "html_inline" and tokens[later].content
                if closing and closing.startswith("</") and tag_name(closing) == name:
                    return later + 1
            return index
        self.add_html(tokens[index - 1].content)
        return index

    def _add_image(self, token: Token, images_only: bool) -> None:
        inner = InlineText()
        inner.add_tokens(token.children or [])
        self.skipped.extend(inner.skipped)
        title = _attribute(token, "title")
        described = inner.text.replace("\n", " ").strip()
        if described and title and title != described:
            self.skipped.append("an image's title")
        described = described or " ".join(title.split())
        if described:
            self._add_described(described, images_only)
        else:
            self.skipped.append(NAMELESS_IMAGE)

    def _add_described(self, words: str, images_only: bool) -> None:
        words = printable(words)
        if images_only:
            self.add_line_break()
            self.add(f"Image: {words}")
        else:
            self.add(f" (Image: {words})" if self._last.isalnum() else f"(Image: {words})")
            self._needs_space = True

    def content(self) -> Content:
        """Return the block: the text trimmed at its end, and everything within it."""
        text = self.text.rstrip()
        end = len(text)
        spans = tuple(
            Span(span.start, min(span.end, end), span.style, span.target)
            for span in self.spans
            if span.start < end
        )
        cells = tuple(
            Cell(
                cell.column,
                min(cell.header_start, end),
                min(cell.header_end, end),
                min(cell.start, end),
                min(cell.end, end),
            )
            for cell in self.cells
        )
        citations = tuple(
            Citation(min(each.offset, end), each.source_ids) for each in self.citations
        )
        return Content(text, sentences.split(text), spans, cells, citations)


def _images_only(tokens: list[Token]) -> bool:
    found = False
    for token in tokens:
        if token.type == "image":
            found = True
        elif token.type not in _UNSEEN and token.content.strip():
            return False
    return found


def _attribute(token: Token, name: str) -> str:
    return _printable_once(str(token.attrs.get(name, "")))


@lru_cache(maxsize=64)
def _printable_once(text: str) -> str:
    # One long address may be that of thousands of links.
    return printable(text)
