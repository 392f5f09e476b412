"""All phrases, in the order in which they are asked."""

from __future__ import annotations

from allvoice.narration.phrases import limits, numbered, spans
from allvoice.narration.phrases.table import PhraseTable

PHRASES = PhraseTable((*numbered.PHRASES, *spans.PHRASES, *limits.PHRASES))
