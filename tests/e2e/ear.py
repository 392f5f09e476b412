"""An ear for tests: a sound server of its own, and a recording of all that is played on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pytest

from tests.e2e.limits import LIMIT_S

RATE_HZ = 24_000
WINDOW_FRAMES = 240
"""Ten milliseconds: sound and silence are told apart by windows of this length."""
LOUD_RMS = 40.0
"""Of 32,768. A null sink adds no noise: silence is exactly nothing."""

Pcm = npt.NDArray[np.int16]


def need(program: str, package: str) -> str:
    """Return the path of a program that the tests cannot do without.

    Without it a test is skipped on a newcomer's computer, and fails where CI runs.
    """
    found = shutil.which(program)
    if found is not None:
        return found
    missing = (
        f"{program} is missing, and the end-to-end tests need it: install the "
        f"system package {package} (Debian: apt-get install {package})."
    )
    if "PYTEST_CURRENT_TEST" in os.environ and not os.environ.get("CI"):
        pytest.skip(missing)
    raise RuntimeError(missing)


class SoundServer:
    """A PulseAudio daemon with one null sink, apart from any other on this computer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self.socket = folder / "native"

    @property
    def environment(self) -> dict[str, str]:
        """What a program must be told to play here and nowhere else."""
        return {
            "HOME": str(self._folder),
            "XDG_RUNTIME_DIR": str(self._folder),
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_SERVER": f"unix:{self.socket}",
            # Without a configuration ALSA offers no device that could be played on instead.
            "ALSA_CONFIG_PATH": os.devnull,
            "JACK_NO_START_SERVER": "1",
        }

    def start(self) -> None:
        """Start the daemon and return when programs can connect."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.socket.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [
                need("pulseaudio", "pulseaudio"),
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--disallow-exit=yes",
                "--use-pid-file=no",
                # The precedence it has by itself on every desktop, where the system grants it here.
                "--realtime=yes",
                "--high-priority=yes",
                "--log-target=stderr",
                "--log-level=info",
                f"--load=module-native-protocol-unix socket={self.socket} auth-anonymous=1",
                f"--load=module-null-sink sink_name=ear rate={RATE_HZ} channels=1",
            ],
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        ready = threading.Event()
        said: list[str] = []

        def read(process: subprocess.Popen[str]) -> None:
            assert process.stderr is not None
            with process.stderr:
                for line in process.stderr:
                    said.append(line)
                    if "Daemon startup complete" in line:
                        ready.set()

        self._reader = threading.Thread(target=read, args=(self._process,), daemon=True)
        self._reader.start()
        if not ready.wait(LIMIT_S):
            self.kill()
            raise RuntimeError(f"pulseaudio did not start: {''.join(said[-5:])}")

    def kill(self) -> None:
        """End the daemon as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._reader is not None:
            self._reader.join()
            self._reader = None


