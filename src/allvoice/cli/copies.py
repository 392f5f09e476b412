"""`backup` and `restore`: the copy that comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allvoice.cli.compose import (
    CliOptions,
    data_dir_option,
    open_own_guide,
    refuse_no_folder,
    settings_of,
)
from allvoice.cli.console import tell
from allvoice.cli.kept import FILE, kept_of, write_to
from allvoice.errors import SettingsError, ShelfError

if TYPE_CHECKING:
    from allvoice.shelf.store.kept import Kept


@click.command(short_help="Copy all you keep.")
@click.argument("file", required=False, type=FILE)
@click.option("--force", is_flag=True, help="Replace that file.")
@data_dir_option
def backup(file: Path | None, force: bool, data_dir: Path | None) -> None:
    """Copy all you keep into a file that allvoice restore brings back.

    Without FILE a dated copy goes into the backup folder of the settings.
    """
    options = CliOptions(data_dir=data_dir)
    if force and file is None:
        raise SettingsError("--force goes with FILE; name the file to replace.")
    if file is None:
        _back_up_into_folder(options)
        return
    from allvoice.export.shelf_copy.forms import COPY
    from allvoice.export.shelf_copy.json_copy import to_json

    file = file.expanduser()
    if file.suffix.casefold() != COPY:
        raise SettingsError(f"{file.name} must end in {COPY}, so that it is known for what it is.")
    write_to(file, to_json(kept_of(options), datetime.now().astimezone()), force=force)


def _back_up_into_folder(options: CliOptions) -> None:
    from allvoice.cli.backing_up import fault_of
    from allvoice.export.shelf_copy.backups import back_up
    from allvoice.shelf.store.copying import kept_in

    settings, faults = settings_of(options)
    if not settings.backup_folder and faults:
        # One may be chosen that nobody can read.
        raise SettingsError(f"No backup folder is known. {' '.join(faults)}")
    if not settings.backup_folder:
        raise SettingsError(
            "No backup folder is chosen; give a FILE, or choose a folder among the options."
        )
    folder = Path(settings.backup_folder).expanduser()
    # It brings a shelf of an earlier version up to date.
    kept_of(options)
    try:
        written = back_up(folder, options.folders.database, datetime.now().astimezone())
    except OSError as error:
        raise ShelfError(fault_of(settings.backup_folder, error)) from error
    if written is None and kept_in(options.folders.database) is None:
        raise ShelfError("What you keep cannot be read now; no backup was made.")
    tell(f"Written to {written}." if written else "Nothing is new since the last backup.")


@click.command(short_help="Bring back a copy.")
@click.argument("copy", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only tell what would come.")
@data_dir_option
def restore(copy: Path, dry_run: bool, data_dir: Path | None) -> None:
    """Bring back what a copy holds: all of it, or where that fails nothing.

    What is here stays; where words differ from the copy, both are kept.
    """
    from allvoice.export.shelf_copy.comparing import told
    from allvoice.shelf.store.kept import Kept
    from allvoice.shelf.store.shelf import Shelf

    options = CliOptions(data_dir=data_dir)
    refuse_no_folder(options.folders)
    kept = _with_own_guide(read_copy(copy.expanduser()))
    with Shelf.open(options.folders) as shelf:
        if shelf.is_kept:
            for notice in shelf.notices:
                tell(notice)
            comes = shelf.comes_back(kept) if dry_run else shelf.take_in(kept)
    # Known only now: a full disk is tried once more at the end.
    if not shelf.is_kept:
        raise ShelfError(f"Nothing was brought back. {shelf.notices[-1]}")
    tell(told(comes, is_done=not dry_run, is_empty=kept == Kept()))


def _with_own_guide(kept: Kept) -> Kept:
    """Return a copy in which the guide that comes with the program is nowhere else."""
    if not kept.documents:
        return kept
    guide_id = open_own_guide().id
    documents = (
        replace(each, path="") if each.guide_id == guide_id else each for each in kept.documents
    )
    return replace(kept, documents=tuple(documents))


def read_copy(path: Path) -> Kept:
    """Return what a copy holds.

    Raises:
        ShelfError: it cannot be read, or is no copy.
    """
    from allvoice.export.shelf_copy.json_copy import MOST_BYTES, CopyError, from_json
    from allvoice.own_files import read_patiently

    try:
        return from_json(read_patiently(path, MOST_BYTES))
    except FileNotFoundError:
        raise ShelfError(f"There is no file {path}.") from None
    except OSError as error:
        raise ShelfError(f"{path} cannot be read: {error.strerror or error}.") from error
    except CopyError as error:
        raise ShelfError(f"{path} {error}; nothing was changed.") from error
