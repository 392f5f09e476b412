"""The short words that are typed, and the actions they ask for. Pure.

A character that is a key of the screen asks for the same here: those come from the one table
of keys. Where the screen has arrows and other keys without a character there are words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from allvoice.actions import catalogue
from allvoice.actions.default_keys import typed_characters
from allvoice.actions.model import HelpItem
from allvoice.actions.words import uncapitalized
from allvoice.text import nearest

_WITH_NUMBER = re.compile(r"([a-zA-Z]+)\s*([0-9]{1,6})")
_NUMBER = re.compile(r"[0-9]{1,6}")
_SEARCH = re.compile(r"search (.+)", re.IGNORECASE)
_DESCRIBE = re.compile(r"k ?([0-9]+|(?<= ).+)|K (\D)")
"""With Caps Lock too: no question of the listener's is a single character."""
_RATE = re.compile(r"[=*]\s*([0-9]{1,4})")


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
    takes_words: bool = False
    """What is typed behind it are words for it."""


_BACK = "back"
NUMBER = "number"
"""Stands for a number alone: an item of the list shown last."""
ENTER = TypedWord("", "play")
TYPED_WORDS = (
    TypedWord("urgent", "urgent", "when to call; or type 911"),
    ENTER,
    TypedWord("s", "stop"),
    TypedWord(_BACK, "back_or_before", "where you were, else silence"),
    TypedWord("next", "next_sentence"),
    TypedWord("previous", "previous_sentence"),
    TypedWord("down", "next_paragraph", "next paragraph, item or row"),
    TypedWord("up", "previous_paragraph"),
    TypedWord("pgdn", "next_section", spoken="page down"),
    TypedWord("p", "previous_section", spoken="page up"),
    TypedWord(",", "previous_place", spoken="before"),
    TypedWord(".", "next_place", spoken="forward"),
    TypedWord("go", "go_to", "go 35%, go 7 or go fever", takes_words=True),
    TypedWord("unheard", "unheard"),
    TypedWord("g", "start", spoken="start"),
    TypedWord("G", "end", spoken="end"),
    TypedWord("r", "repeat"),
    TypedWord("rr", "repeat_slowly"),
    TypedWord("+", "faster", spoken="faster"),
    TypedWord("-", "slower", spoken="slower"),
    TypedWord("*", "normal_pace", "normal; pace 180 sets it", "pace"),
    TypedWord(">", "louder", spoken="louder"),
    TypedWord("<", "quieter", spoken="quieter"),
    TypedWord("V", "voice", spoken="voice"),
    TypedWord("f", "one_sentence"),
    TypedWord("t", "chapters", "chapters; t 5 goes to the fifth"),
    TypedWord("tt", "sections_here", "sections here; tt 2 goes there"),
    TypedWord("/", "search", "/fever finds; / goes on", "search", "/ and a word"),
    TypedWord("n", "next_match"),
    TypedWord("N", "previous_match", spoken="backwards"),
    TypedWord("F", "finds", "F 3 goes to the third", "finds"),
    TypedWord("b", "bookmark", "mark 5: item 5 of contents", "mark"),
    TypedWord("note", "note", "note ask Dr. Lee; note 2 and words", takes_words=True),
    TypedWord(";", "next_mark", spoken="next mark"),
    TypedWord(":", "previous_mark", spoken="mark before"),
    TypedWord("B", "bookmarks", "B 2 goes to the second", "bookmarks"),
    TypedWord("copy", "copy_sentence"),
    TypedWord("order", "bookmark_order", "bookmarks by time, or by place"),
    TypedWord("dl", "remove_bookmark", "dl 2 removes the second item"),
    TypedWord("u", "undo_mark"),
    TypedWord("redo", "redo"),
    TypedWord("w", "where"),
    TypedWord("ww", "where_in_detail"),
    TypedWord("a", "again"),
    TypedWord("v", "heard_as"),
    TypedWord("pronounce", "pronounce", "pronounce MRD em-ar-DEE", takes_words=True),
    TypedWord("d", "define"),
    TypedWord("z", "source"),
    TypedWord("L", "links", "L 1 goes to the first", "links"),
    TypedWord("K", "ask", "K and a question keeps it", "ask", takes_words=True),
    TypedWord("D", "visit", "D 3 answers; D up 3 moves it", "visit", takes_words=True),
    TypedWord("question", "next_question"),
    TypedWord("answer", "answer", "answer 3 and the words", takes_words=True),
    TypedWord("done", "item_done", "done 3 marks the third done"),
    TypedWord("edit", "edit", "edit 3 and its new words", takes_words=True),
    TypedWord("A", "questions", "A 3 goes there", "questions"),
    TypedWord("O", "documents", "O 2, or O and its name", "documents", takes_words=True),
    TypedWord("dd", "remove_document", "dd 2 takes document 2 off the list"),
    TypedWord("J", "notebook", "J medicines shows them", "notebook", takes_words=True),
    TypedWord("C", "temperature", "C 38.2 keeps it", "temp", takes_words=True),
    TypedWord("medicine", "medicine", "medicine and its words", takes_words=True),
    TypedWord("result", "test_result", "result and its words", takes_words=True),
    TypedWord("mrd", "mrd", "mrd and the result", takes_words=True),
    TypedWord("write", "write", "write and a note", takes_words=True),
    TypedWord("M", "weigh", "cards; M 2 opens a card", "weigh"),
    TypedWord("below", "next_in_column"),
    TypedWord("above", "previous_in_column"),
    TypedWord("i", "column"),
    TypedWord("m", "compare", "rows; m 2 takes the second", "compare"),
    TypedWord("anykey", "any_key", "any line plays or pauses"),
    TypedWord("e", "leave_passage"),
    TypedWord("x", "hear_skipped"),
    TypedWord("X", "skipping", spoken="skip"),
    TypedWord("j", "only_section"),
    TypedWord("Z", "sleep_timer", "sleep 30, section or off", "sleep", takes_words=True),
    TypedWord("playlist", "what_to_play", "or play marks, play section", takes_words=True),
    TypedWord("queue", "queue", "queue 3: item 3; queue list", takes_words=True),
    TypedWord("coming", "coming"),
    TypedWord("o", "options"),
    TypedWord("k", "describe", "k b tells what b does"),
    TypedWord("y", "tour"),
    TypedWord("sheet", "visit_sheet"),
    TypedWord("phone", "phone", "phone 555 0100 keeps the number", takes_words=True),
    TypedWord("h", "help"),
    TypedWord("q", "quit"),
)
_CHARACTERS = typed_characters()
_STAND_INS = {
    "back": "back_or_before",
    "contents": "chapters",
    "undo": "undo_mark",
    "read_on": "play",
}
"""What a key is for whose action lines have in another form: the contents by their chapters."""
SCREEN_ONLY = (
    frozenset(_CHARACTERS.values()) - _STAND_INS.keys() - {each.action for each in TYPED_WORDS}
)
"""What lines cannot do, for nothing is drawn."""
_ACTION_OF = {each: each for each in SCREEN_ONLY} | {
    each.typed: each.action for each in TYPED_WORDS
}
"""The action of each word; one that lines cannot do stands for itself."""
_OF_ACTION = {each.action: each for each in TYPED_WORDS}
_OF_ACTION |= {action: _OF_ACTION[other] for action, other in _STAND_INS.items()}
_NUMBERED = frozenset(
    (
        *("normal_pace", "chapters", "sections_here", "bookmarks", "remove_bookmark", "options"),
        *("links", "questions", "finds", "compare", "weigh", "bookmark", "note", "documents"),
        *("remove_document", "item_done"),
    )
)
_OTHER_WORDS = {
    "?": "h", "help": "h", "quit": "q", "exit": "q", "stop": "s", "right": "next",
    "left": "previous", "sentence": "next", "para": "down", "paragraph": "down", "nn": "down",
    "pp": "up", "nnn": "pgdn", "pagedown": "pgdn", "page down": "pgdn", "section": "pgdn",
    "ppp": "p", "pgup": "p", "pageup": "p", "page up": "p",
    "911": "urgent", "emergency": "urgent", "call": "urgent", "links": "L", "source": "z",
    "sources": "z", "finds": "F", "questions": "A", "ask": "K",
    "visit": "D", "notebook": "J", "temp": "C", "temperature": "C", "play": "", "pause": "",
    "contents": "t", "sections": "tt", "search": "/", "backwards": "N", "//": "N", "find": "/",
    "options": "o",
    "bookmark": "b", "mark": "b", "bookmarks": "B", "marks": "B", "l": "B", "remove": "dl",
    "delete": "dl", "undo": "u", "where": "w", "repeat": "r", "again": "r", "faster": "+",
    "slower": "-", "pace": "*", "louder": ">", "quieter": "<", "voice": "V", "vv": "V",
    "start": "g", "end": "G", "gg": "G", "skip": "X", "xx": "X", "tour": "y",
    "space": "", "enter": "", "escape": "back", "esc": "back", "home": "*", "tab": "t",
    "%": "go",
    "before": ",", "forward": ".", "next mark": ";", "mark before": ":", "compare": "m",
    "sleep": "Z", "timer": "Z", "weigh": "M", "documents": "O", "library": "O", "cards": "M",
    "column down": "below", "column up": "above", "shift+down": "below", "shift+up": "above",
}  # fmt: skip
_KEYS_WITHOUT_CHARACTER = {
    "[A": "up", "[B": "down", "[C": "next", "[D": "previous", "[5~": "p", "[6~": "pgdn",
    "OA": "up", "OB": "down", "OC": "next", "OD": "previous", "[1;2B": "below", "[1;2A": "above",
    "": "back",
}  # fmt: skip
"""What a terminal sends for arrows and pages, behind Escape: typed before Enter they move too, and
Escape alone goes back."""
_KNOWN_WORDS = (
    *(each.typed for each in TYPED_WORDS),
    *(each.spoken for each in TYPED_WORDS),
    *(word for word, means in _OTHER_WORDS.items() if means not in ("", _BACK)),
)
_SHORTEST_MEANT = 2
_TAKING_WORDS = frozenset(each.typed for each in TYPED_WORDS if each.takes_words)
ABOUT_ITEMS = frozenset(
    (
        *("note", "edit", "bookmark", "remove_bookmark", "undo_mark", "redo", "again", "describe"),
        "queue",
    )
)
"""The actions that are about items of the list shown last: whoever asks for others has left it."""
OF_VISIT = frozenset(("ask", "visit", "next_question", "answer", "item_done"))
"""The actions that are about the questions for the visit, and leave the list of those at hand."""
CHANGED = {
    "n": "n is next find, else next section. For the next sentence type next.",
    "p": "p is the section before. For the sentence before type previous.",
    "=": "The sign = is faster. For the normal pace type pace.",
}
"""What is told, once, of a character that once asked for something else in lines."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line that was typed, understood."""

    word: str
    """The `typed` of one of `TYPED_WORDS`, or `NUMBER`."""
    number: int | None = None
    text: str = ""
    """What to search for, or what number to keep."""

    as_typed: str = field(default="", compare=False)
    """The line, where it was a single character."""

    @property
    def action(self) -> str:
        """The action that it asks for; `NUMBER` for a number alone."""
        return NUMBER if self.word == NUMBER else _ACTION_OF[self.word]


