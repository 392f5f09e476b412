"""A client with a real voice process, and what it reports."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from allvoice.playback.boundary import Passed
from allvoice.speech.client.client import VoiceClient
from allvoice.speech.client.voice_process import DEFAULT_COMMAND
from allvoice.speech.protocol import (
    Configure,
    Event,
    Say,
)
from tests.boundaries import word_of

LIMIT_S = 30.0
SILENT = Configure("silent", sink="null", rate_wpm=450)
LONG = tuple(f"word{number}" for number in range(12))


class Listener:
    def __init__(self, client: VoiceClient) -> None:
        self.client = client
        self.events: queue.Queue[Event] = queue.Queue()
        self.seen: list[Event] = []
        client.add_observer(self.events.put)

    def next(self) -> Event:
        event = self.events.get(timeout=LIMIT_S)
        self.seen.append(event)
        return event

    def until(self, wanted: Event | type[Event]) -> Event:
        while True:
            event = self.next()
            if event == wanted or (isinstance(wanted, type) and isinstance(event, wanted)):
                return event

    def until_all(self, *wanted: Event) -> None:
        """Return when each of these came, in whatever order: they are told by several threads."""
        missing = list(wanted)
        while missing:
            event = self.next()
            if event in missing:
                missing.remove(event)

    def words(self, utterance_id: int) -> list[int | None]:
        return [
            word_of(event)
            for event in self.seen
            if isinstance(event, Passed) and event.utterance_id == utterance_id
        ]


@contextmanager
def client(
    configuration: Configure = SILENT,
    fallbacks: Sequence[str] = (),
    *,
    command: Sequence[str] = DEFAULT_COMMAND,
    log_file: Path | None = None,
) -> Iterator[Listener]:
    made = VoiceClient(configuration, fallbacks, command=command, log_file=log_file)
    try:
        yield Listener(made)
    finally:
        made.close(5.0)


def say(utterance_id: int, words: Sequence[str] = LONG, generation: int = 0) -> Say:
    return Say(generation, utterance_id, tuple(words))
