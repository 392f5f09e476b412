"""The short words that are typed, and the actions they ask for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from allvoice.actions import catalogue
from allvoice.actions.model import HelpItem
from allvoice.actions.words import uncapitalized

_WITH_NUMBER = re.compile(r"([a-z]+)\s*([0-9]{1,6})")
_NUMBER = re.compile(r"[0-9]{1,6}")
_SEARCH = re.compile(r"search (.+)", re.IGNORECASE)
_PHONE = re.compile(r"phone (.+)", re.IGNORECASE)
_RATE = re.compile(r"=\s*([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class TypedWord:
    """Something that can be typed."""

    typed: str
    action: str
    """An id of the catalogue."""
    usage: str = ""
    """What more can be typed behind it, for the help."""
    spoken: str = ""
    """A word for it: screen readers often leave out signs such as = and >."""
    pressed: str = ""
    """How it is told that this is to be typed, where more belongs to it."""


NUMBER = "number"
"""Stands for a number alone: an item of the list shown last."""
ENTER = TypedWord("", "play")
TYPED_WORDS = (
    TypedWord("urgent", "urgent", "when to call; or type 911"),
    ENTER,
    TypedWord("s", "stop"),
    TypedWord("back", "back", "where you were, else silence"),
    TypedWord("n", "next_sentence"),
    TypedWord("p", "previous_sentence"),
    TypedWord("nn", "next_paragraph", "next paragraph, item or row"),
    TypedWord("pp", "previous_paragraph"),
    TypedWord("nnn", "next_section"),
    TypedWord("ppp", "previous_section"),
    TypedWord("g", "start"),
    TypedWord("gg", "end"),
    TypedWord("r", "repeat"),
    TypedWord("rr", "repeat_slowly"),
    TypedWord("+", "faster", spoken="faster"),
    TypedWord("-", "slower", spoken="slower"),
    TypedWord("=", "normal_pace", "normal; pace 180 sets it", "pace"),
    TypedWord(">", "louder", spoken="louder"),
    TypedWord("<", "quieter", spoken="quieter"),
    TypedWord("vv", "voice"),
    TypedWord("f", "one_sentence"),
    TypedWord("t", "chapters", "chapters; t 5 goes to the fifth"),
    TypedWord("tt", "sections_here", "sections here; tt 2 goes there"),
    TypedWord("/", "search", "/fever finds; / goes on", "search", "/ and a word"),
    TypedWord("//", "previous_match", "search backwards", "backwards"),
    TypedWord("finds", "finds", "places found; finds 3 goes there"),
    TypedWord("b", "bookmark"),
    TypedWord("l", "bookmarks", "list of bookmarks; l 2 goes there"),
    TypedWord("dl", "remove_bookmark", "dl 2 removes the second bookmark"),
    TypedWord("u", "undo_mark"),
    TypedWord("w", "where"),
    TypedWord("ww", "where_in_detail"),
    TypedWord("a", "again"),
    TypedWord("v", "heard_as"),
    TypedWord("d", "define"),
    TypedWord("z", "source"),
    TypedWord("k", "links", "k 1 goes to the first link", "links"),
    TypedWord("ask", "questions", "questions; ask 3 goes there"),
    TypedWord("i", "column"),
    TypedWord("m", "compare"),
    TypedWord("e", "leave_passage"),
    TypedWord("x", "hear_skipped"),
    TypedWord("xx", "skipping"),
    TypedWord("j", "only_section"),
    TypedWord("o", "options"),
    TypedWord("phone", "phone", "phone 555 0100 keeps the number"),
    TypedWord("h", "help"),
    TypedWord("q", "quit"),
)
_KNOWN = {each.typed: each for each in TYPED_WORDS}
_OF_ACTION = {each.action: each for each in TYPED_WORDS} | {"undo": _KNOWN["u"]}
_NUMBERED = {"t", "tt", "l", "dl", "=", "o", "k", "ask", "finds"}
# The capital letters of the screen's keys; all others are taken for Caps Lock.
_CAPITALS = {"X": "xx", "V": "vv", "G": "gg", "B": "l"}
_OTHER_WORDS = {
    "?": "h", "help": "h", "quit": "q", "exit": "q", "stop": "s", "next": "n", "previous": "p",
    "911": "urgent", "emergency": "urgent", "call": "urgent", "links": "k", "source": "z",
    "sources": "z", "questions": "ask", "play": "", "pause": "", "contents": "t",
    "sections": "tt", "search": "/", "backwards": "//", "options": "o", "bookmark": "b",
    "mark": "b", "bookmarks": "l", "marks": "l", "remove": "dl", "delete": "dl", "undo": "u",
    "where": "w", "repeat": "r", "again": "r", "faster": "+", "slower": "-", "pace": "=",
    "louder": ">", "quieter": "<", "voice": "vv", "start": "g", "end": "gg",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """A line that was typed, understood."""

    word: str
    """The `typed` of one of `TYPED_WORDS`, or `NUMBER`."""
    number: int | None = None
    text: str = ""
    """What to search for, or what number to keep."""

    @property
    def action(self) -> str:
        """The action that it asks for; `NUMBER` for a number alone."""
        return NUMBER if self.word == NUMBER else _KNOWN[self.word].action


def parse(line: str) -> Typed | None:
    """Return what a typed line asks for, or None where nobody knows."""
    typed = " ".join(line.split())
    if typed.startswith("/") and typed != "//":
        return Typed("/", text=typed[1:].strip())
    if match := _SEARCH.fullmatch(typed):
        return Typed("/", text=match[1])
    if match := _RATE.fullmatch(typed):
        return Typed("=", int(match[1]))
    if match := _PHONE.fullmatch(typed):
        return Typed("phone", text=match[1])
    if _NUMBER.fullmatch(typed) and typed not in _OTHER_WORDS:
        return Typed(NUMBER, int(typed))
    typed = _CAPITALS.get(typed, typed.lower())
    typed = _OTHER_WORDS.get(typed, typed)
    if typed in _KNOWN:
        return Typed(typed)
    if match := _WITH_NUMBER.fullmatch(typed):
        word = _OTHER_WORDS.get(match[1], match[1])
        if word in _NUMBERED:
            return Typed(word, int(match[2]))
    return None


class TypedControls:
    """Names the typed word for an action; Enter stands for the empty line."""

    def __init__(self, *, external_screen_reader: bool) -> None:
        """Name them for a listener with a voice of ours, or one with a screen reader."""
        self.external_screen_reader = external_screen_reader

    def words(self, action: str) -> str:
        """Return what an action does, for the help."""
        return catalogue.words(action, external_screen_reader=self.external_screen_reader)

    def shown(self, action: str) -> str:
        """Return what is typed for an action, as it is written."""
        return _OF_ACTION[action].typed or "Enter"

    def spoken(self, action: str) -> str:
        """Return what is typed for an action, as it is said."""
        return _OF_ACTION[action].spoken or self.shown(action)

    def named(self, action: str) -> str:
        """Return what is typed for an action within a sentence."""
        name = self.spoken(action)
        if name == "Enter":
            return name
        return f"the letter {name}" if len(name) == 1 else f"the word {name}"

    def press(self, action: str) -> str:
        """Return how an action is asked for, as the beginning of a sentence: "Type x"."""
        typed = _OF_ACTION[action].pressed or self.shown(action)
        return "Press Enter" if typed == "Enter" else f"Type {typed}"

    def help_items(self) -> list[HelpItem]:
        """Return every typed word with what it does, in the order of the catalogue's groups."""
        order = [group.id for group in catalogue.ACTIONS]
        words = sorted(TYPED_WORDS, key=lambda each: order.index(each.action))
        return [HelpItem(each.action, text := self._help_line(each), text) for each in words]

    def _help_line(self, word: TypedWord) -> str:
        shown, does = self.shown(word.action), uncapitalized(self.words(word.action))
        if word.spoken:
            shown = f"{shown} or {word.spoken}"
        if word.usage:
            does = word.usage
        return shown if does == word.spoken else f"{shown}: {does}"
