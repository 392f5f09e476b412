"""Words are found alike by keys and by typed words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.actions.finding.search import MOST_SHOWN_CHARS
from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position
from allvoice.reading import progress
from allvoice.reading.commands import GoTo, GoToEnd, Pause, Play, Stop
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import (
    ByKeys,
    ByWords,
    Front,
    settings_of,
)
from tests.reading.harness import TEXT

Make = Callable[..., Front]
ROUND_THE_END = "Gone round the end of the guide."
ROUND_THE_START = "Gone round the start of the guide."


@pytest.fixture
def keys(shelf: Shelf) -> ByKeys:
    return ByKeys(shelf, settings_of())


# At both front doors


BEGIN, NIGHT, FOOD = "Before you begin, chapter 1.", "At night, chapter 1.", "Food, chapter 2."


def test_the_next_sentence_that_holds_the_words_is_gone_to_and_which_of_how_many_it_is(
    front: Make,
) -> None:
    made = front()
    assert made.find("The") == [f"The, 1 of 4. {BEGIN}"]
    assert made.sentence == "Call the care team first."
    assert made.find_on() == [f"2 of 4, {BEGIN}"]
    assert made.sentence == "Then write down the time."


def test_an_expert_is_told_the_number_alone(front: Make) -> None:
    made = front(verbosity="expert")
    assert made.find("the") == ["The, 1 of 4."]
    assert made.find_on() == ["2 of 4"]


def test_which_one_it_is_is_heard_before_the_sentence_gone_to(front: Make) -> None:
    made = front()
    made.reading.do(Play())
    made.find("The")
    announcement = made.reading.voice.announcement
    assert announcement is not None
    assert " ".join(announcement.words).startswith("The, 1 of 4.")
    assert made.reading.says()[0] == "Call the care team first."


def test_the_sentence_one_stands_on_is_found_first(front: Make) -> None:
    made = front()
    made.reading.do(GoTo(Position(1, 0), play=False))
    assert made.find("care team") == [f"Care team, 1 place. {BEGIN}"]
    assert made.sentence == "Call the care team first."


def test_looking_on_leaves_the_sentence_one_stands_on(front: Make) -> None:
    made = front()
    made.find("the")
    seen = []
    for _ in range(4):
        made.find_on()
        seen.append(made.sentence)
    assert len(set(seen)) == 4
    assert seen[-1] == "Call the care team first."


def test_the_words_just_found_are_looked_for_further_on(front: Make) -> None:
    made = front()
    made.reading.do(Play())
    made.find("the")
    seen = []
    for _ in range(4):
        said = made.find("the")
        seen.append(made.sentence)
        assert made.reading.state.reads_on
    assert said == [f"{ROUND_THE_END} 1 of 4, {BEGIN}"]
    assert len(set(seen)) == 4
    # Elsewhere they are looked for anew.
    made.reading.do(GoTo(Position(1, 1), play=True))
    assert made.find("the") == [f"The, 2 of 4. {BEGIN}"]
    assert made.sentence == "Then write down the time."


def test_that_it_went_round_is_said_at_either_end(front: Make) -> None:
    made = front()
    made.find("the")
    assert made.do("previous_match") == [f"{ROUND_THE_START} 4 of 4, {NIGHT}"]
    assert made.reading.voice.earcons[-1] == "edge"
    assert made.find_on() == [f"{ROUND_THE_END} 1 of 4, {BEGIN}"]
    made.reading.do(GoTo(Position(7), play=False))
    assert made.find("care") == [f"Care, 1 place. {ROUND_THE_END} {BEGIN}"]


def test_the_only_place_is_found_again_round_the_guide(front: Make) -> None:
    made = front()
    made.find("meals")
    assert made.find_on() == [f"{ROUND_THE_END} 1 place, {FOOD}"]
    assert made.sentence == "Small meals help."


SILENT = {
    "before anything was read": (),
    "paused": (GoTo(Position(1, 0), play=True), Pause()),
    "stopped": (GoTo(Position(1, 0), play=True), Stop()),
    "one sentence read": (GoTo(Position(1, 0), play=False),),
    "at the end": (GoToEnd(),),
}


@pytest.mark.parametrize("way", ["find", "on", "back", "list"])
@pytest.mark.parametrize("situation", SILENT)
def test_what_was_found_is_read_on_from_in_whatever_state_one_was(
    front: Make, situation: str, way: str
) -> None:
    made = front()
    if way != "find":
        made.find("small")
    for command in SILENT[situation]:
        # A jump would end what next means.
        if way != "on" or not isinstance(command, GoTo | GoToEnd):
            made.reading.do(command)
    if way == "find":
        made.find("small")
    elif way == "list":
        made.items("finds")
        made.choose(1)
    else:
        made.find_on() if way == "on" else made.do("previous_match")
    assert made.reading.state.reads_on
    assert made.sentence == "Small meals help."
    assert made.reading.hear_all()[-1] == "Small meals help."


def test_the_tour_of_a_first_start_ends_and_the_find_is_read_on_from(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), begins=False)
    made.actions.tour.welcome("Welcome.")
    made.find("small")
    assert made.reading.state.reads_on
    assert made.reading.hear_all() == ["Small meals help."]


def test_one_sentence_at_a_time_stays_so(front: Make) -> None:
    made = front(one_sentence=True)
    made.find("care")
    assert made.reading.hear_all() == ["Call the care team first."]
    assert made.reading.state.status is Status.WAITING


# What was not typed as the guide has it


def test_a_word_that_is_surely_meant_is_gone_to_and_told(front: Make) -> None:
    made = front()
    said = made.find("temperture")
    assert said == [f"Temperture is not in this guide. Temperature, 1 place. {BEGIN}"]
    assert made.sentence == "Take the temperature."


def test_a_word_left_out_is_told(front: Make) -> None:
    made = front()
    said = made.find("xylophone meals")
    assert said == [f"Xylophone is not in this guide. Meals, 1 place. {FOOD}"]


def test_words_that_no_place_has_together_are_told_of(front: Make) -> None:
    made = front()
    said = made.find("meals phone bed")
    assert said == [f"No place has all the words. Phone bed, 1 place. {NIGHT}"]


def test_another_name_of_the_very_thing_is_told_as_one(front: Make, tmp_path: Path) -> None:
    guide = guide_beside(
        tmp_path, '[[name]]\nsaid = ["thermometer reading"]\nhere = ["temperature"]\n'
    )
    made = front(guide=guide)
    said = made.find("thermometer reading")
    assert said == [
        f"Thermometer reading is here called temperature. Temperature, 1 place. {BEGIN}"
    ]


def test_what_is_only_like_the_word_is_not_told_to_be_the_same(front: Make, tmp_path: Path) -> None:
    guide = guide_beside(tmp_path, '[[same]]\nsaid = ["burning up"]\nhere = ["temperature"]\n')
    made = front(guide=guide)
    said = made.find("burning up")
    assert said == [f"Looking for temperature instead of burning up. Temperature, 1 place. {BEGIN}"]


def test_of_more_words_that_are_nowhere_one_sentence_is_told(front: Make) -> None:
    made = front("# A\n\n## Meals\n\nMeals are eaten in bed.\n")
    (said,) = made.find("xylophone meals in bed quagga")
    assert said.startswith("Xylophone and quagga are not in this guide. Meals bed, 1 place.")


def guide_beside(folder: Path, synonyms: str) -> Guide:
    """Return the usual guide with a list of synonyms beside it."""
    (folder / "s.toml").write_text(synonyms, encoding="utf-8")
    path = folder / "guide.md"
    path.write_text(f"---\nsynonyms: s.toml\n---\n\n{TEXT}", encoding="utf-8")
    return load_guide(path)


def test_a_name_is_found_by_how_the_lexicon_respells_it(front: Make) -> None:
    made = front("# A\n\nRest now.\n\nMethotrexate is given once a week.\n")
    said = made.find("meth oh treks ate")
    assert said == ["Meth oh treks ate is not in this guide. Methotrexate, 1 place. A."]


def test_what_is_nowhere_is_said_with_what_is_nearest_and_the_place_stays(front: Make) -> None:
    made = front()
    made.reading.do(GoTo(Position(1, 1), play=False))
    how = "Enter" if isinstance(made, ByKeys) else "Search alone"
    assert made.find("zebra") == [f"Nothing for zebra. Nearest: near, 1 place. {how} looks for it."]
    assert made.sentence == "Then write down the time."
    assert not made.reading.state.reads_on
    if isinstance(made, ByKeys):
        # The line is open again, with the word in it.
        assert made.door.question is not None
        assert made.door.question.initial == "near"
        assert made.answer("near") == [f"Near, 1 place. {NIGHT}"]
    else:
        assert made.find_on() == [f"Near, 1 place. {NIGHT}"]
    assert made.reading.state.reads_on


def test_where_nothing_is_near_nothing_is_offered(front: Make) -> None:
    made = front()
    assert made.find("???") == ["Nothing in this guide matches “???”."]


def test_of_long_words_that_are_nowhere_only_the_beginning_is_said(front: Make) -> None:
    made = front()
    (said,) = made.find("z" * 900)
    assert said.startswith(f"Nothing for {'z' * (MOST_SHOWN_CHARS - 1)}…. Nearest: ")


def test_looking_on_before_any_search_says_how_to_search(front: Make) -> None:
    made = front()
    how = f"{made.press('search')} to search first."
    assert made.do("previous_match") == [how]
    assert made.do("finds") == [how]
    if isinstance(made, ByWords):
        assert made.find_on() == [how]


def test_for_a_screen_reader_what_is_told_comes_before_the_sentence(front: Make) -> None:
    made = front(external_screen_reader=True)
    order: list[str] = []

    class Screen:
        def state_changed(self, old: object, new: object) -> None:
            order.append(made.sentence)

        def message_shown(self, text: str) -> None:
            order.append(text)

    made.reading.session.observers.append(Screen())
    made.find("small")
    told = f"Small, 1 place. {FOOD}"
    assert order[order.index(told) :][:2] == [told, "Small meals help."]


# The list of what was found


def test_all_places_are_listed_with_where_they_are_and_what_stands_around(front: Make) -> None:
    made = front()
    made.find("the")
    assert made.items("finds") == [
        "Before you begin, chapter 1: Call the care team first.",
        "Before you begin, chapter 1: Then write down the time.",
        "Before you begin, chapter 1: Take the temperature.",
        "At night, chapter 1: Keep the number by the phone, near the …",
    ]
    made.choose(4)
    assert made.sentence.startswith("Keep the number")


def test_a_place_of_the_list_is_gone_to_by_its_number(front: Make) -> None:
    made = front()
    made.find("the")
    if isinstance(made, ByWords):
        made.plain.type("finds 3")
    else:
        made.do("finds", 3)
    assert made.sentence == "Take the temperature."
    assert made.find_on() == [f"4 of 4, {NIGHT}"]


def test_the_list_opens_at_the_present_place_and_leaps_by_chapters(keys: ByKeys) -> None:
    keys.find("e")
    keys.find("the")
    keys.find_on()
    keys.do("finds")
    assert keys.model.selected == 1
    assert keys.model.name == "The, 4 places"
    landmark = keys.model.landmark
    assert landmark is not None
    assert landmark(1, 1) == 1
    assert landmark(3, -1) == 0
    keys.do("finds")
    assert not keys.door.is_list_open


def test_ten_thousand_places_are_worded_only_where_they_are_looked_at(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    worded: list[Position] = []
    keys = ByKeys(shelf, settings_of(), text="# A\n\n" + "Here is a word to find.\n\n" * 10_000)
    keys.find("word")
    keys.scheduler.do_all()

    def place(guide: Guide, position: Position, *, brief: bool = False) -> str:
        worded.append(position)
        return "there"

    monkeypatch.setattr(progress, "place", place)
    keys.do("finds")
    keys.scheduler.do_all()
    assert keys.model.count == 10_000
    assert worded == []
    assert keys.model.item(9_999).text == "there: Here is a word to find."


# How long it lasts


@pytest.mark.parametrize(
    "jump",
    [
        lambda keys: keys.do("next_section"),
        lambda keys: keys.do("start"),
        lambda keys: keys.do("end"),
        lambda keys: (keys.items("contents"), keys.choose(3)),
        lambda keys: keys.reading.do(GoTo(Position(7), play=True)),
    ],
    ids=["section", "start", "end", "contents", "jump"],
)
def test_a_jump_elsewhere_ends_what_next_means_and_what_is_marked(
    keys: ByKeys, jump: Callable[[ByKeys], object]
) -> None:
    search = keys.actions.search
    keys.find("take")
    before = search.is_on
    jump(keys)
    assert (before, search.is_on) == (True, False)
    assert keys.door.match is None


def test_small_steps_leave_it_and_the_end_of_the_chapter_ends_it(keys: ByKeys) -> None:
    keys.find("care")
    for action in ("next_sentence", "next_paragraph", "previous_paragraph", "repeat", "play"):
        keys.do(action)
        assert keys.actions.search.is_on, action
    keys.find("finds it")
    keys.do("next_sentence")
    assert keys.sentence == "Food"
    assert not keys.actions.search.is_on


def test_the_find_before_is_gone_to_also_once_next_means_the_next_section(keys: ByKeys) -> None:
    keys.find("the")
    keys.do("end")
    keys.do("next_match")
    assert keys.do("previous_match") == [f"The, 4 of 4. {NIGHT}"]
    assert keys.actions.search.is_on


# By keys: a line to type into


def test_the_reading_is_held_while_words_are_typed(keys: ByKeys) -> None:
    assert keys.do("search") == ["Search. Type what to find, then Enter."]
    assert keys.reading.state.status is Status.PAUSED
    assert keys.door.question is not None
    assert keys.door.question.initial == ""


def test_the_words_of_before_are_offered_again(keys: ByKeys) -> None:
    keys.find("  care   team ")
    assert keys.do("search") == [
        "Search. Type what to find, then Enter. Enter alone looks for care team."
    ]
    assert keys.door.question is not None
    assert keys.door.question.initial == "care team"


def test_leaving_reads_on_where_that_went_on(keys: ByKeys) -> None:
    keys.do("search")
    assert keys.do("leave_search") == []
    assert keys.reading.state.status is Status.PLAYING
    assert keys.door.question is None


def test_leaving_says_so_where_nothing_was_read(keys: ByKeys) -> None:
    keys.reading.do(Pause())
    keys.do("search")
    assert keys.do("leave_search") == ["Search left."]
    assert keys.reading.state.status is Status.PAUSED


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_is_told_unless_the_reading_goes_on(keys: ByKeys, typed: str) -> None:
    keys.do("search")
    assert keys.answer(typed) == []
    assert keys.reading.state.status is Status.PLAYING
    keys.reading.do(Pause())
    keys.do("search")
    assert keys.answer(typed) == ["Nothing was typed."]


def test_words_that_are_nowhere_let_the_reading_go_on_once_the_line_is_left(keys: ByKeys) -> None:
    keys.find("zebra")
    assert not keys.reading.state.reads_on
    keys.do("leave_search")
    assert keys.reading.state.reads_on


def test_what_was_found_is_marked_until_the_search_is_ended(keys: ByKeys) -> None:
    keys.find("care")
    match = keys.door.match
    assert match is not None
    assert match.position == Position(1, 0)
    keys.do("back")
    assert keys.door.match is None
    # The key for the next find is the one for the next section, then.
    keys.do("next_match")
    assert keys.sentence == "At night"


def test_the_nearest_is_told_with_as_many_places_as_are_found_then(front: Make) -> None:
    made = front("# A\n\nStay near.\n\nA nearby chair.\n\nHere is nothing.\n\nNearness helps.\n")
    (said,) = made.find("zebra")
    assert "Nearest: near, 3 places." in said
    (found,) = made.answer("near") if isinstance(made, ByKeys) else made.find_on()
    assert found.startswith("Near, 1 of 3.")
