"""The document that a command is given: by path, by its number in the library, or by name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from allvoice.cli import candidates
from allvoice.cli.console import tell
from allvoice.errors import SettingsError, UnreadableGuideError
from allvoice.paths import Folders, bundled_guide
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.shelf.library import Does, Library, OpenedDocument
    from allvoice.shelf.store.documents import KnownDocument
    from allvoice.shelf.store.shelf import Shelf

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _DocumentName(click.types.StringParamType):
    """What a document is asked for by; an empty one is of a variable that was not set."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            raise SettingsError(
                "DOCUMENT is empty; give a path, a number or a name, or leave it out."
            )
        return super().convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Return the known documents, and for the argument that others fit too."""
        known = candidates.known_documents(ctx, param, incomplete)
        return known if isinstance(param, click.Option) else [*known, *candidates.documents()]


DOCUMENT = _DocumentName()


def document_argument(command: _Command) -> _Command:
    """Add the argument for a document, which may be left out."""
    return click.argument("document", required=False, type=DOCUMENT)(command)


def library_of(known: list[KnownDocument]) -> Library:
    """Return what tells which document is meant, of those that are known."""
    from allvoice.shelf.library import Library

    return Library(known, bundled_guide())


def open_document(
    words: str | None, folders: Folders, *, keep_lines: bool = False
) -> OpenedDocument:
    """Open a document for a command that takes no note of it.

    Args:
        words: a path, a number or a name; None for the document the reader opened last.
        folders: where it is kept which that was.
        keep_lines: keep the lines of its files, to find places in them.

    Raises:
        UnreadableGuideError: it cannot be opened or read, or it is not clear which is meant.
    """
    from allvoice.shelf.store.documents import known_documents

    library = library_of(known_documents(folders.database))
    if words is not None:
        return library.open(library.meant(words), keep_lines=keep_lines)
    opened = library.open(library.last, keep_lines=keep_lines)
    if opened.path is not None:
        # Whoever expects allvoice's own guide is to know that this is another one.
        tell(f"This is the document opened last: {ended(opened.guide.title)}")
    return opened


def open_urgent(folders: Folders) -> OpenedDocument:
    """Open the last document; the guide that comes with the program where it has no urgent list."""
    from allvoice.guide.urgent import urgent_blocks
    from allvoice.shelf.library import BUNDLED
    from allvoice.shelf.store.documents import known_documents

    library = library_of(known_documents(folders.database))
    with suppress(UnreadableGuideError):
        opened = library.open(library.last)
        if urgent_blocks(opened.guide) is not None:
            return opened
    return library.open(BUNDLED)


def open_last(library: Library, shelf: Shelf, do: Does) -> OpenedDocument:
    """Open the last document; where it cannot be opened, the program's own guide, and tell so.

    Args:
        library: knows which that is.
        shelf: tells it.
        do: does what may take long.

    Raises:
        UnreadableGuideError: not even that can be opened.
    """
    from allvoice.shelf.library import BUNDLED

    last = library.last
    try:
        return library.open(last, do)
    except UnreadableGuideError as error:
        if last.path is None:
            raise
        opened = replace(library.open(BUNDLED, do), is_stand_in=True)
        shelf.tell(f"This is allvoice's own guide: {error}")
        return opened
