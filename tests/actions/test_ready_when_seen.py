"""What is asked for before the voice is there is done as if it had been there from the start."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from allvoice.actions.catalogue import Scope
from allvoice.plain.typed_words import TYPED_WORDS
from allvoice.reading.state import Status
from allvoice.speech.protocol import Event, Notice, NoticeKind, NoVoice, Ready
from allvoice.tui.keys.keymap import ACTIONS
from tests.actions.harness import ByKeys, Front, own_shelf, settings_of

VOICE = Ready("espeak", "us", (("us", "Una"), ("gb", "Bea")))
LATE: dict[str, tuple[Event, ...]] = {
    "slow voice": (VOICE,),
    "slow device": (
        VOICE,
        Notice("No sound yet.", aloud=True, kind=NoticeKind.SOUND_LOST),
        Notice("The sound is back.", aloud=False, kind=NoticeKind.SOUND_BACK),
    ),
    "no voice": (NoVoice("Nothing speaks."),),
}
"""What is heard of the voice in the end."""
COMES_S = 3.0
STEPS_S = [step / 10 for step in range(31)]
ENDS = {"quit", "suspend", "describe"}
"""What is no matter of the reading."""
BY_KEY = [each.id for each in ACTIONS if each.scope is not Scope.LIST and each.id not in ENDS]
BY_WORD = [each.action for each in TYPED_WORDS if each.action not in ENDS]


Make = Callable[..., Front]


def outcome(front: Front) -> dict[str, object]:
    """Return what a listener has in the end."""
    state = front.reading.state
    door = front.door if isinstance(front, ByKeys) else None
    return {
        "status": state.status,
        "place": state.position,
        "is paused": front.reading.voice.paused,
        "to be said": front.reading.says(),
        "pace and volume": (state.rate_wpm, state.volume, state.voice_id),
        "options": (state.options, state.only_section, state.skipping),
        "list": door.list_action if door else "",
        "question": door.question.name if door and door.question else "",
    }


def tried(make: Callable[[], Front], action: str, at_s: float, late: str, *, ready: bool) -> object:
    """Ask for an action; return what comes of it once the voice came, or where it was there."""
    front = make()
    start_s = front.reading.clock.now_s
    if ready:
        front.reading.handle(*LATE[late])
    front.reading.clock.now_s = start_s + at_s
    front.ask_for(action, None)
    front.reading.clock.now_s = start_s + COMES_S
    if not ready:
        front.reading.handle(*LATE[late])
    return outcome(front)


@pytest.mark.parametrize("late", LATE)
def test_every_key_struck_before_the_voice_comes_does_the_same_as_later(late: str) -> None:
    with own_shelf() as shelf:
        for action in BY_KEY:
            expected = tried(lambda: ByKeys(shelf, settings_of()), action, 0, late, ready=True)
            for at_s in STEPS_S:
                found = tried(lambda: ByKeys(shelf, settings_of()), action, at_s, late, ready=False)
                assert found == expected, (action, at_s)


@pytest.mark.parametrize("late", LATE)
def test_every_line_typed_before_the_voice_comes_does_the_same_as_later(
    front: Make, late: str
) -> None:
    for action in BY_WORD if type(front()) is not ByKeys else BY_KEY:
        assert tried(front, action, 0, late, ready=False) == tried(
            front, action, 0, late, ready=True
        ), action


@pytest.mark.parametrize(
    ("action", "late"), list(product(["stop", "play", "back", "contents", "help", "search"], LATE))
)
def test_silence_asked_for_before_the_voice_comes_is_silence(action: str, late: str) -> None:
    with own_shelf() as shelf:
        front = ByKeys(shelf, settings_of())
        front.ask_for(action, None)
        front.reading.handle(*LATE[late])
        assert front.reading.voice.speak() is None, "the welcome or the guide is heard all the same"
        assert front.reading.state.status is not Status.PLAYING


def test_another_voice_asked_for_before_there_is_one_is_chosen_when_it_comes(front: Make) -> None:
    made = front()
    made.ask_for("voice", None)
    made.reading.handle(VOICE)
    assert made.reading.state.voice_id == "gb"
    made.reading.handle(VOICE)
    assert made.reading.state.voice_id == "gb"
