"""Rendered speech kept on disk, so that what was heard before starts at once.

Nothing here ever fails towards the listener: a damaged file, a full disk or a folder that cannot
be written all mean that a clip is rendered again.
"""

from __future__ import annotations

import hashlib
import os
import struct
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from allvoice.narration.lexicon import Lexicon, LexiconInUse
from allvoice.own_files import read_patiently
from allvoice.playback.clip import SAMPLE_BYTES, Clip
from allvoice.speech.engines import versions

LIMIT_BYTES = 200 * 2**20
MEMORY_BYTES = 16 * 2**20
LEAVE = 0.9
"""Part of the limit that is left after old clips were removed, so that it is done rarely."""
STALE_S = 3600.0
"""An unfinished file this old belongs to a process that is gone."""
_ENDING = ".clip"
_UNFINISHED = ".part"
_DIGEST_BYTES = 16
_HEADER = struct.Struct("<4sIxI")
_MAGIC = b"AVC1"


class ClipCache:
    """Clips by engine, voice and words; the least recently used go first.

    Any number of threads and processes may use one folder.
    """

    def __init__(
        self,
        folder: Path | None,
        limit_bytes: int = LIMIT_BYTES,
        memory_bytes: int = MEMORY_BYTES,
        version: Callable[[str], str] = versions.version,
        lexicon: LexiconInUse | None = None,
    ) -> None:
        """Touch nothing yet.

        Args:
            folder: where the clips are kept; None for memory only.
            limit_bytes: how much they may take on disk.
            memory_bytes: how much may be kept in memory besides.
            version: of an engine; a clip of another version is never found.
            lexicon: how words are said; a clip in which one was said otherwise is never found.
        """
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._memory_bytes = memory_bytes
        self._version = version
        self._lexicon = lexicon or LexiconInUse(Lexicon())
        self._versions: dict[str, str] = {}
        self._memory: OrderedDict[str, Clip] = OrderedDict()
        self._in_memory_bytes = 0
        self._on_disk_bytes: int | None = None
        self._lock = threading.Lock()

    @property
    def lexicon(self) -> Lexicon:
        """How words are said now."""
        return self._lexicon.now

    def get(self, engine: str, voice_id: str, words: Sequence[str]) -> Clip | None:
        """Return a clip rendered before, None where there is none that is whole."""
        key = self._key(engine, voice_id, words, self.lexicon)
        with self._lock:
            clip = self._memory.get(key)
            if clip is not None:
                self._memory.move_to_end(key)
                return clip
            clip = self._read(key, len(words))
            if clip is not None:
                self._remember(key, clip)
            return clip

    def put(
        self,
        engine: str,
        voice_id: str,
        words: Sequence[str],
        clip: Clip,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Keep a clip if that is possible.

        Args:
            engine: what rendered it.
            voice_id: its voice.
            words: what is said.
            clip: how it sounds.
            lexicon: how words were said in it; by default as they are now.
        """
        key = self._key(engine, voice_id, words, lexicon or self.lexicon)
        with self._lock:
            self._remember(key, clip)
            # Whatever the disk has against it, the listener goes on listening.
            with suppress(OSError):
                self._write(key, clip)

    def _key(self, engine: str, voice_id: str, words: Sequence[str], lexicon: Lexicon) -> str:
        if engine not in self._versions:
            self._versions[engine] = self._version(engine)
        sounds = (part.sounds for word in words for part in lexicon.parts(word))
        parts = (engine, voice_id, self._versions[engine], *words, *filter(None, sounds))
        told_apart = "".join(f"{len(part)}:{part}" for part in parts)
        return hashlib.sha256(told_apart.encode("utf-8", "surrogatepass")).hexdigest()

    def _remember(self, key: str, clip: Clip) -> None:
        known = self._memory.pop(key, None)
        if known is not None:
            self._in_memory_bytes -= len(known.pcm)
        if len(clip.pcm) > self._memory_bytes:
            return
        self._memory[key] = clip
        self._in_memory_bytes += len(clip.pcm)
        while self._in_memory_bytes > self._memory_bytes:
            _, oldest = self._memory.popitem(last=False)
            self._in_memory_bytes -= len(oldest.pcm)

    def _read(self, key: str, words: int) -> Clip | None:
        if self._folder is None:
            return None
        path = self._folder / f"{key}{_ENDING}"
        try:
            # Who waits for the sound watches over this process; a thread would make it wait longer.
            data = read_patiently(path, self._limit_bytes)
        except OSError:
            return None
        clip = _decoded(data, key)
        with suppress(OSError):
            if clip is None or len(clip.marks) != words:
                path.unlink()
                return None
            os.utime(path)
        return clip

    def _write(self, key: str, clip: Clip) -> None:
        if self._folder is None:
            return
        data = _encoded(clip, key)
        if len(data) > self._limit_bytes * LEAVE:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._on_disk_bytes is None:
            self._on_disk_bytes = self._make_room(self._limit_bytes)
        descriptor, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=self._folder)
        unfinished = Path(name)
        try:
            with open(descriptor, "wb") as file:
                file.write(data)
            os.replace(unfinished, self._folder / f"{key}{_ENDING}")
        except BaseException:
            with suppress(OSError):
                unfinished.unlink()
            raise
        self._on_disk_bytes += len(data)
        if self._on_disk_bytes > self._limit_bytes:
            self._on_disk_bytes = self._make_room(int(self._limit_bytes * LEAVE))

    def _make_room(self, at_most_bytes: int) -> int:
        """Remove the clips longest unused and what crashes left; return the bytes that stay."""
        assert self._folder is not None
        clips: list[tuple[float, int, str]] = []
        now_s = time.time()
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    if entry.name.endswith(_ENDING):
                        clips.append((status.st_mtime, status.st_size, entry.path))
                    elif entry.name.endswith(_UNFINISHED) and now_s - status.st_mtime > STALE_S:
                        os.unlink(entry.path)
        total = sum(size for _, size, _ in clips)
        for _, size, path in sorted(clips):
            if total <= at_most_bytes:
                break
            with suppress(OSError):
                os.unlink(path)
            total -= size
        return total


def _digest(key: str, body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST_BYTES, key=key.encode()[:64]).digest()


def _encoded(clip: Clip, key: str) -> bytes:
    header = _HEADER.pack(_MAGIC, clip.rate_hz, len(clip.marks))
    body = header + struct.pack(f"<{len(clip.marks)}I", *clip.marks) + clip.pcm
    return _digest(key, body) + body


def _decoded(data: bytes, key: str) -> Clip | None:
    """Return the clip of a file; None where a single bit is not as it was written."""
    body = data[_DIGEST_BYTES:]
    if len(body) < _HEADER.size or data[:_DIGEST_BYTES] != _digest(key, body):
        return None
    magic, rate_hz, count = _HEADER.unpack_from(body)
    pcm_at = _HEADER.size + 4 * count
    if magic != _MAGIC or len(body) < pcm_at or (len(body) - pcm_at) % SAMPLE_BYTES:
        return None
    marks = struct.unpack_from(f"<{count}I", body, _HEADER.size)
    return Clip(body[pcm_at:], rate_hz, marks)
