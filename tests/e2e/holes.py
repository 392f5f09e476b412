"""Holes in recorded sound: silence inside what was meant to be one piece."""

from __future__ import annotations

import numpy as np

from tests.e2e.ear import RATE_HZ, Pcm

SHORTEST_FRAMES = 24
"""A millisecond. A null sink adds no noise: a hole is exactly nothing."""
NEAR_FRAMES = RATE_HZ // 50
"""Silences with less sound between them than this are one: where a voice is as quiet as nothing, it
is not so at the same frames each time."""
SURELY = 0.9
"""How much two sounds are alike that are the same, of 1: a voice may render a word a little
differently each time."""
PART_FRAMES = RATE_HZ // 4
"""So much sound is found at one place only; two vowels may be alike for a shorter time."""


def holes(heard: Pcm, meant: Pcm) -> list[int]:
    """Return the length of each silence inside what was meant to be one piece, in frames.

    A pause that lasts longer than it was meant to breaks nothing off.

    Silences are told apart by how much sound comes before them, so that a voice may render the
    same words a little differently each time.

    Args:
        heard: what was recorded, from some sound on.
        meant: the same sound, whole, from the same place on.

    Raises:
        AssertionError: sound is missing, or is not what was meant.
    """
    found: list[int] = []
    wanted = _silences(meant)
    silences = _silences(heard)
    spoken_frames = len(heard) - sum(length for _, length in silences)
    later = 0
    for at, length in silences:
        while wanted and wanted[0][0] + later < at - NEAR_FRAMES:
            missing_at, missing = wanted.pop(0)
            if missing > NEAR_FRAMES:
                raise AssertionError(f"sound is missing {missing_at} frames after the start")
        if wanted and abs(wanted[0][0] + later - at) <= NEAR_FRAMES:
            later = at - wanted.pop(0)[0]
        # The last one ends with the recording.
        elif length > SHORTEST_FRAMES and at < spoken_frames:
            found.append(length)
    return found


def where(part: Pcm, whole: Pcm) -> int:
    """Return the frame at which one sound is found in another.

    Raises:
        AssertionError: it is not there.
    """
    size = 1 << (len(whole) + len(part)).bit_length()
    spectrum = np.fft.rfft(whole, size) * np.conj(np.fft.rfft(part, size))
    alike = np.fft.irfft(spectrum, size)[: len(whole) - len(part) + 1]
    energy = np.cumsum(np.concatenate([[0.0], whole.astype(np.float64) ** 2]))
    norm = np.sqrt(np.maximum(energy[len(part) :] - energy[: -len(part)], 1.0))
    likeness = alike / norm / max(1.0, float(np.linalg.norm(part.astype(np.float64))))
    best = int(np.argmax(likeness))
    assert likeness[best] > SURELY, "what is heard is not what was meant"
    return best


def _silences(sound: Pcm) -> list[tuple[int, int]]:
    """Return after how many frames of sound each silence comes, and its length."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (sound == 0).astype(np.int8), [0]])))
    found: list[tuple[int, int]] = []
    silent = 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= SHORTEST_FRAMES:
            at, length = int(start) - silent, int(end - start)
            silent += length
            if found and at - found[-1][0] < NEAR_FRAMES:
                at, length = found[-1][0], found.pop()[1] + length
            found.append((at, length))
    return found
