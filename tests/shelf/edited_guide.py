"""The real guide with marks in it, edited in many ways, and where each mark ought to be then.

An edit is done twice: to the guide as it is, and to a copy in which every marked sentence has a
word of its own. Where that word is, the sentence is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from allvoice.guide.load import parse_guide
from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.paths import bundled_guide

MARKS = 60
FURTHER = 10
"""Headings, and as many sentences that are repeated."""
_WORD = "zq{}zq"
_WORDS = re.compile(r"\s?zq\d+zq")


@dataclass(slots=True)
class Mark:
    """A marked sentence, as it stands in the source of a chapter."""

    file: str
    text: str
    is_heading: bool = False
    is_row: bool = False


@dataclass(slots=True)
class Book:
    """The chapters of the guide, by the names of their files, and the marks in them."""

    files: dict[str, str]
    marks: list[Mark] = field(default_factory=list)

    def copy(self) -> Book:
        return Book(
            dict(self.files),
            [Mark(m.file, m.text, m.is_heading, m.is_row) for m in self.marks],
        )

    def guide(self) -> Guide:
        return parse_guide([(Path(name), text) for name, text in self.files.items()])

    # What edits are made of

    def sentences(self) -> list[Mark]:
        """Return the marked sentences of prose and lists."""
        return [each for each in self.marks if not each.is_heading and not each.is_row]

    def change(self, mark: Mark, new: Callable[[str], str]) -> None:
        """Write a marked sentence in another way."""
        text = self.files[mark.file]
        assert text.count(mark.text) >= 1, mark.text
        changed = new(mark.text)
        self.files[mark.file] = text.replace(mark.text, changed, 1)
        mark.text = changed

    def paragraph(self, mark: Mark) -> str:
        """Return the paragraph of a marked sentence, or the item of a list."""
        text = self.files[mark.file]
        at = text.index(mark.text)
        start, end = text.rfind("\n\n", 0, at) + 2, text.find("\n\n", at)
        item = max(text.rfind("\n- ", start, at) + 1, start)
        after = text.find("\n- ", at, end)
        return text[item : after if after >= 0 else end]

    def chunks(self, change: Callable[[list[str]], list[str]]) -> None:
        """Change the paragraphs, headings, lists and tables of each chapter; the first stays."""
        for name, text in self.files.items():
            first, *rest = text.split("\n\n")
            if first.startswith("---"):
                front, rest = [first], rest
            else:
                front, rest = [], [first, *rest]
            self.files[name] = "\n\n".join([*front, rest[0], *change(rest[1:])])

    def prose(self, change: Callable[[str], str]) -> None:
        """Change every paragraph that is prose."""
        self.chunks(lambda chunks: [change(c) if is_prose(c) else c for c in chunks])

    def lines(self, change: Callable[[str], str]) -> None:
        """Change every line behind the front matter."""
        for name, text in self.files.items():
            head, found, body = (
                text.partition("\n---\n") if text.startswith("---") else ("", "", text)
            )
            self.files[name] = head + found + "\n".join(map(change, body.split("\n")))


def is_prose(chunk: str) -> bool:
    return bool(re.match(r"[A-Z*“\"]", chunk)) and "\n|" not in chunk


def is_heading(chunk: str) -> bool:
    return chunk.startswith("#")


@cache
def original() -> Book:
    """Return the guide as it is."""
    folder = bundled_guide()
    return Book({path.name: path.read_text() for path in sorted(folder.glob("*.md"))})


@cache
def marked_positions() -> tuple[Position, ...]:
    """Return the sentences that are marked: of all kinds, from all parts of the guide."""
    return tuple(position for position, _ in _marked())


@cache
def _marked() -> tuple[tuple[Position, Mark], ...]:
    guide, files = original().guide(), original().files
    found: list[tuple[Position, Mark]] = []
    step = len(guide.blocks) // (MARKS + 4)
    for index in range(3, len(guide.blocks) - step, step):
        for block in guide.blocks[index : index + step]:
            name = guide.files[block.file].name
            lines = files[name].split("\n")
            line = lines[block.line - 1]
            sentence = len(block.sentences) // 2
            text = block.sentence_text(sentence)
            if block.kind is BlockKind.TABLE_ROW and line.rstrip().endswith("|"):
                found.append((Position(block.index, len(block.sentences) - 1), Mark(name, line)))
                found[-1][1].is_row = True
                break
            kind = block.kind is BlockKind.HEADING
            if " " in text and files[name].count(text) == 1:
                found.append((Position(block.index, sentence), Mark(name, text, kind)))
                break
        if len(found) == MARKS:
            break
    return (*found, *_further(guide, {position.block for position, _ in found}))


def _further(guide: Guide, taken: set[int]) -> Iterator[tuple[Position, Mark]]:
    """Yield headings, and sentences that stand in the guide more than once."""
    files = original().files
    texts = Counter(
        block.sentence_text(each) for block in guide.blocks for each in range(len(block.sentences))
    )
    kept = {BlockKind.HEADING: FURTHER, BlockKind.LIST_ITEM: FURTHER, BlockKind.PARAGRAPH: FURTHER}
    for block in guide.blocks[:: len(guide.blocks) // 1000]:
        name, text = guide.files[block.file].name, block.sentence_text(0)
        is_heading = block.kind is BlockKind.HEADING
        if block.index in taken or " " not in text or files[name].count(text) != 1:
            continue
        if kept.get(block.kind, 0) and (is_heading or texts[text] > 1):
            kept[block.kind] -= 1
            yield Position(block.index), Mark(name, text, is_heading)


def with_marks(*, tagged: bool) -> Book:
    """Return the guide with its marks, each with a word of its own or as it is."""
    book = original().copy()
    for number, (_, mark) in enumerate(_marked()):
        book.marks.append(Mark(mark.file, mark.text, mark.is_heading, mark.is_row))
        if tagged:
            word = _WORD.format(number)

            def tag(text: str, word: str = word, is_row: bool = mark.is_row) -> str:
                if is_row:
                    return f"{text.rstrip().removesuffix('|').rstrip()} {word} |"
                first, _, rest = text.partition(" ")
                return f"{first} {word} {rest}"

            book.change(book.marks[-1], tag)
    return book


def without_words(text: str) -> str:
    """Return a text without the words of the marks."""
    return _WORDS.sub("", text)


def places(tagged: Guide, plain: Guide) -> list[Position | None]:
    """Return where the sentence of each mark is; None where it is gone."""
    assert len(tagged.blocks) == len(plain.blocks)
    found: list[Position | None] = [None] * len(_marked())
    for block in tagged.blocks:
        if block.search_text is not None and "zq" not in block.search_text:
            continue
        for sentence in range(len(block.sentences)):
            for number in re.findall(r"zq(\d+)zq", block.sentence_text(sentence)):
                position = Position(block.index, sentence)
                # Both were cut into the same sentences.
                assert without_words(block.text) == plain.blocks[block.index].text
                assert len(block.sentences) == len(plain.blocks[block.index].sentences)
                if found[int(number)] is None:
                    found[int(number)] = position
    return found
