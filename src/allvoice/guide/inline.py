"""Inline Markdown to display text with styled spans."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it.token import Token

from allvoice.guide.model import Span, Style

_OPENERS = {"em_open": Style.EMPHASIS, "strong_open": Style.STRONG, "s_open": Style.STRIKE}
_CLOSERS = {"em_close", "strong_close", "s_close", "link_close"}
_SPACE = re.compile(r"[ \t]+")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
NAMELESS_IMAGE = "an image without a description"


class InlineText:
    """Collects the display text of one block."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[Span] = []
        self.skipped: list[str] = []

    def add(self, text: str, style: Style | None = None, target: str = "") -> None:
        """Append text, white space collapsed, never doubled at the seam."""
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.text or self.text[-1] in " \n"):
            text = text[1:]
        start = len(self.text)
        self.text += text
        if style is not None and text:
            self.spans.append(Span(start, len(self.text), style, target))

    def add_line_break(self) -> None:
        """Begin a new line of display text."""
        self.text = self.text.rstrip(" ")
        if self.text:
            self.text += "\n"

    def add_tokens(self, tokens: list[Token]) -> None:
        """Append what markdown-it made of an inline source."""
        open_spans: list[tuple[int, Style, str]] = []
        for token in tokens:
            kind = token.type
            if kind == "text":
                self.add(token.content)
            elif kind in ("softbreak",):
                self.add(" ")
            elif kind == "hardbreak":
                self.add_line_break()
            elif kind == "code_inline":
                self.add(token.content, Style.CODE)
            elif kind in _OPENERS:
                open_spans.append((len(self.text), _OPENERS[kind], ""))
            elif kind == "link_open":
                open_spans.append((len(self.text), Style.LINK, str(token.attrs.get("href", ""))))
            elif kind in _CLOSERS and open_spans:
                start, style, target = open_spans.pop()
                if start < len(self.text):
                    self.spans.append(Span(start, len(self.text), style, target))
            elif kind == "image":
                self._add_image(token)
            elif kind == "html_inline":
                if _BREAK_TAG.fullmatch(token.content.strip()):
                    self.add_line_break()
                elif token.content.startswith("<!--"):
                    self.skipped.append("a comment")
            elif kind == "footnote_ref":
                self.add(
                    f"[{token.meta.get('label') or token.meta.get('id', 0) + 1}]", Style.NOTE_MARK
                )
            elif token.content:
                self.add(token.content)

    def _add_image(self, token: Token) -> None:
        inner = InlineText()
        inner.add_tokens(token.children or [])
        described = inner.text.replace("\n", " ").strip()
        if described:
            self.add(f"Image: {described}")
        else:
            self.skipped.append(NAMELESS_IMAGE)


class _HtmlText(HTMLParser):
    """The visible text of raw HTML."""

    _HIDDEN = ("script", "style")
    _LINES = ("p", "div", "br", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.skipped: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._HIDDEN:
            self._hidden = tag
            self.skipped.append(f"a {tag}")
        elif tag == "img":
            alt = dict(attrs).get("alt")
            if alt:
                self.parts.append(f"Image: {alt}")
            else:
                self.skipped.append(NAMELESS_IMAGE)
        elif tag in self._LINES:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif tag in self._LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        del data
        self.skipped.append("a comment")


def html_text(source: str) -> tuple[str, list[str]]:
    """Return the visible text of raw HTML and what was left out of it."""
    parser = _HtmlText()
    parser.feed(source)
    parser.close()
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line), parser.skipped
