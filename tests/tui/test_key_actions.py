"""Every key does what the help says of it, and cuts what is being said."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from allvoice.actions.catalogue import Scope
from allvoice.guide.model import Position
from allvoice.reading.commands import (
    Announce,
    ChangeRate,
    Pause,
    PlayPause,
    Repeat,
    Stop,
)
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.keys.keymap import ACTIONS
from tests.tui.screen_harness import ScreenHarness, make_app, make_guide
from tests.tui.screens import screen_lines, screen_text
from tests.tui.settling import alone

SMALL, LARGE = (40, 12), (100, 30)
FEVER = Position(4, 0)
PAUSED = "Paused; this key has no action. Space goes on. H for help."


@pytest.mark.parametrize("scope", [Scope.READING, Scope.LIST])
async def test_each_usual_key_asks_for_its_action_alone(
    tmp_path: Path, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        if scope is Scope.LIST:
            await pilot.press("t")
        asked: list[str] = []
        monkeypatch.setattr(app.actions, "do", lambda action, _=None: asked.append(action))
        for action in ACTIONS:
            if action.scope in (scope, Scope.ANYWHERE):
                for key in app.keymap.keys(action.id):
                    await pilot.press(key)
                    if action.id == "quit":
                        await alone(pilot)
                    assert asked == [action.id], key
                    asked.clear()


def traces(app: AllvoiceApp, harness: ScreenHarness) -> tuple[object, ...]:
    """Return all by which a listener can tell that something was done."""
    return (
        len([each for each in harness.commands if isinstance(each, Announce)]),
        len(harness.asked),
        len(harness.earcons),
        app.main_pane.is_list_open,
        app.main_pane.prompt is not None,
        app.keyboard.is_describing,
    )


@pytest.mark.parametrize("scope", [Scope.READING, Scope.LIST])
async def test_no_key_is_in_vain_and_each_cuts_an_announcement(
    tmp_path: Path, scope: Scope
) -> None:
    app, harness = make_app(tmp_path, position=FEVER)
    async with app.run_test(size=SMALL) as pilot:
        for action in ACTIONS:
            if action.scope not in (scope, Scope.ANYWHERE) or action.id == "quit":
                continue
            # Out of the describer, the line to type into, and lists.
            await pilot.press("escape", "escape", "escape")
            if scope is Scope.LIST:
                await pilot.press("t")
            harness.do(Announce("A very long story."))
            story = harness.state.announcement_id
            assert story is not None
            before = traces(app, harness)
            await pilot.press(app.keymap.keys(action.id)[0])
            assert traces(app, harness) != before, action.id
            assert harness.state.announcement_id != story, action.id


@pytest.mark.parametrize("key", ["dollar_sign", "f8", "ctrl+t", "end"])
async def test_a_key_without_an_action_cuts_an_announcement_too(tmp_path: Path, key: str) -> None:
    app, harness = make_app(tmp_path, position=FEVER)
    async with app.run_test(size=SMALL) as pilot:
        harness.do(Announce("A very long story."))
        story = harness.state.announcement_id
        await pilot.press(key)
        assert harness.state.announcement_id != story


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ("right 6", "First the temperature."),
        ("left 4", "Call the care team now if the temperature is 38.0 or more."),
        ("down 2", "First the temperature."),
        ("up 8", "Fever"),
        ("shift+right right_curly_bracket", "First the temperature."),
        ("shift+left left_curly_bracket", "Fever"),
        ("pagedown pagedown", "Side effects"),
        ("n n", "Side effects"),
        ("pageup p", "Start here"),
        ("g", "Start here"),
        ("G", "A last sentence follows here."),
        ("end", "A last sentence follows here."),
    ],
)
async def test_keys_that_point_somewhere_lead_there(
    tmp_path: Path, keys: str, sentence: str
) -> None:
    app, harness = make_app(tmp_path, position=Position(5, 0))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*keys.split())
        assert harness.sentence == sentence


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("shift+down", "Meaning: Cells that stay."),
        ("apostrophe", "Meaning: Cells that stay."),
        ("shift+up", "Meaning: A fast blood cancer."),
        ("quotation_mark", "Meaning: A fast blood cancer."),
    ],
)
async def test_in_a_table_keys_lead_to_the_cell_below_and_above(
    tmp_path: Path, key: str, sentence: str
) -> None:
    guide = make_guide()
    ranges = {"shift+down": "A fast", "apostrophe": "A fast"}
    row = next(b for b in guide.blocks if ranges.get(key, "Cells that stay") in b.text)
    app, harness = make_app(tmp_path, guide, position=Position(row.index, 1))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(key)
        assert harness.sentence == sentence


async def test_a_key_that_does_nothing_says_so_and_then_has_a_sound_of_its_own(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("dollar_sign", "dollar_sign", "f8")
        assert harness.spoken == ["No action. H for help."]
        assert harness.earcons == ["no-action"] * 3
        assert "No action. H for help." in screen_text(app)


async def test_without_short_sounds_a_key_that_does_nothing_says_so_in_words_each_time(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(earcons=False))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("dollar_sign", "f8")
        assert harness.spoken == ["No action. H for help."] * 2


async def test_a_key_the_listener_chose_works_and_the_usual_one_no_longer_does(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(keys={"repeat": "f12,f2", "play": "r"}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f12", "f2", "r", "space")
        # A key that does nothing makes silence, as any other.
        assert harness.asked == [Repeat(), Repeat(carefully=True), PlayPause(), Pause()]
        await pilot.press("s")
        assert screen_lines(app)[-1] == "R play  F12 again  9 urgent  H help"


async def test_all_usual_keys_reach_their_action_in_a_list_as_well(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "plus", "space", "s")
        assert harness.asked == [ChangeRate(1), PlayPause(), Stop()]
        assert app.main_pane.is_list_open


async def test_a_beginner_is_told_how_a_paused_reading_goes_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(verbosity="beginner"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "space")
        assert harness.announcement == "Paused. Space goes on."
        assert "Paused. Space goes on." in screen_text(app)


async def test_an_unknown_key_pauses_the_reading(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "dollar_sign")
        assert harness.status() is Status.PAUSED
        assert harness.spoken == [PAUSED]
        await pilot.press("space")
        assert harness.status() is Status.PLAYING
        await pilot.press("f8")
        assert harness.spoken == [PAUSED] * 2


async def test_the_welcome_is_cut_by_any_key_that_does_something_else(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, welcome="Welcome.")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert harness.welcomes == ["Welcome."]
        assert harness.says()[0] == "Welcome."
        await pilot.press("b")
        assert harness.says()[0] == "Start here."
        assert harness.spoken[-1].startswith("Marked.")


async def test_with_caps_lock_a_capital_that_means_nothing_does_what_its_small_letter_does(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("R", "S", "H")
        assert harness.asked == [Repeat(), Stop()]
        assert app.main_pane.is_list_open
        await pilot.press("H", "B")
        assert harness.spoken[-1].startswith("Bookmarks, 0.")


async def test_typing_what_to_find_cuts_what_is_being_said(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash")
        assert harness.state.announcement_id is not None
        await pilot.press("t")
        assert harness.state.announcement_id is None


async def test_in_the_key_describer_keys_are_said_and_not_done(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("k")
        assert harness.spoken[-1].startswith("Key describer.")
        assert screen_lines(app)[-1] == "Esc ends, then Space play"
        await pilot.press("space", "b", "B", "q", "dollar_sign")
        assert harness.spoken[-5:] == [
            "Space: Play or pause.",
            "B: Mark this; twice, its section.",
            "Shift B: List of bookmarks.",
            "Q: Save your place and quit.",
            "Dollar sign: No action.",
        ]
        assert harness.asked == []
        await pilot.press("escape", "space")
        assert "Keys work again." in harness.spoken
        assert harness.asked == [PlayPause()]


async def test_in_a_list_the_key_describer_tells_what_that_list_does(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("Z", "k", "enter", "x", "d", "escape")
        assert harness.spoken[-4:-1] == [
            "Enter: Take it.",
            "X: Mark a question done, or open again, but not in this list.",
            "D: Remove it, but not in this list.",
        ]
        await pilot.press("escape", "b", "B", "k", "enter", "d", "3", "right", "escape")
        assert harness.spoken[-5:-1] == [
            "Enter: Go there.",
            "D: Remove it.",
            "3: Queue this section; in lists, an item.",
            "Right: List them by time, or by place.",
        ]


async def test_even_in_the_describer_the_program_can_be_ended(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("k", "ctrl+c")
        assert harness.voice.closed


async def test_a_key_means_what_it_means_after_the_key_before_it(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        # All there before the first of them is looked at.
        for key in ("k", "q", "k", "t", "down"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert "Q: Save your place and quit." in harness.spoken
        assert harness.spoken[-1].endswith("2 of 4")
        assert not harness.voice.closed


async def test_a_key_without_meaning_in_the_search_says_how_it_is_left(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash", "a")
        for key in ("tab", "f4", "f1", "pagedown"):
            await pilot.press(key)
            assert harness.spoken[-1] == "No action here. Enter finds, Escape leaves."
        assert app.query_one(Input).value == "a"


async def test_a_key_without_an_action_between_two_presses_makes_the_second_the_first_again(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("w")
        where = harness.spoken[-1]
        await pilot.press("dollar_sign", "w")
        assert harness.spoken[-1] == where
        await pilot.press("w")
        assert harness.spoken[-1].startswith(f"{where} Pace 150 words a minute. Paragraph")
