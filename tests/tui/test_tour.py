"""The short tour of the keys on the screen."""

from __future__ import annotations

from pathlib import Path

from allvoice.actions.tour import first_steps
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_text

SMALL = (40, 12)


async def test_the_first_start_gives_the_tour_step_by_step_and_then_begins_to_read(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, welcome="Welcome.", is_first_start=True)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        expected = ["Welcome.", *first_steps(app.keymap)]
        for number, step in enumerate(expected, start=1):
            assert harness.spoken == expected[:number]
            assert harness.status() is not Status.PLAYING
            await pilot.pause()
            assert " ".join(step.split()) in " ".join(screen_text(app).split())
            harness.hear_announcement()
        assert harness.reads_on


async def test_for_a_screen_reader_the_tour_is_a_list_of_what_keys_do_without_a_voice(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path, settings=Settings(external_screen_reader=True))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("y")
        assert "Space shows the next sentence" in screen_text(app)
        await pilot.press(*["down"] * 4)
        assert "Right is the next sentence, Left the one" in screen_text(app)
        await pilot.press("escape", "k", "space")
        assert "Space: Next sentence." in screen_text(app)
