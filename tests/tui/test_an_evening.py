"""An evening with the eyes shut: begun, fallen asleep over, and gone on with the next morning.

Whatever is needed on the way is said, and the keys of the whole evening are few.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from allvoice.actions.hands_free.slept import SleptPlaces, returning_words
from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide
from allvoice.paths import bundled_guide
from allvoice.reading.sleep_state import Sleep
from allvoice.reading.state import Status
from allvoice.tui.keys.keymap import Keymap
from tests.reading.listening import listen, listen_to_the_end, status
from tests.tui.screen_harness import ScreenHarness, make_app, open_shelf

SIZE = (40, 12)
MOST_KEYS = 10
MINUTE_S = 60.0


class Keys:
    """Presses keys, and counts them."""

    def __init__(self, pilot: Pilot[str], harness: ScreenHarness) -> None:
        self._pilot = pilot
        self._harness = harness
        self.count = 0

    async def press(self, key: str) -> str:
        """Press a key and return what is then said over the reading."""
        before = len(self._harness.spoken)
        await self._pilot.press(key)
        await self._pilot.pause()
        self.count += 1
        return " ".join(self._harness.spoken[before:])


async def fall_asleep(folder: Path, guide: Guide) -> tuple[int, ScreenHarness]:
    """Listen, set the timer by ear and fall asleep; the window is closed by nobody's key."""
    shelf = open_shelf(folder)
    app, harness = make_app(folder, guide, welcome="Welcome.", shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(pilot, harness)
        listen(harness, 10 * MINUTE_S)
        assert status(harness) is Status.PLAYING

        said = await keys.press("Z")
        assert "Sleep timer" in said
        assert "30 minutes" in said
        said = await keys.press("enter")
        assert said == "Sleep timer: 30 minutes."

        listen(harness, 29 * MINUTE_S)
        assert status(harness) is Status.PLAYING
        spoken = len(harness.spoken)
        listen_to_the_end(harness)
        assert status(harness) is Status.PAUSED
        assert harness.spoken[spoken:] == [], "nothing wakes a sleeper"
    shelf.close()
    return keys.count, harness


async def test_an_evening_takes_few_keys_and_is_told_by_ear(tmp_path: Path) -> None:
    guide = load_guide(bundled_guide())
    evening_keys, evening = await fall_asleep(tmp_path, guide)

    shelf = open_shelf(tmp_path)
    ended = evening.store.positions[-1]
    slept = SleptPlaces(shelf.remembered).of(guide, ended)
    assert slept is not None
    assert slept.is_offered
    places = slept.places
    welcome = returning_words(guide, places, Keymap())
    app, morning = make_app(
        tmp_path, guide, position=ended, welcome=welcome, waits=True, shelf=shelf
    )
    morning.session.state = replace(morning.state, sleep=Sleep(places=places, is_offered=True))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = Keys(pilot, morning)
        told = " ".join(morning.spoken)
        assert "You set the timer in " in told
        assert "it ended in " in told
        assert "Space" in told
        assert status(morning) is Status.STOPPED, "nobody may be there yet"

        await keys.press("space")
        assert places.begun is not None
        assert places.ended is not None
        assert morning.state.position == places.likely
        assert places.begun < morning.state.position < places.ended
        listen(morning, MINUTE_S)

        assert await keys.press("b") == "Marked."
        assert guide.section_of(morning.state.position).title in await keys.press("w")
        listen(morning, MINUTE_S)
        await keys.press("q")
        assert app.actions.leaving.words.startswith("Place saved")
    shelf.close()
    assert evening_keys + keys.count <= MOST_KEYS
