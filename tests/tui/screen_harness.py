"""The screen over a real session, whose voice speaks only as far as a test lets it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from allvoice.actions.options.preferences import playback_options
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide, Position
from allvoice.narration.model import Utterance
from allvoice.narration.narrator import Narrator
from allvoice.reading.commands import (
    Announce,
    CancelAnnouncement,
    Chime,
    Command,
    GoTo,
    ListenerActed,
    Repeat,
    Welcome,
)
from allvoice.reading.runner import ReadingSession
from allvoice.reading.state import State, Status
from allvoice.reading.step import SessionConfig
from allvoice.shelf.settings.choices import Choices, Writes
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.start import Colours, Start
from allvoice.tui.theme.theme_files import OwnThemes
from allvoice.tui.theme.themes import Depth
from tests.reading.harness import RecordingStore, SessionHarness, SteppedVoice, VirtualClock
from tests.shelf.guides import folders_in

TEXT = """\
# Start here

This guide is read aloud. You can stop it at any time. Press the key again to go on.

It uses **bold** words, *leaning* words and a [link](https://example.org).

## Fever

Call the care team now if the temperature is 38.0 or more. Do not wait until the morning.

- Keep the phone number at hand.
- Write down the time.
  1. First the temperature.
  2. Then the medicine.

> A quoted line stands apart.

# Key terms

| Word | Meaning |
|---|---|
| ALL | A fast blood cancer. |
| MRD | Cells that stay. |

## Side effects

Brackets such as [bold]this[/bold] mean nothing. A last sentence follows here.
"""


def make_guide(text: str = TEXT, guide_id: str = "test") -> Guide:
    return parse_guide([(Path("guide.md"), text)], guide_id=guide_id)


class RecordingSession(ReadingSession):
    """A session that remembers what it was asked for."""

    def __init__(
        self,
        config: SessionConfig,
        voice: SteppedVoice,
        state: State,
        store: RecordingStore,
        clock: Callable[[], float],
    ) -> None:
        super().__init__(config, voice, state, store, clock)
        self.commands: list[Command] = []

    def do(self, command: Command) -> None:
        self.commands.append(command)
        super().do(command)


class RecordingNarrator(Narrator):
    """A narrator that remembers the text of each announcement by the words that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}

    def announcement(self, text: str) -> Utterance:
        utterance = super().announcement(text)
        self.texts[" ".join(utterance.words)] = text
        return utterance


@dataclass
class ScreenHarness(SessionHarness):
    """A session behind the screen, and all that it was asked for and that was heard of it."""

    session: RecordingSession
    narrator: RecordingNarrator = field(default_factory=RecordingNarrator)

    @property
    def commands(self) -> list[Command]:
        """All that was asked for, in order."""
        return self.session.commands

    @property
    def asked(self) -> list[Command]:
        """What was asked for of the reading, without what was only announced or noted."""
        told = Announce | CancelAnnouncement | Chime | ListenerActed
        return [each for each in self.commands if not isinstance(each, told)]

    def asked_for(self, *kinds: type[Command]) -> list[Command]:
        """What was asked for of some kinds, in order."""
        return [each for each in self.commands if isinstance(each, kinds)]

    @property
    def welcomes(self) -> list[str]:
        """Each welcome that was given, with what was amiss."""
        given = [each for each in self.commands if isinstance(each, Welcome)]
        return [f"{each.text} {each.faults}".strip() for each in given]

    @property
    def spoken(self) -> list[str]:
        """What was said over the reading, as it is written, in order."""
        return [self.narrator.texts[words] for words in self.voice.announced]

    @property
    def earcons(self) -> list[str]:
        """The short sounds heard over the reading, in order."""
        return self.voice.earcons

    @property
    def announcement(self) -> str:
        """What is being said over the reading; empty for nothing."""
        return self.spoken[-1] if self.voice.announcement else ""

    def status(self) -> Status:
        """Return whether it reads."""
        return self.state.status

    @property
    def reads_on(self) -> bool:
        """Whether one sentence after the other is heard."""
        return self.state.reads_on and not self.voice.paused

    def go_to(self, position: Position) -> None:
        """Stand at a place, silent; asked for by no key."""
        ReadingSession.do(self.session, GoTo(position, play=False))

    def speak_word(self, number: int) -> None:
        """Let the voice come to a written word of the sentence, counted from 0.

        A sentence that is not being read is read alone; a word before the present one is reached
        by reading it again.
        """
        position = self.state.position
        block = self.guide.blocks[position.block]
        start = block.sentences[position.sentence].start
        for _ in range(number):
            start = block.text.index(" ", start) + 1
        at = self.state.word_range
        if self.state.is_at_rest or (at is not None and at[0] > start):
            ReadingSession.do(self.session, Repeat())
        while (at := self.state.word_range) is None or at[0] < start:
            self.hear_words(1)
        assert self.state.position == position, "the sentence has no such word"

    def change(self, **changes: object) -> None:
        """Become another state, to which neither a command nor the voice leads."""
        old, new = self.state, replace(self.state, **changes)  # type: ignore[arg-type]
        self.session.state = new
        for observer in tuple(self.session.observers):
            observer.state_changed(old, new)


def open_shelf(folder: Path) -> Shelf:
    return Shelf.open(folders_in(folder))


def _asked_once(time_of: Callable[[Any], float]) -> Callable[[Any], float]:
    """Return the same, with one time for one event however often it is asked for."""
    last: list[tuple[Any, float]] = []

    def asked(event: Any) -> float:
        if not last or last[0][0] is not event:
            last[:] = [(event, time_of(event))]
        return last[0][1]

    return asked


def make_app(
    folder: Path,
    guide: Guide | None = None,
    *,
    settings: Settings | None = None,
    position: Position | None = None,
    notices: Sequence[str] = (),
    faults: Sequence[str] = (),
    welcome: str = "",
    waits: bool = False,
    shelf: Shelf | None = None,
    is_first_start: bool = False,
    typed: str = "",
    write: Writes = lambda name, value: None,
    time_of: Callable[[Any], float] | None = None,
    own_themes: OwnThemes | None = None,
    depth: Depth | None = None,
    store: RecordingStore | None = None,
) -> tuple[AllvoiceApp, ScreenHarness]:
    """Return the app with a session of its own; by default no key is pressed in haste."""
    guide, settings = guide or make_guide(), settings or Settings()
    keymap = Keymap(settings.keys, external_screen_reader=settings.external_screen_reader)
    narrator, voice, clock = RecordingNarrator(), SteppedVoice(), VirtualClock()
    store = store or RecordingStore()
    state = State(
        position or guide.start, skipping=settings.skip, options=playback_options(settings)
    )
    session = RecordingSession(SessionConfig(guide, narrator, keymap), voice, state, store, clock)
    harness = ScreenHarness(session, voice, store, clock, narrator=narrator)
    session.observers.append(harness)
    seconds = itertools.count(step=2)
    app = AllvoiceApp(
        session,
        shelf or open_shelf(folder),
        Choices(write=write, usual=settings),
        keymap,
        Start(welcome, notices, faults, waits=waits, is_first_start=is_first_start, typed=typed),
        Colours(own_themes or OwnThemes(), depth),
        time_of=_asked_once(time_of or (lambda key: float(next(seconds)))),
    )
    return app, harness
