"""Raw HTML: its words are read, and what has none is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.guide.formats.markdown.html import RAISED, Part, parts, tag_name
from tests.examples import examples
from tests.guide.texts import FRAGMENTS, only, skipped, texts


def words(source: str) -> str:
    return "".join(value for part, value in parts(source) if part is Part.TEXT)


def named(source: str) -> list[str]:
    return [value for part, value in parts(source) if part is Part.SKIPPED]


def test_markup_goes_and_its_words_stay() -> None:
    assert words("<div class='x'>Take <b>two</b> &amp; rest</div>") == "Take two & rest"


@pytest.mark.parametrize("tag", ["<break time='1s'/>", "<speak>", "<prosody rate='fast'>", "<t3>"])
def test_tags_that_are_not_html_are_words_and_never_obeyed(tag: str) -> None:
    assert words(f"a {tag} b") == f"a {tag} b"


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("<script>steal()</script>", "a script"),
        ("<SCRIPT src='x'>if (a < b) {}</SCRIPT >", "a script"),
        ("<style>p { color: red }</style>", "a style sheet"),
        ("<script>steal()", "a script that never ends"),
        ("<!-- note -->", "a comment"),
        ("<!-->", "a comment"),
        ("<!-- note", "a comment that never ends"),
        ("<?php echo ?>", "a processing instruction"),
        ("<?php echo", "a processing instruction that never ends"),
        ("<!DOCTYPE html>", "a declaration"),
        ("<video src='x'></video>", "a video"),
        ("<audio></audio>", "a sound"),
        ("<iframe></iframe>", "an embedded page"),
        ("<svg></svg>", "a drawing"),
        ("<input type='text'>", "a form field"),
        ("<img src='x'>", "an image without a description"),
    ],
)
def test_what_has_no_words_is_named(source: str, what: str) -> None:
    assert named(f"a{source}") == [what]
    assert words(f"a{source}") == "a"


@pytest.mark.parametrize(
    ("source", "description"),
    [
        ('<img src="x" alt="A  drip &amp; stand">', "A drip & stand"),
        ("<img alt='A drip'/>", "A drip"),
        ("<img alt=drip>", "drip"),
        ("<img alt='' title='A drip'>", "A drip"),
    ],
)
def test_an_image_is_known_by_its_description(source: str, description: str) -> None:
    assert list(parts(source)) == [(Part.IMAGE, description)]


def test_preformatted_lines_stay_lines() -> None:
    found = list(parts("<pre>one\ntwo</pre>"))
    assert found.count((Part.LINE, "")) == 3
    assert words("<pre>one\ntwo</pre>") == "onetwo"


def test_superscript_begins_and_ends() -> None:
    assert list(parts("<sup>9</sup>")) == [
        (Part.LEVEL, RAISED),
        (Part.TEXT, "9"),
        (Part.LEVEL, ""),
    ]


@pytest.mark.parametrize("text", ["a < b", "3 <4", "<", "<>", "a <b", "</", "<!"])
def test_signs_that_open_no_tag_are_text(text: str) -> None:
    assert words(text) == text


def test_a_section_of_characters_is_text() -> None:
    assert words("<![CDATA[a < b]]> c") == "a < b c"
    assert words("<![CDATA[a") == "a"


def test_the_name_of_a_tag_is_in_small_letters() -> None:
    assert tag_name("</DIV >") == "div"
    assert tag_name("< div") == ""


@settings(max_examples=examples(150))
@given(st.lists(st.sampled_from([*FRAGMENTS, "<a b='", "=", '"', "/>"]), max_size=30).map("".join))
def test_text_without_tags_comes_through_whole_from_any_html(source: str) -> None:
    found = list(parts(source))
    if "<" not in source and "&" not in source:
        assert "".join(value for _, value in found) == source
    if not source:
        assert found == []


@pytest.mark.parametrize(
    "opening",
    ["<div hidden>", '<div style="display:none">', "<div style='color:red; visibility: hidden'>"],
)
def test_what_html_hides_is_listed_with_its_words_and_not_heard(opening: str) -> None:
    source = f"{opening}old <b>7</b> mg <div>x</div> y</div>8 mg"
    assert texts(source) == ["8 mg"]
    assert skipped(source) == [("hidden text: old 7 mg x y", 1)]


def test_hidden_words_within_a_paragraph_are_listed() -> None:
    source = "Give <span hidden>*old* 7 mg</span> 8 mg"
    assert texts(source) == ["Give 8 mg"]
    assert [what for what, _ in skipped(source)] == ["hidden text: old 7 mg"]


@pytest.mark.parametrize(
    "source", ["<div hidden>5 mL", "Give <span hidden>5 mL", '<p title="hidden">5 mL</p>']
)
def test_what_is_never_closed_or_not_hidden_is_heard(source: str) -> None:
    assert "5 mL" in texts(source)[0]


@pytest.mark.large
@pytest.mark.parametrize("piece", ["<div hidden>", "<div hidden>x</div>", "<p style=none"])
def test_many_hidden_pieces_are_no_trap(piece: str) -> None:
    assert texts(piece * 20_000 + "\n\nend")[-1] == "end"


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        ('<ol start="4"><li>rest</li><li value="9">eat</li><li>sleep</li></ol>', "4. 9. 10."),
        ("<ol><li>rest<ul><li>in bed</li></ul></li><li>eat</li></ol>", "1. 2."),
        ("<ol type='A'><li>rest<li>eat</ol>", "A. B."),
        ("<ol reversed><li>rest</li></ol><ul><li>eat</li></ul>", ""),
    ],
)
def test_items_of_numbered_lists_bear_the_numbers_that_are_seen(source: str, heard: str) -> None:
    words = [word for word in texts(source)[0].split() if word.endswith(".")]
    assert words == heard.split()


def test_the_number_of_an_item_never_stands_beside_its_dose() -> None:
    block = only("<ol><li>5 mL at night</li></ol>")
    assert [block.text[each.start : each.end] for each in block.sentences] == [
        "1.",
        "5 mL at night",
    ]
