"""Tags of the parts that web pages are made of: `<TabItem label="Morning">`, `</Admonition>`.

Their names begin with a capital, as do words for people in angle brackets (`<Name>`). A tag of
them is closed somewhere, or closes itself. The tags are silent; what they name, and what stands
between them, is heard.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from allvoice.guide.formats.markdown.callouts import template_label
from allvoice.guide.formats.markdown.comments import code_spans
from allvoice.guide.formats.markdown.html import KNOWN

WHAT = "a tag of a part of a web page"
_CLOSING = re.compile(r"</([A-Z][\w.]{0,60})[ \t]*>")
_TAG = re.compile(
    r"<(/?)([A-Z][\w.]{0,60})"
    r"(?:\s{1,40}[\w:-]{1,60}(?:=(?:\"[^\"]{0,400}\"|'[^']{0,400}'|\{[^{}]{0,400}\}))?){0,30}"
    r"\s{0,40}(/?)>"
)


def without_component_tags(text: str) -> tuple[str, list[int]]:
    """Return a text without such tags, and the lines they stand in; a label stays, in bold."""
    if "</" not in text and "/>" not in text:
        return text, []
    closed = {name for name in _CLOSING.findall(text) if name.lower() not in KNOWN}
    kept: list[str] = []
    numbers: list[int] = []
    starts: list[int] | None = None
    code: list[tuple[int, int]] = []
    at, line, seen = 0, 1, 0
    for tag in _TAG.finditer(text):
        if tag[2] not in closed and (not tag[3] or tag[2].lower() in KNOWN):
            continue
        if starts is None:
            code = code_spans(text)
            starts = [start for start, _ in code]
        within = bisect_right(starts, tag.start()) - 1
        if within >= 0 and tag.start() < code[within][1]:
            continue
        words = "" if tag[1] else template_label(tag[0][1:]).replace("*", "")
        line += text.count("\n", seen, tag.start())
        seen = tag.start()
        numbers.append(line)
        kept += [
            text[at : tag.start()],
            f"**{words}** " if words else "",
            "\n" * tag[0].count("\n"),
        ]
        at = tag.end()
    return "".join([*kept, text[at:]]), numbers
