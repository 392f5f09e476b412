"""What becomes of a key press before an action is done.

One press is one action, however long the key is held: `presses` tells which presses count. In the
key describer, and while a key is being chosen for an action, no action is done at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.events import Key

from allvoice.actions.catalogue import Scope
from allvoice.actions.words import capitalized
from allvoice.event_loop import Scheduler, Timer
from allvoice.reading.activity import activity_of
from allvoice.reading.commands import CancelAnnouncement, Chime, KeyHeld, KeyReleased, Pause
from allvoice.reading.state import Status
from allvoice.tui.keys.keymap import Keymap, spoken_key
from allvoice.tui.keys.presses import KNOWN_AFTER_S, Press, Presses
from allvoice.tui.keys.quit_guard import QuitGuard

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.reading.runner import ReadingSession

RELEASED_AFTER_S = 0.18
ALWAYS = frozenset({"ctrl+c", "ctrl+q"})
"""What a terminal's user expects to end a program does so at any moment."""
SUSPEND = "ctrl+z"
"""So does what is expected to stop one for a while, unless the listener chose it for an action."""
REPEATABLE = frozenset(
    [f"{way}_{unit}" for way in ("previous", "next") for unit in ("sentence", "paragraph")]
    + ["previous_section", "next_section", "previous_match", "next_match"]
    + ["previous_in_column", "next_in_column"]
    + ["item_up", "item_down", "page_up", "page_down", "leap_back", "leap_on"]
    + ["slower", "faster", "quieter", "louder"]
)
"""What a held key does again and again."""
LEAVING = ("escape", "backspace")
"""Never chosen for an action: they leave everything as it is."""
DIALLED = "1"
"""After the urgent key it goes on with what is dialled, 911, and asks for nothing of its own."""
TYPING = frozenset({"enter", "left", "right", "up", "down", "home", "end", "backspace", "delete"})
LINE_FEED = "ctrl+j"
"""What Enter sends while the terminal is not yet the program's."""
QUIT_AGAIN = "{} again quits."
NOT_WHILE_TYPING = "No action here. Enter {}, Escape leaves."
NO_ACTION = "No action."
WHY_PAUSED = "this key has no action"
DESCRIBING = "Key describer. Press any key to hear what it does."
DESCRIBED = "Keys work again."


