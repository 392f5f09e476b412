"""Everything the keys do is said: what, state, where, hint; and nothing is said in vain."""

from __future__ import annotations

from pathlib import Path

import pytest
from allvoice.tui.options import CHOICES
from allvoice.tui.tour import steps
from textual.events import Key
from textual.widgets import Input

from allvoice.errors import SettingsError
from allvoice.guide.model import Position
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.keys.keymap import ACTIONS, KeyTable, Scope
from tests.tui.fakes import make_app, open_shelf
from tests.tui.screens import screen_lines, screen_text

SMALL = (40, 12)
BEGINNER, EXPERT = Settings(verbosity="beginner"), Settings(verbosity="expert")


# How much is said


@pytest.mark.parametrize(
    ("settings", "opened", "moved"),
    [
        (
            BEGINNER,
            "Contents, 4 sections. Chapter 1, Start here, 1 of 4. Up and Down go through them, "
            "Left and Right by chapters. Enter goes there, escape leaves.",
            "Fever, 2 of 4",
        ),
        (Settings(), "Contents, 4 sections. Chapter 1, Start here, 1 of 4", "Fever, 2 of 4"),
        (EXPERT, "Contents, 4 sections. Chapter 1, Start here", "Fever"),
    ],
    ids=["beginner", "normal", "expert"],
)
async def test_a_list_is_said_as_what_state_where_and_hint(
    tmp_path: Path, settings: Settings, opened: str, moved: str
) -> None:
    app, listening = make_app(tmp_path, settings=settings)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "down")
        assert listening.spoken == [opened, moved]
        assert listening.earcons == ["open"]


async def test_a_beginner_is_told_how_to_take_a_mark_back_and_how_to_go_on(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, settings=BEGINNER)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b")
        assert listening.spoken[-1] == "Bookmark 1, at: Start here. U takes it back."
        await pilot.press("space", "space")
        assert listening.spoken[-1] == "Held. Space goes on."


async def test_an_expert_is_told_no_more_than_what_was_done(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, settings=EXPERT)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b")
        assert listening.spoken == ["Bookmark 1, at: Start here"]


async def test_at_the_end_of_a_list_a_sound_says_so_and_the_item_is_said_again(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "up")
        assert listening.spoken[-1] == "Chapter 1, Start here, 1 of 4"
        assert listening.earcons[-1] == "edge"


async def test_in_the_contents_left_and_right_go_by_chapters(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "right")
        assert listening.spoken[-1] == "Chapter 2, Key terms, 3 of 4"
        await pilot.press("right")
        assert listening.spoken[-1] == "Chapter 2, Key terms, 3 of 4"
        assert listening.earcons[-1] == "edge"
        await pilot.press("down", "left", "left")
        assert listening.spoken[-1] == "Chapter 1, Start here, 1 of 4"


async def test_leaving_a_list_says_where_one_is_unless_the_reading_goes_on(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, position=Position(4, 0))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t", "escape")
        assert listening.spoken[-1] == "Back in Fever"
        await pilot.press("space", "t")
        said = len(listening.spoken)
        await pilot.press("escape")
        assert listening.status() is Status.PLAYING
        assert len(listening.spoken) == said
        assert listening.earcons[-1] == "close"


