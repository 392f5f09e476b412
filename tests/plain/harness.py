"""A listener who types and reads lines, over a real session with a stepped voice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from allvoice.actions import catalogue
from allvoice.actions.model import Services
from allvoice.actions.options.preferences import playback_options
from allvoice.guide.model import Guide, Position
from allvoice.plain.happenings import Happened, Inbox
from allvoice.plain.reader import PlainReader
from allvoice.plain.typed_words import TypedControls
from allvoice.shelf.settings.choices import Choices, Writes
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.shelf import Shelf
from tests.reading.harness import TEXT, SessionHarness, session_harness

WELCOME, TO_KNOW = "Welcome. Before you begin.", "Something to know."
NEXT = "[Enter: next sentence, h: help, q: quit]"
AGAIN = "[Enter: start again, h: help, q: quit]"
GO_ON = "[Enter: go on, h: help, q: quit]"
PLAY = "[Enter: play, h: help, q: quit]"
PAUSE = "[Enter: pause, h: help, q: quit]"
MORE = "[Enter: more, h: help, q: quit]"
END = "End of the guide. Press Enter to start again from the beginning."
SECTION_END = "End of this section. Press Enter to go on."


@dataclass
class PlainHarness:
    """The reader in lines, and the lines."""

    reading: SessionHarness
    reader: PlainReader
    controls: TypedControls
    choices: Choices
    inbox: Inbox
    lines: list[str]

    def type(self, *typed: str) -> list[str]:
        """Type lines; return what was shown for them."""
        return self.take(*typed)

    def take(self, *happened: Happened) -> list[str]:
        """Let things happen; return what was shown for them."""
        before = len(self.lines)
        for each in happened:
            self.reader.take(each)
        return self.lines[before:]

    def hear(self, count: int = 10_000) -> list[str]:
        """Let the voice report so many times, or until it rests; return what was shown."""
        before = len(self.lines)
        for _ in range(count):
            event = self.reading.voice.speak()
            if event is None:
                break
            self.reader.take(event)
        return self.lines[before:]


def plain_harness(
    shelf: Shelf,
    *,
    voiced: bool = True,
    settings: Settings | None = None,
    verbosity: str = "normal",
    text: str = TEXT,
    position: Position | None = None,
    reads_alone: bool = True,
    waits: bool = False,
    gives_tour: bool = False,
    begins: bool = True,
    important: Sequence[str] = (),
    faults: Sequence[str] = (),
    put: Callable[[str], None] | None = None,
    inbox: Inbox | None = None,
    controls: TypedControls | None = None,
    fit: Callable[[Sequence[str]], int] = len,
    write: Writes = lambda name, value: None,
    elsewhere: Callable[[], str] = lambda: "",
    stop: Callable[[], bool] = lambda: False,
    keep_half: Callable[[bool], object] = lambda wanted: None,
    services: Services | None = None,
    guide: Guide | None = None,
) -> PlainHarness:
    """Return the reader in lines, begun.

    Args:
        shelf: keeps bookmarks.
        voiced: a voice of ours speaks; else a screen reader of the listener's own.
        settings: what else of the settings matters.
        verbosity: "beginner", "normal" or "expert".
        text: of the guide.
        position: where it begins.
        reads_alone: as in a pipe; else at a terminal.
        waits: another window has the guide open.
        gives_tour: to a newcomer.
        begins: else the test lets it begin.
        important: what threatens the place.
        faults: what else is amiss at the start.
        put: takes lines, after they were noted.
        inbox: what happens.
        controls: name what is typed; the usual words if nothing else is said.
        fit: how many lines a window holds.
        write: writes a choice.
        elsewhere: tells at the end that the place kept is another copy's.
        stop: stops the program for its shell.
        keep_half: lets Control-C bring what is half typed with it.
        services: what the program around the lines does for it.
        guide: instead of a text.
    """
    settings = replace(
        settings or Settings(), verbosity=verbosity, external_screen_reader=not voiced
    )
    controls = controls or TypedControls(external_screen_reader=not voiced)
    options = playback_options(settings)
    reading = session_harness(
        position=position,
        text=text,
        guide=guide,
        controls=controls,
        options=options,
        rate_wpm=settings.rate_wpm,
    )
    lines: list[str] = []

    def note(text: str) -> None:
        lines.append(text)
        if put is not None:
            put(text)

    inbox = inbox or Inbox()
    choices = Choices(write=write, usual=settings)
    reader = PlainReader(
        reading.session,
        shelf,
        choices,
        controls,
        inbox,
        note,
        fit=fit,
        reads_alone=reads_alone,
        waits=waits,
        gives_tour=gives_tour,
        stop=stop,
        keep_half=keep_half,
        services=replace(services or Services(), elsewhere=elsewhere),
    )
    if begins:
        reader.begin(WELCOME, important, faults)
    return PlainHarness(reading, reader, controls, choices, inbox, lines)


def help_lines(made: PlainHarness) -> list[str]:
    """Return the lines of the help: what can be typed, by groups, and the last messages."""
    items = made.controls.help_items()
    groups = dict.fromkeys(catalogue.BY_ID[item.action].group for item in items)
    lines = []
    for group in groups:
        of_group = (item for item in items if catalogue.BY_ID[item.action].group == group)
        lines += [group, *(": ".join(filter(None, (item.key, item.text))) for item in of_group)]
    told = made.reading.messages
    return [*lines, "Last messages", *told]
