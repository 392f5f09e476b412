"""The documents that were opened before: which one is meant, and opening it as the one it is.

A document that names itself is known by that. Any other is known by where it is, and is found again
by its content where that is no longer so: one that was moved or renamed keeps its place and marks.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from allvoice.errors import UnreadableGuideError
from allvoice.guide.changes import Stamp, stamp_of
from allvoice.guide.document import content_hash, size_bytes
from allvoice.guide.formats.registry import endings
from allvoice.guide.length import about_words
from allvoice.guide.load import PATH_ID, load_guide
from allvoice.guide.model import Guide
from allvoice.guide.source import guide_files, read_documents
from allvoice.own_files import answered
from allvoice.paths import BUNDLED_NAME
from allvoice.shelf.store.documents import Documents, KnownDocument
from allvoice.text import one_line, shown

BUNDLED = KnownDocument("", "", None, "", 0)
"""Stands for that guide, whether it was opened before or not."""
LEAST_ALIKE = 75.0
"""Per cent that each word typed and one of a name have in common."""
LONGEST_NAME_CHARS = 300
MOST_NAMED = 4
"""Of several documents that may be meant."""
MOST_BESIDE = 300
"""So many files of a folder are looked at for one that was renamed."""
MOST_DIGITS = 6
_SHORTENED_CHARS = 60
_T = TypeVar("_T")


class Does(Protocol):
    """Does some work that may take long."""

    def __call__(self, work: Callable[[], _T]) -> _T:
        """Return what comes of it."""
        ...


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A guide with where it is."""

    guide: Guide
    """Under the id that its place and marks are stored by."""
    path: Path | None
    """Absolute; None for the guide that comes with the program."""
    is_found_again: bool = False
    """Whether it was moved or renamed since it was opened last."""
    stamp: Stamp | None = None
    """What the disk told of its files before they were read."""
    is_stand_in: bool = False
    """Whether it was opened for want of the last one, which is asked for again the next time."""

    def take_note(self, documents: Documents) -> None:
        """Keep that this is the document that was opened last, unless it stands in for that."""
        guide = self.guide
        documents.opened(
            guide.id,
            guide.title,
            self.path,
            guide.content_hash,
            about_words(guide),
            is_stand_in=self.is_stand_in,
        )


