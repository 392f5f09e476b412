"""Tags of the parts of web pages are silent; what they name and what they hold is heard."""

from __future__ import annotations

import pytest

from tests.guide.texts import skipped, texts

TAG = "a tag of a part of a web page"


def test_the_label_of_a_tab_is_heard_before_its_text() -> None:
    source = '<Tabs>\n<TabItem value="am" label="Noon">\n\nGive 7 mL.\n\n</TabItem>\n</Tabs>'
    assert texts(source) == ["Noon.", "Give 7 mL."]
    assert skipped(source) == [(TAG, 1), (TAG, 2), (TAG, 6), (TAG, 7)]


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        ('<Admonition type="warning" title="Rash">\nRing.\n</Admonition>', "Warning: Rash. Ring."),
        ("<Warning>\nRing.\n</Warning>", "Warning. Ring."),
        ("Give <Dose>7 mg</Dose> now", "Give 7 mg now"),
        ('Now <Icon name="x" size={2} /> rest', "Now rest"),
    ],
)
def test_tags_of_parts_are_silent_within_text(source: str, heard: str) -> None:
    assert texts(source) == [heard]


def test_words_for_people_and_code_stay() -> None:
    assert texts("Child: <Name>") == ["Child: <Name>"]
    assert texts("<First name> of <Name/>")[0].startswith("<First name> of")
    assert texts("`<Dose>` <Dose>7</Dose>") == ["<Dose> 7"]


@pytest.mark.parametrize(
    "line",
    ["export const A = 5;", "export default function Page() {}", '--8<-- "care.md"'],
)
def test_orders_of_web_pages_are_listed(line: str) -> None:
    assert texts(f"{line}\n\nRest.") == ["Rest."]
    assert skipped(f"{line}\n\nRest.") == [("an order to fetch parts of a web page", 1)]


def test_words_that_only_begin_like_an_order_are_heard() -> None:
    assert texts("export the list") == ["export the list"]


@pytest.mark.large
@pytest.mark.parametrize("piece", ["<A x='", "<A a ", "</A><A>", "<A/"])
def test_many_such_tags_are_no_trap(piece: str) -> None:
    assert texts("</A>" + piece * 50_000 + "\n\nend")[-1] == "end"
