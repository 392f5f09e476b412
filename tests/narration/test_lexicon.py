from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.narration.lexicon import SOUNDS, Entry, Lexicon, load_lexicon
from allvoice.narration.tokens import tokens_of
from allvoice.paths import bundled_lexicon

BUNDLED, BUNDLED_NOTICES = load_lexicon([bundled_lexicon()])


def written(folder: Path, text: str, name: str = "lexicon.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_lexicon_of_the_guide_is_whole() -> None:
    assert BUNDLED_NOTICES == []
    assert len(BUNDLED.entries) > 40
    for entry in BUNDLED.entries:
        assert entry.respelling, entry.term
        assert entry.source, entry.term
        assert entry.mark in ("S", "K", "U"), entry.term


def test_a_word_that_nobody_verified_is_never_given_as_a_fact() -> None:
    unsure = ("no source found; ", "not verified; ")
    for entry in BUNDLED.entries:
        assert entry.source.startswith(unsure) == (entry.mark == "U"), entry.term
        if entry.mark != "U":
            assert "no source" not in entry.source, entry.term
            assert "not verified" not in entry.source, entry.term


def test_a_weak_source_or_a_copy_alone_is_no_source_that_was_read() -> None:
    for entry in BUNDLED.entries:
        if entry.mark == "S":
            assert "(weak)" not in entry.source, entry.term
            assert any("copied" not in each for each in entry.source.split("; ")), entry.term


def test_a_person_finds_a_word_by_the_alphabet_and_once() -> None:
    terms = [entry.term.lower() for entry in BUNDLED.entries]
    assert terms == sorted(terms)
    spellings = [each for entry in BUNDLED.entries for each in (entry.term, *entry.also)]
    assert len(spellings) == len(set(spellings))
    loose = [
        each.lower()
        for entry in BUNDLED.entries
        if not entry.exact_case
        for each in (entry.term, *entry.also)
    ]
    assert len(loose) == len(set(loose))


def test_a_name_has_as_many_syllables_in_its_sounds_as_in_its_respelling() -> None:
    for entry in BUNDLED.entries:
        if entry.ipa:
            assert entry.ipa.count(".") == entry.respelling.count("-"), entry.term
            assert len(entry.ipa.split()) == len(entry.respelling.split()), entry.term


def test_a_term_of_several_words_has_sounds_of_its_own() -> None:
    lexicon = Lexicon(
        [
            Entry("lumbar tap", ipa="ˈlʌm.bɑr ˈtæp", respelling="LUM-bar TAP"),
            Entry("tap", ipa="ˈtɑp"),
            Entry("C. diff", ipa="ˌsi ˈdɪf"),
        ]
    )
    parts = lexicon.parts("a Lumbar tap, tap; lumbar, tap (C. diff)")
    assert [(part.text, part.sounds) for part in parts if part.sounds] == [
        ("Lumbar tap", "ˈlʌmbɑr ˈtæp"),
        ("tap", "ˈtɑp"),
        ("tap", "ˈtɑp"),
        ("C. diff", "ˌsi ˈdɪf"),
    ]
    assert lexicon.sounds("lum-bar") == "ˈlʌm, bɑr"


def test_the_disease_is_its_letters_and_the_word_is_not() -> None:
    found = BUNDLED.find("ALL")
    assert found is not None
    assert found.respelling == "A-L-L"
    assert BUNDLED.find("all") is None
    assert BUNDLED.find("All") is None


def test_a_word_in_small_letters_may_be_another_word_in_capitals() -> None:
    entry = Entry("it band", also=("us",), exact_case=True, says="x")
    lexicon = Lexicon([entry])
    assert lexicon.find("us") == entry
    assert lexicon.find("US") is None
    assert lexicon.longest(["it", "band"]) == (entry, 2)
    assert lexicon.longest(["IT", "band"]) is None


@pytest.mark.parametrize("word", ["Blinatumomab", "BLINATUMOMAB", "blinatumomab"])
def test_a_name_is_known_whatever_its_capitals(word: str) -> None:
    assert BUNDLED.sounds(word) == "ˌblɪnəˈtuːmoʊmæb"


def test_plurals_and_possessives_keep_their_ending() -> None:
    lexicon = Lexicon(
        [
            Entry("imatinib", ipa="ɪˈmætɪnɪb"),
            Entry("kinase", ipa="ˈkaɪneɪs"),
            Entry("blast", ipa="ˈblæst"),
        ]
    )
    assert lexicon.sounds("blasts") == "ˈblæsts"
    assert lexicon.sounds("imatinibs") == "ɪˈmætɪnɪbz"
    assert lexicon.sounds("imatinib's") == "ɪˈmætɪnɪbz"
    assert lexicon.sounds("kinases") == "ˈkaɪneɪsɪz"
    assert lexicon.sounds("kinase’s") == "ˈkaɪneɪsɪz"
    assert lexicon.sounds("imatinibium") == ""


def test_the_longest_term_wins() -> None:
    short, long = Entry("graft", says="x"), Entry("graft versus host", says="y")
    lexicon = Lexicon([short, long])
    assert lexicon.longest(["Graft", "versus", "host", "disease"]) == (long, 3)
    assert lexicon.longest(["graft", "versus", "tumor"]) == (short, 1)
    assert lexicon.longest(["a", "graft"]) is None
    assert lexicon.longest([]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Is it a. b c?", "Is it|a. b c?"),
        ("(A. b c) it is", "A. b c,|it is"),
        ("Is it a b c?", "Is it a b c?"),
        ("Is it a. b. c?", "Is it a. b. c?"),
        ("Is it a, b c?", "Is it a, b c?"),
        ("Is it a. ( c", "Is it a. c"),
        ("Is it a. b", "Is it a. b"),
    ],
)
def test_a_full_stop_within_a_term_is_a_part_of_it(text: str, said: str) -> None:
    lexicon = Lexicon([Entry("a. b c", ipa="ˈæ ˈbi ˈsi")])
    tokens = [token.spoken for token in tokens_of(text, lexicon=lexicon)]
    assert " ".join(tokens) == said.replace("|", " ")
    assert any(len(token.split()) == 3 for token in tokens) == ("|" in said)


