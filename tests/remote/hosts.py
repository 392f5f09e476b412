"""Every remote with the desktop that it needs in a test: a real bus, or objects that stand for it.

To hold a remote you add to the promises of `test_contract.py`, write a host for it and enter it in
`HOSTS`; a test fails until you have. Those of Windows and macOS were never tried there: their hosts
keep what the program would tell the system, and call back as it would.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from allvoice.remote.macos import MacRemote
from allvoice.remote.model import Remote, Request, Shown
from allvoice.remote.session_bus import SessionBusRemote
from allvoice.remote.windows import WindowsRemote
from tests.e2e.limits import LIMIT_S
from tests.remote.bus import Bus, private_bus

LOOK_S = 0.01
BUTTONS = ("play", "pause", "stop", "next", "previous")


_CALLED_BACK = (
    "button_pressed",
    "playback_position_change_requested",
    "playback_rate_change_requested",
)
_MAC_COMMANDS = {
    "play": "playCommand",
    "pause": "pauseCommand",
    "stop": "stopCommand",
    "next": "nextTrackCommand",
    "previous": "previousTrackCommand",
    "toggle": "togglePlayPauseCommand",
    "seek": "changePlaybackPositionCommand",
    "rate": "changePlaybackRateCommand",
}
_MAC_KEYS = {
    "title": "MPMediaItemPropertyTitle",
    "album": "MPMediaItemPropertyAlbumTitle",
    "artist": "MPMediaItemPropertyArtist",
    "length": "MPMediaItemPropertyPlaybackDuration",
    "time": "MPNowPlayingInfoPropertyElapsedPlaybackTime",
    "rate": "MPNowPlayingInfoPropertyPlaybackRate",
}


class Host:
    """A remote, and who looks at it and presses its buttons."""

    remote: Remote
    has_volume = False

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def receive(self, request: Request) -> None:
        self.asked.append(request)

    def settle(self, holds: Callable[[], bool]) -> None:
        """Let what happens elsewhere happen, until something is so."""
        until_s = time.monotonic() + LIMIT_S
        while not holds():
            assert time.monotonic() < until_s, f"it never came to that; asked for: {self.asked}"
            time.sleep(LOOK_S)

    def show(self, shown: Shown) -> None:
        """Let the remote show something, and wait until it can be seen."""
        self.remote.show(shown)
        self.settle(lambda: self.title == shown.title and self.playback == shown.playback)

    def press(self, button: str) -> None:
        """Press one of `BUTTONS`."""
        raise NotImplementedError

    def seek(self, time_s: float) -> None:
        """Drag to a place."""
        raise NotImplementedError

    def set_rate(self, rate: float) -> None:
        """Choose a pace."""
        raise NotImplementedError

    @property
    def is_seen(self) -> bool:
        """Whether there is a player to see."""
        raise NotImplementedError

    @property
    def playback(self) -> str:
        """Playing, Paused or Stopped, as it is seen."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        raise NotImplementedError

    @property
    def texts(self) -> set[str]:
        """All words that are seen of what is read."""
        raise NotImplementedError

    @property
    def times_s(self) -> tuple[float, float]:
        """The place and the length that are seen."""
        raise NotImplementedError

    def close(self) -> None:
        """End the desktop."""


class SessionBusHost(Host):
    """A desktop of Linux: a bus, and `playerctl`."""

    has_volume = True

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self.bus: Bus = self._stack.enter_context(private_bus())
        self.remote: SessionBusRemote = SessionBusRemote(
            self.receive, lambda why_not: None, self.bus.environment
        )

    def press(self, button: str) -> None:
        self.bus.playerctl(button)

    def seek(self, time_s: float) -> None:
        self.bus.playerctl("position", str(time_s))

    def set_rate(self, rate: float) -> None:
        self.bus.set("Rate", rate)

    @property
    def is_seen(self) -> bool:
        return self.bus.playerctl("--list-all") == "allvoice"

    @property
    def playback(self) -> str:
        return self.bus.playerctl("status")

    @property
    def title(self) -> str:
        return self.bus.playerctl("metadata", "title")

    @property
    def texts(self) -> set[str]:
        names = ("title", "album", "artist")
        return {self.bus.playerctl("metadata", name) for name in names} - {""}

    @property
    def times_s(self) -> tuple[float, float]:
        length_us = self.bus.playerctl("metadata", "mpris:length")
        return float(self.bus.playerctl("position")), int(length_us) / 1e6

    def close(self) -> None:
        self.remote.close()
        self.remote.join(LIMIT_S)
        self._stack.close()


