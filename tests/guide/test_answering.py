"""What somebody asks in plain words leads to the passage that answers it, and is told honestly."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position
from allvoice.guide.search.finds import Finds, How
from allvoice.guide.search.joining import joined
from allvoice.guide.search.nearest import Names
from allvoice.guide.search.steps import whole
from allvoice.guide.search.trying import Nowhere, search
from allvoice.guide.search.vocabulary import vocabulary_of
from allvoice.guide.search.wording import wording_of
from allvoice.paths import bundled_guide

TEXT = """
# At home

Brandolimab is a dog medicine.

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

[[name]]
said = ["brandol", "zed"]
here = ["brandolimab"]

[[kind]]
said = ["zed", "brandol", "otherol"]
here = ["dog medicine", "brandolimab"]

[[same]]
said = ["sleepless", "can't fall asleep"]
here = ["bed"]

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


@pytest.mark.parametrize(
    ("query", "how", "used"),
    [
        ("zed", How.CALLED, ("brandolimab",)),
        ("otherol", How.KIND, ()),
        ("catheter", How.LIKE, ("tube",)),
    ],
)
def test_only_another_name_of_the_very_thing_is_told_as_one(
    guide: Guide, query: str, how: How, used: tuple[str, ...]
) -> None:
    assert [(each.how, each.used) for each in _found(guide, query).changes] == [(how, used)]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("games and rest", "Games and rest"),
        ("questions about games", "Questions about games"),
        ("before a", "Before a fever"),
        ("before fever", "Before a fever"),
    ],
)
def test_a_title_that_is_typed_is_the_first_find(guide: Guide, query: str, title: str) -> None:
    assert _sentence(guide, _found(guide, query)[0].position) == title


def test_a_passage_that_answers_is_not_said_to_lack_words_that_the_guide_has(guide: Guide) -> None:
    found = _found(guide, "line came out of bed")
    assert _sentence(guide, found[0].position).startswith("If the tube breaks")
    assert not found.changes
    assert found.label == "line came out of bed"


def test_a_no_behind_other_words_belongs_to_what_follows(guide: Guide) -> None:
    wording = whole(wording_of(guide))

    def is_name(words: str) -> bool:
        return any(unit.concepts for unit in wording.units(words.split()))

    assert is_name("can't fall asleep")
    assert not is_name("fall asleep and can't get up")


@pytest.mark.parametrize(
    ("query", "label", "told"),
    [
        ("bran dolimab", "brandolimab", []),
        ("bran do li mab", "brandolimab", []),
        ("brun dolli mab", "brandolimab", ["brun dolli mab"]),
        ("bran dolly map tube", "brandolimab", ["bran dolly map"]),
    ],
)
def test_a_name_in_pieces_is_looked_for_before_its_pieces(
    guide: Guide, query: str, label: str, told: list[str]
) -> None:
    names = Names.of([("brandolimab", "brandolimab")])
    found = whole(search(guide, query, guide.start, names))
    assert isinstance(found, Finds)
    assert label in found.label
    assert [change.typed for change in found.changes] == told


def test_words_of_the_guide_that_only_look_like_a_name_are_left_alone(guide: Guide) -> None:
    words = ["now", "dry", "the", "tube"]
    names = Names.of([("drythetub", "brandolimab")])
    vocabulary = whole(vocabulary_of(guide))
    assert whole(joined(words, vocabulary, names)) is None


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


@pytest.mark.parametrize("typed", ["xqzzy", "qzxdizzzy"])
def test_in_the_guide_the_nearest_is_told_with_as_many_places_as_are_found_then(
    typed: str,
) -> None:
    bundled = load_guide(bundled_guide())
    first = whole(search(bundled, typed, bundled.start))
    assert isinstance(first, Nowhere)
    assert first.finds is not None
    then = whole(search(bundled, first.nearest, bundled.start))
    assert isinstance(then, Finds)
    whole(then.complete())
    assert len(first.finds) == len(then) > 1
