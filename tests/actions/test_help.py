"""The help holds everything that can be asked for, does what is chosen, and what was told last."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.actions import catalogue
from allvoice.actions.catalogue import BY_ID, Scope
from allvoice.actions.help import LAST_MESSAGES
from allvoice.plain.typed_words import TYPED_WORDS
from allvoice.reading.commands import Pause, Stop
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.keys.keymap import ACTIONS
from tests.actions.harness import ByKeys, ByWords, Front, settings_of

Make = Callable[..., Front]
GROUPS = list(dict.fromkeys(action.group for action in catalogue.ACTIONS))


@pytest.fixture
def keys(shelf: Shelf) -> ByKeys:
    return ByKeys(shelf, settings_of())


def line_of(made: ByKeys, action: str) -> int:
    """Open the help; return the number of an action's line."""
    words = f"{BY_ID[action].words}: "
    return next(n for n, item in enumerate(made.items("help"), 1) if item.startswith(words))


def test_every_key_and_every_typed_word_has_its_line(shelf: Shelf) -> None:
    keys = ByKeys(shelf, settings_of()).items("help")
    assert [a.id for a in ACTIONS if not any(i.startswith(a.words) for i in keys)] == []
    words = ByWords(shelf, settings_of()).items("help")
    for word in TYPED_WORDS:
        shown = word.typed or "Enter"
        assert any(
            line == shown or line.startswith((f"{shown}: ", f"{shown} or ")) for line in words
        )


def test_it_is_in_groups_each_once(front: Make) -> None:
    made = front()
    headings = [item for item in made.items("help") if item in GROUPS]
    assert headings == [group for group in GROUPS if group in headings]
    assert len(headings) >= len(GROUPS) - 1


def test_it_ends_with_what_was_told_last_the_newest_at_the_end(front: Make) -> None:
    made = front()
    for _ in range(LAST_MESSAGES + 3):
        made.do("faster")
    items = made.items("help")
    last = items[items.index("Last messages") + 1 :]
    assert last == [f"{wpm} words a minute." for wpm in range(190, 261, 10)]


def test_where_nothing_was_told_there_are_no_last_messages(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), begins=False)
    assert "Last messages" not in made.items("help")


@pytest.mark.parametrize("action", ["bookmark", "where", "faster", "contents", "options", "tour"])
def test_what_is_chosen_is_done_and_the_list_is_left(keys: ByKeys, action: str) -> None:
    number = line_of(keys, action)
    keys.choose(number)
    other = {"contents": "contents", "options": "options"}
    assert keys.door.list_action == other.get(action, "")
    assert keys.reading.messages[-1] != "Help, all keys"


@pytest.mark.parametrize("action", ["bookmark", "where", "faster"])
def test_what_is_chosen_is_done_over_the_reading_that_goes_on(keys: ByKeys, action: str) -> None:
    keys.choose(line_of(keys, action))
    assert keys.reading.state.reads_on


def test_what_only_a_list_can_do_leaves_the_help(keys: ByKeys) -> None:
    action = next(each for each in ACTIONS if each.scope is Scope.LIST)
    keys.choose(line_of(keys, action.id))
    assert not keys.door.is_list_open


def test_a_heading_chosen_leaves_the_help_and_reads_on(keys: ByKeys) -> None:
    keys.items("help")
    assert keys.reading.voice.paused
    keys.choose(1)
    assert not keys.door.is_list_open
    assert keys.reading.state.status is Status.PLAYING


def test_the_key_that_opened_a_list_leaves_it_and_the_reading_goes_on(keys: ByKeys) -> None:
    for action in ("help", "contents", "bookmarks", "options"):
        keys.do(action)
        assert keys.door.list_action == action
        keys.do(action)
        assert not keys.door.is_list_open
        assert keys.reading.state.status is Status.PLAYING


def test_one_list_takes_the_place_of_another_and_the_reading_goes_on_after_both(
    keys: ByKeys,
) -> None:
    keys.do("help")
    keys.do("contents")
    keys.do("back")
    assert keys.reading.state.status is Status.PLAYING


def test_a_reading_held_before_a_list_stays_held_after_it(keys: ByKeys) -> None:
    keys.reading.do(Pause())
    keys.do("help")
    keys.do("back")
    assert keys.reading.state.status is Status.PAUSED


@pytest.mark.parametrize("chosen", [["play"], ["play", "play"], ["stop"]], ids=str)
def test_a_choice_made_in_a_list_holds_when_the_list_is_left(
    keys: ByKeys, chosen: list[str]
) -> None:
    keys.do("help")
    for action in chosen:
        keys.do(action)
    status = keys.reading.state.status
    keys.do("back")
    assert keys.reading.state.status is status


def test_silence_in_the_text_is_silence(keys: ByKeys) -> None:
    keys.do("back")
    assert keys.reading.state.status is Status.STOPPED
    keys.reading.do(Stop())
    keys.do("play")
    assert keys.reading.hear_all()[0] == "Before you begin"
