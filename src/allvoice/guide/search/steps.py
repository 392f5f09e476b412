"""Long work in short pieces."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]
"""Work that stops after each short piece of itself, so that something else can be done."""


def whole(steps: Steps[T]) -> T:
    """Do all of some work and return what comes of it."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found
