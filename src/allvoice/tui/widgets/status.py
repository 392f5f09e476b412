"""The two lines that tell where one is and what is being done: the title and the state. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from allvoice.actions.hands_free.sleep_words import shown_left
from allvoice.actions.words import capitalized
from allvoice.reading.activity import Activity, activity_of
from allvoice.reading.whereabouts import shown_minutes, whereabouts
from allvoice.text import harmless
from allvoice.tui.widgets.layout import TEXT_CELLS
from allvoice.tui.widgets.rows import Row, TextStyle, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.guide.model import Guide
    from allvoice.reading.state import State

_LEAST_BAR_CELLS, _MOST_BAR_CELLS = 10, 30
_GAP = "  "
_BETWEEN = " · "
ANY_KEY = "ANY KEY"


def title(
    guide: Guide,
    state: State,
    width: int,
    *,
    names_section: bool,
    takes_two_rows: bool = True,
) -> tuple[str, str]:
    """Return what stands at the left and at the right above the text.

    What the listener sees in the text already is not said again: there the chapter is named.

    Args:
        guide: the guide.
        state: the session.
        width: in cells.
        names_section: the section's heading is not in sight.
        takes_two_rows: there is room for a long name of a section.
    """
    here = whereabouts(guide, state.position, state.rate_wpm)
    section, chapter = _line(here.section.title), _line(here.chapter.title)
    left = f"{shown_minutes(here.minutes_left)} left"
    part = f"{here.section_number} of {here.section_count}"
    if here.chapter_number:
        number = f"{here.chapter_number} of {here.chapter_count}"
        rights = [
            _BETWEEN.join([f"chapter {number}", f"section {part}", left]),
            _BETWEEN.join([f"chapter {number}", part, left]),
            _BETWEEN.join([f"chapter {number}", left]),
            _BETWEEN.join([number, left]),
            left,
        ]
    else:
        rights = [_BETWEEN.join([f"section {part}", left]), left]
    of_chapter = "" if not here.chapter_number else chapter
    if names_section:
        both = f"{chapter}{_BETWEEN}{section}" if of_chapter not in ("", section) else section
        lefts = [both, section]
    else:
        # The heading that opens the chapter is its title.
        lefts = ["" if here.section is here.chapter else of_chapter, ""]
    found = _fitting(lefts, rights, width)
    if found is None and cell_len(section) > width and not takes_two_rows:
        found = _fitting([of_chapter, ""], rights, width)
    return found or (section, "")


def _fitting(lefts: Sequence[str], rights: Sequence[str], width: int) -> tuple[str, str] | None:
    for each in lefts:
        for right in rights:
            if each and cell_len(each) + len(_GAP) + cell_len(right) <= width:
                return each, right
            if not each and cell_len(right) <= width:
                return capitalized(right), ""
    return None


def _line(text: str) -> str:
    return harmless(" ".join(text.split()))


def state_row(
    guide: Guide,
    state: State,
    width: int,
    *,
    phone: str = "",
    under_way: Activity | None = None,
    is_any_key: bool = False,
) -> Row:
    """Return what the session is doing; what matters least is left out where room is short.

    Args:
        guide: the guide.
        state: the session.
        width: in cells.
        phone: a number to call, which stands first.
        under_way: what is told in parts, such as the tour of the keys.
        is_any_key: any key plays or pauses.
    """
    activity = activity_of(state, under_way=under_way)
    word = activity.word.upper()
    if phone:
        any_key = _GAP + ANY_KEY if is_any_key else ""
        return _band(f" Call {phone} ", any_key + _GAP + word, width)
    percent = 100 if activity is Activity.END else int(guide.progression(state.position) * 100)
    shown = f" {word} "
    if is_any_key:
        # What keys do stands before all that is only good to know.
        shown = f" {word}{_BETWEEN}{ANY_KEY} "
    room = min(width, TEXT_CELLS + 2) - len(shown) - 1
    options, timer = state.options, shown_left(state.sleep.timer)
    paces = [f"{state.rate_wpm} words a minute", f"{state.rate_wpm} wpm"]
    if timer and len(_joined(paces[-1], f"{percent}%", timer)) > room:
        # How long it is still read matters more than how fast.
        paces = []
    more: list[str] = []
    for each in (
        "" if options.guide_voice or options.external_screen_reader else "guide voice off",
        timer,
        "one section" if state.only_section else "",
        f"volume {state.volume}" if state.volume != 100 else "",
    ):
        short = _joined(*paces[-1:], f"{percent}%", *more, each)
        if each and len(short) <= room:
            more.append(each)
    for pace in paces:
        spare = room - len(_joined(pace, f"{percent}%", *more)) - len(_GAP)
        if spare >= _LEAST_BAR_CELLS:
            bar = progress_bar(percent, min(spare, _MOST_BAR_CELLS))
            return _band(shown, _joined(pace, bar, f"{percent}%", *more), width)
    least = [*paces[-1:], f"{percent}%", *more]
    while is_any_key and len(_joined(*least)) > room:
        least.pop()
    return _band(shown, _joined(*least), width)


def _joined(*parts: str) -> str:
    return "".join(_GAP + each for each in parts)


def progress_bar(percent: int, cells: int) -> str:
    """Return how far the guide is read, as a bar: empty at its start, full only at its end."""
    done = cells * percent // 100
    return "=" * done + "-" * (cells - done)


def _band(first: str, rest: str, width: int) -> Row:
    """Return a row on a ground of its own, as wide as the window."""
    shown = shortened(first + rest, width)
    first, rest = shown[: len(first)], shown[len(first) :]
    rest += " " * (width - cell_len(first) - cell_len(rest))
    cap = TextStyle.STATE | TextStyle.BOLD | TextStyle.REVERSE
    return ((first, cap), (rest, TextStyle.STATE))
