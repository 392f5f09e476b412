"""`check` says what of a guide would be heard wrongly, and where."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_the_bundled_guide_has_nothing_to_mend(allvoice: Command) -> None:
    done = allvoice("check")
    assert (done.code, done.out) == (0, "")
    assert "0 findings; longest section" in done.err
    report = json.loads(allvoice("check", "--json").out)
    assert report["passed"] is True
    assert report["findings"] == []
    assert all(chapter["grade"] <= 7 for chapter in report["chapters"])


def test_what_would_be_heard_wrongly_is_named_with_its_place_and_exit_code_1(
    allvoice: Command, tmp_path: Path
) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text("# A\n\nTake 5*3 pills.\n", encoding="utf-8")
    done = allvoice("check", str(guide))
    assert done.code == 1
    assert "guide.md:3:6: wrong: “5*3” is heard as “5 star 3” (by the rule: " in done.out
    assert "1 finding;" in done.err


def test_what_is_only_hard_to_follow_is_named_and_no_failure(
    allvoice: Command, tmp_path: Path
) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text("# A\n\nAsk [here](b.md).\n", encoding="utf-8")
    done = allvoice("check", str(guide))
    assert done.code == 0
    assert "hard: The link “here” does not say where it leads" in done.out


def test_a_file_in_another_encoding_is_read_and_told(allvoice: Command, tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    guide.write_bytes("# Fever\n\nCall at 38°C.\n".encode("cp1252"))
    told = "This file was not written as UTF-8; it was read as Windows-1252"
    done = allvoice("check", str(guide))
    assert (done.code, f"guide.md:1:1: hard: {told}; save it as UTF-8." in done.out) == (0, True)
    read = allvoice("read", str(guide), "--no-voice")
    assert "Call at 38°C." in read.out
    assert f"{told}." in read.err


def test_the_listeners_own_lexicon_answers_a_finding(allvoice: Command, tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text("# A\n\nTake tebentafumab.\n", encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    assert allvoice("check", str(guide), "--data-dir", str(own)).code == 1
    (own / "lexicon.toml").write_text(
        '[[term]]\nterm = "tebentafumab"\nipa = "tɛbɛnˈtæfjuːmæb"\n', encoding="utf-8"
    )
    assert allvoice("check", str(guide), "--data-dir", str(own)).code == 0
