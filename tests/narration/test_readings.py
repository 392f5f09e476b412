"""A word can be said in other ways, and none of them hides a figure, a sign or a "not"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.guide.model import Position
from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.narrator import Narrator
from allvoice.narration.readings import (
    NO_SOUNDS,
    Kind,
    Refused,
    entry_for,
    readings,
    said_now,
    typed_reading,
    why_fixed,
    words_of,
)
from tests.reading.harness import guide_of_text

LEXICON = Lexicon(
    [
        Entry("amoxil", ipa="ə.ˈmɑːk.sɪl", respelling="uh-MOK-sil", drug=True),
        Entry("CAR T", also=("CAR-T",), exact_case=True, says="car T"),
    ]
)


def ways(written: str, explained: str = "") -> dict[str, str]:
    return {each.kind: each.voiced for each in readings(written, LEXICON, explained=explained)}


def test_capitals_can_be_a_word_or_letters() -> None:
    assert ways("QRSB") == {Kind.NOW: "Q R S B", Kind.WORD: "qrsb"}
    assert ways("AVOID") == {Kind.NOW: "avoid", Kind.LETTERS: "A V O I D"}


def test_a_medicine_can_be_said_syllable_by_syllable() -> None:
    assert ways("amoxil")[Kind.SYLLABLES] == "uh-mok-sil"
    assert Kind.SYLLABLES not in {
        each.kind for each in readings("amoxil", LEXICON, with_sounds=False)
    }


def test_an_abbreviation_is_said_in_the_words_whose_letters_it_is_made_of() -> None:
    assert ways("CBC", "a complete blood count, from a vein.")[Kind.IN_WORDS] == (
        "complete blood count"
    )
    assert Kind.IN_WORDS not in ways("CBC", "the number of cells in the blood.")


def test_a_date_is_said_both_ways_and_an_impossible_one_is_not_offered() -> None:
    both = ways("4/11/2027")
    assert both[Kind.MONTH_FIRST] == "April 11, 2027"
    assert both[Kind.DAY_FIRST] == "November 4, 2027"
    assert Kind.MONTH_FIRST not in ways("14/11/2027")
    assert Kind.DAY_FIRST not in ways("4-11")


def test_figures_are_said_one_by_one_and_all_of_them() -> None:
    assert ways("4417")[Kind.FIGURES] == "4 4 1 7"
    assert ways("BFM2017")[Kind.LETTERS] == "B F M 2 0 1 7"


@given(st.text(st.characters(categories=["L", "Nd", "Pd", "Po", "Sm"]), min_size=1, max_size=12))
def test_no_way_is_silent_and_none_is_offered_twice(written: str) -> None:
    found = readings(written, LEXICON)
    assert found[0].kind is Kind.NOW
    assert len({each.voiced for each in found}) == len(found)
    assert all(any(map(str.isalnum, each.voiced)) for each in found[1:])


@given(st.from_regex(r"[A-Za-z]{0,4}-?[0-9]{1,5}[A-Za-z]{0,3}", fullmatch=True))
def test_no_way_to_say_letters_and_figures_loses_a_figure(written: str) -> None:
    figures = [each for each in written if each.isdecimal()]
    for each in readings(written, Lexicon())[1:]:
        assert [letter for letter in each.voiced if letter.isdecimal()] == figures


@pytest.mark.parametrize(
    "written",
    [
        "not",
        "No",
        "never",
        "without",
        "don't",
        "isn’t",
        "NEGATIVE",
        "mg",
        "mL",
        "mg/kg",
        "<0.2",
        "3-5",
        "D-9",
        "4.5",
        "+2",
        "1:20",
    ],
)
def test_what_would_be_dangerous_to_lose_cannot_be_changed(written: str) -> None:
    assert why_fixed(written)
    with pytest.raises(Refused):
        typed_reading(written, "something else", LEXICON)


@pytest.mark.parametrize("typed", ["", "   ", "...", "-", "***", "\u200b", "x" * 300])
def test_silence_cannot_be_typed(typed: str) -> None:
    with pytest.raises(Refused):
        typed_reading("amoxil", typed, LEXICON)


@pytest.mark.parametrize(
    ("written", "typed", "is_kept"),
    [
        ("7-MX", "seven em ex", True),
        ("7-MX", "7 M X", True),
        ("7-MX", "em ex", False),
        ("7-MX", "SEV-un-EM-eks", False),
        ("20mg", "200 milligrams", False),
        ("20mg", "2 milligrams", False),
        ("20mg", "twenty milligrams", True),
        ("BFM2017", "B F M 2 0 1 7", True),
        ("4/11", "April 11", True),
        ("4/11", "April", False),
    ],
)
def test_a_word_with_figures_keeps_each_of_them(written: str, typed: str, is_kept: bool) -> None:
    if is_kept:
        assert typed_reading(written, typed, LEXICON).says
    else:
        with pytest.raises(Refused):
            typed_reading(written, typed, LEXICON)


def test_what_is_typed_is_sounds_where_its_syllables_are_understood_else_words() -> None:
    assert typed_reading("zelmab", "ZEL-mab", LEXICON).ipa == "ˈzɛl.mæb"
    assert typed_reading("zelmab", "follow-up", LEXICON).says == "follow-up"
    assert typed_reading("zelmab", "the new tablet", LEXICON).says == "the new tablet"
    assert typed_reading("ZB", "ZB 5mg", LEXICON).says == "Z B 5 milligrams"


def test_a_voice_that_takes_no_sounds_is_told_plain_words_only() -> None:
    with pytest.raises(Refused, match=NO_SOUNDS):
        typed_reading("zelmab", "ZEL-mab", LEXICON, with_sounds=False)
    assert typed_reading("zelmab", "zell mab", LEXICON, with_sounds=False).says == "zell mab"


@pytest.mark.parametrize("written", ["zelmab", "Zelmab", "ZMB", "mZOR", "CAR T", "CAR-T", "N/V"])
def test_sounds_that_are_kept_are_heard_wherever_the_word_stands(written: str) -> None:
    entry = entry_for(written, typed_reading(written, "ZEL-mab", LEXICON), LEXICON)
    lexicon = LEXICON.but([entry])
    said = said_now(f"Ask for {written}, today.", lexicon)
    sounds = [part.sounds for part in lexicon.parts(said) if part.sounds]
    assert sounds == ["ˈzɛlmæb"]


def test_it_stays_a_medicine_and_its_other_spellings_stay_too() -> None:
    entry = entry_for("Amoxil", typed_reading("Amoxil", "AM-ok-sil", LEXICON), LEXICON)
    assert (entry.term, entry.drug, entry.respelling) == ("amoxil", True, "AM-ok-sil")
    assert "CAR-T" in entry_for("CAR T", typed_reading("CAR T", "car tee", LEXICON), LEXICON).also


def test_capitals_matter_where_they_tell_a_word_from_another() -> None:
    assert entry_for("AIM", typed_reading("AIM", "A I M", LEXICON), LEXICON).exact_case
    assert not entry_for("Zelmab", typed_reading("Zelmab", "zell", LEXICON), LEXICON).exact_case


def test_the_words_of_a_sentence_are_listed_without_the_marks_around_them() -> None:
    guide = guide_of_text('# A\n\nGive "amoxil" (CAR T), and amoxil again - now.\n')
    block = guide.blocks[1]
    found = words_of(block.text, Narrator(LEXICON).utterance(guide, Position(1)))
    assert [written for written, _ in found] == ["Give", "amoxil", "CAR T", "and", "again", "now"]
