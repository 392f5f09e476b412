"""What is heard of a sentence in its place: openings, pauses, clauses, and what lights up."""

from __future__ import annotations

import itertools

import pytest

from allvoice.guide.model import Guide, Position
from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.model import Utterance
from allvoice.narration.narrator import (
    CHAPTER_PAUSE_S,
    CLAUSE_AT_LEAST_WORDS,
    LONGEST_CLAUSE_CHARS,
    MOST_COUNTED,
    PARAGRAPH_PAUSE_S,
    SECTION_PAUSE_S,
    SENTENCE_PAUSE_S,
    Narrator,
)
from tests.guide.texts import guide_of

NARRATOR = Narrator()


def utterances(guide: Guide, narrator: Narrator = NARRATOR) -> list[Utterance]:
    """Return every utterance of a guide in the order it is heard."""
    return [
        narrator.utterance(guide, Position(block.index, sentence))
        for block in guide.blocks
        for sentence in range(len(block.sentences))
    ]


def heard(source: str) -> list[str]:
    """Return every spoken sentence of a Markdown text."""
    return [utterance.spoken for utterance in utterances(guide_of(source))]


def lit(guide: Guide, block: int, sentence: int = 0) -> list[tuple[str, str]]:
    """Return what is said and what lights up while it is, for each token of a sentence."""
    text = guide.blocks[block].text
    return [
        (token.spoken, "" if token.start is None else text[token.start : token.end])
        for token in NARRATOR.utterance(guide, Position(block, sentence)).tokens
    ]


def test_the_words_said_for_a_sign_light_up_that_sign() -> None:
    guide = guide_of("Call if ANC < 500/µL (or 1/2).")
    assert lit(guide, 0) == [
        ("Call", "Call"),
        ("if", "if"),
        ("A N C", "ANC"),
        ("less than", "<"),
        ("500 per microliter,", "500/µL"),
        ("or", "(or"),
        ("one half.", "1/2)."),
    ]


def test_a_number_with_spaces_in_it_lights_up_as_one() -> None:
    assert lit(guide_of("About 10 000-20 000 cells"), 0)[1] == ("10,000 to 20,000", "10 000-20 000")


def test_decoration_lights_up_with_the_word_beside_it() -> None:
    assert lit(guide_of("Fever — «call»"), 0) == [("Fever,", "Fever —"), ("call", "«call»")]


def test_a_sentence_without_a_word_is_still_heard() -> None:
    assert lit(guide_of("\\*\\*\\*"), 0) == [("a sign", "***")]


def test_a_heading_ends_like_a_sentence() -> None:
    assert heard("# Fever\n\n## Is it high?") == ["Fever.", "Is it high?"]


def test_the_number_of_a_list_item_is_said_and_lights_nothing_up() -> None:
    guide = guide_of("7. wash\n8. dry")
    assert lit(guide, 1) == [("8.", ""), ("dry", "dry")]


def test_a_bullet_is_not_said() -> None:
    assert lit(guide_of("- wash\n- dry"), 1) == [("dry", "dry")]


def test_a_list_says_first_how_much_is_coming() -> None:
    assert heard("- wash\n- dry\n\nDone.") == ["2 points. wash", "dry", "Done."]
    assert heard("- Why?\n- When?") == ["2 questions. Why?", "When?"]
    assert heard("- alone") == ["alone"]
    assert heard("- wash\n- dry\n- rest\n- eat") == ["4 points. wash", "dry", "rest", "eat"]


def test_a_number_is_said_once_for_an_item_of_many_sentences() -> None:
    assert heard("1. Wash. Dry.") == ["1. Wash.", "Dry."]


def test_a_quotation_is_told_once_at_its_start() -> None:
    assert heard("> One.\n>\n> Two.\n\nThree.") == ["Quote. One.", "Two.", "Three."]


