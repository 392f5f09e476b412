"""What to do when a voice process dies: the policy, without processes and without a clock. Pure.

A text that breaks the engine again and again is left out, and the engine goes on. Deaths at
different places in a short time mean a sick computer: the next engine steps in. When none is left
the guide goes on without sound. From each of these there is a way back: what is wanted is tried
again, beside what speaks, and takes over once it has loaded and answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allvoice.speech.engines.registry import spoken_name, stand_in

SILENT = "silent"
DEATHS_WITHIN_S = 20.0
MOST_FAILURES_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Limits:
    """How long is waited, and how often something is tried."""

    unanswered_s: float = 1.6
    """A voice process that answers no ping for this long hangs, once its engine is loaded."""
    starved_s: float = 10.0
    """So much of the time in which the computer gives it no processor does not count."""
    engine_s: float = 8.0
    """One clause is rendered in well under a second; an engine this long at it is stuck."""
    loading_s: float = 40.0
    """Starting the process and loading a voice from a cold, slow disk; it may answer nothing."""
    deaths_within_s: float = DEATHS_WITHIN_S
    """Deaths this close together belong together."""
    deaths: int = 3
    """So many of them bring the next engine; as many at one text are the fault of the text."""
    retry_after_s: tuple[float, ...] = (5.0, 15.0, 60.0)
    """When nothing can speak: the waits before each try; the last one is for all that follow."""
    back_after_s: tuple[float, ...] = (60.0, 120.0, 300.0, 600.0)
    """While another engine than the wanted one speaks: the same."""


EAR = Limits()
FILE = Limits(
    unanswered_s=60.0, engine_s=180.0, loading_s=300.0, deaths_within_s=float("inf"), deaths=4
)
"""No ear waits for a file: a busy computer is not taken for a voice that hangs."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was being heard while the engine was at rest."""

    utterance_id: int
    word: int


Clause = tuple[str, ...]
Culprit = Clause | Word | None
"""What the voice process was at when it died; None where that is no text."""


