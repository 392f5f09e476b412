"""The espeak voices: small, quick, everywhere, with exact marks out of SSML.

The C library has one state for the whole process: see `bindings`.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from allvoice.narration.lexicon import Lexicon, Part, Pronounces
from allvoice.playback.clip import SAMPLE_BYTES, Clip
from allvoice.playback.convert import at_rate
from allvoice.speech.engines import bindings
from allvoice.speech.engines.alphabets import to_espeak
from allvoice.speech.engines.silence import QUIET, trimmed
from allvoice.speech.model import EngineError, SynthesisCancelled, Voice

RATE_HZ = 24_000
RATE_WPM = 120
"""Slow, for sound that is pressed is better understood than sound that is stretched: of 1,948 words
of the guide Whisper tiny.en misses 17 to 18 % at 150 words a minute and 21 % at 80; 20 % and 26 %
where espeak renders at its own reference rate of 175 (2026-11-30)."""
SLOWEST_CLEAR_WPM = 80
"""The slowest at which about as many words are understood as at 150 words a minute of the reference
rate; at 70 another 3 % are missed, at 60 another 5 % (`python -m benchmarks.slowness`)."""
BUFFER_MS = 60
"""How much is rendered between two questions whether anybody still wants it."""
LEAD_S = 0.25
"""At most this much of a pause before a word is passed over: its mark is where it sounds. At this
rate espeak rests for a fifth of a second where a sentence has no comma."""


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    identifier: str
    name: str
    language: str
    own_rate_wpm: float
    loudness_lufs: float

    def voice(self, *, is_calibrated: bool = True) -> Voice:
        """Return it as the rest of the program knows it."""
        return Voice(
            self.id,
            self.name,
            self.language,
            EspeakEngine.name,
            self.own_rate_wpm,
            loudness_lufs=self.loudness_lufs,
            slowest_clear_wpm=SLOWEST_CLEAR_WPM,
            is_calibrated=is_calibrated,
        )


_KNOWN = (
    _Known("en-us", "gmw/en-US", "American", "en-US", 122.5, -20.4),
    _Known("en-us-woman", "gmw/en-US+f2", "American woman", "en-US", 119.4, -18.8),
    _Known("en-gb", "gmw/en", "British", "en-GB", 124.7, -19.7),
    _Known("en-gb-woman", "gmw/en+f2", "British woman", "en-GB", 121.6, -18.0),
    _Known("en-gb-rp", "gmw/en-GB-x-rp", "British, received pronunciation", "en-GB", 125.0, -19.9),
    _Known("en-gb-scotland", "gmw/en-GB-scotland", "Scottish", "en-GB-scotland", 129.1, -19.1),
)
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML, UTF-8 or espeak itself (its commands begin with character 1) would not take as text."""
_SHAPING = ",;:.!?"


class EspeakEngine:
    """espeak-ng in synchronous mode: rendering happens on the calling thread."""

    name = "espeak"

    def __init__(self, lexicon: Pronounces | None = None) -> None:
        """Open the library in the wheel.

        Args:
            lexicon: how particular words are said.

        Raises:
            EngineError: it is missing, or its data are.
        """
        self._lexicon: Pronounces = lexicon or Lexicon()
        self._espeak: Any = bindings.load("synchronous")
        self._source_hz = int(
            self._espeak.Initialize(
                self._espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, bindings.data_path().encode(), 0
            )
        )
        if self._source_hz <= 0:
            raise EngineError(
                "The espeak voice cannot be loaded: its data are damaged. "
                "Install espeakng-loader again."
            )
        self._is_measured = bindings.version(self._espeak) == bindings.MEASURED_VERSION
        self._known = {voice.id: voice for voice in _KNOWN if self._choose(voice)}
        if not self._known:
            raise EngineError(
                "The espeak voice cannot be loaded: it has no English. "
                "Install espeakng-loader again."
            )

    def _choose(self, voice: _Known) -> bool:
        return bool(self._espeak.SetVoiceByName(voice.identifier.encode()) == self._espeak.EE_OK)

    def voices(self) -> Sequence[Voice]:
        """Return the English voices, the plainest first."""
        return tuple(each.voice(is_calibrated=self._is_measured) for each in self._known.values())

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        """Render one clause."""
        if voice_id not in self._known:
            raise EngineError(f"The espeak engine has no voice {voice_id!r}.")
        if cancelled():
            raise SynthesisCancelled
        text, starts = marked_up(words, self._lexicon)
        # Each time, since another engine of this process may have chosen its own meanwhile.
        self._choose(self._known[voice_id])
        self._espeak.SetParameter(self._espeak.RATE, RATE_WPM, 0)
        heard = _Recording(self._espeak, cancelled)
        self._espeak.SetSynthCallback(heard.take)
        flags = self._espeak.SSML | self._espeak.CHARS_UTF8 | self._espeak.PHONEMES
        result = self._espeak.Synth(text.encode(), flags=flags)
        if heard.aborted:
            raise SynthesisCancelled
        if result != self._espeak.EE_OK:
            raise EngineError("The espeak voice failed on a sentence.")
        samples, heard.samples = heard.samples, array("h")
        at = _believable(heard.marks, words, _end_of_sound(samples))
        for position, frame in heard.word_events:
            at.setdefault(bisect_right(starts, position - 1) - 1, frame)
        marks = _sounding(_complete(at, words, len(samples)), samples, self._source_hz)
        clip = trimmed(Clip(samples.tobytes(), self._source_hz, tuple(marks)))
        return at_rate(clip, RATE_HZ)

    def close(self) -> None:
        """Nothing is held: the library is the process's, as small as it is."""


