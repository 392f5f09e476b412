"""What was typed and not sent off, from one run to the next."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from allvoice.actions.words import uncapitalized
from allvoice.shelf.store.rows import storable

if TYPE_CHECKING:
    from allvoice.shelf.store.remembered import Remembered

_DRAFTS = "drafts"
_TOLD = "drafts told"
"""Under this name it is kept of which drafts the listener was told at a start."""
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
        guide_id: of the document that the place is in.
    """

    words: str
    where: str = ""
    guide_id: str = ""


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

    def of(self, asked: DraftFor) -> Draft:
        """Return what was typed for it and not sent off; empty words for nothing."""
        return self._all().get(asked, Draft(""))

    def keep(self, asked: DraftFor, draft: Draft) -> None:
        """Keep what was typed so far; nothing, and the words of before, are no draft."""
        is_one = draft.words.strip() not in ("", asked.before.strip())
        drafts = self._all()
        if (draft.words if is_one else "") == drafts.get(asked, Draft("")).words:
            return
        drafts.pop(asked, None)
        if is_one:
            drafts[asked] = draft
        self._write(drafts)

    def forget(self, guide_id: str) -> None:
        """Forget those that are for a place in a document."""
        drafts = self._all()
        stay = {
            asked: draft
            for asked, draft in drafts.items()
            if not draft.guide_id or storable(draft.guide_id) != guide_id
        }
        if stay != drafts:
            self._write(stay)

    def _write(self, drafts: dict[DraftFor, Draft]) -> None:
        for oldest in [*drafts][:-_MOST]:
            del drafts[oldest]
        kept = [[*each, *draft] for each, draft in drafts.items()]
        self._remembered.keep(_DRAFTS, json.dumps(kept, ensure_ascii=False), durable=False)

    def news(self) -> list[str]:
        """Return that half-typed words wait, and for what, unless that was told before."""
        kept = self._remembered.of(_DRAFTS) or ""
        names = dict.fromkeys(uncapitalized(each.name) for each in self._all())
        digest = hashlib.sha256(kept.encode("utf-8", "replace")).hexdigest()
        if not names or digest == self._remembered.of(_TOLD):
            return []
        self._remembered.keep(_TOLD, digest, durable=False)
        return [f"Half-typed words wait for you: {', '.join(names)}."]

    def _all(self) -> dict[DraftFor, Draft]:
        """Return all that there are now: another window may keep some of its own."""
        return _read(self._remembered.of(_DRAFTS) or "[]")


def _read(text: str) -> dict[DraftFor, Draft]:
    """Return kept drafts; what cannot be read of them is none."""
    drafts = {}
    with suppress(ValueError, RecursionError):
        kept = json.loads(text)
        for each in kept if isinstance(kept, list) else ():
            if isinstance(each, list) and len(each) == 6 and all(isinstance(s, str) for s in each):
                drafts[DraftFor(*each[:3])] = Draft(*each[3:])
    return drafts
