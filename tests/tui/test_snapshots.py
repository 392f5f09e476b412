"""What every screen looks like, kept as text; `pytest --update-screens` keeps it anew."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.style import Style

from allvoice.tui.theme import themes
from allvoice.tui.theme.theme_files import LEAST_CONTRAST, contrast
from tests.tui.palettes import Cell, Shown, cell_of, in_full, on_console, on_xterm
from tests.tui.pictures import Picture, drawn, pictures
from tests.tui.scenes import SCENES, SIZES, SMALL, Scene

KEPT = Path(__file__).parent / "__snapshots__"
LISTS = [scene for scene in SCENES if scene.name in ("contents", "contents-chapter", "bookmarks")]
SPEAKING = [scene for scene in SCENES if scene.word is not None]
ON_EIGHT: dict[str, list[Callable[[Cell], Shown]]] = {
    "dark-few": [on_console, on_xterm],
    "yellow-few": [on_console, on_xterm],
    "light-few": [on_xterm],
    "light-console": [on_console],
    themes.TERMINAL: [on_console, on_xterm],
}

by_name = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
in_each_size = pytest.mark.parametrize(
    "size",
    [pytest.param(size, marks=() if size == SMALL else pytest.mark.large) for size in SIZES],
    ids=lambda size: f"{size[0]}x{size[1]}",
)


def seen(theme: str, text: str, style: Style) -> list[Shown]:
    """Return what a person sees of a cell, on each kind of terminal the theme is meant for."""
    cell = cell_of(text, style)
    assert theme != themes.TERMINAL or cell.is_default, f"a colour in the terminal's own: {style}"
    return [show(cell) for show in ON_EIGHT.get(theme, [in_full])]


def file_of(scene: Scene, size: tuple[int, int]) -> Path:
    return KEPT / f"{scene.name}-{size[0]}x{size[1]}.txt"


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-screens"))


@by_name
@in_each_size
def test_every_screen_looks_as_it_did(scene: Scene, size: tuple[int, int], updating: bool) -> None:
    file = file_of(scene, size)
    now = drawn(pictures(scene, size))
    if updating:
        file.parent.mkdir(exist_ok=True)
        file.write_text(now, encoding="utf-8")
        return
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if now != kept:
        changes = difflib.unified_diff(
            kept.splitlines(), now.splitlines(), "kept", "now", lineterm=""
        )
        pytest.fail(
            f"{file.name}: look at this, then run pytest --update-screens if it is meant so\n"
            + "\n".join(changes),
            pytrace=False,
        )


def test_no_screen_is_kept_that_is_no_longer_shown(updating: bool) -> None:
    wanted = {file_of(scene, size) for scene in SCENES for size in SIZES}
    left_over = set(KEPT.iterdir()) - wanted
    if updating:
        for file in left_over:
            file.unlink()
        return
    assert left_over == set()


@by_name
@in_each_size
def test_every_cell_of_every_screen_stands_out_seven_to_one(
    scene: Scene, size: tuple[int, int]
) -> None:
    by_theme = pictures(scene, size)
    assert set(by_theme) >= (set(themes.NAMES) if size == SMALL else {themes.TERMINAL})
    for theme, picture in by_theme.items():
        assert [len(row) for row in picture] == [size[0]] * size[1]
        for look, cells in itertools.groupby(itertools.chain(*picture), lambda cell: cell[1]):
            text = "".join(char for char, _ in cells)
            if cell_of(text, look).is_bare:
                assert look.bgcolor in {style.bgcolor for char, style in picture[0]}
                continue
            for pair in seen(theme, text, look):
                assert contrast(*pair) >= LEAST_CONTRAST, (theme, text, look)
                sent = [themes.nearest_of_256(colour) for colour in pair]
                assert theme in ON_EIGHT or contrast(*sent) >= LEAST_CONTRAST, (theme, text, look)
            assert not any([look.dim, look.italic, look.blink, look.conceal]), (text, look)


def rows_with_mark(picture: Picture) -> list[int]:
    return [y for y, row in enumerate(picture) if row[0][0] == ">"]


@pytest.mark.parametrize("scene", LISTS, ids=lambda scene: scene.name)
@in_each_size
def test_without_its_colours_a_list_still_shows_what_is_chosen(
    scene: Scene, size: tuple[int, int]
) -> None:
    for theme, picture in pictures(scene, size).items():
        (marked,) = rows_with_mark(picture)
        # Below stand the state and the keys, reversed too.
        reversed_rows = {
            y
            for y, row in enumerate(picture[:-2])
            for char, style in row
            if style.reverse and char.strip()
        }
        # A long item goes on in the rows below its mark, set in.
        wrapped = sorted(reversed_rows)[1:]
        assert reversed_rows == set(range(marked, marked + 1 + len(wrapped))), theme
        assert all("".join(char for char, _ in picture[y][:4]) == "    " for y in wrapped), theme
        _, around = seen(theme, *picture[-3][-1])[0]
        chosen = [seen(theme, *cell)[0] for cell in picture[marked] if cell[1].reverse]
        # In grey no more than the luminance is left, and contrast goes by that alone.
        assert all(contrast(back, around) >= LEAST_CONTRAST for _, back in chosen), theme


@pytest.mark.parametrize("scene", SPEAKING, ids=lambda scene: scene.name)
def test_without_its_colours_the_sentence_and_the_word_still_show(scene: Scene) -> None:
    for theme, picture in pictures(scene, SMALL).items():
        (marked,) = rows_with_mark(picture)
        page = picture[-3][-1][1]
        row = picture[marked]
        stands_out = [x for x in range(2, len(row)) if row[x][1] != page and x < len(row)]
        assert row[0][0] == ">"
        # The sentence begins behind the mark, and the word in it is the other way round.
        sentence, word = row[stands_out[0]][1], ""
        # A word at the end may look like the page: what is there ends with the row.
        end = len(row) if scene.name == "title" else stands_out[-1] + 1
        for char, style in row[stands_out[0] : end]:
            if (
                bool(style.reverse) is not bool(sentence.reverse)
                or style.bgcolor != sentence.bgcolor
            ):
                word += char
        wanted = "" if scene.name == "word-not-marked" else "care"
        assert word.strip() == {"title": "here"}.get(scene.name, wanted), theme
