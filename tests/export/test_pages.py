"""Copies for people hold what was written, as words, in an order that helps at a visit."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from allvoice.export.shelf_copy.forms import PAGES
from allvoice.export.shelf_copy.html_page import STYLE, html
from allvoice.export.shelf_copy.markdown import markdown
from allvoice.export.shelf_copy.page import Heading, Item, List, Page, Paragraph, lines_of
from allvoice.export.shelf_copy.pages import (
    bookmarks_page,
    notebook_page,
    questions_page,
    visit_sheet,
)
from allvoice.export.shelf_copy.plain_text import COLUMNS, plain_text
from allvoice.shelf.store.cards import Card
from allvoice.shelf.store.entries import Entry, EntryKind
from allvoice.shelf.store.kept import Kept
from allvoice.text import TERMINAL
from tests.examples import ANY_TEXT, examples
from tests.export.kept_things import KEPT

NOW = datetime(2026, 11, 30, 22, 15, tzinfo=UTC)
MARKUP = (
    "# no heading", "- no item", "1. no item", "*no* _stress_ `code`", "<b>bold</b>", "a|b",
    "[no](link) ![no](picture)", "===", "---", "&amp;", "```", "~~~", "> no quote", "\\*",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style></main>",
)  # fmt: skip


def entry(kind: EntryKind, text: str, *, days_ago: int = 0, **more: object) -> Entry:
    at = (NOW - timedelta(days=days_ago)).isoformat(timespec="seconds")
    return replace(Entry(text, kind, text, at), **more)  # type: ignore[arg-type]


SHELF = Kept(
    entries=(
        entry(EntryKind.QUESTION, "Which phase are we in?"),
        entry(EntryKind.TEMPERATURE, "38.2", days_ago=2),
        entry(EntryKind.QUESTION, "Asked before", is_done=True, answer="Yes"),
        entry(EntryKind.TEMPERATURE, "37.1", days_ago=3),
        entry(EntryKind.TEMPERATURE, "36.6", days_ago=30),
        entry(EntryKind.QUESTION, "Who is called at night?", answer="Dr. Lee, but when?"),
        entry(EntryKind.NOTE, "slept badly, headache all day", days_ago=1),
        entry(EntryKind.NOTE, "an old one", days_ago=30),
    ),
    cards=(Card("a", "CAR T-cell therapy", "", goal="Remission"),),
)


def test_the_visit_sheet_holds_open_questions_in_order_with_room_then_news_then_cards() -> None:
    text = plain_text(visit_sheet(SHELF, NOW, 14))
    order = [
        "Date: ___", "1. [ ] Which phase are we in?", "Answer: ___",
        "2. [ ] Who is called at night?", "Answer before: Dr. Lee, but when?", "Answer: ___",
        "Since 2026-11-16", "Temperatures", "37.1", "38.2", "Noted at home",
        "slept badly, headache all day", "Treatments being weighed",
        "CAR T-cell therapy", "Goal: Remission", "Fit: ___", "Burden: ___", "Fallback plan: ___",
        "Notes at the visit", "____",
    ]  # fmt: skip
    at = 0
    for words in order:
        at = text.index(words, at)
    assert "Asked before" not in text
    assert "36.6" not in text
    assert "an old one" not in text
    assert "36.6" in plain_text(visit_sheet(SHELF, NOW, 60))


@pytest.mark.parametrize("ending", sorted(PAGES))
def test_in_every_form_what_was_answered_before_and_noted_at_home_is_called_so(ending: str) -> None:
    text = PAGES[ending](visit_sheet(SHELF, NOW, 14))
    assert "Answer before:" in text
    assert not re.search(r"\bNotes?:|^(?:#+ )?Notes$|>Notes<", text, re.M)
    assert text.index("Noted at home") < text.index("slept badly, headache all day")
    assert text.index("slept badly, headache all day") < text.index("Notes at the visit")


def test_a_sheet_without_questions_has_room_for_some() -> None:
    text = plain_text(visit_sheet(Kept(), NOW, 14))
    assert "No question is open." in text
    assert text.count("____") > 4
    assert "Since" not in text
    assert "weighed" not in text


def test_questions_are_those_open_then_those_done() -> None:
    found = [each for each in SHELF.entries if each.kind is EntryKind.QUESTION]
    text = plain_text(questions_page(found))
    assert re.findall(r"^(?:Open|Done|\d\. .*?\?|\d\. .*?before)", text, re.M) == [
        "Open", "1. [ ] Which phase are we in?", "2. [ ] Who is called at night?",
        "Done", "1. [x] Asked before",
    ]  # fmt: skip


def test_the_notebook_goes_by_kind_and_time() -> None:
    text = plain_text(notebook_page(SHELF.entries))
    assert re.findall(r"(?:38.2|37.1|36.6)", text) == ["36.6", "37.1", "38.2"]
    assert re.findall(r"^(?:Questions|Temperatures|Notes)$", text, re.M) == [
        "Questions", "Temperatures", "Notes"
    ]  # fmt: skip


# Own words are words


def page_of(*texts: str) -> Page:
    """Return a page in which each text stands wherever a text of the listener's can."""
    items = tuple(Item(each, "2026-11-30 22:15", is_done=None) for each in texts)
    headings = tuple(Heading(" ".join(lines_of(each)) or "x") for each in texts)
    boxed = tuple(Item(each, is_done=True) for each in texts)
    return Page("Title", (*headings, List(items), List(boxed, is_numbered=True), Paragraph("end")))


