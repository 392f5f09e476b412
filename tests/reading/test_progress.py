"""Where one is, and where a move leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.guide.model import Position
from allvoice.reading import progress
from allvoice.reading.state import NavigationLevel
from tests.guide.texts import guide_of
from tests.reading.harness import small_guide


@pytest.mark.parametrize(
    ("duration_min", "said"),
    [
        (0, "less than a minute"),
        (0.74, "less than a minute"),
        (1.2, "1 minute"),
        (2.5, "2 minutes"),
        (89, "89 minutes"),
        (90, "1 and a half hours"),
        (61 * 2, "2 hours"),
        (60 * 24, "24 hours"),
    ],
)
def test_time_left_is_rounded_as_people_do(duration_min: float, said: str) -> None:
    assert progress.spoken_minutes(duration_min) == said


def test_time_left_shrinks_with_the_pace_and_the_place() -> None:
    guide = small_guide()
    slow = progress.minutes_left(guide, guide.start, 100)
    fast = progress.minutes_left(guide, guide.start, 200)
    assert slow == pytest.approx(2 * fast)
    assert progress.minutes_left(guide, guide.end, 100) < slow


GUIDE = small_guide()
POSITIONS = [GUIDE.start]
while (following := GUIDE.after(POSITIONS[-1])) is not None:
    POSITIONS.append(following)


@given(st.sampled_from(POSITIONS), st.sampled_from(list(NavigationLevel)), st.sampled_from([-1, 1]))
def test_a_move_leads_to_a_place_that_exists_in_its_direction(
    position: Position, level: NavigationLevel, step: int
) -> None:
    found = progress.target(GUIDE, position, level, step)
    if found is None:
        return
    assert found == GUIDE.clamp(found)
    assert (found > position) == (step > 0)


@given(st.sampled_from(POSITIONS), st.sampled_from(list(NavigationLevel)))
def test_every_place_can_be_left_until_an_end_is_reached(
    position: Position, level: NavigationLevel
) -> None:
    for step in (-1, 1):
        here: Position | None = position
        for _ in range(len(POSITIONS) + 1):
            assert here is not None
            here = progress.target(GUIDE, here, level, step)
            if here is None:
                break
        assert here is None


def test_a_bookmark_on_a_long_title_is_called_by_it_once() -> None:
    guide = guide_of("# When to call the care team now\n\nFever is one reason.\n")
    assert progress.label(guide, Position(0)) == "When to call the care team now"
    assert progress.label(guide, Position(1)) == (
        "When to call the care team now: Fever is one reason."
    )


def test_a_bookmark_is_called_by_its_chapter_and_as_many_words_as_tell_it_apart() -> None:
    question = "Which phase are we in, and what comes next, and after that, " + "and then " * 20
    guide = guide_of(f"# First\n\nRest.\n\n# Second\n\n## Questions to ask\n\n- {question}?\n")
    called = progress.label(guide, guide.end)
    assert called.startswith("Chapter 2: Which phase are we in, and what comes next,")
    assert called.endswith("…")
    assert len(called) <= progress.MOST_LABEL_CHARS + len("Chapter 2: ")
    assert progress.label(guide, Position(1)) == "Chapter 1: Rest."