@dataclass(frozen=True, slots=True)
class StartAgain:
    """Start the same engine again."""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Start the same engine again without a text that breaks it."""

    culprit: Clause | Word


@dataclass(frozen=True, slots=True)
class SwitchTo:
    """Go on with another engine."""

    engine: str
    why: str


@dataclass(frozen=True, slots=True)
class FallSilent:
    """Nothing can speak for now."""

    why: str


Step = StartAgain | LeaveOut | SwitchTo | FallSilent


class Recovery:
    """Decides; the client carries out."""

    def __init__(
        self,
        wanted: str,
        fallbacks: Sequence[str],
        limits: Limits,
        cannot_load: Callable[[str], str | None],
        *,
        must_load: bool = False,
    ) -> None:
        """Begin with the wanted engine.

        Args:
            wanted: the engine asked for.
            fallbacks: engines to go on with, best first.
            limits: how often and how long.
            cannot_load: says, without loading it, why an engine cannot work here; None where
                nothing speaks against it.
            must_load: where the wanted engine cannot be loaded no other steps in.
        """
        self.limits = limits
        self._ladder = (wanted, *fallbacks)
        self._at = 0
        self._cannot_load = cannot_load
        self._must_load = must_load
        self._deaths_s: list[float] = []
        self._failures: dict[Clause | Word, int] = {}
        self._tries = 0
        self._to_try: list[str] = []
        self._try_at_s: float | None = None
        self.is_asked_for = False
        """The listener waits for a try that is not made yet."""
        self.is_chosen = False
        """The listener chose what is wanted just now, and waits for it."""

    @property
    def engine(self) -> str:
        """What is to speak now; `silent` when nothing can."""
        return SILENT if self.is_silent else self._ladder[self._at]

    @property
    def wanted(self) -> str:
        """What was asked for."""
        return self._ladder[0]

    def stand_in(self, engine: str) -> str:
        """Return the engine that may say, in one process with another, a clause that one cannot.

        Returns:
            One of those to go on with; empty for none.
        """
        beside = stand_in(engine)
        return beside if beside in self._ladder else ""

    @property
    def is_silent(self) -> bool:
        """Whether nothing can speak for now."""
        return self._at >= len(self._ladder)

    def want(self, engine: str, fallbacks: Sequence[str], now_s: float) -> None:
        """Let another engine be wanted; it is tried at once, beside what speaks.

        Args:
            engine: the engine that the listener chose.
            fallbacks: engines to go on with where it cannot speak, best first; before them comes
                what speaks now.
            now_s: the time.
        """
        present = [] if self.is_silent else [self.engine]
        self._ladder = tuple(dict.fromkeys((engine, *present, *fallbacks)))
        self._at = self._ladder.index(present[0]) if present else len(self._ladder)
        self._must_load = False
        self._deaths_s.clear()
        self._to_try, self._tries, self._try_at_s = [], 0, now_s
        self.is_chosen = self.is_asked_for = self._at != 0

    # What happened to the voice that speaks.

    def died(self, now_s: float, culprit: Culprit, *, stuck: bool = False) -> Step:
        """Decide after a voice process has ended that was not asked to.

        Args:
            now_s: the time.
            culprit: what it was at.
            stuck: it was ended because its engine was at one text for far too long.
        """
        if culprit is not None:
            # Each of these has cost the listener many seconds: two are enough.
            count = self._failures.pop(culprit, 0) + (2 if stuck else 1)
            if count >= 3:
                self._deaths_s.clear()
                return LeaveOut(culprit)
            self._failures[culprit] = count
            if len(self._failures) > MOST_FAILURES_REMEMBERED:
                del self._failures[next(iter(self._failures))]
        recent = [at for at in self._deaths_s if now_s - at < self.limits.deaths_within_s]
        self._deaths_s = [*recent, now_s]
        if len(self._deaths_s) < self.limits.deaths:
            return StartAgain()
        return self._next(now_s, f"The {spoken_name(self.engine)} voice keeps failing.")

    def cannot_speak(self, now_s: float, why: str) -> Step:
        """Decide after a voice process has said that it cannot load its engine.

        Args:
            now_s: the time.
            why: one plain sentence.
        """
        if self._must_load and self._at == 0:
            self._at = len(self._ladder)
        return self._next(now_s, why)

    def speaks(self, engine: str) -> None:
        """Note which engine a voice process has loaded: that one is blamed if it fails."""
        if engine in self._ladder and not self.is_silent:
            self._at = self._ladder.index(engine)

    def rendered(self, clause: Clause) -> None:
        """Note that the engine came through a text."""
        self._failures.pop(clause, None)

    def progressed(self) -> None:
        """Note that something is done for good, so that what went before counts no more."""
        self._deaths_s.clear()

    def _next(self, now_s: float, why: str) -> Step:
        self._deaths_s.clear()
        self._at = min(self._at + 1, len(self._ladder))
        self._to_try = []
        self._tries = 0 if self.is_silent else self._tries
        self._try_at_s = now_s + self._wait_s
        if self.is_silent:
            return FallSilent(why)
        return SwitchTo(self.engine, why)

    # The way back.

    @property
    def _wait_s(self) -> float:
        waits_s = self.limits.retry_after_s if self.is_silent else self.limits.back_after_s
        return waits_s[min(self._tries, len(waits_s) - 1)]

    def asked_for(self, now_s: float) -> None:
        """Note that the listener asks for sound: where there is none it is tried at once."""
        if self.is_silent and not self._to_try:
            self._try_at_s = now_s
            self.is_asked_for = True

    def due(self, now_s: float) -> str | None:
        """Return the engine to try now, beside what speaks; None for none.

        Each engine returned must be answered by `tried_in_vain` or `back`.
        """
        if self._at == 0:
            return None
        if not self._to_try:
            if self._try_at_s is None:
                self._try_at_s = now_s + self._wait_s
            if now_s < self._try_at_s:
                return None
            self.is_asked_for = False
            self._to_try = list(self._ladder if self.is_silent else self._ladder[:1])
        while self._to_try:
            engine = self._to_try.pop(0)
            # Cheap: what is not installed is not started every minute.
            if self._cannot_load(engine) is None:
                return engine
        self._wait_again(now_s)
        return None

    def tried_in_vain(self, now_s: float) -> None:
        """Note that the engine tried does not work."""
        self.is_chosen = False
        if not self._to_try:
            self._wait_again(now_s)

    def back(self, engine: str, now_s: float) -> None:
        """Note that the engine tried speaks from now on."""
        self.is_chosen = False
        self._at = self._ladder.index(engine)
        self._deaths_s.clear()
        self._to_try = []
        # Should it fail soon again, the next try comes later.
        self._tries += 1
        self._try_at_s = now_s + self._wait_s

    def _wait_again(self, now_s: float) -> None:
        self._tries += 1
        self._try_at_s = now_s + self._wait_s
