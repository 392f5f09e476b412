"""What was kept last is taken back first, whatever it was."""

from __future__ import annotations

from allvoice.actions.model import Message, Result
from allvoice.actions.undo import NOTHING_TO_UNDO, Undo


def told(result: Result) -> str:
    assert isinstance(result, Message)
    return result.text


def test_what_was_done_last_is_taken_back_first_and_then_there_is_nothing_more() -> None:
    undo = Undo()
    for name in ("mark", "note"):
        undo.did(name, lambda name=name: Message(f"{name} taken back"))  # type: ignore[misc]
    assert [told(undo.last()) for _ in range(3)] == [
        "note taken back",
        "mark taken back",
        NOTHING_TO_UNDO,
    ]


def test_a_list_takes_back_only_what_is_its_own() -> None:
    undo = Undo()
    undo.did("marks", lambda: Message("mark"))
    undo.did("entries", lambda: Message("entry"))
    assert told(undo.last("marks")) == "mark"
    assert told(undo.last("marks")) == NOTHING_TO_UNDO
    assert told(undo.last()) == "entry"


def test_what_is_gone_already_or_undone_otherwise_is_passed_over() -> None:
    undo = Undo()
    undo.did("marks", lambda: Message("first"))
    undo.did("marks", lambda: None)
    forgotten = undo.did("marks", lambda: Message("forgotten"))
    undo.forget(forgotten)
    assert told(undo.last()) == "first"
