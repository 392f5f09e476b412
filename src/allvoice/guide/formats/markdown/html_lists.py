"""Numbers of lists written in HTML: `<ol start="3">`, `<li value="7">`."""

from __future__ import annotations

import re

_START = re.compile(r"\s(?:start|value)\s*=\s*[\"']?\s*(-?\d{1,9})", re.IGNORECASE)
_LETTERS = re.compile(r"\stype\s*=\s*[\"']?([aA])(?![\w-])")
_BACKWARD = re.compile(r"\sreversed(?![\w-])", re.IGNORECASE)
_LAST_LETTER = 26


class ListNumbers:
    """Counts the items of the lists that a piece of HTML is inside of."""

    def __init__(self) -> None:
        self._next: list[int | None] = []
        self._letters: list[str] = []

    def take(self, tag: str, name: str, *, opens: bool) -> str:
        """Return the number that is shown behind a tag; empty for none.

        Args:
            tag: as it is written.
            name: its name in small letters.
            opens: whether it is no closing tag.
        """
        if name in ("ol", "ul"):
            if opens:
                start, letters = _START.search(tag), _LETTERS.search(tag)
                # Where a list that counts down begins is known at its end alone.
                counts = name == "ol" and not _BACKWARD.search(tag)
                self._next.append((int(start[1]) if start else 1) if counts else None)
                self._letters.append(letters[1] if letters else "")
            elif self._next:
                self._next.pop()
                self._letters.pop()
            return ""
        if name != "li" or not opens or not self._next or self._next[-1] is None:
            return ""
        given = _START.search(tag)
        number = int(given[1]) if given else self._next[-1]
        self._next[-1] = number + 1
        if self._letters[-1] and 0 < number <= _LAST_LETTER:
            return f"{chr(ord(self._letters[-1]) + number - 1)}. "
        return f"{number}. "
