"""The listener's own lexicon: words that they put right, in memory and in its file.

A change holds at once, whatever the disk says. What cannot be written is told in one sentence, and
lasts until the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from allvoice.narration.lexicon import MOST_BYTES, Entry, Lexicon, load_lexicon
from allvoice.own_files import read_own, replace_own
from allvoice.shelf.lexicon_text import UnusualError, spelling_of, with_entry, without_entry

LASTS = "so this change lasts only until you quit"


class OwnLexicon:
    """What the listener put right, over the lexicons of the program and of the guide."""

    def __init__(self, path: Path | None = None, others: Sequence[Path] = ()) -> None:
        """Read nothing yet: most who listen put no word right.

        Args:
            path: the listener's own file, which need not be there; None keeps nothing.
            others: the lexicons that it goes over.
        """
        self._path = path
        self.files = tuple(map(str, others))
        """The lexicons that it goes over."""
        self._others = others

    @cached_property
    def _base(self) -> Lexicon:
        return load_lexicon(self._others)[0]

    @cached_property
    def _own(self) -> list[Entry]:
        # What of it cannot be used was told at the start.
        return [] if self._path is None else list(load_lexicon([self._path])[0].entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The listener's own entries; of two for one spelling the last holds."""
        found = {(spelling_of(each), each.exact_case): each for each in self._own}
        return tuple(found.values())

    def of(self, term: str, *, exact_case: bool) -> Entry | None:
        """Return the listener's own entry for a spelling; None where there is none."""
        asked = Entry(term, exact_case=exact_case)
        same = [each for each in self.entries if _is_same(each, asked)]
        return same[0] if same else None

    def lexicon(self, tried: Iterable[Entry] = ()) -> Lexicon:
        """Return how all words are said.

        Args:
            tried: entries that are kept nowhere.
        """
        return self._base.but((*self._own, *tried))

    def keep(self, entry: Entry) -> str:
        """Let an entry hold in the place of any for the same spelling, and write it.

        Returns:
            Empty text, or one sentence for the listener: it lasts only until the end.
        """
        self._own = [*(each for each in self._own if not _is_same(each, entry)), entry]
        return self._write(lambda source: with_entry(source, entry))

    def remove(self, entry: Entry) -> str:
        """Let the other lexicons say how a word is said, and remove its entry from the file.

        Returns:
            Empty text, or one sentence for the listener: it lasts only until the end.
        """
        self._own = [each for each in self._own if not _is_same(each, entry)]
        return self._write(lambda source: without_entry(source, entry))

    def _write(self, change: Callable[[str], str]) -> str:
        path = self._path
        if path is None:
            return ""
        try:
            source = _source(path)
            text = change(source)
            encoded = text.encode()
            if len(encoded) > MOST_BYTES:
                return f"{path.name} is full, {LASTS}; remove words from it."
            if text != source:
                replace_own(path, encoded)
        except UnusualError:
            return f"{path.name} is written in a way that cannot be added to, {LASTS}."
        except OSError as error:
            why = error.strerror or "it cannot be opened"
            return f"{path.name} cannot be written ({why}), {LASTS}."
        except (ValueError, RecursionError):
            return (
                f"{path.name} cannot be understood and was left as it is, {LASTS}; "
                "allvoice doctor says which line to mend."
            )
        return ""


def _is_same(one: Entry, other: Entry) -> bool:
    return one.exact_case == other.exact_case and spelling_of(one) == spelling_of(other)


def _source(path: Path) -> str:
    try:
        return read_own(path, MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
