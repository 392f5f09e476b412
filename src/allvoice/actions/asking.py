"""Asking for words of the listener's own, such as a note: what pauses, and what leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.drafts import Draft, DraftFor, Drafts
from allvoice.actions.model import Message, Question, Result
from allvoice.actions.words import own_line, own_words_said
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.model import FrontDoor
    from allvoice.actions.pause_scope import PauseScope

NOTHING_CHANGED = "Nothing was changed."
WAITS = "Not kept yet. Your words wait in the line for it."
WAITED = "Your words of before stand in the line."
TYPED_AT = "Your words of before stand in the line, typed at: {}"
WAITS_IN_LINES = "Not kept yet. Your words wait until you are asked for them again."
WAITED_IN_LINES = "Your words of before wait: {}"
TYPED_AT_IN_LINES = "They were typed at: {}"
REMOVES = "none"
"""What is typed in lines to have nothing in the place of the words of before."""
KEEPS = "keep"
"""What is typed in lines to keep the words that wait."""


class Asking:
    """Lets words be typed, over the text or over an open list, which stays open."""

    def __init__(
        self, front_door: FrontDoor, pause_scope: PauseScope, drafts: Drafts, *, draws: bool
    ) -> None:
        """Ask for nothing yet.

        Args:
            front_door: lets words be typed.
            pause_scope: pauses the reading meanwhile.
            drafts: keeps what was typed and not sent off.
            draws: the words of before stand in the line and are changed there; else they are told,
                and typed anew.
        """
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._draws = draws
        self._is_asking_again = False
        self._is_sent_off = False
        self._drafts = drafts

    def ask(
        self,
        said: str,
        done: Callable[[str], Result],
        *,
        name: str,
        does: str = "keeps it",
        invitation: str = "Type it, then Enter",
        before: str = "",
        where: str = "",
        guide_id: str = "",
        keeps_draft: bool = True,
    ) -> Question:
        """Return the question that lets words be typed; the reading is paused meanwhile.

        Args:
            said: what is asked for: "Type the note, then Enter."
            done: takes what was typed, and returns what is told, or another question; empty where
                the words of before were taken away.
            name: of what is typed.
            does: what Enter does.
            invitation: stands in the empty line.
            before: the words that are to be changed; empty for none.
            where: the place that the words are for; empty where they are for none.
            guide_id: of the document that the place is in.
            keeps_draft: what is typed and not sent off waits for the next time.
        """
        if not self._front_door.is_list_open and not self._is_asking_again:
            self._pause_scope.begin()
        asked = DraftFor(name, said, before)
        draft = self._drafts.of(asked)
        if draft.words:
            is_here = draft.where in ("", where)
            said = f"{said} {self._told_of(draft, is_here=is_here, drops=not before)}"
        if before and not self._draws:
            said = f"{said} Now: {ended(own_words_said(before))} {REMOVES.capitalize()} removes it."
        leaves = "Escape leaves." if self._draws else "Enter alone leaves."
        return Question(
            Message(said, hint=leaves, earcon="open", asked=True),
            draft.words or before,
            lambda typed: self._answer(typed, asked, done),
            lambda: self._leave(asked),
            name,
            invitation,
            does,
            is_edit=True,
            keep_draft=lambda typed: self._keep_draft(
                asked, Draft(typed if keeps_draft else "", where, guide_id)
            ),
            takes_next_line=True,
            answer_at_once=lambda typed: self._answer(typed, asked, done, is_at_once=True),
        )

    def _told_of(self, draft: Draft, *, is_here: bool, drops: bool) -> str:
        """Return what is told of words that wait."""
        if self._draws:
            return WAITED if is_here else ended(TYPED_AT.format(draft.where))
        told = [ended(WAITED_IN_LINES.format(own_words_said(draft.words)))]
        if not is_here:
            told.append(ended(TYPED_AT_IN_LINES.format(draft.where)))
        told.append(f"{KEEPS.capitalize()} keeps them{f', {REMOVES} drops them' if drops else ''}.")
        return " ".join(told)

    def _keep_draft(self, asked: DraftFor, draft: Draft) -> bool:
        if not self._is_sent_off:
            self._drafts.keep(asked, draft)
        return bool(self._drafts.of(asked).words)

    def _answer(
        self,
        typed: str,
        asked: DraftFor,
        done: Callable[[str], Result],
        *,
        is_at_once: bool = False,
    ) -> Result:
        typed, before, waiting = typed.strip(), asked.before, self._drafts.of(asked)
        draft = "" if self._draws or is_at_once else waiting.words.strip()
        if draft and typed.casefold() == KEEPS:
            typed = draft
        elif draft and not before and typed.casefold() == REMOVES:
            self._drafts.keep(asked, Draft(""))
            return self._leave(asked)
        is_removed = bool(before) and (not typed if self._draws else typed.casefold() == REMOVES)
        if not is_removed and typed in ("", before.strip()):
            return self._leave(asked)
        self._is_sent_off = True
        self._front_door.stop_asking()
        self._is_sent_off = False
        self._is_asking_again = True
        result = done("" if is_removed else typed)
        self._is_asking_again = False
        self._drafts.keep(asked, Draft(""))
        if is_at_once:
            # Nobody was told that words wait: they go on waiting, for the line as it is now.
            now = asked._replace(before="" if is_removed else own_line(typed))
            self._drafts.keep(now, waiting)
        if not self._front_door.is_list_open and not isinstance(result, Question):
            self._pause_scope.end()
        return result

    def _leave(self, asked: DraftFor) -> Result:
        self._front_door.stop_asking()
        if self._drafts.of(asked).words:
            if not self._front_door.is_list_open:
                self._pause_scope.end()
            return Message(WAITS if self._draws else WAITS_IN_LINES, earcon="close")
        if self._front_door.is_list_open:
            return self._front_door.pick(self._front_door.selected)
        return None if self._pause_scope.end() else Message(NOTHING_CHANGED, earcon="close")
