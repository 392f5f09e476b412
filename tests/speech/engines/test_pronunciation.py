"""Every word of the lexicon is said with the sounds it gives, by both engines that can."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from allvoice.narration.lexicon import load_lexicon
from allvoice.paths import bundled_lexicon
from allvoice.speech.engines.alphabets import to_misaki
from allvoice.speech.model import EngineError
from tests.speech.engine_host import EngineHost

SPELLINGS = [
    (entry, spelling)
    for entry in load_lexicon([bundled_lexicon()])[0].entries
    if entry.ipa
    for spelling in (entry.term, *entry.also)
]
SENTENCES = [["Take", f"{spelling},", "then"] for _, spelling in SPELLINGS]


def sounded(engine: str, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.speech.engines.sounded", engine],
        input=json.dumps(sentences),
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
    )
    found: list[list[str]] = json.loads(done.stdout)
    return found


def bare(ipa: str) -> str:
    """Return sounds without stress and length, in one way of writing."""
    for theirs, ours in (
        ("ɚɹ", "əɹ"),
        ("ɜ", "ɝ"),
        ("ɾ", "t"),
        ("ᵻ", "ɪ"),
        ("ŋ", "n"),
        ("r", "ɹ"),
        ("ɐ", "ə"),
    ):
        ipa = ipa.replace(theirs, ours)
    return "".join(mark for mark in ipa if mark not in "ˈˌː. ")


def stressed(ipa: str) -> int:
    """Return how many vowels stand before the one with the main stress."""
    before = ipa.replace("eɪ", "e").replace("oʊ", "o").replace("aɪ", "a").split("ˈ")[0]
    return sum(mark in "aeiouæɑɔəɛɪʊʌɚɜɝɐᵻ" for mark in before)


def test_the_natural_voice_says_every_word_as_the_lexicon_has_it() -> None:
    heard = sounded("natural", SENTENCES)
    for (entry, spelling), words in zip(SPELLINGS, heard, strict=True):
        assert words[1].rstrip(",") == to_misaki(entry.sounds), spelling


def test_espeak_says_every_word_as_the_lexicon_has_it() -> None:
    heard = sounded("espeak", SENTENCES)
    for (entry, spelling), words in zip(SPELLINGS, heard, strict=True):
        assert bare(words[1]) == bare(entry.sounds), spelling
        assert stressed(words[1]) == stressed(entry.sounds), spelling


@pytest.mark.parametrize("engine", ["natural", "espeak"])
def test_what_stands_around_a_known_word_is_said_as_ever(engine: str) -> None:
    known, plain = sounded(
        engine,
        [
            [
                "Give",
                "imatinib.",
                "Then",
                "blinatumomab-based",
                "plan;",
                "imatinib's",
                "(imatinib).",
            ],
            ["Give", "rice,", "then", "bread-based", "plan;", "rice's", "(rice)."],
        ],
    )
    assert len(known) == len(plain) == 7
    assert [known[n] for n in (0, 4)] == [plain[n] for n in (0, 4)]
    # The last part is a word of its own in both.
    assert bare(known[3]).endswith(bare(plain[3])[-4:])
    assert "dˈɑːt" not in " ".join(known), "a full stop is no word"
    assert bare(known[5]).endswith("z")


@pytest.mark.parametrize("engine", ["natural", "espeak"])
def test_no_sign_around_a_known_word_takes_its_sound_away(engine: str) -> None:
    around = "{} ({}) {}. ({}). “{}” {}! {}? {}; {}: {}… [{}] '{}' {}'s {}/{} {}.) ¿{}? –{}– *{}*"
    words = around.replace("{}", "imatinib").split()
    heard = sounded(engine, [["Give", word, "now."] for word in words])
    for word, (_, said, _) in zip(words, heard, strict=True):
        assert "mˈæ" in said, word
        assert "dˈɑ" not in said, word


@pytest.mark.parametrize("writing", ["漢字かな交じり文です。", "مرحبا", "漢字 and more"])
def test_a_writing_the_natural_voice_does_not_know_is_left_to_another(
    tmp_path: Path, writing: str
) -> None:
    host = EngineHost("natural", tmp_path)
    try:
        with pytest.raises(EngineError, match="does not know this writing"):
            host.say(tuple(writing.split()))
        assert host.say(("Après", "café,", "5", "—", "ok.")).duration_s > 0.5
    finally:
        host.close()
