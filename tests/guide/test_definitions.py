"""What only looks like the definition of a link is heard; a definition is listed."""

from __future__ import annotations

import pytest

from tests.guide.texts import skipped, texts

UNUSED = "a link definition that no link uses"


@pytest.mark.parametrize(
    "line", ["[MTX]: 15mg", "[Rash]: call", "[Tuesday]: 3 tabs", "[Rate]: 5mL/kg", "[A]: 1.5mL"]
)
def test_words_in_the_form_of_a_definition_are_heard(line: str) -> None:
    assert texts(line) == [line]
    assert skipped(line) == []


def test_two_amounts_under_one_label_are_both_heard() -> None:
    assert texts("[Dose]: 5mL\n\n[Dose]: 6mL") == ["[Dose]: 5mL", "[Dose]: 6mL"]


@pytest.mark.parametrize(
    "target", ["https://a.org", "a/b", "/a", "#a", "a.md", "nurse@a.org", "<>", "<a b>", "tel:1"]
)
def test_an_address_is_a_definition(target: str) -> None:
    assert texts(f"Word.\n\n[a]: {target}") == ["Word."]
    assert skipped(f"Word.\n\n[a]: {target}") == [(UNUSED, 3)]


def test_a_definition_that_a_link_uses_is_one() -> None:
    assert texts("See [this][a].\n\n[a]: page") == ["See this."]
