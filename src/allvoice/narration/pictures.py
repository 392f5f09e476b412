"""How emoji and other small pictures are said: one short name each, set off by pauses."""

from __future__ import annotations

import re
from functools import lru_cache

from allvoice.narration import signs

RULE = "name of a picture"
"""The rule that says what a small picture shows."""
_NAMES = {
    "☎": "phone", "📞": "phone", "⚠": "warning", "❌": "cross", "❎": "cross", "✖": "cross",
    "✕": "cross", "✗": "cross", "✘": "cross", "✅": "check", "✔": "check", "✓": "check",
    "☐": "empty box", "☑": "checked box", "☒": "crossed box", "❗": "exclamation mark",
    "❕": "exclamation mark", "‼": "exclamation mark", "❓": "question mark",
    "❔": "question mark", "⭕": "red ring", "♀": "female", "♂": "male",
    "★": "star", "☆": "empty star",
}  # fmt: skip
"""Shorter than the Unicode consortium's names, which a library has."""
_ONE = (
    "[\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u2600-\u2775\u2795-\u2797\u27a1\u27b0\u27bf"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff"
    "\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a"
    "\U0001f200-\U0001f2ff\U0001f300-\U0001faff]"
)
_LOOKS = "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_KEYCAP = "[0-9#*]\ufe0f?\u20e3"
_PICTURE = (
    rf"(?:{_FLAG}|{_KEYCAP}|[\u2122\u2139\u203c\u2049\u2194-\u21aa\u24c2\u25aa-\u25fe]\ufe0f"
    rf"|[\u203c\u2049]|{_ONE}{_LOOKS}{{0,2}}(?:\u200d{_ONE}{_LOOKS}{{0,2}}){{0,8}}"
    "[\U000e0020-\U000e007f]{0,8})"
)
PICTURES = re.compile(rf"({_PICTURE})(?: ?\1)*")
"""A row of the same picture."""
KEYCAPS = re.compile(
    r"(?:[0-9]\ufe0f?\u20e3){2,6}|[0-9]\ufe0f?\u20e3(?= ?(?:mg|mcg|mL|ml|g|tab|cap))"
)
"""Keys with figures in a row, or before a measure: one number."""
ROW_OF_ARROWS = re.compile(r"([↑↓])(?: ?\1){1,3}(?! ?\1)")
"""Two or more say more than one; none of them is left out."""
NOTHING = re.compile("∅")
_DRAWN = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_PLAIN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@lru_cache(maxsize=256)
def name_of(picture: str) -> str:
    """Return the short English name of one picture."""
    drawn = _DRAWN.sub("", picture) or picture
    if drawn in _NAMES:
        return _NAMES[drawn]
    if drawn.endswith("\u20e3"):
        return f"number {drawn[0]}" if drawn[0].isdecimal() else signs.said(drawn[0])
    # Imported where a text has such a picture: most have none.
    try:
        import emoji
    except ModuleNotFoundError:
        return signs.said(drawn)
    name = emoji.demojize(drawn, delimiters=("", ""))
    if name == drawn:
        name = emoji.demojize(f"{drawn}\ufe0f", delimiters=("", "")).rstrip("\ufe0f")
    if name == drawn:
        return signs.said(drawn)
    words = " ".join(_PLAIN.findall(name.replace("’", "'").replace("_", " ")))
    if words.startswith("family "):
        return "family"
    if "\U0001f1e6" <= drawn[0] <= "\U0001f1ff" or (drawn[0] == "🏴" and len(drawn) > 3):
        return f"flag of {words}"
    return words


def said_row(found: re.Match[str]) -> str:
    """Return how one picture or a row of it is said: how many there are is told."""
    name, count = name_of(found[1]) or "a picture", found[0].count(found[1])
    return name if count == 1 else f"{name}, {count} times"


def digits_of(keys: str) -> str:
    """Return the number that keys with figures show."""
    return "".join(filter(str.isdecimal, keys))


def said_arrows(row: str) -> str:
    """Return how a row of arrows up or down is said: each of them."""
    arrows = row.replace(" ", "")
    return ", ".join([signs.NAMES[arrows[0]]] * len(arrows))
