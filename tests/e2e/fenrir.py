"""A real screen reader for tests: Fenrir in tmux, and every utterance it sends to its voice."""

from __future__ import annotations

import configparser
import json
import os
import select
import shlex
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.e2e.ear import need
from tests.e2e.tmux import Tmux

SETTINGS = Path("/etc/fenrirscreenreader/settings/settings.conf")
FIRST_LIMIT_S = 20.0
SETTLE_S = 0.5
"""What belongs to one key is said within this time of the utterance before it.

The one wait for time: that nothing more is said can be known in no other way. The program answers
a key in one frame of 17 ms and Fenrir reads each frame at once, so that most of this is for a
computer with too much to do.
"""

_VOICE = '''\
"""Takes the place of a synthesiser: every utterance becomes a line, none is lost or cut short."""

import json

from fenrirscreenreader.core.speechDriver import speechDriver


class driver(speechDriver):
    def initialize(self, environment):
        super().initialize(environment)
        self.utterances = open({pipe!r}, "w", buffering=1)

    def speak(self, text, queueable=True):
        self.utterances.write(json.dumps(text) + chr(10))
'''


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the terminal's own cursor stands."""

    column: int
    row: int
    is_shown: bool


class ScreenReader:
    """A program as it is heard by someone who works with Fenrir."""

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 40,
        lines: int = 12,
    ) -> None:
        """Start Fenrir, and the program in it.

        Args:
            folder: an empty folder for all that Fenrir and tmux write.
            command: the program.
            environment: what Fenrir and the program are told by their surroundings.
            columns: width of the terminal.
            lines: height of the terminal.
        """
        fenrir = need("fenrir", "fenrir")
        self._lines: list[bytes] = [b""]
        os.mkfifo(folder / "utterances")
        self._pipe = os.open(folder / "utterances", os.O_RDONLY | os.O_NONBLOCK)
        settings = _settings(folder, command)
        try:
            self.tmux = Tmux(folder, [fenrir, "-s", str(settings)], environment, columns, lines)
        except BaseException:
            os.close(self._pipe)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.tmux.__exit__()
        os.close(self._pipe)

    def press(self, key: str) -> list[str]:
        """Press a key by tmux's name for it, and return all that is said for it."""
        self.tmux.tell("send-keys", key)
        return self.said()

    def said(self) -> list[str]:
        """Return all utterances until nothing more is said; waits for the first."""
        first = self._next(FIRST_LIMIT_S)
        assert first is not None, "nothing was said; the screen is:\n" + self._screen()
        return [first, *self.rest()]

    def wait_said(self, words: str) -> list[str]:
        """Return all that is said until some words are said and then nothing more."""
        heard: list[str] = []
        deadline = time.monotonic() + FIRST_LIMIT_S
        while not any(words in utterance for utterance in heard):
            utterance = self._next(deadline - time.monotonic())
            assert utterance is not None, f"{words!r} was not said, but {heard}"
            heard.append(utterance)
        return [*heard, *self.rest()]

    def rest(self) -> list[str]:
        """Return what is said until nothing more is; that may be nothing at all."""
        heard: list[str] = []
        while (utterance := self._next(SETTLE_S)) is not None:
            heard.append(utterance)
        return heard

    @property
    def cursor(self) -> Cursor:
        """The terminal's own cursor."""
        place = self.tmux.tell("display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}")
        column, row, flag = map(int, place.split())
        return Cursor(column, row, flag == 1)

    def _screen(self) -> str:
        return "\n".join(self.tmux.screen()[0])

    def _next(self, limit_s: float) -> str | None:
        """Return the next utterance, spaces run together; None when none comes in time."""
        deadline = time.monotonic() + limit_s
        while len(self._lines) < 2:
            left_s = max(deadline - time.monotonic(), 0.0)
            if not select.select([self._pipe], [], [], left_s)[0]:
                return None
            data = os.read(self._pipe, 1 << 16)
            assert data, "Fenrir has ended"
            self._lines = (self._lines[0] + data).split(b"\n")
        text: str = json.loads(self._lines.pop(0))
        return " ".join(text.split())


def _settings(folder: Path, command: Sequence[str]) -> Path:
    """Write settings as they are delivered, but for all that reaches out of the folder."""
    settings = configparser.ConfigParser(interpolation=None)
    settings.optionxform = str  # type: ignore[assignment,method-assign]
    settings.read(SETTINGS, encoding="utf-8")
    (folder / "voice.py").write_text(
        _VOICE.format(pipe=str(folder / "utterances")), encoding="utf-8"
    )
    # A file without a line: every key is the program's.
    (folder / "keys.conf").touch()
    # Fenrir looks for a driver below its own folder: from there to the root, and back down.
    voice = "../" * 16 + str((folder / "voice").relative_to("/"))
    own = {
        "speech": {"driver": voice},
        "sound": {"enabled": "False", "driver": "dummyDriver"},
        "braille": {"enabled": "False", "driver": "dummyDriver"},
        "screen": {"driver": "ptyDriver"},
        "keyboard": {"driver": "ptyDriver", "keyboardLayout": str(folder / "keys.conf")},
        "remote": {"driver": "dummyDriver"},
        "general": {
            "shell": shlex.join(command).replace("%", "%%"),
            "debugFile": str(folder / "fenrir.log"),
            "clipboardExportPath": str(folder / "clipboard"),
            "autoSpellCheck": "False",
            # Said in words only where the sound for it is off.
            "hasAttributes": "False",
            # A line break is no pause, so that a text sounds the same wherever it is broken.
            "newLinePause": "False",
        },
    }
    settings.read_dict(own)
    path = folder / "fenrir.conf"
    with path.open("w", encoding="utf-8") as file:
        settings.write(file)
    return path
