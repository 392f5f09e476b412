"""The short words that are typed, and what they ask for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WITH_NUMBER = re.compile(r"([a-z]+)\s*(\d+)")
_PACE = re.compile(r"=\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be typed."""

    typed: str
    words: str
    """What it does, for the help."""


COMMANDS = (
    Command("", "play or pause"),
    Command("s", "silence now"),
    Command("n", "next sentence"),
    Command("p", "sentence before"),
    Command("nn", "next paragraph, item or row"),
    Command("pp", "paragraph before"),
    Command("nnn", "next section"),
    Command("ppp", "section before"),
    Command("r", "this sentence again"),
    Command("rr", "again, slowly, by syllables"),
    Command("+", "faster"),
    Command("-", "slower"),
    Command("=", "normal pace; =180 sets it"),
    Command("t", "contents; t 5 goes to the fifth"),
    Command("/", "search: /fever, / for the next"),
    Command("b", "mark this sentence"),
    Command("l", "list of marks; l 2 goes there"),
    Command("w", "where am I"),
    Command("ww", "where am I, in detail"),
    Command("v", "how this sentence is said"),
    Command("d", "what a word here means"),
    Command("i", "name of the column"),
    Command("m", "compare all rows of the column"),
    Command("e", "leave this table or list"),
    Command("x", "hear what was skipped"),
    Command("j", "stop after this section, or not"),
    Command("h", "this help"),
    Command("q", "save your place and quit"),
)
_KNOWN = {command.typed for command in COMMANDS}
_OTHER_WORDS = {
    "?": "h", "help": "h", "quit": "q", "exit": "q", "stop": "s", "next": "n", "previous": "p",
    "back": "p", "play": "", "pause": "", "contents": "t", "search": "/", "bookmark": "b",
    "bookmarks": "l", "where": "w", "repeat": "r", "faster": "+", "slower": "-",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, understood."""

    command: str
    """One of `COMMANDS`, or empty text for play or pause."""
    number: int | None = None
    text: str = ""
    """What to search for."""


def parse(line: str) -> Asked | None:
    """Return what a typed line asks for, or None where nobody knows."""
    typed = " ".join(line.split())
    if typed.startswith("/"):
        return Asked("/", text=typed[1:].strip())
    if match := _PACE.fullmatch(typed):
        return Asked("=", int(match[1]))
    typed = typed.lower()
    typed = _OTHER_WORDS.get(typed, typed)
    if typed in _KNOWN:
        return Asked(typed)
    if (match := _WITH_NUMBER.fullmatch(typed)) and len(match[2]) < 7:
        word = _OTHER_WORDS.get(match[1], match[1])
        if word in ("t", "l"):
            return Asked(word, int(match[2]))
    return None


def help_lines() -> list[str]:
    """Return a line for each command, none longer than a braille display of forty cells."""
    return [f"{command.typed or 'Enter'}: {command.words}" for command in COMMANDS]
