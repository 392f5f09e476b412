"""Brings what the voice reports to a session that nobody watches, and ends it unheard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.cli.compose import unknown_voice
from allvoice.cli.console import ASK_THE_DOCTOR
from allvoice.errors import IncompleteFileError, NoVoiceError, SettingsError
from allvoice.speech.protocol import (
    Boundary,
    Configure,
    Event,
    Notice,
    NoticeKind,
    NoVoice,
    Ready,
    UtteranceEnded,
)

if TYPE_CHECKING:
    from allvoice.event_loop import Scheduler, Timer
    from allvoice.reading.runner import ReadingSession
    from allvoice.speech.client.recording import Recording

SOUND_LIMIT_S = 5.0
"""For a device that plays nothing at first, as headphones that wake; the voice tries it again."""
NOTHING_HEARD = "Nothing was heard, so the reading has ended; start it again when sound works."


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
        self._was_read = True
        """It was being read when the sound went away."""
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
                # Whoever paused it means it to stay so.
                self._was_read = self._was_read if self._waiting else self._session.state.goes_on
                self._waiting = True
                self._session.do(commands.Pause())
                self._forget_deadline()
                if not self._heard:
                    self._deadline = self._scheduler.do_later(SOUND_LIMIT_S, self._give_up)
            case Notice() if self._waiting:
                # A voice that was started again tells anew where it has no sound.
                self._waiting = False
                self._forget_deadline()
                if self._was_read:
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
