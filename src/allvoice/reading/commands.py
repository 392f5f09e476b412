"""What a front door asks of the session, one value each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.guide.model import Guide, Position
from allvoice.reading.playlist import Passage, Playlist
from allvoice.reading.sleep_state import Places, SleepLength
from allvoice.reading.state import NavigationLevel, PlaybackOptions, State

if TYPE_CHECKING:
    from allvoice.reading.step import Narrates
    from allvoice.speech.protocol import OwnSounds


@dataclass(frozen=True, slots=True)
class PlayPause:
    """Read on, or pause."""


@dataclass(frozen=True, slots=True)
class Play:
    """Read on; harmless while reading."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause at this sample; harmless while not reading."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Be silent; reading starts again with the sentence it was in."""


@dataclass(frozen=True, slots=True)
class TakeBackPress:
    """Be as before a press that read on or paused: it was one of another gesture."""

    before: State
    """The state when it was pressed."""


@dataclass(frozen=True, slots=True)
class Move:
    """Go a sentence, paragraph or section on or back."""

    level: NavigationLevel
    step: int
    """-1 or 1."""


@dataclass(frozen=True, slots=True)
class MoveInColumn:
    """Go to the same column of the next row of a table, or of the row before."""

    step: int
    """-1 or 1."""


@dataclass(frozen=True, slots=True)
class GoTo:
    """Go to a place."""

    position: Position
    play: bool | None = None
    """None for as now: reading goes on; while stopped or paused, one sentence is read."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Go to a place for a while, and read there at once."""

    position: Position
    last_block: int
    """The reading goes no further."""
    said: str = ""
    """Said before it is read; empty for nothing."""
    shown: str = ""
    """The same as it is shown."""
    urgent: bool = False
    """It is the urgent list."""
    reads_on: bool = False
    """The reading that is paused is gone on with when it is come back from."""


@dataclass(frozen=True, slots=True)
class ComeBack:
    """Go back to the place that was left for a visit."""

    more: str = ""
    """Told behind the place."""


@dataclass(frozen=True, slots=True)
class GoInHistory:
    """Go to the place before the last jump, or forward again."""

    step: int
    """-1 or 1."""


@dataclass(frozen=True, slots=True)
class GoToStart:
    """Go to the first sentence."""


@dataclass(frozen=True, slots=True)
class GoToEnd:
    """Go to the last sentence."""


@dataclass(frozen=True, slots=True)
class SetLexicon:
    """Say words as a lexicon has them from now on; where something is read, its sentence again."""

    narrator: Narrates
    """Turns sentences into words by it."""
    files: tuple[str, ...]
    """All lexicons but that of the listener's own."""
    own_sounds: OwnSounds
    """How words are said that the listener put right, and those that are only tried."""
    is_tried: bool = False
    """Nothing of what is read is said otherwise."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Read the sentence again from its start."""

    carefully: bool = False
    """Slower, and names of medicines syllable by syllable."""


@dataclass(frozen=True, slots=True)
class LeaveStructure:
    """Go on after the table, list or code."""


@dataclass(frozen=True, slots=True)
class HearSkipped:
    """Read what was skipped last."""


@dataclass(frozen=True, slots=True)
class SetSkipping:
    """Skip some kinds of blocks from now on, by their names in the settings."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeRate:
    """Change the rate by steps."""

    steps: int


@dataclass(frozen=True, slots=True)
class SetRate:
    """Change the rate to a number of words a minute."""

    rate_wpm: int
    is_own: bool = False
    """It is the rate that the listener usually has."""


@dataclass(frozen=True, slots=True)
class ChangeVolume:
    """Change the loudness by steps."""

    steps: int


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Change the loudness to so many per cent."""

    volume: int


@dataclass(frozen=True, slots=True)
class ChangeVoice:
    """Go on with the engine's next voice (1) or the one before (-1)."""

    step: int = 1


@dataclass(frozen=True, slots=True)
class ChooseVoice:
    """Go on with a voice, of another engine as soon as that can speak."""

    engine: str
    voice_id: str = ""
    """Empty for the one that was chosen for the engine before, or its best."""


@dataclass(frozen=True, slots=True)
class ToggleOnlySection:
    """Stop at the end of the section, or no longer do."""


