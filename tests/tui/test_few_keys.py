"""What is often wanted takes few keys from where the guide is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position
from allvoice.guide.questions import question_groups
from allvoice.paths import bundled_guide
from allvoice.reading.state import Status
from allvoice.shelf.locator import locate
from allvoice.speech.protocol import Say
from tests.tui.screen_harness import make_app, open_shelf

SIZE = (100, 30)
MOST_KEYS = 8
FEVER_RULE = (
    "A temperature by mouth of 100.4 degrees Fahrenheit, 38.0 Celsius, or higher, or the number "
    "your team gave you."
)
PLACE = Position(301, 1)
"""Somewhere within the guide, where the listener is."""


def the_guide() -> Guide:
    return load_guide(bundled_guide())


def word_of_glossary(guide: Guide) -> Position:
    """Return a sentence with a word that the glossary explains, outside of the glossary."""
    found = next(
        block for block in guide.blocks if block.index > 300 and "lumbar puncture" in block.text
    )
    number = next(
        number
        for number in range(len(found.sentences))
        if "lumbar puncture" in found.sentence_text(number)
    )
    return Position(found.index, number)


@pytest.mark.parametrize(
    ("keys", "most"),
    [
        (["9"], 2),
        (["t", "down", "down", "enter"], 4),
        (["slash", *"fever", "enter"], MOST_KEYS),
    ],
)
async def test_the_fever_rule_is_heard_from_the_very_first_start(
    tmp_path: Path, keys: list[str], most: int
) -> None:
    app, harness = make_app(tmp_path, the_guide(), welcome="Welcome.", is_first_start=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert harness.announcement == "Welcome."
        await pilot.press(*keys)
        harness.hear(FEVER_RULE)
    assert len(keys) <= most


async def test_the_next_evening_it_is_read_on_without_a_key(tmp_path: Path) -> None:
    guide = the_guide()
    app, harness = make_app(tmp_path, guide, position=PLACE, welcome="Welcome back.")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert harness.hear_next() == guide.sentence_text(PLACE)


async def test_one_key_pauses_and_the_same_goes_on_at_the_word(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, the_guide(), position=PLACE)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        harness.hear_words(3)
        word = harness.state.word
        await pilot.press("space")
        assert harness.voice.paused
        await pilot.press("space")
        assert harness.reads_on
        assert (harness.state.position, harness.state.word) == (PLACE, word)


async def test_two_keys_read_the_sentence_again_slowly_and_one_as_it_was(tmp_path: Path) -> None:
    guide = the_guide()
    app, harness = make_app(tmp_path, guide, position=PLACE)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        harness.hear_words(3)
        await pilot.press("r")
        once = harness.voice.queue[0]
        await pilot.press("r")
        twice = harness.voice.queue[0]
        assert isinstance(once, Say)
        assert isinstance(twice, Say)
        assert not once.slow_words
        assert twice.slow_words
        assert harness.hear_next() == guide.sentence_text(PLACE)


async def test_one_key_tells_what_a_word_means(tmp_path: Path) -> None:
    guide = the_guide()
    app, harness = make_app(tmp_path, guide, position=word_of_glossary(guide))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        harness.hear_words(1)
        await pilot.press("d")
        assert harness.announcement.startswith("Lumbar puncture: ")
        harness.hear_announcement()
        assert harness.reads_on


async def test_one_key_marks_the_sentence(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    app, harness = make_app(tmp_path, the_guide(), position=PLACE, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        harness.hear_words(3)
        await pilot.press("b")
        assert harness.announcement == "Marked."
        assert harness.reads_on
    (mark,) = shelf.bookmarks.of(app.session.guide.id)
    assert mark.locator.quote in app.session.guide.sentence_text(PLACE)


@pytest.mark.parametrize(
    ("keys", "most"),
    [(["semicolon"] * 4, 4), (["B", "down", "down", "down", "enter"], 5)],
)
async def test_the_fourth_of_thirty_marks_is_opened(
    tmp_path: Path, keys: list[str], most: int
) -> None:
    guide = the_guide()
    marked = [Position(number) for number in range(10, 310, 10)]
    shelf = open_shelf(tmp_path)
    for position in marked:
        shelf.bookmarks.add(locate(guide, position), "", guide.title)
    app, harness = make_app(tmp_path, guide, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        harness.hear_words(1)
        await pilot.press(*keys)
        assert harness.hear_next() == guide.sentence_text(marked[3])
    assert len(keys) <= most


async def test_near_a_mark_the_list_opens_at_it(tmp_path: Path) -> None:
    guide = the_guide()
    marked = [Position(number) for number in range(10, 310, 10)]
    shelf = open_shelf(tmp_path)
    for position in marked:
        shelf.bookmarks.add(locate(guide, position), "", guide.title)
    app, harness = make_app(tmp_path, guide, shelf=shelf, position=Position(marked[3].block + 1))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("B", "enter")
        assert harness.hear_next() == guide.sentence_text(marked[3])


@pytest.mark.parametrize("jump", [["G"], ["pagedown"], ["g"], ["slash", *"fever", "enter"]])
async def test_one_key_leads_back_after_a_wrong_jump(tmp_path: Path, jump: list[str]) -> None:
    guide = the_guide()
    app, harness = make_app(tmp_path, guide, position=PLACE)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        harness.hear_words(3)
        await pilot.press(*jump)
        assert harness.state.position != PLACE
        await pilot.press("comma")
        assert harness.hear_next() == guide.sentence_text(PLACE)


async def test_one_key_reads_the_same_column_of_the_next_row(tmp_path: Path) -> None:
    guide = the_guide()
    block = next(each for each in guide.blocks if each.text.startswith("Chemotherapy\nGoal"))
    app, harness = make_app(tmp_path, guide, position=Position(block.index, 1))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("shift+down")
        assert harness.hear_all() == [
            "Goal: To attack leukemia cells by way of one marker or weak spot"
        ]


async def test_six_marked_questions_are_heard_in_turn(tmp_path: Path) -> None:
    guide = the_guide()
    questions = [group.positions[0] for group in question_groups(guide)][:6]
    shelf = open_shelf(tmp_path)
    for position in questions:
        shelf.bookmarks.add(locate(guide, position), "", guide.title)
    app, harness = make_app(tmp_path, guide, shelf=shelf)
    heard: list[Position] = []
    async with app.run_test(size=SIZE) as pilot:
        for number in range(1, len(questions) + 1):
            await pilot.press("semicolon")
            assert harness.spoken[-1] == f"Mark {number} of 6."
            harness.hear_announcement()
            harness.hear_all()
            heard.append(harness.state.position)
            # Nothing more is read: it can be talked about.
            assert harness.status() is Status.STOPPED
    assert heard == questions
    assert len(questions) <= MOST_KEYS


async def test_the_tradeoffs_of_two_treatments_are_compared(tmp_path: Path) -> None:
    guide = the_guide()
    app, harness = make_app(tmp_path, guide)
    keys = ["m", "down", "enter", "down", "left", "m", "down", "enter"]
    async with app.run_test(size=SIZE) as pilot:
        for key in keys:
            await pilot.press(key)
        assert harness.spoken[-1].startswith("Tradeoffs. Chemotherapy: Hair loss, nausea,")
        harness.hear_announcement()
        assert harness.spoken[-1].startswith("Stem cell transplant: Serious risks both soon")
    assert len(keys) <= MOST_KEYS


FEW_KEYS = 5
"""Beside the letters of what is typed."""


async def test_two_treatments_are_weighed_against_each_other(tmp_path: Path) -> None:
    guide = the_guide()
    app, harness = make_app(tmp_path, guide)
    keys = ["M", "enter", "enter", "enter"]
    async with app.run_test(size=SIZE) as pilot:
        for key in keys:
            await pilot.press(key)
        assert harness.spoken[-1].startswith("Goal. Chemotherapy: To bring about remission")
        harness.hear_announcement()
        assert harness.spoken[-1].startswith("Targeted pills: To block the signal")
    assert len(keys) <= FEW_KEYS


async def test_a_note_is_written_to_a_sentence_while_it_is_read(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    guide = the_guide()
    app, harness = make_app(tmp_path, guide, position=PLACE, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        harness.hear_words(3)
        await pilot.press("E", *"ask", "space", *"Lee", "enter")
        assert harness.reads_on
    (mark,) = shelf.bookmarks.of(guide.id)
    assert mark.note == "ask Lee"


async def test_questions_kept_by_one_key_are_heard_at_the_visit_by_one_key_each(
    tmp_path: Path,
) -> None:
    guide = the_guide()
    questions = [group.positions[0] for group in question_groups(guide)][:6]
    shelf = open_shelf(tmp_path)
    for position in questions:
        app, _ = make_app(tmp_path, guide, position=position, shelf=shelf)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("K")
    app, harness = make_app(tmp_path, guide, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        for position in questions:
            await pilot.press("D")
            assert guide.sentence_text(position).rstrip("?") in harness.spoken[-1]


async def test_a_temperature_is_written_down_by_one_key_and_its_figures(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    app, harness = make_app(tmp_path, the_guide(), shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("C", *"38", "full_stop", "6", "enter")
        assert "38.6 degrees Celsius" in harness.spoken[-1]
    (entry,) = shelf.entries.of()
    assert entry.text.startswith("38.6")
