"""What a remote shows of the reading, and what it may ask for. Data only."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from allvoice.guide.model import Position
from allvoice.limits import RATE_MAX_WPM, RATE_NORMAL_WPM, VOLUME_MAX
from allvoice.reading.timeline import Timeline

NAME = "allvoice"


class Playback(enum.StrEnum):
    """Whether something is heard, in the words of MPRIS."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reading is; the time of it is worked out when somebody asks."""

    timeline: Timeline
    position: Position
    part: float = 0.0
    """How much of the sentence was heard, 0 to 1."""
    following: Position | None = None
    """The sentence after it; None at the end of the document."""

    @property
    def time_s(self) -> float:
        """About when this is heard at the normal rate, from the start of the document."""
        begins_s = self.timeline.time_s(self.position, RATE_NORMAL_WPM)
        if self.following is None:
            ends_s = self.timeline.duration_s(RATE_NORMAL_WPM)
        else:
            ends_s = self.timeline.time_s(self.following, RATE_NORMAL_WPM)
        return begins_s + self.part * (ends_s - begins_s)


@dataclass(frozen=True, slots=True)
class Shown:
    """What others may see of the reading. Two that are equal need not be told apart."""

    playback: Playback
    place: Place = field(compare=False)
    length_s: float
    """Of the whole document at the normal rate: it stays the same at every other."""
    rate_wpm: int
    slowest_wpm: int
    volume: int
    """Per cent."""
    track: int = 0
    """The section's number from 0; always 0 where titles are not shown."""
    title: str = NAME
    """The section's; the program's name where titles are not shown."""
    document: str = ""
    """Empty where titles are not shown, as are the next two."""
    chapter: str = ""
    chapter_number: int = 0
    jumps: int = 0
    """Counts the moves that were no reading on."""

    @property
    def rate(self) -> float:
        """The pace as a factor of the normal one."""
        return self.rate_wpm / RATE_NORMAL_WPM

    @property
    def slowest_rate(self) -> float:
        """The least factor that is asked for with success."""
        return self.slowest_wpm / RATE_NORMAL_WPM


FASTEST_RATE = RATE_MAX_WPM / RATE_NORMAL_WPM
LOUDEST = VOLUME_MAX / 100
"""The volume as a factor of the usual one."""


class Ask(enum.Enum):
    """What is asked for without a figure."""

    PLAY = enum.auto()
    PAUSE = enum.auto()
    PLAY_PAUSE = enum.auto()
    STOP = enum.auto()
    QUIT = enum.auto()


@dataclass(frozen=True, slots=True)
class Skip:
    """The button for the next (1) or the previous (-1) was pressed."""

    way: int


@dataclass(frozen=True, slots=True)
class SeekBy:
    """Go on or back by so many seconds at the normal rate."""

    offset_s: float


@dataclass(frozen=True, slots=True)
class SeekTo:
    """Go to a time at the normal rate, from the start of the document."""

    time_s: float


@dataclass(frozen=True, slots=True)
class SetRate:
    """Read at a factor of the normal rate; 0 pauses."""

    rate: float


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Be as loud as this factor of the usual volume."""

    volume: float


Request = Ask | Skip | SeekBy | SeekTo | SetRate | SetVolume
Receive = Callable[[Request], None]
"""Takes a request on any thread, at once."""


class Remote(Protocol):
    """Shows the reading to a desktop, and hands on what that asks for.

    It runs on a thread of its own and is never waited for. Whatever fails in it is told to who made
    it, and nowhere else: the reading goes on.
    """

    def show(self, shown: Shown) -> None:
        """Show the reading as it is now; called for every word."""
        ...

    def close(self) -> None:
        """Be gone for the desktop, and take no further request."""
        ...
