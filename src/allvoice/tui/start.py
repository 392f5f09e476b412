"""What the screen is given at its start, beside the session."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from allvoice.tui.theme import themes
from allvoice.tui.theme.theme_files import OwnThemes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.theme import Theme

    from allvoice.speech.protocol import Event


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
    is_urgent: bool = False
    """The urgent list was asked for while the guide was opened."""
    is_first_start: bool = False
    """The tour of the keys is given after the welcome."""
    connect: Callable[[Callable[[Event], None]], None] | None = None
    """Given what takes the voice's events, once the screen can take them."""


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
