"""Somebody who listens for a long time, on a clock that a test sets."""

from __future__ import annotations

from itertools import count

from allvoice.reading.state import Status
from tests.reading.harness import SessionHarness, session_harness

WORD_S = 0.5
"""From one report of the voice to the next."""
CHAPTERS, SECTIONS, SENTENCES = 6, 4, 12


def long_text() -> str:
    """Return a guide of six chapters of four sections, each of them about a minute and a half."""
    numbers = count(1)
    lines = []
    for chapter in range(1, CHAPTERS + 1):
        lines.append(f"# Chapter {chapter}")
        for section in range(1, SECTIONS + 1):
            lines.append(f"## Part {chapter} {section}")
            lines.append(
                " ".join(
                    f"This is line number {next(numbers)} of the guide, which has some length."
                    for _ in range(SENTENCES)
                )
            )
    return "\n\n".join(lines)


def long_harness() -> SessionHarness:
    """Return a session at the start of such a guide."""
    return session_harness(text=long_text())


def listen(made: SessionHarness, seconds: float) -> None:
    """Let time pass while the voice speaks, for so long or until it rests."""
    until_s = made.clock.now_s + seconds
    while made.clock.now_s < until_s and step(made):
        pass


def step(made: SessionHarness, gap_s: float = WORD_S) -> bool:
    """Let the voice report once, after a while; return whether it had anything to report."""
    event = made.voice.speak()
    if event is None:
        return False
    made.clock.now_s += gap_s
    made.session.handle(event)
    return True


def listen_to_the_end(made: SessionHarness) -> None:
    """Let the voice speak until it rests."""
    while made.state.status is Status.PLAYING and step(made):
        pass


def section(made: SessionHarness) -> str:
    """Return the title of the section that is read."""
    return made.guide.section_of(made.state.position).title


def status(made: SessionHarness) -> Status:
    """Return what the session is doing; asked anew each time."""
    return made.state.status
