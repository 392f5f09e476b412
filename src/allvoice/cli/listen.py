"""`listen`: the terminal reader, at the last place."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allvoice.cli.compose import (
    PATH,
    Options,
    configuration,
    narrator_of,
    open_guide,
    settings_of,
    speaking_options,
    start_voice,
)
from allvoice.errors import AllvoiceError

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position
    from allvoice.shelf.settings import Settings
    from allvoice.shelf.store import Shelf
    from allvoice.speech.client import VoiceClient
    from allvoice.speech.messages import Configure

NEEDS_TERMINAL = (
    "The reader needs a terminal window to draw in; use allvoice read to listen without one."
)


@click.command(short_help="Open the reader.")
@click.argument("guide", required=False, type=PATH)
@speaking_options
def listen(guide: Path | None, options: Options) -> int | None:
    """Open the reader where you left off."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise AllvoiceError(NEEDS_TERMINAL)
    settings, notices = settings_of(options)
    # The voice first: it loads on the other core while the guide is opened and drawn.
    configure = configuration(options, settings)
    voice = start_voice(configure, options.folders)
    try:
        opened = open_guide(guide)
        return _listen(opened, voice, configure, settings, notices, options)
    except BaseException:
        voice.close()
        raise


def _listen(
    guide: Guide,
    voice: VoiceClient,
    configure: Configure,
    settings: Settings,
    notices: list[str],
    options: Options,
) -> int | None:
    from allvoice.reading.listening import Listening
    from allvoice.reading.session import Session
    from allvoice.reading.state import State
    from allvoice.reading.turn import Rules
    from allvoice.shelf.locator import locate
    from allvoice.shelf.store import Shelf
    from allvoice.tui.app import AllvoiceApp
    from allvoice.tui.keys import KeyTable

    narrator, unusable = narrator_of(options, settings)
    with Shelf.open(options.folders) as shelf:
        position, welcome = place_and_welcome(guide, shelf)
        rate_wpm = options.rate_wpm or shelf.rate_wpm(guide.id) or configure.rate_wpm
        voice.set_rate(rate_wpm)
        key = KeyTable(settings.keys).shown("hear_skipped")
        rules = Rules(
            guide,
            narrator,
            section_sound=settings.section_sound,
            hear_skipped=f"Press {key} to hear it.",
        )
        listening = Listening(
            Session(rules),
            voice,
            State(position, rate_wpm=rate_wpm, volume=configure.volume, skipping=settings.skip),
            lambda place, rate: shelf.save_position(locate(guide, place), rate),
        )
        told = [*notices, *unusable, *shelf.notices]
        app = AllvoiceApp(listening, shelf, settings, notices=told, welcome=welcome)
        voice.on_event = app.voice_event
        fault = app.run(mouse=False)
        if fault:
            raise AllvoiceError(fault)
    return None


def place_and_welcome(guide: Guide, shelf: Shelf) -> tuple[Position, str]:
    """Return where to begin and the words that say so: at most about eight seconds of them."""
    from allvoice.shelf.locator import find

    kept = shelf.position(guide.id)
    if kept is None:
        return guide.start, f"Welcome. {guide.title}. Space pauses. H is for help."
    found = find(guide, kept)
    if found.position == guide.start:
        return found.position, f"Welcome. {guide.title}. Space pauses. H is for help."
    section = guide.section_of(found.position)
    said = f"Welcome back. {section.title}. {found.how.sentence}".strip()
    return found.position, said
