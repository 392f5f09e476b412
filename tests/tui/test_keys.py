from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.actions.catalogue import Action, Scope
from allvoice.actions.default_keys import DEFAULT_KEYS
from allvoice.shelf.settings.key_names import names_keys
from allvoice.tui.keys.keymap import ACTIONS, BY_ID, Keymap, key_cap, key_name, spoken_key
from tests.examples import examples


def actions_by_key(table: Keymap, scope: Scope) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for action in ACTIONS:
        if action.scope in (scope, Scope.ANYWHERE):
            for key in table.keys(action.id):
                found.setdefault(key, set()).add(action.id)
    return found


@pytest.mark.parametrize("scope", [Scope.READING, Scope.LIST])
def test_no_key_does_two_things_at_once(scope: Scope) -> None:
    doubled = {key: ids for key, ids in actions_by_key(Keymap(), scope).items() if len(ids) > 1}
    assert doubled == {}


def test_a_usual_key_of_two_actions_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DEFAULT_KEYS, "repeat", DEFAULT_KEYS["stop"])
    with pytest.raises(ValueError, match=r"'s' is the usual key of both '(stop|repeat)' and"):
        Keymap()


@given(st.sampled_from(ACTIONS))
def test_what_is_a_key_in_the_settings_file_is_known_without_the_screen(action: Action) -> None:
    assert names_keys(DEFAULT_KEYS[action.id])


def test_every_action_has_an_id_of_its_own_and_words() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all(action.words and action.group for action in ACTIONS)


def test_no_action_needs_two_keys_at_once() -> None:
    table = Keymap()
    for action in ACTIONS:
        assert any("+" not in key for key in table.keys(action.id)), action.id


def test_an_action_moves_to_the_keys_a_listener_chose() -> None:
    table = Keymap({"play": "ctrl+e,ctrl+y"})
    assert table.keys("play") == ("ctrl+e", "ctrl+y")
    assert table.notices == []
    assert table.shown("play") == "Ctrl+E"


def test_two_actions_may_change_places() -> None:
    table = Keymap({"repeat": "s", "stop": "r"})
    assert table.notices == []
    assert (table.keys("repeat"), table.keys("stop")) == (("s",), ("r",))


def test_a_key_that_is_taken_is_refused_in_one_sentence() -> None:
    table = Keymap({"repeat": "s"})
    assert table.keys("repeat") == ("r",)
    assert table.notices == [
        "keys: 'S' cannot be both 'stop' and 'repeat'; 'repeat' keeps its usual key."
    ]


def test_the_same_key_for_two_changed_actions_is_refused_for_the_second_in_the_help() -> None:
    table = Keymap({"stop": "f2", "repeat": "f2"})
    assert (table.keys("stop"), table.keys("repeat")) == (("s",), ("f2",))
    assert len(table.notices) == 1


def test_an_unknown_action_is_named() -> None:
    (notice,) = Keymap({"dance": "x"}).notices
    assert "'dance'" in notice
    assert "did you mean" in Keymap({"repeet": "x"}).notices[0]


def test_an_unknown_key_is_named_and_the_usual_one_kept() -> None:
    table = Keymap({"play": "y,banana"})
    assert table.keys("play") == ("space", "0")
    assert table.notices == [
        "keys: I do not know the key 'banana' for 'play'; its usual key is used."
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("F2", "f2"),
        ("Ctrl+X", "ctrl+x"),
        ("shift+w", "W"),
        ("Ins", "insert"),
        ("~", "tilde"),
        ("§", "section_sign"),
        ("_", "underscore"),
        ("shift+tab", "shift+tab"),
    ],
)
def test_a_key_may_be_written_as_people_write_it(written: str, meant: str) -> None:
    table = Keymap({"voice": written})
    assert table.notices == []
    assert table.keys("voice") == (meant,)


@settings(max_examples=examples(60))
@given(
    st.dictionaries(
        st.sampled_from(sorted(BY_ID)), st.sampled_from(["x", "s", "r", "q", "space", "t,x", "?"])
    )
)
def test_no_choice_of_keys_makes_one_key_do_two_things(chosen: dict[str, str]) -> None:
    table = Keymap(chosen)
    for scope, ids in product((Scope.READING, Scope.LIST), [1]):
        assert all(len(found) == ids for found in actions_by_key(table, scope).values())
    refused = chosen.keys() - table.changed.keys()
    assert len(table.notices) == len(refused)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("space", "Space"),
        ("r", "R"),
        ("B", "Shift+B"),
        ("question_mark", "?"),
        ("shift+left", "Shift+Left"),
        ("ctrl+x", "Ctrl+X"),
        ("plus", "+"),
        ("ampersand", "&"),
        ("pageup", "Page Up"),
        ("delete", "Delete"),
        ("escape", "Escape"),
        ("f9", "F9"),
        ("shift+pagedown", "Shift+Page Down"),
    ],
)
def test_a_key_has_one_name_which_is_said_where_it_is_no_sign(key: str, shown: str) -> None:
    assert key_name(key) == shown
    *_, last = shown.split("+")
    if last.isalnum() or " " in last:
        assert spoken_key(key) == shown.replace("+", " ")


def test_where_there_is_no_room_keys_are_shown_as_they_stand_on_a_keyboard() -> None:
    keys = ["escape", "pageup", "pagedown", "delete", "f9", "B"]
    assert [*map(key_cap, keys)] == ["Esc", "PgUp", "PgDn", "Del", "F9", "Shift+B"]


def test_spoken_keys_have_words_for_signs() -> None:
    table = Keymap()
    assert table.all_spoken("slower") == "Minus, or Left square bracket"
    assert table.all_spoken("bookmarks") == "Shift B"
