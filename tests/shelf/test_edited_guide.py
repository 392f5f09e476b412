"""The real guide is edited in many ways: no mark whose sentence is still there lands elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.shelf.locator import How, find, find_section, locate
from tests.shelf.edited_guide import (
    MARKS,
    Book,
    is_heading,
    is_prose,
    marked_positions,
    original,
    places,
    with_marks,
)

Edit = Callable[[Book], None]


def nothing(book: Book) -> None:
    """Change nothing."""


def a_word_more(book: Book) -> None:
    for mark in book.sentences()[::2]:
        book.change(mark, lambda text: f"{text[:-1]} soon{text[-1]}")


def a_word_less(book: Book) -> None:
    for mark in book.sentences()[::2]:
        book.change(mark, lambda text: re.sub(r" (\w+)(\W*)$", r"\2", text))


def a_word_changed_in_front(book: Book) -> None:
    for mark in book.sentences()[::2]:
        book.change(mark, lambda text: f"Also {text[0].lower()}{text[1:]}")


def other_numbers(book: Book) -> None:
    book.lines(lambda line: re.sub(r"\b38\b", "39", line))


def sentences_split(book: Book) -> None:
    for mark in book.sentences()[::3]:
        book.change(
            mark, lambda text: re.sub(r", (\w)", lambda m: f". {m[1].upper()}", text, count=1)
        )


def sentences_joined(book: Book) -> None:
    for mark in book.sentences()[::3]:
        text = book.files[mark.file]
        after = re.match(r" ([A-Z])", text[text.index(mark.text) + len(mark.text) :])
        if after is not None and mark.text.endswith("."):
            joined = f"{mark.text[:-1]}, and {after[1].lower()}"
            book.files[mark.file] = text.replace(mark.text + after[0], joined, 1)
            mark.text = mark.text[:-1]


def sentences_rewritten(book: Book) -> None:
    for mark in book.sentences()[::3]:
        words = mark.text.split()
        book.change(mark, lambda text, words=words: " ".join(reversed(words)))  # type: ignore[misc]


def paragraphs_moved_to_another_chapter(book: Book) -> None:
    last = list(book.files)[-1]
    for mark in book.sentences()[::3]:
        whole = book.paragraph(mark)
        book.files[mark.file] = book.files[mark.file].replace(whole, "Moved away.", 1)
        book.files[last] += f"\n\n{whole}\n"
        mark.file = last


def paragraphs_deleted(book: Book) -> None:
    for mark in book.sentences()[::3]:
        whole = book.paragraph(mark)
        book.files[mark.file] = book.files[mark.file].replace(whole, "", 1)


def sections_renamed(book: Book) -> None:
    book.lines(lambda line: re.sub(r"^(##+ )(.*)", r"\1About: \2", line))


def chapters_renamed(book: Book) -> None:
    book.lines(lambda line: re.sub(r"^(# )(.*)", r"\1Part on \2", line))


def files_renamed(book: Book) -> None:
    book.files = {f"9{name}": text for name, text in book.files.items()}


def a_chapter_before(book: Book) -> None:
    book.files = {"000-new.md": "# News\n\nCall the care team now.\n\nMore.\n", **book.files}


def chapters_reversed(book: Book) -> None:
    book.files = dict(reversed(book.files.items()))


def chapters_taken_out(book: Book) -> None:
    book.files = dict([*book.files.items()][::2])


def chapters_put_together(book: Book) -> None:
    names = list(book.files)
    for first, second in zip(names[1::2], names[2::2], strict=False):
        body = book.files.pop(second).partition("\n---\n")[2]
        book.files[first] += f"\n\n{body}"


def table_rows_added(book: Book) -> None:
    book.lines(lambda line: re.sub(r"^\|[-| :]+\|$", lambda m: f"{m[0]}\n{_row_like(m[0])}", line))


def _row_like(rule: str) -> str:
    return "| " + " | ".join(["Something new."] * (rule.count("|") - 1)) + " |"


def table_columns_renamed(book: Book) -> None:
    def renamed(chunk: str) -> str:
        return re.sub(r"^\|([^|\n]+)\|([^|\n]+)\|", r"|\1 again|\2 again|", chunk, count=1)

    book.chunks(lambda chunks: [renamed(each) for each in chunks])


def list_items_moved(book: Book) -> None:
    def moved(chunk: str) -> str:
        if not chunk.startswith("- "):
            return chunk
        first, *others = chunk.rstrip("\n").split("\n- ")
        return (
            "\n- ".join([f"- {others[-1]}", first.removeprefix("- "), *others[:-1]])
            if others
            else chunk
        )

    book.chunks(lambda chunks: [moved(each) for each in chunks])


def list_items_added(book: Book) -> None:
    book.chunks(
        lambda chunks: [f"- Something new.\n{c}" if c.startswith("- ") else c for c in chunks]
    )


def other_typography(book: Book) -> None:
    book.lines(lambda line: line.replace("'", "’").replace(" - ", " – "))


def other_spaces(book: Book) -> None:
    book.prose(lambda chunk: chunk.replace(". ", ".\n").replace(", ", ",  "))


def emphasis_added(book: Book) -> None:
    for mark in book.sentences()[::2]:
        book.change(mark, lambda text: re.sub(r"^(\w+ (?:zq\d+zq )?)(\w+)", r"\1**\2**", text))


def sources_taken_out(book: Book) -> None:
    book.lines(lambda line: re.sub(r" ?\[@[^\]]+\]", "", line))


def headings_deeper(book: Book) -> None:
    book.lines(lambda line: re.sub(r"^##", "###", line))


def sentences_repeated_before(book: Book) -> None:
    for mark in book.sentences()[::2]:
        whole = book.paragraph(mark)
        bare = re.sub(r"\s?zq\d+zq", "", mark.text)
        if not whole.startswith("- "):
            text = book.files[mark.file]
            book.files[mark.file] = text.replace(whole, f"{bare} So much for that.\n\n{whole}", 1)


def sentences_repeated_elsewhere(book: Book) -> None:
    bare = [re.sub(r"\s?zq\d+zq", "", mark.text) for mark in book.sentences()]
    said = "\n\n".join(bare)
    first = next(iter(book.files))
    book.files = {"000-all.md": f"# Said again\n\n{said}\n", **book.files}
    assert first in book.files


def paragraphs_begun_otherwise(book: Book) -> None:
    book.prose(lambda chunk: f"This is new here. {chunk}")


def paragraphs_cut(book: Book) -> None:
    book.prose(lambda chunk: re.sub(r"\. ([A-Z])", r".\n\n\1", chunk, count=1))


def paragraphs_put_together(book: Book) -> None:
    def together(chunks: list[str]) -> list[str]:
        found: list[str] = []
        for chunk in chunks:
            if found and is_prose(chunk) and is_prose(found[-1]):
                found[-1] = f"{found[-1].rstrip()}\n{chunk}"
            else:
                found.append(chunk)
        return found

    book.chunks(together)


def paragraphs_in_another_order(book: Book) -> None:
    def reversed_within(chunks: list[str]) -> list[str]:
        found: list[str] = []
        section: list[str] = []
        for chunk in [*chunks, "# end"]:
            if is_heading(chunk):
                found += [*reversed(section), chunk]
                section = []
            else:
                section.append(chunk)
        return found[:-1]

    book.chunks(reversed_within)


def sections_in_another_order(book: Book) -> None:
    def reversed_sections(chunks: list[str]) -> list[str]:
        sections: list[list[str]] = [[]]
        for chunk in chunks:
            if is_heading(chunk):
                sections.append([])
            sections[-1].append(chunk)
        return [chunk for section in [sections[0], *reversed(sections[1:])] for chunk in section]

    book.chunks(reversed_sections)


def half_of_all_paragraphs_deleted(book: Book) -> None:
    book.chunks(lambda chunks: [c for at, c in enumerate(chunks) if is_heading(c) or at % 2])


EDITS: list[Edit] = [
    nothing, a_word_more, a_word_less, a_word_changed_in_front, other_numbers, sentences_split,
    sentences_joined, sentences_rewritten, paragraphs_moved_to_another_chapter, paragraphs_deleted,
    sections_renamed, chapters_renamed, files_renamed, a_chapter_before, chapters_reversed,
    chapters_taken_out, chapters_put_together, table_rows_added, table_columns_renamed,
    list_items_moved, list_items_added, other_typography, other_spaces, emphasis_added,
    sources_taken_out, headings_deeper, sentences_repeated_before, sentences_repeated_elsewhere,
    paragraphs_begun_otherwise, paragraphs_cut, paragraphs_put_together,
    paragraphs_in_another_order, sections_in_another_order, half_of_all_paragraphs_deleted,
]  # fmt: skip


def edited(edit: Edit) -> tuple[Guide, list[Position | None]]:
    """Return the guide after an edit, and where the sentence of each mark is; None where gone."""
    books = [with_marks(tagged=tagged) for tagged in (False, True)]
    for book in books:
        edit(book)
    plain, tagged = (book.guide() for book in books)
    return plain, places(tagged, plain)


def landing(old: Guide, new: Guide, mark: Position, place: Position | None) -> str:
    """Return how a mark comes into an edited guide."""
    found = find(new, locate(old, mark))
    if found.how in (How.EXACT, How.QUOTE):
        if found.position == place:
            return "exactly" if found.how is How.EXACT else "by its words"
        words, there = old.sentence_text(mark), new.sentence_text(found.position)
        if place is None:
            return "same words elsewhere" if words == there else "taken for another"
        if words == there:
            return "same words elsewhere"
        return "WRONG"
    if place is not None and new.sentence_text(place) == old.sentence_text(mark):
        return "LOST"
    return "section" if found.how is How.SECTION else "about there"


def landing_of_section(old: Guide, new: Guide, mark: Position, place: Position | None) -> str:
    """Return how the mark of a whole section comes into an edited guide."""
    found = find_section(new, locate(old, mark))
    if found.how in (How.EXACT, How.QUOTE):
        return "section found" if found.position == place else "SECTION WRONG"
    return "SECTION LOST" if place is not None else "section gone"


def counted(edit: Edit) -> Counter[str]:
    """Return how many marks come into an edited guide in which way."""
    old = original().guide()
    new, wanted = edited(edit)
    counts: Counter[str] = Counter()
    for mark, place in zip(marked_positions(), wanted, strict=True):
        counts[landing(old, new, mark, place)] += 1
        if old.blocks[mark.block].kind is BlockKind.HEADING:
            counts[landing_of_section(old, new, mark, place)] += 1
    return counts


KEEPING = [
    nothing, other_numbers, paragraphs_begun_otherwise, paragraphs_cut, paragraphs_put_together,
    chapters_renamed, files_renamed, a_chapter_before, chapters_reversed, chapters_put_together,
    table_rows_added, table_columns_renamed, list_items_moved, list_items_added, other_typography,
    other_spaces, emphasis_added, sources_taken_out, headings_deeper, sentences_repeated_before,
    sentences_repeated_elsewhere, paragraphs_in_another_order, sections_in_another_order,
    a_word_more,
]  # fmt: skip
"""They take no sentence away."""


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_no_mark_comes_to_stand_elsewhere_while_its_sentence_is_there(edit: Edit) -> None:
    book = original().copy()
    counts = counted(edit)
    assert sum(count for how, count in counts.items() if "section " not in how) >= MARKS
    assert not counts.keys() & {"WRONG", "LOST", "SECTION WRONG", "SECTION LOST"}, counts
    if edit in KEEPING:
        found = {"exactly", "by its words", "section found"}
        assert not counts.keys() - found, counts
    book.marks = with_marks(tagged=False).marks
    edit(book)
    is_as_before = [*book.files.items()] == [*original().files.items()]
    assert is_as_before == (edit is nothing)


if __name__ == "__main__":
    for each in EDITS:
        print(each.__name__, dict(counted(each)))