@dataclass(frozen=True, slots=True)
class PlayPassages:
    """Play some passages, one after the other, from the first word of the one whose turn it is."""

    playlist: Playlist
    told: str = ""
    """Said before it is read."""


@dataclass(frozen=True, slots=True)
class PlayToEnd:
    """Read on from here to the end of the guide, whatever was to end the reading before."""


@dataclass(frozen=True, slots=True)
class ChangeWhatFollows:
    """Let other passages follow the one of the playlist that is being played."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Announce:
    """Say something of the program's own over the reading, and show it."""

    text: str
    earcon: str = ""
    """A short sound before it."""
    asked: bool = False
    """The listener asked for it: it is said though the interface voice is off."""


@dataclass(frozen=True, slots=True)
class Chime:
    """Let a short sound be heard over the reading."""

    earcon: str


@dataclass(frozen=True, slots=True)
class CancelAnnouncement:
    """Drop the announcement being heard; the reading goes on."""


@dataclass(frozen=True, slots=True)
class KeyHeld:
    """A key is being held: moves and changes are made, and nothing is said."""


@dataclass(frozen=True, slots=True)
class KeyReleased:
    """The held key was let go: what it led to is said."""


@dataclass(frozen=True, slots=True)
class SetOptions:
    """Tell and read in another way."""

    options: PlaybackOptions


@dataclass(frozen=True, slots=True)
class Welcome:
    """Say something, then read on."""

    text: str
    faults: str = ""
    """Said after it, also where the interface voice is off."""


@dataclass(frozen=True, slots=True)
class ControlsChanged:
    """Name keys anew in what is still to be said: the listener chose other ones."""


@dataclass(frozen=True, slots=True)
class OpenGuide:
    """Read another document instead; it is silent until something is asked for."""

    guide: Guide
    position: Position
    rate_wpm: int | None = None
    """The rate to read it at; None for the present one."""
    away_s: float | None = None
    """How long ago it was left there; None where nobody knows, or it was not."""
    slept: Places | None = None
    """Where the listener may have fallen asleep over it."""
    is_offered: bool = False
    """The key for playing goes on there."""
    playlist: Playlist | None = None
    """What was being played of it, and goes on."""


@dataclass(frozen=True, slots=True)
class SetSleepTimer:
    """Let the reading end after a while, or no longer; a timer that is on is set anew."""

    length: SleepLength | None
    """None for no timer."""


@dataclass(frozen=True, slots=True)
class ExtendSleepTimer:
    """Let the timer that is on run for as long again, or for one section more."""


@dataclass(frozen=True, slots=True)
class ListenerActed:
    """Note that the listener pressed or typed something."""


@dataclass(frozen=True, slots=True)
class KnowSlept:
    """Know where the listener may have fallen asleep before; nothing is told."""

    places: Places | None
    is_offered: bool
    """The key for playing goes on there."""


@dataclass(frozen=True, slots=True)
class RenewGuide:
    """Go on in the same document as it is now, edited by somebody; rest or read as before."""

    guide: Guide
    position: Position
    """Where the present sentence is in it, or about where it was."""
    told: str
    """What the listener is told of it."""
    has_sentence: bool = True
    """The sentence is there still."""
    is_unchanged: bool = False
    """All of its paragraph is as it was, and so are its words."""
    playlist: Playlist | None = None
    """What was being played, as it is there now."""


Command = (
    PlayPause
    | Play
    | Pause
    | Stop
    | TakeBackPress
    | Move
    | MoveInColumn
    | GoTo
    | Visit
    | ComeBack
    | GoInHistory
    | GoToStart
    | GoToEnd
    | Repeat
    | LeaveStructure
    | HearSkipped
    | SetSkipping
    | SetLexicon
    | ChangeRate
    | SetRate
    | ChangeVolume
    | SetVolume
    | ChangeVoice
    | ChooseVoice
    | ToggleOnlySection
    | PlayPassages
    | PlayToEnd
    | ChangeWhatFollows
    | Announce
    | Chime
    | CancelAnnouncement
    | KeyHeld
    | KeyReleased
    | SetOptions
    | Welcome
    | ControlsChanged
    | SetSleepTimer
    | ExtendSleepTimer
    | ListenerActed
    | KnowSlept
    | OpenGuide
    | RenewGuide
)