def parse(line: str) -> Typed | None:
    """Return what a typed line asks for, or None where nobody knows."""
    typed = " ".join(line.split())
    if typed.startswith("/") and typed != "//":
        return Typed("/", text=typed[1:].strip())
    for asked, word in ((_SEARCH, "/"), (_DESCRIBE, "k")):
        if match := asked.fullmatch(typed):
            return Typed(word, text=match[match.lastindex or 0])
    first, _, rest = typed.partition(" ")
    if rest and first.lower() == "play":
        # Alone it is what Enter is.
        return Typed("playlist", text=rest)
    if first not in _TAKING_WORDS:
        first = _OTHER_WORDS.get(first.lower(), first.lower())
    if rest and first in _TAKING_WORDS:
        if _NUMBER.fullmatch(rest) and _ACTION_OF[first] in _NUMBERED:
            return Typed(first, int(rest))
        return Typed(first, text=rest)
    if match := _RATE.fullmatch(typed):
        return Typed("*", int(match[1]))
    if _NUMBER.fullmatch(typed) and typed not in _OTHER_WORDS:
        return Typed(NUMBER, int(typed), as_typed=typed)
    # A capital that is no key of its own was typed with Caps Lock.
    if key := of_key(typed) or of_key(typed.lower()):
        return key
    if typed.startswith("\x1b") and typed[1:] in _KEYS_WITHOUT_CHARACTER:
        return Typed(_KEYS_WITHOUT_CHARACTER[typed[1:]])
    typed = typed.lower()
    typed = _OTHER_WORDS.get(typed, typed)
    if typed in _ACTION_OF:
        return Typed(typed)
    if match := _WITH_NUMBER.fullmatch(line.strip()):
        return _with_number(match[1], int(match[2]))
    return None


