"""What the voice reports, and what follows from it for the session. Pure."""

from __future__ import annotations

from dataclasses import replace

from allvoice.reading.state import Queued, Status
from allvoice.reading.turn import Save, Tell, Turn
from allvoice.speech.protocol import Boundary, UtteranceEnded, UtteranceFailed

LOST = "One sentence could not be spoken; it is on the screen."


class Reports(Turn):
    """The rules for what is heard."""

    def began_word(self, boundary: Boundary) -> None:
        """Go where the voice is."""
        item = self._heard(boundary)
        if item is not None:
            self._began_word(item, boundary.word)

    def ended(self, ended: UtteranceEnded) -> None:
        """Let go of what was heard to its end."""
        if ended.utterance_id == self.state.announcement_id:
            self.state = replace(self.state, announcement_id=None)
            return
        item = self._heard(ended)
        if item is not None:
            self._finished(item)

    def _heard(self, passed: Boundary | UtteranceEnded) -> Queued | None:
        """Return what is being heard, or None when that is no longer wanted."""
        item = self.item(passed.generation, passed.utterance_id)
        if item is None:
            return None
        if item.skipped is not None:
            self.state = replace(self.state, skipped=item.skipped)
        if item.text:
            self.state = replace(self.state, said_between=item.text)
        return item

    def _began_word(self, item: Queued, word: int) -> None:
        if item.position is None:
            return
        self.state = replace(self.state, welcoming=False, said_between="")
        tokens = self.rules.utterance(item.position).tokens
        token = tokens[min(word, len(tokens) - 1)]
        arrived = item.position != self.state.position
        has_range = token.start is not None and token.end is not None
        self.state = replace(
            self.state,
            position=item.position,
            word=word,
            word_range=(token.start or 0, token.end or 0) if has_range else None,
        )
        if arrived:
            self.effects.append(Save(item.position, self.state.rate_wpm))
            self.prepare()

    def _finished(self, item: Queued) -> None:
        if item.position is not None and item.position != self.state.position:
            # Nothing of it was heard as words; it was passed all the same.
            self.state = replace(self.state, position=item.position, word=0, word_range=None)
            self.effects.append(Save(item.position, self.state.rate_wpm))
        index = self.state.queued.index(item)
        self.state = replace(self.state, queued=self.state.queued[index + 1 :])
        self.say_notices()
        self.fill()
        if not self.state.queued:
            self.came_to_rest()

    def lost(self, lost: UtteranceFailed) -> None:
        """Tell that a sentence was not heard."""
        item = self.item(lost.generation, lost.utterance_id)
        if item is not None:
            self.notice(LOST, aloud=True)

    def notice(self, text: str, *, aloud: bool) -> None:
        """Show at once; say it when the sentence is over, so that none is cut.

        It is said though the interface voice may be off: nothing fails in silence.
        """
        self.effects.append(Tell(text))
        if not aloud:
            return
        is_read = self.state.status is Status.PLAYING and bool(self.state.queued)
        if is_read or self.state.key_is_held:
            # Said once, however often it happened meanwhile.
            others = (each for each in self.state.notices if each != text)
            self.state = replace(self.state, notices=(*others, text))
        else:
            self.interject(text, "alarm", asked=True)

    def say_notices(self) -> None:
        """Say what has waited."""
        if self.state.notices:
            text = " ".join(self.state.notices)
            self.state = replace(self.state, notices=())
            self.interject(text, "alarm", asked=True)
