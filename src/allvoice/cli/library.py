"""`library`: the documents that were opened, and letting go of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allvoice.cli.compose import CliOptions, data_dir_option, refuse_no_folder, settings_of
from allvoice.cli.console import put_json, put_row, tell
from allvoice.cli.documents import DOCUMENT, library_of
from allvoice.errors import SettingsError, ShelfError
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.paths import Folders
    from allvoice.shelf.store.documents import KnownDocument
    from allvoice.shelf.store.shelf import Shelf

NOTHING_FORGOTTEN = "Nothing was forgotten."
COMES_WITH = "comes with allvoice"
NONE_YET = (
    "You have opened no document yet; allvoice opens its own guide, "
    "and allvoice listen FILE opens any other."
)


@click.command(short_help="List your documents.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option(
    "--remove", metavar="DOCUMENT", type=DOCUMENT, help="Off the list; place and marks stay."
)
@click.option("--forget", metavar="DOCUMENT", type=DOCUMENT, help="With its place, pace and marks.")
@click.option("--yes", is_flag=True, help="Forget without asking.")
@data_dir_option
def library(
    as_json: bool, remove: str | None, forget: str | None, yes: bool, data_dir: Path | None
) -> None:
    """List the documents you have opened, the last one first.

    Each has its number, title, how far it was heard, the time left, when it was heard last, and
    where it is. allvoice listen takes a number or a name of them.
    """
    from allvoice.shelf.store.shelf import Shelf

    if yes and forget is None:
        raise SettingsError("--yes goes with --forget; name the document to forget.")
    options = CliOptions(data_dir=data_dir)
    refuse_no_folder(options.folders)
    nothing = NOTHING_FORGOTTEN if forget is not None else "Nothing was removed."
    changes, told = remove is not None or forget is not None, []
    with Shelf.open(options.folders) as shelf:
        if changes and not shelf.is_kept:
            raise ShelfError(f"{nothing} {shelf.notices[-1]}")
        for notice in shelf.notices:
            tell(notice)
        # Both before anything is done: the numbers are those that were seen.
        removed = None if remove is None else _listed(shelf, remove, nearly=True)
        forgotten = None if forget is None else _listed(shelf, forget, nearly=not yes)
        if forgotten is not None:
            # First: who does not answer leaves all as it was.
            told.append(_forget(shelf, options.folders, forgotten, is_sure=yes))
        if removed is not None and removed != forgotten:
            told.insert(0, _remove(shelf, removed))
        if not changes:
            _list(shelf, options, as_json=as_json)
    # Known only now: a full disk is tried once more at the end.
    if changes and not shelf.is_kept:
        raise ShelfError(f"{nothing} {shelf.notices[-1]}")
    if forgotten is not None and shelf.outdated_spare is not None:
        spare = f"remove {shelf.outdated_spare} yourself."
        holds = f"A spare copy of before could not be renewed, and holds it still: {spare}"
        raise ShelfError(" ".join([*told, holds]))
    for each in told:
        tell(each)


def _list(shelf: Shelf, options: CliOptions, *, as_json: bool) -> None:
    settings, _ = settings_of(options)
    from allvoice.shelf.library import gone

    listed = library_of(shelf.documents.all()).listed
    missing = gone(listed)
    rows = [
        _Row(number, each, settings.rate_wpm, each.path in missing)
        for number, each in enumerate(listed, start=1)
    ]
    if as_json:
        put_json([each.to_json() for each in rows])
    elif not rows:
        tell(NONE_YET)
    for row in () if as_json else rows:
        put_row(row.cells())


@dataclass(frozen=True, slots=True)
class _Row:
    """A document as it is listed."""

    number: int
    document: KnownDocument
    rate_wpm: int
    """For a document that none was chosen for."""
    is_gone: bool
    """Whether its file is no longer where it was."""

    @property
    def percent(self) -> int:
        """How far it was heard."""
        return int(self.document.progression * 100)

    def cells(self) -> tuple[str, ...]:
        """Return what a person is told."""
        from allvoice.reading.whereabouts import shown_minutes
        from allvoice.shelf.library import name_of

        document = self.document
        left = shown_minutes(document.minutes_left(self.rate_wpm))
        heard = _local_time(document.heard_at)
        if heard is None:
            heard = "not heard yet" if document.heard_at is None else "time not known"
        where = COMES_WITH if document.path is None else shown(str(document.path))
        where += " (file is gone)" if self.is_gone else ""
        return (
            str(self.number), name_of(document), f"{self.percent} %", f"{left} left", heard, where
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Return the same for programs."""
        document = self.document
        return {
            "number": self.number,
            "id": document.guide_id,
            "title": document.title,
            "path": None if document.path is None else str(document.path),
            "is_gone": self.is_gone,
            "comes_with_allvoice": document.path is None,
            "progression": round(document.progression, 4),
            "words": document.word_count,
            "rate_wpm": document.rate_wpm or self.rate_wpm,
            "minutes_left": round(document.minutes_left(self.rate_wpm), 1),
            "heard_at": None if document.heard_at is None else document.heard_at.isoformat(),
            "heard_at_local": _local_time(document.heard_at),
        }


