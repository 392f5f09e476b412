"""What was kept last is taken back first, whatever it was."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.actions.model import Message, Result
from allvoice.actions.undo import NOTHING_TO_REDO, NOTHING_TO_UNDO, Undo
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.keys.keymap import Keymap
from tests.actions.entries_harness import FIRST, FIRST_ASKED, TEXT, answer, at, on_item
from tests.actions.harness import ByKeys, ByWords, Front, settings_of


def told(result: Result) -> str:
    assert isinstance(result, Message)
    return result.text


def test_what_was_done_last_is_taken_back_first_and_then_there_is_nothing_more() -> None:
    undo = Undo(Keymap())
    for name in ("mark", "note"):
        undo.did("", lambda name=name: Message(f"{name} taken back"))  # type: ignore[misc]
    assert [told(undo.last()) for _ in range(3)] == [
        "note taken back",
        "mark taken back",
        NOTHING_TO_UNDO,
    ]


def test_what_is_gone_already_is_passed_over() -> None:
    undo = Undo(Keymap())
    undo.did("", lambda: Message("first"))
    undo.did("", lambda: None)
    assert told(undo.last()) == "first"


class Switch:
    """On or off; whoever takes a change of it back takes note of that too."""

    def __init__(self, undo: Undo) -> None:
        self.undo, self.value = undo, 0

    def set(self, value: int) -> Result:
        before, self.value = self.value, value
        self.undo.did("", lambda: self.set(before))
        return Message(f"switch {value}")


def test_what_was_taken_back_comes_again_the_last_first_and_can_be_taken_back_once_more() -> None:
    undo = Undo(Keymap())
    switch = Switch(undo)
    for value in (1, 2, 3):
        switch.set(value)
    assert [told(undo.last()) for _ in range(2)] == ["switch 2", "switch 1"]
    assert [told(undo.again()) for _ in range(3)] == ["switch 2", "switch 3", NOTHING_TO_REDO]
    assert [told(undo.last()) for _ in range(3)] == ["switch 2", "switch 1", "switch 0"]
    assert told(undo.last()) == NOTHING_TO_UNDO
    undo.again()
    assert switch.value == 1


def test_the_next_change_lets_nothing_that_was_taken_back_come_again() -> None:
    undo = Undo(Keymap())
    switch = Switch(undo)
    switch.set(1)
    undo.last()
    switch.set(7)
    assert told(undo.again()) == NOTHING_TO_REDO
    assert switch.value == 7


def test_a_beginner_is_told_what_brings_it_again() -> None:
    undo = Undo(Keymap())
    Switch(undo).set(1)
    taken_back = undo.last()
    assert isinstance(taken_back, Message)
    assert taken_back.hint == "& does it again."


# At both front doors


def entries(made: Front) -> list[tuple[str, str, bool]]:
    return [(each.text, each.answer, each.is_done) for each in made.shelf.entries.of()]


def marks(made: Front) -> list[tuple[str, str]]:
    return [(each.label, each.note) for each in made.shelf.bookmarks.of()]


def there_and_back(made: Front, state: Callable[[Front], object], *steps: object) -> None:
    """Check that what was taken back step by step comes back step by step, and twice so.

    Args:
        made: a front door at which the steps were done.
        state: returns what is kept.
        steps: what was kept before each step, and behind the last.
    """
    assert state(made) == steps[-1]
    for _ in range(2):
        for before in reversed(steps[:-1]):
            made.do("undo_mark")
            assert state(made) == before
        for after in steps[1:]:
            made.do("redo")
            assert state(made) == after
    assert made.do("redo") == [NOTHING_TO_REDO]


def test_entries_that_were_taken_back_come_back(front: Callable[..., Front]) -> None:
    made = at(front(TEXT), FIRST)
    made.do("ask")
    made.items("visit")
    made.choose(1)
    answer(made, "At eight")
    made.items("visit")
    on_item(made, "remove", 1)
    if isinstance(made, ByKeys):
        made.do("back")
    asked = (FIRST_ASKED, "", False)
    there_and_back(made, entries, [], [asked], [(FIRST_ASKED, "At eight", True)], [])


def test_questions_that_were_moved_are_moved_again(front: Callable[..., Front]) -> None:
    made = front(TEXT)
    for words in ("One?", "Two?"):
        made.shelf.entries.add(EntryKind.QUESTION, words)
    made.items("visit")
    if isinstance(made, ByKeys):
        on_item(made, "item_earlier", 2)
        made.do("back")
    else:
        made.do("visit", "up 2")
    one, two = ("One?", "", False), ("Two?", "", False)
    there_and_back(made, entries, [one, two], [two, one])
    assert made.do("undo_mark") == ["Moved back: Two?"]
    assert made.do("redo") == ["Moved again: Two?"]


def test_marks_and_notes_that_were_taken_back_come_back(front: Callable[..., Front]) -> None:
    made = at(front(TEXT), FIRST)
    made.do("bookmark")
    made.do("note")
    answer(made, "at eight")
    made.items("bookmarks")
    on_item(made, "remove", 1)
    if isinstance(made, ByKeys):
        made.do("back")
    label = "Chapter 1: When does he take it?"
    there_and_back(made, marks, [], [(label, "")], [(label, "at eight")], [])


def test_a_mark_that_came_back_in_its_list_is_removed_again(front: Callable[..., Front]) -> None:
    made = at(front(TEXT), FIRST)
    made.do("bookmark")
    made.items("bookmarks")
    on_item(made, "remove", 1)
    made.do("undo" if isinstance(made, ByKeys) else "undo_mark")
    assert len(marks(made)) == 1
    made.do("redo")
    assert marks(made) == []
    if isinstance(made, ByKeys):
        assert made.model.count == 0
        made.do("back")
    made.do("undo_mark")
    assert len(marks(made)) == 1


def test_cards_that_were_taken_back_come_back(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)

    def cards(made: Front) -> list[tuple[str, str]]:
        return [(each.treatment, each.goal) for each in made.shelf.cards.all()]

    made.plain.type("M", "1", "transplant", "M 1", "2", "cure")
    made.do("weigh")
    made.do("remove_bookmark", 1)
    there_and_back(made, cards, [], [("transplant", "")], [("transplant", "cure")], [])


def test_words_of_another_window_are_never_taken_away_by_what_comes_again(
    front: Callable[..., Front],
) -> None:
    made = front(TEXT)
    entry = made.shelf.entries.add(EntryKind.QUESTION, "One?")
    made.items("visit")
    made.choose(1)
    answer(made, "Mine")
    (mine,) = made.shelf.entries.of()
    made.shelf.entries.change(mine, answer="Mine\nTheirs")
    if isinstance(made, ByKeys):
        made.do("back")
    made.do("undo_mark")
    made.do("redo")
    (kept,) = made.shelf.entries.of()
    assert kept.id == entry.id
    assert "Theirs" in kept.answer
