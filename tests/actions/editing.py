"""A document on the disk that is edited while a front door reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from allvoice.actions.document_service import DocumentService, Entered, ToOpen, Watched
from allvoice.actions.documents.watching import LOOKS_EVERY_S
from allvoice.actions.model import Services
from allvoice.guide.changes import stamp_of
from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide
from allvoice.plain.happenings import Inbox
from allvoice.shelf.library import BUNDLED, OpenedDocument
from allvoice.shelf.store.documents import KnownDocument
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, Front, VirtualScheduler, settings_of
from tests.reading.harness import VirtualClock

TEXT = "# Water\n\nDrink often. Write it down. Rest.\n\n# Food\n\nSmall meals help.\n"
QUIET_LOOKS = 4
"""Until a change is seen, seen to be quiet, read, and looked through."""


class EditedFile:
    """The documents of a reader that has one, and what writes it."""

    present = BUNDLED

    def __init__(self, path: Path, text: str = TEXT) -> None:
        self.path = path
        if path.suffix:
            path.write_text(text)
        self.renewed: list[Guide] = []
        self.reads = 0
        self.while_read: Callable[[], None] = lambda: None
        self.stamp = stamp_of(path)
        self.guide = load_guide(path)

    def _read(self) -> Guide:
        self.reads += 1
        guide = load_guide(self.path, self.guide.id)
        self.while_read()
        return guide

    @property
    def watched(self) -> Watched:
        return Watched(partial(stamp_of, self.path), self._read, self.stamp, self.renewed.append)

    def listed(self) -> Sequence[KnownDocument]:
        return [self.present]

    def to_open(self, document: KnownDocument) -> ToOpen:
        raise AssertionError("there is no other")

    def enter(self, opened: OpenedDocument) -> Entered:
        raise AssertionError("there is no other")

    def stay(self) -> None:
        """It is the last one anyway."""

    def unlist(self, document: KnownDocument) -> None:
        raise AssertionError("nobody removes it")

    def list_again(self, document: KnownDocument) -> None:
        raise AssertionError("nobody removes it")

    def write(self, text: str) -> None:
        """Write as most editors do: beside it, and then in its place."""
        new = self.path.with_name(f".{self.path.name}.new")
        new.write_text(text)
        os.replace(new, self.path)


class TimedInbox(Inbox):
    """What is due later is done as a test lets time pass."""

    def __init__(self, scheduler: VirtualScheduler) -> None:
        super().__init__()
        self.do_later = scheduler.do_later  # type: ignore[method-assign]


class Reader:
    """Either front door, with documents of its own, whose time a test lets pass."""

    def __init__(
        self,
        door: type[ByKeys] | type[ByWords],
        shelf: Shelf,
        documents: DocumentService,
        guide: Guide,
        start: Callable[[Callable[[], None]], None] = lambda work: work(),
        **changes: object,
    ) -> None:
        services = Services(documents=documents, start=start)
        settings = settings_of(**changes)
        if door is ByKeys:
            keys = ByKeys(shelf, settings, guide=guide, services=services)
            self.front: Front = keys
            self.scheduler, self._clock = keys.scheduler, keys.reading.clock
            keys.actions.documents.begin()
        else:
            self._clock = VirtualClock()
            self.scheduler = VirtualScheduler(self._clock)
            inbox = TimedInbox(self.scheduler)
            self.front = ByWords(shelf, settings, guide=guide, services=services, inbox=inbox)
        self.reading = self.front.reading

    def wait(self, looks: int = QUIET_LOOKS) -> list[str]:
        """Let the document be looked at so many times; return what was told."""
        before = len(self.reading.messages)
        self.scheduler.do_until(self._clock.now_s + looks * LOOKS_EVERY_S)
        return self.reading.messages[before:]
