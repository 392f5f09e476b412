"""The punctuation around a word: what of it is dropped, and what shapes the voice."""

from __future__ import annotations

import re

from allvoice.narration.words import WHOLE

OPENING = "([{\"'“‘«*_`"
CLOSING = ")]}\"'”’»*_`.,;:!?…—–"
ENDINGS = ".,;:!?…"
_TIME_OF_DAY = re.compile(r"(?:\A| )[ap]\.m\Z")


def ending_of(opened: str) -> tuple[str, str, str]:
    """Return what is said, the marks behind it, and the one of them that shapes the voice."""
    core = opened.rstrip(CLOSING)
    tail = opened[len(core) :]
    core = core.removeprefix("~~").removesuffix("~~")
    while core and tail and core + tail[0] in WHOLE:
        core, tail = core + tail[0], tail[1:]
    if core.count("(") > core.count(")") and tail.startswith(")"):
        core, tail = core + ")", tail[1:]
    return core, tail, mark_of(tail)


def mark_of(tail: str) -> str:
    """Return the one of the marks behind a word that shapes the voice, or nothing."""
    if tail.startswith(".,"):
        # The stop is that of a short word: "neg., then".
        return ","
    ending = next((mark for mark in tail if mark in ENDINGS), "").replace("…", ".")
    return "," if not ending and any(mark in "—–" for mark in tail) else ending


def finished(said: str, ending: str) -> str:
    """Return what is said with the mark behind it, no mark doubled."""
    said = said.strip(ENDINGS + " ")
    if _TIME_OF_DAY.search(said):
        said, ending = said + ".", ending.replace(".", "")
    return said + ending if any(map(str.isalnum, said)) else ending
