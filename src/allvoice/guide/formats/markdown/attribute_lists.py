"""Attribute lists of kramdown, Pandoc and others: `{: .red #uses}`, `## Fever {#fever}`.

They are orders to the program that makes a page of the text: neither shown nor heard. Words in
braces that are no such list, "{take with food}" and "{5 mg}", are words.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from allvoice.guide.formats.markdown.marks import SKIPPED

WHAT = "an attribute list"
TEMPLATE = "a template's tag"
IMPORT = "an order to fetch parts of a web page"
CONTENTS = "a place for the table of contents"
TOKEN = "attribute_list"
_LONGEST_CHARS = 400
_NAME = r"[A-Za-z_][\w:-]*"
_VALUE = r"(?:\"[^\"{}\n]*\"|'[^'{}\n]*'|[^\s\"'{}=]+)"
_PART = re.compile(rf"[.#]{_NAME}|{_NAME}={_VALUE}")
_COLON_PART = re.compile(rf"[.#]{_NAME}|{_NAME}={_VALUE}|{_NAME}")
_ID = re.compile(rf"(?:^|\s)#({_NAME})")
_PLACEHOLDER = re.compile(
    r"\[TOC\]|\[\[_?toc_?\]\]|\{\{[ \t]*toc[ \t]*\}\}|\$\{toc\}", re.IGNORECASE
)
_IMPORT = re.compile(r"import [\w{}*, ]{1,200} from ([\"'])[\w@./-]{1,200}\1;?")
_EXPORT = re.compile(
    r"export (?:const|let|var) \w{1,80} = |export (?:default )?function \w{1,80}\("
)
_INCLUDE = re.compile(r"-{1,3}8<-{1,3} ([\"'])[^\"'\n]{1,400}\1")
_SPAN = re.compile(r"\[([^\[\]]{1,400})\]\{")
_BEHIND = frozenset(")]`*_>")
"""Signs that end a link, an image, code or emphasis."""


def attributes(source: str, start: int) -> tuple[int, str] | None:
    """Return where the attribute list ends that begins at a brace, and what is in it.

    Values alone, as in "{dose=5}", make none; behind a link or an image they do.
    """
    end = source.find("}", start, start + _LONGEST_CHARS)
    if end < 0:
        return None
    inner = source[start + 1 : end]
    colon = inner.startswith(":")
    inner = inner[1:].lstrip(":").removesuffix("/") if colon else inner
    parts, at, strong = _COLON_PART if colon else _PART, 0, colon
    while at < len(inner):
        if inner[at].isspace():
            at += 1
            continue
        part = parts.match(inner, at)
        if part is None or (part.end() < len(inner) and not inner[part.end()].isspace()):
            return None
        strong = strong or inner[at] in ".#"
        at = part.end()
    behind = source[start - 1] if start else ""
    if not inner.strip() or not (strong or behind in _BEHIND):
        return None
    return end + 1, inner.strip()


def id_of(inner: str) -> str:
    """Return the name that links can lead to; empty where the list gives none."""
    found = _ID.findall(inner)
    return found[-1] if found else ""


def is_contents(inner: str) -> bool:
    """Return whether a list puts the table of contents in place of what it belongs to."""
    return "toc" in inner.split()


def is_placeholder(paragraph: str) -> bool:
    """Return whether a paragraph only says where a table of contents would go: "[TOC]"."""
    return len(paragraph) < 12 and bool(_PLACEHOLDER.fullmatch(paragraph.strip()))


def unheard_paragraph(source: str) -> str:
    """Return what a paragraph is that has no words for a listener; empty for any other."""
    if is_placeholder(source):
        return CONTENTS
    if _EXPORT.match(source) or _INCLUDE.fullmatch(source.strip()):
        return IMPORT
    lines = source.split("\n") if source.startswith("import ") else []
    return IMPORT if lines and all(map(_IMPORT.fullmatch, lines)) else ""


def heading_id(source: str) -> str:
    """Return the name that a heading's own attribute list gives it; else nothing."""
    start = source.rfind("{")
    found = attributes(source, start) if start >= 0 and source.endswith("}") else None
    return id_of(found[1]) if found is not None and found[0] == len(source) else ""


def attribute_line(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line that is nothing but an attribute list."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("{", start) or state.is_code_block(start_line):
        return False
    line = state.src[start : state.eMarks[start_line]].rstrip()
    found = attributes(line, 0)
    if found is None or found[0] != len(line):
        return False
    if not silent:
        state.line = start_line + 1
        token = state.push(TOKEN, "", 0)
        token.content, token.map = WHAT, [start_line, start_line + 1]
        token.info = found[1]
    return True


def span_rule(state: StateInline, silent: bool) -> bool:
    """Take words in brackets that have an attribute list: `[small]{.caps}`."""
    found = _SPAN.match(state.src, state.pos, state.posMax)
    listed = attributes(state.src, found.end() - 1) if found is not None else None
    if found is None or listed is None or listed[0] > state.posMax:
        return False
    if not silent:
        last = state.posMax
        state.pos, state.posMax = found.start(1), found.end(1)
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push(SKIPPED, "", 0).content = WHAT
    state.pos = listed[0]
    return True


def attribute_rule(state: StateInline, silent: bool) -> bool:
    """Take an attribute list within text."""
    if state.src[state.pos] != "{":
        return False
    found = attributes(state.src, state.pos)
    if found is None:
        # Pandoc's word for a heading without a number.
        if not state.src.startswith("{-}", state.pos) or state.src[state.pos + 3 :].strip():
            return False
        found = state.pos + 3, "-"
    state.pos = found[0]
    if not silent:
        state.push(SKIPPED, "", 0).content = WHAT
    return True
