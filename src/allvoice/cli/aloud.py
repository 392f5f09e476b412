"""`read` and `say`: speech without a screen."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
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
    unknown_voice,
)
from allvoice.cli.console import ASK_THE_DOCTOR, hint, put, tell
from allvoice.cli.documents import document_argument, open_document, open_urgent
from allvoice.cli.ending import end_by_exception, end_by_nothing
from allvoice.cli.remote_control import media_keys, without_actions
from allvoice.errors import IncompleteFileError, NoVoiceError, SettingsError, UnreadableGuideError
from allvoice.event_loop import EventLoop, Scheduler, Soon, Timer
from allvoice.jobs import NO_TERMINAL, Job
from allvoice.shelf.open_guides import OpenGuide
from allvoice.speech.protocol import (
    Boundary,
    Configure,
    Event,
    Notice,
    NoticeKind,
    NoVoice,
    Pause,
    Ready,
    Resume,
    UtteranceEnded,
)

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State
    from allvoice.speech.client.client import VoiceClient
    from allvoice.speech.client.recording import Recording

FINISH_LIMIT_S = 10.0
"""For the voice process to complete a file."""
SOUND_LIMIT_S = 5.0
"""For a device that plays nothing at first, as headphones that wake; the voice tries it again."""
NOTHING_HEARD = "Nothing was heard, so the reading has ended; start it again when sound works."
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
@speaking_options
def read(document: str | None, section: str | None, urgent: bool, options: CliOptions) -> None:
    """Read a document aloud without a screen.

    Without DOCUMENT the last one that the reader opened, from its beginning. Ctrl-C stops at once.
    With --no-voice each sentence is printed, a line each.
    """
    if urgent and document is None:
        opened = open_urgent(options.folders).guide
    else:
        opened = open_document(document, options.folders).guide
    first, last = 0, len(opened.blocks) - 1
    if section is not None and urgent:
        raise SettingsError("Give --section or --urgent, not both.")
    if section is not None:
        first, last = _section_blocks(opened, section)
    if urgent:
        first, last = _urgent_blocks(opened, options)
    if options.no_voice or options.sink not in (None, "device"):
        # Nothing is heard of it.
        speak(opened, options, first, last, is_urgent=urgent)
        return
    with OpenGuide(options.folders.data, opened.id, only_read=True) as here:
        if here.is_open_elsewhere:
            tell(OPEN_ELSEWHERE)
        speak(opened, options, first, last, is_urgent=urgent)


@click.command(short_help="Speak a text.")
@click.argument("text", nargs=-1)
@click.option("--show", is_flag=True, help="Print how it would be said.")
@speaking_options
def say(text: tuple[str, ...], show: bool, options: CliOptions) -> None:
    """Speak a text.

    - reads it from standard input. With --no-voice each sentence is printed, a line each.
    """
    from allvoice.guide.load import parse_guide

    words = _standard_input() if text == ("-",) else " ".join(text)
    try:
        spoken = parse_guide([(Path("text.md"), words)], name="The text")
    except UnreadableGuideError:
        raise SettingsError(NOTHING_TO_SAY) from None
    if show:
        _show(spoken, options)
    else:
        speak(spoken, options, 0, len(spoken.blocks) - 1)


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
    first_block: int,
    last_block: int,
    *,
    is_urgent: bool = False,
) -> None:
    """Speak some blocks of a guide and return when they have been heard.

    Without a voice they are printed, as fast as they are taken: nothing is heard that a line could
    keep pace with. A file asked for is written all the same, and is silent.

    Args:
        guide: the guide.
        options: what was asked for.
        first_block: the first of them.
        last_block: the last one, which is spoken too.
        is_urgent: they tell when to call; the care team's number, where one is kept, comes first.

    Raises:
        NoVoiceError: nothing here can speak.
        IncompleteFileError: the sound file asked for is not whole.
        SettingsError: an option cannot be used.
    """
    from allvoice.actions.answers.care_team import number_told
    from allvoice.guide.model import Position
    from allvoice.reading.commands import Play, Stop, Visit
    from allvoice.reading.runner import NoStore, ReadingSession
    from allvoice.reading.state import PlaybackOptions, State
    from allvoice.reading.step import SessionConfig

    settings, notices = settings_of(options)
    configure = configuration(options, settings)
    if options.no_voice:
        if options.sink in (None, "device", "null"):
            for notice in notices:
                tell(notice)
            if is_urgent:
                put(number_told(settings.care_team_phone, spoken=False))
            _print(guide, first_block, last_block)
            return
        options = replace(options, no_voice=False, engine="silent", voice=None)
        configure = configuration(options, settings)
    narrator, unusable = narrator_of(options)
    for notice in [*notices, *unusable]:
        tell(notice)
    voice = start_voice(configure, options.folders, must_load=options.engine is not None)
    loop: EventLoop[Event | Soon] = EventLoop()
    voice.add_observer(loop.post)
    config = SessionConfig(
        guide,
        narrator,
        has_listener=False,
        last_block=last_block,
    )
    start = State(
        Position(first_block),
        rate_wpm=configure.rate_wpm,
        volume=configure.volume,
        options=PlaybackOptions(
            section_sound=settings.section_sound,
            slow_names=settings.slow_names,
            think_time=settings.think_time,
        ),
    )
    session = ReadingSession(config, voice, start, NoStore())
    session.observers.append(_Narration(guide, options.verbose))
    listener = Listener(session, configure, voice.recording, loop)
    if configure.sink == "device":
        _be_silent_when_stopped(voice)
    if configure.is_for_file:
        end_by_exception()
    try:
        if is_urgent:
            phone = settings.care_team_phone
            shown, said = (number_told(phone, spoken=spoken) for spoken in (False, True))
            start_here = Position(first_block)
            session.do(Visit(start_here, last_block, said, shown, urgent=True))
        else:
            session.do(Play())
        with media_keys(
            session,
            settings,
            do=without_actions(session),
            post=lambda work: loop.post(Soon(work)),
            scheduler=loop,
            tells=options.verbose,
        ):
            while not session.state.is_at_rest:
                happened = loop.next()
                if isinstance(happened, Soon):
                    happened.work()
                else:
                    listener.take(happened)
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


def _be_silent_when_stopped(voice: VoiceClient) -> None:
    """Hold the voice while the shell has stopped the program: it is a process of its own."""
    job = Job()
    if sys.platform == "win32" or not job.can_stop:
        return

    def stop(number: int, frame: FrameType | None) -> None:
        voice.send(Pause())
        voice.wait_obeyed()
        # After `bg` it speaks on: it reads nothing from the terminal.
        job.stop(NO_TERMINAL, whole=False)
        voice.send(Resume())

    signal.signal(signal.SIGTSTP, stop)


def _print(guide: Guide, first_block: int, last_block: int) -> None:
    """Print the sentences of some blocks: they are the data where nothing is heard."""
    from allvoice.guide.model import Position

    for block in guide.blocks[first_block : last_block + 1]:
        for sentence in range(len(block.sentences)):
            put(guide.sentence_text(Position(block.index, sentence)))


class Listener:
    """Brings the voice's events to the session, and ends it where nobody could hear it."""

    def __init__(
        self,
        session: ReadingSession,
        configure: Configure,
        recording: Recording | None,
        scheduler: Scheduler,
    ) -> None:
        self._session = session
        self._configure = configure
        self._recording = recording
        self._heard = False
        self._waiting = False
        self._scheduler = scheduler
        self._deadline: Timer | None = None
        """For the sound to come back."""

    def take(self, event: Event) -> None:
        """Take an event.

        Raises:
            NoVoiceError: nothing here can speak.
            IncompleteFileError: the sound file will not become whole.
            SettingsError: the engine has no such voice.
        """
        from allvoice.reading import commands

        match event:
            case NoVoice(why):
                if self._recording is not None and self._recording.frames:
                    self._recording.finish()
                raise NoVoiceError(f"{why} {ASK_THE_DOCTOR}".strip())
            case Ready(engine, voice_id, voices):
                wanted = self._configure.voice_id
                if engine == self._configure.engine and wanted not in ("", voice_id):
                    raise SettingsError(unknown_voice(wanted, engine, [each for each, _ in voices]))
            case Notice(text, NoticeKind.SOUND_LOST) if self._configure.sink != "device":
                raise IncompleteFileError(text)
            case Notice(kind=NoticeKind.SOUND_LOST):
                # Without a screen, what is not heard is lost.
                self._waiting = True
                self._session.do(commands.Pause())
                self._forget_deadline()
                if not self._heard:
                    self._deadline = self._scheduler.do_later(SOUND_LIMIT_S, self._give_up)
            case Notice() if self._waiting:
                # A voice that was started again tells anew where it has no sound.
                self._waiting = False
                self._forget_deadline()
                self._session.do(commands.Play())
            case Boundary(word=0):
                # It may be reported before it is known that nobody heard it.
                pass
            case Boundary() | UtteranceEnded():
                self._heard = True
            case _:
                pass
        self._session.handle(event)

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.stop()
            self._deadline = None

    def _give_up(self) -> None:
        raise NoVoiceError(NOTHING_HEARD)


