"""What is written, and what the listener hears in its place."""

from __future__ import annotations

import pytest

from allvoice.narration.narrator import Narrator


def heard(text: str) -> str:
    """Return how a text is said by the rules alone."""
    return Narrator().announcement(text).spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ALL is treated", "A L L is treated"),
        ("ANC < 500/µL", "A N C less than 500 per microliter"),
        ("day 1–5", "day 1 to 5"),
        ("10^9/L", "ten to the power 9 per liter"),
        ("mg/m²", "milligrams per square meter"),
        ("mg/m2", "milligrams per square meter"),
        ("1/2 tablet", "one half tablet"),
        ("q6h PRN", "every 6 hours as needed"),
        ("PO BID", "by mouth twice a day"),
        ("IT", "I T"),
        ("24/7", "24 7"),
        ("Dr. Smith", "Doctor Smith"),
        ("38.3°C", "38.3 degrees Celsius"),
        ("e.g.", "for example"),
        ("CAR-T", "car T"),
    ],
)
def test_what_an_offline_voice_says_wrongly_is_said_rightly(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ANC < 500", "A N C less than 500"),
        ("ANC <500", "A N C less than 500"),
        ("> 38", "greater than 38"),
        ("≥ 38.0", "at least 38.0"),
        ("≥38.0 °C", "at least 38.0 degrees Celsius"),
        (">= 38", "at least 38"),
        ("<= 5", "at most 5"),
        ("≤1 g", "at most 1 gram"),
        ("⩾38", "greater than or slanted equal to 38"),
        ("＜5", "less than 5"),
        ("≠ 5", "not equal to 5"),
        ("<0.01%", "less than 0.01 percent"),
        ("< 0.01 %", "less than 0.01 percent"),
        ("p < 0.05", "p less than 0.05"),
        ("p<.05", "p less than 0.05"),
        ("(<500)", "less than 500"),
        ("<-5 °C", "less than minus 5 degrees Celsius"),
        (">95%", "greater than 95 percent"),
        ("≥ 18-39 years", "at least 18 to 39 years"),
        ("≥5–<10", "at least 5 to less than 10"),
        ("=> 38", "equals greater than 38"),
        ("=< 5", "at most 5"),
        ("fever => call", "fever then call"),
        ("A -> B", "A to B"),
        ("10 mg→20 mg", "10 milligrams to 20 milligrams"),
        ("5 ± 2", "5 plus or minus 2"),
        ("5 +/- 2", "5 plus or minus 2"),
        ("~5", "about 5"),
        ("≈5", "about 5"),
    ],
)
def test_a_threshold_keeps_its_direction(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("5-10", "5 to 10"),
        ("5 - 10", "5 to 10"),
        ("5–10", "5 to 10"),
        ("5—10", "5 to 10"),
        ("1.5–2", "1.5 to 2"),
        ("37.5-38", "37.5 to 38"),
        ("5-10%", "5 to 10 percent"),
        ("5%-10%", "5 percent to 10 percent"),
        ("5-10 mg", "5 to 10 milligrams"),
        ("5-10 h", "5 to 10 hours"),
        ("5 mg-10 mg", "5 milligrams to 10 milligrams"),
        ("5 mg – 10 mg", "5 milligrams to 10 milligrams"),
        ("38°C - 39°C", "38 degrees Celsius to 39 degrees Celsius"),
        ("24-48h", "24 to 48 hours"),
        ("2-3x", "2 to 3 times"),
        ("12-18-month", "12 to 18 month"),
        ("18–39-year-old", "18 to 39 year-old"),
        ("500-1000 mL", "500 to 1000 milliliters"),
        ("720-1440 mg", "720 to 1440 milligrams"),
        ("5,000-10,000/µL", "5,000 to 10,000 per microliter"),
        ("10 000-20 000 cells", "10,000 to 20,000 cells"),
        ("1/2-1 tablet", "one half to 1 tablet"),
        ("-5–-3 °C", "minus 5 to minus 3 degrees Celsius"),
        ("$5-10", "5 dollars to 10"),
        ("Monday-Friday", "Monday to Friday"),
        ("9am-5pm daily", "9 a.m. to 5 p.m. daily"),
        ("9 a.m.–5 p.m.", "9 a.m. to 5 p.m."),
        ("8:00 AM–5:00 PM", "8:00 a.m. to 5:00 p.m."),
        ("500mg-1g", "500 milligrams to 1 gram"),
        ("age 1–<10", "age 1 to less than 10"),
        ("Day 1–Day 5", "Day 1 to Day 5"),
        ("T1–T4", "T 1 to T 4"),
        ("1st–3rd", "1st to 3rd"),
        ("1998-99", "1998 to 99"),
        ("2019–20", "2019 to 20"),
        ("BID-TID", "twice a day to three times a day"),
        ("q4h-q6h", "every 4 hours to every 6 hours"),
    ],
)
def test_a_range_is_never_lost(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        # A range does not fall: it may be a power that lost its place.
        ("10-4", "10 dash 4"),
        ("Day 10-4", "Day 10 dash 4"),
        ("10 − 4", "10 minus 4"),
        # A year and a month, or two years.
        ("2004-06", "2004 dash 06"),
        # A pause says that there are two numbers.
        ("14-16-2024", "14, 16, 2024"),
        ("30-30-40", "30, 30, 40"),
        ("555 - 1234", "555, 1234"),
        ("5 mg - 10 tablets", "5 milligrams, 10 tablets"),
        ("it was - 5 °C", "it was, 5 degrees Celsius"),
        ("1 - 1/2", "1, one half"),
        ("3/4/2026", "the date 3, 4, 2026"),
        ("no. 5 mg", "no. 5 milligrams"),
        ("No. 5 mg", "No. 5 milligrams"),
        ("38,5 °C", "38 comma 5 degrees Celsius"),
        ("1,5 mg", "1 comma 5 milligrams"),
        ("5·5·5 mg", "5 dot 5 dot 5 milligrams"),
        ("5'10 tall", "5 apostrophe 10 tall"),
        ("5 m", "5 m"),
        ("take 2 500 mg tablets", "take 2 500 milligrams tablets"),
    ],
)
def test_what_no_rule_is_sure_of_is_spelled_or_paused(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0.5 mg", "0.5 milligrams"),
        (".5 mg", "0.5 milligrams"),
        ("-.5", "minus 0.5"),
        ("1.50 mg", "1.50 milligrams"),
        ("1,000", "1,000"),
        ("1,000.5", "1,000.5"),
        ("10 000", "10,000"),
        ("10\u202f500", "10,500"),
        ("1\u00a0000\u00a0000", "1,000,000"),
        ("10'000", "10,000"),
        ("1,2,3", "1, 2, 3"),
        ("5.2.1", "5 point 2 point 1"),
        ("5...10", "5, 10"),
        ("5¹", "5 to the power 1"),
        ("5①", "5 1"),
        ("5(6)", "5, 6"),
        ("5~~6", "5 about 6"),
        ("5|6", "5 bar 6"),
        ("1:1", "1 to 1"),
        ("1:1000", "1 to 1000"),
        ("80:20", "80 to 20"),
        ("9:30", "9:30"),
        ("120/80 mmHg", "120 over 80 millimeters of mercury"),
        ("20/20", "20 over 20"),
        ("9/10 match", "9 of 10 match"),
    ],
)
def test_the_digits_of_a_number_never_run_together(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("½ tablet", "one half tablet"),
        ("1½ tablets", "1 and one half tablets"),
        ("1 1/2 tablets", "1 and one half tablets"),
        ("1-1/2 tablets", "1 and one half tablets"),
        ("1–½ tablets", "1 and one half tablets"),
        ("2 1/2 mg", "2 and one half milligram"),
        ("3/4", "three quarters"),
        ("2/3", "two thirds"),
        ("1/8", "one eighth"),
        ("1/3 mg", "one third milligram"),
        ("3/2", "3 over 2"),
        ("1/100", "1 over 100"),
        ("phase 1/2 trial", "phase 1 to 2 trial"),
        ("grade 3/4", "grade 3 or 4"),
        ("seen on 3/4", "seen on the date 3, 4"),
    ],
)
def test_a_part_is_a_part_and_a_pair_of_numbers_is_none(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("5 mg", "5 milligrams"),
        ("1 mg", "1 milligram"),
        ("5mg", "5 milligrams"),
        ("a 10-mg tablet", "a 10 milligram tablet"),
        ("50 mg/m2/day", "50 milligrams per square meter per day"),
        ("5 mg/kg", "5 milligrams per kilogram"),
        ("0.5 mcg/kg/min", "0.5 micrograms per kilogram per minute"),
        ("5 mg kg⁻¹", "5 milligrams per kilogram"),
        ("5 µmol/L", "5 micromoles per liter"),
        ("160 mg/5 mL", "160 milligrams per 5 milliliters"),
        ("100.4°F/38°C", "100.4 degrees Fahrenheit slash 38 degrees Celsius"),
        ("1.5×10⁹/L", "1.5 times ten to the power 9 per liter"),
        ("160mg/5mL", "160 milligrams per 5 milliliters"),
        ("5 mg/10 mg tablets", "5 milligrams slash 10 milligrams tablets"),
        ("2@10mg", "2 at 10 milligrams"),
        ("7 g/dL", "7 grams per deciliter"),
        ("1 L", "1 liter"),
        ("10 U/kg", "10 units per kilogram"),
        ("500 cells/mm3", "500 cells per cubic millimeter"),
        ("5 tsp", "5 teaspoons"),
        ("0.9%", "0.9 percent"),
        ("24 h", "24 hours"),
        ("24 hrs", "24 hours"),
        ("hrs", "hours"),
        ("a g", "a g"),
        ("2x", "2 times"),
        ("2× a day", "2 times a day"),
        ("3x/day", "3 times per day"),
        ("2 x 500 mg", "2 of 500 milligrams"),
        ("x10^9/L", "times ten to the power 9 per liter"),
        ("5 × 10⁹/L", "5 times ten to the power 9 per liter"),
        ("5×10⁹/L", "5 times ten to the power 9 per liter"),
        ("10⁻⁴", "ten to the power minus 4"),
        ("10^-4", "ten to the power minus 4"),
        ("-5 °C", "minus 5 degrees Celsius"),
        ("−5 °C", "minus 5 degrees Celsius"),
        ("100.4°F (38.0 °C)", "100.4 degrees Fahrenheit, 38.0 degrees Celsius"),
        ("Day +100", "Day plus 100"),
        ("day −7", "day minus 7"),
        ("65+", "65 plus"),
        ("7+3", "7 plus 3"),
        ("5'10\" tall", "5 feet 10 inches tall"),
        ("5’10”", "5 feet 10 inches"),
        ("5′10″.", "5 feet 10 inches."),
    ],
)
def test_a_quantity_is_said_with_its_unit(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("q8h", "every 8 hours"),
        ("q 6 h", "every 6 hours"),
        ("q.6h", "every 6 hours"),
        ("Q6H", "every 6 hours"),
        ("q6-8h", "every 6 to 8 hours"),
        ("q 4-6 h", "every 4 to 6 hours"),
        ("q1h", "every hour"),
        ("q21d", "every 21 days"),
        ("q 3 weeks", "every 3 weeks"),
        ("b.i.d.", "twice a day"),
        ("TID", "three times a day"),
        ("QID", "four times a day"),
        ("qHS", "at bedtime"),
        ("QOD", "every other day"),
        ("NPO", "nothing by mouth"),
        ("PO/IV", "by mouth or I V"),
        ("PO box 5", "P O box 5"),
        ("a bid", "a bid"),
        ("IT methotrexate", "intrathecal methotrexate"),
        ("IT department", "I T department"),
    ],
)
def test_a_schedule_is_said_in_plain_words(written: str, said: str) -> None:
    assert heard(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024-06-14", "June 14, 2024"),
        ("2024-13-14", "2024, 13, 14"),
        ("10 a.m.", "10 a.m."),
        ("10 am", "10 a.m."),
        ("5pm.", "5 p.m."),
        ("10 a.m./10 p.m.", "10 a.m. slash 10 p.m."),
        ("555-1234", "5 5 5, 1 2 3 4"),
        ("1-800-555-1234", "1, 8 0 0, 5 5 5, 1 2 3 4"),
        ("(555) 123-4567", "5 5 5, 1 2 3, 4 5 6 7"),
        ("555.123.4567", "5 5 5, 1 2 3, 4 5 6 7"),
        ("100.1234", "100.1234"),
        ("Call 911.", "Call 9 1 1."),
        ("call 988", "call 9 8 8"),
        ("1st", "1st"),
        ("22nd", "22nd"),
        ("$5.50", "5 dollars and 50 cents"),
        ("$0.50", "50 cents"),
        ("$5.00", "5 dollars"),
        ("$1", "1 dollar"),
        ("$1,000", "1,000 dollars"),
        ("$1.2 million", "1.2 million dollars"),
        ("5 €", "5 euros"),
        ("€", "euros"),
    ],
)
def test_dates_times_telephones_and_money(written: str, said: str) -> None:
    assert heard(written) == said
