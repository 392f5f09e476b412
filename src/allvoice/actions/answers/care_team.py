"""The telephone number of the care team: typed once, said and shown with the urgent list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, FrontDoor, Message, Question, Result
from allvoice.actions.words import phone_words
from allvoice.shelf.settings.kinds import Phone
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.shelf.settings.choices import Choices

SETTING = "care_team_phone"
NAME = "Care team's number"
NO_NUMBER = "No number of your care team is kept here."
FORGOTTEN = "The care team's number is no longer kept."
LEFT_OUT = "No number was typed."
NOT_A_NUMBER = "That is no telephone number: at least three figures are needed."
MOST_SHOWN_CHARS = 40


def number_told(phone: str, *, spoken: bool) -> str:
    """Return a number in a sentence, twice where it is heard, or that there is none.

    Args:
        phone: as it was typed; empty for none.
        spoken: digit by digit.
    """
    if not phone:
        return NO_NUMBER
    if not spoken:
        return f"Your care team: {phone}."
    digits = phone_words(phone)
    return f"Your care team: {digits}. Once more: {digits}."


class CareTeam:
    """Keeps the number, and has it said."""

    def __init__(
        self,
        controls: ControlNames,
        front_door: FrontDoor,
        pause_scope: PauseScope,
        choices: Choices,
        *,
        draws: bool,
    ) -> None:
        """Know what the settings hold.

        Args:
            controls: name keys in hints.
            front_door: lets the number be typed.
            pause_scope: pauses the reading meanwhile.
            choices: keep the number.
            draws: words are typed into a line of their own, else behind the word for it.
        """
        self._controls = controls
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._choices = choices
        self._draws = draws

    @property
    def phone(self) -> str:
        """The number as it was typed; empty where none is kept."""
        return str(self._choices.settings.care_team_phone)

    def told(self, *, spoken: bool) -> str:
        """Return the number in a sentence, twice where it is heard, or that there is none."""
        return number_told(self.phone, spoken=spoken)

    @property
    def how_to_keep(self) -> str:
        """The sentence that tells where the number is typed."""
        if not self._draws:
            return f"{self._controls.press('phone')} and your care team's number to keep it."
        options = self._controls.press("options")
        return f"{options} for the options, where your care team's number can be typed."

    def ask(self) -> Question:
        """Let the number be typed; the reading is paused meanwhile."""
        if self._front_door.is_list_open:
            self._front_door.close_list()
        else:
            self._pause_scope.begin()
        kept = f" Now it is {phone_words(self.phone)}." if self.phone else ""
        said = f"{self._how} your care team's number, then Enter.{kept}"
        more = "The urgent list says it. Enter alone leaves it; none forgets it."
        if not self._draws:
            more = f"The urgent list says it. {self._controls.shown('phone')} none forgets it."
        message = Message(said, more=more, earcon="open", asked=True)
        return Question(
            message, self.phone, self.answer, self.leave, NAME, "Telephone number", "keeps it"
        )

    def leave(self) -> Result:
        """Stop typing."""
        self._front_door.stop_asking()
        return None if self._pause_scope.end() else Message(LEFT_OUT, earcon="close")

    def answer(self, typed: str) -> Result:
        """Keep what was typed, and tell so; "no" or "none" forgets the number."""
        self._front_door.stop_asking()
        phone = " ".join(typed.split())
        if not phone or phone == self.phone:
            goes_on = self._pause_scope.end()
            return None if goes_on and not phone else self._kept(LEFT_OUT)
        if phone.casefold() in ("no", "none"):
            phone = ""
            if not self.phone:
                self._pause_scope.end()
                return Message(NO_NUMBER, asked=True)
        if not Phone().takes(phone):
            self._pause_scope.end()
            refused = f"{NOT_A_NUMBER} “{shown(phone, MOST_SHOWN_CHARS)}” is not kept."
            return Message(refused, earcon="edge", asked=True)
        fault = self._choices.choose(SETTING, phone)
        self._pause_scope.end()
        if fault:
            return Message(fault, earcon="alarm")
        return self._kept(FORGOTTEN)

    def tell(self) -> Message:
        """Return the number, or how one is kept."""
        if self.phone:
            return self._kept("")
        return Message(f"{NO_NUMBER} {self._how} the number.", asked=True)

    @property
    def _how(self) -> str:
        return "Type" if self._draws else f"Type {self._controls.shown('phone')} and"

    def _kept(self, otherwise: str) -> Message:
        said = f"Your care team: {phone_words(self.phone)}." if self.phone else otherwise
        return Message(said, earcon="on" if self.phone else "close", asked=True)
