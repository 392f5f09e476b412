"""The sleep timer as an action: its list, which leads back to where one slept too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.hands_free.sleep_words import (
    HOW,
    choice_words,
    is_off,
    left_words,
    parse,
    typed_words,
)
from allvoice.actions.model import NO_CHAPTERS, ListItem, ListModel, Message
from allvoice.guide.model import BlockKind, shortened
from allvoice.reading.commands import ExtendSleepTimer, GoTo, KnowSlept, SetSleepTimer
from allvoice.reading.progress import place
from allvoice.reading.sleep_state import SleepLength, Unit

if TYPE_CHECKING:
    from allvoice.actions.hands_free.slept import SleptPlaces
    from allvoice.actions.model import ControlNames, FrontDoor, Result
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.remembered import Remembered

ACTION = "sleep_timer"
CHOICES = (
    *(SleepLength(Unit.MINUTES, count) for count in (5, 15, 30, 45, 60)),
    SleepLength(Unit.SECTIONS),
    SleepLength(Unit.CHAPTERS),
    SleepLength(Unit.SECTIONS, 2),
    SleepLength(Unit.SECTIONS, 3),
    None,
)
"""None for no timer."""
MOST_SENTENCE_CHARS = 40
"""Of the sentence at a place: enough to know it again."""
_USUAL = "30"
_CHOSEN = "sleep timer chosen last"
"""Name of what is kept."""
_LENGTHS, _PLACES = "Reading stops after", "Go on where"
NOTHING_READ = "There is no sleep timer here: nothing is read by itself."
INTO_A_FILE = "There is no sleep timer while the sound goes into a file."


def place_words(guide: Guide, position: Position) -> str:
    """Return the beginning of the sentence at a place, by which it is told from others near it."""
    where, following = place(guide, position, brief=True), guide.after(position)
    if guide.blocks[position.block].kind is BlockKind.HEADING and following is not None:
        # The section is named in any case.
        position = following
    said = " ".join(guide.sentence_text(position).split())
    return f"{shortened(said, MOST_SENTENCE_CHARS)} ({where})"


def _counts_chapters(length: SleepLength | None) -> bool:
    return length is not None and length.unit is Unit.CHAPTERS


class SleepTimerActions:
    """Lets the timer be set, extended and turned off, and leads back to where one slept."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        pause_scope: PauseScope,
        remembered: Remembered,
        slept: SleptPlaces,
        *,
        is_heard: bool,
        draws: bool,
    ) -> None:
        """Begin with no timer.

        Args:
            session: the reading.
            controls: name what is pressed or typed.
            front_door: shows the list.
            pause_scope: paused the reading for the list.
            remembered: keeps which length was chosen last.
            slept: keeps where one slept.
            is_heard: somebody hears it now; into a sound file nobody falls asleep over is read.
            draws: the name of a list is shown above it.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._remembered = remembered
        self._slept = slept
        self._is_heard = is_heard
        self._draws = draws

    def take_guide(self) -> None:
        """Find the places again in the document that is read from now on, or as it was edited."""
        sleep = self._session.state.sleep
        slept = self._slept.of(self._session.guide)
        places = None if slept is None else slept.places
        self._session.do(KnowSlept(places, sleep.is_offered and slept is not None))

    def open(self) -> Result:
        """Return the list; while the reading fades, extend it, and in the list go to the next."""
        if refused := self._refused:
            return Message(refused, asked=True)
        if self._session.state.is_fading:
            self._session.do(ExtendSleepTimer())
            return None
        door = self._front_door
        if door.list_action == ACTION and door.model is not None:
            return door.pick((door.selected + 1) % door.model.count)
        return self.as_list()

    def set(self, typed: str) -> Result:
        """Set the timer as is typed, or tell what can be."""
        if refused := self._refused:
            return Message(refused, asked=True)
        length = parse(typed)
        if length is None and not is_off(typed):
            return Message(f"That is no length for the sleep timer: {HOW}.", earcon="no-action")
        if _counts_chapters(length) and not self._session.guide.chapters:
            return Message(NO_CHAPTERS, earcon="no-action")
        self._set(length)
        return None

    @property
    def told(self) -> str:
        """What is left of the timer, as a sentence; empty where none is on."""
        timer = self._session.state.sleep.timer
        return "" if timer is None else f"{left_words(timer)}."

    @property
    def _refused(self) -> str:
        if self._session.state.options.external_screen_reader:
            return NOTHING_READ
        return "" if self._is_heard else INTO_A_FILE

    def as_list(self) -> ListModel:
        """Return the lengths, and the places of the last time that one may have slept."""
        sleep = self._session.state.sleep
        name = left_words(sleep.timer)
        group = _LENGTHS if self._draws else f"{name}. {_LENGTHS}"
        # What is called a chapter in one list is one in all of them.
        has_chapters = bool(self._session.guide.chapters)
        lengths = [each for each in CHOICES if has_chapters or not _counts_chapters(each)]
        items: list[tuple[ListItem, Callable[[], Result]]] = [
            (
                ListItem("Off" if each is None else choice_words(each), group=group),
                partial(self._choose, each),
            )
            for each in lengths
        ]
        chosen = parse(self._remembered.of(_CHOSEN) or _USUAL)
        selected = lengths.index(chosen) if chosen in lengths else 0
        for words, position in self._places():
            if sleep.is_offered and sleep.places is not None and position == sleep.places.best:
                selected = len(items)
            named = place_words(self._session.guide, position)
            item = ListItem(named, label=words, group=_PLACES)
            items.append((item, partial(self._go, position)))
        return ListModel(
            name,
            len(items),
            lambda index: items[index][0],
            lambda index: items[index][1](),
            ACTION,
            selected,
            hint="{item_down} goes on to the next, {choose} takes it, {back} leaves.",
            asked=True,
            does="take it",
            is_of_document=False,
        )

    def _places(self) -> list[tuple[str, Position]]:
        places = self._session.state.sleep.places
        if places is None:
            return []
        begun = "You set the timer" if places.by_timer else "You last pressed a key"
        named = (
            (begun, places.begun),
            ("You may have fallen asleep", places.likely),
            ("It ended" if places.by_timer else "Reading ran on to", places.ended),
        )
        return [(words, position) for words, position in named if position is not None]

    def _choose(self, length: SleepLength | None) -> Result:
        self._leave_list()
        self._set(length)
        return None

    def _set(self, length: SleepLength | None) -> None:
        if length is not None:
            self._remembered.keep(_CHOSEN, typed_words(length), durable=False)
        self._session.do(SetSleepTimer(length))

    def _go(self, position: Position) -> Result:
        self._front_door.close_list()
        self._session.do(GoTo(position, play=True))
        return None

    def _leave_list(self) -> None:
        """Read on before it is told what was chosen: going on would cut that."""
        self._front_door.close_list()
        self._pause_scope.end()
