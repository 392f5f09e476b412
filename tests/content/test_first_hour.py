"""The pages for the first hour are plain, short, and true to the program."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import BlockKind, Guide
from allvoice.listenability.grade import grade, words_of
from allvoice.plain.typed_words import parse
from allvoice.playback.earcons import SOUNDS
from allvoice.shelf.settings.specs import SPECS
from allvoice.tui.keys.keymap import Keymap

FOLDER = Path(__file__).parents[2] / "docs" / "first-hour"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
UNTESTED = "Not tested with real people"
MOST_GRADE = 8.0
MOST_SENTENCE_WORDS = 24
TWO_SCREENS_LINES = 80
LETTERS = {
    "A": "again",
    "B": "bookmark",
    "C": "theme",
    "D": "define",
    "F": "one_sentence",
    "H": "help",
    "J": "only_section",
    "K": "describe",
    "L": "ruler",
    "N": "next_match",
    "O": "options",
    "Q": "quit",
    "R": "repeat",
    "S": "stop",
    "T": "contents",
    "U": "undo_mark",
    "V": "heard_as",
    "W": "where",
    "Y": "tour",
}
"""Every letter that stands alone in the pages, and what they say it does."""
CAPITALS = {"B": "bookmarks", "D": "visit", "K": "ask", "Z": "sleep_timer"}
"""Letters that are pressed with Shift, and what the pages say they do."""
TYPED = {
    "right": "next_sentence",
    "next": "next_sentence",
    "left": "previous_sentence",
    "down": "next_paragraph",
    "up": "previous_paragraph",
    "pgdn": "next_section",
    "pgup": "previous_section",
}
"""Words that are typed in plain lines, and what the pages say they do."""
OPTIONS = {"How much is said", "Double spacing", "Scrolling", "Mark the word", "Volume boost"}
SOUND_WORDS = {
    "start": "Two notes up, at the start",
    "pause": "Two quick notes down",
    "bookmark": "Two high notes",
    "edge": "One deep thud",
    "no-action": "One short low note",
    "alarm": "High, low, high",
    "open": "A short step up",
    "close": "A short step down",
    "wait": "One soft note",
    "on": "A wide step up",
    "off": "A wide step down",
    "section-end": "Two bright notes up",
    "guide-end": "Three notes down",
}


def sentences(guide: Guide) -> list[str]:
    return [
        block.sentence_text(number)
        for block in guide.blocks
        if block.kind is not BlockKind.HEADING
        for number in range(len(block.sentences))
    ]


def text_of(name: str) -> str:
    return " ".join((FOLDER / name).read_text(encoding="utf-8").split())


def test_there_are_four_pages_and_the_index_and_the_readme_lead_to_them() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\]\(([^)]+)\)", index)) == {path.name for path in PAGES}
    assert len(PAGES) == 4
    readme = (FOLDER.parents[1] / "README.md").read_text(encoding="utf-8")
    assert "(docs/first-hour/README.md)" in readme


def test_the_man_page_lies_where_the_index_says() -> None:
    index = text_of("README.md")
    project = FOLDER.parents[1]
    config = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    shared = config["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    ((source, installed),) = [each for each in shared.items() if "/man/" in each[1]]
    assert (project / source).is_file()
    assert f"`man {source}`" in index
    assert f"`man .venv/{installed}`" in index


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_in_plain_words_and_short_sentences(path: Path) -> None:
    said = sentences(load_guide(path))
    assert len(said) > 20
    assert grade(said, lambda word: False) <= MOST_GRADE
    assert [each for each in said if len(words_of(each)) > MOST_SENTENCE_WORDS] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_two_screens_at_most_without_tables_and_pictures(path: Path) -> None:
    kinds = {block.kind for block in load_guide(path).blocks}
    assert kinds <= {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    text = path.read_text(encoding="utf-8")
    assert "![" not in text
    assert len(text.splitlines()) <= TWO_SCREENS_LINES


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_ends_with_what_was_not_tried_and_how_to_tell(path: Path) -> None:
    guide = load_guide(path)
    last = guide.sections[-1]
    said = " ".join(block.text for block in guide.blocks[last.first_block :])
    assert last.title == UNTESTED
    for name in ("Fenrir", "brltty", "Orca", "NVDA", "JAWS", "VoiceOver", "Windows", "macOS"):
        assert name in said
    assert "has tried this yet" in said
    assert "Please tell us" in said


def test_every_short_sound_is_explained_to_who_hears_it() -> None:
    assert SOUND_WORDS.keys() == SOUNDS.keys()
    text = text_of("blind-without-a-screen-reader.md")
    assert [words for words in SOUND_WORDS.values() if text.count(words) != 1] == []


def test_every_key_the_pages_name_is_a_key_of_the_program() -> None:
    keymap = Keymap()
    assert {keymap.shown(action): action for action in LETTERS.values()} == LETTERS
    understood = {word: parse(word) for word in TYPED}
    assert {word: typed and typed.action for word, typed in understood.items()} == TYPED
    text = " ".join(text_of(path.name) for path in PAGES)
    with_shift = r"(?:[Cc]apital|Shift and) ([A-Z])\b"
    assert set(re.findall(with_shift, text)) == CAPITALS.keys()
    assert {keymap.shown(action) for action in CAPITALS.values()} == {
        f"Shift+{letter}" for letter in CAPITALS
    }
    alone = set(re.findall(r"\b[A-Z]\b", re.sub(with_shift, "", text)))
    # Once the list of a capital letter is open, the letter itself goes on in it.
    assert alone - {"Z"} == LETTERS.keys()


def test_the_pages_name_the_timer_the_queue_and_any_key_as_they_are() -> None:
    keymap = Keymap()
    assert keymap.shown("any_key") == "!"
    assert keymap.shown("what_to_play") == "1"


def test_every_option_the_pages_name_is_in_the_list() -> None:
    text = " ".join(text_of(path.name) for path in PAGES)
    assert [words for words in OPTIONS if f'"{words}"' not in text] == []
    assert {spec.words for spec in SPECS} >= OPTIONS
