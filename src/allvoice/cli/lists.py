"""`sections` and `bookmarks`: what there is, as a table or as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allvoice.cli.compose import Options, data_dir_option, open_guide

if TYPE_CHECKING:
    from allvoice.guide.model import Guide
    from allvoice.shelf.store import Bookmark

NORMAL_RATE_WPM = 150


@click.command()
@click.argument("guide", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option("--rate", type=int, default=NORMAL_RATE_WPM, help="Pace the minutes are for.")
def sections(guide: Path | None, as_json: bool, rate: int) -> None:
    """List the sections of a guide."""
    opened = open_guide(guide)
    rows = [_section_row(opened, index, max(rate, 1)) for index in range(len(opened.sections))]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        indent = "  " * (row["level"] - 1)
        click.echo(
            f"{row['id']}\t{row['words']} words\t{row['minutes']} min\t{indent}{row['title']}"
        )


def _section_row(guide: Guide, index: int, rate_wpm: int) -> dict[str, Any]:
    section = guide.sections[index]
    blocks = guide.blocks[section.first_block : section.last_block + 1]
    words = sum(len(block.text.split()) for block in blocks)
    return {
        "id": section.id,
        "level": section.level,
        "title": section.title,
        "words": words,
        "minutes": round(words / rate_wpm, 1),
    }


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option("--markdown", is_flag=True, help="As Markdown, to print or keep.")
@data_dir_option
def bookmarks(as_json: bool, markdown: bool, data_dir: Path | None) -> None:
    """List what you have bookmarked."""
    from allvoice.shelf.store import Shelf

    with Shelf.open(Options(data_dir=data_dir).folders) as shelf:
        kept = shelf.bookmarks()
        notices = shelf.notices
    for notice in notices:
        click.echo(notice, err=True)
    if as_json:
        click.echo(json.dumps([_bookmark_row(each) for each in kept], ensure_ascii=False, indent=1))
    elif markdown:
        click.echo(_as_markdown(kept), nl=False)
    elif not kept:
        click.echo("There are no bookmarks yet. Press b while listening to set one.", err=True)
    else:
        for each in kept:
            click.echo(f"{each.guide_title or each.guide_id}\t{each.label}\t{each.created_at}")


def _bookmark_row(bookmark: Bookmark) -> dict[str, Any]:
    return {
        "id": bookmark.id,
        "guide_id": bookmark.guide_id,
        "guide": bookmark.guide_title,
        "section": bookmark.locator.section_id,
        "label": bookmark.label,
        "quote": bookmark.locator.quote,
        "progression": round(bookmark.locator.progression, 4),
        "created_at": bookmark.created_at,
    }


def _as_markdown(kept: list[Bookmark]) -> str:
    lines = ["# Bookmarks", ""]
    for title in dict.fromkeys(each.guide_title or each.guide_id for each in kept):
        lines += [f"## {title}", ""]
        for each in kept:
            if (each.guide_title or each.guide_id) == title:
                lines += [f"- {each.label}", "", f"  > {each.locator.quote}", ""]
    return "\n".join(lines)
