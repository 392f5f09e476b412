"""What is said while the guide waits, and how the guide goes on: the screen over a real session."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.events import Key

from allvoice.reading.state import Status
from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.specs import Settings
from allvoice.speech.protocol import Say
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.widgets.chrome import TOO_SMALL
from tests.reading.booth import Booth, booth
from tests.tui.fakes import open_shelf
from tests.tui.screens import screen_text

SMALL = (40, 12)
AWAY_S = [0.5, 5.0, 30.0, 400.0]
"""Each is gone on from in its own way."""
MUTE_INTERFACE = Settings(interface_voice=False)


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def reader(
    folder: Path,
    *,
    settings: Settings | None = None,
    welcome: str = "",
    is_first_start: bool = False,
    faults: Sequence[str] = (),
    time_of: Callable[[Key], float] | None = None,
) -> tuple[AllvoiceApp, Booth, Clock]:
    """Return the screen, the session behind it, and the clock it goes by."""
    b, clock = booth(), Clock()
    b.listening._clock = clock
    seconds = itertools.count()
    app = AllvoiceApp(
        b.listening,
        open_shelf(folder),
        Choices(usual=settings),
        welcome=welcome,
        is_first_start=is_first_start,
        faults=faults,
        time_of=time_of or (lambda key: float(next(seconds))),
    )
    return app, b, clock


def aside(b: Booth) -> str:
    """Return what is being said over the reading."""
    return " ".join(b.voice.aside.words) if b.voice.aside else ""


def reads_on(b: Booth) -> bool:
    return b.state.status is Status.PLAYING and not b.state.single and not b.voice.paused


# The key describer


@pytest.mark.parametrize("away_s", AWAY_S)
@pytest.mark.parametrize("key", ["k", "escape"])
async def test_that_keys_work_again_is_heard_before_the_reading_goes_on(
    tmp_path: Path, away_s: float, key: str
) -> None:
    app, b, clock = reader(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        b.hear("Before you begin")
        b.hear_words(2)
        await pilot.press("k", "b")
        clock.now_s += away_s
        await pilot.press(key)
        assert aside(b) == "Keys work again."
        assert reads_on(b)


async def test_after_the_describer_a_held_reading_stays_held(tmp_path: Path) -> None:
    app, b, _ = reader(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "space", "k", "escape")
        assert aside(b) == "Keys work again."
        assert b.state.status is Status.PAUSED


# The tour


@pytest.mark.parametrize("away_s", AWAY_S)
@pytest.mark.parametrize(
    ("key", "answer"),
    [("w", "Before you begin"), ("b", "Bookmark 1"), ("z", "No action. H for help.")],
)
async def test_a_key_that_ends_the_tour_is_answered_and_the_reading_goes_on(
    tmp_path: Path, away_s: float, key: str, answer: str
) -> None:
    app, b, clock = reader(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        b.hear("Before you begin")
        b.hear_words(2)
        await pilot.press("y")
        assert b.voice.paused
        clock.now_s += away_s
        await pilot.press(key)
        assert answer in aside(b)
        assert reads_on(b)
        assert not app._commands.tour.is_on


async def test_a_move_that_ends_the_tour_reads_on_from_there(tmp_path: Path) -> None:
    app, b, _ = reader(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "y", "right")
        assert reads_on(b)
        assert b.sentence == "Call the care team first."


@pytest.mark.parametrize("key", ["s", "escape"])
async def test_silence_that_ends_the_tour_is_silence(tmp_path: Path, key: str) -> None:
    app, b, _ = reader(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "y", key)
        assert b.state.status is Status.STOPPED
        assert aside(b) == ""
        assert b.voice.queue == []


async def test_the_key_that_reads_on_does_so_in_the_tour_too(tmp_path: Path) -> None:
    app, b, _ = reader(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "y", "space")
        assert reads_on(b)


async def test_a_list_opened_in_the_tour_holds_the_reading_until_it_is_left(
    tmp_path: Path,
) -> None:
    app, b, _ = reader(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "y", "t")
        assert b.voice.paused
        await pilot.press("escape")
        assert reads_on(b)


async def test_a_reading_held_before_the_tour_stays_held_after_it(tmp_path: Path) -> None:
    app, b, _ = reader(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "space", "y", "w")
        assert b.state.status is Status.PAUSED
        await pilot.press("y", "z")
        assert b.state.status is Status.PAUSED
        assert aside(b) == "No action. H for help."


async def test_a_key_struck_twice_by_a_trembling_hand_does_not_end_the_tour_it_began(
    tmp_path: Path,
) -> None:
    times = iter([100.0, 200.0, 200.05])
    app, b, _ = reader(tmp_path, time_of=lambda key: next(times))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "y", "y")
        assert app._commands.tour.is_on
        assert "short tour" in aside(b)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("z", "No action. Space starts the reading. H for help."),
        ("escape", "Space starts the reading."),
    ],
)
async def test_who_ends_the_first_tour_by_a_key_that_does_nothing_is_told_how_to_begin(
    tmp_path: Path, key: str, told: str
) -> None:
    app, b, _ = reader(tmp_path, welcome="Welcome.", is_first_start=True)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        assert aside(b) == told
        await pilot.pause()
        assert told in screen_text(app)
        await pilot.press("space")
        assert reads_on(b)


@pytest.mark.parametrize("key", ["w", "b", "s", "right"])
async def test_a_key_that_does_something_ends_the_first_tour_without_that(
    tmp_path: Path, key: str
) -> None:
    app, b, _ = reader(tmp_path, welcome="Welcome.", is_first_start=True)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press(key)
        assert not [said for said in b.voice.asides if "starts the reading" in said]


# The end


async def test_the_end_is_shown_when_it_is_said_and_can_be_heard_again(tmp_path: Path) -> None:
    app, b, _ = reader(tmp_path)
    end = "End of the guide. Press Space to start again from the beginning."
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("G", "space")
        b.hear("Small meals help.")
        await pilot.pause()
        assert end not in screen_text(app)
        b.hear_words(2)
        await pilot.pause()
        assert end in screen_text(app)
        await pilot.press("a")
        assert aside(b) == end
        await pilot.press("space")
        assert reads_on(b)
        assert b.sentence == "Before you begin"


# Nothing fails in silence


async def test_with_the_interface_voice_off_faults_are_said_at_the_start(tmp_path: Path) -> None:
    app, b, _ = reader(
        tmp_path, settings=MUTE_INTERFACE, welcome="Welcome.", faults=["A file is broken."]
    )
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        said = [" ".join(item.words) for item in b.voice.queue if isinstance(item, Say)]
        assert said[0] == "A file is broken."
        assert "Welcome." not in said


async def test_with_no_welcome_and_the_interface_voice_off_faults_are_said_too(
    tmp_path: Path,
) -> None:
    app, b, _ = reader(tmp_path, settings=MUTE_INTERFACE, faults=["A file is broken."])
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert b.voice.asides == ["A file is broken."]


async def test_with_the_interface_voice_off_a_window_made_too_small_says_so(
    tmp_path: Path,
) -> None:
    app, b, _ = reader(tmp_path, settings=MUTE_INTERFACE)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.resize_terminal(8, 2)
        await pilot.pause()
        assert b.voice.asides == [TOO_SMALL]


async def test_a_place_that_cannot_be_kept_is_said_though_the_interface_voice_is_off(
    tmp_path: Path,
) -> None:
    app, b, _ = reader(tmp_path, settings=MUTE_INTERFACE)
    async with app.run_test(size=SMALL):
        assert app._shelf.on_notice is not None
        app._shelf.on_notice("Your place cannot be kept.")
        assert b.voice.asides == ["Your place cannot be kept."]


@pytest.mark.parametrize("earcons", [True, False])
async def test_with_the_interface_voice_off_a_key_that_holds_the_reading_is_heard(
    tmp_path: Path, earcons: bool
) -> None:
    app, b, _ = reader(tmp_path, settings=Settings(interface_voice=False, earcons=earcons))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "z")
        assert b.state.status is Status.PAUSED
        if earcons:
            assert b.voice.earcons[-1] == "no-action"
            assert aside(b) == ""
        else:
            assert aside(b).startswith("Held, this key has no action. Space goes on.")
