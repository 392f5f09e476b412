"""Lines that have the form of a link's definition and are none: `[6-MP]: 50mg`.

Markdown shows nothing of a definition. One that no link uses, and whose target is no address, is
what a person wrote.
"""

from __future__ import annotations

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock, reference

_DEFINITION = re.compile(
    r"\[((?:[^\[\]\\\n]|\\[^\n]){1,400})\]:[ \t]*(?:\n[ \t]*)?(<[^<>\n]*>|[^\s<]\S*)"
)
_BRACKETED = re.compile(r"(?P<begins>^[ \t>]*)?\[(?P<label>[^\[\]\n]{1,400})\](?P<colon>:)?", re.M)
_ADDRESS = re.compile(
    r"<|[A-Za-z][A-Za-z\d+.-]+:|www\.|[./?#]|(?!\d).*/|.*[@#]|[^\s]*[\w-]\.[A-Za-z][A-Za-z\d]{1,5}$"
)
_USED = "labels of links"
"""Key in the parser's environment."""


def definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take the definition of a link, unless it is words for people."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[start : start + 1] == "[" and not silent:
        found = _DEFINITION.match(state.src, start)
        if found is not None and not _ADDRESS.match(found[2]):
            used = state.env.get(_USED)
            if used is None:
                used = state.env[_USED] = _used(state.src)
            if normalizeReference(found[1]) not in used:
                return False
    return reference(state, start_line, end_line, silent)


def _used(source: str) -> set[str]:
    """Return all that stands in brackets anywhere but where a definition begins."""
    return {
        normalizeReference(found["label"])
        for found in _BRACKETED.finditer(source)
        if found["begins"] is None or not found["colon"]
    }