class Library:
    """Tells documents apart by what is known of those that were opened before."""

    def __init__(self, known: Sequence[KnownDocument], bundled: Path) -> None:
        """Know some documents.

        Args:
            known: all of them, the one opened last first.
            bundled: the folder of the guide that comes with the program.
        """
        self._known = known
        self._bundled = bundled

    @property
    def listed(self) -> list[KnownDocument]:
        """Those that the listener sees; the first of them has the number 1."""
        return [each for each in self._known if each.is_listed]

    @property
    def last(self) -> KnownDocument:
        """The document opened last; where there is none, the guide that comes with the program."""
        return next((each for each in self.listed if each.was_opened_here), BUNDLED)

    def meant(self, words: str) -> Path | KnownDocument:
        """Return which document is meant: a path, a number of the list, or a name.

        What is there under such a path wins over all else.

        Raises:
            UnreadableGuideError: none is meant, or it is not clear which.
        """
        if _is_there(words):
            return Path(words)
        return self.known(words)

    def known(self, words: str, *, nearly: bool = True) -> Path | KnownDocument:
        """Return which document of the list is meant; a path where none was opened from there.

        Args:
            words: a path, a number or a name.
            nearly: also by a name that is misspelt.

        Raises:
            UnreadableGuideError: none is meant, or it is not clear which.
        """
        if words.casefold() == BUNDLED_NAME:
            return BUNDLED
        if words.isascii() and words.isdecimal():
            return self._numbered(words)
        if os.sep in words or "/" in words:
            return self._at(Path(words))
        found = self._named(self.listed, words, nearly=nearly)
        found = found or self._named(self._known, words, nearly=nearly)
        if len(found) == 1:
            return found[0]
        if found:
            raise UnreadableGuideError(self._which(words, found))
        if Path(words).suffix.lower() in endings():
            # Whoever opens it tells what is wrong.
            return Path(words)
        raise UnreadableGuideError(
            f"There is no document or file {_quoted(words)}; allvoice library lists the documents "
            "you have opened."
        )

    def open(
        self,
        meant: Path | KnownDocument,
        do: Does = lambda work: work(),
        *,
        keep_lines: bool = False,
    ) -> OpenedDocument:
        """Open a document.

        Args:
            meant: a path, or one that is known.
            do: does what may take long.
            keep_lines: keep the lines of its files, to find places in them.

        Raises:
            UnreadableGuideError: it cannot be opened or read.
        """
        path = do(lambda: self.path_of(meant))
        stamp = do(lambda: stamp_of(path))
        opened = do(lambda: load_guide(path, keep_lines=keep_lines))
        if path.resolve() == self._bundled.resolve():
            return OpenedDocument(opened, None)
        if isinstance(meant, KnownDocument):
            guide_id = meant.guide_id if opened.id.startswith(PATH_ID) else opened.id
            was_renamed = path != meant.path
            return OpenedDocument(_under(opened, guide_id), path, was_renamed, stamp)
        where = path.resolve()
        guide_id, is_found_again = self._id_of(opened, where)
        return OpenedDocument(_under(opened, guide_id), where, is_found_again, stamp)

    def path_of(self, meant: Path | KnownDocument) -> Path:
        """Return where a document is; one that was renamed is looked for in its folder.

        Raises:
            UnreadableGuideError: one that is known is gone, or its disk does not answer.
        """
        if isinstance(meant, Path):
            return meant
        if meant.path is None:
            return self._bundled
        path = meant.path
        try:
            if answered(lambda: os.path.lexists(path)):
                return path
            others = {each.path for each in self._known}
            beside = answered(lambda: _same_beside(path, meant.content_hash, others))
        except (OSError, ValueError) as error:
            why = (isinstance(error, OSError) and error.strerror) or "the name is not valid"
            raise UnreadableGuideError(
                f"{name_of(meant)} cannot be opened at {shown(str(path))}: {why}."
            ) from error
        if beside is None:
            raise UnreadableGuideError(
                f"{name_of(meant)} is no longer at {shown(str(path))}; "
                "open it where it is now, and it has its place again."
            )
        return beside

    def _id_of(self, guide: Guide, path: Path) -> tuple[str, bool]:
        """Return the id a guide is known by, and whether it was found again by its content."""
        if not guide.id.startswith(PATH_ID):
            return guide.id, False
        by_path = [each for each in self._known if each.guide_id.startswith(PATH_ID)]
        for each in by_path:
            if each.path == path:
                return each.guide_id, False
        for each in by_path:
            if each.path is not None and each.content_hash == guide.content_hash:
                if _is_gone(each.path):
                    return each.guide_id, True
                # By another way to it, as of a folder that became a link.
                if _is_same_file(each.path, path):
                    return each.guide_id, False
        taken = {each.guide_id for each in by_path}
        # What was here before lives elsewhere now, and has kept its id.
        guide_id, count = guide.id, 1
        while guide_id in taken:
            count += 1
            guide_id = f"{guide.id}~{count}"
        return guide_id, False

    def _at(self, path: Path) -> Path | KnownDocument:
        """Return the document that was opened from a path where there is nothing now."""
        with suppress(OSError, ValueError, RuntimeError):
            where = path.resolve()
            return next((each for each in self._known if each.path == where), path)
        return path

    def _numbered(self, digits: str) -> KnownDocument:
        listed = self.listed
        number = int(digits) if len(digits) <= MOST_DIGITS else 0
        if 1 <= number <= len(listed):
            return listed[number - 1]
        raise UnreadableGuideError(
            f"There is no document {shown(digits, _SHORTENED_CHARS)}; allvoice library lists "
            f"{len(listed) or 'those you have opened, none yet'}."
        )

    def _named(
        self, among: Sequence[KnownDocument], words: str, *, nearly: bool
    ) -> list[KnownDocument]:
        """Return the documents that a name is for: the surest way that finds any decides."""
        wanted = _plain(words)
        if not wanted:
            return []
        names = [(each, _names(each)) for each in among]
        for fits in (_is_whole, _is_start, _has_words):
            found = [each for each, own in names if any(fits(wanted, name) for name in own)]
            if found:
                return found
        return _nearest(wanted, names) if nearly else []

    def _which(self, words: str, found: Sequence[KnownDocument]) -> str:
        listed = self.listed
        named = [
            f"{listed.index(each) + 1}, {name_of(each)}" if each in listed else name_of(each)
            for each in found[:MOST_NAMED]
        ]
        more = f"; and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        return (
            f"{_quoted(words)} may be {'; '.join(named)}{more}. "
            "Give its number, as allvoice library lists it."
        )


