from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import cast

import pytest
from textual.widgets import Input

from allvoice.errors import NoVoiceError
from allvoice.guide.model import Position
from allvoice.reading.state import Status, Unit
from allvoice.shelf.locator import locate
from allvoice.shelf.settings.specs import Settings
from allvoice.speech.protocol import Event, Pong
from allvoice.tui.app import UNEXPECTED
from allvoice.tui.keys.keymap import ACTIONS, Scope
from tests.tui.fakes import make_app, make_guide, open_shelf
from tests.tui.screens import count_blocks_laid_out, looks_of, painted, screen_lines, screen_text

SMALL, SMALLEST, LARGE = (40, 12), (30, 8), (100, 30)

KEYS: list[tuple[str, tuple[object, ...]]] = [
    ("space", ("play_pause",)),
    ("0", ("play_pause",)),
    ("enter", ("play",)),
    ("s", ("stop",)),
    ("escape", ("stop",)),
    ("r", ("repeat", False)),
    ("x", ("hear_skipped",)),
    ("X", ("set_skipping", ("code", "notes"))),
    ("e", ("leave_passage",)),
    ("j", ("toggle_only_section",)),
    ("left", ("move", Unit.SENTENCE, -1)),
    ("4", ("move", Unit.SENTENCE, -1)),
    ("right", ("move", Unit.SENTENCE, 1)),
    ("6", ("move", Unit.SENTENCE, 1)),
    ("up", ("move", Unit.PARAGRAPH, -1)),
    ("8", ("move", Unit.PARAGRAPH, -1)),
    ("shift+left", ("move", Unit.PARAGRAPH, -1)),
    ("left_curly_bracket", ("move", Unit.PARAGRAPH, -1)),
    ("down", ("move", Unit.PARAGRAPH, 1)),
    ("2", ("move", Unit.PARAGRAPH, 1)),
    ("shift+right", ("move", Unit.PARAGRAPH, 1)),
    ("right_curly_bracket", ("move", Unit.PARAGRAPH, 1)),
    ("pageup", ("move", Unit.SECTION, -1)),
    ("p", ("move", Unit.SECTION, -1)),
    ("pagedown", ("move", Unit.SECTION, 1)),
    ("n", ("move", Unit.SECTION, 1)),
    ("g", ("go_to_start",)),
    ("G", ("go_to_end",)),
    ("left_square_bracket", ("slower",)),
    ("minus", ("slower",)),
    ("right_square_bracket", ("faster",)),
    ("plus", ("faster",)),
    ("equals_sign", ("faster",)),
    ("asterisk", ("normal_pace",)),
    ("home", ("normal_pace",)),
    ("less_than_sign", ("quieter",)),
    ("greater_than_sign", ("louder",)),
    ("V", ("next_voice",)),
    ("w", ("where_am_i", False)),
    ("5", ("where_am_i", False)),
]


@pytest.mark.parametrize(("key", "call"), KEYS)
async def test_each_key_asks_the_session_for_its_one_thing(
    tmp_path: Path, key: str, call: tuple[object, ...]
) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(key)
        asked = [each for each in listening.calls if each[0] != "announce"]
        assert asked == [call]


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


async def test_the_first_frame_shows_the_guide_and_the_keys_that_matter(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL):
        assert screen_lines(app) == [
            "Start here",
            "> Start here",
            "",
            "  This guide is read aloud. You can stop",
            "  it at any time. Press the key again to",
            "  go on.",
            "",
            "  It uses bold words, leaning words and",
            "  a link.",
            "",
            "Stopped 150 wpm 0%",
            "Space play  R again  H help",
        ]


@pytest.mark.parametrize("size", [SMALL, SMALLEST, LARGE])
async def test_nothing_is_cut_in_any_window(tmp_path: Path, size: tuple[int, int]) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        shown = ""
        position: Position | None = listening.guide.start
        while position is not None:
            listening.change(position=position)
            await pilot.pause()
            lines = screen_lines(app)
            assert all(len(line) <= min(size[0], 68) for line in lines)
            assert "…" not in screen_text(app)
            assert lines[-1].endswith("H help")
            shown += " " + " ".join(screen_text(app).replace("\n> ", " ").split())
            words = listening.guide.sentence_text(position).split()
            assert words[0] in shown
            position = listening.guide.after(position)
        for word in ["temperature", "38.0", "[bold]this[/bold]", "medicine.", "quoted"]:
            assert word in shown


