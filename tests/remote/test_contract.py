"""The promises of every remote, whichever system it is for."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

from allvoice import remote
from allvoice.guide.model import Position
from allvoice.limits import RATE_NORMAL_WPM
from allvoice.reading.timeline import Timeline
from allvoice.remote.model import Ask, Place, Playback, Remote, Request, SeekTo, SetRate, Skip
from tests.reading.harness import small_guide
from tests.remote.hosts import BUTTONS, HOSTS, Host
from tests.remote.showings import shown

PRESSED: dict[str, Request] = {
    "play": Ask.PLAY,
    "pause": Ask.PAUSE,
    "stop": Ask.STOP,
    "next": Skip(1),
    "previous": Skip(-1),
}
TITLED = shown(
    playback=Playback.PLAYING,
    title="At night",
    document="A guide",
    chapter="Before you begin",
    chapter_number=1,
    track=1,
)


@pytest.fixture(params=HOSTS, ids=lambda made: made.__name__)
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    made = HOSTS[request.param]()
    try:
        yield made
    finally:
        made.close()


def test_every_remote_is_held_to_this() -> None:
    found = set()
    for each in pkgutil.iter_modules(remote.__path__):
        module = importlib.import_module(f"{remote.__name__}.{each.name}")
        found |= {
            value
            for name, value in inspect.getmembers(module, inspect.isclass)
            if name.endswith("Remote")
            and value is not Remote
            and value.__module__ == module.__name__
        }
    assert found == set(HOSTS)


@pytest.mark.parametrize("playback", Playback)
def test_whether_something_is_heard_is_seen(host: Host, playback: Playback) -> None:
    host.show(shown(playback=playback))
    assert host.is_seen
    assert host.playback == playback.value


def test_each_button_asks_for_one_thing(host: Host) -> None:
    host.show(TITLED)
    for number, button in enumerate(BUTTONS, 1):
        host.press(button)
        host.settle(lambda expected=number: len(host.asked) >= expected)  # type: ignore[misc]
    assert host.asked == [PRESSED[button] for button in BUTTONS]


def test_titles_are_seen_as_they_are_shown_and_gone_when_they_are_not(host: Host) -> None:
    host.show(TITLED)
    assert host.texts == {"At night", "A guide", "Before you begin"}
    host.show(shown(playback=Playback.PAUSED))
    assert host.texts == {"allvoice"}


def test_the_place_and_the_length_are_seen_in_seconds(host: Host) -> None:
    timeline = Timeline(small_guide())
    place = Place(timeline, Position(5))
    length_s = timeline.duration_s(RATE_NORMAL_WPM)
    host.show(shown(playback=Playback.PLAYING, place=place, length_s=length_s, jumps=1))
    assert host.times_s == pytest.approx((place.time_s, length_s), abs=0.01)


def test_a_place_and_a_pace_can_be_chosen(host: Host) -> None:
    host.show(TITLED)
    host.seek(12.5)
    host.settle(lambda: len(host.asked) == 1)
    host.set_rate(1.5)
    host.settle(lambda: len(host.asked) == 2)
    assert host.asked == [SeekTo(12.5), SetRate(1.5)]


def test_what_is_shown_again_and_again_is_seen_as_it_was_last(host: Host) -> None:
    for number in range(200):
        host.remote.show(shown(playback=Playback.PLAYING, title=f"Title {number}", track=number))
    host.settle(lambda: host.title == "Title 199")


def test_once_it_is_closed_nothing_is_seen_and_nothing_asked_for(host: Host) -> None:
    host.show(TITLED)
    host.remote.close()
    host.settle(lambda: not host.is_seen)
    for button in BUTTONS:
        host.press(button)
    assert host.asked == []


def test_it_can_be_closed_before_anything_was_shown_and_twice(host: Host) -> None:
    host.remote.close()
    host.remote.close()
    assert host.asked == []
