"""`read` and `say`: speech without a screen."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from allvoice.cli import candidates
from allvoice.cli.compose import (
    CliOptions,
    configuration,
    discard_recording,
    finish_recording,
    narrator_of,
    settings_of,
    speaking_options,
    start_voice,
)
from allvoice.cli.console import put, tell
from allvoice.cli.documents import document_argument
from allvoice.cli.ending import end_by_exception, end_by_nothing
from allvoice.cli.remote_control import media_keys, without_actions
from allvoice.errors import SettingsError, UnreadableGuideError
from allvoice.event_loop import EventLoop, Soon
from allvoice.jobs import NO_TERMINAL, Job
from allvoice.shelf.open_guides import OpenGuide
from allvoice.speech.protocol import Event, Pause, Resume

if TYPE_CHECKING:
    from allvoice.cli.reading_aloud.course import Chosen, Course
    from allvoice.cli.reading_aloud.hands import Hands
    from allvoice.cli.reading_aloud.heard import HeardStore
    from allvoice.cli.reading_aloud.terminal_keys import TerminalKeys
    from allvoice.guide.model import Guide
    from allvoice.reading.runner import ReadingSession, Voice
    from allvoice.reading.skipping import Skipping
    from allvoice.remote.obeying import Does
    from allvoice.shelf.settings.specs import Settings

FINISH_LIMIT_S = 10.0
"""For the voice process to complete a file."""
OPEN_ELSEWHERE = "This guide is open in another window, which may be speaking."
LARGEST_TEXT_BYTES = 20_000_000
NOTHING_TO_SAY = "There is nothing to say; give a text, or - to read it from standard input."


@click.command(short_help="Read aloud, no screen.")
@document_argument
@click.option(
    "--section",
    metavar="ID",
    shell_complete=candidates.section_ids,
    help="Only this, with its subsections; allvoice sections lists the ids.",
)
@click.option("--urgent", is_flag=True, help="Only the urgent list: when to call.")
@click.option("--marks", is_flag=True, help="Only what you marked.")
@click.option("--questions", is_flag=True, help="Your open questions; of a DOCUMENT, those it has.")
@click.option("--loop", is_flag=True, help="Begin again at the end, until stopped.")
@click.option(
    "--sleep",
    metavar="LENGTH",
    shell_complete=candidates.sleep_lengths,
    help="Stop after: 30, section, chapter or '3 sections'.",
)
@speaking_options
def read(
    document: str | None,
    section: str | None,
    urgent: bool,
    marks: bool,
    questions: bool,
    loop: bool,
    sleep: str | None,
    options: CliOptions,
) -> None:
    """Read a document aloud without a screen.

    Without DOCUMENT the last one that the reader opened, from its beginning.

    On a terminal the reader's keys work: Space pauses, Left and Right go by sentences, B marks, Q
    quits. Ctrl-C stops at once. Ctrl-Z is silence; after fg or bg it reads on, unless you paused.

    When the time of --sleep is up it ends and says where; the reader offers that place. Neither
    --loop nor --sleep goes with --no-voice or a sound file.

    With --no-voice each sentence is printed, a line each.
    """
    from allvoice.cli.reading_aloud.asked import Asked, chosen_of

    asked = Asked(document, section, urgent, marks, questions, loop, sleep)
    with ExitStack() as stack:
        keys = None
        if not options.no_voice and options.sink in (None, "device", "null"):
            # First of all: keys are pressed from the first moment on.
            keys = stack.enter_context(_terminal_taken())
        guide, chosen = chosen_of(asked, options)
        if not options.no_voice and options.sink in (None, "device"):
            here = OpenGuide(options.folders.data, guide.id, only_read=True)
            if stack.enter_context(here).is_open_elsewhere:
                tell(OPEN_ELSEWHERE)
        speak(guide, options, chosen, is_read=True, keys=keys)


@contextmanager
def _terminal_taken() -> Iterator[TerminalKeys | None]:
    """Let keys come without Enter for a while; None where there is no terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        yield None
        return
    from allvoice.cli.reading_aloud.terminal_keys import TerminalKeys

    keys = TerminalKeys(sys.stdin.fileno())
    # The terminal is given back however it ends.
    end_by_exception()
    keys.start()
    try:
        yield keys
    finally:
        keys.close()


