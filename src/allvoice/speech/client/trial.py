"""A voice process that must prove itself before it may speak."""

from __future__ import annotations

from allvoice.speech.client.voice_process import VoiceProcess
from allvoice.speech.protocol import Configure, Event, NoVoice, Ping, Pong, Prepare, Ready

ANSWERS = 2
"""So often it must answer, at rest again, once its engine is loaded and has rendered something."""


class Trial:
    """A process beside the one that speaks; it is silent, and the sound device is not its own."""

    def __init__(
        self, process: VoiceProcess, configured: Configure, proof: Prepare, until_s: float
    ) -> None:
        """Watch a process.

        Args:
            process: it, configured.
            configured: what it was told; its engine is the one that must load.
            proof: what it must render.
            until_s: when it is too late for the proof, by the client's clock.
        """
        self.process = process
        self.configured = configured
        self.until_s = until_s
        self.ready: Ready | None = None
        self.has_failed = False
        self.why = ""
        """Why it failed, where the process could say so."""
        self._proof = proof
        self._answers = 0
        self._asked = 0

    @property
    def engine(self) -> str:
        """The engine that is tried."""
        return self.configured.engine

    @property
    def is_proved(self) -> bool:
        """Whether the engine has loaded and answered."""
        return self._answers >= ANSWERS and not self.has_failed

    def take(self, event: Event) -> None:
        """Take what the process reports."""
        match event:
            case Ready(engine):
                self.ready = event
                # Another engine may have stood in for it, which is not what is wanted.
                self.has_failed = engine != self.engine
                self.process.send(self._proof)
            case NoVoice(why):
                self.has_failed, self.why = True, why
            case Pong(number, stuck_s) if number == self._asked and self.ready is not None:
                self._answers += stuck_s == 0.0
            case _:
                pass

    def ask(self) -> None:
        """Ask for an answer, once the engine is loaded."""
        if self.ready is not None:
            self._asked += 1
            self.process.send(Ping(self._asked))
