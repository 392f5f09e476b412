"""Arithmetic for the place of the ear in a stream that is written well ahead of it."""

from __future__ import annotations


class ReadingHead:
    """Tells how far a sound server has read what was written, between its answers.

    While there is something to read it reads at the sample rate. When it has read everything it
    stands still, and goes on with the next frame that is written.
    """

    def __init__(self, rate_hz: int) -> None:
        """Begin with nothing written."""
        self._rate_hz = rate_hz
        self.written_frames = 0
        """Frames ever written, less those taken back."""
        self._read_frames = 0.0
        self._at_s = 0.0

    def read_frames(self, now_s: float) -> int:
        """Return how much has been read by now, about."""
        read = self._read_frames + max(0.0, now_s - self._at_s) * self._rate_hz
        return int(min(read, self.written_frames))

    def waiting_frames(self, now_s: float) -> int:
        """Return how much is written and not read yet, about."""
        return self.written_frames - self.read_frames(now_s)

    def dry_for_s(self, now_s: float) -> float:
        """Return for how long nothing has been left to read; 0 while something is."""
        left_s = (self.written_frames - self._read_frames) / self._rate_hz
        return max(0.0, now_s - self._at_s - left_s)

    def wrote(self, frames: int, now_s: float) -> None:
        """Note what is written."""
        if self.dry_for_s(now_s) > 0.0:
            self._read_frames, self._at_s = float(self.written_frames), now_s
        self.written_frames += frames

    def answered(self, read_frames: int, at_s: float) -> None:
        """Note where the server said it was; an answer older than what is known is left alone."""
        if at_s > self._at_s and read_frames <= self.written_frames:
            self._read_frames, self._at_s = float(read_frames), at_s

    def cut(self, written_frames: int, now_s: float) -> None:
        """Note that what was written last is taken back down to a frame."""
        read = min(self.read_frames(now_s), written_frames)
        self.written_frames = written_frames
        self._read_frames, self._at_s = float(read), now_s

    def emptied(self, read_frames: int, now_s: float) -> None:
        """Note that everything after the frame the server stands at was taken back."""
        self.written_frames = read_frames
        self._read_frames, self._at_s = float(read_frames), now_s
