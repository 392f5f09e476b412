"""What is amiss at a start is told in about eight seconds, and all of it stands in the help."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allvoice.actions.announcer import opening
from allvoice.actions.documents.opening import MOST_CHARS, Kept, opening_at, titles_kept
from allvoice.actions.help import PIECE_CHARS, help_list
from allvoice.actions.model import ListModel
from allvoice.guide.model import Guide, Position
from allvoice.shelf.locator import locate
from allvoice.tui.keys.keymap import Keymap
from tests.reading.harness import guide_of_text, small_guide

SECONDS, WORDS_A_MINUTE = 8, 150
TITLE = "Home Treatment of Fever, Explained"
WELCOME = f"Welcome. {TITLE}. Space pauses. H is for help."
FAULTS = [
    f"settings.toml, line {line}: this cannot be understood, for it is neither text between quotes "
    "nor a number, and nothing in this file can be kept from being read; the usual one is used."
    for line in range(1, 16)
]
SHORT = "15 things need your attention. H, then Down, goes through them."


def said(*, important: list[str] | None = None, faults: list[str], welcome: str = WELCOME) -> str:
    parts = opening(welcome, [TITLE, ""], important or [], faults, Keymap())
    return " ".join(filter(None, parts))


def seconds(text: str) -> float:
    return len(text.replace(f"{TITLE}.", "").split()) * 60 / WORDS_A_MINUTE


def test_without_a_fault_the_welcome_is_all() -> None:
    assert said(faults=[]) == WELCOME


def test_what_fits_is_said_with_the_whole_welcome() -> None:
    fault = "lexicon.toml, line 2: this entry has no term."
    assert said(faults=[fault]) == f"{WELCOME} {fault}"


def test_a_single_fault_is_said_whole_and_the_welcome_is_shortened_for_it() -> None:
    assert said(faults=FAULTS[:1]) == f"Welcome. {TITLE}. {FAULTS[0]}"


def test_faults_that_fit_beside_a_shorter_welcome_are_said_whole() -> None:
    faults = ["keys: there is no action 'dance'.", "lexicon.toml, line 2: this entry has no term."]
    assert said(faults=faults) == f"Welcome. {TITLE}. {' '.join(faults)}"


def test_many_faults_are_counted() -> None:
    assert said(faults=FAULTS) == f"{WELCOME} {SHORT}"
    changed = "The guide has changed and your sentence is gone; you go on where its section begins."
    back = f"Welcome back. {TITLE}. {changed}"
    assert said(faults=FAULTS, welcome=back) == f"Welcome back. {TITLE}. {SHORT}"


def test_what_threatens_the_place_is_said_whole_and_the_others_are_counted() -> None:
    kept = "Your place cannot be kept, for the disk is full; free some of it and start again."
    assert said(important=[kept], faults=FAULTS) == (
        f"Welcome. {TITLE}. {kept} 15 more things need attention: H, then Down."
    )
    assert said(important=["Disk full."], faults=FAULTS[:1]) == (
        f"{WELCOME} Disk full. 1 more thing needs attention: H, then Down."
    )


def test_the_keys_are_those_of_the_listener() -> None:
    table = Keymap({"help": "f3", "item_down": "f2"})
    assert opening("", [], [], FAULTS, table)[1].endswith("F3, then F2, goes through them.")


@given(
    st.lists(st.integers(1, 40), max_size=3),
    st.lists(st.integers(1, 40), max_size=9),
    st.integers(0, 30),
)
def test_whatever_is_amiss_a_start_takes_about_eight_seconds(
    important: list[int], faults: list[int], extra: int
) -> None:
    told = [" ".join(["word"] * count) for count in important]
    minor = [" ".join(["word"] * count) for count in faults]
    welcome = f"Welcome back. {TITLE}. {'extra ' * extra}".strip()
    text = said(important=told, faults=minor, welcome=welcome)
    alone = len(told) == 1 or len(told) + len(minor) <= 1
    assert seconds(text) <= SECONDS or alone
    if alone:
        assert all(each in text for each in told or minor)
    assert text.startswith(f"Welcome back. {TITLE}.")


# Coming back

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
YESTERDAY = NOW - timedelta(hours=14)
URGENT = "Press 9 for when to call."


def welcome(
    position: Position,
    *,
    reached_at: datetime | None = YESTERDAY,
    guide: Guide | None = None,
    is_expert: bool = False,
) -> str:
    guide = guide or small_guide()
    kept = Kept(locate(guide, position), reached_at)
    begun = opening_at(guide, kept, "Keys.", NOW, urgent=URGENT, is_expert=is_expert)
    assert begun.position == position
    return begun.welcome


def test_who_comes_back_is_told_where_how_far_and_when_it_was() -> None:
    assert welcome(Position(2)) == (
        "Welcome back. Chapter 1, Before you begin. A quarter of the way. "
        "You listened yesterday evening."
    )


def test_where_there_is_room_the_urgent_key_is_told_too() -> None:
    assert welcome(Position(2), reached_at=None) == (
        f"Welcome back. Chapter 1, Before you begin. A quarter of the way. {URGENT}"
    )


def test_another_section_than_the_chapter_is_named_too() -> None:
    said = welcome(Position(5))
    assert said.startswith("Welcome back. Chapter 1, Before you begin. At night. Half way.")


def test_nothing_is_said_of_a_time_that_nobody_knows() -> None:
    assert "You listened" not in welcome(Position(2), reached_at=None)
    assert "You listened" not in welcome(Position(2), reached_at=NOW + timedelta(days=1))


def test_how_long_ago_it_was_left_is_known_whatever_the_clock_says() -> None:
    for reached_at, away_s in (
        (YESTERDAY, 14 * 3_600.0),
        (NOW + timedelta(days=1), -86_400.0),
        (None, None),
    ):
        kept = Kept(locate(small_guide(), Position(2)), reached_at)
        assert opening_at(small_guide(), kept, "", NOW).away_s == away_s


def test_an_expert_is_told_the_place_alone() -> None:
    said = welcome(Position(2), is_expert=True)
    assert said == "Welcome back. Chapter 1, Before you begin. A quarter of the way."


def test_another_document_than_the_own_guide_is_named_so_that_nobody_takes_it_for_that() -> None:
    guide = guide_of_text("# Letter\n\nOne.\n\n## Doses\n\nTwo.\n\n# Visits\n\nThree.\n")
    assert (guide.title, guide.sections[1].title) == ("Letter", "Doses")

    def said(position: Position, *, is_found_again: bool = False) -> str:
        kept = Kept(locate(guide, position))
        opened = opening_at(
            guide, kept, "Keys.", NOW, is_own_guide=False, is_found_again=is_found_again
        )
        return opened.welcome

    assert said(Position(3)).startswith("Welcome back to Letter. Chapter 1, Letter. Doses.")
    assert said(Position(3), is_found_again=True).startswith(
        "Welcome back to Letter. Found again by its text. Chapter 1, Letter. Doses."
    )
    assert said(Position(0), is_found_again=True) == (
        "Welcome. Letter. Found again by its text. Keys."
    )


def test_a_title_that_is_the_place_too_is_said_once() -> None:
    guide = guide_of_text("# Letter\n\nOne. Two.\n")
    opened = opening_at(guide, Kept(locate(guide, Position(1))), "", NOW, is_own_guide=False)
    assert opened.welcome == "Welcome back to Letter. Half way."


def test_a_guide_that_changed_is_told_instead_of_how_far_it_is() -> None:
    kept = Kept(locate(small_guide(), Position(5)), YESTERDAY)
    edited = guide_of_text("# Before you begin\n\nAll of it is other.\n\n## At night\n\nSleep.\n")
    said = opening_at(edited, kept, "Keys.", NOW, urgent=URGENT).welcome
    assert said.startswith("Welcome back. At night.")
    assert "The guide has changed" in said
    assert "of the way" not in said
    assert "You listened" not in said


@given(st.integers(1, 40), st.integers(1, 40))
def test_the_keys_stay_in_sight_below_a_welcome_of_long_titles(first: int, second: int) -> None:
    chapter, section = " ".join(["long"] * first), " ".join(["word"] * second)
    guide = guide_of_text(f"# {chapter}\n\nText.\n\n## {section}\n\nOne. Two.\n\n# Other\n\nEnd.")
    said = welcome(Position(3, 1), guide=guide)
    place = f"Welcome back. Chapter 1, {guide.sections[0].title}. {guide.sections[1].title}."
    assert said.startswith(place)
    assert len(said) <= max(MOST_CHARS, len(place))


def test_a_newcomer_hears_first_what_cannot_wait() -> None:
    begun = opening_at(small_guide(), None, "Keys.", NOW, urgent=URGENT)
    assert begun.welcome == f"Welcome. {URGENT} Before you begin. Keys."
    assert opening_at(small_guide(), None, "", NOW, urgent=URGENT, is_expert=True).welcome == (
        "Welcome. Before you begin."
    )


def test_a_welcome_back_is_said_whole_beside_nothing_amiss() -> None:
    guide, position = small_guide(), Position(5)
    said = welcome(position)
    titles = titles_kept(guide, position, waits=False)
    assert opening(said, titles, [], [], Keymap()) == (said, "")


def test_a_welcome_back_shortened_for_a_fault_still_names_chapter_and_section() -> None:
    guide, position = small_guide(), Position(5)
    titles = titles_kept(guide, position, waits=False)
    told = opening(welcome(position), titles, [], FAULTS[:1], Keymap())
    assert told == ("Welcome back. Chapter 1, Before you begin. At night.", FAULTS[0])


# In the help


def texts(model: ListModel) -> list[str]:
    return [model.item(index).text for index in range(model.count)]


def test_the_help_begins_with_all_that_is_amiss_whole_and_in_the_order_told() -> None:
    model = help_list(Keymap(), ["10 words."], lambda action: None, faults=FAULTS)
    assert model.item(0).group == "Needs your attention, 15 things"
    assert " ".join(texts(model)[: model.next_group(0, 1)]) == " ".join(FAULTS)


def test_the_help_is_gone_through_by_its_groups() -> None:
    model = help_list(Keymap(), ["Told."], lambda action: None, faults=FAULTS)
    assert model.landmark is not None
    at, found = 0, [0]
    while (following := model.landmark(at, 1)) != at:
        at = following
        found.append(at)
    assert [model.item(index).group for index in found] == [
        "Needs your attention, 15 things",
        "Tonight",
        "Moving",
        "Reading",
        "Hands-free",
        "Marks and lists",
        "Questions and notebook",
        "In an open list",
        "The program",
        "Last messages",
    ]
    assert model.landmark(found[-1], -1) == found[-2]
    assert model.landmark(0, -1) == 0


def test_what_is_chosen_among_faults_and_messages_is_no_action() -> None:
    done: list[str] = []
    model = help_list(Keymap(), ["Told."], done.append, faults=FAULTS[:1])
    for index in (0, model.next_group(0, 1), model.count - 1):
        model.choose(index)
    assert done == ["", "play", ""]


@given(st.text(alphabet="ab -\n", max_size=900))
def test_a_message_is_cut_between_words_into_pieces_as_even_as_can_be(message: str) -> None:
    model = help_list(Keymap(), [], lambda action: None, faults=[message])
    texts_before = [index for index in range(model.count) if not model.item(index).label]
    pieces = texts(model)[: len(texts_before)]
    assert [model.item(index).goes_on for index in texts_before[1:]] == [True] * len(pieces[1:])
    assert all(len(piece) <= PIECE_CHARS for piece in pieces)
    assert "".join(pieces).replace(" ", "") == re.sub(r"\s", "", message)
