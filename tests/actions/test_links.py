"""The links of a section are listed, heard, followed into the guide, opened and copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.actions.links import COPIED, NO_ADDRESS, NO_LINKS, NOT_COPIED, NOT_OPENED
from allvoice.actions.model import Services
from allvoice.cli.browser import open_page
from allvoice.guide.links import resolved
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide, Position
from allvoice.reading.commands import GoTo
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, settings_of

FIRST = """# Choices

| Treatment | Goal |
|---|---|
| [Pills](b.md) | More in [part two](#part-two) |

See [the institute](https://www.cancer.gov/types) or [mail us](mailto:a@b.org) or [none](z.md).

## Part two

No links here.
"""
SECOND = "# Pills\n\nOne a day.\n\n## At night\n\nNone.\n\n# Last\n\nBye.\n"
ROW, SEE = Position(2), Position(3)


def guide() -> Guide:
    return parse_guide([(Path("a.md"), FIRST), (Path("b.md"), SECOND)])


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def made(shelf: Shelf, opened: list[str]) -> ByKeys:
    def note(text: str) -> bool:
        opened.append(text)
        return True

    services = Services(open_page=note, copy=note)
    made = ByKeys(shelf, settings_of(), guide=guide(), services=services)
    made.reading.do(GoTo(ROW, play=True))
    return made


def test_all_links_of_the_section_are_listed_with_where_they_lead(made: ByKeys) -> None:
    assert made.items("links") == [
        "Pills: Pills",
        "part two: Part two",
        "the institute: cancer.gov",
        "mail us: leads nowhere",
        "none: leads nowhere",
    ]


def test_the_nearest_link_is_chosen_when_the_list_opens(made: ByKeys) -> None:
    made.reading.do(GoTo(SEE, play=False))
    made.do("links")
    assert made.model.selected == 2


def test_a_link_into_the_guide_is_followed_to_the_end_of_its_chapter_and_come_back_from(
    made: ByKeys,
) -> None:
    made.do("links")
    made.choose(1)
    assert made.door.model is None
    assert made.sentence == "Pills"
    assert made.reading.hear_all()[-1] == "None."
    assert made.reading.state.between_message.startswith("End of what the link led to.")
    made.do("back")
    assert made.reading.state.position == ROW
    assert made.reading.state.reads_on


def test_an_address_is_said_first_and_opened_when_it_is_chosen_again(
    made: ByKeys, opened: list[str]
) -> None:
    made.do("links")
    (said,) = made.choose(3)
    assert said.startswith("cancer, dot, gov, slash, types.")
    assert opened == []
    assert made.choose(3) == ["cancer.gov is opened in your browser."]
    assert opened == ["https://www.cancer.gov/types"]


def test_another_item_chosen_in_between_is_not_opened(made: ByKeys, opened: list[str]) -> None:
    made.do("links")
    made.choose(3)
    made.choose(4)
    made.choose(3)
    assert opened == []


def test_what_is_neither_in_the_guide_nor_on_the_web_is_shown_and_not_opened(
    made: ByKeys, opened: list[str]
) -> None:
    made.do("links")
    assert made.choose(4) == ["This link is not opened here: mailto:a@b.org"]
    assert made.choose(5) == ["This link is not opened here: z.md"]
    assert opened == []


def test_an_address_is_copied(made: ByKeys, opened: list[str]) -> None:
    made.do("links")
    copy = made.model.copy
    assert copy is not None
    assert made._told(lambda: copy(2)) == [COPIED]
    assert opened == ["https://www.cancer.gov/types"]
    assert made._told(lambda: copy(0)) == [NO_ADDRESS]


def test_where_nothing_can_be_opened_or_copied_that_is_said(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), guide=guide(), position=ROW)
    made.do("links")
    made.choose(3)
    assert made.choose(3) == [NOT_OPENED]
    copy = made.model.copy
    assert copy is not None
    assert made._told(lambda: copy(2)) == [NOT_COPIED]


def test_a_section_without_links_says_so(made: ByKeys) -> None:
    made.reading.do(GoTo(Position(5), play=False))
    assert made.do("links") == [NO_LINKS]


def test_in_lines_links_are_followed_by_their_number_and_back_returns(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), guide=guide(), position=ROW)
    assert made.plain.type("k")[0] == "1. Pills: Pills"
    made.plain.type("1")
    assert made.sentence == "Pills"
    made.plain.type("back")
    assert made.reading.state.position == ROW
    made.plain.type("k 2")
    assert made.sentence == "Part two"


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("b.md", Position(6)),
        ("b.md#at-night", Position(8)),
        ("b.md#At%20night", Position(8)),
        ("sub/b.md", Position(6)),
        ("#part-two", Position(4)),
        ("#at-night", Position(8)),
        ("#nowhere", None),
        ("c.md", None),
        ("https://b.md/", None),
        ("/b.md", None),
        ("", Position(0)),
    ],
)
def test_a_target_leads_to_a_chapter_a_title_or_nowhere(
    target: str, place: Position | None
) -> None:
    assert resolved(guide(), 0, target) == place


# The browser


@pytest.mark.parametrize(
    ("url", "environ", "platform", "is_opened"),
    [
        ("https://x.org/", {"DISPLAY": ":0"}, "linux", True),
        ("https://x.org/", {"WAYLAND_DISPLAY": "w"}, "linux", True),
        ("https://x.org/", {}, "linux", False),
        ("https://x.org/", {}, "win32", True),
        ("http://x.org/", {}, "darwin", True),
        ("file:///etc/passwd", {}, "darwin", False),
        ("javascript:alert(1)", {"DISPLAY": ":0"}, "linux", False),
        ("https://", {}, "win32", False),
        ("https://x.org/\x1b]0;", {}, "win32", True),
    ],
)
def test_only_pages_of_the_web_are_opened_and_only_beside_windows(
    url: str, environ: dict[str, str], platform: str, is_opened: bool
) -> None:
    browsed: list[str] = []

    def browse(address: str) -> bool:
        browsed.append(address)
        return True

    done: Callable[..., bool] = open_page
    assert done(url, environ=environ, platform=platform, browse=browse) is is_opened
    assert browsed == ([url] if is_opened else [])


def test_a_browser_that_cannot_be_started_is_told_as_none() -> None:
    def browse(address: str) -> bool:
        raise OSError

    assert not open_page("https://x.org", environ={}, platform="darwin", browse=browse)
