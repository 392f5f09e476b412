"""The urgent key works in every state of the screen, and Escape leads back from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from allvoice.guide.model import Position
from allvoice.shelf.settings.specs import Settings
from allvoice.speech.protocol import Notice, NoticeKind
from tests.tui.screen_harness import ScreenHarness, make_app, make_guide
from tests.tui.screens import screen_lines, screen_text

SMALL, USUAL = (40, 12), (80, 24)
TEXT = """# When to call

Call 911 for any of these.

- A seizure.

# Food

Small meals help. Drink often. See [the institute](https://www.cancer.gov/) or
[help](#when-to-call).

# Rest

Sleep well.
"""
DRINK = Position(4, 1)
PHONE = "555-010-0199"
YOURS = f"Your care team: {PHONE}."
OTHER = "# A letter\n\nDear all, we meet on Monday.\n"
WITH_PHONE = Settings(care_team_phone=PHONE)


def is_read(harness: ScreenHarness) -> bool:
    """Return whether the urgent list is being read, from its start."""
    said = harness.says()
    return len(said) > 1 and said[0].startswith("Urgent list.") and said[1] == "When to call."


STATES: dict[str, Sequence[str]] = {
    "reading": ("space",),
    "paused": ("space", "space"),
    "stopped": (),
    "a list": ("space", "t"),
    "the options": ("o",),
    "the help": ("h",),
    "the bookmarks": ("b", "B"),
    "the list of keys": ("o", "/", *"change", "enter", "enter"),
    "choosing a key": ("o", "/", *"change", "enter", "enter", "down", "enter"),
    "the tour": ("y",),
    "a search": ("/", "m", "e", "a", "l", "s", "enter"),
    "an answer": ("w",),
    "the list itself": ("9",),
    "an unknown key": ("space", "dollar_sign"),
}


@pytest.mark.parametrize("key", ["9", "f9"])
@pytest.mark.parametrize("state", STATES)
async def test_one_key_reads_the_list_whatever_was_done_before(
    tmp_path: Path, state: str, key: str
) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), settings=WITH_PHONE, position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*STATES[state], key)
        assert is_read(harness), state
        assert not app.main_pane.is_list_open
        assert not app.keyboard.is_choosing
        assert PHONE in screen_text(app)
        await pilot.press("escape")
        assert harness.sentence in ("Drink often.", "Small meals help.")


async def test_while_words_are_typed_f9_leads_there_and_a_9_is_typed(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), settings=WITH_PHONE, position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("/", "9")
        prompt = app.main_pane.prompt
        assert prompt is not None
        assert prompt.value == "9"
        await pilot.press("f9")
        assert screen_lines(app)[1] == "> When to call"
        assert is_read(harness)


async def test_the_key_describer_tells_it_and_at_the_second_press_does_it(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), settings=WITH_PHONE, position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("k", "9")
        assert "Press it again for the list" in harness.spoken[-1]
        assert not is_read(harness)
        await pilot.press("w", "9", "9")
        assert is_read(harness)
        assert not app.keyboard.is_describing


async def test_at_the_very_first_start_it_ends_the_tour(tmp_path: Path) -> None:
    app, harness = make_app(
        tmp_path, make_guide(TEXT), settings=WITH_PHONE, welcome="Welcome.", is_first_start=True
    )
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("9")
        assert is_read(harness)
        harness.hear("Call 911 for any of these.")


async def test_during_the_visit_the_foot_shows_the_number_and_the_way_back(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, make_guide(TEXT), settings=WITH_PHONE, position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        assert PHONE not in screen_text(app)
        await pilot.press("9", "right")
        assert screen_lines(app)[-2:] == [
            f" Call {PHONE}   PLAYING",
            "Space pause  Esc back  9 urgent  H help",
        ]
        await pilot.press("escape")
        await pilot.press("right")
        assert PHONE not in screen_text(app)


async def test_the_first_escape_goes_back_at_once_and_takes_no_keys_however_long_it_is_held(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=DRINK)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("space", "9", "escape")
        assert app.main_pane.prompt is None
        shown = " ".join(screen_text(app).split())
        assert "Back in Food. Press O for the options, where your care team's number" in shown
        assert harness.sentence == "Drink often."
        assert harness.reads_on
        await pilot.press("9", "escape")
        assert "care team's number" not in " ".join(screen_text(app).split())


async def test_a_document_without_a_list_shows_that_there_is_none_and_what_to_call(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, make_guide("# Letter\n\nOne pill.\n"), settings=WITH_PHONE)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("9")
        assert "no list of when to call" in screen_text(app)
        assert "5 5 5, 0 1 0, 0 1 9 9" in harness.spoken[-1]
        await pilot.press("escape")
        assert not app.main_pane.is_list_open


async def test_what_cannot_be_heard_fills_the_screen_sentence_by_sentence(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), settings=WITH_PHONE, position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        harness.handle(Notice("Nothing can be heard here.", NoticeKind.SOUND_LOST))
        await pilot.press("9", "right")
        assert "Call 911 for any of these." in screen_text(app)
        assert "When to call" not in "".join(screen_lines(app)[1:])
        harness.handle(Notice("The sound is back.", NoticeKind.SOUND_BACK))
        await pilot.press("right")
        assert "Call 911 for any of these." in screen_text(app)
        assert "A seizure." in screen_text(app)


async def test_for_a_screen_reader_the_list_is_shown_and_left_again(tmp_path: Path) -> None:
    settings = replace(WITH_PHONE, external_screen_reader=True)
    app, _ = make_app(tmp_path, make_guide(TEXT), settings=settings, position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("9")
        assert f"Your care team: {PHONE}." in " ".join(screen_text(app).split())
        assert "Heading 1: When to call" in screen_text(app)
        await pilot.press("escape")
        assert "Drink often." in screen_text(app)


async def test_a_link_is_followed_by_the_list_of_links_and_come_back_from(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), settings=WITH_PHONE, position=DRINK)
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("L")
        assert "help: When to call" in screen_text(app)
        await pilot.press("down", "enter")
        assert harness.sentence == "When to call"
        assert "Esc back" in screen_lines(app)[-1]
        await pilot.press("escape")
        assert harness.sentence == "Drink often."


async def test_where_nothing_is_to_copy_the_key_says_so(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "full_stop")
        assert harness.spoken[-1] == "There is nothing to copy here."


async def test_an_address_is_handed_to_the_terminal_to_be_pasted(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("L", "full_stop")
        assert harness.spoken[-1] in (
            "The address was handed to your terminal to copy.",
            "This cannot be copied here.",
        )


@pytest.mark.parametrize("links", [True, False])
def test_a_link_to_the_web_is_a_link_of_the_terminal_where_that_knows_links(links: bool) -> None:
    from allvoice.tui.widgets.layout import block_lines
    from allvoice.tui.widgets.reading_view import Decorations, row_of
    from allvoice.tui.widgets.targets import TargetText

    block = make_guide(TEXT).blocks[4]
    lit = Decorations(block.index, (0, 5))
    rows = [row_of(line, block, lit, marked=False, links=links) for line in
            block_lines(block, None, 60)]  # fmt: skip
    linked = [text for row in rows for text, _ in row if isinstance(text, TargetText) and text.url]
    assert [(str(text), text.url) for text in linked] == (
        [("the institute", "https://www.cancer.gov/")] if links else []
    )


def test_an_address_longer_than_terminals_take_is_not_sent_with_each_of_its_words() -> None:
    from allvoice.tui.widgets.layout import block_lines
    from allvoice.tui.widgets.reading_view import Decorations, row_of
    from allvoice.tui.widgets.targets import TargetText

    long = "https://x.org/" + "z" * 3_000
    block = make_guide(f"# A\n\nSee [it]({long}) and [that](https://x.org/).\n").blocks[1]
    lit = Decorations(block.index, (0, 1))
    rows = [row_of(line, block, lit, marked=False, links=True) for line in
            block_lines(block, None, 60)]  # fmt: skip
    linked = [text for row in rows for text, _ in row if isinstance(text, TargetText) and text.url]
    assert [str(text) for text in linked] == ["that"]


async def test_nine_one_one_reads_the_list_and_what_is_dialled_on_does_not_pause_it(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), settings=WITH_PHONE, position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "9", "1")
        assert is_read(harness)
        assert "What to play" not in screen_text(app)
        await pilot.press("1")
        assert is_read(harness)
        assert "Space pause" in screen_text(app)
        await pilot.press("s", "1")
        assert "What to play" in screen_text(app)


@pytest.mark.parametrize("chosen", ["x", "9"])
async def test_f9_leads_there_while_words_are_typed_whatever_key_was_chosen(
    tmp_path: Path, chosen: str
) -> None:
    settings = replace(WITH_PHONE, keys={"urgent": chosen})
    app, harness = make_app(tmp_path, make_guide(TEXT), settings=settings, position=DRINK)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("/")
        assert screen_lines(app)[-2] == "Enter finds  Esc leaves  F9 urgent"
        await pilot.press("f9")
        assert is_read(harness)


async def test_in_a_document_without_a_list_the_number_comes_first_and_a_second_press_keeps_it(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, make_guide(OTHER), settings=WITH_PHONE)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("9")
        shown = " ".join(screen_text(app).split())
        assert f"In an emergency call 911, or your local emergency number. {YOURS}" in shown
        assert "When to call. In an emergency call 911" in harness.spoken[-1]
        await pilot.press("9", "9")
        assert app.main_pane.is_list_open
        await pilot.press("escape")
        assert not app.main_pane.is_list_open


async def test_a_capital_with_an_action_elsewhere_does_not_become_another_key_in_a_list(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path, make_guide(TEXT))
    async with app.run_test(size=USUAL) as pilot:
        await pilot.press("t", "L")
        assert "Ruler" not in screen_text(app)
