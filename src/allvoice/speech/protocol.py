"""What the program and its voice process say to each other: one JSON object a line.

Commands go to the voice process, events come back. Generations count stops and moves: whatever
carries an older one than the last `Flush` is dropped by both sides.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Configure:
    """The first command: how to speak."""

    engine: str
    voice_id: str = ""
    """Empty for the engine's best."""
    sink: str = "device"
    """`device`, `null`, or the path of a WAV file; sound that is in it stays before the rest."""
    rate_wpm: int = 150
    volume: int = 100
    """Per cent, 0 to 150; 100 is the loudness all voices share."""
    volume_boost_db: float = 0.0
    """Added to every volume."""
    cache_folder: str = ""
    """Empty for no cache on disk."""
    lexicon_files: tuple[str, ...] = ()
    """How words are said; of two entries for one word that of the later file wins."""
    muted: bool = False
    """The guide passes without a sound; what is the program's own is heard."""
    stand_in: str = ""
    """Engine that says a clause this one cannot, in the same process; empty for none."""

    @property
    def is_for_file(self) -> bool:
        """Whether the sound goes into a file, where no ear waits."""
        return self.sink not in ("device", "null")


@dataclass(frozen=True, slots=True)
class Say:
    """Queue an utterance."""

    generation: int
    utterance_id: int
    words: tuple[str, ...]
    clause_starts: tuple[int, ...] = (0,)
    pause_after_s: float = 0.0
    """At 150 words a minute."""
    from_word: int = 0
    """Leave out the sound of the words before this one."""
    is_announcement: bool = False
    """An announcement: heard now, over the reading, which then goes on from its word."""
    slow_words: tuple[int, ...] = ()
    """Said a little slower than the others."""
    earcon: str = ""
    """Short sound before an announcement; empty for none."""
    pitch: float = 1.0
    """How high the voice sounds, 1 as it is."""
    is_interface: bool = False
    """The program speaks for itself: heard also where the guide is mute."""
    left_out: tuple[int, ...] = ()
    """Clauses passed without a sound, by their place in `clause_starts`: the engine breaks at
    them."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Queue a short sound."""

    generation: int
    utterance_id: int
    name: str
    pause_after_s: float = 0.0
    is_announcement: bool = False
    """Heard now, over the reading."""


@dataclass(frozen=True, slots=True)
class Flush:
    """Be silent now and forget all that is queued; what follows is of this generation."""

    generation: int


@dataclass(frozen=True, slots=True)
class CancelAnnouncement:
    """Drop the announcement being heard; the reading goes on."""


@dataclass(frozen=True, slots=True)
class MuteReading:
    """Let the guide pass without a sound, or no longer; what is the program's own is heard."""

    muted: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold at this sample."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on from the sample held."""


@dataclass(frozen=True, slots=True)
class SetRate:
    """Change the pace from the next sample on."""

    rate_wpm: int


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Change the loudness in per cent, 0 to 150."""

    volume: int


@dataclass(frozen=True, slots=True)
class SetVolumeBoost:
    """Add to every volume, for who hears little."""

    boost_db: float


@dataclass(frozen=True, slots=True)
class SetVoice:
    """Speak what is queued from now on with another voice of the engine."""

    voice_id: str


@dataclass(frozen=True, slots=True)
class Prepare:
    """Render when there is nothing better to do, so that it can start at once if asked for."""

    texts: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
    """Words and clause starts of each utterance."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Answer, if you can."""

    number: int


@dataclass(frozen=True, slots=True)
class Close:
    """Finish what the sink needs and end."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is loaded."""

    engine: str
    voice_id: str
    voices: tuple[tuple[str, str], ...]
    """Id and name of every voice of the engine."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A word begins to be heard just now, or an utterance has been heard to its end."""

    generation: int
    utterance_id: int
    word: int | None
    """None at the end of the utterance, before its pause."""


@dataclass(frozen=True, slots=True)
class Written:
    """An utterance is in the sound file to its end, and there it has been heard."""

    generation: int
    utterance_id: int
    frames: int
    """Length of the file up to that end, before the utterance's pause."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The engine begins on a clause."""

    words: tuple[str, ...]
    """Empty once it is done with it."""


@dataclass(frozen=True, slots=True)
class UtteranceFailed:
    """Not all of this utterance could be spoken; the reading goes on after what could not."""

    generation: int
    utterance_id: int


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence the listener should see and hear."""

    text: str
    aloud: bool = True
    """False where nothing can be heard anyway."""
    no_sound: bool = False
    """What is read from now on is not heard, until a notice that says otherwise."""


@dataclass(frozen=True, slots=True)
class NoVoice:
    """Nothing here can speak."""

    text: str


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer to a ping."""

    number: int
    stuck_s: float
    """Seconds the engine has been at its present task; 0 when it rests."""


@dataclass(frozen=True, slots=True)
class LatePulls:
    """The sound device has run dry so often until now although there was more to hear."""

    count: int


VoiceCommand = (
    Say
    | Sound
    | Flush
    | CancelAnnouncement
    | MuteReading
    | Pause
    | Resume
    | SetRate
    | SetVolume
    | SetVolumeBoost
    | SetVoice
    | Prepare
)
"""What the rest of the program asks of the voice."""
Command = Configure | VoiceCommand | Ping | Close
"""What a voice process is told."""
Event = Ready | Heard | Written | Rendering | UtteranceFailed | Notice | NoVoice | Pong | LatePulls
_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (*Command.__args__, *Event.__args__)
}


def encode(message: Command | Event) -> bytes:
    """Return a message as one line of ASCII."""
    fields = {"kind": type(message).__name__, **asdict(message)}
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Command | Event:
    """Return the message of a line.

    Raises:
        ValueError: the line is not a message.
    """
    try:
        fields = json.loads(line)
        kind = _KINDS[fields.pop("kind")]
        message = kind(**{name: _frozen(value) for name, value in fields.items()})
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error
    return message  # type: ignore[no-any-return]


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
