"""What a source is, and its address, can be read in a small window too."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.actions.answers.sources import NOT_REVIEWED
from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position
from allvoice.tui.widgets.footer import Footer
from allvoice.tui.widgets.targets import TargetText
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_text

SMALL = (40, 12)
URL = "https://www.osfhealthcare.org/cancer/fever-and-when-to-call-the-ward"
SOURCE = f"""
[[source]]
id = "{{0}}"
name = "The Society of Hospitals for Children in the {{0}} of the Country"
title = "Guidelines for parents whose child is treated at home"
date = "2024-06-14"
url = "{URL}"
note = "For children and teens only, and for those who were treated within the last year."
"""
TEXT = """---
reviewed: 2026-11-30
bibliography: sources.toml
---

# Fever

Call at once. [@North; @South; @East]
"""


@pytest.fixture
def cited(tmp_path: Path) -> Guide:
    tables = "".join(map(SOURCE.format, ("North", "South", "East")))
    (tmp_path / "sources.toml").write_text(tables, encoding="utf-8")
    path = tmp_path / "guide.md"
    path.write_text(TEXT, encoding="utf-8")
    return load_guide(path)


async def test_in_a_small_window_it_is_seen_that_no_clinician_reviewed_it(
    tmp_path: Path, cited: Guide
) -> None:
    app, harness = make_app(tmp_path, cited, position=Position(1))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("z")
        assert NOT_REVIEWED in " ".join(screen_text(app).split())
        assert harness.spoken[-1].index("South") < harness.spoken[-1].index(NOT_REVIEWED)


async def test_an_address_is_shown_to_be_typed_and_said_to_be_written_down(
    tmp_path: Path, cited: Guide
) -> None:
    app, harness = make_app(tmp_path, cited, position=Position(1))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("z", "z")
        assert "osfhealthcare, dot, org, slash" in harness.spoken[-1]
        await pilot.press("a")
        assert URL in "".join(screen_text(app).split())
        assert "osfhealthcare, dot, org, slash" in harness.spoken[-1]


def links_in(message: str, width: int = 30, height: int = 5) -> list[tuple[str, str]]:
    footer = Footer()
    footer.links = True
    footer.say(message)
    rows = footer.build(width, height)
    assert "".join(text for row in rows for text, _ in row).startswith(message[:20])
    return [
        (str(text), text.url)
        for row in rows
        for text, _ in row
        if isinstance(text, TargetText) and text.url
    ]


def test_each_piece_of_a_broken_address_leads_to_all_of_it() -> None:
    url = f"https://a.org/{'b' * 30}"
    assert links_in(f"The address of the ward: {url}. Chosen again, it is opened.") == [
        (url[:30], url),
        (url[30:], url),
    ]


def test_an_address_that_has_no_room_leads_to_all_of_it_and_one_that_was_cut_nowhere() -> None:
    url = f"https://a.org/{'b' * 90}"
    assert links_in(url, height=1) == [(url[:30], url)]
    assert links_in("https://a.org/bbbbbbbbb… goes on") == []


def test_where_the_terminal_knows_no_links_an_address_is_text() -> None:
    footer = Footer()
    footer.say(URL)
    rows = footer.build(90, 3)
    assert [type(text) for row in rows for text, _ in row if text == URL] == [str]
