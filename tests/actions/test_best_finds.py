"""The finds that answer best are gone through first, and what was taken for something is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide
from tests.actions.harness import Front

Make = Callable[..., Front]
TEXT = """
# Care

## Pills

Give the pill with water. Note the hour. Then rest.

## Games

Rough games wait. Other games are fine.

## Pill trouble

A pill that comes back up is lost. Call first.
"""
SYNONYMS = """
[[kind]]
said = ["hockey"]
here = ["rough games"]

[[answer]]
asked = ["threw up pill"]
leads_to = ["A pill that comes back up", "Give the pill"]
"""


def _guide(folder: Path) -> Guide:
    (folder / "s.toml").write_text(SYNONYMS, encoding="utf-8")
    path = folder / "guide.md"
    path.write_text(f"---\nsynonyms: s.toml\n---\n{TEXT}", encoding="utf-8")
    return load_guide(path)


def test_next_goes_to_the_next_best_however_far_one_has_read_on(
    front: Make, tmp_path: Path
) -> None:
    made = front(guide=_guide(tmp_path))
    said = made.find("threw up pill")
    assert said[0].startswith("Threw up pill, 1 of 2.")
    assert made.sentence == "A pill that comes back up is lost."
    made.do("next_sentence")
    assert made.find_on()[0].startswith("2 of 2, ")
    assert made.sentence == "Give the pill with water."


def test_the_list_has_the_best_on_top(front: Make, tmp_path: Path) -> None:
    made = front(guide=_guide(tmp_path))
    made.find("threw up pill")
    assert [item.split(": ")[1] for item in made.items("finds")] == [
        "A pill that comes back up is lost.",
        "Give the pill with water.",
    ]


def test_one_thing_of_a_kind_is_told_not_to_be_in_the_guide(front: Make, tmp_path: Path) -> None:
    made = front(guide=_guide(tmp_path))
    said = made.find("hockey")
    assert said[0].startswith("Hockey is not in this guide. Rough games, 1 place.")


def test_words_that_the_answer_lacks_are_told(front: Make, tmp_path: Path) -> None:
    made = front(guide=_guide(tmp_path))
    said = made.find("threw up pill on tuesday")
    assert said[0].startswith("Tuesday is not in this guide. Threw up pill, 1 of 2.")
