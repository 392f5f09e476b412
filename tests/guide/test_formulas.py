"""Formulas are read where their signs can be said rightly; else they are named."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Style
from tests.guide.test_inline import styled
from tests.guide.texts import only, skipped


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"If $x \ge 500$ call", "If x ≥ 500 call"),
        (r"Dose $\frac{dose}{weight}$", "Dose dose ÷ weight"),
        (r"\(10^{-9}/L\) or $m^2$", "10^-9/L or m^2"),
        ("$$\n\\text{dose} = 50 \\times 1.2\n$$", "dose = 50 × 1.2"),
        (r"$C_{max} \leq 5\,\text{mg/L}$", "Cmax ≤ 5 mg/L"),
        (r"$38^\circ$, $5\%$, $\mu g$, $\alpha + \beta$", "38°, 5%, μg, α + β"),
        (r"the number $n$", "the number n"),
        (r"Na $-4$, $2-3$ mg and $2.5$ mL", "Na -4, 2-3 mg and 2.5 mL"),
        (r"$>38.5^\circ$C", ">38.5°C"),
        (r"$\frac{1}{4}$ or $2\frac{1}{2}$ tab", "1/4 or 2 1/2 tab"),
        ("```math\nx \\le 400\n```", "x ≤ 400"),
    ],
)
def test_a_plain_formula_is_shown_as_its_signs(source: str, text: str) -> None:
    assert only(source).text == text
    assert skipped(source) == []


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{a+b}{c}",
        r"\frac{1}{2} b",
        r"\sqrt{\frac{h w}{3600}}",
        r"x^{n+1}",
        r"\int_0^1 x",
        r"\unknown{x}",
        r"10_2 = 2",
        r"a = b % c",
    ],
)
def test_any_other_formula_keeps_its_source_and_is_listed(formula: str) -> None:
    source = f"See ${formula}$ here"
    assert only(source).text == f"See {formula} here"
    assert (formula, Style.FORMULA, "") in styled(source)
    assert skipped(source) == [("a formula", 1)]


@pytest.mark.parametrize(
    "source",
    [
        "Pay $5 to $10 now",
        "$1,200/mo and $30",
        "US$5 and CA$6",
        "$5 (or 4$) now",
        "$20-$30",
        "$5/$10 = half",
        "$HOME/bin:$PATH",
        "a lone $ sign",
    ],
)
def test_sums_of_money_are_no_formula(source: str) -> None:
    assert only(source).text == source
    assert skipped(source) == []


def test_brackets_that_are_no_formula_stay_brackets() -> None:
    assert only(r"\(see below\) and \[x\] and \$5").text == "(see below) and [x] and $5"
