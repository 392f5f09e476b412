"""`sections` and `bookmarks`: what there is, as a table or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allvoice.cli.compose import PATH, Options, data_dir_option, open_guide, rate_option
from allvoice.cli.console import one_line, put_json, put_row, tell
from allvoice.limits import RATE_NORMAL_WPM

if TYPE_CHECKING:
    from allvoice.guide.model import Guide
    from allvoice.shelf.store.bookmarks import Bookmark


@click.command(short_help="List a guide's sections.")
@click.argument("guide", required=False, type=PATH)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@rate_option(RATE_NORMAL_WPM, "Pace the minutes are for.")
def sections(guide: Path | None, as_json: bool, rate: int) -> None:
    """List the sections of a guide."""
    opened = open_guide(guide)
    rows = [_section_row(opened, index, rate) for index in range(len(opened.sections))]
    if as_json:
        put_json(rows)
        return
    for row in rows:
        cells = (row["id"], f"{row['words']} words", f"{row['minutes']} min", row["title"])
        put_row(cells, indent="  " * (row["level"] - 1))


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


@click.command(short_help="List your bookmarks.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option("--markdown", is_flag=True, help="As Markdown, to print or keep.")
@data_dir_option
def bookmarks(as_json: bool, markdown: bool, data_dir: Path | None) -> None:
    """List what you have bookmarked."""
    from allvoice.shelf.store.shelf import Shelf

    with Shelf.open(Options(data_dir=data_dir).folders) as shelf:
        kept = shelf.bookmarks.of()
        notices = shelf.notices
    for notice in notices:
        tell(notice)
    if as_json:
        put_json([_bookmark_row(each) for each in kept])
    elif markdown:
        click.echo(_as_markdown(kept), nl=False)
    elif not kept:
        tell("There are no bookmarks yet. Press b while listening to set one.")
    else:
        for each in kept:
            put_row((_guide_name(each), each.label, each.created_at))


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
    for guide in dict.fromkeys(_guide_name(each) for each in kept):
        lines += [f"## {one_line(guide)}", ""]
        for each in kept:
            if _guide_name(each) == guide:
                quote = one_line(each.locator.quote)
                lines += [f"- {one_line(each.label)}", "", f"  > {quote}", ""]
    return "\n".join(lines)


def _guide_name(bookmark: Bookmark) -> str:
    return bookmark.guide_title or bookmark.guide_id
