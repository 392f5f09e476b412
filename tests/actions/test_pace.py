"""The normal pace is the listener's own, at both front doors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.reading.commands import KeyHeld, KeyReleased, SetRate
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import DOORS, ByKeys, Front, settings_of


@pytest.mark.parametrize("door", DOORS)
def test_the_normal_pace_is_that_of_the_settings_and_not_the_programs(
    shelf: Shelf, door: Callable[..., Front]
) -> None:
    front = door(shelf, settings_of(rate_wpm=130))
    front.choices.choose("rate_wpm", 110)
    front.reading.do(SetRate(320))
    assert front.do("normal_pace") == ["Normal pace, 110 words a minute."]
    assert front.reading.state.rate_wpm == 110


@pytest.mark.parametrize("door", DOORS)
def test_where_the_settings_choose_none_it_is_the_pace_that_the_guide_was_opened_with(
    shelf: Shelf, door: Callable[..., Front]
) -> None:
    front = door(shelf, settings_of(rate_wpm=130))
    assert front.do("faster") == ["140 words a minute."]
    assert front.do("normal_pace") == ["Normal pace, 130 words a minute."]


def test_what_a_held_key_led_away_from_is_one_key_away(shelf: Shelf) -> None:
    front = ByKeys(shelf, settings_of(rate_wpm=110))
    front.reading.do(KeyHeld())
    for _ in range(20):
        front.do("faster")
    front.reading.do(KeyReleased())
    assert front.reading.state.rate_wpm == 310
    for _ in range(2):
        front.do("normal_pace")
        assert front.reading.state.rate_wpm == 110


@pytest.mark.parametrize("door", DOORS)
def test_a_number_of_words_a_minute_can_be_asked_for(
    shelf: Shelf, door: Callable[..., Front]
) -> None:
    front = door(shelf, settings_of())
    assert front.do("normal_pace", 180) == ["180 words a minute."]
