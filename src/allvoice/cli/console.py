"""What commands print: data to standard output, narration to standard error.

Whatever a guide, a file name or an argument holds, no control character reaches the terminal.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import click

from allvoice.text import TERMINAL, broken, nearest, one_line

DATA_DIR = "allvoice.data_dir"
"""Under this name a command's context remembers where everything is stored."""
ASK_THE_DOCTOR = "Run allvoice doctor to see what is missing."
"""For every command but the doctor itself."""
CLOSED = "allvoice.closed"
"""Under this name a command's context remembers what others could read until now."""


def put(text: str) -> None:
    """Print a line of data."""
    _print(one_line(text))


def put_row(cells: Iterable[str], indent: str = "") -> None:
    """Print a row of a table: cells separated by tabs, the last of them indented."""
    *others, last = map(one_line, cells)
    _print("\t".join([*others, indent + last]))


def put_json(data: Any) -> None:
    """Print data for programs, in ASCII, so that no terminal and no encoding can spoil it."""
    click.echo(json.dumps(data, indent=1))


def tell(sentence: str) -> None:
    """Print a sentence for the person at the keyboard."""
    _print(one_line(sentence), err=True)


def _print(line: str, *, err: bool = False) -> None:
    """Print a line: whole for programs, between words where a terminal has too few columns."""
    stream = sys.stderr if err else sys.stdout
    for piece in _pieces(line, stream):
        click.echo(piece, err=err)


def _pieces(line: str, stream: TextIO | None) -> list[str]:
    if stream is None or not stream.isatty():
        return [line]
    from allvoice.plain.lines import UNKNOWN_COLUMNS, window_of

    window = window_of(stream)
    columns = (window.columns if window else 0) or UNKNOWN_COLUMNS
    if TERMINAL.cells(line.expandtabs()) <= columns:
        return [line]
    return broken(line.replace("\t", "  "), columns)


def hint(given: str, known: Iterable[str]) -> str:
    """Return a sentence, led by a space, that names what was probably meant; else nothing."""
    near = nearest(given, known)
    return f" Did you mean {near}?" if near else ""


def print_anything() -> None:
    """Let a sign that the terminal's encoding lacks be replaced instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def print_no_more() -> None:
    """Give up both outputs: nothing may be written to them at exit either."""
    for stream in (sys.stdout, sys.stderr):
        # What can still be written may be: only a broken one is given up.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
            continue
        with contextlib.suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
