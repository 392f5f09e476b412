from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import folders_in


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        yield shelf
