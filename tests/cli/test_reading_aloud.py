"""`read` left running: what of a document is read, how often, what keys do, when it is over."""

from __future__ import annotations

import os
import queue
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from allvoice.actions.hands_free.any_key import TEXT
from allvoice.actions.hands_free.any_key_mode import KEYS, LEFT
from allvoice.actions.hands_free.passages import of_questions
from allvoice.cli import aloud
from allvoice.cli.compose import CliOptions
from allvoice.cli.reading_aloud.asked import Asked, chosen_of
from allvoice.cli.reading_aloud.course import Chosen, Course
from allvoice.cli.reading_aloud.hands import Hands, keys_told
from allvoice.cli.reading_aloud.heard import HeardStore
from allvoice.cli.reading_aloud.listener import NOTHING_HEARD
from allvoice.cli.reading_aloud.progress import Narration, progress_line
from allvoice.cli.reading_aloud.terminal_keys import Struck, TerminalKeys, struck
from allvoice.errors import NoVoiceError, SettingsError
from allvoice.event_loop import EventLoop, Soon
from allvoice.guide.model import Guide, Position
from allvoice.jobs import Job
from allvoice.reading.commands import GoTo, Play, Stop
from allvoice.reading.playlist import Kind, Playlist
from allvoice.reading.skipping import NOTHING_SKIPPED
from allvoice.reading.sleep_state import SleepLength, Unit
from allvoice.reading.state import State, Status
from allvoice.reading.step import NoControls
from allvoice.shelf.locator import locate
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Event, Pause, Resume, VoiceCommand
from allvoice.tui.terminal.input_filter import InputFilter
from tests.actions.harness import VirtualScheduler
from tests.cli.conftest import Command
from tests.cli.messages import refused
from tests.reading.harness import SessionHarness, SteppedVoice, guide_of_text, session_harness

TEXT_READ = """\
# Fever

Call the care team. Do not wait.

## What to write down

Write down the time.

# Questions about fever

- Whom do we call at night?

# Food

Wash your hands.
"""
LINES = [
    "Fever",
    "Call the care team.",
    "Do not wait.",
    "What to write down",
    "Write down the time.",
    "Questions about fever",
    "Whom do we call at night?",
    "Food",
    "Wash your hands.",
]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "fever.md"
    path.write_text(TEXT_READ, encoding="utf-8")
    return path


@pytest.fixture
def options(tmp_path: Path) -> CliOptions:
    return CliOptions(data_dir=tmp_path / "data")


def asked(
    document: Path | None,
    *,
    section: str | None = None,
    marks: bool = False,
    questions: bool = False,
    loop: bool = False,
) -> Asked:
    name = None if document is None else str(document)
    return Asked(name, section, False, marks, questions, loop, None)


def printed(guide: Guide, chosen: Chosen) -> list[str]:
    """Return what is read where nothing is skipped."""
    spans = chosen.spans(guide)
    read = [each for span in spans for each in NOTHING_SKIPPED.read_of(guide, *span)]
    return [guide.sentence_text(each) for each in read]


# What is read


def test_what_is_marked_is_read_in_its_order_to_the_ends_of_paragraphs(
    document: Path, options: CliOptions
) -> None:
    guide, _ = chosen_of(asked(document), options)
    with Shelf.open(options.folders) as shelf:
        for place in (Position(len(guide.blocks) - 1), Position(1, 1)):
            shelf.bookmarks.add(locate(guide, place), "A mark", guide.title)
    guide, chosen = chosen_of(asked(document, marks=True, loop=True), options)
    assert printed(guide, chosen) == [
        "Do not wait.",
        "Wash your hands.",
    ]
    assert chosen.playlist is not None
    assert (chosen.playlist.kind, chosen.playlist.repeats) == (Kind.MARKS, True)


def test_questions_are_the_listeners_own_open_ones_where_no_document_is_named(
    options: CliOptions,
) -> None:
    with Shelf.open(options.folders) as shelf:
        shelf.entries.add(EntryKind.QUESTION, "May *he* eat (raw) # eggs?")
        done = shelf.entries.add(EntryKind.QUESTION, "Is it over?")
        shelf.entries.change(done, is_done=True)
    guide, chosen = chosen_of(asked(None, questions=True), options)
    assert printed(guide, chosen) == [
        "Your questions for the visit",
        "1: May *he* eat (raw) # eggs?",
    ]
    assert not chosen.can_be_marked


