from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.tui.theme.theme_files import (
    LEAST_CONTRAST,
    MOST_BYTES,
    Colours,
    OwnThemes,
    Rgb,
    contrast,
    load_themes,
)

TAKEN = ("dark", "terminal")
RGB = st.tuples(*[st.integers(0, 255)] * 3)


def themes_of(folder: Path, **files: str | bytes) -> OwnThemes:
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.toml").write_bytes(data)
    return load_themes(folder, TAKEN)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Examples that the W3C and makers of checkers give.
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((119, 119, 119), (255, 255, 255), 4.48),
        ((118, 118, 118), (255, 255, 255), 4.54),
        ((89, 89, 89), (255, 255, 255), 7.0),
        ((255, 0, 0), (255, 255, 255), 4.0),
        ((0, 0, 255), (255, 255, 255), 8.59),
        ((255, 255, 0), (0, 0, 0), 19.56),
    ],
)
def test_contrast_is_measured_as_wcag_does(one: Rgb, other: Rgb, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_a_theme_has_text_background_and_if_one_likes_headings(tmp_path: Path) -> None:
    found = themes_of(
        tmp_path,
        sea='text = "#e0ffff"\nbackground = "navy"\nheading = "yellow"\n',
        plain='background = "White"\ntext = "#00005F"\n',
    )
    assert found == OwnThemes(
        (
            Colours("plain", (0, 0, 95), (255, 255, 255), (0, 0, 95)),
            Colours("sea", (224, 255, 255), (0, 0, 128), (255, 255, 0)),
        )
    )
    assert [colours.is_dark for colours in found.usable] == [False, True]


def test_a_theme_may_choose_the_ground_of_the_sentence(tmp_path: Path) -> None:
    found = themes_of(tmp_path, sea='text = "white"\nbackground = "black"\nband = "#26426"\n')
    assert found.usable == ()
    found = themes_of(tmp_path, sea='text = "white"\nbackground = "black"\nband = "#264266"\n')
    white, black = (255, 255, 255), (0, 0, 0)
    assert found.usable == (Colours("sea", white, black, white, (38, 66, 102)),)


def test_no_folder_of_themes_is_no_fault(tmp_path: Path) -> None:
    assert load_themes(tmp_path / "themes", TAKEN) == OwnThemes()


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert load_themes(tmp_path, TAKEN) == OwnThemes()


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            'text = "white"\nbackground = "black"\nheading = "#666666"',
            "The theme 'sea' is not used: its headings have a contrast of 3.6 to 1, and 7 to 1 is "
            "needed.",
        ),
        (
            # 6.97, which must not be called 7.
            'text = "#595959"\nbackground = "#fefefe"',
            "The theme 'sea' is not used: its text has a contrast of 6.9 to 1, and 7 to 1 is "
            "needed.",
        ),
        (
            'text = "white"\nbackground = "black"\nband = "#005fff"',
            "The theme 'sea' is not used: its text on 'band' has a contrast of 5.1 to 1, and 7 to "
            "1 is needed.",
        ),
        (
            'text = "white"\nbackground = "black"\nheading = "#ffaf00"\nband = "#005f87"',
            "The theme 'sea' is not used: its headings on 'band' have a contrast of 3.8 to 1, and "
            "7 to 1 is needed.",
        ),
        (
            'text = "white"\nbackground = "black"\nband = "#1c1c1c"',
            "The theme 'sea' is not used: its 'band' beside 'background' has a contrast of 1.2 to "
            "1, and 1.6 to 1 is needed.",
        ),
        (
            'text = "white"\nbackground = "black"\nband = "dusk"',
            "sea.toml: 'dusk' for 'band' is no colour; write one such as \"#ffd75f\" or "
            '"yellow".',
        ),
        (
            'text = "white"\nbackground = "black"\ncolour = "red"',
            "sea.toml: I do not know 'colour'; a theme has 'text', 'background' and, if you like, "
            "'heading' and 'band'.",
        ),
        (
            'background = "black"',
            "sea.toml: 'text' is missing; write text = \"#ffffff\" or another colour.",
        ),
        (
            'text = "white"',
            "sea.toml: 'background' is missing; write background = \"#000000\" or another colour.",
        ),
        ("", "sea.toml: 'text' is missing; write text = \"#ffffff\" or another colour."),
        (
            'text = "blurple"\nbackground = "black"',
            "sea.toml: 'blurple' for 'text' is no colour; write one such as \"#ffd75f\" or "
            '"yellow".',
        ),
        (
            'text = "white"\nbackground = 0',
            "sea.toml: this for 'background' is no colour; write one such as \"#ffd75f\" or "
            '"yellow".',
        ),
        (
            'text = "white"\nbackground = black',
            'sea.toml, line 2: this cannot be understood; write one name = "colour" a line.',
        ),
        (
            b'text = "\xff"',
            "sea.toml is not UTF-8 text; save it as UTF-8.",
        ),
        (
            "#" * (MOST_BYTES + 1),
            "sea.toml is too long for a theme; keep only 'text', 'background', 'heading' and "
            "'band' in it.",
        ),
    ],
)
def test_what_is_amiss_with_a_theme_is_told_in_one_sentence(
    tmp_path: Path, source: str | bytes, sentence: str
) -> None:
    assert themes_of(tmp_path, sea=source) == OwnThemes((), ("sea",), (sentence,))


