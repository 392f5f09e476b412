"""The screen in a terminal of its own: `python -m tests.tui.alone FOLDER [FAULT]`.

Faults: `fail` (an action does), `mac` (the usual selector knows no terminals), `deaf` (no selector
does), `torn` (a key cannot be read). With `unclicked` clicks are left to the terminal,
with `larger` one sentence is shown in larger letters.
"""

from __future__ import annotations

import errno
import os
import selectors
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from allvoice.reading.commands import Command
from allvoice.shelf.settings.specs import Settings
from tests.tui.screen_harness import RecordingSession, make_app

READ = os.read
REGISTER: dict[type, Any] = {
    kind: kind.register for kind in (selectors.DefaultSelector, selectors.SelectSelector)
}


def know_no_terminal(selector: selectors.BaseSelector, file: int, *arguments: object) -> None:
    """Refuse a terminal as kqueue does on a Mac."""
    if os.isatty(file):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    REGISTER[type(selector)](selector, file, *arguments)


def read_no_terminal(file: int, count: int) -> bytes:
    """Read, but no terminal."""
    if os.isatty(file):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))
    return READ(file, count)


def main() -> int:
    settings = Settings(clicks="unclicked" not in sys.argv)
    if "larger" in sys.argv:
        settings = replace(settings, one_sentence=True, letters="larger")
    app, _ = make_app(Path(sys.argv[1]), settings=settings)
    if "fail" in sys.argv:

        def fail(session: RecordingSession, command: Command) -> None:
            raise RuntimeError("a secret of the program")

        RecordingSession.do = fail  # type: ignore[method-assign, assignment]
    if "mac" in sys.argv:
        selectors.DefaultSelector.register = know_no_terminal  # type: ignore[assignment]
    if "deaf" in sys.argv:
        selectors.SelectSelector.register = know_no_terminal  # type: ignore[assignment]
    if "torn" in sys.argv:
        os.read = read_no_terminal
    sentence = app.run(mouse=False)
    app.session.close()
    if sentence:
        print(sentence, file=sys.stderr)
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
