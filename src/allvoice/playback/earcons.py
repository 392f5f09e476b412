"""Short quiet sounds that say something without words; made here, no files needed."""

from __future__ import annotations

import math
from array import array

from allvoice.playback.clip import Clip

_LEVEL = 0.12
_FADE_S = 0.012

SOUNDS: dict[str, tuple[tuple[float, float], ...]] = {
    "section-end": ((660.0, 0.09), (880.0, 0.12)),
    "guide-end": ((880.0, 0.12), (660.0, 0.12), (440.0, 0.2)),
    "edge": ((330.0, 0.08),),
}
"""Name to notes: frequency in Hz and length in seconds."""


def earcon(name: str, rate_hz: int) -> Clip:
    """Return a sound as a clip without marks.

    Raises:
        KeyError: there is no such sound.
    """
    samples: array[int] = array("h")
    for frequency_hz, duration_s in SOUNDS[name]:
        count = int(duration_s * rate_hz)
        fade = int(_FADE_S * rate_hz)
        for n in range(count):
            envelope = min(1.0, n / fade, (count - n) / fade)
            value = math.sin(2 * math.pi * frequency_hz * n / rate_hz)
            samples.append(int(32767 * _LEVEL * envelope * value))
    return Clip(samples.tobytes(), rate_hz, ())
