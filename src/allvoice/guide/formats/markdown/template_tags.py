"""Tags of programs that make pages of templates: `{% if fever %}`, `{{< warning >}}`.

The tags are orders to a program; the words between them are for people, on the same line too.
A tag that opens a callout is its label; the title that a tag carries is heard.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from allvoice.guide.formats.markdown.attribute_lists import TEMPLATE, TOKEN, attribute_line
from allvoice.guide.formats.markdown.callouts import LABEL, template_label
from allvoice.guide.formats.markdown.marks import SKIPPED

_OPENING = re.compile(r"\{%[-+~]?\s*(?=[A-Za-z/])|\{\{[<%]\s*(?=[A-Za-z/])")
_ENDINGS = {"{%": "%}", "{{%": "%}}", "{{<": ">}}"}
_LONGEST_CHARS = 400


def tag_end(source: str, start: int, stop: int) -> int:
    """Return where the tag ends that begins at a place; below nought where none does."""
    opening = _OPENING.match(source, start, stop)
    if opening is None:
        return -1
    ending = _ENDINGS[source[start : start + (3 if source[start + 1] == "{" else 2)]]
    found = source.find(ending, opening.end(), min(stop, start + _LONGEST_CHARS))
    return found + len(ending) if found >= 0 else -1


def braces(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line of tags, or those that open a callout before its words; or an attribute list."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    stop = state.eMarks[start_line]
    if not state.src.startswith("{", start) or state.is_code_block(start_line):
        return False
    labels, at = [], start
    while (end := tag_end(state.src, at, stop)) >= 0:
        labels.append(template_label(state.src[at:end]))
        at = end
        while at < stop and state.src[at] in " \t":
            at += 1
    if not labels:
        return attribute_line(state, start_line, end_line, silent)
    if at < stop and not any(labels):
        return False
    if silent:
        return True
    state.line = start_line + 1
    for words in labels:
        token = state.push(LABEL if words else TOKEN, "", 0)
        token.content, token.map = words or TEMPLATE, [start_line, start_line + 1]
    if at < stop:
        # The rest of the line is a block as if it stood at the line's beginning.
        state.bMarks[start_line], state.tShift[start_line] = at, 0
        for rule in state.md.block.ruler.getRules(""):
            if rule(state, start_line, end_line, False):
                break
    return True


def tag_rule(state: StateInline, silent: bool) -> bool:
    """Take a tag within text."""
    if state.src[state.pos] != "{":
        return False
    end = tag_end(state.src, state.pos, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push(SKIPPED, "", 0).content = TEMPLATE
        words = template_label(state.src[state.pos : end])
        if words:
            state.push("text", "", 0).content = f"{words} "
    state.pos = end
    return True
