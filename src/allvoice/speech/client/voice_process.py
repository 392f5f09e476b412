"""One running voice process as its parent holds it: two pipes, two threads, one way to end it."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from allvoice import offline, private
from allvoice.own_files import open_to_add
from allvoice.speech.client.starvation import Starvation
from allvoice.speech.protocol import Command, Event, decode, encode

TELL_LIMIT_S = 0.1
DEFAULT_COMMAND = (sys.executable, "-m", "allvoice.speech.host.process")


class VoiceProcess:
    """A voice process and the threads that write to it and read from it."""

    def __init__(
        self,
        command: Sequence[str],
        log_file: Path | None,
        on_event: Callable[[VoiceProcess, Event], None],
        on_end: Callable[[VoiceProcess], None],
    ) -> None:
        """Start the process.

        Args:
            command: program and arguments.
            log_file: takes whatever engines print; None for nowhere.
            on_event: called on the reading thread with each event.
            on_end: called on the reading thread when the process has ended, however it did.
        """
        self._on_event = on_event
        self._on_end = on_end
        self._has_ended = False
        self._commands: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        with _log(log_file) as log:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=offline.child_environment(),
                # It closes what it keeps by itself, and is to know how the user's documents are.
                umask=private.users_umask(),
                **_apart(),
            )
        self.pid = self._process.pid
        self.starvation = Starvation(self.pid)
        self._writer = threading.Thread(target=self._write, name="to-voice", daemon=True)
        self._reader = threading.Thread(target=self._read, name="from-voice", daemon=True)
        self._writer.start()
        self._reader.start()

    def send(self, command: Command) -> None:
        """Queue a command; never blocks, whatever state the process is in."""
        if not self._has_ended:
            self._commands.put(command)

    def tell_where(self) -> None:
        """Let the process, which hangs, tell the log what each of its threads is at."""
        if sys.platform == "win32":
            return
        with contextlib.suppress(ProcessLookupError, PermissionError, subprocess.TimeoutExpired):
            if self._process.poll() is None:
                os.kill(self.pid, signal.SIGUSR1)
                self._process.wait(TELL_LIMIT_S)

    def kill(self) -> None:
        """End the process and what it started, at once."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.kill()
            elif self._process.poll() is None:
                os.killpg(self.pid, signal.SIGKILL)

    def end(self, limit_s: float) -> bool:
        """End the process at once and wait until it is gone; false when the limit was not enough.

        For whoever must not wait for the threads, whose callbacks may be waiting for the caller.
        """
        self.kill()
        try:
            self._process.wait(limit_s)
        except subprocess.TimeoutExpired:
            return False
        return True

    def wait(self, limit_s: float) -> bool:
        """Wait for the end; false when the limit was not enough."""
        try:
            self._process.wait(limit_s)
        except subprocess.TimeoutExpired:
            return False
        self._commands.put(None)
        if threading.current_thread() is not self._reader:
            self._reader.join(limit_s)
        self._writer.join(limit_s)
        return True

    def _write(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(OSError, ValueError):
            while (command := self._commands.get()) is not None:
                pipe.write(encode(command))
                if self._commands.empty():
                    pipe.flush()
        with contextlib.suppress(OSError, ValueError):
            pipe.close()

    def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with contextlib.suppress(OSError, ValueError), pipe:
            for line in pipe:
                with contextlib.suppress(ValueError):
                    self._on_event(self, decode(line))  # type: ignore[arg-type]
        self._process.wait()
        self._has_ended = True
        self._commands.put(None)
        self._on_end(self)


@contextlib.contextmanager
def _log(path: Path | None) -> Any:
    file: IO[bytes] | int = subprocess.DEVNULL
    if path is not None:
        with contextlib.suppress(OSError):
            file = open_to_add(path)
    try:
        yield file
    finally:
        if not isinstance(file, int):
            file.close()


def _apart() -> dict[str, Any]:
    """Options that keep the terminal's signals away from the voice.

    It stays in the session of the program: Linux may share the processors out among sessions
    (autogroup, see sched(7)), and beside busy ones a voice with one of its own was woken late.
    """
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags}
    return {"process_group": 0}
