"""What the session knows: an immutable value, and the words for what it is doing."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from allvoice.guide.model import Position
from allvoice.limits import PITCHES as PITCHES
from allvoice.limits import RATE_MAX_WPM as RATE_MAX_WPM
from allvoice.limits import RATE_MIN_WPM as RATE_MIN_WPM
from allvoice.limits import RATE_NORMAL_WPM as RATE_NORMAL_WPM
from allvoice.limits import RATE_STEP_WPM as RATE_STEP_WPM
from allvoice.limits import VOLUME_BOOSTS_DB as VOLUME_BOOSTS_DB
from allvoice.limits import VOLUME_MAX as VOLUME_MAX
from allvoice.limits import VOLUME_MIN as VOLUME_MIN
from allvoice.limits import VOLUME_STEP as VOLUME_STEP


class Status(enum.StrEnum):
    """Whether the guide is being read."""

    STOPPED = "stopped"
    PLAYING = "playing"
    PAUSED = "paused"


class Unit(enum.StrEnum):
    """What a move goes by (DAISY: navigation levels)."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Queued:
    """Something handed to the voice and not yet heard to its end."""

    utterance_id: int
    position: Position | None
    """None for announcements and sounds."""
    skipped: Position | None = None
    """The start of the passage that an announcement says was skipped."""
    text: str = ""
    """What an announcement says that is shown when it begins to be heard."""
    ends: bool = False
    """An announcement that the reading ends here, and which key goes on."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the listener wants to be told and read to; chosen in the settings or while listening."""

    interface_voice: bool = True
    """Say aloud what a key did; what was asked for and faults are said in any case."""
    guide_voice: bool = True
    """Read the guide aloud; without it its sentences pass in silence, at the same pace."""
    interface_pitch: str = "lower"
    """One of `PITCHES`."""
    volume_boost: str = "off"
    """One of `VOLUME_BOOSTS_DB`."""
    earcons: bool = True
    one_sentence: bool = False
    """After each sentence wait for the listener."""
    shown_only: bool = False
    """Nothing speaks: a move shows a sentence and waits, for the listener's own screen reader."""


@dataclass(frozen=True, slots=True)
class State:
    """The whole session at one moment."""

    position: Position
    """The sentence being read, or to be read next."""
    status: Status = Status.STOPPED
    word: int = 0
    """Token of the sentence's utterance that was last heard to begin."""
    word_range: tuple[int, int] | None = None
    """Its range in the block's display text; None before the first word is heard."""
    rate_wpm: int = RATE_NORMAL_WPM
    volume: int = 100
    """Per cent, 0 to `VOLUME_MAX`; 100 is the loudness all voices share."""
    only_section: bool = False
    """Stop at the end of the section."""
    skipping: tuple[str, ...] = ()
    """What is not read, by the names in `guide.skippable.SKIPPABLE`."""
    skipped: Position | None = None
    """The start of what was skipped last."""
    carefully: bool = False
    """The sentence is being repeated carefully."""
    manner: Manner = Manner()
    heard_whole: bool = False
    """The sentence at the position was read and the listener is waited for."""
    said_between: str = ""
    """What the program told last between two sentences; empty once a sentence begins."""
    announcement_id: int | None = None
    """The announcement being heard."""
    welcoming: bool = False
    """The welcome is still being heard."""
    key_is_held: bool = False
    """Nothing is said until the key is let go."""
    landing: bool = False
    """A held key has moved on; the sentence is read when it is let go."""
    unsaid: str = ""
    """What a held key gave rise to last."""
    single: bool = False
    """Stop after the sentence being read: a move made while stopped."""
    at_end: bool = False
    """The guide was read to its end."""
    generation: int = 0
    """Counts stops and moves; events of an older one are dropped."""
    queued: tuple[Queued, ...] = ()
    next_position: Position | None = None
    """The first sentence not yet queued; None when nothing is left to queue."""
    next_id: int = 1
    notices: tuple[str, ...] = ()
    """Waiting to be said at the end of the sentence."""
    voices: tuple[tuple[str, str], ...] = ()
    """Id and name of each voice of the engine, once it is loaded."""
    voice_id: str = ""
    engine: str = ""
