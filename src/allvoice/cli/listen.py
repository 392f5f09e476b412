"""`listen`: the terminal reader, at the last place."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allvoice.cli.backing_up import BackingUp
from allvoice.cli.components import Components, at_once
from allvoice.cli.compose import (
    CliOptions,
    choices_of,
    configuration,
    discard_recording,
    finish_recording,
    late_narrator_of,
    speaking_options,
    start_voice,
)
from allvoice.cli.console import tell
from allvoice.cli.documents import document_argument, library_of, open_last
from allvoice.cli.ending import Ending, end_by_exception
from allvoice.cli.front_doors import in_lines, on_screen
from allvoice.cli.opening import LeftEarlyError
from allvoice.jobs import Job
from allvoice.own_files import answered
from allvoice.shelf.open_guides import OpenGuide
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import NO_UTTERANCE, Say

if TYPE_CHECKING:
    from allvoice.reading.step import Narrates
    from allvoice.shelf.library import Does
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.settings.specs import Settings
    from allvoice.speech.client.client import VoiceClient

NO_GENERATION = 0
"""Of what is said before the session begins: nothing is reported of it."""
YES = frozenset({"1", "true", "yes", "on"})


@click.command(short_help="Open the reader.")
@document_argument
@click.option("--plain", is_flag=True, help="In plain lines, for screen readers.")
@speaking_options
def listen(document: str | None, plain: bool, options: CliOptions) -> int | None:
    """Open the reader where you left off.

    DOCUMENT is a file, a folder, a number or name of allvoice library, or the word guide for the
    guide that comes with allvoice. Without it the last one opens.
    """
    choices, notices = choices_of(options)
    if options.no_voice or choices.settings.external_screen_reader:
        # Whoever wants no voice of ours may have a screen reader of their own.
        options = replace(options, no_voice=True)
        choices.for_now(external_screen_reader=True)
    settings = choices.settings
    backing_up = BackingUp(options.folders.database)
    backing_up.begin(settings.backup_folder)
    job = Job()
    # The voice first: it loads on the other core while the guide is opened and drawn.
    configure = configuration(options, settings)
    if configure.is_for_file:
        # Until the screen is there, which ends as it does for Q.
        end_by_exception()
    # Whoever listens is helped by any voice, though the one named is wanted back.
    must_load = options.engine is not None and configure.is_for_file
    voice = start_voice(configure, options.folders, must_load=must_load)
    try:
        is_plain = plain or needs_plain(os.environ)
        narrator, unusable = late_narrator_of(options)
        with Shelf.open(options.folders) as shelf, ExitStack() as at_the_end:
            library = library_of(shelf.documents.all())
            meant = library.last if document is None else library.meant(document)
            path = meant if isinstance(meant, Path) else meant.path
            do, typed = _patiently(path, settings, narrator, voice, is_plain=is_plain)
            last = document is None
            opened = open_last(library, shelf, do) if last else library.open(meant, do)
            # It stays until the end: nobody need look through it again for what could be let go.
            gc.freeze()
            here = at_the_end.enter_context(OpenGuide(options.folders.data, opened.guide.id))
            opened.take_note(shelf.documents)
            told = [*notices, *unusable, *shelf.notices, *backing_up.news(shelf.remembered)]
            told += _waiting(shelf)
            _carry_over(shelf, choices)
            door = in_lines if is_plain else on_screen
            with Ending(voice) as ending:
                parts = Components(
                    opened,
                    voice,
                    configure,
                    choices,
                    shelf,
                    narrator,
                    options,
                    do,
                    typed,
                    here,
                    job,
                    ending,
                    at_the_end,
                )
                door(parts, told)
            backing_up.finish(choices.settings.backup_folder)
            for fault in backing_up.news(shelf.remembered):
                # The terminal may have gone.
                with suppress(OSError):
                    tell(fault)
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


def _waiting(shelf: Shelf) -> list[str]:
    """Return that words of before were half typed and wait."""
    from allvoice.actions.drafts import Drafts

    return Drafts(shelf.remembered).news()


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
) -> tuple[Does, Callable[[], str]]:
    """Return what does something that takes long with a large guide, and can be left.

    And what gives what was typed meanwhile.
    """
    streams = (sys.stdin, sys.stdout)
    if path is None or not all(each is not None and each.isatty() for each in streams):
        return at_once, str
    from allvoice.cli.opening import BackgroundOpening, is_large

    try:
        if not answered(lambda: is_large(path)):
            return at_once, str
    except OSError:
        # That its disk does not answer is told by who opens it.
        return at_once, str
    from allvoice.text import one_line
    from allvoice.tui.keys.keymap import Keymap, character_of

    keymap = Keymap(settings.keys)
    keys = ("q",) if is_plain else keymap.keys("quit")
    letters = {each for key in keys if len(key) == 1 for each in (key, key.upper())}
    searching = [character_of(key) for key in keymap.keys("search")]

    def tell(text: str) -> None:
        if settings.interface_voice:
            said = narrator.announcement(text)
            voice.send(
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

    opening = BackgroundOpening(
        one_line(path.name), letters, tell, searching=searching, by_lines=is_plain
    )
    return opening.do, lambda: opening.typed


def needs_plain(environment: Mapping[str, str]) -> bool:
    """Return whether lines are wanted, or are all that the terminal can show."""
    if environment.get("ACCESSIBLE", "").lower() in YES:
        return True
    # Windows sets no TERM; elsewhere a terminal without a name can do no more than a dumb one.
    if environment.get("TERM", "" if os.name == "posix" else "any") in ("", "dumb"):
        return True
    return not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
