"""The sleep timer and what was read since the listener last did anything, as values. Pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from allvoice.guide.model import Guide, Position

TRAIL_STEP_S = 30.0
LIKELY_AFTER_S = 600.0
"""Who falls asleep while something is read is likely to be asleep ten minutes after the last key: a
rule of thumb of this program, and no finding of medicine."""
UNATTENDED_AFTER_S = 600.0
"""Who has pressed no key for longer may have been asleep when the reading came to an end."""


class Unit(enum.StrEnum):
    """What a sleep timer counts."""

    MINUTES = "minutes"
    """Of listening: pauses do not count."""
    SECTIONS = "sections"
    CHAPTERS = "chapters"


@dataclass(frozen=True, slots=True)
class SleepLength:
    """How long is still read: 30 minutes, to the end of this section, of the second from here."""

    unit: Unit
    count: int = 1


@dataclass(frozen=True, slots=True)
class SleepTimer:
    """A timer that is on."""

    length: SleepLength
    set_at: Position
    """Where the reading was when it was set."""
    left: float
    """Seconds of listening, or ends of sections or chapters that are still to come."""
    heard_s: float = 0.0
    """For so long it was read since the timer was set or lengthened."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was read since the listener last did anything."""

    began: Position
    """Where that was."""
    heard_s: float = 0.0
    """For so long it was read; rests do not count."""
    trail: tuple[Position, ...] = ()
    """Where the reading was each half minute, for as long as may matter."""

    def heard(self, more_s: float, position: Position) -> Run:
        """Return it after some more was read, up to a place."""
        heard_s, trail = self.heard_s + more_s, self.trail
        while len(trail) < min(heard_s, LIKELY_AFTER_S) // TRAIL_STEP_S:
            trail = (*trail, position)
        return replace(self, heard_s=heard_s, trail=trail)

    @property
    def likely(self) -> Position:
        """Where the listener may have fallen asleep; after less than 20 minutes, half way."""
        steps = int(min(self.heard_s / 2, LIKELY_AFTER_S) // TRAIL_STEP_S)
        return self.trail[steps - 1] if steps else self.began

    @property
    def is_unattended(self) -> bool:
        """Whether so much was read without any sign of a listener that they may be asleep."""
        return self.heard_s > UNATTENDED_AFTER_S


@dataclass(frozen=True, slots=True)
class Places:
    """The places of somebody who may have fallen asleep; None for one that is no longer there."""

    begun: Position | None
    """Where the timer was set; without one, where the last key was pressed."""
    likely: Position | None
    """Where they may have fallen asleep."""
    ended: Position | None
    """Where the reading ended."""
    by_timer: bool = False

    def within(self, guide: Guide) -> Places:
        """Return them with all of them in a guide."""
        begun, likely, ended = (None if each is None else guide.clamp(each) for each in self.all)
        return Places(begun, likely, ended, self.by_timer)

    @property
    def all(self) -> tuple[Position | None, Position | None, Position | None]:
        """All three, in the order in which they were heard."""
        return self.begun, self.likely, self.ended

    @property
    def best(self) -> Position | None:
        """Where it is best to go on."""
        return next((each for each in (self.likely, self.begun, self.ended) if each), None)


@dataclass(frozen=True, slots=True)
class Sleep:
    """All that has to do with falling asleep over the reading."""

    timer: SleepTimer | None = None
    run: Run | None = None
    """None before anything was read."""
    places: Places | None = None
    """Of the last time that the listener may have fallen asleep."""
    is_offered: bool = False
    """They have not come back since: the key for playing goes on where they fell asleep."""
    fade_level: float = 1.0
    """What the voice was told last; 1 while nothing fades."""
    fade_over_s: float = 0.0
    """How long the fade takes that is on."""
    listened_at_s: float | None = None
    """The time of the step before, while something is read that counts."""
    rested_at_s: float = 0.0
    """When the reading came to a rest."""
    since_break_s: float = 0.0
    """For so long it was listened to without a rest."""

    @property
    def is_fading(self) -> bool:
        """Whether the reading becomes soft, for its end is near."""
        return self.timer is not None and self.fade_level < 1.0


NO_SLEEP = Sleep()
