"""What tired people type is found where it is told best, in the guide that comes along."""

from __future__ import annotations

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide
from allvoice.guide.search.finds import Finds
from allvoice.guide.search.nearest import Names
from allvoice.guide.search.steps import whole
from allvoice.guide.search.trying import search
from allvoice.narration.lexicon import load_lexicon
from allvoice.paths import bundled_guide, bundled_lexicon

FEVER = "Call the care team now, day or night: fever and chills"
CALL = "Call 911 for any of these"
BELLY = "Call now for bleeding, belly, or water trouble"
SKIN = "Call now for the head, legs, skin, or pain"
METHOTREXATE = "Methotrexate by mouth, once a week and never daily"
BLINATUMOMAB = "Blinatumomab is running: when to call 911 and when to call the team"

QUERIES = {
    "feever": FEVER,
    "fevr": FEVER,
    "temprature": FEVER,
    "blinatumumab": BLINATUMOMAB,
    "blinotumomab": BLINATUMOMAB,
    "fever chills": FEVER,
    "should I call": CALL,
    "is 38.2 a fever": FEVER,
    "38.2": FEVER,
    "cart": "How CAR T cells are made and given",
    "vomit": BELLY,
    "throwing up": BELLY,
    "nosebleed": "What to do about a nosebleed",
    "vincristin": "Vincristine and what to watch for",
    "fever": FEVER,
    "38": FEVER,
    "100.4": FEVER,
    "bleeding": BELLY,
    "rash": SKIN,
    "headache": CALL,
    "constipation": "Constipation, and why nothing goes in the bottom",
    "mouth sores": "Sores in the mouth and daily mouth care",
    "asparaginase": "Asparaginase, its forms and its shots",
    "blood clot": SKIN,
    "neutropenia": "Neutrophils, the count behind every plan",
    "line infection": "Call now about the line, pump, medicine, or contact",
    "steroids": "Steroids, and how they are given",
    "can't sleep": "Sleep, and a tiredness that sleep does not cure",
}
"""What was typed, and the section that tells of it."""
MORE = {
    "metotrexate": METHOTREXATE,
    "metho treksate": METHOTREXATE,
    "vinkristeen": "Vincristine and what to watch for",
    "38,2": FEVER,
    "101 fever": FEVER,
    "39.1 c what do we do": FEVER,
    "is 37.2 a fever": FEVER,
    "feever 101": FEVER,
    "35.4": FEVER,
    "puke": BELLY,
    "ER": "At the emergency room",
    "hedake": CALL,
    "tummy ache": "Belly, bowel, and water in numbers",
    "fever zebra": FEVER,
}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(bundled_guide())


@pytest.fixture(scope="module")
def names() -> Names:
    lexicon, _ = load_lexicon([bundled_lexicon()])
    return Names.of(
        [
            (spelling, entry.term)
            for entry in lexicon.entries
            for spelling in (entry.term, *entry.also, entry.respelling)
        ]
    )


def section_of(guide: Guide, names: Names, query: str) -> str:
    """Return the section that a search from the start leads to; empty for none."""
    found = whole(search(guide, query, guide.start, names))
    if not isinstance(found, Finds):
        return ""
    first = found.first
    if first is None:
        beside = whole(found.next_to(guide.start, 1, include_here=True))
        assert beside is not None
        first = beside[0]
    return guide.section_of(first.position).title


@pytest.mark.parametrize("query", [*QUERIES, *MORE])
def test_what_is_typed_leads_to_where_it_is_told(guide: Guide, names: Names, query: str) -> None:
    assert section_of(guide, names, query) == {**QUERIES, **MORE}[query]
