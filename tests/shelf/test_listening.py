"""What was heard is known the next time; nothing of it where the listener does not want that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.shelf.listening_log import WRITTEN_EVERY_S, ListeningLog
from allvoice.shelf.store.listening import HeardBlock
from allvoice.shelf.store.shelf import Shelf
from tests.examples import own_folder
from tests.reading.harness import VirtualClock, guide_of_text
from tests.shelf.guides import folders_in

DAY = date(2026, 11, 30)
NAMES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
FEVER = " ".join(f"Sentence number {name} is here." for name in NAMES)
TEXT = f"# Guide\n\n## Fever\n\n{FEVER}\n\n## Food\n\nEat well. Drink.\n\n```\ndose = 1\n```\n"
GUIDE = guide_of_text(TEXT)
FEVER_ID, FOOD_ID = (each.id for each in GUIDE.sections[1:3])


def sentences_of(guide: Guide, title: str) -> list[Position]:
    section = next(each for each in guide.sections if each.title == title)
    return [
        Position(block, sentence)
        for block in range(section.first_block, section.last_block + 1)
        for sentence in range(len(guide.blocks[block].sentences))
    ]


class Listener:
    """Hears sentences of a guide, four seconds each."""

    def __init__(self, shelf: Shelf, guide: Guide = GUIDE) -> None:
        self.shelf, self.guide = shelf, guide
        self.is_on, self.day, self.clock = True, DAY, VirtualClock()
        self.log = ListeningLog(
            shelf.listening, guide, lambda: self.is_on, lambda: self.day, self.clock
        )

    def hear(self, *positions: Position, left_out: frozenset[BlockKind] = frozenset()) -> None:
        for each in positions:
            self.clock.now_s += 4.0
            self.log.heard(each, 4.0, left_out)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        yield shelf


def test_a_section_heard_to_its_end_is_known_the_next_time(tmp_path: Path) -> None:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        listener = Listener(shelf)
        listener.hear(*sentences_of(GUIDE, "Fever"))
        assert listener.log.heard_sections() == {FEVER_ID}
    with Shelf.open(folders_in(tmp_path)) as shelf:
        assert shelf.notices == ()
        assert Listener(shelf).log.heard_sections() == {FEVER_ID}


def test_who_jumps_to_its_end_has_not_heard_a_section(shelf: Shelf) -> None:
    listener = Listener(shelf)
    *_, last = sentences_of(GUIDE, "Fever")
    listener.hear(last)
    assert listener.log.heard_sections() == frozenset()


def test_who_leaves_before_its_end_has_not_heard_a_section(shelf: Shelf) -> None:
    listener = Listener(shelf)
    *before, _ = sentences_of(GUIDE, "Fever")
    listener.hear(*before, *sentences_of(GUIDE, "Food")[:1])
    assert listener.log.heard_sections() == frozenset()


def test_a_tenth_may_be_missed_and_no_more(shelf: Shelf) -> None:
    listener = Listener(shelf)
    heading, one, two, *others = sentences_of(GUIDE, "Fever")
    listener.hear(heading, *others)
    assert listener.log.heard_sections() == frozenset()
    listener.hear(two)
    assert listener.log.heard_sections() == {FEVER_ID}
    assert one not in others


def test_what_was_heard_in_several_runs_counts_together(tmp_path: Path) -> None:
    sentences = sentences_of(GUIDE, "Fever")
    for heard in (sentences[:4], sentences[3:8], sentences[8:]):
        with Shelf.open(folders_in(tmp_path)) as shelf:
            listener = Listener(shelf)
            assert listener.log.heard_sections() == frozenset()
            listener.hear(*heard)
            listener.log.write()
    with Shelf.open(folders_in(tmp_path)) as shelf:
        assert shelf.listening.heard(GUIDE.id) == {FEVER_ID}
        # What was kept of its sentences is needed no more.
        assert shelf.listening.blocks(GUIDE.id, FEVER_ID) == []


def test_in_whatever_order_it_was_heard(shelf: Shelf) -> None:
    listener = Listener(shelf)
    listener.hear(*reversed(sentences_of(GUIDE, "Fever")))
    assert listener.log.heard_sections() == {FEVER_ID}


def test_what_is_left_out_belongs_to_no_section(shelf: Shelf) -> None:
    listener = Listener(shelf)
    *read, _code = sentences_of(GUIDE, "Food")
    listener.hear(*read)
    assert listener.log.heard_sections() == frozenset()
    listener.hear(read[-1], left_out=frozenset({BlockKind.CODE}))
    assert listener.log.heard_sections() == {FOOD_ID}


def test_a_changed_edition_keeps_what_is_the_same_and_hears_anew_what_is_not(shelf: Shelf) -> None:
    listener = Listener(shelf)
    listener.hear(*sentences_of(GUIDE, "Fever")[:6])
    edited = guide_of_text(TEXT.replace("number ten", "number ten or eleven"))
    listener.log.take_guide(edited)
    listener.hear(*sentences_of(edited, "Fever")[6:])
    assert listener.log.heard_sections() == frozenset()
    listener.hear(*sentences_of(edited, "Fever"))
    assert listener.log.heard_sections() == {FEVER_ID}
    without = guide_of_text(TEXT.replace("## Fever", "## Temperature"))
    listener.log.take_guide(without)
    # It has no such section any more.
    assert listener.log.heard_sections() == frozenset()


def test_a_paragraph_of_more_sentences_than_a_number_has_bits_is_kept_whole(shelf: Shelf) -> None:
    mask = (1 << 200) - 1
    shelf.listening.add("g", blocks=[HeardBlock("s", 0, 10, 200, mask ^ (1 << 77))])
    shelf.listening.add("g", blocks=[HeardBlock("s", 0, 10, 200, 1 << 77)])
    found = 0
    for row in shelf.listening.blocks("g", "s"):
        found |= row.mask
    assert found == mask


@given(st.lists(st.integers(0, 11), max_size=40), st.lists(st.integers(0, 11), max_size=40))
def test_two_windows_add_to_each_other(one: list[int], other: list[int]) -> None:
    sentences = sentences_of(GUIDE, "Fever")
    one, other = ([each % len(sentences) for each in heard] for heard in (one, other))
    with (
        own_folder() as folder,
        Shelf.open(folders_in(folder)) as first,
        Shelf.open(folders_in(folder)) as second,
    ):
        windows = Listener(first), Listener(second)
        for listener, heard in zip(windows, (one, other), strict=True):
            listener.hear(*(sentences[each] for each in heard))
        for listener in windows:
            listener.log.write()
        assert first.listening.seconds_on(DAY) == 4 * (len(one) + len(other))
        masks: dict[int, int] = {}
        for row in first.listening.blocks(GUIDE.id, FEVER_ID):
            masks[row.block] = masks.get(row.block, 0) | row.mask
        start = sentences[0].block
        for index, sentence in enumerate(sentences):
            if first.listening.heard(GUIDE.id):
                continue
            was_heard = bool(masks.get(sentence.block - start, 0) >> sentence.sentence & 1)
            assert was_heard == (index in {*one, *other})


def test_time_is_counted_by_day_and_for_all_documents(shelf: Shelf) -> None:
    listener = Listener(shelf)
    listener.hear(*sentences_of(GUIDE, "Fever")[:5])
    assert listener.log.today_s() == 20
    listener.log.take_guide(guide_of_text("# Another\n\nIt is short. Very."))
    listener.hear(Position(1, 0))
    assert listener.log.today_s() == 24
    listener.day = date(2026, 12, 1)
    assert listener.log.today_s() == 0
    listener.hear(Position(1, 1))
    assert listener.log.today_s() == 4
    listener.log.write()
    assert (shelf.listening.seconds_on(DAY), shelf.listening.seconds_on(listener.day)) == (24, 4)


def test_parts_of_a_second_add_up(shelf: Shelf) -> None:
    listener = Listener(shelf)
    for _ in range(8):
        listener.log.heard(Position(1), 0.5)
        listener.log.write()
    assert shelf.listening.seconds_on(DAY) == 4


def test_the_disk_is_written_once_a_minute_and_at_the_end_of_a_section(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[float] = []
    listener = Listener(shelf)
    add = shelf.listening.add

    def noted(*given: Any, **named: Any) -> None:
        written.append(listener.clock.now_s)
        add(*given, **named)

    monkeypatch.setattr(shelf.listening, "add", noted)
    one = sentences_of(GUIDE, "Fever")[1]
    began_s = listener.clock.now_s
    listener.hear(*[one] * 60)
    assert [at_s - began_s for at_s in written] == [
        number * WRITTEN_EVERY_S for number in range(1, 5)
    ]
    listener.hear(*sentences_of(GUIDE, "Fever")[:-1])
    before = len(written)
    listener.hear(sentences_of(GUIDE, "Fever")[-1])
    assert len(written) == before + 1


def test_where_it_is_off_nothing_is_written_and_nothing_shown(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as shelf:
        listener = Listener(shelf)
        listener.hear(*sentences_of(GUIDE, "Food"))
        listener.hear(*sentences_of(GUIDE, "Fever")[:3])
        before = shelf.listening.blocks(GUIDE.id, FEVER_ID)
        # What was heard and not written yet goes too.
        listener.is_on = False
        listener.log.write()
        assert (listener.log.heard_sections(), listener.log.today_s()) == (frozenset(), 0)
        listener.hear(*sentences_of(GUIDE, "Fever"))
        listener.log.write()
        listener.is_on = True
        listener.log.write()
        assert listener.log.heard_sections() == {FOOD_ID}
        assert shelf.listening.blocks(GUIDE.id, FEVER_ID) == before


def test_forgotten_it_is_in_no_file(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    for _ in range(2):
        with Shelf.open(folders) as shelf:
            shelf.listening.add(GUIDE.id, sections=["secret/section"], seconds={DAY: 60})
            shelf.listening.add(GUIDE.id, blocks=[HeardBlock("secret/other", 0, 1, 1, 1)])
            shelf.remembered.keep("tour given", "yes")
    with Shelf.open(folders) as shelf:
        shelf.listening.forget()
    held = b"".join(path.read_bytes() for path in folders.data.rglob("*") if path.is_file())
    assert b"secret" not in held
    with Shelf.open(folders) as shelf:
        assert shelf.remembered.of("tour given") == "yes"
        assert shelf.listening.heard(GUIDE.id) == frozenset()


def test_a_document_is_forgotten_with_what_was_heard_of_it(shelf: Shelf) -> None:
    for guide_id in ("one", "two"):
        shelf.listening.add(guide_id, sections=["a"], seconds={DAY: 60})
        shelf.listening.add(guide_id, blocks=[HeardBlock("b", 0, 1, 1, 1)])
    shelf.documents.forget("one")
    assert shelf.listening.heard("one") == frozenset()
    assert shelf.listening.heard("two") == {"a"}
    assert shelf.listening.blocks("one", "b") == []
    assert shelf.listening.seconds_on(DAY) == 60


def test_it_comes_back_with_a_copy_and_taking_that_in_twice_changes_nothing(tmp_path: Path) -> None:
    with Shelf.open(folders_in(tmp_path / "one")) as shelf:
        shelf.listening.add("g", sections=["a", "b"], seconds={DAY: 60})
        kept = shelf.kept()
    with Shelf.open(folders_in(tmp_path / "two")) as shelf:
        shelf.listening.add("g", sections=["b", "c"], seconds={DAY: 50})
        comes = shelf.take_in(kept)
        assert comes.new == {
            ("section heard", "sections heard"): 1,
            ("day of listening", "days of listening"): 1,
        }
        for _ in range(2):
            assert shelf.listening.heard("g") == {"a", "b", "c"}
            assert shelf.listening.seconds_on(DAY) == 60
            assert not shelf.take_in(kept).new


def test_it_is_rescued_from_a_damaged_file(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as shelf:
        shelf.listening.add("g", sections=["a"], seconds={DAY: 60})
        shelf.listening.add("g", blocks=[HeardBlock("b", 0, 1, 2, 1)])
    with closing(sqlite3.connect(folders.database, isolation_level=None)) as connection:
        connection.execute("DROP TABLE cards")
    with Shelf.open(folders) as shelf:
        assert shelf.notices
        assert shelf.listening.heard("g") == {"a"}
        assert shelf.listening.seconds_on(DAY) == 60
        assert [each.mask for each in shelf.listening.blocks("g", "b")] == [1]
