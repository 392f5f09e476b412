"""The list of options: every choice a listener has, changed by Left, Right and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.kinds import Flag, OneOf
from allvoice.shelf.settings.specs import OPTIONS
from allvoice.tui.keys.keymap import KeyTable
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling
from allvoice.tui.widgets.list_view import Item, Listing

if TYPE_CHECKING:
    from allvoice.tui.stage import Stage

NO_OTHER_COLOURS = "No colours are shown: NO_COLOR is set, or the terminal has none."
WORDS = {True: "on", False: "off"}
CHOICES: tuple[tuple[str, str, Sequence[bool | str]], ...] = tuple(
    (spec.name, spec.words, spec.kind.values)
    for spec in OPTIONS
    if isinstance(spec.kind, Flag | OneOf)
)
"""Name of the setting, words for it, and its values."""
BY_HAND = ("verbosity",)
"""Those that matter where a screen reader of the listener's own reads one sentence at a time."""
SHOWN_ALONE = "Each sentence is shown alone here; this would change nothing."


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the list."""

    name: str
    value: Callable[[], str]
    """Words for what it is now; empty for what is only opened."""
    change: Callable[[int], str | None]
    """Takes 1 for the next value and -1 for the one before; returns what is amiss with that."""
    says_itself: bool = False
    """The session tells of the change."""
    is_graded: bool = False
    """A held key goes on changing it: it does not go round."""

    def item(self) -> Item:
        """Return the line that shows it."""
        value = self.value()
        return Item(f"{self.name}: {value}" if value else self.name)


def next_of(values: Sequence[bool | str], now: bool | str, step: int) -> bool | str:
    """Return the value after or before the present one, round the end."""
    at = values.index(now) if now in values else -1
    return values[(at + step) % len(values)]


class Options:
    """Makes the list of options, and does what is chosen in it."""

    def __init__(
        self,
        listening: Listening,
        table: KeyTable,
        stage: Stage,
        telling: Telling,
        choices: Choices,
        *,
        themes: Callable[[], Sequence[str]],
        skipping: Callable[[], None],
        more: Sequence[tuple[str, Callable[[], None]]],
    ) -> None:
        """Make the lists when they are asked for.

        Args:
            listening: pace, volume and voice.
            table: which keys do what.
            stage: shows the lists.
            telling: says what was chosen.
            choices: keeps what is chosen.
            themes: names of the colours.
            skipping: skips notes and code, or no longer does.
            more: words and what they open.
        """
        self._listening = listening
        self._table = table
        self._stage = stage
        self._telling = telling
        self._choices = choices
        self._themes = themes
        self._skipping = skipping
        self._more = more

    def next_value(self, name: str, step: int = 1) -> None:
        """Give a setting its next value and say it; for its key."""
        if self._table.by_hand and name not in BY_HAND:
            self._telling.say(SHOWN_ALONE, earcon="no-action")
            return
        _, words, values = next(each for each in CHOICES if each[0] == name)
        fault = self._choose(name, values, step)
        value = getattr(self._choices.settings, name)
        self._say(f"{words}: {WORDS.get(value, value)}.", fault, _sound_of(value))

    def next_theme(self) -> None:
        """Show other colours and say which."""
        if self._table.by_hand or len(self._themes()) < 2:
            said = SHOWN_ALONE if self._table.by_hand else NO_OTHER_COLOURS
            self._telling.say(said, earcon="no-action")
            return
        fault = self._choose("theme", self._themes(), 1)
        self._say(f"Colours: {self._choices.settings.theme}.", fault, "on")

    def _say(self, said: str, fault: str, earcon: str) -> None:
        """Say a choice, and in the same breath what is amiss with it: neither cuts the other."""
        if fault:
            self._telling.say(f"{said} {fault}", earcon="alarm")
        else:
            self._telling.say(said, earcon=earcon)

    def _choose(self, name: str, values: Sequence[bool | str], step: int) -> str:
        now = getattr(self._choices.settings, name)
        return self._choices.choose(name, next_of(values, now, step))

    def listing(self) -> Listing:
        """Return every option with its value."""
        options = self._options()

        def change(index: int, step: int) -> None:
            option = options[index]
            if self._listening.state.key_is_held and not option.is_graded:
                return
            with self._telling.shown_already() if self._table.by_hand else nullcontext():
                fault = option.change(step)
            self._stage.items.redraw()
            if fault:
                self._say(f"{option.item().words}.", fault, "")
            elif option.value() and not option.says_itself:
                self._telling.say_item(option.item().words, earcon="", asked=True)

        return Listing(
            f"Options, {len(options)}",
            len(options),
            lambda index: options[index].item(),
            lambda index: change(index, 1),
            change=change,
            hint="Up and Down go through them, Right and Left change one, "
            f"{self._table.spoken('back')} leaves.",
            asked=True,
        )

    def _options(self) -> list[Option]:
        listening, choices = self._listening, self._choices
        by_hand = self._table.by_hand

        def setting(name: str, words: str, values: Sequence[bool | str]) -> Option:
            def value() -> str:
                now = getattr(choices.settings, name)
                return str(WORDS.get(now, now))

            return Option(words, value, lambda step: self._choose(name, values, step))

        def either(up: Callable[[], None], down: Callable[[], None]) -> Callable[[int], None]:
            return lambda step: up() if step > 0 else down()

        def voice() -> str:
            state = listening.state
            return dict(state.voices).get(state.voice_id, "not known yet")

        spoken = [
            Option(
                "Pace",
                lambda: f"{listening.state.rate_wpm} words a minute",
                either(listening.faster, listening.slower),
                says_itself=True,
                is_graded=True,
            ),
            Option(
                "Volume",
                lambda: str(listening.state.volume),
                either(listening.louder, listening.quieter),
                says_itself=True,
                is_graded=True,
            ),
            Option("Voice", voice, listening.next_voice, says_itself=True),
        ]
        seen = [setting("theme", "Colours", self._themes())]
        return [
            *([] if by_hand else spoken),
            *(setting(*each) for each in CHOICES if not by_hand or each[0] in BY_HAND),
            *([] if by_hand else seen),
            Option(
                "Skipped",
                lambda: ", ".join(listening.state.skipping) or "nothing",
                lambda step: self._skipping(),
                says_itself=True,
            ),
            *(Option(words, str, _once(go)) for words, go in self._more),
        ]


def _once(go: Callable[[], None]) -> Callable[[int], None]:
    return lambda step: go()


def _sound_of(value: bool | str) -> str:
    return "off" if value in (False, "off") else "on"
