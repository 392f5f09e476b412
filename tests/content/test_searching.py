"""What tired people type is found where it is told best, in the guide that comes along."""

from __future__ import annotations

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide
from allvoice.guide.search.asking import question_of
from allvoice.guide.search.finds import Finds, How
from allvoice.guide.search.meanings import Meanings
from allvoice.guide.search.nearest import Names
from allvoice.guide.search.steps import whole
from allvoice.guide.search.trying import search
from allvoice.guide.search.vocabulary import vocabulary_of
from allvoice.guide.search.wording import wording_of
from allvoice.narration.lexicon import load_lexicon
from allvoice.paths import bundled_guide, bundled_lexicon

FEVER = "Call the care team now, day or night: fever and chills"
CALL = "Call 911 for any of these"
BELLY = "Call now for bleeding, belly, or water trouble"
SKIN = "Call now for the head, legs, skin, or pain"
LINE = "Call now about the line, pump, medicine, or contact"
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
    "line infection": LINE,
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
    "tummy ache": BELLY,
    "fever zebra": FEVER,
}

TRIED_LATER = {
    "fell and hit his head": CALL,
    "nose wont stop bleeding": "What to do about a nosebleed",
    "can he go swimming": "Baths, showers, and swimming",
    "flushing the port": "Flushes that keep the line open",
    "peeing blood": BELLY,
    "methatrexate": METHOTREXATE,
    "ondansitron": "Against nausea, and for the mouth",
    "allergic reaction": CALL,
    "hickman": "The three kinds of line",
    "39.5": FEVER,
    "temperature 102": FEVER,
    "poison control": LINE,
    "seisure": CALL,
    "stiff neck": "Danger signs while a blinatumomab pump runs",
    "sun cream": "Living with weekly methotrexate",
    "grapefruit": "Giving targeted pills safely at home",
    "can we keep the dog": "Keep the pet, with a few rules",
    "is it my fault": "Nobody is to blame",
    "how long does treatment take": "How long the whole treatment takes",
    "diarea": BELLY,
    "his arm is swollen": SKIN,
    "flu vaccine": "Vaccines for the patient",
    "what is MRD": "Measurable residual disease, called MRD",
    "prednisone side effects": "Mood, hunger, sleep and sugar on steroids",
    "remission": "Remission, and why treatment goes on",
    "confused and sleepy": SKIN,
    "temp 37.9": FEVER,
    "who can visit": "Visitors, crowds, and someone ill at home",
    "sibling donor": "Who gives the cells for a transplant",
    "mercaptopurine with milk": "Mercaptopurine, the pill of every day",
    "school letter": "School, and the letter to the class",
    "out of breath": CALL,
    "going on vacation": "Travel with low defenses",
    "spinal tap headache": "After a spinal tap",
}
"""Made up without a look at what is found, and kept."""


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


@pytest.mark.parametrize("query", [*QUERIES, *MORE, *TRIED_LATER])
def test_what_is_typed_leads_to_where_it_is_told(guide: Guide, names: Names, query: str) -> None:
    assert section_of(guide, names, query) == {**QUERIES, **MORE, **TRIED_LATER}[query]


SAME_MEDICINE = {
    "dex": "dexamethasone",
    "Decadron": "dexamethasone",
    "pred": "prednisone",
    "Cytoxan": "cyclophosphamide",
    "Adriamycin": "doxorubicin",
    "dauno": "daunorubicin",
    "Zofran": "ondansetron",
    "Oncaspar": "pegaspargase",
    "Asparlas": "calaspargase",
    "Rylaze": "Erwinia form",
    "Neupogen": "filgrastim",
    "Neulasta": "pegfilgrastim",
    "Kymriah": "tisagenlecleucel",
    "Tecartus": "brexucabtagene",
    "Aucatzyl": "obecabtagene",
    "Lovenox": "enoxaparin",
    "Bactrim": "TMP-SMX",
}
"""Brands and short names, and the one medicine each is."""


def _called(guide: Guide, names: Names, word: str) -> tuple[str, ...]:
    """Return what a word is told to be called; nothing where it is told to be nothing else."""
    meanings = Meanings(whole(wording_of(guide)), whole(vocabulary_of(guide)), names)
    question = question_of(word)
    assert question is not None
    changes = [each.change for each in meanings.called(question)]
    return tuple(
        name
        for each in changes
        if each is not None and each.how is How.CALLED
        for name in each.used
    )


@pytest.mark.parametrize("short", SAME_MEDICINE)
def test_a_short_name_or_a_brand_is_told_to_be_that_medicine_and_no_other(
    guide: Guide, names: Names, short: str
) -> None:
    called = _called(guide, names, short)
    assert called[:1] in [(SAME_MEDICINE[short],), ()]
    if not whole(vocabulary_of(guide)).holds(short.lower()):
        assert called == (SAME_MEDICINE[short],)


@pytest.mark.parametrize(
    "other", ["granisetron", "Phenergan", "mesna", "Paxlovid", "prednisolone", "heparin shots"]
)
def test_a_medicine_that_is_only_of_a_kind_is_told_to_be_no_other(
    guide: Guide, names: Names, other: str
) -> None:
    assert _called(guide, names, other) == ()
