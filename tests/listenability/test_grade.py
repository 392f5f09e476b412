from __future__ import annotations

import pytest

from allvoice.listenability.grade import grade, syllable_count, words_of


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("care", 1), ("fever", 1), ("hospital", 3), ("immediately", 5), ("don't", 1)],
)
def test_syllables_are_counted_by_hyphenation(word: str, syllables: int) -> None:
    assert syllable_count(word) == syllables


def test_longer_sentences_and_longer_words_are_harder() -> None:
    short = grade(["Call the team.", "Wait for them."], lambda _: False)
    long = grade(["Call the team and wait for them."], lambda _: False)
    hard = grade(["Communicate with professionals.", "Wait for them."], lambda _: False)
    assert short < long
    assert short < hard


def test_a_known_term_counts_as_two_syllables_at_most() -> None:
    sentence = ["Tisagenlecleucel is given."]
    assert grade(sentence, lambda word: len(word) > 9) < grade(sentence, lambda _: False)
    assert grade(["It is given."], lambda _: True) == grade(["It is given."], lambda _: False)


def test_nothing_has_no_grade() -> None:
    assert grade([], lambda _: False) == 0.0
    assert grade(["..."], lambda _: False) == 0.0
    assert words_of("blood-forming cells, don't") == ["blood-forming", "cells", "don't"]
