"""Each rule has a name for people, a place in one order, and is known by what it says."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Guide, Position
from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.model import explained
from allvoice.narration.narrator import SHORT_NAME, SYLLABLES, Narrator
from allvoice.narration.rules import RULES
from allvoice.narration.tokens import LEXICON, tokens_of
from tests.guide.texts import guide_of

LONG = "https://a.org/" + "b" * 200
EXAMPLES = [
    ("Feed it well", "well", "as written"),
    ("Call 555 123 4567", "5 5 5, 1 2 3, 4 5 6 7", "telephone number"),
    ("Dial (555) 123.4567", "5 5 5, 1 2 3, 4 5 6 7", "telephone number"),
    ("Call 1-800-DOCTORS", "1, 8 0 0, doctors", "telephone number"),
    ("ext 5", "extension", "extension"),
    ("MRN 7654321", "7 6 5 4, 3 2 1", "number of a record"),
    ("Call 555-1234", "5 5 5, 1 2 3 4", "telephone number"),
    ("Call 911", "9 1 1", "telephone number"),
    ("1234567890123456", "1 2 3 4, 5 6 7 8, 9 0 1 2, 3 4 5 6", "long number"),
    ("1,234,567,890,123,456,789", "1 2 3 4, 5 6 7 8, 9 0 1 2, 3 4 5 6, 7 8 9", "long number"),
    ("Dial 988", "9 8 8", "telephone number"),
    ("5 – 7 days", "to", "dash"),
    ("MRD(-) again", "M R D negative", "sign in brackets"),
    ("every q. 6 h", "every", "dosing interval"),
    ("every q 6 h", "every", "dosing interval"),
    ("q6h", "every 6 hours", "dosing interval"),
    ("room No. 5", "number", "number"),
    ("take max. 4 tablets", "maximum", "short word"),
    ("at St. Jude", "Saint", "saint"),
    ("TPMT *1/*3A", "star 1, star 3 A", "gene"),
    ("chills / rigors", "chills,", "as written"),
    ("mother / father", "or", "slash between words"),
    ("Hgb 8", "hemoglobin", "short word of the laboratory"),
    ("NCT01234567", "N C T, 0 1 2 3 4 5 6 7", "number of a trial"),
    ("HLA-B*27:05", "H L A, B star 2 7, 0 5", "tissue type"),
    ("47,XX,+21", "47, X X, plus 21", "karyotype"),
    ("A => 5", "equals greater than", "names of signs"),
    (LONG, "link", "very long word"),
    ("a_b", "a underscore b", "names of signs"),
    ("5'10\" tall", "5 feet 10 inches", "height"),
    ("3 x daily", "times", "times"),
    ("IT chemo", "intrathecal", "into the spine"),
    ("PO Box", "P O", "post office box"),
    ("$2 million", "million dollars", "sum of money"),
    ("type O- blood", "O negative", "blood group"),
    ("20k/μL", "20 thousand per microliter", "amount"),
    ("d1-5", "day 1 to 5", "days of treatment"),
    ("5 mg po", "by mouth", "short on a chart"),
    ("C3D8", "cycle 3, day 8", "days of treatment"),
    ("Tue/Fri", "Tuesday and Friday", "days of the week"),
    ("iii pills", "3", "numeral on a chart"),
    ("÷q12h", "divided, every 12 hours", "divided doses"),
    ("by 6:45p", "6:45 p.m.", "time of day"),
    ("x5d", "for 5 days", "length of treatment"),
    ("101 F", "degrees Fahrenheit", "temperature"),
    ("e.g. this", "for example", "abbreviation"),
    ("5 mg BID", "twice a day", "abbreviation"),
    ("see https://a.org/b", "link", "link"),
    ("ask a@b.org", "e-mail address", "e-mail address"),
    ("see cancer.gov", "cancer dot gov", "website"),
    ("24/7", "24 7", "round the clock"),
    ("on 2026-11-29", "November 29, 2026", "date"),
    ("take 2-3 mg", "2 to 3", "range"),
    ("10mg", "10 milligrams", "amount"),
    ("500-1000", "500 to 1000", "range"),
    ("5 kg", "kilograms", "unit"),
    ("pill(s)", "pills", "plural in brackets"),
    ("500-≥1000", "500 to at least 1000", "range up to a limit"),
    ("CD19+", "C D 19 positive", "positive or negative"),
    ("Hgb 7.1 (L)", "low", "flag of a laboratory"),
    ("3.2 (L)", "L", "unsure letter"),
    ("WBC 3.2*", "3.2 star", "star on a result"),
    ("protein +++", "plus plus plus", "row of signs"),
    ("pain 7/10", "7 of 10", "score"),
    ("1/10,000", "1 in 10,000", "ratio"),
    ("K+ 3", "potassium", "ion"),
    ("D5½NS", "D 5, one half N S", "part of a solution"),
    ("5xULN", "5 times U L N", "times a limit"),
    ("2.500 E", "2 point 5 0 0", "unsure point"),
    ("1+/2+", "1 plus, 2 plus", "row of grades"),
    ("2° burns", "second degree", "degree"),
    ("2° hypertension", "2 degree sign", "unsure degree"),
    ("in 2/7", "2 slash 7", "unsure length of time"),
    ("gr ii", "I I", "unsure grains"),
    ("x2/52", "for 2 weeks", "length of time"),
    ("4y3m", "4 years 3 months", "age"),
    ("Gr 3", "grade", "grade"),
    ("5-10foo", "5 to 10 foo", "unknown unit"),
    ("A≥5", "A at least 5", "comparison"),
    ("phase II", "2", "Roman numeral"),
    ("phase I/II", "1 to 2", "Roman numeral"),
    ("t(9;22)", "t 9, 22", "change of chromosomes"),
    ("CD19", "C D 19", "letters and figures"),
    ("TNFα", "T N F alpha", "letters and Greek"),
    ("the ALL team", "A L L", "the disease or the word all"),
    ("give vinCRIStine", "vincristine", "tall-man letters"),
    ("a FISH test", "fish", "acronym"),
    ("do NOT stop", "not", "word in capitals"),
    ("the ANC", "A N C", "letter by letter"),
    ("B-ALL", "B A L L", "word in parts"),
]


@pytest.mark.parametrize(("written", "said", "rule"), EXAMPLES, ids=lambda each: each[:20])
def test_a_word_tells_which_rule_said_it(written: str, said: str, rule: str) -> None:
    assert (said, rule) in [(token.spoken, token.rule) for token in tokens_of(written)]


def test_each_rule_is_known_by_an_example() -> None:
    assert {rule for _, _, rule in EXAMPLES} == {rule.name for rule in RULES}


@pytest.mark.parametrize("name", sorted({rule.name for rule in RULES}))
def test_the_name_of_a_rule_is_plain_words(name: str) -> None:
    # A listener hears it through the same rules.
    assert Narrator().announcement(name).spoken == name


def test_a_lexicon_speaks_before_any_rule() -> None:
    lexicon = Lexicon([Entry("BID", says="two times a day")])
    (token,) = tokens_of("BID", lexicon=lexicon)
    assert (token.spoken, token.rule) == ("two times a day", LEXICON)


def test_a_medicine_said_in_syllables_tells_so() -> None:
    guide = guide_of("Take asparaginase now.\n")
    lexicon = Lexicon([Entry("asparaginase", ipa="ə", respelling="as-PAR-uh-jin-ays", drug=True)])
    careful = Narrator(lexicon).utterance(guide, Position(0), carefully=True)
    assert explained(careful) == [("as-par-uh-jin-ays", SYLLABLES)]


def test_a_column_name_cut_short_tells_so() -> None:
    rows = "| 1 | a |\n| 2 | b |\n"
    guide = guide_of(f"| Day | Where the dose is given |\n|---|---|\n{rows}")
    heard = [explained(Narrator().utterance(guide, at)) for at in every_sentence(guide)]
    assert [("Where:", SHORT_NAME)] in heard


def every_sentence(guide: Guide) -> list[Position]:
    found: list[Position] = []
    position: Position | None = guide.start
    while position is not None:
        found.append(position)
        position = guide.after(position)
    return found


def test_only_what_a_rule_changed_is_explained() -> None:
    guide = guide_of("- Give 2-3 mg/kg BID now.\n- Stop.\n")
    utterance = Narrator().utterance(guide, Position(0))
    assert utterance.words[0] == "2 points."
    assert explained(utterance) == [
        ("2 to 3", "range"),
        ("milligrams per kilogram", "unit"),
        ("twice a day", "abbreviation"),
    ]


@pytest.mark.parametrize("written", ["΢", "a΢b", "T΢", "5 ΢ 6"])
def test_a_sign_without_a_name_in_a_document_does_not_end_the_reading(written: str) -> None:
    assert all(token.spoken for token in tokens_of(f"Give {written} now"))
