"""Words in capitals are stressed, and the list of words is loaded only where it is needed."""

from __future__ import annotations

import subprocess
import sys

from allvoice.narration.tokens import tokens_of


def slow(text: str) -> list[str]:
    return [token.spoken for token in tokens_of(text) if token.slow]


def test_a_word_that_alone_stands_in_capitals_is_stressed() -> None:
    assert slow("Do NOT crush, NEVER split") == ["not", "never"]


def test_where_all_is_in_capitals_nothing_is_stressed() -> None:
    assert slow("DO NOT CRUSH OR SPLIT") == []


def test_an_acronym_that_is_said_as_a_word_is_not_stressed() -> None:
    assert slow("Test for COVID or do a FISH test") == []


def test_the_word_list_is_not_loaded_for_abbreviations_of_the_guide() -> None:
    text = "For ALL the CAR T cells, the FDA and US data; do a FISH or HLA test, COVID too, IV."
    code = (
        "import sys; from allvoice.narration.tokens import tokens_of; "
        f"tokens_of({text!r}); before = 'spellchecker' in sys.modules; "
        "tokens_of('do NOT'); print(before, 'spellchecker' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.split() == ["False", "True"]
