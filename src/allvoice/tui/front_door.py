"""The screen as a front door: a list moved through by keys, and a line to type into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.model import NOTHING_TO_REMOVE, ListModel, Message, Question, Result
from allvoice.actions.words import uncapitalized
from allvoice.reading.commands import Chime

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.actions.typing_echo import TypingEcho
    from allvoice.event_loop import Scheduler, Timer
    from allvoice.guide.search.matching import Match
    from allvoice.reading.runner import ReadingSession
    from allvoice.tui.keys.keymap import Keymap
    from allvoice.tui.widgets.main_pane import MainPane

DRAFTS_KEPT_EVERY_S = 1.0
"""How often at most what is being typed is kept."""
OF_ITEMS = ("item_done", "item_earlier", "item_later")
"""What only some lists do with an item."""
NOTHING_TO_CHANGE = Message("There is nothing to change here.", earcon="no-action")
NOTHING_TO_COPY = Message("There is nothing to copy here.", earcon="no-action")


class _KeyNames(dict[str, str]):
    """Keys as they are named in a hint, by the ids of actions, which may have a capital there."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def __missing__(self, name: str) -> str:
        return self._keymap.shown(uncapitalized(name))


class ScreenDoor:
    """Draws lists and questions; what it shows is said."""

    def __init__(
        self,
        session: ReadingSession,
        main_pane: MainPane,
        announcer: Announcer,
        pause_scope: PauseScope,
        keymap: Keymap,
        echo: TypingEcho,
        shows_whole: Callable[[str], bool],
        scheduler: Scheduler,
    ) -> None:
        """Begin with the text.

        Args:
            session: the reading.
            main_pane: shows the text, a list, and the line to type into.
            announcer: says what is shown.
            pause_scope: pauses the reading while a list is open.
            keymap: which keys leave the line to type into.
            echo: says what is typed.
            shows_whole: tells whether a message has room beside what is read.
            scheduler: keeps what is being typed every now and then.
        """
        self.shows_whole = shows_whole
        self._session = session
        self._main_pane = main_pane
        self._items = main_pane.items
        self._announcer = announcer
        self._pause_scope = pause_scope
        self._keymap = keymap
        self._echo = echo
        self._question: Question | None = None
        self._scheduler = scheduler
        self._keeping: Timer | None = None
        self._is_typed_on = False

    @property
    def actions(self) -> dict[str, Callable[[], Result]]:
        """What only a list that is drawn can do, by the ids of the actions."""
        return {
            "item_up": lambda: self._pick(-1),
            "item_down": lambda: self._pick(1),
            "first_item": lambda: self._pick(-self._items.selected),
            "last_item": lambda: self._pick(self._model.count if self._model else 0),
            "page_up": lambda: self._turn_page(-1),
            "page_down": lambda: self._turn_page(1),
            "choose": self._choose,
            "leap_back": lambda: self._leap(-1),
            "leap_on": lambda: self._leap(1),
            "remove": self._remove,
            "copy": self._copy,
            **{each: partial(self._do_own, each) for each in OF_ITEMS},
        }

    # What actions give back

    @property
    def is_list_open(self) -> bool:
        """Whether a list is shown instead of the text."""
        return self._main_pane.is_list_open

    @property
    def list_action(self) -> str:
        """The action that opened the list, and closes it; empty where none is open."""
        return self._model.action if self.is_list_open and self._model is not None else ""

    @property
    def model(self) -> ListModel | None:
        """The list that is open."""
        return self._main_pane.model

    @property
    def selected(self) -> int:
        """The item of it that is chosen, by its index."""
        return self._items.selected

    @property
    def listed(self) -> ListModel | None:
        """The list that is open: only in lines do numbers count in one that was shown before."""
        return self.model

    @property
    def list_in_hand(self) -> ListModel | None:
        """The list that is open."""
        return self.model

    def pick(self, index: int) -> Result:
        """Choose an item of the list that is open, and return what tells of it."""
        self._items.move(index - self._items.selected)
        return self._told(earcon="")

    def open_list(self, model: ListModel) -> None:
        """Show a list in place of the text or of another one."""
        if not self.is_list_open:
            self._pause_scope.begin()
        self._main_pane.open_list(model)
        said = f"{model.name}. {model.told or self._items.words()}"
        self._announcer.tell(
            Message(
                said,
                "" if model.told else self._items.place(),
                hint=model.hint.format_map(_KeyNames(self._keymap)),
                earcon="open",
                asked=model.asked,
                is_shown=True,
                is_again=self._retells,
            )
        )

    def renew_list(self, selected: int | None = None) -> None:
        """Show the list that is open anew, without a word: something of it was changed."""
        if self.is_list_open:
            self._renew(selected)

    def close_list(self) -> None:
        """Show the text again without a word, for something else is said now."""
        self._main_pane.close_list()

    def leave_list(self) -> None:
        """Show the text again; where that is, is said unless the reading goes on."""
        self._main_pane.close_list()
        if self._pause_scope.end():
            self._session.do(Chime("close"))
            return
        guide, position = self._session.guide, self._session.state.position
        said = f"Back in {guide.section_of(position).title}"
        self._announcer.tell(Message(said, earcon="close", is_shown=True, is_again=self._retells))

    def ask(self, question: Question) -> None:
        """Let words be typed."""
        self._question = question
        # A letter or a figure may be the first of what is typed.
        leaving = [key for key in self._keymap.keys("search") if len(key) > 1]
        self._main_pane.open_prompt(question, self._echo, leaving)
        self._announcer.tell(question.message)

    def leave_question(self) -> Result:
        """Do what leaving the question does that is asked; nothing where none is."""
        return self._question.leave() if self._question is not None else None

    @property
    def is_asking(self) -> bool:
        """Whether words are being typed."""
        return self._main_pane.prompt is not None

    def stop_asking(self) -> bool:
        """Let nothing be typed any more; return whether what stands in the line is kept."""
        is_kept = self.keep_draft()
        self._main_pane.close_prompt()
        return is_kept

    def typed_on(self) -> None:
        """Let what stands in the line be kept: the program may be cut off at any moment."""
        self._is_typed_on = True
        if self._keeping is None:
            self._keep_typed()

    def _keep_typed(self) -> None:
        self._keeping = None
        if self._is_typed_on:
            self._is_typed_on = False
            self.keep_draft()
            self._keeping = self._scheduler.do_later(DRAFTS_KEPT_EVERY_S, self._keep_typed)

    def keep_draft(self) -> bool:
        """Let what stands in the line be kept by who asked for it; return whether it is."""
        prompt = self._main_pane.prompt
        if prompt is None or self._question is None:
            return False
        return self._question.keep_draft(prompt.value)

    def answer(self, typed: str) -> Result:
        """Hand over what was typed."""
        return self._question.answer(typed) if self._question is not None else None

    def show_match(self, match: Match | None) -> None:
        """Mark what was found, or nothing any more."""
        self._main_pane.show_match(match)

    def show_sentence_again(self) -> None:
        """Show the sentence as a message: the text alone would change nothing on the screen."""
        guide, position = self._session.guide, self._session.state.position
        self._announcer.answer(guide.sentence_text(position))

    # Moving in the list

    @property
    def _model(self) -> ListModel | None:
        return self._items.model

    @property
    def _retells(self) -> bool:
        """Whether the list is of what was told before, which can be told again after it."""
        return self._model is not None and bool(self._model.told)

    def _pick(self, step: int) -> Result:
        """Go to another item; where there is none in that direction, a sound tells so."""
        moved = self._items.move(step)
        if not moved and self._session.state.options.external_screen_reader:
            # The item is on the screen already: a screen reader would have nothing to say.
            return Message("No more items this way.")
        return self._told(earcon="" if moved else "edge")

    def _told(self, earcon: str) -> Message:
        """Return what tells of the chosen item."""
        asked = self._model is not None and self._model.asked
        return Message(
            self._items.words(),
            self._items.place(),
            earcon=earcon,
            asked=asked,
            is_shown=True,
            is_again=self._retells,
        )

    def _turn_page(self, step: int) -> Result:
        return self._pick(self._items.page(step))

    def _choose(self) -> Result:
        if self._model is None or not self._model.count:
            self.leave_list()
            return None
        model, selected = self._model, self._items.selected
        result = model.choose(selected)
        self._items.changed()
        return _opened_from(model, selected, result)

    def _leap(self, step: int) -> Result:
        """Give an option its next value (1) or the one before (-1), or go by whole chapters."""
        model, selected = self._model, self._items.selected
        if model is not None and model.change is not None:
            result = model.change(selected, step)
            if model.renew is not None:
                # They stand in another order now.
                self._renew(None)
            self._items.changed()
            return _opened_from(model, selected, result)
        if model is not None and model.landmark is not None:
            return self._pick(model.landmark(selected, step) - selected)
        return NOTHING_TO_CHANGE

    def _remove(self) -> Result:
        model, selected = self._model, self._items.selected
        if model is None or model.remove is None or not model.count:
            return NOTHING_TO_REMOVE
        result = model.remove(selected)
        self._renew(selected)
        return result

    def _copy(self) -> Result:
        model = self._model
        if model is None or model.copy is None or not model.count:
            return NOTHING_TO_COPY
        return model.copy(self._items.selected)

    def _do_own(self, action: str) -> Result:
        """Do with the chosen item what only some lists do with theirs."""
        model = self._model
        if model is None or action not in model.own or not model.count:
            return NOTHING_TO_CHANGE
        return model.own[action](self._items.selected)

    def _renew(self, selected: int | None) -> None:
        model = self._model
        renewed = model.anew(selected) if model is not None else None
        if renewed is None or renewed is model:
            self._items.redraw()
        else:
            self._main_pane.open_list(renewed)


def _opened_from(model: ListModel, selected: int, result: Result) -> Result:
    """Return what an item gave; a list that it opened leads back to the one it is in."""
    if not isinstance(result, ListModel) or result is model.behind:
        return result
    if result.takes_place:
        return replace(result, behind=model.behind)
    return replace(result, behind=replace(model, selected=selected))
