from __future__ import annotations

import pytest
from hypothesis import given

from allvoice.actions import catalogue
from allvoice.actions.default_keys import DEFAULT_KEYS, typed_characters
from allvoice.plain.typed_words import (
    ENTER,
    NUMBER,
    TYPED_WORDS,
    Typed,
    TypedControls,
    parse,
)
from allvoice.tui.keys.keymap import Keymap
from tests.examples import ANY_TEXT


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("\n", Typed("")),
        ("  n \n", Typed("n")),
        ("N", Typed("N")),
        ("next", Typed("next")),
        ("Right", Typed("next")),
        ("\x1b[C", Typed("next")),
        ("\x1b[5~", Typed("p")),
        ("page down", Typed("pgdn")),
        ("nn", Typed("down")),
        ("nnn", Typed("pgdn")),
        ("ppp", Typed("p")),
        ("help", Typed("h")),
        ("?", Typed("h")),
        ("/ night fever", Typed("/", text="night fever")),
        ("/", Typed("/")),
        ("=180", Typed("*", 180)),
        ("= 90", Typed("*", 90)),
        ("=", Typed("+")),
        ("]", Typed("+")),
        ("pace", Typed("*")),
        ("pace 90", Typed("*", 90)),
        ("t 12", Typed("t", 12)),
        ("t12", Typed("t", 12)),
        ("contents 3", Typed("t", 3)),
        ("l 2", Typed("B", 2)),
        ("b 2", Typed("B", 2)),
        ("B2", Typed("B", 2)),
        ("l", Typed("B")),
        ("k 3", Typed("k", text="3")),
        ("k3", Typed("k", text="3")),
        ("keep", None),
        ("space", Typed("")),
        ("shift+down", Typed("below")),
        ("k n", Typed("k", text="n")),
        ("K /", Typed("k", text="/")),
        ("c", Typed("theme")),
        ("C", Typed("C")),
        ("temp 38.2", Typed("C", text="38.2")),
        ("C 38,2", Typed("C", text="38,2")),
        ("Temperature 100.8 F", Typed("C", text="100.8 F")),
        ("K Which phase are we in?", Typed("K", text="Which phase are we in?")),
        ("ask 3", Typed("K", text="3")),
        ("visit up 3", Typed("D", text="up 3")),
        ("J medicines", Typed("J", text="medicines")),
        ("Medicine Ondansetron 4 mg", Typed("medicine", text="Ondansetron 4 mg")),
        ("done 3", Typed("done", 3)),
        ("answer 3 In two weeks", Typed("answer", text="3 In two weeks")),
        ("y", Typed("y")),
        ("tt2", Typed("tt", 2)),
        ("dl 2", Typed("dl", 2)),
        ("below", Typed("below")),
        ("'", Typed("below")),
        ("column down", Typed("below")),
        ("\x1b[1;2B", Typed("below")),
        ('"', Typed("above")),
        ("Column up", Typed("above")),
        ("\x1b[1;2A", Typed("above")),
        ("remove 2", Typed("dl", 2)),
        ("DL 2", Typed("dl", 2)),
        ("12", Typed(NUMBER, 12)),
        ("//", Typed("N")),
        ("/ /", Typed("/", text="/")),
        (">", Typed(">")),
        ("X", Typed("X")),
        ("V", Typed("V")),
        ("G", Typed("G")),
        ("B", Typed("B")),
        ("undo", Typed("u")),
        ("o 3", Typed("o", 3)),
        ("options", Typed("o")),
        ("f", Typed("f")),
    ],
)
def test_what_is_typed_is_understood(line: str, typed: Typed) -> None:
    assert parse(line) == typed


@pytest.mark.parametrize(
    "line", ["^", "n 3", "=fast", "t x", "t 99999999", "99999999", "²", "number", "frobnicate"]
)
def test_what_is_not_known_is_not_guessed(line: str) -> None:
    assert parse(line) is None


