"""Options that stand before a command's name: where they end on the line."""

from __future__ import annotations

from collections.abc import Sequence

FLAGS = frozenset({"--plain", "--no-voice", "--verbose", "--help", "-h"})
WITH_VALUE = frozenset({"--engine", "--voice", "--rate", "--sink", "--data-dir"})
"""Those of `listen`, named here because its module is too much to load for any other command."""
_SEPARATOR = "="


def split_ahead(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the options of `listen` that come first, with their values, and what follows them.

    An option that lacks its value is left to what follows, as are `--` and what is unknown.
    """
    end = 0
    while end < len(words):
        name, separator, _ = words[end].partition(_SEPARATOR)
        if name not in FLAGS | WITH_VALUE:
            break
        after = end + (2 if name in WITH_VALUE and not separator else 1)
        if after > len(words):
            break
        end = after
    return list(words[:end]), list(words[end:])


def spellings(ahead: Sequence[str]) -> set[str]:
    """Return which options are among those that come first."""
    return {word.partition(_SEPARATOR)[0] for word in ahead} & (FLAGS | WITH_VALUE)
