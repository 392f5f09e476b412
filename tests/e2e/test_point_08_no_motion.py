"""Point 8: nothing moves and nothing blinks: 0 bytes to the terminal in 30 s of rest."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import environment_of, not_the_first_time
from tests.e2e.terminal import PROGRAM, Terminal

REST_S = 30.0


def test_at_rest_not_a_byte_is_written_in_thirty_seconds(tmp_path: Path) -> None:
    data = not_the_first_time(tmp_path / "data")
    command = [PROGRAM, "listen", "--engine", "silent", "--sink", "null", "--data-dir", str(data)]
    with Terminal(command, environment_of({}), columns=40, lines=12) as terminal:
        terminal.wait_for("Space pause")
        terminal.keys(b"s")
        terminal.wait_for("STOPPED")
        terminal.wait_quiet(0.5)
        assert terminal.writes_within(REST_S) == 0
        # SGR 5 and 6 blink; DECSCUSR with an odd number makes the cursor blink.
        for code in (b"\x1b[5m", b"\x1b[6m", b";5m", b"\x1b[1 q", b"\x1b[3 q", b"\x1b[5 q"):
            assert code not in bytes(terminal.sent).replace(b"38;5;", b"").replace(b"48;5;", b"")
