"""What looks like something else is not taken for it: the edges of the rules, one a line."""

from __future__ import annotations

import pytest

from allvoice.narration.narrator import Narrator


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # Amounts that have the shape of a telephone number.
        ("500-1000", "500 to 1000"),
        ("150-1500", "150 to 1500"),
        ("125-1250 calories", "125 to 1250 calories"),
        ("555-1234 mL", "555 to 1234 milliliters"),
        ("Call 555-1200", "Call 5 5 5, 1 2 0 0"),
        ("Call 550-1234", "Call 5 5 0, 1 2 3 4"),
        ("Dial 988", "Dial 9 8 8"),
        ("Text 12 people", "Text 12 people"),
        ("At (555) 123.4567", "At, 5 5 5, 1 2 3, 4 5 6 7"),
        ("At (555) beds", "At, 555, beds"),
        # A dash behind a word.
        ("Wait— then go", "Wait, then go"),
        ("“Wait”– then go", "Wait, then go"),
        # Halves.
        ("1/2 mL", "one half milliliter"),
        ("1-2 1/2 tablets", "1 to 2 and one half tablets"),
        ("1-1/2 tablets", "1 and one half tablets"),
        ("0-1/2 tablet", "0 to one half tablet"),
        ("<1-1/2", "less than 1 dash one half"),
        ("$1-1/2", "1 dollar dash one half"),
        ("2 1/2 tablets", "2 and one half tablets"),
        ("Grade 3/4", "Grade 3 or 4"),
        # Years, months and days.
        ("2004-12", "2004 dash 12"),
        ("2004-13", "2004 to 13"),
        ("on 2024-13-05", "on 2024, 13, 05"),
        ("on 2024-05-45", "on 2024, 05, 45"),
        ("d5-5", "d5, 5"),
        ("5-5 mg", "5 dash 5 milligrams"),
        # A dash that means "to", and one that does not.
        ("Mon-Fri", "Monday to Friday"),
        ("mid-May", "mid-May"),
        ("April-born", "April-born"),
        ("BID-TID", "twice a day to three times a day"),
        ("BID-ALL", "twice a day A L L"),
        ("ALL-BID", "A L L twice a day"),
        ("T1-T4", "T 1 to T 4"),
        ("T1-B4", "T 1 B 4"),
        ("Day 1–Day 5", "Day 1 to Day 5"),
        ("Day 1–Night 5", "Day 1, Night 5"),
        ("mg-5 mL", "milligrams 5 milliliters"),
        # So much in so much, and two doses.
        ("10 mg/5 mL", "10 milligrams per 5 milliliters"),
        ("10 mg/10 mg", "10 milligrams slash 10 milligrams"),
        # Money.
        ("$2.01", "2 dollars and 1 cent"),
        ("$2.02", "2 dollars and 2 cents"),
        ("£2.01", "2 pounds and 1 pence"),
        ("$2 million", "2 million dollars"),
        ("2 million cells", "2 million cells"),
        ("$5 BID", "5 dollars twice a day"),
        # Words that only what stands beside them changes.
        ("room No. 5", "room number 5"),
        ("He said No. Then wait", "He said No. Then wait"),
        ("for MRD. 5 days", "for M R D. 5 days"),
        ("for MRD. John came", "for M R D. John came"),
        ("the letter q now", "the letter q now"),
        ("BID box", "twice a day box"),
        ("take 2 po", "take 2 by mouth"),
        ("an expert at ALL care", "an expert at A L L care"),
        ("MRD- now", "M R D negative now"),
        ("ANC CRP LDH", "A N C C R P L D H"),
        ("ANC IVIG", "A N C I V I G"),
        ("STOP CHEMO", "stop chemo"),
        ("GIVE THE CHILD BMT TODAY", "give the child B M T today"),
        # Roman numerals.
        ("phase IV trial", "phase 4 trial"),
        ("stage V", "stage V"),
        ("Stage V", "Stage 5"),
        ("phase A/B", "phase A slash B"),
        ("phase I/II", "phase 1 to 2"),
    ],
)
def test_each_is_said_as_what_it_is(written: str, said: str) -> None:
    assert Narrator().announcement(written).spoken == said
