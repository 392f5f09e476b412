"""Short quiet sounds that say something without words; made here, no files needed."""

from __future__ import annotations

import math
from array import array

from allvoice.playback.clip import Clip
from allvoice.playback.limiter import CEILING_DBFS

_LEVEL = 10 ** ((CEILING_DBFS - 12) / 20)
"""Of full scale: 12 dB below the loudest vowels, which reach the ceiling in every voice."""
_FADE_S = 0.012

SOUNDS: dict[str, tuple[tuple[float, float], ...]] = {
    "start": ((523.0, 0.06), (784.0, 0.08)),
    "pause": ((587.0, 0.03), (440.0, 0.04)),
    "bookmark": ((784.0, 0.04), (988.0, 0.07)),
    "edge": ((165.0, 0.09),),
    "no-action": ((220.0, 0.05),),
    "alarm": ((740.0, 0.05), (523.0, 0.04), (740.0, 0.05)),
    "open": ((440.0, 0.03), (660.0, 0.04)),
    "close": ((660.0, 0.03), (440.0, 0.04)),
    "wait": ((523.0, 0.04),),
    "on": ((494.0, 0.03), (740.0, 0.05)),
    "off": ((740.0, 0.03), (494.0, 0.05)),
    "section-end": ((660.0, 0.06), (880.0, 0.08)),
    "guide-end": ((880.0, 0.05), (660.0, 0.05), (440.0, 0.05)),
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