def test_code_and_notes_are_told() -> None:
    assert heard("```\nx = 1\n```") == ["Code. x equals 1"]
    assert heard("Call.[^1]\n\n[^1]: Any hour.")[-1] == "Note. Any hour."


def test_a_table_is_heard_row_by_row_with_its_columns() -> None:
    assert heard("| Drug | Dose |\n|---|---|\n| 6-MP | 5 mg/m2 |") == [
        "Table, 1 row, 2 columns: Drug; Dose.",
        "6 M P",
        "Dose: 5 milligrams per square meter",
    ]


def test_a_long_column_name_is_heard_whole_once() -> None:
    source = "| Drug | When it may be used |\n|---|---|\n| One | now |\n| Two | later |"
    assert heard(source)[-4:] == ["One", "When it may be used: now", "Two", "When: later"]
    guide = guide_of(source)
    assert lit(guide, 2, 1) == [("When:", "When it may be used:"), ("later", "later")]


@pytest.mark.parametrize(
    ("source", "pauses_s"),
    [
        ("One. Two.", [SENTENCE_PAUSE_S, PARAGRAPH_PAUSE_S]),
        ("One.\n\n## Next", [SECTION_PAUSE_S, 0.8]),
        ("One.\n\n# Next", [CHAPTER_PAUSE_S, 1.0]),
        ("# Chapter\n\nOne.", [1.0, PARAGRAPH_PAUSE_S]),
        ("### Deep\n\nOne.", [0.6, PARAGRAPH_PAUSE_S]),
        ("- a\n- b", [0.7, 0.7]),
        ("- Wash. Dry.", [SENTENCE_PAUSE_S, 0.7]),
    ],
)
def test_the_pause_after_a_sentence_tells_what_comes(source: str, pauses_s: list[float]) -> None:
    assert [each.pause_after_s for each in utterances(guide_of(source))] == pauses_s


def test_a_greater_break_is_a_longer_pause() -> None:
    assert SENTENCE_PAUSE_S < PARAGRAPH_PAUSE_S < SECTION_PAUSE_S < CHAPTER_PAUSE_S


def test_a_short_sentence_is_rendered_in_one_piece() -> None:
    assert utterances(guide_of("Call now, call soon, call late."))[0].clause_starts == (0,)


def test_a_long_sentence_may_be_cut_where_its_clauses_begin() -> None:
    (utterance,) = utterances(
        guide_of("When the fever is high, call the team at once, even at night, and wait for them.")
    )
    starts = utterance.clause_starts
    assert [utterance.words[start] for start in starts] == ["When", "call", "even"]
    lengths = [end - start for start, end in zip(starts, [*starts[1:], 99], strict=True)]
    assert min(lengths) >= CLAUSE_AT_LEAST_WORDS


def test_an_announcement_lights_nothing_up() -> None:
    utterance = NARRATOR.announcement("Section 2 of 10, ALL")
    assert utterance.words == ("Section", "2", "of", "10,", "A L L")
    assert all(token.start is None and token.end is None for token in utterance.tokens)
    assert utterance.pause_after_s == SENTENCE_PAUSE_S


def test_the_listeners_own_word_wins() -> None:
    narrator = Narrator(Lexicon([Entry("ANC", exact_case=True, says="neutrophil count")]))
    guide = guide_of("ANC < 500")
    assert utterances(guide, narrator)[0].spoken == "neutrophil count less than 500"


def test_a_sign_before_a_word_of_the_lexicon_is_not_swallowed() -> None:
    narrator = Narrator(Lexicon([Entry("CAR T", exact_case=True, says="car T")]))
    assert narrator.announcement("≥CAR T, (CAR T)").spoken == "at least car T, car T"


def test_what_is_easily_misheard_is_slower() -> None:
    lexicon = Lexicon([Entry("imatinib", ipa="ɪˈmætɪnɪb", respelling="im-AT", drug=True)])
    guide = guide_of("Give imatinib 5 mg now")
    (utterance,) = utterances(guide, Narrator(lexicon))
    assert [utterance.words[index] for index in utterance.slow_words] == ["imatinib", "5"]


