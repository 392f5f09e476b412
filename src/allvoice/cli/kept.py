"""`bookmarks`, `notebook` and `questions`: what the listener keeps, as a list or as a copy."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from allvoice.cli import candidates
from allvoice.cli.compose import (
    CliOptions,
    choices_of,
    data_dir_option,
    open_own_guide,
    refuse_no_folder,
)
from allvoice.cli.console import hint, put_json, put_row, tell
from allvoice.cli.documents import document_argument, library_of
from allvoice.errors import SettingsError, ShelfError, UnreadableGuideError

if TYPE_CHECKING:
    from allvoice.export.shelf_copy.page import Page
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.entries import Entry
    from allvoice.shelf.store.kept import Kept

USUAL_DAYS, MOST_DAYS = 14, 3650
"""Of how many days the visit sheet tells what was written down."""
KINDS = ("medicine", "test result", "mrd", "temperature", "question", "note")
"""As the store names them; here so that completing a line loads nothing of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """In which form what is kept is wanted."""

    as_json: bool = False
    markdown: bool = False
    html: bool = False
    to: Path | None = None
    force: bool = False

    @property
    def is_for_programs(self) -> bool:
        """Whether it is one of those that hold what is kept, and no page for people."""
        return self.as_json or (self.to is not None and self.to.suffix.casefold() == ".json")

    def check(self) -> None:
        """Refuse two forms at once, and a file whose form nobody knows.

        Raises:
            SettingsError: they are wanted.
        """
        given = [self.as_json, self.markdown, self.html, self.to is not None]
        if sum(given) > 1:
            raise SettingsError("Give one of --json, --markdown, --html and --to.")
        if self.force and self.to is None:
            raise SettingsError("--force goes with --to; name the file to replace.")
        if self.to is not None:
            from allvoice.export.shelf_copy.forms import form_of

            form_of(self.to)


class _FileName(click.Path):
    """A file to be written; an empty name, as of a variable that was not set, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            raise SettingsError(f"{param.opts[0] if param else 'FILE'} is empty; give a path.")
        return super().convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        endings = ("html", "md", "txt", "json")
        return [*(CompletionItem(each, type="file") for each in endings), candidates.folders()]


FILE = _FileName(path_type=Path)


def form_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for the form, which arrive as one `Form`, and that for the folder."""

    @data_dir_option
    @click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
    @click.option("--markdown", is_flag=True, help="As Markdown.")
    @click.option("--html", is_flag=True, help="In large print, as HTML.")
    @click.option(
        "--to",
        type=FILE,
        metavar="FILE",
        help="Into a file: .html .md .txt, or .json for restore.",
    )
    @click.option("--force", is_flag=True, help="Replace that file.")
    @functools.wraps(command)
    def wrapped(
        *args: Any,
        as_json: bool,
        markdown: bool,
        html: bool,
        to: Path | None,
        force: bool,
        **rest: Any,
    ) -> Any:
        form = Form(as_json, markdown, html, to and to.expanduser(), force)
        form.check()
        return command(*args, form=form, **rest)

    return wrapped


@click.command(short_help="List your bookmarks.")
@document_argument
@form_options
def bookmarks(document: str | None, form: Form, data_dir: Path | None) -> None:
    """List what you have marked, in all documents or in one."""
    options = CliOptions(data_dir=data_dir)
    kept = kept_of(options)
    marks = list(kept.bookmarks)
    if document is not None:
        guide_id = _id_of(document, options, marks)
        marks = [each for each in marks if each.guide_id == guide_id]
    places = _Places(marks)
    if form.as_json:
        put_json([_bookmark_row(each, places) for each in marks])
        return
    from allvoice.export.shelf_copy.page import local_time
    from allvoice.export.shelf_copy.pages import bookmarks_page, document_of
    from allvoice.shelf.store.kept import Kept

    if put_copy(form, lambda: bookmarks_page(marks, places.chapter), Kept(bookmarks=tuple(marks))):
        return
    if not marks:
        others = len(kept.bookmarks)
        tell(f"No marks in this document; {others} in others." if others else _none_yet(options))
    for each in marks:
        cells = (document_of(each), places.label(each), local_time(each.created_at))
        put_row((*cells, each.note) if each.note else cells)


