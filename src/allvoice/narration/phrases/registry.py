"""All phrases, in the order in which they are asked."""

from __future__ import annotations

from allvoice.narration.phrases import (
    broken_words,
    dates,
    lab_names,
    lengths_of_time,
    limits,
    numbered,
    schedules,
    spans,
    telephones,
    temperatures,
)
from allvoice.narration.phrases.table import PhraseTable

PHRASES = PhraseTable(
    (
        *telephones.PHRASES,
        *dates.PHRASES,
        *lengths_of_time.PHRASES,
        *schedules.PHRASES,
        *numbered.PHRASES,
        *spans.PHRASES,
        *temperatures.PHRASES,
        *limits.PHRASES,
        *lab_names.PHRASES,
        *broken_words.PHRASES,
    )
)
