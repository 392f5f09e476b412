"""What a desktop asks and sets means what the specification of MPRIS says."""

from __future__ import annotations

import math
from xml.etree import ElementTree

import pytest

from allvoice.remote import mpris
from allvoice.remote.model import (
    Ask,
    Playback,
    Request,
    SeekBy,
    SeekTo,
    SetRate,
    SetVolume,
    Shown,
    Skip,
)
from allvoice.remote.mpris import PLAYER, ROOT, RefusedError, Typed
from tests.remote.showings import shown

HERE = "/org/allvoice/section/1"


@pytest.mark.parametrize(
    ("member", "signature", "body", "asked"),
    [
        ("Play", "", [], Ask.PLAY),
        ("Pause", "", [], Ask.PAUSE),
        ("PlayPause", "", [], Ask.PLAY_PAUSE),
        ("Stop", "", [], Ask.STOP),
        ("Next", "", [], Skip(1)),
        ("Previous", "", [], Skip(-1)),
        ("Seek", "x", [-2_500_000], SeekBy(-2.5)),
        ("SetPosition", "ox", [HERE, 1_000_000], SeekTo(1.0)),
    ],
)
def test_a_call_asks_for_what_its_name_says(
    member: str, signature: str, body: list[object], asked: Request
) -> None:
    now = shown(title="At night", track=1, length_s=60.0)
    for interface in (PLAYER, None):
        assert mpris.asked_by_call(interface, member, signature, body, now) == asked


def test_the_program_is_left_from_outside_and_its_window_stays_where_it_is() -> None:
    assert mpris.asked_by_call(ROOT, "Quit", "", [], shown()) is Ask.QUIT
    assert mpris.asked_by_call(ROOT, "Raise", "", [], shown()) is None
    assert mpris.values(ROOT, shown())["CanRaise"].value is False


@pytest.mark.parametrize(
    ("track", "time_us"),
    [("/org/allvoice/section/2", 1), (HERE, -1), (HERE, 60_000_001), ("/other", 5)],
)
def test_a_place_of_what_is_no_longer_read_or_outside_is_ignored(track: str, time_us: int) -> None:
    now = shown(track=1, length_s=60.0)
    assert mpris.asked_by_call(PLAYER, "SetPosition", "ox", [track, time_us], now) is None


@pytest.mark.parametrize(
    ("interface", "member", "signature", "body"),
    [
        (PLAYER, "Frobnicate", "", []),
        (ROOT, "Play", "", []),
        ("org.mpris.MediaPlayer2.TrackList", "AddTrack", "sob", ["", "/", True]),
        (PLAYER, "Play", "s", ["loud"]),
        (PLAYER, "Seek", "d", [1.0]),
        (PLAYER, "OpenUri", "s", ["file:///etc/passwd"]),
    ],
)
def test_what_there_is_not_is_refused(
    interface: str, member: str, signature: str, body: list[object]
) -> None:
    with pytest.raises(RefusedError):
        mpris.asked_by_call(interface, member, signature, body, shown())


def test_pace_and_volume_can_be_set() -> None:
    assert mpris.asked_by_setting(PLAYER, "Rate", Typed("d", 1.5)) == SetRate(1.5)
    assert mpris.asked_by_setting(PLAYER, "Volume", Typed("d", 0.25)) == SetVolume(0.25)


@pytest.mark.parametrize(
    ("interface", "name", "value"),
    [
        (PLAYER, "Position", Typed("x", 5)),
        (PLAYER, "PlaybackStatus", Typed("s", "Playing")),
        (ROOT, "Fullscreen", Typed("b", True)),
        (PLAYER, "Rate", Typed("s", "fast")),
        (PLAYER, "Volume", Typed("i", 1)),
        (PLAYER, "Volume", Typed("d", math.nan)),
        (PLAYER, "Rate", Typed("d", math.inf)),
    ],
)
def test_nothing_else_can_be_set(interface: str, name: str, value: Typed) -> None:
    with pytest.raises(RefusedError):
        mpris.asked_by_setting(interface, name, value)


def test_the_normal_pace_is_one_and_the_usual_volume_is_one() -> None:
    values = mpris.values(PLAYER, shown(rate_wpm=300, volume=80))
    assert values["Rate"] == Typed("d", 2.0)
    assert values["MinimumRate"] == Typed("d", pytest.approx(0.4))
    assert values["MaximumRate"] == Typed("d", 3.0)
    assert values["Volume"] == Typed("d", 0.8)
    # The specification: the pace of 1 is always possible.
    assert mpris.values(PLAYER, shown(slowest_wpm=200))["MinimumRate"] == Typed("d", 1.0)


def test_of_a_section_its_titles_are_told_where_they_may_be() -> None:
    now = shown(
        title="At night",
        track=1,
        document="A guide",
        chapter="Fever",
        chapter_number=3,
        length_s=9.0,
    )
    assert mpris.values(PLAYER, now)["Metadata"].value == {
        "mpris:trackid": Typed("o", HERE),
        "mpris:length": Typed("x", 9_000_000),
        "xesam:title": Typed("s", "At night"),
        "xesam:album": Typed("s", "A guide"),
        "xesam:artist": Typed("as", ["Fever"]),
        "xesam:trackNumber": Typed("i", 3),
    }


def test_elsewhere_nothing_but_the_programs_name() -> None:
    metadata = mpris.values(PLAYER, shown(length_s=9.0))["Metadata"].value
    assert metadata == {
        "mpris:trackid": Typed("o", "/org/allvoice/section/0"),
        "mpris:length": Typed("x", 9_000_000),
        "xesam:title": Typed("s", "allvoice"),
    }


def test_only_what_changed_is_told_and_the_place_never_is() -> None:
    playing = shown(playback=Playback.PLAYING)
    assert set(mpris.changed(None, playing)) == set(mpris.published(playing))
    assert mpris.changed(playing, shown(playback=Playback.PLAYING, jumps=4)) == {}
    paused = shown(playback=Playback.PAUSED)
    assert mpris.changed(playing, paused) == {"PlaybackStatus": Typed("s", "Paused")}
    assert set(
        mpris.changed(playing, shown(playback=Playback.PLAYING, title="Fever", track=2))
    ) == {"Metadata"}
    assert "Position" not in mpris.published(playing)


def test_all_of_it_describes_itself() -> None:
    now = shown()
    tree = ElementTree.fromstring(mpris.introspection(now))
    described = {each.attrib["name"]: each for each in tree.findall("interface")}
    for interface in (ROOT, PLAYER):
        properties = {each.attrib["name"] for each in described[interface].findall("property")}
        assert properties == set(mpris.values(interface, now))
        methods = {each.attrib["name"] for each in described[interface].findall("method")}
        assert methods == {name for owner, name in mpris.SIGNATURES if owner == interface}


def test_an_interface_there_is_not_has_no_properties() -> None:
    with pytest.raises(RefusedError):
        mpris.values("org.mpris.MediaPlayer2.Playlists", shown())


def test_a_figure_too_large_for_the_bus_is_cut() -> None:
    endless: Shown = shown(length_s=1e30)
    length = mpris.values(PLAYER, endless)["Metadata"].value
    assert isinstance(length, dict)
    assert length["mpris:length"] == Typed("x", 2**63 - 1)