@pytest.mark.parametrize("size", [(29, 12), (40, 7), (10, 3)])
async def test_a_window_that_is_too_small_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        assert screen_lines(app)[0].startswith("Too small")
        assert "".join(screen_lines(app)[1:]) == ""
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert screen_lines(app)[:2] == ["Start here", "> Start here"]
        await pilot.press("space")
        assert "Space pause" in screen_text(app)


async def test_resizing_keeps_the_line_that_is_read(tmp_path: Path) -> None:
    guide = make_guide("\n\n".join(f"Sentence number {n} of the guide." for n in range(200)))
    app, listening = make_app(tmp_path, guide, position=Position(100, 0))
    async with app.run_test(size=SMALL) as pilot:
        for size in [(100, 30), (30, 8), (66, 20), SMALL]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            marked = [line for line in screen_lines(app) if line.startswith("> ")]
            assert len(marked) == 1
            assert marked[0].startswith("> Sentence number 100")
    assert listening.state.position == Position(100, 0)


async def test_markup_in_the_guide_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    guide = make_guide("[bold red]Not bold[/] [@click=app.quit]quit[/] \\[x] [[t]].")
    app, _ = make_app(tmp_path, guide)
    async with app.run_test(size=LARGE):
        assert "[bold red]Not bold[/] [@click=app.quit]quit[/] [x] [[t]]." in screen_text(app)


async def test_a_message_is_shown_until_the_next_key(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("plus")
        assert screen_lines(app)[9:] == [
            "160 words a minute.",
            "Stopped 160 wpm 0%",
            "Space play  R again  H help",
        ]
        await pilot.press("r")
        assert "words a minute" not in screen_text(app)
        app.told("The sound device went away; the words go on without sound until it is back.")
        await pilot.pause()
        assert screen_lines(app)[9:] == [
            "The sound device went away; the words go",
            "on without sound until it is back.",
            "Stopped 160 wpm 0%",
        ]
        await pilot.press("h", "end")
        assert "160 words a minute." in screen_text(app)


async def test_notices_are_shown_and_spoken_after_the_welcome(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, notices=["The disk is full."], welcome="All Voice.")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert ("welcome", "All Voice. The disk is full.") in listening.calls
        assert "The disk is full." in screen_text(app)


async def test_without_a_welcome_nothing_is_spoken(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert listening.calls == []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(keys={"repeat": "s"}), "'repeat' keeps its usual key."),
        (Settings(theme="pink"), "There is no theme 'pink'"),
    ],
)
async def test_settings_that_cannot_be_used_are_told(
    tmp_path: Path, settings: Settings, told: str
) -> None:
    app, listening = make_app(tmp_path, settings=settings)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert told in listening.spoken[0]


