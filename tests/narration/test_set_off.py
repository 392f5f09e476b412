"""Pictures, numbers of notes and tags are said by themselves, never as a part of a dose."""

from __future__ import annotations

from functools import partial

import pytest

from allvoice.guide.model import Position
from allvoice.narration.narrator import Narrator
from tests.guide.texts import guide_of

NARRATOR = Narrator()


def heard(source: str) -> list[str]:
    guide = guide_of(source)
    say = partial(NARRATOR.utterance, guide)
    return [
        say(Position(block.index, number)).spoken
        for block in guide.blocks
        for number in range(len(block.sentences))
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Give 10 mg[3] now", "Give 10 milligrams, note 3, now"),
        ("Give 10 mg [12, 13] now", "Give 10 milligrams, notes 12 and 13, now"),
        ("Give 10 mg/day¹² now", "Give 10 milligrams per day, note 12, now"),
        ("Give 10 mg<sup>2,3</sup> now", "Give 10 milligrams, notes 2 and 3, now"),
        ("Give 10 mg[^9] now", "Give 10 milligrams, note 9, now"),
        ("Give 10 mg[^a]\n\n[^a]: More.", "Give 10 milligrams, note a"),
        ("Give 10 mL<sup>†</sup> now", "Give 10 milliliters, note dagger, now"),
        ("Give [it][9] now", "Give, it, note 9, now"),
        ("It helps¹⁻³ here", "It helps, notes 1 to 3, here"),
        ("treatment[1-3] and", "treatment, notes 1 to 3, and"),
        ("a study [4] shows", "a study, in brackets 4, shows"),
        ("WBC 3.2 [4-11]", "W B C 3.2, 4 to 11"),
        ("Take [2] tablets", "Take, 2, tablets"),
        ("1.5 m² and mm3, 10⁹, x²", "1.5 square meters and cubic millimeters, "
         "ten to the power 9, x to the power of 2"),
        ("the 20^th day", "the 20th day"),
        (r"See $\int_0^1 x$ here", "See, a formula, here"),
        (r"If $x \ge 500$ call", "If x at least 500 call"),
    ],
)  # fmt: skip
def test_the_number_of_a_note_is_no_part_of_a_dose(source: str, said: str) -> None:
    assert heard(source)[0] == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("☎ Call", "phone, Call"),
        ("Call⚠️now", "Call, warning, now"),
        ("❌ aspirin", "cross, aspirin"),
        ("✅ ☑ ☒ ☐", "check, checked box, crossed box, empty box"),
        ("🚨🚨🚨 Go", "police car light, 3 times, Go"),
        ("Give 💊💊 at 8", "Give, pill, 2 times, at 8"),
        ("1️⃣0️⃣ mg", "10 milligrams"),
        ("👩‍⚕️ or 👨‍👩‍👧", "woman health worker, or, family"),
        ("👍🏽 🇺🇸", "thumbs up, flag of United States"),
        ("1️⃣ 5 mg", "number 1, 5 milligrams"),
        ("🟢 good 🔴 bad", "green circle, good, red circle, bad"),
        ("∅ fever", "no fever"),
        ("Allergies: ∅", "Allergies: none"),
        ("Counts ↓↓ now", "Counts down, down now"),
        (":pill: at 8", "pill, at 8"),
    ],
)
def test_a_picture_has_one_short_name(source: str, said: str) -> None:
    assert heard(source) == [said]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("A good day. #symptom-diary", "A good day., tag symptom diary"),
        ("#fever #home/night", "tag fever, tag home night"),
        ("Bed #1", "Bed number 1"),
        ("The #hip is sore", "The number hip is sore"),
    ],
)
def test_a_tag_is_called_one_at_the_end_of_a_line_alone(source: str, said: str) -> None:
    assert " ".join(heard(source)).replace(". tag", "., tag") == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Bring <label for the fridge> now", "Bring, label for the fridge, now"),
        ("Ask <name of nurse>.", "Ask, name of nurse."),
        ("ANC <low> 5", "A N C less than low greater than 5"),
        ("a <b and c> d", "a less than b and c greater than d"),
        ("<break time='1s'/>", "less than break time equals apostrophe 1s apostrophe"),
    ],
)
def test_words_in_angle_brackets_are_set_off_where_they_are_no_comparison(
    source: str, said: str
) -> None:
    assert heard(source)[0].startswith(said.split(" apostrophe")[0])


TABLE = """\
| Day | Dose | Mark | Note |
|---|---|---|---|
| 5 | - | * | ✓ |
| A | — | + | |
| Dec 7 | ___ | ++ | ❌ |
| - | … | ± | 5 mg[3] |
| Sunday | ? | 0 | x |
"""


def test_no_cell_is_silent_and_no_row_is_named_by_a_bare_figure() -> None:
    said = heard(TABLE)[1:]
    assert said == [
        *("Day: 5", "Dose: dash", "Mark: star", "Note: check"),
        *("Day: A", "Dose: dash", "Mark: plus", "Note: empty"),
        *("Day: December 7", "Dose: blank", "Mark: plus plus", "Note: cross"),
        *("Day: dash", "Dose: dots", "Mark: plus or minus", "Note: 5 milligrams, note 3"),
        *("Sunday", "Dose: question mark", "Mark: 0", "Note: x"),
    ]
