"""What was typed and not sent off, from one run to the next."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from allvoice.shelf.store.remembered import Remembered

_DRAFTS = "drafts"
_MOST = 20
"""The oldest of more give way: they were for lines that nobody opened again."""


class DraftFor(NamedTuple):
    """What was asked for when words were typed: the same is asked for when they stand there again.

    Attributes:
        name: of what is typed.
        said: what was asked for.
        before: the words that were to be changed; empty for none.
    """

    name: str
    said: str
    before: str


class Draft(NamedTuple):
    """Words that were typed and not sent off.

    Attributes:
        words: what stood in the line.
        where: the place they are meant for; empty where they are for none.
    """

    words: str
    where: str = ""


class Drafts:
    """Keeps half-typed words until they are sent off or taken away.

    They are kept while they are typed, and so the disk is not waited for: a program that is killed
    loses none, a power cut at most the latest.
    """

    def __init__(self, remembered: Remembered) -> None:
        """Keep them.

        Args:
            remembered: keeps short texts under keys.
        """
        self._remembered = remembered
        self._loaded: dict[DraftFor, Draft] | None = None

    def of(self, asked: DraftFor) -> Draft:
        """Return what was typed for it and not sent off; empty words for nothing."""
        return self._drafts.get(asked, Draft(""))

    def keep(self, asked: DraftFor, typed: str, where: str = "") -> None:
        """Keep what was typed so far; nothing, and the words of before, are no draft."""
        wanted = "" if typed.strip() in ("", asked.before.strip()) else typed
        if wanted == self.of(asked).words:
            return
        self._drafts.pop(asked, None)
        if wanted:
            self._drafts[asked] = Draft(wanted, where)
        for oldest in [*self._drafts][:-_MOST]:
            del self._drafts[oldest]
        kept = [[*each, *draft] for each, draft in self._drafts.items()]
        self._remembered.keep(_DRAFTS, json.dumps(kept, ensure_ascii=False), durable=False)

    @property
    def _drafts(self) -> dict[DraftFor, Draft]:
        if self._loaded is None:
            self._loaded = _read(self._remembered.of(_DRAFTS) or "[]")
        return self._loaded


def _read(text: str) -> dict[DraftFor, Draft]:
    """Return kept drafts; what cannot be read of them is none."""
    drafts = {}
    with suppress(ValueError, RecursionError):
        kept = json.loads(text)
        for each in kept if isinstance(kept, list) else ():
            if isinstance(each, list) and len(each) == 5 and all(isinstance(s, str) for s in each):
                drafts[DraftFor(*each[:3])] = Draft(*each[3:])
    return drafts
