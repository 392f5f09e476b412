"""How much is told is the listener's choice, and what was told last can be had again."""

from __future__ import annotations

import pytest

from allvoice.actions.announcer import NOTHING_YET, Announcer
from allvoice.actions.model import Message
from allvoice.reading.state import PlaybackOptions
from allvoice.speech.protocol import Notice
from tests.reading.harness import SessionHarness, session_harness

WHOLE = Message("Contents", "3 of 9", more="u takes it back.", hint="Enter goes there.")


class Told:
    """An announcer over a real session, and what it showed."""

    def __init__(
        self, verbosity: str = "normal", *, draws: bool = True, interface_voice: bool = True
    ) -> None:
        options = PlaybackOptions(interface_voice=interface_voice)
        self.reading: SessionHarness = session_harness(options=options)
        self.shown: list[str] = []
        session = self.reading.session
        self.announcer = Announcer(session, self.shown.append, verbosity, draws=draws)
        session.observers.append(self)

    def state_changed(self, old: object, new: object) -> None:
        """Nothing is drawn."""

    def message_shown(self, text: str) -> None:
        self.announcer.message_shown(text)

    @property
    def said(self) -> list[str]:
        return self.reading.voice.announced


@pytest.mark.parametrize(
    ("verbosity", "told"),
    [
        ("beginner", "Contents, 3 of 9. u takes it back. Enter goes there."),
        ("normal", "Contents, 3 of 9. u takes it back."),
        ("expert", "Contents"),
    ],
)
def test_a_listener_is_told_as_much_as_is_wanted(verbosity: str, told: str) -> None:
    made = Told(verbosity)
    made.announcer.tell(WHOLE)
    assert made.said == made.shown == [told]


@pytest.mark.parametrize("verbosity", ["beginner", "normal", "expert"])
def test_what_is_for_beginners_is_told_to_nobody_else(verbosity: str) -> None:
    made = Told(verbosity)
    made.announcer.tell(Message("Paused. Space goes on.", is_for_beginners=True))
    assert bool(made.said) == (verbosity == "beginner")


def test_a_question_is_not_ended_twice() -> None:
    made = Told()
    made.announcer.say("Remove it?", more="Enter does.")
    assert made.said == ["Remove it? Enter does."]


def test_with_the_interface_voice_off_only_what_was_asked_for_is_said() -> None:
    made = Told(interface_voice=False)
    made.announcer.say("Bookmark 1.", earcon="bookmark")
    made.announcer.answer("Chapter 1.")
    assert made.said == ["Chapter 1."]
    assert made.shown == ["Bookmark 1.", "Chapter 1."]
    assert made.reading.voice.earcons == ["bookmark"]


def test_what_is_drawn_in_another_way_is_said_and_not_shown_again() -> None:
    made = Told()
    made.announcer.tell(Message("Food, 2 of 3", is_shown=True))
    assert (made.said, made.shown) == (["Food, 2 of 3"], [])
    made.announcer.tell(made.announcer.told_last())
    assert made.said[-1] == "Food, 2 of 3"


def test_where_nothing_is_drawn_anew_it_is_shown_too() -> None:
    made = Told(draws=False)
    made.announcer.tell(Message("Volume: 90", is_shown=True))
    assert made.shown == ["Volume: 90"]


def test_it_is_shown_again_after_what_was_drawn_even_if_that_failed() -> None:
    made = Told()
    with pytest.raises(ValueError, match="amiss"), made.announcer.shown_already():
        raise ValueError("amiss")
    made.announcer.say("Here.")
    assert made.shown == ["Here."]


def test_what_was_told_last_is_told_again_whoever_told_it() -> None:
    made = Told()
    made.announcer.tell(made.announcer.told_last())
    assert made.said == [NOTHING_YET]
    made.reading.handle(Notice("The sound is back."))
    made.announcer.tell(made.announcer.told_last())
    assert made.said[-1] == "The sound is back."


def test_the_messages_are_kept_in_order_and_each_once_in_a_row() -> None:
    made = Told()
    for text in ("One.", "Two.", "Two.", "One."):
        made.announcer.say(text)
    assert made.announcer.messages == ["One.", "Two.", "One."]
    assert made.shown == ["One.", "Two.", "Two.", "One."]


def test_nothing_is_no_message() -> None:
    made = Told()
    made.announcer.message_shown("")
    assert made.shown == made.announcer.messages == []
