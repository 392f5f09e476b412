"""What the shelf holds of the listener's own, to be read aloud."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.guide.model import Guide
    from allvoice.paths import Folders
    from allvoice.shelf.store.bookmarks import Bookmark

NAME = "Your questions for the visit"
_MARKUP = re.compile(r"([!-/:-@\\[-`{-~])")
"""In Markdown each sign of ASCII may stand behind a backslash, and is then only that sign."""


def marks_of(guide_id: str, folders: Folders) -> Sequence[Bookmark]:
    """Return the marks in a document."""
    from allvoice.shelf.store.shelf import Shelf

    with Shelf.open(folders) as shelf:
        return shelf.bookmarks.of(guide_id)


def own_questions(folders: Folders) -> Guide | None:
    """Return the open questions for the visit as a text, each a paragraph; None for none."""
    from allvoice.guide.load import parse_guide
    from allvoice.shelf.store.entries import EntryKind
    from allvoice.shelf.store.shelf import Shelf

    with Shelf.open(folders) as shelf:
        entries = shelf.entries.of((EntryKind.QUESTION,))
    questions = [" ".join(each.text.split()) for each in entries if not each.is_done]
    if not questions:
        return None
    paragraphs = [f"{number}: {_plain(each)}" for number, each in enumerate(questions, 1)]
    text = "\n\n".join([f"# {NAME}", *paragraphs])
    return parse_guide([(Path("questions.md"), text)], name=NAME)


def _plain(words: str) -> str:
    return _MARKUP.sub(r"\\\1", words)
