"""The last line while the listener is waited for: what can be typed, and what Enter does. Pure.

Each is at most forty cells wide, a braille display's width, stands on a line of its own, so that
what reads by lines gets it whole, and names the default, Enter, with the choices.
"""

from __future__ import annotations

from allvoice.actions.words import up_to

MORE = "more"
TO_ANSWER = "[type it; Enter alone or back: leave]"
"""Where the next line is an answer."""
ANY_LINE = "[any line: {}, {}: leave this mode]"
"""Where any line plays or pauses."""
MOST_COLUMNS = 40
_SHORTER = {"next sentence": "next", "start again": "restart"}


def usual(enter: str) -> str:
    """Return the prompt between sentences.

    Args:
        enter: what Enter does.
    """
    return f"[Enter: {enter}, h: help, q: quit]"


def after_list(count: int, enter: str, more: str = "", does: str = "go there") -> str:
    """Return the prompt after a numbered list.

    Args:
        count: how many items there are.
        enter: what Enter does.
        more: another choice, such as "dl 1: remove".
        does: what a number does; as much of it is told as there is room for.
    """
    others = [more] if more else []
    others.append(f"Enter: {_SHORTER.get(enter, enter)}")
    for told in (f": {does}", f": {does.split()[0]}", ""):
        prompt = f"[{', '.join([up_to(count) + told, *others])}]"
        if len(prompt) <= MOST_COLUMNS:
            break
    return prompt


_SENTENCE, _OTHER, _NOTHING_ELSE = 1, 2, 3
_ENOUGH = {"beginner": _SENTENCE, "normal": _OTHER, "expert": _NOTHING_ELSE}


class PromptPolicy:
    """Decides when a prompt is worth a line.

    Newcomers need the choices, and the same choices after each sentence are noise: a screen reader
    speaks all that is appended, so a prompt after each sentence read without a voice would double
    what is heard. So a prompt is shown at first, whenever Enter has come to mean something else,
    and after all that is no plain sentence: an answer, a list, a message, an unknown command.
    Beginners are shown it after each sentence too, experts only when it has changed.
    """

    def __init__(self, verbosity: str = "normal") -> None:
        """Begin with nothing shown.

        Args:
            verbosity: "beginner", "normal" or "expert".
        """
        self.verbosity = verbosity
        self._shown = 0
        self._last = ""

    def sentence_shown(self) -> None:
        """Take note that a sentence of the guide was shown."""
        self._shown = max(self._shown, _SENTENCE)

    def other_shown(self) -> None:
        """Take note that something else was shown."""
        self._shown = _OTHER

    def reading_on(self) -> None:
        """Take note that nobody is waited for, so that no answer is due."""
        self._shown = 0

    def is_due(self, prompt: str) -> bool:
        """Tell whether to show a prompt now; it then counts as shown."""
        due = prompt != self._last or self._shown >= _ENOUGH[self.verbosity]
        self._shown, self._last = 0, prompt
        return due
