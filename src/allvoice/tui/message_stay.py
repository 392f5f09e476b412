"""How long a message stays on the screen while nobody strikes a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.reading.state import Status

if TYPE_CHECKING:
    from allvoice.guide.model import Position
    from allvoice.reading.state import State


class MessageStay:
    """Knows when a message has been told, and a sentence was read beside it.

    It lies over the state and, in a small window, over the text, where whoever only listens would
    have it for hours. While nothing is read it stays; what is amiss stays until a key is struck: it
    may not have been heard.
    """

    def __init__(self) -> None:
        """Begin with no message."""
        self._text = ""
        self._is_fault = False
        self._is_told = False
        self._is_being_told = False
        self._outlasts = False
        """What is being told holds for the sentence after it too."""
        self._since: Position | None = None
        """The sentence that it stands beside."""
        self._was_begun = False
        """Some of that sentence had been read when it came."""

    def begin(self, text: str, state: State) -> None:
        """Note which message is shown.

        Args:
            text: the message; empty for none.
            state: the session as it is then.
        """
        self._text, self._is_fault = text, text == state.fault
        self._is_told = self._is_being_told = self._outlasts = False
        self._since, self._was_begun = state.position, state.word_range is not None
        if text:
            self._note_telling(state)

    def is_over(self, state: State, *, hides: bool) -> bool:
        """Note what is heard, and tell whether the message is to go.

        Args:
            state: the session as it is now.
            hides: it hides more of the text than may be beside what is read.
        """
        if not self._text or self._note_telling(state) or state.status is not Status.PLAYING:
            return False
        if self._is_told and hides:
            return True
        if self._is_fault or state.position == self._since:
            return False
        if self._is_told or not self._was_begun:
            return True
        self._since, self._was_begun = state.position, False
        return False

    def _note_telling(self, state: State) -> bool:
        """Note whether something is being told, and beside which sentence it was told."""
        was_being_told = self._is_being_told
        self._is_being_told = (
            state.announcement_id is not None or state.welcoming or bool(state.between_message)
        )
        if self._is_being_told:
            self._is_told = True
            # How time to think is cut short is of no use once it is over.
            self._outlasts = not state.is_think_time
        elif was_being_told and self._outlasts:
            self._since = state.position
        return self._is_being_told
