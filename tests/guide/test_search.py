"""What is looked for is found, as fast as the guide is large, and nothing is missed for speed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.guide.model import Guide, Position
from allvoice.guide.search.asking import question_of
from allvoice.guide.search.finds import Finds
from allvoice.guide.search.letters import letters_of
from allvoice.guide.search.matching import Match, Text, Within
from allvoice.guide.search.steps import whole
from allvoice.guide.search.trying import search
from tests.guide.texts import guide_of, guide_or_none, markdown

WORDS = st.sampled_from(
    [
        "word",
        "two words",
        "link",
        "alt",
        "a 1",
        "1 2",
        "é",
        "E",
        "Column 2",
        "To do: task",
        "10",
        "x",
    ]
)


def _looked_through(guide: Guide, query: str) -> list[Position]:
    """Return the sentences that hold plain ASCII words, each block worked out and looked at."""
    pattern = re.compile(r"\s+".join(map(re.escape, query.lower().split())))
    found = []
    for block in guide.blocks:
        starts = [match.start() for match in pattern.finditer(block.text.lower())]
        for number, sentence in enumerate(block.sentences):
            later = block.sentences[number + 1 :]
            end = later[0].start if later else len(block.text)
            if any(sentence.start <= start < end for start in starts):
                found.append(Position(block.index, number))
    return found


def _finds(guide: Guide, query: str, here: Position) -> Finds:
    question = question_of(query)
    assert question is not None
    text = Text(question.folded, whole(letters_of(guide)), Within.ANYWHERE)
    return Finds(guide, text, query, here)


def _count(guide: Guide, query: str) -> int:
    finds = _finds(guide, query, guide.start)
    whole(finds.complete())
    return len(finds)


def _beside(
    guide: Guide, query: str, here: Position, step: int, *, include_here: bool = False
) -> tuple[Match, bool] | None:
    """Return the match after a sentence or before it, and whether it is round the end."""
    return whole(_finds(guide, query, here).next_to(here, step, include_here=include_here))


def _round(guide: Guide, query: str, step: int) -> list[Match]:
    """Return the matches a listener comes to from the first sentence on, until the first again."""
    found: list[Match] = []
    at = guide.start
    finds = _finds(guide, query, at)
    while (beside := whole(finds.next_to(at, step))) is not None:
        if found and beside[0].position == found[0].position:
            break
        found.append(beside[0])
        at = beside[0].position
    return found


@given(markdown, st.sampled_from(["word", "two words", "link", "alt", "to do: task", "a 1"]))
def test_every_sentence_that_holds_the_words_is_come_to_and_no_other(text: str, query: str) -> None:
    guide = guide_or_none(text)
    if guide is None or not all(block.text.isascii() for block in guide.blocks):
        return
    expected = _looked_through(guide_of(text), query)
    assert sorted(match.position for match in _round(guide, query, 1)) == expected
    assert sorted(match.position for match in _round(guide_of(text), query, -1)) == expected
    assert _count(guide_of(text), query) == len(expected)


@given(markdown, WORDS)
def test_forward_and_backward_come_to_the_same_places(text: str, query: str) -> None:
    guide = guide_or_none(text)
    if guide is None:
        return
    forward = {match.position for match in _round(guide, query, 1)}
    assert forward == {match.position for match in _round(guide, query, -1)}


def test_a_match_past_the_end_is_told_to_be_round_it() -> None:
    guide = guide_of("fever one\n\nnothing\n\nfever two")

    def beside(block: int, step: int, **how: bool) -> tuple[Position, bool]:
        found = _beside(guide, "fever", Position(block), step, **how)
        assert found is not None
        return found[0].position, found[1]

    assert beside(0, 1) == (Position(2), False)
    assert beside(2, 1) == (Position(0), True)
    assert beside(0, -1) == (Position(2), True)
    assert beside(2, 1, include_here=True) == (Position(2), False)
    alone = _beside(guide_of("fever"), "fever", Position(0), 1)
    assert alone is not None
    assert alone[1]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("A meth*otrex*ate dose.", "methotrexate"),
        ("| Name | Dose |\n|---|---|\n| A | B |", "dose: b"),
        ("| Name | |\n|---|---|\n| A | |", "column 2: empty"),
        ("> a **b**\n> c", "a b c"),
        ("Caf&eacute; au lait", "cafe au"),
        ("CAFÉ", "cafe"),
        ("e\u0301a", "ea"),
        ("İstanbul", "istanbul"),
        ("```\nif a<b & c\n```", "a<b & c"),
        ("```\n```", "(empty)"),
        ("<p>one<b>two</b></p>", "onetwo"),
        ("- [ ] call", "to do: call"),
        ("a [b](http://zz) c", "a b c"),
        ("“quoted”", '"quoted"'),
    ],
)
def test_words_are_found_as_they_are_shown(text: str, query: str) -> None:
    assert _beside(guide_of(text), query, Position(0), 1, include_here=True) is not None


def _worked_out(guide: Guide) -> int:
    return sum("content" in block.__dict__ for block in guide.blocks)


def _table(rows: int) -> str:
    head = "| What | When |\n|---|---|\n"
    return head + "".join(f"| thing {number} | morning |\n" for number in range(rows))


@pytest.mark.parametrize(
    "text",
    [
        "plain *words* here.\n\n" * 2_000,
        "- an item\n" * 2_000,
        "```\n" + "code; more = 3\n" * 4_000 + "```\n",
        _table(2_000),
        "one long walk and another. " * 4_000,
    ],
    ids=["paragraphs", "list", "code", "table", "one paragraph"],
)
def test_what_is_nowhere_is_known_to_be_without_working_the_blocks_out(text: str) -> None:
    guide = guide_of("# Title\n\n" + text)
    assert _beside(guide, "zebra", Position(0), 1) is None
    assert _count(guide, "zebra") == 0
    assert _worked_out(guide) <= 4


def test_a_search_lets_something_else_be_done_often() -> None:
    guide = guide_of("[a](b) word\n\n" * 3_000)
    before = _worked_out(guide)
    for _ in search(guide, "zebra", Position(0)):
        now = _worked_out(guide)
        assert now - before <= 1
        before = now
    assert _worked_out(guide) == 3_000


@pytest.mark.parametrize("here", range(4))
@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("hit", range(4))
def test_a_match_behind_the_end_or_before_the_start_says_that_it_went_round(
    here: int, step: int, hit: int
) -> None:
    paragraphs = ["Mouth care." if number == hit else "Rest well." for number in range(4)]
    found = _beside(guide_of("\n\n".join(paragraphs)), "mouth", Position(here), step)
    assert found is not None
    assert found[0].position == Position(hit)
    # The sentence one stands on comes last: it is found once the whole guide was gone round.
    assert found[1] is ((hit - here) * step <= 0)


@pytest.mark.parametrize(("here", "step", "hit"), [(0, 1, 0), (1, 1, 2), (2, -1, 0), (1, 1, 0)])
def test_within_one_paragraph_a_match_behind_says_that_it_went_round(
    here: int, step: int, hit: int
) -> None:
    sentences = ["Mouth care." if number == hit else "Rest well." for number in range(3)]
    found = _beside(guide_of(" ".join(sentences)), "mouth", Position(0, here), step)
    assert found is not None
    assert found[0].position == Position(0, hit)
    assert found[1] is ((hit - here) * step <= 0)
