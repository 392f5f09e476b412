"""`check`: whether a guide can be listened to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from allvoice.cli.compose import data_dir_option, lexicon_files
from allvoice.cli.console import put, put_json, tell
from allvoice.cli.documents import document_argument, open_document
from allvoice.errors import EXIT_CHECK_FAILED, EXIT_OK
from allvoice.paths import user_folders

if TYPE_CHECKING:
    from allvoice.listenability.report import Report


@click.command(short_help="Find what is heard wrongly.")
@document_argument
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@data_dir_option
def check(document: str | None, as_json: bool, data_dir: Path | None) -> int:
    """Check whether a document can be heard, by default the last one.

    Exit code 1 where something would be
    heard wrongly.
    """
    from allvoice.listenability.check import check as checked
    from allvoice.narration.lexicon import load_lexicon

    folders = user_folders(data_dir)
    opened = open_document(document, folders, keep_lines=True).guide
    lexicon, notices = load_lexicon(lexicon_files(folders))
    for notice in notices:
        tell(notice)
    report = checked(opened, lexicon)
    if as_json:
        put_json(report.to_json())
    else:
        _print(report)
    return EXIT_OK if report.passed else EXIT_CHECK_FAILED


def _print(report: Report) -> None:
    for finding in report.findings:
        put(str(finding))
    for chapter in report.chapters:
        tell(
            f"{chapter.file}: grade {chapter.grade}, as written {chapter.grade_as_written}, "
            f"{chapter.words_a_sentence} words a sentence, spread {chapter.spread_words}"
        )
    counted = "1 finding" if len(report.findings) == 1 else f"{len(report.findings)} findings"
    longest = max(report.sections, key=lambda section: section.minutes)
    tell(
        f"{report.guide}: {counted}; "
        f"longest section {longest.minutes:.1f} minutes ({longest.title})."
    )
