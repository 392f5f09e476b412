"""What the specification of MPRIS (2.2) says, without a bus: names, signatures, values. Pure.

A desktop's media keys, its lock screen, headset buttons (through the desktop, or `mpris-proxy` of
BlueZ) and programs such as `playerctl` all speak this.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from allvoice.remote.model import (
    FASTEST_RATE,
    LOUDEST,
    NAME,
    Ask,
    Request,
    SeekBy,
    SeekTo,
    SetRate,
    SetVolume,
    Shown,
    Skip,
)

PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = f"{ROOT}.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
BUS_NAME = f"{ROOT}.{NAME}"
SEEKED = "Seeked"
_TRACKS = f"/org/{NAME}/section"
_ERROR = "org.freedesktop.DBus.Error"
US_PER_S = 1_000_000
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Typed:
    """A value with its D-Bus signature."""

    signature: str
    value: object
    """Of `a{sv}` a mapping of names to typed values."""


class RefusedError(Exception):
    """What a program asked for cannot be had."""

    def __init__(self, name: str, text: str) -> None:
        """Say why.

        Args:
            name: the name of the error on the bus, without what all of them begin with.
            text: a sentence for whoever wrote that program.
        """
        super().__init__(text)
        self.name = f"{_ERROR}.{name}"


_ASKS: Mapping[tuple[str, str], Request | None] = MappingProxyType(
    {
        (PLAYER, "Play"): Ask.PLAY,
        (PLAYER, "Pause"): Ask.PAUSE,
        (PLAYER, "PlayPause"): Ask.PLAY_PAUSE,
        (PLAYER, "Stop"): Ask.STOP,
        (PLAYER, "Next"): Skip(1),
        (PLAYER, "Previous"): Skip(-1),
        (ROOT, "Quit"): Ask.QUIT,
        # A window of a terminal cannot be brought to the front from within.
        (ROOT, "Raise"): None,
    }
)
_SEEK, _SET_POSITION, _OPEN_URI = (PLAYER, "Seek"), (PLAYER, "SetPosition"), (PLAYER, "OpenUri")
SIGNATURES: Mapping[tuple[str, str], str] = MappingProxyType(
    {**dict.fromkeys(_ASKS, ""), _SEEK: "x", _SET_POSITION: "ox", _OPEN_URI: "s"}
)
"""What is called, by interface and name, and the signature of its arguments."""
WRITABLE = MappingProxyType({"Rate": "d", "Volume": "d"})


def track(shown: Shown) -> str:
    """Return the object path of what is read."""
    return f"{_TRACKS}/{shown.track}"


def position_us(shown: Shown) -> int:
    """Return where the reading is, in microseconds."""
    return _microseconds(shown.place.time_s)


def _microseconds(seconds: float) -> int:
    return min(max(0, round(seconds * US_PER_S)), _LARGEST)


def asked_by_call(
    interface: str | None, member: str, signature: str, body: list[object], shown: Shown
) -> Request | None:
    """Return what a call asks for; None for what is allowed and does nothing.

    Raises:
        RefusedError: there is no such call.
    """
    called = next(
        (
            each
            for each in SIGNATURES
            # The interface may be left out of a call.
            if each[1] == member and interface in (None, "", each[0])
        ),
        None,
    )
    if called is None:
        raise RefusedError("UnknownMethod", f"There is no {interface}.{member}.")
    if SIGNATURES[called] != signature:
        wanted = SIGNATURES[called] or "nothing"
        raise RefusedError("InvalidArgs", f"{member} takes {wanted}, not {signature or 'nothing'}.")
    if called == _OPEN_URI:
        raise RefusedError("NotSupported", "Documents are opened in the program itself.")
    match body:
        case [int(offset_us)]:
            return SeekBy(offset_us / US_PER_S)
        case [str(of_track), int(time_us)]:
            # The specification: what is meant for another track, or lies outside, is ignored.
            is_here = of_track == track(shown) and 0 <= time_us <= _microseconds(shown.length_s)
            return SeekTo(time_us / US_PER_S) if is_here else None
        case _:
            return _ASKS[called]


def asked_by_setting(interface: str, name: str, value: Typed) -> Request:
    """Return what a property that is set asks for.

    Raises:
        RefusedError: it cannot be set, or not to that.
    """
    if interface != PLAYER or name not in WRITABLE:
        raise RefusedError("PropertyReadOnly", f"{name} cannot be set.")
    figure = value.value
    if value.signature != WRITABLE[name] or not isinstance(figure, float):
        raise RefusedError("InvalidArgs", f"{name} is a figure (d), not {value.signature}.")
    if not math.isfinite(figure):
        raise RefusedError("InvalidArgs", f"{name} cannot be {figure}.")
    return SetRate(figure) if name == "Rate" else SetVolume(figure)


def values(interface: str, shown: Shown) -> dict[str, Typed]:
    """Return the properties of an interface.

    Raises:
        RefusedError: there is no such interface.
    """
    if interface == ROOT:
        return dict(_ROOT_VALUES)
    if interface != PLAYER:
        raise RefusedError("UnknownInterface", f"There is no interface {interface}.")
    return {**published(shown), "Position": Typed("x", position_us(shown)), **_PLAYER_VALUES}


def published(shown: Shown) -> dict[str, Typed]:
    """Return the properties whose changes are told. The position is not: it is asked for."""
    return {
        "PlaybackStatus": Typed("s", shown.playback.value),
        "Rate": Typed("d", shown.rate),
        "MinimumRate": Typed("d", min(shown.slowest_rate, 1.0)),
        "Volume": Typed("d", min(shown.volume / 100, LOUDEST)),
        "Metadata": Typed("a{sv}", _metadata(shown)),
    }


def changed(old: Shown | None, new: Shown) -> dict[str, Typed]:
    """Return the properties that are others than they were; all where nothing was told yet."""
    now = published(new)
    if old is None:
        return now
    before = published(old)
    return {name: value for name, value in now.items() if value != before[name]}


def _metadata(shown: Shown) -> dict[str, Typed]:
    found = {
        "mpris:trackid": Typed("o", track(shown)),
        "mpris:length": Typed("x", _microseconds(shown.length_s)),
        "xesam:title": Typed("s", shown.title),
    }
    if shown.document:
        found["xesam:album"] = Typed("s", shown.document)
    if shown.chapter:
        # What players show below the title.
        found["xesam:artist"] = Typed("as", [shown.chapter])
        found["xesam:trackNumber"] = Typed("i", shown.chapter_number)
    return found


_ROOT_VALUES = MappingProxyType(
    {
        "CanQuit": Typed("b", True),
        "CanRaise": Typed("b", False),
        "HasTrackList": Typed("b", False),
        "Identity": Typed("s", NAME),
        "SupportedUriSchemes": Typed("as", []),
        "SupportedMimeTypes": Typed("as", []),
    }
)
_PLAYER_VALUES = MappingProxyType(
    {
        # At the last sentence too: that there is no more is said.
        **{f"Can{what}": Typed("b", True) for what in ("GoNext", "GoPrevious", "Play", "Pause")},
        "CanSeek": Typed("b", True),
        "CanControl": Typed("b", True),
        "MaximumRate": Typed("d", FASTEST_RATE),
    }
)


def introspection(shown: Shown) -> str:
    """Return what all of this is, as D-Bus describes it."""
    lines = ["<node>"]
    for interface in (ROOT, PLAYER):
        lines.append(f'<interface name="{interface}">')
        for (owner, name), signature in SIGNATURES.items():
            if owner == interface:
                given = "".join(f'<arg type="{each}" direction="in"/>' for each in signature)
                lines.append(f'<method name="{name}">{given}</method>')
        for name, typed in values(interface, shown).items():
            access = "readwrite" if interface == PLAYER and name in WRITABLE else "read"
            told = _NOT_TOLD if name == "Position" else ""
            about = f'name="{name}" type="{typed.signature}" access="{access}"'
            lines.append(f"<property {about}>{told}</property>")
        if interface == PLAYER:
            lines.append(f'<signal name="{SEEKED}"><arg type="x"/></signal>')
        lines.append("</interface>")
    return "".join([*lines, _PROPERTIES_INTERFACE, "</node>"])


_NOT_TOLD = '<annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="false"/>'
_PROPERTIES_INTERFACE = (
    f'<interface name="{PROPERTIES}">'
    '<method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="out"/></method>'
    '<method name="GetAll"><arg type="s" direction="in"/><arg type="a{sv}" direction="out"/>'
    "</method>"
    '<method name="Set"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="in"/></method>'
    '<signal name="PropertiesChanged"><arg type="s"/><arg type="a{sv}"/><arg type="as"/></signal>'
    "</interface>"
)
