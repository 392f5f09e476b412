"""Numbers of lists are those that are written, for they may be dates and hours."""

from __future__ import annotations

import pytest

from tests.guide.texts import guide_of


def _markers(source: str) -> list[str]:
    return [block.marker for block in guide_of(source).blocks]


@pytest.mark.parametrize(
    ("source", "markers"),
    [
        ("3. April\n17. April\n24. April", ["3.", "17.", "24."]),
        ("7. pill\n11. pill\n19. pill", ["7.", "11.", "19."]),
        ("2. b\n1. a", ["2.", "1."]),
        ("1. a\n1. b\n1. c", ["1.", "2.", "3."]),
        ("4. a\n4. b", ["4.", "5."]),
        ("3) a\n4) b", ["3.", "4."]),
        ("6. only", ["6."]),
        ("1. a\n\n   9. b\n   3. c\n1. d", ["1.", "9.", "3.", "2."]),
    ],
)
def test_items_bear_the_numbers_that_are_written(source: str, markers: list[str]) -> None:
    assert _markers(source) == markers
