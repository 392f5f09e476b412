"""Marks of note programs, of proofs and of other Markdown: the words are read, not the marks."""

from __future__ import annotations

import pytest

from allvoice.errors import UnreadableGuideError
from allvoice.guide.model import Style
from tests.guide.test_inline import styled
from tests.guide.texts import guide_of, only, skipped, texts


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("[[Fever]]", "Fever", "Fever.md"),
        ("[[Fever|what to do]]", "what to do", "Fever.md"),
        ("[[Fever at night#Call]]", "Fever at night Call", "Fever%20at%20night.md#Call"),
        ("[[#Call now]]", "Call now", "#Call%20now"),
        ("[[plan.pdf]]", "plan.pdf", "plan.pdf"),
    ],
)
def test_a_link_in_double_brackets_is_read_by_its_words(
    source: str, text: str, target: str
) -> None:
    assert only(source).text == text
    assert styled(source) == [(text, Style.LINK, target)]


def test_a_link_in_double_brackets_leads_to_the_file_of_that_name() -> None:
    from allvoice.guide.links import links_of

    guide = guide_of("# One\n\nSee [[b#Call]].\n", "# Two\n\n## Call\n\nNow.\n")
    (link,) = links_of(guide, guide.sections[0])
    assert link.leads_to is not None
    assert guide.blocks[link.leads_to.block].text == "Call"


def test_an_embedded_file_is_named_and_listed() -> None:
    assert texts("See ![[scan.png]] now") == ["See (Embedded: scan.png) now"]
    assert skipped("See ![[scan.png]] now") == [("an embedded file", 1)]


def test_what_is_highlighted_is_emphasis() -> None:
    assert styled("Take ==with *much* water== now") == [
        ("much", Style.EMPHASIS, ""),
        ("with much water", Style.EMPHASIS, ""),
    ]


@pytest.mark.parametrize("source", ["a == b and c == d", "x==5 and y==6", "====", "==a", "a== b=="])
def test_signs_of_equality_stay(source: str) -> None:
    assert only(f"If {source}").text == f"If {source}"


def test_the_name_of_a_paragraph_is_listed_and_not_read() -> None:
    assert texts("Call the team. ^call-team") == ["Call the team."]
    assert skipped("Call the team. ^call-team") == [("the name of a paragraph", 1)]
    with pytest.raises(UnreadableGuideError):
        texts("^37066d")


@pytest.mark.parametrize("source", ["Give 10 ^12", "Up ^to here", "2^1000", "x ^ab"])
def test_what_only_looks_like_the_name_of_a_paragraph_stays(source: str) -> None:
    assert only(source).text == source


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("H~2~O and CO~2~", "H2O and CO2"),
        ("10^-9^ per m^2^", "10^-9 per m²"),
        ("the 20^th^ day", "the 20th day"),
        ("Ca^2+^ and x^n^", "Ca²⁺ and x^n"),
        ("~5 mg or 5~10 mg", "~5 mg or 5~10 mg"),
        ("10^9 and 10^5, 10^9-10^12", "10^9 and 10^5, 10^9-10^12"),
        ("5 mg^2,3^ daily", "5 mg[2,3] daily"),
    ],
)
def test_raised_and_lowered_letters_never_make_a_figure_larger(source: str, text: str) -> None:
    assert only(source).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Note<sup>1</sup>.", "Note[1]."),
        ("Note<sup>[23]</sup>", "Note[23]"),
        ("5 mg<sup>2,3</sup> daily", "5 mg[2,3] daily"),
        ("daily<sup>[1](#n)</sup>", "daily[1]"),
        ("daily<sup>a</sup>", "daily[a]"),
        ("10 mL<sup>†</sup>", "10 mL[†]"),
        ("ANC 500<sup>1</sup>", "ANC 500[1]"),
        ("10<sup>1</sup>", "10^1"),
        ("Oncaspar<sup>TM</sup> or Oncaspar<sup>®</sup>", "Oncaspar™ or Oncaspar®"),
        ("x<sup>2</sup> and 3 m<sup>3</sup>", "x² and 3 m³"),
        ("M<sup>me</sup> Curie", "Mme Curie"),
        ("10<sup>9 without an end", "10^9 without an end"),
        ("mg<sup>2 without an end", "mg 2 without an end"),
        ("log 10<sub>2</sub> and HbA<sub>1c</sub>", "log 10₂ and HbA1c"),
    ],
)
def test_a_raised_figure_is_a_power_or_the_number_of_a_note(source: str, text: str) -> None:
    assert only(source).text == text


def test_a_mark_of_a_note_without_a_note_looks_like_one() -> None:
    assert styled("5 mg[^9] daily") == [("[9]", Style.NOTE_MARK, "")]
    assert styled("5 mg<sup>1</sup> daily") == [("[1]", Style.NOTE_MARK, "")]


def test_a_note_within_the_text_is_read_in_its_place() -> None:
    assert only("Call^[At *any* hour.] us.").text == "Call (Note: At any hour.) us."


@pytest.mark.parametrize("source", ["~~5 mg~~10 mg", "{--5 mg--}{++10 mg++}", "{~~5 mg~>10 mg~~}"])
def test_what_is_crossed_out_never_touches_what_stands(source: str) -> None:
    assert only(f"Give {source} now").text == "Give 5 mg 10 mg now"
    assert only(f"Give1{source}").text.startswith("Give1 5 mg")


def test_marks_of_a_proof_are_heard_as_what_they_mean() -> None:
    assert only("{++Take++} it {--now--} {~~soon~>late~~} {==here==}{>>why<<}.").text == (
        "Take it now soon late here."
    )
    assert styled("{--do not--}") == [("do not", Style.STRIKE, "")]
    assert skipped("a {>>why<<} b") == [("a comment", 1)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (":warning: Call :rotating_light:", "⚠️ Call 🚨"),
        ("Take :pill: at 8:30:00", "Take 💊 at 8:30:00"),
        ("a:b:c and :nonsense: and x:pill:y", "a:b:c and :nonsense: and x:pill:y"),
        ("`:pill:`", ":pill:"),
    ],
)
def test_short_codes_are_the_emoji_they_name(source: str, text: str) -> None:
    assert only(source).text == text


HOSTILE = (
    "[[", "![[", "==", "== a", "{++", "{>>", "{~~", "^[", "^a", "~2", ":a:", ":a", "<sup>", "[^",
    "<label for ", "a^", "%%", "^block ", "$", "x$y ",
)  # fmt: skip


@pytest.mark.large
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_row_of_a_mark_is_no_trap(piece: str) -> None:
    source = "word " + piece * (100_000 // len(piece))
    for block in guide_of(source).blocks:
        assert block.text
