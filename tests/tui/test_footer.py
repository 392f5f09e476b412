from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from allvoice.actions.hands_free.sleep_words import shown_left
from allvoice.guide.model import Position
from allvoice.reading.activity import Activity
from allvoice.reading.sleep_state import Sleep, SleepLength, SleepTimer, Unit
from allvoice.reading.state import PlaybackOptions, State, Status
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.widgets.footer import Footer
from allvoice.tui.widgets.hints import HintMode, hint_row
from allvoice.tui.widgets.rows import Row, TextStyle, plain_row
from allvoice.tui.widgets.status import progress_bar, state_row, title
from tests.examples import examples
from tests.tui.screen_harness import make_guide

GUIDE = make_guide()


def words_of(row: Row) -> str:
    return "".join(text for text, _ in row)


def state_words(state: State, width: int) -> str:
    return words_of(state_row(GUIDE, state, width)).strip()


@pytest.mark.parametrize("width", [30, 40, 50, 66, 100])
@pytest.mark.parametrize("activity", Activity)
@pytest.mark.parametrize("hint_mode", HintMode)
@pytest.mark.parametrize("is_away", [False, True])
def test_keys_fit_the_window_and_how_to_go_on_is_always_among_them(
    width: int, activity: Activity, hint_mode: HintMode, is_away: bool
) -> None:
    shown = words_of(hint_row(Keymap(), hint_mode, activity, width, is_away=is_away))
    assert len(shown) <= width
    if hint_mode in (HintMode.READING, HintMode.SEARCHING, HintMode.CHOOSING):
        shown = " ".join(shown.split())
        assert shown.startswith(f"Space {activity.play_label}")
        assert "9 urgent" in shown
    if hint_mode is HintMode.DESCRIBING and activity is not Activity.SHOWN:
        assert f"Space {activity.play_label}" in " ".join(shown.split())


@pytest.mark.parametrize("activity", [Activity.COMPARING, Activity.HELD])
@pytest.mark.parametrize(
    ("width", "steps"),
    [(40, " Right next  9 urgent"), (66, " Left before  Right next  9 urgent  T contents  H help")],
)
def test_while_two_are_compared_the_foot_names_the_keys_that_step(
    activity: Activity, width: int, steps: str
) -> None:
    shown = words_of(hint_row(Keymap(), HintMode.READING, activity, width))
    assert f"Space {activity.play_label} {steps}" in shown


def test_in_the_urgent_list_the_way_back_comes_before_the_way_there() -> None:
    row = hint_row(Keymap(), HintMode.READING, Activity.PLAYING, 30, is_away=True, is_urgent=True)
    assert words_of(row) == "Space pause  Esc back  H help"


@pytest.mark.parametrize("width", [30, 40, 66, 200])
def test_the_state_is_a_band_of_the_windows_width_and_its_word_comes_first(width: int) -> None:
    state = State(GUIDE.end, Status.STOPPED, rate_wpm=450, volume=10, only_section=True)
    row = state_row(GUIDE, state, width)
    assert cell_len(words_of(row)) == width
    assert row[0] == (" STOPPED ", TextStyle.STATE | TextStyle.BOLD | TextStyle.REVERSE)


def test_what_matters_less_is_left_out_first() -> None:
    state = State(Position(0), Status.PLAYING, volume=50, only_section=True)
    assert state_words(state, 50) == "PLAYING   150 wpm  0%  one section  volume 50"
    assert state_words(state, 37) == "PLAYING   150 wpm  0%  one section"
    assert state_words(state, 22) == "PLAYING   150 wpm  0%"


@pytest.mark.parametrize("unit", Unit)
def test_what_is_left_of_a_sleep_timer_is_shown_in_a_narrow_window(unit: Unit) -> None:
    left = 7_200 if unit is Unit.MINUTES else 12
    timer = SleepTimer(SleepLength(unit, 12), Position(0), left)
    state = State(Position(0), Status.PLAYING, rate_wpm=150, volume=50, sleep=Sleep(timer))
    assert shown_left(timer) in state_words(state, 40)
    assert "150 wpm  ---" in state_words(state, 100)


