"""`voices`: what can speak here."""

from __future__ import annotations

import json
import queue
from dataclasses import dataclass
from pathlib import Path

import click

from allvoice.cli.compose import Options, data_dir_option
from allvoice.errors import NoVoiceError
from allvoice.speech.messages import Configure, Event, Mute, Ready

LOAD_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of loading an engine."""

    engine: str
    voices: tuple[tuple[str, str], ...] = ()
    """Id and name."""
    problem: str = ""


def try_engine(engine: str, log_file: Path | None) -> Tried:
    """Load an engine in a voice process of its own, so that a crash there harms nothing."""
    from allvoice.speech.client import VoiceClient

    events: queue.SimpleQueue[Event] = queue.SimpleQueue()
    client = VoiceClient(Configure(engine=engine, sink="null", fall_back=False), log_file=log_file)
    client.on_event = events.put
    try:
        while True:
            match events.get(timeout=LOAD_LIMIT_S):
                case Ready(name, _, found):
                    return Tried(name, found)
                case Mute(text):
                    return Tried(engine, problem=text)
                case _:
                    pass
    except queue.Empty:
        return Tried(engine, problem=f"The {engine} voice did not load in {LOAD_LIMIT_S:.0f} s.")
    finally:
        client.close()


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@data_dir_option
def voices(as_json: bool, data_dir: Path | None) -> None:
    """List the voices that can speak here."""
    from allvoice.speech.catalogue import ENGINE_NAMES

    log_file = Options(data_dir=data_dir).folders.log_file
    tried = [try_engine(name, log_file) for name in ENGINE_NAMES if name != "silent"]
    if as_json:
        rows = [
            {"engine": each.engine, "voice": voice_id, "name": name}
            for each in tried
            for voice_id, name in each.voices
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for each in tried:
            for voice_id, name in each.voices:
                click.echo(f"{each.engine}\t{voice_id}\t{name}")
    for each in tried:
        if each.problem:
            click.echo(each.problem, err=True)
    if not any(each.voices for each in tried):
        raise NoVoiceError("Nothing here can speak. Run allvoice doctor to see what is missing.")
