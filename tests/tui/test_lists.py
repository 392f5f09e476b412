"""Lists on the screen: what is drawn, chosen, said and where the cursor stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.keys.keymap import ACTIONS
from tests.tui.screen_harness import make_app, make_guide, open_shelf
from tests.tui.screens import screen_lines, screen_text

SMALL = (40, 12)
BEGINNER, EXPERT = Settings(verbosity="beginner"), Settings(verbosity="expert")


async def test_keys_that_change_nothing_in_the_session_open_their_list(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        for key, name in [("t", "Contents"), ("tab", "Contents"), ("B", "Bookmarks")]:
            await pilot.press(key)
            assert screen_lines(app)[0].startswith(name)
            await pilot.press("escape")
            assert not app.main_pane.is_list_open
        for key in ("h", "question_mark"):
            await pilot.press(key)
            assert screen_lines(app)[0] == "Help, all keys"
            await pilot.press(key)
            assert not app.main_pane.is_list_open


async def test_in_a_list_without_marks_there_is_nothing_to_remove(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "d", "u", "escape", "h", "u")
        assert [each for each in harness.spoken if each.startswith("There is")] == [
            "There is nothing to remove here.",
            "There is nothing to take back.",
            "There is nothing to take back.",
        ]


async def test_help_opened_while_playing_silences_and_closing_it_reads_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "h")
        assert harness.status() is Status.PAUSED
        opened = "Help, all keys. Tonight. Play or pause: Space, or 0, 1 of "
        assert harness.spoken[-1].startswith(opened)
        await pilot.press("down")
        assert harness.spoken[-1].startswith("When to call: the urgent list: 9, or F9, 2 of ")
        await pilot.press("escape")
        assert harness.status() is Status.PLAYING


async def test_keys_stand_in_a_column_and_words_hang_under_the_words(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h")
        assert screen_lines(app)[1:6] == [
            "Tonight",
            "> Space       Play or pause (also 0)",
            "  9           When to call: the urgent",
            "              list (also F9)",
            "  R           Read this sentence again",
        ]


def indents_of(app: AllvoiceApp) -> list[int]:
    """Return how far in each row of the open list begins, however high the window is."""
    rows = app.main_pane.items.build(app.size.width, 400)
    texts = ["".join(text for text, _ in row).replace(">", " ", 1) for row in rows]
    return [len(text) - len(text.lstrip()) for text in texts if text.strip()]


@pytest.mark.parametrize("columns", [30, 40, 60, 100])
async def test_all_rows_of_a_long_item_but_the_first_are_set_in_alike(
    tmp_path: Path, columns: int
) -> None:
    fault = "settings.toml, line 2: verbosity must be one of 'beginner', 'normal', 'expert'. "
    app, _ = make_app(tmp_path, faults=[fault * 4])
    async with app.run_test(size=(columns, 30)) as pilot:
        await pilot.press("h")
        indents = indents_of(app)
        of_fault = indents[1 : indents.index(0, 1)]
        assert len(of_fault) > 4
        assert of_fault == [2, *[4] * (len(of_fault) - 1)]
        # Below it: headings, keys, and what goes on under the words.
        assert set(indents[len(of_fault) + 1 :]) <= {0, 2, 2 + len("Shift+Down") + 2, 4}


async def test_where_two_columns_have_no_room_the_value_follows_the_name(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("o")
        while not screen_lines(app)[-1].strip() or not any(
            line.startswith("> Ignore double presses") for line in screen_lines(app)
        ):
            await pilot.press("down")
        lines = screen_lines(app)
        at = lines.index("> Ignore double presses within: 0.15")
        assert lines[at + 1] == "    seconds"
        await pilot.resize_terminal(66, 12)
        assert "> Ignore double presses within  0.15 seconds" in screen_lines(app)


async def test_a_heading_is_no_item_and_is_said_when_one_comes_under_it(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("h")
        await pilot.press(*["down"] * 9)
        assert harness.spoken[-1].startswith("Moving. Sentence before: Left, or 4, 10 of ")
        await pilot.press("down")
        assert harness.spoken[-1].startswith("Next sentence: Right, or 6, 11 of ")
        await pilot.press("up", "up")
        assert harness.spoken[-1].startswith("Tonight. Save your place and quit: Q, 9 of ")
        await pilot.press("right")
        assert harness.spoken[-1].startswith("Moving. Sentence before")
        await pilot.press("left")
        assert harness.spoken[-1].startswith("Tonight. Play or pause")


async def test_the_next_screen_of_a_list_begins_where_the_last_one_ended(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        seen: set[str] = set()
        count = app.main_pane.items.model.count if app.main_pane.items.model else 0
        while app.main_pane.items.selected < count - 1:
            seen.update(screen_lines(app)[1:21])
            await pilot.press("pagedown")
        seen.update(screen_lines(app)[1:21])
        text = " ".join(seen)
        assert [action.words for action in ACTIONS if action.words not in text] == []


async def test_contents_open_at_the_present_section_and_say_it(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, position=Position(4, 0))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t")
        assert harness.spoken == ["Contents, 4 sections. Fever, 2 of 4"]
        assert screen_lines(app)[:4] == [
            "Contents, 4 sections",
            "  Start here",
            ">   Fever",
            "  Key terms",
        ]
        await pilot.press("down")
        assert harness.spoken[-1] == "Chapter 2, Key terms, 3 of 4"


async def test_enter_in_the_contents_reads_that_section(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "end", "enter")
        last = harness.guide.sections[-1]
        assert harness.asked[-1] == GoTo(Position(last.first_block), play=True)
        assert screen_lines(app)[0].startswith("Side effects  ")
        assert not app.main_pane.is_list_open


async def test_a_list_moves_by_one_by_screens_and_to_its_ends(tmp_path: Path) -> None:
    guide = make_guide("\n\n".join(f"# Part {n}\n\nText." for n in range(50)))
    app, harness = make_app(tmp_path, guide)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t")
        for key, number in [
            ("up", 0),
            ("down", 1),
            ("2", 2),
            ("8", 1),
            ("pagedown", 8),
            ("end", 49),
            ("down", 49),
            ("pageup", 42),
            ("home", 0),
        ]:
            await pilot.press(key)
            assert app.main_pane.items.selected == number, key
            assert f"> Part {number}" in screen_lines(app)
            assert harness.spoken[-1] == f"Chapter {number + 1}, Part {number}, {number + 1} of 50"


async def test_a_removed_bookmark_can_be_brought_back(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b", "right", "b", "B", "d")
        assert (
            harness.spoken[-1] == "Removed: Chapter 1: This guide is read aloud. U takes it back."
        )
        assert screen_lines(app)[0] == "Bookmarks, 1"
        await pilot.press("delete")
        assert screen_lines(app)[0] == "Bookmarks, 0"
        assert "You have no bookmarks yet. Press B" in screen_text(app)
        await pilot.press("u", "u")
        assert screen_lines(app)[0] == "Bookmarks, 2"
        await pilot.press("u")
        assert harness.spoken[-1] == "Bookmark taken back: Chapter 1: This guide is read aloud."
        assert screen_lines(app)[0] == "Bookmarks, 1"
        await pilot.press("&", "u", "u", "u")
        assert harness.spoken[-1] == "There is nothing to take back."
        assert screen_lines(app)[0] == "Bookmarks, 0"


async def test_an_empty_list_says_so(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("B")
        assert harness.spoken[-1].startswith("Bookmarks, 0. You have no bookmarks yet.")
        await pilot.press("d", "enter")
        assert not app.main_pane.is_list_open


async def test_with_announcements_off_lists_are_shown_but_not_spoken(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(interface_voice=False))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b", "t", "down")
        assert harness.spoken == []
        assert "Marked." in app.announcer.messages[0]
        await pilot.press("w")
        (said,) = harness.spoken
        assert said.startswith("Stopped. Space plays. Chapter 1 of 2, Start here.")


@pytest.mark.parametrize(
    ("settings", "opened", "moved"),
    [
        (
            BEGINNER,
            "Contents, 4 sections. Chapter 1, Start here, 1 of 4. Up and Down go through them, "
            "Left and Right by chapters. Enter goes there, / finds one, B marks it, "
            "3 queues it, Escape leaves.",
            "Fever, 2 of 4",
        ),
        (Settings(), "Contents, 4 sections. Chapter 1, Start here, 1 of 4", "Fever, 2 of 4"),
        (EXPERT, "Contents, 4 sections. Chapter 1, Start here", "Fever"),
    ],
    ids=["beginner", "normal", "expert"],
)
async def test_a_list_is_said_as_what_state_where_and_hint(
    tmp_path: Path, settings: Settings, opened: str, moved: str
) -> None:
    app, harness = make_app(tmp_path, settings=settings)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "down")
        assert harness.spoken == [opened, moved]
        assert harness.earcons == ["open"]


async def test_at_the_end_of_a_list_a_sound_says_so_and_the_item_is_said_again(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "up")
        assert harness.spoken[-1] == "Chapter 1, Start here, 1 of 4"
        assert harness.earcons[-1] == "edge"


async def test_in_the_contents_left_and_right_go_by_chapters(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "right")
        assert harness.spoken[-1] == "Chapter 2, Key terms, 3 of 4"
        await pilot.press("right")
        assert harness.spoken[-1] == "Chapter 2, Key terms, 3 of 4"
        assert harness.earcons[-1] == "edge"
        await pilot.press("down", "left", "left")
        assert harness.spoken[-1] == "Chapter 1, Start here, 1 of 4"


async def test_leaving_a_list_says_where_one_is_unless_the_reading_goes_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, position=Position(4, 0))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "escape")
        assert harness.spoken[-1] == "Back in Fever"
        await pilot.press("space", "t")
        said = len(harness.spoken)
        await pilot.press("escape")
        assert harness.status() is Status.PLAYING
        assert len(harness.spoken) == said
        assert harness.earcons[-1] == "close"


async def test_the_last_mark_is_taken_back_and_only_marks_of_now_are(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    app, harness = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b", "G", "b", "u")
        assert harness.spoken[-1].startswith("Bookmark taken back: Chapter 2: A last sentence")
        assert len(shelf.bookmarks.of(harness.guide.id)) == 1
        await pilot.press("u", "u")
        assert harness.spoken[-1] == "There is nothing to take back."
        assert shelf.bookmarks.of(harness.guide.id) == []
        await pilot.press("B", "&")
        assert harness.spoken[-1] == "Brought back: Chapter 1: Start here."
        assert screen_lines(app)[0] == "Bookmarks, 1"
        assert len(shelf.bookmarks.of(harness.guide.id)) == 1


async def test_what_comes_back_is_chosen(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b", "G", "b", "B", "up", "d", "u")
        assert harness.spoken[-1] == "Brought back: Chapter 1: Start here."
        assert app.main_pane.items.selected == 0
        await pilot.press("end", "d", "home", "u")
        assert app.main_pane.items.selected == 1


async def test_an_item_is_found_by_words_while_the_list_stays_in_sight(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "slash", *"fevr", "enter")
        assert harness.spoken[-1] == "Fever, 2 of 4"
        assert any("> " in line and "Fever" in line for line in screen_lines(app))
        await pilot.press("up")
        assert harness.spoken[-1] == "Chapter 1, Start here, 1 of 4", "arrows go on from there"
        await pilot.press("down", "enter")
        assert harness.sentence == "Fever"


CHANGE_KEYS = ("o", "/", *"change", "enter")


@pytest.mark.parametrize("opens", ["enter", "right"])
async def test_escape_in_a_list_opened_from_a_list_goes_back_to_where_one_was_in_that(
    tmp_path: Path, opens: str
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", *CHANGE_KEYS)
        chosen = harness.spoken[-1]
        await pilot.press(opens)
        assert screen_lines(app)[0].startswith("Change keys")
        await pilot.press("escape")
        assert screen_lines(app)[0].startswith("Options")
        assert harness.spoken[-1].endswith(chosen)
        await pilot.press("escape")
        assert not app.main_pane.is_list_open
        assert harness.reads_on


async def test_the_key_of_the_options_leaves_them_from_the_list_of_keys_too(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*CHANGE_KEYS, "enter")
        assert screen_lines(app)[0].startswith("Change keys")
        await pilot.press("o")
        assert not app.main_pane.is_list_open


async def test_a_list_opened_by_its_own_key_leads_back_to_the_text(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "t", "escape")
        assert not app.main_pane.is_list_open


async def test_after_a_mark_was_removed_escape_still_goes_back_to_the_options(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "o", "/", *"bookmarks", "enter", "enter")
        assert screen_lines(app)[0].startswith("Bookmarks")
        await pilot.press("delete", "escape")
        assert screen_lines(app)[0].startswith("Options")
