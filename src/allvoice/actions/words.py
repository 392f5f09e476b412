"""How sentences of the program are put together."""

from __future__ import annotations


def ended(text: str) -> str:
    """Return a text with a full stop, unless it ends with a mark of its own."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def capitalized(text: str) -> str:
    """Return a text with a capital at its start, and all others kept."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """Return a text with a small letter at its start, and all others kept."""
    return text[:1].lower() + text[1:]


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def in_short(text: str, most_chars: int) -> str:
    """Return a text cut where it is longer than so many characters."""
    return text if len(text) <= most_chars else f"{text[:most_chars]}…"


def up_to(count: int) -> str:
    """Return the numbers from 1 on as they are said."""
    return "1" if count == 1 else f"1 to {count}"
