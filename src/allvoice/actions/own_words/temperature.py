"""A temperature, kept with its time; what the guide says of a fever is told at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.model import Message
from allvoice.actions.own_words.entry_words import time_of
from allvoice.actions.words import own_line
from allvoice.guide.temperatures import has_rules, said_of_temperature
from allvoice.shelf.store.entries import EntryKind
from allvoice.text import ended, one_line, shown

if TYPE_CHECKING:
    from allvoice.actions.asking import Asking
    from allvoice.actions.model import ControlNames, Question, Result
    from allvoice.actions.own_words.writing import Writing
    from allvoice.guide.model import Guide
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.entries import Entry

RANGES = {"C": (34.0, 43.0), "F": (93.0, 110.0)}
"""Of a living person; the two scales have no figure in common."""
SCALES = {"C": "Celsius", "F": "Fahrenheit"}
EXAMPLE = "Type it like 38.2 or 100.8, then Enter."
INVITATION = "Such as 38.2 or 100.8"
MOST_SHOWN_CHARS = 40
_HOUR = "(?:[01]?[0-9]|2[0-3])"
_HALF = r"(?: ?(?:[ap]\.?m\.?|o'clock))"
_TYPED = re.compile(
    r"([0-9]{2,3}(?:[.,][0-9]{1,2})?) ?(?:°|degrees?|deg)? ?"
    r"(c|f|celsius|centigrade|fahrenheit)?\.?"
    # When it was taken, where that is not now; also as it stands where a kept one is changed.
    rf"(?:(?:, taken at|,| at) ?({_HOUR}(?:[:.][0-9]{{2}})?{_HALF}?)"
    rf"| ({_HOUR}(?::[0-9]{{2}}{_HALF}?|{_HALF})))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a thermometer shows."""

    figure: str
    scale: str
    """C or F."""
    taken_at: str = ""
    """The time that was typed behind it, as it was typed; empty for now."""

    @property
    def words(self) -> str:
        """All of it: "38.2 degrees Celsius"."""
        taken = f", taken at {self.taken_at}" if self.taken_at else ""
        return f"{self.figure} degrees {SCALES[self.scale]}{taken}"


def reading_of(typed: str) -> Reading | None:
    """Return the temperature that was typed; None for what no person has, which is not guessed."""
    found = _TYPED.fullmatch(" ".join(typed.split()))
    if found is None:
        return None
    figure, named = found[1].replace(",", "."), (found[2] or "")[:1].upper()
    for scale, (lowest, highest) in RANGES.items():
        if named in ("", scale) and lowest <= float(figure) <= highest:
            return Reading(figure, scale, found[3] or found[4] or "")
    return None


class Temperatures:
    """Keeps what the thermometer shows."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        asking: Asking,
        writing: Writing,
        own_guide: Callable[[], Guide | None],
        *,
        draws: bool,
    ) -> None:
        """Keep nothing yet.

        Args:
            session: the document, which may say what a fever is.
            controls: name the key that opens the urgent list.
            asking: lets a temperature be typed.
            writing: keeps it.
            own_guide: opens the guide that comes with the program; None where it cannot.
            draws: the line is asked for again where what was typed is none.
        """
        self._session = session
        self._controls = controls
        self._asking = asking
        self._writing = writing
        self._own_guide = own_guide
        self._draws = draws

    def ask(self) -> Question:
        """Let a temperature be typed."""
        return self._ask(f"Temperature. {EXAMPLE}")

    def edit(self, entry: Entry) -> Question:
        """Let a temperature that was kept be typed anew; where nothing is left, it is removed."""
        return self._ask_anew(entry, f"Change the temperature. {EXAMPLE}")

    def _ask(self, said: str) -> Question:
        # A figure of before that waits in the line could be kept as one of now.
        return self._asking.ask(
            said, self.keep, name="Temperature", invitation=INVITATION, keeps_draft=False
        )

    def _ask_anew(self, entry: Entry, said: str) -> Question:
        return self._asking.ask(
            said,
            partial(self._change, entry),
            name="Change the temperature",
            invitation=INVITATION,
            before=own_line(entry.text),
            keeps_draft=False,
        )

    def _change(self, entry: Entry, typed: str) -> Result:
        if not typed:
            return self._writing.remove(entry)
        reading = reading_of(typed)
        if reading is None:
            refused = _refusal(typed)
            if not self._draws:
                how = self._controls.shown("edit")
                return Message(f"{refused} Type {how}, its number and the figure.", asked=True)
            return self._ask_anew(entry, f"{refused} {EXAMPLE}")
        told = self._writing.reword(entry, reading.words, self._advice(reading))
        return replace(told, asked=True)

    def keep(self, typed: str) -> Result:
        """Keep a temperature; what can be none is asked for again."""
        reading = reading_of(typed)
        if reading is None:
            refused = _refusal(typed)
            if not self._draws:
                # What is typed next in lines may be for anything.
                how = self._controls.shown("temperature")
                return Message(
                    f"{refused} Type {how} and the figure, such as {how} 38.2.", asked=True
                )
            return self._ask(f"{refused} {EXAMPLE}")
        entry = self._writing.add(EntryKind.TEMPERATURE, reading.words)
        assert entry is not None, "it has words"
        when = "" if reading.taken_at else time_of(entry)
        kept = f"Kept: {reading.words}, {when}" if when else f"Kept: {reading.words}"
        # It is said also where the interface voice is off: it may be a fever.
        return replace(self._writing.kept(kept, self._advice(reading)), asked=True)

    def _advice(self, reading: Reading) -> str:
        """Return what the guide says of a temperature, and what opens the urgent list."""
        urgent = f"{self._controls.shown('urgent')} opens the list of when to call."
        return " ".join(filter(None, (self._of_guide(reading), urgent)))

    def _of_guide(self, reading: Reading) -> str:
        """Return what the guide says of a temperature; nothing of it says that all is well."""
        guide: Guide | None = self._session.guide
        if guide is None or not has_rules(guide):
            guide = self._own_guide()
        if guide is None:
            return ""
        value = float(reading.figure)
        position = said_of_temperature(
            guide,
            celsius=value if reading.scale == "C" else None,
            fahrenheit=value if reading.scale == "F" else None,
        )
        if position is None:
            return ""
        title = guide.section_of(position).title
        sentence = " ".join(guide.sentence_text(position).split())
        return f"The guide says: {ended(title)} {ended(sentence)}"


def _refusal(typed: str) -> str:
    return f"“{shown(one_line(typed), MOST_SHOWN_CHARS)}” is no temperature of a person."
