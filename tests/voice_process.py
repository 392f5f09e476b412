"""A voice process as the program starts it, for tests of what it is like."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from allvoice.speech.client.client import VoiceClient
from allvoice.speech.protocol import Configure, Event, Ready

LIMIT_S = 30.0


@contextmanager
def loaded_voice() -> Iterator[psutil.Process]:
    """Start a voice process and give it once its engine is loaded."""
    ready = threading.Event()

    def take(event: Event) -> None:
        if isinstance(event, Ready):
            ready.set()

    client = VoiceClient(Configure(engine="silent", sink="null"))
    try:
        client.add_observer(take)
        assert ready.wait(LIMIT_S)
        yield psutil.Process(client.pid)
    finally:
        client.close()
