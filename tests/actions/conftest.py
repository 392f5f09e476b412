from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allvoice.guide.model import Guide
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import DOORS, ByKeys, ByWords, Front, settings_of
from tests.reading.harness import TEXT
from tests.shelf.guides import folders_in


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        yield shelf


@pytest.fixture(params=DOORS, ids=lambda door: door.__name__)
def front(request: pytest.FixtureRequest, shelf: Shelf) -> Callable[..., Front]:
    """Make either front door; a promise made here is made to whoever presses and whoever types."""

    def make(text: str | None = None, guide: Guide | None = None, **changes: object) -> Front:
        door: type[ByKeys] | type[ByWords] = request.param
        return door(shelf, settings_of(**changes), text=text or TEXT, guide=guide)

    return make
