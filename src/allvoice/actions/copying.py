"""Copying the sentence to where it can be pasted, and telling honestly what is known of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.actions.model import Message
from allvoice.text import one_line

if TYPE_CHECKING:
    from allvoice.actions.model import Services
    from allvoice.reading.runner import ReadingSession

COPIED = "Copied."
SENT = "Sent to your terminal's clipboard."
BEFORE = "The sentence before."
TO_PASTE = "Paste it where you need it."
ELSE = "If pasting brings nothing, mark it: the command allvoice bookmarks prints it."
CANNOT = "This terminal cannot copy; mark it, and the command allvoice bookmarks prints it."


def copy_sentence(session: ReadingSession, services: Services) -> Message:
    """Copy the sentence; where it has only just begun, the one before, which was heard.

    Its words alone, for it is pasted into a message to somebody.

    Args:
        session: knows the sentence.
        services: hand it over.
    """
    position = session.meant_position
    if not services.copy(one_line(session.guide.sentence_text(position))):
        return Message(CANNOT, earcon="edge")
    which = "" if position == session.state.position else BEFORE
    if services.surely_copies():
        return Message(f"{COPIED} {which}".rstrip(), hint=TO_PASTE, earcon="on")
    return Message(f"{SENT} {which}".rstrip(), more=ELSE, earcon="on")
