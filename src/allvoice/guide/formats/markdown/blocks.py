"""Teaches markdown-it before it cuts a guide into blocks.

CommonMark and its tables drop text in two cases; neither may happen to a listener: cells beyond
the columns of the header, and whatever is nested too deeply.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from mdit_py_plugins.footnote import footnote_plugin

from allvoice.guide.formats.markdown import callouts, html_tables
from allvoice.guide.formats.markdown.attribute_lists import attribute_rule, span_rule
from allvoice.guide.formats.markdown.citations import citation_rule
from allvoice.guide.formats.markdown.comparisons import comparison, quote
from allvoice.guide.formats.markdown.definitions import definition
from allvoice.guide.formats.markdown.formulas import formula_rule
from allvoice.guide.formats.markdown.grid_tables import CELLS, grid_table
from allvoice.guide.formats.markdown.indented import indented
from allvoice.guide.formats.markdown.marks import use_marks
from allvoice.guide.formats.markdown.placeholders import placeholder_at
from allvoice.guide.formats.markdown.template_tags import braces, tag_rule

_OVER_PARAGRAPHS = ["paragraph", "reference", "blockquote"]
"""What is ended by a block that need not stand behind a blank line."""
DEEPEST = 40
"""Quotes count one, lists two; what is deeper is read as paragraphs at this depth."""
_CONTAINER_MARKS = re.compile(r"^(?:>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)|\s)+")
DELIMITER_ROW = re.compile(r"^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")


def make_block_parser() -> MarkdownIt:
    """Return a CommonMark parser with tables and notes that leaves inlines alone."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 3}).enable("table")
    parser.use(footnote_plugin, inline=False)
    parser.disable(["inline", "footnote_tail", "text_join"])
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("table", "too_deep", _too_deep)
    parser.block.ruler.at("code", indented)
    parser.block.ruler.at("reference", definition)
    parser.block.ruler.at("html_block", _html_block, {"alt": _OVER_PARAGRAPHS})
    parser.block.ruler.at("blockquote", quote, {"alt": [*_OVER_PARAGRAPHS, "list"]})
    parser.block.ruler.before("fence", "by_sign", _by_sign, {"alt": [*_OVER_PARAGRAPHS, "list"]})
    return parser


def make_inline_parser() -> MarkdownIt:
    """Return a parser of inline text; its shallow nesting keeps odd text from taking long."""
    parser = MarkdownIt("commonmark").enable("strikethrough").use(footnote_plugin, inline=False)
    parser.inline.ruler.before("link", "citation", citation_rule)
    use_marks(parser)
    parser.inline.ruler.before("escape", "formula", formula_rule)
    parser.inline.ruler.before("link", "template_tag", tag_rule)
    parser.inline.ruler.before("link", "attribute_list", attribute_rule)
    parser.inline.ruler.before("link", "attribute_span", span_rule)
    return parser.disable("text_join")


def split_row(line: str) -> list[str]:
    """Return the sources of the cells of a table row."""
    cells = [cell.strip() for cell in escapedSplit(line.strip())]
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    before = len(state.tokens)
    found = table(state, start_line, end_line, silent)
    if found and not silent:
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                line = token.map[0]
                start = state.bMarks[line] + state.tShift[line]
                token.meta[CELLS] = split_row(state.src[start : state.eMarks[line]])
    return found


_BY_SIGN = {
    ":": callouts.colons,
    "!": callouts.marks,
    "?": callouts.marks,
    "=": callouts.tab,
    "`": callouts.fenced,
    "~": callouts.fenced,
    "{": braces,
    ">": comparison,
    "+": grid_table,
    "/": callouts.slashes,
}


def _by_sign(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    # One look for all of them: it is taken at each line of each paragraph.
    start = state.bMarks[start_line] + state.tShift[start_line]
    rule = _BY_SIGN.get(state.src[start : start + 1])
    return rule is not None and rule(state, start_line, end_line, silent)


def _html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.src.startswith("<", start) and placeholder_at(state.src, start):
        # Words in angle brackets begin a paragraph like any other.
        return False
    return html_tables.block(state, start_line, end_line, silent)


def _too_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if silent or state.level < DEEPEST:
        return False
    line, lines = start_line, []
    while line < end_line and not state.isEmpty(line):
        if line > start_line and state.sCount[line] < state.blkIndent:
            break
        start = state.bMarks[line] + state.tShift[line]
        lines.append(_CONTAINER_MARKS.sub("", state.src[start : state.eMarks[line]]))
        line += 1
    state.line = line
    token = state.push("paragraph_open", "p", 1)
    token.map = [start_line, line]
    token = state.push("inline", "", 0)
    token.content = "\n".join(lines).strip()
    token.map = [start_line, line]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True
