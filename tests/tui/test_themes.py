from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.style import Style
from textual.color import Color

from allvoice.shelf.settings.specs import Settings
from allvoice.tui.theme import themes
from allvoice.tui.theme.theme_files import (
    LEAST_BAND_CONTRAST,
    LEAST_CONTRAST,
    Colours,
    OwnThemes,
    Rgb,
    contrast,
    luminance,
)
from allvoice.tui.theme.themes import Depth
from allvoice.tui.widgets.rows import TextStyle, style_of
from tests.tui.palettes import Cell, Shown, cell_of, in_full, on_console, on_xterm
from tests.tui.pictures import picture_of, pictures
from tests.tui.scenes import SCENES, SMALL, shown
from tests.tui.screen_harness import make_app
from tests.tui.screens import looks_of, screen_lines

LOOKS = [TextStyle(number) for number in range(2 ** len(TextStyle))]
DARK, LIGHT = (st.tuples(*[st.integers(*ends)] * 3) for ends in ((0, 70), (180, 255)))


@pytest.mark.parametrize("theme", [*themes.NAMES])
async def test_the_sentence_is_told_by_more_than_colour(tmp_path: Path, theme: str) -> None:
    async with shown(SCENES[0], tmp_path, theme=theme) as (app, _, _):
        assert any(line.startswith("> Call the care") for line in screen_lines(app))
        sentence, word = looks_of(app, "Call the "), looks_of(app, "care")
        assert word.reverse is not sentence.reverse
        assert not sentence.bold
        assert not sentence.underline
        if theme != themes.TERMINAL:
            page = looks_of(app, "  • ").bgcolor
            assert sentence.bgcolor != page
            ground, beside = (
                colour.get_truecolor() for colour in (sentence.bgcolor, page) if colour
            )
            # In grey no more than the luminance is left, and contrast goes by that alone.
            assert contrast(ground, beside) >= LEAST_BAND_CONTRAST


def test_the_state_stands_on_a_ground_that_is_seen_but_less_than_the_sentences() -> None:
    scene = next(each for each in SCENES if each.name == "playing")
    for name, picture in pictures(scene, SMALL).items():
        if name not in themes.NAMES or name == themes.TERMINAL:
            continue
        word, *rest = picture[-2][1], *picture[-2][10:]
        assert (word[0], word[1].reverse, word[1].bold) == ("P", True, True)
        band, page = picture[3][2], picture[3][-1]
        (state,) = {in_full(cell_of(*cell))[1] for cell in rest}
        grounds = [in_full(cell_of(*cell))[1] for cell in (band, page)]
        assert 1.2 < contrast(state, grounds[1]) < contrast(*grounds), name


def test_on_few_colours_the_state_is_told_from_the_sentence() -> None:
    scene = next(each for each in SCENES if each.name == "playing")
    shown = {n: each for n, each in pictures(scene, SMALL).items() if n not in themes.NAMES[:-1]}
    assert len(shown) == 5
    for name, picture in shown.items():
        (y, sentence), *_ = ((y, row[2:10]) for y, row in enumerate(picture) if row[0][0] == ">")
        assert all(style.reverse for _, style in sentence), (name, y)
        state = picture[-2]
        assert all(style.reverse for _, style in state[:9]), name
        assert "".join(sign for sign, _ in state[:9]) == " PLAYING "
        assert not any(style.reverse for _, style in state[9:]), name


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("depth", [Depth.FEW, Depth.CONSOLE, Depth.NONE], ids=lambda d: d.name)
def test_on_few_colours_no_look_can_be_made_that_is_hard_to_read(
    look: TextStyle, depth: Depth
) -> None:
    sea = Colours("sea", (224, 255, 255), (0, 0, 128), (255, 255, 255))
    sand = Colours("sand", (0, 0, 0), (255, 240, 200), (0, 0, 0))
    for theme in themes.themes_for([sea, sand], depth).values():
        base = Style(
            color=Color.parse(theme.foreground or "").rich_color,
            bgcolor=Color.parse(theme.background or "").rich_color,
        )
        cell = cell_of("x", style_of(look, base, theme))
        shows = [on_console] if depth is Depth.CONSOLE else [on_xterm, plain_xterm]
        for show in shows:
            assert contrast(*show(cell)) >= LEAST_CONTRAST, (theme.name, cell)
        assert depth is not Depth.NONE or cell.is_default


def plain_xterm(cell: Cell) -> Shown:
    return on_xterm(cell, bold_is_bright=False)


STATES = {
    "page": TextStyle.PLAIN,
    "authored bold": TextStyle.BOLD,
    "sentence": TextStyle.BAND,
    "word": TextStyle.BAND | TextStyle.REVERSE,
    "bold word": TextStyle.BAND | TextStyle.REVERSE | TextStyle.BOLD,
    "link as word": TextStyle.BAND | TextStyle.REVERSE | TextStyle.UNDERLINE,
    "found": TextStyle.FOUND,
    "found in the sentence": TextStyle.BAND | TextStyle.FOUND,
    "found in a link": TextStyle.FOUND | TextStyle.UNDERLINE,
}
ALIKE = [
    {"word", "bold word", "link as word"},
    {"found", "found in the sentence", "found in a link"},
]
ON_LIGHT = [
    {"page", "word", "bold word", "link as word"},
    {"authored bold", "word", "bold word", "link as word"},
    {"authored bold", "found in the sentence"},
]
"""Without bold letters, which would be grey, and on the console without lines: but the one stands
outside the reversed sentence, the other within."""


