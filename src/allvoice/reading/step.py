"""One step of the session in the making: the state so far, and what is to be done so far. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.narration.model import Noise, Utterance
from allvoice.narration.noise.registry import NOTHING, LeavingOut, spared_of
from allvoice.reading.skipping import NOTHING_SKIPPED, Skipping
from allvoice.reading.state import Queued, State, Status, Stretch
from allvoice.speech.protocol import Flush, VoiceCommand

if TYPE_CHECKING:
    from allvoice.narration.lexicon import Lexicon


class Narrates(Protocol):
    """Says what a sentence sounds like."""

    @property
    def lexicon(self) -> Lexicon:
        """How particular words are said."""
        ...

    def utterance(
        self,
        guide: Guide,
        position: Position,
        *,
        carefully: bool = False,
        leaving_out: LeavingOut = NOTHING,
    ) -> Utterance:
        """Return the utterance of one sentence with the pause that follows it."""
        ...

    def announcement(self, text: str) -> Utterance:
        """Return spoken-only text."""
        ...


class Controls(Protocol):
    """Names what a listener presses or types for an action, as it is at the moment."""

    def press(self, action: str) -> str:
        """Return how an action is asked for, as the beginning of a sentence: "Press X"."""
        ...


class NoControls:
    """The controls of who cannot ask for anything, as while a file is read aloud."""

    def press(self, action: str) -> str:
        """Return what nobody will hear."""
        return ""


@dataclass(frozen=True, slots=True)
class SavePosition:
    """Remember this place."""

    position: Position


@dataclass(frozen=True, slots=True)
class SaveRate:
    """Remember the rate that the listener chose for this document."""

    rate_wpm: int


@dataclass(frozen=True, slots=True)
class SaveVolume:
    """Remember the volume that the listener chose, in per cent."""

    volume: int


@dataclass(frozen=True, slots=True)
class SaveVoice:
    """Remember the voice that the listener chose, of all the engine has."""

    engine: str
    voice_id: str


@dataclass(frozen=True, slots=True)
class SaveHeard:
    """Let go of what is kept of a passage: it was heard to its end."""

    key: str


@dataclass(frozen=True, slots=True)
class SentenceHeard:
    """Take note that a sentence was heard to its end."""

    position: Position
    listened_s: float
    """How long was listened since the last one was noted."""
    left_out: frozenset[BlockKind] = frozenset()
    """Kinds of blocks that are not read."""


@dataclass(frozen=True, slots=True)
class ShowMessage:
    """Show one sentence."""

    text: str


StoreEffect = SavePosition | SaveRate | SaveVolume | SaveVoice | SaveHeard | SentenceHeard
Effect = VoiceCommand | StoreEffect | ShowMessage


@dataclass(frozen=True, slots=True)
class SessionConfig:
    """What does not change while a guide is listened to."""

    guide: Guide
    narrator: Narrates
    controls: Controls = field(default_factory=NoControls)
    """Names the keys in what is said; asked each time, for the listener may choose others."""
    has_listener: bool = True
    """Somebody is there who presses keys, and is told of the end and of what a key can change."""
    last_block: int | None = None
    """Read no further than this block; None for the whole guide."""

    def utterance(
        self,
        position: Position,
        *,
        carefully: bool = False,
        leaving_out: LeavingOut = NOTHING,
    ) -> Utterance:
        """Return what the sentence at a position sounds like."""
        return self.narrator.utterance(
            self.guide, position, carefully=carefully, leaving_out=leaving_out
        )

    def left_out(self, position: Position, leaving_out: LeavingOut) -> tuple[Noise, ...]:
        """Return what of a sentence is not heard; nothing where that would be all of it."""
        if not leaving_out:
            return ()
        block = self.guide.blocks[position.block]
        return spared_of(block, block.sentences[position.sentence], leaving_out)

    def after(self, position: Position, skipping: Skipping = NOTHING_SKIPPED) -> Position | None:
        """Return the sentence read after this one, or None where reading ends."""
        following = skipping.after(self.guide, position)
        if following is None or self.last_block is None or following.block <= self.last_block:
            return following
        return None

    def before(self, position: Position, skipping: Skipping = NOTHING_SKIPPED) -> Position | None:
        """Return the sentence that was read before this one, or None at the start."""
        return skipping.before(self.guide, position)


class Step:
    """A state being changed, and what is to be done for it."""

    def __init__(self, config: SessionConfig, state: State, now_s: float) -> None:
        self.config = config
        self.guide = config.guide
        self.state = state
        self.now_s = now_s
        self.effects: list[Effect] = []

    @property
    def guide_is_heard(self) -> bool:
        """Whether the guide is being read, and aloud."""
        return self.state.status is Status.PLAYING and self.state.guide_is_audible

    def leaving_out(self, position: Position) -> LeavingOut:
        """Return what is left out within a sentence, were it read now."""
        if position == self.state.read_whole:
            return NOTHING
        return self.state.left_out.within(self.guide, position)

    def item(self, generation: int, utterance_id: int) -> Queued | None:
        """Return what a report of the voice is about, or None when that is no longer wanted."""
        if generation != self.state.generation:
            return None
        return next((q for q in self.state.queued if q.utterance_id == utterance_id), None)

    def note_reached(self) -> None:
        """Know the furthest place of what is heard in one go."""
        position, stretch = self.state.position, self.state.stretch
        if stretch is None:
            self.state = replace(self.state, stretch=Stretch(position, position))
        elif position > stretch.reached:
            self.state = replace(self.state, stretch=replace(stretch, reached=position))

    def kept_effects(self) -> tuple[Effect, ...]:
        """Return what is to be done: of places, only the one to begin at the next time is saved."""
        kept = SavePosition(self.state.kept_position)
        return tuple(e for e in self.effects if e == kept or not isinstance(e, SavePosition))

    def new_generation(self) -> None:
        """Fall silent and forget the queue."""
        state, generation = self.state, self.state.generation + 1
        self.state = replace(
            self.state,
            generation=generation,
            queued=(),
            announcement_id=None,
            welcoming=False,
            between_message="",
            between_id=None,
            is_think_time=False,
            next_turn=self.state.turn,
            heard_at_s=state.heard_at_s if state.options.external_screen_reader else None,
        )
        self.effects.append(Flush(generation))
