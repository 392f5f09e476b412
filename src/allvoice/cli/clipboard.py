"""Hands a text to the terminal's clipboard (OSC 52), and tells what a terminal is known to take.

No terminal answers whether it took it, so that only those are sure whose makers let programs copy
without being asked to. A multiplexer in between often keeps it to itself.
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Mapping
from typing import TextIO

_WITHOUT = ("", "dumb", "linux", "cons25", "vt100", "vt102", "vt220", "unknown")
_WITH = ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm")
_PROGRAMS_WITH = ("WezTerm", "ghostty")
_WINDOWS_TERMINAL = "WT_SESSION"
_MULTIPLEXERS = ("TMUX", "STY")


def can_copy(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a terminal may have a clipboard.

    Args:
        environ: names the terminal.
    """
    return environ.get("TERM", "") not in _WITHOUT or _WINDOWS_TERMINAL in environ


def surely_copies(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a terminal is known to take what is copied.

    Args:
        environ: names the terminal.
    """
    if any(environ.get(each) for each in _MULTIPLEXERS):
        return False
    term = environ.get("TERM", "")
    is_known = any(term == each or term.startswith(f"{each}-") for each in _WITH)
    is_known = is_known or environ.get("TERM_PROGRAM") in _PROGRAMS_WITH
    return is_known or _WINDOWS_TERMINAL in environ


def copy_from_lines(text: str, out: TextIO | None = None) -> bool:
    """Hand over a text where lines are written to a terminal; return whether that could be done.

    Args:
        text: what is to be pasted.
        out: where the lines go; by default the program's output.
    """
    out = sys.stdout if out is None else out
    if not can_copy() or not out.isatty():
        return False
    encoded = base64.b64encode(text.encode("utf-8", "replace")).decode()
    out.write(f"\x1b]52;c;{encoded}\a")
    out.flush()
    return True
