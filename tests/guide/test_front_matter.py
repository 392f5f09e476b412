"""What a file tells of itself is not read, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from allvoice.guide.formats.markdown.front_matter import front_matter


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("---\ntitle: Home\n---\n", {"title": "Home"}),
        ("---\ntitle: 'Home: a plan' # mine\n...\n", {"title": "Home: a plan"}),
        ("---\ntitle: Home\ndate created: 1\n---\n", {"title": "Home", "date created": "1"}),
        ("---\ndate created: Monday\n---\n", {"date created": "Monday"}),
        ("---\nTitle: Home\nTags: [a]\n---\n", {"title": "Home", "tags": "[a]"}),
        ('---\n"title": Home\n---\n', {"title": "Home"}),
        ("---\ntitle: >-\n  Home\n\n  again\nx: 1\n---\n", {"title": "Home again", "x": "1"}),
        ("---\ntitle: Home\n  again\ntags:\n- a\n- b\nnested:\n  c: d\n---\n",
         {"title": "Home again", "tags": "", "nested": ""}),
        ("---\nanykey: 1\n# note\n---\n", {"anykey": "1"}),
        ("\n  \n<!-- made by a program -->\n---\ntitle: Home\n---\n", {"title": "Home"}),
        ('+++\ntitle = "Home"\ndraft = true\nday = 2026-03-01\n[more]\na = 1\n+++\n',
         {"title": "Home", "draft": "true", "day": "2026-03-01", "more": ""}),
        ("+++\ntitle = Home\n+++\n", {"title": "Home"}),
        ('{\n"title": "Home", "a": [1], "b": null}\n\n', {"title": "Home", "a": "", "b": ""}),
        ("title: Home\ntags:\n - a\n\n+++++\n", {"title": "Home", "tags": ""}),
        ("title: Home\n---\n", {"title": "Home"}),
        ("title: Home\nauthor: Ann\n\n", {"title": "Home", "author": "Ann"}),
        ("% Home\n% Ann\n% March\n\n", {"title": "Home", "author": "Ann", "date": "March"}),
        ("% Home,\n  again\n%\n% March\n\n", {"title": "Home, again", "date": "March"}),
    ],
)  # fmt: skip
def test_a_head_is_told_from_the_text_and_its_lines_stay_counted(
    head: str, told: dict[str, str]
) -> None:
    found, text = front_matter(head + "Text.")
    assert found == told
    assert text.strip().removeprefix("<!-- made by a program -->").strip() == "Text."
    assert text.count("\n") == head.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nCall at once.\n\n---\n",
        "---\nCall at once: fever.\n---\n",
        "---\nDose: 5 mg\nHow often: daily\n---\n",
        "---\nDate: Monday\nPatient: Sam\n---\n",
        "---\ntitle: never closed\n",
        "---\n---\n",
        "Date: Monday\nPatient: Sam\n\nText.",
        "Dose: 5 mg\n---\nText.",
        "Dose: 5 mg\n+++++\nText.",
        "title: one line alone\n\nText.",
        "+++\nnot a setting\n+++\n",
        "+++\n+++\n",
        "{take with food} at night",
        '{"a": 1} and more',
        "[1, 2]\n",
        "% of all children\n\nText.",
        "% one\n% two\nthree\n",
        "",
    ],
)
def test_a_text_that_only_looks_like_one_loses_nothing(text: str) -> None:
    assert front_matter(text) == ({}, text)


@pytest.mark.parametrize("sign", ["{", '{"a":', "% a\n", "a: b\n", "\n", "<!-- x -->\n", "[\n"])
def test_a_long_head_is_text(sign: str) -> None:
    text = sign * 30_000
    assert front_matter(text) == ({}, text)
    assert front_matter(f"---\n{text}")[1].count("\n") == text.count("\n") + 1
