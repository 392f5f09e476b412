from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.guide.model import Position
from allvoice.shelf.locator import CONTEXT_CHARS, QUOTE_CHARS, How, Locator, find, locate
from tests.examples import ANY_TEXT
from tests.guide.texts import guide_of
from tests.shelf.guides import Chapter, every_position, make_guide

FEVER = ("fever", ["Take the temperature.", "A fever is an emergency. Call the team now."])
FOOD = ("food", ["Small meals help. Call the team now.", "Water matters. Sip often."])

WORDS = st.sampled_from(
    [
        "marrow",
        "fever",
        "nurse",
        "blood",
        "call",
        "tablet",
        "port",
        "night",
        "sleep",
        "count",
        "team",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
CHAPTERS = st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=5), min_size=1, max_size=5).map(
    lambda chapters: [(f"chapter-{number}", texts) for number, texts in enumerate(chapters)]
)


@given(CHAPTERS, st.data())
def test_every_sentence_of_an_unchanged_guide_is_found_exactly(
    chapters: list[Chapter], data: st.DataObject
) -> None:
    guide = make_guide(*chapters)
    position = data.draw(st.sampled_from(every_position(guide)))
    found = find(guide, locate(guide, position))
    assert (found.position, found.how) == (position, How.EXACT)
    assert found.how.sentence == ""


@given(CHAPTERS, st.data())
def test_an_untouched_sentence_is_found_word_for_word_however_the_guide_is_edited(
    chapters: list[Chapter], data: st.DataObject
) -> None:
    old = make_guide(*chapters)
    position = data.draw(st.sampled_from(every_position(old)))
    locator = locate(old, position)
    kept = old.blocks[position.block].section
    edited: list[Chapter] = []
    for number, (name, texts) in enumerate(chapters):
        first = old.sections[number].first_block
        changed: list[str] = []
        for offset, text in enumerate(texts):
            changed += data.draw(st.lists(PARAGRAPHS, max_size=2))
            if first + offset == position.block:
                before = data.draw(st.sampled_from(["", "A new start. "]))
                changed.append(before + text)
            else:
                changed += data.draw(st.sampled_from([[text], [], ["Now other words."]]))
        if data.draw(st.booleans()):
            name += "-renamed"
        if changed or number == kept:
            edited.append((name, changed))
    new = make_guide(*data.draw(st.permutations(edited)))
    found = find(new, locator)
    assert found.how in (How.EXACT, How.QUOTE)
    assert new.sentence_text(found.position) == old.sentence_text(position)


@given(CHAPTERS, CHAPTERS, st.data())
def test_any_locator_leads_somewhere_in_any_guide(
    chapters: list[Chapter], others: list[Chapter], data: st.DataObject
) -> None:
    guide, other = make_guide(*chapters), make_guide(*others)
    locator = locate(guide, data.draw(st.sampled_from(every_position(guide))))
    found = find(other, locator)
    assert other.clamp(found.position) == found.position


LOCATORS = st.builds(
    Locator,
    guide_id=ANY_TEXT,
    section_id=ANY_TEXT,
    block_hash=ANY_TEXT,
    block_index=st.integers(0, 2**63 - 1),
    sentence_index=st.integers(0, 2**63 - 1),
    quote_before=ANY_TEXT,
    quote=ANY_TEXT,
    quote_after=ANY_TEXT,
    progression=st.floats(0, 1),
)


@given(LOCATORS)
def test_a_locator_comes_back_from_json_as_it_was(locator: Locator) -> None:
    assert Locator.from_json(locator.to_json()) == locator


@given(LOCATORS)
def test_a_locator_with_any_numbers_leads_somewhere(locator: Locator) -> None:
    guide = make_guide(FEVER, FOOD)
    found = find(guide, locator)
    assert guide.clamp(found.position) == found.position


@pytest.mark.parametrize(
    "change",
    [
        {"quote": None},
        {"block_index": -1},
        {"block_index": True},
        {"sentence_index": "1"},
        {"sentence_index": 2**63},
        {"progression": 1.5},
        {"progression": float("nan")},
    ],
)
def test_what_is_not_a_locator_is_refused(change: dict[str, object]) -> None:
    guide = make_guide(FEVER)
    data = json.loads(locate(guide, Position(0)).to_json())
    with pytest.raises(ValueError, match="locator"):
        Locator.from_json(json.dumps({**data, **change}))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000])
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Locator.from_json(text)


