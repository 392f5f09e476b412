"""What examples of properties are made of, how many there are, and where each one writes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

USUAL, SEARCHING = "usual", "search"

ANY_TEXT = st.text(st.characters())
"""With lone surrogates: what a file's name or an argument holds where it is no UTF-8."""


def register_profiles() -> None:
    """Make both profiles known and choose the usual one: the same examples at every run."""
    # How long an example takes depends on what else the computer does.
    unhurried = settings(
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.register_profile(USUAL, unhurried, max_examples=100, derandomize=True)
    settings.register_profile(SEARCHING, unhurried, max_examples=500, derandomize=False)
    settings.load_profile(USUAL)


def examples(usual: int) -> int:
    """Return how many examples to try of a property that takes `usual` of them by default."""
    return usual * settings().max_examples // 100


@contextmanager
def own_folder() -> Iterator[Path]:
    """Give one example an empty folder, as no fixture can: that lives as long as the test."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield Path(name)
