"""The short words that are typed, and what they ask for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WITH_NUMBER = re.compile(r"([a-z]+)\s*([0-9]{1,6})")
_NUMBER = re.compile(r"[0-9]{1,6}")
_SEARCH = re.compile(r"search (.+)", re.IGNORECASE)
_PACE = re.compile(r"=\s*([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be typed."""

    typed: str
    words: str
    """What it does, for the help."""
    spoken: str = ""
    """A word for it: screen readers often leave out signs such as = and >."""


NUMBER = "number"
"""Stands for a number alone: an item of the list shown last."""
COMMANDS = (
    Command("", "read on, or pause"),
    Command("s", "silence now"),
    Command("n", "next sentence"),
    Command("p", "sentence before"),
    Command("nn", "next paragraph, item or row"),
    Command("pp", "paragraph before"),
    Command("nnn", "next section"),
    Command("ppp", "section before"),
    Command("g", "start of the guide"),
    Command("gg", "end of the guide"),
    Command("r", "this sentence again"),
    Command("rr", "again, slowly, by syllables"),
    Command("+", "faster", "faster"),
    Command("-", "slower", "slower"),
    Command("=", "normal; pace 180 sets it", "pace"),
    Command(">", "volume up", "louder"),
    Command("<", "volume down", "quieter"),
    Command("vv", "next voice"),
    Command("t", "contents; t 5 goes to the fifth"),
    Command("tt", "sections here; tt 2 goes there"),
    Command("/", "/fever finds; / goes on", "search"),
    Command("//", "search backwards", "backwards"),
    Command("b", "mark this sentence"),
    Command("l", "list of marks; l 2 goes there"),
    Command("dl", "dl 2 removes the second mark"),
    Command("u", "undo the last mark or removal"),
    Command("w", "where am I"),
    Command("ww", "where am I, in detail"),
    Command("a", "what was told last, again"),
    Command("v", "how this sentence is said"),
    Command("d", "what a word here means"),
    Command("i", "name of the column"),
    Command("m", "compare all rows of the column"),
    Command("e", "leave this table or list"),
    Command("x", "hear what was skipped"),
    Command("xx", "skip notes and code, or not"),
    Command("j", "stop after this section, or not"),
    Command("h", "this help"),
    Command("q", "save your place and quit"),
)
ENTER_SILENT = "next sentence"
"""What Enter does where nothing speaks, for the help."""
_KNOWN = {command.typed for command in COMMANDS}
_NUMBERED = {"t", "tt", "l", "dl", "="}
# The capital letters of the screen's keys; all others are taken for Caps Lock.
_CAPITALS = {"X": "xx", "V": "vv", "G": "gg", "B": "l"}
_OTHER_WORDS = {
    "?": "h", "help": "h", "quit": "q", "exit": "q", "stop": "s", "next": "n", "previous": "p",
    "back": "p", "play": "", "pause": "", "contents": "t", "sections": "tt", "search": "/",
    "backwards": "//",
    "bookmark": "b", "mark": "b", "bookmarks": "l", "marks": "l", "remove": "dl", "delete": "dl",
    "undo": "u", "where": "w", "repeat": "r", "again": "r", "faster": "+", "slower": "-",
    "pace": "=", "louder": ">", "quieter": "<", "voice": "vv", "start": "g", "end": "gg",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, understood."""

    command: str
    """One of `COMMANDS`, or `NUMBER`."""
    number: int | None = None
    text: str = ""
    """What to search for."""


def parse(line: str) -> Asked | None:
    """Return what a typed line asks for, or None where nobody knows."""
    typed = " ".join(line.split())
    if typed.startswith("/") and typed != "//":
        return Asked("/", text=typed[1:].strip())
    if match := _SEARCH.fullmatch(typed):
        return Asked("/", text=match[1])
    if match := _PACE.fullmatch(typed):
        return Asked("=", int(match[1]))
    if _NUMBER.fullmatch(typed):
        return Asked(NUMBER, int(typed))
    typed = _CAPITALS.get(typed, typed.lower())
    typed = _OTHER_WORDS.get(typed, typed)
    if typed in _KNOWN:
        return Asked(typed)
    if match := _WITH_NUMBER.fullmatch(typed):
        word = _OTHER_WORDS.get(match[1], match[1])
        if word in _NUMBERED:
            return Asked(word, int(match[2]))
    return None


def help_lines(*, voiced: bool = True) -> list[str]:
    """Return a line for each command, none longer than a braille display of forty cells."""
    enter, *others = COMMANDS
    does = enter.words if voiced else ENTER_SILENT
    lines = [f"Enter: {does}"]
    for command in others:
        name = f"{command.typed} or {command.spoken}" if command.spoken else command.typed
        lines.append(f"{name}: {command.words}" if command.words != command.spoken else name)
    return lines
