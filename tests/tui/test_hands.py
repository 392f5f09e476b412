"""Keys chosen by the listener, keys that are held, and hands that tremble."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from allvoice.reading.commands import (
    ChangeRate,
    ControlsChanged,
    KeyHeld,
    KeyReleased,
    Move,
    Pause,
    PlayPause,
    Repeat,
)
from allvoice.reading.state import NavigationLevel, Status
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.keys.presses import KNOWN_AFTER_S
from allvoice.tui.keys.quit_guard import BESIDE_S, TOGETHER_S
from tests.tui.screen_harness import ScreenHarness, make_app
from tests.tui.screens import screen_lines
from tests.tui.settling import STEP_S

SMALL = (40, 12)
BEGINNER, EXPERT = Settings(verbosity="beginner"), Settings(verbosity="expert")


# Keys of the listener's choice


async def to_key(app: AllvoiceApp, harness: ScreenHarness, pilot: Pilot[str], words: str) -> None:
    press = pilot.press
    await press("o")
    while "Change keys" not in harness.spoken[-1]:
        await press("down")
    await press("enter")
    while not harness.spoken[-1].startswith(words):
        await press("down")


async def test_a_key_is_changed_inside_the_program_and_kept(tmp_path: Path) -> None:
    kept: list[tuple[str, object]] = []
    app, harness = make_app(tmp_path, write=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=(90, 20)) as pilot:
        await to_key(app, harness, pilot, "Read this sentence again")
        await pilot.press("enter")
        assert "Press the key for: Read this sentence again." in harness.spoken[-1]
        assert screen_lines(app)[-1] == "Press the key, Esc leaves it"
        await pilot.press("f7")
        assert harness.spoken[-1] == ("F7. Instead of R. D brings the usual keys back.")
        assert kept == [("keys.repeat", "f7")]
        await pilot.press("escape", "escape", "f7", "r")
        assert harness.asked == [ControlsChanged(), Repeat(), Pause()]


async def test_a_key_that_is_taken_is_named_and_nothing_changes(tmp_path: Path) -> None:
    kept: list[tuple[str, object]] = []
    app, harness = make_app(tmp_path, write=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=SMALL) as pilot:
        await to_key(app, harness, pilot, "Read this sentence again")
        await pilot.press("enter", "b")
        assert harness.spoken[-1] == (
            "That key is taken, for: Mark this; twice, its section. Nothing was changed."
        )
        await pilot.press("enter", "escape")
        assert harness.spoken[-1] == "Nothing was changed."
        assert kept == []
        assert app.main_pane.is_list_open


async def test_the_usual_keys_come_back(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(keys={"repeat": "f7"}))
    async with app.run_test(size=SMALL) as pilot:
        await to_key(app, harness, pilot, "Read this sentence again")
        await pilot.press("d", "escape", "escape", "r")
        assert harness.asked[-1] == Repeat()


def test_a_changed_table_has_no_key_with_two_actions() -> None:
    table = Keymap()
    assert table.change("repeat", "f7") == ""
    assert table.change("stop", "f7") == "Read this sentence again"
    assert table.change("stop", "r") == ""
    assert table.reset("repeat") == "Silence now"
    assert table.keys("repeat") == ("f7",)
    assert table.change("item_up", "f7") == ""


# Hands that hold and tremble


class PressTimes:
    """Times key presses."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.every_s = 1.0

    def __call__(self, key: Key) -> float:
        self.now_s += self.every_s
        return self.now_s


async def rest(pilot: Pilot[str]) -> None:
    """Press nothing until it is known what was held."""
    for _ in range(round(2 * KNOWN_AFTER_S / STEP_S)):
        await pilot.pause()


async def test_a_held_arrow_moves_and_speaks_only_where_it_stops(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("right")
        press_times.every_s = 0.1
        await pilot.press("right", "right", "right")
        on = Move(NavigationLevel.SENTENCE, 1)
        assert harness.asked == [on, KeyHeld(), on, on, on]
        assert harness.sentence == "It uses bold words, leaning words and a link."
        assert harness.voice.queue == []
        press_times.every_s = 1.0
        await pilot.press("b")
        assert harness.asked[-1] == KeyReleased()
        assert harness.says()[0].startswith("It uses bold words")


async def test_a_held_arrow_is_let_go_when_no_more_presses_come(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "down")
        press_times.every_s = 0.1
        await pilot.press("down", "down")
        while KeyReleased() not in harness.commands:
            await pilot.pause()
        assert app.main_pane.items.selected == 3


async def test_a_key_struck_twice_by_a_trembling_hand_counts_once(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times, settings=Settings(ignore_repeat_s=0.5))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        press_times.every_s = 0.3
        await pilot.press("space", "space")
        assert harness.commands.count(PlayPause()) == 1
        press_times.every_s = 2.0
        await pilot.press("space")
        assert harness.commands.count(PlayPause()) == 2


async def test_the_guard_can_be_off(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times, settings=Settings(ignore_repeat_s=0))
    press_times.every_s = 0.01
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "space")
        assert harness.commands.count(PlayPause()) == 2


