"""The ways the text can be shown, on the screen."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.guide.model import Position
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.theme.theme_files import LEAST_CONTRAST, contrast
from allvoice.tui.widgets.chrome import TOO_SMALL
from allvoice.tui.widgets.display_settings import DisplaySettings
from tests.examples import examples, own_folder
from tests.tui.palettes import cell_of, in_full
from tests.tui.screen_harness import make_app, make_guide
from tests.tui.screens import looks_of, painted, screen_lines, screen_text, styled

SMALL, SMALLEST, LARGE = (40, 12), (30, 8), (100, 30)
DISPLAYS = {
    "page": DisplaySettings(),
    "double": DisplaySettings(double_spacing=True),
    "line": DisplaySettings(ruler="line"),
    "mask": DisplaySettings(ruler="mask"),
    "middle": DisplaySettings(scroll="middle"),
    "top": DisplaySettings(scroll="top"),
    "alone": DisplaySettings(one_sentence=True),
    "screen-reader": DisplaySettings(external_screen_reader=True),
}
CALL = Position(4, 0)
"""Call the care team now if the temperature is 38.0 or more."""


def test_the_settings_name_every_choice() -> None:
    other = Settings(
        highlight_word=False,
        double_spacing=True,
        ruler="mask",
        scroll="top",
        column="middle",
        beside=True,
        one_sentence=True,
        external_screen_reader=True,
    )
    assert DisplaySettings.of(Settings()) == DisplaySettings()
    display = DisplaySettings.of(other)
    for field in fields(DisplaySettings):
        assert getattr(display, field.name) == getattr(other, field.name) != field.default


async def test_the_ruler_is_a_bar_in_which_the_word_alone_is_not_reversed(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(ruler="line"), position=CALL)
    async with app.run_test(size=SMALL) as pilot:
        assert looks_of(app, "Call the care team now if the").reverse
        harness.speak_word(3)
        await pilot.pause()
        assert not looks_of(app, "team").reverse
        assert looks_of(app, "team").bold
        bar = [text for text, style in styled(app) if style.reverse]
        bar = bar[: bar.index(" ONE SENTENCE ")]
        assert bar[0] == "Call the care "
        assert bar[1] == " now if the"
        assert sum(map(len, bar)) + len("team") == 37
        harness.speak_word(8)
        await pilot.pause()
        assert "".join(text for text, style in styled(app) if style.reverse).startswith(
            "temperature "
        )


async def test_in_the_bar_of_the_ruler_the_sentence_is_told_from_what_stands_beside_it(
    tmp_path: Path,
) -> None:
    chosen = Settings(ruler="line", highlight_word=False)
    app, _ = make_app(tmp_path, settings=chosen, position=Position(4, 1))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        beside, own = looks_of(app, "temperature is 38.0 or more."), looks_of(app, "Do not")
        assert beside.reverse
        assert own.reverse
        letters = contrast(*in_full(cell_of("x", beside))), contrast(*in_full(cell_of("x", own)))
        assert min(letters) >= LEAST_CONTRAST
        assert letters[1] / letters[0] >= 1.9


async def test_without_a_marked_word_the_ruler_still_follows_the_lines(tmp_path: Path) -> None:
    chosen = Settings(ruler="line", highlight_word=False)
    app, harness = make_app(tmp_path, settings=chosen, position=CALL)
    async with app.run_test(size=SMALL) as pilot:
        for word, line in (
            (3, "Call the care team now if the"),
            (8, "temperature is 38.0 or more."),
        ):
            harness.speak_word(word)
            await pilot.pause()
            assert looks_of(app, line).reverse
            x, y = app.cursor_position
            assert screen_lines(app)[y][x:].startswith(line)


async def test_the_mask_hides_all_but_three_lines_and_none_moves_with_a_word(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(ruler="mask"), position=CALL)
    seen = [
        ["  Fever", "", "> Call the care team now if the", "  temperature is 38.0 or more. Do not"],
        [
            "> Call the care team now if the",
            "  temperature is 38.0 or more. Do not",
            "  wait until the morning.",
        ],
    ]
    async with app.run_test(size=SMALL) as pilot:
        for word, lines in ((3, seen[0]), (8, seen[1])):
            harness.speak_word(word)
            await pilot.pause()
            shown = "\n".join(screen_lines(app)[1:9])
            assert shown.strip("\n") == "\n".join(lines)
            assert screen_lines(app)[4] == "> Call the care team now if the"


async def test_one_sentence_alone_is_all_that_is_shown_of_the_guide(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(one_sentence=True), position=CALL)
    async with app.run_test(size=SMALL) as pilot:
        assert screen_lines(app)[:9] == [
            "Start here · Fever      under 1 min left",
            *[""] * 2,
            "> Call the care team now if the",
            "  temperature is 38.0 or more.",
            *[""] * 4,
        ]
        harness.go_to(Position(4, 1))
        await pilot.pause()
        assert [line for line in screen_lines(app)[1:9] if line] == [
            "> Do not wait until the morning."
        ]


async def test_for_a_screen_reader_a_word_paints_nothing_at_all(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(external_screen_reader=True), position=CALL)
    async with app.run_test(size=SMALL) as pilot:
        harness.change(status=Status.PLAYING)
        await pilot.pause()
        assert screen_lines(app)[:5] == [
            "",
            "",
            "Call the care team now if the",
            "temperature is 38.0 or more.",
            "",
        ]
        assert app.cursor_position == (0, 2)
        regions = painted(app)
        for number, word in enumerate(re.finditer(r"\S+", "Call the care team now")):
            harness.change(word=number, word_range=word.span())
            await pilot.pause()
        harness.change(status=Status.STOPPED, word_range=None)
        await pilot.pause()
        assert regions == []
        assert app.cursor_position == (0, 2)
        assert not any(style.bold or style.reverse for text, style in styled(app) if "Call" in text)


async def test_for_a_screen_reader_the_cursor_is_where_the_line_begins(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(external_screen_reader=True))
    async with app.run_test(size=SMALL) as pilot:
        position: Position | None = harness.guide.start
        while position is not None:
            harness.go_to(position)
            await pilot.pause()
            x, y = app.cursor_position
            sentence = harness.guide.sentence_text(position)
            assert x == 0
            assert sentence.split()[0] in screen_lines(app)[y].split()
            position = harness.guide.after(position)


@pytest.mark.parametrize("key", ["right", "space", "enter"])
async def test_for_a_screen_reader_a_step_first_shows_the_rest_of_the_sentence(
    tmp_path: Path, key: str
) -> None:
    guide = make_guide(" ".join(f"word{number}" for number in range(50)) + ".\n\nNext.\n")
    long, following = guide.sentence_text(Position(0, 0)), guide.after(Position(0, 0))
    app, harness = make_app(tmp_path, guide, settings=Settings(external_screen_reader=True))
    async with app.run_test(size=SMALLEST) as pilot:
        shown = ""
        while True:
            shown = f"{shown} {' '.join(screen_lines(app)[1:6])}"
            assert app.cursor_position == (0, 1)
            await pilot.press(key)
            if harness.commands:
                break
        assert shown.split() == long.split()
        assert harness.state.position == following


def word_at_cursor(app: AllvoiceApp, display: DisplaySettings) -> str:
    """Return the word the cursor stands on; for a screen reader the first behind what it is."""
    x, y = app.cursor_position
    line = screen_lines(app)[y][x:]
    if display.external_screen_reader:
        assert x == 0
        line = re.sub(r"^(Heading \d:|Code:|•|\d+\.) ", "", line)
    return line.split()[0]


@pytest.mark.parametrize("size", [SMALL, SMALLEST, LARGE])
@pytest.mark.parametrize("display", DISPLAYS.values(), ids=DISPLAYS)
async def test_nothing_is_cut_and_the_cursor_is_at_the_reading_in_any_style_and_window(
    tmp_path: Path, display: DisplaySettings, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        app.view.show_settings(display)
        position: Position | None = harness.guide.start
        while position is not None:
            sentence = harness.guide.sentence_text(position)
            harness.go_to(position)
            await pilot.pause()
            assert word_at_cursor(app, display) == sentence.split()[0]
            assert "…" not in screen_text(app)
            assert all(len(line) <= min(size[0], 68) for line in screen_lines(app))
            shown = " ".join(screen_text(app).replace("\n> ", "\n").replace("| ", "").split())
            # The mask shows no more than the line after it.
            assert display.ruler == "mask" or " ".join(sentence.split()) in shown
            position = harness.guide.after(position)


@settings(max_examples=examples(15))
@given(
    st.sampled_from(list(DISPLAYS.values())),
    st.integers(0, 12),
    st.lists(st.tuples(st.integers(30, 100), st.integers(8, 40)), min_size=1, max_size=4),
)
async def test_resizing_the_window_keeps_the_sentence_in_it(
    display: DisplaySettings, block: int, sizes: list[tuple[int, int]]
) -> None:
    with own_folder() as folder:
        app, harness = make_app(folder, position=Position(block, 0))
        async with app.run_test(size=SMALL) as pilot:
            app.view.show_settings(display)
            first = harness.guide.sentence_text(Position(block, 0)).split()[0]
            for size in sizes:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert word_at_cursor(app, display) == first


async def test_a_style_can_be_changed_while_the_sentence_stays_in_sight(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, position=CALL)
    async with app.run_test(size=(40, 20)) as pilot:
        for display in [*DISPLAYS.values(), *reversed(DISPLAYS.values())]:
            app.view.show_settings(replace(display, highlight_word=False))
            await pilot.pause()
            assert "Call the care team now if the" in screen_text(app)


@pytest.mark.parametrize(
    ("size", "title"),
    [
        (LARGE, ["A title that is far longer than a narrow window is wide"]),
        ((40, 20), ["A title that is far longer than a narrow", "window is wide"]),
        (SMALL, ["Section 1 of 1 · under 1 min left"]),
        (SMALLEST, ["Under 1 min left"]),
    ],
)
async def test_a_long_title_takes_a_second_row_where_there_is_room(
    tmp_path: Path, size: tuple[int, int], title: list[str]
) -> None:
    guide = make_guide(
        "# A title that is far longer than a narrow window is wide\n\n"
        + "\n\n".join(["Word."] * 40)
    )
    app, _ = make_app(tmp_path, guide, position=Position(39, 0))
    async with app.run_test(size=size) as pilot:
        assert screen_lines(app)[: len(title)] == title
        assert app.view.region.y == len(title)
        await pilot.press("t")
        await pilot.pause()
        assert screen_lines(app)[0].startswith("Contents")
        assert app.main_pane.items.region.y == 1
        await pilot.press("t")
        assert screen_lines(app)[: len(title)] == title
        x, y = app.cursor_position
        assert screen_lines(app)[y][x:].startswith("Word.")


async def test_a_window_made_too_small_is_told_of_once_each_time(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        for time in (1, 2):
            for size in ((29, 12), (20, 7), (28, 5)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert harness.spoken == [TOO_SMALL] * time
            await pilot.resize_terminal(*SMALL)
            await pilot.pause()
            assert TOO_SMALL[:20] not in screen_text(app)
            assert "Start here" in screen_text(app)


async def test_when_a_window_has_grown_nothing_says_any_more_that_it_is_too_small(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, welcome="Welcome.")
    async with app.run_test(size=(29, 7)) as pilot:
        await pilot.pause()
        assert harness.welcomes == [f"Welcome. {TOO_SMALL}"]
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert "Welcome." in screen_text(app)
        assert "too small" not in screen_text(app).lower()


async def test_a_window_too_small_from_the_start_is_part_of_the_welcome(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, welcome="Welcome.")
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        assert harness.welcomes == [f"Welcome. {TOO_SMALL}"]
