"""How sentences follow each other: each may be right, and all together a metronome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import pstdev

from allvoice.guide.model import Block
from allvoice.listenability.grade import words_of
from allvoice.listenability.report import Finding, Severity
from allvoice.listenability.source_map import SourceMap

LEAST_SPREAD_WORDS = 5.0
"""Standard deviation of the words of a sentence: in prose that people like to hear it is more."""
FEWEST_SENTENCES = 20
"""The spread of fewer is a matter of chance."""
MOST_SAME_START = 2
"""Sentences in a row that begin with one word; after that the ear hears the pattern."""


def spread_words(sentences: Sequence[str]) -> float:
    """Return the standard deviation of how many words the sentences have; 0 for fewer than two."""
    lengths = [len(words_of(sentence)) for sentence in sentences]
    return pstdev(lengths) if len(lengths) > 1 else 0.0


def same_starts(sentences: Sequence[str]) -> list[int]:
    """Return the index of each sentence that is one too many in a row with the same first word."""
    found = []
    first, count = "", 0
    for index, sentence in enumerate(sentences):
        words = words_of(sentence)
        word = words[0].casefold() if words else ""
        count = count + 1 if word and word == first else 1
        first = word
        if count == MOST_SAME_START + 1:
            found.append(index)
    return found


def same_start_findings(
    sentences: Sequence[tuple[Block, int]], source_map: SourceMap
) -> Iterator[Finding]:
    """Yield where a section has too many sentences in a row with the same first word.

    Args:
        sentences: those of one section, in reading order: a block, and the index in it.
        source_map: knows the places.
    """
    texts = [block.sentence_text(number) for block, number in sentences]
    for index in same_starts(texts):
        block, number = sentences[index]
        word = words_of(texts[index])[0]
        message = (
            f"Three sentences in a row begin with “{word}”, which is tiring to hear; "
            "begin one of them otherwise."
        )
        offset = block.sentences[number].start
        yield source_map.in_block(block, offset, texts[index], "same-start", Severity.HARD, message)
