"""Tables drawn with lines, as Pandoc writes them: `+-----+-----+` between rows of many lines.

What is not drawn straight is no table whose columns could be told: its lines are read as lines.
"""

from __future__ import annotations

import itertools
import re

from markdown_it.rules_block import StateBlock

CELLS = "cells"
"""Key in the `meta` of a table row's token: the sources of all its cells."""
_RULE = re.compile(r"\+(?::?[-=]+:?\+)+$")
_ITEM = re.compile(r"(?:[-+*•]|\d{1,3}[.)])[ \t]+(?=\S)")
_BULLET = re.compile(r"[-+*•][ \t]+(?=[^\s\d.,])")
"""Before a figure it may be a minus."""


def grid_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a table drawn with lines."""
    if not _RULE.match(_line(state, start_line)) or state.is_code_block(start_line):
        return False
    line = start_line + 1
    if line >= end_line or not _line(state, line).startswith("|"):
        return False
    if silent:
        return True
    while line < end_line and state.sCount[line] >= state.blkIndent:
        if not _line(state, line).startswith(("|", "+")):
            break
        line += 1
    lines = [_line(state, number) for number in range(start_line, line)]
    state.line = line
    rows = _rows(lines)
    if rows is None:
        token = state.push("paragraph_open", "p", 1)
        token.map = [start_line, line]
        token = state.push("inline", "", 0)
        words = [each for each in lines if any(map(str.isalnum, each))]
        token.content, token.map = "  \n".join(words), [start_line, line]
        token.children = []
        state.push("paragraph_close", "p", -1)
        return True
    token = state.push("table_open", "table", 1)
    token.map = [start_line, line]
    for above, cells in rows:
        token = state.push("tr_open", "tr", 1)
        token.map, token.meta = [start_line + above, start_line + above + 1], {CELLS: cells}
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    return True


def _rows(lines: list[str]) -> list[tuple[int, list[str]]] | None:
    """Return each row with the lines above it, the names of the columns first; None if crooked."""
    bounds = sorted(
        {
            place
            for line in lines
            if _RULE.match(line)
            for place, sign in enumerate(line)
            if sign == "+"
        }
    )
    rows: list[tuple[int, list[str]]] = []
    heads, group, first = 0, list[str](), 0
    for number, line in enumerate([*lines, "+-+"]):
        if not line.startswith("+"):
            first = first if group else number
            group.append(line)
            continue
        if not _RULE.match(line):
            return None
        if group:
            cells = _cells(group, bounds)
            if cells is None:
                return None
            rows.append((first, cells))
            group = []
        if "=" in line and number < len(lines) and not heads:
            heads = len(rows)
    if not heads and len(rows) > 1 and all(cell.startswith("**") for cell in rows[0][1]):
        heads = 1
    if heads == len(rows):
        # A line of that kind stands below the last row, too.
        heads = 0
    above = [cells for _, cells in rows[:heads]]
    named = [", ".join(dict.fromkeys(filter(None, names))) for names in zip(*above, strict=True)]
    return [(0, named or [""] * (len(bounds) - 1)), *rows[heads:]]


def _cells(lines: list[str], bounds: list[int]) -> list[str] | None:
    """Return the cells of a row; one that spans several columns is in each of them."""
    bars = [place for place in bounds if all(line[place : place + 1] == "|" for line in lines)]
    straight = bars[:1] == bounds[:1] and bars[-1:] == bounds[-1:]
    if straight and all(len(line) == bounds[-1] + 1 for line in lines):
        parts = [
            _joined([line[start + 1 : end] for line in lines])
            for start, end in itertools.pairwise(bars)
        ]
        return [parts[sum(bar <= place for bar in bars) - 1] for place in bounds[:-1]]
    # Letters of double width shift the bars.
    split = [line.strip("|").split("|") for line in lines]
    if all(len(each) == len(bounds) - 1 for each in split):
        return [_joined(list(column)) for column in zip(*split, strict=True)]
    return None


def _joined(lines: list[str]) -> str:
    kept, above = "", ""
    for line in map(str.strip, lines):
        if line:
            apart = not above or _ITEM.match(line)
            # A span of days goes on: "Mon--" above "Fri".
            seam = "" if above.endswith(("--", "–", "—")) else "\n"
            kept += ("  \n" if apart else seam) + _BULLET.sub("", line)
        above = line
    return kept.strip()


def _line(state: StateBlock, line: int) -> str:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : state.eMarks[line]].rstrip()