@pytest.mark.parametrize(
    "colour", ["ansi_red", "auto", "transparent", "#ffffff80", "rgb(1,2,3)", "#fff", " red", ""]
)
def test_only_colours_whose_contrast_is_known_are_taken(tmp_path: Path, colour: str) -> None:
    found = themes_of(tmp_path, sea=f'text = "{colour}"\nbackground = "black"')
    assert found.usable == ()
    assert "is no colour" in found.notices[0]


def test_a_name_of_a_theme_that_is_there_already_is_refused(tmp_path: Path) -> None:
    found = themes_of(tmp_path, dark='text = "white"\nbackground = "black"')
    assert found.notices == (
        "The theme 'dark' is not used: allvoice has one of that name; rename your file.",
    )


@pytest.mark.parametrize("name", ["my sea", "a,b", "1st", "mer-été", "x" * 41, "-a", "a\x1b[2J"])
def test_a_name_that_cannot_be_used_is_refused_and_shown_harmlessly(
    tmp_path: Path, name: str
) -> None:
    found = themes_of(tmp_path, **{name: 'text = "white"\nbackground = "black"'})
    assert found.refused == (name,)
    assert "is not used: name its file with up to 40 letters" in found.notices[0]
    assert found.notices[0].isprintable()


def test_one_broken_file_does_not_take_the_others_away(tmp_path: Path) -> None:
    found = themes_of(tmp_path, a="?", b='text = "white"\nbackground = "black"', c="?")
    assert [colours.name for colours in found.usable] == ["b"]
    assert found.refused == ("a", "c")
    assert len(found.notices) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    assert load_themes(tmp_path, TAKEN).notices == (
        "folder.toml is no file; put the theme's colours into a file.",
        "pipe.toml is no file; put the theme's colours into a file.",
    )


def test_a_file_and_a_folder_that_cannot_be_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    themes_of(tmp_path, sea="")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    # By hand, as whoever runs the tests may be allowed to read everything.
    monkeypatch.setattr("allvoice.own_files.os.open", refuse)
    assert load_themes(tmp_path, TAKEN).notices == (
        "sea.toml cannot be read (Permission denied); allow it to be read, or take it away.",
    )
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert load_themes(tmp_path, TAKEN).notices == (
        f"The folder of themes, {tmp_path}, cannot be read (Permission denied); allow it to be "
        "read, or take it away.",
    )


@given(source=st.binary(max_size=200))
def test_whatever_is_in_a_file_the_program_starts(
    tmp_path_factory: pytest.TempPathFactory, source: bytes
) -> None:
    found = themes_of(tmp_path_factory.mktemp("themes"), sea=source)
    assert len(found.usable) + len(found.notices) == 1


@given(text=RGB, background=RGB, heading=RGB)
def test_no_theme_is_taken_that_cannot_be_read_well(
    tmp_path_factory: pytest.TempPathFactory, text: Rgb, background: Rgb, heading: Rgb
) -> None:
    lines = (
        f'{name} = "#{bytes(colour).hex()}"'
        for name, colour in (("text", text), ("background", background), ("heading", heading))
    )
    found = themes_of(tmp_path_factory.mktemp("themes"), sea="\n".join(lines))
    least = min(contrast(text, background), contrast(heading, background))
    assert bool(found.usable) == (least >= LEAST_CONTRAST)
