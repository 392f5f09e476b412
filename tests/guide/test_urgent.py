"""What tells when to call is found by its title, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide
from allvoice.guide.urgent import urgent_blocks


def letter(*titles: str) -> Guide:
    sections = "".join(f"## {title}\n\nText.\n\n" for title in titles)
    return parse_guide([(Path("letter.md"), f"# Letter\n\nDear family.\n\n{sections}")])


def found_title(guide: Guide) -> str:
    found = urgent_blocks(guide)
    return guide.blocks[found[0]].text if found else ""


@pytest.mark.parametrize(
    "title",
    [
        "When to call", "When to call?", "3. When to call", "Fever: when to call your doctor",
        "When do I need to call?", "When you should call", "When should I call the clinic?",
        "When to call your child's care team", "When to call the nurse or 911",
        "When to call about a protecting medicine", "When to contact your health care provider",
        "WHEN TO CALL FOR HELP", "When to phone your cancer nurse", "When to get medical help",
        "When to seek care", "When should I seek help?", "When to get help",
        "When to go to the hospital", "When to go to the emergency room", "When to see a doctor",
        "When should you see your GP?", "Call 911 if", "Call 9‑1‑1", "If you faint, call 911",
        "Dial 999", "Call 112 at once", "Call for help", "Call an ambulance", "Call us if",
        "Call your doctor right away if", "Call the care team now, day or night",
        "Call at once in the first week", "Call now for bleeding", "Please call your nurse if",
        "Contact your doctor immediately", "Go to the hospital if", "Go to the nearest ER",
        "Seek immediate medical attention", "Seek help if", "Seek medical care right away",
        "Get medical help now", "Get help right away", "Get emergency help",
        "Emergency warning signs", "Emergency symptoms", "Danger signs",
        "Danger signs after CAR T cells", "Warning signs of infection", "Red flags",
        "Red flags to watch for", "Red flag symptoms", "The red flag signs", "Emergencies",
        "Emergency", "In an emergency", "In case of emergency", "What to do in an emergency",
        "Medical emergencies", "Emergency numbers", "Urgent", "Urgent symptoms", "What is urgent?",
    ],
)  # fmt: skip
def test_a_title_that_tells_when_to_call_is_known(title: str) -> None:
    assert found_title(letter("What to eat", title, "Bye")) == title


@pytest.mark.parametrize(
    "title",
    [
        "When to go to school again", "Emergency fund", "When to go to bed", "Urgent bugs",
        "Emergency exit plan of the venue", "Not an emergency", "How we call us",
        "What is an urgent care clinic", "Emergency contraception", "Emergence", "Calling names",
        "Why you should call your doctor by first name", "When to call it a day",
        "When to call in sick", "When to contact support", "When to ring the bell",
        "Contact us", "Do not call 911", "Not urgent", "Non-urgent questions", "Road warning signs",
        "Red flags in a contract", "Emergency-exit plan", "When to see a film",
        "Non-emergency symptoms", "Questions about when to call",
        "How to seek work", "How to get help with forms",
    ],
)  # fmt: skip
def test_a_title_that_only_sounds_like_it_is_not_taken_for_it(title: str) -> None:
    assert found_title(letter("What to eat", title, "Bye")) == ""


@pytest.mark.parametrize(
    ("titles", "best"),
    [
        (("Emergencies", "When to call"), "When to call"),
        (("Urgent", "Red flags", "Call 911 if"), "Call 911 if"),
        (("Urgent", "Danger signs", "Emergencies"), "Danger signs"),
        (("Warning signs", "Emergency warning signs"), "Emergency warning signs"),
        (("Call 911 if", "When to call"), "Call 911 if"),
        (("Emergencies", "Urgent"), "Emergencies"),
    ],
)
def test_the_surest_title_wins_and_the_earliest_of_equals(
    titles: tuple[str, ...], best: str
) -> None:
    assert found_title(letter(*titles)) == best


def test_the_deeper_sections_inside_it_belong_to_it() -> None:
    guide = parse_guide(
        [(Path("a.md"), "# A\n\nB.\n\n## When to call\n\nC.\n\n### Now\n\nD.\n\n## E\n\nF.\n")]
    )
    assert urgent_blocks(guide) == (2, 5)
    assert guide.blocks_within(guide.sections[0]) == (0, 7)
    assert guide.blocks_within(guide.sections[2]) == (4, 5)
    assert guide.blocks_within(guide.sections[3]) == (6, 7)


@pytest.mark.parametrize(
    ("value", "says_so"),
    [
        ("true", True), ("True", True), ("yes", True), ("YES", True), ("on", True), ("1", True),
        ('"yes"', True), ("yes  # as agreed", True), ("false", False), ("no", False),
        ("off", False), ("0", False), ("", False), ("not yet", False),
    ],
)  # fmt: skip
def test_front_matter_may_say_so_in_any_way_that_means_yes(value: str, says_so: bool) -> None:
    texts = [
        (Path("a.md"), "# A\n\n## When to call\n\nB.\n"),
        (Path("b.md"), f"---\nurgent: {value}\n---\n\n# C\n\nD.\n"),
    ]
    assert urgent_blocks(parse_guide(texts)) == ((3, 4) if says_so else (1, 2))
