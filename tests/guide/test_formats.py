"""Every format that can be read keeps the same promises, and one more is easily added."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings

from allvoice.errors import UnreadableGuideError
from allvoice.guide import sentences
from allvoice.guide.document import Document, TextDocument
from allvoice.guide.formats.reader import Draft, Parsed
from allvoice.guide.formats.registry import FORMATS, Format, endings, format_of, named
from allvoice.guide.load import guide_of, load_guide
from allvoice.guide.model import BlockKind, Content, Guide
from allvoice.guide.search.finds import Finds
from allvoice.guide.search.steps import whole
from allvoice.guide.search.trying import search
from allvoice.guide.source import guide_files
from allvoice.text import clean, one_line
from tests.examples import examples
from tests.guide.texts import any_text, check_promises


class PlainReader:
    """The smallest format there could be: each line is a paragraph, "= " begins a heading."""

    def read(self, document: Document, file: int) -> Parsed:
        written = document.text("Notes")
        parsed = Parsed(make_lines=partial(str.split, written, "\n"))
        for number, line in enumerate(clean(written)[0].split("\n"), start=1):
            words = one_line(line.removeprefix("= "))
            if words:
                heading = line.startswith("= ")
                kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
                content = Content(words, sentences.split(words))
                parsed.drafts.append(
                    Draft(
                        kind,
                        number,
                        lambda content=content: content,  # type: ignore[misc]
                        level=int(heading),
                        source_chars=len(line),
                        search_text=words,
                        title=words[:200] if heading else "",
                    )
                )
        return parsed


NOTES = Format("Notes", (".note",), PlainReader)


@dataclass(frozen=True)
class Sample:
    """A format, and one small guide in it: a heading, a paragraph, another heading, a paragraph."""

    format: Format
    raw: bytes

    @property
    def document(self) -> Document:
        return Document(Path(f"guide{self.format.endings[0]}"), self.raw)

    @property
    def guide(self) -> Guide:
        return guide_of([self.document], formats=[self.format], keep_lines=True)


SAMPLES = [
    Sample(FORMATS[0], b"# Fever\n\nCall at 38.0. Then wait.\n\n# Night\n\nRest & sleep.\n"),
    Sample(NOTES, b"= Fever\nCall at 38.0. Then wait.\n= Night\nRest & sleep.\n"),
]
each_format = pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.format.name)


def test_each_format_of_the_program_has_a_sample() -> None:
    assert {sample.format for sample in SAMPLES} >= set(FORMATS)


@each_format
def test_a_file_becomes_sections_paragraphs_and_sentences(sample: Sample) -> None:
    guide = sample.guide
    assert [section.title for section in guide.sections] == ["Fever", "Night"]
    assert [block.text for block in guide.blocks] == [
        "Fever",
        "Call at 38.0. Then wait.",
        "Night",
        "Rest & sleep.",
    ]
    assert [len(block.sentences) for block in guide.blocks] == [1, 2, 1, 1]
    check_promises(guide)


@each_format
def test_what_is_looked_for_is_found(sample: Sample) -> None:
    found = whole(search(sample.guide, "rest & sleep", sample.guide.start))
    assert isinstance(found, Finds)
    beside = whole(found.next_to(sample.guide.start, 1, include_here=True))
    assert beside is not None
    assert beside[0].position.block == 3


@each_format
def test_each_block_has_a_length_before_it_is_worked_out(sample: Sample) -> None:
    parsed = sample.format.make_reader().read(sample.document, 0)
    assert all(draft.source_chars > 0 for draft in parsed.drafts)
    lines = [draft.line for draft in parsed.drafts]
    assert lines == sorted(lines)
    assert lines[0] >= 1


@each_format
def test_the_lines_of_a_format_that_has_lines_hold_the_words_of_their_blocks(
    sample: Sample,
) -> None:
    (lines,) = sample.guide.lines
    if lines is not None:
        for block in sample.guide.blocks:
            assert block.text.split()[0] in lines[block.line - 1]


@each_format
def test_one_reader_reads_many_files_and_keeps_nothing_of_them(sample: Sample) -> None:
    reader = sample.format.make_reader()
    first, again = reader.read(sample.document, 0), reader.read(sample.document, 1)
    assert [d.make_content() for d in first.drafts] == [d.make_content() for d in again.drafts]
    assert first.front == again.front


@each_format
def test_bytes_that_are_no_such_file_are_refused_in_one_sentence(sample: Sample) -> None:
    broken = Document(Path(f"bad\x1b{sample.format.endings[0]}"), b"\x89PNG\x00\x01")
    with pytest.raises(UnreadableGuideError) as caught:
        sample.format.make_reader().read(broken, 0)
    told = str(caught.value)
    assert told.isprintable()
    assert told.endswith(f"Give a {sample.format.name} file.")


@each_format
@settings(max_examples=examples(60))
@given(text=any_text)
def test_whatever_a_file_holds_its_guide_is_sound_or_it_is_refused(
    sample: Sample, text: str
) -> None:
    document = TextDocument(Path(f"any{sample.format.endings[0]}"), text)
    try:
        guide = guide_of([document], formats=[sample.format])
    except UnreadableGuideError:
        return
    check_promises(guide)


BOTH = (*FORMATS, NOTES)


def test_a_folder_may_mix_formats_and_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "2.note").write_text("= Second\nTwo.\n")
    (tmp_path / "10.md").write_text("# Third\n\nThree.\n")
    (tmp_path / "1.md").write_text("# First\n\nOne.\n")
    (tmp_path / "photo.jpg").touch()
    guide = load_guide(tmp_path, formats=BOTH)
    assert [section.title for section in guide.sections] == ["First", "Second", "Third"]
    assert [path.name for path in guide.files] == ["1.md", "2.note", "10.md"]


def test_what_can_be_opened_is_named_by_the_formats_there_are(tmp_path: Path) -> None:
    assert named(FORMATS) == "Markdown"
    assert named((*BOTH, Format("EPUB", (".epub",), PlainReader))) == "Markdown, Notes or EPUB"
    assert endings(BOTH) == (".md", ".markdown", ".txt", ".note")
    with pytest.raises(UnreadableGuideError, match="holds no Markdown or Notes"):
        guide_files(tmp_path, BOTH)


def test_a_file_of_an_unknown_ending_is_read_as_the_first_format(tmp_path: Path) -> None:
    assert format_of(Path("README"), BOTH) is FORMATS[0]
    assert format_of(Path("A.NOTE"), BOTH) is NOTES
    (tmp_path / "README").write_text("# Fever\n\nCall.\n")
    assert load_guide(tmp_path / "README").title == "Fever"


def test_the_lines_of_a_guide_are_kept_only_where_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text("# Fever\r\n\r\nCall.\n")
    assert load_guide(path).lines == (None,)
    assert load_guide(path, keep_lines=True).lines == (["# Fever", "", "Call.", ""],)
