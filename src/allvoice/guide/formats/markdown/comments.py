"""Comments that are no HTML, taken out before a file is cut into blocks, for they span blocks.

Those of a note program, `%% like this %%`, and of programs that make pages: `{% comment %}` to
`{% endcomment %}`, `{::comment}` to `{:/comment}`, `{/* */}`, `{{!-- --}}` and `<%# %>`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_FENCE = re.compile(r"[ \t>]{0,12}(`{3,}|~{3,})")
_MARKS = re.compile(r"`+[^`\n]*`+|%%+")
_INDENTED = re.compile(r"(?: {4}|\t)")
_CODE = re.compile(r"`+[^`\n]*`+")
_OPENING = re.compile(
    r"\{%-?[ \t]*(?P<tag>comment)\b[^%\n]{0,200}%\}|\{::(?P<kramdown>comment)\}"
    r"|\{(?P<mdx>/)\*|\{\{(?P<bars>!)--|<%(?P<erb>#)"
)
_CLOSINGS = {
    "tag": re.compile(r"\{%-?[ \t]*endcomment\b[^%\n]{0,40}%\}"),
    "kramdown": re.compile(r"\{:/(?:comment)?\}"),
    "mdx": re.compile(r"\*/[ \t]*\}"),
    "bars": re.compile(r"--\}\}"),
    "erb": re.compile(r"%>"),
}


def without_template_comments(text: str) -> tuple[str, list[int]]:
    """Return a text without the comments of programs that make pages, and the lines they begin at.

    Lines stay, blank, and what is never closed or stands in code is text.
    """
    opening = _OPENING.search(text) if "{" in text or "<%" in text else None
    if opening is None:
        return text, []
    code = code_spans(text)
    starts = [start for start, _ in code]
    found: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    while opening is not None:
        at, kind = opening.end(), opening.lastgroup or ""
        within = bisect_right(starts, opening.start()) - 1
        if within >= 0 and opening.start() < code[within][1]:
            at = max(at, code[within][1])
        elif kind not in unclosed:
            closing = _CLOSINGS[kind].search(text, at)
            if closing is None:
                unclosed.add(kind)
            else:
                at = closing.end()
                found.append((opening.start(), at))
        opening = _OPENING.search(text, at)
    numbers, line, seen = [], 1, 0
    for start, _ in found:
        line += text.count("\n", seen, start)
        seen = start
        numbers.append(line)
    return _cut(text, found), numbers


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return where code begins and ends: between fences, and within lines."""
    found: list[tuple[int, int]] = []
    fence, fence_at, at = "", 0, 0
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip("`~ \t"):
                found.append((fence_at, at + len(line)))
                fence = ""
        elif mark:
            fence, fence_at = mark[1], at
        elif "`" in line:
            found += [(at + each.start(), at + each.end()) for each in _CODE.finditer(line)]
        at += len(line) + 1
    if fence:
        found.append((fence_at, len(text)))
    return found


def without_comments(text: str) -> tuple[str, list[int]]:
    """Return a text without its comments, and the lines they begin at, counted from 1.

    A comment may span lines, and blocks where it begins a line; its lines stay, blank. What is
    never closed, stands in code or behind a figure ("100%% sure") is none: no word is lost by a
    mark that means something else.
    """
    if "%%" not in text:
        return text, []
    found: list[tuple[int, int]] = []
    numbers: list[int] = []
    opened = _Opened()
    fence, blank_before, at = "", True, 0
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip("`~ \t"):
                fence = ""
        elif mark and opened.at < 0:
            fence = mark[1]
        elif opened.at < 0 and blank_before and _INDENTED.match(line):
            pass
        else:
            if opened.within and not line.strip():
                opened = _Opened()
            first, last = len(line) - len(line.lstrip()), len(line.rstrip())
            for sign in _MARKS.finditer(line):
                start, end = sign.span()
                if sign[0] != "%%":
                    continue
                if opened.at >= 0 and (opened.line == number or start > first or end >= last):
                    # Words behind a mark that begins a line are those of another comment.
                    found.append((opened.at, at + end))
                    numbers.append(opened.line)
                    opened = _Opened()
                elif opened.at < 0 and _may_open(line, start):
                    opened = _Opened(at + start, number, start > first)
        blank_before = not line.strip()
        at += len(line) + 1
    return _cut(text, found), numbers


@dataclass(slots=True)
class _Opened:
    """A comment that has begun."""

    at: int = -1
    line: int = 0
    within: bool = False
    """Words stand before it in its line: it ends with its paragraph."""


def _may_open(line: str, start: int) -> bool:
    before = line[start - 1 : start]
    return not before or not (before.isalnum() or before == "\\")


def _cut(text: str, found: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in found:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*kept, text[at:]])
