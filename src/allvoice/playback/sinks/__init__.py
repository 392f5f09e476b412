"""Sinks take the player's sound: a device, a sound server, a file, or a clock without sound.

To add one:

1. Write a class in a module of its own here, with the members of `sink.Sink`; where it takes sound
   well before it is heard, with those of `sink.AheadSink` too. Let it raise `SinkError` with one
   plain sentence where it cannot be opened, and never wait for a sound system without a limit.
2. Give it a name in `by_name.open_sink`, or a place in `device.open_device` where the system has
   more than one way to its devices.
3. Put its module into the contract for sinks in `pyproject.toml`; nothing here imports the player.
4. Write a host for it in `tests/playback/sink_hosts.py`. A test finds every sink of this package
   and fails until it has one; `tests/playback/test_sinks.py` then holds it to what all promise.
"""