def test_with_room_the_pace_is_in_words_and_how_far_it_is_is_drawn() -> None:
    half = next(
        Position(number)
        for number in range(len(GUIDE.blocks))
        if GUIDE.progression(Position(number)) > 0.3
    )
    state = State(half, Status.PLAYING)
    percent = int(GUIDE.progression(half) * 100)
    bar = progress_bar(percent, 30)
    assert bar.startswith("=========")
    assert state_words(state, 100) == f"PLAYING   150 words a minute  {bar}  {percent}%"


def test_that_the_guide_is_mute_is_shown_before_all_else() -> None:
    state = State(
        Position(0), Status.PLAYING, volume=50, options=PlaybackOptions(guide_voice=False)
    )
    assert state_words(state, 40) == "PLAYING   150 wpm  0%  guide voice off"


@given(st.integers(0, 100), st.integers(1, 60))
def test_the_bar_is_full_only_at_the_end(percent: int, cells: int) -> None:
    bar = progress_bar(percent, cells)
    assert len(bar) == cells
    assert ("-" in bar) is (percent < 100)


def test_what_is_in_sight_is_not_said_again_by_the_title() -> None:
    fever = State(Position(4, 0))
    assert title(GUIDE, fever, 60, names_section=True) == (
        "Start here · Fever",
        "chapter 1 of 2 · under 1 min left",
    )
    assert title(GUIDE, fever, 40, names_section=False)[0] == "Start here"
    assert title(GUIDE, State(Position(0)), 40, names_section=False) == (
        "Chapter 1 of 2 · under 1 min left",
        "",
    )


def test_a_large_window_shows_more_keys() -> None:
    shown = words_of(hint_row(Keymap(), HintMode.READING, Activity.STOPPED, 100))
    assert shown == "Space play  R again  9 urgent  T contents  / search  H help"


def rows_of(message: str, width: int, height: int) -> list[str]:
    footer = Footer()
    footer.show(status=plain_row("status", width), hint=plain_row("hint", width))
    footer.say(message)
    return [words_of(row) for row in footer.build(width, height)]


def test_a_message_takes_the_empty_line_and_a_longer_one_the_state_and_never_the_keys() -> None:
    assert rows_of("", 20, 3) == ["", "status", "hint"]
    assert rows_of("short", 20, 3) == ["short", "status", "hint"]
    assert rows_of("two lines of it", 10, 3) == ["two lines", "of it", "hint"]
    assert rows_of("two lines of it", 10, 4) == ["two lines", "of it", "status", "hint"]
    assert rows_of("", 20, 2) == ["status", "hint"]
    assert rows_of("short", 20, 2) == ["short", "hint"]


def test_of_a_message_that_has_no_room_as_much_as_fits_is_shown_and_how_to_see_the_rest() -> None:
    rows = rows_of("One sentence here. And one more of them. And a third.", 20, 3)
    assert rows == ["One sentence here.", "Right shows more", "hint"]


def test_with_room_behind_it_the_way_to_all_of_it_stands_in_the_last_row() -> None:
    rows = rows_of("One sentence here. And one more of them. And a third.", 36, 2)
    assert rows == ["One sentence here.… Right shows more", "hint"]
    text = "One sentence here. And one more of them. And a third. And a fourth one too."
    assert rows_of(text, 36, 3) == [
        "One sentence here. And one more of",
        "them. And a third.… Right shows more",
        "hint",
    ]


@settings(max_examples=examples(100))
@given(st.text("ab 漢.", max_size=80), st.integers(5, 40), st.integers(1, 3))
def test_no_message_is_wider_or_higher_than_its_room(text: str, width: int, height: int) -> None:
    rows = rows_of(" ".join(text.split()), width, height)
    assert len(rows) == height
    assert all(cell_len(row) <= width for row in rows if row not in ("status", "hint"))
