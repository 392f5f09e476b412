"""What is heard of a document that is read aloud counts as heard, as it does in the reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from allvoice.reading.runner import NoStore

if TYPE_CHECKING:
    from allvoice.guide.model import BlockKind, Guide, Position
    from allvoice.shelf.listening_log import ListeningLog
    from allvoice.shelf.store.shelf import Shelf


class HeardStore(NoStore):
    """Keeps nothing but which sentences were heard, once there is a log."""

    def __init__(self) -> None:
        """Begin without a log."""
        self.log: ListeningLog | None = None

    def sentence_heard(
        self, position: Position, listened_s: float, left_out: frozenset[BlockKind]
    ) -> None:
        """Take note of it in the log."""
        if self.log is not None:
            self.log.heard(position, listened_s, left_out)

    @contextmanager
    def keeping(self, shelf: Shelf, guide: Guide) -> Iterator[None]:
        """Keep for a while what is heard, all of it on the disk at the end."""
        from allvoice.shelf.listening_log import ListeningLog

        self.log = ListeningLog(shelf.listening, guide, lambda: True)
        try:
            yield
        finally:
            self.log.write()