@pytest.mark.parametrize("external_screen_reader", [True, False])
def test_the_help_has_a_line_for_every_typed_word_that_fits_forty_cells(
    external_screen_reader: bool,
) -> None:
    controls = TypedControls(external_screen_reader=external_screen_reader)
    items = controls.help_items()
    typed = [item.key.split(" or ")[0] for item in items]
    shown = dict(zip(typed, (item.action for item in items), strict=True))
    assert shown == {word.typed or "Enter": word.action for word in TYPED_WORDS}
    does = "next sentence" if external_screen_reader else "play or pause"
    assert (items[0].key, items[0].text) == ("Enter", does)
    assert items[1].action == "urgent"
    assert max(len(f"{item.key}: {item.text}") for item in items if item.text) <= 40


def test_the_help_is_in_the_order_of_the_groups() -> None:
    items = TypedControls(external_screen_reader=False).help_items()
    groups = [catalogue.BY_ID[item.action].group for item in items]
    assert groups == sorted(groups, key=groups.index)


def test_every_typed_word_can_be_typed_by_each_of_its_names() -> None:
    for word in TYPED_WORDS:
        for name in filter(None, (word.typed, word.spoken)):
            assert parse(name) == Typed(word.typed)
    assert parse("") == Typed("")


def test_what_asks_for_an_action_is_named_as_it_is_typed() -> None:
    controls = TypedControls(external_screen_reader=False)
    for word in TYPED_WORDS:
        typed = parse(controls.shown(word.action).removeprefix("Enter"))
        assert typed is not None
        assert typed.action == word.action
        typed = parse(controls.spoken(word.action).removeprefix("Enter"))
        assert typed is not None
        assert typed.action == word.action
    assert controls.press("play") == "Press Enter"
    assert controls.press("hear_skipped") == "Type x"
    assert controls.press("search") == "Type / and a word"


@pytest.mark.parametrize("action", [each for each in catalogue.ACTIONS if each.id in DEFAULT_KEYS])
def test_every_character_that_is_a_key_of_the_screen_asks_for_the_same_when_it_is_typed(
    action: catalogue.Action,
) -> None:
    characters = [key for key, of in typed_characters().items() if of == action.id]
    if action.scope is not catalogue.Scope.LIST:
        keymap = Keymap()
        shown = [keymap.action_of([key], catalogue.Scope.READING) for key in keymap.keys(action.id)]
        assert {each.id for each in shown if each is not None} == {action.id}
    for character in characters:
        typed = parse(character)
        assert typed is not None
        if character.isdecimal():
            # An item of a list, but for the urgent key, which the reader knows.
            assert typed.action == NUMBER
            continue
        if character == "l":
            # Lines have no ruler to draw, and listeners who know the letter for their bookmarks.
            assert typed.action == "bookmarks"
        elif character != "/":
            assert typed.action == {"contents": "chapters", "back": "back_or_before"}.get(
                action.id, action.id
            )


def test_what_has_no_character_can_be_asked_for_by_a_word() -> None:
    typed = {*typed_characters().values(), *(word.action for word in TYPED_WORDS)}
    reading = {each.id for each in catalogue.ACTIONS if each.scope is not catalogue.Scope.LIST}
    # Enter is play or pause; the next line leaves a search; Control-Z is the shell's; lines are
    # not clicked on.
    assert reading - typed <= {"read_on", "leave_search", "suspend", "go_to_sentence"}


def test_no_two_words_are_typed_alike_and_each_asks_for_one_action() -> None:
    assert len({word.typed for word in TYPED_WORDS}) == len(TYPED_WORDS)
    assert len({word.action for word in TYPED_WORDS}) == len(TYPED_WORDS)
    assert {word.action for word in TYPED_WORDS} <= set(catalogue.BY_ID)
    assert ENTER.action == "play"


@given(ANY_TEXT)
def test_no_line_breaks_it(line: str) -> None:
    parse(line)
