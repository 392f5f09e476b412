"""The shelf: where each document was left, what was marked and written down, what is remembered.

Nothing here stops the reading. When the disk cannot be written, the shelf goes on in memory, says
so once, and brings everything to the disk as soon as that is possible again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from allvoice.paths import Folders
from allvoice.shelf.store.bookmarks import Bookmarks
from allvoice.shelf.store.cards import Cards
from allvoice.shelf.store.coming_back import ComingBack
from allvoice.shelf.store.connection import Clock, Connection, utc_now
from allvoice.shelf.store.copying import comes_back, kept_on, take_in
from allvoice.shelf.store.documents import Documents
from allvoice.shelf.store.entries import Entries
from allvoice.shelf.store.kept import Kept
from allvoice.shelf.store.listening import Listening
from allvoice.shelf.store.migrations import MIGRATIONS, Migration
from allvoice.shelf.store.positions import Positions
from allvoice.shelf.store.queue import Queue
from allvoice.shelf.store.remembered import Remembered

NOT_KEPT = "It lasts only until you quit."
"""Told with all that is marked while nothing reaches the disk."""


class Shelf:
    """The tables of one database; for one thread only.

    Several programs may use the same shelf at once. A spare copy of the file is made, on a thread
    of its own, when it was opened and found sound, and at the end where something was marked since.
    """

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration] = MIGRATIONS,
        on_notice: Callable[[str], None] | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Open a shelf; always succeeds, see `notices` for what was amiss.

        Args:
            path: its file; the folder is made if need be.
            migrations: how its database is brought up to date.
            on_notice: called with each notice that comes up later.
            clock: tells the time.
        """
        self.now = clock
        """Tells what time it is."""
        self._connection = Connection(path, migrations, on_notice, clock)
        self.positions = Positions(self._connection, clock)
        self.bookmarks = Bookmarks(self._connection, clock)
        self.entries = Entries(self._connection, clock)
        self.cards = Cards(self._connection, clock)
        self.documents = Documents(self._connection)
        self.remembered = Remembered(self._connection)
        self.listening = Listening(self._connection, clock)
        self.queue = Queue(self.remembered)

    @classmethod
    def open(
        cls,
        folders: Folders,
        on_notice: Callable[[str], None] | None = None,
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        clock: Clock = utc_now,
    ) -> Shelf:
        """Open the user's shelf; see `__init__`."""
        return cls(folders.database, migrations, on_notice, clock)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_kept(self) -> bool:
        """Whether what is saved reaches the disk at present."""
        return self._connection.is_on_disk

    @property
    def unsaved(self) -> Counter[str]:
        """How many notes, marks and cards are lost if the program ends now."""
        return self._connection.unsaved

    @property
    def why_not_kept(self) -> str:
        """What keeps the disk from being written, and what to do; empty where nothing does."""
        return self._connection.why_not_kept

    @property
    def outdated_spare(self) -> Path | None:
        """The spare copy where, after `close`, it holds what was changed as it was before."""
        return self._connection.outdated_spare

    def try_again(self) -> None:
        """Bring what is only in memory to the disk, if that is possible by now."""
        if not self.is_kept:
            self._connection.return_to_disk()

    @property
    def state(self) -> object:
        """Another value than before wherever own words may have changed, here or elsewhere."""
        return self._connection.state

    @property
    def caveat(self) -> str:
        """What is told with a bookmark just set: that it will not last; empty where it will."""
        return "" if self.is_kept else NOT_KEPT

    @property
    def notices(self) -> tuple[str, ...]:
        """What the listener is told, in order."""
        return self._connection.notices

    @property
    def on_notice(self) -> Callable[[str], None] | None:
        """Called with each notice that comes up after opening."""
        return self._connection.on_notice

    @on_notice.setter
    def on_notice(self, receive: Callable[[str], None] | None) -> None:
        self._connection.on_notice = receive

    def tell(self, notice: str) -> None:
        """Tell the listener something about what is kept."""
        self._connection.tell(notice)

    def kept(self) -> Kept:
        """Return all that it holds of the listener's."""
        return kept_on(self._connection)

    def comes_back(self, kept: Kept) -> ComingBack:
        """Return what a copy would bring back."""
        return comes_back(self._connection, kept, self.now)

    def take_in(self, kept: Kept) -> ComingBack:
        """Bring a copy back, all of it or nothing, and return what came; what is here stays."""
        return take_in(self._connection, kept, self.now)

    def close(self) -> None:
        """Bring what is unsaved to the disk if possible, and close the file."""
        self._connection.close()
