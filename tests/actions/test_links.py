"""The links of a section are listed, heard, followed into the guide, opened and copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.actions.answers.links import (
    CANNOT_OPEN,
    COPIED,
    NO_ADDRESS,
    NO_LINKS,
    NOT_COPIED,
    NOT_OPENED,
)
from allvoice.actions.model import Services
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
AGAIN = "Chosen again, it is opened in your browser."
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
        "mail us, an e-mail address: a@b.org",
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
    assert made.messages[-1].startswith("https://www.cancer.gov/types. Chosen again")
    assert opened == []
    assert made.choose(3) == ["cancer.gov is opened in your browser."]
    assert opened == ["https://www.cancer.gov/types"]


def test_another_item_chosen_in_between_is_not_opened(made: ByKeys, opened: list[str]) -> None:
    made.do("links")
    made.choose(3)
    made.choose(4)
    made.choose(3)
    assert opened == []


def test_in_a_list_opened_anew_an_address_is_said_again_before_it_is_opened(
    made: ByKeys, opened: list[str]
) -> None:
    made.do("links")
    made.choose(3)
    made.do("back")
    made.do("links")
    made.choose(3)
    assert opened == []


def test_what_is_neither_in_the_guide_nor_on_the_web_is_shown_and_not_opened(
    made: ByKeys, opened: list[str]
) -> None:
    made.do("links")
    assert made.choose(4) == ["An e-mail address: a, at sign, b, dot, org."]
    assert made.messages[-1] == "An e-mail address: a@b.org"
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


def test_what_cannot_be_opened_is_not_promised(shelf: Shelf, opened: list[str]) -> None:
    def note(url: str) -> bool:
        opened.append(url)
        return True

    services = Services(open_page=note, can_open_pages=lambda: False)
    made = ByKeys(shelf, settings_of(), guide=guide(), position=ROW, services=services)
    made.do("links")
    assert "opens" not in made.model.hint
    for _ in range(2):
        assert made.choose(3) == [f"cancer, dot, gov, slash, types. {CANNOT_OPEN}"]
    assert opened == []


def test_in_lines_an_address_chosen_twice_by_its_number_is_opened(
    shelf: Shelf, opened: list[str]
) -> None:
    def note(url: str) -> bool:
        opened.append(url)
        return True

    made = ByWords(
        shelf, settings_of(), guide=guide(), position=ROW, services=Services(open_page=note)
    )
    assert made.plain.type("L 3")[0].endswith("https://www.cancer.gov/types. " + AGAIN)
    made.plain.type("L 4")
    made.plain.type("L 3")
    assert opened == []
    made.plain.type("L 3")
    assert opened == ["https://www.cancer.gov/types"]


def test_in_another_section_an_address_is_said_before_it_is_opened(
    shelf: Shelf, opened: list[str]
) -> None:
    def note(url: str) -> bool:
        opened.append(url)
        return True

    text = "# A\n\n[One](https://a.org/).\n\n# B\n\n[Two](https://b.org/).\n"
    made = ByWords(shelf, settings_of(), text=text, services=Services(open_page=note))
    made.plain.type("L 1")
    made.reading.do(GoTo(Position(3), play=False))
    made.plain.type("L 1")
    assert opened == []
    made.plain.type("L 1")
    assert opened == ["https://b.org/"]


def test_what_was_told_last_is_shown_and_said_again_as_it_was(made: ByKeys) -> None:
    made.do("links")
    told, shown = made.choose(3), made.messages[-1]
    assert made.do("again") == told
    assert made.messages[-1] == shown


@pytest.mark.parametrize(
    ("target", "shown", "said"),
    [
        ("tel:+1-800-555", "A telephone number: +1-800-555",
         "A telephone number: plus, 1, 8 0 0, 5 5 5."),
        ("TEL:555;ext=2", "A telephone number: 555;ext=2",
         "A telephone number: 5 5 5, extension, 2."),
        ("mailto:a%20b@c.org?subject=x", "An e-mail address: a b@c.org",
         "An e-mail address: a, b, at sign, c, dot, org."),
        ("mailto:", "This link is not opened here: mailto:",
         "This link is not opened here: mailto:"),
    ],
)  # fmt: skip
def test_whom_a_link_reaches_is_shown_and_said(
    shelf: Shelf, target: str, shown: str, said: str
) -> None:
    made = ByKeys(shelf, settings_of(), text=f"# A\n\n[Reach us]({target}).\n")
    made.do("links")
    assert made.choose(1) == [said]
    assert made.messages[-1] == shown


def test_an_address_of_e_mail_is_copied_and_heard_in_the_list(
    made: ByKeys, opened: list[str]
) -> None:
    made.do("links")
    assert made.model.item(3).words == "mail us, an e-mail address: a, at sign, b, dot, org"
    copy = made.model.copy
    assert copy is not None
    assert made._told(lambda: copy(3)) == [COPIED]
    assert opened == ["a@b.org"]


@pytest.mark.parametrize(
    ("target", "line"),
    [("http://[::1/x", "v6: leads nowhere"), ("http://[::1]/x", "v6: ::1")],
)
def test_a_line_always_tells_where_its_link_leads(shelf: Shelf, target: str, line: str) -> None:
    made = ByKeys(shelf, settings_of(), text=f"# A\n\n[v6]({target}).\n")
    assert made.items("links") == [line]


def test_a_section_without_links_says_so(made: ByKeys) -> None:
    made.reading.do(GoTo(Position(5), play=False))
    assert made.do("links") == [NO_LINKS]


def test_in_lines_links_are_followed_by_their_number_and_back_returns(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), guide=guide(), position=ROW)
    assert made.plain.type("L")[0] == "1. Pills: Pills"
    made.plain.type("1")
    assert made.sentence == "Pills"
    made.plain.type("back")
    assert made.reading.state.position == ROW
    made.plain.type("L 2")
    assert made.sentence == "Part two"


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("b.md", Position(6)),
        ("b.md#at-night", Position(8)),
        ("b.md#At%20night", Position(8)),
        ("sub/b.md", None),
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