class Ear:
    """Hears what is played on a sound server, from the first moment to the last."""

    def __init__(self, folder: Path, *, latency_ms: int = 10) -> None:
        """Prepare.

        Args:
            folder: for what the sound server keeps.
            latency_ms: how late at most what is heard is known; sooner costs more.
        """
        self.server = SoundServer(folder)
        self._latency_ms = latency_ms
        self._changed = threading.Condition()
        self._pcm = bytearray()
        self._levels: list[float] = []
        """The loudness of every whole window so far."""
        self._recorder: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.server.start()
        try:
            self.listen()
        except BaseException:
            self.server.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_listening()
        self.server.kill()

    def listen(self) -> None:
        """Begin to record, and return when the recording runs."""
        before = self.now
        self._recorder = subprocess.Popen(
            [
                need("parec", "pulseaudio-utils"),
                "--device=ear.monitor",
                f"--latency-msec={self._latency_ms}",
                "--raw",
                "--format=s16le",
                f"--rate={RATE_HZ}",
                "--channels=1",
            ],
            env={**os.environ, **self.server.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._thread = threading.Thread(target=self._record, args=(self._recorder,), daemon=True)
        self._thread.start()
        self.wait_until(lambda: self.now > before, LIMIT_S, "the recording to start")

    def stop_listening(self) -> None:
        """End the recorder; what was heard stays."""
        if self._recorder is not None:
            self._recorder.kill()
            self._recorder.wait()
            self._recorder = None
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _record(self, recorder: subprocess.Popen[bytes]) -> None:
        assert recorder.stdout is not None
        with recorder.stdout as pipe:
            while data := os.read(pipe.fileno(), 1 << 16):
                with self._changed:
                    self._pcm += data
                    self._measure()
                    self._changed.notify_all()

    def _measure(self) -> None:
        done = len(self._levels)
        whole = len(self._pcm) // (2 * WINDOW_FRAMES)
        if whole > done:
            fresh = bytes(self._pcm[2 * WINDOW_FRAMES * done : 2 * WINDOW_FRAMES * whole])
            self._levels += levels(np.frombuffer(fresh, np.int16)).tolist()

    @property
    def now(self) -> int:
        """How many frames were heard so far: the present on the ear's clock."""
        with self._changed:
            return len(self._levels) * WINDOW_FRAMES

    def heard(self, start: int, end: int | None = None) -> Pcm:
        """Return what was heard between two frames."""
        with self._changed:
            part = bytes(self._pcm[2 * start : None if end is None else 2 * end])
        return np.frombuffer(part[: len(part) // 2 * 2], np.int16)

    def wait_until(self, holds: Callable[[], Any], limit_s: float, what: str) -> Any:
        """Return the first true answer, asked anew whenever something more was recorded."""
        with self._changed:
            answer = self._changed.wait_for(holds, limit_s)
        assert answer, f"waited {limit_s:g} s for {what}"
        return answer

    def wait_for_sound(self, after: int, limit_s: float = LIMIT_S) -> int:
        """Return the frame at which something is heard."""
        found: int = self.wait_until(lambda: self._sound(after), limit_s, "sound")
        return found

    def wait_for_silence(self, after: int, for_s: float = 0.4, limit_s: float = LIMIT_S) -> int:
        """Return the frame at which a silence of a length began, once it has lasted that long."""
        found: int = self.wait_until(
            lambda: self._silence(after, for_s), limit_s, f"{for_s:g} s of silence"
        )
        return found

    def wait_for_frame(self, frame: int, limit_s: float = LIMIT_S) -> None:
        """Return when the ear's clock has come to a frame."""
        self.wait_until(lambda: self.now >= frame, limit_s, f"frame {frame}")

    def sounds(self, start: int, end: int) -> list[tuple[float, float]]:
        """Return when, in seconds after a frame, each sound before another began and ended."""
        with self._changed:
            loud = np.flatnonzero(self._loud(start, end))
        if not loud.size:
            return []
        runs = np.split(loud, np.flatnonzero(np.diff(loud) > 1) + 1)
        window_s = WINDOW_FRAMES / RATE_HZ
        return [(float(run[0]) * window_s, float(run[-1] + 1) * window_s) for run in runs]

    def _sound(self, after: int) -> int:
        first = after // WINDOW_FRAMES
        for index, loud in enumerate(self._loud(after), first):
            if loud:
                # A frame is never zero here: the recording always begins with some silence.
                return max(index * WINDOW_FRAMES, 1)
        return 0

    def _silence(self, after: int, for_s: float) -> int:
        wanted = round(for_s * RATE_HZ / WINDOW_FRAMES)
        first, quiet = after // WINDOW_FRAMES, 0
        for index, loud in enumerate(self._loud(after), first):
            quiet = 0 if loud else quiet + 1
            if quiet >= wanted:
                return max((index - wanted + 1) * WINDOW_FRAMES, 1)
        return 0

    def _loud(self, start: int, end: int | None = None) -> list[bool]:
        first = start // WINDOW_FRAMES
        last = None if end is None else end // WINDOW_FRAMES
        return [level > LOUD_RMS for level in self._levels[first:last]]


def levels(pcm: Pcm) -> npt.NDArray[np.float64]:
    """Return the loudness of each window of a sound."""
    whole = len(pcm) // WINDOW_FRAMES * WINDOW_FRAMES
    windows = pcm[:whole].astype(np.float64).reshape(-1, WINDOW_FRAMES)
    measured: npt.NDArray[np.float64] = np.sqrt(np.mean(windows**2, axis=1))
    return measured


def trimmed(pcm: Pcm) -> Pcm:
    """Return a sound without the silence before and after it."""
    loud = np.flatnonzero(levels(pcm) > LOUD_RMS)
    assert loud.size, "there is no sound at all"
    return pcm[loud[0] * WINDOW_FRAMES : (loud[-1] + 1) * WINDOW_FRAMES]
