"""Where files live: the user's data, settings, cache and log, and the bundled guide."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "allvoice"
DATA_DIR_VARIABLE = "ALLVOICE_DATA_DIR"
BUNDLED_NAME = "guide"
"""By this word the guide that comes with the program can be asked for."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one user; none is created here."""

    data: Path
    """Places, marks and notes."""
    config: Path
    """Settings a person can edit."""
    cache: Path
    """Rendered speech; may be deleted at any time."""
    log: Path
    """What engines print, and unexpected errors."""
    chosen: bool = False
    """True where the user named one folder for all of it, which may hold other things too."""

    @property
    def clips(self) -> Path:
        """The folder of rendered speech."""
        return self.cache / "clips"

    @property
    def database(self) -> Path:
        """The file of places, marks and notes."""
        return self.data / "shelf.sqlite3"

    @property
    def settings_file(self) -> Path:
        """The file of settings, TOML."""
        return self.config / "settings.toml"

    @property
    def lexicon_file(self) -> Path:
        """The listener's own lexicon."""
        return self.config / "lexicon.toml"

    @property
    def themes(self) -> Path:
        """The folder of the listener's own colours, TOML."""
        return self.config / "themes"

    @property
    def log_file(self) -> Path:
        """The log of the voice process."""
        return self.log / "voice.log"

    @property
    def errors_file(self) -> Path:
        """The log of unexpected errors."""
        return self.log / "errors.log"


def user_folders(data_dir: Path | None = None, environ: Mapping[str, str] = os.environ) -> Folders:
    """Return the folders to use.

    Args:
        data_dir: one folder for everything; wins over the environment.
        environ: where `ALLVOICE_DATA_DIR` is looked up; it moves everything too.
    """
    chosen = data_dir or (Path(value) if (value := environ.get(DATA_DIR_VARIABLE)) else None)
    if chosen is not None:
        root = chosen.expanduser()
        return Folders(root, root, root / "cache", root / "log", chosen=True)
    import platformdirs

    dirs = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return Folders(
        Path(dirs.user_data_dir),
        Path(dirs.user_config_dir),
        Path(dirs.user_cache_dir),
        Path(dirs.user_log_dir),
    )


def bundled_guide() -> Path:
    """Return the folder of the guide that comes with the program."""
    package = Path(__file__).resolve().parent
    inside_wheel = package / "content"
    return inside_wheel if inside_wheel.is_dir() else package.parent.parent / "content"


def bundled_lexicon() -> Path:
    """Return how the words of the guide that comes with the program are said."""
    return bundled_guide() / "lexicon.toml"
