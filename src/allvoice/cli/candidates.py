"""What may stand where on the command line, for the shell's completion.

Nothing here loads an engine, starts a process or makes a file, and all of it is imported when the
command line is: it has to be light.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from allvoice.paths import BUNDLED_NAME, bundled_guide, user_folders

if TYPE_CHECKING:
    from allvoice.shelf.store.documents import KnownDocument

LARGEST_DOCUMENT_BYTES = 2_000_000
"""Of a larger one the sections are not offered: whoever presses Tab does not wait for it."""
LONGEST_NAME_CHARS = 80
"""A document with a longer title is offered by its number."""
ENGINES = {
    "natural": "the natural voice",
    "espeak": "small, quick voices",
    "system": "this computer's own voices",
    "silent": "no sound",
}


SLEEP_LENGTHS = {
    "15": "15 minutes",
    "30": "30 minutes",
    "60": "60 minutes",
    "section": "to the end of the section",
    "chapter": "to the end of the chapter",
}


def documents() -> list[CompletionItem[str]]:
    """Return that Markdown files and folders fit here; which there are the shell finds out."""
    from allvoice.guide.formats.registry import endings as known

    endings = sorted(ending.removeprefix(".") for ending in known())
    return [*(CompletionItem(ending, type="file") for ending in endings), folders()]


def folders() -> CompletionItem[str]:
    """Return that folders fit here."""
    return CompletionItem("", type="dir")


def engines(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return the engines."""
    return _starting(incomplete, ENGINES)


def voices(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return the voices of the engine named before, else of all; no engine is loaded."""
    from allvoice.speech.engines.registry import ENGINE_NAMES, known_voices

    named = str(ctx.params.get("engine") or "").casefold()
    chosen = [named] if named in ENGINE_NAMES else [n for n in ENGINE_NAMES if n != "silent"]
    known = {voice.id: voice.name for name in chosen for voice in known_voices(name)}
    return _starting(incomplete, known)


def sinks(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Return the words for where the sound goes, and that sound files and folders fit."""
    words = {"device": "loudspeakers or headphones", "null": "nowhere"}
    return [*_starting(incomplete, words), CompletionItem("wav", type="file"), folders()]


def sleep_lengths(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return lengths of the sleep timer; others can be given too."""
    return _starting(incomplete, SLEEP_LENGTHS)


def known_documents(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return by what each document of the library is asked for: its title, else its number.

    The shelf is only looked at.
    """
    known = _known(ctx)
    if not known:
        return []
    from allvoice.errors import UnreadableGuideError
    from allvoice.shelf.library import Library
    from allvoice.text import one_line

    library = Library(known, bundled_guide())
    found = {BUNDLED_NAME: "the guide that comes with allvoice"}
    for number, each in enumerate(library.listed, start=1):
        name = one_line(each.title)
        try:
            is_clear = len(name) <= LONGEST_NAME_CHARS and library.known(name) is each
        except UnreadableGuideError:
            is_clear = False
        found |= {name: ""} if is_clear else {str(number): name}
    return [
        CompletionItem(name, help=meaning or None)
        for name, meaning in found.items()
        if name.casefold().startswith(incomplete.casefold()) and name.isprintable()
    ]


def section_ids(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Return the sections of the document named before, else of the last one."""
    from allvoice.guide.load import load_guide
    from allvoice.guide.source import guide_files
    from allvoice.shelf.library import Library

    # Click gives up at the option that lacks its value, before it has told words apart.
    given = ctx.params.get("document") or next(iter(ctx.args), None)
    library = Library(_known(ctx), bundled_guide())
    expanded = os.path.expanduser(given) if given else ""
    path = library.path_of(library.meant(expanded) if expanded else library.last)
    if sum(file.stat().st_size for file in guide_files(path)) > LARGEST_DOCUMENT_BYTES:
        return []
    return _starting(incomplete, {each.id: each.title for each in load_guide(path).sections})


def _known(ctx: click.Context) -> list[KnownDocument]:
    database = user_folders(ctx.params.get("data_dir")).database
    if not database.exists():
        return []
    from allvoice.shelf.store.documents import known_documents

    return known_documents(database)


def _starting(incomplete: str, words: dict[str, str]) -> list[CompletionItem[str]]:
    """Return the words that begin with what was typed, in their order, each with its meaning."""
    from allvoice.text import one_line

    return [
        CompletionItem(word, help=one_line(meaning))
        for word, meaning in words.items()
        if word.startswith(incomplete) and word.isprintable()
    ]
