"""`listen`: the terminal reader, at the last place."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from allvoice.cli.compose import (
    PATH,
    Options,
    choices_of,
    configuration,
    discard_recording,
    finish_recording,
    late_narrator_of,
    open_guide,
    speaking_options,
    start_voice,
)
from allvoice.cli.console import print_no_more, tell
from allvoice.cli.ending import Ending, end_by_exception
from allvoice.cli.opening import LeftEarlyError
from allvoice.errors import AllvoiceError
from allvoice.jobs import Job
from allvoice.shelf.kept_place import KeptPlace
from allvoice.shelf.open_guides import OpenGuide
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Say

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.listening import Listening
    from allvoice.reading.turn import Narrates
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.settings.specs import Settings
    from allvoice.speech.client.client import VoiceClient
    from allvoice.speech.protocol import Configure, Event

TOUR_GIVEN = "tour given"
"""Name of what is kept once a newcomer was shown the keys."""
NO_GENERATION = NO_UTTERANCE = 0
"""Of what is said before the session begins: nothing is reported of it."""
T = TypeVar("T")
YES = frozenset({"1", "true", "yes", "on"})


class Does(Protocol):
    """Does some work."""

    def __call__(self, work: Callable[[], T]) -> T:
        """Return what comes of it."""
        ...


@click.command(short_help="Open the reader.")
@click.argument("guide", required=False, type=PATH)
@click.option("--plain", is_flag=True, help="In plain lines, for screen readers.")
@speaking_options
def listen(guide: Path | None, plain: bool, options: Options) -> int | None:
    """Open the reader where you left off."""
    choices, notices = choices_of(options)
    if options.no_voice or choices.settings.external_screen_reader:
        # Whoever wants no voice of ours may have a screen reader of their own.
        options = replace(options, no_voice=True)
        choices.for_now(external_screen_reader=True)
    settings = choices.settings
    job = Job()
    # The voice first: it loads on the other core while the guide is opened and drawn.
    configure = configuration(options, settings)
    if configure.is_for_file:
        # Until the screen is there, which ends as it does for Q.
        end_by_exception()
    else:
        # Whoever listens is helped by any voice, though the one named is wanted back.
        configure = replace(configure, fall_back=True)
    voice = start_voice(configure, options.folders)
    try:
        is_plain = plain or needs_plain(os.environ)
        narrator, unusable = late_narrator_of(options, settings)
        do = _patiently(guide, settings, narrator, voice, is_plain=is_plain)
        opened = do(lambda: open_guide(guide))
        # It stays until the end: nobody need look through it again for what could be let go.
        gc.freeze()
        with (
            Shelf.open(options.folders) as shelf,
            OpenGuide(options.folders.data, opened.id) as here,
        ):
            told = [*notices, *unusable, *shelf.notices]
            _carry_over(shelf, choices)
            door = _in_lines if is_plain else _on_screen
            with Ending(voice) as ending:
                parts = _Parts(
                    opened,
                    voice,
                    configure,
                    choices,
                    shelf,
                    narrator,
                    options,
                    do,
                    here,
                    job,
                    ending,
                )
                door(parts, told)
    except LeftEarlyError:
        voice.close()
        discard_recording(voice)
        return None
    except BaseException:
        voice.close()
        discard_recording(voice)
        raise
    voice.close()
    keep_recording(voice)
    return None


def _carry_over(shelf: Shelf, choices: Choices) -> None:
    # The voice loads meanwhile.
    from allvoice.shelf.carried_over import carry_over

    carry_over(shelf.remembered, shelf.positions, choices)


def keep_recording(voice: VoiceClient) -> None:
    """Give the sound file its name, where there is one and anything is in it; the voice is closed.

    Raises:
        IncompleteFileError: it is not whole.
    """
    recording = voice.recording
    if recording is not None and not recording.frames and not recording.failure:
        recording.discard()
        tell(f"Nothing was read to its end, so nothing is written to {recording.path}.")
        return
    finish_recording(voice)


def _patiently(
    path: Path | None, settings: Settings, narrator: Narrates, voice: VoiceClient, *, is_plain: bool
) -> Does:
    """Return what does something that takes long with a large guide, and can be left."""
    streams = (sys.stdin, sys.stdout)
    if path is None or not all(each is not None and each.isatty() for each in streams):
        return _at_once
    from allvoice.cli.opening import Opening, is_large

    if not is_large(path):
        return _at_once
    from allvoice.cli.console import one_line
    from allvoice.tui.keys.keymap import KeyTable

    keys = ("q",) if is_plain else KeyTable(settings.keys).keys("quit")
    letters = {each for key in keys if len(key) == 1 for each in (key, key.upper())}

    def tell(text: str) -> None:
        if settings.interface_voice:
            said = narrator.announcement(text)
            voice.say(
                Say(
                    NO_GENERATION,
                    NO_UTTERANCE,
                    said.words,
                    said.clause_starts,
                    said.pause_after_s,
                    is_announcement=True,
                    is_interface=True,
                )
            )

    return Opening(one_line(path.name), letters, tell).do


def _at_once(work: Callable[[], T]) -> T:
    return work()


def needs_plain(environment: Mapping[str, str]) -> bool:
    """Return whether lines are wanted, or are all that the terminal can show."""
    if environment.get("ACCESSIBLE", "").lower() in YES:
        return True
    # Windows sets no TERM; elsewhere a terminal without a name can do no more than a dumb one.
    if environment.get("TERM", "" if os.name == "posix" else "any") in ("", "dumb"):
        return True
    return not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


@dataclass(frozen=True, slots=True)
class _Parts:
    """What both front doors are made of."""

    guide: Guide
    voice: VoiceClient
    configure: Configure
    choices: Choices
    shelf: Shelf
    narrator: Narrates
    options: Options
    do: Does
    """Does what may take long, while the listener can leave."""
    here: OpenGuide
    """Knows whether another copy of the program has the guide open."""
    job: Job
    ending: Ending

    def listening(
        self, position: Position, kept_place: KeptPlace, hear_skipped: str, play_key: str
    ) -> Listening:
        """Return the session, at rest at a place.

        Args:
            position: the place.
            kept_place: keeps each place reached.
            hear_skipped: how to hear what was skipped.
            play_key: what starts the reading.
        """
        from allvoice.reading.listening import Listening
        from allvoice.reading.session import Session
        from allvoice.reading.state import Manner, State
        from allvoice.reading.turn import Rules

        guide, shelf, settings = self.guide, self.shelf, self.choices.settings
        kept_wpm = shelf.positions.rate_wpm(guide.id)
        rate_wpm = self.options.rate_wpm or kept_wpm or self.configure.rate_wpm
        self.voice.set_rate(rate_wpm)
        rules = Rules(
            guide,
            self.narrator,
            section_sound=settings.section_sound,
            hear_skipped=hear_skipped,
            play_key=play_key,
        )
        if settings.volume != self.configure.volume:
            self.voice.set_volume(settings.volume)
        voice_id = self.configure.voice_id or settings.voices.get(self.configure.engine, "")
        if voice_id != self.configure.voice_id:
            self.voice.set_voice(voice_id)
        return Listening(
            Session(rules),
            self.voice,
            State(
                position,
                rate_wpm=rate_wpm,
                volume=settings.volume,
                voice_id=voice_id,
                skipping=settings.skip,
                manner=Manner(volume_boost=settings.volume_boost),
            ),
            _Saves(kept_place, position, rate_wpm),
            _Keeps(self.choices, shelf.tell),
        )


class _Saves:
    """Keeps each place that is reached, and the pace alone where that is what changed."""

    def __init__(self, kept_place: KeptPlace, position: Position, rate_wpm: int) -> None:
        self._kept_place = kept_place
        self._position, self._rate_wpm = position, rate_wpm

    def __call__(self, position: Position, rate_wpm: int) -> None:
        if rate_wpm != self._rate_wpm:
            self._kept_place.save_rate(rate_wpm)
        if rate_wpm == self._rate_wpm or position != self._position:
            self._kept_place.save_position(position)
        self._position, self._rate_wpm = position, rate_wpm


class _Keeps:
    """Keeps a volume and a voice that were chosen by key; what is amiss with that is told once."""

    def __init__(self, choices: Choices, tell: Callable[[str], None]) -> None:
        self._choices = choices
        self._tell = tell
        self._told = ""

    def __call__(self, name: str, value: str) -> None:
        from allvoice.reading.listening import VOLUME

        if name == VOLUME:
            fault = self._choices.choose("volume", int(value))
        else:
            fault = self._choices.choose(f"voices.{name.split()[-1]}", value)
        if fault and fault != self._told:
            self._told = fault
            self._tell(fault)


def _on_screen(parts: _Parts, told: list[str]) -> None:
    from allvoice.tui.app import AllvoiceApp
    from allvoice.tui.keys.keymap import KeyTable
    from allvoice.tui.theme.theme_files import load_themes
    from allvoice.tui.theme.themes import NAMES

    settings = parts.choices.settings
    table = KeyTable(settings.keys)
    play = table.shown("play")
    shelf = parts.shelf
    # Where nothing can be kept every start would be the first.
    is_first_start = shelf.remembered.of(TOUR_GIVEN) is None and not shelf.notices
    elsewhere = parts.here.is_open_elsewhere
    gives_tour = is_first_start and not settings.external_screen_reader and not elsewhere
    does = "is the next sentence" if settings.external_screen_reader else "pauses"
    # The tour tells of the keys.
    keys = "" if gives_tour else f"{play} {does}. {table.shown('help')} is for help."
    position, welcome = place_and_welcome(parts.guide, shelf, keys, parts.do)
    if elsewhere:
        by_hand = settings.external_screen_reader
        on = f"{play} {'is the next sentence here' if by_hand else 'reads here too'}"
        welcome = open_elsewhere(parts.here, parts.guide, position, table.shown("stop"), on)
    kept_place = KeptPlace(shelf.positions, parts.guide, position, shelf.tell)
    skipped = f"Press {table.shown('hear_skipped')} to hear it."
    listening = parts.listening(position, kept_place, skipped, play)
    voice = parts.voice
    if gives_tour:
        shelf.remembered.keep(TOUR_GIVEN, "yes")
    if not settings.guide_voice and not settings.external_screen_reader:
        # Else the silence would seem to be a fault.
        told.append(f"The guide voice is off; {table.shown('options')} has it among the options.")

    def connect(receive: Callable[[Event], None]) -> None:
        voice.on_event = receive

    if sys.stderr is None or not sys.stderr.isatty():
        # Textual draws there; who keeps the errors in a file wants to see the guide all the same.
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]
    app = AllvoiceApp(
        listening,
        shelf,
        parts.choices,
        notices=shelf.notices,
        faults=[each for each in told if each not in shelf.notices],
        welcome=welcome,
        waits=elsewhere and not settings.external_screen_reader,
        is_first_start=gives_tour,
        own_themes=load_themes(parts.options.folders.themes, NAMES),
        connect=connect,
        job=parts.job,
        hurry=parts.ending.begin,
    )
    fault = app.run(mouse=False)
    if later := kept_place.elsewhere():
        # The terminal may have gone.
        with suppress(OSError):
            tell(later)
    # Of a terminal that was closed: what is left for it must not become an error at exit.
    print_no_more()
    if fault:
        raise AllvoiceError(fault)


def _in_lines(parts: _Parts, told: list[str]) -> None:
    from allvoice.plain.by_hand import HEAR_SKIPPED
    from allvoice.plain.inbox import Inbox
    from allvoice.plain.lines import Lines, more_follows, typed_lines, window_of
    from allvoice.plain.reader import PlainReader

    voiced = parts.configure.engine != "silent"
    # Who has a voice may have nothing that reads the lines.
    keys = "Enter pauses. Type h for help." if voiced else ""
    position, welcome = place_and_welcome(parts.guide, parts.shelf, keys, parts.do)
    if parts.here.is_open_elsewhere:
        on = "Enter reads here too" if voiced else "Enter is the next sentence here"
        welcome = open_elsewhere(parts.here, parts.guide, position, "S", on)
    kept_place = KeptPlace(parts.shelf.positions, parts.guide, position, parts.shelf.tell)
    typing = sys.stdin
    if isinstance(typing, io.TextIOWrapper):
        # One odd byte must not end the typing.
        typing.reconfigure(errors="replace")
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    lines = Lines(click.echo, lambda: window_of(sys.stdout), encoding)
    reader = PlainReader(
        parts.listening(position, kept_place, HEAR_SKIPPED, "Enter"),
        parts.shelf,
        lines.put,
        fit=lines.fit,
        voiced=voiced,
        reads_alone=typing is None or not typing.isatty(),
        verbosity=parts.choices.settings.verbosity,
        waits=parts.here.is_open_elsewhere,
        elsewhere=kept_place.elsewhere,
        stop=lambda: parts.job.can_stop and parts.job.stop(0, whole=False),
    )
    inbox = Inbox()
    parts.voice.on_event = inbox.voice_event
    if typing is not None and typing.isatty():
        inbox.type_from(typed_lines(typing), more_follows(typing))
    else:
        inbox.type_from(() if typing is None else typed_lines(typing))
    reader.run(inbox, welcome, told)


def place_and_welcome(
    guide: Guide, shelf: Shelf, keys: str, do: Does = _at_once
) -> tuple[Position, str]:
    """Return where to begin and the words that say so: at most about eight seconds of them.

    Args:
        guide: the guide.
        shelf: knows where the listener left off.
        keys: what a newcomer is told about the keys.
        do: does what may take long.
    """
    from allvoice.shelf.locator import find

    kept = shelf.positions.of(guide.id)
    if kept is None:
        return guide.start, f"Welcome. {guide.title}. {keys}".strip()
    found = do(lambda: find(guide, kept))
    if found.position == guide.start:
        return found.position, f"Welcome. {guide.title}. {keys}".strip()
    section = guide.section_of(found.position)
    said = f"Welcome back. {section.title}. {found.how.sentence}".strip()
    return found.position, said


def open_elsewhere(
    here: OpenGuide, guide: Guide, position: Position, stop_key: str, goes_on: str
) -> str:
    """Return what is told, instead of a welcome, where another copy has the guide open.

    Args:
        here: knows what the other copy is.
        guide: the guide.
        position: where it was left, which is where the other copy is.
        stop_key: what silences the other copy.
        goes_on: what goes on here, and how, after all.
    """
    if here.is_only_read_elsewhere:
        return f"This guide is being read in another window; Ctrl-C there stops it. {goes_on}."
    where = guide.section_of(position).title.removesuffix(".")
    return (
        f"This guide is open in another window, at: {where}. {stop_key} there stops it. {goes_on}."
    )
