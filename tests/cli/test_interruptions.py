"""What becomes of a reading when the voice or the sound goes away, by a voice that is scripted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.cli import aloud
from allvoice.speech.client.bookkeeping import NO_VOICE_LEFT
from allvoice.speech.client.recording import Recording
from allvoice.speech.protocol import (
    Boundary,
    Configure,
    Event,
    Flush,
    Notice,
    NoticeKind,
    NoVoice,
    Pause,
    Ready,
    Resume,
    Say,
    Sound,
    UtteranceEnded,
    VoiceCommand,
)
from tests.cli.conftest import Command
from tests.cli.messages import plain, refused

GONE = Notice("The loudspeaker is gone.", NoticeKind.SOUND_LOST)
BACK = Notice("The sound is back.", NoticeKind.SOUND_BACK)


class ScriptedVoice:
    """Speaks at once; before the first utterance's second word its script happens."""

    def __init__(self, script: list[Event], when_paused: list[Event]) -> None:
        self._observer: Callable[[Event], None] = lambda event: None
        self.recording: Recording | None = None
        self.did: list[str] = []
        self._script = script
        self._when_paused = when_paused
        self._held: list[Event] = []
        self._holding = False

    def add_observer(self, observer: Callable[[Event], None]) -> None:
        """Report to this one."""
        self._observer = observer

    def send(self, command: VoiceCommand) -> None:
        """Speak at once; the pace, the loudness and the voice change nothing."""
        match command:
            case Say():
                self._say(command)
            case Sound(generation, utterance_id):
                self._hear_later([UtteranceEnded(generation, utterance_id)])
            case Pause():
                # Then whatever was to happen meanwhile does.
                self.did.append("pause")
                events, self._when_paused = self._when_paused, []
                self._report(events)
            case Resume():
                self.did.append("resume")
                self._holding = False
                held, self._held = self._held, []
                self._report(held)
            case Flush():
                self.did.append("flush")
            case _:
                pass

    def _say(self, say: Say) -> None:
        """Let every word of it be heard, or keep it until it may be heard."""
        words = [Boundary(say.generation, say.utterance_id, word) for word in range(len(say.words))]
        first, *others = words
        events = [first, *self._script, *others, UtteranceEnded(say.generation, say.utterance_id)]
        if say.is_announcement:
            self._report(events)
        elif self._script:
            self._script = []
            self._holding = bool(self._when_paused)
            at = events.index(others[0]) if self._holding and others else len(events)
            self._report(events[:at])
            self._held += events[at:]
        else:
            self._hear_later(events)

    def _hear_later(self, events: list[Event]) -> None:
        if self._holding:
            self._held += events
        else:
            self._report(events)

    def close(self, limit_s: float = 0.0) -> None:
        """End."""
        self.did.append("close")

    def _report(self, events: list[Event]) -> None:
        for event in events:
            self._observer(event)


Scripted = Callable[..., ScriptedVoice]


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """Let `read` and `say` speak with a voice to which these things happen."""

    def script(*events: Event, when_paused: tuple[Event, ...] = ()) -> ScriptedVoice:
        voice = ScriptedVoice(list(events), list(when_paused))

        def start(configure: Configure, folders: object, *, must_load: bool) -> ScriptedVoice:
            return voice

        monkeypatch.setattr(aloud, "start_voice", start)
        return voice

    return script


def test_sound_that_goes_away_holds_the_reading_until_it_is_back(
    allvoice: Command, guide: Path, scripted: Scripted
) -> None:
    voice = scripted(Boundary(0, 0, 1), GONE, when_paused=(BACK,))
    read = allvoice("read", guide, "--verbose")

    assert read.code == 0
    assert voice.did[voice.did.index("pause") :] == ["pause", "resume", "close"]
    told = read.err.splitlines()
    assert told.index("The loudspeaker is gone.") < told.index("The sound is back.")
    assert told.index("The sound is back.") < told.index("Take them with food.")
    assert told[-1] == "Rest."


def test_a_file_that_can_no_longer_be_written_ends_the_reading(
    allvoice: Command, guide: Path, scripted: Scripted
) -> None:
    full = Notice(
        "The sound cannot be written to talk.wav: the disk is full.", NoticeKind.SOUND_LOST
    )
    voice = scripted(full)

    assert refused(allvoice("read", guide, "--sink", "talk.wav"), code=1) == full.text
    assert voice.did[-2:] == ["flush", "close"]


def test_where_nothing_can_speak_no_silent_reading_is_promised(
    allvoice: Command, scripted: Scripted
) -> None:
    voice = scripted(NoVoice("The espeak voice keeps failing.", NO_VOICE_LEFT))

    assert refused(allvoice("say", "Hello there."), code=3) == (
        "The espeak voice keeps failing. Run allvoice doctor to see what is missing."
    )
    assert voice.did[-1] == "close"


@pytest.mark.parametrize(("frames", "code"), [(24_000, 1), (0, 3)], ids=["begun", "not begun"])
def test_a_file_whose_voice_fell_silent_is_not_left_half_done(
    allvoice: Command, guide: Path, scripted: Scripted, tmp_path: Path, frames: int, code: int
) -> None:
    voice = scripted(NoVoice("The espeak voice keeps failing.", NO_VOICE_LEFT))
    voice.recording = Recording(tmp_path / "talk.wav")
    voice.recording.part.write_bytes(bytes(44 + 2 * frames))
    voice.recording.written(Say(0, 1, ("a",)), frames, 150)
    voice.recording.failure = "The espeak voice keeps failing."

    told = refused(allvoice("read", guide, "--sink", "talk.wav"), code=code)
    assert told.startswith("The espeak voice keeps failing. ")
    assert not list(tmp_path.glob("talk*"))


def test_a_voice_the_engine_turns_out_not_to_have_is_refused(
    allvoice: Command, scripted: Scripted
) -> None:
    scripted(Ready("system", "alex", (("alex", "Alex"), ("anna", "Anna"))))

    assert refused(allvoice("say", "--engine", "system", "--voice", "ann", "Hello there.")) == (
        "The system engine has no voice 'ann'; choose alex, anna. Did you mean anna?"
    )


def test_another_engine_that_stands_in_need_not_have_the_voice(
    allvoice: Command, scripted: Scripted
) -> None:
    instead = Notice("The natural voice keeps failing. The espeak voice reads instead.")
    scripted(instead, Ready("espeak", "en-us", (("en-us", "American"),)))
    said = allvoice("say", "--voice", "heart", "Hello there.")

    assert said.code == 0
    assert plain(said.err) == instead.text
