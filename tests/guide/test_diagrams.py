"""Code that draws is shown and named; its arrows and brackets are not read out."""

from __future__ import annotations

import pytest

from allvoice.guide.diagrams import is_named, said
from allvoice.guide.model import BlockKind, Position
from allvoice.narration.narrator import Narrator
from tests.guide.texts import guide_of, skipped

MERMAID = "graph TD\n  A[Fever?] --> B[Call]"


@pytest.mark.parametrize(
    ("source", "heard", "listed"),
    [
        (f"```mermaid\n{MERMAID}\n```", "A flowchart, not read aloud.", "a flowchart"),
        (f"::: mermaid\n{MERMAID}\n:::", "A flowchart, not read aloud.", "a flowchart"),
        ("~~~ {.mermaid}\ntimeline\n  a\n~~~", "A timeline, not read aloud.", "a timeline"),
        ("```{mermaid}\n%%{init}%%\ngantt\n```", "A Gantt chart, not read aloud.", "a Gantt chart"),
        ("```plantuml\nA -> B\n```", "A diagram, not read aloud.", "a diagram"),
        ("```dot\ngraph G { a -- b }\n```", "A diagram, not read aloud.", "a diagram"),
        ("```d2\n\n```", "A diagram, not read aloud.", "a diagram"),
    ],
)
def test_a_diagram_is_named_shown_and_listed(source: str, heard: str, listed: str) -> None:
    guide = guide_of(source)
    (block,) = guide.blocks
    assert block.kind is BlockKind.DIAGRAM
    (token,) = Narrator().utterance(guide, Position(0)).tokens
    assert token.spoken == heard
    assert (token.start, token.end) == (0, len(block.text))
    assert skipped(source) == [(listed, 1)]


def test_its_code_stays_on_the_screen() -> None:
    (block,) = guide_of(f"```mermaid\n{MERMAID}\n```").blocks
    assert block.text == MERMAID
    assert len(block.sentences) == 1


@pytest.mark.parametrize("info", ["", "python", "text", "mermaids", "{.py}", "note mermaid"])
def test_other_code_is_code(info: str) -> None:
    assert not is_named(info)


def test_a_long_diagram_is_named_once() -> None:
    guide = guide_of("```mermaid\ngraph TD\n" + "A --> B\n" * 2000 + "```")
    heard = [Narrator().utterance(guide, Position(at)).tokens[0].spoken for at in range(2)]
    assert heard == ["A flowchart, not read aloud.", said("", goes_on=True)]
