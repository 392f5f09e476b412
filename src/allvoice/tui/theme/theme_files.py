"""Colours of the listener's own: files that hold some of them, used when they can be read well."""

from __future__ import annotations

import errno
import math
import re
import tomllib
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allvoice.own_files import Faults, answered, read_own
from allvoice.text import shown

LEAST_CONTRAST = 7.0
"""To one, for every text: the highest level of WCAG, 1.4.6."""
LEAST_BAND_CONTRAST = 1.6
"""To one, between the ground of the sentence being read and that of the page. On some grounds there
is no more to be had together with letters of 7 to 1."""
MOST_BYTES = 10_000
MOST_FILES = 50
"""Of the folder; nobody goes through more by a key."""

_PARTS = {"text": "its text has", "heading": "its headings have"}
_KNOWN = ("text", "background", "heading", "band")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_SHOWN_CHARS = 40

Rgb = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of the screen."""

    name: str
    text: Rgb
    background: Rgb
    heading: Rgb
    band: Rgb | None = None
    """The ground of the sentence being read; None for one that is worked out."""

    @property
    def is_dark(self) -> bool:
        """Whether the text is lighter than what is behind it."""
        return luminance(self.text) > luminance(self.background)


@dataclass(frozen=True, slots=True)
class OwnThemes:
    """What a folder of themes holds."""

    usable: tuple[Colours, ...] = ()
    refused: tuple[str, ...] = ()
    """Names of those that cannot be used, each the reason for one of the notices."""
    notices: tuple[str, ...] = ()
    """What the listener is told, one sentence for each file."""


class _Refused(Exception):
    """A theme cannot be used; the text is the sentence to show."""


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of WCAG, 0 for black to 1 for white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of WCAG between two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def load_themes(folder: Path, taken: Container[str]) -> OwnThemes:
    """Read every theme of a folder, `NAME.toml` each.

    Args:
        folder: where they are; need not be there.
        taken: names of themes that no file may take.

    Returns:
        The themes, and one sentence for each file that cannot be used.
    """
    try:
        entries = answered(lambda: sorted(folder.iterdir()))
    except FileNotFoundError:
        return OwnThemes()
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        notice = (
            f"The folder of themes, {folder}, cannot be read ({why}); allow it to be read, "
            "or take it away."
        )
        return OwnThemes(notices=(notice,))
    files = [each for each in entries if each.suffix == ".toml"]
    found: list[Colours] = []
    refused: list[str] = []
    faults = Faults("Themes")
    for file in files[:MOST_FILES]:
        try:
            found.append(_theme_in(file, taken))
        except _Refused as error:
            refused.append(file.stem)
            faults.add(str(error))
    if len(files) > MOST_FILES:
        faults.add(f"Of the {len(files)} files of themes only the first {MOST_FILES} are used.")
    return OwnThemes(tuple(found), tuple(refused), tuple(faults.sentences))


def _theme_in(file: Path, taken: Container[str]) -> Colours:
    shown = f"The theme {_shown(file.stem)}"
    if not _NAME.fullmatch(file.stem):
        raise _Refused(
            f"{shown} is not used: name its file with up to 40 letters from a to z, figures, "
            "- and _ only."
        )
    if file.stem in taken:
        raise _Refused(f"{shown} is not used: allvoice has one of that name; rename your file.")
    data = _data_of(file)
    for key in data:
        if key not in _KNOWN:
            raise _Refused(
                f"{file.name}: I do not know {_shown(key)}; a theme has 'text', 'background' and, "
                "if you like, 'heading' and 'band'."
            )
    for key in ("text", "background"):
        if key not in data:
            example = "#ffffff" if key == "text" else "#000000"
            raise _Refused(
                f"{file.name}: '{key}' is missing; write {key} = \"{example}\" or another colour."
            )
    values = {key: _colour(file.name, key, value) for key, value in data.items()}
    theme = Colours(
        file.stem,
        values["text"],
        values["background"],
        values.get("heading", values["text"]),
        values.get("band"),
    )
    for part, its in _PARTS.items():
        figure = contrast(getattr(theme, part), theme.background)
        if figure < LEAST_CONTRAST:
            # Rounded down, so that no figure is refused for being what is needed.
            raise _Refused(
                f"{shown} is not used: {its} a contrast of {math.floor(figure * 10) / 10:g} to 1, "
                f"and {LEAST_CONTRAST:g} to 1 is needed."
            )
    if theme.band is not None:
        _check_band(shown, theme, theme.band)
    return theme


def _check_band(shown: str, theme: Colours, band: Rgb) -> None:
    """Refuse a theme in which the sentence being read could not be read, or not be told."""
    figures = (
        ("its text on 'band' has", theme.text, LEAST_CONTRAST),
        ("its headings on 'band' have", theme.heading, LEAST_CONTRAST),
        ("its 'band' beside 'background' has", theme.background, LEAST_BAND_CONTRAST),
    )
    for what, colour, least in figures:
        figure = contrast(colour, band)
        if figure < least:
            raise _Refused(
                f"{shown} is not used: {what} a contrast of {math.floor(figure * 10) / 10:g} to 1, "
                f"and {least:g} to 1 is needed."
            )


def _data_of(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_own(file, MOST_BYTES).decode("utf-8-sig"))
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.EISDIR):
            raise _Refused(
                f"{file.name} is no file; put the theme's colours into a file."
            ) from error
        if error.errno == errno.EFBIG:
            raise _Refused(
                f"{file.name} is too long for a theme; keep only 'text', 'background', 'heading' "
                "and 'band' in it."
            ) from error
        why = error.strerror or "it cannot be opened"
        raise _Refused(
            f"{file.name} cannot be read ({why}); allow it to be read, or take it away."
        ) from error
    except UnicodeDecodeError as error:
        raise _Refused(f"{file.name} is not UTF-8 text; save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"{file.name}, line {line[1]}" if line else file.name
        raise _Refused(
            f'{where}: this cannot be understood; write one name = "colour" a line.'
        ) from error


def _colour(file: str, key: str, value: object) -> Rgb:
    from textual.color import Color, ColorParseError

    colour = None
    # Of the ways Textual writes a colour only those whose contrast is known everywhere.
    if isinstance(value, str) and (_HEX.fullmatch(value) or value.isalpha()):
        try:
            colour = Color.parse(value.lower())
        except ColorParseError:
            colour = None
    if colour is None or colour.a < 1 or colour.auto:
        raise _Refused(
            f"{file}: {_shown(value)} for '{key}' is no colour; write one such as \"#ffd75f\" or "
            '"yellow".'
        )
    return colour.rgb


def _shown(value: object) -> str:
    """Return a value as it can be shown and spoken: short and without control characters."""
    if not isinstance(value, str):
        return "this"
    return f"'{shown(value, _SHOWN_CHARS)}'"
