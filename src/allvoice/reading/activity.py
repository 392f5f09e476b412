"""What the session is doing, in words: the one source for whoever tells it. Pure."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from allvoice.reading.state import Status

if TYPE_CHECKING:
    from allvoice.reading.state import State


class Activity(enum.Enum):
    """What is being done, and what the key for playing does then: as its label, and said of it."""

    PLAYING = ("Playing", "pause", "pauses")
    FADING = ("Playing", "longer", "gives more time")
    """The sleep timer is about to end."""
    ONE_SENTENCE = ("One sentence", "go on", "goes on")
    """A single sentence is read, after a move while the reading rested."""
    PAUSED = ("Paused", "go on", "goes on")
    STOPPED = ("Stopped", "play", "plays")
    WAITING = ("Waiting", "go on", "goes on")
    """One sentence at a time: the next is read when the listener asks for it."""
    ENDING = ("End", "go on", "goes on")
    """It is being told that the reading ends here."""
    END = ("End", "start again", "starts again")
    TOUR = ("Tour", "play", "plays")
    COMPARING = ("Comparing", "hold", "holds it")
    """Rows of a table are told beside one another."""
    HELD = ("Held", "go on", "goes on")
    """They are not told on until the listener wants it."""
    SHOWN = ("Ready", "next sentence", "shows the next sentence")
    """The sentence is read by the listener's own screen reader."""

    @property
    def word(self) -> str:
        """Its name, as the first word of a sentence."""
        return self.value[0]

    @property
    def play_label(self) -> str:
        """What the key for playing does, as it stands beside the key."""
        return self.value[1]

    def sentences(self, play_key: str, *, why: str = "") -> str:
        """Return what is being done and how to go on: "Paused. Space goes on.".

        Args:
            play_key: the key for playing.
            why: how it came to that, as a part of the first sentence.
        """
        return f"{'; '.join(filter(None, [self.word, why]))}. {play_key} {self.value[2]}."


def activity_of(state: State, *, under_way: Activity | None = None) -> Activity:
    """Return what a session is doing.

    Args:
        state: the session.
        under_way: what is told in parts, such as the tour; then nothing is read.
    """
    if state.options.external_screen_reader:
        return Activity.END if state.status is Status.FINISHED else Activity.SHOWN
    if under_way is not None:
        return under_way
    if state.sleep.is_offered and state.status is not Status.PLAYING:
        # Whatever it came to, the key goes on where the listener may have fallen asleep.
        return Activity.PAUSED
    match state.status:
        case Status.PLAYING:
            if state.is_telling_end:
                return Activity.END if state.queued[0].starts_again else Activity.ENDING
            if state.is_fading:
                return Activity.FADING
            is_one = state.stop_after_sentence and not state.options.one_sentence
            return Activity.ONE_SENTENCE if is_one else Activity.PLAYING
        case Status.PAUSED:
            return Activity.PAUSED
        case Status.FINISHED:
            return Activity.END
        case Status.WAITING if state.options.one_sentence:
            return Activity.WAITING
        case _:
            return Activity.STOPPED
