"""What an action does and tells is the same by keys and by typed words, but for their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.actions import catalogue
from allvoice.actions.catalogue import BY_ID, Scope
from allvoice.actions.default_keys import DEFAULT_KEYS
from allvoice.actions.dispatch import Argument
from allvoice.guide.model import Position
from allvoice.plain.typed_words import TYPED_WORDS, TypedControls
from allvoice.reading.commands import (
    Command,
    GoTo,
    GoToEnd,
    Pause,
    Play,
    SetSkipping,
    Stop,
    Welcome,
)
from allvoice.reading.state import State, Status
from allvoice.speech.protocol import Ready
from allvoice.tui.front_door import ScreenDoor
from allvoice.tui.keys.keymap import Keymap
from tests.actions.harness import TYPED_OF, ByKeys, ByWords, Front, own_shelf, settings_of
from tests.examples import examples

TEXT = """# Before you begin

Call the care team first. Take imatinib with water.

| Day | Dose |
|---|---|
| 1 | Two pills. |
| 2 | One pill. |

```
dose = 1
```

## At night

Keep the number by the phone.

# Glossary

- **Imatinib**: A tablet against leukaemia.
- **Fever**: A temperature over 38.
"""
LISTS = frozenset(
    {"contents", "chapters", "sections_here", "bookmarks", "options", "help"}
    | {"sleep_timer", "what_to_play", "pronounce"}
    | {"links", "questions", "urgent", "compare", "weigh", "visit", "notebook"}
)
TYPED_ACTIONS = frozenset(word.action for word in TYPED_WORDS)
LEFT_TO_THE_DOOR = frozenset(
    {"quit", "search", "describe", "tour", "note", "go_to"}
    | {"ask", "temperature", "any_key"}
    | {each for each in DEFAULT_KEYS if BY_ID[each].scope is Scope.LIST}
)
"""Ended by each in its own way; asked for without words, one asks and the other goes on."""
SAME = sorted((TYPED_ACTIONS & DEFAULT_KEYS.keys()) - LISTS - LEFT_TO_THE_DOOR)


# What a front door calls things


class NamedKeys(Keymap):
    """Keys that are called by their actions, where there is a key."""

    def shown(self, action: str) -> str:
        assert super().shown(action)
        return f"<{action}>"

    def spoken(self, action: str) -> str:
        assert super().spoken(action)
        return f"<{action}>"

    def press(self, action: str) -> str:
        assert super().press(action)
        return f"Ask by <{action}>"


class NamedWords(TypedControls):
    """Typed words that are called by their actions, where there is a word."""

    def shown(self, action: str) -> str:
        assert super().shown(action)
        return f"<{action}>"

    def spoken(self, action: str) -> str:
        assert super().spoken(action)
        return f"<{action}>"

    def press(self, action: str) -> str:
        assert super().press(action)
        return f"Ask by <{action}>"


def known_of(state: State) -> tuple[object, ...]:
    """Return what a listener could notice of a state."""
    return (
        state.position,
        state.status,
        state.stop_after_sentence,
        state.rate_wpm,
        state.volume,
        state.voice_id,
        state.only_section,
        state.skipping,
        state.options,
        state.between_message,
        # Each shelf gives a passage of its queue a name of its own.
        state.playlist and (state.playlist.kind, state.playlist.turn, state.playlist.repeats),
    )


IN_TABLE, IN_PROSE = Position(3), Position(1, 1)
SITUATIONS: dict[str, Sequence[Command]] = {
    "welcomed": (),
    "reading": (GoTo(IN_PROSE, play=True),),
    "paused": (GoTo(IN_PROSE, play=True), Pause()),
    "silent": (GoTo(IN_PROSE, play=False), Stop()),
    "in a table": (GoTo(IN_TABLE, play=False),),
    "at the end": (GoToEnd(), Play()),
    "skipping": (SetSkipping(("code",)), GoTo(IN_TABLE, play=True)),
}
KINDS = [
    {},
    {"verbosity": "beginner"},
    {"verbosity": "expert", "one_sentence": True},
    {"interface_voice": False},
    {"external_screen_reader": True},
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_an_action_does_and_tells_the_same_at_both_front_doors(
    situation: str, kind: dict[str, object]
) -> None:
    settings_ = settings_of(**kind)
    external = settings_.external_screen_reader
    with own_shelf() as shelf, own_shelf() as other:
        for action in SAME:
            keys = ByKeys(
                shelf, settings_, text=TEXT, keymap=NamedKeys(external_screen_reader=external)
            )
            words = ByWords(
                other, settings_, text=TEXT, controls=NamedWords(external_screen_reader=external)
            )
            for front in (keys, words):
                front.reading.handle(Ready("espeak", "us", (("us", "Una"), ("gb", "Bea"))))
                front.reading.do(*SITUATIONS[situation])
            # Twice: some are other things the second time.
            for _ in range(2):
                assert keys.do(action) == words.do(action), action
                assert known_of(keys.reading.state) == known_of(words.reading.state), action
            assert keys.reading.voice.announced == words.reading.voice.announced, action
            assert keys.reading.voice.earcons == words.reading.voice.earcons, action


class AnyKeys(NamedKeys):
    """Keys for what only typed words ask for, too."""

    def press(self, action: str) -> str:
        return f"Ask by <{action}>"


@pytest.mark.parametrize(
    ("action", "argument"),
    [
        ("search", "pill"),
        ("search", "  Dose  "),
        ("search", "pils"),
        ("normal_pace", 90),
        ("normal_pace", 9_999),
        ("chapters", 2),
        ("chapters", 9),
        ("sections_here", 2),
        ("bookmarks", 1),
        ("remove_bookmark", 1),
        ("links", 1),
        ("questions", 1),
        ("compare", 1),
        ("phone", "555-0100"),
        ("phone", "ask the nurse"),
        ("phone", "none"),
        ("what_to_play", "section"),
        ("what_to_play", "3"),
        ("what_to_play", "something"),
        ("queue", "clear"),
        ("queue", "up 2"),
    ],
)
def test_with_a_number_or_words_it_is_the_same_too(action: str, argument: Argument) -> None:
    with own_shelf() as shelf, own_shelf() as other:
        keys = ByKeys(shelf, settings_of(), text=TEXT, keymap=AnyKeys())
        controls = NamedWords(external_screen_reader=False)
        words = ByWords(other, settings_of(), text=TEXT, controls=controls)
        assert keys.do(action, argument) == words.do(action, argument)
        assert known_of(keys.reading.state) == known_of(words.reading.state)


@pytest.mark.parametrize("action", ["bookmarks", "chapters", "sections_here", "what_to_play"])
def test_a_list_holds_the_same_at_both_front_doors(action: str) -> None:
    with own_shelf() as shelf, own_shelf() as other:
        fronts = [
            ByKeys(shelf, settings_of(), text=TEXT),
            ByWords(other, settings_of(), text=TEXT),
        ]
        for front in fronts:
            for position in (IN_PROSE, IN_TABLE):
                front.reading.do(GoTo(position, play=False))
                front.do("bookmark")
        by_keys, by_words = (front.items(action) for front in fronts)
        assert by_keys == by_words
        told_by_keys, told_by_words = (front.choose(2) for front in fronts)
        assert told_by_keys == told_by_words
        first, second = (known_of(front.reading.state) for front in fronts)
        assert first == second


class EveryAction(Keymap):
    """Keys for what only typed words ask for, too."""

    def shown(self, action: str) -> str:
        return super().shown(action) if action in DEFAULT_KEYS else TYPED_OF[action]


# Every action has somebody who does it, and nothing is done that has no entry


def drawn_actions() -> set[str]:
    """Return the ids of what only a list that is drawn can do."""
    nothing = cast("Any", SimpleNamespace(items=None))
    return set(ScreenDoor(*[nothing] * 8).actions)


def test_every_action_is_done_by_the_actions_or_by_the_door_that_draws() -> None:
    drawn = drawn_actions()
    with own_shelf() as shelf:
        for action in catalogue.ACTIONS:
            if action.id in drawn:
                assert action.scope is Scope.LIST
                continue
            ByKeys(shelf, settings_of(), keymap=EveryAction()).do(action.id)


def test_nothing_is_done_or_mapped_that_is_not_in_the_catalogue() -> None:
    drawn = drawn_actions()
    with own_shelf() as shelf:
        done = vars(ByKeys(shelf, settings_of()).actions)
    assert drawn <= BY_ID.keys()
    assert DEFAULT_KEYS.keys() <= BY_ID.keys()
    assert BY_ID.keys() >= TYPED_ACTIONS
    for name in ("_actions", "_with_number", "_with_words", "_with_place"):
        assert done[name].keys() <= BY_ID.keys()


def test_every_action_can_be_asked_for_at_one_front_door_at_least() -> None:
    # By Control-Z, by Escape where words are typed, and by a click.
    others = {"suspend", "leave_search", "go_to_sentence"}
    assert BY_ID.keys() == DEFAULT_KEYS.keys() | TYPED_ACTIONS | others


def test_no_id_stands_twice_in_the_catalogue() -> None:
    assert len(BY_ID) == len(catalogue.ACTIONS)


# Whatever is asked for, in whatever order

WITH_NUMBER = (
    "normal_pace",
    "remove_bookmark",
    "chapters",
    "sections_here",
    "bookmarks",
    "options",
    "links",
    "questions",
    "finds",
)
ASKED = st.one_of(
    st.tuples(
        st.sampled_from([each.id for each in catalogue.ACTIONS if each.scope is not Scope.LIST]),
        st.none(),
    ),
    st.tuples(st.sampled_from(WITH_NUMBER), st.integers(0, 20)),
    st.tuples(st.just("search"), st.sampled_from(["pill", "the", "é", "pils", "dose pill", "!?"])),
    st.tuples(st.just("phone"), st.sampled_from(["555 0100", "none", "whom?", "+1 (555) 01"])),
)


class Noticed:
    """All that a listener could notice of a front door."""

    def __init__(self, front: Front, more: Callable[[], object]) -> None:
        self._front = front
        self._more = more

    def __call__(self) -> tuple[object, ...]:
        reading = self._front.reading
        return (
            len(reading.messages),
            reading.state,
            len(reading.voice.announced),
            len(reading.voice.earcons),
            self._more(),
        )


def may_be_unnoticed(state: State, action: str) -> bool:
    """Return whether it is so already: it is read on, nothing speaks, or no line is open."""
    if state.options.external_screen_reader:
        return action in ("stop", "back", "leave_search")
    return action == "read_on" and state.status is Status.PLAYING


@settings(max_examples=examples(60))
@given(
    st.sampled_from(KINDS), st.lists(st.tuples(ASKED, st.integers(0, 20)), min_size=1, max_size=15)
)
def test_every_action_is_answered_whatever_was_done_before(
    kind: dict[str, object], asked: list[tuple[tuple[str, Argument], int]]
) -> None:
    with own_shelf() as shelf:
        keymap = EveryAction(external_screen_reader=bool(kind.get("external_screen_reader")))
        made = ByKeys(shelf, settings_of(**kind), text=TEXT, keymap=keymap)
        noticed = Noticed(made, lambda: (len(made.door.shown), len(made.own), len(made.messages)))
        for (action, argument), words in asked:
            before, state = noticed(), made.reading.state
            made.do(action, argument)
            assert noticed() != before or may_be_unnoticed(state, action), action
            listen(made, words)


def listen(front: Front, words: int) -> None:
    for _ in range(words):
        event = front.reading.voice.speak()
        if event is None:
            return
        front.reading.handle(event)
    if front.reading.state.announcement_id is not None and words % 2:
        front.reading.hear_announcement()


TYPED = st.one_of(
    st.sampled_from([word.typed for word in TYPED_WORDS if word.typed != "q"]),
    st.builds(
        "{} {}".format, st.sampled_from(["t", "tt", "B", "dl", "o", "=", "F"]), st.integers(0, 99)
    ),
    st.integers(0, 30).map(str),
    st.sampled_from(["/pill", "/zebra", "/", "/é", "what", "n 3", "²"]),
)


@settings(max_examples=examples(60))
@given(
    st.sampled_from(KINDS),
    st.sampled_from([1, 3, 1_000]),
    st.lists(st.tuples(TYPED, st.integers(0, 20)), min_size=1, max_size=15),
)
def test_every_line_is_answered_whatever_was_typed_before(
    kind: dict[str, object], fit: int, typed: list[tuple[str, int]]
) -> None:
    with own_shelf() as shelf:
        made = ByWords(shelf, settings_of(**kind), text=TEXT, fit=lambda lines: fit)
        noticed = Noticed(made, lambda: len(made.plain.lines))
        for line, words in typed:
            before = noticed()
            made.plain.type(line)
            assert noticed() != before, line
            made.plain.hear(words)


def test_the_welcome_gives_way_to_what_is_asked_for(front: Callable[..., Front]) -> None:
    made = front()
    made.reading.do(Welcome("Welcome."))
    made.do("where")
    assert not made.reading.state.welcoming
    made.do("stop")
    assert made.reading.voice.announcement is None
