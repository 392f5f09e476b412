"""`sections` and `sources`: what is in a document, as a table or as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from allvoice.cli.compose import data_dir_option, rate_option
from allvoice.cli.console import put_json, put_row, tell
from allvoice.cli.documents import document_argument, open_document
from allvoice.guide.length import section_lengths
from allvoice.limits import RATE_NORMAL_WPM
from allvoice.paths import user_folders
from allvoice.text import one_line


@click.command(short_help="List the sections.")
@document_argument
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@rate_option(RATE_NORMAL_WPM, "Pace the minutes are for.")
@data_dir_option
def sections(document: str | None, as_json: bool, rate: int, data_dir: Path | None) -> None:
    """List the sections of a document, by default of the last one."""
    opened = open_document(document, user_folders(data_dir)).guide
    lengths = section_lengths(opened, rate)
    if as_json:
        found = zip(opened.sections, lengths, strict=True)
        put_json([{**asdict(length), "level": section.level} for section, length in found])
        return
    for section, length in zip(opened.sections, lengths, strict=True):
        cells = (length.id, f"{length.words} words", f"{length.minutes:.1f} min", length.title)
        put_row(cells, indent="  " * (section.level - 1))


@click.command(short_help="List the sources.")
@document_argument
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@data_dir_option
def sources(document: str | None, as_json: bool, data_dir: Path | None) -> None:
    """List what a document is taken from: who says it, when, and where."""
    opened = open_document(document, user_folders(data_dir)).guide
    found = [opened.sources[each] for each in sorted(opened.sources)]
    if as_json:
        put_json([asdict(each) for each in found])
    elif not found:
        tell(f"{one_line(opened.title)} names no sources.")
    for each in () if as_json else found:
        dated = each.date or (f"seen {each.seen}" if each.seen else "no date")
        put_row((each.id, each.name, each.title, dated, each.url or each.no_url or "no address"))
