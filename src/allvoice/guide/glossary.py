"""The words a guide explains itself: list items of its glossary, "term: what it means"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from allvoice.guide.model import BlockKind, Guide, Section, Style

GLOSSARY_TITLES = frozenset({"glossary", "key terms", "terms", "definitions", "words to know"})
"""A chapter or section of such a title explains words."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    term: str
    text: str


class Glossary:
    """Definitions by term; whatever its capitals, and its plural too."""

    def __init__(self, definitions: Sequence[Definition]) -> None:
        self.definitions = tuple(definitions)
        self._by_words: dict[tuple[str, ...], Definition] = {}
        self._longest: dict[str, int] = {}
        for definition in definitions:
            words = _words(definition.term)
            if words:
                self._by_words.setdefault(words, definition)
                self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

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
        for first in (words[at], words[at].removesuffix("s")):
            for count in range(min(self._longest.get(first, 0), len(words) - at), 0, -1):
                part = (first, *words[at + 1 : at + count])
                singular = (*part[:-1], part[-1].removesuffix("s"))
                definition = self._by_words.get(part) or self._by_words.get(singular)
                if definition is not None:
                    return definition, count
        return None, 1


def glossary_of(guide: Guide) -> Glossary:
    """Return what a guide explains in its glossary; nothing where it has none."""
    found: list[Definition] = []
    for section in guide.sections:
        if not _explains(guide, section):
            continue
        for block in guide.blocks[section.first_block : section.last_block + 1]:
            if block.kind is not BlockKind.LIST_ITEM:
                continue
            term, colon, text = block.text.partition(":")
            strong = any(
                span.start == 0 and Style.STRONG in span.style for span in block.content.spans
            )
            if colon and text.strip() and (strong or len(term.split()) <= 6):
                found.append(Definition(term.strip(), text.strip()))
    return Glossary(found)


def _explains(guide: Guide, section: Section) -> bool:
    titles = {section.title.casefold(), guide.sections[section.chapter].title.casefold()}
    return bool(titles & GLOSSARY_TITLES)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))
