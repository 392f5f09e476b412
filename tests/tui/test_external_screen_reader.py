"""Where a screen reader of the listener's own speaks, each key changes the screen, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from allvoice.guide.model import Position
from allvoice.reading.commands import Announce, Move
from allvoice.reading.state import NavigationLevel
from allvoice.shelf.settings.specs import Settings
from allvoice.speech.protocol import Notice
from allvoice.tui.widgets.footer import MORE
from tests.tui.screen_harness import make_app, make_guide
from tests.tui.screens import screen_lines, screen_text

SMALL, SMALLEST = (40, 12), (30, 8)
WITH_SCREEN_READER = Settings(external_screen_reader=True)


async def test_a_changed_option_shows_its_value_and_says_it_nowhere_else(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=WITH_SCREEN_READER)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("o", "right")
        assert screen_text(app).count("Code: skipped") == 1
        await pilot.press("down", "right")
        shown = [line for line in screen_lines(app)[1:] if line]
        assert len(shown) == 1


async def test_at_either_end_the_keys_for_it_say_that_it_is_the_end(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, position=Position(0, 0), settings=WITH_SCREEN_READER)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("g")
        assert "This is the start of the guide." in screen_text(app)
        await pilot.press("G")
        assert "This is" not in screen_text(app)
        await pilot.press("G")
        assert "This is the end of the guide." in screen_text(app)


async def test_below_the_last_sentence_stands_that_it_is_the_last_and_the_key_begins_anew(
    tmp_path: Path,
) -> None:
    guide = make_guide()
    position = guide.before(guide.end)
    app, harness = make_app(tmp_path, guide, position=position, settings=WITH_SCREEN_READER)
    end = "End of the guide. Press Space to start again from the beginning."
    async with app.run_test(size=(80, 24)) as pilot:
        assert end not in screen_text(app)
        await pilot.press("space")
        assert "A last sentence follows here." in screen_text(app)
        assert screen_text(app).count(end) == 1
        await pilot.press("space")
        assert "Start here" in screen_text(app)
        assert end not in screen_text(app)
        assert harness.voice.queue == []
        assert harness.spoken == []


async def test_a_sentence_like_the_one_before_it_goes_away_and_comes_again(tmp_path: Path) -> None:
    guide = make_guide("# Same\n\nSame\n\nOther.\n")
    app, _ = make_app(tmp_path, guide, position=guide.start, settings=WITH_SCREEN_READER)
    async with app.run_test(size=SMALL) as pilot:
        assert "Same" in screen_text(app)
        await pilot.press("right")
        seen = [screen_text(app)]
        while "Same" not in seen[-1]:
            await pilot.pause()
            seen.append(screen_text(app))
        assert len(seen) > 1, "it never went away"
        await pilot.press("right")
        assert "Other." in screen_text(app)


@pytest.mark.parametrize("key", ["slash", "backspace", "escape"])
@pytest.mark.parametrize("kept", ["", "fever"])
async def test_the_search_is_left_by_the_key_that_opened_it_too(
    tmp_path: Path, key: str, kept: str
) -> None:
    app, _ = make_app(tmp_path, settings=WITH_SCREEN_READER)
    async with app.run_test(size=SMALL) as pilot:
        if kept:
            await pilot.press("slash", *kept, "enter")
        await pilot.press("slash")
        assert "Enter finds, Backspace leaves" in screen_text(app)
        await pilot.press(key)
        if kept and key == "slash":
            assert app.query_one(Input).value == "", "first it empties the line, for other words"
            await pilot.press(key)
        assert not app.query(Input)


async def test_a_slash_within_words_is_typed_and_backspace_takes_it_back(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash", "m", "g", "slash")
        assert app.query_one(Input).value == "mg/"
        await pilot.press("backspace", "backspace", "backspace")
        assert app.query_one(Input).value == ""
        await pilot.press("backspace")
        assert not app.query(Input)


@pytest.mark.parametrize("size", [SMALL, SMALLEST])
async def test_how_the_search_is_left_is_shown_in_the_smallest_window_too(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    for settings, hint in ((WITH_SCREEN_READER, "Backspace leaves"), (Settings(), "Esc leaves")):
        app, _ = make_app(tmp_path, settings=settings)
        async with app.run_test(size=size) as pilot:
            await pilot.press("slash")
            assert hint in screen_text(app)


@pytest.mark.parametrize("key", ["right", "space", "enter"])
async def test_a_long_answer_is_shown_in_whole_sentences(tmp_path: Path, key: str) -> None:
    sentences = [f"This is sentence number {number} of the answer." for number in range(1, 7)]
    app, harness = make_app(tmp_path, settings=WITH_SCREEN_READER)
    async with app.run_test(size=SMALLEST) as pilot:
        harness.do(Announce(" ".join(sentences)))
        seen = []
        for _ in sentences:
            await pilot.pause()
            top = app.view.region.bottom
            seen.append(" ".join(line for line in screen_lines(app)[top:] if line))
            if MORE not in seen[-1]:
                break
            assert seen[-1].endswith(f"answer. {MORE}")
            await pilot.press(key)
        assert " ".join(seen).replace(f" {MORE}", "") == " ".join(sentences)


async def test_a_changed_key_is_shown_and_what_it_took_the_place_of_is_told(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path, settings=WITH_SCREEN_READER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", *["down"] * 12, "enter", "enter")
        assert "Backspace leaves it as it is." in screen_text(app)
        await pilot.press("f12")
        text = screen_text(app)
        assert text.count("Next sentence: F12") == 1
        assert "Instead of Space, or 0. D brings the usual keys back." in text


async def test_a_message_without_room_is_shown_on_with_right_for_a_screen_reader(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=WITH_SCREEN_READER)
    story = " ".join(f"word{number}" for number in range(90))
    async with app.run_test(size=SMALL) as pilot:
        harness.handle(Notice(story, aloud=True))
        shown: list[str] = []
        while True:
            await pilot.pause()
            text = " ".join(screen_lines(app)[3:]).split()
            shown += [word for word in text if word.startswith("word")]
            if "Right" not in text:
                break
            await pilot.press("right")
        assert shown == story.split()
        assert harness.asked == []
        await pilot.press("right")
        assert harness.asked == [Move(NavigationLevel.SENTENCE, 1)]
