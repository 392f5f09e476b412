"""`python -m benchmarks` prints the table of figures, peers in the same run."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import dropouts, footprint, latency, media_keys, peers, shelf, start, voice
from benchmarks.measure import Row, TimedEar

ENGINES = ("natural", "espeak")


def main() -> None:
    """Measure what was asked for and print a Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repetitions")
    parser.add_argument("--only", help="only the groups whose name holds this")
    options = parser.parse_args()
    many = 3 if options.quick else 20
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with TimedEar(folder / "sound") as ear:
            voice.on_the_server(ear)
            _print_header()
            for group, measure in _groups(ear, folder, many, quick=options.quick).items():
                if options.only and options.only not in group:
                    continue
                print(f"measuring {group}", file=sys.stderr, flush=True)
                for row in measure():
                    _print_row(row)


def _groups(
    ear: TimedEar, folder: Path, many: int, *, quick: bool
) -> dict[str, Callable[[], list[Row]]]:
    groups: dict[str, Callable[[], list[Row]]] = {}
    for engine in ENGINES:
        groups[f"keys {engine}"] = lambda e=engine: latency.rows(ear, folder, e, many)  # type: ignore[misc]
    for engine in ENGINES:
        groups[f"media keys {engine}"] = lambda e=engine: media_keys.rows(  # type: ignore[misc]
            ear, folder, e, many
        )
    for engine in ENGINES:
        groups[f"first words {engine}"] = lambda e=engine: start.first_words(  # type: ignore[misc]
            ear, folder, e, 3 if quick else 7
        )
    groups["start"] = lambda: start.rows(ear, folder, 3 if quick else 11)
    groups["frogmouth"] = lambda: start.frogmouth_rows(ear, folder, 3 if quick else 7)
    for engine in ENGINES:
        groups[f"highlight {engine}"] = lambda e=engine: voice.highlight_rows(  # type: ignore[misc]
            ear, folder, e, 6 if quick else 30
        )
    for engine in ENGINES:
        groups[f"memory {engine}"] = lambda e=engine: footprint.rows(ear, folder, e)  # type: ignore[misc]
    for engine in ENGINES:
        groups[f"losses {engine}"] = lambda e=engine: [  # type: ignore[misc]
            voice.loss_row(folder, e, 100 if quick else 1_000)
        ]
    for engine in ENGINES:
        groups[f"deaths {engine}"] = lambda e=engine: [  # type: ignore[misc]
            voice.death_row(ear, folder, e, 5 if quick else 50)
        ]
    for engine in ENGINES:
        groups[f"drop-outs {engine}"] = lambda e=engine: dropouts.rows(  # type: ignore[misc]
            ear, folder, e, 20.0 if quick else 60.0
        )
    groups["shelf"] = lambda: shelf.rows(folder, 5 if quick else 20)
    groups["peers"] = lambda: peers.rows(ear, folder, 3 if quick else 10)
    return groups


def _print_header() -> None:
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    today = datetime.datetime.now(datetime.UTC).date()
    print(
        f"Measured {today} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"{memory_gb:.0f} GB, Python {platform.python_version()}, at the monitor of a PulseAudio "
        "null sink.\n"
    )
    print("| what | figure | bar | met |\n|---|---|---|---|", flush=True)


def _print_row(row: Row) -> None:
    met = "" if row.met is None else "yes" if row.met else "**no**"
    print(f"| {row.what} | {row.figure} | {row.bar} | {met} |", flush=True)


if __name__ == "__main__":
    main()
