"""Lines that begin with ">" and a figure: "more than", never the mark of a quote.

Handouts write "> 38.3: call" and "- >3 stools a day". Read as a quote, the limit is lost.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, blockquote

_COMPARISON = re.compile(r">(/?=)?([ \t]*)[~≈$€£]?\d")
_QUOTED_ITEM = re.compile(r">[ \t]+\d{1,9}[.)][ \t]+\S")
_QUOTED_WORDS = re.compile(r">([ \t]*)[\"'“‘*_(\[]*[^\W\d_]")
_KNOWN = "comparisons"
"""Key in the parser's environment: which lines were looked at."""


def quote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a quote, unless it is a comparison."""
    if _is_comparison(state, start_line, end_line):
        return False
    return blockquote(state, start_line, end_line, silent)


def comparison(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a comparison as a paragraph of its own, with the lines that go on with it."""
    if not _is_comparison(state, start_line, end_line):
        return False
    if silent:
        # Where a sentence was broken at the line's end, its limit belongs to it.
        above = _line(state, start_line - 1) if start_line else ""
        return above.endswith(":") or bool(_COMPARISON.match(above))
    terminators = state.md.block.ruler.getRules("paragraph")
    line = start_line + 1
    while line < min(end_line, state.lineMax) and not state.isEmpty(line):
        # Below nought it is the lazy line of a quote, which goes on whatever it looks like.
        if state.sCount[line] >= 0:
            if _line(state, line).startswith(">"):
                break
            if any(rule(state, line, end_line, True) for rule in terminators):
                break
        line += 1
    source = state.getLines(start_line, line, state.blkIndent, False).strip()
    state.line = line
    token = state.push("paragraph_open", "p", 1)
    token.map = [start_line, line]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = source, [start_line, line], []
    state.push("paragraph_close", "p", -1)
    return True


def _line(state: StateBlock, line: int) -> str:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : state.eMarks[line]].rstrip()


def _is_comparison(state: StateBlock, start: int, end: int) -> bool:
    place = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(">", place) or state.is_code_block(start):
        return False
    known: dict[int, bool] = state.env.setdefault(_KNOWN, {})
    if place not in known:
        _look_at(state, start, end, known)
    return known[place]


def _look_at(state: StateBlock, start: int, end: int, known: dict[int, bool]) -> None:
    """Tell of each line of a run that begins with ">" whether it is a comparison, by its place."""
    places = []
    for line in range(start, end):
        place = state.bMarks[line] + state.tShift[line]
        if not state.src.startswith(">", place):
            break
        places.append((place, state.eMarks[line]))
    # ">3 stools" above "> or blood" is one; "> 3 days of it" above "> are too long" is none.
    words_below = {False: False, True: False}
    for place, line_end in reversed(places):
        found = _COMPARISON.match(state.src, place, line_end)
        item = _QUOTED_ITEM.match(state.src, place, line_end)
        sure = found is not None and bool(found[1])
        likely = found is not None and item is None and not words_below[bool(found[2])]
        known[place] = sure or likely
        words = _QUOTED_WORDS.match(state.src, place, line_end)
        if words is not None or item is not None:
            words_below[bool(words[1]) if words is not None else True] = True
