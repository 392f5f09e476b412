"""Brings a voice that renders at another sample rate to that of the sink."""

from __future__ import annotations

from allvoice.playback.clip import SAMPLE_BYTES, Clip


def at_rate(clip: Clip, rate_hz: int) -> Clip:
    """Return the clip at another sample rate, marks moved along."""
    if clip.rate_hz == rate_hz:
        return clip
    if not clip.frames:
        return Clip(b"", rate_hz, tuple(0 for _ in clip.marks))
    # In C, where it takes a tenth of a quick engine's rendering; a loop here takes ten times it.
    import miniaudio

    kind = miniaudio.SampleFormat.SIGNED16
    pcm = bytes(miniaudio.convert_frames(kind, 1, clip.rate_hz, clip.pcm, kind, 1, rate_hz))
    frames = len(pcm) // SAMPLE_BYTES
    marks = tuple(min(frames, mark * rate_hz // clip.rate_hz) for mark in clip.marks)
    return Clip(pcm, rate_hz, marks)
