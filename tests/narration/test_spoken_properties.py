"""What holds for every text: nothing visible is lost, no figure is changed, no sign is obeyed."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allvoice.guide.model import Block, BlockKind, Content, Guide, Position, Section, Sentence
from allvoice.guide.skippable import SKIPPABLE_WITHIN
from allvoice.narration.lexicon import load_lexicon
from allvoice.narration.model import Utterance
from allvoice.narration.narrator import Narrator
from allvoice.narration.noise.registry import LeavingOut
from allvoice.paths import bundled_lexicon
from tests.guide.texts import any_text, guide_or_none

PLAIN = Narrator()
WITH_LEXICON = Narrator(load_lexicon([bundled_lexicon()])[0])
narrators = pytest.mark.parametrize("narrator", [PLAIN, WITH_LEXICON], ids=["rules", "lexicon"])

OBEYED = re.compile(r"[<>*_`#|\[\]{}\\]|://|\x1b")
WRITTEN = (
    "ALL", "all", "5", "10", "1/2", "½", "-", "–", "—", "−", "<", "≥", "+", "mg", "mg/kg", "/",
    "°C", "%", "q6h", "x", "10^9", "10⁹", "CD19", "Ph", "a.m.", "No.", "$", "#", "(", ")", "[[",
    "]]", "“", "”", "*", "_", "`", "~~", ".", ",", ":", ";", "…", "'", "°", "β", "🙂",
    "\u200d", "\u0301", "http://a.b", "a@b.org", "c.org", " ", " ", " ", "\n", "\u00a0", "\u202f",
    "000", "word", "III", "phase", "<b>", "\x1b[31m", "\x00", "\u202e", "语", "::", "->", "=>",
    "BID", "IT", "St.",
)  # fmt: skip
pieces = st.lists(st.sampled_from(WRITTEN), max_size=14).map("".join)
texts = st.one_of(pieces, st.text(st.characters(), max_size=60), any_text)


def as_guide(text: str) -> Guide:
    """Return a guide that shows one text, as one sentence."""
    content = Content(text, (Sentence(0, len(text)),))
    block = Block(0, BlockKind.PARAGRAPH, 0, 1, 0, lambda: content)
    section = Section(0, "a/a", "A", 1, 0, 0, 0)
    return Guide("a", "A", (), (section,), (block,))


def check_ranges(utterance: Utterance, text: str, start: int, end: int) -> None:
    """Fail unless every visible character of a sentence lights up, in order, once.

    What is left out is listed; it lights up only where the word before takes it in.
    """
    visible = list(text)
    for noise in utterance.left_out:
        assert start <= noise.start < noise.end <= end
        visible[noise.start : noise.end] = " " * (noise.end - noise.start)
    check_tokens(utterance, "".join(visible), start, end)


def check_tokens(utterance: Utterance, text: str, start: int, end: int) -> None:
    at = start
    for token in utterance.tokens:
        if token.start is None or token.end is None:
            assert token.start is None
            assert token.end is None
            continue
        assert not text[at : token.start].strip()
        assert at <= token.start < token.end <= end
        at = token.end
    assert not text[at:end].strip()


def check_spoken(utterance: Utterance) -> None:
    """Fail if a voice would say nothing, or obey something."""
    assert utterance.tokens
    for word in utterance.words:
        assert any(map(str.isalnum, word))
        assert word == word.strip()
        assert not OBEYED.search(word)
        assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl") for sign in word)


@narrators
@given(text=texts.filter(lambda text: bool(text.strip())))
@example(text="10 000-20 000")
@example(text="* *")
@example(text="😀" * 401)
def test_every_visible_character_is_heard_in_order(narrator: Narrator, text: str) -> None:
    text = text.strip()
    utterance = narrator.utterance(as_guide(text), Position(0))
    check_ranges(utterance, text, 0, len(text))
    check_spoken(utterance)


@narrators
@given(text=any_text)
def test_every_sentence_of_a_guide_is_heard_whole(narrator: Narrator, text: str) -> None:
    guide = guide_or_none(text)
    if guide is None:
        return
    for block in guide.blocks:
        for number, sentence in enumerate(block.sentences):
            utterance = narrator.utterance(guide, Position(block.index, number))
            check_ranges(utterance, block.text, sentence.start, sentence.end)
            check_spoken(utterance)
            assert utterance.clause_starts[0] == 0
            assert list(utterance.clause_starts) == sorted(set(utterance.clause_starts))
            assert utterance.clause_starts[-1] < len(utterance.tokens)
            assert utterance.pause_after_s > 0


EVERYTHING = LeavingOut(frozenset(SKIPPABLE_WITHIN), ("Page * of *", "Acme*", "* reserved"))
NOISE = (
    "[12]", "[3-5]", "(Smith 2020; Jones 2019)", "(see the picture)", "(", ")", "[", "]", "🎉",
    "❌", "http://a.b/c", "a@b.org", "¹²", "Page 3 of 4", "Acme", "all rights reserved",
    "fever", ".",
)  # fmt: skip
noisy_texts = st.one_of(
    st.lists(st.sampled_from((*WRITTEN, *NOISE)), max_size=14).map(" ".join),
    st.lists(st.sampled_from((*WRITTEN, *NOISE)), max_size=14).map("".join),
    texts,
)


@narrators
@given(text=noisy_texts.filter(lambda text: bool(text.strip())))
@example(text="[12] [3]")
@example(text="fever[12].")
def test_what_is_left_out_is_listed_and_all_else_is_heard(narrator: Narrator, text: str) -> None:
    text = text.strip()
    utterance = narrator.utterance(as_guide(text), Position(0), leaving_out=EVERYTHING)
    check_ranges(utterance, text, 0, len(text))
    check_spoken(utterance)
    ends = [0, *(noise.end for noise in utterance.left_out)]
    assert all(noise.start >= end for noise, end in zip(utterance.left_out, ends, strict=False))


@given(text=texts)
def test_what_is_announced_lights_nothing_up(text: str) -> None:
    utterance = PLAIN.announcement(text)
    check_spoken(utterance)
    assert all(token.start is None and token.end is None for token in utterance.tokens)


def heard(text: str) -> str:
    return PLAIN.announcement(text).spoken


two_digits = st.integers(20, 99)
visible_marks = st.characters(
    exclude_categories=(
        "Cc",
        "Cf",
        "Cs",
        "Cn",
        "Co",
        "Lu",
        "Ll",
        "Lt",
        "Lo",
        "Nd",
        "Zs",
        "Zl",
        "Zp",
    )
)


@given(first=two_digits, mark=visible_marks, last=two_digits)
@example(first=38, mark=",", last=50)
@example(first=38, mark="\u0301", last=50)
@example(first=38, mark="⁵", last=50)
@example(first=38, mark="º", last=50)
def test_two_numbers_are_never_heard_as_one(first: int, mark: str, last: int) -> None:
    said = heard(f"{first}{mark}{last}")
    match = re.fullmatch(f"{first}(.+){last}", said)
    assert match, said
    between = match[1]
    plain = between in (".", ":", " ")
    assert plain or between.startswith(", ") or re.search(r"\w", between), said


numbers = st.one_of(
    st.integers(1, 9_999).map(str),
    st.decimals("0.01", "999", places=2).map(str),
    st.integers(1, 99).map(lambda tenths: f"0.{tenths:02}"),
    st.integers(1, 999).map(lambda thousands: f"{thousands},000"),
).filter(lambda number: number != "911")
UNITS = {"mg": "milligram", "mg/kg": "milligram", "°C": "degrees Celsius", "%": "percent",
         "/µL": "per microliter", "mL": "milliliter", "h": "hour"}  # fmt: skip
units = st.sampled_from(sorted(UNITS))
gaps = st.sampled_from(["", " ", "\u00a0"])
LIMITS = {"<": "less than", ">": "greater than", "≤": "at most", "≥": "at least",
          "<=": "at most", ">=": "at least"}  # fmt: skip


@given(st.sampled_from(sorted(LIMITS)), gaps, numbers, gaps, units)
def test_a_limit_keeps_its_direction_its_figure_and_its_unit(
    limit: str, gap: str, number: str, gap_before_unit: str, unit: str
) -> None:
    said = heard(f"Call if {limit}{gap}{number}{gap_before_unit}{unit}")
    assert said.startswith(f"Call if {LIMITS[limit]} {number} {UNITS[unit]}"), said


@given(numbers, numbers, st.sampled_from(["-", "–", "—", " - ", " – "]), gaps, units)
def test_a_range_keeps_both_ends_and_the_word_between(
    first: str, last: str, dash: str, gap: str, unit: str
) -> None:
    low, high = sorted((first, last), key=lambda number: float(number.replace(",", "")))
    if float(low.replace(",", "")) == float(high.replace(",", "")):
        return
    said = heard(f"Give {low}{dash}{high}{gap}{unit}")
    assert said.startswith(f"Give {low} to {high} {UNITS[unit]}"), said


DASHES = ("-", "–", "—", "‐", "‑", " -", "- ", "\n-", "-\n", " –", "– ", " - ", " – ", " -- ", "--")
any_units = st.sampled_from(
    ["", "mg", " mg", " zorks", "zorks", "mL/24h", " mg/kg/day", "mo", "d", "K", "%"]
)


@given(numbers, numbers, st.sampled_from(DASHES), any_units, st.booleans())
@example("500", "1000", " - ", "", False)
@example("400", "900", "-\n", " zorks", True)
def test_a_rising_range_is_never_taken_away(
    first: str, last: str, dash: str, unit: str, both: bool
) -> None:
    low, high = sorted((first, last), key=lambda number: float(number.replace(",", "")))
    if float(low.replace(",", "")) == float(high.replace(",", "")):
        return
    if not unit and len(low) == 3 and len(high) == 4 and (low + high).isdecimal():
        # It may be a telephone number.
        return
    said = heard_whole(f"Give {low}{unit if both else ''}{dash}{high}{unit} now")
    assert " to " in said, said
    assert "minus" not in said
    check_figures(said, low, high)


@given(numbers, numbers, st.sampled_from(DASHES))
def test_a_dash_between_figures_is_never_a_minus(first: str, last: str, dash: str) -> None:
    said = heard_whole(f"Give {first}{dash}{last} mg")
    assert "minus" not in said, said
    check_figures(said, first, last)


def heard_whole(text: str) -> str:
    """Return what is heard of one sentence of a document, in which a line's end is a space."""
    return PLAIN.utterance(as_guide(text), Position(0)).spoken


