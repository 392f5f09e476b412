from __future__ import annotations

from pathlib import Path

from allvoice.guide.glossary import Definition, Glossary, glossary_of
from allvoice.guide.load import load_guide, parse_guide
from allvoice.paths import bundled_guide

TEXT = """\
# Guide

- **Not a term**: only a list.

## Glossary

- **T cell**: a white blood cell.
- **Remission**: no leukemia is found.
- **MRD**: measurable residual disease. A trace.
- **MRD positive**: the test found a trace.
- no colon here
- **Empty**:
"""


def glossary() -> Glossary:
    return glossary_of(parse_guide([(Path("guide.md"), TEXT)]))


def test_a_glossary_is_the_items_of_its_section_and_of_no_other() -> None:
    assert [each.term for each in glossary().definitions] == [
        "T cell", "Remission", "MRD", "MRD positive",
    ]  # fmt: skip
    assert glossary().definitions[2].text == "measurable residual disease. A trace."


def test_the_terms_of_a_sentence_are_explained_in_order_and_the_longest_wins() -> None:
    found = glossary().terms_in("If MRD positive, ask. T cells and remission; MRD, T cell.")
    assert [each.term for each in found] == ["MRD positive", "T cell", "Remission", "MRD"]


def test_parts_of_words_are_no_terms() -> None:
    assert glossary().terms_in("remissions' MRDX remissionless") == glossary().terms_in("Remission")


def test_a_guide_without_a_glossary_explains_nothing() -> None:
    assert glossary_of(parse_guide([(Path("a.md"), "# A\n\nB: c.\n")])).terms_in("A B") == []


def test_the_bundled_guide_explains_its_words() -> None:
    found = glossary_of(load_guide(bundled_guide()))
    assert len(found.definitions) > 40
    assert found.terms_in("Induction aims for remission.") == [
        next(each for each in found.definitions if each.term == term)
        for term in ("Induction", "Remission")
    ]
    assert all(isinstance(each, Definition) and each.text for each in found.definitions)
