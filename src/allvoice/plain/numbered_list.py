"""The list shown last: its pages, its prompt, and where its numbers go. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from allvoice.plain import prompts

MADE_AT_ONCE = 100
"""Lines of a list: a window shows fewer."""


class NumberedList:
    """Gives out a list a window at a time.

    What scrolls out of a window of twelve lines is out of reach for a braille display, and a
    screen reader that compares windows never says it.
    """

    def __init__(self, fit: Callable[[Sequence[str]], int], no_list: Callable[[int], None]) -> None:
        """Begin with no list.

        Args:
            fit: how many of some lines a window holds above the prompt; all of them in a pipe.
            no_list: takes a number where there is no list, or none with numbers.
        """
        self._fit = fit
        self._rest: list[str] = []
        """Lines that were made and not shown yet: where there are more to come, at least one."""
        self._coming: Iterator[str] = iter(())
        self._choices: tuple[int, str, str] | None = None
        self._no_list = no_list
        self.count = 0
        """How many items can be chosen by number."""
        self.choose = no_list
        """Takes a number that was typed alone."""

    @property
    def has_more(self) -> bool:
        """Whether Enter shows more of the list."""
        return bool(self._rest)

    def open(
        self,
        lines: Iterable[str],
        choose: Callable[[int], None] | None = None,
        more: str = "",
        does: str = "go there",
        count: int = 0,
    ) -> None:
        """Begin a list.

        Args:
            lines: what it holds.
            choose: takes the number of an item; None where they have none.
            more: another choice for its prompt.
            does: what a number does.
            count: how many items it has; other lines are headings.
        """
        self._rest, self._coming = [], iter(lines)
        self.count = count
        self.choose = choose or self._no_list
        self._choices = None if choose is None else (count, more, does)

    def page(self) -> list[str]:
        """Return the next lines that fit."""
        count = self._fit(self._rest)
        while count >= len(self._rest) and self._make_more():
            count = self._fit(self._rest)
        count = max(1, count)
        page, self._rest = self._rest[:count], self._rest[count:]
        if not self._rest:
            self._make_more()
        return page

    def _make_more(self) -> bool:
        """Make the next lines; tell whether there were any."""
        made = [*islice(self._coming, MADE_AT_ONCE)]
        self._rest += made
        return bool(made)

    def show_no_more(self) -> None:
        """Show no more of it; its numbers still work."""
        self._rest, self._coming = [], iter(())
        self._choices = None

    def leave(self) -> None:
        """Be done with it.

        A number typed long after would go to a list that nobody remembers.
        """
        self.show_no_more()
        self.count = 0
        self.choose = self._no_list

    def prompt(self, enter: str) -> str:
        """Return the prompt that belongs below what was shown.

        Args:
            enter: what Enter does once all of the list was shown.
        """
        enter = prompts.MORE if self._rest else enter
        if self._choices is None:
            return prompts.usual(enter)
        count, more, does = self._choices
        return prompts.after_list(count, enter, more, does)