def shown(tokens: list[Token]) -> str:
    """Return the words of parsed Markdown, a line for each block and each break."""
    lines: list[str] = []
    for token in tokens:
        for child in token.children or ():
            assert child.type in ("text", "text_special", "hardbreak", "softbreak"), child
        if token.type == "inline":
            lines.append(
                "".join("\n" if each.type.endswith("break") else each.content
                        for each in token.children or ())
            )  # fmt: skip
    return "\n".join(lines)


def lines_shown_of_markdown(page: Page) -> list[str]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown(page))
    known = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "inline"}
    assert {re.sub("_(open|close)$", "", each.type) for each in tokens} <= known
    return shown(tokens).split("\n")


class Reader(HTMLParser):
    """Keeps what a browser would show, and refuses what none of ours has."""

    KNOWN = frozenset(
        {
            "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p",
            "dl", "dt", "dd", "div", "ol", "ul", "li", "span", "br",
        }
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.KNOWN
        names = {name for name, _ in attrs}
        assert names <= {
            "lang", "charset", "http-equiv", "content", "name", "class", "dir", "aria-hidden"
        }  # fmt: skip
        if tag == "br":
            self.words += "\n"
        elif tag != "meta":
            self.open.append(tag)
            self.words += "" if tag == "span" else "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data


def lines_shown_of_html(page: Page) -> list[str]:
    reader = Reader()
    reader.feed(html(page))
    reader.close()
    assert reader.open == []
    return [line.strip() for line in reader.words.split("\n") if line.strip()]


@pytest.mark.parametrize("text", MARKUP)
def test_own_words_are_never_markup(text: str) -> None:
    page = page_of(text, f"first\n{text}")
    for lines in (lines_shown_of_markdown(page), lines_shown_of_html(page)):
        assert lines.count(text) >= 1
        assert f"{text} (2026-11-30 22:15)" in lines


@given(ANY_TEXT)
@settings(max_examples=examples(150))
def test_every_line_of_own_words_is_shown_as_it_is(text: str) -> None:
    page = page_of(text)
    for lines in (lines_shown_of_markdown(page), lines_shown_of_html(page)):
        found = "\n".join(lines)
        for line in lines_of(text):
            assert line in found


@given(KEPT)
@settings(max_examples=examples(30))
def test_whatever_is_kept_every_page_is_made_and_steers_no_terminal(kept: Kept) -> None:
    pages = [
        bookmarks_page(kept.bookmarks, lambda mark: mark.label),
        notebook_page(kept.entries),
        questions_page(kept.entries),
        visit_sheet(kept, NOW, 14),
    ]
    for page in pages:
        for write in PAGES.values():
            text = write(page)
            assert text.endswith("\n")
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
            text.encode()
        lines_shown_of_html(page)
        assert max(map(TERMINAL.cells, plain_text(page).split("\n"))) <= COLUMNS


# The page itself


def test_the_page_is_one_file_that_names_no_other_and_runs_nothing() -> None:
    text = html(visit_sheet(SHELF, NOW, 14))
    assert not re.search(r"https?:|//|url\(|@import|src=|href=|<script|<link", text)
    assert "default-src 'none'" in text


def test_a_screen_reader_is_told_language_title_headings_and_lists() -> None:
    text = html(visit_sheet(SHELF, NOW, 14))
    assert '<html lang="en">' in text
    assert "<title>Questions for the visit</title>" in text
    levels = [int(level) for level in re.findall(r"<h(\d)", text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert text.count("<ol>") == 1
    assert text.count("<li>") == 5
    drawn = re.findall(r'<span class="(?:box|room)"([^>]*)>', text)
    assert drawn
    assert set(drawn) == {' aria-hidden="true"'}


def test_without_its_style_the_sheet_has_boxes_and_lines_as_text() -> None:
    text = html(visit_sheet(SHELF, NOW, 14))
    bare = re.sub(r"<style>.*?</style>|<br>|<[^>]*>", "", text, flags=re.S)
    assert bare.count("[ ] ") == text.count('class="box"') > 0
    assert bare.count("_" * 40) == text.count('class="room"') > 0
    assert ".drawn { display: none; }" in STYLE


def test_it_is_large_print_black_on_white_on_any_paper() -> None:
    sizes = [float(each) for each in re.findall(r"(\d+)pt[/;]", STYLE)]
    assert min(sizes) >= 18
    assert "background: #fff; color: #000" in STYLE
    assert len(re.findall("color:", STYLE)) == 1
    assert "size: A4" not in STYLE
    assert "size: letter" not in STYLE.casefold()


def test_no_question_is_parted_by_the_end_of_a_sheet() -> None:
    assert re.search(r"^li \{[^}]*break-inside: avoid", STYLE, re.M)
    assert re.search(r"^h1, h2, h3 \{[^}]*break-after: avoid", STYLE, re.M)
