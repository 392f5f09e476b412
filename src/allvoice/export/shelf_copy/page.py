"""A page for people: headings, lists, facts and room to write, in no form yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from allvoice.text import one_line

TIME = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the page's own title is of level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of the program."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with its name before it; where it is empty, room to write it."""

    name: str
    text: str
    room_lines: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts that belong together, and stay on one sheet of paper."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that a listener marked or wrote down."""

    text: str
    """Lines are parted by line ends."""
    when: str = ""
    """By the clock on the wall."""
    details: tuple[Fact, ...] = ()
    """What stands under it: its note, its answer, room for one."""
    is_done: bool | None = None
    """Whether its box is ticked; None for no box."""


@dataclass(frozen=True, slots=True)
class List:
    """Items in their order."""

    items: tuple[Item, ...]
    is_numbered: bool = False
    is_dated: bool = False
    """The time stands before the words, not behind them."""


Part: TypeAlias = Heading | Paragraph | Facts | List


@dataclass(frozen=True, slots=True)
class Page:
    """All of it."""

    title: str
    parts: tuple[Part, ...]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that hold anything, without what could steer a terminal."""
    return [line for each in text.split("\n") if (line := one_line(each))]


def local_time(stored: str) -> str:
    """Return a stored time by the clock on the wall; what is no time as it is."""
    at = time_of(stored)
    return one_line(stored) if at is None else at.astimezone().strftime(TIME)


def time_of(stored: str) -> datetime | None:
    """Return a stored time; None where it is none that can be placed."""
    try:
        at = datetime.fromisoformat(stored)
        return at.astimezone() if at.tzinfo is not None else None
    except (ValueError, OverflowError, OSError):
        return None
