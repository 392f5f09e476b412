"""What looks like the key of an action, for lines that do not stand under [keys], or only seem to.

The four settings `one_sentence`, `ruler`, `theme` and `voice` share their names with actions: under
[keys] their value tells which of the two is meant.
"""

from __future__ import annotations

import re
import unicodedata

_MODIFIERS = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})
_NAMED_KEYS = frozenset(
    {"backspace", "del", "delete", "end", "enter", "esc", "escape", "home", "ins", "insert"}
    | {"down", "left", "right", "up", "page_down", "page_up", "pagedown", "pageup", "pgdn", "pgup"}
    | {"at", "backslash", "minus", "plus", "return", "slash", "spacebar", "tab", "underscore"}
)


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
