"""What every message to the listener keeps to."""

from __future__ import annotations

from tests.cli.conftest import Outcome

MOST_SENTENCES = 3


def refused(outcome: Outcome, code: int = 2) -> str:
    """Return the message of a command that said why it did nothing, in one plain line."""
    assert outcome.code == code, outcome
    assert outcome.out == ""
    return plain(outcome.err)


def plain(message: str) -> str:
    """Return a message, which is one line a tired person understands and no terminal obeys."""
    assert message.endswith("\n")
    line = message.removesuffix("\n")
    assert line.isprintable(), repr(line)
    assert line.endswith((".", "?"))
    assert "Traceback" not in line
    assert "Error" not in line
    assert line.count(". ") < MOST_SENTENCES
    return line


def told_of(err: str) -> list[str]:
    """Return what was told, without what depends on the desktop: whether media keys are reached."""
    return [line for line in err.splitlines() if not line.startswith("Media keys do nothing")]
