"""What frightened people type leads to where the guide answers it, told in however plain words.

The guide cannot have a sentence for each question, so a few may miss: for all of them there is a
pass mark. What is urgent may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Section
from allvoice.guide.search.finds import Finds
from allvoice.guide.search.nearest import Names
from allvoice.guide.search.steps import whole
from allvoice.guide.search.trying import search
from allvoice.guide.urgent import urgent_blocks
from allvoice.narration.lexicon import load_lexicon
from allvoice.paths import bundled_guide, bundled_lexicon

ASKED = Path(__file__).with_name("asked.txt")
FIRST, AMONG_THREE = 0.95, 0.98
"""Of a hundred questions so many find their answer first, and among the first three."""


@dataclass(frozen=True)
class Asked:
    """A question, what answers it, and where it leads."""

    query: str
    answers: tuple[Section, ...]
    led: tuple[Section, ...]
    """The sections of the first three finds."""

    @property
    def is_first(self) -> bool:
        return bool(self.led) and self.led[0] in self.answers

    @property
    def is_among_three(self) -> bool:
        return any(section in self.answers for section in self.led)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(bundled_guide())


@pytest.fixture(scope="module")
def asked(guide: Guide) -> list[Asked]:
    lexicon, _ = load_lexicon([bundled_lexicon()])
    names = Names.of(
        [
            (spelling, entry.term)
            for entry in lexicon.entries
            for spelling in (entry.term, *entry.also, entry.respelling)
        ]
    )
    lines = ASKED.read_text(encoding="utf-8").splitlines()
    found = []
    for line in filter(None, lines):
        if line.startswith("#"):
            continue
        query, _, titles = line.partition(" = ")
        answers = tuple(_titled(guide, each.strip()) for each in titles.split("|"))
        found.append(Asked(query, answers, _led(guide, names, query)))
    return found


def _titled(guide: Guide, beginning: str) -> Section:
    titled = [section for section in guide.sections if section.title.startswith(beginning)]
    exactly = [section for section in titled if section.title == beginning]
    assert titled, f"no section {beginning}"
    return (exactly or titled)[0]


def _led(guide: Guide, names: Names, query: str) -> tuple[Section, ...]:
    found = whole(search(guide, query, guide.start, names))
    if not isinstance(found, Finds):
        return ()
    whole(found.complete())
    return tuple(guide.section_of(found[at].position) for at in range(min(3, len(found))))


def test_nearly_all_find_their_answer_first_and_the_others_near_it(asked: list[Asked]) -> None:
    missed = [each.query for each in asked if not each.is_first]
    far = [each.query for each in asked if not each.is_among_three]
    assert len(missed) <= (1 - FIRST) * len(asked), missed
    assert len(far) <= (1 - AMONG_THREE) * len(asked), far


def test_what_is_urgent_leads_to_when_to_call_first(guide: Guide, asked: list[Asked]) -> None:
    first, last = urgent_blocks(guide) or (0, -1)
    urgent = [each for each in asked if all(first <= s.first_block <= last for s in each.answers)]
    assert len(urgent) > 100
    assert [each.query for each in urgent if not each.is_first] == []
