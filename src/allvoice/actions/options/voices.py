"""Every voice here, of all that can speak: each is chosen while listening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.reading.commands import ChooseVoice
from allvoice.speech.engines.registry import ENGINE_NAMES, check, known_voices

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.choices import Choices

WITHOUT_VOICE = "silent"
"""Never offered: who cannot see would find no way back. A screen reader of one's own has an option
of its own."""
LATER = ", from the next start"
_OF_THE_COMPUTER = {"system": "this computer's own"}
ENGINES = tuple(name for name in ENGINE_NAMES if name != WITHOUT_VOICE)


class Voices:
    """Goes through engines, and through the voices of all of them."""

    def __init__(self, session: ReadingSession, choices: Choices, *, at_once: bool) -> None:
        """Know what speaks now.

        Args:
            session: lets another voice speak.
            choices: keep what is chosen.
            at_once: another engine can speak before the next start.
        """
        self._session = session
        self._choices = choices
        self._at_once = at_once
        self._later: tuple[str, str] | None = None
        """The engine and voice that were chosen here for the next start."""

    @property
    def _chosen(self) -> tuple[str, str]:
        """The engine and the voice that speak, or will as soon as they can."""
        state = self._session.state
        if self._later is not None:
            return self._later
        if state.wanted_engine:
            return state.wanted_engine, state.wanted_voice_id
        return state.engine or self._choices.settings.engine, state.voice_id

    def _all(self) -> list[tuple[str, str, str]]:
        """Return engine, id and name of every voice here."""
        return [(engine, *voice) for engine in ENGINES for voice in self._of(engine)]

    def _of(self, engine: str) -> list[tuple[str, str]]:
        """Return id and name of each voice of an engine; one without a name where none is known."""
        state = self._session.state
        if engine == state.engine and state.voices:
            return list(state.voices)
        if engine != self._chosen[0] and check(engine) is not None:
            return []
        return [(each.id, each.name) for each in known_voices(engine)] or [("", "")]

    def engine(self) -> str:
        """Return words for what speaks."""
        return f"{_kind(self._chosen[0])}{LATER if self._later else ''}"

    def voice(self) -> str:
        """Return words for the voice, with what it belongs to."""
        engine, voice_id = self._chosen
        voices = self._of(engine)
        name = dict(voices).get(voice_id, voices[0][1] if voices else "")
        return f"{name}, {_kind(engine)}{LATER if self._later else ''}" if name else self.engine()

    def next_engine(self, step: int) -> str:
        """Let the next engine (1) or the one before (-1) speak; returns what is amiss with it."""
        now = self._chosen[0]
        at = ENGINES.index(now) if now in ENGINES else -1
        engine = ENGINES[(at + step) % len(ENGINES)]
        fault = self._choose(engine, self._choices.settings.voices.get(engine, ""))
        return " ".join(filter(None, (check(engine), fault)))

    def next_voice(self, step: int) -> str | None:
        """Let the next voice (1) or the one before (-1) speak, be it of another engine.

        Returns:
            What is amiss with it; None where the session tells of the change.
        """
        voices = self._all()
        engine, voice_id = self._chosen
        here = [at for at, each in enumerate(voices) if each[0] == engine]
        at = next((at for at in here if voices[at][1] == voice_id), here[0] if here else -1)
        engine, voice_id, _ = voices[(at + step) % len(voices)]
        state = self._session.state
        is_told = engine == state.engine and not state.wanted_engine and self._at_once
        fault = self._choose(engine, voice_id)
        return None if is_told and not fault else fault

    def _choose(self, engine: str, voice_id: str) -> str:
        if self._at_once:
            self._session.do(ChooseVoice(engine, voice_id))
        else:
            self._later = engine, voice_id
            if voice_id:
                self._choices.choose(f"voices.{engine}", voice_id)
        if engine == self._choices.settings.engine:
            return ""
        return self._choices.choose("engine", engine)


def _kind(engine: str) -> str:
    """Return what an engine is called where it stands alone."""
    return _OF_THE_COMPUTER.get(engine, engine)
