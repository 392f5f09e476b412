"""The reader among what macOS plays now (MPRemoteCommandCenter, MPNowPlayingInfoCenter). Untried.

macOS calls back on the main queue of a program. A program in a terminal may have none that runs:
then nothing is asked for, and what is shown is shown all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from allvoice.packages import why_not
from allvoice.remote.model import Ask, Playback, Receive, Request, SeekTo, SetRate, Shown, Skip

_COMMANDS: dict[str, Request] = {
    "playCommand": Ask.PLAY,
    "pauseCommand": Ask.PAUSE,
    "togglePlayPauseCommand": Ask.PLAY_PAUSE,
    "stopCommand": Ask.STOP,
    "nextTrackCommand": Skip(1),
    "previousTrackCommand": Skip(-1),
}
_STATE = {Playback.PLAYING: 1, Playback.PAUSED: 2, Playback.STOPPED: 3}
"""MPNowPlayingPlaybackState."""
_SUCCESS = 0
"""MPRemoteCommandHandlerStatusSuccess."""


class MacRemote:
    """Media keys, headset buttons and Control Center."""

    def __init__(self, player: Any, receive: Receive) -> None:
        """Show a player.

        Args:
            player: the framework `MediaPlayer`.
            receive: takes what is asked for, on a thread of macOS.
        """
        self._player = player
        self._receive = receive
        self._shown: Shown | None = None
        self._info = player.MPNowPlayingInfoCenter.defaultCenter()
        center = player.MPRemoteCommandCenter.sharedCommandCenter()
        self._targets: list[tuple[Any, Any]] = []
        for name, request in _COMMANDS.items():
            self._add(getattr(center, name)(), partial(_always, request))
        self._add(center.changePlaybackPositionCommand(), lambda e: SeekTo(e.positionTime()))
        self._add(center.changePlaybackRateCommand(), lambda e: SetRate(e.playbackRate()))

    @classmethod
    def here(cls, receive: Receive, tell: Callable[[str], None]) -> MacRemote | None:
        """Return it; where the package is missing, None, and tell why."""
        try:
            return cls(import_module("MediaPlayer"), receive)
        except ImportError as error:
            tell(why_not("This", error).removesuffix("."))
        return None

    def _add(self, command: Any, request_of: Callable[[Any], Request]) -> None:
        def obey(event: Any) -> int:
            self._receive(request_of(event))
            return _SUCCESS

        command.setEnabled_(True)
        self._targets.append((command, command.addTargetWithHandler_(obey)))

    def show(self, shown: Shown) -> None:
        """Show the reading as it is now."""
        before, self._shown = self._shown, shown
        if shown == before:
            return
        player = self._player
        is_playing = shown.playback is Playback.PLAYING
        self._info.setNowPlayingInfo_(
            {
                player.MPMediaItemPropertyTitle: shown.title,
                player.MPMediaItemPropertyAlbumTitle: shown.document,
                player.MPMediaItemPropertyArtist: shown.chapter,
                player.MPMediaItemPropertyPlaybackDuration: shown.length_s,
                player.MPNowPlayingInfoPropertyElapsedPlaybackTime: shown.place.time_s,
                player.MPNowPlayingInfoPropertyPlaybackRate: shown.rate if is_playing else 0.0,
            }
        )
        self._info.setPlaybackState_(_STATE[shown.playback])

    def close(self) -> None:
        """Be no player any more."""
        self._receive = lambda request: None
        while self._targets:
            command, target = self._targets.pop()
            command.removeTarget_(target)
        self._info.setNowPlayingInfo_(None)


def _always(request: Request, event: Any) -> Request:
    return request