def _local_time(at: datetime | None) -> str | None:
    """Return a time by the clock on the wall; None for one that cannot be right."""
    if at is None or at > datetime.now(UTC):
        # The clock was set back since.
        return None
    try:
        return at.astimezone().strftime("%Y-%m-%d %H:%M")
    except (OSError, OverflowError, ValueError):
        return None


def _listed(shelf: Shelf, words: str, *, nearly: bool) -> KnownDocument | None:
    """Return the document that is to go; None, told, where it is not there anyway."""
    from allvoice.shelf.library import BUNDLED

    known = shelf.documents.all()
    found = library_of(known).known(words, nearly=nearly)
    if found == BUNDLED:
        found = next((each for each in known if each.path is None), BUNDLED)
    if isinstance(found, Path):
        where = found.resolve()
        found = next((each for each in known if each.path == where), BUNDLED)
    if found == BUNDLED:
        tell(f"{shown(words)} is none of the documents you have opened.")
        return None
    return found


def _remove(shelf: Shelf, document: KnownDocument) -> str:
    """Take a document off the list; return what is told."""
    from allvoice.shelf.library import name_of

    shelf.documents.unlist(document.guide_id)
    return (
        f"{name_of(document)} is off the list; its place and marks are kept, "
        "and opening it brings it back."
    )


def _forget(shelf: Shelf, folders: Folders, document: KnownDocument, *, is_sure: bool) -> str:
    """Forget a document once that is agreed to; return what is told."""
    from allvoice.actions.drafts import Drafts
    from allvoice.actions.hands_free.played import PlayedLast
    from allvoice.actions.hands_free.slept import SleptPlaces
    from allvoice.shelf.library import name_of
    from allvoice.shelf.open_guides import OpenGuide

    name = name_of(document)
    with OpenGuide(folders.data, document.guide_id, only_read=True) as here:
        if here.is_open_elsewhere:
            # It would be kept again with the next sentence.
            raise SettingsError(f"{name} is open in another window; quit there, then forget it.")
        count = len(shelf.bookmarks.of(document.guide_id))
        marks = "1 mark" if count == 1 else f"{count or 'no'} marks"
        stays = _staying(shelf, document)
        question = f"Forget {name}, its place, its pace and {marks}?"
        if not is_sure and not _agreed(f"{stays} {question}".strip()):
            return NOTHING_FORGOTTEN
        Drafts(shelf.remembered).forget(document.guide_id)
        shelf.queue.put(document.guide_id, ())
        SleptPlaces(shelf.remembered).forget(document.guide_id)
        PlayedLast(shelf.remembered).keep(document.guide_id, None)
        shelf.documents.forget(document.guide_id)
    return f"{name} is forgotten, with its place, its pace and {marks}. {stays}".strip()


def _staying(shelf: Shelf, document: KnownDocument) -> str:
    """Return what of a document stays in the notebook; empty for nothing."""
    from allvoice.shelf.store.rows import storable

    count = sum(
        each.locator is not None and storable(each.locator.guide_id) == document.guide_id
        for each in shelf.entries.of()
    )
    if not count:
        return ""
    if count == 1:
        return "1 note written in it stays, without its place."
    return f"{count} notes written in it stay, without their place."


def _agreed(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        raise SettingsError(f"{NOTHING_FORGOTTEN} Answer y, or give --yes.") from None
