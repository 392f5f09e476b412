"""The list of options: every choice a listener has, and the keys that change one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, ListItem, ListModel, Message, Result
from allvoice.reading.commands import ChangeRate, ChangeVoice, ChangeVolume, Command
from allvoice.shelf.settings.read import PITCHES, RULERS, SCROLLS, VERBOSITIES, VOLUME_BOOSTS

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.preferences import Preferences
    from allvoice.reading.runner import ReadingSession

NO_OTHER_COLOURS = "No colours are shown: NO_COLOR is set, or the terminal has none."
ON_OFF = (True, False)
WORDS = {True: "on", False: "off"}
CHOICES: tuple[tuple[str, str, Sequence[bool | str]], ...] = (
    ("volume_boost", "Volume boost", VOLUME_BOOSTS),
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
SEEN = frozenset({"highlight_word", "double_spacing", "ruler", "scroll"})
"""What is nothing to who reads lines that are only added."""
WITH_EXTERNAL_SCREEN_READER = ("verbosity",)
"""What matters where a screen reader of the listener's own reads one sentence at a time."""
SHOWN_ALONE = "Each sentence is shown alone here; this would change nothing."


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the list."""

    name: str
    value: Callable[[], str]
    """Words for what it is now; empty for what is only opened."""
    change: Callable[[int], Result | str]
    """Takes 1 for the next value and -1 for the one before; returns what is amiss with that as a
    sentence, or what it opens."""
    says_itself: bool = False
    """The session tells of the change."""
    is_graded: bool = False
    """A held key goes on changing it: it does not go round."""

    def item(self) -> ListItem:
        """Return the line that shows it."""
        value = self.value()
        return ListItem(f"{self.name}: {value}" if value else self.name)


def next_of(values: Sequence[bool | str], now: bool | str, step: int) -> bool | str:
    """Return the value after or before the present one, round the end."""
    at = values.index(now) if now in values else -1
    return values[(at + step) % len(values)]


class Options:
    """Makes the list of options, and does what is chosen in it."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        announcer: Announcer,
        preferences: Preferences,
        *,
        themes: Callable[[], Sequence[str]] | None,
        skipping: Callable[[], Result],
        more: Sequence[tuple[str, Callable[[], Result]]],
    ) -> None:
        """Make the lists when they are asked for.

        Args:
            session: rate, volume and voice.
            controls: which keys do what.
            announcer: tells what the session does not.
            preferences: keeps what is chosen.
            themes: names of the colours; None where nothing is drawn.
            skipping: skips notes and code, or no longer does.
            more: words and what they open.
        """
        self._session = session
        self._controls = controls
        self._announcer = announcer
        self._preferences = preferences
        self._themes = themes
        self._skipping = skipping
        self._more = more

    def next_value(self, name: str, step: int = 1) -> Result:
        """Give a setting its next value and say it; for its key."""
        if self._controls.external_screen_reader and name not in WITH_EXTERNAL_SCREEN_READER:
            return Message(SHOWN_ALONE, earcon="no-action")
        _, words, values = next(each for each in CHOICES if each[0] == name)
        fault = self._choose(name, values, step)
        value = getattr(self._preferences.settings, name)
        return _chosen(f"{words}: {WORDS.get(value, value)}.", fault, _sound_of(value))

    def next_theme(self) -> Result:
        """Show other colours and say which."""
        themes = self._themes() if self._themes is not None else ()
        if self._controls.external_screen_reader or len(themes) < 2:
            is_alone = self._controls.external_screen_reader
            return Message(SHOWN_ALONE if is_alone else NO_OTHER_COLOURS, earcon="no-action")
        fault = self._choose("theme", themes, 1)
        return _chosen(f"Colours: {self._preferences.settings.theme}.", fault, "on")

    def _choose(self, name: str, values: Sequence[bool | str], step: int) -> str:
        now = getattr(self._preferences.settings, name)
        return self._preferences.set(name, next_of(values, now, step))

    def as_list(self) -> ListModel:
        """Return every option with its value."""
        options = self._options()

        def change(index: int, step: int) -> Result:
            option = options[index]
            if self._session.state.held_key is not None and not option.is_graded:
                return None
            if self._controls.external_screen_reader and self._announcer.draws:
                with self._announcer.shown_already():
                    changed = option.change(step)
            else:
                changed = option.change(step)
            if not isinstance(changed, str):
                return changed
            said = option.item().words
            if changed:
                return _chosen(f"{said}.", changed, "")
            if option.says_itself:
                return None
            return Message(said, asked=True, is_shown=True)

        return ListModel(
            f"Options, {len(options)}",
            len(options),
            lambda index: options[index].item(),
            lambda index: change(index, 1),
            "options",
            change=change,
            hint="Up and Down go through them, Right and Left change one, {back} leaves.",
            asked=True,
        )

    def _options(self) -> list[Option]:
        session, preferences = self._session, self._preferences
        is_alone = self._controls.external_screen_reader

        def setting(name: str, words: str, values: Sequence[bool | str]) -> Option:
            def value() -> str:
                now = getattr(preferences.settings, name)
                return str(WORDS.get(now, now))

            return Option(words, value, lambda step: self._choose(name, values, step))

        def voice() -> str:
            state = session.state
            return dict(state.voices).get(state.voice_id, "not known yet")

        spoken = [
            Option(
                "Pace",
                lambda: f"{session.state.rate_wpm} words a minute",
                self._asking(ChangeRate),
                says_itself=True,
                is_graded=True,
            ),
            Option(
                "Volume",
                lambda: str(session.state.volume),
                self._asking(ChangeVolume),
                says_itself=True,
                is_graded=True,
            ),
            Option("Voice", voice, self._asking(ChangeVoice), says_itself=True),
        ]
        themes = self._themes() if self._themes is not None else ()
        seen = [setting("theme", "Colours", themes)] if self._themes is not None else []
        return [
            *([] if is_alone else spoken),
            *(setting(*each) for each in CHOICES if self._matters(each[0])),
            *([] if is_alone else seen),
            Option(
                "Skipped",
                lambda: ", ".join(session.state.skipping) or "nothing",
                lambda step: self._skipping() or "",
                says_itself=True,
            ),
            *(Option(words, str, _once(go)) for words, go in self._more),
        ]

    def _matters(self, name: str) -> bool:
        if self._controls.external_screen_reader:
            return name in WITH_EXTERNAL_SCREEN_READER
        return self._themes is not None or name not in SEEN

    def _asking(self, command: Callable[[int], Command]) -> Callable[[int], str]:
        def ask(step: int) -> str:
            self._session.do(command(step))
            return ""

        return ask


def _once(go: Callable[[], Result]) -> Callable[[int], Result]:
    return lambda step: go()


def _chosen(said: str, fault: str, earcon: str) -> Message:
    """Return what tells a choice, and in the same breath what is amiss with it."""
    if fault:
        return Message(f"{said} {fault}", earcon="alarm")
    return Message(said, earcon=earcon)


def _sound_of(value: bool | str) -> str:
    return "off" if value in (False, "off") else "on"
