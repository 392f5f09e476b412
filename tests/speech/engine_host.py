"""An engine in a process of its own, as the program runs it.

The espeak and the system engine use one C library in two ways, so they cannot share a process.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from allvoice.playback.clip import Clip
from allvoice.speech.model import EngineError, SynthesisCancelled, Voice

ANSWER_LIMIT_S = 40.0
END_LIMIT_S = 10.0


def _serve(name: str, pipe: Connection, output: str, lexicon_files: Sequence[Path]) -> None:
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(descriptor, 1)
    from allvoice.narration.lexicon import load_lexicon
    from allvoice.speech.engines.registry import create

    engine = create(name, load_lexicon(lexicon_files)[0])
    while True:
        request = pipe.recv()
        if request is None:
            engine.close()
            return
        pipe.send(_answer(engine, *request))


def _answer(engine: Any, what: str, *rest: Any) -> Any:
    if what == "voices":
        return tuple(engine.voices())
    if what == "load":
        from allvoice.speech.engines.registry import create

        try:
            create(*rest)
        except EngineError as error:
            return error
        return None
    words, voice_id, asked_before_cancel = rest
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked_before_cancel is not None and asked > asked_before_cancel

    try:
        return engine.synthesize(words, voice_id, cancelled)
    except (EngineError, SynthesisCancelled) as error:
        return error


class EngineHost:
    """Asks an engine in a child process."""

    def __init__(self, name: str, folder: Path, *lexicon_files: Path) -> None:
        self.name = name
        self._output = folder / "stdout"
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(name, theirs, str(self._output), lexicon_files), daemon=True
        )
        self._process.start()
        theirs.close()
        self.voices: tuple[Voice, ...] = self._ask("voices")

    def _ask(self, *request: Any) -> Any:
        self._pipe.send(request)
        assert self._pipe.poll(ANSWER_LIMIT_S), f"{self.name} does not answer"
        return self._pipe.recv()

    def say(
        self,
        words: Sequence[str],
        voice_id: str | None = None,
        asked_before_cancel: int | None = None,
    ) -> Clip:
        """Render words, giving up once the engine has asked so many times."""
        chosen = self.voices[0].id if voice_id is None else voice_id
        answer = self._ask("say", tuple(words), chosen, asked_before_cancel)
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Clip)
        return answer

    def error_of_loading(self, name: str) -> EngineError | None:
        """Load another engine beside this one."""
        answer = self._ask("load", name)
        assert answer is None or isinstance(answer, EngineError)
        return answer

    @property
    def printed(self) -> str:
        """What the process has written to standard output."""
        return self._output.read_text(encoding="utf-8")

    def close(self) -> None:
        """End the process."""
        self._pipe.send(None)
        self._process.join(END_LIMIT_S)
        code = self._process.exitcode
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()
        assert code == 0, f"{self.name} ended with {code}"
