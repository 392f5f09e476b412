"""Dates, addresses and numbers are said so that they can be understood and written down."""

from __future__ import annotations

import pytest

from allvoice.actions.words import MOST_ADDRESS_CHARS, address_shown, address_words, date_words


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2024-06-14", "June 14, 2024"),
        ("2024-06", "June 2024"),
        ("2024", "2024"),
        ("2024-02-29", "February 29, 2024"),
    ],
)
def test_a_date_is_said_as_people_do(date: str, said: str) -> None:
    assert date_words(date) == said


@pytest.mark.parametrize(
    "text",
    [
        "", "no", "true", "on", "spring", "pending", "2024-13-01", "2024-13", "2026-02-31",
        "2023-02-29", "0000", "24", "2024-6-1", "2024-06-14 or so", "٢٠٢٤",
    ],
)  # fmt: skip
def test_what_is_no_date_is_never_said_as_one(text: str) -> None:
    assert date_words(text) == ""


def test_every_sign_of_an_address_has_a_name() -> None:
    said = address_words("https://a-b.org/x_y?z=1&q=%20#top")
    assert said == (
        "a, dash, b, dot, org, slash, x, underscore, y, question mark, z, equals, 1, and sign, q, "
        "equals, percent sign, 2, 0, number sign, top"
    )


def test_an_address_that_is_not_https_is_said_with_its_beginning() -> None:
    assert address_words("http://a.org/") == "h t t p, colon, slash, slash, a, dot, org"
    assert address_words("HTTPS://www.a.org") == "a, dot, org"


def test_an_address_that_nobody_would_write_down_is_cut() -> None:
    address = f"https://a.org/{'b/' * 2000}"
    said = address_words(address)
    assert said.endswith(", and so on")
    assert said.count("slash") <= MOST_ADDRESS_CHARS / 2
    assert len(address_shown(address)) == MOST_ADDRESS_CHARS
    assert address_shown(address).endswith("…")


def test_an_address_is_shown_as_it_is_without_what_steers_a_terminal() -> None:
    assert address_shown("https://a.org/b") == "https://a.org/b"
    assert "\x1b" not in address_shown("https://a.org/\x1b]0;")
