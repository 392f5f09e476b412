"""Treatments are weighed: each has a card to fill in, and two are compared by ear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allvoice.actions.model import GONE, ListModel, Services
from allvoice.actions.own_words.weighing import ADD, COMPARE, READ, RENAME
from allvoice.guide.load import parse_guide
from allvoice.guide.treatments import line_text, weighed_treatments
from allvoice.paths import bundled_guide
from allvoice.plain.prompts import TO_ANSWER
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, settings_of
from tests.actions.test_comparing import told

TEXT = """\
# Pills

One a day.

## Goal, Fit, Burden, Fallback for targeted pills

- **Goal**: Stop the signal.
- **Fit**: Only with the gene change.
- **Burden**: Daily, for years.
- **Fallback plan**: Another pill.

# Transplant

New cells.

## Goal, Fit, Burden, Fallback for a transplant

- **Goal**: Replace the marrow.
- **Fit**: High risk.
- **Burden**: Weeks in the hospital.
- **Fallback plan**: A trial.

## Goal and burden of nothing

- **Goal**: Not one of four.
"""


def test_the_guide_offers_four_lines_for_each_treatment_it_weighs() -> None:
    from pathlib import Path

    guide = parse_guide([(Path("guide.md"), TEXT)])
    found = weighed_treatments(guide)
    assert [each.name for each in found] == ["targeted pills", "transplant"]
    assert [line_text(guide, each) for each in found[1].lines.values()] == [
        "Replace the marrow.", "High risk.", "Weeks in the hospital.", "A trial.",
    ]  # fmt: skip


def test_the_guide_that_comes_with_the_program_offers_all_treatments_of_its_chapters() -> None:
    from allvoice.guide.load import load_guide

    guide = load_guide(bundled_guide())
    found = weighed_treatments(guide)
    assert [each.name for each in found] == [
        "chemotherapy",
        "targeted pills",
        "blinatumomab and inotuzumab",
        "transplant",
        "CAR T cells",
        "clinical trial",
    ]
    for each in found:
        assert all(len(line_text(guide, position)) > 20 for position in each.lines.values())


def test_the_first_line_that_is_written_makes_a_card(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    assert made.items("weigh") == ["Targeted pills", "Transplant", ADD]
    made.choose(2)
    assert made.model.name == "Transplant"
    assert [made.model.item(index).line for index in range(made.model.count)] == [
        COMPARE,
        "Goal: The guide says: Replace the marrow.",
        "Fit: The guide says: High risk.",
        "Burden: The guide says: Weeks in the hospital.",
        "Fallback plan: The guide says: A trial.",
        READ,
        RENAME,
    ]
    assert shelf.cards.all() == []
    made.choose(4)
    made.answer("Six weeks away from her brother")
    (card,) = shelf.cards.all()
    assert (card.treatment, card.burden) == ("transplant", "Six weeks away from her brother")
    assert made.model.item(3).line == "Burden: Six weeks away from her brother"
    assert made.model.behind is not None
    assert made.items("weigh")[:2] == ["Transplant, 1 of 4 filled in", "Targeted pills"]


def test_a_line_is_changed_and_taken_away_and_the_guide_is_offered_again(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    shelf.cards.change(shelf.cards.add("transplant"), goal="Cure")
    made.items("weigh")
    made.choose(1)
    made.choose(2)
    assert made.door.question is not None
    assert made.door.question.initial == "Cure"
    made.answer("Cure, the doctor says")
    assert shelf.cards.all()[0].goal == "Cure, the doctor says"
    assert made.remove(2) == ["Removed: Goal."]
    assert shelf.cards.all()[0].goal == ""
    assert made.remove(2) == ["There is nothing of yours to remove here."]
    assert made.do("undo") == ["Brought back: Goal."]
    assert shelf.cards.all()[0].goal == "Cure, the doctor says"


def test_another_treatment_is_added_renamed_removed_and_brought_back(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(3)
    made.answer("Trial at the big center")
    assert made.model.name == "Trial at the big center"
    made.choose(made.model.count)
    made.answer("Trial X")
    assert made.items("weigh")[0] == "Trial X, 0 of 4 filled in"
    assert made.remove(1) == ["Removed: Trial X."]
    assert shelf.cards.all() == []
    made.do("undo")
    assert [each.treatment for each in shelf.cards.all()] == ["Trial X"]
    assert made.remove(2) == ["That is the guide's own. Only your cards can be removed."]


def test_the_same_name_again_opens_the_card_there_is(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(3)
    made.answer("Transplant")
    assert made.model.name == "Transplant"
    assert shelf.cards.all() == []


def test_two_treatments_are_told_line_by_line_own_words_before_those_of_the_guide(
    shelf: Shelf,
) -> None:
    shelf.cards.change(shelf.cards.add("transplant"), burden="Six weeks away")
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(1)
    made.choose(1)
    assert made.model.name == "Compare transplant with, 1 treatment"
    made.choose(1)
    assert told(made) == [
        "Goal. Transplant: Replace the marrow.",
        "Targeted pills: Stop the signal.",
        "Fit. Transplant: High risk.",
        "Targeted pills: Only with the gene change.",
        "Burden. Transplant: Six weeks away.",
        "Targeted pills: Daily, for years.",
        "Fallback plan. Transplant: A trial.",
        "Targeted pills: Another pill.",
    ]


def test_what_is_told_of_two_treatments_is_stepped_through_by_key(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(1)
    made.choose(1)
    made.choose(1)
    assert made.do("next_in_column") == ["Transplant: Replace the marrow."]
    assert made.do("next_in_column") == ["Fit. Targeted pills: Only with the gene change."]
    assert made.do("previous_in_column") == ["Transplant: Replace the marrow."]


def test_a_handout_is_offered_the_treatments_of_the_programs_own_guide(shelf: Shelf) -> None:
    from pathlib import Path

    own = parse_guide([(Path("guide.md"), TEXT)])
    services = Services(own_guide=lambda: own)
    made = ByKeys(shelf, settings_of(), text="# Handout\n\nRest.", services=services)
    assert made.items("weigh") == ["Targeted pills", "Transplant", ADD]
    made.choose(1)
    lines = [made.model.item(index).line for index in range(made.model.count)]
    assert "Goal: The guide says: Stop the signal." in lines
    assert READ not in lines


def test_a_card_is_filled_in_by_lines(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    made.plain.type("M", "2")
    assert made.plain.type("4")[-1] == TO_ANSWER
    assert made.plain.type("Six weeks away")[0] == "Burden: Six weeks away."
    assert shelf.cards.all()[0].burden == "Six weeks away"
    made.plain.type("M 1")
    assert "Now: Six weeks away. None removes it." in made.plain.type("4")[0]
    assert made.plain.type("none")[0] == "Burden: nothing yet."
    made.plain.type("M 1", "4")
    made.plain.type("")
    assert shelf.cards.all()[0].burden == ""
    assert made.reading.state.reads_on, "what was paused for the list and the line is read on"


def test_the_key_for_a_note_changes_the_line_of_a_card_as_enter_does(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(2)
    made.door.selected = 3
    assert made.do("note") == ["Type the burden for transplant, then Enter."]
    made.answer("Six weeks away")
    assert shelf.cards.all()[0].burden == "Six weeks away"
    assert made.model.item(3).line == "Burden: Six weeks away"
    made.door.selected = 0
    assert made.do("note") == ["Only what was written down can be changed."]


def test_who_asks_for_the_urgent_list_while_writing_gets_it(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    made.plain.type("M", "2", "4", "911")
    assert shelf.cards.all() == []
    assert made.plain.type("M")[0] == "From the guide"


def test_what_another_window_wrote_on_a_card_is_kept_and_told(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    card = shelf.cards.add("transplant")
    made.plain.type("M 1", "4")
    shelf.cards.change(card, burden="theirs")
    assert made.plain.type("mine")[0] == (
        "Burden: theirs; also: mine. Another window wrote here too; both are kept."
    )


def test_what_was_written_on_a_card_is_taken_back_and_the_card_with_its_first_line(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(2)
    made.choose(4)
    made.answer("Six weeks away")
    made.choose(4)
    made.answer("Six months away")
    assert made.do("undo_mark") == ["Burden as before: transplant."]
    assert shelf.cards.all()[0].burden == "Six weeks away"
    assert made.do("undo_mark") == ["Card taken back: transplant."]
    assert shelf.cards.all() == []
    made.items("weigh")
    made.choose(3)
    made.answer("Trial X")
    assert made.do("undo_mark") == ["Card taken back: Trial X."]
    assert shelf.cards.all() == []


def test_what_another_window_wrote_on_a_card_since_is_not_taken_back(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    card = shelf.cards.add("transplant")
    made.items("weigh")
    made.choose(1)
    made.choose(2)
    made.answer("Cure")
    shelf.cards.change(shelf.cards.all()[0], goal="Cure, and time")
    made.do("undo_mark")
    assert shelf.cards.all()[0].goal == "Cure, and time"
    assert shelf.cards.all()[0].id == card.id


@pytest.mark.parametrize("typed", ["q", "quit", "h", "help"])
def test_who_is_lost_in_the_middle_of_writing_can_ask_for_help_and_quit(
    shelf: Shelf, typed: str
) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    made.plain.type("M", "2", "4", typed)
    assert shelf.cards.all() == []
    assert made.plain.reader._door.question is None


def test_a_card_that_is_taken_back_is_open_no_longer_and_comes_back_into_the_list(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(3)
    made.answer("Zed")
    assert made.model.name == "Zed"
    assert made.do("undo") == ["Card taken back: Zed."]
    assert made.model.name == "Treatments to weigh, 2"
    assert made.do("redo") == ["Brought back: Zed."]
    assert (made.model.count, made.door.selected) == (4, 0)
    assert made.do("undo") == ["Card taken back: Zed."], "the same step has the same words"
    assert made.model.name == "Treatments to weigh, 2"


def test_taking_a_card_back_has_the_same_words_in_lines(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    made.plain.type("M", "3", "Zed")
    for _ in range(2):
        assert made.do("undo_mark") == ["Card taken back: Zed."]
        assert made.do("redo") == ["Brought back: Zed."]


def test_a_card_that_was_removed_is_removed_again_in_the_same_words(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    shelf.cards.add("Zed")
    made.items("weigh")
    assert made.remove(1) == ["Removed: Zed."]
    assert made.do("undo") == ["Brought back: Zed."]
    assert made.do("redo") == ["Removed: Zed."]


def test_a_card_whose_new_name_is_taken_back_stays_open_with_the_old_one(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    shelf.cards.change(shelf.cards.add("Zed"), goal="Time at home")
    made.items("weigh")
    made.choose(1)
    made.choose(made.model.count)
    made.answer("Zed two")
    assert made.do("undo") == ["Name as before: Zed."]
    assert (made.model.name, made.model.item(1).text) == ("Zed", "Time at home")


def test_a_treatment_of_the_guide_stays_open_where_its_card_is_taken_back(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(2)
    made.choose(4)
    made.answer("Six weeks away")
    assert made.do("undo") == ["Card taken back: transplant."]
    assert made.model.name == "Transplant"
    assert "Six weeks" not in made.model.item(3).text
    made.do("back")
    assert made.model.item(1).text == "Transplant", "the list behind it is as it is now"


def test_the_list_to_compare_with_goes_with_the_card(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("weigh")
    made.choose(3)
    made.answer("Zed")
    made.actions.show(replace(result_of(made, 1), behind=made.model))
    assert made.model.name.startswith("Compare Zed with")
    made.do("undo")
    assert made.model.name == "Treatments to weigh, 2"


def result_of(made: ByKeys, number: int) -> ListModel:
    result = made.model.choose(number - 1)
    assert isinstance(result, ListModel)
    return result


def test_a_card_that_another_window_removed_is_told_so_and_leaves_the_list(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    zed = shelf.cards.add("Zed")
    for do in (made.choose, made.remove):
        made.items("weigh")
        shelf.cards.remove(zed)
        assert do(1) == [GONE.text]
        assert made.model.name == "Treatments to weigh, 2"
        shelf.cards.restore(zed)


def test_an_open_card_that_another_window_removed_is_told_so_and_closed(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    zed = shelf.cards.add("Zed")
    made.items("weigh")
    made.choose(1)
    shelf.cards.remove(zed)
    assert made.choose(2) == [GONE.text]
    assert made.model.name == "Treatments to weigh, 2"
    assert shelf.cards.all() == []
