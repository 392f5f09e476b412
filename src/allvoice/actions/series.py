"""Things told one after the other, each when the one before was heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from allvoice.reading.commands import CancelAnnouncement, Chime

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.reading.runner import ReadingSession


class Series:
    """Tells a row of texts; the reading, which whoever begins it pauses, is gone on with behind."""

    def __init__(
        self, session: ReadingSession, announcer: Announcer, pause_scope: PauseScope
    ) -> None:
        """Begin at rest.

        Args:
            session: the reading.
            announcer: says and shows each text.
            pause_scope: paused the reading.
        """
        self._session = session
        self._announcer = announcer
        self._pause_scope = pause_scope
        self._texts: list[str] = []
        self._at = 0
        """Which text is being told."""
        self._is_held = False
        self._then: Callable[[], object] | None = None

    @property
    def is_on(self) -> bool:
        """Whether it is being told, or held."""
        return self._then is not None

    @property
    def is_held(self) -> bool:
        """Whether it waits for the listener."""
        return self._is_held

    def begin(self, texts: Sequence[str], then: Callable[[], object], earcon: str = "") -> None:
        """Tell the first text.

        Args:
            texts: at least one.
            then: is done once all were heard.
            earcon: a short sound before the first.
        """
        self._texts = list(texts)
        self._then = then
        self._tell(0, earcon=earcon)

    def go_on(self) -> None:
        """Tell the next text, or come to the end: what was being told is heard."""
        if self._then is None or self._is_held:
            return
        if self._at + 1 < len(self._texts):
            self._tell(self._at + 1)
            return
        then, self._then = self._then, None
        then()

    def hold_or_go_on(self, held: str) -> None:
        """Be silent for as long as the listener wants, then tell the text anew that was cut.

        Args:
            held: what is shown meanwhile.
        """
        if self._is_held:
            self._tell(self._at)
            return
        self._is_held = True
        self._session.do(CancelAnnouncement())
        self._session.do(Chime("pause"))
        self._announcer.message_shown(held)

    def move(self, step: int, edge: str) -> None:
        """Tell the next text (1) or the one before (-1) at once.

        Args:
            step: which way.
            edge: said where there is none, before the present text is told anew.
        """
        at = self._at + step
        if 0 <= at < len(self._texts):
            self._tell(at)
        else:
            self._tell(self._at, first=edge, earcon="edge")

    def _tell(self, at: int, *, first: str = "", earcon: str = "") -> None:
        self._at = at
        self._is_held = False
        self._announcer.answer(f"{first} {self._texts[at]}".strip(), earcon)

    def leave(self, *, goes_on: bool) -> None:
        """End it, if it is being told.

        What was paused for it is read on before the key is answered: the answer is heard over the
        reading, while going on would cut it.

        Args:
            goes_on: the reading is to be gone on with.
        """
        if not self.is_on:
            return
        self._then = None
        if goes_on:
            self._pause_scope.end()
        else:
            self._pause_scope.forget()
