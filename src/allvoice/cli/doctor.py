"""`doctor`: what is missing and how to mend it."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from allvoice import __version__
from allvoice.cli.compose import (
    CliOptions,
    data_dir_option,
    lexicon_files,
    open_own_guide,
)
from allvoice.cli.console import CLOSED, put_json, put_row
from allvoice.cli.doctor_privacy import for_the_owner_only, nothing_leaves
from allvoice.cli.voices import Tried, try_engine
from allvoice.errors import EXIT_NO_VOICE, EXIT_OK, AllvoiceError
from allvoice.packages import how_to_install, package_of, why_not
from allvoice.paths import Folders, user_folders

SHOWN_IN_MINUTES_S = 120
ENGINES = ("natural", "espeak", "system")

MEDIA_KEYS_OFF = "switched off in the settings (media_keys)"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str
    """What was found; where it is not ok, also what to do."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What was measured, for programs; the unit is in the name."""


@click.command(short_help="Find what is missing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@data_dir_option
@click.pass_context
def doctor(context: click.Context, as_json: bool, data_dir: Path | None) -> int:
    """Tell what is missing, and how to mend it."""
    packages = _packages()
    folders = _where_files_live(data_dir)
    tried: list[Tried] = []
    engines = [_looked(f"{name} voice", _engine, name, folders, tried) for name in ENGINES]
    sound = _looked("sound", _sound)
    findings = [
        _looked("versions", _versions),
        packages,
        *engines,
        sound,
        _looked("pace", _rate),
        _looked("guide", _guide),
    ]
    if folders is None:
        findings.append(_looked("folders", _system_folders))
    else:
        findings += [
            _folder("places, marks and notes", folders.data),
            _folder("cache", folders.cache),
            _looked("shelf", _shelf, folders),
            _looked("settings", _settings, folders),
            _looked("backups", _backups, folders),
            _looked("volume", _volume, folders),
            _looked("lexicon", _lexicon, folders),
            _looked("colours", _colours, folders),
            Diagnosis("permissions", *for_the_owner_only(folders, context.meta.get(CLOSED, ()))),
            _unbroken(folders),
        ]
    findings += [
        _looked("network", _network, tried),
        _looked("media keys", _media_keys, folders),
        _looked("screen", _screen),
        _terminal(),
    ]
    if as_json:
        put_json([asdict(each) for each in findings])
    else:
        for each in findings:
            put_row(("ok" if each.ok else "AMISS", f"{each.name}: {each.detail}"))
    return EXIT_OK if sound.ok and any(engine.ok for engine in engines) else EXIT_NO_VOICE


def _backups(folders: Folders) -> Diagnosis:
    from allvoice.cli.backing_up import fault_of
    from allvoice.export.shelf_copy.backups import backups_in
    from allvoice.own_files import answered
    from allvoice.shelf.settings.choices import Choices

    folder = Choices.open(folders.settings_file)[0].settings.backup_folder
    if not folder:
        return Diagnosis("backups", True, "no backup folder is chosen among the options")
    try:
        path = Path(folder).expanduser()
        found = answered(lambda: backups_in(path))
        if not answered(lambda: os.access(path, os.W_OK | os.X_OK)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (OSError, RuntimeError, ValueError) as error:
        return Diagnosis("backups", False, fault_of(folder, error))
    last = f", the last one is {found[-1].name}" if found else ""
    return Diagnosis("backups", True, f"{len(found)} in {path}{last}")


def _looked(name: str, look: Callable[..., Diagnosis], *args: Any) -> Diagnosis:
    """Return a diagnosis, also where what it looks at needs a package that is missing."""
    try:
        return look(*args)
    except ImportError as error:
        package = package_of(error.name or "")
        mend = f" {how_to_install(package)}" if package else ""
        return Diagnosis(name, False, f"{why_not('It', error)}{mend}")


def _packages() -> Diagnosis:
    from allvoice.cli.requirements import missing_packages

    try:
        missing = missing_packages()
    except metadata.PackageNotFoundError:
        return Diagnosis("packages", False, "allvoice is not installed, so none can be looked for.")
    if not missing:
        return Diagnosis("packages", True, "all that is needed is installed")
    told = [f"{each.package} is {'damaged' if each.is_damaged else 'missing'}" for each in missing]
    again = ["--force-reinstall"] if any(each.is_damaged for each in missing) else []
    mend = how_to_install(*again, *(each.wanted for each in missing))
    return Diagnosis("packages", False, f"{', '.join(told)}. {mend}")


def _where_files_live(data_dir: Path | None) -> Folders | None:
    """Return where everything is stored; None where what knows the system's folders is missing."""
    try:
        return CliOptions(data_dir=data_dir).folders
    except ImportError:
        return None


def _system_folders() -> Diagnosis:
    return Diagnosis("folders", True, str(user_folders(None, {}).data))


def _versions() -> Diagnosis:
    try:
        textual = metadata.version("textual")
    except metadata.PackageNotFoundError:
        textual = "missing"
    detail = (
        f"allvoice {__version__}, Python {platform.python_version()}, "
        f"Textual {textual}, {platform.system()} {platform.machine()}"
    )
    return Diagnosis("versions", True, detail)


def _engine(name: str, folders: Folders | None, every: list[Tried]) -> Diagnosis:
    from allvoice.speech.engines.registry import check

    missing = check(name)
    if missing:
        return Diagnosis(f"{name} voice", False, missing)
    log_file = folders.log_file if folders is not None else None
    tried = try_engine(name, log_file)
    every.append(tried)
    if tried.problem:
        log = f" What it reported is in {log_file}." if log_file and log_file.exists() else ""
        return Diagnosis(f"{name} voice", False, f"{tried.problem}{log}")
    return Diagnosis(f"{name} voice", True, f"{len(tried.voices)} to choose from")


def _rate() -> Diagnosis:
    from allvoice.playback.sonic import can_stretch

    if can_stretch():
        return Diagnosis("pace", True, "speech can be made faster and slower")
    mend = how_to_install("libsonic")
    return Diagnosis("pace", False, f"Speech keeps its own pace: libsonic is missing. {mend}")


def _sound() -> Diagnosis:
    from allvoice.playback.sinks.device import open_device
    from allvoice.playback.sinks.sink import SinkError

    try:
        with _errors_unseen():
            open_device().close()
    except SinkError as error:
        lacks = error.__cause__
        mend = ""
        if isinstance(lacks, ImportError) and lacks.name:
            mend = f" {how_to_install(package_of(lacks.name))}"
        return Diagnosis("sound", False, f"{error}{mend}")
    return Diagnosis("sound", True, "a sound device answers")


@contextlib.contextmanager
def _errors_unseen() -> Iterator[None]:
    """Keep what sound libraries write past Python from the terminal; the diagnosis says it all."""
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


def _network(tried: list[Tried]) -> Diagnosis:
    return Diagnosis("network", *nothing_leaves(tried))


def _unbroken(folders: Folders) -> Diagnosis:
    """Tell of holes in the sound of the last session; they are no fault of the installation."""
    from allvoice.speech.client.sound_log import last_report

    report = last_report(folders.log_file)
    if report is None:
        return Diagnosis("unbroken sound", True, "nothing was played yet")
    lasted_s = round(report.lasted_s)
    length = f"{lasted_s} s" if lasted_s < SHOWN_IN_MINUTES_S else f"{round(lasted_s / 60)} min"
    times = f"{report.late_pulls} times" if report.late_pulls else "never"
    return Diagnosis(
        "unbroken sound",
        True,
        f"it ran dry {times} (late pulls: {report.late_pulls}) in the session of {length} "
        f"that ended at {report.ended_at}",
        {"late_pulls": report.late_pulls, "lasted_s": report.lasted_s},
    )


def _guide() -> Diagnosis:
    try:
        guide = open_own_guide()
    except AllvoiceError as error:
        return Diagnosis("guide", False, str(error))
    return Diagnosis("guide", True, f"{guide.title}, {len(guide.sections)} sections")


def _folder(name: str, folder: Path) -> Diagnosis:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Diagnosis(
            f"folder for {name}",
            False,
            f"{folder} cannot be written ({error.strerror}); allow it, or use --data-dir.",
        )
    return Diagnosis(f"folder for {name}", True, str(folder))


def _shelf(folders: Folders) -> Diagnosis:
    from allvoice.shelf.store.shelf import Shelf

    with Shelf.open(folders) as shelf:
        count = len(shelf.bookmarks.of())
        notices = shelf.notices
    detail = " ".join([f"{count} bookmarks.", *notices])
    return Diagnosis("shelf", not notices, detail)


def _volume(folders: Folders) -> Diagnosis:
    from allvoice.shelf.settings.read import load_settings

    settings, _ = load_settings(folders.settings_file)
    return Diagnosis("volume", True, f"{settings.volume} per cent, boost {settings.volume_boost}")


def _settings(folders: Folders) -> Diagnosis:
    from allvoice.shelf.settings.read import load_chosen
    from allvoice.shelf.settings.template import chosen_lines
    from allvoice.tui.keys.keymap import Keymap

    chosen, notices = load_chosen(folders.settings_file)
    notices += Keymap(chosen.filled().keys).notices
    told = "; ".join([str(folders.settings_file), *chosen_lines(chosen)])
    return Diagnosis("settings", not notices, " ".join(notices) or told)


def _lexicon(folders: Folders) -> Diagnosis:
    from allvoice.narration.lexicon import load_lexicon

    _, notices = load_lexicon(lexicon_files(folders))
    return Diagnosis("lexicon", not notices, " ".join(notices) or str(folders.lexicon_file))


def _colours(folders: Folders) -> Diagnosis:
    from allvoice.tui.theme.theme_files import load_themes
    from allvoice.tui.theme.themes import NAMES

    own = load_themes(folders.themes, NAMES)
    names = ", ".join([*NAMES, *(colours.name for colours in own.usable)])
    return Diagnosis("colours", not own.notices, " ".join(own.notices) or names)


def _media_keys(folders: Folders | None) -> Diagnosis:
    """Tell whether media keys are reached; to be without is no fault."""
    from allvoice.remote.by_system import how_reachable
    from allvoice.shelf.settings.choices import Choices

    if folders is not None and not Choices.open(folders.settings_file)[0].settings.media_keys:
        return Diagnosis("media keys", True, MEDIA_KEYS_OFF)
    why = how_reachable(os.environ)
    return Diagnosis("media keys", True, f"they do nothing: {why}" if why else "reachable")


def _screen() -> Diagnosis:
    from allvoice.tui.terminal.textual_internals import problem

    lacks = problem()
    if lacks:
        return Diagnosis("screen", False, f"{lacks} {how_to_install('textual')}")
    return Diagnosis("screen", True, "Textual has all that is used of it")


def _terminal() -> Diagnosis:
    if not sys.stdout.isatty():
        return Diagnosis("terminal", True, "the output is not a terminal")
    size = os.get_terminal_size()
    detail = f"{size.columns} columns, {size.lines} lines, TERM {os.environ.get('TERM', 'unset')}"
    if size.columns < 30 or size.lines < 8:
        return Diagnosis("terminal", False, f"{detail}; make the window 30 by 8 or larger.")
    return Diagnosis("terminal", True, detail)
