"""All phrases, in the order in which they are asked."""

from __future__ import annotations

from allvoice.narration.phrases import (
    broken_words,
    lab_names,
    limits,
    numbered,
    spans,
    temperatures,
)
from allvoice.narration.phrases.table import PhraseTable

PHRASES = PhraseTable(
    (
        *numbered.PHRASES,
        *spans.PHRASES,
        *temperatures.PHRASES,
        *limits.PHRASES,
        *lab_names.PHRASES,
        *broken_words.PHRASES,
    )
)
