"""Guides made of texts, and what must hold for every guide whatever it was made of."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

from hypothesis import strategies as st

from allvoice.errors import UnreadableGuideError
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Block, Guide

FRAGMENTS = (
    "# Heading\n", "## Sub ##\n", "Title\n===\n", "Title\n---\n", "---\n", "***\n", "\n", "\n\n",
    "- item\n", "  - nested\n", "1. first\n", "7) seventh\n", "- [ ] task\n", "- [x] done\n",
    "> quote\n", ">> deeper\n", ">", "- ", "    code\n", "\tcode\n", "```\n", "```py more\n",
    "~~~\n", "| a | b |\n", "|---|---|\n", "| 1 |\n", "| 1 | 2 | 3 |\n", "|  |  |\n", "|", "\\|",
    "![alt](x.png)", "![](x.png)", "![a](x 't')", "[link](http://a.b)", "[l](x 'title')", "[](x)",
    "[ref]", "[l][ref]", "[ref]: http://a.b\n", "[ref]: c 'title'\n", "[^1]", "[^1]: note\n",
    "^[x]", "<http://a.b>", "<me@a.b>", "*", "**", "_", "~~", "`", "``", "\\", "  \n", "\\\n",
    "&amp;", "&nbsp;", "&#27;", "&#x202e;", "&#x1b;[31m", "&lt;", "&#8203;",
    "<b>", "</b>", "<div>", "</div>\n", "<br>", "<sup>", "</sup>", "<pre>", "<!-- ", " -->", "<!--",
    "<script>", "</script>\n", "<style>", "</style>", "<img alt='x'>", "<img>", "<?", "?>",
    "<!DOCTYPE html>", "<![CDATA[", "]]>", "<video>", "<break time='1s'/>", "<", ">",
    "word", "two words", "One. Two! Three?", "Dr. Who took 2.5 mg.", "10", "é", "語。", "🙂", " ",
    "[[phonemes]]", "[bold]x[/]", "\x1b[31m", "\x1b]0;t\x07", "\x07", "\u202e", "\u2028", "\r",
    "\ufeff", "\u200b", "\xad", "\x00", "---\ntitle: T\n---\n", "key: value\n",
    "> [!WARNING] Now\n", "> [!x]\n", ":::warning\n", "::: {.a}\n", ":::\n", "!!! note\n", "    ",
    "??? tip \"T\"\n", "{: .x #y}", "{:toc}\n", "{.a}", "{", "}", "+++\n", "% T\n", ">38 C\n",
    "<table>", "</table>\n", "<tr>", "<td colspan=2>", "<th rowspan=3>", "</td>", "<caption>",
    "```mermaid\ngraph TD\n", "```{tip}\n", "=== \"T\"\n", "{% x %}\n", "    Words go on. Here.\n",
    "{% note %} a", "{/*", "*/}", "[Dose]: 5mL\n", "8. eighth\n", "Dose:  5 mL\n", "• item\n",
    "+---+---+\n", "| a |  b|\n", "+===+===+\n",
)  # fmt: skip

markdown = st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join)
any_text = st.one_of(
    markdown, st.text(st.characters(), max_size=200), st.lists(st.text(max_size=9)).map("\n".join)
)

_BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def guide_of(*texts: str) -> Guide:
    """Open texts as the files `a.md`, `b.md` and so on of a guide."""
    return parse_guide(
        [(Path(f"{chr(ord('a') + number)}.md"), text) for number, text in enumerate(texts)]
    )


def guide_or_none(*texts: str) -> Guide | None:
    """Open texts; None when the listener is told that there is nothing to read."""
    try:
        return guide_of(*texts)
    except UnreadableGuideError:
        return None


def shown(text: str) -> list[tuple[str, str]]:
    """Return the kind and display text of every block."""
    return [(block.kind.value, block.text) for block in guide_of(text).blocks]


def texts(text: str) -> list[str]:
    """Return the display text of every block."""
    return [block.text for block in guide_of(text).blocks]


def only(text: str) -> Block:
    """Return the only block of a text."""
    (block,) = guide_of(text).blocks
    return block


def skipped(text: str) -> list[tuple[str, int]]:
    """Return what is skipped, with its line."""
    return [(each.what, each.line) for each in guide_of(text).skipped]


def is_safe(text: str) -> bool:
    """Whether a text can be shown without steering the terminal."""
    return all(
        sign == "\n" or (unicodedata.category(sign) not in ("Cc", "Cs") and sign not in _BIDI)
        for sign in text
    )


def check_promises(guide: Guide) -> None:
    """Fail unless every part of a guide can be shown, spoken and found."""
    assert guide.blocks
    assert is_safe(guide.title)
    assert is_safe(guide.id)
    for number, block in enumerate(guide.blocks):
        assert block.index == number
        check_content(block)
    check_sections(guide)


def check_content(block: Block) -> None:
    text, sentences = block.text, block.sentences
    assert sentences
    assert is_safe(text)
    assert is_safe(block.marker)
    end = 0
    for sentence in sentences:
        assert not text[end : sentence.start].strip()
        assert end <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end
    assert end <= len(text)
    assert not text[end:].strip()
    for span in block.content.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert is_safe(span.target)
    for cell in block.content.cells:
        assert 0 <= cell.header_start <= cell.header_end <= cell.start <= cell.end <= len(text)


def check_sections(guide: Guide) -> None:
    sections = guide.sections
    assert [section.index for section in sections] == list(range(len(sections)))
    assert len({section.id for section in sections}) == len(sections)
    assert sections[0].first_block == 0
    assert sections[-1].last_block == len(guide.blocks) - 1
    for section, later in itertools.pairwise(sections):
        assert later.first_block == section.last_block + 1
    for section in sections:
        assert section.title.strip()
        assert is_safe(section.title)
        assert is_safe(section.id)
        assert section.chapter <= section.index
        assert sections[section.chapter].chapter == section.chapter
        for block in guide.blocks[section.first_block : section.last_block + 1]:
            assert block.section == section.index
