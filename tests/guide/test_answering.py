"""What somebody asks in plain words leads to the passage that answers it, and is told honestly."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position
from allvoice.guide.search.finds import Finds, How
from allvoice.guide.search.steps import whole
from allvoice.guide.search.trying import search

TEXT = """
# At home

## Before a fever

Wash the hands, and keep a thermometer beside the bed.

## Games and rest

Rough games wait until the blood is well. A walk with the dog is fine.

## The tube

Keep the tube dry. If the tube breaks, clamp it and call.

## Questions about games

- May we walk with the dog, and play rough games?
"""
SYNONYMS = """
[[same]]
said = ["line", "catheter"]
here = ["tube"]

[[kind]]
said = ["soccer", "hockey"]
here = ["rough games"]

[[answer]]
asked = ["line came out", "catheter pulled out", "platelets #"]
leads_to = ["If the tube breaks, clamp it"]

[[answer]]
asked = ["can he play", "play outside"]
leads_to = ["Games and rest"]

[[answer]]
asked = ["out of it"]
leads_to = ["Wash the hands"]
"""


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    (tmp_path / "s.toml").write_text(SYNONYMS, encoding="utf-8")
    path = tmp_path / "guide.md"
    path.write_text(f"---\nsynonyms: s.toml\n---\n{TEXT}", encoding="utf-8")
    return load_guide(path)


def _found(guide: Guide, query: str) -> Finds:
    found = whole(search(guide, query, guide.start))
    assert isinstance(found, Finds)
    whole(found.complete())
    return found


def _sentence(guide: Guide, position: Position) -> str:
    return guide.blocks[position.block].sentence_text(position.sentence)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("line came out", "If the tube breaks, clamp it and call."),
        ("the line has come out", "If the tube breaks, clamp it and call."),
        ("pulled his catheter out", "If the tube breaks, clamp it and call."),
        ("catheter came out tonight", "If the tube breaks, clamp it and call."),
        ("platelets 12", "If the tube breaks, clamp it and call."),
        ("may he play soccer", "Games and rest"),
        ("he is out of it", "Wash the hands, and keep a thermometer beside the bed."),
        ("before fever what", "Before a fever"),
        ("thermometer hands", "Wash the hands, and keep a thermometer beside the bed."),
    ],
)
def test_a_question_leads_to_what_answers_it_however_it_is_put(
    guide: Guide, query: str, sentence: str
) -> None:
    assert _sentence(guide, _found(guide, query)[0].position) == sentence


def test_what_no_place_has_is_told_and_what_is_told_to_be_found_is_there(guide: Guide) -> None:
    found = _found(guide, "tube dry xylophone")
    assert [(change.how, change.typed) for change in found.changes][:1] == [
        (How.UNKNOWN, "xylophone")
    ]
    assert "tube" in found.label
    assert "xylophone" not in found.label


def test_one_thing_of_a_kind_is_told_not_to_be_in_the_guide(guide: Guide) -> None:
    found = _found(guide, "hockey")
    assert [(change.how, change.typed) for change in found.changes] == [(How.KIND, "hockey")]
    assert found.label == "rough games"


def test_an_answer_comes_before_a_question_to_the_team(guide: Guide) -> None:
    found = _found(guide, "rough games")
    order = [_sentence(guide, found[at].position) for at in range(len(found))]
    assert order[0] == "Rough games wait until the blood is well."
    assert order[-1].startswith("May we walk")


def test_the_best_are_on_top_and_none_is_there_twice(guide: Guide) -> None:
    found = _found(guide, "tube")
    places = [found[at].position for at in range(len(found))]
    assert _sentence(guide, places[0]) == "The tube"
    assert len(set(places)) == len(places)
    assert [found.number_at(place) for place in places] == list(range(len(places)))


def test_next_goes_down_the_list_and_round_it(guide: Guide) -> None:
    found = _found(guide, "tube")
    places = [found[at].position for at in range(len(found))]
    at = places[0]
    for number in range(1, len(places) + 1):
        beside = whole(found.next_to(at, 1))
        assert beside is not None
        assert beside[0].position == places[number % len(places)]
        assert beside[1] is (number == len(places))
        back = whole(found.next_to(beside[0].position, -1))
        assert back is not None
        assert back[0].position == at
        at = beside[0].position
