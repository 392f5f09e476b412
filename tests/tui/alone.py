"""The screen in a terminal of its own: `python -m tests.tui.alone FOLDER [fail]`."""

from __future__ import annotations

import sys
from pathlib import Path

from allvoice.shelf.settings import Settings
from tests.tui.fakes import make_app


def main() -> int:
    app, listening = make_app(Path(sys.argv[1]), settings=Settings())
    if "fail" in sys.argv:

        def fail(detail: bool = False) -> str:
            raise RuntimeError("a secret of the program")

        listening.where_am_i = fail  # type: ignore[method-assign]
    sentence = app.run(mouse=False)
    app.listening.close()
    if sentence:
        print(sentence, file=sys.stderr)
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
