"""A program that keeps writing to a shelf and is killed, again and again.

`python -m tests.shelf.killed_writer FOLDER TIMES` prints how many words were confirmed and how many
of them were lost.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import every_position, folders_in, make_guide

GUIDE = make_guide(("one", ["First words. Second words."]), ("two", ["Third words."]))


def written(shelf: Shelf, run: int) -> Iterator[str]:
    """Write words of every kind for ever; yield each once it is kept."""
    from allvoice.shelf.locator import locate

    places = [locate(GUIDE, position) for position in every_position(GUIDE)]
    mark = shelf.bookmarks.add(places[run % len(places)], "a mark")
    card = shelf.cards.add(f"card {run}")
    entry = shelf.entries.add(EntryKind.QUESTION, f"question {run}")
    yield f"card {run}"
    yield f"question {run}"
    for number in range(1_000_000):
        word = f"{run}.{number}."
        match number % 4:
            case 0:
                shelf.entries.add(EntryKind.NOTE, word)
            case 1:
                mark = shelf.bookmarks.change_note(mark, f"{mark.note}\n{word}")
            case 2:
                card = shelf.cards.change(card, goal=f"{card.goal}\n{word}")
            case _:
                entry = shelf.entries.change(entry, answer=f"{entry.answer}\n{word}")
        yield word


def kept(shelf: Shelf) -> str:
    """Return all that is kept, as one text."""
    texts = [each.note for each in shelf.bookmarks.of()]
    texts += [f"{each.text}\n{each.answer}" for each in shelf.entries.of()]
    texts += [f"{each.treatment}\n{each.goal}" for each in shelf.cards.all()]
    return "\n".join(texts)


def confirmed_before_the_kill(folder: Path, run: int, count: int) -> list[str]:
    """Let a process write until it has confirmed so many words, kill it, and return these."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with Shelf.open(folders_in(folder)) as shelf:
            for word in written(shelf, run):
                os.write(writing, f"{word}\n".encode())
        os._exit(1)
    os.close(writing)
    confirmed: list[str] = []
    with os.fdopen(reading, encoding="utf-8") as lines:
        for line in lines:
            confirmed.append(line.rstrip("\n"))
            if len(confirmed) == count:
                os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return confirmed


def lost_words(folder: Path, times: int) -> tuple[int, list[str], list[str]]:
    """Kill a writer so many times.

    Returns:
        How many words were confirmed, those of them that are lost, what was amiss at the starts.
    """
    confirmed: list[str] = []
    notices: list[str] = []
    for run in range(times):
        confirmed += confirmed_before_the_kill(folder, run, 2 + run % 13)
        with Shelf.open(folders_in(folder)) as shelf:
            notices += shelf.notices
            lines = set(kept(shelf).splitlines())
    lost = [word for word in confirmed if word not in lines]
    return len(confirmed), lost, notices


if __name__ == "__main__":
    count, lost, notices = lost_words(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{count} confirmed, {len(lost)} lost")
    print(*lost, *notices, sep="\n")
