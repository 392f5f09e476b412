"""Named rules in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from allvoice.narration.around import Around

_FIGURE = re.compile(r"\d")

Said = tuple[str, str]
"""The spoken form of a token, and the name of the rule that made it."""


class Rule(NamedTuple):
    """One way to say a token, under the name it has for people."""

    name: str
    say: Callable[[str, Around], str | None]
    """Return how the token is said, or None for one of another kind."""
    figures: bool | None = None
    """The rule is asked only about tokens with a figure (True) or without one (False)."""


class Table:
    """Rules in the order in which they are asked; the first that answers says the token."""

    def __init__(self, *rules: Rule) -> None:
        """Take the rules; the last of a table that is `sure` answers always."""
        self.rules = rules
        self._with_figure = [(r.name, r.say) for r in rules if r.figures is not False]
        self._without = [(r.name, r.say) for r in rules if r.figures is not True]

    def first(self, token: str, around: Around) -> Said | None:
        """Return what the first rule says that answers, or None where none does."""
        for name, say in self._with_figure if _FIGURE.search(token) else self._without:
            said = say(token, around)
            if said is not None:
                return said, name
        return None

    def sure(self, token: str, around: Around) -> Said:
        """Return what the first rule says that answers.

        Raises:
            LookupError: none does.
        """
        found = self.first(token, around)
        if found is None:
            raise LookupError(token)
        return found
