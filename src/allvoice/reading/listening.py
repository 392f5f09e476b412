"""Runs a session: commands and events in, the voice, the saved place and the screen out.

All methods are called from one thread; the voice's events are brought to it by whoever owns it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from allvoice.guide.model import Guide, Position, Section
from allvoice.reading import commands, places
from allvoice.reading.commands import Command
from allvoice.reading.session import Session
from allvoice.reading.state import RATE_NORMAL_WPM, Manner, State, Status, Unit
from allvoice.reading.turn import Effect, Save, Tell
from allvoice.speech.protocol import Event, SetVoice, SetVolume, VoiceCommand

VOLUME, VOICE_OF = "volume", "voice of"
"""Names of what a listener chooses for good."""


class Watcher(Protocol):
    """What shows the session."""

    def state_changed(self, old: State, new: State) -> None:
        """Something of the state changed: the place, the word, the pace and so on."""
        ...

    def told(self, sentence: str) -> None:
        """There is something to show; it is already spoken where it should be."""
        ...


class Voice(Protocol):
    """What speaks; its methods return at once."""

    def send(self, command: VoiceCommand) -> None:
        """Ask something of it."""
        ...

    def wait_obeyed(self) -> bool:
        """Wait, for a moment, until all that was told is done; false where it is not."""
        ...

    def close(self) -> None:
        """End."""
        ...


class Listening:
    """One guide being listened to."""

    def __init__(
        self,
        session: Session,
        voice: Voice,
        state: State,
        save_position: Callable[[Position, int], None],
        keep_preference: Callable[[str, str], None] = lambda name, value: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin silent at the state's position.

        Args:
            session: the rules.
            voice: what speaks.
            state: where to begin, at which pace and volume.
            save_position: told each place reached, with the pace in words a minute.
            keep_preference: told what the listener chose for good: "volume", and "voice of" an
                engine.
            clock: seconds, for telling how long the reading was held.
        """
        self.guide: Guide = session.guide
        self.state = state
        self.watcher: Watcher | None = None
        self._session = session
        self._voice = voice
        self._save_position = save_position
        self._keep_preference = keep_preference
        self._clock = clock
        self._held_at_s = 0.0

    def handle(self, event: Event) -> None:
        """Take an event of the voice."""
        self._step(event)

    def welcome(self, text: str, faults: str = "") -> None:
        """Say something, then read on from the place.

        Args:
            text: what is said.
            faults: what is said after it, also where the interface voice is off.
        """
        self._step(commands.Welcome(text, faults))

    def play_pause(self) -> None:
        """Read on, or hold."""
        self._step(commands.PlayPause(self._clock() - self._held_at_s))

    def play(self) -> None:
        """Read on; harmless while reading."""
        self._step(commands.Play(self._clock() - self._held_at_s))

    def pause(self) -> None:
        """Hold; harmless while not reading."""
        self._step(commands.Hold())

    def stop(self) -> None:
        """Be silent."""
        self._step(commands.Stop())

    def suspend(self) -> None:
        """Hold, say nothing more, save the place, and return when the voice is silent."""
        self._step(commands.Hold())
        self._step(commands.CancelAnnouncement())
        self._save_position(self.state.position, self.state.rate_wpm)
        self._voice.wait_obeyed()

    def move(self, unit: Unit, step: int) -> None:
        """Go a unit on (1) or back (-1)."""
        self._step(commands.Move(unit, step))

    def go_to(self, position: Position, *, play: bool | None = None) -> None:
        """Go to a place; `play` None leaves reading or resting as it is."""
        self._step(commands.GoTo(position, play))

    def go_to_start(self) -> None:
        """Go to the first sentence."""
        self.go_to(self.guide.start)

    def go_to_end(self) -> None:
        """Go to the last sentence."""
        self.go_to(self.guide.end)

    def repeat(self, *, carefully: bool = False) -> None:
        """Read the sentence again; carefully is slower, with medicine names by syllables."""
        self._step(commands.Repeat(carefully))

    def leave_passage(self) -> None:
        """Go on after the table or list."""
        self._step(commands.LeavePassage())

    def hear_skipped(self) -> None:
        """Read what was skipped last."""
        self._step(commands.HearSkipped())

    def set_skipping(self, names: tuple[str, ...]) -> None:
        """Skip kinds of passages from now on, by their names in the settings."""
        self._step(commands.SetSkipping(names))

    def heard_as(self) -> str:
        """Return the words sent to the voice for the sentence."""
        return self._session.rules.utterance(self.state.position).spoken

    def respellings(self) -> list[tuple[str, str]]:
        """Return the terms of the sentence with how they are said, for people."""
        lexicon = self._session.rules.narrator.lexicon
        text = self.guide.sentence_text(self.state.position)
        return [(each.term, each.respelling) for each in lexicon.terms(text) if each.respelling]

    def faster(self) -> None:
        """Raise the pace by a step."""
        self._step(commands.ChangeRate(1))

    def slower(self) -> None:
        """Lower the pace by a step."""
        self._step(commands.ChangeRate(-1))

    def normal_pace(self) -> None:
        """Go back to the usual pace."""
        self._step(commands.SetPace(RATE_NORMAL_WPM))

    def set_rate(self, rate_wpm: int) -> None:
        """Set the pace in words a minute."""
        self._step(commands.SetPace(rate_wpm))

    def louder(self) -> None:
        """Raise the volume by a step."""
        self._step(commands.ChangeVolume(1))

    def quieter(self) -> None:
        """Lower the volume by a step."""
        self._step(commands.ChangeVolume(-1))

    def toggle_only_section(self) -> None:
        """Stop at the end of the section, or no longer do."""
        self._step(commands.ToggleOnlySection())

    def announce(self, text: str, earcon: str = "", *, asked: bool = False) -> None:
        """Say and show something of the program's own.

        Args:
            text: what is said.
            earcon: a short sound before it.
            asked: say it also where the interface voice is off.
        """
        self._step(commands.Announce(text, earcon, asked))

    def chime(self, earcon: str) -> None:
        """Let a short sound be heard."""
        self._step(commands.Chime(earcon))

    def hush(self) -> None:
        """Drop the announcement being heard; the reading goes on."""
        self._step(commands.CancelAnnouncement())

    def key_held(self) -> None:
        """Go on without a word while a key is held."""
        self._step(commands.KeyHeld())

    def key_released(self) -> None:
        """Say what the held key led to."""
        self._step(commands.KeyReleased())

    def set_manner(self, manner: Manner) -> None:
        """Tell and read in another manner."""
        self._step(commands.SetManner(manner))

    def next_voice(self, step: int = 1) -> None:
        """Go on with the engine's next voice (1) or the one before (-1)."""
        voices = [voice_id for voice_id, _ in self.state.voices]
        if not voices:
            self.announce("The voices are still being loaded.")
        elif len(voices) == 1:
            self.announce(f"{self.state.voices[0][1]} is the only voice here.")
        else:
            at = voices.index(self.state.voice_id) if self.state.voice_id in voices else -1
            self._step(commands.ChangeVoice(voices[(at + step) % len(voices)]))

    def following(self) -> Position | None:
        """Return the sentence that reading goes on with after this one; None at the end."""
        return self._session.rules.after(self.state.position, self.state.skipping)

    def where_am_i(self, detail: bool = False) -> str:
        """Return chapter, section, part read and time left; speaks nothing."""
        return places.where(self.guide, self.state.position, self.state.rate_wpm, detail=detail)

    def minutes_left(self, section: Section | None = None) -> float:
        """Return about how long the rest of the guide, or one whole section, takes."""
        if section is not None:
            return places.section_minutes(self.guide, section, self.state.rate_wpm)
        return places.minutes_left(self.guide, self.state.position, self.state.rate_wpm)

    def close(self) -> None:
        """End the voice; each place was saved when it was reached, which is when it counts."""
        self._voice.close()

    def _step(self, happened: Command | Event) -> None:
        old = self.state
        self.state, effects = self._session.step(old, happened)
        # The voice first: a key is heard before it is seen.
        for effect in effects:
            self._carry_out(effect)
        if self.state.status is Status.PAUSED and old.status is not Status.PAUSED:
            self._held_at_s = self._clock()
        if self.watcher is not None and self.state != old:
            self.watcher.state_changed(old, self.state)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Save(position, rate_wpm):
                self._save_position(position, rate_wpm)
            case Tell(text):
                if self.watcher is not None:
                    self.watcher.told(text)
            case _:
                self._voice.send(effect)
                if isinstance(effect, SetVolume):
                    self._keep_preference(VOLUME, str(effect.volume))
                elif isinstance(effect, SetVoice):
                    self._keep_preference(f"{VOICE_OF} {self.state.engine}", effect.voice_id)
