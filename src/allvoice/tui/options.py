"""The list of options: every choice a listener has, changed by Left, Right and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.shelf.settings import PITCHES, RULERS, SCROLLS, VERBOSITIES
from allvoice.tui.keys import ACTIONS, KeyTable
from allvoice.tui.lists import Item, Listing
from allvoice.tui.ports import Listening
from allvoice.tui.preferences import Preferences
from allvoice.tui.telling import Telling

if TYPE_CHECKING:
    from allvoice.tui.keyboard import Keyboard
    from allvoice.tui.stage import Stage

NO_OTHER_COLOURS = "No colours are shown: NO_COLOR is set, or the terminal has none."
ON_OFF = (True, False)
WORDS = {True: "on", False: "off"}
CHOICES: tuple[tuple[str, str, Sequence[bool | str]], ...] = (
    ("interface_voice", "Interface voice", ON_OFF),
    ("guide_voice", "Guide voice", ON_OFF),
    ("interface_pitch", "Interface voice pitch", PITCHES),
    ("verbosity", "How much is said", VERBOSITIES),
    ("earcons", "Short sounds", ON_OFF),
    ("one_sentence", "One sentence at a time", ON_OFF),
    ("highlight_word", "Mark the word", ON_OFF),
    ("double_spacing", "Double spacing", ON_OFF),
    ("ruler", "Ruler", RULERS),
    ("scroll", "Scrolling", SCROLLS),
)
"""Name of the setting, words for it, and its values."""


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the list."""

    name: str
    value: Callable[[], str]
    """Words for what it is now; empty for what is only opened."""
    change: Callable[[int], None]
    """Takes 1 for the next value and -1 for the one before."""
    says_itself: bool = False
    """The session tells of the change."""

    def item(self) -> Item:
        """Return the line that shows it."""
        value = self.value()
        return Item(f"{self.name}: {value}" if value else self.name)


def next_of(values: Sequence[bool | str], now: bool | str, step: int) -> bool | str:
    """Return the value after or before the present one, round the end."""
    at = values.index(now) if now in values else -1
    return values[(at + step) % len(values)]


