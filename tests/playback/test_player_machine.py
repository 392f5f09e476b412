"""Whatever the listener does in whatever order, no word is lost, doubled or heard too late."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from allvoice.playback.player import QueuedUtterance
from tests.boundaries import word_of
from tests.examples import examples
from tests.playback.player_harness import AHEAD_FRAMES, STEP, PlayerHarness, noise_clip

WORD_FRAMES = 700


@dataclass
class Planned:
    """What is known of an utterance handed to the player."""

    utterance: QueuedUtterance
    words: int = 0
    heard: list[int | None] = field(default_factory=list)


class Listening(RuleBasedStateMachine):
    """Drives a player as a listener and an engine do, in any order."""

    harness_kind = PlayerHarness

    def __init__(self) -> None:
        super().__init__()
        self.harness = self.harness_kind()
        self.generation = 1
        self.next_id = 0
        self.reading: list[Planned] = []
        self.announcement: Planned | None = None
        self.open: list[Planned] = []
        self.seen = 0
        self.paused = False
        self.may_repeat = False

    def _new(self, pause_s: float) -> Planned:
        self.next_id += 1
        utterance = QueuedUtterance(self.generation, self.next_id, pause_s)
        planned = Planned(utterance)
        self.open.append(planned)
        return planned

    @rule(pause_s=st.sampled_from([0.0, 0.01, 0.1]))
    def add(self, pause_s: float) -> None:
        planned = self._new(pause_s)
        self.reading.append(planned)
        self.harness.player.add(planned.utterance)

    @precondition(lambda self: self.open)
    @rule(
        data=st.data(),
        words=st.integers(1, 4),
        gap_s=st.sampled_from([0.0, 0.02]),
        last=st.booleans(),
    )
    def add_clip(self, data: st.DataObject, words: int, gap_s: float, last: bool) -> None:
        planned = data.draw(st.sampled_from(self.open))
        clip = noise_clip(words, word_frames=WORD_FRAMES)
        self.harness.player.add_clip(planned.utterance, planned.words, clip, gap_s, last=last)
        planned.words += words
        if last:
            self.open.remove(planned)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def abandon(self, data: st.DataObject) -> None:
        planned = data.draw(st.sampled_from(self.open))
        self.harness.player.abandon(planned.utterance)
        self.open.remove(planned)

    @rule(rate_wpm=st.sampled_from([50, 80, 150, 290, 450]))
    def set_rate(self, rate_wpm: int) -> None:
        self.harness.player.set_rate(rate_wpm)

    @rule(volume=st.sampled_from([0, 50, 100, 150]))
    def set_volume(self, volume: int) -> None:
        self.harness.player.set_volume(volume)

    @rule(audible=st.booleans())
    def set_guide_audible(self, audible: bool) -> None:
        self.harness.player.set_guide_audible(audible)

    @rule()
    def pause(self) -> None:
        self.harness.player.pause()
        self.paused = True
        self.announcement = None

    @rule()
    def resume(self) -> None:
        self.harness.player.resume()
        self.paused = False
        self.announcement = None

    @rule(pause_s=st.sampled_from([0.0, 0.05]))
    def announce(self, pause_s: float) -> None:
        planned = self._new(pause_s)
        self.harness.player.announce(planned.utterance)
        self.announcement = planned
        if not self.paused:
            self.may_repeat = True

    @rule()
    def cancel_announcement(self) -> None:
        self.harness.player.cancel_announcement()
        self.announcement = None

    @rule()
    def rewind(self) -> None:
        self.harness.player.rewind()
        self.may_repeat = True

    @rule()
    def flush(self) -> None:
        self.harness.player.flush()
        self.generation += 1
        self.reading.clear()
        self.announcement = None
        self.open.clear()
        self.paused = False
        self.may_repeat = False

    @rule(steps=st.integers(1, 12), step_frames=st.sampled_from([STEP, 100, 997]))
    def advance(self, steps: int, step_frames: int) -> None:
        quiet = self.paused and self.announcement is None
        for number in range(steps):
            heard = self.harness.advance(step_frames, step_frames)
            if quiet and number * step_frames >= STEP:
                assert not any(heard), "there was sound while paused"
            self._check()

    def _check(self) -> None:
        for _, boundary in self.harness.boundaries[self.seen :]:
            assert boundary.generation == self.generation, "something flushed was heard"
            utterances = [*self.reading, *([self.announcement] if self.announcement else [])]
            planned = next(
                (one for one in utterances if one.utterance.utterance_id == boundary.utterance_id),
                None,
            )
            assert planned is not None, "something dropped was heard"
            assert planned is self.announcement or not self.paused, (
                "the reading went on while paused"
            )
            self._check_order(planned, word_of(boundary))
            planned.heard.append(word_of(boundary))
        self.seen = len(self.harness.boundaries)

    def _check_order(self, planned: Planned, word: int | None) -> None:
        last = planned.heard[-1] if planned.heard else -1
        assert last is not None, "an utterance went on after its end"
        if word is None:
            assert last == planned.words - 1, "an utterance ended before its last word"
        elif word == last:
            assert self.may_repeat, "a word was heard twice"
            self.may_repeat = planned is not self.reading_now()
        else:
            assert word == last + 1, "a word was lost"
        if planned in self.reading:
            earlier = self.reading[: self.reading.index(planned)]
            assert all(one.heard[-1:] == [None] for one in earlier), "utterances out of order"

    def reading_now(self) -> Planned | None:
        """The first utterance of the reading not yet heard to its end."""
        return next((one for one in self.reading if one.heard[-1:] != [None]), None)

    @invariant()
    def everything_is_heard_once_and_in_order(self) -> None:
        self._check()

    @invariant()
    def nothing_is_forgotten(self) -> None:
        awaited = [] if self.paused else list(self.reading)
        if self.announcement is not None:
            awaited.append(self.announcement)
        # What a sink has taken ahead is with the sink.
        if any(one.heard[-1:] != [None] for one in awaited) and not self.harness.ahead_frames:
            assert self.harness.player.active

    def teardown(self) -> None:
        for planned in list(self.open):
            self.harness.player.abandon(planned.utterance)
        self.harness.play_out()
        self._check()
        self.resume()
        self.harness.play_out()
        self._check()
        assert all(one.heard[-1:] == [None] for one in self.reading), "the end was never reached"


class AheadHarness(PlayerHarness):
    ahead_frames = AHEAD_FRAMES


class ListeningAhead(Listening):
    """The same with a sink that takes sound ahead of the ear."""

    harness_kind = AheadHarness


TestListening = Listening.TestCase
TestListeningAhead = ListeningAhead.TestCase
TestListening.settings = settings(max_examples=examples(60), stateful_step_count=40)
TestListeningAhead.settings = TestListening.settings
