"""Tells HTML tags from words in angle brackets: `<label for the fridge>` is to be read. Pure.

A form names in angle brackets what belongs there, and many such words are names of HTML tags too.
"""

from __future__ import annotations

import re

from markdown_it.common.html_re import attr_name, attr_value, close_tag, open_tag

TAG = re.compile(f"{open_tag}|{close_tag}")
"""What has the form of an HTML tag, whatever its name."""
_ATTRIBUTE = re.compile(rf"\s+({attr_name})(\s*=\s*{attr_value})?")
_ANYWHERE = frozenset({"autofocus", "contenteditable", "hidden", "inert", "itemscope"})
_BY_TAG = {
    "a": "download",
    "area": "download nohref",
    "audio": "autoplay controls loop muted",
    "button": "disabled formnovalidate",
    "details": "open",
    "dialog": "open",
    "dir": "compact",
    "dl": "compact",
    "fieldset": "disabled",
    "form": "novalidate",
    "frame": "noresize",
    "hr": "noshade",
    "iframe": "allowfullscreen",
    "img": "ismap",
    "input": "checked disabled formnovalidate multiple readonly required",
    "link": "disabled",
    "menu": "compact",
    "object": "declare",
    "ol": "compact reversed",
    "optgroup": "disabled",
    "option": "disabled selected",
    "script": "async defer nomodule",
    "select": "disabled multiple required",
    "style": "scoped",
    "table": "border",
    "td": "nowrap",
    "textarea": "disabled readonly required",
    "th": "nowrap",
    "track": "default",
    "ul": "compact",
    "video": "autoplay controls loop muted playsinline",
}
"""Attributes that need no value, by the tags that have them (HTML Living Standard, HTML 4)."""
_BARE = {name: frozenset(words.split()) for name, words in _BY_TAG.items()}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPECIAL = re.compile(r"[:._-]")
"""In the name of an attribute: of a program that makes pages, never of a word."""


def is_placeholder(tag: str, name: str) -> bool:
    """Return whether what has the form of a tag is words for people.

    It is where words follow its name that are no attributes, unless one with a value shows that it
    is a tag after all.

    Args:
        tag: from its "<" to its ">".
        name: its name in small letters.
    """
    if " " not in tag and "\n" not in tag and "\t" not in tag:
        return False
    known = _BARE.get(name, frozenset())
    words = False
    for attribute, value in _ATTRIBUTE.findall(tag):
        if value:
            return False
        word = attribute.lower()
        words = words or not (word in known or word in _ANYWHERE or _SPECIAL.search(word))
    return words


def is_hidden(tag: str) -> bool:
    """Return whether a tag says that nothing of what it holds is to be seen."""
    if "hidden" not in tag.lower() and "none" not in tag.lower():
        return False
    for attribute, value in _ATTRIBUTE.findall(tag):
        if attribute.lower() == "hidden":
            return True
        if attribute.lower() == "style" and _UNSEEN.search(value):
            return True
    return False


def placeholder_at(source: str, start: int) -> bool:
    """Return whether words in angle brackets begin at a place."""
    tag = TAG.match(source, start)
    if tag is None or tag[0][1] == "/":
        return False
    name = re.match(r"<([A-Za-z][A-Za-z0-9-]*)", tag[0])
    return name is not None and is_placeholder(tag[0], name[1].lower())
