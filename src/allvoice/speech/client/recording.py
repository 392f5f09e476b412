"""A sound file in the making, in which every sample counts.

It is written beside its name and gets that name once it is whole. The voice process adds the sound
and reports each utterance once all of it is in the file; the program keeps count. When the voice
process is replaced, the file is cut back to the end of the last utterance reported, and the next
process goes on with the one after it: each is there once, in order, to the sample as if nothing
had happened.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from pathlib import Path
from typing import BinaryIO

from allvoice.errors import IncompleteFileError, SettingsError
from allvoice.playback.clip import SAMPLE_BYTES
from allvoice.playback.pace import BASE_RATE_WPM, pause_frames
from allvoice.playback.sinks.wav import HEADER_BYTES, PART, RATE_HZ, frames_in, header
from allvoice.private import make_document
from allvoice.speech.protocol import Say, Sound

MOST_WORDS_TOLD = 8
"""Of a sentence that is missing."""


class Recording:
    """The file as the program that asked for it knows it. All methods take any thread."""

    def __init__(self, path: Path, rate_hz: int = RATE_HZ) -> None:
        """Begin the file beside its name; what an earlier try left there is replaced.

        Args:
            path: the file's name once it is whole; what is there stays until then.
            rate_hz: frames a second.

        Raises:
            SettingsError: it cannot be written there.
        """
        self.path = path
        # A link goes on to point where it did.
        self._target = path.resolve()
        self.part = self._target.with_name(self._target.name + PART)
        self.frames = 0
        """Up to the end of the last utterance that is whole."""
        self.failure = ""
        """Why the file can no longer become whole; empty while it can."""
        self._rate_hz = rate_hz
        self._last: Say | Sound | None = None
        self._last_rate_wpm = BASE_RATE_WPM
        self._last_pause_factor = 1.0
        self._lost: list[str] = []
        self._lock = threading.Lock()
        if self._target.exists() and not self._target.is_file():
            raise SettingsError(
                f"The sound cannot be written to {path}: that is no ordinary file. "
                "Choose another name."
            )
        try:
            file = make_document(self.part, "a+b")
        except OSError as error:
            raise self._cannot_be_written(error) from error
        if not _locked(file):
            file.close()
            raise SettingsError(
                f"{path} is being written by another allvoice; wait for it, or choose another name."
            )
        self._file: BinaryIO | None = file
        try:
            file.truncate(0)
        except OSError as error:
            raise self._cannot_be_written(error) from error

    def written(
        self, command: Say | Sound, frames: int, rate_wpm: int, pause_factor: float = 1.0
    ) -> None:
        """Note that an utterance is whole.

        Args:
            command: what asked for it.
            frames: length of the file up to its end, before its pause.
            rate_wpm: the rate that is heard, for the length of the pause.
            pause_factor: how long pauses are, 1 as they are written.
        """
        with self._lock:
            self.frames, self._last = frames, command
            self._last_rate_wpm, self._last_pause_factor = rate_wpm, pause_factor

    def lost(self, say: Say) -> None:
        """Note that not all of an utterance could be spoken."""
        words = " ".join(say.words[:MOST_WORDS_TOLD])
        with self._lock:
            if words not in self._lost:
                self._lost.append(words)

    def cut_back(self) -> None:
        """Leave what is whole, and the pause after it; nobody else may be writing."""
        with self._lock:
            try:
                self._cut_back()
            except OSError as error:
                # What the next writer adds would stand behind half a sentence.
                self.failure = self.failure or self._cannot_go_on(error)

    def finish(self) -> None:
        """Give the whole file its name; nobody else may be writing.

        Raises:
            IncompleteFileError: the file is not whole. Cut short it is removed, for half a file
                must not pass for one; where single sentences are missing it is kept.
        """
        with self._lock:
            file = self._file
            if file is None:
                return
            if self.failure:
                self._discard()
                raise IncompleteFileError(f"{self.failure} {self._nothing_kept}")
            try:
                frames = self._cut_back()
                # The file was opened for adding only: its beginning is written by another way in.
                with self.part.open("r+b") as beginning:
                    beginning.write(header(self._rate_hz, frames))
                    beginning.flush()
                    os.fsync(beginning.fileno())
                self._close()
                os.replace(self.part, self._target)
            except OSError as error:
                self._discard()
                raise IncompleteFileError(
                    f"{self._cannot_go_on(error)} {self._nothing_kept}"
                ) from error
            if self._lost:
                count = len(self._lost)
                what = "a sentence" if count == 1 else f"{count} sentences"
                first = "" if count == 1 else "The first begins: "
                raise IncompleteFileError(
                    f"{self.path} is there but lacks {what} that could not be spoken. "
                    f"{first}{self._lost[0]!r}."
                )

    def discard(self) -> None:
        """Remove the file, which is not whole; nobody else may be writing."""
        with self._lock:
            self._discard()

    @property
    def _nothing_kept(self) -> str:
        kept = "The file of before is unchanged." if self._target.exists() else "No file was made."
        return f"{kept} Try again."

    def _cut_back(self) -> int:
        assert self._file is not None
        is_same = os.path.samestat(os.fstat(self._file.fileno()), self.part.stat())
        if not is_same or frames_in(self._file) < self.frames:
            raise OSError(errno.EIO, "another program has changed it")
        pause_s = self._last.pause_after_s if self._last is not None else 0.0
        frames = self.frames + pause_frames(
            pause_s,
            self._last_rate_wpm,
            self._rate_hz,
            pause_factor=self._last_pause_factor,
            is_stretched=isinstance(self._last, Say),
        )
        if not frames_in(self._file):
            self._file.write(header(self._rate_hz, None))
            self._file.flush()
        self._file.truncate(HEADER_BYTES + self.frames * SAMPLE_BYTES)
        # What a file is lengthened by is zeros: silence.
        self._file.truncate(HEADER_BYTES + frames * SAMPLE_BYTES)
        return frames

    def _discard(self) -> None:
        self._close()
        with contextlib.suppress(OSError):
            self.part.unlink()

    def _close(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None

    def _cannot_go_on(self, error: OSError) -> str:
        return f"The sound cannot be written to {self.path} ({error.strerror})."

    def _cannot_be_written(self, error: OSError) -> SettingsError:
        return SettingsError(
            f"The sound cannot be written to {self.path} ({error.strerror}): "
            "choose another file for --sink."
        )


def _locked(file: BinaryIO) -> bool:
    """Claim a file until it is closed; false where another program has."""
    try:
        import fcntl
    except ImportError:
        # Windows refuses to remove or rename what another program has open.
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without locks.
        return True
    return True
