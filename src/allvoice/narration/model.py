"""Utterances made of tokens, each token tied to the display text it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

AS_WRITTEN = "as written"
"""The rule that changes nothing."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it is spoken, with the display range it stands for.

    The voice reports a boundary per token. A token may hold several spoken words ("less than 500")
    where one display range means them all.
    """

    spoken: str
    """Plain words and punctuation: no markup of any engine, no control characters. Punctuation
    that shapes the voice stays at its end ("fever,")."""
    start: int | None = None
    end: int | None = None
    """Range in the block's display text; None for spoken-only text, which highlights nothing."""
    slow: bool = False
    """Said a little slower, as what is easily misheard: a medicine's name, a figure."""
    rule: str = field(default="", compare=False)
    """The name of the rule that decided how it is said; empty for words of the program's own."""


class Noise(NamedTuple):
    """A piece of a sentence that is not read, as the listener wants it."""

    start: int
    end: int
    """Range in the block's display text."""
    kind: str
    """Its name in `guide.skippable.SKIPPABLE_WITHIN`."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence as an engine gets it."""

    tokens: tuple[Token, ...]
    """At least one."""
    clause_starts: tuple[int, ...] = (0,)
    """Token indexes where rendering may be cut, the first always 0, so that the first sound does
    not wait for the last word of a long sentence."""
    pause_after_s: float = 0.0
    """Silence after it at 150 words a minute; the player scales it with the pace."""
    left_out: tuple[Noise, ...] = ()
    """What of its sentence is not read."""

    @property
    def words(self) -> tuple[str, ...]:
        """The spoken text of each token."""
        return tuple(token.spoken for token in self.tokens)

    @property
    def slow_words(self) -> tuple[int, ...]:
        """Which of the words are said a little slower."""
        return tuple(index for index, token in enumerate(self.tokens) if token.slow)

    @property
    def spoken(self) -> str:
        """The whole spoken form."""
        return " ".join(self.words)


def explained(utterance: Utterance) -> list[tuple[str, str]]:
    """Return the words of an utterance that a rule decided, each with the name of that rule.

    Words said as they are written are left out, and so are words of the program's own.
    """
    return [
        (token.spoken, token.rule)
        for token in utterance.tokens
        if token.rule not in ("", AS_WRITTEN)
    ]
