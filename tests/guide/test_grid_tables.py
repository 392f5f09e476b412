"""Tables drawn with lines are heard row by row, each cell whole and under its own column."""

from __future__ import annotations

import pytest

from tests.guide.texts import shown, texts

TABLE = """\
+----------+-----------+
| Medicine | When      |
+==========+===========+
| Prednis- | Mon--     |
| one      | Fri       |
+----------+-----------+
| Septra   | - noon    |
|          | - night   |
|          |           |
|          | not today |
+----------+-----------+
"""


def test_each_row_is_heard_with_the_names_of_its_columns() -> None:
    assert shown(TABLE) == [
        ("table-caption", "Table, 2 rows, 2 columns: Medicine; When."),
        ("table-row", "Prednis- one\nWhen: Mon--Fri"),
        ("table-row", "Septra\nWhen: noon\nnight\nnot today"),
    ]


def test_a_table_without_a_header_has_none() -> None:
    source = "Above\n+---+---+\n| a | 5 |\n+---+---+\n| b | 6 |\n+---+---+\nBelow"
    assert texts(source) == [
        "Above",
        "Table, 2 rows, 2 columns.",
        "Column 1: a\nColumn 2: 5",
        "Column 1: b\nColumn 2: 6",
        "Below",
    ]


def test_a_cell_over_two_columns_is_heard_in_both() -> None:
    source = "+---+---+\n| A | B |\n+===+===+\n| wide  |\n+---+---+\n"
    assert texts(source)[1:] == ["wide\nB: wide"]


def test_signs_of_double_width_shift_no_cell() -> None:
    source = "+----+----+\n| A  | B  |\n+====+====+\n| ✅ | 💊 |\n+----+----+\n"
    assert texts(source)[1:] == ["A: ✅\nB: 💊"]


def test_a_minus_in_a_cell_stays() -> None:
    source = "+-----+-----+\n| A   | B   |\n+=====+=====+\n| one | - 5 |\n+-----+-----+\n"
    assert texts(source)[1:] == ["one\nB: - 5"]


@pytest.mark.parametrize(
    "source",
    [
        "+---+---+\n| one of it |\n| two | three | four | five |\n+---+---+",
        "+---+---+\n| one | two three\n+---+\n| four | five |",
        "+---+---+\n| one two three | four | five",
    ],
)
def test_what_is_drawn_crookedly_loses_no_word(source: str) -> None:
    heard = " ".join(texts(source))
    for word in ("one", "two", "three", "four", "five"):
        assert word in heard


def test_lines_that_only_look_like_it_are_text() -> None:
    assert texts("+---+\nword") == ["+---+ word"]


@pytest.mark.large
@pytest.mark.parametrize("piece", ["+--+\n", "+--+\n|\n", "|\n+--+\n", "+--"])
def test_many_such_lines_are_no_trap(piece: str) -> None:
    assert texts("word\n\n" + piece * 50_000 + "\n\nend")[-1] == "end"
