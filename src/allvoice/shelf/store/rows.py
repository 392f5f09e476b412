"""How texts and places stand in the columns of the shelf's database."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from allvoice.limits import MOST_OWN_WORDS_CHARS
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


def own_words(text: str) -> str:
    """Return what a listener typed as it is kept: lines stay lines, what is no text is left out."""
    return clean_words(text[:MOST_OWN_WORDS_CHARS])


def clean_words(text: str) -> str:
    """Return the same of what was kept before, however long it has become."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(_without_controls, lines)).strip()


def _without_controls(line: str) -> str:
    line = line.encode("utf-8", "replace").decode().replace("\t", " ")
    return "".join(each for each in line if unicodedata.category(each) not in ("Cc", "Cs"))


def merging(columns: Sequence[str]) -> str:
    """Return the part of an UPSERT that changes texts without losing another program's change.

    Each column takes the new text (`:note`) where it still is what this program read
    (`:note_before`). What another program wrote there meanwhile is kept above it.
    """
    return ", ".join(_MERGED.replace("?", column) for column in columns)


_MERGED = """
    ? = CASE
        WHEN :? IN (:?_before, ?, '') AND ? <> :?_before THEN ?
        WHEN ? IN (:?_before, '') THEN :?
        ELSE ? || char(10) || :?
    END"""
"""Theirs where this program changed nothing, wrote the same, or took its own away; else its own
where nobody else wrote; else both."""


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