class Keyboard:
    """Lets a key press through to its action, or does what else it is for."""

    def __init__(
        self,
        keymap: Keymap,
        session: ReadingSession,
        announcer: Announcer,
        *,
        scope: Callable[[], Scope | None],
        scheduler: Scheduler,
        time_of: Callable[[Key], float],
        takes_unknown: Callable[[], bool],
        words_here: Callable[[str, str], str],
        enter_does: Callable[[], str],
        goes_on: Callable[[str], bool],
        is_line_empty: Callable[[], bool],
        do: Callable[[str], None],
        type_key: Callable[[Key], None],
    ) -> None:
        """Begin with no key pressed.

        Args:
            keymap: which keys do what.
            session: says nothing while a key is held.
            announcer: tells what keys do.
            scope: where keys work at the moment; None where words are typed.
            scheduler: tells later that a held key was let go.
            time_of: when a key was pressed, in seconds.
            takes_unknown: tells whether a key without an action meant something else, which was
                done.
            words_here: tells what an action does here, by what it does anywhere else.
            enter_does: tells what Enter does where words are typed.
            goes_on: tells whether an action of those that repeat does so here.
            is_line_empty: tells whether nothing stands where words are typed.
            do: does an action; empty text for none.
            type_key: puts a key into the line where words are typed.
        """
        self.is_describing = False
        self._keymap = keymap
        self._session = session
        self._announcer = announcer
        self._scope = scope
        self._scheduler = scheduler
        self._time_of = time_of
        self._takes_unknown = takes_unknown
        self._words_here = words_here
        self._enter_does = enter_does
        self._goes_on = goes_on
        self._is_line_empty = is_line_empty
        self._do = do
        self._type_key = type_key
        self._presses = Presses()
        self._unsure: Key | None = None
        """A press that counts unless it turns out to belong to the one before."""
        self._unsure_s = 0.0
        self._unsure_timer: Timer | None = None
        self._is_unsure_done = False
        """It was done at once, and is done once more should it not count."""
        self._quit_guard = QuitGuard(scheduler, lambda: do("quit"), self._ask_whether_to_quit)
        self._release_timer: Timer | None = None
        self._described = ""
        """The action that was described last."""
        self._choose: Callable[[str], None] | None = None
        self._after_describing: Callable[[], None] = lambda: None
        self._unknown_key_told = False
        self._is_dialling = False

    @property
    def is_choosing(self) -> bool:
        """Whether the next key is chosen for an action instead of doing its own."""
        return self._choose is not None

    @property
    def ignore_repeat_s(self) -> float:
        """How soon a second press of a key is none, in seconds."""
        return self._presses.ignore_repeat_s

    @ignore_repeat_s.setter
    def ignore_repeat_s(self, seconds: float) -> None:
        self._presses.ignore_repeat_s = seconds

    def press(self, event: Key) -> None:
        """Do what a key is for, if this press of it counts."""
        event = self._meant(event)
        if event.key in ALWAYS:
            self._do("quit")
            return
        now_s = self._time_of(event)
        if self._unsure is not None and (
            self._unsure.key != event.key or now_s - self._unsure_s >= KNOWN_AFTER_S
        ):
            self._do_unsure()
        if self._action_of(event) != "quit":
            is_urgent = self._action_of(event) == "urgent"
            if self._quit_guard.strike_other(event.key, now_s, is_urgent=is_urgent):
                return
        press = self._press_of(event, now_s)
        if press is Press.UNSURE:
            self._unsure, self._unsure_s = event, now_s
            self._unsure_timer = self._scheduler.do_later(KNOWN_AFTER_S, self._do_unsure)
            if self._switches_voice(event):
                self._is_unsure_done = True
                self._take(event, is_repeated=False)
        elif press is Press.NOTHING:
            was_done = self._is_unsure_done
            self._forget_unsure()
            if was_done:
                self._take(event, is_repeated=False)
        else:
            self._take(event, is_repeated=press is Press.REPEATS)

    def _press_of(self, event: Key, now_s: float) -> Press:
        scope = self._scope()
        if scope is None and event.key != "escape" and not self._is_urgent(event, scope):
            return self._presses.typed(event.key, now_s)
        goes_on = False
        if scope is not None and not self.is_describing and self._choose is None:
            action = self._keymap.action_of(event.aliases, scope)
            goes_on = action is not None and action.id in REPEATABLE and self._goes_on(action.id)
        return self._presses.press(event.key, now_s, goes_on=goes_on)

    def _do_unsure(self) -> None:
        event, was_done = self._unsure, self._is_unsure_done
        self._forget_unsure()
        if event is not None:
            self._presses.known()
            if not was_done:
                self._take(event, is_repeated=False)

    def _forget_unsure(self) -> None:
        if self._unsure_timer is not None:
            self._unsure_timer.stop()
        self._unsure = self._unsure_timer = None
        self._is_unsure_done = False

    def _switches_voice(self, event: Key) -> bool:
        """Return whether a press pauses or resumes: done once more, it is as if it never was.

        The voice answers it at once; anything else can wait until it is known what the press is.
        """
        state, scope = self._session.state, self._scope()
        if scope is not Scope.READING or self.is_describing or self.is_choosing:
            return False
        if state.options.external_screen_reader:
            # There it shows the next sentence.
            return False
        action = self._keymap.action_of(event.aliases, scope)
        is_play = action is not None and action.id == "play"
        return is_play and state.status in (Status.PLAYING, Status.PAUSED)

    def _meant(self, event: Key) -> Key:
        """Return the key without Caps Lock, where the capital means nothing anywhere."""
        scope, key = self._scope(), event.key
        if key == LINE_FEED and not self.is_choosing and not self._keymap.has_action([key]):
            return _at_time_of(event, Key("enter", "\r"))
        if scope is None or self.is_choosing or len(key) != 1 or not key.isupper():
            return event
        if self._keymap.has_action(event.aliases):
            return event
        small = Key(key.lower(), key.lower())
        found = self._keymap.action_of(small.aliases, scope) is not None
        return _at_time_of(event, small) if found else event

    def _take(self, event: Key, *, is_repeated: bool) -> None:
        scope = self._scope()
        was_dialling, self._is_dialling = self._is_dialling, False
        if self._is_urgent(event, scope):
            self._is_dialling = True
            self.let_go()
            if self._choose is not None:
                self._chosen("escape")
            self._do("urgent")
            return
        if was_dialling and event.key == DIALLED and scope is not None and not self._is_asked:
            self._is_dialling = True
            self.let_go()
            return
        if scope is None:
            # Who types does not listen to what is asked for.
            self._session.do(CancelAnnouncement())
            self._take_typed(event, is_repeated=is_repeated)
            return
        if self._suspends(event, scope) and not self.is_choosing and not self.is_describing:
            self.let_go()
            self._do("suspend")
            return
        action = self._keymap.action_of(event.aliases, scope)
        if self._choose is not None:
            self._chosen(event.key)
        elif self.is_describing:
            self._do(self._describe(event, action.id if action else "", scope))
            return
        elif action is None:
            self.let_go()
            if not self._takes_unknown():
                self._no_action()
        elif is_repeated:
            self._hold()
            self._do(action.id)
            return
        else:
            self.let_go()
            self._is_dialling = action.id == "urgent"
            if action.id != "quit":
                self._do(action.id)
                return
            self._quit_guard.strike(self._presses.last_s, self._presses.since_other_key_s)
        self._do("")

    @property
    def _is_asked(self) -> bool:
        """Whether a key is waited for, to be chosen or described."""
        return self.is_choosing or self.is_describing

    def _action_of(self, event: Key) -> str:
        action = self._keymap.action_of(event.aliases, self._scope() or Scope.ANYWHERE)
        return action.id if action is not None else ""

    def _ask_whether_to_quit(self) -> None:
        self._announcer.answer(QUIT_AGAIN.format(self._keymap.shown("quit")))
        self._do("")

    def _take_typed(self, event: Key, *, is_repeated: bool) -> None:
        if event.key == "escape":
            self._do("leave_search")
        elif self._suspends(event, Scope.ANYWHERE):
            self._do("suspend")
        elif event.is_printable or event.key in TYPING or "+" in event.key:
            # A key that is held to empty the line does not leave it too.
            if not (is_repeated and event.key == "backspace" and self._is_line_empty()):
                self._type_key(event)
        else:
            self._announcer.say(NOT_WHILE_TYPING.format(self._enter_does()), earcon="no-action")

    def is_for_urgent(self, event: Key) -> bool:
        """Tell whether a key leads to the urgent list, where keys do what they are for."""
        return self._action_of(event) == "urgent"

    def _is_urgent(self, event: Key, scope: Scope | None) -> bool:
        """Return whether a key leads to the urgent list although others wait for a key."""
        if scope is None:
            # A figure may belong to what is typed.
            return event.key in self._keymap.urgent_while_typing
        action = self._keymap.action_of(event.aliases, scope)
        return self._choose is not None and action is not None and action.id == "urgent"

    def _suspends(self, event: Key, scope: Scope) -> bool:
        return event.key == SUSPEND and self._keymap.action_of(event.aliases, scope) is None

    # A held key

    def _hold(self) -> None:
        if self._release_timer is None:
            self._session.do(KeyHeld())
        else:
            self._release_timer.stop()
        self._release_timer = self._scheduler.do_later(RELEASED_AFTER_S, self.let_go)

    def let_go(self) -> None:
        """Say what a held key led to, if one was held."""
        if self._release_timer is not None:
            self._release_timer.stop()
            self._release_timer = None
            self._session.do(KeyReleased())

    # Keys that do nothing of their own

    def _no_action(self) -> None:
        """Be silent, as for any key, and say where help is, the first time."""
        was_reading = self._session.state.status is Status.PLAYING
        said = NO_ACTION
        if was_reading:
            self._session.do(Pause())
            activity = activity_of(self._session.state)
            said = activity.sentences(self._keymap.shown("play"), why=WHY_PAUSED)
        said = f"{said} {self._keymap.shown('help')} for help."
        earcons = self._session.state.options.earcons
        if not was_reading and self._unknown_key_told and earcons:
            self._announcer.message_shown(said)
            self._session.do(Chime("no-action"))
        elif was_reading and not earcons:
            # The reading ends: with neither a word nor a sound that would seem to be a fault.
            self._announcer.answer(said)
        else:
            self._announcer.say(said, earcon="no-action")
        self._unknown_key_told = True

    def describe(self, then: Callable[[], None]) -> None:
        """Say what keys do from now on, instead of doing it, and call `then` afterwards."""
        self.is_describing, self._described = True, ""
        self._after_describing = then
        back, key = self._keymap.spoken("back"), self._keymap.shown("describe")
        # A screen reader may keep Escape for itself.
        self._announcer.answer(f"{DESCRIBING} {capitalized(back)}, or {key} again, leaves.")

    def _describe(self, event: Key, action: str, scope: Scope) -> str:
        """Say what a key does; return the action that is done all the same, if any."""
        if action in ("back", "describe"):
            self.is_describing = False
            # Said over the reading that goes on: going on would cut what is being said.
            self._after_describing()
            self._announcer.say(DESCRIBED, earcon="close")
            return ""
        if self._suspends(event, scope):
            action = "suspend"
        if action == "urgent" and self._described == action:
            # Who presses it twice is in need of it.
            self.is_describing = False
            self._after_describing()
            return action
        self._described = action
        words = "No action"
        if action:
            words = self._words_here(action, self._keymap.words(action))
        if action == "urgent":
            words = f"{words}. Press it again for the list"
        self._announcer.answer(f"{capitalized(spoken_key(event.key))}: {words}.")
        return ""

    def choose_key(self, then: Callable[[str], None]) -> None:
        """Hand the next key to somebody, instead of doing its action; empty text for Escape."""
        self._choose = then

    def _chosen(self, key: str) -> None:
        then, self._choose = self._choose, None
        assert then is not None
        then("" if key in LEAVING else key)


def _at_time_of(event: Key, meant: Key) -> Key:
    meant.time = event.time
    return meant
