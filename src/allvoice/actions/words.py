"""How sentences of the program are put together."""

from __future__ import annotations


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
