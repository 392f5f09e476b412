"""Takes over, once, what earlier versions kept elsewhere: a choice stands in the settings file.

Volume and voices chosen by key stood in the database, and every place that was reached carried a
rate, chosen or not.
"""

from __future__ import annotations

from typing import Protocol

from allvoice.limits import RATE_NORMAL_WPM, VOLUME_MAX, VOLUME_MIN
from allvoice.shelf.settings.choices import Choices
from allvoice.speech.engines.registry import ENGINE_NAMES, known_voices

CHOICES, RATES = "choices carried over", "rates carried over"
"""Names of what is kept once each was done."""


class Memory(Protocol):
    """Remembers short texts; the part of that which is needed here."""

    def of(self, key: str) -> str | None:
        """Return what is remembered under a key."""
        ...

    def keep(self, key: str, value: str) -> None:
        """Remember a text under a key."""
        ...


class Rates(Protocol):
    """Keeps the rate of each guide; the part of that which is needed here."""

    def forget_rate(self, rate_wpm: int) -> None:
        """Let a rate count as not chosen, for all guides that have it."""
        ...


def carry_over(remembered: Memory, rates: Rates, choices: Choices) -> None:
    """Take over what earlier versions kept; what the settings file chooses wins.

    A rate that equals the usual one, or the one of the settings file, counts as never chosen by
    key: it was stored with every sentence that was read at it. Where the file cannot be written,
    volume and voices hold for this run and are tried again at the next start.
    """
    if remembered.of(RATES) is None:
        for rate_wpm in (RATE_NORMAL_WPM, choices.settings.rate_wpm):
            rates.forget_rate(rate_wpm)
        remembered.keep(RATES, "yes")
    if remembered.of(CHOICES) is None:
        faults = [choices.choose(name, value) for name, value in _kept(remembered, choices)]
        if not any(faults):
            remembered.keep(CHOICES, "yes")


def _kept(remembered: Memory, choices: Choices) -> list[tuple[str, int | str]]:
    kept: list[tuple[str, int | str]] = []
    volume = remembered.of("volume") or ""
    if volume.isascii() and volume.isdecimal() and "volume" not in choices.chosen:
        kept.append(("volume", min(max(int(volume), VOLUME_MIN), VOLUME_MAX)))
    for engine in ENGINE_NAMES:
        voice = remembered.of(f"voice of {engine}")
        known = [each.id for each in known_voices(engine)]
        usable = voice and (not known or voice in known)
        if usable and engine not in choices.chosen.filled().voices:
            kept.append((f"voices.{engine}", str(voice)))
    return kept
