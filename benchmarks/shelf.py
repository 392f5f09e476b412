"""How long keys for marks, the notebook and the search take where there are many of them."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.actions.harness import ByKeys, settings_of
from tests.shelf.guides import folders_in

from allvoice.actions.own_words.own_finds import OwnFinds
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide, Position
from allvoice.guide.search.steps import whole
from allvoice.paths import bundled_guide
from allvoice.reading.commands import GoTo
from allvoice.shelf.locator import locate
from allvoice.shelf.store.entries import Entry, EntryKind
from allvoice.shelf.store.kept import Kept
from allvoice.shelf.store.shelf import Shelf
from benchmarks.measure import Row

SIZES = (10, 1_000, 10_000)
ROWS_SEEN = 30
LIST_BAR_MS = 100.0
SEARCH_BAR_MS = 50.0
QUERIES = ("methotrexate fever", "metotrexate", "what about bruises at night", "entry 4711")
WORDS = (
    *("methotrexate", "fever", "bruise", "nausea", "tablet", "night", "morning", "doctor", "nurse"),
    *("transplant", "count", "platelets", "visit", "clinic", "pain", "sleep", "blood", "line"),
)
WORDS_AN_ENTRY = 12


def rows(folder: Path, times: int) -> list[Row]:
    """Return the rows of each number of marks."""
    guide = _large_guide()
    found: list[Row] = []
    for count in SIZES:
        found += _rows_of(folder / f"marks-{count}", guide, count, times)
    for count in SIZES:
        found += _rows_of_entries(folder / f"entries-{count}", count, times)
    return found


def _rows_of_entries(folder: Path, count: int, times: int) -> list[Row]:
    """Return the rows of the notebook and of the search in own words."""
    chosen = random.Random(1)
    texts = [
        f"{' '.join(chosen.choices(WORDS, k=WORDS_AN_ENTRY))} entry {number}"
        for number in range(count)
    ]
    entries = [
        Entry(f"{number}", EntryKind.NOTE, text, "2026-11-01T08:00:00+00:00", rank=number)
        for number, text in enumerate(texts)
    ]
    with Shelf.open(folders_in(folder)) as shelf:
        shelf.take_in(Kept(entries=tuple(entries)))
        made = ByKeys(shelf, settings_of())
        opened_ms = []
        for _ in range(times):
            opened_ms.append(_taken_ms(lambda: _look(made, "notebook")))
        finds = OwnFinds(shelf, lambda locator, told: None)
        # What is made between the keys while the first words are typed.
        prepared_ms = _taken_ms(lambda: whole(finds.read()))
        found_ms, written_ms = [], []
        for query in QUERIES * max(1, times // len(QUERIES)):
            found_ms.append(_taken_ms(lambda query=query: whole(finds.look_for(query))))  # type: ignore[misc]
            shelf.entries.add(EntryKind.NOTE, query)
            written_ms.append(_taken_ms(lambda query=query: whole(finds.look_for(query))))  # type: ignore[misc]
    figures = {
        "notebook, opened": (opened_ms, LIST_BAR_MS),
        "own words found": (found_ms, SEARCH_BAR_MS),
        "own words found, one more written": (written_ms, SEARCH_BAR_MS),
    }
    return [
        *_rows_named(f"{count:,} entries", figures),
        Row(f"{count:,} entries: prepared while words are typed", f"{prepared_ms:.0f} ms"),
    ]


def _large_guide() -> Guide:
    """Return the guide with a second copy of itself, which has sentences enough."""
    files = sorted(bundled_guide().glob("*.md"))
    texts = [(Path(f"{copy}-{each.name}"), each.read_text()) for copy in "ab" for each in files]
    return parse_guide(texts, guide_id="large")


def _rows_of(folder: Path, guide: Guide, count: int, times: int) -> list[Row]:
    places = [
        Position(block.index, sentence)
        for block in guide.blocks
        for sentence in range(len(block.sentences))
    ]
    step = len(places) // count
    with Shelf.open(folders_in(folder)) as shelf:
        for position in places[: count * step : step]:
            shelf.bookmarks.add(locate(guide, position), "")
        # As at a start after the first one with these marks.
        ByKeys(shelf, settings_of(), guide=guide).do("next_mark")
    with Shelf.open(folders_in(folder)) as shelf:
        made = ByKeys(shelf, settings_of(), guide=guide)
        # What the program does by itself, in pieces between the keys, in the first seconds.
        made.actions.carry_marks()
        made.scheduler.do_all()
        first_ms = _taken_ms(lambda: _open(made))
        again_ms = [_taken_ms(lambda: _open(made)) for _ in range(times)]
        step_ms = [_taken_ms(lambda: made.do("next_mark")) for _ in range(times)]
        made.do("bookmarks")
        added_ms, removed_ms = [], []
        marked = set(places[: count * step : step])
        for position in [each for each in places if each not in marked][:times]:
            made.reading.do(GoTo(position, play=False))
            made.do("where")
            added_ms.append(_taken_ms(lambda: made.do("bookmark")))
            removed_ms.append(_taken_ms(lambda: made.do("undo_mark")))
    figures = {
        "list of marks, opened first": ([first_ms], LIST_BAR_MS),
        "list of marks, opened again": (again_ms, LIST_BAR_MS),
        "mark set": (added_ms, LIST_BAR_MS),
        "mark taken back": (removed_ms, LIST_BAR_MS),
        "next mark": (step_ms, LIST_BAR_MS),
    }
    return _rows_named(f"{count:,} marks", figures)


def _rows_named(name: str, figures: Mapping[str, tuple[Sequence[float], float]]) -> list[Row]:
    return [
        Row(
            f"{name}: {what}",
            f"{statistics.median(taken):.1f} ms",
            f"{bar:.0f} ms",
            statistics.median(taken) <= bar,
        )
        for what, (taken, bar) in figures.items()
    ]


def _open(made: ByKeys) -> None:
    """Open the list of marks, and look at as many items as a window shows."""
    _look(made, "bookmarks")


def _look(made: ByKeys, action: str) -> None:
    """Open a list, and look at as many items as a window shows."""
    if made.door.list_action:
        made.do(action)
    made.do(action)
    model = made.model
    for index in range(model.selected, min(model.count, model.selected + ROWS_SEEN)):
        assert model.item(index).words


def _taken_ms(work: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    work()
    return (time.perf_counter() - began_s) * 1000
