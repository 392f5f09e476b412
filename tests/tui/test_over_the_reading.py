"""What is said while the guide waits, and how the guide goes on: the screen over a real session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from allvoice.guide.model import Position
from allvoice.reading.state import State, Status
from allvoice.shelf.settings.specs import Settings
from allvoice.speech.protocol import Notice, NoticeKind, Say
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.message_stay import MessageStay
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
    [("w", "Start here"), ("b", "Marked"), ("dollar_sign", "No action. H for help.")],
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
        ("dollar_sign", "No action. Space starts the reading. H for help."),
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
        await pilot.press("space", "dollar_sign")
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


# A message goes once it was told


SMALL_SIZES = [(30, 8), (40, 12)]


def shown_text(app: AllvoiceApp) -> str:
    return " ".join(screen_text(app).split())


@pytest.mark.parametrize("size", SMALL_SIZES)
async def test_the_last_words_of_the_tour_go_once_the_first_sentence_was_read(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path, welcome="Welcome.", is_first_start=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        while app.actions.tour.is_on:
            harness.hear_announcement()
            await pilot.pause()
        harness.hear("Start here")
        harness.hear_words(1)
        await pilot.pause()
        assert "whole tour" not in shown_text(app)
        assert "PLAYING" in shown_text(app)


@pytest.mark.parametrize("size", SMALL_SIZES)
async def test_welcome_back_stays_for_one_sentence_and_then_goes_untouched(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path, welcome="Welcome back. Fever.")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "Welcome back." in shown_text(app)
        harness.hear_next()
        harness.hear_words(1)
        await pilot.pause()
        assert "Welcome back." in shown_text(app)
        harness.hear("Start here")
        harness.hear_words(1)
        await pilot.pause()
        assert "Welcome back." not in shown_text(app)
        assert "PLAYING" in shown_text(app)


async def test_an_answer_goes_with_the_sentence_it_was_told_in(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        harness.hear("Start here")
        harness.hear_words(1)
        await pilot.press("b")
        harness.hear_announcement()
        harness.hear_words(1)
        await pilot.pause()
        assert "Marked" in shown_text(app)
        harness.hear("This guide is read aloud.")
        harness.hear_words(1)
        await pilot.pause()
        assert "Marked" not in shown_text(app)


async def test_what_is_only_shown_stays_until_a_whole_sentence_was_read_beside_it(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=MUTE_INTERFACE)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        harness.hear("Start here")
        harness.hear_words(2)
        app.show_message("The window lets nothing be copied.")
        harness.hear("This guide is read aloud.")
        await pilot.pause()
        assert "copied" in shown_text(app)
        harness.hear("You can stop it at any time.")
        harness.hear_words(1)
        await pilot.pause()
        assert "copied" not in shown_text(app)


async def test_while_nothing_is_read_a_message_stays(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b")
        harness.hear_announcement()
        await pilot.pause()
        assert "Marked" in shown_text(app)


async def test_what_is_amiss_stays_until_a_key_is_struck(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space")
        harness.hear("Start here")
        harness.handle(Notice("No sound.", NoticeKind.SOUND_LOST))
        for sentence in ("This guide is read aloud.", "You can stop it at any time."):
            harness.hear(sentence)
            await pilot.pause()
            assert "No sound." in shown_text(app)
        await pilot.press("space")
        assert "No sound." not in shown_text(app)


async def test_for_a_screen_reader_nothing_goes_by_itself(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(external_screen_reader=True))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b")
        harness.change(status=Status.PLAYING)
        harness.change(position=Position(1, 1))
        await pilot.pause()
        assert "Marked" in shown_text(app)


STOOD_BESIDE = State(Position(1), Status.PLAYING, word_range=(0, 4))


@pytest.mark.parametrize(
    ("is_think_time", "stays"),
    [pytest.param(False, True, id="skipped"), pytest.param(True, False, id="time to think")],
)
def test_what_is_told_between_two_sentences_stays_for_the_next_if_it_holds_then(
    is_think_time: bool, stays: bool
) -> None:
    stay = MessageStay()
    between = replace(STOOD_BESIDE, between_message="Told.", is_think_time=is_think_time)
    stay.begin("Told.", between)
    assert not stay.is_over(replace(between, rate_wpm=200), hides=False)
    following = State(Position(2), Status.PLAYING)
    assert stay.is_over(following, hides=False) is not stays
    assert stay.is_over(replace(following, position=Position(3)), hides=False)


# Rows being compared


@pytest.mark.parametrize("size", [(30, 8), SMALL, (80, 24)])
async def test_while_rows_are_compared_the_state_and_the_foot_agree_with_what_is_heard(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path, position=Position(13))
    async with app.run_test(size=size) as pilot:
        await pilot.press("m", "home", "enter")
        told = harness.announcement
        assert "Meaning" in shown_text(app) or "Word" in shown_text(app)
        assert ("COMPARING" in shown_text(app), "Space hold" in shown_text(app)) == (True, True)
        await pilot.press("space")
        assert harness.announcement == ""
        assert "Held. Space goes on." in shown_text(app)
        assert ("HELD" in shown_text(app), "Space go on" in shown_text(app)) == (True, True)
        await pilot.press("space")
        assert harness.announcement == told
        assert ("COMPARING" in shown_text(app), "Space hold" in shown_text(app)) == (True, True)
        while harness.announcement:
            harness.hear_announcement()
            await pilot.pause()
        assert ("STOPPED" in shown_text(app), "Space play" in shown_text(app)) == (True, True)


async def test_after_rows_were_compared_the_state_is_that_of_the_reading(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, position=Position(13))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "m", "home", "enter")
        assert "COMPARING" in shown_text(app)
        while harness.announcement:
            harness.hear_announcement()
            await pilot.pause()
        assert harness.reads_on
        assert ("PLAYING" in shown_text(app), "Space pause" in shown_text(app)) == (True, True)


async def test_a_key_that_ends_the_comparing_ends_its_state_too(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, position=Position(13))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("m", "home", "enter", "s")
        assert "COMPARING" not in shown_text(app)
        assert "Space play" in shown_text(app)
