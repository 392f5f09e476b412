"""Addresses: of pages, and for mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allvoice.narration.addresses import is_address, link_in
from allvoice.narration.noise.found import Span

_MAY_HOLD_ONE = re.compile(r"://|www\.|mailto:|@|\.\w+/", re.IGNORECASE)
_WRITTEN = re.compile(r"\S+")
_OPENING = "([{<\"'“‘«*_`"
_CLOSING = ")]}>\"'”’»*_`.,;:!?…"
_AROUND = {"(": ")", "[": "]", "<": ">", "{": "}"}
_LEADING_TO_IT = re.compile(r"[(\[](?:see|from|via|source|visit|at)?:? ?\Z", re.IGNORECASE)
_LEADING_CHARS = 12


def find(text: str) -> Iterator[Span]:
    """Yield where the addresses of a sentence stand, with the brackets that hold nothing else."""
    if not _MAY_HOLD_ONE.search(text):
        return
    for written in _WRITTEN.finditer(text):
        opened = written[0].lstrip(_OPENING)
        core = opened.rstrip(_CLOSING)
        start = written.end() - len(opened)
        end = start + len(core)
        while end < written.end() and text[end] == ")" and _is_open(text[start:end]):
            # "https://x.org/fever_(child)"
            end += 1
        within = link_in(core)
        if within is not None:
            yield _with_brackets(text, start + within, end)
        elif is_address(core):
            yield _with_brackets(text, start, end)


def _is_open(core: str) -> bool:
    return core.count("(") > core.count(")")


def _with_brackets(text: str, start: int, end: int) -> Span:
    leading = _LEADING_TO_IT.search(text[max(0, start - _LEADING_CHARS) : start])
    if leading is not None and text[end : end + 1] == _AROUND[leading[0][0]]:
        return start - len(leading[0]), end + 1
    if text[start - 1 : start] == "<" and text[end : end + 1] == ">":
        return start - 1, end + 1
    return start, end
