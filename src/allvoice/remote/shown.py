"""From the session to what is shown of it to others. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.guide.model import Guide
from allvoice.limits import RATE_NORMAL_WPM
from allvoice.reading.state import State, Status
from allvoice.reading.timeline import Timeline
from allvoice.remote.model import Place, Playback, Shown

_PLAYBACK = {
    Status.PLAYING: Playback.PLAYING,
    Status.PAUSED: Playback.PAUSED,
    # It goes on from its place. What has stopped is at its beginning, by MPRIS: players show no
    # place of it, and desktops bring the key for playing to one that is paused.
    Status.WAITING: Playback.PAUSED,
    Status.STOPPED: Playback.PAUSED,
    Status.FINISHED: Playback.STOPPED,
}


class Showing:
    """Knows what of one document is shown."""

    def __init__(self, guide: Guide) -> None:
        """Stand for a document; another one has another."""
        self._guide = guide
        self._timeline = Timeline(guide)
        self._length_s = self._timeline.duration_s(RATE_NORMAL_WPM)

    def shown(self, state: State, *, with_titles: bool, jumps: int) -> Shown:
        """Return what is shown of a state.

        Args:
            state: the session.
            with_titles: others may see what is read.
            jumps: how many moves were made that were no reading on.
        """
        shown = Shown(
            _PLAYBACK[state.status],
            place_of(self._guide, self._timeline, state),
            self._length_s,
            state.rate_wpm,
            state.slowest_wpm,
            state.volume,
            jumps=jumps,
        )
        return self._with_titles(shown, state) if with_titles else shown

    def _with_titles(self, shown: Shown, state: State) -> Shown:
        guide = self._guide
        section = guide.section_of(state.position)
        chapter = guide.sections[section.chapter]
        is_numbered = chapter in guide.chapters
        return replace(
            shown,
            track=section.index,
            title=section.title,
            document=guide.title,
            chapter=chapter.title if is_numbered else "",
            chapter_number=guide.chapters.index(chapter) + 1 if is_numbered else 0,
        )


def place_of(guide: Guide, timeline: Timeline, state: State) -> Place:
    """Return where the reading of a document is, to the word."""
    position = guide.clamp(state.position)
    part = 0.0
    if state.word_range is not None:
        sentence = guide.blocks[position.block].sentences[position.sentence]
        part = (state.word_range[0] - sentence.start) / max(1, sentence.end - sentence.start)
    return Place(timeline, position, min(max(part, 0.0), 1.0), guide.after(position))


def is_jump(old: State, new: State) -> bool:
    """Return whether the place changed by a move and not by reading on."""
    return new.generation != old.generation and new.position != old.position
