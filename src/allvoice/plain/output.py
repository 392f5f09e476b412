"""What has been put out: sentences of the guide, what was told, and prompts. Lines only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.guide.model import Guide, Position, role
from allvoice.plain.prompts import PromptPolicy

if TYPE_CHECKING:
    from allvoice.shelf.settings.specs import Settings


class Output:
    """Appends lines, and remembers what a listener has before them."""

    def __init__(self, guide: Guide, put: Callable[[str], None], verbosity: str = "normal") -> None:
        """Begin empty.

        Args:
            guide: whose sentences are shown.
            put: appends a line; raises `BrokenPipeError` when nobody reads any more.
            verbosity: "beginner", "normal" or "expert": how often a prompt is shown.
        """
        self.sentence: Position | None = None
        """The sentence shown last; None once it is to be shown again when it is heard again."""
        self._guide = guide
        self._put = put
        self._policy = PromptPolicy(verbosity)

    def take_guide(self, guide: Guide) -> None:
        """Show sentences of another guide from now on."""
        self._guide = guide
        self.sentence = None

    def line(self, text: str) -> None:
        """Show a line that is no sentence of the guide."""
        self._put(text)
        self._policy.other_shown()

    def show(self, position: Position) -> None:
        """Show a sentence of the guide with what starts its block."""
        self.sentence = position
        block = self._guide.blocks[position.block]
        lead = ""
        if position.sentence == 0:
            what = role(block)
            lead = f"{what}: " if what else f"{block.marker} " if block.marker else ""
        self._put(lead + " ".join(self._guide.sentence_text(position).split()))
        self._policy.sentence_shown()

    def show_settings(self, settings: Settings) -> None:
        """Show prompts as often as is chosen."""
        self._policy.verbosity = settings.verbosity

    def ask(self, prompt: str, *, always: bool = False) -> None:
        """Show a prompt if it is worth a line, or always."""
        if self._policy.is_due(prompt) or always:
            self._put(prompt)

    def reading_on(self) -> None:
        """Take note that nobody is waited for, so that no prompt is due."""
        self._policy.reading_on()
