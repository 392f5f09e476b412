"""The two front doors of `listen`, the screen and plain lines."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain

import click

from allvoice.cli.components import TOUR_GIVEN, Components, services
from allvoice.cli.console import print_no_more, tell
from allvoice.cli.remote_control import media_keys
from allvoice.errors import AllvoiceError
from allvoice.event_loop import Soon
from allvoice.shelf.kept_place import KeptPlace

WITHOUT_LINKS = ("linux", "cons25", "vt100", "vt220")
"""Terminals that may show the address of a link in the middle of the text."""


def on_screen(parts: Components, notices: Sequence[str]) -> None:
    """Open the screen, and return when the listener has left.

    Raises:
        AllvoiceError: the screen had to close.
    """
    from allvoice.tui.app import AllvoiceApp
    from allvoice.tui.keys.keymap import Keymap
    from allvoice.tui.start import Colours, Start
    from allvoice.tui.theme.theme_files import load_themes
    from allvoice.tui.theme.themes import NAMES

    settings, shelf, voice = parts.choices.settings, parts.shelf, parts.voice
    external_screen_reader = settings.external_screen_reader
    keymap = Keymap(settings.keys, external_screen_reader=external_screen_reader)
    knows_keys = parts.knows_keys and not external_screen_reader
    elsewhere, gives_tour = parts.here.is_open_elsewhere, parts.gives_tour
    # The tour tells of the keys.
    opening = parts.opening(keymap, tells_keys=not gives_tour and not knows_keys)
    kept_place = KeptPlace(shelf.positions, parts.guide, opening.position, shelf.tell)
    log = parts.listening_log()
    session = parts.session(opening, kept_place, log, keymap)
    if gives_tour:
        shelf.remembered.keep(TOUR_GIVEN, "yes")
    folders = parts.options.folders
    app = AllvoiceApp(
        session,
        shelf,
        parts.choices,
        keymap,
        Start(
            opening.welcome,
            shelf.notices,
            parts.faults(notices, keymap),
            waits=(elsewhere and not external_screen_reader) or opening.is_offered,
            typed=parts.typed(),
            is_first_start=gives_tour,
            connect=voice.add_observer,
        ),
        Colours(load_themes(folders.themes, NAMES)),
        job=parts.job,
        hurry=parts.ending.begin,
        services=services(parts, kept_place, log, keymap),
        links=os.environ.get("TERM", "") not in WITHOUT_LINKS,
    )
    with media_keys(session, parts.choices, do=app.do, post=app.do_soon, scheduler=app):
        fault = app.run(mouse=False)
    if not fault:
        # The terminal may have gone.
        with suppress(OSError):
            tell(app.actions.leaving.words)
    # Of a terminal that was closed: what is left for it must not become an error at exit.
    print_no_more()
    if fault:
        raise AllvoiceError(fault)


def in_lines(parts: Components, notices: Sequence[str]) -> None:
    """Read in plain lines, and return when the listener has left."""
    from allvoice.plain.happenings import Inbox
    from allvoice.plain.lines import Lines, more_follows, typed_lines, window_of
    from allvoice.plain.reader import PlainReader
    from allvoice.plain.terminal_lines import TerminalLines
    from allvoice.plain.typed_words import TypedControls

    external_screen_reader = parts.configure.engine == "silent"
    parts.choices.for_now(external_screen_reader=external_screen_reader)
    controls = TypedControls(external_screen_reader=external_screen_reader)
    typing = sys.stdin
    is_typed = typing is not None and typing.isatty()
    elsewhere = parts.here.is_open_elsewhere
    gives_tour = is_typed and parts.gives_tour
    if gives_tour:
        parts.shelf.remembered.keep(TOUR_GIVEN, "yes")
    # The prompt tells of them too, but who has a voice may have nothing that reads the lines.
    opening = parts.opening(
        controls,
        tells_keys=not external_screen_reader and not gives_tour,
        can_wait=is_typed,
        draws=False,
    )
    kept_place = KeptPlace(parts.shelf.positions, parts.guide, opening.position, parts.shelf.tell)
    if isinstance(typing, io.TextIOWrapper):
        # One odd byte must not end the typing.
        typing.reconfigure(errors="replace")
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    lines = Lines(click.echo, lambda: window_of(sys.stdout), encoding)
    terminal = TerminalLines(typing) if typing is not None and is_typed else None
    inbox = Inbox()
    log = parts.listening_log()
    session = parts.session(opening, kept_place, log, controls)
    reader = PlainReader(
        session,
        parts.shelf,
        parts.choices,
        controls,
        inbox,
        lines.put,
        fit=lines.fit,
        reads_alone=not is_typed,
        waits=elsewhere or opening.is_offered,
        gives_tour=gives_tour,
        stop=lambda: parts.job.can_stop and parts.job.stop(0, whole=False),
        keep_half=(lambda wanted: None) if terminal is None else terminal.keep_half,
        services=services(parts, kept_place, log, controls, can_wait=is_typed),
    )
    parts.voice.add_observer(inbox.post)
    if typing is not None and terminal is not None:
        before = parts.typed().splitlines(keepends=True)
        inbox.type_from(chain(before, terminal), more_follows(typing))
    else:
        inbox.type_from(() if typing is None else typed_lines(typing))
    with media_keys(
        session,
        parts.choices,
        do=reader.ask_for,
        post=lambda work: inbox.post(Soon(work)),
        scheduler=inbox,
        tells=parts.options.verbose,
    ):
        reader.run(opening.welcome, parts.shelf.notices, parts.faults(notices, controls))
