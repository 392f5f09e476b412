"""The voice as the rest of the program sees it: commands that never wait, events that come back.

The voice process may crash or hang, as C libraries do. It is then replaced, what was queued is
sent again from the word last heard, and the listener is told. One that keeps dying is replaced by
the next engine.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from allvoice.speech.chain import SPOKEN_NAMES
from allvoice.speech.child import DEFAULT_COMMAND, Child
from allvoice.speech.messages import (
    Close,
    Command,
    Configure,
    Event,
    Flush,
    Heard,
    Hush,
    Lost,
    Mute,
    MuteReading,
    Notice,
    Pause,
    Ping,
    Pong,
    Prepare,
    Ready,
    Resume,
    Say,
    SetRate,
    SetVoice,
    SetVolume,
    Sound,
)

PING_EVERY_S = 0.4
UNANSWERED_LIMIT_S = 1.6
"""A voice process that answers no ping for this long hangs, once its engine is loaded."""
ENGINE_LIMIT_S = 8.0
"""One clause is rendered in well under a second; an engine this long at it is stuck."""
LOADING_LIMIT_S = 40.0
"""Starting the process and loading a voice from a cold, slow disk; it may answer nothing then."""
DEATHS_BEFORE_NEXT_ENGINE = 3
DEATHS_WITHIN_S = 20.0
CLOSE_LIMIT_S = 0.4
OBEYED_LIMIT_S = 0.3

REPLACED = "The voice had stopped and was started again."
NO_VOICE_LEFT = (
    "No voice can speak on this computer; the guide goes on without sound. "
    "Run allvoice doctor to see what is missing."
)


@dataclass(slots=True, eq=False)
class _Outstanding:
    command: Say | Sound
    word: int


class VoiceClient:
    """Commands may come from any thread; events are handed over on a thread of the client's."""

    def __init__(
        self,
        configuration: Configure,
        fallbacks: Sequence[str] = (),
        *,
        log_file: Path | None = None,
        command: Sequence[str] = DEFAULT_COMMAND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start the voice process; returns before it is ready.

        Args:
            configuration: how to speak.
            fallbacks: engines to go on with when the process keeps dying.
            log_file: takes whatever engines print.
            command: the voice process.
            clock: seconds.
        """
        self._receiver: Callable[[Event], None] | None = None
        self._kept: list[Event] = []
        """What happened before anybody listened."""
        self._configuration = configuration
        self._fallbacks = list(fallbacks)
        self._log_file = log_file
        self._command = command
        self._clock = clock
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._outstanding: dict[int, _Outstanding] = {}
        self._aside: _Outstanding | None = None
        self._paused = False
        self._ready = False
        self._closing = False
        self._mute = ""
        self._deaths_s: list[float] = []
        self._ping = 0
        self._pong = 0
        self._stuck_s = 0.0
        self._child = self._spawn()
        self._watchdog = threading.Thread(target=self._watch, name="voice-watchdog", daemon=True)
        self._watchdog.start()

    @property
    def on_event(self) -> Callable[[Event], None] | None:
        """What takes events; those of before it was set are handed over first, none is lost."""
        return self._receiver

    @on_event.setter
    def on_event(self, receiver: Callable[[Event], None]) -> None:
        with self._lock:
            self._receiver = receiver
            kept, self._kept = self._kept, []
            for event in kept:
                receiver(event)

    def _emit(self, event: Event) -> None:
        with self._lock:
            receiver = self._receiver
            if receiver is None:
                self._kept.append(event)
                return
        receiver(event)

    @property
    def pid(self) -> int:
        """Process id of the voice process that speaks now."""
        return self._child.pid

    @property
    def engine(self) -> str:
        """The engine asked for now."""
        return self._configuration.engine

    # Commands.

    def say(self, say: Say) -> None:
        """Queue an utterance, or speak one over the reading."""
        with self._lock:
            outstanding = _Outstanding(say, say.from_word)
            if say.aside:
                self._aside = outstanding
            else:
                self._outstanding[say.utterance_id] = outstanding
            self._send(say)
            self._changed.notify_all()

    def sound(self, sound: Sound) -> None:
        """Queue a short sound."""
        with self._lock:
            if sound.aside:
                # It takes the place of an announcement, and is not worth repeating after a crash.
                self._aside = None
            else:
                self._outstanding[sound.utterance_id] = _Outstanding(sound, 0)
            self._send(sound)

    def hush(self) -> None:
        """Drop the announcement being heard; the reading goes on."""
        with self._lock:
            self._aside = None
            self._send(Hush())

    def mute_reading(self, muted: bool) -> None:
        """Let the guide pass without a sound, or no longer; the program's own words are heard."""
        with self._lock:
            self._configuration = replace(self._configuration, muted=muted)
            self._send(MuteReading(muted))

    def flush(self, generation: int) -> None:
        """Be silent at once; what follows is of this generation."""
        with self._lock:
            self._outstanding.clear()
            self._aside = None
            self._paused = False
            self._send(Flush(generation))

    def pause(self) -> None:
        """Hold at this sample; an announcement is dropped."""
        with self._lock:
            self._paused = True
            self._aside = None
            self._send(Pause())

    def resume(self) -> None:
        """Go on from the sample held."""
        with self._lock:
            self._paused = False
            self._aside = None
            self._send(Resume())
            self._changed.notify_all()

    def set_rate(self, rate_wpm: int) -> None:
        """Change the pace from the next sample on."""
        with self._lock:
            self._configuration = replace(self._configuration, rate_wpm=rate_wpm)
            self._send(SetRate(rate_wpm))

    def set_volume(self, volume: int) -> None:
        """Change the loudness, 0 to 100."""
        with self._lock:
            self._configuration = replace(self._configuration, volume=volume)
            self._send(SetVolume(volume))

    def set_voice(self, voice_id: str) -> None:
        """Speak what is queued from now on with another voice of the engine."""
        with self._lock:
            self._configuration = replace(self._configuration, voice_id=voice_id)
            self._send(SetVoice(voice_id))

    def prepare(self, prepare: Prepare) -> None:
        """Render ahead what may be asked for next."""
        with self._lock:
            self._send(prepare)

    def wait_obeyed(self, limit_s: float = OBEYED_LIMIT_S) -> bool:
        """Return once all commands until now were obeyed; false when the limit was not enough."""
        with self._lock:
            self._ping += 1
            number = self._ping
            self._send(Ping(number))
            return self._changed.wait_for(lambda: self._pong >= number or self._closing, limit_s)

    def close(self, limit_s: float = CLOSE_LIMIT_S) -> None:
        """End the voice process, by force when it does not end within the limit."""
        with self._lock:
            self._closing = True
            child = self._child
            self._changed.notify_all()
        child.send(Close())
        if not child.wait(limit_s):
            child.kill()
            child.wait(limit_s)
        self._watchdog.join(limit_s)

    def _send(self, command: Command) -> None:
        self._child.send(command)

    # The process.

    def _spawn(self) -> Child:
        self._ready = False
        self._pong = self._ping
        self._stuck_s = 0.0
        child = Child(self._command, self._log_file, self._handle, self._ended)
        child.send(self._configuration)
        return child

    def _handle(self, child: Child, event: Event) -> None:
        with self._lock:
            if child is not self._child or self._closing:
                return
            match event:
                case Pong():
                    self._pong = event.number
                    self._stuck_s = event.stuck_s
                    self._changed.notify_all()
                    return
                case Ready():
                    self._ready = True
                case Heard():
                    self._note_heard(event)
                case Lost():
                    self._outstanding.pop(event.utterance_id, None)
                case Mute():
                    # The process ends now; what follows is decided when it has.
                    self._mute = event.text
                    return
                case _:
                    pass
        self._emit(event)

    def _note_heard(self, event: Heard) -> None:
        if self._aside is not None and self._aside.command.utterance_id == event.utterance_id:
            if event.word is None:
                self._aside = None
            else:
                self._aside.word = event.word
        elif event.word is None:
            self._outstanding.pop(event.utterance_id, None)
        elif event.utterance_id in self._outstanding:
            self._outstanding[event.utterance_id].word = event.word

    def _ended(self, child: Child) -> None:
        with self._lock:
            if child is not self._child or self._closing:
                return
            notice = self._choose_successor()
            if notice is not None:
                self._child = self._spawn()
                self._send_again()
        if notice is not None:
            self._emit(notice)

    def _choose_successor(self) -> Event | None:
        """Change the configuration if need be.

        Returns:
            What the listener is told; None when not even silence can be kept going, which was
            told before.
        """
        why, self._mute = self._mute, ""
        if not why:
            now_s = self._clock()
            recent = [at_s for at_s in self._deaths_s if now_s - at_s < DEATHS_WITHIN_S]
            self._deaths_s = [*recent, now_s]
            if len(self._deaths_s) < DEATHS_BEFORE_NEXT_ENGINE:
                return Notice(REPLACED)
            why = f"The {self._configuration.engine} voice keeps failing."
        self._deaths_s.clear()
        if self._configuration.engine == "silent":
            return None
        if not self._fallbacks:
            self._go_silent()
            return Mute(f"{why} {NO_VOICE_LEFT}")
        engine = self._fallbacks.pop(0)
        self._configuration = replace(self._configuration, engine=engine, voice_id="")
        return Notice(f"{why} The {SPOKEN_NAMES[engine]} voice reads instead.")

    def _go_silent(self) -> None:
        self._configuration = replace(
            self._configuration, engine="silent", voice_id="", sink="null"
        )

    def _send_again(self) -> None:
        for each in [*self._outstanding.values(), *([self._aside] if self._aside else [])]:
            command = each.command
            if isinstance(command, Say):
                command = replace(command, from_word=each.word)
            self._send(command)
        if self._paused:
            self._send(Pause())

    def _watch(self) -> None:
        """Kill a process that hangs; its end then brings the next one."""
        while True:
            with self._lock:
                while not self._closing and not self._listened_to():
                    self._changed.wait()
                if self._closing:
                    return
                self._ping += 1
                self._send(Ping(self._ping))
                until_s = self._clock() + PING_EVERY_S
                while not self._closing and (rest_s := until_s - self._clock()) > 0:
                    self._changed.wait(rest_s)
                unanswered_s = (self._ping - self._pong) * PING_EVERY_S
                if self._ready:
                    hung = unanswered_s >= UNANSWERED_LIMIT_S or self._stuck_s > ENGINE_LIMIT_S
                else:
                    hung = max(unanswered_s, self._stuck_s) > LOADING_LIMIT_S
                child = self._child
                if hung:
                    self._pong, self._stuck_s = self._ping, 0.0
            if hung:
                child.kill()

    def _listened_to(self) -> bool:
        return self._aside is not None or (bool(self._outstanding) and not self._paused)
