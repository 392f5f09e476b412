"""`forget`: shows all that is kept, and removes it when the listener says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allvoice.cli.compose import CliOptions, data_dir_option, refuse_no_folder, settings_of
from allvoice.cli.console import put_row, tell
from allvoice.errors import SettingsError, ShelfError

if TYPE_CHECKING:
    from allvoice.paths import Folders
    from allvoice.shelf.store.kept import Kept

NOTHING_HEARD_KEPT = "Nothing is kept of what you heard."
NOTHING_FORGOTTEN = "Nothing was forgotten."


@click.command(short_help="Forget all you keep.")
@click.option("--yes", is_flag=True, help="Without asking.")
@click.option(
    "--settings", "with_settings", is_flag=True, help="Forget the settings and your lexicon too."
)
@click.option("--backups", "with_backups", is_flag=True, help="Forget the backups too.")
@click.option("--listening", is_flag=True, help="Forget only what you heard, and when.")
@data_dir_option
def forget(
    yes: bool, with_settings: bool, with_backups: bool, listening: bool, data_dir: Path | None
) -> None:
    """Show all that is kept, and forget it once you type yes.

    Places, marks, notes, questions, cards, what you heard, spare copies, rendered speech and logs
    go for good.
    """
    from allvoice.own_names import own_files
    from allvoice.shelf.open_guides import is_any_open
    from allvoice.shelf.store.copying import kept_in

    options = CliOptions(data_dir=data_dir)
    folders = options.folders
    refuse_no_folder(folders)
    if listening:
        if with_settings or with_backups:
            raise SettingsError("--listening forgets nothing else; give it alone.")
        _forget_listening(folders, is_sure=yes)
        return
    kept = kept_in(folders.database)
    files = own_files(folders)
    # Read before the settings go, which name it.
    backups = _backups(options, are_wanted=with_backups)
    paths = [*files.shelf, *files.clips, *files.logs]
    paths += files.settings if with_settings else ()
    if not paths and not (with_backups and backups):
        tell("Nothing is kept.")
        return
    _show(kept, folders, files.shelf, files.clips, files.logs, backups)
    if is_any_open(folders.data):
        raise SettingsError("allvoice is open in another window; quit there, then forget.")
    if not yes and not _means_it("Type yes to forget all of it for good"):
        tell(f"{NOTHING_FORGOTTEN} Only yes forgets.")
        return
    failed = _remove([*paths, *files.locks])
    _remove_empty(folders)
    told = ["All of it is forgotten." if not failed else "Not all of it could be removed."]
    if backups:
        if with_backups or (not yes and _agrees(f"Forget the {_counted(backups)} too?")):
            failed += _remove(backups)
        else:
            told.append(f"The {_counted(backups)} in {backups[0].parent} stay.")
    if files.settings and not with_settings:
        stay = (each for each in files.settings if each.suffix == folders.settings_file.suffix)
        told.append(f"The settings stay in {' and '.join(map(str, stay))}.")
    told += [f"{each} is a link: what it leads to stays." for each in files.links]
    tell(" ".join([*told, "Copies that you made by name stay where you put them."]))
    if failed:
        raise ShelfError(f"Remove this yourself: {', '.join(map(str, failed))}.")


def _forget_listening(folders: Folders, *, is_sure: bool) -> None:
    """Forget what was heard, and nothing else, once that is agreed to."""
    from allvoice.shelf.open_guides import is_any_open
    from allvoice.shelf.store.copying import kept_in
    from allvoice.shelf.store.shelf import Shelf

    if not folders.database.exists():
        tell("Nothing is kept.")
        return
    if is_any_open(folders.data):
        raise SettingsError("allvoice is open in another window; quit there, then forget.")
    kept = kept_in(folders.database)
    has_none = kept is not None and not kept.heard and not kept.listened
    if has_none and not is_sure:
        tell(NOTHING_HEARD_KEPT)
        return
    if not is_sure and not _means_it("Type yes to forget what you heard, and when"):
        tell(f"{NOTHING_FORGOTTEN} Only yes forgets.")
        return
    with Shelf.open(folders) as shelf:
        if not shelf.is_kept:
            raise ShelfError(f"{NOTHING_FORGOTTEN} {shelf.notices[-1]}")
        # Of a section hardly begun there may be a sentence even where nothing was counted.
        shelf.listening.forget()
    if not shelf.is_kept:
        raise ShelfError(f"{NOTHING_FORGOTTEN} {shelf.notices[-1]}")
    if shelf.outdated_spare is not None:
        raise ShelfError(f"A spare copy holds it still: remove {shelf.outdated_spare} yourself.")
    if has_none:
        tell(NOTHING_HEARD_KEPT)
        return
    tell("What you heard, and when, is forgotten. Backups that were made hold it still.")


def _show(
    kept: Kept | None,
    folders: Folders,
    shelf: Sequence[Path],
    clips: Sequence[Path],
    logs: Sequence[Path],
    backups: Sequence[Path],
) -> None:
    """Print how much there is of each."""
    if kept is not None:
        kinds = Counter(each.kind.value for each in kept.entries)
        rows = {
            "documents": len(kept.documents),
            "places": len(kept.places),
            "bookmarks": len(kept.bookmarks),
            "bookmarks with notes": sum(bool(each.note) for each in kept.bookmarks),
            **{f"notebook: {kind}": count for kind, count in sorted(kinds.items())},
            "cards": len(kept.cards),
            "sections heard": len(kept.heard),
            "days of listening": len({each.day for each in kept.listened}),
        }
        for name, count in rows.items():
            put_row((name, str(count)))
    elif folders.database in shelf:
        put_row(("shelf", "cannot be read now"))
    spare = [each for each in shelf if not each.name.startswith(folders.database.name)]
    put_row(("spare copies and files set aside", str(len(spare)), str(folders.data)))
    put_row(("rendered speech", f"{len(clips)} files", str(folders.clips)))
    put_row(("logs", str(len(logs)), str(folders.log)))
    if backups:
        put_row(("backups", str(len(backups)), str(backups[0].parent)))


def _backups(options: CliOptions, *, are_wanted: bool) -> list[Path]:
    """Return the copies in the backup folder; none where it cannot be read.

    Raises:
        SettingsError: they are asked for, and the settings do not tell where they are.
    """
    from allvoice.export.shelf_copy.backups import backups_in
    from allvoice.own_files import answered

    settings, faults = settings_of(options)
    if are_wanted and faults and not settings.backup_folder:
        raise SettingsError(f"{NOTHING_FORGOTTEN} No backup folder is known. {faults[0]}")
    with suppress(OSError):
        folder = Path(settings.backup_folder).expanduser()
        return answered(lambda: backups_in(folder)) if settings.backup_folder else []
    return []


def _means_it(question: str) -> bool:
    """Return whether the listener types yes.

    Raises:
        SettingsError: nobody can answer.
    """
    try:
        typed = click.prompt(question, err=True, default="no", show_default=False)
    except click.Abort:
        raise SettingsError(f"{NOTHING_FORGOTTEN} Type yes, or give --yes.") from None
    return typed.strip().casefold() == "yes"


def _agrees(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        return False


def _remove(paths: Iterable[Path]) -> list[Path]:
    """Remove files; return those that are there still."""
    failed = []
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            failed.append(path)
    return failed


def _remove_empty(folders: Folders) -> None:
    from allvoice.own_names import own_folders

    for folder in own_folders(folders):
        # What is not empty holds what is not ours.
        with suppress(OSError):
            if not folder.is_symlink():
                folder.rmdir()


def _counted(backups: Sequence[Path]) -> str:
    return "1 backup" if len(backups) == 1 else f"{len(backups)} backups"
