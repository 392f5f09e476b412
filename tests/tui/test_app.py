"""The screen over a real session: what stands on it, what is painted, how it begins and ends."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from allvoice.errors import NoVoiceError
from allvoice.guide.model import Position
from allvoice.reading.commands import Announce, Command, Stop
from allvoice.shelf.settings.specs import Settings
from allvoice.speech.protocol import Event, Notice, Pong
from allvoice.tui.app import UNEXPECTED
from tests.tui.screen_harness import RecordingSession, make_app, make_guide
from tests.tui.screens import count_blocks_laid_out, painted, screen_lines, screen_text
from tests.tui.settling import alone

SMALL, SMALLEST, LARGE = (40, 12), (30, 8), (100, 30)


async def test_the_first_frame_shows_the_guide_and_the_keys_that_matter(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL):
        assert screen_lines(app) == [
            "Chapter 1 of 2 · under 1 min left",
            "> Start here",
            "",
            "  This guide is read aloud. You can",
            "  stop it at any time. Press the key",
            "  again to go on.",
            "",
            "  It uses bold words, leaning words and",
            "  a link.",
            "",
            " STOPPED   150 wpm  ---------------  0%",
            "Space play  R again  9 urgent  H help",
        ]


@pytest.mark.parametrize("size", [SMALL, SMALLEST, LARGE])
async def test_nothing_is_cut_in_any_window(tmp_path: Path, size: tuple[int, int]) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        shown = ""
        position: Position | None = harness.guide.start
        while position is not None:
            harness.go_to(position)
            await pilot.pause()
            lines = screen_lines(app)
            assert all(len(line) <= min(size[0], 68) for line in lines)
            assert "…" not in screen_text(app)
            assert " ".join(lines[-1].split()).endswith("H help")
            shown += " " + " ".join(screen_text(app).replace("\n> ", " ").split())
            words = harness.guide.sentence_text(position).split()
            assert words[0] in shown
            position = harness.guide.after(position)
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
        assert screen_lines(app)[1] == "> Start here"
        await pilot.press("space")
        assert "Space pause" in screen_text(app)


async def test_resizing_keeps_the_line_that_is_read(tmp_path: Path) -> None:
    guide = make_guide("\n\n".join(f"Sentence number {n} of the guide." for n in range(200)))
    app, harness = make_app(tmp_path, guide, position=Position(100, 0))
    async with app.run_test(size=SMALL) as pilot:
        for size in [(100, 30), (30, 8), (66, 20), SMALL]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            marked = [line for line in screen_lines(app) if line.startswith("> ")]
            assert len(marked) == 1
            assert marked[0].startswith("> Sentence number 100")
    assert harness.state.position == Position(100, 0)


async def test_markup_in_the_guide_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    guide = make_guide("[bold red]Not bold[/] [@click=app.quit]quit[/] \\[x] \\[\\[t]].")
    app, _ = make_app(tmp_path, guide)
    async with app.run_test(size=LARGE):
        assert "[bold red]Not bold[/] [@click=app.quit]quit[/] [x] [[t]]." in screen_text(app)


async def test_a_message_is_shown_until_the_next_key(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("plus")
        assert screen_lines(app)[9:] == [
            "160 words a minute.",
            " STOPPED   160 wpm  ---------------  0%",
            "Space play  R again  9 urgent  H help",
        ]
        await pilot.press("r")
        assert "words a minute" not in screen_text(app)
        gone = "The sound device went away; the words go on without sound until it is back."
        harness.handle(Notice(gone))
        await pilot.pause()
        assert screen_lines(app)[9:] == [
            "The sound device went away; the words go",
            "on without sound until it is back.",
            "Space go on  R again  9 urgent  H help",
        ]
        await pilot.press("h", "end")
        assert "160 words a minute." in screen_text(app)


async def test_notices_are_shown_and_spoken_after_the_welcome(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, notices=["The disk is full."], welcome="All Voice.")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert harness.welcomes == ["All Voice. The disk is full."]
        assert "The disk is full." in screen_text(app)


async def test_without_a_welcome_nothing_is_spoken(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert harness.commands == []
        assert harness.voice.queue == []


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
    app, harness = make_app(tmp_path, settings=settings)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert told in harness.spoken[0]


async def test_the_status_line_says_what_is_going_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("space", "j", "less_than_sign")
        assert screen_lines(app)[-2].endswith("0%  one section  volume 90")
        await pilot.press("j", "G", "space")
        assert screen_lines(app)[-2].startswith(" PAUSED   150 words a minute  ====")
        await pilot.press("space")
        harness.hear_all()
        await pilot.pause()
        assert screen_lines(app)[-2].startswith(" END   150 words a minute  ====")


async def test_the_terminals_cursor_is_on_the_word_being_read(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, position=Position(1, 1))
    async with app.run_test(size=SMALL) as pilot:
        harness.speak_word(2)
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
    app, harness = make_app(tmp_path, position=Position(1, 0))
    async with app.run_test(size=LARGE) as pilot:
        harness.speak_word(0)
        await pilot.pause()
        regions = painted(app)
        harness.speak_word(1)
        await pilot.pause()
        assert {region.y for region in regions} == {3}
        assert all(region.height == 1 for region in regions)


async def test_nothing_is_painted_while_nothing_happens(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        regions = painted(app)
        harness.change(generation=5)
        app.actions.message_shown("")
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
        assert ">This is one sentence" in screen_text(app)


async def test_events_of_the_voice_reach_the_session_on_the_screens_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = make_app(tmp_path)
    threads: list[int] = []

    def watch(session: RecordingSession, event: Event) -> None:
        threads.append(threading.get_ident())

    monkeypatch.setattr(RecordingSession, "handle", watch)
    async with app.run_test(size=SMALL) as pilot:
        other = threading.Thread(target=app.voice_event, args=(Pong(1, 0.0),))
        other.start()
        other.join()
        await pilot.pause()
        assert threads == [threading.get_ident()]


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_quitting_while_reading_ends_the_voice_with_the_place_saved(
    tmp_path: Path, key: str
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        harness.hear("You can stop it at any time.")
        harness.hear_words(1)
        await pilot.press(key)
        await alone(pilot)
    assert harness.voice.closed
    assert harness.sentence == "Press the key again to go on."
    assert harness.store.positions[-1] == harness.state.position
    assert app.return_value is None
    assert app.return_code == 0


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.parametrize("where", [["slash", "f"], ["t"], ["h"], ["k"]], ids="".join)
async def test_what_ends_any_program_ends_this_one_whatever_is_open(
    tmp_path: Path, where: list[str], key: str
) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*where)
        assert app.return_code is None
        await pilot.press(key)
        assert app.return_code == 0


async def test_after_the_end_neither_keys_nor_the_voice_do_anything(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
        await alone(pilot)
        await pilot.press("space", "b")
        app.voice_event(Notice("Too late."))
        await pilot.pause()
    assert harness.asked == [Stop()]
    assert [each for each in harness.messages if not each.startswith("Place saved: ")] == []


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
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    app, harness = make_app(tmp_path)

    def fail(session: RecordingSession, command: Command) -> None:
        if isinstance(command, Announce):
            raise error

    monkeypatch.setattr(RecordingSession, "do", fail)
    with pytest.raises(type(error)):
        async with app.run_test(size=SMALL) as pilot:
            await pilot.press("w")
    assert app.return_value == sentence
    assert app.return_code == 1
    assert harness.voice.closed
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


async def test_in_a_window_that_is_too_small_the_cursor_is_where_it_says_so(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.resize_terminal(29, 7)
        await pilot.pause()
        assert app.cursor_position == (0, 0)
        assert screen_lines(app)[0].startswith("Too small")
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert app.cursor_position != (0, 0)
