"""What the listener is told: spoken, shown until the next key, and kept for the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Announces(Protocol):
    """Speaks a text; the part of a session that is needed here."""

    def announce(self, text: str) -> None:
        """Speak a text, and tell it to the screen."""
        ...


class Telling:
    """Decides what of a text is spoken, what is shown, and remembers it."""

    def __init__(self, session: Announces, show: Callable[[str], None], *, aloud: bool) -> None:
        """Begin with nothing told.

        Args:
            session: speaks.
            show: puts a message on the screen.
            aloud: whether what a key did is spoken.
        """
        self.messages: list[str] = []
        self._session = session
        self._show = show
        self._aloud = aloud
        self._is_shown_already = False

    def told(self, sentence: str) -> None:
        """Show a message and keep it."""
        if self._is_shown_already or not sentence:
            return
        if not self.messages or self.messages[-1] != sentence:
            self.messages.append(sentence)
        self._show(sentence)

    def say(self, text: str) -> None:
        """Speak and show a text."""
        if self._aloud:
            self._session.announce(text)
        else:
            self.told(text)

    def answer(self, text: str) -> None:
        """Speak and show what was asked for; the listener wants it aloud in any case."""
        self._session.announce(text)

    def say_item(self, text: str) -> None:
        """Speak a text that the screen shows already."""
        if not self._aloud:
            return
        self._is_shown_already = True
        try:
            self._session.announce(text)
        finally:
            self._is_shown_already = False
