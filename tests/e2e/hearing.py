"""What was heard: sounds are compared by how loud each pitch is from moment to moment."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from tests.e2e.ear import RATE_HZ, Ear, Pcm, trimmed
from tests.e2e.limits import LIMIT_S

SURE = 0.9
"""Two sounds of one sentence are more alike than this, two sentences less."""
STEP_FRAMES = 240
PHASES = range(0, STEP_FRAMES, STEP_FRAMES // 4)
"""Where the steps of one of two sounds may begin, so that they fall as those of the other do."""
SHAPE_FRAMES = 2 * STEP_FRAMES
BANDS = 12
LOWEST_BAND, HIGHEST_BAND = 4, SHAPE_FRAMES // 4
"""In steps of 50 Hz: 200 to 6,000 Hz."""
DROPOUT_FRAMES = 24
"""Not even a quiet sound is nothing at all for as long as this."""
TAKEN_STEPS = 2
"""What a server may take back from its recorder, though not from the ear, where a sound begins: it
writes anew what it has handed out as silence already."""

Shape = npt.NDArray[np.float64]


def sounding(pcm: Pcm) -> npt.NDArray[np.intp]:
    """Return the frames of a sound that are not perfectly silent.

    A busy computer feeds a sound device too late at times. Nothing is lost then, but what follows
    is heard a moment later, after perfect silence: sounds are compared without it.
    """
    silent = np.concatenate(([False], pcm == 0, [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(silent))
    kept = np.ones(len(pcm), bool)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= DROPOUT_FRAMES:
            kept[start:end] = False
    return np.flatnonzero(kept)


def without_silence(pcm: Pcm) -> Pcm:
    """Return a sound without its moments of perfect silence."""
    return pcm[sounding(pcm)]


def shape(pcm: Pcm) -> Shape:
    """Return how loud each band of pitch is, step by step."""
    sound = without_silence(pcm).astype(np.float64)
    if len(sound) < SHAPE_FRAMES:
        return np.zeros((0, BANDS))
    views = np.lib.stride_tricks.sliding_window_view(sound, SHAPE_FRAMES)[::STEP_FRAMES]
    loudness = np.abs(np.fft.rfft(views * np.hanning(SHAPE_FRAMES), axis=1))
    edges = np.geomspace(LOWEST_BAND, HIGHEST_BAND, BANDS + 1).astype(int)
    bands = [loudness[:, low : high + 1].mean(1) for low, high in itertools.pairwise(edges)]
    whole: Shape = np.sqrt(np.stack(bands, axis=1))
    return whole


def likeness(heard: Pcm, expected: Pcm, slack_steps: int = 12) -> float:
    """Return how alike two sounds are: 1 is the same.

    The first may begin a little earlier or later than the second; both are compared to the end of
    the longer one, so that a part is not taken for the whole.
    """
    first, sound = shape(heard), without_silence(expected)
    fits = []
    for second in (shape(sound[phase:]) for phase in PHASES):
        length = max(len(first), len(second)) + 2 * slack_steps
        one = np.zeros((length, BANDS))
        one[slack_steps : slack_steps + len(first)] = first
        for shift in range(2 * slack_steps + 1):
            other = np.zeros((length, BANDS))
            other[shift : shift + len(second)] = second
            fits.append(_fit(one, other))
    return max(fits)


def found(heard: Pcm, part: Pcm) -> tuple[int, float]:
    """Return the frame of a longer sound where a short one fits best, and how well it does."""
    sound, best = without_silence(part), (0, -1.0)
    long = np.pad(shape(heard), ((TAKEN_STEPS, TAKEN_STEPS), (0, 0)))
    for phase in PHASES:
        fits = _fits(long, shape(sound[phase:]))
        at = int(np.argmax(fits)) if len(fits) else 0
        if len(fits) and fits[at] > best[1]:
            best = max(0, (at - TAKEN_STEPS) * STEP_FRAMES - phase), float(fits[at])
    frames = sounding(heard)
    return (int(frames[min(best[0], len(frames) - 1)]) if len(frames) else 0), best[1]


def holds(heard: Pcm, part: Pcm) -> float:
    """Return how well a short sound is found anywhere in a longer one."""
    return found(heard, part)[1]


def hears(
    ear: Ear, after: int, expected: Pcm, *, silence_s: float = 0.6, limit_s: float = LIMIT_S
) -> int:
    """Return the frame of the silence after a sound that is awaited, or 0 when it never comes.

    A voice on a busy computer may take a breath where none belongs: it is listened to until the
    sound is there, and not only until it is silent once.
    """
    end, best = after, -1.0
    while end - after < limit_s * RATE_HZ:
        try:
            end = ear.wait_for_silence(ear.wait_for_sound(end), silence_s)
        except AssertionError as error:
            raise AssertionError(f"{error}; what was heard was alike by {best:.2f}") from error
        best = max(best, holds(ear.heard(after, end), expected))
        if best > SURE:
            return end
    return 0


def next_sound(ear: Ear, after: int, silence_s: float = 0.6) -> Pcm:
    """Return what is heard from a frame on until a silence of a length."""
    start = ear.wait_for_sound(after)
    return trimmed(ear.heard(start, ear.wait_for_silence(start, silence_s)))


def _fits(long: Shape, short: Shape) -> npt.NDArray[np.float64]:
    """Return how well a short sound fits at each step of a longer one, as `_fit` has it."""
    steps = len(long) - len(short) + 1
    if steps < 1 or not short.size or not short.std():
        return np.full(max(steps, 0), -1.0)
    mean = long.mean()
    centred, sought = long - mean, short - short.mean()
    products = np.zeros(steps)
    for band in range(BANDS):
        products += np.correlate(centred[:, band], sought[:, band], "valid")
    sums, squares = (
        np.concatenate([[0.0], np.cumsum(each.sum(1))]) for each in (centred, centred**2)
    )
    total, square = (each[len(short) :] - each[:steps] for each in (sums, squares))
    spread = np.sqrt(np.maximum(square - total**2 / short.size, 0.0))
    # Where nothing is heard the running sums leave a trace of what was heard before.
    heard = spread > 1e-6 * spread.max()
    fits = np.full(steps, -1.0)
    fits[heard] = products[heard] / (spread[heard] * np.sqrt((sought**2).sum()))
    return fits


def _fit(one: Shape, other: Shape) -> float:
    if not one.std() or not other.std():
        return -1.0
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])