def test_a_locator_quotes_the_words_around_even_from_the_neighbouring_paragraphs() -> None:
    guide = make_guide(FEVER, FOOD)
    locator = locate(guide, Position(1, 1))
    assert locator.quote_before == "A fever is an emergency."
    assert locator.quote == "Call the team now."
    assert locator.quote_after == "Small meals help. Call the team now."
    assert locator.section_id == "fever"


def test_quotes_stay_short() -> None:
    guide = make_guide(("long", ["word " * 100 + "end.", "other " * 100, "more " * 100]))
    locator = locate(guide, Position(1))
    lengths = [len(locator.quote_before), len(locator.quote), len(locator.quote_after)]
    assert lengths == [CONTEXT_CHARS, QUOTE_CHARS, CONTEXT_CHARS]


def test_opening_an_unchanged_large_guide_works_out_only_the_blocks_around() -> None:
    parsed: list[int] = []
    texts = [f"Paragraph {number} has this sentence. And one more." for number in range(5_000)]
    locator = locate(make_guide(("large", texts)), Position(3_000, 1))
    guide = make_guide(("large", texts), parsed=parsed)
    assert find(guide, locator).position == Position(3_000, 1)
    assert set(parsed) <= {2_999, 3_000, 3_001}


def test_finding_by_progress_works_out_only_a_few_blocks_of_a_large_guide() -> None:
    parsed: list[int] = []
    texts = [f"Paragraph {number} is here." for number in range(5_000)]
    old = make_guide(("large", texts))
    locator = replace(locate(old, Position(3_000)), quote="", section_id="gone")
    found = find(make_guide(("large", texts), parsed=parsed), locator)
    assert (found.position, found.how) == (Position(3_000), How.PROGRESSION)
    assert len(set(parsed)) < 30


def test_a_paragraph_that_moved_whole_is_found_exactly() -> None:
    locator = locate(make_guide(FEVER, FOOD), Position(3, 1))
    found = find(make_guide(FOOD, FEVER), locator)
    assert (found.position, found.how) == (Position(1, 1), How.EXACT)


def test_a_sentence_in_an_edited_paragraph_is_found_by_its_words_and_said_so() -> None:
    locator = locate(make_guide(FEVER, FOOD), Position(3, 1))
    edited = ("food", ["Small meals help.", "Water matters a lot. Any will do. Sip often."])
    found = find(make_guide(FEVER, edited), locator)
    assert (found.position, found.how) == (Position(3, 2), How.QUOTE)
    assert found.how.sentence == "The guide has changed; your sentence was found again."


def test_a_slightly_reworded_sentence_is_found_again() -> None:
    locator = locate(make_guide(FEVER, FOOD), Position(1, 0))
    edited = ("fever", ["Take the temperature.", "Rest. Any fever is an emergency."])
    found = find(make_guide(FOOD, edited), locator)
    assert (found.position, found.how) == (Position(3, 1), How.QUOTE)


def test_a_reworded_sentence_is_looked_for_in_its_own_section_first() -> None:
    old = make_guide(("one", ["Other things."]), ("two", ["Give the tablet every night at nine."]))
    new = make_guide(
        ("one", ["Give the tablet each night at nine."]),
        ("two", ["Give one tablet every night at nine."]),
    )
    assert find(new, locate(old, Position(1))).position == Position(1)


def test_a_repeated_sentence_is_found_in_its_own_section() -> None:
    old = make_guide(("one", ["Call now."]), ("two", ["Call now."]), ("three", ["Call now."]))
    locator = locate(old, Position(1))
    new = make_guide(
        ("zero", ["Call now."]),
        ("one", ["Call now."]),
        ("two", ["Call now."]),
        ("three", ["Call now."]),
    )
    assert find(new, locator).position == Position(2)


