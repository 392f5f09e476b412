"""`read` and `say`: speech without a screen."""

from __future__ import annotations

import queue
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allvoice.cli.compose import (
    Options,
    configuration,
    narrator_of,
    open_guide,
    settings_of,
    speaking_options,
    start_voice,
)
from allvoice.errors import NoVoiceError, SettingsError
from allvoice.speech.messages import Event, Mute, Ready

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.state import State

FINISH_LIMIT_S = 10.0
"""For the voice process to complete a file."""


@click.command()
@click.argument("guide", required=False, type=click.Path(path_type=Path))
@click.option("--section", help="Only this one, by its id.")
@speaking_options
def read(guide: Path | None, section: str | None, options: Options) -> None:
    """Read a guide aloud without a screen.

    Ctrl-C stops at once.
    """
    opened = open_guide(guide)
    first, last = 0, len(opened.blocks) - 1
    if section is not None:
        first, last = _section_blocks(opened, section)
    speak(opened, options, first, last)


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--show", is_flag=True, help="Print how it would be said.")
@speaking_options
def say(text: tuple[str, ...], show: bool, options: Options) -> None:
    """Speak a text; - reads it from standard input."""
    from allvoice.guide.load import parse_guide

    words = " ".join(text)
    if words == "-":
        words = sys.stdin.buffer.read().decode("utf-8", "replace")
    spoken = parse_guide([(Path("text.md"), words)], name="The text")
    if show:
        _show(spoken, options)
    else:
        speak(spoken, options, 0, len(spoken.blocks) - 1)


def speak(guide: Guide, options: Options, first_block: int, last_block: int) -> None:
    """Speak some blocks of a guide and return when they have been heard.

    Raises:
        NoVoiceError: nothing here can speak.
        SettingsError: an option cannot be used.
    """
    from allvoice.guide.model import Position
    from allvoice.reading.listening import Listening
    from allvoice.reading.session import Session
    from allvoice.reading.state import State, Status
    from allvoice.reading.turn import Rules

    settings, notices = settings_of(options)
    configure = configuration(options, settings)
    narrator, unusable = narrator_of(options, settings)
    for notice in [*notices, *unusable]:
        click.echo(notice, err=True)
    voice = start_voice(configure, options.folders)
    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    voice.on_event = events.put
    rules = Rules(
        guide,
        narrator,
        section_sound=settings.section_sound,
        announce_end=False,
        last_block=last_block,
    )
    start = State(Position(first_block), rate_wpm=configure.rate_wpm, volume=configure.volume)
    listening = Listening(Session(rules), voice, start, lambda position, rate_wpm: None)
    listening.watcher = _Narration(guide, options.verbose)
    try:
        listening.play()
        while listening.state.status is not Status.STOPPED:
            event = events.get()
            match event:
                case Mute(text):
                    raise NoVoiceError(text)
                case Ready(_, voice_id, voices) if options.voice and voice_id != options.voice:
                    known = ", ".join(each for each, _ in voices)
                    raise SettingsError(f"There is no voice {options.voice!r}; choose {known}.")
                case _:
                    listening.handle(event)
    except BaseException:
        voice.close()
        raise
    voice.close(FINISH_LIMIT_S)


class _Narration:
    """Tells on standard error what goes on."""

    def __init__(self, guide: Guide, verbose: bool) -> None:
        self._guide = guide
        self._verbose = verbose
        self._told: Position | None = None

    def state_changed(self, old: State, new: State) -> None:
        """Print the sentence when a sentence begins."""
        if self._verbose and new.word_range is not None and new.position != self._told:
            self._told = new.position
            click.echo(self._guide.sentence_text(new.position), err=True)

    def told(self, sentence: str) -> None:
        """Print a sentence of the program's own."""
        click.echo(sentence, err=True)


def _section_blocks(guide: Guide, section_id: str) -> tuple[int, int]:
    """Return the first and last block of a section and the deeper ones inside it."""
    found = next((s for s in guide.sections if s.id == section_id), None)
    if found is None:
        from rapidfuzz import process

        near = process.extractOne(section_id, [s.id for s in guide.sections], score_cutoff=60)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise SettingsError(
            f"{guide.title} has no section {section_id!r}; allvoice sections lists them.{hint}"
        )
    last = found.last_block
    for later in guide.sections[found.index + 1 :]:
        if later.level <= found.level:
            break
        last = later.last_block
    return found.first_block, last


def _show(guide: Guide, options: Options) -> None:
    from allvoice.guide.model import Position

    settings, _ = settings_of(options)
    narrator, _ = narrator_of(options, settings)
    for block in guide.blocks:
        for sentence in range(len(block.sentences)):
            utterance = narrator.utterance(guide, Position(block.index, sentence))
            click.echo(utterance.spoken)
