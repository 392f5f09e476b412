"""What a listener asks about the sentence being read is answered aloud, and reading goes on."""

from __future__ import annotations

from pathlib import Path

from allvoice.guide.model import BlockKind, Position
from allvoice.reading.commands import Repeat, SetSkipping
from allvoice.reading.state import Status
from tests.tui.screen_harness import make_app, make_guide

SIZE = (60, 20)
TEXT = """\
# Start

ALL is treated in phases. Remission comes first, then MRD is looked for.

| Strategy | When it may be used |
|---|---|
| Chemotherapy | Most often first. |
| Transplant | When risk is high |

## Glossary

- **Remission**: no leukemia is found.
- **MRD**: a trace of leukemia.
"""


def at(text: str) -> Position:
    guide = make_guide(TEXT)
    for block in guide.blocks:
        for number in range(len(block.sentences)):
            if text in block.sentence_text(number):
                return Position(block.index, number)
    raise AssertionError(text)


async def test_heard_as_says_the_words_sent_to_the_voice_and_how_terms_are_said(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=at("ALL"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("v")
        assert harness.spoken == ["Heard as: A L L is treated in phases."]


async def test_a_word_is_explained_by_the_guides_own_glossary_and_reading_goes_on(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=at("Remission comes"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "d")
        assert harness.spoken[-1] == "Remission: no leukemia is found."
        assert harness.status() is Status.PLAYING
        assert harness.state.position == at("Remission comes")
        await pilot.press("d")
        assert harness.spoken[-1] == "MRD: a trace of leukemia."
        await pilot.press("d")
        assert harness.spoken[-1] == "Remission: no leukemia is found."
        await pilot.press("w", "d")
        assert harness.spoken[-1] == "Remission: no leukemia is found."


async def test_a_sentence_without_a_known_word_says_so(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=at("ALL"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d")
        assert harness.spoken == ["No word of this sentence is in the glossary."]


async def test_the_column_and_row_of_a_cell_are_said_in_full(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=at("Most often first"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("i")
        assert harness.spoken == ["Column 2, When it may be used. Row: Chemotherapy."]


async def test_all_rows_are_compared_by_the_column_being_read(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=at("When risk is high"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("m")
        assert harness.spoken == [
            "When it may be used. Chemotherapy: Most often first. Transplant: When risk is high."
        ]


async def test_in_the_first_column_the_rows_are_named(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=at("Transplant"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("m")
        assert harness.spoken[0].endswith(" Chemotherapy. Transplant.")


async def test_what_the_guide_cannot_show_is_told(tmp_path: Path) -> None:
    text = "# A\n\n![](a.png) and ![](b.png) here.\n\n<script>x</script>\n\nThe end.\n"
    app, harness = make_app(tmp_path, make_guide(text))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("x")
        (told,) = harness.spoken
        assert told.startswith("Left out of this guide, since it cannot be read aloud: ")
        assert "an image without a description, 2 times" in told
        assert "script" in told


async def test_outside_of_a_table_there_is_no_column(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT))
    assert app.session.guide.blocks[0].kind is BlockKind.HEADING
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("i")
        assert harness.spoken == ["This is no table."]


async def test_a_sentence_repeated_twice_in_a_row_is_repeated_carefully(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("r", "r", "right", "r")
        repeats = [Repeat(), Repeat(carefully=True), Repeat()]
        assert harness.asked_for(Repeat) == repeats


async def test_the_skip_key_skips_notes_and_code_and_pressed_again_nothing(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("X", "X")
        assert harness.asked == [SetSkipping(("code", "notes")), SetSkipping(())]
