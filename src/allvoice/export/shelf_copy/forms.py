"""In which form a copy is written: chosen by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from allvoice.errors import SettingsError
from allvoice.export.shelf_copy.html_page import html
from allvoice.export.shelf_copy.markdown import markdown
from allvoice.export.shelf_copy.page import Page
from allvoice.export.shelf_copy.plain_text import plain_text

PAGES: dict[str, Callable[[Page], str]] = {
    ".md": markdown,
    ".txt": plain_text,
    ".html": html,
}
"""By ending, what writes a page for people."""
COPY = ".json"
"""The ending of a copy that comes back."""


def form_of(path: Path) -> str:
    """Return the ending that decides the form of a file.

    Raises:
        SettingsError: no form has it.
    """
    ending = path.suffix.casefold()
    ending = {".markdown": ".md", ".htm": ".html", ".text": ".txt"}.get(ending, ending)
    if ending not in (*PAGES, COPY):
        raise SettingsError(
            f"{path.name} has no ending that names a form; use {', '.join(PAGES)} or {COPY}."
        )
    return ending
