"""Each option changes what it names, at once, is kept, and what is amiss with that is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pytest

from allvoice.actions.options.option_list import NO_OTHER_COLOURS, NO_PATTERNS, SHOWN_ALONE
from allvoice.actions.words import capitalized
from allvoice.errors import SettingsError
from allvoice.guide.skippable import KINDS, PATTERNS, spoken_kind
from allvoice.reading.state import State
from allvoice.shelf.settings.kinds import Flag, Number, OneOf
from allvoice.shelf.settings.spec import GROUPS, Applies
from allvoice.shelf.settings.specs import SPEC_OF, SPECS
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Ready
from tests.actions.harness import ByKeys, ByWords, Front, settings_of

Make = Callable[..., Front]
SAYS_ITSELF = {"rate_wpm", "volume"}
"""The session tells of these."""
OPENS = {
    "care_team_phone": "a line to type into",
    "backup_folder": "a line to type into",
    "keys": "a list of its own",
}
ELSEWHERE = {"skip", "skip_patterns", "engine", "voices"}
"""Gone through in another way; see below, and the tests of the voices."""
GONE_THROUGH = [spec.name for spec in SPECS if spec.name not in {*OPENS, *ELSEWHERE}]
LATER = [spec.name for spec in SPECS if spec.applies is Applies.NEXT_START]
NOT_OFFERED = {
    "skip_patterns": "they are written in the file; whether they are skipped is one of the kinds",
}
"""Settings that are not among the options, each with the reason."""
CANNOT = "The settings file cannot be written."


@dataclass
class File:
    """What was written into the settings file."""

    written: list[tuple[str, object]] = field(default_factory=list)
    is_broken: bool = False

    def write(self, name: str, value: object) -> None:
        if self.is_broken:
            raise SettingsError(CANNOT)
        self.written.append((name, value))


@pytest.fixture
def file() -> File:
    return File()


@pytest.fixture
def made(shelf: Shelf, file: File) -> ByKeys:
    made = ByKeys(shelf, settings_of(), write=file.write)
    made.reading.handle(Ready("espeak", "us", (("us", "Una"), ("gb", "Bea"))))
    return made


def number_of(made: ByKeys, name: str) -> int:
    """Return the number of an option in the list, which is opened."""
    items = made.items("options")
    words = SPEC_OF[name].words
    return next(n for n, item in enumerate(items, 1) if item.partition(":")[0] == words)


def test_every_setting_can_be_reached_by_ear(made: ByKeys) -> None:
    names = [item.partition(":")[0] for item in made.items("options")]
    kinds = [capitalized(spoken_kind(kind)) for kind in KINDS]
    promised = [
        words
        for spec in SPECS
        if spec.name not in NOT_OFFERED
        for words in (kinds if spec.name == "skip" else [spec.words])
    ]
    assert names == [*promised, "Bookmarks", "Visit sheet", "Tour of the keys", "Help"]


def test_options_stand_under_headings_that_are_no_items(made: ByKeys) -> None:
    made.items("options")
    groups = [made.model.item(index).group for index in range(made.model.count)]
    assert tuple(group for group, _ in groupby(groups)) == GROUPS
    assert made.model.name == f"Options, {made.model.count}"
    assert not any(made.model.item(index).is_heading for index in range(made.model.count))


def test_every_value_that_a_setting_can_have_is_gone_through_by_ear(made: ByKeys) -> None:
    for name in GONE_THROUGH:
        kind = SPEC_OF[name].kind
        if not isinstance(kind, Flag | OneOf | Number):
            continue
        number, seen = number_of(made, name), set()
        for _ in kind.values:
            made.change(number, 1)
            seen.add(made.choices.wanted(name))
        assert seen == set(kind.values), name


def heard_by_the_session(state: State, name: str) -> object:
    """Return what the session does about a setting; None where it is told or seen elsewhere."""
    return {
        "rate_wpm": state.rate_wpm,
        "volume": state.volume,
    }.get(name, getattr(state.options, name, None))


@pytest.mark.parametrize("name", GONE_THROUGH)
@pytest.mark.parametrize("step", [1, -1])
def test_every_option_changes_what_it_names_says_it_and_is_kept(
    made: ByKeys, file: File, name: str, step: int
) -> None:
    number = number_of(made, name)
    shown = made.items("options")[number - 1]
    before = heard_by_the_session(made.reading.state, name)
    chosen = getattr(made.choices.settings, name)
    told = made.change(number, step)
    now = made.model.item(number - 1).text
    assert now != shown
    if name in SAYS_ITSELF:
        assert told
    else:
        # The name was said when the option was gone to.
        assert told == [made.model.item(number - 1).text]
        assert made.choices.wanted(name) != chosen
        assert (getattr(made.choices.settings, name) == chosen) is (name in LATER)
        assert file.written == [(name, made.choices.wanted(name))]
    if before is not None and name not in LATER:
        assert heard_by_the_session(made.reading.state, name) != before
    if name == "verbosity":
        assert made.announcer.verbosity == made.choices.settings.verbosity


def test_what_holds_from_the_next_start_says_so_in_the_same_breath(
    made: ByKeys, file: File
) -> None:
    number = number_of(made, "external_screen_reader")
    assert made.change(number, 1) == ["on, from the next start"]
    assert made.model.item(number - 1).line == "My own screen reader: on, from the next start"
    assert not made.reading.state.options.external_screen_reader
    assert file.written == [("external_screen_reader", True)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_that_can_be_skipped_is_skipped_alone(
    made: ByKeys, file: File, kind: str
) -> None:
    made.choices.choose("skip_patterns", ("Page * of *",))
    items = made.items("options")
    number = items.index(f"{capitalized(spoken_kind(kind))}: read") + 1
    told = made.change(number, 1)
    are = "is" if kind in ("code", "brackets") else "are"
    assert told == [f"From now on {spoken_kind(kind)} {are} skipped."]
    assert list(made.reading.state.skipping) == [kind]
    assert file.written[1:] == [("skip", (kind,))]
    assert made.model.item(number - 1).text == "skipped"
    made.change(number, -1)
    assert not any(made.reading.state.skipping)


def test_own_patterns_are_skipped_only_where_there_are_any(made: ByKeys, file: File) -> None:
    number = made.items("options").index(f"{capitalized(spoken_kind(PATTERNS))}: none") + 1
    assert made.change(number, 1) == [f"none. {NO_PATTERNS}"]
    assert made.reading.state.skipping == ()
    assert file.written == []


@pytest.mark.parametrize(
    "name", [name for name in GONE_THROUGH if name not in ("rate_wpm", "volume")]
)
def test_an_option_goes_round_and_back(made: ByKeys, name: str) -> None:
    number = number_of(made, name)
    before = made.choices.wanted(name)
    made.change(number, 1)
    made.change(number, -1)
    assert made.choices.wanted(name) == before
    shown = made.model.item(number - 1).text
    seen: set[str] = set()
    while shown not in seen:
        made.change(number, 1)
        seen.add(made.model.item(number - 1).text)
        assert len(seen) < 30
    assert len(seen) > 1


def test_a_held_key_goes_on_changing_only_what_has_a_scale(made: ByKeys) -> None:
    number_of(made, "rate_wpm")
    graded = [name for name in GONE_THROUGH if made.model.is_graded(number_of(made, name) - 1)]
    assert graded == ["rate_wpm", "volume"]


@pytest.mark.parametrize("name", [name for name in GONE_THROUGH if name not in SAYS_ITSELF])
def test_a_choice_that_cannot_be_kept_holds_and_says_so_in_the_same_breath(
    made: ByKeys, file: File, name: str
) -> None:
    file.is_broken = True
    number = number_of(made, name)
    chosen = made.choices.wanted(name)
    (told,) = made.change(number, 1)
    assert told == f"{made.model.item(number - 1).text}. {CANNOT}"
    assert made.choices.wanted(name) != chosen


def test_what_is_skipped_is_told_when_it_cannot_be_kept(made: ByKeys, file: File) -> None:
    file.is_broken = True
    assert made.do("skipping") == ["From now on code and notes are skipped.", CANNOT]


def test_the_list_leads_to_bookmarks_help_tour_and_keys(made: ByKeys) -> None:
    for words, opened in [
        ("Bookmarks", "Bookmarks, 0"),
        ("Help", "Help, all keys"),
        ("Change keys", "Keys, 0"),
    ]:
        number = made.items("options").index(words) + 1
        made.choose(number)
        assert made.model.name == opened
        made.do("back")
    made.choose(made.items("options").index("Tour of the keys") + 1)
    assert made.actions.tour.is_on


def test_keys_and_words_change_what_the_list_does(front: Make) -> None:
    made = front()
    assert made.do("one_sentence") == ["One sentence at a time: on."]
    assert made.reading.state.options.one_sentence
    assert made.reading.voice.earcons[-1] == "on"
    assert made.do("one_sentence") == ["One sentence at a time: off."]
    assert made.reading.voice.earcons[-1] == "off"


def test_keys_for_the_ruler_and_the_colours_go_through_them(made: ByKeys) -> None:
    said = [made.do("ruler")[0] for _ in range(3)]
    assert said == ["Ruler: line.", "Ruler: mask.", "Ruler: off."]
    assert [made.do("theme") for _ in range(2)] == [["Colours: light."], ["Colours: dark."]]


def test_where_there_are_no_other_colours_the_key_says_so(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), themes=["terminal"])
    assert made.do("theme") == [NO_OTHER_COLOURS]


@pytest.mark.parametrize("action", ["one_sentence", "ruler", "theme"])
def test_what_changes_nothing_for_a_screen_reader_says_so(shelf: Shelf, action: str) -> None:
    made = ByKeys(shelf, settings_of(external_screen_reader=True))
    before: dict[str, Any] = {"settings": made.choices.settings, "state": made.reading.state}
    assert made.do(action) == [SHOWN_ALONE]
    assert made.choices.settings == before["settings"]
    assert made.reading.state == before["state"]


def test_only_what_matters_is_offered_for_a_screen_reader(front: Make) -> None:
    made = front(external_screen_reader=True)
    items = made.items("options")
    if isinstance(made, ByWords):
        assert items[:2] == ["Reading", "Code: read"]
    else:
        assert items[0] == "Code: read"
    assert {"My own screen reader: on", "Bookmarks", "Help"} <= set(items)
    assert not any("Pace" in item or "Colours" in item for item in items)


def test_with_the_interface_voice_off_the_way_to_turn_it_on_is_said(front: Make) -> None:
    made = front(interface_voice=False)
    items = [item for item in made.items("options") if item not in GROUPS]
    number = next(n for n, item in enumerate(items, 1) if "Interface voice:" in item)
    assert made.reading.voice.announced
    made.choose(number)
    assert made.reading.state.options.interface_voice
    told = "Interface voice: on" if isinstance(made, ByWords) else "on"
    assert made.reading.voice.announced[-1] == told
