"""By ear: when to call from anywhere and the way back, the source, the links, the questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import Ear, trimmed
from tests.e2e.hearing import SURE, found, hears, holds
from tests.e2e.terminal import DOWN, RIGHT, Terminal

pytestmark = pytest.mark.sound

ENGINE = "espeak"
"""What is said in parts is compared part by part: this voice says each part as it says it alone."""
RATE = ("--rate", str(RATE_WPM))
ESCAPE = b"\x1b"
OPENING = "Ward book"
BREAKFAST = "Breakfast is served on the ward before eight in the morning."
LINKED = "Nobody needs to know the fever part by heart."
QUESTIONS = "Questions for the ward"
STAY = "How long will she stay here?"
CALL = "When to call"
FEVER = "A fever is an emergency."
SOURCE = "The source of this sentence: City Hospital, Ward rules, May 2, 2026."
ADDRESS = "The address of City Hospital: hospital, dot, example, slash, rules."
LINK = "the fever part: When to call, 1 of 2"
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
[[source]]
id = "rules"
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
    # At the end of the list its name is said once more.
    before = heard[: found(heard, trimmed(spoken(ENGINE, FEVER)))[0]]
    announced, announced_fits = found(before, trimmed(spoken(ENGINE, "Urgent list.")))
    title, title_fits = found(before, trimmed(spoken(ENGINE, f"{CALL}.")))
    assert min(announced_fits, title_fits) > SURE
    assert announced < title
    assert holds(heard, trimmed(spoken(ENGINE, BREAKFAST))) < SURE
    back = pressed(terminal, ear, ESCAPE)
    assert is_heard(ear, back, spoken, LINKED)
    assert holds(ear.heard(back), trimmed(spoken(ENGINE, BREAKFAST))) > SURE


def test_a_source_is_named_aloud_and_its_address_when_it_is_asked_for_again(
    open_reader: OpenReader, ear: Ear, ward_book: Path, spoken: Spoken
) -> None:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(terminal, ear)
    assert is_heard(ear, pressed(terminal, ear, RIGHT), spoken, BREAKFAST)
    terminal.wait_for("STOPPED")
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
    assert is_heard(ear, pressed(terminal, ear, ESCAPE), spoken, f"Back in {OPENING}.")


def test_a_question_is_heard_in_its_list_and_gone_to(
    open_reader: OpenReader, ear: Ear, ward_book: Path, spoken: Spoken
) -> None:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(terminal, ear)
    terminal.keys(b"A")
    terminal.wait_for("Questions for the care team, 1 question")
    assert is_heard(ear, pressed(terminal, ear, DOWN), spoken, STAY)
    assert is_heard(ear, pressed(terminal, ear, b"\r"), spoken, STAY)


def test_a_key_pressed_before_the_screen_is_there_is_answered(
    open_reader: OpenReader, ear: Ear, ward_book: Path, spoken: Spoken
) -> None:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    since = pressed(terminal, ear, b"9")
    assert is_heard(ear, since, spoken, FEVER)
    assert holds(ear.heard(since), trimmed(spoken(ENGINE, BREAKFAST))) < SURE


def test_when_to_call_can_be_asked_for_while_a_large_guide_is_opened(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    guide = tmp_path / "large.md"
    prose = "Write down what you saw, and when. Call the care team when something changes.\n\n"
    guide.write_text(f"# Title\n\n{prose * 60_000}# {CALL}\n\n{FEVER}\n", encoding="utf-8")
    terminal = open_reader("silent", guide=guide, environment={})
    terminal.wait_for("Opening large.md.")
    terminal.keys(b"9")
    terminal.wait_for("Urgent list.")
    terminal.wait_sentence(CALL)
