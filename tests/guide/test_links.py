"""Links lead where their writer meant them to, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.links import Places, links_of, resolved
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide, Position
from allvoice.guide.web_addresses import host_of, is_web_address

FIRST = (
    "# Start\n\n## What's new\n\nA.\n\n## Notes\n\nB.\n\n## Notes\n\nC.\n\n## Über_uns – 2\n\nD."
)
SECOND = "# Pills\n\n## Notes 1\n\nE.\n\n## Notes\n\nF.\n\n## Notes\n\nG.\n"
NEW, NOTES, NOTES_AGAIN, ABOUT = (Position(block) for block in (1, 3, 5, 7))
PILLS, NOTES_1, PILL_NOTES, PILL_NOTES_AGAIN = (Position(block) for block in (9, 10, 12, 14))


@pytest.fixture
def guide() -> Guide:
    return parse_guide([(Path("guide/a.md"), FIRST), (Path("guide/b.md"), SECOND)])


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("#whats-new", NEW),
        ("#what-s-new", NEW),
        ("#notes", NOTES),
        ("#notes-1", NOTES_AGAIN),
        ("#über_uns--2", ABOUT),
        ("#%C3%BCber_uns--2", ABOUT),
        ("b.md#notes-1", NOTES_1),
        ("b.md#notes", PILL_NOTES),
        ("b.md#notes-2", PILL_NOTES_AGAIN),
        ("#notes-2", PILL_NOTES_AGAIN),
        ("b.md#missing", PILLS),
        ("b.md#", PILLS),
        ("./b.md", PILLS),
        ("../guide/b.md", PILLS),
        ("sub/../b.md", PILLS),
        ("../elsewhere/b.md", None),
        ("../b.md", None),
        ("sub/b.md", None),
        ("../elsewhere/b.md#notes", None),
        ("#missing", None),
        ("mailto:a@b.org", None),
        ("tel:+15550100", None),
    ],
)
def test_a_link_leads_to_the_title_or_the_chapter_it_names(
    guide: Guide, target: str, place: Position | None
) -> None:
    assert resolved(guide, 0, target) == place


def test_a_title_that_a_chapter_lacks_is_told_from_one_it_has(guide: Guide) -> None:
    places = Places(guide)
    assert places.titled(0, "b.md#missing") is None
    assert places.titled(0, "b.md#notes") == places.resolved(0, "b.md#notes") == PILL_NOTES


@pytest.mark.parametrize(
    ("target", "contact"),
    [
        ("mailto:ann@b.org", "ann@b.org"),
        ("MAILTO:ann%20a@b.org?subject=Hi", "ann a@b.org"),
        ("tel:+1-555-0100", "+1-555-0100"),
        ("https://b.org", ""),
        ("b.md", ""),
        ("ftp://b.org", ""),
    ],
)
def test_a_mail_address_and_a_telephone_number_lead_to_somebody_and_open_nothing(
    target: str, contact: str
) -> None:
    guide = parse_guide([(Path("a.md"), f"# A\n\nSee [us](<{target}>).\n")])
    (link,) = links_of(guide, guide.sections[0])
    assert link.contact == contact
    if contact:
        assert (link.url, link.leads_to) == ("", None)


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("https://www.cdc.gov/a", "cdc.gov"),
        ("http://[v6", ""),
        ("http://[v6:]/", ""),
        ("http://[::1", ""),
        ("http://:80/", ""),
        ("https://a%20b/", ""),
        ("https://ann@/", ""),
    ],
)
def test_an_address_without_a_host_that_can_be_named_leads_nowhere(target: str, host: str) -> None:
    assert host_of(target) == host
    assert is_web_address(target) is bool(host)
    guide = parse_guide([(Path("a.md"), f"# A\n\nSee [us](<{target}>).\n")])
    (link,) = links_of(guide, guide.sections[0])
    assert bool(link.url) is bool(host)