def test_questions_of_a_named_document_are_its_own(document: Path, options: CliOptions) -> None:
    with Shelf.open(options.folders) as shelf:
        shelf.entries.add(EntryKind.QUESTION, "May he eat eggs?")
    guide, chosen = chosen_of(asked(document, questions=True), options)
    assert printed(guide, chosen) == LINES[5:7]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--marks"], "Nothing is marked in Fever; B marks a sentence while it is read."),
        (["--marks", "--section", "x"], "Give --section or --marks, not both."),
        (["--questions", "--urgent"], "Give --urgent or --questions, not both."),
        (["--sleep", "5", "--urgent"], "Give --urgent or --sleep, not both."),
        (["--sleep", "soon"], "--sleep soon is no length; give 1 to 240 for minutes, section,"),
        (["--loop", "--no-voice"], "--loop is for what is heard; leave it out with --no-voice."),
        (["--sleep", "5", "--sink", "x.wav"], "--sleep is for what is heard; leave it out with a"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    allvoice: Command, document: Path, given: list[str], told: str
) -> None:
    assert refused(allvoice("read", document, *given)).startswith(told)


def test_a_document_without_questions_says_so(allvoice: Command, tmp_path: Path) -> None:
    path = tmp_path / "food.md"
    path.write_text("# Food\n\nEat well.\n", encoding="utf-8")
    told = refused(allvoice("read", path, "--questions"))
    assert told == "Food has no questions for the care team."


def test_a_section_is_printed_with_those_inside_it(allvoice: Command, document: Path) -> None:
    printed = allvoice("read", document, "--no-voice", "--section", "fever/fever")
    assert (printed.code, printed.out.splitlines()) == (0, LINES[:5])


# When it is over


@dataclass
class Run:
    """A reading, and what decides when it is over."""

    reading: SessionHarness
    course: Course
    hands: bool = False

    def hear(self, most: int = 10_000) -> list[str]:
        """Hear until it is over or rests; return the sentences that began."""
        heard: list[str] = []
        for _ in range(most):
            if self.course.is_over():
                break
            event = self.reading.voice.speak()
            if event is None:
                break
            self.reading.handle(event)
            state = self.reading.state
            if state.word_range is not None and heard[-1:] != [self.reading.sentence]:
                heard.append(self.reading.sentence)
        return heard


def begun(chosen: Chosen, *, hands: bool = False) -> Run:
    guide = guide_of_text(TEXT_READ)
    reading = session_harness(guide=guide, has_listener=False)
    run = Run(reading, Course(reading.session, chosen, lambda spoken: "", lambda: run.hands), hands)
    run.course.begin()
    return run


def test_a_document_is_read_once_to_its_end() -> None:
    run = begun(Chosen())
    assert run.hear() == LINES
    assert run.course.is_over()


def test_in_a_loop_it_begins_again_at_its_end() -> None:
    run = begun(Chosen(repeats=True))
    assert run.hear(200)[: len(LINES) + 2] == [*LINES, *LINES[:2]]
    assert not run.course.is_over()


def test_a_loop_of_which_nothing_can_be_heard_ends() -> None:
    run = begun(Chosen(repeats=True))
    # Nothing could be spoken.
    run.reading.session.state = State(Position(0), Status.FINISHED)
    with pytest.raises(NoVoiceError, match=NOTHING_HEARD):
        run.course.is_over()


def test_passages_are_read_and_then_it_is_over() -> None:
    guide = guide_of_text(TEXT_READ)
    run = begun(Chosen(Playlist(Kind.QUESTIONS, of_questions(guide).passages)))
    assert run.hear() == LINES[5:7]
    assert run.course.is_over()


def test_whoever_moves_out_of_passages_hears_on_to_the_end() -> None:
    guide = guide_of_text(TEXT_READ)
    run = begun(Chosen(Playlist(Kind.QUESTIONS, of_questions(guide).passages)), hands=True)
    run.hear(3)
    run.reading.do(GoTo(Position(0), play=True))
    assert run.hear() == LINES
    assert run.course.is_over()


@pytest.mark.parametrize("hands", [True, False])
def test_what_was_stopped_waits_for_whoever_can_go_on(hands: bool) -> None:
    run = begun(Chosen(), hands=hands)
    run.hear(5)
    run.reading.do(Stop())
    assert run.course.is_over() is not hands


