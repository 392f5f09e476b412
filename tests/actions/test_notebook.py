"""The notebook: medicines, results, temperatures and notes, by day and kind, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from allvoice.actions.model import GONE, ListModel
from allvoice.actions.own_words.notebook import NO_PLACE
from allvoice.actions.own_words.temperature import Reading, reading_of
from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide
from allvoice.paths import bundled_guide
from allvoice.reading.commands import Play
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.actions.entries_harness import (
    FIRST,
    FIRST_ASKED,
    STATEMENT,
    TEXT,
    SetClock,
    answer,
    at,
    clocked_shelf,
    kept,
    on_item,
    reads_on,
    texts,
)
from tests.actions.harness import ByKeys, ByWords, Front, settings_of

Make = Callable[..., Front]
OFFERED = [
    "A medicine",
    "A test result",
    "An MRD result",
    "A question",
    "A note",
    "A temperature",
]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def shelf(tmp_path: Path, clock: SetClock) -> Iterator[Shelf]:
    with clocked_shelf(tmp_path, clock) as shelf:
        yield shelf


@pytest.fixture(scope="module")
def bundled() -> Guide:
    return load_guide(bundled_guide())


def groups(made: ByKeys) -> list[str]:
    """Return the headings of the open list, with how many items stand below each."""
    made.items("notebook")
    found = [made.model.item(index).group for index in range(made.model.count)]
    return [f"{group} {found.count(group)}" for group in dict.fromkeys(found)]


# Writing


@pytest.mark.parametrize(
    ("number", "asks", "kind", "name"),
    [
        (1, "Type a medicine, then Enter.", EntryKind.MEDICINE, "Medicine"),
        (2, "Type a test result, then Enter.", EntryKind.TEST_RESULT, "Test result"),
        (3, "Type an MRD result, then Enter.", EntryKind.MRD, "MRD result"),
        (5, "Type a note, then Enter.", EntryKind.NOTE, "Note"),
    ],
)
def test_what_can_be_written_stands_first_and_is_kept_with_time_and_place(
    front: Make, number: int, asks: str, kind: EntryKind, name: str
) -> None:
    made = at(front(TEXT), STATEMENT)
    assert [each for each in made.items("notebook") if each != "Write down"] == OFFERED
    assert made.choose(number) == [asks]
    assert answer(made, "Some words") == [f"{name} kept, 22:14: Some words."]
    (entry,) = kept(made)
    assert (entry.kind, entry.text) == (kind, "Some words")
    assert entry.locator is not None
    assert entry.locator.block_index == STATEMENT.block


def test_a_question_of_the_notebook_is_on_the_list_for_the_visit(front: Make) -> None:
    made = at(front(TEXT), FIRST)
    made.items("notebook")
    assert made.choose(4) == ["Type your question, then Enter."]
    answer(made, "May she swim?")
    assert made.items("visit") == ["May she swim?"]


@pytest.mark.parametrize(
    ("action", "kind", "name"),
    [
        ("medicine", EntryKind.MEDICINE, "Medicine"),
        ("test_result", EntryKind.TEST_RESULT, "Test result"),
        ("mrd", EntryKind.MRD, "MRD result"),
        ("write", EntryKind.NOTE, "Note"),
    ],
)
def test_in_lines_each_kind_has_a_word(
    shelf: Shelf, action: str, kind: EntryKind, name: str
) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    assert made.do(action, "Some words") == [f"{name} kept, 22:14: Some words."]
    assert made.do(action) == [
        f"Type {'an' if name[0] == 'M' and name[1] == 'R' else 'a'} "
        f"{name if name.startswith('MRD') else name.lower()}, then Enter."
    ]
    answer(made, "Others")
    assert [(each.kind, each.text) for each in kept(made)] == [
        (kind, "Some words"),
        (kind, "Others"),
    ]


def test_what_was_written_is_taken_back(front: Make) -> None:
    made = at(front(TEXT), STATEMENT)
    made.items("notebook")
    made.choose(1)
    answer(made, "Ondansetron 4 mg")
    if isinstance(made, ByKeys):
        made.do("back")
    assert made.do("undo_mark")[0] == "Taken back: Ondansetron 4 mg."
    assert kept(made) == []


# Reading back


def test_entries_are_grouped_by_day_the_latest_first(shelf: Shelf, clock: SetClock) -> None:
    clock.now -= timedelta(days=400)
    shelf.entries.add(EntryKind.MRD, "Not found")
    clock.now += timedelta(days=399)
    shelf.entries.add(EntryKind.NOTE, "Slept badly")
    clock.now += timedelta(days=1)
    shelf.entries.add(EntryKind.MEDICINE, "Ondansetron 4 mg")
    shelf.entries.add(EntryKind.TEMPERATURE, "37.9 degrees Celsius")
    made = ByKeys(shelf, settings_of(), text=TEXT)
    assert groups(made) == ["Write down 6", "Today 2", "Yesterday 1", "Monday, October 20, 2025 1"]
    assert made.items("notebook")[6:] == [
        "Temperature, 22:14: 37.9 degrees Celsius",
        "Medicine, 22:14: Ondansetron 4 mg",
        "Note, 22:14: Slept badly",
        "MRD result, 22:14: Not found",
    ]
    clock.now += timedelta(days=2)
    assert groups(made)[1] == "Tuesday, November 24 2"


def test_a_clock_that_was_set_back_hides_nothing_and_changes_no_order(
    shelf: Shelf, clock: SetClock
) -> None:
    shelf.entries.add(EntryKind.NOTE, "first")
    clock.now -= timedelta(days=365 * 56)
    shelf.entries.add(EntryKind.NOTE, "second")
    made = ByKeys(shelf, settings_of(), text=TEXT)
    lines = made.items("notebook")[6:]
    assert lines == ["Note, 22:14: second", "Note, 22:14: first"]
    assert groups(made)[1:] == ["Today 1", "Tuesday, November 24, 2026 1"]


def test_left_and_right_show_one_kind_alone(shelf: Shelf) -> None:
    for kind in (EntryKind.MEDICINE, EntryKind.NOTE):
        shelf.entries.add(kind, f"a {kind.value}")
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("notebook")
    assert made.model.name == "Notebook, 2 written"
    made.change(1, 1)
    assert made.model.name == "Notebook: Medicines, 1 written"
    assert made.model.item(0).line == "A medicine"
    assert made.model.item(made.model.selected).line == "Medicine, 22:14: a medicine"
    names = []
    for _ in range(6):
        made.change(1, 1)
        names.append(made.model.name)
    assert names == [
        "Notebook: Test results, nothing written yet",
        "Notebook: MRD results, nothing written yet",
        "Notebook: Questions, nothing written yet",
        "Notebook: Notes, 1 written",
        "Notebook: Temperatures, nothing written yet",
        "Notebook, 2 written",
    ]
    made.change(1, -1)
    assert made.model.name.startswith("Notebook: Temperatures")


def test_in_lines_a_kind_is_named(shelf: Shelf) -> None:
    for kind in (EntryKind.MEDICINE, EntryKind.NOTE):
        shelf.entries.add(kind, f"a {kind.value}")
    made = ByWords(shelf, settings_of(), text=TEXT)
    assert made.plain.type("notebook medicines")[:4] == [
        "Write down",
        "1. A medicine",
        "Today",
        "2. Medicine, 22:14: a medicine",
    ]
    assert made.do("remove_bookmark", 2)[0].startswith("Removed: a medicine.")
    assert made.do("notebook", "all")
    assert made.do("notebook", "bananas")[0].startswith("Type J alone, or with medicines")


def test_an_entry_leads_to_the_place_where_it_was_written(front: Make) -> None:
    made = at(front(TEXT), FIRST)
    made.items("notebook")
    made.choose(5)
    answer(made, "Ask about this")
    at(made, STATEMENT)
    made.items("notebook")
    made.choose(7)
    assert made.sentence == FIRST_ASKED
    assert reads_on(made)


def test_one_without_a_place_or_of_another_document_says_so(front: Make) -> None:
    made = front(TEXT)
    made.shelf.entries.add(EntryKind.NOTE, "imported")
    made.items("notebook")
    assert made.choose(7) == [NO_PLACE.text]
    other = at(front("# Other\n\nSome words.\n"), STATEMENT)
    other.do("bookmark")
    locator = other.shelf.bookmarks.of()[0].locator
    from dataclasses import replace

    elsewhere = replace(locator, guide_id="elsewhere")
    made.shelf.entries.add(EntryKind.NOTE, "there", elsewhere, "Another guide")
    made.items("notebook")
    assert made.choose(7) == ["This was written in Another guide."]


def test_what_can_be_written_is_neither_removed_nor_changed(front: Make) -> None:
    made = front(TEXT)
    made.items("notebook")
    said = ["Only what was written down can be changed."]
    assert on_item(made, "remove", 1) == said
    assert on_item(made, "edit", 1) == said


def test_an_entry_is_changed_removed_and_brought_back(front: Make) -> None:
    made = front(TEXT)
    made.shelf.entries.add(EntryKind.NOTE, "Slept badly")
    made.items("notebook")
    assert edited(made, 7, "Slept well") == [
        "Note changed: Slept well. "
        f"Instead of: Slept badly. {made.shown('undo_mark')} takes it back."
    ]
    assert texts(made) == ["Slept well"]
    assert on_item(made, "remove", 7)[0].startswith("Removed: Slept well.")
    assert made.do("undo_mark") == ["Brought back: Slept well."]
    assert made.do("undo_mark") == ["Changed back: Slept badly."]
    assert texts(made) == ["Slept badly"]


@pytest.mark.parametrize("length_chars", [400, 1_000_000])
def test_a_long_entry_is_told_in_short_and_heard_whole(front: Make, length_chars: int) -> None:
    made = front(TEXT)
    words = ("many words " * (length_chars // 11)).strip()
    made.shelf.entries.add(EntryKind.NOTE, words)
    line = made.items("notebook")[-1]
    assert len(line) < 200
    if isinstance(made, ByKeys):
        assert made.model.item(6).words.endswith(", and so on")
        made.choose(7)
        parts = [made.model.item(index).line for index in range(made.model.count)]
    else:
        made.plain.type("7")  # type: ignore[attr-defined]
        parts = [each.split(". ", 1)[1] for each in made.seen if ". many words" in each]
    assert " ".join(parts) == words
    assert max(map(len, parts)) <= 300


def test_only_the_items_that_are_looked_at_are_made(shelf: Shelf) -> None:
    for number in range(300):
        shelf.entries.add(EntryKind.NOTE, f"note {number}")
    asked: list[str] = []
    read = shelf.entries.one
    shelf.entries.one = lambda entry_id: asked.append(entry_id) or read(entry_id)  # type: ignore
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.actions.do("notebook")
    assert len(asked) < 10
    by_words = ByWords(shelf, settings_of(), text=TEXT, fit=lambda lines: min(len(lines), 8))
    asked.clear()
    by_words.plain.type("J")
    assert len(asked) < 150


# Temperature


@pytest.mark.parametrize(
    ("typed", "figure", "scale"),
    [
        ("38.2", "38.2", "C"),
        ("38,2", "38.2", "C"),
        ("38", "38", "C"),
        (" 38.25 c", "38.25", "C"),
        ("38.2 °C", "38.2", "C"),
        ("100.8", "100.8", "F"),
        ("100,8", "100.8", "F"),
        ("100.8F", "100.8", "F"),
        ("101 degrees Fahrenheit", "101", "F"),
        ("34", "34", "C"),
        ("43", "43", "C"),
        ("93", "93", "F"),
        ("110", "110", "F"),
    ],
)
def test_the_scale_is_told_by_the_size_or_a_letter(typed: str, figure: str, scale: str) -> None:
    assert reading_of(typed) == Reading(figure, scale)


@pytest.mark.parametrize(
    "typed",
    ["3822", "382", "33.9", "43.1", "92.9", "110.1", "38.2 F", "100.8 C", "", "fever", "38.2.1",
     "-38", "٣٨", "38 2", "1e2", "nan", "38.234", "38.2 😀", "3" * 100_000],
)  # fmt: skip
def test_what_no_person_has_is_never_guessed(typed: str) -> None:
    assert reading_of(typed) is None


def test_a_fever_is_kept_with_its_time_and_the_guides_own_words(
    front: Make, bundled: Guide
) -> None:
    made = front(guide=bundled)
    made.do("temperature")
    (told,) = answer(made, "38,2")
    urgent = made.shown("urgent")
    assert told == (
        "Kept: 38.2 degrees Celsius, 22:14. The guide says: Call the care team now, day or night: "
        "fever and chills. A temperature by mouth of 100.4 degrees Fahrenheit, 38.0 Celsius, or "
        f"higher, or the number your team gave you. {urgent} opens the list of when to call."
    )
    assert texts(made, EntryKind.TEMPERATURE) == ["38.2 degrees Celsius"]


def test_below_a_fever_nothing_says_that_all_is_well(front: Make, bundled: Guide) -> None:
    made = front(guide=bundled)
    made.do("temperature")
    assert answer(made, "98.6") == [
        "Kept: 98.6 degrees Fahrenheit, 22:14. "
        f"{made.shown('urgent')} opens the list of when to call."
    ]


def test_in_another_document_the_programs_own_guide_tells_of_fever(
    shelf: Shelf, bundled: Guide
) -> None:
    from allvoice.actions.model import Services

    for guide, says in ((bundled, True), (None, False)):
        services = Services(own_guide=lambda guide=guide: guide)  # type: ignore[misc]
        made = ByWords(shelf, settings_of(), text=TEXT, services=services)
        (told,) = made.do("temperature", "39")
        assert ("The guide says: Call the care team now" in told) is says
        assert told.endswith("urgent opens the list of when to call.")


def test_what_can_be_no_temperature_is_asked_again_and_the_reading_waits(shelf: Shelf) -> None:
    made = at(ByKeys(shelf, settings_of(), text=TEXT), STATEMENT)
    made.reading.do(Play())
    made.do("temperature")
    assert answer(made, "3822") == [
        "“3822” is no temperature of a person. Type it like 38.2 or 100.8, then Enter."
    ]
    assert not reads_on(made)
    assert kept(made) == []
    assert answer(made, "38.2")[0].startswith("Kept: 38.2 degrees Celsius, 22:14.")
    assert reads_on(made)


def test_in_lines_a_wrong_figure_is_told_and_the_next_line_is_for_anything(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    made.plain.type("temp", "3822")
    assert any("“3822” is no temperature" in each for each in made.plain.lines)
    made.plain.type("temp 38.2")
    assert [entry.text for entry in kept(made)] == ["38.2 degrees Celsius"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("101.5 at 7:30", "101.5 degrees Fahrenheit, taken at 7:30"),
        ("38,4 C, 7 pm", "38.4 degrees Celsius, taken at 7 pm"),
        ("38.4 22:15", "38.4 degrees Celsius, taken at 22:15"),
        ("38 7 a.m.", "38 degrees Celsius, taken at 7 a.m."),
    ],
)
def test_a_temperature_of_an_hour_ago_is_kept_with_its_time(
    front: Make, typed: str, words: str
) -> None:
    made = front(TEXT)
    made.do("temperature", typed)
    assert [entry.text for entry in kept(made)] == [words]


def test_who_leaves_after_a_wrong_figure_keeps_nothing_and_the_reading_goes_on(
    shelf: Shelf,
) -> None:
    made = at(ByKeys(shelf, settings_of(), text=TEXT), STATEMENT)
    made.reading.do(Play())
    made.do("temperature")
    answer(made, "3822")
    answer(made, "")
    assert kept(made) == []
    assert reads_on(made)


def test_temperatures_are_read_back_with_their_times(front: Make, clock: SetClock) -> None:
    made = front(TEXT)
    for typed in ("38.2", "37.9"):
        made.do("temperature")
        answer(made, typed)
        clock.now += timedelta(minutes=30)
    assert made.items("notebook")[-2:] == [
        "Temperature, 22:44: 37.9 degrees Celsius",
        "Temperature, 22:14: 38.2 degrees Celsius",
    ]


def edited(made: Front, number: int, typed: str) -> list[str]:
    """Change an entry of the notebook by its number in the list; return what was told."""
    made.items("notebook")
    if isinstance(made, ByWords):
        return made.do("edit", f"{number} {typed}")
    on_item(made, "edit", number)
    return answer(made, typed)


def test_a_temperature_that_is_changed_is_read_and_told_of_like_a_new_one(
    front: Make, bundled: Guide
) -> None:
    made = front(guide=bundled)
    made.do("temperature")
    answer(made, "37.2")
    (told,) = edited(made, 7, "39,4")
    assert told.startswith(
        "Temperature changed: 39.4 degrees Celsius. "
        "The guide says: Call the care team now, day or night"
    )
    undo, urgent = made.shown("undo_mark"), made.shown("urgent")
    assert told.endswith(
        f"{urgent} opens the list of when to call. "
        f"Instead of: 37.2 degrees Celsius. {undo} takes it back."
    )
    assert texts(made) == ["39.4 degrees Celsius"]
    if isinstance(made, ByKeys):
        made.do("back")
    assert made.do("undo_mark")[0] == "Changed back: 37.2 degrees Celsius."


def test_a_temperature_is_not_changed_into_what_is_none(front: Make) -> None:
    made = at(front(TEXT), STATEMENT)
    made.do("temperature")
    answer(made, "38.2")
    (refused,) = edited(made, 7, "banana")
    assert refused.startswith("“banana” is no temperature of a person. ")
    assert texts(made) == ["38.2 degrees Celsius"]
    if isinstance(made, ByWords):
        assert refused.endswith("Type edit, its number and the figure.")
        made.do("edit", "7")
    # The line holds what is kept, of which the figure alone is changed.
    assert answer(made, "38.4 degrees Celsius, taken at 8:30")[0].startswith(
        "Temperature changed: 38.4 degrees Celsius, taken at 8:30."
    )
    assert texts(made) == ["38.4 degrees Celsius, taken at 8:30"]


def test_a_temperature_of_which_nothing_is_left_is_removed_and_comes_back(front: Make) -> None:
    made = at(front(TEXT), STATEMENT)
    made.do("temperature")
    answer(made, "38.2")
    edited(made, 7, "" if isinstance(made, ByKeys) else "none")
    assert kept(made) == []
    if isinstance(made, ByKeys):
        made.do("back")
    made.do("undo_mark")
    assert texts(made) == ["38.2 degrees Celsius"]


# What two windows wrote


def test_two_doses_on_lines_of_their_own_are_never_told_as_one_run(front: Make) -> None:
    made = at(front(TEXT), STATEMENT)
    made.shelf.entries.add(EntryKind.MEDICINE, "vincristine 1 mg\nvincristine 2 mg")
    assert made.items("notebook")[-1] == (
        "Medicine, 22:14: vincristine 1 mg; also: vincristine 2 mg"
    )
    told = on_item(made, "remove", 7)[0]
    assert told.startswith("Removed: vincristine 1 mg; also: vincristine 2 mg.")


def test_the_list_no_longer_shows_an_entry_that_another_window_removed(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    gone = shelf.entries.add(EntryKind.NOTE, "Slept badly")
    shelf.entries.add(EntryKind.NOTE, "Slept well")
    at = made.items("notebook").index(
        next(each for each in made.items("notebook") if "badly" in each)
    )
    shelf.entries.remove(gone)
    assert made.choose(at + 1) == [GONE.text]
    assert made.model.count == at


def test_a_long_entry_that_is_taken_back_is_open_no_longer(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.do("write")
    answer(made, "word " * 200)
    count = len(made.items("notebook"))
    opened = made.model.choose(count - 1)
    assert isinstance(opened, ListModel)
    made.actions.show(replace(opened, behind=made.model))
    assert made.model.name == "Note, 4 parts"
    assert made.do("undo")[0].startswith("Taken back: ")
    assert made.model.name == "Notebook, nothing written yet"
