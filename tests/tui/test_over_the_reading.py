"""What is said while the guide waits, and how the guide goes on: the screen over a real session."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.speech.protocol import Say
from allvoice.tui.widgets.chrome import TOO_SMALL
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_text

SMALL = (40, 12)
AWAY_S = [0.5, 5.0, 30.0, 400.0]
"""Each is gone on from in its own way."""
MUTE_INTERFACE = Settings(interface_voice=False)


# The key describer


@pytest.mark.parametrize("away_s", AWAY_S)
@pytest.mark.parametrize("key", ["k", "escape"])
async def test_that_keys_work_again_is_heard_before_the_reading_goes_on(
    tmp_path: Path, away_s: float, key: str
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        harness.hear("Start here")
        harness.hear_words(2)
        await pilot.press("k", "b")
        harness.clock.now_s += away_s
        await pilot.press(key)
        assert harness.announcement == "Keys work again."
        assert harness.reads_on


async def test_after_the_describer_a_paused_reading_stays_paused(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "space", "k", "escape")
        assert harness.announcement == "Keys work again."
        assert harness.status() is Status.PAUSED


# The tour


@pytest.mark.parametrize("away_s", AWAY_S)
@pytest.mark.parametrize(
    ("key", "answer"),
    [("w", "Start here"), ("b", "Marked"), ("7", "No action. H for help.")],
)
async def test_a_key_that_ends_the_tour_is_answered_and_the_reading_goes_on(
    tmp_path: Path, away_s: float, key: str, answer: str
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        harness.hear("Start here")
        harness.hear_words(2)
        await pilot.press("y")
        assert harness.voice.paused
        harness.clock.now_s += away_s
        await pilot.press(key)
        assert answer in harness.announcement
        assert harness.reads_on
        assert not app.actions.tour.is_on


async def test_a_key_struck_twice_by_a_trembling_hand_does_not_end_the_tour_it_began(
    tmp_path: Path,
) -> None:
    times = iter([100.0, 200.0, 200.05])
    app, harness = make_app(tmp_path, time_of=lambda key: next(times))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "y", "y")
        assert app.actions.tour.is_on
        assert "tour of the keys" in harness.announcement


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("7", "No action. Space starts the reading. H for help."),
        ("escape", "Space starts the reading."),
    ],
)
async def test_who_ends_the_first_tour_by_a_key_that_does_nothing_is_told_how_to_begin(
    tmp_path: Path, key: str, told: str
) -> None:
    app, harness = make_app(tmp_path, welcome="Welcome.", is_first_start=True)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        assert harness.announcement == told
        await pilot.pause()
        assert told in screen_text(app)
        await pilot.press("space")
        assert harness.reads_on


# The end


async def test_the_end_is_shown_when_it_is_said_and_can_be_heard_again(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    end = "End of the guide. Press Space to start again from the beginning."
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("G", "space")
        harness.hear("A last sentence follows here.")
        await pilot.pause()
        assert end not in screen_text(app)
        harness.hear_words(2)
        await pilot.pause()
        assert end in screen_text(app)
        await pilot.press("a")
        assert harness.announcement == end
        await pilot.press("space")
        assert harness.reads_on
        assert harness.sentence == "Start here"


# Nothing fails in silence


async def test_with_the_interface_voice_off_faults_are_said_at_the_start(tmp_path: Path) -> None:
    app, harness = make_app(
        tmp_path, settings=MUTE_INTERFACE, welcome="Welcome.", faults=["A file is broken."]
    )
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        said = [" ".join(item.words) for item in harness.voice.queue if isinstance(item, Say)]
        assert said[0] == "A file is broken."
        assert "Welcome." not in said


async def test_with_no_welcome_and_the_interface_voice_off_faults_are_said_too(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=MUTE_INTERFACE, faults=["A file is broken."])
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert harness.spoken == ["A file is broken."]


async def test_with_the_interface_voice_off_a_window_made_too_small_says_so(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=MUTE_INTERFACE)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.resize_terminal(8, 2)
        await pilot.pause()
        assert harness.spoken == [TOO_SMALL]


async def test_a_place_that_cannot_be_kept_is_said_though_the_interface_voice_is_off(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=MUTE_INTERFACE)
    async with app.run_test(size=SMALL):
        assert app._shelf.on_notice is not None
        app._shelf.on_notice("Your place cannot be kept.")
        assert harness.spoken == ["Your place cannot be kept."]


@pytest.mark.parametrize("earcons", [True, False])
async def test_with_the_interface_voice_off_a_key_that_pauses_the_reading_is_heard(
    tmp_path: Path, earcons: bool
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(interface_voice=False, earcons=earcons))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "7")
        assert harness.status() is Status.PAUSED
        if earcons:
            assert harness.voice.earcons[-1] == "no-action"
            assert harness.announcement == ""
        else:
            assert harness.announcement.startswith("Paused; this key has no action. Space goes on.")


# What is read stays in sight


@pytest.mark.parametrize("size", [(30, 8), (40, 12), (50, 20), (80, 24)])
async def test_no_answer_hides_the_sentence_being_read_nor_how_to_go_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(verbosity="beginner"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("space")
        for key in ("w", "w", "d", "v", "b", "i"):
            harness.hear_words(1)
            await pilot.press(key)
            await pilot.pause()
            shown = " ".join(screen_text(app).split())
            assert harness.sentence.split()[0] in shown
            assert "Space pause" in shown


async def test_an_answer_that_hides_lines_goes_when_the_reading_goes_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        harness.hear_words(1)
        await pilot.press("w", "w")
        await pilot.pause()
        assert "left in the chapter" in " ".join(screen_text(app).split())
        assert "PLAYING" not in screen_text(app)
        harness.hear_announcement()
        await pilot.pause()
        assert "left in the chapter" not in screen_text(app)
        assert "PLAYING" in screen_text(app)
