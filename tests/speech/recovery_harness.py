"""A client whose voice processes break as a test tells them, and what they were told."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from allvoice.speech.client.client import VoiceClient
from allvoice.speech.client.recovery import EAR, Limits
from allvoice.speech.protocol import (
    Configure,
    Notice,
    Say,
)
from tests.speech import fake_voice
from tests.speech.client_harness import Listener

NATURAL = Configure("natural", "heart", sink="null")
SOON = replace(EAR, retry_after_s=(0.0,), back_after_s=(0.0,))
"""Tried again as soon as the watchdog looks."""
NEVER = replace(EAR, retry_after_s=(1e9,), back_after_s=(1e9,))
INSTEAD = Notice("The natural voice keeps failing. The espeak voice reads instead.")
BACK = Notice("The natural voice is back.")


class ClientHarness(Listener):
    """A client, and what its processes were told."""

    def __init__(self, client: VoiceClient, folder: Path) -> None:
        super().__init__(client)
        self.folder = folder

    @property
    def told(self) -> list[dict[str, Any]]:
        lines = (self.folder / "told.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def told_to(self, pid: int) -> list[dict[str, Any]]:
        return [each for each in self.told if each["pid"] == pid]

    def lives(self, *engines: str) -> None:
        for engine in engines:
            (self.folder / f"dies-{engine}").unlink()

    def kill(self) -> None:
        os.kill(self.client.pid, signal.SIGKILL)


@contextmanager
def fake_voices(
    folder: Path,
    fallbacks: Sequence[str] = ("espeak",),
    *,
    limits: Limits = NEVER,
    must_load: bool = False,
    broken: Sequence[str] = (),
) -> Iterator[ClientHarness]:
    for engine in broken:
        (folder / f"dies-{engine}").touch()
    script = str(Path(fake_voice.__file__))
    client = VoiceClient(
        NATURAL,
        fallbacks,
        must_load=must_load,
        command=[sys.executable, "-IS", script, str(folder)],
        limits=limits,
        cannot_load=lambda engine: None,
    )
    try:
        yield ClientHarness(client, folder)
    finally:
        client.close(5.0)


def say(words: str, number: int = 1, **more: Any) -> Say:
    return Say(0, number, tuple(words.split()), **more)
