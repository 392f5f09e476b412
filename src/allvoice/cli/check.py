"""`check`: whether a guide can be listened to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allvoice.cli.compose import Options, data_dir_option, lexicon_files, open_guide
from allvoice.errors import EXIT_CHECK_FAILED, EXIT_OK

if TYPE_CHECKING:
    from allvoice.listenability.report import Report


@click.command()
@click.argument("guide", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@data_dir_option
def check(guide: Path | None, as_json: bool, data_dir: Path | None) -> int:
    """Check whether a guide can be heard.

    Exit code 1 where something would be
    heard wrongly.
    """
    from allvoice.listenability.check import check as checked
    from allvoice.narration.lexicon import load_lexicon

    opened = open_guide(guide)
    lexicon, notices = load_lexicon(lexicon_files(Options(data_dir=data_dir).folders))
    for notice in notices:
        click.echo(notice, err=True)
    report = checked(opened, lexicon)
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=1))
    else:
        _print(report)
    return EXIT_OK if report.passed else EXIT_CHECK_FAILED


def _print(report: Report) -> None:
    for finding in report.findings:
        click.echo(str(finding))
    for chapter in report.chapters:
        click.echo(
            f"{chapter.file}: grade {chapter.grade}, as written {chapter.grade_as_written}, "
            f"{chapter.words_a_sentence} words a sentence",
            err=True,
        )
    longest = max(report.sections, key=lambda section: section.minutes)
    click.echo(
        f"{report.guide}: {len(report.findings)} findings; "
        f"longest section {longest.minutes:.1f} minutes ({longest.title}).",
        err=True,
    )
