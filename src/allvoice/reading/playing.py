"""What is played: passages one after the other, from here to the end, what follows. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import Guide
from allvoice.reading.announcing import announce
from allvoice.reading.departures import depart_again
from allvoice.reading.navigation import TO_THE_END, go_to_passage, plan_again_if_reading_on
from allvoice.reading.playlist import Passage, Playlist
from allvoice.reading.step import Step
from allvoice.reading.transport import play


def play_passages(step: Step, playlist: Playlist, told: str) -> None:
    """Play passages from the one whose turn it is; what was played before is forgotten.

    Args:
        step: the step.
        playlist: the passages.
        told: said before the first.
    """
    passages = tuple(_within(step.guide, each) for each in playlist.passages)
    if not passages:
        return
    playlist = replace(playlist, passages=passages)
    if not playlist.has(playlist.turn):
        playlist = replace(playlist, turn=0)
    # Else a visit would go on to decide where the reading ends.
    depart_again(step, ())
    step.state = replace(step.state, playlist=playlist, left_playlist=None)
    if playlist.place():
        told = f"{told} {playlist.announcement(playlist.turn)}".lstrip()
    go_to_passage(step, playlist.passage.first, True, playlist.turn, told=told)


def play_to_end(step: Step) -> None:
    """Read on from here, past the ends that were asked for."""
    queued = tuple(replace(each, turn=0) for each in step.state.queued)
    step.state = replace(step.state, playlist=None, only_section=False, queued=queued, next_turn=0)
    plan_again_if_reading_on(step)
    if not step.state.options.external_screen_reader and not step.state.reads_on:
        play(step)
    announce(step, TO_THE_END)


def change_what_follows(step: Step, passages: tuple[Passage, ...]) -> None:
    """Let other passages follow the one being played."""
    playlist = step.state.playlist
    if playlist is None or playlist.repeats:
        return
    index = playlist.index
    following = tuple(_within(step.guide, each) for each in passages)
    step.state = replace(
        step.state,
        playlist=replace(
            playlist, passages=(*playlist.passages[: index + 1], *following), turn=index
        ),
    )
    is_ahead = any(each.turn != playlist.turn for each in step.state.queued)
    if is_ahead or step.state.next_position is None:
        # Something of what followed, or that nothing does, is on its way already.
        plan_again_if_reading_on(step)


def _within(guide: Guide, passage: Passage) -> Passage:
    first = guide.clamp(passage.first)
    return replace(passage, first=first, last=max(first, guide.clamp(passage.last)))
