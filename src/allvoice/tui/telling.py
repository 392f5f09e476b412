"""What the listener is told: spoken, shown until the next key, and kept for the help.

Everything is said in one order: what, state, where, hint. How much of it is said is the listener's
choice: a beginner gets the hint too, an expert does without the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

BEGINNER, EXPERT = "beginner", "expert"
NOTHING_YET = "Nothing has been told yet."


MOST_WORDS_AT_ONCE = 30
"""About twelve seconds: nobody keeps more in mind at a start."""


def in_short(notices: Sequence[str], help_key: str) -> list[str]:
    """Return what is said of some notices at once: where they are many, how they are found."""
    if sum(len(notice.split()) for notice in notices) <= MOST_WORDS_AT_ONCE or len(notices) < 2:
        return list(notices)
    return [
        f"{len(notices)} things need your attention. {help_key}, then End, shows them; "
        "allvoice doctor tells more."
    ]


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
        self.verbosity = verbosity
        self._session = session
        self._show = show
        self._last = ""
        self._is_shown_already = False

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
            text = f"{text if text.endswith('.') else f'{text}.'} {more}"
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
        return f"{text if text.endswith(('.', '!', '?')) else f'{text}.'} {hint}"
