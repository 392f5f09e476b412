"""What is typed or pasted: it goes into the line for it, whatever has the focus, or is nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.catalogue import Scope
from allvoice.limits import MOST_OWN_WORDS_CHARS
from allvoice.tui.keys.keymap import named

if TYPE_CHECKING:
    from textual.events import Key

    from allvoice.actions.announcer import Announcer
    from allvoice.tui.keys.keymap import Keymap
    from allvoice.tui.widgets.main_pane import MainPane

PASTED = "What was pasted does nothing here. {} searches for it."
MOST_SEARCHED_CHARS = 200


class TypedLine:
    """Hands keys and pastes to the line to type into."""

    def __init__(
        self,
        main_pane: MainPane,
        announcer: Announcer,
        keymap: Keymap,
        *,
        scope: Callable[[], Scope | None],
        do: Callable[[str], None],
        answer: Callable[[str], None],
        edited: Callable[[], None],
    ) -> None:
        """Begin with no line.

        Args:
            main_pane: shows the line.
            announcer: tells that a paste does nothing.
            keymap: which key opens the search.
            scope: where keys do their actions at the moment; None where they do not.
            do: does an action.
            answer: takes what was typed.
            edited: is told that what stands in the line is another text now.
        """
        self._main_pane = main_pane
        self._announcer = announcer
        self._keymap = keymap
        self._scope = scope
        self._do = do
        self._answer = answer
        self._edited = edited

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the line."""
        prompt = self._main_pane.prompt
        return prompt is None or not prompt.value

    def key(self, event: Key) -> None:
        """Take a key that is typed."""
        prompt = self._main_pane.prompt
        if prompt is None:
            return
        entered = prompt.enter(event)
        if entered == "left":
            self._do("leave_search")
        elif entered == "submitted":
            self._answer(prompt.value)
        else:
            self._edited()

    def paste(self, text: str) -> None:
        """Take a paste for what is typed: own words whole, else its first line; else nothing."""
        prompt = self._main_pane.prompt
        if prompt is not None:
            is_own = self._main_pane.takes_own_words
            prompt.put(_in_one_line(text) if is_own else _first_line(text))
            self._edited()
        else:
            self._announcer.answer(PASTED.format(self._keymap.shown("search")))

    def keys_together(self, text: str) -> None:
        """Take more characters at once than anybody presses: a paste, or what a program types.

        Text is typed, and one Enter behind it sends it off; it is never commands, but for the key
        that opens the search.
        """
        scope = self._scope()
        if scope is not None:
            action = self._keymap.action_of([named(text[0])], scope)
            if action is not None and action.id == "search":
                self._do(action.id)
                text = text[1:]
        self.paste(text)
        prompt = self._main_pane.prompt
        line = text.replace("\n", "\r")
        if prompt is not None and line.find("\r") == len(line) - 1:
            self._answer(prompt.value)


def _in_one_line(text: str) -> str:
    # A space at an end parts it from what stands there already.
    start, end = (" " if each.isspace() else "" for each in (text[:1], text[-1:]))
    end = "" if text[-1:] in "\r\n" else end
    return f"{start}{' '.join(text.split())}{end}"[:MOST_OWN_WORDS_CHARS]


def _first_line(text: str) -> str:
    line = next(filter(str.strip, text.splitlines()), "")
    return " ".join(line.split())[:MOST_SEARCHED_CHARS]
