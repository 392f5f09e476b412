"""How far the reading goes back after a pause, and to which sentence. Pure.

Listeners of audiobooks ask for a step back in proportion to the pause; the table is that of
audiobookshelf (its app, issue 143).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.reading.timeline import Timeline

if TYPE_CHECKING:
    from allvoice.guide.model import Position
    from allvoice.reading.skipping import Skipping
    from allvoice.reading.state import State
    from allvoice.reading.step import SessionConfig

NONE_WITHIN_S = 3.0
_REWINDS = ((NONE_WITHIN_S, 0.0), (300.0, 10.0), (1_800.0, 20.0))
"""Away for less than the first, one goes back by the second; both in seconds."""
_LONGEST_REWIND_S = 30.0
DAY_S = 86_400.0
"""Away for so long, one hears no less than two sentences again."""
_LEAD_IN_SENTENCES = 2
_LONGEST_AWAY_S = 10 * 365 * DAY_S
"""Longer was nobody away: the clock was set."""


def rewind_s(away_s: float) -> float:
    """Return how much is heard again after a pause.

    Args:
        away_s: how long it was; below zero, or absurdly long, where a clock was set meanwhile:
            then nobody knows, and nothing but the sentence is heard again.
    """
    if not 0 <= away_s <= _LONGEST_AWAY_S:
        return 0.0
    return next((back for within, back in _REWINDS if away_s < within), _LONGEST_REWIND_S)


def rewound(config: SessionConfig, state: State, back_s: float, floor: Position) -> Position:
    """Return the sentence that was being heard so long ago, of what is read.

    Args:
        config: the guide.
        state: where the listener is, and what is left out.
        back_s: how long ago.
        floor: it is gone back no further.
    """
    place, line = state.position, Timeline(config.guide)
    left_s = back_s - _heard_s(config, state, line)
    while left_s > 0:
        before = config.before(place, state.left_out)
        if before is None or before < floor:
            break
        place = before
        left_s -= line.sentence_s(place, state.rate_wpm)
    return place


def lead_in(config: SessionConfig, state: State, away_s: float, floor: Position) -> Position:
    """Return where reading begins again in a document that was left.

    Args:
        config: the guide.
        state: where it was left, and what is left out.
        away_s: how long ago by the clock on the wall, which may have been set meanwhile.
        floor: it is gone back no further.
    """
    back_s = rewind_s(away_s)
    place = rewound(config, state, back_s, floor)
    if back_s and away_s >= DAY_S:
        place = min(place, _before(config, state.position, state.left_out, floor))
    return place


def _before(
    config: SessionConfig, place: Position, left_out: Skipping, floor: Position
) -> Position:
    """Return the sentence so many before a place, of what is read."""
    for _ in range(_LEAD_IN_SENTENCES):
        before = config.before(place, left_out)
        if before is None or before < floor:
            break
        place = before
    return place


def _heard_s(config: SessionConfig, state: State, line: Timeline) -> float:
    """Return how much of the sentence at the position was heard, up to the present word."""
    if state.word_range is None:
        return 0.0
    whole_s = line.sentence_s(state.position, state.rate_wpm)
    if not state.is_in_sentence:
        return whole_s
    sentence = config.guide.blocks[state.position.block].sentences[state.position.sentence]
    heard = state.word_range[0] - sentence.start
    return whole_s * heard / max(1, sentence.end - sentence.start)