def test_only_whole_words_are_taken() -> None:
    parts = BUNDLED.parts("pre-imatinib, imatinibine (imatinib)")
    assert [part.text for part in parts if part.sounds] == ["imatinib", "imatinib"]


def test_the_terms_of_a_sentence_are_found_once_in_order() -> None:
    text = "CAR T cells, then imatinib's turn, then CAR T and B-ALL again."
    assert [entry.term for entry in BUNDLED.terms(text)] == ["CAR T", "imatinib", "ALL"]


def test_the_listeners_own_lexicon_wins(tmp_path: Path) -> None:
    own = written(tmp_path, '[[term]]\nterm = "Imatinib"\nipa = "ɪˈmæ"\n')
    lexicon, notices = load_lexicon([bundled_lexicon(), own])
    assert notices == []
    assert lexicon.sounds("imatinib") == "ɪˈmæ"
    assert lexicon.sounds("dasatinib") == BUNDLED.sounds("dasatinib")


def test_a_lexicon_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    lexicon, notices = load_lexicon([tmp_path / "lexicon.toml"])
    assert (lexicon.entries, notices) == ((), [])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[term]]\nterm = "a"\n', "it needs says, ipa or respelling"),
        ('[[term]]\nsays = "a"\n', "it has no term"),
        ('[[term]]\nterm = "a"\nipa = "bʉ"\n', "'ʉ' is no sound"),
        ('[[term]]\nterm = "a"\nsay = "b"\n', "no field 'say'"),
        ('[[term]]\nterm = "a"\nsays = 3\n', "texts in quotation marks"),
        ('[[term]]\nterm = "a"\nsays = "b"\ndrug = "yes"\n', "true or false"),
        ('[[term]]\nterm = "a"\nsays = "b"\nalso = "c"\n', "a list of spellings"),
        ('[term]\nterm = "a"\nsays = "b"\n', "[[term]]"),
        ("term = [3]\n", "no table of fields"),
        ('[[term]\nterm = "a"\n', "is no lexicon"),
        ("\x00", "is no lexicon"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_used(
    tmp_path: Path, text: str, named: str
) -> None:
    good = written(tmp_path, '[[term]]\nterm = "good"\nsays = "fine"\n', "good.toml")
    lexicon, notices = load_lexicon([good, written(tmp_path, text)])
    assert len(notices) == 1
    assert "lexicon.toml" in notices[0]
    assert named in notices[0]
    assert [entry.term for entry in lexicon.entries] == ["good"]


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_bytes(b"\xff\xfe\x00")
    _, notices = load_lexicon([path])
    assert len(notices) == 1


@given(
    st.text(st.characters(), max_size=200)
    | st.lists(st.sampled_from(["imatinib", "ALL", "-", "'s", " ", ",", "."])).map("".join)
)
def test_the_parts_of_a_text_are_the_whole_text(text: str) -> None:
    parts = BUNDLED.parts(text)
    assert "".join(part.text for part in parts) == text
    assert all(set(part.sounds) <= SOUNDS for part in parts)


@pytest.mark.parametrize(
    "spoken", ["A L L", "A M L", "A A", "R N A", "B A L L", "A", "deleted A", "Vitamin A."]
)
def test_the_letter_a_among_letters_or_at_the_end_is_no_article(spoken: str) -> None:
    parts = Lexicon().parts(spoken)
    assert "".join(part.text for part in parts) == spoken
    assert [part.sounds for part in parts if part.text == "A"] == ["ˈeɪ"] * spoken.count("A")


@pytest.mark.parametrize("spoken", ["A fever", "a b", "A: the first"])
def test_any_other_a_is_left_to_the_voice(spoken: str) -> None:
    assert not any(part.sounds for part in Lexicon().parts(spoken))


def test_a_lexicon_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.toml"
    file.write_bytes(b"# one\n# caf\xe9\n")
    _, notices = load_lexicon([file])
    assert notices == [
        "lexicon.toml, line 2: this is not UTF-8 text; save the file as UTF-8. It is not used."
    ]
