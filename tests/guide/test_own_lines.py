"""Lines that each say one thing stay lines; wrapped prose is one text."""

from __future__ import annotations

import pytest

from tests.guide.texts import only, texts


@pytest.mark.parametrize(
    "lines",
    [
        ["Ondansetron 4 mg at once", "Prednisone 22.5 mg at night"],
        ["Noon: 1 tab", "Bedtime: 3 tabs", "Rash 3 days or more", "Ring the ward"],
        ["**Ring if:** rash", "**Do not:** swim"],
        ["Today", "Hb 9.1 low", "K 3.4"],
        ["temp < 36", "temp > 38"],
        ["Ring for:", "• a rash", "• a fall"],
        ["• a rash", "o no sleep"],
        ["a) first", "b) second"],
        ["(a) first", "(b) second"],
        ["– first", "– second"],
        ["[MTX]: 15mg", "[Rash]: call"],
    ],
)
def test_each_of_such_lines_is_a_sentence(lines: list[str]) -> None:
    wide = [
        line.replace(" 4 mg ", "     4 mg    ").replace(" 22.5 mg ", "   22.5 mg  ")
        for line in lines
    ]
    wide = [line.replace("Hb 9.1", "Hb    9.1").replace("K 3.4", "K      3.4") for line in wide]
    block = only("\n".join(wide))
    assert block.text.split("\n") == [line.replace("**", "") for line in lines]
    assert len(block.sentences) == len(lines)


def test_the_dots_of_a_table_of_contents_part_its_lines() -> None:
    assert only("When to ring ...... 3\nRash .............. 4").text.count("\n") == 1


def test_what_goes_on_with_such_a_line_stays_with_it() -> None:
    assert texts("• Rash or\n  fever\n• A fall") == ["• Rash or fever\n• A fall"]
    assert texts("Noon: 1 tab with\nwater\nNight: 2 tabs") == [
        "Noon: 1 tab with water\nNight: 2 tabs"
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Ask the\nNurse: she knows what to do on\nall days.",
        "It is late.  The doctor knows.  He\nwill come.  He will\nstay.",
        "If the count is < 500 and it goes on to fall for days, or\nis > 900 for long, then\nring.",
        "One line\nand another",
    ],
)
def test_wrapped_prose_is_one_text(source: str) -> None:
    assert "\n" not in only(source).text


def test_a_line_that_ends_in_a_backslash_shows_none() -> None:
    assert texts("Noon: 1\\\nNight: 2") == ["Noon: 1\nNight: 2"]
