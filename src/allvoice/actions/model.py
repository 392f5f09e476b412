"""What an action gives back: a message, a list, or a question. Data only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from allvoice.actions.in_background import on_a_thread
from allvoice.reading.step import Controls
from allvoice.shelf.own_lexicon import OwnLexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from allvoice.actions.document_service import DocumentService
    from allvoice.guide.model import Guide
    from allvoice.guide.search.matching import Match
    from allvoice.shelf.listening_log import ListeningLog


@dataclass(frozen=True, slots=True)
class Message:
    """What the listener is told: what, state, where, hint, in this order."""

    text: str
    """What was done, and the state."""
    where: str = ""
    """Its place among others, which an expert does without."""
    more: str = ""
    """What an expert does without."""
    hint: str = ""
    """What a beginner can do next."""
    earcon: str = ""
    """A short sound before it."""
    asked: bool = False
    """The listener asked for it: it is said also where the interface voice is off."""
    is_shown: bool = False
    """The front door shows it already, in another way."""
    is_for_beginners: bool = False
    """Only a beginner is told it."""
    shown: str = ""
    """The text as it is shown; by default as it is said."""
    is_again: bool = False
    """It belongs to what was told last, which stays that."""
    is_of_stale_list: bool = False
    """It tells that an item is gone, so that the list which still shows it is shown anew."""


GONE = Message(
    "That one is gone: it was removed meanwhile.", earcon="no-action", is_of_stale_list=True
)
"""What is told of an item that another copy of the program has removed."""
NO_CHAPTERS = "This document has no chapters."
NOTHING_TO_REMOVE = Message("There is nothing to remove here.", earcon="no-action")


@dataclass(frozen=True, slots=True)
class ListItem:
    """One line to choose."""

    text: str
    indent: int = 0
    spoken: str = ""
    """What is said for it; by default its line."""
    is_heading: bool = False
    label: str = ""
    """What the text belongs to, a key or the name of a setting: it stands before it, in a column of
    its own where there is room."""
    group: str = ""
    """The heading over it and over those like it, which is no item itself."""
    goes_on: bool = False
    """It is the rest of the item above."""

    @property
    def line(self) -> str:
        """All of it in one line."""
        return ": ".join(filter(None, (self.label, self.text)))

    @property
    def words(self) -> str:
        """What is said for it."""
        return self.spoken or self.line


@dataclass(frozen=True, slots=True)
class ListModel:
    """A list to choose from; items are made when they are looked at."""

    name: str
    """What it is, with its size: "Contents, 16 sections"."""
    count: int
    item: Callable[[int], ListItem]
    choose: Callable[[int], Result]
    """Does what an item is for, by its index from 0."""
    action: str = ""
    """The action that opens it, which closes it too."""
    selected: int = 0
    empty: str = "This list is empty."
    remove: Callable[[int], Result] | None = None
    change: Callable[[int, int], Result] | None = None
    """Gives an item its next value (1) or the one before (-1), or all of them another order."""
    is_graded: Callable[[int], bool] = lambda index: False
    """Whether a held key goes on changing an item: it does not go round."""
    landmark: Callable[[int, int], int] | None = None
    """Returns the next (1) or previous (-1) item that is more than the others, or the same."""
    hint: str = ""
    """What a beginner is told of its keys where it is drawn; the id of an action in braces, such as
    {choose}, stands for its key."""
    copy: Callable[[int], Result] | None = None
    """Puts what an item stands for where it can be pasted."""
    mark: Callable[[int], Result] | None = None
    """Marks what an item stands for."""
    edit: Callable[[int], Result] | None = None
    """Lets the listener's own words about an item be typed."""
    own: Mapping[str, Callable[[int], Result]] = field(default_factory=dict)
    """What else can be asked for of an item, by the ids of the actions."""
    asked: bool = False
    """It is said also where the interface voice is off: the way to turn it on again."""
    renew: Callable[[int | None], ListModel | None] | None = None
    """Makes it anew after something of it was changed, with an item selected; None selects what was
    changed or brought back last. Returns None where what it is about is gone."""
    does: str = "go there"
    """What choosing an item does."""
    leaps: str = ""
    """What the keys for leaping do, where that is not to go on by what is more than the others."""
    told: str = ""
    """What its items are parts of, told before: it is said whole as the list opens."""
    behind: ListModel | None = None
    """The list that it was opened from, which is gone back to."""
    takes_place: bool = False
    """It is the list that it was opened from in another form: that is not gone back to."""
    is_numbered: bool = True
    """Where items are chosen by number, whether these are."""
    is_of_document: bool = True
    """What is looked for and is none of its items is looked for in the document."""
    has_labels: bool = False
    """Its items have labels, all of which are looked at to line them up."""

    def anew(self, selected: int | None) -> ListModel:
        """Return it as it is now; the list behind it where what it is about is gone.

        Args:
            selected: the item that is selected; None for what was changed or brought back last.
        """
        if self.renew is None:
            return self
        renewed = self.renew(selected)
        if renewed is not None:
            return replace(renewed, behind=self.behind)
        return self if self.behind is None else self.behind.anew(self.behind.selected)

    def begins_group(self, index: int) -> bool:
        """Return whether a heading stands over an item."""
        group = self.item(index).group
        return bool(group) and (index == 0 or self.item(index - 1).group != group)

    def next_group(self, index: int, step: int) -> int:
        """Return the first item of the next (1) or previous (-1) group, or the same item."""
        starts = [each for each in range(self.count) if self.begins_group(each)]
        ahead = [each for each in starts if (each - index) * step > 0]
        return min(ahead, key=lambda each: abs(each - index), default=index)


