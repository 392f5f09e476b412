"""Whatever is done meanwhile, each passage of a playlist is heard, in order and once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from allvoice.guide.model import Guide, Position
from allvoice.reading import commands
from allvoice.reading.playlist import Kind, Passage, Playlist
from allvoice.reading.state import NavigationLevel, PlaybackOptions, Status
from allvoice.speech.protocol import Boundary, Event, Notice, UtteranceEnded
from tests.examples import examples
from tests.reading.harness import session_harness, small_guide

LAST_BLOCK = len(small_guide().blocks) - 1


def sentences_of(guide: Guide, passage: Passage) -> list[Position]:
    """Return every sentence of a passage."""
    found = []
    position: Position | None = passage.first
    while position is not None and position <= passage.last:
        found.append(position)
        position = guide.after(position)
    return found


PLACES = [
    Position(block.index, sentence)
    for block in small_guide().blocks
    for sentence in range(len(block.sentences))
]


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    first = draw(st.integers(0, len(PLACES) - 1))
    last = draw(st.integers(first, min(first + 3, len(PLACES) - 1)))
    return Passage(PLACES[first], PLACES[last], "Fever", key=f"{first} to {last}")


class PlaylistListener(RuleBasedStateMachine):
    """Knows by itself which sentence of which passage is due."""

    def __init__(self) -> None:
        super().__init__()
        self.b = session_harness()
        self.due: list[tuple[int, Position]] = []
        """Each sentence that is to be heard, with its turn."""
        self.at = 0
        """The sentence that was begun last, or gone to."""
        self.is_whole = False
        """It was heard to its end."""
        self.heard: list[str] = []
        """The passages whose last sentence was heard to its end, as often as it was."""

    @initialize(
        wanted=st.lists(passages(), min_size=2, max_size=4),
        one_sentence=st.booleans(),
        interface_voice=st.booleans(),
    )
    def begin(self, wanted: list[Passage], one_sentence: bool, interface_voice: bool) -> None:
        options = PlaybackOptions(one_sentence=one_sentence, interface_voice=interface_voice)
        self.b = session_harness(options=options)
        named = [replace(each, key=f"{n}") for n, each in enumerate(wanted)]
        self.due = [
            (turn, position)
            for turn, passage in enumerate(named)
            for position in sentences_of(self.b.guide, passage)
        ]
        self.b.do(commands.PlayPassages(Playlist(Kind.QUEUE, tuple(named)), "The queue."))

    # What is heard

    def _handle(self, event: Event) -> None:
        state = self.b.state
        assert isinstance(event, Boundary | UtteranceEnded)
        about = next((q for q in state.queued if q.utterance_id == event.utterance_id), None)
        if about is None or about.position is None or state.visit is not None:
            self.b.handle(event)
            return
        here = (about.turn, about.position)
        if isinstance(event, Boundary):
            wanted = self.at + 1 if self.is_whole else self.at
            assert here == self.due[wanted]
            self.at, self.is_whole = wanted, False
        elif not state.stop_after_sentence or state.options.one_sentence:
            assert here == self.due[self.at]
            self.is_whole = True
            if self.due[self.at + 1 : self.at + 2] == [] or self.due[self.at + 1][0] != here[0]:
                self.heard.append(f"{here[0]}")
        self.b.handle(event)

    @property
    def is_on(self) -> bool:
        return self.b.state.playlist is not None

    @property
    def is_in_it(self) -> bool:
        return self.is_on and not self.b.state.departures

    @precondition(lambda self: self.is_on)
    @rule(count=st.integers(1, 40))
    def listen(self, count: int) -> None:
        for _ in range(count):
            event = self.b.voice.speak()
            if event is None or not self.is_on:
                return
            self._handle(event)

    # What is done meanwhile

    @precondition(lambda self: self.is_on)
    @rule(
        command=st.sampled_from(
            [
                commands.Announce("Marked."),
                commands.CancelAnnouncement(),
                commands.ChangeRate(1),
                commands.ChangeRate(-1),
                commands.ControlsChanged(),
                commands.SetSkipping(("notes",)),
                commands.SetSkipping(()),
            ]
        )
    )
    def something_else_is_done(self, command: commands.Command) -> None:
        self.b.do(command)

    @precondition(lambda self: self.is_on)
    @rule()
    def something_is_amiss(self) -> None:
        self.b.handle(Notice("The voice was started again."))

    @rule(seconds=st.sampled_from([0.5, 5.0, 20.0, 400.0]))
    def time_passes(self, seconds: float) -> None:
        self.b.clock.now_s += seconds

    @precondition(lambda self: self.is_in_it)
    @rule()
    def pause(self) -> None:
        self.b.do(commands.Pause())

    @precondition(lambda self: self.is_in_it)
    @rule()
    def play(self) -> None:
        status, before = self.b.state.status, self.at
        self.b.do(commands.Play())
        state = self.b.state
        if not self.is_on:
            # Gone on with from the end.
            assert self.is_whole
            assert self.at == len(self.due) - 1
            return
        self.at = self.due.index((state.turn, state.position))
        if status is Status.WAITING:
            assert self.is_whole
            assert self.at == before + 1
            self.is_whole = False
        elif status is Status.PAUSED:
            # After a while it is gone on with a little before.
            assert self.at <= before
            self.is_whole = self.is_whole and not state.is_in_sentence and self.at == before
        else:
            assert self.at == before
            self.is_whole = self.is_whole and status is Status.PLAYING

    @precondition(lambda self: self.is_in_it)
    @rule()
    def silence(self) -> None:
        was_at_rest = self.b.state.is_at_rest
        self.b.do(commands.Stop())
        if not was_at_rest:
            self.is_whole = False

    @precondition(lambda self: self.is_in_it)
    @rule(way=st.sampled_from([-1, 1]))
    def move_by_sentence(self, way: int) -> None:
        self.b.do(commands.Move(NavigationLevel.SENTENCE, way))
        self._gone_to(self.at + way)

    @precondition(lambda self: self.is_in_it)
    @rule(way=st.sampled_from([-1, 1]))
    def move_by_passage(self, way: int) -> None:
        turn = self.due[self.at][0]
        starts = [i for i, each in enumerate(self.due) if i == 0 or self.due[i - 1][0] != each[0]]
        self.b.do(commands.Move(NavigationLevel.SECTION, way))
        if way > 0:
            self._gone_to(next((i for i in starts if i > self.at), len(self.due)))
        elif self.at != starts[turn]:
            self._gone_to(starts[turn])
        else:
            self._gone_to(starts[turn - 1] if turn else -1)

    @precondition(lambda self: self.is_in_it)
    @rule(way=st.sampled_from([-1, 1]))
    def move_by_paragraph(self, way: int) -> None:
        old = self.b.state
        self.b.do(commands.Move(NavigationLevel.PARAGRAPH, way))
        state = self.b.state
        assert state.playlist is not None
        assert state.playlist.passage.reaches(state.position)
        assert abs(state.turn - old.turn) <= 1
        if (state.turn, state.position) != (old.turn, old.position):
            self.at, self.is_whole = self.due.index((state.turn, state.position)), False

    def _gone_to(self, index: int) -> None:
        """Expect a sentence to be gone to; where there is none, nothing has changed."""
        state = self.b.state
        if 0 <= index < len(self.due):
            self.at, self.is_whole = index, False
        assert (state.turn, state.position) == self.due[self.at]

    @precondition(lambda self: self.is_in_it)
    @rule()
    def again(self) -> None:
        self.b.do(commands.Repeat())
        self.is_whole = False

    @precondition(lambda self: self.is_on)
    @rule(first=st.integers(0, LAST_BLOCK), urgent=st.booleans())
    def visit(self, first: int, urgent: bool) -> None:
        last = min(first + 1, LAST_BLOCK)
        self.b.do(commands.Visit(Position(first), last, "Urgent.", "Urgent.", urgent))

    @precondition(lambda self: self.is_on and self.b.state.departures)
    @rule()
    def come_back(self) -> None:
        self.b.do(commands.ComeBack())
        if not self.b.state.departures:
            self.is_whole = False
            assert (self.b.state.turn, self.b.state.position) == self.due[self.at]

    # What must hold

    @invariant()
    def what_was_heard_is_off_the_queue(self) -> None:
        assert self.b.store.let_go_of == self.heard

    @invariant()
    def it_is_over_only_when_all_was_heard(self) -> None:
        if self.due and not self.is_on:
            assert self.is_whole
            assert self.at == len(self.due) - 1

    @precondition(lambda self: self.is_in_it)
    @rule()
    def listen_to_the_end(self) -> None:
        """All of the rest is there."""
        for _ in range(1_000):
            if not self.is_on:
                break
            self.listen(40)
            if self.is_on and self.b.state.status is not Status.PLAYING:
                self.play()
        assert self.is_whole
        assert self.at == len(self.due) - 1


PlaylistListener.TestCase.settings = settings(max_examples=examples(80), stateful_step_count=40)
TestPlaylistListener = PlaylistListener.TestCase
