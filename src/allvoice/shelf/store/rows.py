"""How texts and places stand in the columns of the shelf's database."""

from __future__ import annotations

from allvoice.shelf.locator import Locator


def storable(text: str) -> str:
    """Return text as the id of a guide is stored: a file's name may hold what is not Unicode."""
    return text.encode("utf-8", "backslashreplace").decode()


def words(text: str) -> str | bytes:
    """Return text as it is stored, to come back as it was: lone surrogates make it bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def as_text(stored: object) -> str:
    """Return what `words` made of a text as the text."""
    if isinstance(stored, bytes):
        return stored.decode("utf-8", "surrogatepass")
    return str(stored)


def columns_of(locator: Locator) -> dict[str, str | int | float]:
    """Return what a bookmark's columns repeat of its locator, for finding and sorting."""
    return {
        "block_hash": storable(locator.block_hash),
        "block_index": locator.block_index,
        "sentence_index": locator.sentence_index,
        "progression": locator.progression,
    }


def locator_in(stored: object) -> Locator | None:
    """Return a stored locator; None where it is none."""
    try:
        return Locator.from_json(str(stored))
    except ValueError:
        return None
