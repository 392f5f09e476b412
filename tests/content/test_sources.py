"""Every claim has a source that was read: named, dated or seen on a day, with its address."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest

from allvoice.guide.bibliography import (
    READ_EXCERPT,
    READ_PASSAGE,
    READ_WHOLE,
    Source,
)
from allvoice.guide.citing import Scope, cited_at
from allvoice.guide.load import load_guide
from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.guide.web_addresses import is_web_address
from allvoice.paths import bundled_guide

OF_NO_SOURCE = ("01-about-this-guide", "28-deciding-together", "30-how-to-use-this-program")
"""Chapters on the guide itself, on how to weigh a choice, and on the program."""
NAMES_WITH_FIGURES = re.compile(
    r"\b(?:911|988|504|6-MP|N95|H1N1|KMT2A|G6PD|NUDT15|COVID-19|E1910|CD\d+|AALL\d+|ALL\d+|ETV6|"
    r"RUNX1|ABL1|1-8\d\d-[\w-]+)\b"
)
CLAIM = re.compile(
    r"\b\d[\d,.]* (?:of|in|out of) (?:every )?\d|\d ?(?:percent|%)|\b(?:19|20)\d\d\b|"
    r"\b\d[\d.]* (?:degrees|Celsius|Fahrenheit|hours?|minutes?|days?|weeks?|months?|years?)\b"
)
MOST_UNCITED = 0.02
"""Of the sentences with a figure: a time of day, or a made-up example."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(bundled_guide())


def entries() -> list[dict[str, str]]:
    text = (bundled_guide() / "sources.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["source"]  # type: ignore[no-any-return]


def is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def test_every_source_is_named_dated_or_seen_and_has_an_address_or_a_reason() -> None:
    for entry in entries():
        assert entry.keys() <= Source.__dataclass_fields__.keys(), entry["id"]
        assert entry["name"], entry["id"]
        assert entry["title"], entry["id"]
        assert entry.get("date") or entry.get("seen"), entry["id"]
        for key in ("date", "seen"):
            assert is_date(entry.get(key, "2026")), entry["id"]
        assert bool(entry.get("url")) != bool(entry.get("no_url")), entry["id"]
        assert is_web_address(entry.get("url", "https://x.org")), entry["id"]
        assert entry["read"] in (READ_WHOLE, READ_PASSAGE, READ_EXCERPT), entry["id"]


def test_no_source_stands_twice_and_none_is_left_uncited(guide: Guide) -> None:
    ids = [entry["id"] for entry in entries()]
    assert len(set(ids)) == len(ids)
    cited = {
        each
        for block in guide.blocks
        for citation in block.content.citations
        for each in citation.source_ids
    }
    assert cited == set(ids) == guide.sources.keys()


def test_every_sentence_with_a_figure_has_its_source(guide: Guide) -> None:
    claims, uncited = 0, []
    for block in guide.blocks:
        chapter = guide.files[block.file].stem
        if chapter in OF_NO_SOURCE or block.kind is BlockKind.HEADING:
            continue
        for number in range(len(block.sentences)):
            text = NAMES_WITH_FIGURES.sub("", block.sentence_text(number))
            if not CLAIM.search(text) or text.rstrip().endswith("?"):
                continue
            claims += 1
            cited = cited_at(guide, Position(block.index, number))
            if cited is None or cited.scope is Scope.SECTION:
                uncited.append((chapter, text))
    assert claims > 500
    assert len(uncited) <= MOST_UNCITED * claims, uncited


def test_nearly_every_medical_paragraph_has_a_source_near_it(guide: Guide) -> None:
    found = {True: 0, False: 0}
    for section in guide.sections:
        chapter = section.id.split("/")[0]
        if chapter in (*OF_NO_SOURCE, "32-sources", "31-glossary") or section.level == 1:
            continue
        for block in guide.blocks[section.first_block + 1 : section.last_block + 1]:
            if block.kind is BlockKind.PARAGRAPH:
                found[cited_at(guide, Position(block.index)) is not None] += 1
    assert found[True] > 9 * found[False]