def test_said_carefully_the_same_text_lights_up() -> None:
    lexicon = Lexicon([Entry("imatinib", ipa="ɪˈmætɪnɪb", respelling="im-AT-in-ib", drug=True)])
    narrator, guide = Narrator(lexicon), guide_of("Give imatinib, 5 mg")
    plain = narrator.utterance(guide, Position(0))
    careful = narrator.utterance(guide, Position(0), carefully=True)
    assert careful.spoken == "Give im-at-in-ib, 5 milligrams"
    assert [(t.start, t.end) for t in careful.tokens] == [(t.start, t.end) for t in plain.tokens]
    assert careful.slow_words == tuple(range(len(careful.tokens)))


@pytest.mark.parametrize(
    "source",
    [
        "a long walk and then another walk and " * 200,
        "".join(chr(0x1F600 + number % 60) for number in range(2_000)),
        " ".join(chr(0x1F600 + number % 60) for number in range(2_000)),
        "<>" * 2_000,
        "1/2 " * 1_000,
        "10^9^" * 500,
        "a." * 2_000,
        "MTX " * 1_000,
        "5mg/kg/day " * 500,
    ],
)
def test_no_voice_gets_more_in_one_go_than_it_renders_at_once(source: str) -> None:
    for utterance in utterances(guide_of(source)):
        starts = [*utterance.clause_starts, len(utterance.tokens)]
        for start, end in itertools.pairwise(starts):
            clause = utterance.words[start:end]
            assert start < end
            assert len(clause) == 1 or len(" ".join(clause)) <= LONGEST_CLAUSE_CHARS
            assert len(" ".join(clause)) <= 1_500


def test_what_is_said_in_several_goes_is_said_in_as_few_as_can_be() -> None:
    utterance = utterances(guide_of("and then another walk " * 30))[0]
    starts = [*utterance.clause_starts, len(utterance.tokens)]
    clauses = [" ".join(utterance.words[start:end]) for start, end in itertools.pairwise(starts)]
    assert len(clauses) > 1
    for one, other in itertools.pairwise(clauses):
        assert len(f"{one} {other}") > LONGEST_CLAUSE_CHARS


def test_a_paragraph_in_pieces_is_heard_as_one() -> None:
    guide = guide_of("- [ ] " + "Call the care team. " * 2_000 + "\n\nAfter.")
    pieces = [block for block in guide.blocks if block.goes_on]
    assert pieces
    for block in pieces:
        before = Position(block.index - 1, len(guide.blocks[block.index - 1].sentences) - 1)
        assert NARRATOR.utterance(guide, before).pause_after_s == SENTENCE_PAUSE_S
        assert NARRATOR.utterance(guide, Position(block.index)).spoken == "Call the care team."


def test_the_count_of_a_very_long_list_is_not_waited_for() -> None:
    guide = guide_of("- An item.\n" * 20_000)
    assert heard_first(guide) == f"More than {MOST_COUNTED} points. An item."
    assert sum("content" in block.__dict__ for block in guide.blocks) <= MOST_COUNTED + 2
    nested = guide_of("- First.\n" + "  - Inside.\n" * 20_000)
    assert heard_first(nested) == "First."


def heard_first(guide: Guide) -> str:
    """Return the first sentence of a guide as it is spoken."""
    return NARRATOR.utterance(guide, guide.start).spoken


def test_each_sentence_of_an_announcement_ends_with_a_stop_of_its_own() -> None:
    utterance = NARRATOR.announcement("Welcome back. Dr. Lee's notes. Before you hear the table.")
    assert [utterance.words[start] for start in utterance.clause_starts] == [
        "Welcome",
        utterance.words[2],
        "Before",
    ]


def test_an_announcement_without_a_word_is_one_as_well() -> None:
    assert NARRATOR.announcement("").clause_starts == (0,)
