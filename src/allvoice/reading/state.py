"""What the session knows: an immutable value, and the words for what it is doing."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from allvoice.guide.model import Position
from allvoice.limits import RATE_MIN_WPM, RATE_NORMAL_WPM, VOLUME_NORMAL
from allvoice.narration.noise.registry import NOTHING, LeavingOut
from allvoice.reading.history import NO_HISTORY, History
from allvoice.reading.playlist import Playlist
from allvoice.reading.skipping import Skipping
from allvoice.reading.sleep_state import NO_SLEEP, Sleep


class Status(enum.StrEnum):
    """Whether the guide is being read, and if not, what the key for playing goes on with."""

    STOPPED = "stopped"
    """The sentence at the position is read next."""
    WAITING = "waiting"
    """The sentence at the position was read, or shown; the one after it is next."""
    FINISHED = "finished"
    """The guide was read to its end; its beginning is next."""
    PLAYING = "playing"
    PAUSED = "paused"
    """Paused at a sample, from which it can go on."""


REACTION_TIME_S = 1.5
"""How long after a sentence people still answer to it."""
_AT_REST = (Status.STOPPED, Status.WAITING, Status.FINISHED)


class NavigationLevel(enum.StrEnum):
    """What a move goes by (DAISY 3, navigation levels)."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SECTION = "section"


NOTHING_TOLD: tuple[int, frozenset[str]] = (-1, frozenset())


@dataclass(frozen=True, slots=True)
class Queued:
    """Something handed to the voice and not yet heard to its end."""

    utterance_id: int
    position: Position | None
    """None for announcements and sounds."""
    leaving_out: LeavingOut = NOTHING
    """What is left out within the sentence."""
    skipped: Position | None = None
    """The start of the structure that an announcement says was skipped; the sentence of which it
    says what was left out."""
    tells: frozenset[str] = frozenset()
    """What an announcement says is left out within sentences, by names of kinds."""
    text: str = ""
    """What an announcement says that is shown when it begins to be heard."""
    ends: bool = False
    """An announcement that the reading ends here, and which key goes on."""
    starts_again: bool = False
    """The key is said to start the guide again."""
    is_think_time: bool = False
    """Silence in which the listener thinks about a question."""
    turn: int = 0
    """The turn of the playlist that a sentence belongs to."""


@dataclass(frozen=True, slots=True)
class PlaybackOptions:
    """How the listener is told and read to; chosen in the settings or while listening."""

    interface_voice: bool = True
    """Say aloud what a key did; what was asked for and faults are said in any case."""
    guide_voice: bool = True
    """Read the guide aloud; without it its sentences pass in silence, at the same rate."""
    interface_pitch: str = "lower"
    """One of `limits.PITCHES`."""
    volume_boost: str = "off"
    """One of `limits.VOLUME_BOOSTS_DB`."""
    earcons: bool = True
    section_sound: bool = True
    """Play a soft sound where a section ends."""
    slow_names: bool = True
    """Say names of medicines and figures a little slower."""
    one_sentence: bool = False
    """After each sentence wait for the listener."""
    summaries: bool = True
    """Read the paragraphs that say again in short what a section said."""
    teach_back: bool = True
    """Read the questions to the listener."""
    skip_patterns: tuple[str, ...] = ()
    """What is left out within sentences where "patterns" are skipped."""
    pause_length: str = "normal"
    """One of `limits.PAUSE_FACTORS`."""
    think_time: str = "3 seconds"
    """Silence after a question to the listener: one of `limits.THINK_TIMES_S`."""
    breaks: str = "off"
    """How much is listened to before a break is offered: one of `limits.BREAKS_MIN`."""
    external_screen_reader: bool = False
    """Nothing speaks: a move shows a sentence and waits, for the listener's own screen reader."""


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key is being held: nothing is said until it is let go."""

    scrubbing: bool = False
    """It has moved on; the sentence is read when it is let go."""
    pending_message: str = ""
    """What it gave rise to last, said when it is let go."""


@dataclass(frozen=True, slots=True)
class ReadOnFrom:
    """How the reading came to a sentence by itself."""

    position: Position
    """The sentence heard before it."""
    at_s: float
    """When it came, by the session's clock."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is heard in one go, from where the listener went last by a key."""

    began: Position
    """What lies before it is not heard again after a pause: the listener did not come from it."""
    reached: Position
    """The furthest place in it: the one to begin at the next time, though some of it be heard
    again."""


