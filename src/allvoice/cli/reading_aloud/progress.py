"""Tells on standard error what goes on while something is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.cli.console import tell
from allvoice.reading.progress import minutes_left, percent, section_name, spoken_minutes
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position, Section
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State


def progress_line(
    guide: Guide, position: Position, rate_wpm: int, last_block: int | None = None
) -> str:
    """Return where a section is and how long is left: "Fever, chapter 3. 12 percent, ...".

    Args:
        guide: the document.
        position: where the section begins to be heard.
        rate_wpm: for the time left.
        last_block: the last one that is read; None for the end of the document.
    """
    name = ended(section_name(guide, guide.section_of(position)))
    left = spoken_minutes(minutes_left(guide, position, rate_wpm, last_block))
    return f"{name} {percent(guide, position)} percent, {left} left."


class Narration:
    """Tells what the program says, on a terminal each section, and each sentence if asked to."""

    def __init__(self, session: ReadingSession, *, sections: bool, sentences: bool) -> None:
        """Begin with nothing told.

        Args:
            session: the reading; this becomes its observer.
            sections: tell when a section begins.
            sentences: tell each sentence.
        """
        self.tells_messages = True
        """Nobody else tells what the session says."""
        self._session = session
        self._tells_sections = sections
        self._tells_sentences = sentences
        self._told: Position | None = None
        self._section: Section | None = None
        session.observers.append(self)

    def state_changed(self, old: State, new: State) -> None:
        """Tell when a sentence begins to be heard, and before it when a section does."""
        is_new = new.between_message not in ("", old.between_message)
        if is_new and (new.playlist is not None or new.is_telling_skipped):
            # Which mark of how many it is; what is not read.
            self.message_shown(new.between_message)
        if new.word_range is None or new.position == self._told:
            return
        self._told = new.position
        guide = self._session.guide
        section = guide.section_of(new.position)
        # A playlist tells itself which passage begins, and what that is called.
        is_told = new.playlist is not None and bool(new.playlist.kind.one_of_it)
        if self._tells_sections and not is_told and section is not self._section:
            last_block = self._session.config.last_block
            if new.playlist is not None:
                last_block = new.playlist.passage.last.block
            tell(progress_line(guide, new.position, new.rate_wpm, last_block))
        self._section = section
        if self._tells_sentences:
            tell(guide.sentence_text(new.position))

    def message_shown(self, text: str) -> None:
        """Tell a sentence of the program's own."""
        if self.tells_messages:
            tell(text)
