"""How sentences of the program are put together."""

from __future__ import annotations

import datetime
import re
import unicodedata
from textwrap import wrap

from allvoice.guide.model import shortened
from allvoice.text import one_line, shown

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
_SIGNS = {
    " ": "space", "'": "apostrophe", '"': "quote", "!": "exclamation mark", ";": "semicolon",
    "(": "open bracket", ")": "close bracket", "*": "star", "$": "dollar", "°": "degrees",
}  # fmt: skip
_ADDRESS_SIGNS = {
    ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "?": "question mark", "=": "equals",
    "&": "and sign", "#": "number sign", "%": "percent sign", "+": "plus", "~": "tilde",
    ":": "colon", ",": "comma sign", "@": "at sign",
}  # fmt: skip

_HTTP = "h t t p"
MOST_OWN_WORDS_SHOWN_CHARS, MOST_OWN_WORDS_SAID_CHARS = 160, 300
"""Of what a listener wrote, where it is one of many."""
MOST_ADDRESS_CHARS = 240
"""The longest address of the guide's own sources is 228: nobody writes down more."""

STAYS = "Another window wrote here since. Nothing was removed."
"""Told where what was to be removed has words that this listener has not seen."""
LINES_PARTED = "; also: "
"""Between what stands on lines of its own, such as what two windows wrote."""
BOTH_KEPT = "Another window wrote here too; both are kept."


def capitalized(text: str) -> str:
    """Return a text with a capital at its start, and all others kept."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """Return a text with a small letter at its start, and all others kept."""
    return text[:1].lower() + text[1:]


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def pieces(text: str, longest_chars: int) -> list[str]:
    """Return a text cut where it is long, into pieces as even as can be: none is a scrap."""
    text = " ".join(text.split())
    fewest = wrap(text, longest_chars, break_on_hyphens=False)
    for width in range(len(text) // max(1, len(fewest)), longest_chars):
        even = wrap(text, max(1, width), break_on_hyphens=False)
        if len(even) == len(fewest):
            return even
    return fewest


def own_words_shown(text: str) -> str:
    """Return what a listener wrote as it stands in a list: in one line, shortened."""
    return shortened(_beginning(text, MOST_OWN_WORDS_SHOWN_CHARS), MOST_OWN_WORDS_SHOWN_CHARS)


def own_words_said(text: str) -> str:
    """Return what a listener wrote as it is said: of much the beginning."""
    said = _beginning(text, MOST_OWN_WORDS_SAID_CHARS)
    if len(said) <= MOST_OWN_WORDS_SAID_CHARS:
        return said
    return f"{shortened(said, MOST_OWN_WORDS_SAID_CHARS).rstrip('…')}, and so on"


def own_line(text: str) -> str:
    """Return what a listener wrote in one line, its lines parted: two doses are never one run."""
    lines = [line for each in text.splitlines() if (line := one_line(each))]
    return LINES_PARTED.join([*(line.rstrip(".") for line in lines[:-1]), *lines[-1:]])


def _beginning(text: str, longest_chars: int) -> str:
    """Return the first lines of a text in one line, more than are wanted of them."""
    return own_line(text[: 2 * longest_chars])


def asks_for_number(how: str, count: int) -> str:
    """Return how an item of so many is asked for, from how the list is: "Type t"."""
    return f"{how} and a number, {up_to(count)}."


def up_to(count: int) -> str:
    """Return the numbers from 1 on as they are said."""
    return "1" if count == 1 else f"1 to {count}"


def date_words(date: str) -> str:
    """Return a date as it is said: "2024-06-14" as "June 14, 2024"; empty for what is no date."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", date.strip())
    if match is None:
        return ""
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    if month is None:
        return year
    name = _MONTHS[int(month) - 1]
    return f"{name} {int(day)}, {year}" if day else f"{name} {year}"


def sign_words(sign: str) -> str:
    """Return a single character as it is said: a letter as a capital, a sign by its name."""
    if sign.isalnum():
        # The small one would be said as a word: "a".
        return sign.upper()
    known = {**_ADDRESS_SIGNS, ",": "comma", **_SIGNS}.get(sign)
    return known or unicodedata.name(sign, "a sign").lower()


def phone_words(phone: str) -> str:
    """Return a telephone number digit by digit, a pause between its groups."""
    groups = []
    for part in re.findall(r"\d+|[+#*]|[^\W\d_]+", phone):
        if part.isdecimal():
            groups.append(" ".join(part))
        else:
            groups.append(_PHONE_SIGNS.get(part.casefold(), part))
    return ", ".join(groups)


def address_words(address: str) -> str:
    """Return an address so that it can be written down: its parts, its signs by name.

    It is of the web or of e-mail. What every address of the web begins with is left out.
    """
    bare = re.sub(r"^https://(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")
    said = []
    if bare[:7].casefold() == "http://":
        # Without these letters a browser would try the other way, and find nothing.
        said, bare = [_HTTP], bare[4:]
    for part in re.findall(r"[^\W\d_]+|\d|[^\w\s]|_", bare[:MOST_ADDRESS_CHARS]):
        said.append(_ADDRESS_SIGNS.get(part, part))
    if len(bare) > MOST_ADDRESS_CHARS:
        said.append("and so on")
    return ", ".join(said)


def address_shown(address: str) -> str:
    """Return an address as it is shown: harmless, its end an ellipsis where it is far too long."""
    return shown(address, MOST_ADDRESS_CHARS)
