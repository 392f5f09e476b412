"""Reading without a voice: a key shows the next sentence, and a screen reader sets the pace."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.guide.model import Position
from allvoice.plain.transcript import Transcript
from allvoice.reading.listening import Listening
from allvoice.reading.passages import named

END, SECTION_END = "End of the guide.", "End of this section."
HEAR_SKIPPED = "Type x to hear it."


class ByHand:
    """Shows the sentence where the session stands, which never plays."""

    def __init__(self, listening: Listening, transcript: Transcript) -> None:
        self.skipped: Position | None = None
        """Where the passage begins that was left out last."""
        self._listening = listening
        self._guide = listening.guide
        self._transcript = transcript

    def go_on(self) -> None:
        """Show the next sentence, after the end the first of the guide."""
        following = self._listening.following()
        if following is None:
            self.move(self._listening.go_to_start)
            return
        first = self._listening.state.position.block + 1
        if first < following.block:
            self.skipped = Position(first)
            passed = named(self._guide.blocks[first : following.block])
            self._transcript.tell(f"{passed} skipped. {HEAR_SKIPPED}")
        self.move(lambda: self._listening.go_to(following))

    def move(self, move: Callable[[], None]) -> None:
        """Do a move of the session, and show the sentence it led to, if it led anywhere."""
        before = self._listening.state.generation
        move()
        if self._listening.state.generation != before:
            self._listening.stop()
            self.show_here()

    def show_here(self) -> None:
        """Show the sentence, and whether something ends with it."""
        here = self._listening.state.position
        self._transcript.show(here)
        following = self._listening.following()
        if following is None:
            self._transcript.tell(END)
            return
        leaves = self._guide.section_of(following) is not self._guide.section_of(here)
        if self._listening.state.only_section and leaves:
            self._transcript.tell(SECTION_END)
