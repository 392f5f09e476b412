"""A long answer never hides what is read: it ends with a key, which shows it as a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.actions.model import Message
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.widgets.footer import Footer
from tests.tui.screen_harness import make_app, make_guide
from tests.tui.screens import screen_lines, screen_text

SMALLEST, SMALL, LARGE = (30, 8), (40, 12), (100, 30)
SENTENCES = [
    "Induction is the first phase, and it takes about four weeks.",
    "Most of it is given in the hospital.",
    "Ask the team what your own plan says.",
    "It is written down for you.",
]
ANSWER = " ".join(SENTENCES)
MORE = "A shows all of it"


def footer_lines(app: AllvoiceApp) -> list[str]:
    region = app.query_one(Footer).region
    return screen_lines(app)[region.y : region.bottom]


@pytest.mark.parametrize("size", [SMALLEST, SMALL])
@pytest.mark.parametrize("scroll", ["page", "middle", "top"])
async def test_in_a_small_window_a_message_takes_the_state_and_two_rows_above_it(
    tmp_path: Path, size: tuple[int, int], scroll: str
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(scroll=scroll))
    async with app.run_test(size=size) as pilot:
        await pilot.press("space")
        harness.hear_words(1)
        app.announcer.answer(ANSWER)
        await pilot.pause()
        lines = footer_lines(app)
        assert len(lines) == 4
        assert lines[0].startswith("Induction is the first phase,")
        assert lines[2].endswith(MORE)
        assert lines[3].startswith("Space pause")
        assert "9 urgent" in lines[3]
        assert harness.sentence in screen_text(app)


async def test_in_a_large_window_all_of_it_is_shown_above_the_keys(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("space")
        harness.hear_words(1)
        app.announcer.answer(f"{ANSWER} {ANSWER} {ANSWER}")
        await pilot.pause()
        lines = footer_lines(app)
        assert len(lines) > 4
        assert MORE not in " ".join(lines)
        assert " ".join(" ".join(lines[:-1]).split()) == f"{ANSWER} {ANSWER} {ANSWER}"
        assert harness.sentence in screen_text(app)


@pytest.mark.parametrize("paragraph", range(1, 13))
async def test_of_a_large_window_only_what_is_below_the_sentence_is_taken(
    tmp_path: Path, paragraph: int
) -> None:
    text = "\n\n".join(f"Paragraph {number}." for number in range(40))
    app, harness = make_app(tmp_path, make_guide(f"# Start\n\n{text}\n"))
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("space", *["down"] * paragraph)
        harness.hear_words(1)
        await pilot.pause()
        before = screen_lines(app).index(f"> {harness.sentence}")
        app.announcer.answer(ANSWER * 6)
        await pilot.pause()
        lines = footer_lines(app)
        assert screen_lines(app).index(f"> {harness.sentence}") == before
        assert len(lines) in (30 // 3, 29 - before, 4)
        assert lines[-2].endswith(MORE)


@pytest.mark.parametrize("size", [SMALLEST, SMALL])
async def test_the_key_shows_all_of_it_and_says_it_again(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        app.announcer.answer(ANSWER)
        await pilot.press("a")
        assert harness.announcement == f"Told last, 4 parts. {ANSWER}"
        assert screen_lines(app)[0] == "Told last, 4 parts"
        assert screen_lines(app)[-1].startswith("Space play  ")
        assert "9 urgent" in screen_lines(app)[-1]
        seen = [app.main_pane.items.words()]
        for _ in SENTENCES[1:]:
            await pilot.press("down")
            said = app.main_pane.items.words()
            assert harness.announcement.startswith(said.removesuffix("."))
            seen.append(app.main_pane.items.words())
        assert seen == SENTENCES
        await pilot.press("up")
        assert harness.announcement == "Ask the team what your own plan says, 3 of 4"


@pytest.mark.parametrize("key", ["escape", "enter", "a"])
async def test_leaving_it_reads_on_from_the_word(tmp_path: Path, key: str) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        harness.hear_words(2)
        place = (harness.state.position, harness.state.word)
        app.announcer.answer(ANSWER)
        await pilot.press("a")
        assert harness.status() is Status.PAUSED
        await pilot.press("down", key)
        assert not app.main_pane.is_list_open
        assert harness.reads_on
        assert (harness.state.position, harness.state.word) == place


async def test_what_was_gone_through_can_be_opened_again_whole(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        app.announcer.answer(ANSWER)
        await pilot.press("a", "down", "down", "escape", "a")
        assert harness.announcement == f"Told last, 4 parts. {ANSWER}"


async def test_a_short_answer_is_told_again_over_the_reading(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        app.announcer.answer("Chapter 1.")
        await pilot.press("a")
        assert harness.announcement == "Chapter 1."
        assert not app.main_pane.is_list_open
        assert harness.reads_on


async def test_with_the_interface_voice_off_it_is_heard_all_the_same(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(interface_voice=False))
    async with app.run_test(size=SMALL) as pilot:
        app.announcer.answer(ANSWER)
        await pilot.press("a", "down")
        assert harness.announcement.startswith("Most of it is given")


async def test_for_another_screen_reader_it_is_shown_again_step_by_step(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=Settings(external_screen_reader=True))
    async with app.run_test(size=SMALLEST) as pilot:
        app.announcer.answer(ANSWER * 3)
        await pilot.press("a")
        await pilot.pause()
        assert not app.main_pane.is_list_open


async def test_an_answer_in_another_form_on_the_screen_is_said_in_its_own(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALLEST) as pilot:
        said = "It is from the cancer society. Its address is cancer, dot, org."
        shown = "It is from the cancer society. Its address is cancer.org, where it can be read."
        app.announcer.tell(Message(f"{said} {ANSWER}", shown=f"{shown} {ANSWER}", asked=True))
        await pilot.press("a")
        assert harness.announcement == f"Told last, 6 parts. {said} {ANSWER}"
        await pilot.press("down")
        assert harness.announcement == "Its address is cancer, dot, org, 2 of 6"
        assert "> Its address is cancer.org," in screen_text(app)


@pytest.mark.parametrize("key", ["escape", "enter", "a"])
async def test_opened_over_a_list_it_leads_back_to_the_item_chosen_there(
    tmp_path: Path, key: str
) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "end")
        contents, chosen = screen_lines(app)[0], app.main_pane.items.selected
        app.announcer.answer(f"{ANSWER} {ANSWER}")
        await pilot.press("a")
        assert screen_lines(app)[0].startswith("Told last")
        await pilot.press(key)
        assert (screen_lines(app)[0], app.main_pane.items.selected) == (contents, chosen)
        await pilot.press("escape")
        assert not app.main_pane.is_list_open
