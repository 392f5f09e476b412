"""Every key: its action, its words for the help, and how a listener changes it."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, Keys, key_to_character

from allvoice.own_files import Faults
from allvoice.text import nearest


class Scope(enum.Enum):
    """Where an action's keys work."""

    ANYWHERE = "anywhere"
    READING = "reading"
    LIST = "list"


LISTENING, MOVING, PACE = "Listening", "Moving", "Pace and volume"
FINDING, IN_LISTS, PROGRAM = "Finding your place", "In a list", "The program"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does."""

    id: str
    keys: str
    """Its usual keys, commas between."""
    words: str
    """What it does, for the help."""
    scope: Scope
    group: str


_A, _R, _L = Scope.ANYWHERE, Scope.READING, Scope.LIST

ACTIONS = (
    Action("play", "space,0", "Play or pause", _A, LISTENING),
    Action("read_on", "enter", "Read on from here", _R, LISTENING),
    Action("stop", "s", "Silence now", _A, LISTENING),
    Action("back", "escape,backspace", "Silence, or leave a list", _A, LISTENING),
    Action("repeat", "r", "Read this sentence again", _R, LISTENING),
    Action("again", "a", "Repeat what was told last", _A, LISTENING),
    Action("heard_as", "v", "Heard as: the words spoken", _R, LISTENING),
    Action("define", "d", "What a word here means", _R, LISTENING),
    Action("hear_skipped", "x", "Hear what was skipped", _R, LISTENING),
    Action("skipping", "X", "Skip notes and code, or not", _R, LISTENING),
    Action("one_sentence", "f", "One sentence at a time, or not", _R, LISTENING),
    Action("only_section", "j", "Stop after this section", _R, LISTENING),
    Action("previous_sentence", "left,4", "Sentence before", _R, MOVING),
    Action("next_sentence", "right,6", "Next sentence", _R, MOVING),
    Action("previous_paragraph", "up,8,shift+left,{", "Paragraph before", _R, MOVING),
    Action("next_paragraph", "down,2,shift+right,}", "Next paragraph", _R, MOVING),
    Action("previous_section", "pageup,p", "Section before", _R, MOVING),
    Action("next_section", "pagedown", "Next section", _R, MOVING),
    Action("next_match", "n", "Next find, else next section", _R, MOVING),
    Action("previous_match", "N", "Find before", _R, MOVING),
    Action("leave_passage", "e", "Leave this table or list", _R, MOVING),
    Action("column", "i", "Column name in full", _R, MOVING),
    Action("compare", "m", "Compare all rows here", _R, MOVING),
    Action("start", "g", "Start of the guide", _R, MOVING),
    Action("end", "G,end", "End of the guide", _R, MOVING),
    Action("slower", "-,[", "Slower", _A, PACE),
    Action("faster", "+,],=", "Faster", _A, PACE),
    Action("normal_pace", "*,home", "Normal pace", _R, PACE),
    Action("quieter", "<", "Quieter", _A, PACE),
    Action("louder", ">", "Louder", _A, PACE),
    Action("voice", "V", "Next voice", _A, PACE),
    Action("where", "w,5", "Where am I; twice for more", _A, FINDING),
    Action("contents", "t,tab", "Contents", _A, FINDING),
    Action("search", "/", "Search", _A, FINDING),
    Action("bookmark", "b", "Mark this sentence", _R, FINDING),
    Action("undo_mark", "u", "Take back the last mark", _R, FINDING),
    Action("bookmarks", "B", "List of bookmarks", _A, FINDING),
    Action("item_up", "up,8", "Item above", _L, IN_LISTS),
    Action("item_down", "down,2", "Item below", _L, IN_LISTS),
    Action("first_item", "home", "First item", _L, IN_LISTS),
    Action("last_item", "end", "Last item", _L, IN_LISTS),
    Action("page_up", "pageup", "One screen up", _L, IN_LISTS),
    Action("page_down", "pagedown", "One screen down", _L, IN_LISTS),
    Action("choose", "enter", "Go there", _L, IN_LISTS),
    Action("leap_back", "left,4", "Chapter or option before", _L, IN_LISTS),
    Action("leap_on", "right,6", "Next chapter or option", _L, IN_LISTS),
    Action("remove", "d,delete", "Remove it", _L, IN_LISTS),
    Action("undo", "u", "Bring it back", _L, IN_LISTS),
    Action("options", "o", "Options", _A, PROGRAM),
    Action("theme", "c", "Next colours", _A, PROGRAM),
    Action("ruler", "l", "Ruler: line, mask or off", _A, PROGRAM),
    Action("describe", "k,f1", "Say what keys do", _A, PROGRAM),
    Action("tour", "y", "Short tour of the keys", _A, PROGRAM),
    Action("help", "h,?", "This help", _A, PROGRAM),
    Action("quit", "q", "Save your place and quit", _A, PROGRAM),
)
BY_ID = {action.id: action for action in ACTIONS}
BY_HAND = {"play": "Next sentence"}
"""What keys do where no voice reads on."""

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "spacebar": "space",
}
_SHOWN = {
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "delete": "Del",
    "backspace": "Backspace",
}
_PICTURES = "\u2000"
_KNOWN = {key.value for key in Keys}


class KeyTable:
    """Which keys do what, the listener's own choice included."""

    def __init__(self, chosen: Mapping[str, str] | None = None, *, by_hand: bool = False) -> None:
        """Take over the choices that can be kept; `notices` tells about the others.

        Args:
            chosen: action to keys, commas between.
            by_hand: no voice reads on; the key for that shows the next sentence.
        """
        self.notices: list[str] = []
        self.by_hand = by_hand
        """Whether no voice reads on, so that each sentence is shown by a key."""
        self._keys = {action.id: _key_list(action.keys) for action in ACTIONS}
        usual = dict(self._keys)
        self.changed: dict[str, str] = {}
        """What the listener chose: action to keys, commas between."""
        faults = Faults("keys")
        for action, text in (chosen or {}).items():
            keys = self._checked(action, text, faults)
            if keys:
                self._keys[action] = keys
                self.changed[action] = ",".join(keys)
        self.notices += faults.sentences
        while (clash := self._clash()) is not None:
            key, kept, refused = clash
            self._keys[refused] = usual[refused]
            del self.changed[refused]
            self.notices.append(
                f"keys: {key_name(key)!r} cannot be both {kept!r} and {refused!r}; "
                f"{refused!r} keeps its usual key."
            )

    def keys(self, action: str) -> tuple[str, ...]:
        """Return the keys of an action, by Textual's names."""
        return self._keys[action]

    def action_of(self, keys: Iterable[str], scope: Scope) -> Action | None:
        """Return what one of some keys, names of the same key, does in a scope."""
        wanted = set(keys)
        return next(
            (
                action
                for action in ACTIONS
                if action.scope in (scope, Scope.ANYWHERE) and wanted & set(self._keys[action.id])
            ),
            None,
        )

    def change(self, action: str, key: str) -> str:
        """Give an action a key of the listener's choice, alone.

        Returns:
            Empty text, or what the key does already: then nothing was changed.
        """
        taken = self._taken_by(key, BY_ID[action])
        if taken:
            return taken
        self._keys[action] = (key,)
        self.changed[action] = key
        return ""

    def reset(self, action: str) -> str:
        """Give an action its usual keys back; returns the same as `change`."""
        usual = _key_list(BY_ID[action].keys)
        taken = next(filter(None, (self._taken_by(key, BY_ID[action]) for key in usual)), "")
        if not taken:
            self._keys[action] = usual
            self.changed.pop(action, None)
        return taken

    def _taken_by(self, key: str, action: Action) -> str:
        for other in ACTIONS:
            together = Scope.ANYWHERE in (other.scope, action.scope) or other.scope is action.scope
            if other is not action and together and key in self._keys[other.id]:
                return self.words(other.id)
        return ""

    def words(self, action: str) -> str:
        """Return what an action does."""
        words = BY_ID[action].words
        return BY_HAND.get(action, words) if self.by_hand else words

    def shown(self, action: str) -> str:
        """Return the first key of an action as it stands on a keyboard."""
        return key_name(self._keys[action][0])

    def all_shown(self, action: str) -> str:
        """Return all keys of an action."""
        return "  ".join(key_name(key) for key in self._keys[action])

    def spoken(self, action: str) -> str:
        """Return the first key of an action as it is said."""
        return spoken_key(self._keys[action][0])

    def all_spoken(self, action: str) -> str:
        """Return all keys of an action as they are said: no sign that a voice would skip."""
        return ", or ".join(spoken_key(key) for key in self._keys[action])

    def _checked(self, action: str, text: str, faults: Faults) -> tuple[str, ...]:
        def no_action() -> str:
            near = nearest(action[:80], BY_ID)
            meant = f"did you mean {near!r}?" if near else "the man page names them all."
            return f"keys: there is no action {action[:40]!r}; {meant}"

        if action not in BY_ID:
            faults.add(no_action)
            return ()
        keys = _key_list(text)
        unknown = next((key for key in keys if not _is_key(key)), None)
        if unknown is None and keys:
            return keys
        faults.add(
            f"keys: I do not know the key {(unknown or text)[:40]!r} for {action!r}; "
            "its usual key is used."
        )
        return ()

    def _clash(self) -> tuple[str, str, str] | None:
        """Return a key with two actions, the action that keeps it and the one that does not."""
        for scope in (Scope.READING, Scope.LIST):
            taken: dict[str, str] = {}
            for action in ACTIONS:
                if action.scope not in (scope, Scope.ANYWHERE):
                    continue
                for key in self._keys[action.id]:
                    other = taken.setdefault(key, action.id)
                    if other != action.id:
                        pair = (other, action.id)
                        return key, *(pair if action.id in self.changed else pair[::-1])
        return None