@pytest.mark.parametrize("key", ["r", "w", "v", "d", "z"])
async def test_a_key_that_means_more_when_it_is_pressed_twice_can_be_pressed_twice(
    tmp_path: Path, key: str
) -> None:
    press_times = PressTimes()
    app, _ = make_app(tmp_path, time_of=press_times)
    done: list[str] = []
    app.actions.do = lambda action, argument=None: done.append(action)  # type: ignore[method-assign]
    async with app.run_test(size=SMALL) as pilot:
        press_times.every_s = 0.3
        await pilot.press(key)
        assert len(done) == 1
        await pilot.press(key)
        await rest(pilot)
        assert len(done) == 2


@pytest.mark.parametrize("delay_s", [0.25, 0.4, 0.5, 0.66, 1.0])
async def test_a_held_key_never_replaces_its_first_answer(tmp_path: Path, delay_s: float) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        for key, answer in (("b", "Marked."), ("u", "Bookmark taken back")):
            press_times.every_s = 3.0
            await pilot.press(key)
            press_times.every_s = delay_s
            await pilot.press(key)
            press_times.every_s = 0.033
            await pilot.press(*[key] * 6)
            await rest(pilot)
            assert harness.spoken[-1].startswith(answer)


@pytest.mark.parametrize("delay_s", [0.25, 0.4, 0.5, 0.66, 1.0])
@pytest.mark.parametrize("per_s", [11, 25, 33])
@pytest.mark.parametrize("was_reading", [True, False])
async def test_a_held_space_pauses_or_resumes_once(
    tmp_path: Path, delay_s: float, per_s: int, was_reading: bool
) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*["space"] * (1 if was_reading else 2))
        press_times.every_s = 3.0
        await pilot.press("space")
        first = harness.session.state.status
        assert first is (Status.PAUSED if was_reading else Status.PLAYING)
        shown = screen_lines(app)
        press_times.every_s = delay_s
        await pilot.press("space")
        press_times.every_s = 1 / per_s
        await pilot.press(*["space"] * 7)
        await rest(pilot)
        assert harness.session.state.status is first
        assert screen_lines(app) == shown


