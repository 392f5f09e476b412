"""Lines of the settings file that stand on the wrong side of [keys], and what is meant by them.

TOML takes every line below a table's header for a part of that table. So a setting written at the
end of the file becomes a key, and a key whose header is still a comment becomes a setting.
"""

from __future__ import annotations

import re
import unicodedata

ALSO_ACTIONS = frozenset({"one_sentence", "ruler", "theme", "voice"})
"""Settings whose name is that of an action too: their value tells which is meant."""

_MODIFIERS = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})
_NAMED_KEYS = frozenset(
    {"backspace", "del", "delete", "end", "enter", "esc", "escape", "home", "ins", "insert"}
    | {"down", "left", "right", "up", "page_down", "page_up", "pagedown", "pageup", "pgdn", "pgup"}
    | {"at", "backslash", "minus", "plus", "return", "slash", "spacebar", "tab", "underscore"}
)


def is_setting(name: str, value: object) -> bool:
    """Return whether a setting's name, under [keys], stands for the setting and no action."""
    return name not in ALSO_ACTIONS or not names_keys(value)


def names_keys(value: object) -> bool:
    """Return whether a value is a key, or several with commas between."""
    if not isinstance(value, str):
        return False
    keys = [each.strip() for each in value.split(",") if each.strip()]
    return bool(keys) and all(map(_is_key, keys))


def _is_key(text: str) -> bool:
    if len(text) == 1:
        return True
    *modifiers, last = text.lower().split("+")
    if not set(modifiers) <= _MODIFIERS:
        return False
    if len(last) == 1 or last in _NAMED_KEYS or re.fullmatch(r"f[1-9]\d?", last):
        return True
    try:
        return unicodedata.lookup(last.replace("_", " ")).isascii()
    except KeyError:
        return False
