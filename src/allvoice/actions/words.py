"""How sentences of the program are put together."""

from __future__ import annotations

import re

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_PHONE_SIGNS = {"+": "plus", "#": "pound", "*": "star", "x": "extension", "ext": "extension"}
_ADDRESS_SIGNS = {
    ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "?": "question mark", "=": "equals",
    "&": "and sign", "#": "number sign", "%": "percent sign", "+": "plus", "~": "tilde",
    ":": "colon", ",": "comma sign", "@": "at sign",
}  # fmt: skip


def capitalized(text: str) -> str:
    """Return a text with a capital at its start, and all others kept."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """Return a text with a small letter at its start, and all others kept."""
    return text[:1].lower() + text[1:]


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def asks_for_number(how: str, count: int) -> str:
    """Return how an item of so many is asked for, from how the list is: "Type t"."""
    return f"{how} and a number, {up_to(count)}."


def up_to(count: int) -> str:
    """Return the numbers from 1 on as they are said."""
    return "1" if count == 1 else f"1 to {count}"


def date_words(date: str) -> str:
    """Return a date as it is said: "2024-06-14" as "June 14, 2024"; any other text as it is."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", date)
    if match is None or not 1 <= int(match[2]) <= len(_MONTHS):
        return date
    month = _MONTHS[int(match[2]) - 1]
    return f"{month} {int(match[3])}, {match[1]}" if match[3] else f"{month} {match[1]}"


def phone_words(phone: str) -> str:
    """Return a telephone number digit by digit, a pause between its groups."""
    groups = []
    for part in re.findall(r"\d+|[+#*]|[^\W\d_]+", phone):
        if part.isdecimal():
            groups.append(" ".join(part))
        else:
            groups.append(_PHONE_SIGNS.get(part.casefold(), part))
    return ", ".join(groups)


def address_words(url: str) -> str:
    """Return an address of the web so that it can be written down: its parts, its signs by name."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE).rstrip("/")
    said = []
    for part in re.findall(r"[^\W\d_]+|\d|[^\w\s]|_", bare):
        said.append(_ADDRESS_SIGNS.get(part, part))
    return ", ".join(said)
