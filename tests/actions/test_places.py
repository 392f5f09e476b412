"""After a wrong jump one key, or one word, leads back to where the listener was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Play
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, Front, settings_of

Make = Callable[..., Front]
TEXT = """# When to call us

Call 911 for these.

- A seizure.

# Food

Small meals help. Drink often.

# Questions about food

- What may he eat?

See [when to call](#when-to-call-us).
"""
DRINK = Position(4, 1)


@pytest.fixture(params=[ByKeys, ByWords])
def front(request: pytest.FixtureRequest, shelf: Shelf) -> Make:
    """Return what makes a front door of one kind, the reading being at "Drink often."."""

    def make(**changes: object) -> Front:
        made: Front = request.param(shelf, settings_of(**changes), text=TEXT, position=DRINK)
        made.reading.do(Play())
        return made

    return make


def by_contents(made: Front) -> None:
    made.items("chapters")
    made.choose(1)


def by_search(made: Front) -> None:
    made.find("seizure")


def by_next_find(made: Front) -> None:
    made.find("Drink")
    made.find_on()
    made.find("meals")


def by_bookmark(made: Front) -> None:
    made.reading.do(GoTo(Position(2), play=True))
    made.do("bookmark")
    made.do("previous_place")
    made.items("bookmarks")
    made.choose(1)


def by_question(made: Front) -> None:
    made.items("questions")
    made.choose(2 if isinstance(made, ByKeys) else 1)


def by_start(made: Front) -> None:
    made.do("start")


def by_section(made: Front) -> None:
    made.do("next_section")


@pytest.mark.parametrize(
    "jump",
    [by_contents, by_search, by_next_find, by_bookmark, by_question, by_start, by_section],
    ids=lambda jump: jump.__name__,
)
def test_each_jump_is_undone_by_one_key_or_word_and_the_place_is_told(
    front: Make, jump: Callable[[Front], None]
) -> None:
    made = front()
    jump(made)
    reached = made.reading.state.position
    assert reached != DRINK
    assert made.do("previous_place") == ["Back. Food, chapter 2."]
    assert made.reading.state.position == DRINK
    assert made.reading.says()[:2] == ["Back. Food, chapter 2.", "Drink often."]
    made.do("next_place")
    assert made.reading.state.position == reached


def test_a_link_is_gone_back_from_as_well(front: Make) -> None:
    made = front()
    made.do("next_section")
    left = made.reading.state.position
    made.items("links")
    made.choose(1)
    made.do("previous_place")
    assert made.reading.state.position == left


def test_where_there_was_no_jump_that_is_told(front: Make) -> None:
    made = front()
    assert made.do("previous_place") == ["No place before."]
    assert made.do("next_place") == ["No place after."]


def test_in_one_sentence_the_voice_goes_back_to_rest_where_it_rested(front: Make) -> None:
    made = front()
    made.do("stop")
    made.do("start")
    made.reading.hear_all()
    assert made.do("previous_place") == ["Back. Food, chapter 2."]
    assert made.reading.state.status is Status.STOPPED


def typed(shelf: Shelf, **changes: object) -> ByWords:
    made = ByWords(shelf, settings_of(**changes), text=TEXT, position=DRINK)
    made.reading.do(Play())
    return made


@pytest.mark.parametrize(("back", "forward"), [(",", "."), ("before", "forward")])
def test_in_plain_lines_a_sign_or_a_word_is_typed(shelf: Shelf, back: str, forward: str) -> None:
    made = typed(shelf)
    made.plain.type("g")
    assert "Back. Food, chapter 2." in made.plain.type(back)
    assert made.sentence == "Drink often."
    assert "Forward. When to call us, chapter 1." in made.plain.type(forward)


def test_the_word_back_is_silence_while_the_guide_is_read_and_then_leads_back(
    shelf: Shelf,
) -> None:
    made = typed(shelf)
    made.plain.type("g")
    assert "Stopped." in made.plain.type("back")
    assert made.sentence == "When to call us"
    lines = made.plain.type("back")
    assert "Back. Food, chapter 2." in lines
    assert "Stopped." not in lines
    assert made.sentence == "Drink often."


def test_the_word_back_where_there_is_no_place_before_is_silence(shelf: Shelf) -> None:
    made = typed(shelf)
    assert "Stopped." in made.plain.type("back")
    assert "Stopped." in made.plain.type("back")
    assert made.sentence == "Drink often."


def test_the_word_back_first_leaves_what_is_open(shelf: Shelf) -> None:
    made = typed(shelf)
    made.plain.type("g", "t")
    lines = made.plain.type("back")
    assert "Stopped." not in lines
    assert made.reading.state.reads_on
    assert made.sentence == "When to call us"


def test_with_a_screen_reader_the_word_back_leads_back_at_once(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(external_screen_reader=True), text=TEXT, position=DRINK)
    made.plain.type("g")
    lines = made.plain.type("back")
    assert lines[:2] == ["Back. Food, chapter 2.", "Drink often."]