def name_of(document: KnownDocument) -> str:
    """Return what a document is called, in one line that is not too long to be said."""
    title = one_line(document.title) or "A document"
    return shown(title, _SHORTENED_CHARS)


def gone(documents: Sequence[KnownDocument]) -> set[Path | None]:
    """Return the paths of documents where nothing is now; none where a disk does not answer."""
    paths = [each.path for each in documents if each.path is not None]
    with suppress(OSError, ValueError):
        return answered(lambda: {each for each in paths if not os.path.lexists(each)})
    return set()


def _is_there(words: str) -> bool:
    try:
        return os.path.lexists(words)
    except ValueError:
        return False


def _is_gone(path: Path) -> bool:
    """Return whether nothing is at a path; where nobody knows, something is."""
    try:
        return not answered(lambda: os.path.lexists(path))
    except (OSError, ValueError):
        return False


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return answered(lambda: os.path.samefile(one, other))
    except (OSError, ValueError):
        return False


def _under(guide: Guide, guide_id: str) -> Guide:
    return guide if guide_id == guide.id else replace(guide, id=guide_id)


def _same_beside(path: Path, wanted: str, others: Collection[Path | None]) -> Path | None:
    """Return what has the content of a file or folder that is gone, in the folder it was in.

    What is known as another document, as a copy that was opened, is not taken for it.
    """
    size = size_bytes(wanted)
    if size is None:
        return None
    known = endings()
    was_file = path.suffix.lower() in known
    with suppress(OSError):
        alike = (
            each
            for each in path.parent.iterdir()
            if (each.suffix.lower() in known if was_file else each.is_dir())
        )
        for entry in sorted(islice(alike, MOST_BESIDE)):
            if entry in others:
                continue
            # What cannot be read is another one.
            with suppress(OSError, UnreadableGuideError):
                files = guide_files(entry)
                if sum(file.stat().st_size for file in files) != size:
                    continue
                if content_hash(read_documents(files)) == wanted:
                    return entry
    return None


def _names(document: KnownDocument) -> list[str]:
    path = document.path
    given = [document.title, *((path.name, path.stem) if path is not None else ())]
    return [_plain(each[:LONGEST_NAME_CHARS]) for each in given]


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", one_line(name).casefold()).strip()


def _is_whole(wanted: str, name: str) -> bool:
    return wanted == name


def _is_start(wanted: str, name: str) -> bool:
    return name.startswith(wanted)


def _has_words(wanted: str, name: str) -> bool:
    words = name.split()
    return all(any(each.startswith(word) for each in words) for word in wanted.split())


def _nearest(
    wanted: str, names: Sequence[tuple[KnownDocument, Sequence[str]]]
) -> list[KnownDocument]:
    """Return the documents whose names are most alike, words in any order."""
    try:
        from rapidfuzz import fuzz, process
    except ModuleNotFoundError:
        return []
    typed = wanted[:LONGEST_NAME_CHARS].split()
    alike: Counter[int] = Counter()
    for index, (_, own) in enumerate(names):
        words = sorted({word for name in own for word in name.split()})
        found = [
            process.extractOne(each, words, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE)
            for each in typed
        ]
        if all(found):
            alike[index] = round(min(each[1] for each in found if each is not None))
    best = max(alike.values(), default=0)
    return [names[index][0] for index in sorted(alike) if alike[index] == best]


def _quoted(words: str) -> str:
    return repr(shown(words, _SHORTENED_CHARS))
