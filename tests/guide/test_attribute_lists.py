"""Orders to a page's maker in braces are neither shown nor heard; words in braces are."""

from __future__ import annotations

import pytest

from allvoice.guide.links import resolved
from allvoice.guide.model import Position
from tests.guide.texts import guide_of, skipped, texts

LIST = "an attribute list"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Text.\n{: .red #uses}", "Text."),
        ("{: .red}\nText.", "Text."),
        ("{.red #uses key=val}\nText.", "Text."),
        ("Text {.red}", "Text"),
        ("# Title {#id}", "Title"),
        ("# Title {#id .x} #", "Title"),
        ("# Title {: #id}", "Title"),
        ("# Title {-}", "Title"),
        ("Give [it](#x){: .button} now", "Give it now"),
        ("Give [it](#x){target=_blank} now", "Give it now"),
        ("Some `code`{.py} here", "Some code here"),
        ("*This*{.red} is", "This is"),
        ("Some [small *caps*]{.sc} here", "Some small caps here"),
    ],
)
def test_an_attribute_list_is_listed_and_not_shown(source: str, text: str) -> None:
    guide = guide_of(source)
    assert [block.text for block in guide.blocks] == [text]
    assert [each.what for each in guide.skipped] == [LIST]
    assert guide.sections[0].title in (text, "A")


@pytest.mark.parametrize(
    "source",
    [
        "{take with food}", "Take {5 mg} now", "{.5 mg}", "{ANC=500}", "{}", "{x}", "{:",
        "a {#1} b", "{5 mg} {.x", "set {1, 2}", "{not: a list}", "{{name}}",
    ],
)  # fmt: skip
def test_words_in_braces_are_words(source: str) -> None:
    assert texts(source) == [source]
    assert skipped(source) == []


def test_code_keeps_its_braces() -> None:
    assert texts("`{: .x}`\n\n```\n{: .x}\n```") == ["{: .x}", "{: .x}"]


@pytest.mark.parametrize(
    "source",
    [
        "* TOC\n{:toc}",
        "1. Contents\n{:toc .big}",
        "- TOC\n  {:toc}",
        "[TOC]",
        "[[_TOC_]]",
        "[[toc]]",
    ],
)
def test_the_place_of_a_table_of_contents_is_not_heard(source: str) -> None:
    assert texts(f"{source}\n\nText.") == ["Text."]
    assert [what for what, _ in skipped(f"{source}\n\nText.")] == [
        "a place for the table of contents"
    ]


def test_a_list_of_several_items_is_no_such_place() -> None:
    assert texts("* One\n* Two\n{:toc}") == ["One", "Two"]


def test_tags_of_templates_that_are_all_of_a_line_are_listed() -> None:
    source = "{% include a.html %}\nText.\n{{< figure src=x >}}"
    assert texts(source) == ["Text."]
    assert skipped(source) == [("a template's tag", 1), ("a template's tag", 3)]


@pytest.mark.parametrize(
    ("source", "target", "block"),
    [
        ("Text.\n\n# Uses {#what-for}\n\n[a](#what-for)", "#what-for", 1),
        ("Text.\n\n# Uses\n{: .x #what-for}\n\n[a](#what-for)", "#what-for", 1),
        ("# A\n\nText.\n{: #here}\n\n[a](#here)", "#here", 1),
        ("# A {#b}\n\n# B {#c}\n\n[a](#b)", "#b", 0),
    ],
)
def test_a_link_leads_to_the_name_a_text_was_given(source: str, target: str, block: int) -> None:
    assert resolved(guide_of(source), 0, target) == Position(block)
