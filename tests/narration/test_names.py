"""The names that families meet are known: `names.txt` holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.narration.lexicon import load_lexicon
from allvoice.narration.narrator import Narrator
from allvoice.paths import bundled_lexicon

LEXICON, _ = load_lexicon([bundled_lexicon()])
LINES = [
    line
    for line in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NAMES = [line for line in LINES if " = " not in line]
SHORT = [line.split(" = ") for line in LINES if " = " in line]
EVERYDAY = {"acid", "bone", "central", "colony-stimulating", "factor", "flow", "fluid", "virus"}
"""Words within names that both voices say well without help."""
MARKS = ("S", "K", "U")


def test_the_list_is_long_and_names_nothing_twice() -> None:
    assert len(LINES) >= 300
    assert len(LINES) == len(set(LINES))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_name_has_sounds_with_a_source_and_a_mark(name: str) -> None:
    # "Bone marrow aspirate": the noun is known behind "marrow" only.
    known = [part.text for part in LEXICON.parts(name) if part.sounds]
    missing = set(name.split()) - {word for part in known for word in part.split()} - EVERYDAY
    assert not missing
    assert known
    for text in known:
        entry = LEXICON.find(text)
        assert entry is not None
        assert entry.respelling, text
        assert entry.source, text
        assert entry.mark in MARKS, text


@pytest.mark.parametrize(("name", "said"), SHORT)
def test_a_name_written_short_is_said_as_people_say_it(name: str, said: str) -> None:
    entry = LEXICON.find(name)
    assert entry is not None
    assert entry.respelling
    assert entry.source
    assert entry.mark in MARKS
    for text in (f"Ask about {name} today.", f"Ask about {name}.", f"It is said ({name})."):
        tokens = Narrator(LEXICON).announcement(text).tokens
        assert said in " ".join(token.spoken for token in tokens)
    # What stays as it is written has sounds.
    assert said != name or LEXICON.sounds(name)


@pytest.mark.parametrize("name", [name for name in NAMES if " " not in name])
def test_a_name_is_known_in_the_capitals_of_a_list_of_medicines(name: str) -> None:
    entry = LEXICON.find(name)
    assert entry is not None
    if not entry.exact_case:
        assert LEXICON.find(name.upper()) == entry
        assert LEXICON.find(name.lower()) == entry


def test_letters_that_mean_a_medicine_and_a_wish_are_never_the_medicine() -> None:
    said = Narrator(LEXICON).announcement("DNR is on the chart.").tokens[0].spoken
    assert said == "D N R"
    entry = LEXICON.find("DNR")
    assert entry is not None
    assert not entry.drug