async def test_space_pressed_again_pauses_or_resumes_at_once(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        press_times.every_s = 0.3
        for status in (Status.PAUSED, Status.PLAYING, Status.PAUSED):
            await pilot.press("space")
            assert harness.session.state.status is status, "nothing is waited for"
        await rest(pilot)
        assert harness.session.state.status is Status.PAUSED


async def test_enter_that_is_held_chooses_nothing_in_the_list_it_opened(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=(90, 20)) as pilot:
        await to_key(app, harness, pilot, "Read this sentence again")
        for every_s in (1.0, 0.5, *[0.033] * 5):
            press_times.every_s = every_s
            await pilot.press("enter")
        await rest(pilot)
        assert harness.spoken[-1].startswith("Press the key for: Read this sentence again.")
        press_times.every_s = 1.0
        await pilot.press("f7")
        press_times.every_s = 0.5
        await pilot.press("f7")
        press_times.every_s = 0.033
        await pilot.press("f7", "f7")
        await rest(pilot)
        assert harness.spoken[-1].startswith("F7. Instead of R.")


@pytest.mark.parametrize("key", ["slash", "k"])
async def test_a_key_that_opens_something_and_is_held_leaves_it_open(
    tmp_path: Path, key: str
) -> None:
    press_times = PressTimes()
    app, _ = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        for every_s in (1.0, 0.5, *[0.033] * 5):
            press_times.every_s = every_s
            await pilot.press(key)
        await rest(pilot)
        if key == "slash":
            assert app.main_pane.prompt is not None
            assert app.main_pane.prompt.value == ""
            press_times.every_s = 1.0
            await pilot.press("a")
            press_times.every_s = 0.2
            await pilot.press("a", "slash", "slash")
            assert app.main_pane.prompt.value == "aa//"
        else:
            assert app.keyboard.is_describing


async def test_backspace_that_is_held_empties_the_line_and_does_not_leave_it(
    tmp_path: Path,
) -> None:
    press_times = PressTimes()
    app, _ = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash", *"fev")
        for every_s in (1.0, 0.5, *[0.033] * 8):
            press_times.every_s = every_s
            await pilot.press("backspace")
        assert app.main_pane.prompt is not None
        assert app.main_pane.prompt.value == ""
        press_times.every_s = 1.0
        await pilot.press("backspace")
        assert app.main_pane.prompt is None


# The key that quits, beside another


async def test_q_alone_quits(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, _ = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("w")
        press_times.every_s = BESIDE_S
        await pilot.press("q")
        await rest(pilot)
        assert app.is_closed


async def test_q_and_enter_quit_as_a_line_would(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, _ = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
        press_times.every_s = TOGETHER_S / 2
        await pilot.press("enter")
        assert app.is_closed


async def test_the_urgent_key_right_behind_q_opens_the_list_and_nothing_is_asked(
    tmp_path: Path,
) -> None:
    press_times = PressTimes()
    app, _ = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
        press_times.every_s = TOGETHER_S / 2
        await pilot.press("9")
        await rest(pilot)
        assert app.main_pane.is_list_open
        assert not app.is_closed


@pytest.mark.parametrize("beside", ["w", "a", "s", "right"])
async def test_q_struck_together_with_another_key_asks_in_either_order(
    tmp_path: Path, beside: str
) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
        press_times.every_s = TOGETHER_S / 2
        await pilot.press(beside)
        await rest(pilot)
        assert harness.spoken == ["Q again quits."]
        assert not app.is_closed
        press_times.every_s = 1.0
        await pilot.press("q")
        await rest(pilot)
        assert app.is_closed


async def test_q_right_behind_another_key_asks_and_quits_when_it_is_pressed_again(
    tmp_path: Path,
) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("w")
        press_times.every_s = 0.2
        await pilot.press("q")
        assert harness.spoken[-1] == "Q again quits."
        assert not app.is_closed
        press_times.every_s = 0.5
        await pilot.press("q")
        await rest(pilot)
        assert app.is_closed


async def test_any_other_key_cancels_what_q_asked(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        press_times.every_s = 0.2
        await pilot.press("w", "q", "r", "q")
        assert not app.is_closed
        assert harness.spoken[-1] == "Q again quits."


async def test_q_that_is_held_beside_another_key_asks_once(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("w")
        for every_s in (0.1, 0.5, *[0.033] * 5):
            press_times.every_s = every_s
            await pilot.press("q")
        await rest(pilot)
        assert not app.is_closed
        assert harness.spoken.count("Q again quits.") == 1


async def test_control_c_quits_whatever_was_pressed_before(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, _ = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        press_times.every_s = 0.05
        await pilot.press("w", "ctrl+c")
        assert app.is_closed


async def test_double_letters_can_be_typed_into_the_search(tmp_path: Path) -> None:
    press_times = PressTimes()
    press_times.every_s = 0.001
    app, _ = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash", *"allogeneic")
        assert app.main_pane.prompt is not None
        assert app.main_pane.prompt.value == "allogeneic"


async def test_a_key_held_in_the_describer_is_described_once(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("k")
        press_times.every_s = 0.033
        await pilot.press(*["right"] * 5)
        assert [said for said in harness.spoken if said.startswith("Right:")] == [
            "Right: Next sentence."
        ]


async def test_the_second_strike_of_enter_is_not_the_key_that_is_chosen(tmp_path: Path) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=(90, 20)) as pilot:
        await to_key(app, harness, pilot, "Read this sentence again")
        press_times.every_s = 0.05
        await pilot.press("enter", "enter")
        assert harness.spoken[-1].startswith("Press the key for: Read this sentence again.")
        press_times.every_s = 1.0
        await pilot.press("f7")
        assert harness.spoken[-1].startswith("F7. Instead of R.")


async def test_a_held_key_changes_what_is_on_or_off_once_and_goes_on_with_the_pace(
    tmp_path: Path,
) -> None:
    press_times = PressTimes()
    app, harness = make_app(tmp_path, time_of=press_times)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("o")
        press_times.every_s = 0.1
        await pilot.press(*["right"] * 5)
        assert harness.commands.count(ChangeRate(1)) == 5
        press_times.every_s = 1.0
        await pilot.press(*["down"] * 7)
        await pilot.press("right")
        press_times.every_s = 0.5
        await pilot.press("right")
        press_times.every_s = 0.033
        await pilot.press(*["right"] * 4)
        await rest(pilot)
        assert not harness.state.options.interface_voice
