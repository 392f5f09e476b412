"""Takes over, once, what earlier versions kept elsewhere: a choice stands in the settings file.

Volume and voices chosen by key stood in the database, and every place that was reached carried a
pace, chosen or not.
"""

from __future__ import annotations

from typing import Protocol

from allvoice.limits import RATE_NORMAL_WPM, VOLUME_MAX, VOLUME_MIN
from allvoice.shelf.settings.choices import Choices
from allvoice.speech.engines.registry import ENGINE_NAMES, known_voices

CHOICES, RATES = "choices carried over", "rates carried over"
"""Names of what is kept once each was done."""


class Store(Protocol):
    """Remembers; the part of the store that is needed here."""

    def preference(self, key: str) -> str | None:
        """Return what is remembered under a key."""
        ...

    def set_preference(self, key: str, value: str) -> None:
        """Remember something."""
        ...

    def forget_rates(self, *rates_wpm: int) -> None:
        """Let some rates count as not chosen, in all guides."""
        ...


def carry_over(store: Store, choices: Choices) -> None:
    """Take over what earlier versions kept; what the settings file chooses wins.

    A pace that equals the usual one, or the one of the settings file, counts as never chosen by
    key: it was stored with every sentence that was read at it. Where the file cannot be written,
    volume and voices hold for this run and are tried again at the next start.
    """
    if store.preference(RATES) is None:
        store.forget_rates(RATE_NORMAL_WPM, choices.settings.rate_wpm)
        store.set_preference(RATES, "yes")
    if store.preference(CHOICES) is None:
        faults = [choices.choose(name, value) for name, value in _kept(store, choices)]
        if not any(faults):
            store.set_preference(CHOICES, "yes")


def _kept(store: Store, choices: Choices) -> list[tuple[str, int | str]]:
    kept: list[tuple[str, int | str]] = []
    volume = store.preference("volume") or ""
    if volume.isascii() and volume.isdecimal() and "volume" not in choices.chosen:
        kept.append(("volume", min(max(int(volume), VOLUME_MIN), VOLUME_MAX)))
    for engine in ENGINE_NAMES:
        voice = store.preference(f"voice of {engine}")
        known = [each.id for each in known_voices(engine)]
        usable = voice and (not known or voice in known)
        if usable and engine not in choices.chosen.filled().voices:
            kept.append((f"voices.{engine}", str(voice)))
    return kept