class WindowsHost(Host):
    """What the packages of Windows would be given, and what they call back."""

    def __init__(self) -> None:
        super().__init__()
        names = ("PLAY", "PAUSE", "STOP", "NEXT", "PREVIOUS", "RECORD")
        self._buttons = SimpleNamespace(**{name: number for number, name in enumerate(names)})
        self._handlers: dict[str, Callable[[Any, Any], None]] = {}
        self._times: Any = None
        self._controls = SimpleNamespace(
            is_enabled=False,
            playback_status="",
            playback_rate=0.0,
            display_updater=SimpleNamespace(
                type="", music_properties=SimpleNamespace(), update=lambda: None
            ),
            update_timeline_properties=self._take_times,
            **{f"add_{name}": self._adder(name) for name in _CALLED_BACK},
        )
        status = {name: name.capitalize() for name in ("PLAYING", "PAUSED", "STOPPED")}
        media = SimpleNamespace(
            SystemMediaTransportControlsButton=self._buttons,
            SystemMediaTransportControlsTimelineProperties=SimpleNamespace,
            MediaPlaybackStatus=SimpleNamespace(**status),
            MediaPlaybackType=SimpleNamespace(MUSIC="music"),
        )
        self._player = SimpleNamespace(
            command_manager=SimpleNamespace(is_enabled=True),
            system_media_transport_controls=self._controls,
            close=lambda: None,
        )
        playback = SimpleNamespace(MediaPlayer=lambda: self._player)
        self.remote = WindowsRemote(media, playback, self.receive)

    def _adder(self, name: str) -> Callable[[Callable[[Any, Any], None]], None]:
        def add(handler: Callable[[Any, Any], None]) -> None:
            self._handlers[name] = handler

        return add

    def _take_times(self, times: Any) -> None:
        self._times = times

    def press(self, button: str) -> None:
        pressed = SimpleNamespace(button=getattr(self._buttons, button.upper()))
        self._handlers["button_pressed"](self._controls, pressed)

    def seek(self, time_s: float) -> None:
        wanted = SimpleNamespace(requested_playback_position=timedelta(seconds=time_s))
        self._handlers["playback_position_change_requested"](self._controls, wanted)

    def set_rate(self, rate: float) -> None:
        wanted = SimpleNamespace(requested_playback_rate=rate)
        self._handlers["playback_rate_change_requested"](self._controls, wanted)

    @property
    def is_seen(self) -> bool:
        return bool(self._controls.is_enabled)

    @property
    def playback(self) -> str:
        return str(self._controls.playback_status)

    @property
    def _music(self) -> dict[str, str]:
        return dict(vars(self._controls.display_updater.music_properties))

    @property
    def title(self) -> str:
        return self._music.get("title", "")

    @property
    def texts(self) -> set[str]:
        return set(self._music.values()) - {""}

    @property
    def times_s(self) -> tuple[float, float]:
        return self._times.position.total_seconds(), self._times.end_time.total_seconds()


class MacHost(Host):
    """What the framework of macOS would be given, and what it calls back."""

    def __init__(self) -> None:
        super().__init__()
        self._info: dict[str, Any] | None = None
        self._state = 0
        self._targets: dict[str, Callable[[Any], int]] = {}
        center = SimpleNamespace(
            **{name: self._command(what) for what, name in _MAC_COMMANDS.items()}
        )
        info = SimpleNamespace(
            setNowPlayingInfo_=self._take_info, setPlaybackState_=self._take_state
        )
        player = SimpleNamespace(
            MPRemoteCommandCenter=SimpleNamespace(sharedCommandCenter=lambda: center),
            MPNowPlayingInfoCenter=SimpleNamespace(defaultCenter=lambda: info),
            **{key: name for name, key in _MAC_KEYS.items()},
        )
        self.remote = MacRemote(player, self.receive)

    def _command(self, what: str) -> Callable[[], Any]:
        def add(target: Callable[[Any], int]) -> str:
            self._targets[what] = target
            return what

        command = SimpleNamespace(
            setEnabled_=lambda enabled: None,
            addTargetWithHandler_=add,
            removeTarget_=lambda target: self._targets.pop(target),
        )
        return lambda: command

    def _take_info(self, info: dict[str, Any] | None) -> None:
        self._info = info

    def _take_state(self, state: int) -> None:
        self._state = state

    def _call(self, what: str, event: Any) -> None:
        if what in self._targets:
            assert self._targets[what](event) == 0

    def press(self, button: str) -> None:
        self._call(button, None)

    def seek(self, time_s: float) -> None:
        self._call("seek", SimpleNamespace(positionTime=lambda: time_s))

    def set_rate(self, rate: float) -> None:
        self._call("rate", SimpleNamespace(playbackRate=lambda: rate))

    @property
    def is_seen(self) -> bool:
        return self._info is not None

    @property
    def playback(self) -> str:
        return {1: "Playing", 2: "Paused", 3: "Stopped"}.get(self._state, "")

    @property
    def title(self) -> str:
        return str((self._info or {}).get("title", ""))

    @property
    def texts(self) -> set[str]:
        return {str((self._info or {}).get(name, "")) for name in ("title", "album", "artist")} - {
            ""
        }

    @property
    def times_s(self) -> tuple[float, float]:
        assert self._info is not None
        return self._info["time"], self._info["length"]


HOSTS: dict[type[Remote], type[Host]] = {
    SessionBusRemote: SessionBusHost,
    WindowsRemote: WindowsHost,
    MacRemote: MacHost,
}
