"""The edge between the player and whatever takes its sound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

NO_DEVICE = (
    "No sound device answers: check that speakers or headphones are connected "
    "and the sound system is running."
)

Write = Callable[[bytes], float]
"""Takes sound ahead of the ear; returns the seconds until its first frame is heard."""


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


class AudioSource(Protocol):
    """Gives a sink the sound to play; the player is one."""

    def read(self, frames: int) -> bytes:
        """Return at most `frames` frames of 16-bit mono sound; fewer when there is no more now."""
        ...

    def feed(self, frames: int, write: Write) -> int:
        """Hand the same to a sink that is ahead of the ear, so that it can be taken back.

        Args:
            frames: how much at most.
            write: called once, or not at all when there is nothing now; it must not wait.

        Returns:
            How many frames were handed over.
        """
        ...


class Sink(Protocol):
    """Takes sound from a source as fast as it needs it, on a thread of its own."""

    name: str
    rate_hz: int

    @property
    def late_pulls(self) -> int:
        """Count of the holes a listener heard: it ran dry although the source had more."""
        ...

    @property
    def is_ill_fitting(self) -> bool:
        """Whether it would play better after a rest."""
        ...

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
        """One sentence for the listener, told once the sink is no longer alive."""
        ...

    def start(self, source: AudioSource) -> None:
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


@runtime_checkable
class AheadSink(Protocol):
    """A sink that takes sound well before it is heard, and gives back what it can still stop."""

    @property
    def waiting_frames(self) -> int:
        """About how many of the frames fed last are not heard yet."""
        ...

    def recall(self, keep_s: float) -> int:
        """Give back what was fed and is not heard yet.

        Args:
            keep_s: how much of it is heard all the same, so that what is fed next can take its
                place without a gap; 0 for silence at once.

        Returns:
            How many of the frames fed last will not be heard.
        """
        ...

    def poke(self) -> None:
        """Look at the source now: it may have something."""
        ...
