"""Puts the parts together: options and settings to a guide, a voice and a place to begin."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from allvoice.errors import SettingsError
from allvoice.paths import Folders, bundled_guide, bundled_lexicon, user_folders
from allvoice.speech.messages import Configure

if TYPE_CHECKING:
    from allvoice.guide.model import Guide
    from allvoice.narration.narrator import Narrator
    from allvoice.shelf.settings import Settings
    from allvoice.speech.client import VoiceClient

RATE_MIN_WPM, RATE_MAX_WPM = 40, 450
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Options:
    """What was given on the command line; None where nothing was."""

    engine: str | None = None
    voice: str | None = None
    rate_wpm: int | None = None
    sink: str | None = None
    data_dir: Path | None = None
    no_voice: bool = False
    verbose: bool = False

    @property
    def folders(self) -> Folders:
        """Where files live."""
        return user_folders(self.data_dir)


def data_dir_option(command: _Command) -> _Command:
    """Add the option that moves everything the program stores."""
    return click.option(
        "--data-dir",
        type=click.Path(path_type=Path),
        help="Folder for places, bookmarks and settings.",
    )(command)


def speaking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command that can speak; they arrive as one `Options`."""

    @click.option("--engine", help="natural, espeak, system or silent.")
    @click.option("--voice", help="A voice as allvoice voices lists it.")
    @click.option("--rate", type=int, help="Words a minute, 40 to 450.")
    @click.option("--sink", help="device, null, or a file: talk.wav")
    @data_dir_option
    @click.option("--no-voice", is_flag=True, help="Stay silent.")
    @click.option("--verbose", is_flag=True, help="Tell more on the way.")
    @functools.wraps(command)
    def wrapped(
        *args: Any,
        engine: str | None,
        voice: str | None,
        rate: int | None,
        sink: str | None,
        data_dir: Path | None,
        no_voice: bool,
        verbose: bool,
        **rest: Any,
    ) -> Any:
        options = Options(engine, voice, rate, sink, data_dir, no_voice, verbose)
        return command(*args, options=options, **rest)

    return wrapped


def settings_of(options: Options) -> tuple[Settings, list[str]]:
    """Return the settings and what the listener is told about them."""
    from allvoice.shelf.settings import load_settings

    return load_settings(options.folders.settings_file)


def configuration(
    options: Options, settings: Settings, saved_rate_wpm: int | None = None
) -> Configure:
    """Return how to speak: options before what was saved for the guide before settings.

    Raises:
        SettingsError: an option is unknown, out of range or cannot be used.
    """
    from allvoice.speech.catalogue import ENGINE_NAMES

    engine = "silent" if options.no_voice else options.engine or settings.engine
    if engine not in ENGINE_NAMES:
        raise SettingsError(_unknown("engine", engine, ENGINE_NAMES))
    rate_wpm = options.rate_wpm or saved_rate_wpm or settings.rate_wpm
    if options.rate_wpm is not None and not RATE_MIN_WPM <= options.rate_wpm <= RATE_MAX_WPM:
        raise SettingsError(
            f"--rate {options.rate_wpm} is outside what can be spoken; "
            f"give {RATE_MIN_WPM} to {RATE_MAX_WPM} words a minute."
        )
    other_engine = options.engine is not None and options.engine != settings.engine
    voice = options.voice or ("" if options.no_voice or other_engine else settings.voice)
    _check_voice(engine, voice)
    return Configure(
        engine=engine,
        voice_id=voice,
        sink="null" if options.no_voice else _sink(options.sink or "device"),
        rate_wpm=rate_wpm,
        volume=settings.volume,
        cache_folder=str(options.folders.cache / "clips"),
        lexicon_files=tuple(map(str, lexicon_files(options.folders))),
        fall_back=options.engine is None,
    )


def lexicon_files(folders: Folders) -> tuple[Path, ...]:
    """Return how words are said: of two entries for one word that of the later file wins."""
    return bundled_lexicon(), folders.lexicon_file


def narrator_of(options: Options, settings: Settings) -> tuple[Narrator, list[str]]:
    """Return what turns sentences into spoken words, and what the listener is told about it."""
    from allvoice.narration.lexicon import load_lexicon
    from allvoice.narration.narrator import Narrator

    lexicon, notices = load_lexicon(lexicon_files(options.folders))
    return Narrator(lexicon, slow_names=settings.slow_names), notices


def start_voice(configure: Configure, folders: Folders) -> VoiceClient:
    """Start the voice process; returns before it is ready."""
    from allvoice.speech.catalogue import fallbacks
    from allvoice.speech.client import VoiceClient

    others = fallbacks(configure.engine) if configure.fall_back else ()
    return VoiceClient(configure, others, log_file=folders.log_file)


def open_guide(path: Path | None) -> Guide:
    """Open the guide that comes with the program, or another.

    Raises:
        UnreadableGuideError: it cannot be opened or read.
    """
    from allvoice.guide.load import load_guide

    return load_guide(path or bundled_guide())


def _sink(name: str) -> str:
    if name in ("device", "null"):
        return name
    path = Path(name).expanduser()
    if path.suffix.casefold() != ".wav":
        raise SettingsError(
            f"--sink {name} is unknown; give device, null, or a file that ends in .wav."
        )
    if path.is_dir() or not path.parent.is_dir():
        raise SettingsError(f"The sound cannot be written to {path}; choose another --sink.")
    return str(path)


def _check_voice(engine: str, voice: str) -> None:
    from allvoice.speech.catalogue import known_voices

    known = known_voices(engine)
    if voice and known and voice not in [each.id for each in known]:
        raise SettingsError(_unknown("voice", voice, [each.id for each in known]))


def _unknown(what: str, given: str, known: Any) -> str:
    from rapidfuzz import process

    near = process.extractOne(given, known, score_cutoff=60)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no {what} {given!r}; choose {', '.join(known)}.{hint}"