async def test_a_key_that_does_nothing_says_so_and_then_has_a_sound_of_its_own(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("z", "z", "f9")
        assert listening.spoken == ["No action. H for help."]
        assert listening.earcons == ["no-action"] * 3
        assert "No action. H for help." in screen_text(app)


async def test_without_short_sounds_a_key_that_does_nothing_says_so_in_words_each_time(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path, settings=Settings(earcons=False))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("z", "f9")
        assert listening.spoken == ["No action. H for help."] * 2


async def test_in_a_list_without_marks_there_is_nothing_to_remove(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "d", "u")
        assert listening.spoken[-2:] == [
            "There is nothing to remove here.",
            "There is nothing to bring back.",
        ]


async def test_a_key_the_listener_chose_works_and_the_usual_one_no_longer_does(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path, settings=Settings(keys={"repeat": "z,f2", "play": "r"}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("z", "f2", "r", "space")
        # A key that does nothing makes silence, as any other.
        assert listening.names() == ["repeat", "repeat", "play_pause", "pause"]
        await pilot.press("s")
        assert screen_lines(app)[-1] == "R play  Z again  T contents  H help"


async def test_all_usual_keys_reach_their_action_in_a_list_as_well(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "plus", "space", "s")
        assert [*listening.names()] == ["faster", "play_pause", "stop"]
        assert app.main_pane.is_list_open


async def test_pressing_where_am_i_twice_tells_more(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("w", "w", "right", "w")
        assert [call for call in listening.calls if call[0] == "where_am_i"] == [
            ("where_am_i", False),
            ("where_am_i", True),
            ("where_am_i", False),
        ]
        assert "You are in" in screen_text(app)


async def test_the_status_line_says_what_is_going_on(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "j", "less_than_sign")
        assert "Playing 150 wpm 0%  one section" in screen_lines(app)[10]
        await pilot.press("space", "G")
        assert screen_lines(app)[10].startswith("Paused 150 wpm 9")
        listening.change(at_end=True)
        await pilot.pause()
        assert screen_lines(app)[10].startswith("End 150 wpm 100%")


async def test_the_terminals_cursor_is_on_the_word_being_read(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, position=Position(1, 1))
    async with app.run_test(size=SMALL) as pilot:
        listening.speak_word(2)
        await pilot.pause()
        x, y = app.cursor_position
        assert screen_lines(app)[y][x:].startswith("stop")
        await pilot.press("t", "down")
        x, y = app.cursor_position
        assert screen_lines(app)[y][x:].startswith("Fever")
        await pilot.press("escape")
        await pilot.pause()
        x, y = app.cursor_position
        assert screen_lines(app)[y][x:].startswith("stop")


async def test_a_word_repaints_only_the_lines_it_is_on(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, position=Position(1, 0))
    async with app.run_test(size=LARGE) as pilot:
        listening.speak_word(0)
        await pilot.pause()
        regions = painted(app)
        listening.speak_word(1)
        await pilot.pause()
        assert {region.y for region in regions} == {3}
        assert all(region.height == 1 for region in regions)


async def test_nothing_is_painted_while_nothing_happens(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        regions = painted(app)
        listening.change(generation=5)
        app.told("")
        await pilot.pause()
        await pilot.pause()
        assert regions == []


async def test_a_guide_of_a_megabyte_opens_by_laying_out_what_is_seen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    laid_out = count_blocks_laid_out(monkeypatch)
    paragraph = "This is one sentence of a very long guide. " * 5
    guide = make_guide("\n\n".join(f"## Part {n}\n\n{paragraph}" for n in range(5000)))
    app, _ = make_app(tmp_path, guide, position=Position(5001, 0))
    async with app.run_test(size=LARGE) as pilot:
        assert 0 < len(laid_out) < 40
        await pilot.press("G")
        assert len(laid_out) < 80
        assert any(line.startswith("> ") for line in screen_lines(app))


async def test_events_of_the_voice_reach_the_session_on_the_screens_thread(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        event = cast(Event, Pong(1, 0.0))
        threads: list[int] = []
        listening.handle = lambda event: threads.append(threading.get_ident())  # type: ignore[method-assign]
        other = threading.Thread(target=app.voice_event, args=(event,))
        other.start()
        other.join()
        await pilot.pause()
        assert threads == [threading.get_ident()]


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_quitting_saves_the_place_once(tmp_path: Path, key: str) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(key)
    assert listening.names() == ["close"]
    assert app.return_value is None
    assert app.return_code == 0


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RuntimeError("boom"), UNEXPECTED),
        (NoVoiceError("Nothing can speak."), "Nothing can speak."),
    ],
)
async def test_an_error_ends_with_one_sentence_and_the_place_saved(
    tmp_path: Path,
    error: Exception,
    sentence: str,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    app, listening = make_app(tmp_path)

    def fail(detail: bool = False) -> str:
        raise error

    listening.where_am_i = fail  # type: ignore[method-assign]
    with pytest.raises(type(error)):
        async with app.run_test(size=SMALL) as pilot:
            await pilot.press("w")
    assert app.return_value == sentence
    assert app.return_code == 1
    assert listening.names()[-1] == "close"
    assert "Traceback" not in "".join(capfd.readouterr())
    assert "the screen failed" in caplog.text


async def test_no_theme_of_the_environment_gets_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app, _ = make_app(tmp_path)
    assert os.environ["NO_COLOR"] == "1"
    async with app.run_test(size=SMALL) as pilot:
        assert app.theme == "terminal"
        await pilot.press("c")
        assert "No colours are shown: NO_COLOR is set" in screen_text(app)


async def test_every_action_is_listed_in_the_help(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=Settings(keys={"repeat": "z"}))
    async with app.run_test(size=(66, 76)) as pilot:
        await pilot.press("h")
        text = screen_text(app)
        for action in ACTIONS:
            assert f"{action.words}: {app.table.all_shown(action.id)}" in text
        assert "Read this sentence again: Z" in text
        assert {action.scope for action in ACTIONS} == set(Scope)


async def test_help_opened_while_playing_silences_and_closing_it_reads_on(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "h")
        assert listening.status() is Status.PAUSED
        assert listening.spoken[-1].startswith("Help, all keys. Listening, 1 of ")
        await pilot.press("down")
        assert listening.spoken[-1].startswith("Play or pause: space, or 0, 2 of ")
        await pilot.press("escape")
        assert listening.status() is Status.PLAYING


# Contents


async def test_contents_open_at_the_present_section_and_say_it(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, position=Position(4, 0))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t")
        assert listening.spoken == ["Contents, 4 sections. Fever, 2 of 4"]
        assert screen_lines(app)[:4] == [
            "Contents, 4 sections",
            "  Start here  2 min",
            ">   Fever  6 min",
            "  Key terms  4 min",
        ]
        await pilot.press("down")
        assert listening.spoken[-1] == "Chapter 2, Key terms, 3 of 4"


async def test_in_a_guide_of_one_chapter_left_and_right_go_by_its_main_sections(
    tmp_path: Path,
) -> None:
    guide = make_guide("# Guide\n\n## Fever\n\nCall.\n\n### At night\n\nCall.\n\n## Food\n\nEat.\n")
    app, listening = make_app(tmp_path, guide, position=guide.start)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "right", "right")
        assert listening.spoken[-1].startswith("Food, 4 of 4")
        await pilot.press("left")
        assert listening.spoken[-1].startswith("Fever, 2 of 4")


async def test_a_section_of_about_a_minute_is_shown_without_its_length(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, make_guide("# One\n\n# Two\n\nWords.\n"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t")
        assert screen_lines(app)[1:3] == ["> One", "  Two  2 min"]


async def test_enter_in_the_contents_reads_that_section(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "end", "enter")
        last = listening.guide.sections[-1]
        assert listening.calls[-1] == ("go_to", Position(last.first_block, 0), True)
        assert screen_lines(app)[0] == "Side effects"
        assert not app.main_pane.is_list_open


async def test_a_list_moves_by_one_by_screens_and_to_its_ends(tmp_path: Path) -> None:
    guide = make_guide("\n\n".join(f"# Part {n}\n\nText." for n in range(50)))
    app, listening = make_app(tmp_path, guide)
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
            assert f">  Part {number} ".replace("  ", " ") in screen_text(app)
            assert (
                listening.spoken[-1] == f"Chapter {number + 1}, Part {number}, {number + 1} of 50"
            )


# Bookmarks


async def test_a_bookmark_is_set_listed_and_gone_to(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, position=Position(4, 1))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b")
        assert listening.spoken == [
            "Bookmark 1, at: Do not wait until the morning. U takes it back."
        ]
        await pilot.press("b")
        assert listening.spoken[-1] == "This sentence has a bookmark already."
        await pilot.press("g", "B")
        assert listening.spoken[-1] == (
            "Bookmarks, 1. Fever: Do not wait until the morning., 1 of 1"
        )
        await pilot.press("enter")
        assert listening.calls[-1] == ("go_to", Position(4, 1), True)


async def test_the_number_a_bookmark_is_announced_by_is_its_number_in_the_list(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path, position=Position(4, 1))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b", "g", "b")
        assert listening.spoken[-1] == "Bookmark 1, at: Start here. U takes it back."
        await pilot.press("B")
        assert listening.spoken[-1].startswith("Bookmarks, 2. Start here")
        await pilot.press("escape", "G", "b")
        assert listening.spoken[-1].startswith("Bookmark 3, at: A last sentence")


async def test_a_removed_bookmark_can_be_brought_back(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b", "right", "b", "B", "d")
        assert listening.spoken[-1] == "Removed: Start here. U brings it back."
        assert screen_lines(app)[0] == "Bookmarks, 1"
        await pilot.press("delete")
        assert screen_lines(app)[0] == "Bookmarks, 0"
        assert "You have no bookmarks yet. Press B" in screen_text(app)
        await pilot.press("u", "u")
        assert screen_lines(app)[0] == "Bookmarks, 2"
        await pilot.press("u")
        assert listening.spoken[-1] == "There is nothing to bring back."


async def test_an_empty_list_says_so(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("B")
        assert listening.spoken[-1].startswith("Bookmarks, 0. You have no bookmarks yet.")
        await pilot.press("d", "enter")
        assert not app.main_pane.is_list_open


async def test_a_bookmark_in_an_edited_guide_is_found_and_the_listener_told(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    old = make_guide("# A\n\nFirst words here. The sentence that was marked.\n")
    shelf.add_bookmark(locate(old, Position(1, 1)), "A: The sentence")
    new = make_guide("# A\n\nNew words. The sentence that was marked.\n\nMore of them.\n")
    app, listening = make_app(tmp_path, new, shelf=shelf)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("B", "enter")
        assert ("go_to", Position(1, 1), True) in listening.calls
        assert listening.spoken[-1] == "The guide has changed; your sentence was found again."
    (moved,) = shelf.bookmarks("test")
    assert moved.locator == locate(new, Position(1, 1))


async def test_with_announcements_off_lists_are_shown_but_not_spoken(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, settings=Settings(interface_voice=False))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b", "t", "down")
        assert listening.spoken == []
        assert "Bookmark 1" in app.telling.messages[0]
        await pilot.press("w")
        assert listening.spoken == ["You are in Start here."]


# Search


async def type_words(pilot: object, words: str) -> None:
    press = pilot.press  # type: ignore[attr-defined]
    await press("slash", *(key if key != " " else "space" for key in words), "enter")


async def test_searching_goes_to_the_sentence_and_marks_what_was_found(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "morning")
        assert listening.calls[-2:] == [
            ("go_to", Position(4, 1), None),
            ("announce", "1 place."),
        ]
        assert screen_lines(app)[-1] == "N next  Shift+N before  H help"
        assert not app.query(Input)
        found = looks_of(app, "morning")
        assert found.underline
        assert found.bold


async def test_next_and_previous_go_on_searching_until_escape(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "temperature")
        first = listening.state.position
        await pilot.press("n")
        second = listening.state.position
        assert second > first
        await pilot.press("N")
        assert listening.state.position == first
        await pilot.press("escape", "n")
        assert listening.calls[-1] == ("move", Unit.SECTION, 1)


async def test_a_search_that_goes_round_says_so(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "temperature")
        await pilot.press("N")
        assert listening.spoken[-1] == "Gone round the start of the guide."
        await pilot.press("n")
        assert listening.spoken[-1] == "Gone round the end of the guide."


@pytest.mark.parametrize(
    ("words", "count"), [("morning", "1 place."), ("temperature", "2 places.")]
)
async def test_a_search_says_how_many_sentences_hold_the_words(
    tmp_path: Path, words: str, count: str
) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, words)
        assert listening.spoken[-1] == count
        assert count in screen_text(app)


async def test_a_search_without_a_match_says_so_and_stays(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "[/zebra]")
        assert listening.spoken[-1] == "Nothing in this guide matches “[/zebra]”."
        assert "“[/zebra]”" in screen_text(app)
        assert listening.state.position == Position(0, 0)


async def test_leaving_the_search_reads_on_where_it_was(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "slash")
        assert listening.status() is Status.PAUSED
        await pilot.press("q", "h")
        assert screen_lines(app)[-3:] == [
            "Paused 150 wpm 0%",
            "Enter finds, Esc leaves",
            "qh",
        ]
        await pilot.press("escape")
        assert listening.status() is Status.PLAYING
        assert screen_lines(app)[-1] == "Space pause  R again  H help"


async def test_searching_while_playing_plays_on_from_the_match(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        await type_words(pilot, "morning")
        assert ("go_to", Position(4, 1), True) in listening.calls


async def test_previous_match_without_a_search_says_what_to_do(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("N")
        assert listening.spoken == ["Press / to search first."]
