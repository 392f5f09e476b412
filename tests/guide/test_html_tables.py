"""Tables in HTML are heard as those of Markdown are: each figure under its own heading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.guide.texts import guide_or_none, shown, texts

HEAD = "<tr><th>Drug</th><th>Day</th><th>Night</th></tr>"


def rows(source: str) -> list[str]:
    return [text for kind, text in shown(source) if kind == "table-row"]


def test_a_table_has_a_caption_headers_and_rows() -> None:
    source = f"<table><caption>All *doses*</caption>{HEAD}<tr><td>Ara<td>1<td>2</table>"
    assert shown(source) == [
        ("paragraph", "All *doses*"),
        ("table-caption", "Table, 1 row, 3 columns: Drug; Day; Night."),
        ("table-row", "Ara\nDay: 1\nNight: 2"),
    ]


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        (f"<table>{HEAD}\n\n<tr>\n\n<td>Ara</td>\n\n<td>1</td><td>2</td></tr>\n\n</table>",
         ["Ara\nDay: 1\nNight: 2"]),
        (f"<table>{HEAD}<tr><td>Ara<td colspan=2>1</table>", ["Ara\nDay: 1\nNight: 1"]),
        (f"<table>{HEAD}<tr><td>Ara<td rowspan=2>1<td>2<tr><td>Bev<td>3</table>",
         ["Ara\nDay: 1\nNight: 2", "Bev\nDay: 1\nNight: 3"]),
        (f"<table>{HEAD}<tr><td rowspan=0>Ara<td>1<td>2<tr><td>3<td>4</table>",
         ["Ara\nDay: 1\nNight: 2", "Ara\nDay: 3\nNight: 4"]),
        (f"<table>{HEAD}<tr><td colspan=3>At home<tr><td>Ara<td>1<td>2</table>",
         ["At home", "Ara\nDay: 1\nNight: 2"]),
        (f"<table>{HEAD}<tr><td>Ara<td>1</table>", ["Ara\nDay: 1\nNight: empty"]),
        ("<table><tr><td>Ara<td>1<tr><td>Bev<td>2</table>",
         ["Column 1: Ara\nColumn 2: 1", "Column 1: Bev\nColumn 2: 2"]),
        ("<table><tr><th>Ward<td>Four<tr><th>Bed<td>Two</table>", ["Ward: Four", "Bed: Two"]),
        ("<table><tr><td><th>Mon<th>Tue<tr><th>Day<td>1<td>2</table>", ["Day\nMon: 1\nTue: 2"]),
        ("<table><tr><td><b>Drug</b><td><b>Dose</b><tr><td>Ara<td>1</table>", ["Ara\nDose: 1"]),
        ("<table><thead><tr><td>Drug<td>Dose<tbody><tr><td>Ara<td>1</table>", ["Ara\nDose: 1"]),
        ("<table><tr><th rowspan=2>Drug<th colspan=2>Dose<tr><th>Day<th>Night"
         "<tr><td>Ara<td>1<td>2</table>", ["Ara\nDose, Day: 1\nDose, Night: 2"]),
        ("<table><tr><th>Drug<th>Dose<tr><td>Ara<td>\n\n**1** a\n- day\n\n</table>",
         ["Ara\nDose: 1 a\nday"]),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table> <!-- <table><tr><td>x</table> -->",
         ["A: 1\nB: 2"]),
    ],
)  # fmt: skip
def test_each_cell_is_under_its_own_heading(source: str, heard: list[str]) -> None:
    assert rows(source) == heard


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        ("<table><tr><td>Note: <i>rest</i>.</td></tr></table>", ["Note: rest."]),
        ("a<br>\n<table></table>\n\nb", ["a", "b"]),
        ("<table>one<tr>two<td>three<td>four</table>five\n\nsix",
         ["one\ntwo", "Table, 1 row, 2 columns.", "Column 1: three\nColumn 2: four", "five",
          "six"]),
        ("<table><tr><td>a<table><tr><th>b<th>c<tr><td>d<td>e</table><td>f</table>",
         ["a", "Table, 1 row, 2 columns: b; c.", "b: d\nc: e", "f"]),
        ("<table><tr><th>a<th>b<tr><td>c<td><table><tr><td>d<td>e</table></table>",
         ["Table, 1 row, 2 columns: a; b.", "a: c\nb: d\ne"]),
        ("<table><tr><td>a<td>b\n\nText that is no part of it.",
         ["Table, 1 row, 2 columns.", "Column 1: a\nColumn 2: b", "Text that is no part of it."]),
    ],
)  # fmt: skip
def test_no_word_is_lost_of_tables_that_are_odd(source: str, heard: list[str]) -> None:
    assert texts(source) == heard


def test_a_table_in_a_list_or_a_quote_ends_with_it() -> None:
    quoted = "> <table>\n>\n> <tr><th>d<th>e<tr><td>1<td>2</table>\n"
    source = f"- a\n\n  <table><tr><td>b\n\n- c\n\n{quoted}"
    assert texts(source) == ["a", "b", "c", "Table, 1 row, 2 columns: d; e.", "d: 1\ne: 2"]


PARTS = ("<table>", "</table>", "<tr>", "<td>", "<th rowspan=3>", "<td colspan=9>", "</td>",
         "<thead>", "<caption>", "<b>", "\n", "\n\n", "> ", "- ", "word ")  # fmt: skip


@settings(max_examples=examples(150))
@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_every_word_of_any_table_is_heard(parts: list[str]) -> None:
    numbered = [f"w{at}x " if part == "word " else part for at, part in enumerate(parts)]
    guide = guide_or_none("".join(numbered))
    heard = "\n".join(block.text for block in guide.blocks) if guide else ""
    assert all(part.strip() in heard for part in numbered if part.startswith("w"))


def test_a_table_in_a_cell_does_not_make_the_outer_one_fall_flat() -> None:
    inner = "<table><tr><td>noon</td><td>2</td></tr></table>"
    head = "<tr><td><b>Day</b></td><td><b>9</b></td></tr>"
    rows = f"<tr><td>Septra</td><td>5 mL</td></tr><tr><td>Notes</td><td>{inner}</td></tr>"
    assert texts(f"<table>{head}{rows}</table>") == [
        "Table, 2 rows, 2 columns: Day; 9.",
        "Septra\n9: 5 mL",
        "Notes\n9: noon\n2",
    ]


def test_a_table_that_makes_up_a_page_is_none() -> None:
    text = "<table>" + "<tr><td>a</td><td>b</td></tr>" * 40 + "</table>"
    page = (
        f"<table><tr><td>Ward</td><td>Page</td></tr><tr><td>Menu</td><td>{text}</td></tr></table>"
    )
    assert "Table, 40 rows, 2 columns." in texts(page)
    assert not any(each.startswith("Table, 2") for each in texts(page))
