"""The words and styles within one block."""

from __future__ import annotations

import pytest

from allvoice.guide.formats.markdown.inline import InlineText
from allvoice.guide.model import Style
from tests.guide.texts import only, shown, skipped, texts


def styled(text: str) -> list[tuple[str, Style, str]]:
    block = only(text)
    return [
        (block.text[span.start : span.end], span.style, span.target) for span in block.content.spans
    ]


@pytest.mark.parametrize(
    ("source", "style"),
    [
        ("*word*", Style.EMPHASIS),
        ("_word_", Style.EMPHASIS),
        ("**word**", Style.STRONG),
        ("__word__", Style.STRONG),
        ("~~word~~", Style.STRIKE),
        ("`word`", Style.CODE),
    ],
)
def test_marks_become_styles_and_are_not_read(source: str, style: Style) -> None:
    assert only(f"One {source} more").text == "One word more"
    assert styled(f"One {source} more") == [("word", style, "")]


def test_styles_within_styles_each_keep_their_range() -> None:
    assert set(styled("**all *of* it**")) == {
        ("of", Style.EMPHASIS, ""),
        ("all of it", Style.STRONG, ""),
    }


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("[team](http://a.b)", "team", "http://a.b"),
        ("[team][t]\n\n[t]: http://a.b", "team", "http://a.b"),
        ("[team][]\n\n[team]: http://a.b", "team", "http://a.b"),
        ("[team]\n\n[Team]: http://a.b", "team", "http://a.b"),
        ("<http://a.b>", "http://a.b", "http://a.b"),
        ("<me@a.b>", "me@a.b", "mailto:me@a.b"),
    ],
)
def test_a_link_is_read_by_its_text_and_keeps_its_address(
    source: str, text: str, target: str
) -> None:
    assert only(source).text == text
    assert styled(source) == [(text, Style.LINK, target)]
    assert skipped(source) == []


def test_a_reference_that_leads_nowhere_is_read_as_written() -> None:
    assert only("Call [the team] or [them][now].").text == "Call [the team] or [them][now]."


def test_a_link_without_text_and_titles_of_links_are_listed() -> None:
    assert skipped("word\n[](http://a.b)") == [("a link without text", 1)]
    assert skipped("[word](http://a.b 'More')") == [("a link's title", 1)]
    assert skipped("[word]\n\n[word]: http://a.b 'More'") == [("a link's title", 1)]


def test_a_link_definition_that_nothing_uses_is_listed() -> None:
    assert skipped("word\n\n[t]: http://a.b") == [("a link definition that no link uses", 3)]
    assert skipped("[t]\n\n[t]: a\n[t]: b") == [("a second definition of the same link", 4)]


def test_an_image_alone_is_announced_and_read_by_its_description() -> None:
    assert shown("![A *drip* stand](x.png)") == [("image", "Image: A drip stand")]
    assert shown("![](x.png 'A drip')") == [("image", "Image: A drip")]


def test_an_image_within_a_sentence_is_read_in_its_place() -> None:
    assert only("Look ![a drip](x.png) here.").text == "Look (Image: a drip) here."
    assert only("Look ![a drip](x.png)here.").text == "Look (Image: a drip) here."


def test_an_image_without_a_description_is_listed() -> None:
    assert texts("Look ![](x.png) here") == ["Look here"]
    assert skipped("First.\n\nLook ![](x.png) here") == [("an image without a description", 3)]
    assert skipped("![A drip](x.png 'Title')") == [("an image's title", 1)]


def test_a_mark_of_a_note_is_read_in_brackets() -> None:
    assert shown("Blood[^1] counts.\n\n[^1]: More.")[0] == ("paragraph", "Blood[1] counts.")


def test_a_soft_break_is_a_space_and_a_hard_break_a_line() -> None:
    assert only("one\ntwo").text == "one two"
    assert only("one  \ntwo").text == "one\ntwo"
    assert only("one\\\ntwo").text == "one\ntwo"
    assert only("one<br>two<br/>three").text == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("caf&eacute; &amp; &lt;b&gt;", "café & <b>"),
        (r"2 \* 3 \_ \[x\]", "2 * 3 _ [x]"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("a  lot   of\tspace", "a lot of space"),
        ("http://bare.org/x", "http://bare.org/x"),
        ("[[həˈloʊ]] there", "həˈloʊ there"),
        ("[bold red]x[/] [link=y]", "[bold red]x[/] [link=y]"),
        ("<break time='1s'/> and <prosody rate='fast'>x</prosody>",) * 2,
        ("10<sup>9</sup> cells", "10^9 cells"),
        ("Na<sup>+</sup> and 1<sup>st</sup>", "Na⁺ and 1st"),
        ("H<sub>2</sub>O", "H2O"),
        ("a <u>b</u> <mark>c</mark>", "a b c"),
        ("x &#27;[31m &#x202e;y", "x \ufffd[31m y"),
    ],
)
def test_text_is_read_as_it_is_meant(source: str, text: str) -> None:
    assert only(source).text == text


def test_scripts_and_comments_within_a_line_are_listed() -> None:
    assert texts("one <script>steal()</script>two") == ["one two"]
    assert skipped("one <script>steal()</script>two") == [("a script", 1)]
    assert skipped("one <!-- note --> two") == [("a comment", 1)]


def test_white_space_is_never_doubled_where_pieces_meet() -> None:
    line = InlineText()
    line.add(" one ")
    line.add(" two", Style.STRONG)
    line.add_line_break()
    line.add_line_break()
    line.add(" three ")
    content = line.content()
    assert content.text == "one two\nthree"
    assert [(span.start, span.end) for span in content.spans] == [(4, 7)]


def test_styles_stay_in_place_when_a_line_is_put_into_another() -> None:
    cell = InlineText()
    cell.add("dose", Style.STRONG)
    cell.skipped.append("a comment")
    line = InlineText()
    line.add("Column: ")
    line.add_rendered(cell)
    assert line.content().text == "Column: dose"
    assert [(span.start, span.end) for span in line.spans] == [(8, 12)]
    assert line.skipped == ["a comment"]


@pytest.mark.parametrize(
    ("mark", "words"),
    [("-", "Cancelled"), ("?", "Question"), (">", "Moved"), ("/", "Half done"), ("!", "Important")],
)
def test_the_mark_of_a_task_is_said_in_words(mark: str, words: str) -> None:
    assert texts(f"- [{mark}] port flush") == [f"{words}: port flush"]
    assert texts(f"[{mark}] port flush") == [f"[{mark}] port flush"]
