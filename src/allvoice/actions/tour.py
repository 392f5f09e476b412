"""A short tour of the keys: one sentence after the other, ended by any key."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.actions.model import ControlNames, ListItem, ListModel, Result


def steps(controls: ControlNames) -> list[str]:
    """Return what is said, with the listener's own keys."""
    key = controls.spoken
    external_screen_reader = controls.external_screen_reader
    play = (
        "shows the next sentence" if external_screen_reader else "starts the reading, and holds it"
    )
    # What only a voice can do is nothing to a listener's own screen reader.
    spoken = (
        []
        if external_screen_reader
        else [
            f"{_said(controls, 'repeat')} reads a sentence again. Twice, it comes slowly.",
            f"{key('slower').capitalize()} is slower, {key('faster')} is faster.",
        ]
    )
    silence = "" if external_screen_reader else f" {_said(controls, 'stop')} is silence."
    return [
        "This is a short tour of the keys. Any key ends it.",
        f"{key('play').capitalize()} {play}.",
        f"{key('next_sentence').capitalize()} is the next sentence, "
        f"{key('previous_sentence')} the one before. "
        f"{key('next_paragraph').capitalize()} and {key('previous_paragraph')} go by paragraphs.",
        *spoken,
        f"{_said(controls, 'bookmark')} marks a sentence to come back to. "
        f"{_said(controls, 'contents')} is the contents.",
        f"{_said(controls, 'where')} says where you are.{silence}",
        f"{_said(controls, 'describe')} lets you try the keys in safety. "
        f"{_said(controls, 'help')} is help, and {_said(controls, 'options')} is for options.",
        f"{_said(controls, 'tour')} gives this tour again.",
    ]


def _said(controls: ControlNames, action: str) -> str:
    """Return a key as the first words of a sentence."""
    name = controls.shown(action)
    # A letter alone is easily misheard: "he" for B, "why" for Y.
    return f"The letter {name}" if len(name) == 1 and name.isalpha() else name


def listing(controls: ControlNames, choose: Callable[[int], Result]) -> ListModel:
    """Return the tour as a list, for who reads it with a screen reader."""
    said = steps(controls)[1:]
    return ListModel(
        "Tour of the keys", len(said), lambda index: ListItem(said[index]), choose, "tour"
    )


class Tour:
    """Says one step when the one before was heard."""

    def __init__(self, say: Callable[[str, str], None]) -> None:
        """Begin at rest; `say` speaks and shows a step, with a short sound before it or none."""
        self._say = say
        self._earcon = ""
        self.is_first = False
        """Whether it is given at the first start, before anything was read."""
        self._left: list[str] = []
        self._then: Callable[[], None] | None = None

    @property
    def is_on(self) -> bool:
        """Whether the tour is being given."""
        return self._then is not None

    def begin(
        self,
        said: list[str],
        then: Callable[[], None],
        *,
        earcon: str,
        is_first: bool = False,
    ) -> None:
        """Give the tour after a short sound, and do something when it was heard to its end."""
        self._earcon = earcon
        self.is_first = is_first
        self._left = list(said)
        self._then = then
        self.go_on()

    def go_on(self) -> None:
        """Say the next step, or come to the end."""
        if self._then is None:
            return
        if self._left:
            earcon, self._earcon = self._earcon, ""
            self._say(self._left.pop(0), earcon)
            return
        then, self._then = self._then, None
        then()

    def end(self) -> None:
        """Say no more."""
        self._left.clear()
        self._then = None
