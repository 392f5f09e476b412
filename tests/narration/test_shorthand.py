"""What doctors and charts write short is heard in words, or left to be spelled."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.narration.narrator import Narrator
from allvoice.narration.tokens import tokens_of
from tests.tui.screen_harness import make_guide


def heard(text: str) -> str:
    return " ".join(token.spoken for token in tokens_of(text))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("MRD(-) now", "M R D negative now"),
        ("MRD(−), then", "M R D negative, then"),
        ("CD20(+) and CD22(-).", "C D 20 positive and C D 22 negative."),
        ("Ph(-)", "P H negative"),
        ("O- blood", "O negative blood"),
        ("A−", "A negative"),
        ("AB+", "A B positive"),
        ("Rh-", "R h negative"),
        ("B- and T-cell", "B and T-cell"),
        ("<10-4", "less than ten to the power minus 4"),
        ("<10−4", "less than ten to the power minus 4"),
        ("<1x10-4", "less than 1 times ten to the power minus 4"),
        ("1×10−4", "1 times ten to the power minus 4"),
        ("10e9/L", "ten to the power 9 per liter"),
        ("100K/µL", "100 thousand per microliter"),
        ("<50K/µL", "less than 50 thousand per microliter"),
        ("daily x 28 days", "daily for 28 days"),
        ("x28d", "for 28 days"),
        ("q6h x 3 days", "every 6 hours for 3 days"),
        ("tabs x2", "tablets 2 times"),
        ("3 x 5 mg", "3 of 5 milligrams"),
        ("d1–4", "day 1 to 4"),
        ("D1-4", "day 1 to 4"),
        (">100.4F", "greater than 100.4 degrees Fahrenheit"),
        ("100.4 F", "100.4 degrees Fahrenheit"),
        ("≥ 38 C", "at least 38 degrees Celsius"),
        ("vitamin C", "vitamin C"),
        ("12 C", "12 C"),
        ("1½ tabs", "1 and one half tablets"),
        ("1/2 tab", "one half tablet"),
        ("qd", "once a day"),
        ("Stop ALL chemo pills", "Stop all chemo pills"),
        ("At ALL times", "At all times"),
        ("Not ALL, but AML", "Not A L L, but A M L"),
        ("it is not ALL", "it is not A L L"),
        ("Give ALL patients chemo", "Give A L L patients chemo"),
        ("Factor X 3 days", "Factor 10 3 days"),
        ("5 mg po bid", "5 milligrams by mouth twice a day"),
        ("They bid on it", "They bid on it"),
        ("Call 555 123 4567.", "Call 5 5 5, 1 2 3, 4 5 6 7."),
        ("(555) 123-4567", "5 5 5, 1 2 3, 4 5 6 7"),
        ("+1 555 123 4567", "plus 1, 5 5 5, 1 2 3, 4 5 6 7"),
        ("Children with ALL of their own", "Children with A L L of their own"),
        ("Treat ALL with pills", "Treat A L L with pills"),
    ],
)
def test_short_forms_are_heard_in_words(written: str, said: str) -> None:
    assert heard(written) == said


def test_what_is_crossed_out_is_said_to_be() -> None:
    guide = make_guide("# A\n\nDo ~~not~~ give ~~10 mg~~ 5 mg.\n")
    said = Narrator().utterance(guide, Position(1)).spoken
    assert said == (
        "Do crossed out: not, end of crossed out, give crossed out: 10 milligrams, "
        "end of crossed out, 5 milligrams."
    )
