"""Opens the sink that a name stands for: the one list of the names a listener may give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from allvoice.playback.sinks.depth import BufferDepth
from allvoice.playback.sinks.sink import Sink


def open_sink(
    name: str,
    rate_hz: int,
    *,
    depth: BufferDepth | None = None,
    on_written: Callable[[int], None] = lambda frames: None,
) -> Sink:
    """Open a sink.

    Args:
        name: `device`, `null`, or the path of a sound file.
        rate_hz: frames a second of all that is played.
        depth: how deep the buffer of a device is where nothing can be written ahead.
        on_written: told how many frames a file has, at first and after each piece added.

    Raises:
        SinkError: it cannot be opened.
    """
    # Each brings a library of its own, which the others must not wait for.
    if name == "null":
        from allvoice.playback.sinks.timed import NullSink

        return NullSink(rate_hz)
    if name == "device":
        from allvoice.playback.sinks.device import open_device

        return open_device(rate_hz, depth)
    from allvoice.playback.sinks.wav import WavSink

    return WavSink(Path(name), rate_hz, on_written)
