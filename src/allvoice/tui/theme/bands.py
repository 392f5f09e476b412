"""The grounds of the sentence being read and of the state, and the letters on them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from allvoice.tui.theme.theme_files import (
    LEAST_BAND_CONTRAST,
    LEAST_CONTRAST,
    Colours,
    Rgb,
    contrast,
)

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
WANTED_CONTRAST = 2.0
"""Of the band beside the page, where the letters leave room for it: seen without being looked for,
in grey too, and calm enough to be read on."""

_STEPS = 40


@dataclass(frozen=True, slots=True)
class Band:
    """What a theme looks like where it is being read."""

    ground: Rgb
    text: Rgb
    heading: Rgb
    bar: Rgb
    """The ground of the ruler's bar beside the sentence, with letters in the page's own ground."""
    state: Rgb
    """The ground of the row that tells the state: seen less than the sentence's."""
    state_text: Rgb


def band_of(
    colours: Colours,
    sent: Callable[[Rgb], Rgb] = lambda colour: colour,
    palette: Sequence[Rgb] = (),
) -> Band:
    """Return the band of some colours.

    The letters are those of the page, made lighter or darker as far as the band needs it.

    Args:
        colours: of the page.
        sent: what becomes of a colour on its way to the terminal.
        palette: the grounds to choose from; empty for all there are.
    """
    near = WHITE if colours.is_dark else BLACK
    page = sent(colours.background) if palette else colours.background
    ground = colours.band or _ground(colours, near)
    if palette:
        ground = _nearest(ground, palette, near, page, sent)
    state = _state_ground(page, ground)
    if palette:
        state = _nearest_below(state, palette, near, page, ground, sent)

    def legible(colour: Rgb, ground: Rgb) -> Rgb:
        return next(
            (
                each
                for each in _between(colour, near)
                if min(contrast(each, ground), contrast(sent(each), sent(ground))) >= LEAST_CONTRAST
            ),
            near,
        )

    return Band(
        ground,
        legible(colours.text, ground),
        legible(colours.heading, ground),
        _bar(colours, sent),
        state,
        legible(colours.text, state),
    )


def _ground(colours: Colours, near: Rgb) -> Rgb:
    """Return a ground between page and text; beyond the page where that is seen better."""
    best, page = colours.background, colours.background
    far = BLACK if near == WHITE else WHITE
    for end in (colours.text, far):
        for each in _between(page, end):
            if contrast(near, each) < LEAST_CONTRAST:
                break
            if contrast(each, page) > contrast(best, page):
                best = each
            if contrast(best, page) >= WANTED_CONTRAST:
                return best
    return best


def _nearest(
    wanted: Rgb, palette: Sequence[Rgb], near: Rgb, page: Rgb, sent: Callable[[Rgb], Rgb]
) -> Rgb:
    best = page
    for each in sorted(palette, key=lambda each: _distance(each, wanted)):
        if sent(each) != each:
            # Another one is taken for it.
            continue
        if contrast(near, each) >= LEAST_CONTRAST and contrast(each, page) > contrast(best, page):
            best = each
            if contrast(best, page) >= LEAST_BAND_CONTRAST:
                break
    return best


def _state_ground(page: Rgb, band: Rgb) -> Rgb:
    """Return a ground half as far from the page as the band is, as the eye takes it."""
    wanted = contrast(band, page) ** 0.5
    return next(each for each in _between(page, band) if contrast(each, page) >= wanted)


def _nearest_below(
    wanted: Rgb,
    palette: Sequence[Rgb],
    near: Rgb,
    page: Rgb,
    band: Rgb,
    sent: Callable[[Rgb], Rgb],
) -> Rgb:
    """Return the nearest ground that is seen less than the band; the page's where there is none."""
    found = [
        each
        for each in palette
        if sent(each) == each
        and contrast(near, each) >= LEAST_CONTRAST
        and 1 < contrast(each, page) < contrast(band, page)
    ]
    return min(found, key=lambda each: _distance(each, wanted), default=page)


def _distance(one: Rgb, other: Rgb) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _bar(colours: Colours, sent: Callable[[Rgb], Rgb]) -> Rgb:
    """Return a ground that is told from that of the word, as far as letters on it can be read."""
    bar, page = colours.text, colours.background
    for each in _between(colours.text, page):
        if min(contrast(each, page), contrast(sent(each), sent(page))) < LEAST_CONTRAST:
            break
        bar = each
        if contrast(sent(each), sent(colours.text)) >= WANTED_CONTRAST:
            break
    return bar


def _between(one: Rgb, other: Rgb) -> Iterator[Rgb]:
    return (mixed(one, other, step / _STEPS) for step in range(_STEPS + 1))


def mixed(one: Rgb, other: Rgb, part: float) -> Rgb:
    """Return a colour between two."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue
