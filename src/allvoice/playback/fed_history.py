"""Remembers the sound a sink took ahead of the ear, so that the player can go back to the ear."""

from __future__ import annotations

from array import array
from collections import deque
from dataclasses import dataclass, replace

from allvoice.playback.utterance_queue import Place


@dataclass(frozen=True, slots=True)
class FedPiece:
    """A piece of sound given to a sink, and the state of the player before it."""

    sound: array[int]
    reading: Place
    announcement: Place
    tail: array[int]
    """A ramp to silence that was still to be played."""
    overlap: array[int]
    """Sound that was still to fade out over what comes."""
    last_sample: int
    fade_level: float
    has_announcement: bool
    """Part of it is an announcement."""
    boundary_frames: tuple[int, ...]
    """At which of its frames a boundary is."""

    def until(self, frame: int) -> FedPiece:
        """Return the piece up to a frame."""
        kept = tuple(each for each in self.boundary_frames if each < frame)
        return replace(self, sound=self.sound[:frame], boundary_frames=kept)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Sound that a sink gave back: it will not be heard."""

    piece: FedPiece
    """The first piece of it."""
    heard_frames: int
    """Frames of that piece that are heard."""
    to_come: array[int]
    """The sound from there on."""
    boundaries: int
    """Count of the boundaries in it."""


class FedHistory:
    """The pieces given last. Not thread-safe: the player locks."""

    def __init__(self, limit_frames: int) -> None:
        """Begin empty; no sink takes more than `limit_frames` ahead."""
        self._limit_frames = limit_frames
        self._pieces: deque[FedPiece] = deque()
        self._frames = 0

    def __bool__(self) -> bool:
        return bool(self._pieces)

    @property
    def oldest(self) -> FedPiece | None:
        """The first piece that can be gone back to."""
        return self._pieces[0] if self._pieces else None

    def add(self, piece: FedPiece) -> None:
        """Remember a piece, and forget what was certainly heard."""
        self._pieces.append(piece)
        self._frames += len(piece.sound)
        while self._frames - len(self._pieces[0].sound) > self._limit_frames:
            self._frames -= len(self._pieces.popleft().sound)

    def has_announcement(self, last_frames: int) -> bool:
        """Return whether an announcement is among the frames given last."""
        for piece in reversed(self._pieces):
            if last_frames <= 0:
                return False
            if piece.has_announcement:
                return True
            last_frames -= len(piece.sound)
        return False

    def take_back(self, last_frames: int) -> TakenBack | None:
        """Remove the frames given last; None where that is nothing."""
        to_come: list[array[int]] = []
        boundaries = heard = 0
        piece: FedPiece | None = None
        while last_frames > 0 and self._pieces:
            piece = self._pieces.pop()
            heard = max(0, len(piece.sound) - last_frames)
            last_frames -= len(piece.sound) - heard
            self._frames -= len(piece.sound) - heard
            to_come.append(piece.sound[heard:])
            boundaries += sum(frame >= heard for frame in piece.boundary_frames)
        if piece is None:
            return None
        if heard:
            self._pieces.append(piece.until(heard))
        sound = array("h")
        for each in reversed(to_come):
            sound.extend(each)
        return TakenBack(piece, heard, sound, boundaries)

    def clear(self) -> None:
        """Forget everything: it was heard."""
        self._pieces.clear()
        self._frames = 0
