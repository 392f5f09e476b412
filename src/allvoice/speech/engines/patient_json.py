"""JSON read in small steps.

The parser of the standard library reads a whole text in one call into C, in which no other thread
of Python runs: a few megabytes of dictionary stop the thread that feeds the sound device for a
tenth of a second and longer. Here the large objects of a text are read some members at a time, by
the same parser.
"""

from __future__ import annotations

import json
import re
from typing import Any

STEP_CHARACTERS = 16_384
"""Read in about a millisecond."""
DEPTH = 2
"""Objects nested deeper are small."""
_SPACE = re.compile(r"[ \t\n\r]*")


def loads(text: str) -> Any:
    """Return the value of a JSON text, as `json.loads` does.

    Raises:
        ValueError: it is not JSON.
    """
    reader = _Reader(text)
    try:
        value, end = reader.value(reader.skip(0), DEPTH)
    except IndexError as error:
        raise ValueError("The text is not JSON.") from error
    if reader.skip(end) != len(text):
        raise ValueError("The text goes on after its JSON.")
    return value


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._decode = json.JSONDecoder().raw_decode

    def skip(self, at: int) -> int:
        """Return where white space ends."""
        space = _SPACE.match(self._text, at)
        return space.end() if space else at

    def value(self, at: int, depth: int) -> tuple[Any, int]:
        """Return a value and where it ends."""
        if depth == 0 or self._text[at] != "{":
            return self._decode(self._text, at)
        return self._members(self.skip(at + 1), depth)

    def _members(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        if self._text[at] == "}":
            return found, at + 1
        while True:
            some, after = self._several(at)
            if some:
                found |= some
                at = after
                continue
            key, at = self._decode(self._text, at)
            if not isinstance(key, str):
                raise ValueError("A name in the JSON is no text.")
            at = self.skip(self._expected(":", self.skip(at)))
            found[key], at = self.value(at, depth - 1)
            at = self.skip(at)
            if self._text[at] == "}":
                return found, at + 1
            at = self.skip(self._expected(",", at))

    def _several(self, at: int) -> tuple[dict[str, Any], int]:
        """Return some whole members and where the next one begins; none where that is not seen.

        A piece is cut before a name, which may be a name deeper inside; then its braces do not
        match, or it is no JSON.
        """
        cut = self._text.rfind(',"', at, at + STEP_CHARACTERS)
        piece = self._text[at:cut] if cut > at else ""
        if not piece or piece.count("{") != piece.count("}"):
            return {}, at
        try:
            some = json.loads(f"{{{piece}}}")
        except ValueError:
            return {}, at
        return some, cut + 1

    def _expected(self, sign: str, at: int) -> int:
        if self._text[at] != sign:
            raise ValueError(f"The JSON has no {sign!r} at character {at}.")
        return at + 1
