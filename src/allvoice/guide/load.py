"""A file or folder to a guide."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from allvoice.errors import UnreadableGuideError
from allvoice.guide import bibliography, synonyms
from allvoice.guide.beside import beside
from allvoice.guide.document import Document, TextDocument, content_hash
from allvoice.guide.formats.reader import Reader
from allvoice.guide.formats.registry import FORMATS, Format, format_of
from allvoice.guide.model import (
    LONGEST_TITLE_CHARS,
    Block,
    BlockKind,
    Guide,
    Section,
    Skipped,
    shortened,
)
from allvoice.guide.source import guide_files, read_documents
from allvoice.text import printable

LONGEST_SLUG_CHARS = 60
PATH_ID = "path:"
"""How the id of a guide begins that has no name of its own but where it is."""


def load_guide(
    path: Path,
    guide_id: str | None = None,
    title: str | None = None,
    *,
    keep_lines: bool = False,
    formats: Sequence[Format] = FORMATS,
) -> Guide:
    """Open a file, or a folder of them in natural order of names.

    Front matter may name the guide: `id` and `title` that of its own file; in the first file of a
    folder, `guide_id` and `guide_title` that of the whole folder, which else is called by its name.

    Args:
        path: the file or folder.
        guide_id: what positions are stored under; by default from front matter, else the path.
        title: by default from front matter, else the folder's name, or a file's first heading.
        keep_lines: keep the lines of the files, to find places in them.
        formats: what can be read.

    Raises:
        UnreadableGuideError: nothing there can be read.
    """
    documents = read_documents(guide_files(path, formats))
    fallback = PATH_ID + hashlib.sha256(bytes(path.resolve())).hexdigest()[:16]
    guide = guide_of(
        documents,
        guide_id=guide_id,
        title=title,
        fallback_id=fallback,
        name=printable(str(path)),
        folder=path.resolve() if path.is_dir() else None,
        keep_lines=keep_lines,
        formats=formats,
    )
    guide.content_hash = content_hash(documents)
    return guide


def parse_guide(
    texts: Sequence[tuple[Path, str]], *, guide_id: str | None = None, name: str = "the text"
) -> Guide:
    """Make a guide of texts that are in no file.

    Args:
        texts: each with a path whose ending tells its format, though there is no such file.
        guide_id: wins over front matter.
        name: what errors call it.

    Raises:
        UnreadableGuideError: there is nothing to read in them.
    """
    documents = [TextDocument(path, text) for path, text in texts]
    return guide_of(documents, guide_id=guide_id, name=name)


def guide_of(
    documents: Sequence[Document],
    *,
    guide_id: str | None = None,
    title: str | None = None,
    fallback_id: str = "text",
    name: str = "the text",
    folder: Path | None = None,
    keep_lines: bool = False,
    formats: Sequence[Format] = FORMATS,
) -> Guide:
    """Make a guide of files that were already read.

    Args:
        documents: the files, in reading order.
        guide_id: wins over front matter.
        title: wins over front matter.
        fallback_id: where front matter names none.
        name: what errors call it.
        folder: where all of them are, whose name is that of the guide unless the front matter of
            the first file speaks for all of them.
        keep_lines: keep the lines of the files, to find places in them.
        formats: what can be read.

    Raises:
        UnreadableGuideError: there is nothing to read in them.
    """
    build = _Build()
    readers: dict[str, Reader] = {}
    fronts: list[Mapping[str, str]] = []
    how_read: list[str] = []
    companions: dict[str, list[Path]] = {bibliography.FRONT_KEY: [], synonyms.FRONT_KEY: []}
    lines: list[Sequence[str] | None] = []
    for file, document in enumerate(documents):
        known = format_of(document.path, formats)
        if known.name not in readers:
            readers[known.name] = known.make_reader()
        parsed = readers[known.name].read(document, file)
        fronts.append(parsed.front)
        how_read.append(document.how_read)
        for key, paths in companions.items():
            companion = beside(document.path, parsed.front.get(key, ""))
            if companion is not None:
                paths.append(companion)
        lines.append(parsed.make_lines() if keep_lines and parsed.make_lines else None)
        build.skipped.extend(parsed.skipped)
        if not parsed.drafts:
            build.skipped.append(Skipped("a file with nothing to read", file, 1))
            continue
        build.begin_file(document.path, parsed.front.get("title", ""))
        for draft in parsed.drafts:
            build.add(
                Block(
                    len(build.blocks),
                    draft.kind,
                    0,
                    draft.line,
                    file,
                    draft.make_content,
                    draft.level,
                    draft.quote_depth,
                    draft.marker,
                    draft.source_chars,
                    draft.search_text,
                    draft.goes_on,
                    draft.anchor,
                ),
                draft.title,
            )
    if not build.blocks:
        raise UnreadableGuideError(f"{name} holds nothing to read. Give a guide with text in it.")
    sections = build.closed_sections()
    front = fronts[0]
    if folder is None:
        own_id, own_title = None, front.get("title")
    else:
        own_id, own_title = front.get("guide_id"), front.get("guide_title") or _called(folder)
    return Guide(
        guide_id or own_id or front.get("id") or fallback_id,
        shortened(title or own_title or sections[0].title, LONGEST_TITLE_CHARS),
        tuple(document.path for document in documents),
        sections,
        tuple(build.blocks),
        tuple(build.skipped),
        tuple(fronts),
        tuple(dict.fromkeys(companions[bibliography.FRONT_KEY])),
        tuple(dict.fromkeys(companions[synonyms.FRONT_KEY])),
        tuple(lines),
        tuple(how_read),
    )


class _Build:
    """The guide so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.skipped: list[Skipped] = []
        self._sections: list[Section] = []
        self._slugs: Counter[str] = Counter()
        self._path = Path()
        self._file_title = ""
        self._file_is_new = False
        self._chapter = 0

    def begin_file(self, path: Path, title: str) -> None:
        self._path = path
        self._file_title = title
        self._file_is_new = True
        self._chapter = len(self._sections)

    def add(self, block: Block, title: str) -> None:
        if self._file_is_new or (block.kind is BlockKind.HEADING and not block.goes_on):
            self._open_section(block, title)
        self._file_is_new = False
        block.section = len(self._sections) - 1
        self.blocks.append(block)

    def _open_section(self, block: Block, heading: str) -> None:
        title = shortened(heading or self._file_title or _readable(self._path), LONGEST_TITLE_CHARS)
        level = block.level if heading else 1
        number = len(self._sections)
        if level == 1:
            self._chapter = number
        self._sections.append(
            Section(
                number,
                self._section_id(title),
                title,
                level,
                self._chapter,
                block.index,
                block.index,
            )
        )

    def _section_id(self, title: str) -> str:
        plain = unicodedata.normalize("NFC", title[: LONGEST_SLUG_CHARS * 10]).casefold()
        slug = re.sub(r"\W+", "-", plain).strip("-")[:LONGEST_SLUG_CHARS] or "section"
        base = f"{_name(self._path)}/{slug}"
        self._slugs[base] += 1
        count = self._slugs[base]
        # No slug holds this sign, so a numbered id is never that of a title with a number.
        return base if count == 1 else f"{base}~{count}"

    def closed_sections(self) -> tuple[Section, ...]:
        ends = [section.first_block - 1 for section in self._sections[1:]]
        ends.append(len(self.blocks) - 1)
        return tuple(
            replace(section, last_block=end)
            for section, end in zip(self._sections, ends, strict=True)
        )


def _readable(path: Path) -> str:
    words = re.sub(r"[-_]+", " ", re.sub(r"^\d+[-_ ]*", "", _name(path)))
    return words.strip().capitalize() or "Guide"


def _called(folder: Path) -> str:
    """Return a folder's name as it is read; empty for the root of a disk, which has none."""
    # What joins words is no sign of the name; between figures, as in a date, it is.
    words = re.sub(r"(?<=[^\W\d_])[-_]+|[-_]+(?=[^\W\d_])", " ", printable(folder.name))
    return _capitalized(" ".join(words.split()))


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _name(path: Path) -> str:
    """Return a file's name without its ending, on one line whatever it holds."""
    return " ".join(printable(path.stem).split())
