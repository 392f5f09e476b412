"""However long a paragraph, a table or a heading is, no key waits for more than a piece of it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.guide import pieces
from allvoice.guide.model import (
    LONGEST_TITLE_CHARS,
    BlockKind,
    Cell,
    Content,
    Guide,
    Sentence,
    Span,
    Style,
)
from tests.guide.texts import guide_of

MOST_SHOWN = 2
"""Display text may be longer than its source, by what tables and notes add."""
PROSE = "Call the care team when something changes. Write down what you saw, and when. "

LONG = {
    "prose": PROSE * 1_500,
    "no full stop": "a long walk and then another walk and " * 3_000,
    "no white space": "wordwithoutend" * 8_000,
    "links": " ".join(f"[word {n}](http://a.b/{n})" for n in range(5_000)),
    "references": "[a]: http://x.y/" + "z" * 20_000 + "\n\n" + "[word][a] " * 10_000,
    "brackets": "[" * 50_000,
    "emphasis": " ".join(f"*word{n}*" for n in range(10_000)),
    "marks": "a" + "\u0301" * 50_000,
    "address": "See http://x.y/" + "z" * 100_000 + " for more.",
    "list item": "- " + PROSE * 1_500,
    "note": "See[^1].\n\n[^1]: " + PROSE * 1_500,
    "quote": "> " + PROSE * 1_500,
    "heading": "# " + "words in a heading " * 5_000,
    "code": "```\n" + "a line of the code;\n" * 5_000 + "```",
    "one line of code": "```\n" + "x = 1; " * 15_000 + "\n```",
    "html": "<p>" + "<b>word</b> and <sup>2</sup> more. " * 5_000 + "</p>",
    "cell": "| What | How |\n|---|---|\n| a | " + PROSE * 1_500 + " |",
    "row": "| What |\n|---|\n| " + " | ".join(f"cell {n}" for n in range(10_000)) + " |",
    "header": "| " + " | ".join(f"column {n}" for n in range(2_000)) + " |\n|" + "---|" * 2_000
    + "\n| a | b |",
}  # fmt: skip


def _long(name: str) -> Guide:
    return guide_of(f"# Title\n\nBefore.\n\n{LONG[name]}\n\nAfter.\n")


@pytest.mark.parametrize("name", LONG)
def test_no_block_is_longer_than_a_piece(name: str) -> None:
    guide = _long(name)
    assert len(guide.blocks) > 4
    assert max(len(block.text) for block in guide.blocks) <= MOST_SHOWN * pieces.LONGEST_CHARS


@pytest.mark.parametrize("name", LONG)
def test_the_pieces_go_on_with_each_other_and_nothing_else_does(name: str) -> None:
    guide = _long(name)
    long = [block for block in guide.blocks if block.goes_on]
    assert long
    for block in long:
        assert block.kind is guide.blocks[block.index - 1].kind
        assert not block.marker
        assert block.level == guide.blocks[block.index - 1].level
        assert block.quote_depth == guide.blocks[block.index - 1].quote_depth
    assert guide.blocks[-1].text == "After."
    assert not guide.blocks[-1].goes_on


@pytest.mark.parametrize(
    ("name", "word", "count"),
    [
        ("prose", "saw,", 1_500),
        ("no full stop", "another", 3_000),
        ("links", "word", 5_000),
        ("references", "word", 10_000),
        ("list item", "saw,", 1_500),
        ("note", "saw,", 1_500),
        ("quote", "saw,", 1_500),
        ("heading", "heading", 5_000),
        ("code", "line", 5_000),
        ("one line of code", "=", 15_000),
        ("html", "more.", 5_000),
        ("cell", "saw,", 1_500),
        ("row", "cell", 10_000),
    ],
)
def test_no_word_is_lost_where_a_piece_ends(name: str, word: str, count: int) -> None:
    words = [each for block in _long(name).blocks for each in block.text.split()]
    assert words.count(word) == count


def test_a_paragraph_is_cut_between_its_sentences() -> None:
    guide = _long("prose")
    sentences = {
        block.sentence_text(number)
        for block in guide.blocks[2:-1]
        for number in range(len(block.sentences))
    }
    assert sentences == {
        "Call the care team when something changes.",
        "Write down what you saw, and when.",
    }


def test_a_long_heading_opens_one_section_with_a_title_that_can_be_said() -> None:
    guide = guide_of(LONG["heading"] + "\n\nText.")
    assert len(guide.sections) == 1
    assert len(guide.sections[0].title) <= LONGEST_TITLE_CHARS
    assert guide.sections[0].title.startswith("words in a heading words")
    assert guide.sections[0].title.endswith("…")
    assert guide.title == guide.sections[0].title


def test_a_row_in_pieces_keeps_its_columns() -> None:
    guide = _long("row")
    rows = [block for block in guide.blocks if block.kind is BlockKind.TABLE_ROW]
    columns = [cell.column for row in rows for cell in row.content.cells]
    assert columns == list(range(10_000))
    for row in rows:
        for cell in row.content.cells:
            assert row.text[cell.start : cell.end] == f"cell {cell.column}"


def test_each_piece_of_a_paragraph_knows_its_line() -> None:
    guide = guide_of("\n".join([PROSE.strip()] * 1_500))
    for block in guide.blocks:
        assert block.line == 1 + sum(
            each.text.count("saw,") for each in guide.blocks[: block.index]
        )


def test_opening_works_out_nothing_of_what_is_not_seen() -> None:
    guide = _long("links")
    assert not [block for block in guide.blocks[2:] if "content" in block.__dict__]


@given(st.lists(st.sampled_from(["word ", "end. ", "line\n", "x" * 3_000, "[", "é"]), max_size=40))
def test_joined_the_pieces_of_inline_text_are_the_text(parts: list[str]) -> None:
    source = "".join(parts) * 3
    for cut in (list(pieces.of_inline(source)), list(pieces.to_parse(source))):
        assert "".join(cut) == source
        assert all(0 < len(piece) <= pieces.LONGEST_CHARS for piece in cut)


@given(st.lists(st.sampled_from(["code\n", "\n\n\n", "x" * 3_000, "a b\n"]), max_size=40))
def test_joined_the_pieces_of_code_are_the_code_but_for_blank_lines(parts: list[str]) -> None:
    source = "".join(parts) * 3
    cut = list(pieces.of_lines(source))
    assert "".join(cut).split() == source.split()
    assert all(len(piece) <= pieces.LONGEST_CHARS for piece in cut)


@st.composite
def _contents(draw: st.DrawFn) -> Content:
    """Contents of several pieces: sentences of many lengths with spans and cells over them."""
    lengths = draw(st.lists(st.integers(1, 400), min_size=1, max_size=120))
    text, sentences = "", []
    for number, length in enumerate(lengths):
        sentences.append(Sentence(len(text), len(text) + length))
        text += chr(ord("a") + number % 26) * length + draw(st.sampled_from(" \n"))
    text = text.rstrip()
    offsets = st.integers(0, len(text))
    ranges = draw(st.lists(st.tuples(offsets, offsets), max_size=12))
    spans = [Span(min(each), max(each), Style.STRONG, "x") for each in ranges if each[0] != each[1]]
    edges = sorted(set(draw(st.lists(offsets, max_size=6))))
    cells = [
        Cell(column, start, start, start, end)
        for column, (start, end) in enumerate(itertools.pairwise(edges))
    ]
    return Content(text, tuple(sentences), tuple(spans), tuple(cells))


@given(_contents())
def test_every_sentence_span_and_cell_of_a_piece_stands_for_the_same_text(whole: Content) -> None:
    cut = list(pieces.of_content(whole))
    assert all(len(piece.text) <= pieces.LONGEST_CHARS for piece in cut)
    assert [piece.text[each.start : each.end] for piece in cut for each in piece.sentences] == [
        whole.text[each.start : each.end] for each in whole.sentences
    ]
    at = 0
    styled, celled = set[int](), dict[int, int]()
    for piece in cut:
        start = whole.text.index(piece.text, at)
        at = start + len(piece.text)
        for span in piece.spans:
            assert 0 <= span.start < span.end <= len(piece.text)
            styled.update(range(start + span.start, start + span.end))
        for cell in piece.cells:
            assert 0 <= cell.start <= cell.end <= len(piece.text)
            celled |= dict.fromkeys(range(start + cell.start, start + cell.end), cell.column)
    shown = [at for each in whole.sentences for at in range(each.start, each.end)]
    for offset in shown:
        inside = any(span.start <= offset < span.end for span in whole.spans)
        assert (offset in styled) == inside
        column = next((c.column for c in whole.cells if c.start <= offset < c.end), None)
        assert celled.get(offset) == column


def test_what_is_short_is_as_it_ever_was() -> None:
    guide = guide_of(f"# A\n\n{PROSE * 100}\n\n- b\n\n```\ncode\n```")
    assert not any(block.goes_on for block in guide.blocks)
    assert [block.kind.value for block in guide.blocks] == [
        "heading", "paragraph", "list-item", "code",
    ]  # fmt: skip
