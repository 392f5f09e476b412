"""The help holds everything that can be asked for, does what is chosen, and what was told last."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import pytest

from allvoice.actions import catalogue
from allvoice.actions.catalogue import BY_ID, IN_LISTS, TONIGHT, Scope
from allvoice.actions.help import LAST_MESSAGES
from allvoice.plain.typed_words import TYPED_WORDS
from allvoice.reading.commands import Pause, Stop
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.keys.keymap import ACTIONS, Keymap, key_name
from tests.actions.harness import DOORS, ByKeys, ByWords, Front, settings_of

Make = Callable[..., Front]
GROUPS = list(dict.fromkeys(action.group for action in catalogue.ACTIONS))


@pytest.fixture
def keys(shelf: Shelf) -> ByKeys:
    return ByKeys(shelf, settings_of())


def line_of(made: ByKeys, action: str) -> int:
    """Open the help; return the number of an action's line."""
    made.items("help")
    item, words = made.model.item, BY_ID[action].words
    return next(n + 1 for n in range(made.model.count) if item(n).text.startswith(words))


def test_every_key_and_every_typed_word_has_its_line(shelf: Shelf) -> None:
    keymap = Keymap()
    keys = ByKeys(shelf, settings_of()).items("help")
    for action in ACTIONS:
        (line,) = [each for each in keys if f": {action.words}" in each]
        assert line.startswith(f"{keymap.shown(action.id)}: ")
        assert all(key_name(key) in line for key in keymap.keys(action.id))
    words = ByWords(shelf, settings_of()).items("help")
    for word in TYPED_WORDS:
        shown = word.typed or "Enter"
        assert any(
            line == shown or line.startswith((f"{shown}: ", f"{shown} or ")) for line in words
        )


def test_it_is_in_groups_each_once(shelf: Shelf) -> None:
    by_words = ByWords(shelf, settings_of())
    headings = [item for item in by_words.items("help") if item in GROUPS]
    assert headings == [group for group in GROUPS if group != IN_LISTS]
    by_keys = ByKeys(shelf, settings_of())
    by_keys.items("help")
    groups = [by_keys.model.item(index).group for index in range(by_keys.model.count)]
    assert [group for group, _ in groupby(groups)] == [*GROUPS, "Last messages"]


@pytest.mark.parametrize("front_door", DOORS)
def test_what_is_needed_in_a_bad_night_stands_first_and_nowhere_else(
    shelf: Shelf, front_door: type[ByKeys | ByWords]
) -> None:
    made = front_door(shelf, settings_of())
    actions = [item.action for item in made.controls.help_items()]
    tonight = [action for action in actions if BY_ID[action].group == TONIGHT]
    assert len(tonight) == 9
    assert actions[:9] == tonight
    assert tonight[:4] == ["play", "urgent", "repeat", "search"]
    assert tonight[-1] == "quit"
    assert not set(tonight) & set(actions[9:])


def test_a_line_shows_the_key_first_and_says_what_it_does_first(keys: ByKeys) -> None:
    keys.items("help")
    play, urgent = keys.model.item(0), keys.model.item(1)
    assert (play.label, play.text) == ("Space", "Play or pause (also 0)")
    assert play.words == "Play or pause: Space, or 0"
    assert urgent.words == "When to call: the urgent list: 9, or F9"


def test_it_ends_with_what_was_told_last_the_newest_at_the_end(front: Make) -> None:
    made = front()
    for _ in range(LAST_MESSAGES + 3):
        made.do("faster")
    last = made.items("help")[-LAST_MESSAGES:]
    assert last == [f"{wpm} words a minute." for wpm in range(190, 261, 10)]


def test_where_nothing_was_told_there_are_no_last_messages(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), begins=False)
    made.items("help")
    assert made.model.item(made.model.count - 1).group == GROUPS[-1]


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


def test_a_message_chosen_leaves_the_help_and_reads_on(keys: ByKeys) -> None:
    count = len(keys.items("help"))
    assert keys.reading.voice.paused
    keys.choose(count)
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


@pytest.mark.parametrize("leaves", ["back", "help"])
def test_help_asked_for_in_a_list_begins_with_its_keys_and_leads_back_to_its_item(
    keys: ByKeys, leaves: str
) -> None:
    keys.do("contents")
    keys.door.selected = 2
    keys.do("help")
    model = keys.door.model
    assert model is not None
    assert model.item(model.selected).group == IN_LISTS
    assert model.begins_group(model.selected)
    keys.do(leaves)
    assert (keys.door.list_action, keys.door.selected) == ("contents", 2)
    keys.do("back")
    assert keys.reading.state.status is Status.PLAYING


def test_help_asked_for_in_a_list_tells_what_that_list_does(keys: ByKeys) -> None:
    keys.do("options")
    keys.do("help")
    model = keys.model
    texts = [model.item(index).text for index in range(model.count)]
    assert any(each.startswith("Change (also") or each == "Change" for each in texts)
    assert any(each.startswith("Next value, or the one before") for each in texts)
    (removes,) = [each for each in texts if each.startswith("Remove it")]
    assert "but not in this list" in removes


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
