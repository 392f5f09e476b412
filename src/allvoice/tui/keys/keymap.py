"""Which key does which action, and how a listener changes that."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, Keys, key_to_character

from allvoice.actions import catalogue
from allvoice.actions.catalogue import Action, Scope
from allvoice.actions.default_keys import DEFAULT_KEYS
from allvoice.actions.model import HelpItem
from allvoice.actions.words import capitalized
from allvoice.own_files import Faults
from allvoice.text import nearest

SPARE_URGENT = "f9"
ACTIONS = tuple(action for action in catalogue.ACTIONS if action.id in DEFAULT_KEYS)
BY_ID = {action.id: action for action in ACTIONS}

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
_NAMES = {"pageup": "Page Up", "pagedown": "Page Down"}
_CAPS = {"pageup": "PgUp", "pagedown": "PgDn", "escape": "Esc", "delete": "Del"}
"""As they stand on the key itself, for where there is no room."""
_PICTURES = "\u2000"
_KNOWN = {key.value for key in Keys}


class Keymap:
    """The keys of every action, the listener's own choice included."""

    def __init__(
        self, chosen: Mapping[str, str] | None = None, *, external_screen_reader: bool = False
    ) -> None:
        """Take over the choices that can be kept; `notices` tells about the others.

        Args:
            chosen: action to keys, commas between.
            external_screen_reader: no voice of ours reads on; the key for that shows the next
                sentence.

        Raises:
            ValueError: two actions have the same usual key.
        """
        self.notices: list[str] = []
        self.external_screen_reader = external_screen_reader
        """Whether no voice of ours reads on, so that each sentence is shown by a key."""
        self._keys = {action: _key_list(keys) for action, keys in DEFAULT_KEYS.items()}
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
            if refused not in self.changed:
                raise ValueError(f"{key!r} is the usual key of both {kept!r} and {refused!r}")
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

    def has_action(self, keys: Iterable[str]) -> bool:
        """Return whether one of some keys, names of the same key, does anything anywhere."""
        wanted = set(keys)
        return any(wanted.intersection(chosen) for chosen in self._keys.values())

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
        usual = _key_list(DEFAULT_KEYS[action])
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
        return catalogue.words(action, external_screen_reader=self.external_screen_reader)

    def press(self, action: str) -> str:
        """Return how an action is asked for, as the beginning of a sentence: "Press X"."""
        return f"Press {self.shown(action)}"

    def help_items(self) -> list[HelpItem]:
        """Return every action with its keys."""
        return [self.help_item(action.id) for action in ACTIONS]

    def help_item(self, action: str) -> HelpItem:
        """Return an action with its keys."""
        words = self.words(action)
        key, *others = map(key_name, self._keys[action])
        also = f" (also {', '.join(others)})" if others else ""
        return HelpItem(action, key, f"{words}{also}", f"{words}: {self.all_spoken(action)}")

    @property
    def urgent_while_typing(self) -> tuple[str, ...]:
        """The keys that lead to the urgent list where words are typed.

        Of its keys those that are not typed; a listener's own choice leaves F9, unless that does
        something else.
        """
        keys = [key for key in self.keys("urgent") if not character_of(key)]
        if not keys and self.action_of([SPARE_URGENT], Scope.ANYWHERE) is None:
            keys = [SPARE_URGENT]
        return tuple(keys)

    def shown(self, action: str) -> str:
        """Return the first key of an action as it is written."""
        return key_name(self._keys[action][0])

    def all_shown(self, action: str) -> str:
        """Return all keys of an action as they are written."""
        return ", or ".join(map(key_name, self._keys[action]))

    def spoken(self, action: str) -> str:
        """Return the first key of an action as it is said."""
        return spoken_key(self._keys[action][0])

    def named(self, action: str) -> str:
        """Return the first key of an action within a sentence."""
        name = self.shown(action)
        # A letter alone is easily misheard: "he" for B, "why" for Y.
        if len(name) == 1 and name.isalpha():
            return f"the letter {name}"
        return name if name.isalnum() else self.spoken(action)

    def all_spoken(self, action: str) -> str:
        """Return all keys of an action as they are said: no sign that a voice would skip."""
        return ", or ".join(map(spoken_key, self._keys[action]))

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
    """Return a key as it is written: "A" is the key, "Shift+A" the capital."""
    *modifiers, last = _parts(key)
    character = character_of(last)
    is_sign = character.isprintable() and bool(character.strip())
    name = character.upper() if is_sign else _word(last)
    return "+".join([*modifiers, name])


def key_cap(key: str) -> str:
    """Return a key as it stands on itself, where it is short there."""
    return _CAPS.get(key) or key_name(key)


def spoken_key(key: str) -> str:
    """Return a key as it is said, which is as it is written, but that a sign has a name."""
    return " ".join(map(_word, _parts(key)))


def _parts(key: str) -> list[str]:
    """Return what is pressed together for a key, the last one by Textual's name."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    if len(last) == 1 and last.isupper():
        modifiers = [*modifiers, "shift"]
    return [*map(str.capitalize, modifiers), last]


def _word(name: str) -> str:
    return _NAMES.get(name) or capitalized(name.replace("_", " "))


def _key_list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_normal(key) for key in _split(text)))


def _split(text: str) -> Iterator[str]:
    for key in text.split(","):
        if key.strip():
            yield key.strip()


def _normal(key: str) -> str:
    if len(key) == 1:
        return named(key)
    *modifiers, last = key.lower().split("+")
    last = _OTHER_NAMES.get(last, named(last) if len(last) == 1 else last)
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    return "+".join([*modifiers, last])


def named(character: str) -> str:
    """Return Textual's name for the key of a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def character_of(name: str) -> str:
    """Return the character of a key, by Textual's name; empty where it has none."""
    character = key_to_character(REPLACED_KEYS.get(name, name)) or ""
    # The name of a picture is not the name of a key: "banana" is one.
    return character if character < _PICTURES or character.isalpha() else ""


def _is_key(key: str) -> bool:
    last = key.split("+")[-1]
    return key in _KNOWN or len(last) == 1 or last in _KNOWN or bool(character_of(last))