@pytest.mark.parametrize("depth", Depth, ids=lambda depth: depth.name)
def test_what_is_read_its_word_a_find_and_bold_text_all_differ_without_their_colours(
    depth: Depth,
) -> None:
    for theme in themes.themes_for((), depth).values():
        base = Style(
            color=Color.parse(theme.foreground or "").rich_color,
            bgcolor=Color.parse(theme.background or "").rich_color,
        )
        by_state = {name: style_of(look, base, theme) for name, look in STATES.items()}
        for one, other in itertools.combinations(STATES, 2):
            on_light = theme.ansi and not theme.dark
            if any({one, other} <= alike for alike in [*ALIKE, *(ON_LIGHT if on_light else [])]):
                continue
            here, there = (_without_hue(by_state[each]) for each in (one, other))
            assert here != there, (theme.name, one, other)


def _without_hue(style: Style) -> tuple[object, ...]:
    """Return what is left of a style in grey: attributes, and whether its ground is the page's."""
    back = cell_of("x", style).back
    ground = back if not isinstance(back, tuple) else round(luminance(back), 2)
    return bool(style.bold), bool(style.underline), bool(style.reverse), ground


def test_the_word_has_the_same_look_whatever_the_guide_made_of_it() -> None:
    for depth in (Depth.NONE, Depth.CONSOLE, Depth.FEW):
        for theme in themes.themes_for((), depth).values():
            looks = {
                style_of(STATES[name], Style.null(), theme)
                for name in ("word", "bold word", "link as word")
            }
            assert len(looks) == 1, theme.name


@given(
    dark=DARK,
    light=LIGHT,
    heading=st.tuples(*[st.integers(0, 255)] * 3),
    on_dark=st.booleans(),
    depth=st.sampled_from([Depth.PALETTE, Depth.FULL]),
)
def test_every_theme_of_the_listeners_own_has_a_band_that_is_seen_and_can_be_read(
    dark: Rgb, light: Rgb, heading: Rgb, on_dark: bool, depth: Depth
) -> None:
    text, background = (light, dark) if on_dark else (dark, light)
    if contrast(heading, background) < LEAST_CONTRAST:
        heading = text
    least = min(contrast(text, background), contrast(heading, background))
    assume(least >= LEAST_CONTRAST)
    theme = themes.themes_for([Colours("own", text, background, heading)], depth)["own"]
    sent = themes.nearest_of_256 if depth is Depth.PALETTE else lambda colour: colour
    colours = {
        name: sent(Color.parse(theme.variables[name]).rgb)
        for name in (
            *("band", "band-text", "band-heading", "bar", "background"),
            *("state", "state-text"),
        )
    }
    assert contrast(colours["band"], colours["background"]) >= LEAST_BAND_CONTRAST
    for letters, ground in (
        *(("band-text", "band"), ("band-heading", "band"), ("bar", "background")),
        ("state-text", "state"),
    ):
        assert contrast(colours[letters], colours[ground]) >= LEAST_CONTRAST, letters
    seen = [contrast(colours[each], colours["background"]) for each in ("state", "band")]
    assert seen[0] < seen[1]


@given(dark=DARK, other_dark=DARK, light=LIGHT, other_light=LIGHT, on_dark=st.booleans())
def test_colours_of_the_listeners_own_are_kept_apart_on_256_colours(
    dark: Rgb, other_dark: Rgb, light: Rgb, other_light: Rgb, on_dark: bool
) -> None:
    text, heading, background = (light, other_light, dark)
    if not on_dark:
        text, heading, background = (dark, other_dark, light)
    own = Colours("own", text, background, heading)
    least = min(contrast(text, background), contrast(heading, background))
    assume(least >= LEAST_CONTRAST)
    theme = themes.themes_for([own], Depth.PALETTE)["own"]
    front, back, accent = (
        themes.nearest_of_256(Color.parse(value or "").rgb)
        for value in (theme.foreground, theme.background, theme.accent)
    )
    assert contrast(front, back) >= LEAST_CONTRAST
    assert contrast(accent, back) >= LEAST_CONTRAST
    whole = themes.themes_for([own], Depth.FULL)["own"]
    assert Color.parse(whole.foreground or "").rgb == text


