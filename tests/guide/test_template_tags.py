"""The tags of programs that make pages are silent; the words between them are heard."""

from __future__ import annotations

import pytest

from tests.guide.texts import skipped, texts

TAG = "a template's tag"


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        ("{% if vomiting %}Skip no dose{% endif %}", ["Skip no dose"]),
        ("{% raw %}Give 7 mL{% endraw %}", ["Give 7 mL"]),
        ("- {%- if a -%} No honey {%- endif -%}", ["No honey"]),
        ("# Care {% if a %}now{% endif %}", ["Care now"]),
        ("Ring {% if a %}today{% endif %} or later", ["Ring today or later"]),
        ("{% step %} Give 6 mL\n{% endstep %}", ["Give 6 mL"]),
    ],
)
def test_words_between_tags_on_one_line_are_heard(source: str, heard: list[str]) -> None:
    assert texts(source) == heard
    assert skipped(source) == [(TAG, 1), (TAG, 2 if "\n" in source else 1)]


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        ("{{% alert %}}No honey.{{% /alert %}}", ["Alert.", "No honey."]),
        ("{{< warning >}}Never split it.{{< /warning >}}", ["Warning.", "Never split it."]),
        ("{% note %} Ring first. {% endnote %}", ["Note.", "Ring first."]),
        ('{% tabs %}{% tab title="AM" %}Give 5 mL{% endtab %}', ["AM.", "Give 5 mL"]),
        ('{% include x.html text="No bath" %} Then rest.', ["No bath.", "Then rest."]),
        ('Then {% include x.html text="no bath" %} rest.', ["Then no bath. rest."]),
        ("{% note %} - one\n- two", ["Note.", "one", "two"]),
    ],
)
def test_a_tag_that_opens_a_callout_is_its_label(source: str, heard: list[str]) -> None:
    assert texts(source) == heard


def test_what_is_no_tag_is_text() -> None:
    assert texts("{% 5 mL %}") == ["{% 5 mL %}"]
    assert texts("`{% if a %}`") == ["{% if a %}"]
    assert texts("{% if a never closed") == ["{% if a never closed"]


@pytest.mark.large
@pytest.mark.parametrize("piece", ["{% a ", "{{< b", "{% a %}"])
def test_a_long_row_of_tags_is_no_trap(piece: str) -> None:
    assert texts("word " + piece * 50_000 + " end")
