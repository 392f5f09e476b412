from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

from allvoice.guide.model import Position
from allvoice.shelf.settings import Settings
from allvoice.tui import themes
from tests.tui.fakes import make_app
from tests.tui.screens import contrast, is_coloured, looks_of, styled

COLOURED = [name for name in themes.THEMES if name != themes.TERMINAL]
LEAST_CONTRAST = 7.0


def test_the_measure_of_contrast_is_that_of_wcag() -> None:
    black, white, grey = (Color.parse(value) for value in ("#000000", "#ffffff", "#777777"))
    assert contrast(Style(color=black.name, bgcolor=white.name)) == pytest.approx(21)
    assert contrast(Style(color=grey.name, bgcolor=white.name)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", COLOURED)
async def test_every_text_on_every_screen_stands_out_seven_to_one(
    tmp_path: Path, name: str
) -> None:
    app, listening = make_app(tmp_path, settings=Settings(theme=name), position=Position(4, 0))
    async with app.run_test(size=(40, 12)) as pilot:
        for keys in (["b", "w"], ["t", "down"], ["t"], ["B"], ["B"], ["h"], ["h"], ["slash", "a"]):
            await pilot.press(*keys)
            listening.speak_word(2)
            await pilot.pause()
            for text, style in styled(app):
                assert contrast(style) >= LEAST_CONTRAST, (text, style)
                assert not style.dim
                assert not style.blink
        assert app.theme == name


@pytest.mark.parametrize("name", themes.THEMES)
async def test_the_sentence_the_word_and_the_choice_are_told_by_more_than_colour(
    tmp_path: Path, name: str
) -> None:
    app, listening = make_app(tmp_path, settings=Settings(theme=name), position=Position(4, 0))
    async with app.run_test(size=(40, 12)) as pilot:
        listening.speak_word(1)
        await pilot.pause()
        assert looks_of(app, "the").reverse
        assert looks_of(app, "Call ").bold
        assert not looks_of(app, "the").underline
        await pilot.press("t")
        assert looks_of(app, "Fever  6 min").reverse
        assert looks_of(app, ">   ").bgcolor == looks_of(app, "Fever  6 min").bgcolor


async def test_the_terminals_own_colours_are_left_alone(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, settings=Settings(theme="terminal"))
    async with app.run_test(size=(40, 12)) as pilot:
        for keys in (["b"], ["t"], ["escape", "slash", "a"]):
            await pilot.press(*keys)
            listening.speak_word(0)
            assert [text for text, style in styled(app) if is_coloured(style)] == []


@pytest.mark.parametrize("value", ["1", "yes"])
def test_no_color_chooses_the_terminals_own_colours(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    with themes.without_no_color() as no_color:
        assert themes.choose("yellow", no_color=no_color) == ("terminal", "")


def test_an_empty_no_color_means_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    with themes.without_no_color() as no_color:
        assert themes.choose("yellow", no_color=no_color) == ("yellow", "")


def test_an_unknown_theme_is_named_with_those_there_are() -> None:
    name, notice = themes.choose("pink", no_color=False)
    assert name == "dark"
    assert notice == ("There is no theme 'pink'; use one of 'dark', 'light', 'yellow', 'terminal'.")
