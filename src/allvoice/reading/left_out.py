"""What of sentences is left out, told once in each section; never in silence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from allvoice.guide.model import Position
from allvoice.guide.skippable import spoken_kinds
from allvoice.narration.noise.registry import LeavingOut
from allvoice.reading.following import Ahead
from allvoice.reading.step import Step


class Untold(NamedTuple):
    """What is left out and was not told yet in its section."""

    kinds: tuple[str, ...]
    """As they come."""
    first: Position
    """The sentence in which something of them is left out first."""


def untold(step: Step, position: Position, behind: Ahead | None) -> Untold | None:
    """Return what is to be told behind a sentence; None for nothing.

    Args:
        step: the step.
        position: the sentence.
        behind: what comes behind it; None where only the sentence itself counts.
    """
    skipping, guide = step.state.left_out, step.guide
    told = told_kinds(step, position)
    found: dict[str, Position] = {}
    said = step.config.left_out(position, _leaving_out_as_said(step, position))
    for noise in said:
        found.setdefault(noise.kind, position)
    if behind is not None and step.config.last_block is None:
        for place in skipping.passed_over(guide, position, _end_of_gap(position, behind)):
            for noise in skipping.noise(guide, place):
                found.setdefault(noise.kind, place)
    kinds = tuple(kind for kind in found if kind not in told)
    return Untold(kinds, found[kinds[0]]) if kinds else None


def _leaving_out_as_said(step: Step, position: Position) -> LeavingOut:
    """Return what is left out within a sentence that is queued, or was said last."""
    queued = (each for each in reversed(step.state.queued) if each.position == position)
    item = next(queued, None)
    return step.leaving_out(position) if item is None else item.leaving_out


def told_kinds(step: Step, position: Position) -> frozenset[str]:
    """Return what was told, or is going to be, of the section of a sentence."""
    section = step.guide.section_of(position).index
    told_in, told = step.state.told_left_out
    found = told if told_in == section else frozenset()
    for each in step.state.queued:
        if each.skipped is not None and step.guide.section_of(each.skipped).index == section:
            found |= each.tells
    return found


def left_out_words(kinds: Sequence[str], press: str = "") -> str:
    """Return what is told of kinds that are left out.

    Args:
        kinds: their names, at least one.
        press: how it is asked for that they are read; empty where nobody can.
    """
    words = spoken_kinds(kinds)
    how = f" {press} to hear a sentence whole." if press else ""
    return f"{words[:1].upper()}{words[1:]} skipped.{how}"


def _end_of_gap(position: Position, behind: Ahead) -> Position:
    """Return the sentence that ends what is left out behind another one."""
    following = behind.position
    if following is not None and position < following and following.block <= behind.gap_end:
        return following
    return Position(behind.gap_end)
