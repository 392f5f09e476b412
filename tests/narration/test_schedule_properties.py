"""What holds for all days and all telephone numbers, however they are written."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from allvoice.narration.calendar_names import DAY_NAMES, DAYS
from allvoice.narration.narrator import Narrator

NARRATOR = Narrator()

names = st.sampled_from(sorted(DAY_NAMES))
capitals = st.sampled_from([str.title, str.upper])
marks = st.sampled_from(["-", "–", "—", "/", ",", ", ", "&", " & ", " - ", " – ", "+", " / "])
lists = st.lists(names, min_size=3, max_size=5)
groups = st.lists(st.text("0123456789", min_size=2, max_size=4), min_size=3, max_size=5)


def heard(text: str) -> str:
    """Return how a text is said by the rules alone."""
    return NARRATOR.announcement(text).spoken


@given(lists, marks, capitals)
@example(["mon", "wed", "fri"], "-", str.title)
@example(["monday", "wednesday", "friday"], " – ", str.title)
def test_three_days_are_never_a_span_of_days(
    days: list[str], mark: str, written: Callable[[str], str]
) -> None:
    said = heard("Give 5 mg " + mark.join(written(day) for day in days))
    assert " to " not in said
    assert re.findall("|".join(DAYS), said.title()) == [DAYS[DAY_NAMES[day]] for day in days]


@given(groups, st.sampled_from([" ", "-", "."]), st.sampled_from(["Tel: ", "Call ", "+44 "]))
@example(["020", "7946", "0958"], " ", "Call ")
def test_every_digit_of_a_telephone_number_is_heard(
    parts: list[str], mark: str, before: str
) -> None:
    number = mark.join(parts)
    said = heard(before + number)
    assert re.sub(r"\D", "", said) == re.sub(r"\D", "", before + number)
