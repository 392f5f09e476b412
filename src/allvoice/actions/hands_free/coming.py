"""What is heard next, in one sentence or two. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from allvoice.actions.hands_free.passages import chapter_name
from allvoice.actions.words import uncapitalized
from allvoice.reading.playlist import Kind, Playlist
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.guide.model import Guide
    from allvoice.reading.playlist import Passage
    from allvoice.reading.state import State

OF_VISIT = "Nothing: reading ends with {}, and goes back from there when you ask."


def coming_words(guide: Guide, state: State, queued: Sequence[Passage]) -> str:
    """Return what comes behind what is being heard.

    Args:
        guide: the guide.
        state: the session.
        queued: what waits in the queue.
    """
    visit, playlist = state.visit, state.playlist
    if visit is not None:
        return OF_VISIT.format("the urgent list" if visit.urgent else "what the link led to")
    if playlist is not None and playlist.kind is Kind.QUEUE:
        return _of_playlist(playlist)
    said = _of_guide(guide, state) if playlist is None else _of_playlist(playlist)
    waits = f" The queue waits: {ended(queued[0].label)}" if queued else ""
    return f"{said}{waits}"


def _of_playlist(playlist: Playlist) -> str:
    words, turn = playlist.kind.words, playlist.turn + 1
    if not playlist.has(turn):
        if playlist.kind.one_of_it:
            return f"Nothing: this is the last of {words}."
        return f"Nothing: reading ends with {words}."
    if not playlist.has_several:
        return f"Next: {words} again."
    return f"Next: {playlist.place(turn)}, {ended(playlist.at(turn).label)}"


def _of_guide(guide: Guide, state: State) -> str:
    index = guide.section_of(state.position).index + 1
    if state.only_section:
        return "Nothing: reading ends with this section."
    if index == len(guide.sections):
        return "Nothing: this is the last section."
    section = guide.sections[index]
    if section in guide.chapters:
        return f"Then {ended(uncapitalized(chapter_name(guide, section)))}"
    return f"Then {ended(section.title)}"
