"""A small guide, and a voice that is heard only as far as a test lets it speak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide, Position
from allvoice.narration.narrator import Narrator
from allvoice.reading.listening import Listening
from allvoice.reading.session import Session
from allvoice.reading.state import State
from allvoice.reading.turn import Rules
from allvoice.speech.protocol import (
    Boundary,
    CancelAnnouncement,
    Event,
    Flush,
    Pause,
    Prepare,
    Resume,
    Say,
    SetGuideAudible,
    SetRate,
    SetVoice,
    SetVolume,
    SetVolumeBoost,
    Sound,
    UtteranceEnded,
    VoiceCommand,
)

TEXT = """# Before you begin

Call the care team first. Then write down the time.

- Take the temperature.
- Note it down. Say it aloud.

## At night

Keep the number by the phone, near the bed, where a hand finds it in the dark.

# Food

Small meals help.
"""


def small_guide() -> Guide:
    """Return a guide of three sections and nine sentences."""
    return parse_guide([(Path("guide.md"), TEXT)])


@dataclass(eq=False)
class SteppedVoice:
    """Queues what it is told to say; `speak` lets one more word be heard."""

    queue: list[Say | Sound] = field(default_factory=list)
    aside: Say | None = None
    word: int = 0
    paused: bool = False
    rate_wpm: int = 0
    volume: int = 0
    boost_db: float = 0.0
    voice_id: str = ""
    prepared: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = ()
    generation: int = 0
    flushes: int = 0
    closed: bool = False
    asides: list[str] = field(default_factory=list)
    earcons: list[str] = field(default_factory=list)
    guide_audible: bool = True

    def send(self, command: VoiceCommand) -> None:
        match command:
            case Say(is_announcement=True):
                self.aside = command
                self.asides.append(" ".join(command.words))
                if command.earcon:
                    self.earcons.append(command.earcon)
            case Say():
                assert command.generation == self.generation
                if not self.queue:
                    self.word = command.from_word
                self.queue.append(command)
            case Sound(is_announcement=is_announcement):
                assert command.generation == self.generation
                if is_announcement:
                    self.aside = None
                    self.earcons.append(command.name)
                else:
                    self.queue.append(command)
            case Flush(generation):
                assert generation > self.generation
                self.generation = generation
                self.flushes += 1
                self.queue.clear()
                self.aside = None
                self.word = 0
                self.paused = False
            case CancelAnnouncement():
                self.aside = None
            case SetGuideAudible(audible):
                self.guide_audible = audible
            case Pause() | Resume():
                self.paused = isinstance(command, Pause)
                self.aside = None
            case SetRate(rate_wpm):
                self.rate_wpm = rate_wpm
            case SetVolume(volume):
                self.volume = volume
            case SetVolumeBoost(boost_db):
                self.boost_db = boost_db
            case SetVoice(voice_id):
                self.voice_id = voice_id
            case Prepare(texts):
                self.prepared = texts
            case _:
                assert_never(command)

    def wait_obeyed(self) -> bool:
        return True

    def close(self) -> None:
        self.closed = True

    def speak(self) -> Event | None:
        """Return what is reported next, None when there is nothing to be heard."""
        self.aside = None
        if self.paused or not self.queue:
            return None
        item = self.queue[0]
        words = len(item.words) if isinstance(item, Say) else 0
        if self.word < words:
            self.word += 1
            return Boundary(item.generation, item.utterance_id, self.word - 1)
        self.queue.pop(0)
        following = self.queue[0] if self.queue else None
        self.word = following.from_word if isinstance(following, Say) else 0
        return UtteranceEnded(item.generation, item.utterance_id)


@dataclass
class Booth:
    """A session with a stepped voice, and what it saved and told."""

    listening: Listening
    voice: SteppedVoice
    saved: list[tuple[Position, int]]
    told: list[str] = field(default_factory=list)
    seen: list[State] = field(default_factory=list)

    @property
    def guide(self) -> Guide:
        return self.listening.guide

    @property
    def state(self) -> State:
        return self.listening.state

    def state_changed(self, old: State, new: State) -> None:
        assert old != new
        self.seen.append(new)

    def hear(self, sentence: str) -> None:
        """Let the voice speak until the sentence has been heard to its end."""
        for _ in range(10_000):
            event = self.voice.speak()
            assert event is not None, f"never heard: {sentence}"
            before = self.state.queued
            self.listening.handle(event)
            if isinstance(event, UtteranceEnded):
                ended = next(q for q in before if q.utterance_id == event.utterance_id)
                if ended.position and self.guide.sentence_text(ended.position) == sentence:
                    return
        raise AssertionError("the voice never ends")

    def hear_words(self, count: int) -> None:
        """Let the voice report so many times."""
        for _ in range(count):
            event = self.voice.speak()
            assert event is not None
            self.listening.handle(event)

    def hear_all(self) -> list[str]:
        """Let the voice speak until it rests; return the sentences that began, in order."""
        heard: list[str] = []
        last: Position | None = None
        for _ in range(100_000):
            event = self.voice.speak()
            if event is None:
                return heard
            self.listening.handle(event)
            if isinstance(event, Boundary):
                item = next(
                    (q for q in self.state.queued if q.utterance_id == event.utterance_id), None
                )
                if item is not None and item.position is not None and item.position != last:
                    last = item.position
                    heard.append(self.guide.sentence_text(last))
        raise AssertionError("the voice never ends")

    @property
    def sentence(self) -> str:
        """The sentence the session stands at."""
        return self.guide.sentence_text(self.state.position)


def booth(
    *,
    position: Position | None = None,
    section_sound: bool = True,
    last_block: int | None = None,
    text: str = TEXT,
    skipping: tuple[str, ...] = (),
    narrator: Narrator | None = None,
    keep_preference: Callable[[str, str], None] = lambda name, value: None,
    play_key: str = "Space",
    voice_id: str = "",
) -> Booth:
    """Return a session at rest."""
    guide = parse_guide([(Path("guide.md"), text)])
    voice = SteppedVoice()
    saved: list[tuple[Position, int]] = []
    rules = Rules(
        guide,
        narrator or Narrator(),
        section_sound=section_sound,
        last_block=last_block,
        hear_skipped="Press X to hear it.",
        play_key=play_key,
    )
    listening = Listening(
        Session(rules),
        voice,
        replace(State(position or guide.start), rate_wpm=150, skipping=skipping, voice_id=voice_id),
        lambda place, rate_wpm: saved.append((place, rate_wpm)),
        keep_preference,
    )
    made = Booth(listening, voice, saved)
    listening.watcher = _Watcher(made)
    return made


class _Watcher:
    def __init__(self, made: Booth) -> None:
        self._booth = made

    def state_changed(self, old: State, new: State) -> None:
        self._booth.state_changed(old, new)

    def told(self, sentence: str) -> None:
        self._booth.told.append(sentence)