@pytest.mark.parametrize("hands", [True, False])
def test_the_sleep_timer_ends_it_whether_or_not_a_key_could_go_on(
    hands: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    run = begun(Chosen(sleep=SleepLength(Unit.SECTIONS)), hands=hands)
    Narration(run.reading.session, sections=False, sentences=False)
    assert run.hear() == LINES[:3]
    # The reader offers the place at its next start.
    assert run.reading.state.sleep.is_offered
    assert run.course.is_over()
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == "The sleep timer has ended in Fever, chapter 1."
    assert sum("has ended" in each for each in told) == 1


@pytest.mark.parametrize(
    ("length", "rounds", "rest"),
    [
        (SleepLength(Unit.SECTIONS, 6), 1, LINES[:5]),
        (SleepLength(Unit.SECTIONS, 13), 3, LINES[:3]),
        (SleepLength(Unit.CHAPTERS, 4), 1, LINES[:5]),
        (SleepLength(Unit.CHAPTERS), 0, LINES[:5]),
    ],
)
def test_a_sleep_timer_counts_on_through_a_loop(
    length: SleepLength, rounds: int, rest: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run = begun(Chosen(repeats=True, sleep=length))
    assert run.hear(2_000) == [*LINES * rounds, *rest]
    assert run.course.is_over()
    assert capsys.readouterr().err.count("has ended") == 1


def test_minutes_of_a_sleep_timer_run_on_through_a_loop(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = begun(Chosen(repeats=True, sleep=SleepLength(Unit.MINUTES, 3)))
    clock = run.reading.clock
    began_s = clock.now_s
    while not run.course.is_over():
        assert "has ended" not in capsys.readouterr().err
        event = run.reading.voice.speak()
        assert event is not None
        clock.now_s += 0.5
        run.reading.handle(event)
    # In its last half minute it ends with the document.
    assert 150.0 <= clock.now_s - began_s <= 182.0
    assert capsys.readouterr().err.startswith("The sleep timer has ended in ")


def test_a_document_that_ends_before_the_sleep_timer_does_not_say_that_it_ended(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = begun(Chosen(sleep=SleepLength(Unit.MINUTES, 5)))
    Narration(run.reading.session, sections=False, sentences=False)
    assert run.hear() == LINES
    assert run.course.is_over()
    assert "has ended" not in capsys.readouterr().err


# What is told


def test_a_section_is_told_with_its_chapter_how_far_it_is_and_how_long_is_left() -> None:
    guide = guide_of_text("# Fever\n\nOne.\n\n# Food\n\n" + "Wash your hands well. " * 300)
    assert progress_line(guide, Position(2), 150) == "Food, chapter 2. 0 percent, 7 minutes left."


def test_progress_is_for_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    run = begun(Chosen())
    Narration(run.reading.session, sections=True, sentences=False)
    run.hear()
    told = capsys.readouterr().err.splitlines()
    assert [each.partition(".")[0] for each in told] == [
        "Fever, chapter 1",
        "What to write down, chapter 1",
        "Questions about fever, chapter 2",
        "Food, chapter 3",
    ]


def test_what_is_skipped_is_heard_and_told_without_a_key_that_nobody_can_press(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "# Fever\n\nOne.\n\n```\ncode\n```\n\nTwo.\n"
    reading = session_harness(
        text=text, skipping=("code",), has_listener=False, controls=NoControls()
    )
    Narration(reading.session, sections=False, sentences=False)
    reading.do(Play())
    assert "1 piece of code skipped." in reading.says()
    assert reading.hear_all() == ["Fever", "One.", "Two."]
    assert capsys.readouterr().err == "1 piece of code skipped.\n"


def test_a_mark_that_is_read_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    guide = guide_of_text(TEXT_READ)
    passages = of_questions(guide).passages[:1]
    run = begun(Chosen(Playlist(Kind.MARKS, passages)))
    Narration(run.reading.session, sections=True, sentences=False)
    run.hear()
    assert capsys.readouterr().err == ""


# What is kept of it


def test_what_was_heard_counts_as_heard_in_the_reader(options: CliOptions) -> None:
    guide = guide_of_text(TEXT_READ)
    store = HeardStore()
    with Shelf.open(options.folders) as shelf, store.keeping(shelf, guide):
        for section in guide.sections[:2]:
            for block in guide.blocks[section.first_block : section.last_block + 1]:
                for sentence in range(len(block.sentences)):
                    store.sentence_heard(Position(block.index, sentence), 2.0, frozenset())
        assert store.log is not None
        assert store.log.next_unheard(Position(0)) is guide.sections[2]
    with Shelf.open(options.folders) as shelf:
        assert shelf.listening.heard(guide.id) == {each.id for each in guide.sections[:2]}


# Keys


@dataclass
class Pressed:
    """Keys that are pressed while it is read, and what was told."""

    run: Run
    hands: Hands
    scheduler: VirtualScheduler
    capsys: pytest.CaptureFixture[str]

    @property
    def status(self) -> Status:
        return self.run.reading.state.status

    def press(self, key: str, after_s: float = 3.0) -> list[str]:
        """Press a key; return what was told."""
        self.capsys.readouterr()
        clock = self.run.reading.clock
        self.scheduler.do_until(clock.now_s + after_s)
        self.hands.take(Struck(key, clock.now_s))
        self.scheduler.do_until(clock.now_s + 0.2)
        return self.capsys.readouterr().err.splitlines()


@pytest.fixture
def pressed(
    options: CliOptions, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Iterator[Pressed]:
    settings: Settings = getattr(request, "param", Settings())
    run = begun(Chosen(), hands=True)
    scheduler = VirtualScheduler(run.reading.clock)
    narration = Narration(run.reading.session, sections=False, sentences=False)
    hands = Hands(
        run.reading.session,
        options,
        settings,
        narration,
        scheduler,
        run.course.end,
        can_mark=True,
    )
    run.hear(6)
    yield Pressed(run, hands, scheduler, capsys)
    hands.close()


def test_the_keys_of_the_reader_do_what_they_do_there(pressed: Pressed) -> None:
    state = pressed.run.reading.session
    pressed.press(" ")
    statuses = [pressed.status]
    pressed.press(" ")
    assert [*statuses, pressed.status] == [Status.PAUSED, Status.PLAYING]
    before = state.state.position
    pressed.press("right")
    assert state.state.position > before
    pressed.press("left")
    assert state.state.position == before
    assert pressed.press("+") == ["160 words a minute."]
    assert pressed.press("w")[0].startswith("Chapter 1 of 3, Fever.")


def test_a_mark_is_kept_on_the_shelf(pressed: Pressed, options: CliOptions) -> None:
    assert pressed.press("b") in (["Marked."], ["Marked the sentence before."])
    with Shelf.open(options.folders) as shelf:
        assert len(list(shelf.bookmarks.of(pressed.run.reading.guide.id))) == 1


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("t", "That list is only in the reader. Start allvoice for it."),
        ("Z", "That list is only in the reader. Start allvoice for it."),
        ("/", "Search: only the reader has that. Start allvoice for it."),
        ("c", "Next colours: only the reader has that. Start allvoice for it."),
        ("h", "Space pauses, Left and Right go by sentences"),
    ],
)
def test_what_needs_a_screen_says_where_it_is(pressed: Pressed, key: str, told: str) -> None:
    assert pressed.press(key)[0].startswith(told)
    assert pressed.status is Status.PLAYING


def test_help_says_what_the_key_for_playing_does_now(pressed: Pressed) -> None:
    assert pressed.press("h")[0].startswith("Space pauses, ")
    pressed.press(" ")
    assert pressed.press("h")[0].startswith("Space goes on, ")


def test_nine_tells_when_to_call_also_where_the_document_does_not(pressed: Pressed) -> None:
    told = pressed.press("9")
    assert told[0].startswith("In an emergency call 911")


def test_q_says_where_it_stopped_and_ends_it(pressed: Pressed) -> None:
    assert pressed.press("q")[0].startswith("Stopped at: chapter 1, Fever")
    pressed.scheduler.do_until(pressed.run.reading.clock.now_s + 10)
    assert pressed.run.course.is_over()


def test_q_ends_it_at_once_though_nothing_more_is_heard() -> None:
    loop: EventLoop[Event | Soon] = EventLoop()
    run = begun(Chosen(), hands=True)
    keys = TerminalKeys(0)
    # A key that waited for a second press is done while the loop waits for the voice.
    loop.do_later(0.0, lambda: aloud.leave(run.course, keys, loop))
    loop.next()
    assert run.course.is_over()
    assert run.course.has_left


def test_text_that_comes_at_once_does_nothing(pressed: Pressed) -> None:
    assert pressed.press(TEXT) == ["What was pasted does nothing here."]
    assert not pressed.run.course.is_over()


def test_any_key_mode_works_here_too(pressed: Pressed) -> None:
    assert pressed.press("!") == [KEYS]
    pressed.press("q")
    statuses = [pressed.status]
    pressed.press("t")
    assert [*statuses, pressed.status] == [Status.PAUSED, Status.PLAYING]
    pressed.press("q")
    assert pressed.press("q", 0.1) == ["Marked."]
    for _ in range(2):
        pressed.press("escape", 0.6)
    assert pressed.press("escape", 0.6) == [LEFT]
    assert not pressed.run.course.is_over()


@pytest.mark.parametrize("pressed", [Settings(any_key=True)], indirect=True)
def test_any_key_mode_begins_by_the_setting(pressed: Pressed) -> None:
    assert keys_told(Settings(any_key=True)) == KEYS
    pressed.press("q")
    assert pressed.status is Status.PAUSED


# The terminal


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (" ", [" "]),
        ("\x1b[A\x1b[D", ["up", "left"]),
        ("\x1bOC", ["right"]),
        ("\x1b[5~", ["pageup"]),
        ("\x1b[20~", ["f9"]),
        ("\x1b[<0;3;4M", []),
        ("\x1b[99~", ["unknown"]),
        ("quit all", [TEXT]),
        ("\x1b[200~q\x1b[201~", [TEXT]),
        ("bb", ["b", "b"]),
    ],
)
def test_what_a_terminal_sends_is_cut_into_keys(sent: str, keys: list[str]) -> None:
    pieces = InputFilter(lambda: 0.0).take(sent)
    assert [each.key for each in struck(pieces, 1.0)] == keys


@pytest.mark.skipif(sys.platform == "win32", reason="its terminals are read in another way")
def test_the_terminal_is_given_back_as_it_was() -> None:
    import termios

    master, terminal = os.openpty()
    before = termios.tcgetattr(terminal)
    taken: queue.SimpleQueue[Struck] = queue.SimpleQueue()
    keys = TerminalKeys(terminal)
    keys.start()
    try:
        until_s = time.monotonic() + 10
        while termios.tcgetattr(terminal)[3] & termios.ICANON:
            assert time.monotonic() < until_s
        os.write(master, b"b")
        # It was struck before anybody could take it.
        keys.deliver_to(taken.put)
        assert taken.get(timeout=10).key == "b"
        # A shell sets its own while the program is stopped; then keys come again.
        keys.give_back()
        assert termios.tcgetattr(terminal)[3] == before[3]
        keys.may_take()
        while termios.tcgetattr(terminal)[3] & termios.ICANON:
            assert time.monotonic() < until_s
        os.write(master, b"q")
        assert taken.get(timeout=10).key == "q"
    finally:
        keys.close()
    assert termios.tcgetattr(terminal)[3] == before[3]
    os.close(master)
    os.close(terminal)


@pytest.mark.skipif(sys.platform == "win32", reason="no shell there stops a program")
@pytest.mark.parametrize(("is_paused", "sent"), [(False, [Pause(), Resume()]), (True, [Pause()])])
def test_what_was_paused_stays_so_when_the_shell_lets_the_program_go_on(
    is_paused: bool, sent: list[VoiceCommand], monkeypatch: pytest.MonkeyPatch
) -> None:
    handlers: dict[int, Callable[[int, None], None]] = {}
    monkeypatch.setattr(signal, "signal", handlers.__setitem__)
    monkeypatch.setattr(Job, "can_stop", property(lambda job: True))
    monkeypatch.setattr(Job, "stop", lambda job, terminal, whole: True)
    voice = SteppedVoice()
    heard: list[VoiceCommand] = []
    monkeypatch.setattr(voice, "send", heard.append)
    aloud.be_silent_when_stopped(voice, None, lambda: is_paused)
    handlers[signal.SIGTSTP](signal.SIGTSTP, None)
    assert heard == sent


def test_a_section_that_is_not_there_is_refused(document: Path, options: CliOptions) -> None:
    with pytest.raises(SettingsError, match="has no section"):
        chosen_of(asked(document, section="nowhere"), options)
