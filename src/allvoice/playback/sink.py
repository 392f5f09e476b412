"""The edge between the player and whatever takes its sound."""

from __future__ import annotations

from typing import Protocol


class SinkError(Exception):
    """No sound can be put out this way; its text is one plain sentence."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        """Say what is wrong.

        Args:
            message: one plain sentence.
            lasting: trying again will not help.
        """
        super().__init__(message)
        self.lasting = lasting


class Source(Protocol):
    """Where a sink takes sound from: the player."""

    def read(self, frames: int) -> bytes:
        """Return at most `frames` frames of 16-bit mono sound; fewer when there is no more now."""
        ...


class Sink(Protocol):
    """Takes sound from a source at its own pace, on a thread of its own."""

    name: str
    rate_hz: int

    @property
    def latency_s(self) -> float:
        """Seconds from the moment a frame is taken until it is heard."""
        ...

    @property
    def alive(self) -> bool:
        """False once the sink has stopped taking sound without being asked to."""
        ...

    @property
    def failure(self) -> SinkError:
        """What to tell the listener once it is no longer alive."""
        ...

    def start(self, source: Source) -> None:
        """Begin to take sound; harmless when already begun.

        Raises:
            SinkError: it cannot.
        """
        ...

    def stop(self) -> None:
        """Rest until started again, as when nothing is to be heard."""
        ...

    def close(self) -> None:
        """Give back what it holds; harmless when closed already."""
        ...