def _kinds(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    return [CompletionItem(each) for each in KINDS if each.startswith(incomplete.casefold())]


@click.command(short_help="List your notebook.")
@click.option(
    "--kind",
    metavar="KIND",
    shell_complete=_kinds,
    help="Only: medicine, test result, mrd, temperature, question or note.",
)
@form_options
def notebook(kind: str | None, form: Form, data_dir: Path | None) -> None:
    """List what you have written down, in the order of writing."""
    from allvoice.export.shelf_copy.page import local_time
    from allvoice.export.shelf_copy.pages import notebook_page
    from allvoice.shelf.store.kept import Kept

    wanted = KINDS if kind is None else (_kind(kind),)
    kept = kept_of(CliOptions(data_dir=data_dir))
    entries = [each for each in kept.entries if each.kind.value in wanted]
    if form.as_json:
        put_json([_entry_row(each) for each in entries])
    elif not put_copy(form, lambda: notebook_page(entries), Kept(entries=tuple(entries))):
        if not entries:
            tell("Nothing is written down." if kind is None else f"Nothing of the kind {kind}.")
        for each in sorted(entries, key=lambda entry: (entry.serial or 0, entry.created_at)):
            cells = (local_time(each.created_at), each.kind.value, each.text)
            put_row((*cells, each.answer) if each.answer else cells)


def _kind(given: str) -> str:
    # By the words that are typed inside the program too.
    from allvoice.actions.own_words.entry_words import kind_of

    kind = kind_of(given.replace("-", " ").replace("_", " "))
    if kind is not None:
        return kind.value
    raise SettingsError(
        f"There is no kind {given!r}; choose {', '.join(KINDS)}.{hint(given, KINDS)}"
    )


@click.command(short_help="List your questions.")
@click.option("--visit", is_flag=True, help="The sheet to take along, with room for answers.")
@click.option(
    "--days",
    metavar="N",
    type=str,
    callback=lambda ctx, param, value: None if value is None else _days(value),
    help="Entries of so many days stand on it.",
)
@form_options
def questions(visit: bool, days: int | None, form: Form, data_dir: Path | None) -> None:
    """List your questions for the care team, or print the visit sheet.

    allvoice questions --visit --to visit.html
    """
    from allvoice.export.shelf_copy.pages import questions_page, visit_sheet
    from allvoice.shelf.store.entries import EntryKind
    from allvoice.shelf.store.kept import Kept

    if days is not None and not visit:
        raise SettingsError("--days goes with --visit; it is for the visit sheet.")
    if visit and form.is_for_programs:
        raise SettingsError(
            "A visit sheet is for people: use --markdown, --html, or --to with .html, .md or .txt."
        )
    kept = kept_of(CliOptions(data_dir=data_dir))
    found = [each for each in kept.entries if each.kind is EntryKind.QUESTION]
    if form.as_json:
        put_json([_entry_row(each) for each in found])
        return

    def page() -> Page:
        now = datetime.now().astimezone()
        return visit_sheet(kept, now, days or USUAL_DAYS) if visit else questions_page(found)

    if visit and not form.html and form.to is None:
        form = replace(form, markdown=True)
    if put_copy(form, page, Kept(entries=tuple(found))):
        return
    if not found:
        tell("No question is written down.")
    for each in found:
        cells = ("done" if each.is_done else "open", each.text)
        put_row((*cells, each.answer) if each.answer else cells)


def _days(value: object) -> int:
    try:
        days = int(str(value))
    except ValueError:
        days = 0
    if not 1 <= days <= MOST_DAYS:
        raise SettingsError(f"--days {value} is no number of days; give 1 to {MOST_DAYS}.")
    return days


def kept_of(options: CliOptions) -> Kept:
    """Return what the shelf holds, and tell what is amiss with it.

    Raises:
        SettingsError: a file is where its folder should be.
        ShelfError: it is there, and cannot be read.
    """
    from allvoice.shelf.store.kept import Kept
    from allvoice.shelf.store.shelf import Shelf

    folders = options.folders
    refuse_no_folder(folders)
    with Shelf.open(folders) as shelf:
        kept, notices = shelf.kept(), shelf.notices
    if kept == Kept() and not shelf.is_kept and os.path.lexists(folders.database):
        raise ShelfError(f"What you keep cannot be read now. {notices[-1]}")
    for notice in notices:
        tell(notice)
    return kept


def put_copy(form: Form, page: Callable[[], Page], kept: Kept) -> bool:
    """Print or write a copy; return whether one was asked for.

    Args:
        form: the form asked for.
        page: makes the page for people.
        kept: what a file that comes back is to hold.
    """
    from allvoice.export.shelf_copy.forms import COPY, PAGES, form_of

    if form.to is not None:
        ending = form_of(form.to)
        if ending == COPY:
            from allvoice.export.shelf_copy.json_copy import to_json

            text = to_json(kept, datetime.now().astimezone())
        else:
            text = PAGES[ending](page())
        write_to(form.to, text, force=form.force)
    elif form.markdown or form.html:
        click.echo(PAGES[".html" if form.html else ".md"](page()), nl=False)
    else:
        return False
    return True


def write_to(path: Path, text: str, *, force: bool) -> None:
    """Write a file that was asked for by name, and say so.

    Raises:
        ShelfError: it cannot be written, or is there already.
    """
    from allvoice.export.shelf_copy.files import write_document

    try:
        write_document(path, text, replaces=force)
    except FileExistsError:
        raise ShelfError(
            f"{path} is there already; give another name, or --force to replace it."
        ) from None
    tell(f"Written to {path}.")


def _id_of(document: str, options: CliOptions, marks: Sequence[Bookmark]) -> str:
    """Return the id that the marks of a document are kept under.

    Raises:
        UnreadableGuideError: it is not clear which is meant, or it cannot be opened.
    """
    from allvoice.export.shelf_copy.pages import document_of
    from allvoice.shelf.store.documents import known_documents

    library = library_of(known_documents(options.folders.database))
    try:
        meant = library.meant(document)
    except UnreadableGuideError:
        # Marks may be of a document that was forgotten, or came from a copy.
        for mark in marks:
            if document_of(mark).casefold() == document.casefold():
                return mark.guide_id
        raise
    if isinstance(meant, Path):
        return library.open(meant).guide.id
    return meant.guide_id or open_own_guide().id


def _none_yet(options: CliOptions) -> str:
    # Only here: the keys are known to the screen, which takes a while to load.
    from allvoice.actions.marks.bookmarks import none_yet
    from allvoice.tui.keys.keymap import Keymap

    choices, _ = choices_of(options)
    return none_yet(Keymap(choices.settings.keys))


class _Places:
    """Tells where bookmarks are: those of the guide that comes with the program by that guide."""

    def __init__(self, kept: Sequence[Bookmark]) -> None:
        self._guide = open_own_guide() if kept else None

    def label(self, bookmark: Bookmark) -> str:
        """Return chapter and words."""
        from allvoice.actions.marks.mark_labels import find_mark, label_now

        guide = self._guide
        if guide is None or guide.id != bookmark.guide_id:
            return bookmark.label
        return label_now(guide, bookmark, find_mark(guide, bookmark))

    def chapter(self, bookmark: Bookmark) -> str:
        """Return the place alone, its words left out; empty where they are all there is."""
        label, quote = self.label(bookmark), " ".join(bookmark.locator.quote.split())
        starts = (at for at in range(len(label)) if quote.startswith(label[at:].rstrip("…")))
        if bookmark.is_section:
            # "Section: Fever, chapter 3".
            named = re.search(r"chapter ([0-9]+)$", label.removeprefix(f"Section: {quote}"))
            return "" if named is None else f"Chapter {named[1]}"
        return label[: next(starts, len(label))].rstrip().removesuffix(":")


def _bookmark_row(bookmark: Bookmark, places: _Places) -> dict[str, Any]:
    from allvoice.export.shelf_copy.page import local_time

    return {
        "id": bookmark.id,
        "guide_id": bookmark.guide_id,
        "guide": bookmark.guide_title,
        "section": bookmark.locator.section_id,
        "label": places.label(bookmark),
        "chapter": places.chapter(bookmark),
        "quote": bookmark.locator.quote,
        "is_section": bookmark.is_section,
        "note": bookmark.note,
        "progression": round(bookmark.locator.progression, 4),
        "created_at": bookmark.created_at,
        "created_at_local": local_time(bookmark.created_at),
    }


def _entry_row(entry: Entry) -> dict[str, Any]:
    from allvoice.export.shelf_copy.page import local_time

    locator = entry.locator
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "text": entry.text,
        "answer": entry.answer,
        "is_done": entry.is_done,
        "guide_id": "" if locator is None else locator.guide_id,
        "guide": entry.guide_title,
        "section": "" if locator is None else locator.section_id,
        "quote": "" if locator is None else locator.quote,
        "created_at": entry.created_at,
        "created_at_local": local_time(entry.created_at),
    }
