"""What is left out within a sentence, and what never is: a dose, a limit, a not."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allvoice.guide.model import Position
from allvoice.guide.skippable import SKIPPABLE_WITHIN
from allvoice.narration.narrator import Narrator
from allvoice.narration.noise.patterns import fault_of
from allvoice.narration.noise.registry import LeavingOut, noise_in
from tests.guide.texts import guide_of

NARRATOR = Narrator()


def said(text: str, *kinds: str, patterns: tuple[str, ...] = ()) -> str:
    """Return what is heard of a Markdown text while some kinds are left out."""
    guide = guide_of(text)
    wanted = LeavingOut(frozenset(kinds), patterns)
    return " ".join(
        NARRATOR.utterance(guide, Position(block.index, number), leaving_out=wanted).spoken
        for block in guide.blocks
        for number in range(len(block.sentences))
    )


def left_out(text: str, *kinds: str, patterns: tuple[str, ...] = ()) -> list[str]:
    """Return the pieces of a sentence that are left out."""
    noise = noise_in(text, 0, len(text), LeavingOut(frozenset(kinds), patterns))
    return [text[each.start : each.end] for each in noise]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Nausea is usual [7], then it goes [8, 9].", "Nausea is usual, then it goes."),
        ("Nausea is usual[7].", "Nausea is usual."),
        ("Most get well [7][8].", "Most get well."),
        ("It lasts a week. [7] Then it goes.", "It lasts a week. Then it goes."),
        ("Most get well (Meyer 2018; Okafor 2021).", "Most get well."),
        ("Most get well (see Meyer et al., 2018, pp. 4-9).", "Most get well."),
        ("Most get well (Meyer & Okafor, 2021a).", "Most get well."),
        ("Most get well [citation needed].", "Most get well."),
        ("Nausea³ is usual⁴.", "Nausea is usual."),
        ("Nausea is usual.³ Then it goes.", "Nausea is usual. Then it goes."),
        ("Take 5 mg [7] daily.", "Take 5 milligrams daily."),
        ("Take 5 mg[^a] daily.\n\n[^a]: Or so.", "Take 5 milligrams daily. Note. Or so."),
    ],
)
def test_citations_and_reference_numbers_are_left_out(text: str, heard: str) -> None:
    assert said(text, "citations") == heard


@pytest.mark.parametrize(
    "text",
    [
        "Take [2] tablets.", "Give [2-3] mL.", "Dose: [2].", "Every [6] hours.", "Grade [3] rash.",
        "Give [2].", "46,XX[20] was found.", "Her count was low (ANC 2000).", "Changed (May 2024).",
        "Platelets (Platelets 1950) fell.", "The bag (Lot 2021) is new.", "Give it (Not 2020).",
        "Doses per m² are usual.", "A room of twelve meters².", "There are 10⁹ cells.", "x² + y²",
        "[ ] Give water.", "[x] Water given.", "Give 5 [7] 10 mg.", "[2] tablets daily.",
    ],
)  # fmt: skip
def test_a_number_that_may_be_meant_is_read(text: str) -> None:
    assert left_out(text, "citations") == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("The port (a kind of tube) stays.", "The port stays."),
        ("Your nurse [the tall lady] helps.", "Your nurse helps."),
        ("The drug (brand name (Purixan) here) helps.", "The drug helps."),
    ],
)
def test_brackets_that_only_explain_are_left_out(text: str, heard: str) -> None:
    assert said(text, "brackets") == heard


@pytest.mark.parametrize(
    "text",
    [
        "Give the syrup (5 mL).", "Give the syrup (two spoons).", "Give it (not crushed).",
        "Go out (unless it rains).", "Eat well (except grapefruit).", "It is low (<500).",
        "It is low (less than half).", "WBC 3.2 (L) today.", "Blasts (+) today.", "Give it (IT).",
        "Give it (by mouth).", "Give it (bedtime).", "Call us (555-0100).", "Give tablet(s) now.",
        "Do not give pain killers (ibuprofen).", "(Ask your nurse.)", "Give it (❌ milk).",
        "Give it (Monday).", "The result (negative) came.", "Give it (if sick).", "Odd (a bracket",
        "Odd a) bracket (here.", "Give it (½).", "No rice (sushi).",
    ],
)  # fmt: skip
def test_brackets_that_may_matter_are_read(text: str) -> None:
    assert left_out(text, "brackets") == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Read https://kids.example/a_(b) first.", "Read first."),
        ("Write to ward@kids.example, please.", "Write to, please."),
        ("Rest well (see www.kids.example/rest).", "Rest well."),
        ("Rest well <https://kids.example>.", "Rest well."),
        ("Look at kids.org/rest, then kids.org.", "Look at, then kids dot org."),
        ("Give 5 mg/kg and/or water at 3:30.", said("Give 5 mg/kg and/or water at 3:30.")),
    ],
)
def test_addresses_are_left_out(text: str, heard: str) -> None:
    assert said(text, "links") == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Well done 🎉!", "Well done!"),
        ("😀 Smile 🤸🏽 now", "Smile now"),
        ("Thank you ❤️", "Thank you"),
    ],
)
def test_pictures_that_say_nothing_are_left_out(text: str, heard: str) -> None:
    assert said(text, "emoji") == heard


@pytest.mark.parametrize(
    "sign",
    [
        "❌",
        "⛔",
        "🚫",
        "🛑",
        "⚠️",
        "✅",
        "✔️",
        "☐",
        "☑",
        "☒",
        "❗",
        "🔴",
        "🌙",
        "💊",
        "🤮",
        "👎",
        "⬇️",
    ],
)
def test_a_picture_that_may_be_an_order_is_read(sign: str) -> None:
    assert left_out(f"{sign} Give milk", "emoji") == []


def test_a_picture_beside_a_figure_may_count_something_and_is_read() -> None:
    assert left_out("🎈 2 at noon, 3 🎈 later, one 🎈 more", "emoji") == ["🎈"]


@pytest.mark.parametrize(
    ("pattern", "text", "pieces"),
    [
        ("page * of *", "PAGE 3 of 12", ["PAGE 3 of 12"]),
        ("Our ward cares", "Give water. Our ward cares. Rest.", ["Our ward cares"]),
        ("ward", "Wards go forward to a ward", ["ward"]),
        ("printed * by", "Printed here by A, printed by B", ["Printed here by"]),
        ("* reserved", "All rights reserved.", ["All rights reserved"]),
        ("printed * by", "Printed: give 5 mg by mouth", []),
        ("printed * by", "Printed: do not go by bus", []),
        ("printed * by", "Printed, less than half by noon", []),
        ("note *", "Note that 38.0 °C or more is fever", []),
        ("ward", "İ ward", ["ward"]),
    ],
)  # fmt: skip
def test_own_patterns_are_left_out_but_for_what_a_star_must_not_swallow(
    pattern: str, text: str, pieces: list[str]
) -> None:
    assert left_out(text, "patterns", patterns=(pattern,)) == pieces


@pytest.mark.parametrize(
    "pattern", ["", "*", "not", "no *", "5 mg", "mg", "tablets", "-", "at least"]
)
def test_no_pattern_may_take_away_a_dose_or_a_not(pattern: str) -> None:
    assert fault_of(pattern)


def test_nothing_is_left_out_of_code_and_no_value_of_a_table_is_silent() -> None:
    assert said("```\nf(some words)\n```\n", "brackets") == said("```\nf(some words)\n```\n")
    table = "| What | Where |\n|---|---|\n| Rest | [7] |\n| Water [8] | https://kids.example |\n"
    heard = said(table, "citations", "links")
    assert "Where: note 7" in heard
    assert "Where: link" in heard
    assert "Water" in heard
    assert "8" not in heard


# Whatever a text says


PLAIN = (
    "fever", "Take", "water", "the", "nurse", "5 mg", "10 mL", "38.0 °C", "<500/µL", "not", "never",
    "without", "at least", "Monday", "ALL", "7-10 days", ",", ".", "no",
)  # fmt: skip
NOISE = (
    "[12]", "(Meyer 2018; Okafor 2021)", "(a kind of tube)", "(not crushed)", "(5 mg)",
    "(at least 2)", "https://kids.example/a", "ward@kids.example",
    "🎉", "❌", "Page 3 of 4", "[2] tablets", "(L)",
)  # fmt: skip
mixed = st.lists(st.sampled_from((*PLAIN, *NOISE)), min_size=1, max_size=20).map(" ".join)
kinds = st.sets(st.sampled_from(SKIPPABLE_WITHIN)).map(frozenset)
KEPT = re.compile(
    r"\d+(?:\.\d+)? (?:mg|mL|°C)|<500/µL|\b(?:not|never|without|no)\b|at least|❌"
    r"|\[2\] tablets|\(L\)"
)


@given(text=mixed, kinds=kinds)
@example(text="no (a kind of tube) 5 mg", kinds=frozenset({"brackets"}))
def test_doses_limits_and_negations_are_all_still_there(text: str, kinds: frozenset[str]) -> None:
    noise = noise_in(text, 0, len(text), LeavingOut(kinds, ("Page * of 4",)))
    rest = list(text)
    for each in noise:
        rest[each.start : each.end] = " " * (each.end - each.start)
    assert KEPT.findall("".join(rest)) == KEPT.findall(text)


SAID_ALONE = ("fever", "Take", "water", "the", "nurse", "never", "without", "Monday", "child")
"""Words that nothing beside them changes."""


@given(
    text=st.lists(st.sampled_from((*SAID_ALONE, *NOISE)), min_size=1, max_size=20).map(" ".join),
    kinds=kinds,
)
def test_what_is_heard_is_what_was_heard_without_some_words(
    text: str, kinds: frozenset[str]
) -> None:
    words = re.findall(r"\w+", said(text, *kinds, patterns=("Page * of 4",)))
    every = iter(re.findall(r"\w+", said(text)))
    assert all(word in every for word in words)


SNARES = (
    "(", "[", "[1", "[1,", "(a", "(Meyer 2018;", "a@", "a.b/", "http://", "🎉", "🎉\u200d", "¹",
    "a¹", "page ", "page of ", "no (", "(a) ", "[1] ", "Meyer ", "((a) ", "page 5 mg of ",
)  # fmt: skip
EVERYTHING = LeavingOut(
    frozenset(SKIPPABLE_WITHIN), ("page * of * page * of", "* page *", "*of*page*of*")
)


@pytest.mark.large
@pytest.mark.parametrize("piece", SNARES)
def test_a_long_row_of_one_thing_is_no_trap(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    noise = noise_in(text, 0, len(text), EVERYTHING)
    assert all(each.start < each.end <= len(text) for each in noise)
