"""What the screen is given at its start, beside the session."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from allvoice.actions.documents.opening import begin_reading, titles_kept
from allvoice.tui.theme import themes
from allvoice.tui.theme.theme_files import OwnThemes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.theme import Theme

    from allvoice.actions.announcer import Announcer
    from allvoice.actions.dispatch import Actions
    from allvoice.reading.runner import ReadingSession
    from allvoice.speech.protocol import Event
    from allvoice.tui.keys.keymap import Keymap


@dataclass(frozen=True, slots=True)
class Start:
    """What is told at the start, and when the guide is read."""

    welcome: str = ""
    """What is spoken first, before the guide is read on; empty for nothing."""
    notices: Sequence[str] = ()
    """Sentences the listener is told."""
    faults: Sequence[str] = ()
    """What of the listener's own files cannot be used; many are told in short."""
    waits: bool = False
    """The guide is read on only when a key asks for it."""
    typed: str = ""
    """What was typed while the guide was opened."""
    is_first_start: bool = False
    """The tour of the keys is given after the welcome."""
    connect: Callable[[Callable[[Event], None]], None] | None = None
    """Given what takes the voice's events, once the screen can take them."""

    def open(
        self,
        session: ReadingSession,
        actions: Actions,
        announcer: Announcer,
        keymap: Keymap,
        faults: Sequence[str],
        too_small: str = "",
    ) -> None:
        """Say the welcome and what is amiss, then read on, wait, or give the tour.

        Args:
            session: the reading.
            actions: give the tour.
            announcer: says and shows it.
            keymap: names the keys in it.
            faults: what of the listener's own files cannot be used.
            too_small: says that the window has no room for the guide; empty where it has.
        """
        titles = titles_kept(session.guide, session.state.position, waits=self.waits)

        def said(*more: str) -> tuple[str, str]:
            important = [*self.notices, *more]
            return announcer.opening(self.welcome, titles, important, faults, keymap)

        if not too_small:
            self._say(session, actions, *said())
            return
        # Nothing but that is shown; in a window that has grown it would not be true.
        announcer.message_shown(" ".join(said()).strip())
        with announcer.shown_already():
            self._say(session, actions, *said(too_small))

    def _say(self, session: ReadingSession, actions: Actions, welcome: str, faults: str) -> None:
        if self.welcome and self.is_first_start:
            actions.tour.welcome(f"{welcome} {faults}".strip())
        else:
            begin_reading(session, welcome, faults, waits=self.waits)


@dataclass(frozen=True, slots=True)
class Colours:
    """Which colours there are to choose from."""

    own: OwnThemes = field(default_factory=OwnThemes)
    """The listener's own; what is amiss with them is told too."""
    depth: themes.Depth | None = None
    """How many colours the terminal shows; None for what its name tells."""

    def themes(self, color_system: str | None, *, no_color: bool) -> dict[str, Theme]:
        """Return the themes by their names.

        Args:
            color_system: what Textual thinks that the terminal shows.
            no_color: whether the listener wants none.
        """
        depth = self.depth or themes.depth_here(color_system, os.environ)
        return themes.themes_for(self.own.usable, themes.Depth.NONE if no_color else depth)
