"""`voices`: what can speak here."""

from __future__ import annotations

import queue
from dataclasses import dataclass
from pathlib import Path

import click

from allvoice import offline
from allvoice.cli.compose import CliOptions, data_dir_option
from allvoice.cli.console import ASK_THE_DOCTOR, put_json, put_row, tell
from allvoice.errors import NoVoiceError
from allvoice.speech.protocol import Configure, Event, NoVoice, Ready

LOAD_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of loading an engine."""

    engine: str
    voices: tuple[tuple[str, str], ...] = ()
    """Id and name."""
    problem: str = ""
    is_switched_off: bool | None = None
    """Whether libraries were told not to report home; None where that cannot be seen."""
    internet_sockets: int | None = None
    """How many were open when it was ready; None where that cannot be seen."""


def try_engine(engine: str, log_file: Path | None) -> Tried:
    """Load an engine in a voice process of its own, so that a crash there harms nothing."""
    from allvoice.speech.client.client import VoiceClient

    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    client = VoiceClient(Configure(engine=engine, sink="null"), log_file=log_file)
    client.add_observer(events.put)
    try:
        while True:
            match events.get(timeout=LOAD_LIMIT_S):
                case Ready(name, _, found):
                    pid = client.pid
                    return Tried(
                        name,
                        found,
                        is_switched_off=offline.is_switched_off(pid),
                        internet_sockets=offline.internet_sockets(pid),
                    )
                case NoVoice(why):
                    return Tried(engine, problem=why)
                case _:
                    pass
    except queue.Empty:
        return Tried(engine, problem=f"The {engine} voice did not load in {LOAD_LIMIT_S:.0f} s.")
    finally:
        client.close()


@click.command(short_help="List the voices here.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@data_dir_option
def voices(as_json: bool, data_dir: Path | None) -> None:
    """List the voices that can speak here."""
    from allvoice.speech.engines.registry import ENGINE_NAMES

    log_file = CliOptions(data_dir=data_dir).folders.log_file
    tried = [try_engine(name, log_file) for name in ENGINE_NAMES if name != "silent"]
    if as_json:
        rows = [
            {"engine": each.engine, "voice": voice_id, "name": name}
            for each in tried
            for voice_id, name in each.voices
        ]
        put_json(rows)
    else:
        for each in tried:
            for voice_id, name in each.voices:
                put_row((each.engine, voice_id, name))
    for each in tried:
        if each.problem:
            tell(each.problem)
    if not any(each.voices for each in tried):
        raise NoVoiceError(f"Nothing here can speak. {ASK_THE_DOCTOR}")
