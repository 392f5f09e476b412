"""Nothing of a citation is shown or spoken, in any of Pandoc's forms; what is none stays text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from allvoice.guide.beside import beside
from allvoice.guide.bibliography import fault_of
from allvoice.guide.load import load_guide, parse_guide
from allvoice.guide.model import Block, Guide

SOURCES = '[[source]]\nid = "a"\nname = "A"\n'


def guide_of(text: str) -> Guide:
    return parse_guide([(Path("a.md"), f"---\nbibliography: s.toml\n---\n\n# A\n\n{text}\n")])


def paragraph(text: str) -> Block:
    return guide_of(text).blocks[1]


def named(block: Block) -> list[str]:
    return [each for citation in block.content.citations for each in citation.source_ids]


@pytest.mark.parametrize(
    ("citation", "ids"),
    [
        ("[@a]", ["a"]),
        ("[@a, p. 4]", ["a"]),
        ("[@a p. 4]", ["a"]),
        ("[see @a]", ["a"]),
        ("[-@a]", ["a"]),
        ("[see -@a, chap. 2]", ["a"]),
        ("[see @a, p. 3; @b]", ["a", "b"]),
        ("[see @a, pp. 3-5, and *passim*; also @b; -@c]", ["a", "b", "c"]),
        ("[see\n@a]", ["a"]),
        ("[@cdc-fever]", ["cdc-fever"]),
        ("[@doe:2024.b]", ["doe:2024.b"]),
        ("[@{doe 2024}]", []),
        ("[@{https://x.org/a}, p. 4]", ["https://x.org/a"]),
        ("[@a][@b]", ["a", "b"]),
    ],
)
def test_each_form_names_its_sources_and_is_not_read(citation: str, ids: list[str]) -> None:
    block = paragraph(f"Call at once {citation}. Wait for nothing.")
    assert named(block) == ids
    if ids:
        assert block.text == "Call at once. Wait for nothing."
        assert (block.search_text or "").split() == ["Call", "at", "once", ".", "Wait", "for", "nothing."]  # fmt: skip # noqa: E501
    else:
        assert citation in block.text


@pytest.mark.parametrize(
    "text",
    [
        "Ask @a about it.",
        "Write to ann[@b]org now.",
        "Write to [ann@b.org] now.",
        "Write to [me at ann@b.org; @a] now.",
        "Some [words] in brackets.",
        "Two [@a and @b] in one.",
        "No [@] name.",
        "Glued [@a]to a word.",
    ],
)
def test_what_is_no_citation_is_left_as_it_is(text: str) -> None:
    block = paragraph(text)
    assert (block.text, named(block)) == (text, [])


def test_a_link_that_is_called_like_a_source_is_a_link() -> None:
    block = paragraph("Ask [@a](https://x.org) now.")
    assert block.text == "Ask @a now."
    assert [span.target for span in block.content.spans] == ["https://x.org"]


def test_code_that_looks_like_a_citation_is_shown_and_found() -> None:
    block = paragraph("Write `[see @a]` for it.")
    assert block.text == "Write [see @a] for it."
    assert block.search_text is None or "see" in block.search_text


def test_words_round_a_citation_do_not_run_together() -> None:
    assert paragraph("Call [@a] at once.").text == "Call at once."
    assert paragraph("Call [@a]**now**.").text == "Call now."


def test_a_paragraph_that_is_only_a_citation_is_no_empty_block() -> None:
    assert [block.text for block in guide_of("[see @a, p. 3]\n\nRest.").blocks] == ["A", "Rest."]


def test_many_open_brackets_are_read_in_good_time() -> None:
    assert "[@a" in paragraph("[@a-" * 20_000).text


# Bibliographies that cannot be used


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing.toml", "no such file"),
        ("folder.toml", "directory"),
        ("broken.toml", "(at line 1, column 4)"),
        ("list.toml", "its source is no list of [[source]] tables"),
        ("large.toml", "it is larger than 2 MB"),
        ("latin.toml", "it is not UTF-8 at byte 0"),
        ("outside.toml", "it is a link to a file in another folder"),
        ("dangling.toml", "no such file"),
        ("../secret.toml", "it must be a file beside the guide whose name ends in .toml"),
        ("sources.bib", "it must be a file beside the guide whose name ends in .toml"),
        ("", "no file is named"),
    ],
)
def test_why_a_bibliography_cannot_be_used_is_known_and_the_citation_is_not_read(
    tmp_path: Path, name: str, why: str
) -> None:
    folder = tmp_path / "guide"
    folder.mkdir()
    (tmp_path / "secret.toml").write_text(SOURCES, encoding="utf-8")
    (folder / "folder.toml").mkdir()
    (folder / "broken.toml").write_text("no toml", encoding="utf-8")
    (folder / "list.toml").write_text("source = 1", encoding="utf-8")
    (folder / "large.toml").write_bytes(b"#" * 2_000_001)
    (folder / "latin.toml").write_bytes(b"\xff\n")
    (folder / "outside.toml").symlink_to(tmp_path / "secret.toml")
    (folder / "dangling.toml").symlink_to(folder / "nowhere.toml")
    path = folder / "guide.md"
    path.write_text(f"---\nbibliography: {name}\n---\n\n# A\n\nCall [@a].\n", encoding="utf-8")
    guide = load_guide(path)
    assert guide.blocks[1].text == "Call."
    assert dict(guide.sources) == {}
    assert why in fault_of(path, name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all files")
def test_a_bibliography_that_nobody_may_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "s.toml").chmod(0)
    assert fault_of(tmp_path / "guide.md", "s.toml") == "permission denied"


def test_a_bibliography_that_can_be_used_has_no_fault_nor_has_a_guide_that_is_a_link_itself(
    tmp_path: Path,
) -> None:
    real, linked = tmp_path / "real", tmp_path / "linked"
    real.mkdir()
    linked.mkdir()
    for name, text in (("s.toml", SOURCES), ("guide.md", "# A\n")):
        (real / name).write_text(text, encoding="utf-8")
        (linked / name).symlink_to(real / name)
    for path in (real / "guide.md", linked / "guide.md"):
        assert fault_of(path, "s.toml") == ""
        assert beside(path, "s.toml") == path.parent / "s.toml"