def check_figures(said: str, *numbers: str) -> None:
    """Fail unless each number is heard, in order."""
    at = 0
    for number in numbers:
        spoken_out = " ".join(number)
        found = [said.find(form, at) for form in (number, spoken_out)]
        assert max(found) >= 0, said
        at = min(place for place in found if place >= 0) + len(number)


markers = st.sampled_from(
    ["CD19", "CD22", "MRD", "Ph", "CMV", "HBsAg", "R", "D", "EBV", "TdT", "IgM"]
)
SIGNS_OF_MARKERS = {"+": "positive", "-": "negative", "(+)": "positive", "(-)": "negative",
                    "−": "negative", "-ve": "negative", "+ve": "positive", " -ve": "negative",
                    " neg": "negative"}  # fmt: skip
signs_of_markers = st.sampled_from(sorted(SIGNS_OF_MARKERS))


@given(st.lists(st.tuples(markers, signs_of_markers), min_size=1, max_size=3),
       st.sampled_from(["/", " ", ", ", " and "]))  # fmt: skip
@example([("CD19", "+"), ("CD22", "-")], "/")
def test_a_sign_behind_a_marker_is_positive_or_negative(
    found: list[tuple[str, str]], between: str
) -> None:
    if between == "/" and any(sign not in ("+", "-") for _, sign in found):
        return
    said = heard(f"It is {between.join(name + sign for name, sign in found)} now")
    heard_signs = re.findall("positive|negative", said)
    assert heard_signs == [SIGNS_OF_MARKERS[sign] for _, sign in found], said
    assert not re.search("plus|minus", said)


