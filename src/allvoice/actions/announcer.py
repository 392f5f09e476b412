"""Tells the listener: how much of a message is said and shown, and what was told last.

Everything is said in one order: what, state, where, hint. How much of it is said is the listener's
choice: a beginner gets the hint too, an expert does without the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from allvoice.actions.model import ControlNames, Message
from allvoice.reading.commands import Announce
from allvoice.text import continued, ended

if TYPE_CHECKING:
    from allvoice.reading.commands import Command

BEGINNER, EXPERT = "beginner", "expert"
NOTHING_YET = "Nothing has been told yet."

MOST_WORDS_AT_A_START = 20
"""Beyond titles: about eight seconds at the usual pace, longer than which nobody listens."""


def opening(
    welcome: str,
    titles: Sequence[str],
    important: Sequence[str],
    faults: Sequence[str],
    controls: ControlNames,
    *,
    draws: bool = True,
) -> tuple[str, str]:
    """Return what is said at a start, in about eight seconds: the welcome, and what is amiss.

    What one thing of importance is about is said whole, and the welcome is shortened for it. Where
    there are many it is said how many they are, and how they are read.

    Args:
        welcome: the words of welcome; empty for none.
        titles: those that the welcome holds are not shortened and do not count.
        important: what threatens the place or the listening.
        faults: what of the listener's own files cannot be used.
        controls: name the keys that lead to all of it.
        draws: the help is a list to go through, else its lines are there at once.
    """
    held = [title for title in titles if title and title in welcome]
    cut = max((welcome.index(title) + len(title) for title in held), default=len(welcome))
    shortened = welcome if not held else f"{welcome[:cut].removesuffix('.')}."
    told = [*important, *faults]
    keys = controls.shown("help")
    how = f"{keys} tells them."
    if draws:
        keys = f"{keys}, then {controls.shown('item_down')}"
        how = f"{keys}, goes through them."
    choices = [(welcome, told), (shortened, told)]
    if len(important) == 1 and faults:
        more = "1 more thing needs" if len(faults) == 1 else f"{len(faults)} more things need"
        rest = f"{more} attention: {keys}."
        choices += [(welcome, [*important, rest]), (shortened, [*important, rest])]
    elif len(told) > 1:
        rest = f"{len(told)} things need your attention. {how}"
        choices += [(welcome, [rest]), (shortened, [rest])]
    parts = [(first, " ".join(filter(None, others))) for first, others in choices]
    short = (part for part in parts if _words_beyond(held, *part) <= MOST_WORDS_AT_A_START)
    return next(short, parts[-1])


def _words_beyond(titles: Sequence[str], welcome: str, others: str) -> int:
    """Return how many words are said, those of the titles left out."""
    for title in sorted(titles, key=len, reverse=True):
        welcome = welcome.replace(title, " ", 1)
    return sum(any(map(str.isalnum, word)) for word in f"{welcome} {others}".split())


class Speaks(Protocol):
    """Says and shows a text; the part of a session that is needed here."""

    def do(self, command: Command) -> None:
        """Do what is asked for."""
        ...


class Announcer:
    """Decides how much of a message is said and what is shown, and remembers it."""

    def __init__(
        self,
        session: Speaks,
        show: Callable[[str], None],
        verbosity: str,
        *,
        draws: bool = True,
    ) -> None:
        """Begin with nothing told.

        Args:
            session: speaks.
            show: puts a message before the listener's eyes.
            verbosity: "beginner", "normal" or "expert".
            draws: what a front door shows is drawn anew when it changes, so that it need not be
                told as well.
        """
        self.draws = draws
        self.messages: list[str] = []
        self.faults: list[str] = []
        """What was amiss at the start, in the order told."""
        self.verbosity = verbosity
        self.last = ""
        """What was told last."""
        self._last_shown = ""
        """The same as it was shown, where that is other than said."""
        self._session = session
        self._show = show
        self._is_shown_already = False

    def opening(
        self,
        welcome: str,
        titles: Sequence[str],
        important: Sequence[str],
        faults: Sequence[str],
        controls: ControlNames,
    ) -> tuple[str, str]:
        """Return the same as `opening`; all of what is amiss, and of the welcome, is kept."""
        self.faults = [*important, *faults]
        said = opening(welcome, titles, important, faults, controls, draws=self.draws)
        if said[0] != welcome:
            self.message_shown(welcome)
        return said

    def message_shown(self, text: str) -> None:
        """Show what the session tells, and keep it."""
        if not text:
            return
        self.last, self._last_shown = text, ""
        if self._is_shown_already:
            return
        if not self.messages or self.messages[-1] != text:
            self.messages.append(text)
        self._show(text)

    def tell(self, message: Message) -> None:
        """Say and show a message, as much of it as the listener wants."""
        if message.is_for_beginners and self.verbosity != BEGINNER:
            return
        if message.is_again:
            with self._last_kept():
                self.tell(replace(message, is_again=False))
            return
        text = self._as_much_as_wanted(message)
        shown = ""
        if message.shown:
            shown = self._as_much_as_wanted(replace(message, text=message.shown))
            self.message_shown(shown)
        if shown or (message.is_shown and self.draws):
            with self.shown_already():
                self._session.do(Announce(text, message.earcon, message.asked))
        else:
            self._session.do(Announce(text, message.earcon, message.asked))
        if shown:
            self.last, self._last_shown = text, shown

    def say(self, text: str, *, more: str = "", earcon: str = "") -> None:
        """Say and show what was done."""
        self.tell(Message(text, more=more, earcon=earcon))

    def echo(self, text: str) -> None:
        """Say what a key typed: it is shown already, and is nothing to be told again."""
        with self._last_kept(), self.shown_already():
            self._session.do(Announce(text))

    def answer(self, text: str, earcon: str = "") -> None:
        """Say and show what was asked for; the listener wants it aloud in any case."""
        self.tell(Message(text, earcon=earcon, asked=True))

    def tell_fault(self, text: str) -> None:
        """Say and show what is amiss."""
        self.answer(text, "alarm")

    @contextmanager
    def shown_already(self) -> Iterator[None]:
        """Let what is told meanwhile not be shown: it is before the listener in another way."""
        before, self._is_shown_already = self._is_shown_already, True
        try:
            yield
        finally:
            self._is_shown_already = before

    @contextmanager
    def _last_kept(self) -> Iterator[None]:
        """Let what is told meanwhile be nothing to be told again."""
        last, last_shown = self.last, self._last_shown
        try:
            yield
        finally:
            self.last, self._last_shown = last, last_shown

    def told_last(self) -> Message:
        """Return what was told last, to be told again."""
        return Message(self.last or NOTHING_YET, asked=True, shown=self._last_shown)

    def _as_much_as_wanted(self, message: Message) -> str:
        text = message.text
        if message.where and self.verbosity != EXPERT:
            text = f"{continued(text)} {message.where}"
        if message.more and self.verbosity != EXPERT:
            text = f"{ended(text)} {message.more}"
        if message.hint and self.verbosity == BEGINNER:
            text = f"{ended(text)} {message.hint}"
        return text
