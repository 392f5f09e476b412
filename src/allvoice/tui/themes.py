"""The colours of the screen: every text at least 7:1 against its background."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from textual.theme import Theme

DEFAULT = "dark"
TERMINAL = "terminal"
"""The terminal's own two colours; also what NO_COLOR chooses."""


def _theme(name: str, text: str, background: str, heading: str, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=text,
        secondary=text,
        warning=text,
        error=text,
        success=text,
        accent=heading,
        foreground=text,
        background=background,
        surface=background,
        panel=background,
        boost=background,
        dark=dark,
        text_alpha=1.0,
        ansi=text == "ansi_default",
        variables={
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "input-cursor-background": text,
            "input-cursor-foreground": background,
            "input-cursor-text-style": "none",
        },
    )


THEMES = {
    theme.name: theme
    for theme in (
        _theme("dark", "#ffffff", "#000000", "#ffd75f", dark=True),
        _theme("light", "#000000", "#ffffff", "#00005f", dark=False),
        _theme("yellow", "#ffff00", "#000000", "#ffffff", dark=True),
        _theme(TERMINAL, "ansi_default", "ansi_default", "ansi_default", dark=True),
    )
}


def choose(name: str, *, no_color: bool) -> tuple[str, str]:
    """Return the theme to use, and one sentence when the wanted one does not exist."""
    if no_color:
        return TERMINAL, ""
    if name in THEMES:
        return name, ""
    names = ", ".join(f"'{each}'" for each in THEMES)
    return DEFAULT, f"There is no theme {name[:40]!r}; use one of {names}."


@contextmanager
def without_no_color() -> Iterator[bool]:
    """Hide NO_COLOR, and tell whether it was set.

    Textual's own answer to it keeps greys, and turns a terminal's own colours to black on black.
    """
    value = os.environ.pop("NO_COLOR", None)
    try:
        yield bool(value)
    finally:
        if value is not None:
            os.environ["NO_COLOR"] = value
