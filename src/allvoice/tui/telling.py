"""What the listener is told: spoken, shown until the next key, and kept for the help.

Everything is said in one order: what, state, where, hint. How much of it is said is the listener's
choice: a beginner gets the hint too, an expert does without the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from allvoice.text import ended
from allvoice.tui.keys.keymap import KeyTable

BEGINNER, EXPERT = "beginner", "expert"
NOTHING_YET = "Nothing has been told yet."

MOST_WORDS_AT_A_START = 20
"""Beyond a title: about eight seconds at the usual pace, longer than which nobody listens."""


def opening(
    welcome: str,
    titles: Sequence[str],
    important: Sequence[str],
    faults: Sequence[str],
    table: KeyTable,
) -> tuple[str, str]:
    """Return what is said at a start, in about eight seconds: the welcome, and what is amiss.

    What one thing of importance is about is said whole, and the welcome is shortened for it. Where
    there are many it is said how many they are, and how they are read.

    Args:
        welcome: the words of welcome; empty for none.
        titles: one of them, where the welcome holds it, is not shortened and does not count.
        important: what threatens the place or the listening.
        faults: what of the listener's own files cannot be used.
        table: the keys that lead to all of it.
    """
    held = max((title for title in titles if title in welcome), key=len, default="")
    cut = welcome.index(held) + len(held) if held else len(welcome)
    shortened = welcome if not held else f"{welcome[:cut].removesuffix('.')}."
    told = [*important, *faults]
    keys = f"{table.shown('help')}, then {table.shown('item_down')}"
    choices = [(welcome, told), (shortened, told)]
    if len(important) == 1 and faults:
        more = "1 more thing needs" if len(faults) == 1 else f"{len(faults)} more things need"
        rest = f"{more} attention: {keys}."
        choices += [(welcome, [*important, rest]), (shortened, [*important, rest])]
    elif len(told) > 1:
        rest = f"{len(told)} things need your attention. {keys}, goes through them."
        choices += [(welcome, [rest]), (shortened, [rest])]
    parts = [(first, " ".join(filter(None, others))) for first, others in choices]
    most = MOST_WORDS_AT_A_START + len(held.split())
    return next((part for part in parts if len(" ".join(part).split()) <= most), parts[-1])


class Announces(Protocol):
    """Speaks a text; the part of a session that is needed here."""

    def announce(self, text: str, earcon: str = "", *, asked: bool = False) -> None:
        """Speak a text, and tell it to the screen."""
        ...


class Telling:
    """Decides how much of a text is said and what is shown, and remembers it."""

    def __init__(self, session: Announces, show: Callable[[str], None], verbosity: str) -> None:
        """Begin with nothing told.

        Args:
            session: speaks.
            show: puts a message on the screen.
            verbosity: "beginner", "normal" or "expert".
        """
        self.messages: list[str] = []
        self.faults: list[str] = []
        """What was amiss at the start, in the order told."""
        self.verbosity = verbosity
        self._session = session
        self._show = show
        self._last = ""
        self._is_shown_already = False

    def opening(
        self,
        welcome: str,
        titles: Sequence[str],
        important: Sequence[str],
        faults: Sequence[str],
        table: KeyTable,
    ) -> tuple[str, str]:
        """Return the same as `opening`; all of what is amiss, and of the welcome, is kept."""
        self.faults = [*important, *faults]
        said = opening(welcome, titles, important, faults, table)
        if said[0] != welcome:
            self.told(welcome)
        return said

    def told(self, sentence: str) -> None:
        """Show a message and keep it."""
        if not sentence:
            return
        self._last = sentence
        if self._is_shown_already:
            return
        if not self.messages or self.messages[-1] != sentence:
            self.messages.append(sentence)
        self._show(sentence)

    def say(self, text: str, *, more: str = "", hint: str = "", earcon: str = "") -> None:
        """Speak and show what a key did.

        Args:
            text: what was done, and the state.
            more: what an expert does without.
            hint: what a beginner can do next.
            earcon: a short sound before it.
        """
        if more and self.verbosity != EXPERT:
            text = f"{ended(text)} {more}"
        self._session.announce(self._with_hint(text, hint), earcon)

    def answer(self, text: str) -> None:
        """Speak and show what was asked for; the listener wants it aloud in any case."""
        self._session.announce(text, asked=True)

    def tell_step(self, text: str, earcon: str) -> None:
        """Speak and show a part of something longer that was asked for."""
        self._session.announce(text, earcon, asked=True)

    def say_item(
        self,
        what: str,
        *,
        where: str = "",
        hint: str = "",
        earcon: str = "",
        asked: bool = False,
    ) -> None:
        """Speak a text that the screen shows already.

        Args:
            what: the thing and its state.
            where: its place among others, which an expert does without.
            hint: what a beginner can do next.
            earcon: a short sound before it.
            asked: it is said also where the interface voice is off.
        """
        if where and self.verbosity != EXPERT:
            what = f"{what}, {where}"
        with self.shown_already():
            self._session.announce(self._with_hint(what, hint), earcon, asked=asked)

    @contextmanager
    def shown_already(self) -> Iterator[None]:
        """Let what is told meanwhile not be shown: the screen shows it in another way."""
        before, self._is_shown_already = self._is_shown_already, True
        try:
            yield
        finally:
            self._is_shown_already = before

    def say_hint(self, text: str) -> None:
        """Speak and show what only a beginner is told."""
        if self.verbosity == BEGINNER:
            self._session.announce(text)

    def repeat(self) -> None:
        """Speak and show what was told last."""
        self.answer(self._last or NOTHING_YET)

    def _with_hint(self, text: str, hint: str) -> str:
        if not hint or self.verbosity != BEGINNER:
            return text
        return f"{ended(text)} {hint}"
