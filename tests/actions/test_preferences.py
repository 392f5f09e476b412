"""What is chosen holds at once: in the session, in what is told, and as it looks."""

from __future__ import annotations

from dataclasses import fields

import pytest

from allvoice.actions.announcer import Announcer
from allvoice.actions.options.preferences import let_hold, playback_options
from allvoice.actions.pause_scope import PauseScope
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Pause, Play, PlayPause, Stop
from allvoice.reading.state import PlaybackOptions, State, Status
from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.specs import Settings
from tests.actions.harness import settings_of
from tests.reading.harness import session_harness


def test_every_option_of_the_reading_comes_from_the_setting_of_its_name() -> None:
    usual = PlaybackOptions()
    assert playback_options(Settings()) == usual
    for option in fields(PlaybackOptions):
        value = {
            "interface_pitch": "higher",
            "volume_boost": "most",
            "pause_length": "longest",
            "think_time": "10 seconds",
        }.get(option.name, not getattr(usual, option.name))
        changed = playback_options(settings_of(**{option.name: value}))
        assert getattr(changed, option.name) == value
        assert changed != usual


def test_settings_hold_from_the_start_and_each_choice_from_when_it_is_made() -> None:
    reading = session_harness()
    announcer = Announcer(reading.session, lambda text: None, "normal")
    choices = Choices(usual=settings_of(earcons=False, verbosity="expert"))
    shown: list[Settings] = []
    let_hold(choices, reading.session, announcer, shown.append)
    assert not reading.state.options.earcons
    assert announcer.verbosity == "expert"
    choices.choose("verbosity", "beginner")
    choices.choose("guide_voice", False)
    assert announcer.verbosity == "beginner"
    assert not reading.voice.guide_audible
    assert shown[-1] == choices.settings
    assert len(shown) == 3


def test_a_choice_that_the_reading_has_nothing_to_do_with_does_not_disturb_it() -> None:
    reading = session_harness()
    announcer = Announcer(reading.session, lambda text: None, "normal")
    choices = Choices()
    let_hold(choices, reading.session, announcer, lambda settings: None)
    before: State = reading.state
    choices.choose("ruler", "line")
    assert reading.state is before


# Silence of the guide while something else has the listener's ear


@pytest.mark.parametrize(
    ("before", "goes_on"),
    [
        ((Play(),), True),
        ((Play(), Pause()), False),
        ((Play(), Stop()), False),
        ((), False),
        # A sentence read on its own is no reading to go on with.
        ((GoTo(Position(1)),), False),
    ],
    ids=["reading", "paused", "stopped", "at rest", "one sentence"],
)
def test_the_guide_is_read_on_where_it_was_read_before(
    before: tuple[Play | Pause | Stop | GoTo, ...], goes_on: bool
) -> None:
    reading = session_harness()
    reading.do(*before)
    scope = PauseScope(reading.session)
    scope.begin()
    assert reading.voice.paused or not reading.voice.queue
    assert scope.end() is goes_on
    assert (reading.state.status is Status.PLAYING) is goes_on
    assert scope.end() is False


def test_who_reads_on_meanwhile_is_left_alone() -> None:
    reading = session_harness()
    scope = PauseScope(reading.session)
    reading.do(Play())
    scope.begin()
    reading.do(PlayPause())
    assert scope.end() is False
    assert reading.state.status is Status.PLAYING


def test_who_chose_otherwise_meanwhile_is_not_read_to() -> None:
    reading = session_harness()
    scope = PauseScope(reading.session)
    reading.do(Play())
    scope.begin()
    scope.forget()
    assert scope.end() is False
    assert reading.state.status is Status.PAUSED
