"""Utterances cut into clauses and rendered, clip by clip.

The voice process renders with this while it plays. `render` does the same for whoever wants the
clips themselves, to write them into a file for instance: it needs no process, no player and no
clock, and gives the clips and silences that would be played.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from allvoice.narration.lexicon import Lexicon
from allvoice.narration.model import Utterance
from allvoice.playback.clip import Clip
from allvoice.speech.engines.calibration import Calibrations
from allvoice.speech.engines.fallback import EngineFallback
from allvoice.speech.model import EngineError, Voice

CLAUSE_GAP_S = 0.18
"""Silence between two clauses rendered apart, where the sentence has a comma or the like."""
STOP_GAP_S = 0.4
"""Silence between two sentences that are said as one utterance."""
CUT_GAP_S = 0.04
"""Silence where a sentence was cut between two words."""


class ClipStore(Protocol):
    """Keeps rendered clauses; may forget any of them."""

    def get(self, engine: str, voice_id: str, words: Sequence[str]) -> Clip | None:
        """Return a clip rendered before."""
        ...

    @property
    def lexicon(self) -> Lexicon:
        """How words are said now."""
        ...

    def put(
        self, engine: str, voice_id: str, words: Sequence[str], clip: Clip, lexicon: Lexicon
    ) -> None:
        """Keep a clip, in which words are said as a lexicon has them."""
        ...


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of an utterance that is rendered by itself."""

    words: tuple[str, ...]
    first_word: int
    """Index of its first word in the utterance."""
    gap_s: float
    """Silence after it, at 150 words a minute; none after the last, whose pause is the
    utterance's."""
    is_last: bool
    is_left_out: bool = False
    """Passed without a sound."""


def clauses_of(
    words: Sequence[str],
    clause_starts: Sequence[int],
    from_word: int = 0,
    left_out: Collection[int] = (),
) -> tuple[Clause, ...]:
    """Cut an utterance into its clauses.

    Args:
        words: of the utterance.
        clause_starts: index of the first word of each clause, the first 0.
        from_word: clauses that end before this word are not wanted.
        left_out: clauses passed without a sound, by their place in `clause_starts`.
    """
    ends = (*clause_starts[1:], len(words))
    clauses = [
        Clause(
            tuple(words[start:end]),
            start,
            0.0 if index == len(ends) - 1 else _gap_s(words[end - 1]),
            index == len(ends) - 1,
            index in left_out,
        )
        for index, (start, end) in enumerate(zip(clause_starts, ends, strict=True))
    ]
    first = max(index for index, start in enumerate(clause_starts) if start <= from_word)
    return tuple(clauses[first:])


def _gap_s(last_word: str) -> float:
    if last_word.endswith((".", "?", "!")):
        return STOP_GAP_S
    return CLAUSE_GAP_S if last_word.endswith((",", ";", ":")) else CUT_GAP_S


class ClauseRenderer:
    """Gives clauses their sound: what was rendered before from a store, the rest from an engine."""

    def __init__(
        self,
        engines: EngineFallback,
        clips: ClipStore | None = None,
        calibrations: Calibrations | None = None,
    ) -> None:
        """Render nothing yet.

        Args:
            engines: what renders; called by `rendered` only.
            clips: what was rendered before; None for nothing.
            calibrations: how loud voices are that were measured on this computer.
        """
        self._engines = engines
        self._clips = clips
        self._calibrations = calibrations or Calibrations()

    def known(self, clause: Clause, voice: Voice) -> Clip | None:
        """Return a clause as it is played, without the engine; None where it must be rendered."""
        if self._clips is None:
            return None
        clip = self._clips.get(voice.engine, voice.id, clause.words)
        return None if clip is None else self._levelled(clip, voice)

    def rendered(
        self, clause: Clause, voice: Voice, cancelled: Callable[[], bool]
    ) -> tuple[Clip, Voice]:
        """Return a clause as it is played, and the voice that spoke it.

        Raises:
            EngineError: neither the engine nor its fallback can render it.
            SynthesisCancelled: `cancelled` turned true.
        """
        lexicon = None if self._clips is None else self._clips.lexicon
        clip, spoke = self._engines.render(clause.words, voice.id, cancelled)
        # A word put right meanwhile may be said in either way.
        if self._clips is not None and lexicon is self._clips.lexicon:
            self._clips.put(spoke.engine, spoke.id, clause.words, clip, lexicon)
        return self._levelled(clip, spoke), spoke

    def _levelled(self, clip: Clip, voice: Voice) -> Clip:
        """Return a clip that is played as loud as those of every other voice."""
        return replace(clip, gain_db=self._calibrations.gain_db(voice))


@dataclass(frozen=True, slots=True)
class RenderedClause:
    """A clause with its sound, and the silence after it."""

    utterance_index: int
    """Which of the utterances it is part of, counted from 0."""
    clause: Clause
    clip: Clip | None
    """At the voice's own rate; None where it could not be rendered, and the rest of the utterance
    is passed over."""
    pause_s: float
    """At 150 words a minute."""
    voice: Voice
    """Its own rate tells how much the clip is to be stretched."""


def render(
    engines: EngineFallback,
    utterances: Iterable[Utterance],
    voice_id: str = "",
    *,
    clips: ClipStore | None = None,
    calibrations: Calibrations | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[RenderedClause]:
    """Render utterances one after the other, each clause when it is asked for.

    Args:
        engines: the engine, and what says what it cannot.
        utterances: what is said.
        voice_id: one of the engine's voices; another id, or none, means its best.
        clips: what was rendered before, and takes what is rendered; None for nothing.
        calibrations: how loud voices are that were measured on this computer.
        cancelled: asked while an engine renders.

    Raises:
        EngineError: the engine cannot be loaded.
        SynthesisCancelled: `cancelled` turned true.
    """
    voice = engines.voice(voice_id)
    renderer = ClauseRenderer(engines, clips, calibrations)
    for index, utterance in enumerate(utterances):
        for clause in clauses_of(utterance.words, utterance.clause_starts):
            pause_s = utterance.pause_after_s if clause.is_last else clause.gap_s
            clip, spoke = renderer.known(clause, voice), voice
            if clip is None:
                try:
                    clip, spoke = renderer.rendered(clause, voice, cancelled)
                except EngineError:
                    yield RenderedClause(index, clause, None, utterance.pause_after_s, voice)
                    break
            yield RenderedClause(index, clause, clip, pause_s, spoke)
