"""Changes in the form of `diff`: what is taken out must not be heard as what is to be done."""

from __future__ import annotations

import re

_LINE = re.compile(r"^([-+])(?!\1{2})[ \t]*(?=\S)", re.MULTILINE)
_SAID = {"-": "Taken out: ", "+": "Put in: "}


def is_diff(info: str) -> bool:
    """Return whether the words behind a fence name a list of changes."""
    return info.split()[:1] in (["diff"], ["patch"])


def in_words(code: str) -> str:
    """Return changes with words in place of the signs that begin their lines."""
    return _LINE.sub(lambda sign: _SAID[sign[1]], code)