class _Narration:
    """Tells on standard error what goes on."""

    def __init__(self, guide: Guide, verbose: bool) -> None:
        self._guide = guide
        self._verbose = verbose
        self._told: Position | None = None

    def state_changed(self, old: State, new: State) -> None:
        """Print the sentence when a sentence begins."""
        if self._verbose and new.word_range is not None and new.position != self._told:
            self._told = new.position
            tell(self._guide.sentence_text(new.position))

    def message_shown(self, text: str) -> None:
        """Print a sentence of the program's own."""
        tell(text)


def _urgent_blocks(guide: Guide, options: CliOptions) -> tuple[int, int]:
    """Return the first and last block of what tells when to call."""
    from allvoice.actions.answers.care_team import number_told
    from allvoice.actions.answers.urgent import EMERGENCY, NONE_HERE
    from allvoice.guide.urgent import urgent_blocks

    found = urgent_blocks(guide)
    if found is None:
        number = number_told(settings_of(options)[0].care_team_phone, spoken=False)
        raise SettingsError(
            f"{EMERGENCY} {number} {NONE_HERE.removesuffix('.')}; "
            "allvoice read --urgent reads the one of allvoice's own guide."
        )
    return found


def _section_blocks(guide: Guide, section_id: str) -> tuple[int, int]:
    """Return the first and last block of a section and the deeper ones inside it."""
    found = next((s for s in guide.sections if s.id == section_id), None)
    if found is None:
        raise SettingsError(
            f"{guide.title} has no section {section_id!r}; allvoice sections lists them."
            f"{hint(section_id, [each.id for each in guide.sections])}"
        )
    return guide.blocks_within(found)


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