MEANINGFUL = {
    "<": "less than", ">": "greater than", "≤": "at most", "≥": "at least", "±": "plus or minus",
    "~": "about", "%": "percent", "†": "dagger", "*": "star", "=": "equals", "×": "times?",
    "#": "number", "&": "and", "°": "degrees?",
}  # fmt: skip


@given(st.sampled_from(sorted(MEANINGFUL)), numbers, st.booleans())
def test_no_meaningful_sign_beside_a_figure_is_lost(sign: str, number: str, behind: bool) -> None:
    if behind != (sign in "%†*°"):
        return
    said = heard(f"Result {number}{sign}" if behind else f"Result {sign}{number}")
    assert re.search(rf"\b(?:{MEANINGFUL[sign]})\b", said), said
    check_figures(said, number)


@pytest.mark.large
def test_a_chapter_of_a_quarter_of_a_megabyte_is_heard_whole() -> None:
    text = "ALL needs 5 mg, " * 15_625
    utterance = PLAIN.utterance(as_guide(text), Position(0))
    check_ranges(utterance, text, 0, len(text))


SNARES = ("a", "1", "1-", "1 000 ", "1,", "<", "@", "q 6 ", "5 mg - ", "½", "a\u0301", "Ф", "a.",
          "-", "=", "://", "~~", "\u0308")  # fmt: skip
"""Pieces a rule could go over again and again: long ones would take hours."""


@pytest.mark.large
@pytest.mark.parametrize("piece", SNARES)
def test_a_long_row_of_one_thing_is_no_trap(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    utterance = PLAIN.utterance(as_guide(text), Position(0))
    check_ranges(utterance, text, 0, len(text))


@pytest.mark.large
@pytest.mark.parametrize("piece", SNARES)
def test_an_endless_address_is_no_trap(piece: str) -> None:
    row = piece * (50_000 // len(piece))
    text = f"{row}http://{row}"
    utterance = PLAIN.utterance(as_guide(text), Position(0))
    check_ranges(utterance, text, 0, len(text.rstrip()))
    check_spoken(utterance)
