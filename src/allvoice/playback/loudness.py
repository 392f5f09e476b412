"""Loudness of speech as ITU-R BS.1770-4 measures it, and how loud every voice is meant to be."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

TARGET_LUFS = -19.0
"""Of one channel. The same sound from two loudspeakers measures 3 LU more: -16 LUFS, which AES
TD1008 and Apple's podcast rules ask for."""

BLOCK_S = 0.4
"""Length of a gating block (BS.1770-4, Annex 1)."""
STEPS_A_BLOCK = 4
"""Blocks overlap by three quarters."""
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
_OFFSET_LUFS = -0.691
"""Cancels the gain of the K-weighting at 997 Hz."""

Biquad = tuple[float, float, float, float, float]
"""b0, b1, b2, a1, a2 with a0 = 1."""


def k_weighting(rate_hz: int) -> tuple[Biquad, Biquad]:
    """Return the two filters of the K-weighting: the shelf of the head, and the high-pass.

    BS.1770-4 gives coefficients for 48 kHz only; these are the analogue filters behind them, so
    that other rates are weighted alike (at 48 kHz they agree with the tables to ten digits).
    """
    gain_db, q, hz = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = math.tan(math.pi * hz / rate_hz)
    high = 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf = (
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0,
    )
    q, hz = 0.5003270373238773, 38.13547087602444
    k = math.tan(math.pi * hz / rate_hz)
    a0 = 1 + k / q + k * k
    high_pass = (1.0, -2.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)
    return shelf, high_pass


class LoudnessMeter:
    """Measures one channel of 16-bit sound that is handed in piece by piece."""

    def __init__(self, rate_hz: int) -> None:
        """Begin with nothing heard.

        Args:
            rate_hz: frames a second.
        """
        self._step_frames = round(rate_hz * BLOCK_S / STEPS_A_BLOCK)
        self._shelf, self._high_pass = k_weighting(rate_hz)
        self._state = (0.0, 0.0, 0.0, 0.0)
        self._steps: list[float] = []
        """Sum of squares of each whole step."""
        self._sum, self._frames = 0.0, 0

    def add(self, samples: Sequence[int]) -> None:
        """Listen to what follows."""
        for at in _cuts(len(samples), self._frames, self._step_frames):
            piece = samples[at : at + self._step_frames - self._frames]
            self._sum += self._weighted_power(piece)
            self._frames += len(piece)
            if self._frames == self._step_frames:
                self._steps.append(self._sum)
                self._sum, self._frames = 0.0, 0

    def integrated_lufs(self) -> float | None:
        """Return the gated loudness of all that was heard.

        Returns:
            LUFS of one channel; None where no block of 400 ms rises above the absolute gate.
        """
        frames = self._step_frames * STEPS_A_BLOCK
        sums = self._steps
        powers = [
            sum(sums[n : n + STEPS_A_BLOCK]) / frames for n in range(len(sums) - STEPS_A_BLOCK + 1)
        ]
        heard = [power for power in powers if _lufs(power) > ABSOLUTE_GATE_LUFS]
        if not heard:
            return None
        gate_lufs = _lufs(math.fsum(heard) / len(heard)) + RELATIVE_GATE_LU
        kept = [power for power in heard if _lufs(power) > gate_lufs]
        return _lufs(math.fsum(kept) / len(kept))

    def _weighted_power(self, samples: Sequence[int]) -> float:
        """Return the sum of squares of the weighted samples, full scale being 1."""
        b0, b1, b2, a1, a2 = self._shelf
        _, _, _, c1, c2 = self._high_pass
        # Transposed direct form II, both filters in one loop: the high-pass has b = 1, -2, 1.
        s1, s2, t1, t2 = self._state
        total = 0.0
        for sample in samples:
            shelved = b0 * sample + s1
            s1 = b1 * sample - a1 * shelved + s2
            s2 = b2 * sample - a2 * shelved
            out = shelved + t1
            t1 = t2 - 2.0 * shelved - c1 * out
            t2 = shelved - c2 * out
            total += out * out
        self._state = (s1, s2, t1, t2)
        return total / 32768.0**2


def integrated_lufs(pcm: bytes, rate_hz: int) -> float | None:
    """Return the loudness of 16-bit mono sound; None where there is too little to measure."""
    meter = LoudnessMeter(rate_hz)
    meter.add(array("h", pcm))
    return meter.integrated_lufs()


def peak_dbfs(pcm: bytes) -> float:
    """Return the highest sample of 16-bit sound, full scale being 0 dB; silence is -inf."""
    samples = array("h", pcm)
    peak = max(max(samples), -min(samples)) if samples else 0
    return 20 * math.log10(peak / 32768) if peak else -math.inf


def _lufs(power: float) -> float:
    return _OFFSET_LUFS + 10 * math.log10(power) if power > 0 else -math.inf


def _cuts(length: int, begun: int, step: int) -> list[int]:
    """Return where to cut so that each piece ends with a step, the first of which is begun."""
    return [0, *range(step - begun, length, step)] if length else []
