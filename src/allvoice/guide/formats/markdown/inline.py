"""Inline Markdown to display text with styled spans."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from markdown_it.token import Token

from allvoice.guide import sentences
from allvoice.guide.formats.markdown.formulas import FORMULA, in_signs
from allvoice.guide.formats.markdown.html import (
    HIDDEN,
    LOWERED,
    NAMELESS_IMAGE,
    RAISED,
    Part,
    hidden_text,
    parts,
    tag_name,
    tags,
    unended,
)
from allvoice.guide.formats.markdown.marks import SKIPPED
from allvoice.guide.formats.markdown.placeholders import TAG, is_hidden, is_placeholder
from allvoice.guide.formats.markdown.raised import Fraction, lowered, raised
from allvoice.guide.model import Cell, Citation, Content, Span, Style
from allvoice.text import printable

_OPENERS = {"em_open": Style.EMPHASIS, "strong_open": Style.STRONG, "s_open": Style.STRIKE}
_CLOSERS = {"em_close", "strong_close", "s_close", "link_close"}
_BROKEN_UNIT = re.compile(r"[^\W_]/\Z")
_SPACE = re.compile(r"[ \t\n]+")
_LEVELS = {"raised_open": RAISED, "lowered_open": LOWERED}
_LEVEL_ENDS = {"raised_close", "lowered_close"}
_UNSEEN = {"softbreak", "hardbreak", "link_open", "link_close", SKIPPED, *_OPENERS, *_CLOSERS}


class InlineText:
    """Collects the display text of one block."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        """Of the display text so far."""
        self._last = ""
        self._level = ""
        self._level_at = (0, 0)
        """Where raised or lowered text began: how many parts there were, and their length."""
        self._crossed_out: int | None = None
        """Where text began that a tag crosses out."""
        self._fraction = Fraction()
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
        found = (token.content for token in tokens if token.type == "html_inline")
        self.skipped += unended(found)
        index = 0
        while index < len(tokens):
            token = tokens[index]
            index += 1
            kind = token.type
            if kind == "text":
                self._add_text(token.content)
            elif kind == "softbreak":
                # "mL/" at a line's end and "kg" below it are one unit.
                if not _BROKEN_UNIT.search(self._parts[-1][-3:] if self._parts else ""):
                    self.add(" ")
            elif kind == "hardbreak":
                self.add_line_break()
            elif kind == "code_inline":
                self.add(token.content, Style.CODE)
            elif kind in _OPENERS:
                if kind == "s_open" and self._last.isalnum():
                    # What is crossed out never grows into what stands: "~~5~~10 mg".
                    self.add(" ")
                open_spans.append((self.length, _OPENERS[kind], ""))
            elif kind == "link_open":
                open_spans.append((self.length, Style.LINK, _attribute(token, "href")))
                if token.attrs.get("title"):
                    self.skipped.append("a link's title")
            elif kind in _CLOSERS and open_spans:
                start, style, target = open_spans.pop()
                self._needs_space = self._needs_space or style is Style.STRIKE
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
                self.add(f"[{printable(token.meta['label'])}]", Style.NOTE_MARK)
            elif kind in _LEVELS or kind in _LEVEL_ENDS:
                self._change_level(_LEVELS.get(kind, ""))
            elif kind == SKIPPED:
                self.skipped.append(token.content)
            elif kind == FORMULA:
                self._add_named_formula(token.content)
            elif kind == "embed":
                self.add(f"(Embedded: {printable(token.content)})")
                self._needs_space = True
            elif token.content:
                self._add_text(printable(token.content))
        self._end_tags()

    def add_formula(self, source: str) -> None:
        """Append a formula as the signs it shows, or its source, of which the name is heard."""
        words = in_signs(source)
        if words is not None:
            self._add_text(words)
        else:
            self.skipped.append("a formula")
            self._add_named_formula(" ".join(source.split()))

    def _add_named_formula(self, source: str) -> None:
        start = self.length
        self.add(printable(source), Style.CODE)
        self.spans.append(Span(start, self.length, Style.FORMULA))

    def add_html(self, source: str, *, whole_block: bool = False) -> None:
        """Append what raw HTML shows.

        Args:
            source: HTML, perhaps a single tag.
            whole_block: nothing else stands in the block.
        """
        self._add_parts(source, whole_block=whole_block)
        self._end_tags()

    def _add_parts(self, source: str, *, whole_block: bool = False) -> None:
        if whole_block:
            self.skipped += unended(source[at:to] for at, to in tags(source))
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
            elif part is Part.LEVEL:
                self._change_level(value)
            elif part is Part.CROSSED_OUT:
                self._cross_out(begins=bool(value))
            else:
                self.skipped.append(value)

    def _add_text(self, text: str) -> None:
        self.add(text)

    def _cross_out(self, *, begins: bool) -> None:
        """Begin crossed-out text, or end it; it never grows into what stands beside it."""
        if begins:
            if self._last.isalnum():
                self.add(" ")
            if self._crossed_out is None:
                self._crossed_out = self.length
            return
        start, self._crossed_out = self._crossed_out, None
        if start is not None and start < self.length:
            self.spans.append(Span(start, self.length, Style.STRIKE))
            self._needs_space = True

    def _end_tags(self) -> None:
        """Cross nothing out where the end is missing: what was meant is not known."""
        self._change_level("")
        self._crossed_out = None

    def _change_level(self, level: str) -> None:
        """Begin raised or lowered text, or end it; what it is shown as is known at its end."""
        before, self._level = self._level, level
        if before:
            count, start = self._level_at
            within = "".join(self._parts[count:])
            if start <= self.length and within.strip():
                shown = "".join(self._parts[max(0, count - 3) : count])
                self._reshow(count, start, within, shown, before)
        if level:
            self._level_at = (len(self._parts), self.length)

    def _reshow(self, count: int, start: int, within: str, before: str, level: str) -> None:
        """Show raised or lowered text as what it is: a power, a note, a letter."""
        over = self._fraction.over(start, before, within) if level == LOWERED else None
        if over is not None:
            self._show_fraction(over, within.strip())
            return
        shown = (lowered if level == LOWERED else raised)(before, within)
        moved = len(shown.opening)
        self._cut(count, start)
        self._append(shown.opening + shown.text + shown.closing)
        for number, span in enumerate(self.spans):
            if span.start >= start:
                self.spans[number] = replace(span, start=span.start + moved, end=span.end + moved)
        if shown.is_note:
            self.spans.append(Span(start, self.length, Style.NOTE_MARK))
        self._fraction = Fraction(count, start, self.length, within.strip(), level == RAISED)

    def _cut(self, count: int, length: int) -> None:
        del self._parts[count:]
        self.length = length
        self._last = self._parts[-1][-1] if self._parts else ""

    def _show_fraction(self, over: Fraction, under: str) -> None:
        """Show a raised and a lowered figure with a stroke between as one fraction."""
        self._cut(over.parts_before, over.start)
        self.spans = [span for span in self.spans if span.start < over.start]
        parted = " " if self._last.isdecimal() else ""
        self._append(f"{parted}{over.figure}/{under}")
        self._needs_space = True

    def _add_tag(self, tokens: list[Token], index: int) -> int:
        """Append a tag, and return the index of the token to go on with."""
        tag = tokens[index - 1].content
        name = tag_name(tag)
        if name in HIDDEN and tag[1] != "/" and not is_placeholder(tag, name):
            self.skipped.append(HIDDEN[name])
            for later in range(index, len(tokens)):
                closing = tokens[later].type == "html_inline" and tokens[later].content
                if closing and closing.startswith("</") and tag_name(closing) == name:
                    return later + 1
            return index
        if tag[1] != "/" and is_hidden(tag) and not is_placeholder(tag, name):
            end = _closing(tokens, index, name)
            if end:
                words = " ".join(token.content for token in tokens[index : end - 1])
                self.skipped.append(hidden_text(TAG.sub(" ", words)))
                return end
        self._add_parts(tag)
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


def _closing(tokens: list[Token], index: int, name: str) -> int:
    """Return the index behind the tag that closes an element; 0 where none does."""
    depth = 1
    for later in range(index, len(tokens)):
        tag = tokens[later].content if tokens[later].type == "html_inline" else ""
        if tag and tag_name(tag) == name:
            depth += -1 if tag[1] == "/" else 1
            if not depth:
                return later + 1
    return 0


def _attribute(token: Token, name: str) -> str:
    return _printable_once(str(token.attrs.get(name, "")))


@lru_cache(maxsize=64)
def _printable_once(text: str) -> str:
    # One long address may be that of thousands of links.
    return printable(text)