class Options:
    """Makes the lists of options and of keys, and does what is chosen in them."""

    def __init__(
        self,
        listening: Listening,
        table: KeyTable,
        stage: Stage,
        telling: Telling,
        preferences: Preferences,
        keyboard: Keyboard,
        *,
        themes: Callable[[], Sequence[str]],
        use_keys: Callable[[], None],
        skipping: Callable[[], None],
        more: Sequence[tuple[str, Callable[[], None]]],
    ) -> None:
        """Make the lists when they are asked for.

        Args:
            listening: pace, volume and voice.
            table: which keys do what.
            stage: shows the lists.
            telling: says what was chosen.
            preferences: keeps what is chosen.
            keyboard: hands over a key that is being chosen.
            themes: names of the colours.
            use_keys: lets the keys of the table hold.
            skipping: skips notes and code, or no longer does.
            more: words and what they open.
        """
        self._listening = listening
        self._table = table
        self._stage = stage
        self._telling = telling
        self._preferences = preferences
        self._keyboard = keyboard
        self._themes = themes
        self._use_keys = use_keys
        self._skipping = skipping
        self._more = more

    def next_value(self, name: str, step: int = 1) -> None:
        """Give a setting its next value and say it; for its key."""
        _, words, values = next(each for each in CHOICES if each[0] == name)
        self._choose(name, values, step)
        value = getattr(self._preferences.settings, name)
        self._telling.say(f"{words}: {WORDS.get(value, value)}.", earcon=_sound_of(value))

    def next_theme(self) -> None:
        """Show other colours and say which."""
        if len(self._themes()) < 2:
            self._telling.say(NO_OTHER_COLOURS, earcon="no-action")
            return
        self._choose("theme", self._themes(), 1)
        self._telling.say(f"Colours: {self._preferences.settings.theme}.", earcon="on")

    def _choose(self, name: str, values: Sequence[bool | str], step: int) -> None:
        now = getattr(self._preferences.settings, name)
        self._preferences.set(name, next_of(values, now, step))

    def listing(self) -> Listing:
        """Return every option with its value."""
        options = self._options()

        def change(index: int, step: int) -> None:
            option = options[index]
            option.change(step)
            self._stage.items.redraw()
            if option.value() and not option.says_itself:
                self._telling.say_item(option.item().words, earcon="", asked=True)

        return Listing(
            f"Options, {len(options)}",
            len(options),
            lambda index: options[index].item(),
            lambda index: change(index, 1),
            change=change,
            hint="Up and Down go through them, Right and Left change one, Escape leaves.",
        )

    def _options(self) -> list[Option]:
        listening, preferences = self._listening, self._preferences

        def setting(name: str, words: str, values: Sequence[bool | str]) -> Option:
            def value() -> str:
                now = getattr(preferences.settings, name)
                return str(WORDS.get(now, now))

            return Option(words, value, lambda step: self._choose(name, values, step))

        def either(up: Callable[[], None], down: Callable[[], None]) -> Callable[[int], None]:
            return lambda step: up() if step > 0 else down()

        def voice() -> str:
            state = listening.state
            return dict(state.voices).get(state.voice_id, "not known yet")

        return [
            Option(
                "Pace",
                lambda: f"{listening.state.rate_wpm} words a minute",
                either(listening.faster, listening.slower),
                says_itself=True,
            ),
            Option(
                "Volume",
                lambda: str(listening.state.volume),
                either(listening.louder, listening.quieter),
                says_itself=True,
            ),
            Option("Voice", voice, lambda step: listening.next_voice(), says_itself=True),
            *(setting(*each) for each in CHOICES),
            setting("theme", "Colours", self._themes()),
            Option(
                "Notes and code",
                lambda: "skipped" if listening.state.skipping else "read",
                lambda step: self._skipping(),
                says_itself=True,
            ),
            Option("Change keys", str, lambda step: self._open_keys()),
            *(Option(words, str, _once(go)) for words, go in self._more),
        ]

    # Keys

    def _open_keys(self, selected: int = 0) -> None:
        listing = self._keys(selected)
        self._stage.open_list(listing)
        items = self._stage.items
        self._telling.say_item(
            f"{listing.name}. {items.words()}", where=items.place(), hint=listing.hint
        )

    def _keys(self, selected: int) -> Listing:
        table = self._table

        def item(index: int) -> Item:
            action = ACTIONS[index].id
            words = table.words(action)
            return Item(
                f"{words}: {table.all_shown(action)}",
                spoken=f"{words}: {table.all_spoken(action)}",
            )

        return Listing(
            f"Change keys, {len(ACTIONS)}",
            len(ACTIONS),
            item,
            self._ask_for_key,
            selected,
            remove=self._usual_keys,
            hint="Enter, then the new key. D gives the usual keys back. Escape leaves.",
        )

    def _ask_for_key(self, index: int) -> None:
        words = self._table.words(ACTIONS[index].id)
        self._telling.say(f"Press the key for: {words}. Escape leaves it as it is.", earcon="open")
        self._keyboard.choose_key(lambda key: self._use_key(index, key))

    def _use_key(self, index: int, key: str) -> None:
        action = ACTIONS[index].id
        if not key:
            self._telling.say("Nothing was changed.", earcon="close")
            return
        self._changed(index, self._table.change(action, key))

    def _usual_keys(self, index: int) -> None:
        self._changed(index, self._table.reset(ACTIONS[index].id))

    def _changed(self, index: int, taken: str) -> None:
        if taken:
            said = f"That key is taken, for: {taken}. Nothing was changed."
            self._telling.say(said, earcon="no-action")
            return
        action = ACTIONS[index].id
        self._use_keys()
        self._preferences.keep(f"keys.{action}", ",".join(self._table.keys(action)))
        self._stage.items.redraw()
        self._telling.say(self._stage.items.words(), earcon="on")


def _once(go: Callable[[], None]) -> Callable[[int], None]:
    return lambda step: go()


def _sound_of(value: bool | str) -> str:
    return "off" if value in (False, "off") else "on"