@click.command(short_help="Speak a text.")
@click.argument("text", nargs=-1)
@click.option("--show", is_flag=True, help="Print how it would be said.")
@speaking_options
def say(text: tuple[str, ...], show: bool, options: CliOptions) -> None:
    """Speak a text.

    - reads it from standard input. With --no-voice each sentence is printed, a line each.
    """
    from allvoice.cli.reading_aloud.course import Chosen
    from allvoice.guide.load import parse_guide

    words = _standard_input() if text == ("-",) else " ".join(text)
    try:
        spoken = parse_guide([(Path("text.md"), words)], name="The text")
    except UnreadableGuideError:
        raise SettingsError(NOTHING_TO_SAY) from None
    if show:
        _show(spoken, options)
    else:
        speak(spoken, options, Chosen())


def _standard_input() -> str:
    if sys.stdin is None:
        raise SettingsError(NOTHING_TO_SAY)
    if sys.stdin.isatty():
        tell("Type the text; Ctrl-D on a new line ends it.")
    raw = sys.stdin.buffer.read(LARGEST_TEXT_BYTES + 1)
    if len(raw) > LARGEST_TEXT_BYTES:
        limit_mb = LARGEST_TEXT_BYTES // 1_000_000
        raise SettingsError(f"The text on standard input is over {limit_mb} MB; say it in parts.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"The text on standard input is not UTF-8 at byte {error.start}; "
            "save it as UTF-8 and try again."
        ) from None


def speak(
    guide: Guide,
    options: CliOptions,
    chosen: Chosen,
    *,
    is_read: bool = False,
    keys: TerminalKeys | None = None,
) -> None:
    """Speak what is chosen of a guide and return when it has been heard.

    Without a voice it is printed, as fast as it is taken: nothing is heard that a line could keep
    pace with. A file asked for is written all the same, and is silent.

    Args:
        guide: the guide.
        options: what was asked for.
        chosen: what of it is read.
        is_read: it is a document, in which keys of the terminal move; else a text.
        keys: those of the terminal; None where none can be pressed.

    Raises:
        NoVoiceError: nothing here can speak.
        IncompleteFileError: the sound file asked for is not whole.
        SettingsError: an option cannot be used.
    """
    from allvoice.actions.answers.care_team import number_told
    from allvoice.cli.reading_aloud.course import Course
    from allvoice.cli.reading_aloud.hands import Hands
    from allvoice.cli.reading_aloud.heard import HeardStore
    from allvoice.cli.reading_aloud.listener import Listener
    from allvoice.cli.reading_aloud.progress import Narration
    from allvoice.reading.commands import Stop
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import PlaybackOptions, State, Status
    from allvoice.reading.step import SessionConfig

    settings, notices = settings_of(options)
    if guide.notice:
        notices = [*notices, guide.notice]
    configure = configuration(options, settings)

    def number(spoken: bool) -> str:
        return number_told(settings.care_team_phone, spoken=spoken)

    start = State(
        chosen.begins,
        rate_wpm=configure.rate_wpm,
        volume=configure.volume,
        # Who gives a text wants all of it.
        skipping=settings.skip if is_read else (),
        options=PlaybackOptions(
            section_sound=settings.section_sound,
            slow_names=settings.slow_names,
            think_time=settings.think_time,
            skip_patterns=settings.skip_patterns,
            summaries=settings.summaries or not is_read,
            teach_back=settings.teach_back or not is_read,
        ),
    )
    if options.no_voice:
        if options.sink in (None, "device", "null"):
            for notice in notices:
                tell(notice)
            if chosen.urgent_blocks is not None:
                put(number(False))
            _print(guide, chosen, start.left_out.of_blocks)
            return
        options = replace(options, no_voice=False, engine="silent", voice=None)
        configure = configuration(options, settings)
    narrator, unusable = narrator_of(options)
    for notice in [*notices, *unusable]:
        tell(notice)
    voice = start_voice(configure, options.folders, must_load=options.engine is not None)
    loop: EventLoop[Event | Soon] = EventLoop()
    voice.add_observer(loop.post)
    config = SessionConfig(guide, narrator, has_listener=False, last_block=chosen.last_block)
    store = HeardStore()
    session = ReadingSession(config, voice, start, store)
    narration = Narration(
        session,
        sections=is_read and not configure.is_for_file and sys.stderr.isatty(),
        sentences=options.verbose,
    )
    listener = Listener(session, configure, voice.recording, loop)
    course = Course(session, chosen, number, lambda: keys is not None and keys.may_come)
    if configure.is_for_file:
        end_by_exception()
    try:
        with ExitStack() as stack:
            do: Does = without_actions(session)
            if is_read and not configure.is_for_file:
                if chosen.can_be_marked:
                    stack.enter_context(_kept(session, store, options, settings, chosen))
                if keys is not None:
                    hands = Hands(
                        session,
                        options,
                        settings,
                        narration,
                        loop,
                        partial(leave, course, keys, loop),
                        can_mark=chosen.can_be_marked,
                        listening=store.log,
                    )
                    stack.enter_context(_answering(hands, keys, settings, loop))
                    do = hands.do
            if configure.sink == "device" or keys is not None:
                be_silent_when_stopped(voice, keys, lambda: session.state.status is Status.PAUSED)
            course.begin()
            stack.enter_context(
                media_keys(
                    session,
                    settings,
                    do=do,
                    post=lambda work: loop.post(Soon(work)),
                    scheduler=loop,
                    tells=options.verbose,
                )
            )
            while not course.is_over():
                happened = loop.next()
                if isinstance(happened, Soon):
                    happened.work()
                else:
                    listener.take(happened)
        if course.has_left:
            session.do(Stop())
            voice.close()
        else:
            voice.close(FINISH_LIMIT_S)
        finish_recording(voice)
    except BaseException:
        if configure.is_for_file:
            end_by_nothing()
        # Silent before the process has ended, which may take its time.
        session.do(Stop())
        voice.close()
        discard_recording(voice)
        raise


