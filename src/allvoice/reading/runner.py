"""Runs a session: commands and events in; the voice, what is saved and who watches out.

All methods are called from one thread; the voice's events are brought to it by whoever owns it.

What happens with a command, in order:

1. A front door calls `do`, or `handle` with an event of the voice.
2. `session.step` returns the next state and the effects; it is pure.
3. Where another guide was opened, whoever holds a guide takes the new one; how words are said is
   changed before the step is made.
4. The effects are carried out in their order: commands go to the voice, places and choices to the
   store, sentences to the observers. The voice comes first: a key is heard before it is seen.
5. Each observer is told of the old state and the next one. It may call `do` in turn, which goes
   through the same steps before `do` returns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from allvoice import clocks
from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.reading import commands
from allvoice.reading.commands import Command
from allvoice.reading.session import step
from allvoice.reading.state import State
from allvoice.reading.step import (
    Effect,
    SaveHeard,
    SavePosition,
    SaveRate,
    SaveVoice,
    SaveVolume,
    SentenceHeard,
    SessionConfig,
    ShowMessage,
)
from allvoice.speech.protocol import Event, VoiceCommand


class Observer(Protocol):
    """Shows the session."""

    def state_changed(self, old: State, new: State) -> None:
        """Something of the state changed: the place, the word, the rate and so on."""
        ...

    def message_shown(self, text: str) -> None:
        """There is something to show; it is already spoken where it should be."""
        ...


class Voice(Protocol):
    """Speaks; its methods return at once."""

    def send(self, command: VoiceCommand) -> None:
        """Obey a command."""
        ...

    def wait_obeyed(self) -> bool:
        """Wait, for a moment, until all that was sent is done; false where it is not."""
        ...

    def close(self) -> None:
        """End."""
        ...


class Store(Protocol):
    """Keeps what must survive."""

    def save_position(self, position: Position) -> None:
        """Remember a place that was reached."""
        ...

    def save_rate(self, rate_wpm: int) -> None:
        """Remember the rate chosen for this document, in words a minute."""
        ...

    def save_volume(self, volume: int) -> None:
        """Remember the volume chosen, in per cent."""
        ...

    def save_voice(self, engine: str, voice_id: str) -> None:
        """Remember the voice chosen of an engine."""
        ...

    def sentence_heard(
        self, position: Position, listened_s: float, left_out: frozenset[BlockKind]
    ) -> None:
        """Take note of a sentence that was heard to its end.

        Args:
            position: the sentence.
            listened_s: how long was listened since the last one.
            left_out: kinds of blocks that are not read.
        """
        ...

    def let_go(self, key: str) -> None:
        """Take what is kept under a name off the queue: it was heard to its end."""
        ...


class NoStore:
    """Keeps nothing, as for who reads a text aloud once."""

    def save_position(self, position: Position) -> None:
        """Forget it."""

    def save_rate(self, rate_wpm: int) -> None:
        """Forget it."""

    def save_volume(self, volume: int) -> None:
        """Forget it."""

    def save_voice(self, engine: str, voice_id: str) -> None:
        """Forget it."""

    def sentence_heard(
        self, position: Position, listened_s: float, left_out: frozenset[BlockKind]
    ) -> None:
        """Keep nothing."""

    def let_go(self, key: str) -> None:
        """Keep nothing."""


class ReadingSession:
    """A guide being listened to; another one may take its place."""

    def __init__(
        self,
        config: SessionConfig,
        voice: Voice,
        state: State,
        store: Store,
        clock: Callable[[], float] = clocks.seconds,
    ) -> None:
        """Begin silent at the state's position.

        Args:
            config: the guide, and what does not change.
            voice: what speaks.
            state: where to begin, at which rate and volume.
            store: keeps each place reached, and what the listener chooses.
            clock: seconds, for telling how long the reading was paused.
        """
        self.config = config
        self.guide: Guide = config.guide
        self.state = state
        self.observers: list[Observer] = []
        self.guide_observers: list[Callable[[], None]] = []
        """Called when another guide is read, before anything else is told: places of the one before
        are none in this one."""
        self._voice = voice
        self._store = store
        self.clock = clock
        """Seconds, by a clock that never goes back."""

    def do(self, command: Command) -> None:
        """Do what a front door asks for."""
        self._step(command)

    def handle(self, event: Event) -> None:
        """Take an event of the voice."""
        self._step(event)

    @property
    def meant_position(self) -> Position:
        """The sentence that a key pressed now is about: the one before, where that just ended."""
        return self.state.meant_position(self.clock())

    def suspend(self) -> None:
        """Pause, say nothing more, save the place, and return when the voice is silent."""
        self.do(commands.Pause())
        self.do(commands.CancelAnnouncement())
        self._store.save_position(self.state.kept_position)
        self._voice.wait_obeyed()

    def close(self) -> None:
        """End the voice; each place was saved when it was reached, which is when it counts."""
        self._voice.close()

    def _step(self, happened: Command | Event) -> None:
        old = self.state
        before = self.guide
        if isinstance(happened, commands.OpenGuide | commands.RenewGuide):
            self.guide = happened.guide
            self.config = replace(self.config, guide=happened.guide)
        elif isinstance(happened, commands.SetLexicon):
            self.config = replace(self.config, narrator=happened.narrator)
        self.state, effects = step(self.config, old, happened, self.clock())
        if self.guide is not before:
            for take_guide in tuple(self.guide_observers):
                take_guide()
        for effect in effects:
            self._carry_out(effect)
        if self.state != old:
            for observer in tuple(self.observers):
                observer.state_changed(old, self.state)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case SavePosition(position):
                self._store.save_position(position)
            case SaveRate(rate_wpm):
                self._store.save_rate(rate_wpm)
            case SaveVolume(volume):
                self._store.save_volume(volume)
            case SaveVoice(engine, voice_id):
                self._store.save_voice(engine, voice_id)
            case SaveHeard(key):
                self._store.let_go(key)
            case SentenceHeard(position, listened_s, left_out):
                self._store.sentence_heard(position, listened_s, left_out)
            case ShowMessage(text):
                for observer in tuple(self.observers):
                    observer.message_shown(text)
            case _:
                self._voice.send(effect)
