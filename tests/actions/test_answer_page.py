"""What was told is cut into parts that fit the smallest window, and no word of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allvoice.actions.answers.answer_page import MOST_ITEM_CHARS, answer_page
from allvoice.actions.model import Message

WORDS = st.text(st.sampled_from("abc ,.?! 漢"), min_size=1, max_size=400)


@given(WORDS)
def test_its_parts_are_the_whole_message_in_order(text: str) -> None:
    page = answer_page(Message(text), lambda: None)
    parts = [page.item(index).text for index in range(page.count)]
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= MOST_ITEM_CHARS for part in parts)


def test_where_the_words_said_are_in_other_sentences_those_shown_are_said() -> None:
    page = answer_page(Message("One. Two. Three.", shown="One, two, three."), lambda: None)
    assert [page.item(index).words for index in range(page.count)] == ["One, two, three."]


def test_choosing_a_part_leaves_it() -> None:
    left: list[str] = []
    page = answer_page(Message("One. Two."), lambda: left.append("left"))
    assert page.choose(1) is None
    assert left == ["left"]
