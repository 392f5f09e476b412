"""The words a guide explains itself: list items of its glossary, "term: what it means"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from allvoice.guide.model import Block, BlockKind, Guide, Section, Style

GLOSSARY_TITLES = frozenset({"glossary", "key terms", "terms", "definitions", "words to know"})
"""A chapter or section of such a title explains words."""
MOST_WORDS = 6
"""Of a term that is not marked as one."""
_EMPHASIS = str.maketrans("", "", "*~`")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    term: str
    text: str


class Glossary:
    """Definitions by term; whatever its capitals, and its plural too."""

    def __init__(self, items: Sequence[Block]) -> None:
        """Look through the items for their terms; what they mean is worked out when asked for.

        Args:
            items: list items, not all of which need be definitions.
        """
        self._items = items
        self._by_words: dict[tuple[str, ...], list[Block]] = {}
        self._longest: dict[str, int] = {}
        for item in items:
            words = _words(_before_colon(item))
            if words:
                self._by_words.setdefault(words, []).append(item)
                self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """All that is explained, in order."""
        return tuple(filter(None, map(_definition, self._items)))

    def terms_in(self, text: str) -> list[Definition]:
        """Return what explains the terms of a text, each once, in order; the longest term wins."""
        words = _words(text)
        found: dict[str, Definition] = {}
        at = 0
        while at < len(words):
            definition, count = self._at(words, at)
            if definition is not None:
                found.setdefault(definition.term, definition)
            at += count
        return list(found.values())

    def _at(self, words: tuple[str, ...], at: int) -> tuple[Definition | None, int]:
        for first in (words[at], _singular(words[at])):
            for count in range(min(self._longest.get(first, 0), len(words) - at), 0, -1):
                part = (first, *words[at + 1 : at + count])
                singular = (*part[:-1], _singular(part[-1]))
                for item in self._by_words.get(part) or self._by_words.get(singular) or ():
                    definition = _definition(item)
                    if definition is not None:
                        return definition, count
        return None, 1


def glossary_of(guide: Guide) -> Glossary:
    """Return what a guide explains in its glossary; nothing where it has none."""
    return Glossary(
        [
            block
            for section in guide.sections
            if explains(guide, section)
            for block in guide.blocks[section.first_block : section.last_block + 1]
            if block.kind is BlockKind.LIST_ITEM and not block.goes_on
        ]
    )


def _before_colon(item: Block) -> str:
    """Return what may be the term of an item, as its words are displayed."""
    known = item.search_text
    text = item.text if known is None else known.translate(_EMPHASIS)
    term, colon, _ = text.partition(":")
    return term if colon else ""


def _definition(item: Block) -> Definition | None:
    term, colon, text = item.text.partition(":")
    strong = any(span.start == 0 and Style.STRONG in span.style for span in item.content.spans)
    if colon and text.strip() and (strong or len(term.split()) <= MOST_WORDS):
        return Definition(term.strip(), text.strip())
    return None


def explains(guide: Guide, section: Section) -> bool:
    """Return whether a section explains words."""
    titles = {section.title.casefold(), guide.sections[section.chapter].title.casefold()}
    return bool(titles & GLOSSARY_TITLES)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _singular(word: str) -> str:
    """Return a word without the ending of its plural: "antibodies" as "antibody"."""
    if word.endswith("ies"):
        return f"{word.removesuffix('ies')}y"
    return word.removesuffix("s")