@pytest.mark.parametrize(
    ("color_system", "term", "colours", "expected"),
    [
        ("truecolor", "xterm-256color", None, Depth.FULL),
        ("truecolor", "xterm", 8, Depth.FULL),
        ("256", "xterm-256color", None, Depth.PALETTE),
        ("256", "screen-256color", None, Depth.PALETTE),
        ("256", "screen.xterm-256color", None, Depth.PALETTE),
        ("standard", "xterm", 8, Depth.FEW),
        ("standard", "xterm-16color", 16, Depth.FEW),
        ("standard", "", None, Depth.FEW),
        ("standard", "screen", 8, Depth.FEW),
        ("truecolor", "screen", 8, Depth.FEW),
        ("standard", "linux", 8, Depth.CONSOLE),
        ("standard", "linux", None, Depth.CONSOLE),
        ("truecolor", "linux", 8, Depth.CONSOLE),
        ("standard", "linux-16color", 16, Depth.CONSOLE),
        ("standard", "vt100", -1, Depth.NONE),
        ("truecolor", "vt220", -1, Depth.NONE),
        ("standard", "vt220", None, Depth.NONE),
        ("standard", "xterm-mono", None, Depth.NONE),
        ("standard", "linux-m", -1, Depth.NONE),
        (None, "dumb", None, Depth.NONE),
    ],
)
def test_how_many_colours_a_terminal_shows(
    color_system: str | None, term: str, colours: int | None, expected: Depth
) -> None:
    assert themes.depth_of(color_system, term, colours) is expected


@pytest.mark.parametrize("value", ["1", "yes", "0"])
async def test_no_color_leaves_the_terminals_own_colours_and_no_others(
    tmp_path: Path, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    app, _ = make_app(tmp_path, settings=Settings(theme="yellow"))
    async with app.run_test(size=SMALL):
        assert app.theme_names == ("terminal",)
        assert app.theme == "terminal"
        assert all(cell_of(*cell).is_default for row in picture_of(app) for cell in row)


def test_an_empty_no_color_means_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    with themes.without_no_color() as no_color:
        assert not no_color


def test_an_unknown_theme_is_named_with_those_there_are() -> None:
    name, notice = themes.choose("pink", themes.NAMES)
    assert name == "dark"
    assert notice == (
        "There is no theme 'pink'; use one of 'dark', 'light', 'yellow', 'amber', 'soft', "
        "'terminal'."
    )
    assert themes.choose("pink", ["terminal"]) == ("terminal", "")


def test_the_next_colours_come_one_after_the_other_and_begin_again() -> None:
    names = themes.NAMES
    gone_through = [names[0]]
    for _ in names:
        gone_through.append(themes.next_theme(gone_through[-1], names))
    assert gone_through == [*names, names[0]]
    assert themes.next_theme("gone", names) == names[0]
    assert themes.next_theme("terminal", ["terminal"]) == "terminal"


SEA = Colours("sea", (224, 255, 255), (0, 0, 128), (255, 255, 0))
DEEP_SEA = Colours("deep-sea", SEA.text, SEA.background, (255, 255, 255))


async def test_colours_of_the_listeners_own_are_used_and_gone_through(tmp_path: Path) -> None:
    app, harness = make_app(
        tmp_path,
        settings=Settings(theme="sea"),
        own_themes=OwnThemes((SEA,), ("murk",), ("The theme 'murk' is not used.",)),
    )
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert app.theme == "sea"
        assert set(app.theme_names) == {*themes.NAMES, "sea"}
        cells = [in_full(cell_of(*cell)) for row in picture_of(app) for cell in row]
        band = Color.parse(app.current_theme.variables["band"]).rgb
        assert {back for _, back in cells} >= {SEA.background, band}
        assert {(SEA.text, SEA.background), (SEA.heading, SEA.background)} <= set(cells)
        assert harness.spoken == ["The theme 'murk' is not used."]


async def test_a_chosen_theme_that_is_refused_is_told_once(tmp_path: Path) -> None:
    notice = "The theme 'sea' is not used: its text has a contrast of 3 to 1."
    app, harness = make_app(
        tmp_path,
        settings=Settings(theme="sea"),
        own_themes=OwnThemes((), ("sea",), (notice,)),
    )
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert app.theme == "dark"
        assert harness.spoken == [notice]
        assert any("is not used" in line for line in screen_lines(app))


@pytest.mark.parametrize("scene", ["title", "contents-chapter", "search-again"])
def test_other_colours_while_it_runs_are_those_it_would_have_started_with(
    tmp_path: Path, scene: str
) -> None:
    found = next(each for each in SCENES if each.name == scene)
    expected = pictures(found, SMALL)

    async def change() -> None:
        for theme in themes.NAMES:
            folder = tmp_path / theme
            async with shown(found, folder, theme=theme) as (app, _, _):
                assert picture_of(app) == expected[theme]

    asyncio.run(change())


async def test_colours_that_differ_in_headings_only_are_painted_too(tmp_path: Path) -> None:
    app, _ = make_app(
        tmp_path, settings=Settings(theme="sea"), own_themes=OwnThemes((SEA, DEEP_SEA))
    )
    async with app.run_test(size=SMALL) as pilot:
        for colours in (SEA, DEEP_SEA, SEA):
            app.theme = colours.name
            await pilot.pause()
            title = picture_of(app)[0][0]
            assert in_full(cell_of(*title)) == (colours.heading, colours.background)