def test_a_repeated_sentence_that_moved_to_the_place_of_its_like_is_not_taken_for_it() -> None:
    first = ["Take the temperature.", "Call the team now.", "Write it down."]
    second = ["Look at the skin.", "Call the team now.", "Bring the list."]
    locator = locate(make_guide(("fever", [*first, *second])), Position(4, 0))
    edited = make_guide(("fever", ["Stay calm.", "Put on light.", "Sit down.", *first, *second]))
    # Where the second one stood is the first one now, in the same section.
    assert edited.blocks[4].hash == locator.block_hash
    found = find(edited, locator)
    assert (found.position, found.how) == (Position(7, 0), How.EXACT)


def test_the_words_around_tell_repeated_sentences_of_one_section_apart() -> None:
    old = make_guide(("one", ["Chills.", "Call now.", "Bleeding.", "Call now.", "Rest."]))
    new = make_guide(("one", ["New.", "Chills.", "Call now.", "Bleeding.", "Call now.", "Rest."]))
    assert find(new, locate(old, Position(3))).position == Position(4)


def test_of_equal_places_the_nearest_is_taken() -> None:
    words = ["Same words here."]
    old = make_guide(("a", ["One."] * 9), ("b", words), ("c", ["Two."]))
    new = make_guide(("x", words), ("y", ["Three."] * 9), ("z", words))
    assert find(new, locate(old, Position(9))).position == Position(10)


def test_a_paragraph_whose_sentences_are_cut_otherwise_now_is_still_found() -> None:
    guide = make_guide(("doses", ["Ask Dr. Smith about it. Then sleep."]))
    locator = replace(locate(guide, Position(0, 2)), sentence_index=1, quote="Smith about it")
    found = find(guide, locator)
    assert (found.position, found.how) == (Position(0, 1), How.EXACT)


def test_a_sentence_that_is_gone_leads_to_the_start_of_its_section() -> None:
    locator = locate(make_guide(FEVER, FOOD), Position(3, 0))
    found = find(make_guide(FEVER, ("food", ["Nothing is as it was.", "Truly."])), locator)
    assert (found.position, found.how) == (Position(2, 0), How.SECTION)
    assert "start of the section" in found.how.sentence


@pytest.mark.parametrize(
    ("marked", "stands_there"),
    [
        ("Give the tablet with food in the evening.", "Give the syrup without food at noon."),
        (
            "Give the tablet with food in the evening.",
            "Give the syrup without food in the morning.",
        ),
        ("Call at once if it is 38.0 or more.", "Call at once if the bleeding does not stop."),
        ("Do not give aspirin for pain.", "Do not give ibuprofen for fever."),
    ],
)
def test_a_sentence_that_only_sounds_like_the_one_marked_is_not_taken_for_it(
    marked: str, stands_there: str
) -> None:
    # A bookmark on another instruction is worse than none.
    locator = locate(make_guide(FEVER, ("doses", ["First words.", marked])), Position(3))
    found = find(make_guide(FEVER, ("doses", ["First words.", stands_there])), locator)
    assert (found.position, found.how) == (Position(2), How.SECTION)


def test_a_section_that_is_gone_leads_about_as_far_in() -> None:
    locator = locate(make_guide(FEVER, FOOD), Position(3, 1))
    new = make_guide(("x", ["Aaaa bbbb cccc."] * 10))
    found = find(new, locator)
    assert found.how is How.PROGRESSION
    assert abs(new.progression(found.position) - locator.progression) <= 0.05
    assert "about as far in" in found.how.sentence


def test_a_place_in_an_edited_large_guide_is_found_without_working_it_all_out() -> None:
    paragraphs = [f"Paragraph {number} is here. It has words." for number in range(2_000)]
    here = guide_of("# A\n\n" + "\n\n".join(paragraphs))
    kept = locate(here, Position(1_001))
    paragraphs[1_000] += " And one sentence more."
    edited = guide_of("# A\n\nSomething new.\n\n" + "\n\n".join(paragraphs))
    assert edited.sentence_text(find(edited, kept).position) == "Paragraph 1000 is here."
    assert sum("content" in block.__dict__ for block in edited.blocks) < 20
