"""The reader among the media controls of Windows (SystemMediaTransportControls). Untried.

They belong to a window; a program in a console gets them through a player that plays nothing. What
Windows calls back comes on threads of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

from allvoice.packages import why_not
from allvoice.remote.model import (
    FASTEST_RATE,
    Ask,
    Playback,
    Receive,
    Request,
    SeekTo,
    SetRate,
    Shown,
    Skip,
)

_BUTTONS: dict[str, Request] = {
    "PLAY": Ask.PLAY,
    "PAUSE": Ask.PAUSE,
    "STOP": Ask.STOP,
    "NEXT": Skip(1),
    "PREVIOUS": Skip(-1),
}
_STATUS = {
    Playback.PLAYING: "PLAYING",
    Playback.PAUSED: "PAUSED",
    Playback.STOPPED: "STOPPED",
}


class WindowsRemote:
    """Media keys and the player in the volume flyout."""

    def __init__(self, media: Any, playback: Any, receive: Receive) -> None:
        """Show a player.

        Args:
            media: the module of `Windows.Media`.
            playback: the module of `Windows.Media.Playback`.
            receive: takes what is asked for, on threads of Windows.
        """
        self._media = media
        self._receive = receive
        self._shown: Shown | None = None
        self._player = playback.MediaPlayer()
        # Else the player that plays nothing would answer the keys.
        self._player.command_manager.is_enabled = False
        self._controls = controls = self._player.system_media_transport_controls
        self._requests: dict[Any, Request] = {
            getattr(media.SystemMediaTransportControlsButton, name): request
            for name, request in _BUTTONS.items()
        }
        for what in ("play", "pause", "stop", "next", "previous"):
            setattr(controls, f"is_{what}_enabled", True)
        controls.is_enabled = True
        controls.add_button_pressed(self._pressed)
        controls.add_playback_position_change_requested(self._position_asked)
        controls.add_playback_rate_change_requested(self._rate_asked)

    @classmethod
    def here(cls, receive: Receive, tell: Callable[[str], None]) -> WindowsRemote | None:
        """Return it; where a package is missing or Windows refuses, None, and tell why."""
        try:
            media = import_module("winrt.windows.media")
            return cls(media, import_module("winrt.windows.media.playback"), receive)
        except ImportError as error:
            tell(why_not("This", error).removesuffix("."))
        except OSError as error:
            tell(f"Windows refuses it ({error.strerror or error})")
        return None

    def show(self, shown: Shown) -> None:
        """Show the reading as it is now."""
        before, self._shown = self._shown, shown
        if shown == before:
            return
        self._controls.playback_status = getattr(
            self._media.MediaPlaybackStatus, _STATUS[shown.playback]
        )
        self._controls.playback_rate = shown.rate
        updater = self._controls.display_updater
        updater.type = self._media.MediaPlaybackType.MUSIC
        updater.music_properties.title = shown.title
        updater.music_properties.artist = shown.chapter
        updater.music_properties.album_title = shown.document
        updater.update()
        times = self._media.SystemMediaTransportControlsTimelineProperties()
        times.start_time = times.min_seek_time = timedelta(0)
        times.end_time = times.max_seek_time = timedelta(seconds=shown.length_s)
        times.position = timedelta(seconds=shown.place.time_s)
        self._controls.update_timeline_properties(times)

    def close(self) -> None:
        """Be no player any more."""
        self._receive = lambda request: None
        self._controls.is_enabled = False
        self._player.close()

    def _pressed(self, controls: Any, arguments: Any) -> None:
        request = self._requests.get(arguments.button)
        if request is not None:
            self._receive(request)

    def _position_asked(self, controls: Any, arguments: Any) -> None:
        self._receive(SeekTo(arguments.requested_playback_position.total_seconds()))

    def _rate_asked(self, controls: Any, arguments: Any) -> None:
        self._receive(SetRate(min(arguments.requested_playback_rate, FASTEST_RATE)))