@dataclass(frozen=True, slots=True)
class Departure:
    """A place that was left for a visit elsewhere, and is gone back to."""

    position: Position
    reads_on: bool
    """The reading went on there."""
    first_block: int
    last_block: int
    """What is visited, inclusive."""
    urgent: bool
    """It is the urgent list that is visited: the place that is kept is the one that was left."""
    history: History = NO_HISTORY
    """As it was then."""
    stretch: Stretch | None = None
    """As it was then."""

    @property
    def kept_position(self) -> Position:
        """The place to begin at the next time."""
        return self.position if self.stretch is None else self.stretch.reached

    def reaches(self, position: Position) -> bool:
        """Return whether a place is part of what is visited."""
        return self.first_block <= position.block <= self.last_block


@dataclass(frozen=True, slots=True)
class State:
    """The whole session at one moment."""

    position: Position
    """The sentence being read, or to be read next."""
    status: Status = Status.STOPPED
    stop_after_sentence: bool = False
    """While playing or paused: the sentence being read is the last one for now."""
    paused_at_s: float = 0.0
    """When the reading was paused last, by the session's clock."""
    heard_at_s: float | None = field(default=None, compare=False)
    """When the voice told last that something was heard; None since it was told to be silent."""
    listened_s: float = field(default=0.0, compare=False)
    """How long was listened since a sentence was last reported as heard."""
    away_s: float | None = None
    """How long ago the document was left at the position, before anything is read; None where
    nobody knows, or it was not left there."""
    stretch: Stretch | None = None
    """None before anything happened."""
    read_on_from: ReadOnFrom | None = None
    """None where the sentence was gone to."""
    word: int = 0
    """Token of the sentence's utterance that was last heard to begin."""
    word_range: tuple[int, int] | None = None
    """Its range in the block's display text; None before the first word is heard."""
    rate_wpm: int = RATE_NORMAL_WPM
    slowest_wpm: int = RATE_MIN_WPM
    """The slowest clear rate of the voice that speaks."""
    volume: int = VOLUME_NORMAL
    """Per cent, 0 to `limits.VOLUME_MAX`; 100 is the loudness all voices share."""
    only_section: bool = False
    """Stop at the end of the section."""
    skipping: tuple[str, ...] = ()
    """What is not read, by the names in `guide.skippable.KINDS`."""
    skipped: Position | None = None
    """The start of what was skipped last, or the sentence of which something was left out."""
    read_whole: Position | None = None
    """The sentence in which nothing is left out: the listener asked for all of it."""
    told_left_out: tuple[int, frozenset[str]] = NOTHING_TOLD
    """The section in which was told last what is left out within sentences, and the kinds."""
    carefully: bool = False
    """The sentence is being repeated carefully."""
    options: PlaybackOptions = PlaybackOptions()
    between_message: str = ""
    """What the program told last between two sentences; empty once a sentence begins."""
    between_id: int | None = None
    """The utterance that says it, from its first word on."""
    is_think_time: bool = False
    """What is heard between two sentences is the silence after a question."""
    announcement_id: int | None = None
    """The announcement being heard."""
    welcoming: bool = False
    """The welcome is still being heard."""
    held_key: HeldKey | None = None
    departures: tuple[Departure, ...] = ()
    """Places to go back to, the one left last at the end."""
    history: History = NO_HISTORY
    """Where going back and forward leads."""
    playlist: Playlist | None = None
    """What is played instead of all that follows; None for that."""
    left_playlist: Playlist | None = None
    """The playlist of several passages that was left last, which can be gone on with."""
    next_turn: int = 0
    """The turn of the playlist that the next sentence to be queued belongs to."""
    sleep: Sleep = NO_SLEEP
    """The sleep timer, and what was read since the listener last did anything."""
    generation: int = 0
    """Counts stops and moves; events of an older one are dropped."""
    queued: tuple[Queued, ...] = ()
    next_position: Position | None = None
    """The first sentence not yet queued; None when nothing is left to queue."""
    next_id: int = 1
    fault: str = ""
    """What was told last of something amiss."""
    notices: tuple[str, ...] = ()
    """Waiting to be said at the end of the sentence."""
    voices: tuple[tuple[str, str], ...] = ()
    """Id and name of each voice of the engine, once it is loaded."""
    voices_on: int = 0
    """How many voices on was asked for before it was known which there are."""
    voice_id: str = ""
    engine: str = ""
    wanted_engine: str = ""
    """What the listener chose to speak, and does not yet; empty for none."""
    wanted_voice_id: str = ""
    """The voice chosen with it; empty for its best."""
    has_sound: bool = True
    """What is read can be heard: there is a voice, and something that plays it."""

    @property
    def visit(self) -> Departure | None:
        """What is being visited, None where nothing is."""
        return self.departures[-1] if self.departures else None

    @property
    def kept_position(self) -> Position:
        """The place to begin at the next time."""
        left = (each.kept_position for each in self.departures if each.urgent)
        return next(left, self.position if self.stretch is None else self.stretch.reached)

    @property
    def guide_is_audible(self) -> bool:
        """Whether the guide is read aloud: the urgent list is in any case."""
        return self.options.guide_voice or any(each.urgent for each in self.departures)

    @property
    def left_out(self) -> Skipping:
        """What is not read."""
        options = self.options
        summaries = () if options.summaries else ("summaries",)
        teach_back = () if options.teach_back else ("teach-back",)
        names = (*self.skipping, *summaries, *teach_back)
        skipping = Skipping(names, options.skip_patterns)
        return skipping.of_blocks if options.external_screen_reader else skipping

    @property
    def is_in_sentence(self) -> bool:
        """Whether the sentence at the position is queued or paused in, and not yet heard whole."""
        here = (self.position, self.turn)
        return any((each.position, each.turn) == here for each in self.queued)

    @property
    def turn(self) -> int:
        """The turn of the playlist that the position belongs to."""
        return 0 if self.playlist is None else self.playlist.turn

    @property
    def is_telling_end(self) -> bool:
        """Whether the words being heard are that the reading ends here, and which key goes on."""
        queued = self.queued
        return bool(queued) and queued[0].ends and queued[0].utterance_id == self.between_id

    @property
    def is_telling_skipped(self) -> bool:
        """Whether the words being heard are what was skipped."""
        queued = self.queued
        is_told = bool(queued) and queued[0].utterance_id == self.between_id
        return is_told and queued[0].skipped is not None

    @property
    def is_fading(self) -> bool:
        """Whether what is read becomes soft, so that the key for playing gives it more time."""
        is_alone = self.stop_after_sentence and not self.options.one_sentence
        is_read = self.status is Status.PLAYING and not is_alone and not self.is_telling_end
        return is_read and self.sleep.is_fading

    def meant_position(self, now_s: float) -> Position:
        """Return the sentence that a key pressed now is about.

        People press a moment after they heard something, when the next sentence has begun.
        """
        came = self.read_on_from
        if self.status is Status.PLAYING and came and now_s - came.at_s < REACTION_TIME_S:
            return came.position
        return self.position

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is being read, nor paused."""
        return self.status in _AT_REST

    @property
    def goes_on(self) -> bool:
        """Whether the listener is reading, be it one sentence at a time."""
        is_last = self.stop_after_sentence and not self.options.one_sentence
        return self.status is Status.PLAYING and not is_last

    @property
    def reads_on(self) -> bool:
        """Whether one sentence after the other is being read."""
        return self.status is Status.PLAYING and not self.stop_after_sentence
