"""Text is cleaned, broken into lines, ended and compared in one way, wherever it is shown."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from allvoice.text import (
    MOST_CHARS_A_CELL,
    TERMINAL,
    Ruler,
    broken,
    clean,
    ended,
    harmless,
    nearest,
    one_line,
    printable,
    shown,
    wrap,
)
from tests.examples import examples
from tests.guide.texts import is_safe

PAINTER = Ruler(cell_len, lambda text: split_graphemes(text)[0])
EVERY_SIGN = [chr(code) for code in range(sys.maxunicode + 1)]
ASSIGNED = [
    sign for sign in EVERY_SIGN if unicodedata.category(sign) not in ("Cc", "Cn", "Co", "Cs")
]

# Cleaned.


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;window title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x1bcreset", "reset"),
        ("\x1b]never ends", "never ends"),
        ("bell\x07 and\x00 nul", "bell and nul"),
        ("\u202ereversed\u202c", "reversed"),
        ("\u2066isolated\u2069", "isolated"),
    ],
)
def test_terminal_escapes_and_overrides_are_taken_out_and_said_so(text: str, left: str) -> None:
    assert clean(f"first line\n{text}") == (f"first line\n{left}", 2)


def test_line_ends_of_every_system_become_newlines() -> None:
    assert clean("a\r\nb\rc\u2028d\x0ce\x85f") == ("a\nb\nc\nd\ne\nf", 0)


def test_invisible_signs_within_words_go_in_silence() -> None:
    assert clean("\ufeffche\u00admo\u200btherapy") == ("chemotherapy", 0)


def test_plain_text_is_left_alone() -> None:
    text = "Tab\tand é, 語, 🙂 and a family 👨\u200d👩\u200d👧\n"
    assert clean(text) == (text, 0)


def test_signs_that_entities_bring_back_are_taken_out_too() -> None:
    assert printable("a\x1b[31m\u202eb\u200b") == "a[31mb"
    assert printable("plain") == "plain"


@settings(max_examples=examples(150))
@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x90[]P;0m\x07\\\u202e")))
)
def test_whatever_is_cleaned_is_safe_and_keeps_its_lines(text: str) -> None:
    safe, line = clean(text)
    assert is_safe(safe.replace("\t", ""))
    assert clean(safe) == (safe, 0)
    assert 0 <= line <= safe.count("\n") + 1


def steers(sign: str) -> bool:
    """Return whether a sign can move the cursor or turn the order of what is shown."""
    is_control = unicodedata.category(sign) == "Cc"
    return is_control or "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069"


def test_no_cleaner_leaves_a_sign_that_steers_a_terminal() -> None:
    for sign in filter(steers, EVERY_SIGN):
        for left in (clean(sign)[0], printable(sign), harmless(sign), one_line(sign), shown(sign)):
            assert not any(steers(each) for each in left if each not in "\n\t"), hex(ord(sign))


def test_what_every_language_writes_passes_every_cleaner() -> None:
    letters = "".join(sign for sign in ASSIGNED if unicodedata.category(sign)[0] in "LMNP")
    assert clean(letters) == (letters, 0)
    assert printable(letters) == one_line(letters) == harmless(letters) == letters


@settings(max_examples=examples(100))
@given(st.text())
def test_harmless_text_keeps_every_offset(text: str) -> None:
    left = harmless(text)
    assert len(left) == len(text)
    assert [sign == "\n" for sign in left] == [sign == "\n" for sign in text]


def test_a_value_is_shown_with_question_marks_and_no_longer_than_asked() -> None:
    assert shown("a\x1b[31m\nb") == "a?[31m?b"
    assert shown("word " * 20, 10) == "word word…"
    assert shown("ten  signs", 10) == "ten  signs"


# Ended and compared.


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("It is set", "It is set."),
        ("It is set.", "It is set."),
        ("Is it set?", "Is it set?"),
        ("Set!", "Set!"),
        ("And so on…", "And so on…"),
    ],
)
def test_a_sentence_ends_once(given: str, said: str) -> None:
    assert ended(given) == said


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("rate-wpm", "rate_wpm"),
        ("Rate WPM", "rate_wpm"),
        ("volum", "volume"),
        ("them", "theme"),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(given: str, meant: str | None) -> None:
    assert nearest(given, ["rate_wpm", "theme", "volume"]) == meant


# Measured and broken into lines.


def test_the_painter_and_terminals_disagree_on_lone_halves_of_an_emoji_alone() -> None:
    # Why the screen is measured by its painter's ruler: a sign counted wrongly is cropped away.
    different = {sign for sign in ASSIGNED if cell_len(sign) != TERMINAL.cells(sign)}
    halves = {chr(code) for code in range(0x1F1E6, 0x1F200)}
    skins = {chr(code) for code in range(0x1F3FB, 0x1F400)}
    assert different == halves | skins


@pytest.mark.parametrize("ruler", [TERMINAL, PAINTER], ids=["terminal", "painter"])
@settings(max_examples=examples(100))
@given(
    text=st.text(st.sampled_from("ab é語🙂👨\u200d\u0301🏽🇺🇸\n \t-"), max_size=60),
    width=st.integers(2, 20),
    indent=st.integers(0, 4),
)
def test_lines_fit_and_lose_nothing(ruler: Ruler, text: str, width: int, indent: int) -> None:
    ranges = wrap(text, width, indent=indent, ruler=ruler)
    kept = "".join(text[a:b] for a, b in ranges)
    assert "".join(kept.split()) == "".join(text.split())
    for number, (start, end) in enumerate(ranges):
        room = max(width - indent, 2) if number else width
        line = text[start:end]
        graphemes = len(list(ruler.graphemes(line)))
        assert ruler.cells(line) <= room or graphemes == 1
        assert end - start <= MOST_CHARS_A_CELL * room
        assert line == line.rstrip()


def test_lines_end_between_words_and_go_on_under_an_indent() -> None:
    assert broken("- one two three", 7, indent="  ") == ["- one", "  two", "  three"]


def test_a_word_longer_than_a_line_begins_on_its_own_line_and_is_broken() -> None:
    assert broken("see abcdefghij now", 4) == ["see", "abcd", "efgh", "ij", "now"]


def test_signs_of_two_cells_count_twice() -> None:
    assert broken("語語語 語", 4) == ["語語", "語", "語"]
