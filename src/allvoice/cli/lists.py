"""`sections`, `sources` and `bookmarks`: what there is, as a table or as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allvoice.cli.compose import (
    CliOptions,
    choices_of,
    data_dir_option,
    open_own_guide,
    rate_option,
)
from allvoice.cli.console import put_json, put_row, tell
from allvoice.cli.documents import document_argument, open_document
from allvoice.guide.length import section_lengths
from allvoice.limits import RATE_NORMAL_WPM
from allvoice.paths import user_folders
from allvoice.text import one_line

if TYPE_CHECKING:
    from allvoice.shelf.store.bookmarks import Bookmark


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


@click.command(short_help="List your bookmarks.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.option("--markdown", is_flag=True, help="As Markdown, to print or keep.")
@data_dir_option
def bookmarks(as_json: bool, markdown: bool, data_dir: Path | None) -> None:
    """List what you have bookmarked."""
    from allvoice.shelf.store.shelf import Shelf

    with Shelf.open(user_folders(data_dir)) as shelf:
        kept = shelf.bookmarks.of()
        notices = shelf.notices
    for notice in notices:
        tell(notice)
    places = _Places(kept)
    if as_json:
        put_json([_bookmark_row(each, places) for each in kept])
    elif markdown:
        click.echo(_as_markdown(kept, places), nl=False)
    elif not kept:
        tell(_none_yet(CliOptions(data_dir=data_dir)))
    else:
        for each in kept:
            put_row((_guide_name(each), places.label(each), _local_time(each)))


def _none_yet(options: CliOptions) -> str:
    # Only here: the keys are known to the screen, which takes a while to load.
    from allvoice.actions.bookmarks import none_yet
    from allvoice.tui.keys.keymap import Keymap

    choices, _ = choices_of(options)
    return none_yet(Keymap(choices.settings.keys))


class _Places:
    """Tells where bookmarks are: those of the guide that comes with the program by that guide."""

    def __init__(self, kept: list[Bookmark]) -> None:
        self._guide = open_own_guide() if kept else None

    def label(self, bookmark: Bookmark) -> str:
        """Return chapter and words."""
        from allvoice.actions.bookmarks import label_now
        from allvoice.shelf.locator import find

        guide = self._guide
        if guide is None or guide.id != bookmark.guide_id:
            return bookmark.label
        return label_now(guide, bookmark, find(guide, bookmark.locator))

    def chapter(self, bookmark: Bookmark) -> str:
        """Return the place alone, its words left out; empty where they are all there is."""
        label, quote = self.label(bookmark), " ".join(bookmark.locator.quote.split())
        starts = (at for at in range(len(label)) if quote.startswith(label[at:].rstrip("…")))
        return label[: next(starts, len(label))].rstrip().removesuffix(":")


def _local_time(bookmark: Bookmark) -> str:
    """Return when a bookmark was set, by the clock on the wall."""
    from datetime import datetime

    try:
        set_at = datetime.fromisoformat(bookmark.created_at)
    except ValueError:
        return bookmark.created_at
    return set_at.astimezone().strftime("%Y-%m-%d %H:%M")


def _bookmark_row(bookmark: Bookmark, places: _Places) -> dict[str, Any]:
    return {
        "id": bookmark.id,
        "guide_id": bookmark.guide_id,
        "guide": bookmark.guide_title,
        "section": bookmark.locator.section_id,
        "label": places.label(bookmark),
        "chapter": places.chapter(bookmark),
        "quote": bookmark.locator.quote,
        "progression": round(bookmark.locator.progression, 4),
        "created_at": bookmark.created_at,
        "created_at_local": _local_time(bookmark),
    }


def _as_markdown(kept: list[Bookmark], places: _Places) -> str:
    lines = ["# Bookmarks", ""]
    for guide in dict.fromkeys(_guide_name(each) for each in kept):
        lines += [f"## {one_line(guide)}", ""]
        of_guide = [each for each in kept if _guide_name(each) == guide]
        for chapter in dict.fromkeys(map(places.chapter, of_guide)):
            if chapter:
                lines += [f"### {one_line(chapter)}", ""]
            lines += [
                f"- {one_line(each.locator.quote)} ({_local_time(each)})"
                for each in of_guide
                if places.chapter(each) == chapter
            ]
            lines.append("")
    return "\n".join(lines)


def _guide_name(bookmark: Bookmark) -> str:
    return bookmark.guide_title or bookmark.guide_id