def meant_word(line: str) -> str | None:
    """Return the word that a line which nobody knows probably begins with; None for none.

    Words of two letters are near to too many others.
    """
    words = line.split()
    known = [each for each in _KNOWN_WORDS if len(each) > _SHORTEST_MEANT]
    if not words or len(words[0]) <= _SHORTEST_MEANT:
        return None
    return nearest(words[0].lower(), known) or nearest("".join(words).lower(), known)


def leaves_question(line: str) -> bool:
    """Return whether a line answers nothing that is asked: none is typed, or what goes back."""
    typed = parse(line) if line.strip() else Typed(_BACK)
    return typed is not None and typed.word == _BACK


def of_key(character: str) -> Typed | None:
    """Return what a character asks for that is a key of the screen; None where it is none."""
    action = _CHARACTERS.get(character)
    if action is None or (action in SCREEN_ONLY and character in _OTHER_WORDS):
        return None
    known = _OF_ACTION.get(action)
    return Typed(known.typed if known is not None else action, as_typed=character)


def _with_number(word: str, number: int) -> Typed | None:
    """Return what a word with a number asks for: b and B are the same list then."""
    if word == "b":
        word = "B"
    names = [word, _OTHER_WORDS.get(word.lower(), ""), word.lower(), word.upper()]
    found = (name for name in names if _ACTION_OF.get(name) in _NUMBERED)
    name = next(found, None)
    return None if name is None else Typed(name, number)


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
        return [self._help_item(each) for each in words]

    def _help_item(self, word: TypedWord) -> HelpItem:
        shown = self.shown(word.action)
        does = word.usage or uncapitalized(self.words(word.action))
        if word.spoken:
            shown = f"{shown} or {word.spoken}"
        return HelpItem(word.action, shown, "" if does == word.spoken else does)
