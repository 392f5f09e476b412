"""What the program says of its own between two sentences: heard, shown, and done at once."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import (
    ChangeRate,
    ChangeVoice,
    ChangeVolume,
    ControlsChanged,
    GoTo,
    GoToEnd,
    Play,
    PlayPause,
    ToggleOnlySection,
    Welcome,
)
from allvoice.reading.state import Status
from allvoice.speech.protocol import Ready, Say
from tests.reading.harness import Keys, SessionHarness, session_harness

SECTIONS = "# A\n\nOne.\n\n# B\n\nTwo.\n"
CODE = "# A\n\nOne.\n\n```\ncode\n```\n\nTwo.\n"
END = "End of the guide. Press Space to start again from the beginning."
SECTION_END = "End of this section. Press Space to go on."
SKIPPED = "1 piece of code skipped. Press X to hear it."


def words(say: Say) -> str:
    return " ".join(say.words)


def says(b: SessionHarness) -> list[Say]:
    return [item for item in b.voice.queue if isinstance(item, Say)]


def until_said(b: SessionHarness, text: str) -> None:
    """Let the voice speak until the first word of a text is heard."""
    for _ in range(10_000):
        first = b.voice.queue[0]
        is_it = isinstance(first, Say) and words(first) == text
        b.hear_words(1)
        if is_it:
            return
    raise AssertionError(f"never said: {text}")


# With the guide voice off


def test_only_the_sentences_of_the_guide_are_the_guides() -> None:
    b = session_harness(text=CODE, skipping=("code",))
    b.do(Welcome("Welcome."))
    said: dict[str, bool] = {}
    while b.voice.queue:
        said |= {words(item): item.is_interface for item in says(b)}
        b.hear_words(1)
    own = {"Welcome.", SKIPPED, END}
    assert own < said.keys()
    assert {text for text, is_interface in said.items() if is_interface} == own


def test_with_the_guide_voice_off_pace_volume_and_voice_are_said_while_reading() -> None:
    b = session_harness()
    b.handle(Ready("espeak", "us", (("us", "Una"), ("gb", "Bea"))))
    b.set_options(guide_voice=False)
    b.do(Play())
    b.do(ChangeRate(1))
    b.do(ChangeVolume(-1))
    b.do(ChangeVoice())
    assert b.voice.announced == ["160 words a minute.", "Volume 90.", "Voice: Bea."]
    assert b.voice.announcement is not None
    assert b.state.status is Status.PLAYING


def test_with_the_guide_voice_on_what_is_heard_is_the_answer() -> None:
    b = session_harness()
    b.handle(Ready("espeak", "us", (("us", "Una"), ("gb", "Bea"))))
    b.do(Play())
    b.do(ChangeRate(1))
    b.do(ChangeVolume(-1))
    b.do(ChangeVoice())
    assert b.voice.announced == []


# The key that is named at the end


def test_the_key_named_at_the_end_of_the_guide_starts_it_again_at_once() -> None:
    b = session_harness(text=SECTIONS)
    b.do(GoToEnd())
    b.do(Play())
    until_said(b, END)
    b.do(PlayPause())
    assert b.state.status is Status.PLAYING
    assert b.hear_all() == ["A", "One.", "B", "Two."]


def test_the_key_named_at_the_end_of_a_section_goes_on_at_once() -> None:
    b = session_harness(text=SECTIONS)
    b.do(ToggleOnlySection())
    b.do(Play())
    until_said(b, SECTION_END)
    b.do(PlayPause())
    assert b.hear_all() == ["B", "Two."]


def test_before_the_end_is_told_the_key_holds_for_nobody_knows_yet_what_it_would_do() -> None:
    b = session_harness(text=SECTIONS)
    b.do(GoTo(Position(3, 0), play=True))
    b.hear("Two.")
    b.do(PlayPause())
    assert b.state.status is Status.PAUSED
    b.do(PlayPause())
    until_said(b, END)


def test_what_was_skipped_is_no_end_and_the_key_holds() -> None:
    b = session_harness(text=CODE, skipping=("code",))
    b.do(Play())
    until_said(b, SKIPPED)
    b.do(PlayPause())
    assert b.state.status is Status.PAUSED


def test_one_sentence_at_a_time_chosen_during_the_end_starts_with_the_first() -> None:
    b = session_harness(text=SECTIONS)
    b.do(GoToEnd())
    b.do(Play())
    until_said(b, END)
    b.set_options(one_sentence=True)
    until_said(b, END)
    b.do(PlayPause())
    assert b.hear_all() == ["A"]


def test_who_chooses_another_key_is_told_of_that_one_at_the_end() -> None:
    keys = Keys()
    b = session_harness(text=SECTIONS, controls=keys)
    b.do(GoToEnd(), Play())
    b.hear_words(1)
    assert b.says()[-1] == END
    keys.names["play"] = "P"
    b.do(ControlsChanged())
    assert b.says()[-1] == "End of the guide. Press P to start again from the beginning."
    assert b.hear_all() == ["Two."]


# Shown when it is heard


@pytest.mark.parametrize(
    ("text", "skipping", "only_section", "told"),
    [
        (SECTIONS, (), False, END),
        (SECTIONS, (), True, SECTION_END),
        (CODE, ("code",), False, SKIPPED),
    ],
    ids=["end", "section", "skipped"],
)
def test_what_is_said_between_sentences_is_told_when_it_begins_and_not_before(
    text: str, skipping: tuple[str, ...], only_section: bool, told: str
) -> None:
    b = session_harness(text=text, skipping=skipping)
    if only_section:
        b.do(ToggleOnlySection())
    b.do(Play())
    while not (isinstance(b.voice.queue[0], Say) and words(b.voice.queue[0]) == told):
        assert b.state.between_message == ""
        b.hear_words(1)
    b.hear_words(1)
    assert b.state.between_message == told


def test_the_next_sentence_ends_what_was_told_before_it() -> None:
    b = session_harness(text=CODE, skipping=("code",))
    b.do(Play())
    until_said(b, SKIPPED)
    b.hear("Two.")
    assert b.state.between_message == ""


def test_with_the_interface_voice_off_the_end_is_shown_though_not_said() -> None:
    b = session_harness(text=SECTIONS)
    b.set_options(interface_voice=False)
    b.do(Play())
    b.hear_all()
    assert b.state.between_message == END


def test_where_nothing_is_left_to_be_heard_at_the_end_the_reading_is_over() -> None:
    b = session_harness(text=SECTIONS)
    b.handle(Ready("espeak", "us", (("us", "Una"), ("gb", "Bea"))))
    b.do(Play())
    until_said(b, END)
    b.set_options(interface_voice=False, earcons=False)
    b.do(ChangeVoice())
    assert b.state.status is Status.FINISHED
    b.do(PlayPause())
    assert b.hear_all()[0] == "A"


# Faults at the start


def test_with_the_interface_voice_off_faults_are_said_and_the_welcome_is_not() -> None:
    b = session_harness()
    b.set_options(interface_voice=False)
    b.do(Welcome("Welcome.", "The settings cannot be read."))
    assert words(says(b)[0]) == "The settings cannot be read."
    assert b.messages == ["Welcome. The settings cannot be read."]
    assert b.hear_all()[0] == "Before you begin"


def test_faults_follow_the_welcome() -> None:
    b = session_harness()
    b.do(Welcome("Welcome.", "The settings cannot be read."))
    assert words(says(b)[0]) == "Welcome. The settings cannot be read."


def test_with_the_interface_voice_off_a_start_without_faults_says_nothing_of_its_own() -> None:
    b = session_harness()
    b.set_options(interface_voice=False)
    b.do(Welcome("Welcome."))
    assert words(says(b)[0]).startswith("Before you begin")
