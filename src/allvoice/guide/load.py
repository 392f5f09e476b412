"""A file or folder to a guide."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from allvoice.errors import UnreadableGuideError
from allvoice.guide.model import Block, BlockKind, Guide, Section, Skipped
from allvoice.guide.source import clean, guide_files, read_text


def load_guide(path: Path, guide_id: str | None = None, title: str | None = None) -> Guide:
    """Open a Markdown file, or a folder of them in natural order of names.

    Args:
        path: the file or folder.
        guide_id: what positions are stored under; by default from front matter, else the path.
        title: by default from the first file.

    Raises:
        UnreadableGuideError: nothing there can be read.
    """
    texts = [(file, read_text(file)) for file in guide_files(path)]
    fallback = "path:" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
    return parse_guide(texts, guide_id=guide_id, title=title, fallback_id=fallback, name=str(path))


def parse_guide(
    texts: Sequence[tuple[Path, str]],
    *,
    guide_id: str | None = None,
    title: str | None = None,
    fallback_id: str = "text",
    name: str = "the text",
) -> Guide:
    """Make a guide of texts that were already read.

    Raises:
        UnreadableGuideError: there is nothing to read in them.
    """
    from allvoice.guide.parse import parse_text

    blocks: list[Block] = []
    sections: list[Section] = []
    skipped: list[Skipped] = []
    used: set[str] = set()
    found_id, found_title = guide_id, title
    for file, (path, text) in enumerate(texts):
        safe, had_controls = clean(text)
        if had_controls:
            skipped.append(Skipped("control characters", file, 1))
        front, drafts, left_out = parse_text(safe, file)
        skipped.extend(left_out)
        found_id = found_id or front.get("id")
        chapter = len(sections)
        for draft in drafts:
            heading = draft.kind is BlockKind.HEADING
            index = len(blocks)
            block = Block(
                index,
                draft.kind,
                0,
                draft.line,
                file,
                draft.make_content,
                draft.level,
                draft.quote_depth,
                draft.marker,
                draft.source_chars,
            )
            if heading and not block.sentences:
                continue
            if heading or draft is drafts[0]:
                label = (
                    block.text.replace("\n", " ")
                    if heading
                    else (front.get("title") or _readable(path))
                )
                level = draft.level if heading else 1
                if level == 1:
                    chapter = len(sections)
                found_title = found_title or front.get("title") or label
                sections.append(
                    Section(
                        len(sections),
                        _section_id(path, label, used),
                        label,
                        level,
                        min(chapter, len(sections)),
                        index,
                        index,
                    )
                )
            block.section = len(sections) - 1
            blocks.append(block)
    if not blocks:
        raise UnreadableGuideError(f"{name} holds nothing to read. Give a guide with text in it.")
    ends = [section.first_block - 1 for section in sections[1:]] + [len(blocks) - 1]
    closed = tuple(
        Section(s.index, s.id, s.title, s.level, s.chapter, s.first_block, end)
        for s, end in zip(sections, ends, strict=True)
    )
    return Guide(
        found_id or fallback_id,
        found_title or "Guide",
        tuple(p for p, _ in texts),
        closed,
        tuple(blocks),
        tuple(skipped),
    )


def _readable(path: Path) -> str:
    return (
        re.sub(r"[-_]+", " ", re.sub(r"^\d+[-_ ]*", "", path.stem)).strip().capitalize() or "Guide"
    )


def _section_id(path: Path, title: str, used: set[str]) -> str:
    slug = re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:60] or "section"
    base = f"{path.stem}/{slug}"
    found, number = base, 1
    while found in used:
        number += 1
        found = f"{base}-{number}"
    used.add(found)
    return found
