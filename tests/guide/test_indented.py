"""Prose that a converter indented is prose; what looks like code is code."""

from __future__ import annotations

import pytest

from tests.guide.texts import guide_of, shown, texts

PROSE = "    Wash your *hands*. Use <b>soap</b>.\n"


def test_indented_prose_is_cut_into_sentences_and_its_marks_are_obeyed() -> None:
    (block,) = guide_of(PROSE).blocks
    assert (block.kind, block.text) == ("paragraph", "Wash your hands. Use soap.")
    assert len(block.sentences) == 2


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("        Deep prose.", [("paragraph", "Deep prose.")]),
        ("\tTabbed prose.", [("paragraph", "Tabbed prose.")]),
        ("    Fever", [("paragraph", "Fever")]),
        ("    # Fever\n\n    Call.", [("heading", "Fever"), ("paragraph", "Call.")]),
        ("    - a\n    - b", [("list-item", "a"), ("list-item", "b")]),
        ("    1. a\n       - b", [("list-item", "a"), ("list-item", "b")]),
        ("    a | b\n    --|--\n    1 | 2", [
            ("table-caption", "Table, 1 row, 2 columns: a; b."), ("table-row", "a: 1\nb: 2")]),
        ("    > Quote.", [("paragraph", "Quote.")]),
        ("    One.\n\n        Two.\n\n    Three.", [
            ("paragraph", "One."), ("paragraph", "Two."), ("paragraph", "Three.")]),
        ("- a\n\n      Prose in an item.", [
            ("list-item", "a"), ("list-item", "Prose in an item.")]),
        ("    ```\n    x = 1\n    ```", [("code", "x = 1")]),
        ("    Run this today, and then rest:\n\n    x = foo(1);", [
            ("paragraph", "Run this today, and then rest:"), ("code", "x = foo(1);")]),
    ],
)  # fmt: skip
def test_what_is_indented_is_read_as_what_it_is(
    source: str, expected: list[tuple[str, str]]
) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    "code",
    [
        "x = load(1)", "print('a')", "def dose(kg):\n    return kg * 2", "$ sudo reboot",
        "git status", "import os", "if (a) {\n  b();\n}", '"a": 1,\n"b": 2', "├── a\n└── b",
        "# Set it\nx = 1\n# Show it\nshow(x)", "a();\n\nb();", "<config><item/></config>",
    ],
)  # fmt: skip
def test_code_stays_code(code: str) -> None:
    indented = "\n".join(f"    {line}" if line else "" for line in code.split("\n"))
    assert shown(indented) == [("code", code)]


def test_fenced_code_is_code_whatever_it_says() -> None:
    assert shown("```\nWash your hands. Use soap.\n```") == [("code", "Wash your hands. Use soap.")]


def test_lines_that_their_writer_ended_stay_lines() -> None:
    assert texts("    Morning   1 tablet\n    Night     2 tablets") == [
        "Morning 1 tablet\nNight 2 tablets"
    ]
    assert texts("    Ward 4\n    9 to 5") == ["Ward 4\n9 to 5"]
    wrapped = "    Take it with food for up to\n    10 days, and\n    Call if you vomit.\n"
    assert texts(wrapped) == ["Take it with food for up to 10 days, and Call if you vomit."]


def test_the_first_line_of_a_paragraph_may_stand_further_in() -> None:
    assert texts("    Once there was\na paragraph.\n\n    Another\none.") == [
        "Once there was a paragraph.",
        "Another one.",
    ]


def test_each_block_knows_its_line() -> None:
    guide = guide_of("\n" + PROSE + "\n    - a\n    - b\n\nAt the margin.")
    assert [block.line for block in guide.blocks] == [2, 4, 5, 7]


def test_a_staircase_of_indents_loses_nothing() -> None:
    stairs = "\n\n".join(" " * 4 * depth + f"Step s{depth}x." for depth in range(120))
    heard = "\n".join(texts(stairs))
    assert all(f"s{depth}x" in heard for depth in range(120))
