"""What the program and its voice process say to each other: one JSON object a line.

Commands go to the voice process, events come back. Generations count stops and moves: whatever
carries an older one than the last `Flush` is dropped by both sides.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache, partial
from typing import Any, get_args, get_origin, get_type_hints

from allvoice.playback.boundary import Boundary as Boundary
from allvoice.playback.boundary import UtteranceEnded as UtteranceEnded

NO_UTTERANCE = 0
"""The number of what reports nothing: utterances are counted from 1."""


OwnSounds = tuple[tuple[str, str, str, bool], ...]
"""Spellings with their sounds (IPA), their respelling, and whether other capitals are another word;
sounds may be empty: the voice says that spelling its own way."""


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
    own_sounds: OwnSounds = ()
    """How words are said that the listener put right, in the place of all those files tell."""
    pause_factor: float = 1.0
    """How long pauses are, 1 as they are written."""
    guide_audible: bool = True
    """False where the guide passes without a sound; the interface voice is heard."""
    fade_level: float = 1.0
    """How loud the reading is at first, in the steps of `SetFade`."""
    fade_to: float = 1.0
    fade_over_s: float = 0.0
    """What becomes of it, as `SetFade` tells."""
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
    """The program speaks for itself: heard also where the guide is not."""
    left_out: tuple[int, ...] = ()
    """Clauses passed without a sound, by their place in `clause_starts`: the engine breaks at
    them."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Queue a short sound."""

    generation: int
    utterance_id: int
    name: str
    """Empty for the pause after it alone."""
    pause_after_s: float = 0.0
    """The same at every pace."""
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
class SetGuideAudible:
    """Let the guide be heard, or pass without a sound; the interface voice is always heard."""

    audible: bool


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause at this sample."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on from the sample held."""


@dataclass(frozen=True, slots=True)
class SetRate:
    """Change the rate from the next sample on."""

    rate_wpm: int


@dataclass(frozen=True, slots=True)
class SetPauseFactor:
    """Change how long pauses are, 1 as they are written, from the next sample on."""

    factor: float


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Change the loudness in per cent, 0 to 150."""

    volume: int


@dataclass(frozen=True, slots=True)
class SetVolumeBoost:
    """Add to every volume, for who hears little."""

    boost_db: float


@dataclass(frozen=True, slots=True)
class SetFade:
    """Let the reading become soft, or loud again; what is said over it is as loud as ever."""

    to: float = 1.0
    """0 is silent, 1 as loud as ever; the steps are even to the ear."""
    over_s: float = 0.0
    """Seconds of the reading until it is there; 0 for now."""
    level: float = 1.0
    """Where it is about by now, for a process that knows nothing of it."""


@dataclass(frozen=True, slots=True)
class SetVoice:
    """Speak what is queued from now on with another voice of the engine."""

    voice_id: str


@dataclass(frozen=True, slots=True)
class SetEngine:
    """Let another engine speak as soon as it can; until then this one goes on."""

    engine: str
    voice_id: str = ""
    """Empty for the one that was chosen for it before, or its best."""


@dataclass(frozen=True, slots=True)
class SetLexicon:
    """Say words as is told here from now on; rendered speech without those words stays known."""

    files: tuple[str, ...]
    """All lexicons but that of the listener's own."""
    own_sounds: OwnSounds
    """What is in that, and what is only tried."""


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
    slowest_wpm: int = 0
    """Its slowest clear rate."""


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


class NoticeKind(StrEnum):
    """What a notice is about."""

    VOICE = "voice"
    """Another voice speaks, or this one has failed somewhere."""
    SOUND_LOST = "sound lost"
    """What is read from now on is not heard, until the sound is back."""
    SOUND_BACK = "sound back"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence the listener should see and hear."""

    text: str
    kind: NoticeKind = NoticeKind.VOICE
    aloud: bool = True
    """False where nothing can be heard anyway."""


@dataclass(frozen=True, slots=True)
class NoVoice:
    """Nothing here can speak."""

    why: str
    """One sentence or more."""
    outlook: str = ""
    """What becomes of the reading; empty where there is none."""

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.why} {self.outlook}".strip()


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
    | SetGuideAudible
    | Pause
    | Resume
    | SetRate
    | SetPauseFactor
    | SetVolume
    | SetVolumeBoost
    | SetFade
    | SetVoice
    | SetEngine
    | SetLexicon
    | Prepare
)
"""What the rest of the program asks of the voice."""
Command = Configure | VoiceCommand | Ping | Close
"""What a voice process is told."""
Event = (
    Ready
    | Boundary
    | UtteranceEnded
    | Written
    | Rendering
    | UtteranceFailed
    | Notice
    | NoVoice
    | Pong
    | LatePulls
)
"""What a voice process reports."""
_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (*Command.__args__, *Event.__args__)
}
TAG = "type"
"""Where a line names its message; no field may be called so."""
_Reader = Callable[[Any], Any]
"""Turns what JSON holds into the value of a field; raises `TypeError` or `ValueError`."""


def encode(message: Command | Event) -> bytes:
    """Return a message as one line of ASCII."""
    kind = type(message)
    values = {name: getattr(message, name) for name in _field_readers(kind.__name__)}
    return json.dumps({TAG: kind.__name__, **values}, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Command | Event:
    """Return the message of a line.

    Raises:
        ValueError: the line is not a message, or a field of it is not what it should be.
    """
    try:
        given = json.loads(line)
        kind = given.pop(TAG)
        readers = _field_readers(kind)
        for name, value in given.items():
            given[name] = readers[name](value)
        message = _KINDS[kind](**given)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error
    return message  # type: ignore[no-any-return]


@cache
def _field_readers(kind: str) -> dict[str, _Reader]:
    """Return how the value of each field of a message is read."""
    message = _KINDS[kind]
    hints = get_type_hints(message)
    return {field.name: _reader(hints[field.name]) for field in fields(message)}


def _reader(hint: Any) -> _Reader:
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            return partial(_read_many, *_read_plainly(inner[0]))
        return partial(_read_each, tuple(map(_reader, inner)))
    if hint is NoticeKind:
        return NoticeKind
    return partial(_read_one, _KNOWN_AS[hint])


_KNOWN_AS: dict[type, frozenset[type]] = {
    str: frozenset({str}),
    bool: frozenset({bool}),
    int: frozenset({int}),
    # Where a whole number of seconds was given, JSON has no point.
    float: frozenset({float, int}),
}


def _read_one(types: frozenset[type], value: Any) -> Any:
    if type(value) not in types:
        raise TypeError(f"{value!r:.80} is none of {types}")
    return value


def _read_plainly(hint: Any) -> tuple[frozenset[type], _Reader | None]:
    """Return the types of plain values, or how each is read where they are none."""
    return (_KNOWN_AS[hint], None) if hint in _KNOWN_AS else (frozenset(), _reader(hint))


def _read_many(types: frozenset[type], read: _Reader | None, value: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise TypeError(f"{value!r:.80} is no list")
    if read is not None:
        return tuple(map(read, value))
    if not types.issuperset(map(type, value)):
        raise TypeError(f"not all of {value!r:.80} are {types}")
    return tuple(value)


def _read_each(readers: tuple[_Reader, ...], value: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise TypeError(f"{value!r:.80} is no list")
    return tuple(read(each) for read, each in zip(readers, value, strict=True))
