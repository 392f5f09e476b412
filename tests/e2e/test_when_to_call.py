"""By ear: when to call from anywhere and the way back, the source, the links, the questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import Ear, trimmed
from tests.e2e.hearing import SURE, found, hears, holds
from tests.e2e.terminal import DOWN, RIGHT, Terminal

pytestmark = pytest.mark.sound

ENGINE = "natural"
RATE = ("--rate", str(RATE_WPM))
ESCAPE = b"\x1b"
OPENING = "Ward book"
BREAKFAST = "Breakfast is served on the ward before eight in the morning."
LINKED = "Nobody needs to know the fever part by heart, because it is a short one."
QUESTIONS = "Questions for the ward"
STAY = "How long will she stay here?"
CALL = "When to call"
FEVER = "A fever is an emergency."
SOURCE = "The source of this paragraph: City Hospital, Ward rules, 2 May 2026."
ADDRESS = "The address of City Hospital: hospital dot example slash rules."
LINK = "The fever part: When to call."
TEXT = f"""\
---
bibliography: sources.toml
---

# {OPENING}

{BREAKFAST} [@rules]

{LINKED.replace("the fever part", f"[the fever part](#{CALL.lower().replace(' ', '-')})")}

## {QUESTIONS}

- {STAY}

## {CALL}

{FEVER}
"""
SOURCES = """\
[rules]
name = "City Hospital"
title = "Ward rules"
date = 2026-05-02
url = "https://hospital.example/rules"
read = "passage"
"""


@pytest.fixture
def ward_book(tmp_path: Path) -> Path:
    """Return a guide with a source, a link, a question and what tells when to call."""
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    path = tmp_path / "ward.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def is_heard(ear: Ear, since: int, spoken: Spoken, text: str) -> bool:
    """Tell whether a text is among what is heard from a frame on."""
    return bool(hears(ear, since, trimmed(spoken(ENGINE, text)), silence_s=1.0))


def pressed(terminal: Terminal, ear: Ear, keys: bytes) -> int:
    """Press keys, and return the frame from which they can be answered."""
    since = ear.now
    terminal.keys(keys)
    return since


def test_when_to_call_is_heard_from_inside_a_list_and_escape_reads_on_from_the_sentence_left(
    open_reader: OpenReader, ear: Ear, ward_book: Path, spoken: Spoken
) -> None:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(terminal, ear)
    terminal.keys(b" ")
    terminal.wait_lit("ward")
    ear.wait_for_sound(pressed(terminal, ear, b"t"))
    urgent = pressed(terminal, ear, b"9")
    terminal.wait_sentence(FEVER)
    assert is_heard(ear, urgent, spoken, FEVER)
    heard = ear.heard(urgent)
    announced, announced_fits = found(heard, trimmed(spoken(ENGINE, "Urgent list.")))
    title, title_fits = found(heard, trimmed(spoken(ENGINE, f"{CALL}.")))
    fever, _ = found(heard, trimmed(spoken(ENGINE, FEVER)))
    assert min(announced_fits, title_fits) > SURE
    assert announced < title < fever
    assert holds(heard, trimmed(spoken(ENGINE, BREAKFAST))) < SURE
    back = pressed(terminal, ear, ESCAPE)
    terminal.wait_sentence(LINKED)
    assert is_heard(ear, back, spoken, LINKED)
    assert holds(ear.heard(back), trimmed(spoken(ENGINE, BREAKFAST))) > SURE


def test_a_source_is_named_aloud_and_its_address_when_it_is_asked_for_again(
    open_reader: OpenReader, ear: Ear, ward_book: Path, spoken: Spoken
) -> None:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(terminal, ear)
    assert is_heard(ear, pressed(terminal, ear, RIGHT), spoken, BREAKFAST)
    terminal.wait_for("Stopped")
    assert is_heard(ear, pressed(terminal, ear, b"z"), spoken, SOURCE)
    assert is_heard(ear, pressed(terminal, ear, b"z"), spoken, ADDRESS)


def test_a_link_is_chosen_by_ear_and_followed_to_what_it_leads_to(
    open_reader: OpenReader, ear: Ear, ward_book: Path, spoken: Spoken
) -> None:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(terminal, ear)
    assert is_heard(ear, pressed(terminal, ear, b"L"), spoken, LINK)
    followed = pressed(terminal, ear, b"\r")
    terminal.wait_sentence(CALL)
    assert is_heard(ear, followed, spoken, f"{CALL}.")
    back = pressed(terminal, ear, ESCAPE)
    assert is_heard(ear, back, spoken, f"{OPENING}.")


def test_a_question_is_heard_in_its_list_and_gone_to(
    open_reader: OpenReader, ear: Ear, ward_book: Path, spoken: Spoken
) -> None:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(terminal, ear)
    terminal.keys(b"A")
    terminal.wait_for("Questions for the care team, 1 question")
    assert is_heard(ear, pressed(terminal, ear, DOWN), spoken, STAY)
    chosen = pressed(terminal, ear, b"\r")
    terminal.wait_sentence(STAY)
    assert is_heard(ear, chosen, spoken, STAY)
