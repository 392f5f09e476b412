"""Thousands of one mark open as thousands of words do, and the words behind them are there."""

from __future__ import annotations

import pytest

from tests.guide.texts import check_promises, guide_of

MANY = 6_000
ROWS = {
    "colons": ":::note\n" * MANY,
    "colons apart": ":::note\n\n" * MANY,
    "marks": "!!! note\n" * MANY,
    "marks deeper": "".join("    " * min(at, 200) + "!!! note\n" for at in range(MANY // 10)),
    "fences": "```{note}\n" * MANY,
    "quotes": "> [!note]\n\n" * (MANY // 2),
    "limits": ">1 a\n" * MANY,
    "limits above words": "> 1 a\n" * MANY + "> b\n",
    "lists of attributes": "a{: " * MANY,
    "braces": "x {a b} " * MANY,
    "open cells": "<table>" + "<td>a" * MANY,
    "open tags": "<td" * MANY,
    "tables in tables": "<table><tr><td>" * MANY,
    "tables never closed": "<table>\n\n" * MANY + "</table>",
    "cells that span all": "<table>"
    + "<tr><td rowspan=65000>a<td colspan=100>b" * MANY
    + "</table>",
    "a wide row": "<table><tr>" + "<td rowspan=3>x" * MANY + "<tr><td>y</table>",
    "headers": "<table>" + "<tr><th>a<th>b" * MANY + "</table>",
    "stairs": "\n\n".join(" " * 4 * at + "word here" for at in range(MANY // 20)),
    "indented": "    word and more of it\n\n" * MANY,
    "calls": "    f(" + "a," * MANY + "\n",
    "keys": "---\n" + "k: v\n" * MANY,
    "settings": "+++\n" + "a = 1\n" * MANY,
    "objects": '{"a":' * MANY,
    "per cent": "% a\n" * MANY,
    "spaces": ":::note " + " " * MANY + "x\n!!! note" + " " * MANY + "x\n",
    "arrows": "```mermaid\n" + "a --> b\n" * MANY + "```\n",
}


@pytest.mark.parametrize("name", ROWS)
def test_a_long_row_of_one_mark_is_no_trap(name: str) -> None:
    guide = guide_of(f"{ROWS[name]}\n\n# The end\n\nLast words.\n")
    check_promises(guide)
    assert "Last words." in guide.blocks[-1].text
