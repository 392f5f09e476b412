"""The list of options: every choice a listener has, and the keys that change one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, ListItem, ListModel, Message, Result
from allvoice.actions.options.voices import LATER
from allvoice.actions.words import capitalized
from allvoice.guide.skippable import KINDS, PATTERNS, spoken_kind
from allvoice.reading.commands import ChangeRate, ChangeVolume, Command, SetSkipping
from allvoice.shelf.settings.kinds import Flag, Number, OneOf
from allvoice.shelf.settings.spec import FOR_PROGRAM, GROUPS, SCREEN, Spec
from allvoice.shelf.settings.specs import SPEC_OF, SPECS

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.answers.care_team import CareTeam
    from allvoice.actions.options.backup_folder import BackupFolder
    from allvoice.actions.options.voices import Voices
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.choices import Choices

NO_PATTERNS = "You have none yet; write them behind skip_patterns in settings.toml."
NO_OTHER_COLOURS = "No colours are shown: NO_COLOR is set, or the terminal has none."
WORDS = {True: "on", False: "off"}
WITH_EXTERNAL_SCREEN_READER = (
    "verbosity", "skip", "summaries", "teach_back", "care_team_phone", "backup_folder",
    "ignore_repeat_s", "keys", "external_screen_reader",
)  # fmt: skip
"""What matters where a screen reader of the listener's own reads one sentence at a time."""
WHERE_DRAWN = ("typing_echo", "ignore_repeat_s")
"""What matters only where keys are pressed and words typed into a line of the program's own."""
SHOWN_ALONE = "Each sentence is shown alone here; this would change nothing."


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the list."""

    name: str
    group: str
    """The heading over it and over those like it."""
    value: Callable[[], str]
    """Words for what it is now; empty for what is only opened."""
    change: Callable[[int], Result | str]
    """Takes 1 for the next value and -1 for the one before; returns what is amiss with that as a
    sentence, or what it opens; nothing where the session tells of the change."""
    says_itself: bool = False
    """The session tells of the change."""
    is_graded: bool = False
    """A held key goes on changing it: it does not go round."""

    def item(self) -> ListItem:
        """Return the line that shows it."""
        return ListItem(self.value(), label=self.name, group=self.group)


def next_of(
    values: Sequence[bool | str | float], now: bool | str | float, step: int
) -> bool | str | float:
    """Return the value after or before the present one, round the end."""
    if isinstance(now, float):
        # The file may hold one between them.
        values = sorted({*values, now})
    at = values.index(now) if now in values else -1
    return values[(at + step) % len(values)]


class Options:
    """Makes the list of options, and does what is chosen in it."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        announcer: Announcer,
        choices: Choices,
        *,
        themes: Callable[[], Sequence[str]] | None,
        care_team: CareTeam,
        backups: BackupFolder,
        key_list: Callable[[], Result] | None,
        voices: Voices,
        more: Sequence[tuple[str, Callable[[], Result]]],
    ) -> None:
        """Make the lists when they are asked for.

        Args:
            session: rate, volume and voice.
            controls: which keys do what.
            announcer: tells what the session does not.
            choices: keeps what is chosen.
            themes: names of the colours; None where nothing is drawn.
            care_team: lets its telephone number be typed.
            backups: lets the folder for backups be typed.
            key_list: returns the list in which keys are changed; None where there is none.
            voices: goes through all that can speak.
            more: words and what they open.
        """
        self._session = session
        self._controls = controls
        self._announcer = announcer
        self._choices = choices
        self._themes = themes
        self._care_team = care_team
        self._backups = backups
        self._key_list = key_list
        self._voices = voices
        self._more = more

    def next_value(self, name: str, step: int = 1) -> Result:
        """Give a setting its next value and say it; for its key."""
        if self._controls.external_screen_reader and name not in WITH_EXTERNAL_SCREEN_READER:
            return Message(SHOWN_ALONE, earcon="no-action")
        spec = SPEC_OF[name]
        fault = self._choose(name, _values(spec), step)
        value = getattr(self._choices.settings, name)
        return _chosen(f"{spec.words}: {WORDS.get(value, value)}.", fault, _sound_of(value))

    def next_theme(self) -> Result:
        """Show other colours and say which."""
        themes = self._themes() if self._themes is not None else ()
        if self._controls.external_screen_reader or len(themes) < 2:
            why = SHOWN_ALONE if self._controls.external_screen_reader else NO_OTHER_COLOURS
            return Message(why, earcon="no-action")
        fault = self._choose("theme", themes, 1)
        return _chosen(f"Colours: {self._choices.settings.theme}.", fault, "on")

    def _choose(self, name: str, values: Sequence[bool | str | float], step: int) -> str:
        return self._choices.choose(name, next_of(values, self._choices.wanted(name), step))

    def as_list(self) -> ListModel:
        """Return every option with its value."""
        options = self._options()

        def change(index: int, step: int) -> Result:
            option = options[index]
            if self._controls.external_screen_reader and self._announcer.draws:
                with self._announcer.shown_already():
                    changed = option.change(step)
            else:
                changed = option.change(step)
            if not isinstance(changed, str):
                return changed
            # Where it is drawn its name was said before, and is not what is new.
            said = option.value() if self._announcer.draws else option.item().words
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
            is_graded=lambda index: options[index].is_graded,
            hint="{item_up} and {item_down} go through them, {leap_on} and {leap_back} change one, "
            "{back} leaves.",
            asked=True,
            is_of_document=False,
            does="change",
            leaps="next value, or the one before",
            has_labels=True,
        )

    def _options(self) -> list[Option]:
        of_settings = (self._of(spec) for spec in SPECS if self._matters(spec))
        options = [option for options in of_settings for option in options]
        options += [Option(words, FOR_PROGRAM, str, _once(go)) for words, go in self._more]
        return sorted(options, key=lambda option: GROUPS.index(option.group))

    def _of(self, spec: Spec) -> list[Option]:
        """Return the lines of a setting: of what can be skipped each kind has its own."""
        if spec.name == "skip":
            return [self._of_skipping(spec, kind) for kind in KINDS]
        if spec.name == "skip_patterns":
            # Written in the file; whether they are skipped is a line of what is skipped.
            return []
        return [self._option(spec)]

    def _option(self, spec: Spec) -> Option:
        """Return the line of a setting; what the session knows best is asked of it."""
        session = self._session
        match spec.name:
            case "rate_wpm":
                return self._graded(
                    spec, lambda: f"{session.state.rate_wpm} words a minute", ChangeRate
                )
            case "volume":
                return self._graded(spec, lambda: str(session.state.volume), ChangeVolume)
            case "voices":
                return Option(spec.words, spec.group, self._voices.voice, self._voices.next_voice)
            case "engine":
                return Option(spec.words, spec.group, self._voices.engine, self._voices.next_engine)
            case "care_team_phone":
                return Option(
                    spec.words,
                    spec.group,
                    lambda: self._care_team.phone or "none",
                    _once(self._care_team.ask),
                )
            case "backup_folder":
                backups = self._backups
                return Option(spec.words, spec.group, lambda: backups.value, _once(backups.ask))
            case "keys":
                assert self._key_list is not None
                return Option(spec.words, spec.group, str, _once(self._key_list))
            case name:
                values = (self._themes or tuple)() if name == "theme" else _values(spec)
                return Option(
                    spec.words,
                    spec.group,
                    lambda: self._value(spec),
                    lambda step: self._choose(name, values, step),
                )

    def _graded(
        self, spec: Spec, value: Callable[[], str], command: Callable[[int], Command]
    ) -> Option:
        change = self._asking(command)
        return Option(spec.words, spec.group, value, change, says_itself=True, is_graded=True)

    def _of_skipping(self, spec: Spec, kind: str) -> Option:
        """Return the line that tells whether a kind of text is skipped, and changes that."""
        session = self._session

        def value() -> str:
            if kind == PATTERNS and not session.state.options.skip_patterns:
                return "none"
            return "skipped" if kind in session.state.skipping else "read"

        def change(step: int) -> str:
            if kind == PATTERNS and not session.state.options.skip_patterns:
                return NO_PATTERNS
            skipping = session.state.skipping
            names = tuple(each for each in KINDS if (each in skipping) is not (each == kind))
            session.do(SetSkipping(names))
            return self._choices.choose(spec.name, names)

        return Option(
            capitalized(spoken_kind(kind)),
            spec.group,
            value,
            change,
            says_itself=True,
        )

    def _value(self, spec: Spec) -> str:
        value = self._choices.wanted(spec.name)
        if isinstance(spec.kind, Number):
            value = f"{value:g} seconds" if value else WORDS[False]
        return f"{WORDS.get(value, value)}{LATER if spec.name in self._choices.later else ''}"

    def _matters(self, spec: Spec) -> bool:
        if spec.name == "keys":
            return self._key_list is not None
        if self._themes is None and spec.name in WHERE_DRAWN:
            return False
        if self._controls.external_screen_reader:
            return spec.name in WITH_EXTERNAL_SCREEN_READER
        # What is seen is nothing to who reads lines that are only added.
        is_drawn = spec.table == SCREEN and spec.name != "external_screen_reader"
        return self._themes is not None or not is_drawn

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


def _values(spec: Spec) -> Sequence[bool | str | float]:
    """Return what a setting is gone through."""
    if not isinstance(spec.kind, Flag | OneOf | Number):
        raise AssertionError(f"{spec.name} is not gone through by its values")
    return spec.kind.values
