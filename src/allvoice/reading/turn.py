"""One step of the session in the making: the state so far, the effects so far, the queue. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from allvoice.guide.model import Guide, Position
from allvoice.narration.model import Utterance
from allvoice.reading.passages import kinds_of, named
from allvoice.reading.places import target
from allvoice.reading.state import PITCHES, Queued, State, Status, Unit
from allvoice.speech.protocol import Flush, Pause, Prepare, Say, Sound, VoiceCommand

if TYPE_CHECKING:
    from allvoice.narration.lexicon import Lexicon

QUEUE_AHEAD = 3
SECTION_SOUND_PAUSE_S = 0.4
START_SOUND_PAUSE_S = 0.05
END_OF_GUIDE = "End of the guide. Press {} to start again from the beginning."
END_OF_SECTION = "End of this section. Press {} to go on."
_PREPARED_MOVES = (
    (Unit.SENTENCE, -1),
    (Unit.PARAGRAPH, 1),
    (Unit.PARAGRAPH, -1),
    (Unit.SECTION, 1),
    (Unit.SECTION, -1),
    (Unit.SENTENCE, 1),
)
"""What one key leads to, likeliest first."""


class Narrates(Protocol):
    """Says what a sentence sounds like."""

    @property
    def lexicon(self) -> Lexicon:
        """How particular words are said."""
        ...

    def utterance(self, guide: Guide, position: Position, *, carefully: bool = False) -> Utterance:
        """Return the utterance of one sentence with the pause that follows it."""
        ...

    def announcement(self, text: str) -> Utterance:
        """Return spoken-only text."""
        ...


@dataclass(frozen=True, slots=True)
class Save:
    """Remember this place."""

    position: Position
    rate_wpm: int


@dataclass(frozen=True, slots=True)
class Tell:
    """Show one sentence."""

    text: str


Effect = VoiceCommand | Save | Tell


@dataclass(frozen=True, slots=True)
class Rules:
    """What does not change while a guide is listened to."""

    guide: Guide
    narrator: Narrates
    section_sound: bool = True
    """Play a soft sound where a section ends."""
    hear_skipped: str = ""
    """How to hear what was skipped."""
    announce_end: bool = True
    """Say so at the end of the guide."""
    play_key: str = "Space"
    """What starts the reading, as it is said."""
    last_block: int | None = None
    """Read no further than this block; None for the whole guide."""

    def utterance(self, position: Position, *, carefully: bool = False) -> Utterance:
        """Return what the sentence at a position sounds like."""
        return self.narrator.utterance(self.guide, position, carefully=carefully)

    def after(self, position: Position, skipping: Sequence[str] = ()) -> Position | None:
        """Return the sentence read after this one, or None where reading ends."""
        following = self.guide.after(position)
        # Who went to something that is skipped hears it to its end.
        here = self.guide.blocks[position.block].kind
        kinds = kinds_of([name for name in skipping if here not in kinds_of([name])])
        while following is not None and self.guide.blocks[following.block].kind in kinds:
            block = following.block + 1
            following = Position(block) if block < len(self.guide.blocks) else None
        if following is None or self.last_block is None or following.block <= self.last_block:
            return following
        return None


class Turn:
    """A state being changed, and what is to be done for it."""

    def __init__(self, rules: Rules, state: State) -> None:
        self.rules = rules
        self.guide = rules.guide
        self.state = state
        self.effects: list[Effect] = []

    def item(self, generation: int, utterance_id: int) -> Queued | None:
        """Return what a report of the voice is about, or None when that is no longer wanted."""
        if generation != self.state.generation:
            return None
        return next((q for q in self.state.queued if q.utterance_id == utterance_id), None)

    @property
    def guide_is_heard(self) -> bool:
        """Whether the guide is being read, and aloud."""
        return self.state.status is Status.PLAYING and self.state.manner.guide_voice

    def new_generation(self) -> None:
        """Fall silent and forget the queue."""
        generation = self.state.generation + 1
        self.state = replace(
            self.state,
            generation=generation,
            queued=(),
            announcement_id=None,
            welcoming=False,
            said_between="",
        )
        self.effects.append(Flush(generation))

    def fill(self, from_word: int = 0) -> None:
        """Queue sentences until enough are ahead."""
        if self.state.status is not Status.PLAYING:
            return
        while (position := self.state.next_position) is not None:
            sentences = sum(q.position is not None for q in self.state.queued)
            if sentences >= (1 if self.state.single else QUEUE_AHEAD):
                return
            utterance = self.rules.utterance(position, carefully=self.state.carefully)
            self._queue(position, utterance, from_word)
            self.state = replace(self.state, carefully=False)
            from_word = 0
            if self.state.single:
                self.state = replace(self.state, next_position=None)
            else:
                self.queue_what_follows(position)

    def queue_what_follows(self, position: Position) -> None:
        """Queue what is said between a sentence and the next, and set the next."""
        following = self.rules.after(position, self.state.skipping)
        self.state = replace(self.state, next_position=following)
        self._tell_skipped(position, following)
        if following is None:
            if self.rules.announce_end:
                self.queue_sound("guide-end")
                self._queue_telling(self.ending(following), ends=True)
        elif self.guide.section_of(following) is not self.guide.section_of(position):
            if self.state.only_section and not self.state.manner.one_sentence:
                self.state = replace(self.state, next_position=None)
                self.queue_sound("section-end")
                self._queue_telling(self.ending(following), ends=True)
            elif self.rules.section_sound and self.state.manner.earcons:
                self.queue_sound("section-end")

    def ending(self, following: Position | None) -> str:
        """Return what is told where reading ends.

        Args:
            following: the sentence that another key goes on with; None at the end of the guide.
        """
        text = END_OF_GUIDE if following is None else END_OF_SECTION
        return text.format(self.rules.play_key)

    def _tell_skipped(self, position: Position, following: Position | None) -> None:
        first = position.block + 1
        end = len(self.guide.blocks) if following is None else following.block
        if first < end and self.rules.last_block is None:
            what = named(self.guide.blocks[first:end])
            text = f"{what} skipped. {self.rules.hear_skipped}".strip()
            if not self._queue_telling(text, skipped=Position(first)):
                self.state = replace(self.state, skipped=Position(first))

    def plan_again(self, first: Effect | None = None) -> None:
        """Queue anew all that is still to be heard, the present sentence from its word on.

        Args:
            first: what is to be done before anything is said.
        """
        state = self.state
        ahead = [each.position for each in state.queued if each.position is not None]
        self.new_generation()
        if first is not None:
            self.effects.append(first)
        self.state = replace(self.state, status=Status.PLAYING)
        if ahead and ahead[0] == state.position:
            self.state = replace(self.state, next_position=state.position)
            self.fill(from_word=state.word)
        else:
            # The sentence has been heard to its end: what follows it is due.
            self.queue_what_follows(state.position)
            self.fill()
        if not self.state.queued:
            self.came_to_rest()
        elif state.status is Status.PAUSED:
            self.state = replace(self.state, status=Status.PAUSED)
            self.effects.append(Pause())

    def came_to_rest(self) -> None:
        """Stand where reading goes on, all that was queued having been heard."""
        if self.state.single:
            waits = self.state.manner.one_sentence
            self.state = replace(
                self.state,
                status=Status.STOPPED,
                single=False,
                word=0,
                word_range=None,
                heard_whole=waits,
            )
            if waits and self.state.announcement_id is None:
                self.chime("wait")
            return
        following = self.rules.after(self.state.position, self.state.skipping)
        if self.rules.announce_end and not self.state.said_between:
            # The interface voice is off: it is shown.
            self.state = replace(self.state, said_between=self.ending(following))
        self.state = replace(
            self.state, status=Status.STOPPED, at_end=following is None, word=0, word_range=None
        )
        if following is not None:
            self.state = replace(self.state, position=following)
            self.effects.append(Save(following, self.state.rate_wpm))

    def _queue(self, position: Position | None, utterance: Utterance, from_word: int = 0) -> None:
        self.effects.append(self._say(utterance, from_word=from_word))
        self._remember(position)

    def queue_text(self, text: str, *, asked: bool = False) -> bool:
        """Queue a text of the program's own between two sentences, where the listener wants any.

        Args:
            text: what is said.
            asked: it is said also where the interface voice is off.

        Returns:
            Whether it will be said.
        """
        is_said = self.state.manner.interface_voice or asked
        if is_said:
            utterance = self.rules.narrator.announcement(text)
            self.effects.append(self._say(utterance, is_interface=True))
            self._remember(None)
        return is_said

    def _queue_telling(
        self, text: str, *, skipped: Position | None = None, ends: bool = False
    ) -> bool:
        """Queue a text that is shown when it begins to be heard; return whether it will be."""
        is_said = self.queue_text(text)
        if is_said:
            *before, last = self.state.queued
            last = replace(last, text=text, skipped=skipped, ends=ends)
            self.state = replace(self.state, queued=(*before, last))
        return is_said

    def queue_sound(self, name: str, pause_s: float = SECTION_SOUND_PAUSE_S) -> None:
        """Queue a short sound between two sentences, where the listener wants any."""
        if not self.state.manner.earcons:
            return
        sound = Sound(self.state.generation, self.state.next_id, name, pause_s)
        self.effects.append(sound)
        self._remember(None)

    def _remember(self, position: Position | None) -> None:
        queued = Queued(self.state.next_id, position)
        self.state = replace(
            self.state, queued=(*self.state.queued, queued), next_id=self.state.next_id + 1
        )

    def interject(self, text: str, earcon: str = "", *, asked: bool = False) -> None:
        """Say a text of the program's own now, over the reading.

        Args:
            text: what is said.
            earcon: a short sound before it.
            asked: it is said also where the interface voice is off.
        """
        manner = self.state.manner
        if manner.shown_only:
            return
        if self.state.key_is_held:
            self.state = replace(self.state, unsaid=text)
            return
        if not (manner.interface_voice or asked):
            self.chime(earcon)
            return
        earcon = earcon if manner.earcons else ""
        utterance = self.rules.narrator.announcement(text)
        self.effects.append(
            self._say(utterance, is_announcement=True, is_interface=True, earcon=earcon)
        )
        self._note_announcement()

    def chime(self, earcon: str) -> None:
        """Let a short sound be heard now, over the reading."""
        if earcon and self.state.manner.earcons and not self.state.manner.shown_only:
            self.effects.append(
                Sound(self.state.generation, self.state.next_id, earcon, is_announcement=True)
            )
            self._note_announcement()

    def _note_announcement(self) -> None:
        number = self.state.next_id
        self.state = replace(self.state, announcement_id=number, next_id=number + 1)

    def _say(
        self,
        utterance: Utterance,
        *,
        from_word: int = 0,
        is_announcement: bool = False,
        is_interface: bool = False,
        earcon: str = "",
    ) -> Say:
        return Say(
            self.state.generation,
            self.state.next_id,
            utterance.words,
            utterance.clause_starts,
            utterance.pause_after_s,
            min(from_word, len(utterance.tokens) - 1),
            is_announcement,
            utterance.slow_words,
            earcon,
            PITCHES[self.state.manner.interface_pitch] if is_interface else 1.0,
            is_interface,
        )

    def _answer(self, text: str) -> None:
        """Show, and say unless the guide is heard: then that is the answer."""
        self.effects.append(Tell(text))
        if not self.guide_is_heard:
            self.interject(text)

    def prepare(self) -> None:
        """Have the places ready that one key leads to from here."""
        position = self.state.position
        places = (target(self.guide, position, unit, step) for unit, step in _PREPARED_MOVES)
        # Each once, in order.
        found = dict.fromkeys(place for place in places if place is not None)
        utterances = [self.rules.utterance(place) for place in found]
        self.effects.append(Prepare(tuple((u.words, u.clause_starts) for u in utterances)))