@contextmanager
def _kept(
    session: ReadingSession,
    store: HeardStore,
    options: CliOptions,
    settings: Settings,
    chosen: Chosen,
) -> Iterator[None]:
    """Keep what is heard of a document; with a sleep timer where it ended, for the reader asks."""
    if chosen.sleep is None and not settings.listening_log:
        yield
        return
    from allvoice.actions.hands_free.slept import SleptKeeper, SleptPlaces
    from allvoice.shelf.store.shelf import Shelf

    with Shelf.open(options.folders) as shelf, ExitStack() as stack:
        if settings.listening_log:
            stack.enter_context(store.keeping(shelf, session.guide))
        if chosen.sleep is not None:
            session.observers.append(SleptKeeper(session, SleptPlaces(shelf.remembered)))
        yield


def leave(course: Course, keys: TerminalKeys, loop: EventLoop[Event | Soon]) -> None:
    """End it: what is typed from now on is meant for the shell."""
    keys.close()
    course.end()
    # It may be asked for by what was due, while the loop waits for the voice, which is silent.
    loop.post(Soon(lambda: None))


@contextmanager
def _answering(
    hands: Hands, keys: TerminalKeys, settings: Settings, loop: EventLoop[Event | Soon]
) -> Iterator[None]:
    """Let keys of the terminal be answered for a while, with those struck before."""
    from allvoice.cli.reading_aloud.hands import keys_told

    hands.prepare()
    tell(keys_told(settings))
    keys.deliver_to(lambda struck: loop.post(Soon(lambda: hands.take(struck))))
    try:
        yield
    finally:
        keys.close()
        hands.close()


def be_silent_when_stopped(
    voice: Voice, keys: TerminalKeys | None, is_paused: Callable[[], bool]
) -> None:
    """Hold the voice while the shell has stopped the program: it is a process of its own."""
    job = Job()
    if sys.platform == "win32" or not job.can_stop:
        return

    def stop(number: int, frame: FrameType | None) -> None:
        voice.send(Pause())
        voice.wait_obeyed()
        if keys is not None:
            keys.give_back()
        # After `bg` it speaks on: it reads nothing from the terminal.
        job.stop(NO_TERMINAL, whole=False)
        if keys is not None:
            keys.may_take()
        if not is_paused():
            voice.send(Resume())

    signal.signal(signal.SIGTSTP, stop)


def _print(guide: Guide, chosen: Chosen, skipping: Skipping) -> None:
    """Print the sentences that are chosen: they are the data where nothing is heard.

    What is skipped is told between them on standard error.
    """
    from allvoice.reading.structures import skipped_words

    def tell_skipped(first: int, end: int) -> None:
        if what := skipped_words(guide.blocks[first:end]):
            tell(what)

    for first, last in chosen.spans(guide):
        block = first.block
        for position in skipping.read_of(guide, first, last):
            tell_skipped(block + 1, position.block)
            put(guide.sentence_text(position))
            block = position.block
        tell_skipped(block + 1, last.block + 1)


def _show(guide: Guide, options: CliOptions) -> None:
    from allvoice.guide.model import Position

    _, notices = settings_of(options)
    narrator, unusable = narrator_of(options)
    for notice in [*notices, *unusable]:
        tell(notice)
    for block in guide.blocks:
        for sentence in range(len(block.sentences)):
            utterance = narrator.utterance(guide, Position(block.index, sentence))
            put(utterance.spoken)
