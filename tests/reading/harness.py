"""A small guide, and a voice that is heard only as far as a test lets it speak."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import assert_never

from allvoice.guide.load import parse_guide
from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.limits import RATE_NORMAL_WPM
from allvoice.narration.narrator import Narrator
from allvoice.reading.commands import Command, SetOptions
from allvoice.reading.runner import ReadingSession
from allvoice.reading.state import PlaybackOptions, State
from allvoice.reading.step import Controls, SessionConfig
from allvoice.speech.protocol import (
    Boundary,
    CancelAnnouncement,
    Event,
    Flush,
    Pause,
    Prepare,
    Resume,
    Say,
    SetEngine,
    SetFade,
    SetGuideAudible,
    SetLexicon,
    SetPauseFactor,
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


@lru_cache
def guide_of_text(text: str) -> Guide:
    """Return a guide of one file; it never changes, and many tests begin with the same."""
    return parse_guide([(Path("guide.md"), text)])


def small_guide() -> Guide:
    """Return a guide of three sections and nine sentences."""
    return guide_of_text(TEXT)


@dataclass(eq=False)
class SteppedVoice:
    """Queues what it is told to say; `speak` lets one more word be heard."""

    queue: list[Say | Sound] = field(default_factory=list)
    announcement: Say | None = None
    word: int = 0
    paused: bool = False
    rate_wpm: int = 0
    pause_factor: float = 1.0
    volume: int = 0
    boost_db: float = 0.0
    voice_id: str = ""
    prepared: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = ()
    generation: int = 0
    flushes: int = 0
    waited_for: int = 0
    """How often it was waited for until all was obeyed."""
    closed: bool = False
    announced: list[str] = field(default_factory=list)
    earcons: list[str] = field(default_factory=list)
    engines: list[SetEngine] = field(default_factory=list)
    """Those that are to speak, as they were asked for."""
    lexicons: list[SetLexicon] = field(default_factory=list)
    """How words were to be said, one after the other."""
    guide_audible: bool = True
    fade: SetFade = field(default_factory=SetFade)
    """How loud the reading is to be."""

    def send(self, command: VoiceCommand) -> None:
        match command:
            case Say(is_announcement=True):
                self.announcement = command
                self.announced.append(" ".join(command.words))
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
                    self.announcement = None
                    self.earcons.append(command.name)
                else:
                    self.queue.append(command)
            case Flush(generation):
                assert generation > self.generation
                self.generation = generation
                self.flushes += 1
                self.queue.clear()
                self.announcement = None
                self.word = 0
                self.paused = False
            case CancelAnnouncement():
                self.announcement = None
            case SetGuideAudible(audible):
                self.guide_audible = audible
            case Pause() | Resume():
                self.paused = isinstance(command, Pause)
                self.announcement = None
            case SetRate(rate_wpm):
                self.rate_wpm = rate_wpm
            case SetPauseFactor(factor):
                self.pause_factor = factor
            case SetVolume(volume):
                self.volume = volume
            case SetVolumeBoost(boost_db):
                self.boost_db = boost_db
            case SetFade():
                self.fade = command
            case SetVoice(voice_id):
                self.voice_id = voice_id
            case SetEngine():
                self.engines.append(command)
            case SetLexicon():
                self.lexicons.append(command)
            case Prepare(texts):
                self.prepared = texts
            case _:
                assert_never(command)

    def wait_obeyed(self) -> bool:
        self.waited_for += 1
        return True

    def close(self) -> None:
        self.closed = True

    def speak(self) -> Event | None:
        """Return what is reported next, None when there is nothing to be heard."""
        self.announcement = None
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
class VirtualClock:
    """Seconds that pass only when a test lets them."""

    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class RecordingStore:
    """Remembers, in order, all that was to be kept."""

    positions: list[Position] = field(default_factory=list)
    rates_wpm: list[int] = field(default_factory=list)
    volumes: list[int] = field(default_factory=list)
    voices: list[tuple[str, str]] = field(default_factory=list)
    """Engine and voice id."""
    let_go_of: list[str] = field(default_factory=list)
    """Names of what was on the queue and was heard to its end."""

    heard: list[tuple[Position, float, frozenset[BlockKind]]] = field(default_factory=list)
    """Sentences heard to their end, how long was listened since the last one, what is not read."""

    def save_position(self, position: Position) -> None:
        self.positions.append(position)

    def save_rate(self, rate_wpm: int) -> None:
        self.rates_wpm.append(rate_wpm)

    def save_volume(self, volume: int) -> None:
        self.volumes.append(volume)

    def save_voice(self, engine: str, voice_id: str) -> None:
        self.voices.append((engine, voice_id))

    def sentence_heard(
        self, position: Position, listened_s: float, left_out: frozenset[BlockKind]
    ) -> None:
        self.heard.append((position, listened_s, left_out))

    def let_go(self, key: str) -> None:
        self.let_go_of.append(key)


@dataclass
class Keys:
    """Controls that can be changed while the session runs."""

    names: dict[str, str] = field(
        default_factory=lambda: {
            "play": "Space",
            "hear_skipped": "X",
            "back": "Escape",
            "options": "O",
            "what_to_play": "1",
        }
    )

    def press(self, action: str) -> str:
        return f"Press {self.names[action]}"


@dataclass
class SessionHarness:
    """A real session with a stepped voice, and all that it kept and told. Observes it."""

    session: ReadingSession
    voice: SteppedVoice
    store: RecordingStore
    clock: VirtualClock
    messages: list[str] = field(default_factory=list)
    """What was to be shown, in order."""
    states: list[State] = field(default_factory=list)
    """Every state that was reached."""

    @property
    def guide(self) -> Guide:
        return self.session.guide

    @property
    def state(self) -> State:
        return self.session.state

    @property
    def sentence(self) -> str:
        """The sentence the session stands at."""
        return self.guide.sentence_text(self.state.position)

    def do(self, *commands: Command) -> None:
        """Ask the session for something, one thing after the other."""
        for command in commands:
            self.session.do(command)

    def handle(self, *events: Event) -> None:
        """Let the voice report something."""
        for event in events:
            self.session.handle(event)

    def set_options(self, **changes: object) -> None:
        """Change how the listener is told and read to, by the names of `PlaybackOptions`."""
        self.do(SetOptions(replace(self.state.options, **changes)))  # type: ignore[arg-type]

    def state_changed(self, old: State, new: State) -> None:
        assert old != new
        self.states.append(new)

    def message_shown(self, text: str) -> None:
        self.messages.append(text)

    def says(self) -> list[str]:
        """Return what the voice has still to say, announcements apart, in order."""
        return [" ".join(item.words) for item in self.voice.queue if isinstance(item, Say)]

    def hear(self, sentence: str) -> None:
        """Let the voice speak until the sentence has been heard to its end."""
        for _ in range(10_000):
            event = self.voice.speak()
            assert event is not None, f"never heard: {sentence}"
            before = self.state.queued
            self.session.handle(event)
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
            self.session.handle(event)

    def hear_announcement(self) -> None:
        """Let the voice say the announcement to its end."""
        number = self.state.announcement_id
        assert number is not None, "nothing is being announced"
        self.voice.announcement = None
        self.session.handle(UtteranceEnded(self.state.generation, number))

    def hear_all(self) -> list[str]:
        """Let the voice speak until it rests; return the sentences that began, in order."""
        heard: list[str] = []
        last: Position | None = None
        for _ in range(100_000):
            event = self.voice.speak()
            if event is None:
                return heard
            position = self._handled(event)
            if position is not None and position != last:
                last = position
                heard.append(self.guide.sentence_text(last))
        raise AssertionError("the voice never ends")

    def hear_next(self) -> str:
        """Let the voice speak until a word of the guide is heard; return its sentence."""
        for _ in range(1_000):
            event = self.voice.speak()
            assert event is not None, "nothing is being said"
            position = self._handled(event)
            if position is not None:
                return self.guide.sentence_text(position)
        raise AssertionError("nothing of the guide is said")

    def _handled(self, event: Event) -> Position | None:
        """Hand over what is heard; return the sentence of a word of the guide."""
        self.session.handle(event)
        if not isinstance(event, Boundary):
            return None
        own = (q.position for q in self.state.queued if q.utterance_id == event.utterance_id)
        return next(own, None)


def session_harness(
    *,
    position: Position | None = None,
    text: str = TEXT,
    guide: Guide | None = None,
    skipping: tuple[str, ...] = (),
    voice_id: str = "",
    rate_wpm: int = RATE_NORMAL_WPM,
    options: PlaybackOptions | None = None,
    narrator: Narrator | None = None,
    controls: Controls | None = None,
    has_listener: bool = True,
    last_block: int | None = None,
) -> SessionHarness:
    """Return a session at rest.

    Args:
        position: where it begins; at the start if nothing else is said.
        text: of the guide, in Markdown.
        guide: instead of a text.
        skipping: what is not read.
        voice_id: the voice chosen before.
        rate_wpm: the pace to begin with.
        options: how the listener is told and read to.
        narrator: says what a sentence sounds like.
        controls: name the keys in what is said; `Keys` if nothing else is said.
        has_listener: somebody is there who presses keys.
        last_block: read no further.
    """
    guide = guide or guide_of_text(text)
    voice, store, clock = SteppedVoice(), RecordingStore(), VirtualClock()
    config = SessionConfig(
        guide,
        narrator or Narrator(),
        controls=controls or Keys(),
        has_listener=has_listener,
        last_block=last_block,
    )
    state = State(
        position or guide.start,
        skipping=skipping,
        voice_id=voice_id,
        rate_wpm=rate_wpm,
        options=options or PlaybackOptions(),
    )
    made = SessionHarness(ReadingSession(config, voice, state, store, clock), voice, store, clock)
    made.session.observers.append(made)
    return made