class _Recording:
    """What the library hands over while it renders one clause."""

    def __init__(self, espeak: Any, cancelled: Callable[[], bool]) -> None:
        self.samples = array("h")
        self.marks: dict[int, int] = {}
        self.word_events: list[tuple[int, int]] = []
        """Place in the text, counted from 1, and frame."""
        self.aborted = False
        self._espeak = espeak
        self._cancelled = cancelled

    def take(self, wav: Any, count: int, events: Any) -> int:
        """Take some sound; 1 tells the library to give up."""
        if self.aborted or self._cancelled():
            self.aborted = True
            return 1
        if count > 0:
            self.samples.frombytes(ctypes.string_at(wav, count * SAMPLE_BYTES))
        index = 0
        while (event := events[index]).type != self._espeak.EVENT_LIST_TERMINATED:
            if event.type == self._espeak.EVENT_MARK:
                self.marks.setdefault(int(event.id.name), event.sample)
            elif event.type == self._espeak.EVENT_WORD:
                self.word_events.append((event.text_position, event.sample))
            index += 1
        return 0


def marked_up(words: Sequence[str], lexicon: Pronounces) -> tuple[str, list[int]]:
    """Return SSML with a mark before each word, and where each word's part of it begins."""
    parts, starts, length = [], [], 0
    for index, word in enumerate(words):
        word_parts = lexicon.parts(word)
        if any(each.sounds for each in word_parts):
            said = _sounds_marked_up(word_parts, is_last=index + 1 == len(words))
        else:
            said = _plain(word)
        part = f'<mark name="{index}"/>{said} '
        starts.append(length)
        parts.append(part)
        length += len(part)
    return "".join(parts), starts


def _plain(text: str) -> str:
    # Two brackets in the text would begin phonemes.
    return escape(_NOT_TEXT.sub(" ", text).replace("[", " ").replace("]", " "))


def _sounds_marked_up(parts: Sequence[Part], *, is_last: bool) -> str:
    """Return a word with phonemes in it.

    espeak loses phonemes that stand between parentheses, and reads a full stop behind them as
    "dot" unless it ends the text: of signs only the one that shapes the voice is kept.
    """
    said = ""
    for part in parts:
        if part.sounds:
            said += f"[[{to_espeak(part.sounds)}]]"
        elif any(map(str.isalnum, part.text)):
            said += f" {_plain(part.text.strip())} "
        else:
            said += next((mark for mark in part.text if mark in _SHAPING), " ")
    return said.replace("]].", "]] ." if is_last else "]];")


def _end_of_sound(samples: array[int]) -> int:
    return next((n for n in range(len(samples), 0, -1) if abs(samples[n - 1]) >= QUIET), 0)


def _believable(marks: dict[int, int], words: Sequence[str], end: int) -> dict[int, int]:
    """Return the marks without those of words that would have no time to be said in.

    espeak says some pairs ("of the", "at once") as one and then puts the mark of the second word
    where the pair ends.
    """
    kept: dict[int, int] = {}
    following = end
    for index in sorted(marks, reverse=True):
        sounds = any(character.isalnum() for character in words[index])
        if marks[index] < following or not sounds:
            kept[index] = marks[index]
            following = min(following, marks[index])
    return kept


def _complete(at: dict[int, int], words: Sequence[str], frames: int) -> list[int]:
    """Return a mark for every word, those in between by the characters of the words before.

    espeak loses the mark after what it takes for an abbreviation ("Dr. Smith").
    """
    marks: list[int] = []
    for index in range(len(words)):
        floor = marks[-1] if marks else 0
        if index in at:
            marks.append(min(max(floor, at[index]), frames))
            continue
        following = next((n for n in range(index + 1, len(words)) if n in at), len(words))
        ceiling = min(max(floor, at.get(following, frames)), frames)
        said = len(words[index - 1]) + 1 if index else 0
        left = sum(len(word) + 1 for word in words[max(0, index - 1) : following])
        marks.append(floor + (ceiling - floor) * said // max(1, left))
    return marks


def _sounding(marks: list[int], samples: array[int], rate_hz: int) -> list[int]:
    """Return the marks moved over the end of the pause before their word."""
    moved = []
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else len(samples)
        last = min(following, mark + int(LEAD_S * rate_hz))
        loud = (n for n in range(mark, last) if abs(samples[n]) >= QUIET)
        moved.append(next(loud, mark))
    return moved


def known_voices() -> tuple[Voice, ...]:
    """Return the voices as they are known without loading the library."""
    return tuple(each.voice() for each in _KNOWN)
