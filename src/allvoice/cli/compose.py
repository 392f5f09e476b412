"""Puts the parts together: options and settings to a guide, a voice and a place to begin."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from allvoice.cli import candidates
from allvoice.cli.console import CLOSED, DATA_DIR, hint
from allvoice.errors import SettingsError
from allvoice.limits import PAUSE_FACTORS, RATE_MAX_WPM, RATE_MIN_WPM, VOLUME_BOOSTS_DB
from allvoice.own_files import answered
from allvoice.paths import Folders, bundled_guide, bundled_lexicon, user_folders
from allvoice.private import close_kept
from allvoice.speech.protocol import Configure
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position
    from allvoice.narration.lexicon import Lexicon
    from allvoice.narration.model import Utterance
    from allvoice.narration.narrator import Narrator
    from allvoice.narration.noise.registry import LeavingOut
    from allvoice.reading.step import Narrates
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.settings.specs import Settings
    from allvoice.speech.client.client import VoiceClient

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class CliOptions:
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


class _FolderName(click.Path):
    """A folder; an empty one, as of a variable that was not set, is no name for the one here."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            name = param.opts[0] if param is not None else "FOLDER"
            raise SettingsError(f"{name} is empty; give a path, or leave it out.")
        return super().convert(value, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Return that folders fit."""
        return [candidates.folders()]


def rate_option(default: int | None, text: str) -> Callable[[_Command], _Command]:
    """Return the option for the pace."""
    return click.option("--rate", metavar="WPM", default=default, callback=_rate, help=text)


def _rate(ctx: click.Context, param: click.Parameter, value: str | int | None) -> int | None:
    if value is None:
        return None
    try:
        rate_wpm = int(value)
    except ValueError:
        rate_wpm = 0
    if not RATE_MIN_WPM <= rate_wpm <= RATE_MAX_WPM:
        raise SettingsError(
            f"--rate {value} is not a pace that can be spoken; "
            f"give {RATE_MIN_WPM} to {RATE_MAX_WPM} words a minute."
        )
    return rate_wpm


def _take_data_dir(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Remember the folder; what an earlier version left open there is closed to others."""
    ctx.meta[DATA_DIR] = value
    if not ctx.resilient_parsing:
        # Where what knows the system's folders is missing, `doctor` says so.
        with suppress(ImportError):
            ctx.meta[CLOSED] = close_kept(user_folders(value))
    return value


def data_dir_option(command: _Command) -> _Command:
    """Add the option that moves everything the program stores."""
    return click.option(
        "--data-dir",
        type=_FolderName(path_type=Path),
        metavar="FOLDER",
        callback=_take_data_dir,
        help="Folder for places, notes and settings.",
    )(command)


def refuse_no_folder(folders: Folders) -> None:
    """Refuse a file where the folder for all that is kept should be.

    Raises:
        SettingsError: there is one.
    """
    for each in (folders.data, *folders.data.parents):
        if os.path.exists(each):
            if not os.path.isdir(each):
                kind = "file" if os.path.isfile(each) else "device"
                raise SettingsError(f"{shown(str(each))} is a {kind}; give a folder.")
            return


def speaking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command that can speak; they arrive as one `CliOptions`."""

    @click.option(
        "--engine",
        metavar="NAME",
        shell_complete=candidates.engines,
        help="natural, espeak, system or silent.",
    )
    @click.option(
        "--voice",
        metavar="NAME",
        shell_complete=candidates.voices,
        help="As allvoice voices lists it.",
    )
    @rate_option(None, f"Words a minute, {RATE_MIN_WPM} to {RATE_MAX_WPM}.")
    @click.option(
        "--sink",
        metavar="SINK",
        shell_complete=candidates.sinks,
        help="device, null, or a file: talk.wav",
    )
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
        options = CliOptions(engine, voice, rate, sink, data_dir, no_voice, verbose)
        return command(*args, options=options, **rest)

    return wrapped


def choices_of(options: CliOptions) -> tuple[Choices, list[str]]:
    """Return what the listener chose, and what they are told about it."""
    from allvoice.shelf.settings.choices import Choices

    file = options.folders.settings_file
    choices, notices = Choices.open(file)
    engine, voices = choices.settings.engine, dict(choices.settings.voices)
    voice = voices.pop(engine, "")
    known = _voice_ids(engine) if voice else []
    if known and voice not in known:
        notices.append(
            f"{file.name}: {_unknown('voice', voice, known)} Until then {known[0]} speaks."
        )
        choices.for_now(voices=voices)
    return choices, notices


def settings_of(options: CliOptions) -> tuple[Settings, list[str]]:
    """Return the settings and what the listener is told about them."""
    choices, notices = choices_of(options)
    return choices.settings, notices


def configuration(options: CliOptions, settings: Settings) -> Configure:
    """Return how to speak: options before settings.

    Raises:
        SettingsError: an option is unknown or cannot be used.
    """
    engine = _engine(options, settings)
    voice = _voice(options, settings, engine)
    if options.no_voice:
        engine, voice = "silent", ""
    return Configure(
        engine=engine,
        voice_id=voice,
        sink=_sink(options, engine),
        rate_wpm=options.rate_wpm or settings.rate_wpm,
        volume=settings.volume,
        pause_factor=PAUSE_FACTORS[settings.pause_length],
        volume_boost_db=VOLUME_BOOSTS_DB[settings.volume_boost],
        cache_folder=str(options.folders.clips),
        lexicon_files=tuple(map(str, lexicon_files(options.folders))),
    )


def lexicon_files(folders: Folders) -> tuple[Path, ...]:
    """Return how words are said: of two entries for one word that of the later file wins."""
    return bundled_lexicon(), folders.lexicon_file


class LazyNarrator:
    """A narrator that is made when the first sentence is to be said: the screen comes first."""

    def __init__(self, make: Callable[[], Narrator]) -> None:
        """Remember how to make it."""
        self._make = make

    @functools.cached_property
    def _narrator(self) -> Narrator:
        return self._make()

    @property
    def lexicon(self) -> Lexicon:
        """How particular words are said."""
        return self._narrator.lexicon

    def utterance(
        self,
        guide: Guide,
        position: Position,
        *,
        carefully: bool = False,
        leaving_out: LeavingOut | None = None,
    ) -> Utterance:
        """Return the utterance of one sentence with the pause that follows it."""
        from allvoice.narration.noise.registry import NOTHING

        return self._narrator.utterance(
            guide, position, carefully=carefully, leaving_out=leaving_out or NOTHING
        )

    def announcement(self, text: str) -> Utterance:
        """Return spoken-only text."""
        return self._narrator.announcement(text)


def late_narrator_of(options: CliOptions) -> tuple[Narrates, list[str]]:
    """Return the same as `narrator_of`, not made yet where nothing can be amiss with it."""
    if _has_own_lexicon(options.folders):
        return narrator_of(options)
    return LazyNarrator(lambda: narrator_of(options)[0]), []


def _has_own_lexicon(folders: Folders) -> bool:
    try:
        return answered(folders.lexicon_file.exists)
    except OSError:
        # What is amiss is told by whoever reads it.
        return True


def narrator_of(options: CliOptions) -> tuple[Narrator, list[str]]:
    """Return what turns sentences into spoken words, and what the listener is told about it."""
    from allvoice.narration.lexicon import load_lexicon
    from allvoice.narration.narrator import Narrator

    lexicon, notices = load_lexicon(lexicon_files(options.folders))
    return Narrator(lexicon), notices


def start_voice(configure: Configure, folders: Folders, *, must_load: bool) -> VoiceClient:
    """Start the voice process; returns before it is ready.

    Args:
        configure: how to speak.
        folders: where the log is.
        must_load: no other engine steps in where this one cannot be loaded, and in a file none at
            all: whoever names an engine for a file wants its voice in all of it.

    Raises:
        SettingsError: the sound cannot be written to the file asked for.
    """
    from allvoice.speech.client.client import VoiceClient
    from allvoice.speech.client.recording import Recording
    from allvoice.speech.engines.registry import fallbacks

    recording = Recording(Path(configure.sink)) if configure.is_for_file else None
    others = () if must_load and recording is not None else fallbacks(configure.engine)
    return VoiceClient(
        configure, others, must_load=must_load, log_file=folders.log_file, recording=recording
    )


def finish_recording(voice: VoiceClient) -> None:
    """Give the sound file its name, where there is one; the voice is closed.

    Raises:
        IncompleteFileError: it is not whole.
    """
    if voice.recording is not None:
        voice.recording.finish()


def discard_recording(voice: VoiceClient) -> None:
    """Remove the sound file, where there is one, since it is not whole; the voice is closed."""
    if voice.recording is not None:
        voice.recording.discard()


def open_own_guide() -> Guide:
    """Open the guide that comes with the program.

    Raises:
        UnreadableGuideError: it cannot be opened or read.
    """
    from allvoice.guide.load import load_guide

    return load_guide(bundled_guide())


def _engine(options: CliOptions, settings: Settings) -> str:
    """Return the engine asked for; a voice asked for alone brings the engine that has it."""
    from allvoice.speech.engines.registry import ENGINE_NAMES

    if options.engine is not None:
        engine = options.engine.casefold()
        if engine not in ENGINE_NAMES:
            raise SettingsError(_unknown("engine", options.engine, ENGINE_NAMES))
        return engine
    if options.voice and settings.engine != "system":
        for name in (settings.engine, *ENGINE_NAMES):
            if options.voice in _voice_ids(name):
                return name
    return settings.engine


def _voice(options: CliOptions, settings: Settings, engine: str) -> str:
    if not options.voice:
        return settings.voices.get(engine, "")
    known = _voice_ids(engine)
    if known and options.voice not in known:
        raise SettingsError(unknown_voice(options.voice, engine, known))
    return options.voice


def _voice_ids(engine: str) -> list[str]:
    """Return what can be known without loading the engine."""
    from allvoice.speech.engines.registry import known_voices

    return [each.id for each in known_voices(engine)]


def _sink(options: CliOptions, engine: str) -> str:
    name = options.sink
    if options.no_voice or (name is None and engine == "silent"):
        # Who asks for silence hears no short sound either, and the sound device stays free.
        return "null"
    if name is None or name in ("device", "null"):
        return name or "device"
    path = Path(name).expanduser()
    if path.suffix.casefold() != ".wav":
        raise SettingsError(
            f"There is no --sink {name!r}; give device, null, or a file that ends in .wav."
        )
    if path.is_dir():
        raise SettingsError(f"The sound cannot be written to {path}: that is a folder.")
    if not path.parent.is_dir():
        raise SettingsError(
            f"The sound cannot be written to {path}: there is no folder {path.parent}."
        )
    return str(path)


def unknown_voice(given: str, engine: str, known: Sequence[str]) -> str:
    """Return what is told of a voice the engine does not have."""
    return (
        f"The {engine} engine has no voice {given!r}; choose {', '.join(known)}."
        f"{hint(given, known) or ' For other engines see allvoice voices.'}"
    )


def _unknown(what: str, given: str, known: Sequence[str]) -> str:
    return f"There is no {what} {given!r}; choose {', '.join(known)}.{hint(given, known)}"