@dataclass(frozen=True, slots=True)
class Question:
    """Words to be typed."""

    message: Message
    initial: str
    """What is answered where nothing is typed."""
    answer: Callable[[str], Result]
    leave: Callable[[], Result]
    """Lets nothing be typed any more."""
    name: str = "Search"
    """What is asked for."""
    invitation: str = "Type what to find"
    """Stands in the empty line."""
    does: str = "finds"
    """What Enter does."""
    is_edit: bool = False
    """The words of before are there to be changed: the cursor stands behind them."""
    keep_draft: Callable[[str], bool] = lambda typed: False
    """Takes what stands in the line where that is closed, whyever it is; tells whether it waits for
    the next time."""
    takes_next_line: bool = False
    """In lines, the next line is what is typed; else it is typed behind the word that asks."""
    answer_at_once: Callable[[str], Result] | None = None
    """Takes what was typed before it was asked for: what waits goes on waiting."""


Result = Message | ListModel | Question | None


def _does_nothing(text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Services:
    """What the program around the reader does for it; each tells whether it could."""

    open_page: Callable[[str], bool] = _does_nothing
    """Shows a page of the web, by its address, in the listener's browser."""
    open_file: Callable[[Path], bool] = lambda path: False
    """Shows a page that the program has just written, in the listener's browser."""
    documents_folder: Callable[[], Path] = Path.home
    """Returns where the listener's documents are."""
    can_open_pages: Callable[[], bool] = lambda: True
    """Tells beforehand whether pages can be opened; where that is not known, it is tried."""
    copy: Callable[[str], bool] = _does_nothing
    """Puts a text where it can be pasted."""
    can_copy: Callable[[], bool] = lambda: True
    """Tells beforehand whether there is such a place; where that is not known, it is tried."""
    surely_copies: Callable[[], bool] = lambda: False
    """Tells whether what was copied can surely be pasted, for no terminal answers that."""
    own_guide: Callable[[], Guide | None] = lambda: None
    """Opens the guide that comes with the program."""
    elsewhere: Callable[[], str] = lambda: ""
    """Tells at the end that the place kept is another copy's; empty where it is not."""
    changes_engine: bool = True
    """What speaks can be another engine at once; a sound file keeps the one it began with."""
    start: Callable[[Callable[[], None]], None] = on_a_thread
    """Does what may take long where no key waits for it."""
    documents: DocumentService | None = None
    """The documents; None where there is only the one that is read."""
    lexicon: OwnLexicon = field(default_factory=OwnLexicon)
    """How the listener wants words to be said."""
    listening: ListeningLog | None = None
    """Knows what was heard; None where nothing is kept of that."""
    asks_before_leaving: bool = True
    """Somebody can be asked whether to leave where that loses something."""
    is_heard: bool = True
    """Somebody hears what is read at the time; what goes into a sound file is heard later."""
    says_farewell: bool = True
    """The last words are said; in a sound file they would be out of place."""


class ControlNames(Controls, Protocol):
    """Names what a listener presses or types for an action."""

    external_screen_reader: bool
    """Whether no voice of ours reads on, so that each sentence is shown by a key."""

    def words(self, action: str) -> str:
        """Return what an action does, for the help."""
        ...

    def shown(self, action: str) -> str:
        """Return the first key or word of an action, as it is written."""
        ...

    def spoken(self, action: str) -> str:
        """Return the first key or word of an action, as it is said."""
        ...

    def named(self, action: str) -> str:
        """Return the first key or word of an action within a sentence: "the letter T"."""
        ...

    def help_items(self) -> Sequence[HelpItem]:
        """Return what can be asked for, in the order of the catalogue."""
        ...


@dataclass(frozen=True, slots=True)
class HelpItem:
    """A line of the help."""

    action: str
    key: str
    """The first key or word that asks for it, as it is written."""
    text: str
    """What it does, and which other keys ask for it."""
    spoken: str = ""
    """All of it as it is said; empty where that is what is written."""


class FrontDoor(Protocol):
    """Shows what actions give back."""

    @property
    def is_list_open(self) -> bool:
        """Whether a list is shown instead of the text."""
        ...

    @property
    def list_action(self) -> str:
        """The action that opened the list, and closes it; empty where none is open."""
        ...

    @property
    def model(self) -> ListModel | None:
        """The list that is open."""
        ...

    @property
    def selected(self) -> int:
        """The item of it that is chosen, by its index."""
        ...

    @property
    def listed(self) -> ListModel | None:
        """The list that was shown last."""
        ...

    @property
    def list_in_hand(self) -> ListModel | None:
        """The list that is open, or was shown last and is still dealt with."""
        ...

    def pick(self, index: int) -> Result:
        """Choose an item of the list that is open, and return what tells of it."""
        ...

    def shows_whole(self, message: str) -> bool:
        """Tell whether a message has room to be shown whole beside what is read."""
        ...

    def open_list(self, model: ListModel) -> None:
        """Show a list, and say it."""
        ...

    def renew_list(self, selected: int | None = None) -> None:
        """Show the list that is open anew, without a word: something of it was changed.

        Args:
            selected: the item that is selected; None for what was changed last.
        """
        ...

    def close_list(self) -> None:
        """Show the text again without a word, for something else is said now."""
        ...

    def leave_list(self) -> None:
        """Show the text again, read on where that went on before, and say so."""
        ...

    def ask(self, question: Question) -> None:
        """Let words be typed."""
        ...

    def leave_question(self) -> Result:
        """Do what leaving the question does that is asked; nothing where none is."""
        ...

    @property
    def is_asking(self) -> bool:
        """Whether words are being typed."""
        ...

    def stop_asking(self) -> bool:
        """Let nothing be typed any more; return whether what was half typed waits."""
        ...

    def show_match(self, match: Match | None) -> None:
        """Mark what was found, or nothing any more."""
        ...

    def show_sentence_again(self) -> None:
        """Show the sentence once more, for a screen reader that reads what is shown."""
        ...


def list_behind(front_door: FrontDoor) -> ListModel | None:
    """Return the list that is open, to be gone back to from another one; None where none is."""
    model = front_door.model if front_door.is_list_open else None
    return model and replace(model, selected=front_door.selected)
