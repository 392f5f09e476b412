"""Named rules in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from allvoice.narration.around import Around

_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

MOST_REMEMBERED = 20_000
"""Different tokens of which it is remembered what is said; a long text has as many."""
Said = tuple[str, str]
"""The spoken form of a token, and the name of the rule that made it."""
Say = Callable[[str, Around], str | None]
"""How a token is said, or None for one of another kind."""


class Rule(NamedTuple):
    """One way to say a token, under the name it has for people."""

    name: str
    say: Say
    figures: bool | None = None
    """The rule is asked only about tokens with a figure (True) or without one (False)."""
    mixed: bool = False
    """The rule is asked only about tokens that are neither letters alone nor a plain number."""


class Table:
    """Rules in the order in which they are asked; the first that answers says the token."""

    def __init__(self, *rules: Rule) -> None:
        """Take the rules; the last of a table that is `sure` answers always."""
        self.rules = rules
        with_figure = [rule for rule in rules if rule.figures is not False]
        without = [rule for rule in rules if rule.figures is not True]
        # Most tokens are letters or a number, and most rules want something else: these are not
        # asked one by one, which would take most of the time.
        self._mixed_with_figure = [(rule.name, rule.say) for rule in with_figure]
        self._mixed_without = [(rule.name, rule.say) for rule in without]
        self._number = [(rule.name, rule.say) for rule in with_figure if not rule.mixed]
        self._letters = [(rule.name, rule.say) for rule in without if not rule.mixed]

    def first(self, token: str, around: Around) -> Said | None:
        """Return what the first rule says that answers, or None where none does."""
        for name, say in self._asked(token):
            said = say(token, around)
            if said is not None:
                return said, name
        return None

    def _asked(self, token: str) -> list[tuple[str, Say]]:
        if token.isalpha():
            return self._letters
        if _NUMBER.fullmatch(token):
            return self._number
        return self._mixed_with_figure if _FIGURE.search(token) else self._mixed_without

    def sure(self, token: str, around: Around) -> Said:
        """Return what the first rule says that answers.

        Raises:
            LookupError: none does.
        """
        found = self.first(token, around)
        if found is None:
            raise LookupError(token)
        return found


class Remembered:
    """What was said of tokens by their own looks, or by the token before them besides.

    What a rule says depends on nothing but what it looked at, so that this is said of them again.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._said: dict[tuple[str, bool, str | None], Said] = {}

    def get(self, token: str, before: str, *, shouting: bool) -> Said | None:
        """Return what is said of a token behind another, and the rule; None where not known yet."""
        said = self._said.get((token, shouting, None))
        return said or self._said.get((token, shouting, before))

    def keep(self, token: str, around: Around, said: Said) -> None:
        """Remember what was said of a token. However many there are, only so much is kept."""
        looks = around.looks
        if looks - {"before"}:
            return
        if len(self._said) >= MOST_REMEMBERED:
            self._said.clear()
        self._said[token, around.shouting, around.before if looks else None] = said