async def test_what_was_told_last_is_told_again(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a")
        assert listening.spoken == ["Nothing has been told yet."]
        await pilot.press("b", "a")
        assert listening.spoken[-2:] == ["Bookmark 1, at: Start here. U takes it back."] * 2
        await pilot.press("t", "down", "a")
        assert listening.spoken[-2:] == ["Fever, 2 of 4"] * 2


async def test_a_fault_told_by_the_session_can_be_heard_again(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        app.told("The voice had stopped and was started again.")
        await pilot.press("a")
        assert listening.spoken == ["The voice had stopped and was started again."]


# Any key makes silence


async def test_an_unknown_key_holds_the_reading(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "z")
        assert listening.status() is Status.PAUSED
        held = "Held, this key has no action. Space goes on. H for help."
        assert listening.spoken == [held]
        await pilot.press("space")
        assert listening.status() is Status.PLAYING
        await pilot.press("f9")
        assert listening.spoken == [held] * 2


READING_KEYS = [
    action.keys.split(",")[0]
    for action in ACTIONS
    if action.scope is not Scope.LIST and action.id != "quit"
]


@pytest.mark.parametrize("key", [*READING_KEYS, "z", "f9", "ctrl+t", "end"])
async def test_every_key_cuts_an_announcement(tmp_path: Path, key: str) -> None:
    app, listening = make_app(tmp_path, position=Position(4, 0))
    names = {"[": "left_square_bracket", "<": "less_than_sign", ">": "greater_than_sign"}
    names |= {"/": "slash", "?": "question_mark", "*": "asterisk", "-": "minus", "+": "plus"}
    async with app.run_test(size=SMALL) as pilot:
        listening.announce("A very long story.")
        told = listening.state.announcement_id
        assert told is not None
        await pilot.press(names.get(key, key))
        assert listening.state.announcement_id != told


async def test_the_welcome_is_cut_by_any_key_that_does_something_else(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path, welcome="Welcome.")
    async with app.run_test(size=SMALL) as pilot:
        listening.change(welcoming=True)
        await pilot.press("b")
        assert not listening.state.welcoming
        assert listening.spoken[-1].startswith("Bookmark 1")


async def test_with_caps_lock_a_capital_that_means_nothing_does_what_its_small_letter_does(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("R", "S", "H")
        assert listening.names() == ["repeat", "stop"]
        assert app.main_pane.is_list_open
        await pilot.press("H", "B")
        assert listening.spoken[-1].startswith("Bookmarks, 0.")


async def test_typing_what_to_find_cuts_what_is_being_said(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash")
        assert listening.state.announcement_id is not None
        await pilot.press("t")
        assert listening.state.announcement_id is None


async def test_what_is_skipped_is_kept_for_the_next_time(tmp_path: Path) -> None:
    kept: list[tuple[str, object]] = []
    app, _ = make_app(tmp_path, keep=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("X", "X")
        assert kept == [("skip", ("code", "notes")), ("skip", ())]


async def test_a_message_without_room_is_shown_on_with_right_for_a_screen_reader(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path, settings=Settings(external_screen_reader=True))
    story = " ".join(f"word{number}" for number in range(90))
    async with app.run_test(size=SMALL) as pilot:
        app.told(story)
        shown: list[str] = []
        while True:
            await pilot.pause()
            text = " ".join(screen_lines(app)[3:]).split()
            shown += [word for word in text if word.startswith("word")]
            if "Right" not in text:
                break
            await pilot.press("right")
        assert shown == story.split()
        assert "move" not in listening.names()
        await pilot.press("right")
        assert listening.names()[-1] == "move"


# Options


async def test_every_choice_has_a_line_that_is_said_and_changed_with_left_right_and_enter(
    tmp_path: Path,
) -> None:
    kept: list[tuple[str, object]] = []
    app, listening = make_app(tmp_path, keep=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press("o", "down", "down", "down")
        for name, words, values in CHOICES:
            before = getattr(app.choices.settings, name)
            await pilot.press("right")
            after = getattr(app.choices.settings, name)
            assert after == values[(list(values).index(before) + 1) % len(values)]
            shown = {True: "on", False: "off"}.get(after, after)
            assert listening.spoken[-1] == f"{words}: {shown}"
            assert f"> {words}: {shown}" in screen_lines(app)
            await pilot.press("left")
            assert getattr(app.choices.settings, name) == before
            await pilot.press("enter")
            assert kept[-3:] == [(name, after), (name, before), (name, after)]
            await pilot.press("left", "down")


async def test_pace_volume_and_voice_are_options_too(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press("o", "right", "left", "down", "left", "down", "enter")
        assert listening.names() == ["faster", "slower", "quieter", "next_voice"]


async def test_what_has_only_a_shifted_key_is_reached_without_one(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press("o")
        while "Bookmarks" not in listening.spoken[-1]:
            await pilot.press("down")
        await pilot.press("enter")
        assert listening.spoken[-1].startswith("Bookmarks, 0. You have no bookmarks yet.")


async def test_every_action_can_be_done_from_the_help(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.press("h")
        while "End of the guide" not in listening.spoken[-1]:
            await pilot.press("down")
        await pilot.press("enter")
        assert ("go_to_end",) in listening.calls
        assert not app.main_pane.is_list_open


async def test_a_choice_that_cannot_be_kept_holds_and_says_so(tmp_path: Path) -> None:
    def keep(name: str, value: object) -> None:
        raise SettingsError("settings.toml cannot be written, so this choice lasts only today.")

    app, listening = make_app(tmp_path, keep=keep)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("c")
        assert app.theme != "dark"
        assert "settings.toml cannot be written" in " ".join(listening.spoken)


async def test_the_settings_hold_from_the_start(tmp_path: Path) -> None:
    settings = Settings(interface_voice=False, guide_voice=False, one_sentence=True, earcons=False)
    app, listening = make_app(tmp_path, settings=settings)
    async with app.run_test(size=SMALL):
        manner = listening.state.manner
        assert not manner.interface_voice
        assert not manner.guide_voice
        assert not manner.earcons
        assert manner.one_sentence


async def test_with_the_interface_voice_off_only_the_way_to_turn_it_on_is_still_said(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("o", *["down"] * 4, "enter")
        assert listening.spoken[-1] == "Interface voice: off"
        await pilot.press("down")
        assert listening.spoken[-1] == "Guide voice: on, 6 of 20"
        await pilot.press("escape", "t")
        assert not listening.spoken[-1].startswith("Contents")
        await pilot.press("t", "o")
        assert listening.spoken[-1].startswith("Options, 20. Pace")
        await pilot.press(*["down"] * 4, "enter")
        assert listening.spoken[-1] == "Interface voice: on"


# The key describer


async def test_in_the_key_describer_keys_are_said_and_not_done(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("k")
        assert listening.spoken[-1].startswith("Key describer.")
        assert screen_lines(app)[-1] == "Any key is described, Esc ends"
        await pilot.press("space", "b", "B", "q", "z")
        assert listening.spoken[-5:] == [
            "Space: Play or pause.",
            "B: Mark this sentence.",
            "Capital B: List of bookmarks.",
            "Q: Save your place and quit.",
            "Z: No action.",
        ]
        assert listening.names() == []
        await pilot.press("escape", "space")
        assert "Keys work again." in listening.spoken
        assert listening.names()[-1] == "play_pause"


async def test_even_in_the_describer_the_program_can_be_ended(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("k", "ctrl+c")
        assert listening.calls[-1] == ("close",)


# The tour


async def test_the_first_start_gives_the_tour_step_by_step_and_then_begins_to_read(
    tmp_path: Path,
) -> None:
    app, listening = make_app(tmp_path, welcome="Welcome.", is_first_start=True)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        expected = ["Welcome.", *steps(app.table)]
        for number, step in enumerate(expected, start=1):
            assert listening.spoken == expected[:number]
            assert listening.status() is not Status.PLAYING
            await pilot.pause()
            assert " ".join(step.split()) in " ".join(screen_text(app).split())
            listening.hear_announcement()
        assert listening.calls[-1] == ("play",)


@pytest.mark.parametrize("key", ["right", "b", "z"])
async def test_any_key_ends_the_tour(tmp_path: Path, key: str) -> None:
    app, listening = make_app(tmp_path, welcome="Welcome.", is_first_start=True)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert listening.spoken == ["Welcome."]
        await pilot.press(key)
        listening.hear_announcement()
        listening.hear_announcement()
        assert not [said for said in listening.spoken if "tour" in said]
        assert ("play",) not in listening.calls


async def test_the_tour_can_be_had_again_and_reads_on_afterwards(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "y")
        assert listening.status() is Status.PAUSED
        for _ in steps(app.table):
            listening.hear_announcement()
        assert listening.status() is Status.PLAYING


async def test_for_a_screen_reader_the_tour_is_a_list_of_what_keys_do_without_a_voice(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path, settings=Settings(external_screen_reader=True))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("y")
        assert "Space shows the next sentence" in screen_text(app)
        await pilot.press("down")
        assert "Right is the next sentence, left the one" in screen_text(app)
        await pilot.press("escape", "k", "space")
        assert "Space: Next sentence." in screen_text(app)


def test_without_a_voice_nothing_is_promised_that_only_a_voice_can_do() -> None:
    said = " ".join(steps(KeyTable(by_hand=True)))
    assert not [word for word in ("holds", "slowly", "faster", "silence") if word in said]


def test_the_tour_takes_less_than_a_minute() -> None:
    assert sum(len(step.split()) for step in steps(KeyTable())) < 150


# Taking a mark back


async def test_the_last_mark_is_taken_back_and_only_marks_of_now_are(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    app, listening = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b", "G", "b", "u")
        assert listening.spoken[-1].startswith("Taken back, the bookmark at: ")
        assert len(shelf.bookmarks(listening.guide.id)) == 1
        await pilot.press("u", "u")
        assert listening.spoken[-1] == "No bookmark was set just now."
        assert shelf.bookmarks(listening.guide.id) == []
        await pilot.press("B", "u")
        assert listening.spoken[-1] == "Brought back."
        assert len(shelf.bookmarks(listening.guide.id)) == 1


async def test_a_key_means_what_it_means_after_the_key_before_it(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        # All there before the first of them is looked at.
        for key in ("k", "q", "k", "t", "down"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert "Q: Save your place and quit." in listening.spoken
        assert listening.spoken[-1].endswith("2 of 4")
        assert "close" not in listening.names()


async def test_a_choice_that_cannot_be_kept_is_said_together_with_why(tmp_path: Path) -> None:
    def keep(name: str, value: object) -> None:
        raise SettingsError("settings.toml cannot be written: it is a folder.")

    app, listening = make_app(tmp_path, keep=keep)
    async with app.run_test(size=SMALL) as pilot:
        why = "settings.toml cannot be written: it is a folder."
        await pilot.press("c")
        assert listening.spoken[-1] == f"Colours: light. {why}"
        await pilot.press("o", *["down"] * 6, "right")
        assert listening.spoken[-1] == f"Interface voice pitch: same. {why}"
        assert listening.earcons[-1] == "alarm"


async def test_a_key_without_meaning_in_the_search_says_how_it_is_left(tmp_path: Path) -> None:
    app, listening = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash", "a")
        for key in ("tab", "up", "f1", "pagedown"):
            await pilot.press(key)
            assert listening.spoken[-1] == "No action here. Enter finds, Escape leaves."
        assert app.query_one(Input).value == "a"


async def test_in_a_window_that_is_too_small_the_cursor_is_where_it_says_so(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.resize_terminal(29, 7)
        await pilot.pause()
        assert app.cursor_position == (0, 0)
        assert screen_lines(app)[0].startswith("Too small")
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert app.cursor_position != (0, 0)
