"""What the screen needs of the listening session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from allvoice.guide.model import Guide, Position, Section
from allvoice.reading.state import Manner, State, Unit

if TYPE_CHECKING:
    from allvoice.speech.protocol import Event


class Watcher(Protocol):
    """What the session tells; the screen is one."""

    def state_changed(self, old: State, new: State) -> None:
        """Show the new state."""
        ...

    def told(self, sentence: str) -> None:
        """Show something the listener must know."""
        ...


class Listening(Protocol):
    """A listening session; all its methods are called from the screen's thread."""

    watcher: Watcher | None

    @property
    def guide(self) -> Guide:
        """What is read."""
        ...

    @property
    def state(self) -> State:
        """The session at this moment."""
        ...

    def handle(self, event: Event) -> None:
        """Take in an event of the voice."""
        ...

    def welcome(self, text: str, faults: str = "") -> None:
        """Speak a text and then faults, which are said in any case; then read on."""
        ...

    def play_pause(self) -> None:
        """Pause, or read on."""
        ...

    def play(self) -> None:
        """Read on."""
        ...

    def pause(self) -> None:
        """Pause."""
        ...

    def stop(self) -> None:
        """Be silent at once."""
        ...

    def suspend(self) -> None:
        """Pause, save the place, and return when nothing is heard any more."""
        ...

    def move(self, unit: Unit, step: int) -> None:
        """Go to the next (1) or previous (-1) unit."""
        ...

    def go_to(self, position: Position, *, play: bool | None = None) -> None:
        """Go to a sentence; by default playing goes on, and stopped reads that one."""
        ...

    def go_to_start(self) -> None:
        """Go to the start of the guide."""
        ...

    def go_to_end(self) -> None:
        """Go to the end of the guide."""
        ...

    def repeat(self, *, carefully: bool = False) -> None:
        """Read the sentence again; carefully is slower, with medicine names by syllables."""
        ...

    def leave_passage(self) -> None:
        """Go on after the table or list."""
        ...

    def hear_skipped(self) -> None:
        """Read what was skipped last."""
        ...

    def set_skipping(self, names: tuple[str, ...]) -> None:
        """Skip kinds of passages from now on."""
        ...

    def heard_as(self) -> str:
        """Return the words sent to the voice for the sentence."""
        ...

    def respellings(self) -> list[tuple[str, str]]:
        """Return the terms of the sentence with how they are said, for people."""
        ...

    def faster(self) -> None:
        """Read one step faster."""
        ...

    def slower(self) -> None:
        """Read one step slower."""
        ...

    def normal_pace(self) -> None:
        """Read at the normal pace."""
        ...

    def louder(self) -> None:
        """Turn the volume up one step."""
        ...

    def quieter(self) -> None:
        """Turn the volume down one step."""
        ...

    def toggle_only_section(self) -> None:
        """Stop, or do not stop, at the end of the section."""
        ...

    def where_am_i(self, detail: bool = False) -> str:
        """Return where the reading is, in one sentence or a few."""
        ...

    def announce(self, text: str, earcon: str = "", *, asked: bool = False) -> None:
        """Speak a text over the reading, a short sound before it, and tell it to the watcher."""
        ...

    def chime(self, earcon: str) -> None:
        """Let a short sound be heard."""
        ...

    def hush(self) -> None:
        """Drop what is being announced; the reading goes on."""
        ...

    def key_held(self) -> None:
        """Go on without a word while a key is held."""
        ...

    def key_released(self) -> None:
        """Say what the held key led to."""
        ...

    def set_manner(self, manner: Manner) -> None:
        """Tell and read in another manner."""
        ...

    def next_voice(self, step: int = 1) -> None:
        """Go on with the engine's next voice (1) or the one before (-1)."""
        ...

    def minutes_left(self, section: Section | None = None) -> float:
        """Return how long the rest of the guide, or a whole section, takes at this pace."""
        ...

    def close(self) -> None:
        """End the voice; the position is saved already."""
        ...
