"""How words, letters and signs are heard that measure nothing."""

from __future__ import annotations

import pytest

from allvoice.narration.narrator import Narrator


def heard(text: str) -> str:
    """Return how a text is said by the rules alone."""
    return Narrator().announcement(text).spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Her ALL came back", "Her A L L came back"),
        ("(ALL)", "A L L"),
        ("“ALL”", "A L L"),
        ("ALL's", "A L L's"),
        ("ALL,", "A L L,"),
        ("ALL—the disease—is", "A L L, the disease, is"),
        ("B-ALL", "B A L L"),
        ("Ph+ ALL", "P H positive A L L"),
        ("AML/ALL", "A M L, A L L"),
        ("All is well", "All is well"),
        ("all is well", "all is well"),
        ("Take ALL of it", "Take all of it"),
        ("Take ALL OF the tablets", "Take all of the tablets"),
        ("not AT ALL", "not at all"),
        # It may be the disease: letters spell the word as well.
        ("Have ALL the tests", "Have A L L the tests"),
        ("AML OR ALL", "A M L or A L L"),
    ],
)
def test_the_disease_is_never_taken_for_the_word_all(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("TAKE YOUR TABLETS TONIGHT", "take your tablets tonight"),
        ("TREATING ALL IN CHILDREN", "treating A L L in children"),
        ("YOUR ALL TREATMENT", "your A L L treatment"),
        ("TAKE ALL OF THEM NOW", "take all of them now"),
        ("LOW ANC AND FEVER", "low A N C and fever"),
        ("CALL 911 NOW", "call 9 1 1 now"),
        ("Do NOT wait", "Do not wait"),
        ("ALL", "A L L"),
    ],
)
def test_a_shouted_sentence_is_said_as_words_but_for_its_letters(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("COVID-19", "covid 19"),
        ("CD19", "C D 19"),
        ("IL-2", "I L 2"),
        ("T315I", "T 315 I"),
        ("T-315I", "T 315 I"),
        ("6-MP", "6 M P"),
        ("CRS", "C R S"),
        ("ICANS", "I C A N S"),
        ("BCR::ABL1", "B C R A B L 1"),
        ("BCR-ABL1", "B C R A B L 1"),
        ("t(9;22)", "t 9, 22"),
        ("del(17p)", "del 17p"),
        ("CD19+", "C D 19 positive"),
        ("CD19+ cells", "C D 19 positive cells"),
        ("CD3-/CD19+", "C D 3 negative, C D 19 positive"),
        ("CD19−", "C D 19 negative"),
        ("CD19- and CD22-directed", "C D 19 and C D 22 directed"),
        ("CD19-negative", "C D 19 negative"),
        ("Ph-like", "P H like"),
        ("Ph+", "P H positive"),
        ("Ph-", "P H negative"),
        ("B- and T-cell", "B and T-cell"),
        ("H₂O", "H 2 O"),
        ("x-ray", "x-ray"),
        ("IV", "I V"),
        ("given IV daily", "given I V daily"),
        ("Phase IV", "Phase 4"),
        ("Phase I", "Phase 1"),
        ("in this phase I feel", "in this phase I feel"),
        ("I", "I"),
        ("II", "2"),
        ("phase I/II", "phase 1 to 2"),
        ("Stage I–IV", "Stage 1 to 4"),
        ("grades III-IV", "grades 3 to 4"),
    ],
)
def test_letters_and_numerals_of_medicine(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("vs. AML", "versus A M L"),
        ("i.e. now", "that is now"),
        ("and/or", "and or"),
        ("w/o food", "without food"),
        ("he/she", "he or she"),
        ("tablet(s)", "tablets"),
        ("etc.", "etc."),
        ("in the U.S.", "in the U.S."),
        ("St. Jude", "Saint Jude"),
        ("St. Jude.", "Saint Jude."),
        ("Main St. Call", "Main St. Call"),
        ("Trial No. 5", "Trial number 5"),
        ("No. I said no.", "No. I said no."),
        ("α", "alpha"),
        ("β-blocker", "beta blocker"),
        ("IFN-γ", "I F N gamma"),
        ("TNFα", "T N F alpha"),
        ("μ-opioid", "mu opioid"),
        ("λόγος", "λόγος"),
        ("#3", "number 3"),
        ("R&D", "R and D"),
        ("&", "and"),
        ("@", "at"),
        ("treatment¹", "treatment, note 1"),
        ("x²", "x to the power of 2"),
        ("snake_case", "snake underscore case"),
        ("x==y", "x equals y"),
        ("🙂", "slightly smiling face"),
        ("⚠️ Fever", "warning, Fever"),
        ("🇺🇸", "flag of United States"),
        ("✓ done", "check, done"),
        ("word—word", "word, word"),
        ("word – word", "word, word"),
        ("wait...", "wait."),
        ("wait…", "wait."),
        ("“Call,” she said", "Call, she said"),
        ("a [note] here", "a, note, here"),
        ("a (short) word", "a, short, word"),
        ("• item", "item"),
        ("***", "a sign"),
    ],
)
def test_words_and_signs_of_plain_prose(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("see https://x.org/a?b=1.", "see link."),
        ("(www.x.org)", "link"),
        ("x.org/page", "link"),
        ("cancer.gov", "cancer dot gov"),
        ("ask me@x.org, please", "ask e-mail address, please"),
        ("mailto:me@x.org", "link"),
    ],
)
def test_an_address_is_named_and_never_spelled(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[h@loU]]", "h at loU"),
        ("<break time='9s'/>", "less than break time equals '9s' slash greater than"),
        ("**bold** _it_ `code`", "bold it code"),
        ("\x1b[31mred\x07", "31mred"),
        ("a\u202eb", "ab"),
    ],
)
def test_nothing_a_voice_or_a_terminal_obeys_is_left(written: str, said: str) -> None:
    assert heard(written) == said
