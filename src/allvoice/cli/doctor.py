"""`doctor`: what is missing and how to mend it."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import click

from allvoice.cli.compose import Options, data_dir_option, lexicon_files, open_guide
from allvoice.cli.console import CLOSED, put_json, put_row
from allvoice.cli.doctor_privacy import for_the_owner_only, nothing_leaves
from allvoice.cli.voices import Tried, try_engine
from allvoice.errors import EXIT_NO_VOICE, EXIT_OK, AllvoiceError
from allvoice.paths import Folders


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str
    """What was found; where it is not ok, also what to do."""


@click.command(short_help="Find what is missing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@data_dir_option
@click.pass_context
def doctor(context: click.Context, as_json: bool, data_dir: Path | None) -> int:
    """Tell what is missing, and how to mend it."""
    folders = Options(data_dir=data_dir).folders
    tried: list[Tried] = []
    engines = [_engine(name, folders, tried) for name in ("natural", "espeak", "system")]
    sound = _sound()
    findings = [
        _versions(),
        *engines,
        sound,
        _guide(),
        _folder("places and bookmarks", folders.data),
        _folder("cache", folders.cache),
        _shelf(folders),
        _settings(folders),
        _lexicon(folders),
        _colours(folders),
        Finding("network", *nothing_leaves(tried)),
        Finding("permissions", *for_the_owner_only(folders, context.meta[CLOSED])),
        _terminal(),
    ]
    if as_json:
        put_json([asdict(each) for each in findings])
    else:
        for each in findings:
            put_row(("ok" if each.ok else "AMISS", f"{each.name}: {each.detail}"))
    return EXIT_OK if sound.ok and any(engine.ok for engine in engines) else EXIT_NO_VOICE


def _versions() -> Finding:
    detail = (
        f"allvoice {metadata.version('allvoice')}, Python {platform.python_version()}, "
        f"Textual {metadata.version('textual')}, {platform.system()} {platform.machine()}"
    )
    return Finding("versions", True, detail)


def _engine(name: str, folders: Folders, every: list[Tried]) -> Finding:
    from allvoice.speech.catalogue import check

    missing = check(name)
    if missing:
        return Finding(f"{name} voice", False, missing)
    tried = try_engine(name, folders.log_file)
    every.append(tried)
    if tried.problem:
        return Finding(f"{name} voice", False, tried.problem)
    return Finding(f"{name} voice", True, f"{len(tried.voices)} to choose from")


def _sound() -> Finding:
    from allvoice.playback.device import DeviceSink
    from allvoice.playback.sink import SinkError

    try:
        with _errors_unseen():
            DeviceSink().close()
    except SinkError as error:
        return Finding("sound", False, str(error))
    return Finding("sound", True, "a sound device answers")


@contextlib.contextmanager
def _errors_unseen() -> Iterator[None]:
    """Keep what sound libraries write past Python from the terminal; the finding says it all."""
    sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _guide() -> Finding:
    try:
        guide = open_guide(None)
    except AllvoiceError as error:
        return Finding("guide", False, str(error))
    return Finding("guide", True, f"{guide.title}, {len(guide.sections)} sections")


def _folder(name: str, folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Finding(
            f"folder for {name}",
            False,
            f"{folder} cannot be written ({error.strerror}); allow it, or use --data-dir.",
        )
    return Finding(f"folder for {name}", True, str(folder))


def _shelf(folders: Folders) -> Finding:
    from allvoice.shelf.store import Shelf

    with Shelf.open(folders) as shelf:
        count = len(shelf.bookmarks())
        notices = shelf.notices
    detail = " ".join([f"{count} bookmarks.", *notices])
    return Finding("shelf", not notices, detail)


def _settings(folders: Folders) -> Finding:
    from allvoice.shelf.settings import load_settings
    from allvoice.tui.keys import KeyTable

    settings, notices = load_settings(folders.settings_file)
    notices += KeyTable(settings.keys).notices
    return Finding("settings", not notices, " ".join(notices) or str(folders.settings_file))


def _lexicon(folders: Folders) -> Finding:
    from allvoice.narration.lexicon import load_lexicon

    _, notices = load_lexicon(lexicon_files(folders))
    return Finding("lexicon", not notices, " ".join(notices) or str(folders.lexicon_file))


def _colours(folders: Folders) -> Finding:
    from allvoice.tui.theme_files import load_themes
    from allvoice.tui.themes import NAMES

    own = load_themes(folders.themes, NAMES)
    names = ", ".join([*NAMES, *(colours.name for colours in own.usable)])
    return Finding("colours", not own.notices, " ".join(own.notices) or names)


def _terminal() -> Finding:
    if not sys.stdout.isatty():
        return Finding("terminal", True, "the output is not a terminal")
    size = os.get_terminal_size()
    detail = f"{size.columns} columns, {size.lines} lines, TERM {os.environ.get('TERM', 'unset')}"
    if size.columns < 30 or size.lines < 8:
        return Finding("terminal", False, f"{detail}; make the window 30 by 8 or larger.")
    return Finding("terminal", True, detail)
