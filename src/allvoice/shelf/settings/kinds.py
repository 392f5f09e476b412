"""What the value of a setting can be: how it is checked, gone through and put into words.

Named tuples, since they are made at every start: data classes take seven times as long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from allvoice.text import shown as shown_text

Value: TypeAlias = bool | int | float | str | list[str]
"""What stands in the file."""

_SHOWN_CHARS = 40
_PHONE = re.compile(
    r"(?=(?:\D*\d){3})\+?[\d\s().,/*#-][\dA-Z\s().,/*#-]{2,40}"
    r"(?:(?:ext\.?|extension|x)\s*\d{1,8})?",
    re.IGNORECASE | re.ASCII,
)
"""With letters, as 1-800 numbers are written."""


class Flag:
    """On or off."""

    @property
    def values(self) -> tuple[bool, ...]:
        """What is gone through, in this order; empty where there is no end of them."""
        return (True, False)

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        return "true or false"

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value."""
        return isinstance(value, bool)


class OneOf(NamedTuple):
    """One of some names."""

    values: tuple[str, ...]

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        return f"one of {', '.join(map(shown, self.values))}"

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value."""
        return isinstance(value, str) and value in self.values


class Whole(NamedTuple):
    """A whole number."""

    least: int
    most: int
    step: int
    """What one key changes."""
    least_by_key: int | None = None
    """Where a key stops before the least; None where it does not."""

    @property
    def values(self) -> tuple[int, ...]:
        """What is gone through, in this order."""
        least = self.least if self.least_by_key is None else self.least_by_key
        return tuple(range(least, self.most + 1, self.step))

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        return f"a whole number from {self.least} to {self.most}"

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value."""
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return is_whole and self.least <= value <= self.most  # type: ignore[operator]


class Number(NamedTuple):
    """A number, whole or not."""

    least: float
    most: float
    values: tuple[float, ...] = ()
    """Those gone through, in this order; the file may hold others."""

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        return f"a number from {self.least:g} to {self.most:g}"

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and self.least <= value <= self.most  # type: ignore[operator]


class Text:
    """Any text; which there are is known elsewhere."""

    @property
    def values(self) -> tuple[str, ...]:
        """Nothing is gone through."""
        return ()

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        return "text between quotes"

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value."""
        return isinstance(value, str)


class Phone:
    """A telephone number as it is written down; empty for none."""

    @property
    def values(self) -> tuple[str, ...]:
        """Nothing is gone through."""
        return ()

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        return "a telephone number between quotes, or empty"

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value."""
        return isinstance(value, str) and (not value or _PHONE.fullmatch(value) is not None)


class SomeOf(NamedTuple):
    """Any of some names, in a list."""

    names: tuple[str, ...]

    @property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """Nothing is gone through."""
        return ()

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        return f"a list of any of {', '.join(map(shown, self.names))}"

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value."""
        return isinstance(value, list) and all(each in self.names for each in value)


class Patterns:
    """A list of plain texts in which a star is anything."""

    @property
    def values(self) -> tuple[str, ...]:
        """Nothing is gone through."""
        return ()

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        return "a list of texts between quotes"

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value; each pattern is looked at for itself."""
        return isinstance(value, list) and all(isinstance(each, str) for each in value)


class Texts(NamedTuple):
    """A table of its own, each line a name and a text."""

    names: tuple[str, ...]
    """Those there are; empty where they are known elsewhere."""
    examples: tuple[tuple[str, str], ...]
    """Lines that show how it is written."""

    @property
    def values(self) -> tuple[str, ...]:
        """Nothing is gone through."""
        return ()

    @property
    def wanted(self) -> str:
        """What a value must be, to stand after "must be"."""
        name, text = self.examples[0]
        return f'a table with lines as {name} = "{text}"'

    def takes(self, value: object) -> bool:
        """Return whether the file may hold a value."""
        return isinstance(value, Mapping)


Kind: TypeAlias = Flag | OneOf | Whole | Number | Text | Patterns | Phone | SomeOf | Texts


def from_file(value: object) -> Any:
    """Return a value of the file as the settings hold it: nothing of it can be changed."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, Mapping):
        return MappingProxyType(dict(value))
    return value


def for_file(value: object) -> Value:
    """Return a value of the settings as it stands in the file.

    Raises:
        TypeError: no line of the file can hold it.
    """
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Sequence):
        return [str(each) for each in value]
    raise TypeError(f"no line can hold {value!r}")


def shown(value: object) -> str:
    """Return a value as it can be shown and spoken: short and without control characters."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, tuple):
        return "an empty list"
    if isinstance(value, list):
        return "a list"
    try:
        text = str(value)
    except ValueError:
        # A number of thousands of digits.
        return "this number"
    text = shown_text(text, _SHOWN_CHARS)
    return f"'{text}'" if isinstance(value, str) else text
