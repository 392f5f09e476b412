"""Searching by typed words, onward and backward."""

from __future__ import annotations

from allvoice.guide.search import Match, next_match, previous_match, whole
from allvoice.reading import queries
from allvoice.reading.listening import Listening

HOW_TO = "Type what to look for behind the slash: /fever"
LONGEST_SHOWN_CHARS = 40
"""Of what was searched for, when it is told that it is nowhere."""


class Finding:
    """Remembers what was looked for last."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self._query = ""

    def look(self, step: int, words: str = "") -> tuple[Match | None, str]:
        """Look on (1) or back (-1) from the present sentence.

        Args:
            step: the direction.
            words: what to look for; empty for the same as before.

        Returns:
            Where it is, if anywhere, and what is told of that.
        """
        guide, position = self._listening.guide, self._listening.state.position
        query = self._query = words or self._query
        if not query:
            return None, HOW_TO
        find = next_match if step > 0 else previous_match
        match = find(guide, query, position)
        if match is None:
            if len(query) > LONGEST_SHOWN_CHARS:
                query = f"{query[:LONGEST_SHOWN_CHARS]}…"
            return None, f"Nothing in this guide matches {query}."
        told = [whole(queries.found(guide, query))] if words else []
        if match.wrapped:
            told.append(f"Gone round the {'end' if step > 0 else 'start'} of the guide.")
        return match, " ".join(told)
