"""A session without a voice: it moves, counts words by hand, and remembers what was asked."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from allvoice.tui.ports import Watcher
from textual.events import Key

from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide, Position, Section
from allvoice.limits import RATE_NORMAL_WPM, RATE_STEP_WPM
from allvoice.reading.state import Manner, State, Status, Unit
from allvoice.shelf.settings.choices import Choices, Writes
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Event
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.theme.theme_files import OwnThemes
from allvoice.tui.theme.themes import Depth
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


class FakeListening:
    """Moves as the real session does, at once and silently."""

    def __init__(self, guide: Guide, position: Position | None = None) -> None:
        self.guide = guide
        self.state = State(position or guide.start)
        self.watcher: Watcher | None = None
        self.calls: list[tuple[object, ...]] = []
        self.spoken: list[str] = []
        self.earcons: list[str] = []
        self.faults = ""
        """What the welcome was to say in any case."""

    def names(self) -> list[object]:
        """What was asked for, without the announcements."""
        return [call[0] for call in self.calls if call[0] not in ("announce", "hush")]

    def status(self) -> Status:
        """Whether it reads."""
        return self.state.status

    def change(self, **changes: object) -> None:
        """Become another state and tell the watcher."""
        old, self.state = self.state, replace(self.state, **changes)  # type: ignore[arg-type]
        if self.watcher is not None:
            self.watcher.state_changed(old, self.state)

    def speak_word(self, number: int) -> None:
        """Reach a word of the sentence."""
        block = self.guide.blocks[self.state.position.block]
        sentence = block.sentences[self.state.position.sentence]
        start = sentence.start
        for _ in range(number):
            start = block.text.index(" ", start) + 1
        stop = min(x for x in (block.text.find(" ", start), sentence.end) if x > 0)
        self.change(word=number, word_range=(start, min(stop, sentence.end)))

    def _call(self, *call: object) -> None:
        self.calls.append(call)

    def handle(self, event: Event) -> None:
        self._call("handle", event)

    def welcome(self, text: str, faults: str = "") -> None:
        said = f"{text} {faults}".strip()
        self._call("welcome", said)
        self.faults = faults
        if self.watcher is not None:
            self.watcher.told(said)

    def play_pause(self) -> None:
        self._call("play_pause")
        playing = self.state.status is Status.PLAYING
        self.change(status=Status.PAUSED if playing else Status.PLAYING)

    def play(self) -> None:
        self._call("play")
        self.change(status=Status.PLAYING)

    def pause(self) -> None:
        self._call("pause")
        self.change(status=Status.PAUSED)

    def suspend(self) -> None:
        self._call("suspend")
        if self.state.status is Status.PLAYING:
            self.change(status=Status.PAUSED)

    def stop(self) -> None:
        self._call("stop")
        self.change(status=Status.STOPPED, word_range=None)

    def move(self, unit: Unit, step: int) -> None:
        self._call("move", unit, step)
        at, guide = self.state.position, self.guide
        if unit is Unit.SENTENCE:
            to = guide.after(at) if step > 0 else guide.before(at)
        elif unit is Unit.PARAGRAPH:
            to = guide.clamp(Position(at.block + step, 0))
        else:
            section = guide.section_of(at).index + step
            section = min(max(section, 0), len(guide.sections) - 1)
            to = Position(guide.sections[section].first_block, 0)
        self.change(position=to or at, word_range=None)

    def go_to(self, position: Position, *, play: bool | None = None) -> None:
        self._call("go_to", position, play)
        status = Status.PLAYING if play else self.state.status
        self.change(position=position, word_range=None, status=status, announcement_id=None)

    def go_to_start(self) -> None:
        self._call("go_to_start")
        self.change(position=self.guide.start, word_range=None)

    def go_to_end(self) -> None:
        self._call("go_to_end")
        self.change(position=self.guide.end, word_range=None)

    def repeat(self, *, carefully: bool = False) -> None:
        self._call("repeat", carefully)

    def leave_passage(self) -> None:
        self._call("leave_passage")

    def hear_skipped(self) -> None:
        self._call("hear_skipped")

    def set_skipping(self, names: tuple[str, ...]) -> None:
        self._call("set_skipping", names)
        self.change(skipping=names)

    def heard_as(self) -> str:
        return self.guide.sentence_text(self.state.position).replace("ALL", "A L L")

    def respellings(self) -> list[tuple[str, str]]:
        named = "ALL" in self.guide.sentence_text(self.state.position)
        return [("ALL", "A-L-L")] if named else []

    def faster(self) -> None:
        self._pace("faster", self.state.rate_wpm + RATE_STEP_WPM)

    def slower(self) -> None:
        self._pace("slower", self.state.rate_wpm - RATE_STEP_WPM)

    def normal_pace(self) -> None:
        self._pace("normal_pace", RATE_NORMAL_WPM)

    def _pace(self, name: str, rate_wpm: int) -> None:
        self._call(name)
        self.change(rate_wpm=rate_wpm)
        self.announce(f"{rate_wpm} words a minute.")

    def louder(self) -> None:
        self._call("louder")
        self.change(volume=min(150, self.state.volume + 10))

    def quieter(self) -> None:
        self._call("quieter")
        self.change(volume=max(0, self.state.volume - 10))

    def toggle_only_section(self) -> None:
        self._call("toggle_only_section")
        self.change(only_section=not self.state.only_section)

    def where_am_i(self, detail: bool = False) -> str:
        self._call("where_am_i", detail)
        more = " More of it." if detail else ""
        return f"You are in {self.guide.section_of(self.state.position).title}.{more}"

    def announce(self, text: str, earcon: str = "", *, asked: bool = False) -> None:
        self._call("announce", text)
        if earcon:
            self.earcons.append(earcon)
        if self.state.manner.interface_voice or asked:
            self.spoken.append(text)
            self.change(next_id=self.state.next_id + 1, announcement_id=self.state.next_id)
        if self.watcher is not None:
            self.watcher.told(text)

    def chime(self, earcon: str) -> None:
        self.earcons.append(earcon)

    def hush(self) -> None:
        self._call("hush")
        self.change(announcement_id=None, welcoming=False)

    def hear_announcement(self) -> None:
        """Let the announcement be heard to its end."""
        self.change(announcement_id=None)

    def key_held(self) -> None:
        self._call("key_held")

    def key_released(self) -> None:
        self._call("key_released")

    def set_manner(self, manner: Manner) -> None:
        self._call("set_manner", manner)
        self.change(manner=manner)

    def next_voice(self, step: int = 1) -> None:
        self._call("next_voice", *([step] if step != 1 else []))

    def minutes_left(self, section: Section | None = None) -> float:
        return 2.0 if section is None else section.last_block - section.first_block + 0.5

    def close(self) -> None:
        self._call("close")


def open_shelf(folder: Path) -> Shelf:
    return Shelf.open(folders_in(folder))


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
    keep: Writes = lambda name, value: None,
    time_of: Callable[[Key], float] | None = None,
    own_themes: OwnThemes | None = None,
    depth: Depth | None = None,
) -> tuple[AllvoiceApp, FakeListening]:
    """Return the app with a session of its own; by default no key is pressed in haste."""
    listening = FakeListening(guide or make_guide(), position)
    seconds = itertools.count()
    app = AllvoiceApp(
        listening,
        shelf or open_shelf(folder),
        Choices(write=keep, usual=settings),
        notices=notices,
        faults=faults,
        welcome=welcome,
        waits=waits,
        is_first_start=is_first_start,
        time_of=time_of or (lambda key: float(next(seconds))),
        own_themes=own_themes,
        depth=depth,
    )
    return app, listening
