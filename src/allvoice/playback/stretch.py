"""Time-stretch: faster or slower speech at the same pitch (sonic, made for speech)."""

from __future__ import annotations

from array import array

_FULL_SCALE = 32768.0


class Stretcher:
    """A stream of 16-bit mono samples whose speed may change at any moment."""

    def __init__(self, rate_hz: int, speed: float) -> None:
        from libsonic import SonicStream

        self._stream = SonicStream(rate_hz, 1)
        self._stream.set_speed(speed)

    def set_speed(self, speed: float) -> None:
        """Change the speed of all that has not been read yet."""
        self._stream.set_speed(speed)

    def write(self, samples: array[int]) -> None:
        """Hand in samples at the voice's own pace."""
        self._stream.write(array("f", [value / _FULL_SCALE for value in samples]))

    def finish(self) -> None:
        """Push out what is still buffered; nothing more will be written."""
        self._stream.flush()

    @property
    def available_frames(self) -> int:
        """Frames that `read` would return now."""
        return int(self._stream.available_frames())

    def read(self, frames: int, gain: float = 1.0) -> array[int]:
        """Return at most `frames` stretched frames, multiplied by `gain`."""
        scale = (_FULL_SCALE - 1) * gain
        return array(
            "h",
            [
                max(-32768, min(32767, int(value * scale)))
                for value in self._stream.read(min(frames, self.available_frames))
            ],
        )