def key_name(key: str) -> str:
    """Return a key as it stands on a keyboard: "A" is the key, "Shift+A" the capital."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    if last in _SHOWN:
        name = _SHOWN[last]
    elif len(last) == 1 and last.isupper():
        modifiers, name = [*modifiers, "shift"], last
    elif (character := _character(last)) and not character.isspace():
        name = character.upper()
    else:
        name = last[:1].upper() + last[1:]
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def capitalized(text: str) -> str:
    """Return a text with a capital at its start, and all others kept."""
    return text[:1].upper() + text[1:]


def spoken_key(key: str) -> str:
    """Return a key as it is said: no sign that a voice would skip."""
    if len(key) == 1 and key.isupper():
        return f"capital {key}"
    words = {"pageup": "page up", "pagedown": "page down"}
    return " ".join(words.get(part, part.replace("_", " ")) for part in key.split("+"))


def _key_list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_normal(key) for key in _split(text)))


def _split(text: str) -> Iterator[str]:
    for key in text.split(","):
        if key.strip():
            yield key.strip()


def _normal(key: str) -> str:
    if len(key) == 1:
        return _named(key)
    *modifiers, last = key.lower().split("+")
    last = _OTHER_NAMES.get(last, _named(last) if len(last) == 1 else last)
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    return "+".join([*modifiers, last])


def _named(character: str) -> str:
    """Return Textual's name for the key of a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _character(name: str) -> str:
    """Return the character of a key; empty where it has none."""
    character = key_to_character(REPLACED_KEYS.get(name, name)) or ""
    # The name of a picture is not the name of a key: "banana" is one.
    return character if character < _PICTURES or character.isalpha() else ""


def _is_key(key: str) -> bool:
    last = key.split("+")[-1]
    return key in _KNOWN or len(last) == 1 or last in _KNOWN or bool(_character(last))
